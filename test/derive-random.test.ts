/** Random differentiable expressions: the printed derivative against differences. The long form is `NABLA_CASES=10000`. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { derive } from '../server/src/analysis/derive.ts';
import { conventionsError, errorOf, indexError, type Problem } from './support/derivative-check.ts';

const declare = [
  'A \\in \\mathbb{R}^{n \\times n}',
  'B \\in \\mathbb{R}^{n \\times n}',
  'X \\in \\mathbb{R}^{n \\times n}',
  'a \\in \\mathbb{R}^{n}',
  'b \\in \\mathbb{R}^{n}',
  'x \\in \\mathbb{R}^{n}',
  't \\in \\mathbb{R}',
  's \\in \\mathbb{R}',
  'S \\in \\mathbb{R}^{n \\times n}',
  'c_i \\in \\mathbb{R}^n',
  'w_i \\in \\mathbb{R}',
  'W_i \\in \\mathbb{R}^{n \\times n}',
  'f: \\mathbb{R}^n \\to \\mathbb{R}',
  'g: \\mathbb{R}^n \\to \\mathbb{R}^n',
  'z \\in \\mathbb{R}^n',
  '\\Lambda \\in \\mathbb{R}^{n \\times n}',
];

const conditions = ['$S$ is symmetric', '$\\Lambda$ is diagonal'];

interface Kinds {
  readonly scalar: string;
  readonly vector: string;
  readonly matrix: string;
}

const inverse = (m: string): string => `(5 I_n + \\frac{1}{4} ${m})^{-1}`;

/** A matrix with positive eigenvalues, and a number that is positive. */
const definite = (m: string): string => `(3 I_n + \\frac{1}{9} (${m})^\\top (${m}))`;
const positive = (s: string): string => `(2 + \\sin(${s}))`;
/** On every variable: of an average that the variable does not enter, nothing says that its law does not depend on it. */
const ALL = 't + x^\\top S X \\Lambda a';
/** Written out in blocks. */
const grid = (...rows: string[][]): string =>
  `\\begin{bmatrix} ${rows.map((row) => row.join(' & ')).join(' \\\\ ')} \\end{bmatrix}`;
/** Entries between one and three. */
const above = (m: string): string => `(2 + \\cos(${m}))`;

