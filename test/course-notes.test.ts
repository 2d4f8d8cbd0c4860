/** Claims in the spellings of course notes on machine learning: true ones, and twins with a slip. */
import { describe, expect, test } from 'vitest';
import { lastOf } from './support/last-claim.ts';

const open = ['undecided', 'refuted', 'tie'];

const hinge = String.raw`The loss of the example $i$ with the class $y_i$ is $$L_i = \sum_{j \neq y_i} \max(0, w_j^\top x_i - w_{y_i}^\top x_i + 1)$$ Its slopes are `;
const scores = String.raw`For scores $s \in \mathbb{R}^C$ and the right class $y$ let $L = \sum_{j \ne y} \max(0, s_j - s_y + \Delta)$. `;
const entropy = String.raw`Let $p_k = \frac{e^{f_k}}{\sum_j e^{f_j}}$ and $L_i = -\log p_{y_i}$. `;
const margin = String.raw`Let $w, x \in \mathbb{R}^d$, $y \in \mathbb{R}$ and $h(w) = \max(0, 1 - y w^\top x)$. `;
const layer = String.raw`Let $a = \max(0, Wx)$ with $W \in \mathbb{R}^{m \times n}$, $x \in \mathbb{R}^n$, and let $E$ be a function of $a$. `;
const square = String.raw`Let $A \in \mathbb{R}^{n \times n}$ with the entries $a_{ij}$. `;
const saddle = String.raw`Let $q(u, v) = u^2 v + v^3$. `;
const numbered = String.raw`Consider $r(x_1, x_2) = 3 x_1^2 + x_1 x_2$. `;
const normal = String.raw`For a sample $x_1, \ldots, x_n$ of numbers let $$\ell(\mu, \sigma^2) = -\frac{n}{2} \log(2 \pi \sigma^2) - \frac{1}{2 \sigma^2} \sum_{i=1}^n (x_i - \mu)^2$$ `;
const coin = String.raw`Let $L(p) = \prod_{i=1}^n p^{x_i} (1-p)^{1-x_i}$. `;
const others =
  String.raw`# Classes\n\nLet $q_k = \frac{e^{f_k}}{\sum_j e^{f_j}}$ for the scores $f_k$.\n\n# Cross entropy\n\nLet $z \in \mathbb{R}^K$, $q = \text{softmax}(z)$ and $y$ one-hot. With $L = -\sum_k y_k \log q_k$, `.replaceAll(
    '\\n',
    '\n',
  );
const product = String.raw`For $f(u, v) = u v$ and $u = 4$, $v = -3$ we have $f(u, v) = -12$. `;
const bowl = String.raw`Let $b = s^2 + 3t$. `;

