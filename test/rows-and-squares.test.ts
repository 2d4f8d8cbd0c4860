/** Members that a sentence calls the rows or columns of a matrix, names defined by their square, and parameters of matrices. */
import { describe, expect, test } from 'vitest';
import { lastStatements } from './support/last-verdict.ts';

const tex = String.raw;

const told = (note: string): string => lastStatements(note).join(', ');

const data = tex`Let $X \in \mathbb{R}^{N \times d}$ have rows $x_i^\top$ and let $w \in \mathbb{R}^d$, $y \in \mathbb{R}^N$.`;

describe('rows and columns that a sentence names', () => {
  test.each([
    [tex`${data} $$X^\top X = \sum_{i=1}^N x_i x_i^\top$$`, 'claim verified'],
    [tex`${data} $$X^\top X = \sum_{i=1}^N x_i^\top x_i$$`, 'claim undecided'],
    [tex`${data} $$X^\top X = 2 \sum_{i=1}^N x_i x_i^\top$$`, 'claim refuted'],
    [tex`${data} $$\|Xw - y\|^2 = \sum_i (x_i^\top w - y_i)^2$$`, 'claim verified'],
    [tex`${data} $$\|Xw - y\|^2 = \sum_i (x_i^\top w + y_i)^2$$`, 'claim refuted'],
    [tex`Let $X \in \mathbb{R}^{N \times d}$, whose rows are $x_1^\top, \ldots, x_N^\top$. $$\|X\|_F^2 = \sum_{i=1}^N \|x_i\|^2$$`, 'claim verified'],
    [tex`Let $X \in \mathbb{R}^{N \times d}$ and let $x_n^\top$ be the $n$-th row of $X$. $$\|X\|_F^2 = \sum_{n=1}^N \|x_n\|$$`, 'claim refuted'],
    [tex`Let $A \in \mathbb{R}^{m \times n}$ with columns $a_1, \ldots, a_n$. $$A A^\top = \sum_{j=1}^n a_j a_j^\top$$`, 'claim verified'],
    [tex`Let $A \in \mathbb{R}^{m \times n}$ with columns $a_1, \ldots, a_n$. $$A A^\top = -\sum_{j=1}^n a_j a_j^\top$$`, 'claim refuted'],
    [tex`Let $A \in \mathbb{R}^{m \times n}$ and $v \in \mathbb{R}^n$. The columns of $A$ are $a_j$. $$A v = \sum_j v_j a_j$$`, 'claim verified'],
    // Rows say nothing of the columns.
    [tex`Let $A \in \mathbb{R}^{m \times n}$ with rows $a_1^\top, \ldots, a_m^\top$. $$A A^\top = \sum_{j=1}^m a_j a_j^\top$$`, 'claim undecided'],
  ])('%s', (note, verdict) => expect(told(note)).toBe(verdict)); // prettier-ignore
});

const metric = tex`Let $x, z \in \mathbb{R}^d$, $M \in \mathbb{R}^{d \times d}$ symmetric and`;

describe('names defined by their square', () => {
  test.each([
    [tex`${metric} $D^2 = (x - z)^\top M (x - z)$. $$\nabla_x D^2 = 2 M (x - z)$$`, 'claim verified'],
    [tex`${metric} $D^2 = (x - z)^\top M (x - z)$. $$\nabla_x D^2 = M (x - z)$$`, 'claim refuted'],
    [tex`${metric} $r^2 = \|x - z\|^2$. $$\nabla_x r = \frac{x - z}{r}$$`, 'claim verified'],
    [tex`${metric} $r^2 = \|x - z\|^2$. $$\nabla_x r = \frac{z - x}{r}$$`, 'claim refuted'],
    [tex`${metric} $d_M^2(x, z) = (x - z)^\top M (x - z)$. $$\nabla_x d_M^2(x, z) = 2 M (x - z)$$`, 'claim verified'],
    [tex`${metric} $d_M^2(x, z) = (x - z)^\top M (x - z)$. $$\nabla_z d_M^2(x, z) = 2 M (x - z)$$`, 'claim refuted'],
  ])('%s', (note, verdict) => expect(told(note)).toBe(verdict)); // prettier-ignore
});

const kernel = tex`Let $K \in \mathbb{R}^{n \times n}$ be symmetric positive definite and depend on $\theta$, and $y \in \mathbb{R}^n$.`;

describe('what a matrix depends on is a number', () => {
  test.each([
    [tex`${kernel} $$\frac{\partial}{\partial \theta} y^\top K^{-1} y = -y^\top K^{-1} \frac{\partial K}{\partial \theta} K^{-1} y$$`, 'claim verified'],
    [tex`${kernel} $$\frac{\partial}{\partial \theta} y^\top K^{-1} y = y^\top K^{-1} \frac{\partial K}{\partial \theta} K^{-1} y$$`, 'claim refuted'],
    [tex`${kernel} $$\frac{\partial}{\partial \theta_j} \log |K| = \operatorname{tr}\left(K^{-1} \frac{\partial K}{\partial \theta_j}\right)$$`, 'claim verified'],
  ])('%s', (note, verdict) => expect(told(note)).toBe(verdict)); // prettier-ignore
});

describe('a derivative by entries that tells equal from different ones', () => {
  const softmax = tex`Let $a \in \mathbb{R}^K$ and $p_k = \frac{e^{a_k}}{\sum_j e^{a_j}}$.`;
  test.each([
    [tex`${softmax} $$\frac{\partial p_k}{\partial a_j} = p_k (\delta_{kj} - p_j)$$`, 'claim verified'],
    [tex`${softmax} $$\frac{\partial p_k}{\partial a_j} = p_k (\delta_{kj} - p_k)$$`, 'claim refuted'],
    [tex`${softmax} $$\frac{\partial p_k}{\partial a_j} = -p_k p_j$$`, 'claim undecided'],
  ])('%s', (note, verdict) => expect(told(note)).toBe(verdict)); // prettier-ignore
});
