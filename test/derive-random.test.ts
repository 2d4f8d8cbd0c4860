/** Random differentiable expressions: the printed derivative against differences. The long form is `NABLA_CASES=10000`. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { derive } from '../server/src/analysis/derive.ts';
import { errorOf, indexError, type Problem } from './support/derivative-check.ts';

const declare = [
  'A \\in \\mathbb{R}^{n \\times n}',
  'B \\in \\mathbb{R}^{n \\times n}',
  'X \\in \\mathbb{R}^{n \\times n}',
  'a \\in \\mathbb{R}^{n}',
  'b \\in \\mathbb{R}^{n}',
  'x \\in \\mathbb{R}^{n}',
  't \\in \\mathbb{R}',
];

interface Kinds {
  readonly scalar: string;
  readonly vector: string;
  readonly matrix: string;
}

const inverse = (m: string): string => `(5 I_n + \\frac{1}{4} ${m})^{-1}`;

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
    ),
  };
});

const runs = Number(process.env['NABLA_CASES'] ?? 60);

test(`${String(runs)} random expressions`, () => {
  let [good, missing, unstable] = [0, 0, 0];
  const reasons: string[] = [];
  const question = fc.record({
    f: fc.oneof({ weight: 4, arbitrary: scalar }, { weight: 1, arbitrary: vector }, { weight: 1, arbitrary: matrix }),
    wrt: fc.constantFrom('x', 'X', 't'),
    layout: fc.constantFrom('numerator' as const, 'denominator' as const),
  });
  fc.assert(
    fc.property(question, ({ f, wrt, layout }) => {
      const problem: Problem = { f, wrt, declare, conditions: [] };
      const answer = derive({ ...problem, layout });
      if ('unavailable' in answer) {
        missing++;
        reasons.push(`${f} by ${wrt}: ${answer.detail}`);
        return;
      }
      const ofMatrix = answer.readings.some((it) => it.includes('function of the matrix'));
      const errorAt = (width: number): number =>
        answer.notation === 'index'
          ? indexError(answer.latex, answer.places ?? [], { ...problem, width })
          : errorOf(answer.latex, { ...problem, width }, layout, answer.where, ofMatrix);
      const wide = errorAt(1e-2);
      const error = wide <= 1e-4 ? wide : errorAt(2e-4);
      if (!Number.isFinite(error) || error > 1e-4) {
        // Large values lose digits in differences, or overflow; a wrong derivative is wrong by more than that.
        unstable++;
        if (!Number.isNaN(error) && Number.isFinite(error))
          expect(error, `${f} by ${wrt}, ${layout}: ${answer.latex}`).toBeLessThan(0.02);
      } else good++;
    }),
    { numRuns: runs, seed: 20_240_607 },
  );
  expect(missing / runs, reasons.slice(0, 5).join('\n')).toBeLessThanOrEqual(0.03);
  expect(unstable / runs).toBeLessThanOrEqual(0.05);
  expect(good).toBeGreaterThan(0.8 * runs);
}, 600_000);
