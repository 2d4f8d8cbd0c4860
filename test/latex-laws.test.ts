/** What holds for every text: reading ends, prints back, says nothing it did not find, and takes no longer than a line. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseFormula } from '../server/src/latex/parser.ts';
import { print } from '../server/src/latex/print.ts';
import { faultsOf, nodesOf } from './support/show-tree.ts';
import { sharedFormulas } from './support/shared-formulas.ts';
import { describeShared } from './support/shared.ts';

function check(text: string): void {
  const { tree } = parseFormula(text);
  if (print(tree) !== text) throw new Error(`${text} prints as ${print(tree)}`);
  if (tree.clean !== (faultsOf(tree).length === 0)) throw new Error(`${text} is not as clean as it says`);
  for (const { span } of nodesOf(tree.body)) {
    if (span.start < 0 || span.end < span.start || span.end > text.length)
      throw new Error(`${text}: a span lies outside`);
  }
}

const pieces = [
  ...String.raw`{ } { } ( ) [ ] | || \| & \\ _ ^ ' _ ^ $ # % ~ = + x 12.5 1 . , α ² ℝ ‖ : -`.split(' '),
  ...String.raw`\frac \sqrt \mathbf \hat \left \right \middle \big \bigl \bigr \{ \} \langle \rangle . \over \choose \bf \rm`.split(
    ' ',
  ),
  ...String.raw`\begin{align} \end{align} \begin{matrix} \end{matrix} \begin{ \end \text \color \not \limits \hspace \kern`.split(
    ' ',
  ),
  ...String.raw`\newcommand{\m}[1]{#1\m} \def\n{x^2} \m \n \let \norm \pdv \operatorname * \sum \alpha \foo \\[2pt] \ \pmatrix \cr \verb`.split(
    ' ',
  ),
  ' ',
  '\n',
];

test('any soup of tokens prints back', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 40 }), (soup) => check(soup.join(''))),
    { numRuns: 4000, seed: 1 },
  );
});

test.each(['^^\\frac_', 'x^a^b_c', '\\let\\verb|a\\verb|1', '\\verb', '\\verb|a', '\\text{a', '\\text{$a'])(
  '%s prints back',
  check,
);

test('any text prints back', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 60 }), check), { numRuns: 1000, seed: 2 });
});

test('reading twice gives the same tree', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 20 }), (soup) => {
      expect(parseFormula(soup.join(''))).toEqual(parseFormula(soup.join('')));
    }),
    { numRuns: 200, seed: 3 },
  );
});

describe('what is repeated ten thousand times is read in a moment', () => {
  test.each([
    ...['{', '}', '(', ')', '[\\{', '|x', '|+', '||x-', '\\|a|b', ']0,1[', "x'", '&', '\\\\[', '$', 'x^(', 'x^', 'x_{'],
    ...[
      '\\hat ',
      '\\frac',
      '\\sqrt[',
      'a\\over ',
      '\\bf x\\rm ',
      '\\left(',
      '\\begin{matrix}a&',
      '\\begin{foo}',
      '\\text{$',
    ],
    ...['\\newcommand{\\x}{y}', '\\substack{a\\\\', '\\color{red}', '\\root ', '\\begin{align}{a\\\\'],
  ])('%s', (piece) => {
    const text = piece.repeat(10_000);
    const before = performance.now();
    const { tree } = parseFormula(text);
    expect(performance.now() - before).toBeLessThan(2000);
    expect(tree.text).toBe(text);
  });
});

describeShared('formulas of real notes', () => {
  test('nearly all are clean, and all print back', { timeout: 60_000 }, () => {
    const trees = sharedFormulas().map(({ text, macros }) => parseFormula(text, { macros }).tree);
    expect(trees.filter((tree) => print(tree) !== tree.text).map((tree) => tree.text)).toEqual([]);
    expect(trees.filter((tree) => tree.clean).length / trees.length).toBeGreaterThan(0.99);
  });

  test('every prefix prints back, in a bounded time', { timeout: 120_000 }, () => {
    let slowest = 0;
    for (const { text } of sharedFormulas()) {
      // Long formulas by steps: their prefixes are many and alike.
      const step = Math.max(1, Math.floor(text.length / 40));
      for (let end = 0; end < text.length; end += step) {
        const before = performance.now();
        check(text.slice(0, end));
        slowest = Math.max(slowest, performance.now() - before);
      }
    }
    expect(slowest).toBeLessThan(500);
  });
});
