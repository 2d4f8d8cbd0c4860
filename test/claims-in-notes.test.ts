/**
 * Claims that only their notes settle: entries that are written with other letters than their lists, an equation that
 * follows from the one above or puts its value in, names of which a formula further up says too little. Each beside what a slip makes of it,
 * which is neither confirmed nor refuted.
 */
import { describe, expect, test } from 'vitest';
import { verified } from '../server/src/analysis/judged.ts';
import { measuredText } from './support/measure.ts';

/** Verdicts of the claims of a note, in the order of the text. */
function verdictsOf(note: string): readonly (string | undefined)[] {
  const { parts } = verified(measuredText('note.md', note, 'markdown').facts);
  const statements = parts.flatMap((part) => part.formulas.flatMap((it) => it.statements));
  return statements.filter((it) => it.kind === 'claim').map((it) => it.verdict);
}

const tex = String.raw;

/** What is known of a logistic model, its members, and what is claimed of them. */
const logistic = (claim: string): string => tex`
$$\mathcal{L} = -\frac{1}{m} \sum_{i=1}^{m} \Big[ y_i \log(\hat{y}_i) + (1 - y_i) \log(1 - \hat{y}_i) \Big]$$

where $\hat{y}_i = \sigma(z_i)$ and $z_i = \mathbf{w}^\top\mathbf{x}_i$, and $\hat{\mathbf{y}} - \mathbf{y}$ are the errors. Then

$$${claim}$$
`;