// prettier-ignore
const rows: readonly (readonly [note: string, verdict: string | readonly string[]])[] = [
  // Whether something holds, as one or zero.
  [String.raw`Let $r(x) = \max(0, x)$ with $x \in \mathbb{R}$. $$r'(x) = \mathbb{1}[x > 0]$$`, 'verified'],
  [String.raw`Let $r(x) = \max(0, x)$ with $x \in \mathbb{R}$. $$r'(x) = \mathbb{1}[x < 0]$$`, 'refuted'],
  [String.raw`Let $r(x) = \max(0, x)$ with $x \in \mathbb{R}$. $$r'(x) = \mathbf{1}_{x > 0}$$`, 'verified'],
  [String.raw`Let $r(x) = \max(0, x)$ with $x \in \mathbb{R}$. $$r'(x) = 2 \cdot \mathbf{1}_{\{x > 0\}}$$`, 'refuted'],
  [String.raw`${margin}$$\nabla_w h(w) = -y x\, \mathbb{I}(y w^\top x < 1)$$`, 'verified'],
  [String.raw`${margin}$$\nabla_w h(w) = y x\, \mathbb{I}(y w^\top x < 1)$$`, 'refuted'],
  [String.raw`${layer}$$\frac{\partial E}{\partial x} = W^\top \left( \frac{\partial E}{\partial a} \odot 1\{Wx > 0\} \right)$$`, 'verified'],
  [String.raw`${layer}$$\frac{\partial E}{\partial x} = W^\top \left( \frac{\partial E}{\partial a} \odot 1\{Wx < 0\} \right)$$`, open],
  // Labels that pick a row or an entry, and sums without it.
  [String.raw`${hinge}$$\nabla_{w_{y_i}} L_i = -\Big( \sum_{j \neq y_i} \mathbb{1}(w_j^\top x_i - w_{y_i}^\top x_i + 1 > 0) \Big) x_i$$`, 'verified'],
  [String.raw`${hinge}$$\nabla_{w_{y_i}} L_i = \Big( \sum_{j \neq y_i} \mathbb{1}(w_j^\top x_i - w_{y_i}^\top x_i + 1 > 0) \Big) x_i$$`, open],
  [String.raw`${hinge}for $j \neq y_i$ $$\nabla_{w_j} L_i = \mathbb{1}(w_j^\top x_i - w_{y_i}^\top x_i + 1 > 0) x_i$$`, 'verified'],
  [String.raw`${hinge}$$\nabla_{w_j} L_i = \mathbb{1}(w_j^\top x_i - w_{y_i}^\top x_i + 1 > 0) x_i$$`, 'undecided'],
  [String.raw`${hinge}for $j \neq y_i$ $$\nabla_{w_j} L_i = \mathbb{1}(w_j^\top x_i - w_{y_i}^\top x_i - 1 > 0) x_i$$`, open],
  [String.raw`${scores}$$\frac{\partial L}{\partial s_y} = -\sum_{j \neq y} \mathbf{1}[s_j - s_y + \Delta > 0]$$`, 'verified'],
  [String.raw`${scores}$$\frac{\partial L}{\partial s_y} = -\sum_{j} \mathbf{1}[s_j - s_y + \Delta > 0]$$`, open],
  [String.raw`${entropy}$$\frac{\partial L_i}{\partial f_k} = p_k - \mathbb{1}(y_i = k)$$`, 'verified'],
  [String.raw`${entropy}$$\frac{\partial L_i}{\partial f_k} = 2 p_k - \mathbb{1}(y_i = k)$$`, 'refuted'],
  [String.raw`${entropy}$$L_i = -f_{y_i} + \log \sum_j e^{f_j}$$`, 'verified'],
  [String.raw`${entropy}$$L_i = f_{y_i} + \log \sum_j e^{f_j}$$`, open],
  [String.raw`${entropy}$$\frac{\partial p_i}{\partial f_j} = p_i (\mathbb{1}[i = j] - p_j)$$`, 'verified'],
  [String.raw`${entropy}$$\frac{\partial p_i}{\partial f_j} = p_i (\mathbb{1}[i = j] + p_j)$$`, 'refuted'],
  // An index that only the condition names is summed over as well; any other is not.
  [String.raw`${square}$$\sum_{i,j} a_{ij}^2 = \sum_i a_{ii}^2 + \sum_{i \neq j} a_{ij}^2$$`, 'verified'],
  [String.raw`${square}$$\sum_{i,j} a_{ij}^2 = \sum_i a_{ii}^2 + 2 \sum_{i \neq j} a_{ij}^2$$`, open],
  [String.raw`${square}$$\sum_{i,j} a_{ij} = \sum_i a_{ii} + \sum_{1 \le i < j \le n} (a_{ij} + a_{ji})$$`, 'verified'],
  [String.raw`${square}$$\sum_{i,j} a_{ij} = \sum_i a_{ii} + 2 \sum_{1 \le i < j \le n} a_{ij}$$`, open],
  [String.raw`${square}$$\sum_j a_{ij} = a_{ii} + \sum_{j \neq i} a_{ij}$$`, 'verified'],
  [String.raw`${square}$$\sum_j a_{ij} = a_{ii} + \sum_{j < i} a_{ij}$$`, open],
  [String.raw`${square}$$\sum_{i=1}^n \sum_{j=1}^n a_{ij} = \sum_{i=1}^n a_{ii} + \sum_{i=1}^n \sum_{j \neq i} a_{ij}$$`, 'verified'],
  // The gradient by all arguments, and the matrix of second derivatives.
  [String.raw`${saddle}$$\nabla q = \left[ \frac{\partial q}{\partial u}, \frac{\partial q}{\partial v} \right] = [2uv, u^2 + 3v^2]$$`, 'verified'],
  [String.raw`${saddle}$$\nabla q = \left[ \frac{\partial q}{\partial u}, \frac{\partial q}{\partial v} \right] = [2uv, u^2 + v^2]$$`, 'refuted'],
  [String.raw`${saddle}$$\nabla q = \begin{bmatrix} 2uv \\ u^2 + 3v^2 \end{bmatrix}$$`, 'verified'],
  [String.raw`${saddle}$$\nabla q = \begin{bmatrix} u^2 + 3v^2 \\ 2uv \end{bmatrix}$$`, 'refuted'],
  [String.raw`${saddle}$$\nabla q(u, v) = [2uv, u^2 + 3v^2]^\top$$`, 'verified'],
  [String.raw`${saddle}$$\nabla^2 q = \begin{bmatrix} 2v & 2u \\ 2u & 6v \end{bmatrix}$$`, 'verified'],
  [String.raw`${saddle}$$\nabla^2 q = \begin{bmatrix} 2v & 2u \\ 2u & 6u \end{bmatrix}$$`, 'refuted'],
  [String.raw`${numbered}$$\nabla r = \begin{bmatrix} 6 x_1 + x_2 \\ x_1 \end{bmatrix}$$`, 'verified'],
  [String.raw`${numbered}$$\nabla r = \begin{bmatrix} 6 x_1 + x_2 \\ x_2 \end{bmatrix}$$`, 'refuted'],
  [String.raw`${bowl}$$\nabla b = \left( \frac{\partial b}{\partial s}, \frac{\partial b}{\partial t} \right) = (2s, 3)$$`, 'verified'],
  [String.raw`${bowl}$$\nabla b = \left( \frac{\partial b}{\partial s}, \frac{\partial b}{\partial t} \right) = (2s, 2)$$`, open],
  // A function of a variance, and its slopes by it.
  [String.raw`${normal}$$\frac{\partial \ell}{\partial \mu} = \frac{1}{\sigma^2} \sum_{i=1}^n (x_i - \mu)$$`, 'verified'],
  [String.raw`${normal}$$\frac{\partial \ell}{\partial \sigma^2} = -\frac{n}{2 \sigma^2} + \frac{1}{2 \sigma^4} \sum_{i=1}^n (x_i - \mu)^2$$`, 'verified'],
  [String.raw`${normal}$$\frac{\partial \ell}{\partial \sigma^2} = -\frac{n}{2 \sigma^2} + \frac{1}{\sigma^4} \sum_{i=1}^n (x_i - \mu)^2$$`, open],
  [String.raw`${normal}$$\frac{\partial \ell(\mu, \sigma^2)}{\partial \sigma^2} = -\frac{n}{2 \sigma^2} + \frac{1}{2 \sigma^4} \sum_{i=1}^n (x_i - \mu)^2$$`, 'verified'],
  [String.raw`${normal}$$\frac{\partial \ell(\mu, \sigma^2)}{\partial \sigma^2} = -\frac{n}{2 \sigma} + \frac{1}{2 \sigma^4} \sum_{i=1}^n (x_i - \mu)^2$$`, open],
  // The logarithm of a function without its argument.
  [String.raw`${coin}$$\frac{\partial \log L}{\partial p} = \frac{1}{p} \sum_{i=1}^n x_i - \frac{1}{1-p} \sum_{i=1}^n (1 - x_i)$$`, ['verified']],
  [String.raw`${coin}$$\frac{\partial \log L}{\partial p} = \frac{1}{p} \sum_{i=1}^n x_i + \frac{1}{1-p} \sum_{i=1}^n (1 - x_i)$$`, open],
  // Members that another section has are no entries here, and what is said of a list is no matter of its entries.
  [String.raw`${others}$$\frac{\partial L}{\partial z_k} = q_k - y_k$$`, ['verified', 'undecided']],
  [String.raw`${others}$$\frac{\partial L}{\partial z_k} = q_k + y_k$$`, open],
  // What a function is at numbers does not tell what it is; an arrow between equations draws a conclusion.
  [String.raw`${product}$$\nabla f = \left[ \frac{\partial f}{\partial u}, \frac{\partial f}{\partial v} \right] = [v, u]$$`, 'verified'],
  [String.raw`${product}$$\nabla f = \left[ \frac{\partial f}{\partial u}, \frac{\partial f}{\partial v} \right] = [u, v]$$`, open],
  [String.raw`$$f(u, v) = u v \hspace{0.4in} \rightarrow \hspace{0.4in} \frac{\partial f}{\partial u} = v \hspace{0.4in} \frac{\partial f}{\partial v} = u$$`, 'verified'],
  [String.raw`$$f(u, v) = u v \hspace{0.4in} \rightarrow \hspace{0.4in} \frac{\partial f}{\partial u} = v \hspace{0.4in} \frac{\partial f}{\partial v} = v$$`, open],
];

describe('course notes', () => {
  test.each(rows)('%s', (note, verdict) => {
    expect(typeof verdict === 'string' ? [verdict] : verdict).toContain(lastOf(note));
  });
});
