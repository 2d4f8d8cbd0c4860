/**
 * Claims that rest on what stands around them: products that turn round, arrays with three indices, right angles, sides
 * further up, averages whose law is not written; true ones, and twins with a slip.
 */
import { describe, expect, test } from 'vitest';
import { lastOf } from './support/last-claim.ts';
import { lastStatements } from './support/last-verdict.ts';

const tensor = String.raw`Let $T \in \mathbb{R}^{p \times q \times r}$, $z \in \mathbb{R}^r$ and $M \in \mathbb{R}^{r \times s}$. `;
const entries = String.raw`Let $\mathbf{B} \in \mathbb{R}^{N \times N}$ and $\mathbf{y} \in \mathbb{R}^N$. `;
const angle = String.raw`Let $c \in \mathbb{R}^m$ and $a, b \in \mathbb{R}^n$. `;
const chain = String.raw`Let $\mathbf{a}, \mathbf{b} \in \mathbb{R}^n$ and $h(\mathbf{a}) = \mathbf{a}^\top \mathbf{b}$.

$$\nabla_{a_i} h = \nabla_{a_i} \mathbf{a}^\top \mathbf{b}$$

$$= \nabla_{a_i} \sum_{i=1}^{n} a_i b_i$$

`;
const score = String.raw`The score of $q(\mathbf z \mid \boldsymbol\eta)$ is $\mathbf u(\boldsymbol\eta) = \nabla_{\boldsymbol\eta} \log q(\mathbf z \mid \boldsymbol\eta)$, and $\mathbf J(\boldsymbol\eta) = \mathbb{E}[\mathbf u(\boldsymbol\eta) \mathbf u(\boldsymbol\eta)^\top]$.

`;
const data = String.raw`Let $V \in \mathbb{R}^{p \times k}$, $R \in \mathbb{R}^{n \times k}$ and $\Psi^\top = (\psi(\mathbf{z}_1), \dots, \psi(\mathbf{z}_n))$. `;

const parts = String.raw`Let $\mathbf{g} : \mathbb{R}^n \to \mathbb{R}^m$ with $g_i : \mathbb{R}^n \to \mathbb{R}$, and let $\mathbf{y} \in \mathbb{R}^n$. `;

