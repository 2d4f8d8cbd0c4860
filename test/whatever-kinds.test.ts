/**
 * Claims of notes that declare nothing: what is true by every kind that a letter may have is checked, what is false by
 * every one is told, and what rests on more than the formula says is left alone.
 */
import { describe, expect, test } from 'vitest';
import { verified } from '../server/src/analysis/judged.ts';
import { measuredText } from './support/measure.ts';

interface Told {
  readonly verdicts: readonly string[];
  readonly findings: readonly string[];
}

function told(formula: string, words = 'Expanding the square,'): Told {
  const { facts } = measuredText('note.md', `${words}\n\n$$${formula}$$\n`, 'markdown');
  const [part] = verified(facts).parts;
  const statements = part?.formulas.flatMap((it) => it.statements) ?? [];
  return {
    verdicts: statements.map((it) => it.verdict ?? 'none'),
    findings: part?.findings.map((it) => it.code) ?? [],
  };
}

/** A true claim, and what a slip makes of it: a sign, a factor, a square, another name. */
const SLIPS: readonly (readonly [right: string, wrong: string])[] = [
  [
    String.raw`(x - m)^\top (x - m) = x^\top x - 2 m^\top x + m^\top m`,
    String.raw`(x - m)^\top (x - m) = x^\top x - 2 m^\top x - m^\top m`,
  ],
  [
    String.raw`(y - Hb)^\top (y - Hb) = y^\top y - 2 b^\top H^\top y + b^\top H^\top H b`,
    String.raw`(y - Hb)^\top (y - Hb) = y^\top y - b^\top H^\top y + b^\top H^\top H b`,
  ],
  [
    String.raw`z^\top (\tau^2 I + B^\top B) z = \tau^2 z^\top z + z^\top B^\top B z`,
    String.raw`z^\top (\tau^2 I + B^\top B) z = \tau^2 z^\top z - z^\top B^\top B z`,
  ],
  [String.raw`\|u + v\|^2 = \|u\|^2 + 2 u^\top v + \|v\|^2`, String.raw`\|u + v\|^2 = \|u\|^2 + 2 u^\top v + \|v\|`],
  [
    String.raw`(K + ab^\top)^{-1} = K^{-1} - \frac{K^{-1}ab^\top K^{-1}}{1 + b^\top K^{-1}a}`,
    String.raw`(K + ab^\top)^{-1} = K^{-1} + \frac{K^{-1}ab^\top K^{-1}}{1 + b^\top K^{-1}a}`,
  ],
  [String.raw`\|a\|^2 - \|b\|^2 = (a - b)^\top (a + b)`, String.raw`\|a\|^2 - \|b\|^2 = (a - b)^\top (a - b)`],
];

/** True where something holds that is not written, or where the letters are other things than arrays. */
const LEFT_ALONE: readonly string[] = [
  // Of 2 × 2 matrices.
  String.raw`A^2 = \operatorname{tr}(A) A - \det(A) I`,
  String.raw`(\operatorname{tr} A)^2 = \operatorname{tr}(A^2) + 2\det(A)`,
  String.raw`\det(A + B) = \det(A) + \det(B) + \det(A)\operatorname{tr}(A^{-1}B)`,
  // Of operators, of differentials, of complex numbers.
  String.raw`\langle Df, g \rangle = - \langle f, Dg \rangle`,
  String.raw`d(x^\top y) = dx^\top y + x^\top dy`,
  String.raw`\delta \operatorname{tr}(AB) = \operatorname{tr}(\delta A B) + \operatorname{tr}(A \delta B)`,
  String.raw`\|x + iy\|^2 = \|x\|^2 + \|y\|^2`,
  // Of symmetric matrices, of vectors at right angles, of independent ones.
  String.raw`(x - \mu)^\top \Lambda (x - \mu) = x^\top \Lambda x - 2 x^\top \Lambda \mu + \mu^\top \Lambda \mu`,
  String.raw`\|v\|^2 = \|v_\parallel\|^2 + \|v_\perp\|^2`,
  String.raw`\|y - \hat y\|^2 + \|\hat y - \bar y\|^2 = \|y - \bar y\|^2`,
  String.raw`\|a \times b\|^2 = \|a\|^2 \|b\|^2 - (a \cdot b)^2`,
  String.raw`\|f * g\|_1 = \|f\|_1 \|g\|_1`,
  String.raw`\|x \oplus y\|^2 = \|x\|^2 + \|y\|^2`,
];

