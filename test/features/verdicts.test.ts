/** What a reader is told of a claim: on its sign, in a list, and to whoever hears the screen. */
import { describe, expect, test } from 'vitest';
import { analyse } from '../../server/src/analysis/analyse.ts';
import type { Facts } from '../../server/src/analysis/facts.ts';
import { verified } from '../../server/src/analysis/judged.ts';
import { defaults } from '../../server/src/analysis/settings.ts';
import { never } from '../../server/src/base/cancel.ts';
import { counterexample } from '../../server/src/features/counterexample.ts';
import { diagnostics } from '../../server/src/features/diagnostics.ts';
import { hover } from '../../server/src/features/hover.ts';
import { byLine } from '../../server/src/features/lines.ts';
import { marks, summaryOf } from '../../server/src/features/marks.ts';
import { listedClaims, overview } from '../../server/src/features/overview.ts';
import { readNote } from '../../server/src/note/read.ts';

const tried = (text: string): Facts =>
  verified(analyse(readNote(text, 'markdown', { dollarRule: 'pandoc' }), defaults, never));

const setting = String.raw`Let $X \in \mathbb{R}^{N\times d}$, $w\in\mathbb{R}^d$, $y\in\mathbb{R}^N$, $\lambda\in\mathbb{R}$.
Let $A, \mathbf{B} \in\mathbb{R}^{n\times n}$ and $x \in \mathbb{R}^n$. We minimise $f(w)=\|Xw-y\|^2+\lambda\|w\|^2$.

`;

