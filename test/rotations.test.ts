/** Sets of matrices by name, the vector product and its matrix, and functions of matrices. */
import { describe, expect, test } from 'vitest';
import { lastStatements } from './support/last-verdict.ts';

const tex = String.raw;

const told = (note: string): string => lastStatements(note).join(', ');

const vectors = tex`Let $p, q \in \mathbb{R}^3$.`;

describe('the matrix of a vector product', () => {
  test.each([
    [tex`$$[p]_\times q = p \times q$$`, 'claim verified'],
    [tex`$$[p]_\times q = q \times p$$`, 'claim refuted'],
    [tex`$$[p]_\times^\top = -[p]_\times$$`, 'claim verified'],
    [tex`$$[p]_\times [q]_\times = q p^\top - (p^\top q) I$$`, 'claim verified'],
    [tex`$$[p]_\times [q]_\times = p q^\top - (p^\top q) I$$`, 'claim refuted'],
    [tex`$$[p]_\times^2 = p p^\top - \|p\|^2 I$$`, 'claim verified'],
    [tex`$$[p]_\times^2 = p p^\top + \|p\|^2 I$$`, 'claim refuted'],
    [tex`$$(p \times q)^\wedge = p^\wedge q^\wedge - q^\wedge p^\wedge$$`, 'claim verified'],
    [tex`$$(p \times q)^\wedge = q^\wedge p^\wedge - p^\wedge q^\wedge$$`, 'claim refuted'],
    [tex`$$\frac{\partial (p \times q)}{\partial q} = [p]_\times$$`, 'claim verified'],
    [tex`Let $[p]_\times$ be the skew-symmetric matrix of $p$. $$[p]_\times p = p$$`, 'claim refuted'],
  ])('%s', (note, verdict) => expect(told(`${vectors} ${note}`)).toBe(verdict)); // prettier-ignore

  test('vectors that nothing gives a size have three entries', () => {
    expect(told(tex`For vectors $u$ and $v$, $$[u \times v]_\times = v u^\top - u v^\top$$`)).toBe('claim verified');
    expect(told(tex`For vectors $u$ and $v$, $$[u \times v]_\times = u v^\top + v u^\top$$`)).toBe('claim refuted');
  });

  test('of other sizes there is none', () => {
    expect(told(tex`Let $u \in \mathbb{R}^4$. $$u^\wedge u = u$$`)).toBe('claim undecided');
  });
});

describe('sets of matrices by name', () => {
  test.each([
    [tex`Let $R \in SO(3)$. $$R (p \times q) = (R p) \times (R q)$$`, 'claim verified'],
    [tex`Let $R \in \mathrm{SO}(3)$. $$[R p]_\times = R [p]_\times R^\top$$`, 'claim verified'],
    [tex`Let $R \in \operatorname{SO}(3)$. $$[R p]_\times = R^\top [p]_\times R$$`, 'claim refuted'],
    // A reflection turns the product round.
    [tex`Let $R \in O(3)$. $$R (p \times q) = (R p) \times (R q)$$`, 'claim refuted'],
    [tex`With a rotation matrix $R$, $$R (p \times q) = (R p) \times (R q)$$`, 'claim verified'],
    [tex`Let $\Omega \in \mathfrak{so}(3)$. $$p^\top \Omega^2 p = -\|\Omega p\|^2$$`, 'claim verified'],
    [tex`Let $\Omega \in \mathfrak{so}(3)$. $$p^\top \Omega^2 p = \|\Omega p\|^2$$`, 'claim refuted'],
    [tex`Let $W \in GL_n(\mathbb{R})$ and $Z \in \mathrm{GL}(n)$. $$(W Z)^{-1} = Z^{-1} W^{-1}$$`, 'claim verified'],
    [tex`Let $W \in GL_n(\mathbb{R})$ and $Z \in \mathrm{GL}(n)$. $$(W Z)^{-1} = W^{-1} Z^{-1}$$`, 'claim refuted'],
    [tex`Let $u \in \mathbb{S}^{n-1}$ and $x \in \mathbb{R}^n$. $$\|(I - u u^\top) x\|^2 = \|x\|^2 - (u^\top x)^2$$`, 'claim verified'],
    [tex`Let $u \in \mathbb{S}^{n-1}$ and $x \in \mathbb{R}^n$. $$\|(I - u u^\top) x\|^2 = \|x\|^2 + (u^\top x)^2$$`, 'claim refuted'],
    [tex`Let $Z \in M_{m \times n}(\mathbb{R})$ and $v \in \mathbb{R}^m$. $$\|Z^\top v\|^2 = v^\top Z Z^\top v$$`, 'claim verified'],
    [tex`Let $Z \in M_{m \times n}(\mathbb{R})$ and $v \in \mathbb{R}^n$. $$v^\top Z = 0^\top$$`, 'tie assumed'],
  ])('%s', (note, verdict) => expect(told(`${vectors} ${note}`)).toBe(verdict)); // prettier-ignore
});

