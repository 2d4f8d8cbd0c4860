/** A matrix in bold and in plain letters within one claim, declared in neither: one matrix, where it holds so. */
import { expect, test } from 'vitest';
import { last } from './support/everyday.ts';

const tex = String.raw;

test.each([
  [tex`\nabla_{\mathbf{x}} \|\mathbf{M}\mathbf{x} - \mathbf{b}\|^2 = 2M^\top(\mathbf{M}\mathbf{x} - \mathbf{b})`, true],
  [tex`\nabla_{\mathbf{x}}^2 f(\mathbf{B}\mathbf{x} + \mathbf{c}) = B^\top(\nabla_{\mathbf{y}}^2 f)B`, true],
  [tex`\nabla_{\mathbf{x}} \|\mathbf{M}\mathbf{x} - \mathbf{b}\|^2 = 2M(\mathbf{M}\mathbf{x} - \mathbf{b})`, false],
  [
    tex`\nabla_{\mathbf{x}} \|\mathbf{M}\mathbf{x} - \mathbf{b}\|^2 = -2M^\top(\mathbf{M}\mathbf{x} - \mathbf{b})`,
    false,
  ],
  [tex`\nabla_{\mathbf{x}}^2 f(\mathbf{B}\mathbf{x} + \mathbf{c}) = B(\nabla_{\mathbf{y}}^2 f)B^\top`, false],
])('%s', (claim, holds) => {
  expect(last(`- $${claim}$`)).toEqual({ verdict: holds ? 'verified' : 'undecided', findings: [] });
});

test('two that are declared are two', () => {
  const said = tex`Let $\mathbf{M} \in \mathbb{R}^{m \times n}$ and $M \in \mathbb{R}^{m \times n}$.`;
  const claim = tex`\nabla_{\mathbf{x}} \|\mathbf{M}\mathbf{x} - \mathbf{b}\|^2 = 2M^\top(\mathbf{M}\mathbf{x} - \mathbf{b})`;
  expect(last(`${said} Then $${claim}$.`).verdict).not.toBe('verified');
});