const NOTES: readonly (readonly [what: string, note: (claim: string) => string, right: string, wrong: string])[] = [
  [
    'entries of a bold list that are defined one by one',
    logistic,
    tex`y_i \log \hat{y}_i = y_i \log \sigma(\mathbf{w}^\top\mathbf{x}_i)`,
    tex`y_i \log \hat{y}_i = y_i \log (1 - \sigma(\mathbf{w}^\top\mathbf{x}_i))`,
  ],
  [
    'a variable of chance that has values elsewhere',
    (claim) => tex`
A throw $\omega$ has the outcome $X(\omega)$, a number; $X^{-1}(1)$ are the throws with a one.

$$${claim}$$
`,
    tex`\operatorname{Cov}[X, Y] = \mathbb{E}[(X - \mathbb{E}[X])(Y - \mathbb{E}[Y])]`,
    tex`\operatorname{Cov}[X, Y] = \mathbb{E}[(X + \mathbb{E}[X])(Y - \mathbb{E}[Y])] + \mathbb{E}[X]`,
  ],
  [
    'an entry of a member',
    logistic,
    tex`\frac{\partial \mathcal{L}}{\partial w_j} = \frac{1}{m} \sum_{i=1}^m x_{ij} (\hat{y}_i - y_i)`,
    tex`\frac{\partial \mathcal{L}}{\partial w_j} = \frac{1}{m} \sum_{i=1}^m x_{ji} (\hat{y}_i - y_i)`,
  ],
  [
    'an equation that follows from the row above',
    (claim) => tex`
Let $X \in \mathbb{R}^{n\times p}$ and $Y \in \mathbb{R}^n$. The least squares coefficients solve

$$-X^\top Y + X^\top X \beta = 0 \implies X^\top X \beta = X^\top Y.$$

Performing a QR decomposition on $X$ and substituting $X = QR$ with $Q^\top Q = I$, we have

\begin{align} R^\top Q^\top Q R \beta &= R^\top Q^\top Y \\ ${claim} \end{align}
`,
    tex`R^\top R \beta &= R^\top Q^\top Y`,
    tex`R^\top R \beta &= -R^\top Q^\top Y`,
  ],
  [
    'what is nought for every law',
    (claim) => `The score has no mean:\n\n$$${claim}$$\n`,
    tex`\mathbb{E}_{a \sim \pi}\left[\nabla_\theta \log \pi_\theta(a|s) \cdot b(s)\right] = b(s) \sum_a \nabla_\theta \pi_\theta(a|s)`,
    tex`\mathbb{E}_{a \sim \pi}\left[\nabla_\theta \log \pi_\theta(a|s) \cdot b(s)\right] = -b(s) \sum_a \nabla_\theta \pi_\theta(a|s)`,
  ],
  [
    'a list that a slip further up made a number',
    (claim) => tex`
$$-\frac12 (t - Wx - \mu)^\top (\sigma^2 I)^{-1} (t - Wx - \mu) - \frac12 x^\top x = - \mu (\sigma^2 I)^{-1} t + \mu (\sigma^2 I)^{-1} W x$$

The term that is quadratic in $x$ is

$$${claim}$$
`,
    tex`x^\top (I + W^\top (\sigma^2 I)^{-1} W) x = x^\top (\frac{1}{\sigma^2} (\sigma^2 I + W^\top W)) x`,
    tex`x^\top (I + W^\top (\sigma^2 I)^{-1} W) x = x^\top (\frac{1}{\sigma} (\sigma^2 I + W^\top W)) x`,
  ],
  [
    'samples that are the rows of a matrix',
    (claim) => tex`
Let $X \in \mathbb{R}^{m\times n}$, with samples $x_i \in \mathbb{R}^n$, $w \in \mathbb{R}^n$ and $y \in \mathbb{R}^m$.

$$\sum_{i=1}^m (x_i^\top w - y_i)^2 = \|Xw - y\|^2$$

Then

$$${claim}$$
`,
    tex`\frac1m \sum_{i=1}^m x_i (x_i^\top w - y_i) = \frac1m X^\top (X w - y)`,
    tex`\frac1m \sum_{i=1}^m x_i (x_i^\top w - y_i) = \frac1m X^\top (X w + y)`,
  ],
  [
    'how many elements a set has',
    (claim) => tex`
Let $\mathcal{X}$ be a finite set, and $p(x) = \frac{1}{|\mathcal{X}|}$. Then

$$${claim}$$
`,
    tex`-\log \frac{1}{|\mathcal{X}|} = \log |\mathcal{X}|`,
    tex`-\log \frac{1}{|\mathcal{X}|} = -\log |\mathcal{X}|`,
  ],
  [
    'rows with a number behind dots',
    (claim) => tex`
\begin{align}
\log p_\theta(x) &= \mathbb{E}_{z \sim q_\phi(z \mid x)} \Big[\log p_\theta(x)\Big] \quad \cdots \small\mathsf{(1)} \\
${claim} \quad \cdots \small\mathsf{(2)}
\end{align}
`,
    tex`&= \mathbb{E}_{z \sim q_\phi(z \mid x)} \bigg[\log \frac{p_\theta(x \mid z) p_\theta(z)}{p_\theta(z \mid x)}\bigg]`,
    tex`&= \mathbb{E}_{z \sim q_\phi(z \mid x)} \bigg[\log \frac{p_\theta(x \mid z) p_\theta(x)}{p_\theta(z \mid x)}\bigg]`,
  ],
  [
    'a decomposition put in the place of what it decomposes',
    (claim) => tex`
Let $X \in \mathbb{R}^{n\times p}$ with the singular value decomposition $X = U S V^\top$, where $S \in \mathbb{R}^{n\times n}$ is diagonal with positive entries. The penalised fit is

\begin{align} b &= (X^\top X + \lambda I_p)^{-1} X^\top y \\ ${claim} \end{align}
`,
    tex`&= (V S U^\top U S V^\top + \lambda I_p)^{-1} V S U^\top y`,
    tex`&= (V S U^\top U S V^\top - \lambda I_p)^{-1} V S U^\top y`,
  ],
  [
    'a divergence of which an equation says what it is',
    (claim) => tex`
We measure how far two laws are apart by

$$G(r(z \mid x) \| s(z)) = \mathbb{E}_{s(z)}\left[\left(\frac{r(z \mid x)}{s(z)}\right)^2 - 1\right]$$

from which we get

$$${claim}$$
`,
    tex`G(r(z \mid x) \| s(z)) + 1 = \mathbb{E}_{s(z)}\left[\left(\frac{r(z \mid x)}{s(z)}\right)^2\right]`,
    tex`G(r(z \mid x) \| s(z)) - 1 = \mathbb{E}_{s(z)}\left[\left(\frac{r(z \mid x)}{s(z)}\right)^2\right]`,
  ],
  [
    'a multiple of the equation before an arrow',
    (claim) => tex`
Let $u_i \in \mathbb{R}^d$ be data, $B \in \mathbb{R}^{d\times q}$ and $s \in \mathbb{R}$.

\begin{align} &-\frac{1}{2s^2} \sum_{i=1}^n \left[ u_i \mathbb{E}[h_i]^\top - B \mathbb{E}[h_i h_i^\top] \right] = 0 \\ \implies& ${claim} \end{align}
`,
    tex`B \sum_{i=1}^n \mathbb{E}[h_i h_i^\top] = \sum_{i=1}^n u_i \mathbb{E}[h_i]^\top`,
    tex`B \sum_{i=1}^n \mathbb{E}[h_i h_i^\top] = -\sum_{i=1}^n u_i \mathbb{E}[h_i]^\top`,
  ],
  [
    'a factor that depends on a number, taken to the other side',
    (claim) => tex`
Let $u_i, m \in \mathbb{R}^d$, and let $n, s$ be positive.

\begin{align} &\frac{n}{2 s^2} - \frac{1}{2 s^4} \sum_{i=1}^n \mathbb{E}[h_i] (u_i - m)^\top (u_i - m) = 0 \\ \implies& ${claim} \end{align}
`,
    tex`s^2 = \frac{1}{n} \sum_{i=1}^n \mathbb{E}[h_i] (u_i - m)^\top (u_i - m)`,
    tex`s^4 = \frac{1}{n} \sum_{i=1}^n \mathbb{E}[h_i] (u_i - m)^\top (u_i - m)`,
  ],
  [
    'cases of two indices',
    (claim) => tex`
Let $u \in \mathbb{R}^n$ and $q_i = \frac{e^{u_i}}{\sum_{l=1}^n e^{u_l}}$, as in the section before. Ignoring ties,

$$\frac{\partial q_i}{\partial u_k} = ${claim}$$
`,
    tex`\begin{cases} q_i(1 - q_k) & \text{if } i = k \\ -q_i q_k & \text{otherwise} \end{cases}`,
    tex`\begin{cases} q_i(1 - q_k) & \text{if } i \ne k \\ -q_i q_k & \text{otherwise} \end{cases}`,
  ],
  [
    'a divergence by a comma, and the law that its letter names',
    (claim) => `With $z$ a hidden variable,\n\n$$${claim}$$\n`,
    tex`\mathbb{E}_{z}\left[\log \frac{q(z \mid x)}{p(z)}\right] = D_{\text{KL}}(q(z \mid x), p(z))`,
    tex`\mathbb{E}_{z}\left[\log \frac{p(z)}{q(z \mid x)}\right] = D_{\text{KL}}(q(z \mid x), p(z))`,
  ],
  [
    'a cross entropy with a label',
    (claim) => tex`
For two laws of the same $x$,

\begin{align} &\mathbb{E}_{q(x)}[\log q(x)] - \mathbb{E}_{q(x)}[\log p(x)] \\ ${claim} \end{align}
`,
    tex`=& H_c(q, p) - H(q)`,
    tex`=& H(q) - H_c(q, p)`,
  ],
];

