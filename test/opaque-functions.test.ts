/**
 * Functions that nothing gives, members by their number, courses by where they begin, entries with their indices turned:
 * true claims, twins with a slip.
 */
import { expect, test } from 'vitest';
import { lastVerdict } from './support/last-verdict.ts';

const scores = String.raw`Take $q \in \mathbb{R}^d$ and $k_1, \dots, k_N \in \mathbb{R}^d$, the scores $r_i = q^\top k_i$ and the cost $J = -\log r_1$. `;
const shares = String.raw`Take $q, k_1, \dots, k_N \in \mathbb{R}^d$, $s_i = \frac{\exp(q^\top k_i)}{\sum_{j=1}^N \exp(q^\top k_j)}$ and $L = -\log s_1$. `;
const skip = String.raw`For $u \in \mathbb{R}^p$, $A \in \mathbb{R}^{r \times p}$ and $B \in \mathbb{R}^{p \times r}$ let $v = u + B\,\sigma(Au)$. `;
const flow = String.raw`With $u, a, b \in \mathbb{R}^p$, a number $c$ and a smooth scalar function $h$ let $g(u) = u + a\,h(b^\top u + c)$. `;
const gate = String.raw`Let $P, Q \in \mathbb{R}^{r \times p}$, $u \in \mathbb{R}^p$ and $t = \phi(Pu) \odot Qu$. `;
const layer = String.raw`Let $A \in \mathbb{R}^{r \times p}$, $u \in \mathbb{R}^p$, $y = Au$ and $t = \phi(y)$ with a function $\phi$ of each entry. `;
const bounded = String.raw`${layer}Of its entries $$\frac{\partial t_i}{\partial y_i} = \phi(y_i)(1 - \phi(y_i))$$ and `;
const tanh = String.raw`Let $A \in \mathbb{R}^{r \times p}$, $u \in \mathbb{R}^p$, $y = Au$ and $t = \tanh(y)$. `;
const linear = String.raw`Let $W \in \mathbb{R}^{r \times p}$, $x \in \mathbb{R}^p$ and $z = Wx$. `;
const course = String.raw`Let $A \in \mathbb{R}^{n \times n}$ and $x(t) = e^{At} x_0$ with $x_0 \in \mathbb{R}^n$. `;
const noise = String.raw`Let $y_t = \sqrt{c_t}\,y_0 + \sqrt{1 - c_t}\,e$ with $y_0, e \in \mathbb{R}^d$. `;
const grown = String.raw`Let $x(t) = B x(t - 1) + v$ with $B \in \mathbb{R}^{n \times n}$, $v \in \mathbb{R}^n$. `;
const square = String.raw`Let $M \in \mathbb{R}^{n \times n}$, $x \in \mathbb{R}^n$ and $w = Mx$. `;

