/** Antiderivatives between limits, and the largest and least values of forms over all directions. */
import { describe, expect, test } from 'vitest';
import { last } from './support/everyday.ts';

const tex = String.raw;

const told = (note: string): string => {
  const { verdict, findings } = last(note);
  return [verdict, ...findings].join(' ');
};

describe('an antiderivative between limits', () => {
  test.each([
    [tex`$$\int_1^b 2s \, ds = s^2 \Big|_1^b = b^2 - 1$$`, true],
    [tex`$$\int_1^b 2s \, ds = \left[ s^2 \right]_1^b = b^2 - 1$$`, true],
    [tex`$$\int_1^b 2s \, ds = \left. s^2 \right|_{s=1}^{s=b} = b^2 - 1$$`, true],
    [tex`$$\int_1^b (2s + c) \, ds = s^2 + cs \big|_1^b = b^2 + cb - 1 - c$$`, true],
    [tex`$$\int_0^b (c - s) \, ds = -\frac12 (c - s)^2 \big\rvert_0^b = \frac12 c^2 - \frac12 (c - b)^2$$`, true],
    [tex`$$\int_1^b 2s \, ds = s^2 \Big|_1^b = b^2 + 1$$`, false],
    [tex`$$\int_1^b 2s \, ds = s^2 \Big|_b^1 = b^2 - 1$$`, false],
    [tex`$$\int_1^b 2s \, ds = 2 s^2 \Big|_1^b = b^2 - 1$$`, false],
    [tex`$$\int_1^b 2s \, ds = \left[ s^2 \right]_1^b = 1 - b^2$$`, false],
    // Whether the 1 is meant as well, nothing says.
    [tex`$$1 + \int_1^b 2s \, ds = 1 + s^2 \Big|_1^b = b^2$$`, undefined],
  ])('%s: %s', (note, isTrue) => {
    if (isTrue === true) expect(told(note)).toBe('verified');
    else expect(told(note)).toMatch(/^(undecided|assumed)$/);
  });
});

const MATRICES = tex`Let $B \in \mathbb{R}^{n \times n}$ be invertible, $S \in \mathbb{R}^{n \times n}$ symmetric and $q \in \mathbb{R}^n$.`;

describe('values over all directions', () => {
  test.each([
    [tex`$$\max_{\|q\| = 1} q^\top S q = \lambda_{\max}(S)$$`, 'verified'],
    [tex`$$\min_{q^\top q = 1} q^\top S q = \lambda_{\min}(S)$$`, 'verified'],
    [tex`$$\max_{q \neq 0} \frac{q^\top S q}{q^\top q} = \max_{\|q\|_2 = 1} q^\top S q$$`, 'verified'],
    [tex`$$\max_{\|q\|_2 = 1} \|Bq\|_2 = \sigma_{\max}(B)$$`, 'verified'],
    [tex`$$\max_{\|q\|_2 \leq 1} \|Bq\|_2 = \sigma_{\max}(B)$$`, 'verified'],
    [tex`$$\min_{\|q\|_2 = 1} \|Bq\|_2 = \frac{1}{\max_{\|q\|_2 = 1} \|B^{-1}q\|_2}$$`, 'verified'],
    [tex`$$\max_{\|q\| = 1} q^\top S q = \lambda_{\min}(S)$$`, 'not confirmed'],
    [tex`$$\max_{\|q\| = 1} q^\top S q = 2 \lambda_{\max}(S)$$`, 'not confirmed'],
    [tex`$$\min_{\|q\|_2 = 1} \|Bq\|_2 = \max_{\|q\|_2 = 1} \|B^{-1}q\|_2$$`, 'not confirmed'],
    [tex`$$\max_{\|q\|_1 = 1} \|Bq\|_2 = \sigma_{\max}(B)$$`, 'not confirmed'],
    [tex`$$\max_{\|q\| = 2} \|Bq\|_2 = \sigma_{\max}(B)$$`, 'not confirmed'],
    // A largest value is none of the values.
    [tex`$$\max_{\|q\| = 1} \|Bq\| = \|Bq\|$$`, 'not confirmed'],
    [tex`$$\min_{\|q\| = 1} q^\top S q = q^\top S q$$`, 'not confirmed'],
    [tex`$$\max \|Bq\| = \|Bq\|$$`, 'not confirmed'],
  ])('%s: %s', (claim, verdict) => {
    const found = told(`${MATRICES} ${claim}`);
    if (verdict === 'verified') expect(found).toBe(verdict);
    else expect(found).not.toMatch(/^(verified|assumed .)/);
  });
});
