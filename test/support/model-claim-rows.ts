/** Claims about what is random, and integrals, with spoiled twins: an average is taken over any law, so none is refuted. */
import type { Row } from './claim-rows.ts';

const tex = String.raw;

const numbers = [tex`X, Y, Z \in \mathbb{R}`, tex`a, b, c \in \mathbb{R}`];
const vectors = [
  tex`x, z, \mu \in \mathbb{R}^n`,
  tex`A \in \mathbb{R}^{m\times n}`,
  tex`b \in \mathbb{R}^m`,
  tex`\theta \in \mathbb{R}^k`,
];
const parameters = [tex`\theta, \phi \in \mathbb{R}^k`];

const row = (claim: string, declare: readonly string[], verdict: Row['verdict']): Row => ({ claim, declare, verdict });

/** A claim that holds for every law, and what it becomes with something spoiled. */
const pair = (right: string, wrong: readonly string[], declare: readonly string[]): readonly Row[] => [
  row(right, declare, 'verified'),
  ...wrong.map((it) => row(it, declare, 'undecided')),
];

export const modelRows: readonly Row[] = [
  ...pair(
    tex`\mathbb{E}[aX + b] = a\mathbb{E}[X] + b`,
    [tex`\mathbb{E}[aX + b] = a\mathbb{E}[X]`, tex`\mathbb{E}[aX + b] = a\mathbb{E}[X] - b`],
    numbers,
  ),
  ...pair(
    tex`\mathbb{E}[(X - \mathbb{E}[X])^2] = \mathbb{E}[X^2] - \mathbb{E}[X]^2`,
    [
      tex`\mathbb{E}[(X - \mathbb{E}[X])^2] = \mathbb{E}[X^2] + \mathbb{E}[X]^2`,
      tex`\mathbb{E}[(X - \mathbb{E}[X])^2] = \mathbb{E}[X^2] - 2\mathbb{E}[X]^2`,
    ],
    numbers,
  ),
  row(tex`\mathbb{E}[XY] = \mathbb{E}[X]\mathbb{E}[Y]`, numbers, 'undecided'),
  row(tex`\mathbb{E}[X^2] = \mathbb{E}[X]^2`, numbers, 'undecided'),
  ...pair(
    tex`\operatorname{Var}(aX + b) = a^2 \operatorname{Var}(X)`,
    [
      tex`\operatorname{Var}(aX + b) = a \operatorname{Var}(X)`,
      tex`\operatorname{Var}(aX + b) = a^2 \operatorname{Var}(X) + b`,
    ],
    numbers,
  ),
  ...pair(
    tex`\operatorname{Var}(X + Y) = \operatorname{Var}(X) + \operatorname{Var}(Y) + 2\operatorname{Cov}(X, Y)`,
    [
      tex`\operatorname{Var}(X + Y) = \operatorname{Var}(X) + \operatorname{Var}(Y)`,
      tex`\operatorname{Var}(X + Y) = \operatorname{Var}(X) + \operatorname{Var}(Y) - 2\operatorname{Cov}(X, Y)`,
    ],
    numbers,
  ),
  ...pair(
    tex`\operatorname{Cov}(Ax) = A \operatorname{Cov}(x) A^\top`,
    [tex`\operatorname{Cov}(Ax) = 2A \operatorname{Cov}(x) A^\top`],
    vectors,
  ),
  ...pair(
    tex`\operatorname{Cov}(x) = \mathbb{E}[x x^\top] - \mathbb{E}[x]\mathbb{E}[x]^\top`,
    [tex`\operatorname{Cov}(x) = \mathbb{E}[x x^\top] + \mathbb{E}[x]\mathbb{E}[x]^\top`],
    vectors,
  ),
  ...pair(
    tex`\mathbb{E}[x^\top A^\top A x] = \operatorname{tr}(A^\top A\, \mathbb{E}[x x^\top])`,
    [tex`\mathbb{E}[x^\top A^\top A x] = \operatorname{tr}(A^\top A\, \mathbb{E}[x]\mathbb{E}[x]^\top)`],
    vectors,
  ),
  ...pair(
    tex`\nabla_\theta \mathbb{E}_{x \sim p(x|\theta)}[f(x)] = \mathbb{E}_{x \sim p(x|\theta)}[f(x) \nabla_\theta \log p(x|\theta)]`,
    [
      tex`\nabla_\theta \mathbb{E}_{x \sim p(x|\theta)}[f(x)] = -\mathbb{E}_{x \sim p(x|\theta)}[f(x) \nabla_\theta \log p(x|\theta)]`,
      tex`\nabla_\theta \mathbb{E}_{x \sim p(x|\theta)}[f(x)] = \mathbb{E}_{x \sim p(x|\theta)}[f(x) \nabla_\theta p(x|\theta)]`,
      tex`\nabla_\theta \mathbb{E}_{x \sim p(x|\theta)}[f(x)] = \mathbb{E}_{x \sim p(x|\theta)}[\nabla_\theta \log p(x|\theta)]`,
    ],
    parameters,
  ),
  ...pair(
    tex`\mathbb{E}_{x \sim p(x|\theta)}[\nabla_\theta^2 \log p(x|\theta)] = -\mathbb{E}_{x \sim p(x|\theta)}[\nabla_\theta \log p(x|\theta) \nabla_\theta \log p(x|\theta)^\top]`,
    [
      tex`\mathbb{E}_{x \sim p(x|\theta)}[\nabla_\theta^2 \log p(x|\theta)] = \mathbb{E}_{x \sim p(x|\theta)}[\nabla_\theta \log p(x|\theta) \nabla_\theta \log p(x|\theta)^\top]`,
    ],
    parameters,
  ),
  ...pair(
    tex`\mathbb{E}_{a \sim \pi}[g(a) \nabla_\theta \log \pi_\theta(a|s)] = \sum_a g(a) \nabla_\theta \pi_\theta(a|s)`,
    [
      tex`\mathbb{E}_{a \sim \pi}[g(a) \nabla_\theta \log \pi_\theta(a|s)] = \sum_a \nabla_\theta \pi_\theta(a|s)`,
      tex`\mathbb{E}_{a \sim \pi}[g(a) \nabla_\theta \log \pi_\theta(a|s)] = \sum_a g(s) \nabla_\theta \pi_\theta(a|s)`,
      // Both sides are zero: nothing is learnt.
      tex`\mathbb{E}_{a \sim \pi}[\nabla_\theta \log \pi_\theta(a|s)] = \sum_a \nabla_\theta \pi_\theta(a|s)`,
    ],
    parameters,
  ),
  ...pair(
    tex`\log p(x) = \mathbb{E}_{q(z)}\left[\log \frac{p(x, z)}{q(z)}\right] + \mathrm{KL}(q(z) \| p(z|x))`,
    [
      tex`\log p(x) = \mathbb{E}_{q(z)}\left[\log \frac{p(x, z)}{q(z)}\right] - \mathrm{KL}(q(z) \| p(z|x))`,
      tex`\log p(x) = \mathbb{E}_{q(z)}\left[\log \frac{p(x, z)}{q(z)}\right] + \mathrm{KL}(q(z) \| p(z))`,
      tex`\log p(x) = \mathbb{E}_{q(z)}\left[\log \frac{p(x|z)}{q(z)}\right] + \mathrm{KL}(q(z) \| p(z|x))`,
    ],
    [],
  ),
  ...pair(
    tex`\int \nabla_\theta p(x; \theta) f(x) \, dx = \int p(x; \theta) f(x) \nabla_\theta \log p(x; \theta) \, dx`,
    [tex`\int \nabla_\theta p(x; \theta) f(x) \, dx = \int f(x) \nabla_\theta \log p(x; \theta) \, dx`],
    parameters,
  ),
  ...pair(tex`P(A \mid B) = \frac{P(B \mid A) P(A)}{P(B)}`, [tex`P(A \mid B) = \frac{P(B \mid A) P(B)}{P(A)}`], []),
  // Transposed, it is no entry: whether it is a number, nothing says.
  row(tex`\operatorname{Cov}(x_i) = \mathbb{E}[x_i^\top x_i] - \mathbb{E}[x_i]^\top \mathbb{E}[x_i]`, [], 'undecided'),
  // Under a law that depends on θ the derivative does not go inside alone.
  row(
    tex`\nabla_\theta \mathbb{E}[f(X, \theta)] = \mathbb{E}[\nabla_\theta f(X, \theta)]`,
    [...parameters, ...numbers],
    'undecided',
  ),
  ...pair(tex`\int_0^1 t^2 \, dt = \frac{1}{3}`, [tex`\int_0^1 t^2 \, dt = \frac{1}{2}`], []),
  ...pair(
    tex`\int_a^b (f(t) + g(t))^2 \, dt = \int_a^b f(t)^2 \, dt + 2\int_a^b f(t) g(t) \, dt + \int_a^b g(t)^2 \, dt`,
    [tex`\int_a^b (f(t) + g(t))^2 \, dt = \int_a^b f(t)^2 \, dt + \int_a^b f(t) g(t) \, dt + \int_a^b g(t)^2 \, dt`],
    numbers,
  ),
  ...pair(
    tex`\nabla_\mu \log \mathcal{N}(x; \mu, \sigma^2) = \frac{x - \mu}{\sigma^2}`,
    [],
    [tex`x, \mu, \sigma \in \mathbb{R}`],
  ),
  row(
    tex`\nabla_\mu \log \mathcal{N}(x; \mu, \sigma^2) = \frac{x - \mu}{\sigma}`,
    [tex`x, \mu, \sigma \in \mathbb{R}`],
    'refuted',
  ),
  // A matrix with one index is another matrix like it.
  ...pair(
    tex`(x - \mu)^\top \Sigma_k (x - \mu) = x^\top \Sigma_k x - x^\top \Sigma_k \mu - \mu^\top \Sigma_k x + \mu^\top \Sigma_k \mu`,
    [tex`(x - \mu)^\top \Sigma_k (x - \mu) = x^\top \Sigma_k x - 2 x^\top \Sigma_k \mu + \mu^\top \Sigma_k \mu`],
    [tex`x, \mu \in \mathbb{R}^n`, tex`\Sigma \in \mathbb{R}^{n\times n}`],
  ),
  // Divergence and entropy, of laws with and without what they are laws of.
  ...pair(
    tex`D_{KL}(p(x) \,\|\, q(x)) = \sum_x p(x) \log \frac{p(x)}{q(x)}`,
    [
      tex`D_{KL}(p(x) \,\|\, q(x)) = \sum_x q(x) \log \frac{p(x)}{q(x)}`,
      tex`D_{KL}(q(x) \,\|\, p(x)) = \sum_x p(x) \log \frac{p(x)}{q(x)}`,
    ],
    [],
  ),
  ...pair(
    tex`\mathrm{KL}(q \| p) = \mathbb{E}_{z \sim q}[\log q(z) - \log p(z)]`,
    [tex`\mathrm{KL}(q \| p) = \mathbb{E}_{z \sim p}[\log q(z) - \log p(z)]`],
    [],
  ),
  ...pair(
    tex`D_{\mathrm{KL}}(P \| Q) = H(P, Q) - H(P)`,
    [
      tex`D_{\mathrm{KL}}(P \| Q) = H(P, Q) + H(P)`,
      tex`D_{\mathrm{KL}}(P \| Q) = H(P, Q) - H(Q)`,
      tex`D_{\mathrm{KL}}(P \| Q) = H(Q, P) - H(P)`,
    ],
    [],
  ),
  ...pair(
    tex`\mathbb{E}_{q(z)}\left[\log \frac{p(x, z)}{q(z)}\right] = \log p(x) - D_{KL}(q(z) \| p(z \mid x))`,
    [
      tex`\mathbb{E}_{q(z)}\left[\log \frac{p(x, z)}{q(z)}\right] = \log p(x) + D_{KL}(q(z) \| p(z \mid x))`,
      tex`\mathbb{E}_{q(z)}\left[\log \frac{p(x, z)}{q(z)}\right] = \log p(x) - D_{KL}(q(z) \| p(z))`,
    ],
    [],
  ),
  ...pair(
    tex`P(A \mid B) = \frac{P(A \cap B)}{P(B)}`,
    [tex`P(A \mid B) = \frac{P(A \cap B)}{P(A)}`, tex`P(A \cap B) = P(A) P(B)`],
    [],
  ),
  ...pair(
    tex`P(A \cup B) = P(A) + P(B) - P(A \cap B)`,
    [tex`P(A \cup B) = P(A) + P(B)`, tex`P(A \cup B) = P(A) + P(B) + P(A \cap B)`],
    [],
  ),
  ...pair(
    tex`P(A \setminus B) = P(A) - P(A \cap B)`,
    [tex`P(A \setminus B) = P(A) - P(B)`, tex`P(A \setminus B) = P(B) - P(A \cap B)`],
    [],
  ),
  ...pair(
    tex`P(A \cap B \cap C) = P(A) P(B \mid A) P(C \mid A \cap B)`,
    [tex`P(A \cap B \cap C) = P(A) P(B \mid A) P(C \mid B)`, tex`P(A \cap B \mid C) = P(A \mid C) P(B \mid C)`],
    [],
  ),
  ...pair(
    tex`P(A \cap (B \cup C)) = P(A \cap B) + P(A \cap C) - P(A \cap B \cap C)`,
    [tex`P(A \cap (B \cup C)) = P(A \cap B) + P(A \cap C)`],
    [],
  ),
  ...pair(tex`\Pr(\neg A) = 1 - \Pr(A)`, [tex`\Pr(\neg A) = \Pr(A)`], []),
  ...pair(
    tex`P(X \in A) = 1 - P(X \notin A)`,
    [tex`P(X \in A) = P(X \notin A)`, tex`P(X \in A, Y \in B) = P(X \in A) P(Y \in B)`],
    [],
  ),
  ...pair(tex`P(X > t) = 1 - P(X \le t)`, [tex`P(X > t) = 1 - P(X < t)`, tex`P(X > t) = P(X \le t)`], numbers),
  ...pair(tex`\mathbb{E}[\mathbf{1}\{X = k\}] = P(X = k)`, [tex`\mathbb{E}[\mathbf{1}\{X = k\}] = 1 - P(X = k)`], []),
  ...pair(
    tex`\operatorname{Var}(\mathbf{1}\{X = k\}) = P(X = k)(1 - P(X = k))`,
    [tex`\operatorname{Var}(\mathbf{1}\{X = k\}) = P(X = k)`],
    [],
  ),
  // With two values, and with a third.
  ...pair(
    tex`P(y = 1 \mid x) = 1 - P(y = 0 \mid x)`,
    [tex`P(y = 1 \mid x) = P(y = 0 \mid x)`, tex`P(y = 1 \mid x) = 1 - P(y = 2 \mid x)`],
    [],
  ),
  ...pair(
    tex`D_{\mathrm{KL}}(q(z) \parallel p(z)) = \mathbb{E}_{z \sim q(z)}[\log q(z) - \log p(z)]`,
    [tex`D_{\mathrm{KL}}(q(z) \parallel p(z)) = \mathbb{E}_{z \sim p(z)}[\log q(z) - \log p(z)]`],
    [],
  ),
];
