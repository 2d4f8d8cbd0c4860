/** Derivatives by what is not a plain name: left to habit, written out, a square, an inverse, a slice; with spoiled twins. */
import type { Row } from './claim-rows.ts';

const tex = String.raw;

const matrices = [
  tex`X \in \mathbb{R}^{m\times n}`,
  tex`A \in \mathbb{R}^{p\times m}`,
  tex`B \in \mathbb{R}^{n\times p}`,
];
const line = [
  tex`A \in \mathbb{R}^{m\times n}`,
  tex`x \in \mathbb{R}^n`,
  tex`b \in \mathbb{R}^m`,
  tex`w \in \mathbb{R}^n`,
];
const square = [tex`X \in \mathbb{R}^{n\times n}`, tex`A \in \mathbb{R}^{n\times n}`];
const normal = [tex`n, s, \sigma \in \mathbb{R}`, tex`Q = -\frac{n}{2}\log\sigma^2 - \frac{s}{2\sigma^2}`];
const layers = [tex`y = Wx`, tex`W \in \mathbb{R}^{m\times n}`, tex`x \in \mathbb{R}^n`, tex`L = \|y\|^2`];

const row = (claim: string, declare: readonly string[], verdict: Row['verdict']): Row => ({ claim, declare, verdict });

export const variableRows: readonly Row[] = [
  row(tex`\nabla (w^\top x) = x`, line, 'verified'),
  row(tex`\nabla (w^\top x) = 2x`, line, 'refuted'),
  row(tex`\nabla (w^\top x) = w`, line, 'undecided'),
  row(tex`\nabla \|Ax-b\|^2 = 2A^\top(Ax-b)`, line, 'verified'),
  row(tex`\nabla \|Ax-b\|^2 = 2(Ax-b)`, line, 'ill-typed'),
  row(tex`\nabla \operatorname{tr}(AXB) = A^\top B^\top`, matrices, 'verified'),
  row(tex`\nabla \operatorname{tr}(AXB) = -A^\top B^\top`, matrices, 'refuted'),
  row(tex`\nabla_x \|Ax-b\|^2 = A^\top \nabla_{Ax-b} \|Ax-b\|^2`, line, 'verified'),
  row(tex`\nabla_x \|Ax-b\|^2 = 2 A^\top \nabla_{Ax-b} \|Ax-b\|^2`, line, 'refuted'),
  row(tex`\frac{\partial Q}{\partial \sigma^2} = -\frac{n}{2\sigma^2} + \frac{s}{2\sigma^4}`, normal, 'verified'),
  row(tex`\frac{\partial Q}{\partial \sigma^2} = -\frac{n}{2\sigma^2} - \frac{s}{2\sigma^4}`, normal, 'refuted'),
  row(tex`\frac{\partial Q}{\partial \sigma^2} = -\frac{n}{\sigma} + \frac{s}{\sigma^3}`, normal, 'refuted'),
  row(tex`\frac{\partial^2}{\partial \sigma^2} \sigma^4 = 12\sigma^2`, [tex`\sigma \in \mathbb{R}`], 'verified'),
  row(tex`\frac{\partial}{\partial X^{-1}} \log\det X = -X^\top`, square, 'verified'),
  row(tex`\frac{\partial}{\partial X^{-1}} \log\det X = X^{-\top}`, square, 'refuted'),
  row(tex`\frac{\partial}{\partial X^{-1}} \operatorname{tr}(A X^{-1}) = A^\top`, square, 'verified'),
  row(tex`\frac{\partial}{\partial X^{-1}} \operatorname{tr}(A X^{-1}) = -A^\top`, square, 'refuted'),
  row(tex`\nabla_{y = Wx} \|y\|^2 = 2Wx`, layers, 'verified'),
  row(tex`\nabla_{y = Wx} \|y\|^2 = 2W^\top x`, layers, 'ill-typed'),
  row(tex`\frac{\partial L}{\partial W_{1,:}} = 2 y_1 x`, layers, 'verified'),
  row(tex`\frac{\partial L}{\partial W_{1,:}} = 2 y_2 x`, layers, 'refuted'),
];
