/**
 * Derivatives along directions in the notations of several schools, each beside a formula that is false: what is true is
 * confirmed, and what is false is refuted or, where the notation has another meaning, left alone.
 */
import { describe, expect, test } from 'vitest';
import { lastVerdict } from './support/last-verdict.ts';

const tex = String.raw;

const quadratic = tex`Let $K \in \mathbb{R}^{n \times n}$ and $u, h, k \in \mathbb{R}^n$, and let $q : \mathbb{R}^n \to \mathbb{R}$ be $q(u) = u^\top K u$. Its differential is`;
const squares = tex`Let $F(Z) = Z^\top Z$ for $Z, H \in \mathbb{R}^{m \times n}$. Its Fréchet derivative in the direction $H$ is`;

describe('one direction', () => {
  test.each([
    tex`Dq(u)[h]`,
    tex`Dq(u)h`,
    tex`Dq(u)(h)`,
    tex`\mathrm{D}q(u)[h]`,
    tex`\operatorname{D} q(u)[h]`,
    tex`\mathcal{D} q(u)[h]`,
    tex`dq(u) \cdot h`,
    tex`\mathrm{d}q_u(h)`,
    tex`dq_u h`,
    tex`(dq)_u(h)`,
    tex`\left. dq \right|_u (h)`,
    tex`q_{*u}(h)`,
    tex`q'(u)h`,
    tex`q'(u)[h]`,
    tex`q'(u; h)`,
    tex`\delta q(u; h)`,
    tex`Dq(u; h)`,
    tex`D_h q(u)`,
    tex`\partial_h q(u)`,
    tex`\nabla_h q(u)`,
    tex`d_u q(h)`,
    tex`\langle \nabla q(u), h \rangle`,
  ])('%s', (slope) => {
    expect(lastVerdict(`${quadratic}\n\n$$ ${slope} = u^\\top (K + K^\\top) h $$\n`)).toBe('verified');
    expect(lastVerdict(`${quadratic}\n\n$$ ${slope} = 2 u^\\top K h $$\n`)).toBe('refuted');
  });

  test.each([
    tex`DF(Z)[H]`,
    tex`DF(Z)H`,
    tex`dF_Z(H)`,
    tex`\mathsf{D} F(Z)[H]`,
    tex`F'(Z)[H]`,
    tex`F'(Z; H)`,
    tex`D_H F(Z)`,
    tex`F_{*Z}(H)`,
  ])('%s of a matrix', (slope) => {
    expect(lastVerdict(`${squares}\n\n$$ ${slope} = Z^\\top H + H^\\top Z $$\n`)).toBe('verified');
    expect(lastVerdict(`${squares}\n\n$$ ${slope} = 2 Z^\\top H $$\n`)).toBe('refuted');
  });
});

test.each([
  [tex`Let $x, h \in \mathbb{R}^n$ and $f(x) = x^\top x$. $$d f(x) \cdot h = x^\top h$$`, 'refuted'],
  [tex`Let $X, H \in \mathbb{R}^{n \times m}$ and $g(X) = X^\top X$. $$d g(X) \cdot H = 2 X^\top H$$`, 'refuted'],
  // The kind and the size of H are those of what it changes.
  [tex`Let $X \in \mathbb{R}^{n \times m}$ and $g(X) = X^\top X$. $$d g(X) \cdot H = 2 X^\top H$$`, 'refuted'],
])('%s: %s', (text, verdict) => {
  expect(lastVerdict(`${text}\n`)).toBe(verdict);
});

describe('two directions', () => {
  test.each([
    tex`D^2 q(u)[h, k]`,
    tex`D^2 q(u)(h, k)`,
    tex`D^2 q(u)[h][k]`,
    tex`d^2 q(u) \cdot (h, k)`,
    tex`q''(u)(h, k)`,
    tex`q''(u)[h, k]`,
  ])('%s', (slope) => {
    expect(lastVerdict(`${quadratic}\n\n$$ ${slope} = h^\\top (K + K^\\top) k $$\n`)).toBe('verified');
    expect(lastVerdict(`${quadratic}\n\n$$ ${slope} = 2 h^\\top K k $$\n`)).toBe('refuted');
  });
});

