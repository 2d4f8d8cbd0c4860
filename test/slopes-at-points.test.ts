/**
 * A derivative by what a function calls its argument, taken where another argument stands: it is the slope at that
 * place. Beside each formula stands one that is false, which is refuted or left alone.
 */
import { describe, expect, test } from 'vitest';
import { lastVerdict } from './support/last-verdict.ts';

const tex = String.raw;

const energy = tex`Let $K \in \mathbb{R}^{n \times n}$ be symmetric, $E(q) = q^\top K q$ and $q, s, c \in \mathbb{R}^n$.`;
const bare = tex`Let $K \in \mathbb{R}^{n \times n}$ be symmetric, $E = q^\top K q$ and $q, s \in \mathbb{R}^n$.`;
const pair = tex`Let $K \in \mathbb{R}^{n \times n}$, $B(q, r) = q^\top K r$ and $q, r, s, u \in \mathbb{R}^n$.`;

describe('the slope at a point', () => {
  test.each([
    [energy, tex`\nabla_q E(s)`, '2Ks', '2Kq'],
    [energy, tex`\nabla_q E(q^*)`, '2Kq^*', 'Kq^*'],
    [energy, tex`\nabla_q E(\hat q)`, tex`2K\hat q`, '2Kq'],
    [energy, tex`\frac{\partial E(q^*)}{\partial q}`, '2Kq^*', '2Kq'],
    [energy, tex`\nabla_q E(s + c)`, '2K(s + c)', '2Ks'],
    [energy, tex`\nabla_q E(Ks)`, '2K^2 s', '2K^3 s'],
    [energy, tex`\nabla_q \exp(E(s))`, tex`2\exp(E(s))Ks`, tex`2\exp(E(q))Kq`],
    [bare, tex`\nabla_q E(s)`, '2Ks', '2Kq'],
    [pair, tex`\nabla_q B(s, u)`, 'Ku', 'Kr'],
    [pair, tex`\nabla_r B(s, u)`, tex`K^\top s`, tex`K^\top q`],
    // What holds the variable itself is differentiated through.
    [energy, tex`\nabla_q E(Kq)`, '2K^3 q', '2K^2 q'],
    [energy, tex`\nabla_q E(q + c)`, '2K(q + c)', '2Kq'],
  ])('%s %s', (setting, slope, right, wrong) => {
    expect(lastVerdict(`${setting}\n\n$$ ${slope} = ${right} $$\n`)).toBe('verified');
    expect(lastVerdict(`${setting}\n\n$$ ${slope} = ${wrong} $$\n`)).not.toBe('verified');
  });

  test('of a sum in which the variable stands as well, the value at another point is no function of it', () => {
    expect(lastVerdict(`${energy}\n\n$$ \\nabla_q (E(s) + c^\\top q) = c $$\n`)).toBe('verified');
    expect(lastVerdict(`${energy}\n\n$$ \\nabla_q (E(s) + c^\\top q) = 2Ks + c $$\n`)).toBe('refuted');
  });

  test('a parameter that only others depend on goes on moving where its own name stands', () => {
    const kernel = tex`Let $y \in \mathbb{R}^n$ and let $K \in \mathbb{R}^{n \times n}$ be the kernel matrix, which depends on the number $\theta$. The fit is $F(y, \theta) = y^\top K^{-1} y$.`;
    const slope = tex`y^\top K^{-1} \frac{\partial K}{\partial \theta} K^{-1} y`;
    const of = tex`\frac{\partial}{\partial \theta} F(y, \theta)`;
    expect(lastVerdict(`${kernel}\n\n$$ ${of} = -${slope} $$\n`)).toBe('verified');
    expect(lastVerdict(`${kernel}\n\n$$ ${of} = ${slope} $$\n`)).not.toBe('verified');
  });
});