/** Expressions of each kind that stay finite near the origin: whatever is inverted or under a root is kept away from zero. */
const { scalar, vector, matrix } = fc.letrec<Kinds>((tie) => {
  const s: fc.Arbitrary<string> = tie('scalar').map(String);
  const v: fc.Arbitrary<string> = tie('vector').map(String);
  const m: fc.Arbitrary<string> = tie('matrix').map(String);
  const cyclic = { maxDepth: 6, depthIdentifier: 'expression', withCrossShrink: true };
  return {
    scalar: fc.oneof(
      cyclic,
      fc.constantFrom('t', 'x^\\top a', 'a^\\top X b', '\\operatorname{tr}(X A)'),
      fc.tuple(v, v).map(([a, b]) => `(${a})^\\top (${b})`),
      // A function right under a trace would be one of the matrix.
      m.map((a) => `\\operatorname{tr}(A (${a}))`),
      fc.tuple(m, m).map(([a, b]) => `\\operatorname{vec}(${a})^\\top \\operatorname{vec}(${b})`),
      fc.tuple(m, m).map(([a, b]) => `\\operatorname{tr}((A (${a})) \\otimes (B (${b})))`),
      v.map((a) => `\\operatorname{logsumexp}(\\sin(${a}))`),
      s.map((a) => `\\exp(\\sin(${a}))`),
      fc.tuple(s, s).map(([a, b]) => `\\frac{${a}}{2 + \\cos(${b})}`),
      m.map((a) => `\\det(2 I_n + \\frac{1}{4} \\cos(B (${a})))`),
      fc.tuple(v, m, v).map(([a, b, c]) => `(${a})^\\top (${b}) (${c})`),
      v.map((a) => `\\|${a}\\|_2^2`),
      m.map((a) => `\\|${a}\\|_F^2`),
      m.map((a) => `\\log\\det(5 I_n + \\frac{1}{4} (${a})^\\top (${a}))`),
      fc.tuple(s, s).map(([a, b]) => `(${a}) (${b})`),
      fc.tuple(s, s).map(([a, b]) => `(${a} - (${b}))`),
      s.map((a) => `\\sin(${a})`),
      s.map((a) => `\\frac{1}{1 + (${a})^2}`),
      v.map((a) => `\\sqrt{1 + (${a})^\\top (${a})}`),
      v.map((a) => `\\mathbf{1}_n^\\top \\tanh(${a})`),
      v.map((a) => `\\log(\\mathbf{1}_n^\\top \\exp(\\sin(${a})))`),
      // Norms, away from zero.
      v.map((a) => `\\|${a} + 3 \\mathbf{1}_n\\|_2`),
      v.map((a) => `\\|\\sin(${a}) + 2 \\mathbf{1}_n\\|_1`),
      v.map((a) => `\\|\\tanh(${a}) + 5 a\\|_\\infty`),
      m.map((a) => `\\|\\sin(${a}) + 3 I_n\\|_F`),
      m.map((a) => `\\|\\frac{1}{4} \\sin(${a}) + 3 I_n\\|_*`),
      m.map((a) => `\\|\\frac{1}{4} \\sin(${a}) + \\operatorname{diag}(5 a)\\|_2`),
      // Of a matrix as a whole.
      m.map((a) => `\\operatorname{tr}(\\exp(\\frac{1}{4} \\tanh(${a})))`),
      m.map((a) => `\\operatorname{tr}(\\log(${definite(`\\tanh(${a})`)}))`),
      m.map((a) => `\\lambda_{\\max}(\\operatorname{diag}(5 a) + \\frac{1}{8} (\\sin(${a}) + \\sin(${a})^\\top))`),
      v.map((a) => `(${a})^\\top S (${a})`),
      // Averages over a law that does not vary, the largest entry, entries and rows.
      fc.tuple(v, v).map(([a, b]) => `\\mathbb{E}_{z}[(z^\\top (${a})) \\sin(z^\\top (${b}) + ${ALL})]`),
      fc.tuple(s, v).map(([a, b]) => `\\mathbb{E}_{z \\sim p}[\\tanh(${a} - z^\\top (${b}) + ${ALL})]`),
      v.map((a) => `\\max(\\tanh(${a}) + 5 a)`),
      v.map((a) => `\\min(\\tanh(${a}) + 5 b)`),
      m.map((a) => `\\operatorname{tr}(S (${a}) S)`),
      m.map((a) => `\\log\\det(5 I_n + \\frac{1}{4} S + \\frac{1}{8} \\tanh(${a}))`),
      v.map((a) => `f(\\tanh(${a}))`),
      v.map((a) => `\\sum_{i=1}^N w_i \\log(1 + \\exp(c_i^\\top \\sin(${a})))`),
      v.map((a) => `\\frac{1}{N} \\sum_{i=1}^N (c_i^\\top \\tanh(${a}) - w_i)^2`),
      fc.tuple(s, s).map(([a, b]) => `${positive(a)}^{\\sin(${b})}`),
      s.map((a) => `${positive(a)}^s`),
      s.map((a) => `(${a})^3`),
      s.map((a) => `|\\sin(${a}) + \\frac{3}{2}|`),
      // Blocks, and products over an index and of pairs.
      fc
        .tuple(v, m)
        .map(([a, b]) => `${grid([a], ['x'])}^\\top ${grid([b, 'A'], ['X^\\top', 'B'])} ${grid(['b'], ['X a'])}`),
      fc.tuple(v, s).map(([a, b]) => `\\|${grid([a], [b], ['A x'])}\\|_2^2`),
      m.map(
        (a) =>
          `\\log\\det ${grid([`9 I_n + \\frac{1}{4} \\sin(${a})`, `\\frac{1}{4} \\cos(X)`], [`\\frac{1}{4} \\sin(X^\\top)`, '9 I_n'])}`,
      ),
      fc.tuple(v, v).map(([a, b]) => `((${a}) \\otimes (${b}))^\\top \\operatorname{vec}(X B)`),
      v.map((a) => `\\prod_{i=1}^N (2 + \\sin(c_i^\\top (${a})))`),
      m.map((a) => `\\operatorname{tr}((5 I_n + \\frac{1}{4} \\sin(${a}))^{-2} B)`),
      fc.tuple(v, v).map(([a, b]) => `(${a})^\\top \\Lambda (${b})`),
      m.map((a) => `\\log\\det(9 I_n + \\frac{1}{2} \\Lambda + \\frac{1}{8} \\tanh(${a}))`),
      // Products of matrices over an index, sums and products over a spectrum.
      fc.tuple(m, v).map(([a, b]) => `\\frac{1}{27} a^\\top (${a}) (\\prod_{i=1}^{3} W_i) (${b})`),
      m.map((a) => `\\sum_i \\lambda_i${definite(`\\tanh(${a})`)}`),
      m.map((a) => `\\frac{1}{27} \\sum_i (\\lambda_i${definite(`\\tanh(${a})`)})^2`),
      m.map((a) => `\\sum_{i=1}^n \\log \\lambda_i${definite(`\\tanh(${a})`)}`),
      m.map((a) => `\\frac{1}{27} \\prod_i \\lambda_i${definite(`\\tanh(${a})`)}`),
      m.map((a) => `\\sum_i \\sigma_i(\\frac{1}{4} \\sin(${a}) + 3 I_n)`),
      m.map((a) => `\\sum_i \\sigma_i(${a})^2`),
      m.map((a) => `\\sigma_{\\min}(\\frac{1}{4} \\sin(${a}) + \\operatorname{diag}(5 a))`),
    ),
    vector: fc.oneof(
      cyclic,
      fc.constantFrom('x', 'X a', 'A x', 'b'),
      fc.tuple(m, v).map(([a, b]) => `(${a}) (${b})`),
      fc.tuple(v, v).map(([a, b]) => `(${a} + ${b})`),
      fc.tuple(v, v).map(([a, b]) => `(${a}) \\odot (${b})`),
      fc.tuple(s, v).map(([a, b]) => `(${a}) (${b})`),
      v.map((a) => `\\sigma(${a})`),
      v.map((a) => `\\exp(\\sin(${a}))`),
      v.map((a) => `\\operatorname{softplus}(${a})`),
      fc.tuple(v, v).map(([a, b]) => `(${a}) \\oslash (2 + \\cos(${b}))`),
      v.map((a) => `\\operatorname{softmax}(${a})`),
      m.map((a) => `\\operatorname{diag}(${a})`),
      v.map((a) => `\\operatorname{relu}(${a})`),
      v.map((a) => `|${a}|`),
      v.map((a) => `\\operatorname{sign}(${a}) \\odot (${a})`),
      v.map((a) => `${above(a)}^{\\odot 3}`),
      v.map((a) => `\\sqrt{${above(a)}}`),
      v.map((a) => `\\log(${above(a)})`),
      v.map((a) => `\\arctan(${a})`),
      v.map((a) => `g(\\tanh(${a}))`),
      v.map((a) => `\\sum_{i=1}^N w_i (c_i^\\top \\sin(${a})) c_i`),
      v.map((a) => `\\mathbb{E}_{z \\sim p}[\\sin(z^\\top (${a}) + ${ALL}) z]`),
      fc.constantFrom('S x', 'S a', 'S X a', '\\Lambda x'),
      fc.tuple(m, v).map(([a, b]) => `${grid([a, 'X'])} ${grid([b], ['b'])}`),
      v.map((a) => `${grid(['I_n', '\\mathbf{0}_{n \\times n}'])} \\tanh(${grid([a], ['x'])})`),
    ),
    matrix: fc.oneof(
      cyclic,
      fc.constantFrom('X', 'A', 'X^\\top', 'x a^\\top', 'X B'),
      fc.tuple(m, m).map(([a, b]) => `(${a}) (${b})`),
      fc.tuple(m, m).map(([a, b]) => `(${a} - (${b}))`),
      fc.tuple(m, m).map(([a, b]) => `(${a}) \\odot (${b})`),
      fc.tuple(v, v).map(([a, b]) => `(${a}) (${b})^\\top`),
      m.map((a) => `(${a})^\\top`),
      v.map((a) => `\\operatorname{diag}(${a})`),
      m.map((a) => inverse(`\\sin(${a})`)),
      m.map((a) => `\\cos(B (${a}))`),
      m.map((a) => `\\tanh(${a})`),
      m.map((a) => `(5 I_n + \\frac{1}{4} \\sin(${a}))^+`),
      m.map((a) => `(${a}) \\oslash ${above('X')}`),
      m.map((a) => `${above(a)}^{\\odot 2}`),
      m.map((a) => `(\\tanh(${a}))^3`),
      fc.tuple(s, m).map(([a, b]) => `(${a}) (${b})`),
      m.map((a) => `S (${a})`),
      fc.constantFrom('S', 'S X', 'X S', '\\Lambda', 'X \\Lambda'),
      fc.tuple(m, v).map(([a, b]) => `${grid([a, b])} ${grid(['X'], ['a^\\top'])}`),
      m.map((a) => `(5 I_n + \\frac{1}{4} (S + \\sin(${a})))^{-1}`),
      m.map((a) => `\\frac{1}{9} (\\prod_{i=1}^{2} W_i) (${a})`),
    ),
  };
});