// prettier-ignore
const rows: readonly (readonly [note: string, verdict: string | readonly string[]])[] = [
  // Products that go on from their end to their beginning.
  [String.raw`$$\operatorname{tr}(B_1 B_2 \cdots B_n) = \operatorname{tr}(B_2 B_3 \cdots B_n B_1)$$`, 'verified'],
  [String.raw`$$\operatorname{tr}(B_1 B_2 \cdots B_n) = \operatorname{tr}(B_2 B_3 \cdots B_n B_1) = \cdots = \operatorname{tr}(B_n B_1 \cdots B_{n-1})$$`, 'verified'],
  [String.raw`$$\operatorname{tr}(B_1 B_2 \cdots B_n) = \operatorname{tr}(B_n \cdots B_2 B_1)$$`, ['refuted', 'undecided']],
  [String.raw`$$\operatorname{tr}(B_1 B_2 \cdots B_n) = \operatorname{tr}(B_2 B_3 \cdots B_n B_1) = \cdots = \operatorname{tr}(B_n \cdots B_2 B_1)$$`, ['refuted', 'undecided']],
  // Arrays with three indices, of which the last meets what stands behind them.
  [String.raw`${tensor}$$(Tz)_{ij} = T_{ij,:}^\top z$$`, 'verified'],
  [String.raw`${tensor}$$(Tz)_{ij} = \sum_{k=1}^r T_{ijk} z_k$$`, 'verified'],
  [String.raw`${tensor}$$(TM)_{ij\ell} = T_{i,j,:}^\top M_{:,\ell}$$`, 'verified'],
  [String.raw`${tensor}$$(TM)_{ij\ell} = \sum_k T_{ijk} M_{k\ell}$$`, 'verified'],
  [String.raw`${tensor}$$(Tz)_{ij} = 2 T_{ij,:}^\top z$$`, ['refuted', 'undecided']],
  [String.raw`${tensor}$$(TM)_{ij\ell} = \sum_k T_{ikj} M_{k\ell}$$`, ['ill-typed', 'undecided']],
  // A dagger on a slice turns it; a small letter with a plus is a name.
  [String.raw`Let $M \in \mathbb{R}^{r \times s}$ and $x \in \mathbb{R}^s$. $$M_{i,:}^\dagger x = (Mx)_i$$`, 'verified'],
  [String.raw`Let $M \in \mathbb{R}^{r \times s}$ and $x \in \mathbb{R}^s$. $$M_{i,:}^\dagger x = 2(Mx)_i$$`, ['refuted', 'undecided']],
  [String.raw`Let $a, x^+ \in \mathbb{R}^n$. $$\frac{\partial}{\partial x^+} a^\top x^+ = a$$`, 'verified'],
  [String.raw`Let $a, x^+ \in \mathbb{R}^n$. $$\frac{\partial}{\partial x^+} a^\top x^+ = x^+$$`, 'refuted'],
  // Entries of a function of which the definition says what it takes.
  [String.raw`${entries}$g_i(\mathbf{y}) = \sum_{j=1}^N B_{ij} y_j^2 \implies \frac{\partial g_i}{\partial y_k} = 2 B_{ik} y_k$`, 'verified'],
  [String.raw`${entries}$g_i(\mathbf{y}) = \sum_{j=1}^N B_{ij} y_j \implies \frac{\partial g_i}{\partial y_j} = B_{ij}$`, 'verified'],
  [String.raw`${entries}$g_i(\mathbf{y}) = \sum_{j=1}^N B_{ij} y_j^2 \implies \frac{\partial g_i}{\partial y_k} = 2 B_{ki} y_k$`, ['refuted', 'undecided']],
  // Components of a function that gives a vector, columns beside each other, and one place of a list that is changed.
  [String.raw`${parts}$$\frac{\partial \mathbf{g}}{\partial y_i} = \begin{bmatrix} \frac{\partial g_1}{\partial y_i} \\ \vdots \\ \frac{\partial g_m}{\partial y_i} \end{bmatrix}$$`, 'verified'],
  [String.raw`${parts}$$\frac{\partial \mathbf{g}}{\partial y_i} = \begin{bmatrix} \frac{\partial g_1}{\partial y_1} \\ \vdots \\ \frac{\partial g_m}{\partial y_1} \end{bmatrix}$$`, ['refuted', 'undecided']],
  [String.raw`${parts}$$\frac{d\mathbf{g}}{d\mathbf{y}} = \left[\frac{\partial \mathbf{g}(\mathbf{y})}{\partial y_1} \cdots \frac{\partial \mathbf{g}(\mathbf{y})}{\partial y_n}\right]$$`, 'verified'],
  [String.raw`${parts}$$\frac{d\mathbf{g}}{d\mathbf{y}} = \left[\frac{\partial \mathbf{g}(\mathbf{y})}{\partial y_n} \cdots \frac{\partial \mathbf{g}(\mathbf{y})}{\partial y_1}\right]$$`, ['refuted', 'undecided']],
  [String.raw`${parts}$$\frac{d\mathbf{g}}{d\mathbf{y}} = \begin{bmatrix} \frac{\partial g_1(\mathbf{y})}{\partial y_1} & \cdots & \frac{\partial g_1(\mathbf{y})}{\partial y_n} \\ \vdots & & \vdots \\ \frac{\partial g_m(\mathbf{y})}{\partial y_1} & \cdots & \frac{\partial g_m(\mathbf{y})}{\partial y_n} \end{bmatrix}$$`, 'verified'],
  [String.raw`${parts}$$\frac{\partial \mathbf{g}}{\partial y_i} = \begin{bmatrix} \frac{\partial g_1}{\partial y_i} \\ \vdots \\ \frac{\partial g_m}{\partial y_i} \end{bmatrix} = \begin{bmatrix} \lim_{t \to 0} \frac{g_1(y_1, \dots, y_{i-1}, y_i + t, y_{i+1}, \dots, y_n) - g_1(\mathbf{y})}{t} \\ \vdots \\ \lim_{t \to 0} \frac{g_m(y_1, \dots, y_{i-1}, y_i + t, y_{i+1}, \dots, y_n) - g_m(\mathbf{y})}{t} \end{bmatrix}$$`, 'verified'],
  [String.raw`${parts}$$\frac{\partial \mathbf{g}}{\partial y_i} = \begin{bmatrix} \frac{\partial g_1}{\partial y_i} \\ \vdots \\ \frac{\partial g_m}{\partial y_i} \end{bmatrix} = \begin{bmatrix} \lim_{t \to 0} \frac{g_1(y_1, \dots, y_{i-1}, y_i + 2t, y_{i+1}, \dots, y_n) - g_1(\mathbf{y})}{t} \\ \vdots \\ \lim_{t \to 0} \frac{g_m(y_1, \dots, y_{i-1}, y_i + 2t, y_{i+1}, \dots, y_n) - g_m(\mathbf{y})}{t} \end{bmatrix}$$`, ['refuted', 'undecided']],
  [String.raw`${parts}$$\frac{\partial g_j}{\partial y_i} = \frac{\partial g_i}{\partial y_j}$$`, ['refuted', 'undecided']],
  // Right angles, said in the sentence that leads to a display, or before.
  [String.raw`${angle}If $a \perp b$, then $\|a + b\|^2 = \|a\|^2 + \|b\|^2$.`, 'verified'],
  [String.raw`${angle}If $a \perp b$, then we have

$$(c b^\top) a = c (b^\top a) = c \times 0 = 0$$`, 'verified'],
  [String.raw`${angle}If $a \perp b$, then we have

$$\|a - 2b\|^2 = \|a\|^2 + 4\|b\|^2$$`, 'verified'],
  [String.raw`${angle}If $a \perp b$, then we have

$$\|a - 2b\|^2 = \|a\|^2 + 2\|b\|^2$$`, ['refuted', 'undecided']],
  [String.raw`${angle}$$\|a + b\|^2 = \|a\|^2 + \|b\|^2$$`, 'refuted'],
  // A side with one index for two things is passed over.
  [String.raw`${chain}$$= \sum_{j=1}^{n} \nabla_{a_i} a_j b_j$$`, 'verified'],
  [String.raw`${chain}$$= \sum_{j=1}^{n} \nabla_{a_i} a_j a_j$$`, ['refuted', 'undecided']],
  // “The vector a” says nothing of its size.
  [String.raw`Let $B \in \mathbb{R}^{m \times d}$, $\mathbf{a} \in \mathbb{R}^m$ and $\mathbf{c} \in \mathbb{R}^d$. We multiply the vector $\mathbf{a}$ with the vector $\exp(B\mathbf{c})$:

$$(\mathbf{a} \odot \exp(B\mathbf{c}))_i = a_i \exp(B\mathbf{c})_i$$`, 'verified'],
  // Entries of a slope of an unknown size.
  [String.raw`Let $g$ be a real function of a matrix $Y$. $$\sum_{i,j} (\nabla_Y g)_{ij} (\delta Y)_{ij} = \operatorname{tr}((\nabla_Y g)^\top \delta Y)$$`, 'verified'],
  [String.raw`Let $g$ be a real function of a matrix $Y$. $$\sum_{i,j} (\nabla_Y g)_{ij} (\delta Y)_{ij} = 2\operatorname{tr}((\nabla_Y g)^\top \delta Y)$$`, ['refuted', 'undecided']],
  // Averages under the law whose score is taken, also by its letter alone.
  [String.raw`${score}$$\mathbb{E}[\nabla_{\boldsymbol\eta}^2 \log q(\mathbf z \mid \boldsymbol\eta)] = -\mathbf J(\boldsymbol\eta)$$`, 'verified'],
  [String.raw`${score}$$\mathbb{E}[\nabla_{\boldsymbol\eta}^2 \log q] = -\mathbb{E}[(\nabla_{\boldsymbol\eta} \log q)(\nabla_{\boldsymbol\eta} \log q)^\top]$$`, 'verified'],
  [String.raw`${score}$$\mathbf J(\boldsymbol\eta) = \operatorname{Cov}(\mathbf u(\boldsymbol\eta))$$`, ['verified', 'definition']],
  [String.raw`${score}$$\mathbb{E}[\nabla_{\boldsymbol\eta}^2 \log q] = \mathbb{E}[(\nabla_{\boldsymbol\eta} \log q)(\nabla_{\boldsymbol\eta} \log q)^\top]$$`, 'undecided'],
  [String.raw`${score}$$\mathbb{E}[\nabla_{\boldsymbol\eta}^2 q(\mathbf z \mid \boldsymbol\eta)] = -\mathbf J(\boldsymbol\eta)$$`, ['undecided', 'tie']],
  // A list of data that nothing tells is any matrix to a gradient by another name.
  [String.raw`${data}$$\nabla \|\Psi V - R\|_F^2 = 2 \Psi^\top (\Psi V - R)$$`, 'verified'],
  [String.raw`${data}$$\nabla \|\Psi V - R\|_F^2 = \Psi^\top (\Psi V - R)$$`, ['refuted', 'undecided']],
  [String.raw`Let $x \in \mathbb{R}^n$ and $A = \phi(x) x^\top$. $$\nabla x^\top A x = (A + A^\top) x$$`, ['refuted', 'undecided']],
];

