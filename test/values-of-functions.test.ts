/** An equation that only says what a function is asks nothing of what the function is applied to. */
import { describe, expect, test } from 'vitest';
import { last } from './support/everyday.ts';

const tex = String.raw;
const SAID = tex`Let $x, y \in \mathbb{R}$ and let $p$ be a density.`;
const ODD = tex`$\tanh(-x) = \tanh(x)$.`;

describe('what a function is', () => {
  test.each([tex`$$q(x - y) = \int e^{w(x - y)} p(w) \, dw$$`, tex`$$\int e^{w(x - y)} p(w) \, dw = q(x - y)$$`])(
    '%s',
    (given) => {
      expect(last(tex`${SAID} ${given} The function is odd, so ${ODD}`).findings).toEqual(['false-identity']);
      expect(last(tex`${SAID} ${given} The function is odd, so $\tanh(-x) = -\tanh(x)$.`).verdict).toBe('verified');
    },
  );
});

describe('what an equation asks of its names', () => {
  test('of one that the claim speaks of', () => {
    const given = tex`$q(x - y) = \tanh(x) - \tanh(y)$`;
    expect(last(tex`${SAID} Suppose that ${given}. Then $q(x - y) = x - y$.`).verdict).not.toBe('refuted');
  });
});