/** Where the letters of entries, members and events are meant in another way than the first that comes to mind. */
const TRUE_IN_ITS_NOTE: readonly string[] = [
  tex`
Let $\mathbf{u} \in \mathbb{R}^k$.

$$\frac{\partial}{\partial \mathbf{u}}\max(0,\mathbf{u}) = \begin{bmatrix} \frac{\partial}{\partial u_1}\max(0,u_1)\\ \frac{\partial}{\partial u_2}\max(0,u_2)\\ \vdots\\ \frac{\partial}{\partial u_k}\max(0,u_k)\end{bmatrix}$$
`,
  tex`Let $\mathbf{x}_i \in \mathbb{R}^d$ be samples and $x_{ji}$ the $j$-th feature of sample $i$, $z_i = \mathbf{w}^\top \mathbf{x}_i$. Then

$$\frac{\partial z_i}{\partial w_j} = x_{ji}$$

$$z_i = \sum_{j=1}^d w_j x_{ji}$$
`,
  tex`Let $\hat y_i = w^\top x_i$ and $L = \frac{1}{2} \|\hat{\mathbf{y}} - \mathbf{y}\|^2$. Then

$$\frac{\partial L}{\partial \hat{\mathbf{y}}} = \hat{\mathbf{y}} - \mathbf{y}$$

$$\frac{\partial L}{\partial w} = \sum_i (\hat y_i - y_i) x_i$$
`,
  tex`For independent $A$, $B$, $P(A \cap B) = P(A)P(B)$, and if they are disjoint,

$$P(A \cup B) = P(A) + P(B)$$

For a coin, $P(X = 1 \mid \theta) = \theta$ and $P(X = 0 \mid \theta) = 1 - \theta$.
`,
  tex`Let $X = [x_1, \ldots, x_m]$ have the samples for its columns. Then

$$\sum_{i=1}^m x_i x_i^\top = X X^\top$$
`,
  tex`Let $z \in \mathbb{R}^n$ and $p_i = \frac{e^{z_i}}{\sum_{j=1}^n e^{z_j}}$. For the entries off the diagonal

$$\frac{\partial p_i}{\partial z_j} = -p_i p_j$$

and on it

$$\frac{\partial p_i}{\partial z_j} = p_i (1 - p_j)$$
`,
];

