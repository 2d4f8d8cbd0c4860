/** `f(R) = R^\top R := K`: what stands before the defining sign is called so from there on. */
import { expect, test } from 'vitest';
import { last } from './support/everyday.ts';

const tex = String.raw;
const TRUE = { verdict: 'verified', findings: [] };

test.each([
  [
    tex`f(R) = R^\top R := K`,
    tex`\frac{\partial \operatorname{tr}(K)}{\partial R} = 2R`,
    tex`\frac{\partial \operatorname{tr}(K)}{\partial R} = R`,
  ],
  [
    tex`g(R) = \operatorname{tr}(R^\top R) \triangleq s \in \mathbb{R}`,
    tex`\nabla_R s = 2R`,
    tex`\nabla_R s = 2R^\top R`,
  ],
  [tex`y = \|R\|_F^2 =: c`, tex`\frac{\partial c}{\partial R} = 2R`, tex`\frac{\partial c}{\partial R} = -2R`],
])('%s', (given, right, wrong) => {
  const said = tex`Let $R \in \mathbb{R}^{m \times n}$. Consider

$$${given}$$

Then `;
  expect(last(`${said} $${right}$.`)).toEqual(TRUE);
  expect(last(`${said} $${wrong}$.`).verdict).not.toBe('verified');
});

test('a name that was there before keeps its value', () => {
  const said = tex`Let $R \in \mathbb{R}^{n \times n}$ and $K = R + R^\top$. Let $f(R) = R^\top R := K$.`;
  expect(last(tex`${said} Then $\operatorname{tr}(K) = 2\operatorname{tr}(R)$.`).verdict).not.toBe('refuted');
});
