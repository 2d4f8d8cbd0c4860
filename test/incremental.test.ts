import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { analyse } from '../server/src/analysis/analyse.ts';
import type { Facts, Place } from '../server/src/analysis/facts.ts';
import { defaults } from '../server/src/analysis/settings.ts';
import { never } from '../server/src/base/cancel.ts';
import { diagnostics } from '../server/src/features/diagnostics.ts';
import { readNote } from '../server/src/note/read.ts';

/** Each leans on another way in which what is said in one section is felt in others. */
const notes: Readonly<Record<string, string>> = {
  'declarations above and beside': `# Setting
Let $A \\in \\mathbb{R}^{m \\times n}$ and $x \\in \\mathbb{R}^n$.

## First
$$ y = A x $$
Then $A y$ does not fit, and neither does $x x$.

## Second
Here $A \\in \\mathbb{R}^{k \\times k}$, so $A A + A^\\top$ and $A x$.

# Third
Nothing is said of $A x + b$ here.
`,
  'letters used as functions': `# One
The loss $L(w) = f(Xw + b)$ with $f(x) = x^\\top x$.

# Two
Let $X \\in \\mathbb{R}^{n \\times d}$, $w \\in \\mathbb{R}^d$. Then $\\nabla L(w) = X^\\top (Xw - y)$ and $a \\circ b$.

# Three
$g(h(x)) = g'(h(x)) h'(x)$, and $h \\in \\mathbb{R}^k$.
`,
  'sizes of one name': `# Attention
Let $Q \\in \\mathbb{R}^{n \\times d_k}$, $K \\in \\mathbb{R}^{n \\times d_k}$, $V \\in \\mathbb{R}^{n \\times d_v}$.

## Sizes
Usually $d_k = d_v$.

## Output
$O = Q K^\\top V$, and $Q + V$ is fine.
`,
  'row vectors': `# Rows
With $x \\in \\mathbb{R}^{d}$, $W \\in \\mathbb{R}^{d \\times h}$ and $U \\in \\mathbb{R}^{h \\times c}$,

## Layers
$$ z = x W $$
$$ s = x W U $$

## More
$t = x W$ and $W x$.
`,
  'words, macros and bold letters': `# Words
\\newcommand{\\R}{\\mathbb{R}}

An $m \\times n$ matrix $\\mathbf{A}$, a vector $\\mathbf{x}$ of length $n$, where $\\mathbf{S}$ is symmetric.

$$\\newcommand{\\v}{\\mathbf{v}} \\v \\in \\R^n$$

## Use
$\\mathbf{A}\\mathbf{x} + \\v$, while $\\mathbf{S}\\mathbf{A}$ and $\\mathbf{u}^\\top \\mathbf{S} \\mathbf{u}$.

## Plain
$u = Mv$ and $\\hat{x} = \\Sigma x_i$.
`,
  'kinds worked out before': `# One
Let $A \\in \\mathbb{R}^{m \\times n}$; then $A p$.

# Two
$p$
`,
  'habits of a style': `# One
$x, y, z \\in \\mathbb{R}^n$ and $B \\in \\mathbb{R}^{n \\times r}$

# Two
$u$, $r$ and $\\mathbf{A}^\\top$
`,
};

const bits = [
  'A', 'x', ' = B', '\\in \\mathbb{R}^{n}', '\\in \\mathbb{R}', '\\times k', '$', '+ q', '^\\top', ' ', '\\mathbf{x}', '12', 'matrix ', '# ', '\n\n## New\n',
  '(x)', 'd_k = n', ' is symmetric', ' $x W$ ', '\\v', '{', '}',
] as const; // prettier-ignore

/** By fractions of the text, so that one edit suits any note. */
interface Edit {
  readonly at: number;
  readonly removed: number;
  readonly inserted: string;
  /** Somebody looks at the facts before the next edit; much is worked out only then. */
  readonly looked: boolean;
}

const anyEdit: fc.Arbitrary<Edit> = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  removed: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 20 })),
  inserted: fc.oneof(fc.constant(''), fc.constantFrom(...bits)),
  looked: fc.boolean(),
});

const edited = (text: string, { at, removed, inserted }: Edit): string => {
  const start = Math.floor(at * text.length);
  return text.slice(0, start) + inserted + text.slice(start + removed);
};

/** All that the facts say, with places as they stand in the text. */
function said(facts: Facts): unknown {
  const place = (it: Place | undefined): unknown =>
    it && [facts.note.parts.findIndex(({ part }) => part === it.part), it.span];
  return [
    facts.parts.map((it) => [
      it.symbols.map(({ source, ...symbol }) => [symbol, place(source)]),
      it.findings.map(({ code, severity, evidence, span, message, detail, formula, fixes, related }) => [
        { code, severity, evidence, span, message, detail, formula, fixes },
        related.map((one) => [one.message, place(one.place)]),
      ]),
      it.formulas.map(({ typed, compound, statements, shapes, holes }) => [
        typed,
        compound,
        statements,
        holes,
        shapes.map(({ symbol, ...shape }) => [shape, symbol?.tex, symbol?.how, place(symbol?.source)]),
      ]),
    ]),
    // Repairs are tried out when they are asked for; that is another test's matter.
    diagnostics(facts, defaults).map(({ code, severity, span, message }) => ({ code, severity, span, message })),
  ];
}

describe('after any edits a note says what it says from scratch', () => {
  test.each(Object.entries(notes))('%s', (_, start) => {
    fc.assert(
      fc.property(fc.array(anyEdit, { minLength: 1, maxLength: 12 }), (edits) => {
        let text = start;
        let note = readNote(text, 'markdown');
        let facts = analyse(note, defaults, never);
        edits.forEach((edit, index) => {
          text = edited(text, edit);
          note = readNote(text, 'markdown', { previous: note });
          facts = analyse(note, defaults, never, facts);
          if (!edit.looked && index < edits.length - 1) return;
          expect(said(facts)).toEqual(said(analyse(readNote(text, 'markdown'), defaults, never)));
        });
      }),
      { numRuns: 50, seed: 1 },
    );
  });
});

test('what an edit elsewhere does not concern is the very same', () => {
  const start = notes['declarations above and beside'] ?? '';
  const note = readNote(start, 'markdown');
  const facts = analyse(note, defaults, never);
  const later = start.replace('Then', 'Then, with $y + q$,');
  const after = analyse(readNote(later, 'markdown', { previous: note }), defaults, never, facts);
  expect(after.parts.map((it, index) => it === facts.parts[index])).toEqual([true, false, true, true]);
});
