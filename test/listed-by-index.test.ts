/** What an index lists: diagonal matrices and vectors by the entries that it counts. */
import { describe, expect, test } from 'vitest';
import { lastStatements } from './support/last-verdict.ts';

const tex = String.raw;

const told = (note: string): string | undefined => lastStatements(note).at(-1);

const curve = tex`Let $Z \in \mathbb{R}^{m \times k}$ have rows $z_j^\top$, let $w \in \mathbb{R}^k$, $a_j = \sigma(z_j^\top w)$ and $g(w) = \sum_{j=1}^m \log(1 + e^{z_j^\top w})$.`;

describe('a diagonal matrix', () => {
  test.each([
    tex`$D = \operatorname{diag}(a_j(1 - a_j))$`,
    tex`$D = \operatorname{diag}\{a_j(1 - a_j)\}$`,
    tex`$D = \operatorname{diag}(a_j(1 - a_j))_{j=1}^m$`,
    tex`$D = \operatorname{diag}\{a_j - a_j^2\}_{j = 1}^m$`,
    tex`$D = \operatorname{diag}(d_j)$ with $d_j = a_j(1 - a_j)$`,
    tex`$D = \operatorname{diag}(a_1(1 - a_1), \ldots, a_m(1 - a_m))$`,
    tex`$D = \operatorname{diag}\left(\sigma(z_j^\top w)(1 - \sigma(z_j^\top w))\right)$`,
    tex`$D$ be the diagonal matrix with entries $D_{jj} = a_j(1 - a_j)$`,
  ])('%s', (said) => {
    const of = (claim: string): string | undefined => told(`${curve} Let ${said}.\n\n$$${claim}$$`);
    expect(of(tex`\nabla^2 g = Z^\top D Z`)).toBe('claim verified');
    expect(of(tex`\nabla^2 g = -Z^\top D Z`)).toBe('claim refuted');
    expect(of(tex`\nabla^2 g = Z^\top D^2 Z`)).toBe('claim refuted');
  });

  test.each([
    [tex`$$\operatorname{tr} \operatorname{diag}(\lambda_i) = \sum_i \lambda_i$$`, 'claim verified'],
    [tex`$$\operatorname{tr} \operatorname{diag}(\lambda_i) = \prod_i \lambda_i$$`, 'claim refuted'],
    [tex`$$\operatorname{diag}(\lambda_i^2) = \operatorname{diag}(\lambda_i)^2$$`, 'claim verified'],
    [tex`$$\operatorname{diag}(\lambda_i^2) = 2\operatorname{diag}(\lambda_i)$$`, 'claim refuted'],
    // At one i, or over all of them: nobody knows.
    [tex`$$\operatorname{tr} \operatorname{diag}(\lambda_i) = \lambda_i$$`, 'claim undecided'],
    // Nobody says that D is diagonal: nothing is known of its other entries.
    [tex`${curve} Let $D_{jj} = a_j(1 - a_j)$. $$\nabla^2 g = Z^\top D Z$$`, 'claim undecided'],
    [tex`${curve} Let $D_{jj} = a_j(1 - a_j)$. $$\nabla^2 g = -Z^\top D Z$$`, 'claim undecided'],
    // One matrix for each k, made of a list.
    [
      tex`Let $u_k \in \mathbb{R}^n$ and $v \in \mathbb{R}^n$. $$\operatorname{diag}(u_k) v = u_k \odot v$$`,
      'claim verified',
    ],
    [
      tex`Let $u_k \in \mathbb{R}^n$ and $v \in \mathbb{R}^n$. $$\operatorname{diag}(u_k) v = u_k + v$$`,
      'claim refuted',
    ],
  ])('%s', (note, verdict) => {
    expect(told(note)).toBe(verdict);
  });
});

describe('a list of members', () => {
  test.each([
    [tex`Let $a = (a_1, \ldots, a_m)^\top$.`, 'a'],
    [tex`With $a = [a_1, \ldots, a_m]^\top$ we have`, 'a'],
    [tex`Let $\mathbf{a} = (a_1, \ldots, a_m)^\top$.`, tex`\mathbf{a}`],
    [tex`Let $\hat g = (a_1, \ldots, a_m)^\top$.`, tex`\hat g`],
    [tex`They are the entries of $a = (a_j)_{j=1}^m \in \mathbb{R}^m$.`, 'a'],
    [tex`Put $q = [a_j]_{j=1,\ldots,m}$.`, 'q'],
    [tex`Let $a \in \mathbb{R}^m$ be the vector with entries $a_j$.`, 'a'],
  ])('%s', (said, name) => {
    expect(told(`${curve} ${said}\n\n$$\\nabla g = Z^\\top ${name}$$`)).toBe('claim verified');
    expect(told(`${curve} ${said}\n\n$$\\nabla g = -Z^\\top ${name}$$`)).toBe('claim refuted');
  });

  test('is no size of that name', () => {
    const note = curve.replaceAll('k', 'a');
    expect(told(`${note}\n\n$$\\nabla g = Z^\\top a$$`)).not.toBe('claim refuted');
    expect(told(`${note}\n\n$$\\nabla g = -Z^\\top a$$`)).not.toBe('claim verified');
  });
});

test('an index that runs from 1 to n is a number, though n divides elsewhere', () => {
  const note = tex`Let $x_i \in \mathbb{R}^d$, $i = 1, \ldots, n$, $w \in \mathbb{R}^d$, $s_i = w^\top x_i$ and $L = \frac1n\sum_i s_i^2$.`;
  expect(told(`${note} ${tex`$$s_i = \sum_{j=1}^d w_j x_{ij}$$`}`)).toBe('claim verified');
  expect(told(`${note} ${tex`$$s_i = 2\sum_{j=1}^d w_j x_{ij}$$`}`)).not.toBe('claim verified');
});

test('the range of an index is found, though what it counts stands in brackets', () => {
  const note = tex`Let $A_k \in \mathbb{R}^{m \times n}$, $x \in \mathbb{R}^n$, $c \in \mathbb{R}^K$ and $y = \sum_k c_k A_k x$.`;
  expect(told(`${note} ${tex`$$\frac{\partial y_i}{\partial c_l} = (A_l x)_i$$`}`)).toBe('claim verified');
  expect(told(`${note} ${tex`$$\frac{\partial y_i}{\partial c_l} = 2(A_l x)_i$$`}`)).toBe('claim refuted');
  expect(told(`${note} ${tex`$$\frac{\partial y_i}{\partial c_l} = (A_i x)_l$$`}`)).not.toBe('claim verified');
});
