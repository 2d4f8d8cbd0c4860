/** A variable that stands in several places is differentiated place by place, with a copy held constant in the others. */
import { describe, expect, test } from 'vitest';
import { last } from './support/everyday.ts';

const tex = String.raw;
const TRUE = { verdict: 'verified', findings: [] };

describe.each([
  [
    tex`Let $Q, A, B \in \mathbb{R}^{n \times n}$ and $g(Q) = \operatorname{tr}(Q^\top A Q B)$.`,
    tex`\nabla_Q g = \nabla_Q \operatorname{tr}(Q^\top A Q_c B) + \nabla_Q \operatorname{tr}(Q_c^\top A Q B)`,
    [
      tex`\nabla_Q g = \nabla_Q \operatorname{tr}(Q^\top A Q_c B) - \nabla_Q \operatorname{tr}(Q_c^\top A Q B)`,
      tex`\nabla_Q g = 2\nabla_Q \operatorname{tr}(Q_c^\top A Q B)`,
      tex`\nabla_Q g = \nabla_Q \operatorname{tr}(Q^\top A Q_c B) + \nabla_Q \operatorname{tr}(Q_c^\top A^\top Q B)`,
      tex`\nabla_Q g = \nabla_Q \operatorname{tr}(Q_c^\top A Q_c B) + \nabla_Q \operatorname{tr}(Q_c^\top A Q B)`,
    ],
  ],
  [
    tex`Let $\theta \in \mathbb{R}^n$ and $J(\theta) = \|\phi(\theta)\|^2$.`,
    tex`\nabla_\theta J = 2 \nabla_\theta (\phi(\theta_c)^\top \phi(\theta))`,
    [
      tex`\nabla_\theta J = \nabla_\theta (\phi(\theta_c)^\top \phi(\theta))`,
      tex`\nabla_\theta J = 2 \nabla_\theta (\phi(\theta_c)^\top \phi(\theta_c))`,
    ],
  ],
])('%s', (said, right, wrong) => {
  test('holds', () => {
    expect(last(`${said} By the product rule $$${right}$$`)).toEqual(TRUE);
  });
  test.each(wrong)('%s', (claim) => {
    expect(last(`${said} By the product rule $$${claim}$$`)).toMatchObject({ verdict: 'undecided', findings: [] });
  });
});

test('what is declared is no copy', () => {
  const said = tex`Let $Q, Q_c, A \in \mathbb{R}^{n \times n}$ and $g(Q) = \operatorname{tr}(Q^\top A Q)$.`;
  const claim = tex`\nabla_Q g = \nabla_Q \operatorname{tr}(Q^\top A Q_c) + \nabla_Q \operatorname{tr}(Q_c^\top A Q)`;
  expect(last(`${said} By the product rule $$${claim}$$`).verdict).not.toBe('verified');
});