describe('claims that rest on what stands around them', () => {
  test.each(rows)('%s', { timeout: 60_000 }, (note, verdict) => {
    const found = lastOf(note);
    if (typeof verdict === 'string') expect(found).toBe(verdict);
    else expect(verdict).toContain(found);
  });
});

const factors = String.raw`# Factors

Let $A \in \mathbb{R}^{n \times n}$ be symmetric, with eigendecomposition $A = Q \Lambda Q^\top$, and $B, C \in \mathbb{R}^{n \times n}$ with $BC = CB$.

## Powers

`;

describe('an equation of the section around', () => {
  test.each([
    [String.raw`${factors}$$A^2 = Q \Lambda^2 Q^\top$$`, 'claim verified'],
    [String.raw`${factors}$$A^2 = Q \Lambda^3 Q^\top$$`, 'claim undecided'],
    [String.raw`${factors}$$(BC)^2 = B^2 C^2$$`, 'claim verified'],
    [String.raw`${factors}$$(BC)^2 = 2 B^2 C^2$$`, 'claim refuted'],
    // Other matrices of those names.
    [String.raw`${factors}Let $B, C \in \mathbb{R}^{n \times n}$. $$(BC)^2 = B^2 C^2$$`, 'claim refuted'],
  ])('%s', (note, verdict) => expect(lastStatements(note)).toEqual([verdict])); // prettier-ignore
});