const axis = tex`Let $k \in \mathbb{R}^3$ be a unit vector, $K = [k]_\times$ and $\theta$ a number.`;

describe('functions of matrices', () => {
  test.each([
    [tex`${axis} $$\exp(\theta K) = I + \sin\theta K + (1 - \cos\theta) K^2$$`, 'claim verified'],
    [tex`${axis} $$\exp(\theta K) = I + \sin\theta K + \cos\theta K^2$$`, 'claim refuted'],
    [tex`${axis} $$e^{\theta [k]_\times} = I + \sin\theta [k]_\times + (1 - \cos\theta) [k]_\times^2$$`, 'claim verified'],
    [tex`${axis} $$e^{\theta [k]_\times} = I - \sin\theta [k]_\times + (1 - \cos\theta) [k]_\times^2$$`, 'claim refuted'],
    [tex`Let $A \in \mathbb{R}^{n \times n}$ and $t$ a number. $$\frac{d}{dt} \exp(t A) = A \exp(t A)$$`, 'claim verified'],
    [tex`Let $A \in \mathbb{R}^{n \times n}$ and $t$ a number. $$\frac{d}{dt} \exp(t A) = -A \exp(t A)$$`, 'claim refuted'],
  ])('%s', (note, verdict) => expect(told(note)).toBe(verdict)); // prettier-ignore
});

const turn = tex`Let $R(\theta) = \begin{bmatrix} \cos\theta & -\sin\theta \\ \sin\theta & \cos\theta \end{bmatrix}$ and $K = \begin{bmatrix} 0 & -1 \\ 1 & 0 \end{bmatrix}$.`;

describe('rotations of the plane', () => {
  test.each([
    [tex`${turn} For angles $\alpha$ and $\beta$, $$R(\alpha) R(\beta) = R(\alpha + \beta)$$`, 'claim verified'],
    [tex`${turn} For angles $\alpha$ and $\beta$, $$R(\alpha) R(\beta) = R(\alpha - \beta)$$`, 'claim refuted'],
    [tex`${turn} $$\frac{d}{d\theta} R(\theta) = K R(\theta)$$`, 'claim verified'],
    [tex`${turn} $$\frac{d}{d\theta} R(\theta) = -K R(\theta)$$`, 'claim refuted'],
    // A matrix of numbers keeps its value some lines below.
    [`${turn}${'\n'.repeat(8)}${tex`$$\frac{dR}{d\theta} = K R(\theta)$$`}`, 'claim verified'],
  ])('%s', (note, verdict) => expect(told(note)).toBe(verdict)); // prettier-ignore
});

describe('what stands around and between', () => {
  const blocks = tex`Let $M = \begin{bmatrix} A & B \\ C & D \end{bmatrix}$ with $A \in \mathbb{R}^{p \times p}$ invertible and $D \in \mathbb{R}^{q \times q}$.`;
  const residual = tex`Let $y \in \mathbb{R}^n$, $X \in \mathbb{R}^{n \times k}$, $b \in \mathbb{R}^k$, $\Omega \in \mathbb{R}^{n \times n}$ symmetric and invertible, and $S(b) = (y - Xb)'\Omega^{-1}(y - Xb)$.`;
  test.each([
    [tex`${blocks} $$\det M = \det A \det(D - C A^{-1} B)$$`, 'claim verified'],
    [tex`${blocks} $$\det M = \det A \det(D + C A^{-1} B)$$`, 'claim refuted'],
    [tex`${residual} $$\frac{\partial S}{\partial b} = -2 X' \Omega^{-1} (y - Xb)$$`, 'claim verified'],
    [tex`${residual} $$\frac{\partial S}{\partial b} = -2 X' \Omega (y - Xb)$$`, 'claim refuted'],
  ])('%s', (note, verdict) => expect(told(note)).toBe(verdict)); // prettier-ignore
});