test.each([
  // Words that everybody knows.
  [tex`D\det(Z)[H] = \det(Z) \operatorname{tr}(Z^{-1} H)`, 'verified'],
  [tex`D\det(Z)[H] = \det(Z) \operatorname{tr}(Z H)`, 'refuted'],
  [tex`D\log\det(Z)[H] = \operatorname{tr}(Z^{-1} H)`, 'verified'],
  [tex`D(\log\det)(Z)[H] = \operatorname{tr}(Z^{-1} H)`, 'verified'],
  [tex`D(\log\det)(Z)[H] = \operatorname{tr}(Z H)`, 'refuted'],
  // What a bracket is applied to ends with it.
  [tex`DP(Z)[H] Z = H Z^2 + Z H Z`, 'verified'],
  [tex`DP(Z)[H] Z = Z H Z + H Z Z^\top`, 'refuted'],
  [tex`(DP(Z)[H])^\top = H^\top Z^\top + Z^\top H^\top`, 'verified'],
  [tex`DP(Z)[H]^\top = H^\top Z^\top + Z^\top H^\top`, 'verified'],
  // How far it reaches, nobody says.
  [tex`DP(Z) H Z = H Z^2 + Z H Z`, 'undecided'],
  [tex`DP(Z)^*[H] = H Z^\top + Z^\top H`, 'verified'],
  [tex`DP(Z)^*[H] = H Z + Z H`, 'refuted'],
])('%s: %s', (claim, verdict) => {
  const given = tex`Let $Z, H \in \mathbb{R}^{n \times n}$ and $P(Z) = Z^2$. The derivative of a map is a linear map:`;
  expect(lastVerdict(`${given}\n\n$$ ${claim} $$\n`)).toBe(verdict);
});

test.each([
  [tex`D(a \circ b)(u)[h] = Da(b(u))[Db(u)[h]]`, 'verified'],
  [tex`D(a \circ b)(u)[h] = Da(b(u)) Db(u) h`, 'verified'],
  [tex`D(bb^\top)(u)[h] = Db(u)[h] b(u)^\top + b(u) Db(u)[h]^\top`, 'verified'],
])('%s: %s', (claim, verdict) => {
  const given = tex`Let $b : \mathbb{R}^n \to \mathbb{R}^m$ and $a : \mathbb{R}^m \to \mathbb{R}^p$ be smooth and $u, h \in \mathbb{R}^n$. By the chain rule for the Fréchet derivative,`;
  expect(lastVerdict(`${given}\n\n$$ ${claim} $$\n`)).toBe(verdict);
});

describe('several things at once', () => {
  const given = tex`Let $g(W, c) = \frac12 \|Wz + c\|^2$ with $W \in \mathbb{R}^{m \times n}$, $c \in \mathbb{R}^m$ and $z \in \mathbb{R}^n$, let $H \in \mathbb{R}^{m \times n}$ and $k \in \mathbb{R}^m$, and write $\theta = (W, c)$, $\tilde\theta = (\tilde W, \tilde c)$. Then`;
  test.each([
    [tex`Dg(W, c)[H, k] = (Wz + c)^\top (Hz + k)`, 'verified'],
    [tex`Dg(W, c)[(H, k)] = (Wz + c)^\top (Hz - k)`, 'refuted'],
    [tex`D_W g(W, c)[H] = \langle (Wz + c) z^\top, H \rangle`, 'verified'],
    [tex`D^2 g(W, c)[(H, k), (H, k)] = \|Hz + k\|^2`, 'verified'],
    [tex`D^2 g(W, c)[(H, k), (H, k)] = \|Hz\|^2 + \|k\|^2`, 'refuted'],
    [tex`dg(\theta) \cdot \tilde\theta = (Wz + c)^\top (\tilde W z + \tilde c)`, 'verified'],
    [tex`d_W g(\theta) \cdot \tilde W = (Wz + c)^\top \tilde W z`, 'verified'],
  ])('%s: %s', (claim, verdict) => {
    expect(lastVerdict(`${given}\n\n$$ ${claim} $$\n`)).toBe(verdict);
  });
});

describe('gradients by a list', () => {
  const given = tex`Let $g(P, R) = \|P R^\top\|_F^2$ with $P, R, H, L \in \mathbb{R}^{n \times d}$, and write $\theta = (P, R)$. Then`;
  test.each([
    [tex`\nabla g(\theta) = (\nabla_P g(\theta), \nabla_R g(\theta))`, 'verified'],
    [tex`\nabla g(\theta) = (2 P R^\top R, 2 R P^\top P)`, 'verified'],
    [tex`\nabla g(\theta) = (2 P R^\top R, 2 R P^\top R)`, 'refuted'],
    [tex`\langle \nabla g(\theta), (H, L) \rangle = 2 \langle P R^\top, H R^\top + P L^\top \rangle`, 'verified'],
    [tex`\langle \nabla g(\theta), (H, L) \rangle = 2 \langle P R^\top, H R^\top - P L^\top \rangle`, 'refuted'],
  ])('%s: %s', (claim, verdict) => {
    expect(lastVerdict(`${given}\n\n$$ ${claim} $$\n`)).toBe(verdict);
  });
});