describe('claims that their notes settle', () => {
  test.each(NOTES)('%s', (_, note, right, wrong) => {
    expect(verdictsOf(note(right)).at(-1)).toBe('verified');
    expect(verdictsOf(note(wrong)).at(-1)).toBe('undecided');
  });

  test.each([
    ['rows', 'verified'],
    ['columns', 'undecided'],
  ])('members are the %s that the words speak of', (how, verdict) => {
    const note = tex`
The ${how} of $X \in \mathbb{R}^{m\times m}$ are the samples $x_i$.

$$\sum_{i=1}^m (x_i^\top w)^2 = \|X w\|^2$$

$$\sum_{i=1}^m x_i x_i^\top w = X^\top X w$$
`;
    expect(verdictsOf(note).at(-1)).toBe(verdict);
  });

  test.each([
    'If $M$ and $N$ satisfy',
    'Falls $M$ und $N$ erfüllen, dass',
    'Si $M$ et $N$ vérifient',
    'Se $M$ e $N$ soddisfano',
    '若 $M$ 与 $N$ 满足',
  ])('what a paragraph supposes, it supposes for itself: %s', (words) => {
    const note = tex`${words} $MN = NM = I$, …

- $(MN)^{-1} = M^{-1}N^{-1}$
`;
    expect(verdictsOf(note).at(-1)).toBe('undecided');
  });

  test('what only follows from the equation above says so', () => {
    const note = tex`
Let $X \in \mathbb{R}^{n\times p}$ and $y \in \mathbb{R}^n$.

$$-X^\top y + X^\top X \beta = 0 \implies X^\top X \beta = X^\top y$$

\begin{align} X^\top X \beta &= X^\top y \\ 2 X^\top X \beta &= 2 X^\top y \end{align}
`;
    const { parts } = verified(measuredText('note.md', note, 'markdown').facts);
    const claims = parts
      .flatMap((part) => part.formulas.flatMap((it) => it.statements))
      .filter((it) => it.kind === 'claim');
    expect(claims.at(-1)).toMatchObject({ verdict: 'verified', reading: 'it follows from the equation above' });
  });

  test('a probability of one of two values names them', () => {
    const { parts } = verified(
      measuredText('note.md', '$$P(y = 1 \\mid x) = 1 - P(y = 0 \\mid x)$$\n', 'markdown').facts,
    );
    expect(parts[0]?.formulas[0]?.statements[0]).toMatchObject({ verdict: 'verified', holdsIf: ['y \\in \\{0, 1\\}'] });
  });

  test.each(TRUE_IN_ITS_NOTE)('%s is not accused', (note) => {
    const { parts } = verified(measuredText('note.md', note, 'markdown').facts);
    expect(parts.flatMap((it) => it.findings.map(({ code }) => code))).toEqual([]);
  });
});