const runs = Number(process.env['NABLA_CASES'] ?? 60);
/** Another seed for each part of a long run. */
const seed = Number(process.env['NABLA_SEED'] ?? 20_240_607);

test(`${String(runs)} random expressions`, () => {
  let [good, missing, unstable] = [0, 0, 0];
  const reasons: string[] = [];
  const discarded: string[] = [];
  const layout = fc.constantFrom('numerator' as const, 'denominator' as const);
  const question = fc.oneof(
    {
      weight: 10,
      arbitrary: fc.record({
        f: fc.oneof(
          { weight: 4, arbitrary: scalar },
          { weight: 1, arbitrary: vector },
          { weight: 1, arbitrary: matrix },
        ),
        wrt: fc.constantFrom('x', 'X', 't'),
        layout,
      }),
    },
    // By a symmetric or a diagonal matrix, in each of its conventions.
    { weight: 2, arbitrary: fc.record({ f: scalar, wrt: fc.constantFrom('S', '\\Lambda'), layout }) },
    // Written out: blocks by a number, entries by a column.
    {
      weight: 1,
      arbitrary: fc.record({
        f: fc.tuple(matrix, matrix, matrix, matrix).map(([a, b, c, d]) => grid([`t (${a})`, b], [c, `t (${d})`])),
        wrt: fc.constant('t'),
        layout,
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        f: fc.tuple(scalar, scalar, scalar).map(([a, b, c]) => grid([`x^\\top a + t`], [a], [b], [c])),
        wrt: fc.constantFrom('x', 't'),
        layout,
      }),
    },
    // By a factor of a product over an index.
    {
      weight: 1,
      arbitrary: fc.record({
        f: fc.tuple(matrix, matrix).map(([a, b]) => `\\operatorname{tr}((${a}) (\\prod_{i=1}^{3} W_i) (${b})^\\top)`),
        wrt: fc.constantFrom('W_1', 'W_2', 'W_3'),
        layout,
      }),
    },
    // By cases.
    {
      weight: 1,
      arbitrary: fc.record({
        f: fc.tuple(scalar, scalar).map(([a, b]) => `\\begin{cases} ${a} & t > 0 \\\\ ${b} & t \\le 0 \\end{cases}`),
        wrt: fc.constantFrom('x', 'X'),
        layout,
      }),
    },
  );
  fc.assert(
    fc.property(question, ({ f, wrt, layout }) => {
      const problem: Problem = { f, wrt, declare, conditions, sizes: { n: 3, N: 3 } };
      const answer = derive({ ...problem, layout });
      if ('unavailable' in answer) {
        missing++;
        reasons.push(`${f} by ${wrt}: ${answer.detail}`);
        return;
      }
      const reads = (words: string): boolean => answer.readings.some((it) => it.includes(words));
      const ofMatrix = reads('function of the matrix') && !reads('entry by entry');
      const errorAt = (width: number): number =>
        answer.notation === 'index'
          ? indexError(answer.latex, answer.places ?? [], { ...problem, width })
          : Math.max(
              ...pairsOf(f, answer.latex).map(([of, latex]) =>
                errorOf(
                  latex,
                  { ...problem, f: of, width },
                  layout,
                  answer.where.filter((it) => names(latex, it.latex)),
                  ofMatrix,
                ),
              ),
              ...answer.symmetric.map((it) => conventionsError(it, { ...problem, width }, answer.where, ofMatrix)),
            );
      // What oscillates wants narrow differences, what is large wide ones; what is wrong differs in all of them.
      let error = NaN;
      for (const width of [1e-2, 2e-4, 4e-6]) {
        const found = errorAt(width);
        if (Number.isNaN(error) || found < error) error = found;
        if (error <= 1e-4) break;
      }
      if (!Number.isFinite(error) || error > 1e-4) {
        // Large values lose digits in differences, or overflow; a wrong derivative is wrong by more than that.
        unstable++;
        discarded.push(`${f} by ${wrt}, ${layout}: ${String(error)}`);
        if (!Number.isNaN(error) && Number.isFinite(error))
          expect(error, `${f} by ${wrt}, ${layout}: ${answer.latex}`).toBeLessThan(0.02);
      } else good++;
    }),
    { numRuns: runs, seed },
  );
  console.log(
    `${String(runs)} cases: ${String(good)} agree, ${String(missing)} unavailable, ${String(unstable)} discarded`,
  );
  if (process.env['NABLA_CASES'] !== undefined)
    console.log([...reasons.slice(0, 30), 'discarded:', ...discarded.slice(0, 30)].join('\n'));
  expect(missing / runs, reasons.slice(0, 5).join('\n')).toBeLessThanOrEqual(0.03);
  expect(unstable / runs).toBeLessThanOrEqual(0.05);
  expect(good).toBeGreaterThan(0.8 * runs);
}, 6_000_000);

/** Whether a text has the name as a whole: the u of `\operatorname{relu}` is none. */
const names = (latex: string, name: string): boolean =>
  new RegExp(`(?<![A-Za-z\\\\])${name.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&')}(?![A-Za-z])`).test(latex);

/** Case by case; a function without cases is its own only one. */
function pairsOf(f: string, latex: string): readonly (readonly [f: string, latex: string])[] {
  const rows = (it: string): readonly string[] =>
    /^\\begin\{cases\} ([^]*) & t > 0 \\\\ ([^]*) & t \\le 0 \\end\{cases\}$/.exec(it)?.slice(1) ?? [it];
  return rows(f).map((of, n) => [of, rows(latex)[n] ?? ''] as const);
}