describe('limits and changes', () => {
  const given = tex`Let $F(Z) = Z^\top K Z$ for $Z, V \in \mathbb{R}^{n \times p}$ and $K \in \mathbb{R}^{n \times n}$. The directional derivative is`;
  test.each([
    [tex`F'(Z; V) = \lim_{t \downarrow 0} \frac{F(Z + tV) - F(Z)}{t}`, 'verified'],
    [tex`DF(Z)[V] = \lim_{t \to 0^+} \frac{F(Z + tV) - F(Z)}{t}`, 'verified'],
    [tex`DF(Z)[V] = \lim_{t \downarrow 0} \frac{F(Z + 2tV) - F(Z)}{t}`, 'undecided'],
    // The t has no value of its own.
    [tex`\left.\frac{d}{dt} F(Z + tV)\right|_{t=0} = V^\top K Z + Z^\top K V`, 'verified'],
    [tex`\left.\frac{d}{dt} F(Z + tV)\right|_{t=0} = V^\top K Z - Z^\top K V`, 'refuted'],
    // Of Z alone, turned, or of the whole product.
    [tex`dF = dZ^\top K Z + Z^\top K dZ`, 'verified'],
    [tex`dF = dZ^\top K Z - Z^\top K dZ`, 'refuted'],
    [tex`d Z^\top K Z = dZ^\top K Z + Z^\top K dZ`, 'undecided'],
  ])('%s: %s', (claim, verdict) => {
    expect(lastVerdict(`${given}\n\n$$ ${claim} $$\n`)).toBe(verdict);
  });

  test.each([
    [tex`D(\nabla q)(u)[h] = (K + K^\top) h`, 'verified'],
    [tex`D(\nabla q)(u)[h] = 2 K h`, 'refuted'],
  ])('%s: %s', (claim, verdict) => {
    expect(lastVerdict(`${quadratic}\n\n$$ ${claim} $$\n`)).toBe(verdict);
  });
});

describe('a letter that words call the softmax', () => {
  const given = tex`Let $x, h \in \mathbb{R}^n$, where $\rho : \mathbb{R}^n \to \mathbb{R}^n$ is the softmax function. Then`;
  const slope = tex`d\rho(x) \cdot h = \rho(x) \odot h - \langle \rho(x), h \rangle`;
  test.each([
    [given, tex`${slope} \rho(x)`, 'verified'],
    [given, tex`${slope} h`, 'refuted'],
    [given, tex`\frac{\partial \rho(x)}{\partial x} = \operatorname{diag}(\rho(x)) - \rho(x)\rho(x)^\top`, 'verified'],
    // Another function, of which nothing is said.
    [given.replace('the softmax function', 'smooth'), tex`${slope} \rho(x)`, 'undecided'],
    // The words say it of one that a formula defines otherwise.
    [tex`${given} $\rho(x) = x / \|x\|$ and`, tex`${slope} \rho(x)`, 'refuted'],
  ])('%s %s: %s', (text, claim, verdict) => {
    expect(lastVerdict(`${text}\n\n$$ ${claim} $$\n`)).toBe(verdict);
  });
});

describe('letters that are no signs', () => {
  test.each([
    // A matrix D before a value of f.
    [
      tex`Let $D \in \mathbb{R}^{n \times n}$ be diagonal, $x, y \in \mathbb{R}^n$, and $f(x) = D x$. Then`,
      tex`D f(x) = D^2 x`,
      'verified',
    ],
    // A D that nothing declares, in a note that speaks of no derivatives: nobody is accused.
    [tex`Let $f(x) = x^\top x$ with $x, h \in \mathbb{R}^n$. Then`, tex`D f(x) h = 3 x^\top h`, 'undecided'],
    // Members of a family of functions, each with its own argument.
    [tex`Let $f_a(x) = a^\top x$ with $a, x, h \in \mathbb{R}^n$. Then`, tex`d f_a(x) \cdot h = a^\top h`, 'verified'],
    [tex`Let $f_a(x) = a^\top x$ with $a, x, h \in \mathbb{R}^n$. Then`, tex`d f_a(x) \cdot h = x^\top h`, 'refuted'],
  ])('%s %s: %s', (given, claim, verdict) => {
    expect(lastVerdict(`${given}\n\n$$ ${claim} $$\n`)).toBe(verdict);
  });
});