// prettier-ignore
test.each([
  // The one that has a number is among those that are counted through.
  [String.raw`${scores}$$\nabla_q J = -\frac{k_1}{r_1}$$`, 'verified'],
  [String.raw`${scores}$$\nabla_q J = \frac{k_1}{r_1}$$`, 'refuted'],
  [String.raw`${shares}$$\nabla_q L = \sum_{i=1}^N s_i k_i - k_1$$`, 'verified'],
  [String.raw`${shares}$$\nabla_q L = k_1 - \sum_{i=1}^N s_i k_i$$`, 'refuted'],
  [String.raw`${shares}$$\nabla_q L = \sum_{i=2}^N s_i k_i + (s_1 - 1) k_1$$`, 'verified'],
  // What begins at one of its own is given by it.
  [String.raw`${course}$$\dot x(t) = A x(t)$$`, 'verified'],
  [String.raw`${course}$$\frac{dx}{dt} = A x(t)$$`, 'verified'],
  [String.raw`${course}$$\frac{dx}{dt} = -A x(t)$$`, 'refuted'],
  [String.raw`${noise}$$y_0 = \frac{y_t - \sqrt{1 - c_t}\,e}{\sqrt{c_t}}$$`, 'verified'],
  [String.raw`${noise}$$y_0 = \frac{y_t - (1 - c_t)\,e}{\sqrt{c_t}}$$`, 'undecided'],
  // What is made of itself is not.
  [String.raw`${grown}$$\frac{dx}{dt} = B x(t)$$`, 'undecided'],
  // A function with its slope is any function.
  [String.raw`${skip}$$\frac{\partial v}{\partial u} = I + B \operatorname{diag}(\sigma'(Au)) A$$`, 'verified'],
  [String.raw`${skip}$$\frac{\partial v}{\partial u} = B \operatorname{diag}(\sigma'(Au)) A$$`, 'refuted'],
  [String.raw`${flow}$$\det \frac{\partial g}{\partial u} = 1 + h'(b^\top u + c)\, a^\top b$$`, 'verified'],
  [String.raw`${flow}$$\det \frac{\partial g}{\partial u} = 1 - h'(b^\top u + c)\, a^\top b$$`, 'refuted'],
  [String.raw`${gate}$$\frac{\partial t}{\partial u} = \operatorname{diag}(Qu) \operatorname{diag}(\phi'(Pu)) P + \operatorname{diag}(\phi(Pu)) Q$$`, 'verified'],
  [String.raw`${gate}$$\frac{\partial t}{\partial u} = \operatorname{diag}(\phi'(Pu)) P + \operatorname{diag}(\phi(Pu)) Q$$`, 'refuted'],
  [String.raw`${layer}$$\frac{\partial t}{\partial u} = \operatorname{diag}(\phi'(y)) A$$`, 'verified'],
  [String.raw`${layer}$$\frac{\partial t}{\partial u} = -\operatorname{diag}(\phi'(y)) A$$`, 'refuted'],
  // Without its slope, what is said of it may be a property.
  [String.raw`${layer}$$\frac{\partial t_i}{\partial y_i} = \phi(y_i)(1 - \phi(y_i))$$`, 'undecided'],
  // Its value at an entry is a number, and at a list a list.
  [String.raw`${bounded}$$\frac{\partial t}{\partial y} = \operatorname{diag}(\phi'(y))$$`, 'verified'],
  [String.raw`${bounded}$$\frac{\partial t}{\partial y} = 2 \operatorname{diag}(\phi'(y))$$`, 'refuted'],
  // Some write the slope of each entry where the matrix has it on its diagonal.
  [String.raw`${layer}$$\frac{\partial t}{\partial y} = \phi'(y)$$`, 'undecided'],
  [String.raw`${tanh}$$\frac{\partial t}{\partial y} = 1 - t^2$$`, 'undecided'],
  [String.raw`${tanh}$$\frac{\partial t}{\partial y} = 1 + t^2$$`, 'ill-typed'],
  [String.raw`${tanh}$$\frac{\partial t}{\partial y} = 1 - t \odot t$$`, 'undecided'],
  [String.raw`${tanh}$$\frac{\partial t}{\partial y} = 1 + t \odot t$$`, 'ill-typed'],
  [String.raw`${tanh}$$\frac{\partial t}{\partial y} = \operatorname{diag}(1 - t \odot t)$$`, 'verified'],
  // Whoever writes two indices at one name means all entries.
  [String.raw`${linear}$$\frac{\partial z_i}{\partial x_j} = W_{ij}$$`, 'verified'],
  [String.raw`${linear}$$\frac{\partial z_i}{\partial x_j} = W_{ji}$$`, 'refuted'],
  [String.raw`${square}$$\frac{\partial w_i}{\partial x_j} = M_{ij}$$`, 'verified'],
  [String.raw`${square}$$\frac{\partial w_i}{\partial x_j} = M_{ji}$$`, 'refuted'],
])('%s: %s', (note, verdict) => {
  expect(lastVerdict(note)).toBe(verdict);
});

// prettier-ignore
test.each([
  // What is so where two indices differ, or where they are equal, is not so of all.
  [String.raw`p_i (\delta_{ij} - p_j)`, 'verified'],
  [String.raw`p_i (2 \delta_{ij} - p_j)`, 'refuted'],
  [String.raw`p_i (\delta_{ij} - 2 p_j) + \delta_{ij} p_i p_j`, 'refuted'],
])('the slopes of shares by scores of any number: %s, %s', (slope, verdict) => {
  for (const [z, p] of ['zp', 'sq', 'ar', 'uw'])
    expect(
      lastVerdict(
        String.raw`Let $${z} \in \mathbb{R}^n$, $${p}_i = \frac{e^{${z}_i}}{\sum_{l=1}^n e^{${z}_l}}$. Then $$\frac{\partial ${p}_i}{\partial ${z}_j} = ${slope.replaceAll('p', p!)}$$`,
      ),
    ).toBe(verdict);
});
