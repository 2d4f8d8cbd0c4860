/** Claims with the verdict that a careful reader would give them: the first half. */
import type { Layout } from '../../server/src/analysis/claim.ts';

export interface Row {
  readonly claim: string;
  readonly declare: readonly string[];
  readonly conditions?: readonly string[];
  readonly layout?: Layout;
  readonly verdict: string;
}

const tex = String.raw;

export const rows: readonly Row[] = [
  {
    claim: tex`(AB)^\top = B^\top A^\top`,
    declare: [tex`A \in \mathbb{R}^{m\times n}`, tex`B \in \mathbb{R}^{n\times k}`],
    verdict: 'verified',
  },
  {
    claim: tex`(AB)^\top = A^\top B^\top`,
    declare: [tex`A \in \mathbb{R}^{n\times n}`, tex`B \in \mathbb{R}^{n\times n}`],
    verdict: 'refuted',
  },
  {
    claim: tex`(AB)^{-1} = B^{-1}A^{-1}`,
    declare: [tex`A, B \in \mathbb{R}^{n\times n}`],
    verdict: 'verified',
  },
  {
    claim: tex`\operatorname{tr}(AB)=\operatorname{tr}(BA)`,
    declare: [tex`A \in \mathbb{R}^{m\times n}`, tex`B \in \mathbb{R}^{n\times m}`],
    verdict: 'verified',
  },
  {
    claim: tex`\det(AB)=\det(A)\det(B)`,
    declare: [tex`A, B \in \mathbb{R}^{n\times n}`],
    verdict: 'verified',
  },
  {
    claim: tex`\det(A+B)=\det(A)+\det(B)`,
    declare: [tex`A, B \in \mathbb{R}^{n\times n}`],
    verdict: 'refuted',
  },
  {
    claim: tex`\nabla_x \|Ax-b\|^2 = 2A^\top(Ax-b)`,
    declare: [tex`A \in \mathbb{R}^{m\times n}`, tex`x \in \mathbb{R}^n`, tex`b \in \mathbb{R}^m`],
    verdict: 'verified',
  },
  {
    claim: tex`\nabla_x \|Ax-b\|^2 = 2A(Ax-b)`,
    declare: [tex`A \in \mathbb{R}^{m\times n}`, tex`x \in \mathbb{R}^n`, tex`b \in \mathbb{R}^m`],
    verdict: 'ill-typed',
  },
  {
    claim: tex`\nabla_x \|Ax-b\|^2 = 2A(Ax-b)`,
    declare: [tex`A \in \mathbb{R}^{n\times n}`, tex`x \in \mathbb{R}^n`, tex`b \in \mathbb{R}^n`],
    verdict: 'refuted',
  },
  {
    claim: tex`\nabla_x (x^\top A x) = 2Ax`,
    declare: [tex`A \in \mathbb{R}^{n\times n}`, tex`x \in \mathbb{R}^n`],
    verdict: 'refuted',
  },
  {
    claim: tex`\nabla_x (x^\top A x) = 2Ax`,
    declare: [tex`A \in \mathbb{R}^{n\times n}`, tex`x \in \mathbb{R}^n`],
    conditions: [tex`$A$ is symmetric`],
    verdict: 'verified',
  },
  {
    claim: tex`\frac{\partial L}{\partial X} = \frac{\partial L}{\partial Z} Y^\top`,
    declare: [tex`X \in \mathbb{R}^{m\times n}`, tex`Y\in\mathbb{R}^{n\times k}`, tex`Z=XY`],
    verdict: 'verified',
  },
  {
    claim: tex`\frac{\partial L}{\partial X} = Y^\top\frac{\partial L}{\partial Z}`,
    declare: [tex`X \in \mathbb{R}^{n\times n}`, tex`Y\in\mathbb{R}^{n\times n}`, tex`Z=XY`],
    verdict: 'refuted',
  },
  {
    claim: tex`\frac{\partial L}{\partial Y} = X^\top\frac{\partial L}{\partial Z}`,
    declare: [tex`X \in \mathbb{R}^{m\times n}`, tex`Y\in\mathbb{R}^{n\times k}`, tex`Z=XY`],
    verdict: 'verified',
  },
  {
    claim: tex`d(X^{-1}) = -X^{-1}(dX)X^{-1}`,
    declare: [tex`X \in \mathbb{R}^{n\times n}`],
    verdict: 'verified',
  },
  {
    claim: tex`d(X^{-1}) = X^{-1}(dX)X^{-1}`,
    declare: [tex`X \in \mathbb{R}^{n\times n}`],
    verdict: 'refuted',
  },
  {
    claim: tex`\mathrm{d}\operatorname{tr}(AX) = \operatorname{tr}(A\,\mathrm{d}X)`,
    declare: [tex`A,X \in \mathbb{R}^{n\times n}`],
    verdict: 'verified',
  },
  {
    claim: tex`d\log\det X = \operatorname{tr}(X^{-1}dX)`,
    declare: [tex`X \in \mathbb{R}^{n\times n}`],
    verdict: 'verified',
  },
  {
    claim: tex`\operatorname{vec}(AXB) = (B^\top\otimes A)\operatorname{vec}(X)`,
    declare: [tex`A \in \mathbb{R}^{m\times n}`, tex`X \in \mathbb{R}^{n\times p}`, tex`B \in \mathbb{R}^{p\times q}`],
    verdict: 'verified',
  },
  {
    claim: tex`\operatorname{vec}(AXB) = (A\otimes B^\top)\operatorname{vec}(X)`,
    declare: [tex`A \in \mathbb{R}^{m\times n}`, tex`X \in \mathbb{R}^{n\times p}`, tex`B \in \mathbb{R}^{p\times q}`],
    verdict: 'undecided',
  },
  {
    claim: tex`(A\otimes B)(C\otimes D) = (AC)\otimes(BD)`,
    declare: [tex`A,B,C,D \in \mathbb{R}^{n\times n}`],
    verdict: 'verified',
  },
  {
    claim: tex`(A + UCV)^{-1} = A^{-1} - A^{-1}U(C^{-1}+VA^{-1}U)^{-1}VA^{-1}`,
    declare: [
      tex`A\in\mathbb{R}^{n\times n}`,
      tex`U\in\mathbb{R}^{n\times k}`,
      tex`C\in\mathbb{R}^{k\times k}`,
      tex`V\in\mathbb{R}^{k\times n}`,
    ],
    verdict: 'verified',
  },
  {
    claim: tex`(A + UCV)^{-1} = A^{-1} + A^{-1}U(C^{-1}+VA^{-1}U)^{-1}VA^{-1}`,
    declare: [
      tex`A\in\mathbb{R}^{n\times n}`,
      tex`U\in\mathbb{R}^{n\times k}`,
      tex`C\in\mathbb{R}^{k\times k}`,
      tex`V\in\mathbb{R}^{k\times n}`,
    ],
    verdict: 'refuted',
  },
  {
    claim: tex`\|x+y\| \le \|x\|+\|y\|`,
    declare: [tex`x,y\in\mathbb{R}^n`],
    verdict: 'undecided',
  },
  {
    claim: tex`\|x+y\| \ge \|x\|+\|y\|`,
    declare: [tex`x,y\in\mathbb{R}^n`],
    verdict: 'refuted',
  },
  {
    claim: tex`x^\top A x > 0`,
    declare: [tex`A\in\mathbb{R}^{n\times n}`, tex`x\in\mathbb{R}^n`],
    conditions: [tex`$A$ is positive definite`],
    verdict: 'undecided',
  },
  {
    claim: tex`A^\top A \succeq 0`,
    declare: [tex`A\in\mathbb{R}^{m\times n}`],
    verdict: 'undecided',
  },
  {
    claim: tex`\sum_{i=1}^n x_i^2 = \|x\|^2`,
    declare: [tex`x\in\mathbb{R}^n`],
    verdict: 'verified',
  },
  {
    claim: tex`\sum_{i=1}^n x_i^2 = \|x\|`,
    declare: [tex`x\in\mathbb{R}^n`],
    verdict: 'refuted',
  },
  {
    claim: tex`\frac{\partial}{\partial x_i}\|x\|^2 = 2x_i`,
    declare: [tex`x\in\mathbb{R}^n`],
    verdict: 'verified',
  },
  {
    claim: tex`\frac{\partial}{\partial X_{ij}}\operatorname{tr}(AX) = A_{ji}`,
    declare: [tex`A,X\in\mathbb{R}^{n\times n}`],
    verdict: 'verified',
  },
  {
    claim: tex`\frac{\partial}{\partial X_{ij}}\operatorname{tr}(AX) = A_{ij}`,
    declare: [tex`A,X\in\mathbb{R}^{n\times n}`],
    verdict: 'refuted',
  },
  {
    claim: tex`\sigma'(x) = \sigma(x)(1-\sigma(x))`,
    declare: [tex`x\in\mathbb{R}`],
    verdict: 'verified',
  },
  {
    claim: tex`\nabla^2 f(x) = A + A^\top`,
    declare: [tex`f(x) = x^\top A x`, tex`A\in\mathbb{R}^{n\times n}`, tex`x\in\mathbb{R}^n`],
    verdict: 'verified',
  },
  {
    claim: tex`\nabla f(x) = (A + A^\top)x`,
    declare: [tex`f(x) = x^\top A x`, tex`A\in\mathbb{R}^{n\times n}`, tex`x\in\mathbb{R}^n`],
    verdict: 'verified',
  },
  {
    claim: tex`\frac{\partial}{\partial x} g(h(x)) = g'(h(x))h'(x)`,
    declare: [tex`x\in\mathbb{R}`],
    verdict: 'verified',
  },
  {
    claim: tex`x = y`,
    declare: [tex`x,y\in\mathbb{R}^n`],
    verdict: 'refuted',
  },
  {
    claim: tex`P^2 = P`,
    declare: [tex`P\in\mathbb{R}^{n\times n}`, tex`P = X(X^\top X)^{-1}X^\top`, tex`X\in\mathbb{R}^{n\times k}`],
    verdict: 'verified',
  },
  {
    claim: tex`X^\top X = I`,
    declare: [tex`X\in\mathbb{R}^{n\times k}`],
    verdict: 'refuted',
  },
  {
    claim: tex`U^\top U = I`,
    declare: [tex`U\in\mathbb{R}^{n\times k}`],
    conditions: [tex`$U$ has orthonormal columns`],
    verdict: 'verified',
  },
  {
    claim: tex`UU^\top = I`,
    declare: [tex`U\in\mathbb{R}^{n\times k}`],
    conditions: [tex`$U$ has orthonormal columns`],
    verdict: 'refuted',
  },
  {
    claim: tex`\operatorname{softmax}(x + c\mathbf 1) = \operatorname{softmax}(x)`,
    declare: [tex`x\in\mathbb{R}^n`, tex`c\in\mathbb{R}`],
    verdict: 'verified',
  },
  {
    claim: tex`\frac{\partial s}{\partial x} = \operatorname{diag}(s)-ss^\top`,
    declare: [tex`s=\operatorname{softmax}(x)`, tex`x\in\mathbb{R}^n`],
    verdict: 'verified',
  },
  {
    claim: tex`\frac{\partial s}{\partial x} = \operatorname{diag}(s)+ss^\top`,
    declare: [tex`s=\operatorname{softmax}(x)`, tex`x\in\mathbb{R}^n`],
    verdict: 'refuted',
  },
  {
    claim: tex`\nabla_w \sum_{i=1}^n (y_i - w^\top x_i)^2 = -2\sum_{i=1}^n (y_i - w^\top x_i)x_i`,
    declare: [tex`w\in\mathbb{R}^d`, tex`x_i\in\mathbb{R}^d`, tex`y\in\mathbb{R}^n`],
    verdict: 'verified',
  },
  {
    claim: tex`\nabla_w \sum_{i=1}^n (y_i - w^\top x_i)^2 = 2\sum_{i=1}^n (y_i - w^\top x_i)x_i`,
    declare: [tex`w\in\mathbb{R}^d`, tex`x_i\in\mathbb{R}^d`, tex`y\in\mathbb{R}^n`],
    verdict: 'refuted',
  },
  {
    claim: tex`\begin{bmatrix} A & B \\ 0 & D\end{bmatrix}^{-1} = \begin{bmatrix} A^{-1} & -A^{-1}BD^{-1} \\ 0 & D^{-1}\end{bmatrix}`,
    declare: [tex`A\in\mathbb{R}^{n\times n}`, tex`B\in\mathbb{R}^{n\times m}`, tex`D\in\mathbb{R}^{m\times m}`],
    verdict: 'verified',
  },
  {
    claim: tex`\det\begin{bmatrix} A & B \\ C & D\end{bmatrix} = \det(A)\det(D-CA^{-1}B)`,
    declare: [
      tex`A\in\mathbb{R}^{n\times n}`,
      tex`B\in\mathbb{R}^{n\times m}`,
      tex`D\in\mathbb{R}^{m\times m}`,
      tex`C\in\mathbb{R}^{m\times n}`,
    ],
    verdict: 'verified',
  },
  {
    claim: tex`x^\top A y = y^\top A^\top x`,
    declare: [tex`A\in\mathbb{R}^{m\times n}`, tex`x\in\mathbb{R}^m`, tex`y\in\mathbb{R}^n`],
    verdict: 'verified',
  },
  {
    claim: tex`\operatorname{diag}(x)y = x\odot y`,
    declare: [tex`x,y\in\mathbb{R}^n`],
    verdict: 'verified',
  },
  {
    claim: tex`\langle Ax,y\rangle = \langle x,A^\top y\rangle`,
    declare: [tex`A\in\mathbb{R}^{m\times n}`, tex`y\in\mathbb{R}^m`, tex`x\in\mathbb{R}^n`],
    verdict: 'verified',
  },
  {
    claim: tex`|\det Q| = 1`,
    declare: [tex`Q\in\mathbb{R}^{n\times n}`],
    conditions: [tex`$Q$ is orthogonal`],
    verdict: 'verified',
  },
  {
    claim: tex`\det Q = 1`,
    declare: [tex`Q\in\mathbb{R}^{n\times n}`],
    conditions: [tex`$Q$ is orthogonal`],
    verdict: 'refuted',
  },
  {
    claim: tex`e_i^\top A e_j = A_{ij}`,
    declare: [tex`A\in\mathbb{R}^{m\times n}`],
    verdict: 'verified',
  },
  {
    claim: tex`A e_j = A_{:,j}`,
    declare: [tex`A\in\mathbb{R}^{m\times n}`],
    verdict: 'verified',
  },
  {
    claim: tex`\mathbf 1^\top x = \sum_i x_i`,
    declare: [tex`x\in\mathbb{R}^n`],
    verdict: 'verified',
  },
  {
    claim: tex`\frac{\partial \mathbf y}{\partial \mathbf x} = \mathbf A`,
    declare: [
      tex`\mathbf y = \mathbf A\mathbf x`,
      tex`\mathbf A\in\mathbb{R}^{m\times n}`,
      tex`\mathbf x\in\mathbb{R}^n`,
    ],
    layout: 'denominator',
    verdict: 'wrong-layout',
  },
  {
    claim: tex`\max(x, 0) = \frac{x+|x|}{2}`,
    declare: [tex`x\in\mathbb{R}`],
    verdict: 'verified',
  },
  {
    claim: tex`AB = BA`,
    declare: [tex`A,B\in\mathbb{R}^{n\times n}`],
    verdict: 'refuted',
  },
  {
    claim: tex`\nabla_X \operatorname{tr}(X^\top A X) = 2AX`,
    declare: [tex`A\in\mathbb{R}^{n\times n}`, tex`X\in\mathbb{R}^{n\times k}`],
    verdict: 'refuted',
  },
  {
    claim: tex`\frac{\partial}{\partial x}\|x\| = \frac{x}{\|x\|}`,
    declare: [tex`x\in\mathbb{R}^n`],
    layout: 'denominator',
    verdict: 'verified',
  },
  {
    claim: tex`\frac{\partial}{\partial A} \log\det A = A^{-T}`,
    declare: [tex`A\in\mathbb{R}^{n\times n}`],
    verdict: 'verified',
  },
  {
    claim: tex`\frac{\partial}{\partial A} \log\det A = A^{-1}`,
    declare: [tex`A\in\mathbb{R}^{n\times n}`],
    layout: 'denominator',
    verdict: 'wrong-layout',
  },
];
