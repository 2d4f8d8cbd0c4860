/** Claims and what comes of them: the table is the behaviour of `nabla verify`. */
import { describe, expect, it } from 'vitest';
import { type Layout, verifyClaim } from '../server/src/analysis/claim.ts';

interface Row {
  readonly claim: string;
  readonly declare: readonly string[];
  readonly conditions?: readonly string[];
  readonly layout?: Layout;
  readonly verdict: string;
}

const tex = String.raw;

const rows: readonly Row[] = [
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
  {
    claim: tex`\frac{\partial}{\partial A} \log\det A = 2A^{-1}-\operatorname{diag}(\operatorname{diag}(A^{-1}))`,
    declare: [tex`A\in\mathbb{R}^{n\times n}`],
    conditions: [tex`$A$ is symmetric`],
    layout: 'denominator',
    verdict: 'verified',
  },
  {
    claim: tex`\frac{\partial^2 f}{\partial x\partial y} = \frac{\partial^2 f}{\partial y\partial x}`,
    declare: [tex`f(x,y)=x^2 y^3 + \sin(xy)`, tex`x,y\in\mathbb{R}`],
    verdict: 'verified',
  },
  {
    claim: tex`\frac{\partial}{\partial x}\operatorname{sigmoid}(x) = \operatorname{sigmoid}(x)(1-\operatorname{sigmoid}(x))`,
    declare: [tex`x\in\mathbb{R}`],
    verdict: 'verified',
  },
  {
    claim: tex`\tanh'(x) = 1-\tanh^2(x)`,
    declare: [tex`x\in\mathbb{R}`],
    verdict: 'verified',
  },
  {
    claim: tex`\frac{d}{dx}\tanh(x) = 1-\tanh^2 x`,
    declare: [tex`x\in\mathbb{R}`],
    verdict: 'verified',
  },
  {
    claim: tex`\frac{d}{dx}\log x = 1/x`,
    declare: [tex`x\in\mathbb{R}`],
    verdict: 'verified',
  },
  {
    claim: tex`\frac{d}{dx} x^n = n x^{n-1}`,
    declare: [tex`x\in\mathbb{R}`],
    verdict: 'verified',
  },
  {
    claim: tex`\frac{d}{dx} x^n = n x^{n}`,
    declare: [tex`x\in\mathbb{R}`],
    verdict: 'refuted',
  },
  {
    claim: tex`\frac{d}{dx} a^x = a^x \log a`,
    declare: [tex`x\in\mathbb{R}`, tex`a\in\mathbb{R}`],
    conditions: [tex`$a$ is positive`],
    verdict: 'verified',
  },
  {
    claim: tex`\int_0^1 x dx = 1/2`,
    declare: [tex`x\in\mathbb{R}`],
    verdict: 'undecided',
  },
  {
    claim: tex`\lim_{n\to\infty} (1+1/n)^n = e`,
    declare: [],
    verdict: 'undecided',
  },
  {
    claim: tex`\mathbb{E}[x] = \mu`,
    declare: [tex`x,\mu\in\mathbb{R}^n`],
    verdict: 'undecided',
  },
  {
    claim: tex`\operatorname{rank}(AB) \le \operatorname{rank}(A)`,
    declare: [tex`A,B\in\mathbb{R}^{n\times n}`],
    verdict: 'undecided',
  },
  {
    claim: tex`\nabla f(x) = 0`,
    declare: [tex`x\in\mathbb{R}^n`, tex`f(x)=\|x\|^2`],
    verdict: 'refuted',
  },
  {
    claim: tex`2 + 2 = 4`,
    declare: [],
    verdict: 'verified',
  },
  {
    claim: tex`2 + 2 = 5`,
    declare: [],
    verdict: 'refuted',
  },
  {
    claim: tex`\sum_{i=1}^n i = \frac{n(n+1)}{2}`,
    declare: [],
    verdict: 'verified',
  },
  {
    claim: tex`\sum_{i=1}^n i = \frac{n(n-1)}{2}`,
    declare: [],
    verdict: 'refuted',
  },
  {
    claim: tex`\sum_{i=1}^n i^2 = \frac{n(n+1)(2n+1)}{6}`,
    declare: [],
    verdict: 'verified',
  },
  {
    claim: tex`\prod_{i=1}^n a_i = \exp(\sum_{i=1}^n \log a_i)`,
    declare: [tex`a\in\mathbb{R}^n`],
    verdict: 'verified',
  },
  {
    claim: tex`(A^\top)^{-1} = (A^{-1})^\top`,
    declare: [tex`A\in\mathbb{R}^{n\times n}`],
    verdict: 'verified',
  },
  {
    claim: tex`A^{-1} B = B A^{-1}`,
    declare: [tex`A,B\in\mathbb{R}^{n\times n}`],
    verdict: 'refuted',
  },
  {
    claim: tex`(I + AB)^{-1}A = A(I+BA)^{-1}`,
    declare: [tex`A\in\mathbb{R}^{m\times n}`, tex`B\in\mathbb{R}^{n\times m}`],
    verdict: 'verified',
  },
  {
    claim: tex`\operatorname{tr}(A^\top B) = \operatorname{vec}(A)^\top\operatorname{vec}(B)`,
    declare: [tex`A,B\in\mathbb{R}^{m\times n}`],
    verdict: 'verified',
  },
  {
    claim: tex`\operatorname{tr}(ABC) = \operatorname{tr}(ACB)`,
    declare: [tex`A,B,C\in\mathbb{R}^{n\times n}`],
    verdict: 'refuted',
  },
  {
    claim: tex`\|A\|_F^2 = \sum_{i,j} A_{ij}^2`,
    declare: [tex`A\in\mathbb{R}^{m\times n}`],
    verdict: 'verified',
  },
  {
    claim: tex`\|AB\|_F = \|A\|_F\|B\|_F`,
    declare: [tex`A\in\mathbb{R}^{m\times n}`, tex`B\in\mathbb{R}^{n\times k}`],
    verdict: 'refuted',
  },
  {
    claim: tex`\|AB\|_F \le \|A\|_F\|B\|_F`,
    declare: [tex`A\in\mathbb{R}^{m\times n}`, tex`B\in\mathbb{R}^{n\times k}`],
    verdict: 'undecided',
  },
  {
    claim: tex`\|Qx\| = \|x\|`,
    declare: [tex`Q\in\mathbb{R}^{n\times n}`, tex`x\in\mathbb{R}^n`],
    conditions: [tex`$Q$ is orthogonal`],
    verdict: 'verified',
  },
  {
    claim: tex`x x^\top x = \|x\|^2 x`,
    declare: [tex`x\in\mathbb{R}^n`],
    verdict: 'verified',
  },
  {
    claim: tex`\frac{\partial (x^\top a)}{\partial x} = \frac{\partial (a^\top x)}{\partial x} = a`,
    declare: [tex`x,a\in\mathbb{R}^n`],
    verdict: 'verified',
  },
  {
    claim: tex`\frac{\partial \mathbf{a}^\top\mathbf{X}\mathbf{b}}{\partial \mathbf{X}} = \mathbf{a}\mathbf{b}^\top`,
    declare: [tex`\mathbf a\in\mathbb{R}^m`, tex`\mathbf b\in\mathbb{R}^n`, tex`\mathbf X\in\mathbb{R}^{m\times n}`],
    verdict: 'verified',
  },
  {
    claim: tex`\frac{\partial \mathbf{a}^\top\mathbf{X}\mathbf{b}}{\partial \mathbf{X}} = \mathbf{b}\mathbf{a}^\top`,
    declare: [tex`\mathbf a\in\mathbb{R}^m`, tex`\mathbf b\in\mathbb{R}^n`, tex`\mathbf X\in\mathbb{R}^{m\times n}`],
    layout: 'denominator',
    verdict: 'wrong-layout',
  },
  {
    claim: tex`\frac{\partial}{\partial x^\top} Ax = A`,
    declare: [tex`A\in\mathbb{R}^{m\times n}`, tex`x\in\mathbb{R}^n`],
    layout: 'denominator',
    verdict: 'verified',
  },
  {
    claim: tex`\nabla_\theta \log p(x\mid\theta) = \frac{\nabla_\theta p(x\mid\theta)}{p(x\mid\theta)}`,
    declare: [tex`\theta\in\mathbb{R}^n`, tex`x\in\mathbb{R}^m`],
    verdict: 'verified',
  },
  {
    claim: tex`\frac{\partial y}{\partial x} = \frac{\partial y}{\partial u}\frac{\partial u}{\partial x}`,
    declare: [tex`x\in\mathbb{R}^n`, tex`u\in\mathbb{R}^m`, tex`y\in\mathbb{R}^k`],
    layout: 'numerator',
    verdict: 'verified',
  },
  {
    claim: tex`\frac{\partial y}{\partial x} = \frac{\partial u}{\partial x}\frac{\partial y}{\partial u}`,
    declare: [tex`x\in\mathbb{R}^n`, tex`u\in\mathbb{R}^m`, tex`y\in\mathbb{R}^k`],
    layout: 'denominator',
    verdict: 'verified',
  },
  {
    claim: tex`A = A^\top`,
    declare: [tex`A\in\mathbb{R}^{n\times n}`],
    verdict: 'refuted',
  },
  {
    claim: tex`Ax = \lambda x`,
    declare: [tex`A\in\mathbb{R}^{n\times n}`, tex`x\in\mathbb{R}^n`, tex`\lambda\in\mathbb{R}`],
    verdict: 'refuted',
  },
  {
    claim: tex`\det(\lambda I - A) = \lambda^2 - \operatorname{tr}(A)\lambda + \det A`,
    declare: [tex`A\in\mathbb{R}^{2\times 2}`, tex`\lambda\in\mathbb{R}`],
    verdict: 'verified',
  },
  {
    claim: tex`(AB)^+ = B^+A^+`,
    declare: [tex`A,B\in\mathbb{R}^{n\times n}`],
    verdict: 'verified',
  },
  {
    claim: tex`(AB)^+ = B^+A^+`,
    declare: [tex`A\in\mathbb{R}^{m\times n}`, tex`B\in\mathbb{R}^{n\times k}`],
    verdict: 'refuted',
  },
  {
    claim: tex`\begin{pmatrix}1&2\\3&4\end{pmatrix}\begin{pmatrix}1\\1\end{pmatrix} = \begin{pmatrix}3\\7\end{pmatrix}`,
    declare: [],
    verdict: 'verified',
  },
  {
    claim: tex`\begin{pmatrix}1&2\\3&4\end{pmatrix}\begin{pmatrix}1\\1\end{pmatrix} = \begin{pmatrix}3\\8\end{pmatrix}`,
    declare: [],
    verdict: 'refuted',
  },
  {
    claim: tex`0.1 + 0.2 = 0.3`,
    declare: [],
    verdict: 'verified',
  },
  {
    claim: tex`\log 2 \approx 0.693`,
    declare: [],
    verdict: 'undecided',
  },
  {
    claim: tex`\sin^2\theta+\cos^2\theta = 1`,
    declare: [tex`\theta\in\mathbb{R}`],
    verdict: 'verified',
  },
  {
    claim: tex`|x|^2 = x^2`,
    declare: [tex`x\in\mathbb{R}`],
    verdict: 'verified',
  },
  {
    claim: tex`\sqrt{x^2} = x`,
    declare: [tex`x\in\mathbb{R}`],
    verdict: 'refuted',
  },
  {
    claim: tex`\nabla_x\, \max(0, x)^2 = 2\max(0,x)`,
    declare: [tex`x\in\mathbb{R}`],
    verdict: 'verified',
  },
  {
    claim: tex`d\det(X) = \det(X)\operatorname{tr}(X^{-1}dX)`,
    declare: [tex`X\in\mathbb{R}^{n\times n}`],
    verdict: 'verified',
  },
  {
    claim: tex`\mathrm{d}(AXB) = A(\mathrm{d}X)B`,
    declare: [tex`A\in\mathbb{R}^{m\times n}`, tex`X\in\mathbb{R}^{n\times p}`, tex`B\in\mathbb{R}^{p\times q}`],
    verdict: 'verified',
  },
  {
    claim: tex`\mathrm{d}\|X\|_F^2 = 2\operatorname{tr}(X^\top \mathrm{d}X)`,
    declare: [tex`X\in\mathbb{R}^{m\times n}`],
    verdict: 'verified',
  },
  {
    claim: tex`X \odot Y = Y \odot X`,
    declare: [tex`X,Y\in\mathbb{R}^{m\times n}`],
    verdict: 'verified',
  },
  {
    claim: tex`A \otimes B = B\otimes A`,
    declare: [tex`A,B\in\mathbb{R}^{n\times n}`],
    verdict: 'refuted',
  },
  {
    claim: tex`\frac{1}{n}\mathbf 1^\top X = \bar x^\top`,
    declare: [tex`X\in\mathbb{R}^{n\times d}`, tex`\bar x\in\mathbb{R}^d`],
    verdict: 'refuted',
  },
  {
    claim: tex`(I - 2vv^\top)^2 = I`,
    declare: [tex`v\in\mathbb{R}^n`],
    conditions: [tex`$v$ is a unit vector`],
    verdict: 'verified',
  },
  {
    claim: tex`\log_2(8) = 3`,
    declare: [],
    verdict: 'verified',
  },
  {
    claim: tex`\log_3(x) = \log(x)/\log(3)`,
    declare: [tex`x\in\mathbb{R}`],
    conditions: [tex`$x$ is positive`],
    verdict: 'undecided',
  },
  {
    claim: tex`\tanh^{-1}(x) = \frac12\log\frac{1+x}{1-x}`,
    declare: [tex`x\in\mathbb{R}`],
    verdict: 'verified',
  },
  {
    claim: tex`\operatorname{softmax}_i(x) = \operatorname{softmax}(x)`,
    declare: [tex`x\in\mathbb{R}^n`],
    verdict: 'undecided',
  },
  {
    claim: tex`e^{A+B} = e^A e^B`,
    declare: [tex`A,B\in\mathbb{R}^{n\times n}`],
    conditions: [tex`$AB = BA$`],
    verdict: 'verified',
  },
  {
    claim: tex`(AB)^2 = A^2B^2`,
    declare: [tex`A,B\in\mathbb{R}^{n\times n}`],
    conditions: [tex`$AB = BA$`],
    verdict: 'verified',
  },
  {
    claim: tex`(AB)^2 = A^2B^2`,
    declare: [tex`A,B\in\mathbb{R}^{n\times n}`],
    verdict: 'refuted',
  },
  {
    claim: tex`\sqrt{2} = 1.4142`,
    declare: [],
    verdict: 'verified',
  },
  {
    claim: tex`\sqrt{2} = 1.4143`,
    declare: [],
    verdict: 'refuted',
  },
];

