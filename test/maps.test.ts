/**
 * Maps and what they are applied to: `x \mapsto v` as a definition, derivatives along several arguments, inner products of
 * lists, sums over a set of which only the name is known, and what a section beside defines.
 */
import { describe, expect, test } from 'vitest';
import { analyse } from '../server/src/analysis/analyse.ts';
import type { Facts } from '../server/src/analysis/facts.ts';
import { lastVerdict as last } from './support/last-verdict.ts';
import { defaults } from '../server/src/analysis/settings.ts';
import { never } from '../server/src/base/cancel.ts';
import { readNote } from '../server/src/note/read.ts';

const tex = String.raw;

describe('a function that an arrow defines', () => {
  const alone = tex`The map
$$
\begin{align*}
  q : \mathbb{R}^n &\to \mathbb{R} \\
  u &\mapsto u^\top K u
\end{align*}
$$
is smooth.`;
  const named = tex`Define
$$
\begin{align*}
  b : \mathbb{R}^n \times \mathbb{R}^m &\to \mathbb{R} \\
  (u, v) &\mapsto b(u, v) = u^\top K v + \|u\|^2 .
\end{align*}
$$
It is smooth.`;
  test.each([
    [alone, tex`\nabla q(u) = (K + K^\top) u`, 'verified'],
    [alone, tex`\nabla q(u) = (K - K^\top) u`, 'refuted'],
    [named, tex`\nabla_u b(u, v) = Kv + 2u`, 'verified'],
    [named, tex`\nabla_u b(u, v) = Kv - 2u`, 'refuted'],
    [named, tex`db(u, v) \cdot (h, k) = h^\top K v + u^\top K k + 2 u^\top h`, 'verified'],
    [named, tex`db(u, v) \cdot (h, k) = h^\top K v - u^\top K k + 2 u^\top h`, 'undecided'],
    [named, tex`d_v b(u, v) \cdot k = u^\top K k`, 'verified'],
    [named, tex`d_v b(u, v) \cdot k = 2 u^\top K k`, 'undecided'],
  ])('%s … %s: %s', (given, claim, verdict) => {
    expect(last(`${given}\n\nThen\n\n$$ ${claim} $$\n`)).toBe(verdict);
  });
});

describe('what a section beside defines', () => {
  const given = tex`# A map

Let $E : \mathbb{R}^n \to \mathbb{R}^n$ be $E(u) = \exp(u) \odot u$ with $u \in \mathbb{R}^n$, and define $s(u) = \frac{E(u)}{\langle E(u), 1_n \rangle}$.

# Its derivative

First,`;
  test.each([
    [tex`d^2 s(u) \cdot (h, k) = d^2 s(u) \cdot (k, h)`, 'verified'],
    [tex`d^2 s(u) \cdot (h, k) = - d^2 s(u) \cdot (k, h)`, 'undecided'],
    [
      tex`\begin{aligned} c &= ds(u) \cdot h \\ &= \frac{dE(u) \cdot h - \langle dE(u) \cdot h, 1_n \rangle s(u)}{\langle E(u), 1_n \rangle} \end{aligned}`,
      'verified',
    ],
    [
      tex`\begin{aligned} c &= ds(u) \cdot h \\ &= \frac{dE(u) \cdot h + \langle dE(u) \cdot h, 1_n \rangle s(u)}{\langle E(u), 1_n \rangle} \end{aligned}`,
      'undecided',
    ],
  ])('%s: %s', (claim, verdict) => {
    expect(last(`${given}\n\n$$ ${claim} $$\n`)).toBe(verdict);
  });

  test('a section on the setting speaks for those after it', () => {
    const claim = tex`d^2 s(u) \cdot (h, k) = - d^2 s(u) \cdot (k, h)`;
    expect(last(`${given.replace('A map', 'Setting')}\n\n$$ ${claim} $$\n`)).toBe('refuted');
  });
});

test.each([
  [tex`\langle (a, b), (p, q) \rangle_{\mathbb{R}^n \times \mathbb{R}^m} = a^\top p + q^\top b`, 'verified'],
  [tex`\langle (a, b), (p, q) \rangle_{\mathbb{R}^n \times \mathbb{R}^m} = a^\top p - q^\top b`, 'refuted'],
  [tex`\langle a, p \rangle_{\mathbb{R}^n} = \operatorname{tr}(a p^\top)`, 'verified'],
  // Another inner product.
  [tex`\langle a, p \rangle_{M} = a^\top p`, 'undecided'],
])('%s: %s', (claim, verdict) => {
  const given = tex`Let $a, p \in \mathbb{R}^n$ and $b, q \in \mathbb{R}^m$. Expanding,`;
  expect(last(`${given}\n\n$$ ${claim} $$\n`)).toBe(verdict);
});

describe('a sum over a set', () => {
  const given = tex`Let $A(t) = \log \sum_{x \in \mathcal{X}} h(x) \exp(t x)$. Then`;
  const family = tex`A'(t) = \frac{\sum_{x \in \mathcal{X}} x h(x) \exp(t x)}{\sum_{x \in \mathcal{X}} h(x) \exp(t x)}`;
  test.each([
    [family, 'verified'],
    [family.replace('x h(x)', 'x^2 h(x)'), 'undecided'],
    [tex`\exp(2A(t)) = \sum_{x \in \mathcal{X}} h(x)^2 \exp(2 t x)`, 'undecided'],
    [tex`\sum_{x \in \mathcal{X}} (2 x - t) = 2 \sum_{x \in \mathcal{X}} x - \sum_{x \in \mathcal{X}} t`, 'verified'],
    // How many they are, nobody tells.
    [tex`\sum_{x \in \mathcal{X}} (x + t) = \sum_{x \in \mathcal{X}} x + 3t`, 'undecided'],
    [tex`\sum_{b \in \{0, 1\}} t^b = 1 + t`, 'verified'],
    [tex`\sum_{b \in \{0, 1\}} t^b = 2 + t`, 'refuted'],
  ])('%s: %s', (claim, verdict) => {
    expect(last(`${given}\n\n$$ ${claim} $$\n`)).toBe(verdict);
  });
});

describe('sizes below a name', () => {
  const found = (text: string): Facts => analyse(readNote(text, 'markdown'), defaults, never);
  const codes = (text: string): readonly string[] =>
    found(text).parts.flatMap((it) => it.findings.map(({ code, severity }) => `${severity} ${code}`));
  test.each([
    [tex`Let $A_{m \times n}$ be given and $x_{n \times 1}$. Then $A^\top x$.`, ['error dimension-mismatch']],
    [tex`Let $A_{m \times n}$ be given and $x_{n \times 1}$. Then $A x$ and $x^\top A^\top A x$.`, []],
    // Two things of one letter.
    [tex`Both $A_{m \times n}$ and $A_{n \times m}$ occur: $A_{m \times n} A_{n \times m}$.`, []],
    [
      tex`Let $A \in M_{m \times n}(\mathbb{R})$ and $B \in M_{n \times p}(\mathbb{R})$; then $AB$ and $I_{m \times m} A$.`,
      [],
    ],
    // In general, one of the two does not even exist.
    [tex`Let $A_{m \times n}$ and $B_{n \times p}$ be given. In general $AB \ne BA$.`, []],
  ])('%s: %j', (text, expected) => {
    expect(codes(`${text}\n`)).toEqual(expected);
  });
});