describe('names of which only letters tell what they are', () => {
  test.each(SLIPS)('%s', (right, wrong) => {
    expect(told(right)).toEqual({ verdicts: ['verified'], findings: [] });
    expect(told(wrong).verdicts).toEqual(['refuted']);
    expect(['false-identity', 'needs-condition']).toContain(told(wrong).findings[0]);
  });

  test.each(LEFT_ALONE)('%s is left alone', (claim) => {
    expect(told(claim, 'We have')).toMatchObject({ findings: [] });
  });

  test('a projection is a condition, not a slip', () => {
    expect(told(String.raw`y^\top (I - H) y = \|y\|^2 - \|H y\|^2`).findings).toEqual(['needs-condition']);
    expect(told(String.raw`\|x - \Pi x\|^2 = \|x\|^2 - \|\Pi x\|^2`).findings).toEqual(['needs-condition']);
  });

  test('an equation above may say what they are', () => {
    const words = String.raw`Let $u^\top v = 0$ hold.`;
    expect(told(String.raw`\|u + v\|^2 = \|u\|^2 + \|v\|^2`, words).findings).toEqual([]);
  });
});

/** True under what the words say, where no formula does. */
const QUALIFIED: readonly (readonly [words: string, claim: string])[] = [
  ['For perpendicular vectors,', String.raw`\|u + v\|^2 = \|u\|^2 + \|v\|^2`],
  ['Let $u, v \\in \\mathbb{R}^n$ be orthogonal. Then', String.raw`\|u + v\|^2 = \|u\|^2 + \|v\|^2`],
  ['To first order in $h$ we have', String.raw`\|x + h\|^2 = \|x\|^2 + 2 x^\top h`],
  ['Up to a constant,', String.raw`\|y - Xw\|^2 = w^\top X^\top X w - 2 w^\top X^\top y`],
  ['Dropping all terms without $w$,', String.raw`\|y - Xw\|^2 = w^\top X^\top X w - 2 w^\top X^\top y`],
  ['The cross term vanishes, so', String.raw`\|u + v\|^2 = \|u\|^2 + \|v\|^2`],
  ['In an ultrametric space,', String.raw`\|a + b\| = \max(\|a\|, \|b\|)`],
  ['It is not true in general that', String.raw`\det(A + B) = \det A + \det B`],
  ['Prove or disprove:', String.raw`\operatorname{tr}(AB) = \operatorname{tr}(A)\operatorname{tr}(B)`],
];

describe('words that restrict a formula', () => {
  test.each(QUALIFIED)('%s', (words, claim) => {
    expect(told(claim, words).findings).toEqual([]);
  });
});

/** Of functions that nothing defines: true ones, and a slip of each. */
const OF_FUNCTIONS: readonly (readonly [right: string, wrong: string])[] = [
  [
    String.raw`\nabla_\eta \frac{1}{M} \sum_{m=1}^M \left(\frac{p(y, h(\eta, r_m))}{q(h(\eta, r_m))}\right)^3 = \frac{3}{M} \sum_{m=1}^M \left(\frac{p(y, h(\eta, r_m))}{q(h(\eta, r_m))}\right)^2 \nabla_\eta \left[\frac{p(y, h(\eta, r_m))}{q(h(\eta, r_m))}\right]`,
    String.raw`\nabla_\eta \frac{1}{M} \sum_{m=1}^M \left(\frac{p(y, h(\eta, r_m))}{q(h(\eta, r_m))}\right)^3 = \frac{3}{M} \sum_{m=1}^M \left(\frac{p(y, h(\eta, r_m))}{q(h(\eta, r_m))}\right) \nabla_\eta \left[\frac{p(y, h(\eta, r_m))}{q(h(\eta, r_m))}\right]`,
  ],
  [
    String.raw`\frac{\partial}{\partial \eta_k} \sum_{i=1}^m \sum_l \eta_l S_l(y_i) = \sum_{i=1}^m S_k(y_i)`,
    String.raw`\frac{\partial}{\partial \eta_k} \sum_{i=1}^m \sum_l \eta_l S_l(y_i) = \sum_{i=1}^m S_k(y_i)^2`,
  ],
];

describe('functions of which nobody says what their values are', () => {
  test.each(OF_FUNCTIONS)('%s', (right, wrong) => {
    expect(told(right)).toEqual({ verdicts: ['verified'], findings: [] });
    expect(told(wrong).verdicts).not.toContain('verified');
  });
});

describe('names of which nobody says what they are', () => {
  test.each([
    String.raw`\operatorname{Var}(aX) = a^2 \operatorname{Var}(X)`,
    String.raw`\operatorname{Cov}(X, Y) = \mathbb{E}[XY] - \mathbb{E}[X]\mathbb{E}[Y]`,
  ])('%s', (claim) => {
    expect(told(claim).verdicts).toEqual(['verified']);
  });

  test.each([
    String.raw`\operatorname{Var}(aX) = a \operatorname{Var}(X)`,
    String.raw`\operatorname{Cov}(X, Y) = \mathbb{E}[XY] + \mathbb{E}[X]\mathbb{E}[Y]`,
  ])('%s is not approved', (claim) => {
    expect(told(claim).verdicts).not.toContain('verified');
  });
});