describe('claims', () => {
  it.each(rows)('$claim: $verdict', ({ claim, declare, conditions = [], layout = 'unknown', verdict }) => {
    expect(verifyClaim({ claim, declare, conditions, layout })).toMatchObject({ verdict });
  });

  it('gives the same answer twice', () => {
    for (const { claim, declare, conditions = [], layout = 'unknown' } of rows.slice(0, 12)) {
      const question = { claim, declare, conditions, layout };
      expect(verifyClaim(question)).toEqual(verifyClaim(question));
    }
  });
});

describe('what is said of a claim that is not true', () => {
  const square = [tex`A \in \mathbb{R}^{n\times n}`, tex`x \in \mathbb{R}^n`, tex`b \in \mathbb{R}^n`];

  it.each([
    [tex`\nabla_x \|Ax-b\|^2 = 2A(Ax-b)`, tex`2A^\top(Ax-b)`, [tex`A = A^\top`]],
    [tex`\nabla_x (x^\top A x) = 2Ax`, tex`(A + A^\top)x`, [tex`A = A^\top`]],
    [tex`\nabla_x \|Ax-b\|^2 = A^\top(Ax-b)`, tex`2 A^\top(Ax-b)`, undefined],
    [tex`\nabla_x \|b-Ax\|^2 = 2A^\top(b-Ax)`, tex`-2A^\top(b-Ax)`, undefined],
    [tex`(Ax)^\top = A^\top x^\top`, tex`x^\top A^\top`, undefined],
  ])('%s', (claim, repair, holdsIf) => {
    const found = verifyClaim({ claim, declare: square, conditions: [], layout: 'unknown' });
    expect(found.repair).toBe(repair);
    expect(found.holdsIf).toEqual(holdsIf);
    const again = verifyClaim({
      claim: `${claim.split('=')[0]!} = ${repair}`,
      declare: square,
      conditions: [],
      layout: 'unknown',
    });
    expect(again.verdict).toBe('verified');
  });

  it('nine of ten counterexamples have sizes one or two and entries between −2 and 2', () => {
    const large: string[] = [];
    let all = 0;
    for (const { claim, declare, conditions = [], layout = 'unknown', verdict } of rows) {
      if (verdict !== 'refuted' || conditions.length > 0 || claim.includes('L}')) continue;
      const { counterexample } = verifyClaim({ claim, declare, conditions, layout });
      expect(counterexample, claim).toBeDefined();
      all++;
      const entries = Object.values(counterexample!.values).flat(2);
      const size = Math.max(0, ...Object.values(counterexample!.sizes));
      if (size > 2 || entries.some((it) => Math.abs(it) > 2)) large.push(claim);
    }
    expect(all).toBeGreaterThan(20);
    expect(large.length, large.join()).toBeLessThanOrEqual(all / 10);
  });
});
