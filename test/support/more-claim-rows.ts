/** Claims with the verdict that a careful reader would give them: the second half. */
import type { Row } from './claim-rows.ts';

const tex = String.raw;

export const moreRows: readonly Row[] = [
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
    verdict: 'verified',
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
  // True where A and B have inverses, which a draw has and the declaration does not say.
  {
    claim: tex`(AB)^+ = B^+A^+`,
    declare: [tex`A,B\in\mathbb{R}^{n\times n}`],
    verdict: 'undecided',
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
  // With more columns than rows, the rank would be larger than a size: no such sample approves it.
  {
    claim: tex`A^{+} = A^\top(AA^\top)^{-1}`,
    declare: [tex`A\in\mathbb{R}^{m\times n}`],
    conditions: ['$A$ has full column rank'],
    verdict: 'undecided',
  },
  {
    claim: tex`A^{+} = (A^\top A)^{-1}A^\top`,
    declare: [tex`A\in\mathbb{R}^{m\times n}`],
    conditions: ['$A$ has full column rank'],
    verdict: 'verified',
  },
  // A column beside a derivative in the shape of the transpose is no layout.
  {
    claim: tex`\frac{\partial L}{\partial W} = x\frac{\partial L}{\partial y}^\top`,
    declare: [tex`W\in\mathbb{R}^{m\times n}`, tex`x\in\mathbb{R}^n`, tex`y = Wx`],
    verdict: 'undecided',
  },
  {
    claim: tex`\frac{\partial L}{\partial W} = \frac{\partial L}{\partial y}x^\top`,
    declare: [tex`W\in\mathbb{R}^{m\times n}`, tex`x\in\mathbb{R}^n`, tex`y = Wx`],
    verdict: 'verified',
  },
  {
    claim: tex`\nabla_x \|x - m\|_{\Sigma^{-1}}^2 = 2\Sigma^{-1}(x - m)`,
    declare: [tex`x, m \in \mathbb{R}^n`, tex`\Sigma \in \mathbb{R}^{n\times n}`],
    conditions: [tex`$\Sigma$ is symmetric positive definite`],
    verdict: 'verified',
  },
  {
    claim: tex`\nabla_x \|x - m\|_{\Sigma^{-1}}^2 = 2\Sigma(x - m)`,
    declare: [tex`x, m \in \mathbb{R}^n`, tex`\Sigma \in \mathbb{R}^{n\times n}`],
    conditions: [tex`$\Sigma$ is symmetric positive definite`],
    verdict: 'refuted',
  },
  // Over pairs: held, j would stand on the other side as well.
  {
    claim: tex`\nabla_x \sum_{i \neq j} x_i x_j = 2(\mathbf{1}^\top x)\mathbf{1} - 2x`,
    declare: [tex`x \in \mathbb{R}^n`],
    verdict: 'verified',
  },
  {
    claim: tex`\nabla_x \sum_{i \neq j} x_i x_j = (\mathbf{1}^\top x)\mathbf{1} - x`,
    declare: [tex`x \in \mathbb{R}^n`],
    verdict: 'refuted',
  },
  {
    claim: tex`\nabla_x \|x\|_{\frac{3}{2}}^2 = 2x`,
    declare: [tex`x \in \mathbb{R}^n`],
    verdict: 'undecided',
  },
];