/** The hover on the first sign of the formula. */
function onSign(formula: string, sign = '='): string {
  const text = `${setting}$$${formula}$$\n`;
  const facts = tried(text);
  const offset = text.indexOf(sign, setting.length);
  // The values of a counterexample follow from the job's key, which any change of the front end changes.
  return (hover(facts, diagnostics(facts, defaults), offset, byLine(text))?.text ?? '').replace(
    /(?<=[=([ ;,])[−\d.]+/g,
    '#',
  );
}

describe('the hover on a sign', () => {
  test('of a claim that was checked', () => {
    expect(onSign(String.raw`\nabla f(w)=2X^\top(Xw-y)+2\lambda w`)).toMatchInlineSnapshot(
      `"✓ Checked: both sides agree in # random cases, d = #, N = #"`,
    );
  });
  test('of one that is not true', () => {
    expect(onSign(String.raw`\nabla f(w)=2X^\top(Xw-y)+\lambda w`)).toMatchInlineSnapshot(`
      "✗ Not true in general.
      Smallest case found: N = d = #
        w = #   X = #   y = #   λ = #
        left   ∇f(w)            = #
        right  #Xᵀ(Xw # y) + λw = #"
    `);
  });
  test('of one that needs a condition', () => {
    expect(onSign(String.raw`\nabla_x x^\top A x = 2Ax`)).toMatchInlineSnapshot(`
      "✓? True only if A is symmetric; the note does not say so.
      Smallest case found: n = #
        x = (#, #)   A = [# #; # #]
        left   ∇xᵀAx = (#, #)
        right  #Ax   = (#, #)"
    `);
  });
  test('of names in other faces', () => {
    expect(onSign(String.raw`(A\mathbf{B})^\top = A^\top \mathbf{B}^\top`)).toMatchInlineSnapshot(`
      "✗ Not true in general.
      Smallest case found: n = #
        A = [# #; # #]   𝐁 = [# #; # #]
        left   (A𝐁)ᵀ = [# #; # #]
        right  Aᵀ𝐁ᵀ  = [# #; # #]"
    `);
  });
  test('of a condition', () => {
    expect(onSign(String.raw`A x = \mu x`)).toMatchInlineSnapshot(`
      "○ Not checked: read as a condition, not as an identity. A name on one side is free, so it is a condition on that name.
        To have it checked, say that it holds for all values with a comment “nabla: claim”."
    `);
  });
  test('of a definition', () => {
    expect(onSign(String.raw`C := A\mathbf{B}`, ':=')).toMatchInlineSnapshot(
      `"A definition. The sign or the words before it introduce a name."`,
    );
  });
  test('of a claim that rests on something unknown', () => {
    expect(onSign(String.raw`\nabla_x \operatorname{frob}(x) = 2x`)).toMatchInlineSnapshot(`
      "○ Not checked: frob is used but nothing says what it is.
        To have it checked, define or declare frob, or mark it as given."
    `);
  });
  test('of an inequality', () => {
    expect(onSign(String.raw`\|A x\| \le \|A\|_F \|x\|`, '\\le')).toMatchInlineSnapshot(
      `"○ Not checked: an inequality; no counterexample in # samples."`,
    );
  });
});

test('each sign of a chain has its own mark, on its own line', () => {
  const text = `${setting}$$\\begin{aligned}\n(A\\mathbf{B})^\\top &= A^\\top \\mathbf{B}^\\top \\\\\n&= (\\mathbf{B}A)^\\top\n\\end{aligned}$$\n`;
  const facts = tried(text);
  const where = byLine(text);
  expect(marks(facts, true).map((it) => `${where(it.offset)} ${it.mark}`)).toMatchInlineSnapshot(`
    [
      "line 5 not-true",
      "line 6 checked",
    ]
  `);
  expect(summaryOf(facts)).toMatchInlineSnapshot(`"1 not true · 1 checked"`);
});

describe('a comment about a verdict', () => {
  const untried = (text: string): Facts =>
    analyse(readNote(text, 'markdown', { dollarRule: 'pandoc' }), defaults, never);
  const note = (comment: string, formula: string): string => `${setting}${comment}\n\n$$${formula}$$\n`;
  const told = (facts: Facts): readonly string[] => diagnostics(facts, defaults).map((it) => it.code);
  const wrong = String.raw`\nabla f(w)=2X^\top(Xw-y)+\lambda w`;
  const right = String.raw`\nabla f(w)=2X^\top(Xw-y)+2\lambda w`;
  const open = String.raw`\nabla_x \operatorname{frob}(x) = 2x`;
  const ignore = '<!-- nabla: ignore wrong-derivative: the book has it so -->';
  const expected = '<!-- nabla: expect wrong-derivative: Aufgabe 3 -->';

  test.each([
    ['an ignore of what is not true', ignore, wrong, []],
    ['an ignore of what is true', ignore, right, ['unused-ignore']],
    ['an ignore of what cannot be checked', ignore, open, []],
    ['an expectation of what is not true', expected, wrong, []],
    ['an expectation of what became true', expected, right, ['unmet-expectation']],
    ['an expectation of what cannot be checked', expected, open, []],
    [
      'an ignore in all the note',
      ignore.replace(':', ': ').replace('derivative:', 'derivative in this note:'),
      right,
      ['unused-ignore'],
    ],
  ])('%s waits for the verdict', (_, comment, formula, codes) => {
    expect(told(untried(note(comment, formula)))).toEqual([]);
    expect(told(tried(note(comment, formula)))).toEqual(codes);
  });
});

describe('a note in another language', () => {
  const head = String.raw`Sei $A \in \mathbb{R}^{n \times n}$, $x \in \mathbb{R}^n$. `;
  const verdict = (text: string): readonly string[] => {
    const facts = tried(head + text);
    return [...marks(facts, false).map((it) => it.mark), ...facts.parts.flatMap((it) => it.findings.map(({ code }) => code))];
  };
  const wrong = String.raw`$$\nabla_x \|x\|^2 = x$$`;

  test.each([
    ['Daraus folgt', ''], ['On obtient', ''], ['Entonces', ''], ['Si ottiene', ''], ['Portanto', ''],
  ])('%s … is told what is not true', (before, after) => {
    expect(verdict(`${before} ${wrong}${after}`)).toEqual(['not-true', 'wrong-derivative']);
  });
  test.each([
    ['Im Allgemeinen gilt nicht', ''], ['Dann gilt, falls die Matrix es zulässt,', ''], ['Ein häufiger Fehler ist', ''],
    ['Attention, ce n’est pas', ''], ['En général', 'est faux.'], ['Si la matrice le permet, alors', ''],
    ['Pero no es cierto que', ''], ['Non vale', ''], ['Mas não é', ''], ['This gives, but not', ''],
  ])('%s … %s makes no claim that is refuted', (before, after) => {
    expect(verdict(`${before} ${wrong} ${after}`)).not.toContain('wrong-derivative');
  });
}); // prettier-ignore

test('a counterexample at length, and as code that computes the right side', () => {
  const text = `${setting}$$\\nabla f(w)=2X^\\top(Xw-y)+\\lambda w$$\n`;
  const shown = counterexample(tried(text), text.indexOf('=2X'));
  expect(shown?.text).toMatch(
    /^∇f\(w\) = 2Xᵀ\(Xw − y\) \+ λw\nNot true in general\.\nSmallest case found: .*\n {2}difference {2}/s,
  );
  expect(shown?.numpy).toMatch(/X = np\.array\(\[\[.*\]\]\)\n/);
  expect(shown?.numpy).toContain('right = 2 * (X.T @');
  expect(counterexample(tried(text), 3)).toBeUndefined();
});

test('a note at a glance', () => {
  const text = `${setting}$$\\nabla_x x^\\top A x = 2Ax$$\n\n$$\\nabla \\|Xw-y\\|^2 = 2X(Xw-y)$$\n\n$$\\operatorname{tr} A = \\operatorname{tr} A^\\top$$\n`;
  const facts = tried(text);
  expect(overview(facts, 'a.md', byLine(text), diagnostics(facts, defaults))).toMatchInlineSnapshot(`
    "a.md                              gradients as columns (seen in 2 formulas)
      1 does not fit · 1 true if · 1 checked
      ✓? 4   ∇xᵀAx                          true if A is symmetric
      ≠  6   ∇‖Xw − y‖²                     the sizes do not fit
      !  6   dimension-mismatch             X is N × d, but Xw − y has N entries; the product needs d.
    Symbols 7   X N×d l.1 · w d entries l.1 · y N entries l.1 · λ number l.1 · A n×n l.2 · 𝐁 n×n l.2 · x n entries l.2"
  `);
  expect(listedClaims(facts).map(({ glyph, tex }) => `${glyph} ${tex}`)).toMatchInlineSnapshot(`
    [
      "≠ \\nabla \\|Xw-y\\|^2 = 2X(Xw-y)",
      "✓? \\nabla_x x^\\top A x = 2Ax",
      "✓ \\operatorname{tr} A = \\operatorname{tr} A^\\top",
    ]
  `);
});
