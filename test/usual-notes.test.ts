/**
 * Formulas as notes of statistics and learning write them, with what they say before: the true one is checked, and what
 * a slip makes of it is not.
 */
import { describe, expect, test } from 'vitest';
import { verified } from '../server/src/analysis/judged.ts';
import { measuredText } from './support/measure.ts';

/** The verdict on the last statement whose TeX is this, and every code that is reported. */
function told(note: string, tex: string): { readonly verdict: string | undefined; readonly codes: readonly string[] } {
  const [part] = verified(measuredText('note.md', note, 'markdown').facts).parts;
  const of = (part?.formulas ?? []).flatMap(({ tree, statements }) =>
    tree.text.includes(tex) ? statements.map((it) => it.verdict ?? 'none') : [],
  );
  return { verdict: of.at(-1), codes: part?.findings.map((it) => it.code) ?? [] };
}

interface Row {
  readonly before: string;
  readonly right: string;
  readonly wrong: string;
  readonly after?: string;
}

const ROWS: readonly Row[] = [
  {
    before: String.raw`$$p_i = \frac{e^{z_i}}{\sum_{j} e^{z_j}}$$ In matrix form,`,
    right: String.raw`\frac{\partial p}{\partial z} = \operatorname{diag}(p) - pp^\top`,
    wrong: String.raw`\frac{\partial p}{\partial z} = \operatorname{diag}(p) + pp^\top`,
  },
  {
    before: String.raw`For a layer $z = W a + b$ and a loss $L$, with $\delta = \frac{\partial L}{\partial z}$:`,
    right: String.raw`\frac{\partial L}{\partial W} = \delta a^\top`,
    wrong: String.raw`\frac{\partial L}{\partial W} = -\delta a^\top`,
  },
  {
    before: String.raw`For a layer $z = W a + b$ and a loss $L$, with $\delta = \frac{\partial L}{\partial z}$:`,
    right: String.raw`\frac{\partial L}{\partial a} = W^\top \delta`,
    wrong: String.raw`\frac{\partial L}{\partial a} = 2 W^\top \delta`,
  },
  {
    before: 'The score has',
    right: String.raw`\nabla_\theta \mathbb{E}_{x \sim p_\theta}[f(x)] = \mathbb{E}_{x\sim p_\theta}[f(x)\nabla_\theta \log p_\theta(x)]`,
    wrong: String.raw`\nabla_\theta \mathbb{E}_{x \sim p_\theta}[f(x)] = \mathbb{E}_{x\sim p_\theta}[f(x)\nabla_\theta p_\theta(x)]`,
  },
  {
    before: 'A variance is',
    right: String.raw`\operatorname{Var}(X) = \mathbb{E}[X^2] - \mathbb{E}[X]^2`,
    wrong: String.raw`\operatorname{Var}(X) = \mathbb{E}[X^2] + \mathbb{E}[X]^2`,
  },
  {
    before: 'We find',
    right: String.raw`\nabla_x \frac{x^\top A x}{x^\top x} = \frac{2}{x^\top x}\left(Ax - \frac{x^\top A x}{x^\top x} x\right)`,
    wrong: String.raw`\nabla_x \frac{x^\top A x}{x^\top x} = \frac{2}{x^\top x}\left(Ax + \frac{x^\top A x}{x^\top x} x\right)`,
    after: 'for symmetric $A$.',
  },
  {
    before: String.raw`$$E = \frac12 \sum_k (t_k - y_k)^2, \quad y_k = \sigma(a_k), \quad a_k = \sum_j w_{kj} z_j$$ Then`,
    right: String.raw`\frac{\partial E}{\partial w_{kj}} = -(t_k - y_k)\sigma'(a_k) z_j`,
    wrong: String.raw`\frac{\partial E}{\partial w_{kj}} = (t_k - y_k)\sigma'(a_k) z_j`,
  },
  {
    before: String.raw`$$E = \frac12 \sum_k (t_k - y_k)^2, \quad y_k = \sigma(a_k), \quad a_k = \sum_j w_{kj} z_j$$ Then`,
    right: String.raw`\frac{\partial E}{\partial a_k} = -(t_k - y_k)\sigma'(a_k)`,
    wrong: String.raw`\frac{\partial E}{\partial a_k} = -2(t_k - y_k)\sigma'(a_k)`,
  },
];

describe('with what is said before', () => {
  test.each(ROWS)('$right', ({ before, right, wrong, after = '' }) => {
    const note = (tex: string): string => `${before}\n\n$$${tex}$$\n\n${after}\n`;
    expect(told(note(right), right)).toEqual({ verdict: 'verified', codes: [] });
    expect(told(note(wrong), wrong).verdict).not.toBe('verified');
  });
});

test('a condition of several sides is confirmed where all of them are', () => {
  const note = (sign: string): string =>
    String.raw`$$\operatorname{Cov}(X) = \mathbb{E}[(X-\mu)(X-\mu)^\top] = \mathbb{E}[XX^\top] ${sign} \mu\mu^\top$$ where $\mu = \mathbb{E}[X]$ and $X \in \mathbb{R}^d$.`;
  expect(told(note('-'), 'Cov').verdict).toBe('verified');
  expect(told(note('+'), 'Cov').verdict).not.toBe('verified');
});

test('a step is compared with an earlier side where the one before is beyond checking', () => {
  const chain = (last: string): string =>
    String.raw`Let $x \in \mathbb{R}^n$ and $A \in \mathbb{R}^{n \times n}$. $$\begin{aligned} (x + Ax)^\top x &= x^\top x + x^\top A^\top x \\ &= \begin{cases} x^\top x & \text{as a rule} \\ 0 & \text{now and then} \end{cases} \\ &= ${last} \end{aligned}$$`;
  expect(told(chain(String.raw`x^\top(x + Ax)`), 'cases').verdict).toBe('verified');
  expect(told(chain(String.raw`x^\top(x - Ax)`), 'cases').verdict).not.toBe('verified');
});

test('of undeclared names, a projection is a condition that is named', () => {
  const found = told(String.raw`$$\|x-Tx\|^2=\|x\|^2-\|Tx\|^2$$`, 'Tx');
  expect(found.codes).toEqual(['needs-condition']);
});

test('d with an index is a letter', () => {
  const tex = String.raw`\frac{d_j^2}{d_j^2+\lambda} = 1 - \frac{\lambda}{d_j^2 + \lambda}`;
  const { facts } = measuredText('note.md', `$$${tex}$$\n`, 'markdown');
  expect(facts.parts[0]?.formulas[0]?.statements[0]?.form).toBe('equation');
});
