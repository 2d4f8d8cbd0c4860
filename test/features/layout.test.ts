import { describe, expect, test } from 'vitest';
import { transposedTex } from '../../server/src/layout/transpose.ts';
import { analyse, defaults, readNote } from '../../server/src/index.ts';
import type { Facts } from '../../server/src/analysis/facts.ts';
import { never } from '../../server/src/base/cancel.ts';
import { layoutConversions } from '../../server/src/features/convert-layout.ts';
import { diagnostics } from '../../server/src/features/diagnostics.ts';
import { hover } from '../../server/src/features/hover.ts';
import { layoutInWords } from '../../server/src/features/layout.ts';
import { byLine } from '../../server/src/features/lines.ts';

const read = (text: string): Facts => analyse(readNote(text, 'markdown'), defaults, never);
const given =
  'Let $A \\in \\mathbb{R}^{m \\times n}$, $x, c \\in \\mathbb{R}^n$, $b, d \\in \\mathbb{R}^m$, $X \\in \\mathbb{R}^{m \\times p}$, and let the symmetric matrix $S$ be given.\n\n';

describe('the transpose of', () => {
  test.each([
    ['A', 'A^\\top'],
    ['A^\\top', 'A'],
    ['S', 'S'],
    ['A x', 'x^\\top A^\\top'],
    ['2 A^\\top (A x - b)', '2 (A x - b)^\\top A'],
    ['-2 A^\\top b', '-2 b^\\top A'],
    ['A^\\top A x + \\lambda x', 'x^\\top A^\\top A + \\lambda x^\\top'],
    ['x^\\top (S + S^\\top)', '(S + S^\\top) x'],
    ['c - x', 'c^\\top - x^\\top'],
    ['\\frac{1}{2} A^\\top b', '\\frac{1}{2} b^\\top A'],
    ['b \\odot d', 'b^\\top \\odot d^\\top'],
    ['\\operatorname{diag}(c)', '\\operatorname{diag}(c)'],
    ['S^{-1} c', 'c^\\top S^{-1}'],
    ['\\alpha c', '\\alpha c^\\top'],
    ['b c^\\top', 'c b^\\top'],
    ['\\sum_{i=1}^n A c', '\\sum_{i=1}^n c^\\top A^\\top'],
  ])('%s is %s', (tex, expected) => {
    const facts = read(`${given}$$ ${tex} $$\n`);
    const formula = facts.parts[0]!.formulas.at(-1)!;
    const [expr] = formula.expressions;
    const at = (it: { readonly span: { readonly start: number; readonly end: number } }) =>
      formula.shapes.find(({ span }) => span.start === it.span.start && span.end === it.span.end);
    const turned = transposedTex(expr!, {
      text: formula.tree.text,
      kindOf: (it) => /^[a-z]+/.exec(at(it)?.shape ?? '')?.[0],
      isSymmetric: (it) => at(it)?.symbol?.conditions.includes('symmetric') === true,
      mark: '^\\top',
    });
    expect(turned).toBe(expected);
  });
});

describe('a fix', () => {
  test.each([
    [
      'We use numerator layout.',
      '\\frac{\\partial}{\\partial x} \\|Ax - b\\|^2 = 2 A^\\top (A x - b)',
      'Write 2Aᵀ(Ax − b) as a row — checked',
      '2 (A x - b)^\\top A',
    ],
    [
      'We use denominator layout.',
      '\\frac{\\partial b^T A x}{\\partial x} = b^T A',
      'Write bᵀA as a column — checked',
      'A^T b',
    ],
    ['We use denominator layout.', '\\frac{\\partial A x}{\\partial x} = A', 'Write Aᵀ, x-by-f — checked', 'A^\\top'],
  ])('after “%s” for $%s$', (sentence, tex, title, newText) => {
    const [report, more] = diagnostics(read(`${sentence} ${given}$$ ${tex} $$\n`), defaults);
    expect(more).toBeUndefined();
    expect(report?.fixes).toMatchObject([{ title, verified: true, edits: [{ newText }] }]);
  });
});

describe('the layout', () => {
  const note = `${given}$$ \\frac{\\partial c^\\top x}{\\partial x} = c $$\n\n$$ \\frac{\\partial A x}{\\partial x} = A $$\n`;

  test('is told in a line', () => {
    const said = (text: string): string | undefined => layoutInWords(read(text), byLine(text));
    expect(said(note)).toBe('gradients as columns, Jacobians f-by-x (seen in 1 formula)');
    expect(said(`We use numerator layout. ${given}`)).toBe('gradients as rows (stated line 1)');
    expect(said(given)).toBeUndefined();
  });

  test('stands in the hover of a derivative, with what it rests on', () => {
    const at = (text: string): string | undefined =>
      hover(read(text), [], text.indexOf('\\partial c') + 1, byLine(text))?.text;
    expect(at(note)).toContain('layout: gradients as columns (seen in 1 formula)');
    expect(at(`We use numerator layout. ${note}`)).toContain('layout: gradients as rows (stated line 1)');
    expect(at(`${given}$$ \\frac{\\partial c^\\top x}{\\partial x} $$\n`)).toContain('layout: no evidence');
  });

  const applied = (text: string, title: string): string => {
    const found = layoutConversions(read(text), defaults, { start: text.length - 3, end: text.length - 3 });
    const wanted = found.find((it) => it.title === title);
    expect(found.map((it) => it.title)).toContain(title);
    return [...wanted!.edits]
      .sort((a, b) => b.span.start - a.span.start)
      .reduce((all, { span, newText }) => all.slice(0, span.start) + newText + all.slice(span.end), text);
  };

  test('of a note is converted, and comes back', () => {
    const rows = applied(note, 'Convert the note to gradients as rows (numerator layout)');
    expect(rows).toBe(note.replace('= c $', '= c^\\top $'));
    expect(applied(rows, 'Convert the note to gradients as columns, Jacobians f-by-x (mixed layout)')).toBe(note);
  });

  test('of the formula at the cursor is converted alone', () => {
    const columns = applied(note, 'Convert this formula to gradients as columns (denominator layout)');
    expect(columns).toBe(note.replace('= A $', '= A^\\top $'));
  });

  test('takes its name along where the note states it', () => {
    const stated = `We use numerator layout. ${given}$$ \\frac{\\partial A x}{\\partial x} = A $$\n`;
    const columns = applied(stated, 'Convert the note to gradients as columns (denominator layout)');
    expect(columns).toBe(stated.replace('numerator', 'denominator').replace('= A $', '= A^\\top $'));
  });
});
