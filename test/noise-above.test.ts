/** What a name is that its own section says nothing of: a model in a section above may say it. */
import { describe, expect, test } from 'vitest';
import { last } from './support/everyday.ts';

const tex = String.raw;
const MODEL = tex`# Lines

## Data

Observations come as $t = Hv + \xi$, and $\xi \sim \mathcal{N}(0, \tau^2 I)$.`;
const fit = (right: string, said = 'The squared error is'): string => tex`## Fit

${said}
$$\begin{aligned}
\sum_i \xi_i^2 &= \xi^\top \xi \\
&= ${right}
\end{aligned}$$`;

test.each([
  tex`(t - Hv)^\top (t - Hv)`,
  tex`(Hv - t)^\top (Hv - t)`,
  tex`t^\top t - 2 t^\top Hv + v^\top H^\top H v`,
  tex`\|t - Hv\|^2`,
])('%s', (right) => {
  expect(last(`${MODEL}\n\n${fit(right)}`)).toEqual({ verdict: 'verified', findings: [] });
});

describe('not so', () => {
  test.each([
    tex`(t + Hv)^\top (t + Hv)`,
    tex`(t - Hv)^\top (t + Hv)`,
    tex`t^\top t - t^\top Hv + v^\top H^\top H v`,
    tex`\|t - Hv\|`,
    tex`(t - Hu)^\top (t - Hu)`,
  ])('%s', (right) => {
    expect(last(`${MODEL}\n\n${fit(right)}`).verdict).not.toBe('verified');
  });
  const TRUE = tex`(t - Hv)^\top (t - Hv)`;
  test('without a model, or with two of them', () => {
    expect(last(fit(TRUE)).verdict).not.toBe('verified');
    const other = tex`Or they come as $t = Hv + u + \xi$.`;
    expect(last(`${MODEL} ${other}\n\n${fit(TRUE)}`).verdict).not.toBe('verified');
  });
  test('of what is another thing here', () => {
    const said = tex`Let $\xi$ be any vector. Its squared length is`;
    expect(last(`${MODEL}\n\n${fit(TRUE, said)}`).verdict).not.toBe('verified');
  });
});
