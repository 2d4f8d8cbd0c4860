/** A claim among the equations of its note: what a definition that cannot be computed leaves of it. */
import { describe, expect, test } from 'vitest';
import { analyse } from '../server/src/analysis/analyse.ts';
import { verified } from '../server/src/analysis/judged.ts';
import { defaults } from '../server/src/analysis/settings.ts';
import { never } from '../server/src/base/cancel.ts';
import { jobsOf } from '../server/src/analysis/claim.ts';
import { readNote } from '../server/src/note/read.ts';
import type { Axes, Job } from '../server/src/verify/job.ts';
import { settle } from '../server/src/verify/settle.ts';

const tex = String.raw;

const UNKNOWN_AXES: Axes = {
  scalarByVector: 'unknown',
  nablaScalar: 'unknown',
  vectorByVector: 'unknown',
  scalarByMatrix: 'unknown',
};

/** The verdict of the last claim. */
function last(note: string): string | undefined {
  const facts = verified(analyse(readNote(note, 'markdown', { dollarRule: 'pandoc' }), defaults, never));
  return facts.parts
    .flatMap(({ formulas }) => formulas.flatMap(({ statements }) => statements))
    .filter((it) => it.kind === 'claim')
    .at(-1)?.verdict;
}

const sizes = tex`Let $A \in \mathbb{R}^{m\times n}$, $x \in \mathbb{R}^n$ and $b \in \mathbb{R}^m$.`;

test.each([
  // The value of x is an optimum at which both sides vanish; the derivative is right at every x.
  [
    tex`The best one is $x = (A^\top A)^{-1} A^\top b$. $$\nabla_x \|Ax - b\|^2 = 2A^\top A x - 2 A^\top b$$`,
    'verified',
  ],
  [tex`The best one is $x = (A^\top A)^{-1} A^\top b$. $$\nabla_x \|Ax - b\|^2 = A^\top A x - A^\top b$$`, 'undecided'],
  // Nothing computes the least point, but nothing depends on what it is.
  [tex`Define $b = \arg\min_u g(u)$. $$\operatorname{tr}(b x^\top A^\top) = b^\top A x$$`, 'verified'],
  [tex`Define $b = \arg\min_u g(u)$. $$\operatorname{tr}(b x^\top A^\top) = -b^\top A x$$`, 'undecided'],
  [tex`Define $b = \arg\min_u g(u)$. $$\nabla_x (b^\top A x) = A^\top b$$`, 'verified'],
  // A derivative reaches through it.
  [tex`Define $b = \arg\min_u g(u, x)$. $$\nabla_x (b^\top A x) = A^\top b$$`, 'undecided'],
])('%s: %s', (text, verdict) => {
  expect(last(`${sizes}\n\n${text}\n`)).toBe(verdict);
});

describe('a differential in a note that has a size d', () => {
  const given = tex`Let $S \in \mathbb{R}^{d \times d}$ be invertible and $w \in \mathbb{R}^d$.`;
  test.each([
    [tex`$\mathrm{d}\log\det S = \operatorname{tr}(S^{-1} \mathrm{d}S)$`, 'verified'],
    [tex`$d\log\det S = \operatorname{tr}(S^{-1} dS)$`, 'verified'],
    [tex`$\mathrm{d}(S^{-1}) = -S^{-1} (\mathrm{d}S) S^{-1}$`, 'verified'],
    [tex`$\mathrm{d}(S^{-1}) = S^{-1} (\mathrm{d}S) S^{-1}$`, 'refuted'],
    [tex`$\mathrm{d}(w^\top w) = 2 w^\top \mathrm{d}w$`, 'verified'],
    [tex`$\mathrm{d}(w^\top w) = w^\top \mathrm{d}w$`, 'refuted'],
  ])('%s: %s', (text, verdict) => {
    expect(last(`${given}\n\n${text}\n`)).toBe(verdict);
  });
});

describe('values of functions', () => {
  const given = tex`Let $z \in \mathbb{R}^n$, $A \in \mathbb{R}^{m \times n}$ and $b \in \mathbb{R}^m$.`;
  test.each([
    // A component of a value, whose index stands behind the arguments.
    [
      tex`$s(z)_i = \frac{e^{z_i}}{\sum_{j=1}^n e^{z_j}}$. $$\frac{\partial s(z)_i}{\partial z_i} = s(z)_i (1 - s(z)_i)$$`,
      'verified',
    ],
    [
      tex`$s(z)_i = \frac{e^{z_i}}{\sum_{j=1}^n e^{z_j}}$. $$\frac{\partial s(z)_i}{\partial z_i} = s(z)_i (1 + s(z)_i)$$`,
      'refuted',
    ],
    // Defined without what it is of.
    [tex`$\mathcal{L} = \|Az - b\|^2$. $$\nabla_z \mathcal{L}(z) = 2A^\top (Az - b)$$`, 'verified'],
    [tex`$\mathcal{L} = \|Az - b\|^2$. $$\nabla_z \mathcal{L}(z) = A^\top (Az - b)$$`, 'refuted'],
    // A name for all arguments.
    [tex`$g(A, b) = \|A^\top b\|^2$ and $\theta = (A, b)$. $$\nabla_b\, g(\theta) = 2AA^\top b$$`, 'verified'],
    [tex`$g(A, b) = \|A^\top b\|^2$ and $\theta = (A, b)$. $$\nabla_b\, g(\theta) = 2A^\top A b$$`, 'ill-typed'],
    [tex`$g(z) = b^\top A z$. $$\nabla_z\, g^2(z) = 2 g(z) A^\top b$$`, 'verified'],
    [tex`$g(z) = b^\top A z$. $$\nabla_z\, g^2(z) = g(z) A^\top b$$`, 'refuted'],
  ])('%s: %s', (text, verdict) => {
    expect(last(`${given} Let ${text}\n`)).toBe(verdict);
  });
});

describe('cases and limits', () => {
  const given = tex`Let $x, y \in \mathbb{R}$.`;
  test.each([
    [
      tex`$r(x) = \max(0, x)$. $$r'(x) = \begin{cases} 1 & \text{if } x > 0 \\ 0 & \text{otherwise} \end{cases}$$`,
      'verified',
    ],
    [
      tex`$r(x) = \max(0, x)$. $$r'(x) = \begin{cases} 0 & \text{if } x > 0 \\ 1 & \text{otherwise} \end{cases}$$`,
      'undecided',
    ],
    // No sample is at nought: what the function is there was not tried.
    [
      tex`$r(x) = x^2$. $$r'(x) = \begin{cases} 2x & \text{if } x \ne 0 \\ 7 & \text{if } x = 0 \end{cases}$$`,
      'undecided',
    ],
    [tex`$r(x) = \sin x$. $$r'(x) = \lim_{h \to 0} \frac{r(x + h) - r(x)}{h}$$`, 'verified'],
    [tex`$r(x) = \sin x$. $$r'(x) = \lim_{h \to 0} \frac{r(x + 2h) - r(x)}{h}$$`, 'undecided'],
    [tex`$r(x) = \sin x$. $$r'(x) = \lim_{y \to x} \frac{r(y) - r(x)}{y - x}$$`, 'verified'],
    [tex`$r(x) = \sin x$. $$r'(x) = \lim_{h \to 0} \frac{|h|}{h}$$`, 'undecided'],
  ])('%s: %s', (text, verdict) => {
    expect(last(`${given} Let ${text}\n`)).toBe(verdict);
  });
});

describe('indices that differ or not', () => {
  const given = tex`Let $z \in \mathbb{R}^n$ and $p_i = \frac{e^{z_i}}{\sum_{l=1}^n e^{z_l}}$.`;
  test.each([
    [tex`$$\frac{\partial p_i}{\partial z_j} = -p_i p_j \quad (i \ne j)$$`, 'verified'],
    [tex`$$\frac{\partial p_i}{\partial z_j} = p_i (1 - p_j) \quad \text{for } i = j$$`, 'verified'],
    [tex`Where $j \ne i$ we find $$\frac{\partial p_i}{\partial z_j} = -p_i p_j$$`, 'verified'],
    [tex`Where $j \ne i$ we find $$\frac{\partial p_i}{\partial z_j} = p_i p_j$$`, 'refuted'],
    [tex`Both for $i = j$ and for $i \ne j$ we find $$\frac{\partial p_i}{\partial z_j} = -p_i p_j$$`, 'undecided'],
    [tex`$$\frac{\partial p_i}{\partial z_j} = -p_i p_j \quad (i = j)$$`, 'refuted'],
    // What is meant, the words may say.
    [tex`$$\frac{\partial p_i}{\partial z_j} = -p_i p_j$$`, 'undecided'],
    [tex`$$\frac{\partial p_i}{\partial z_j} = p_i (1 - p_j)$$`, 'undecided'],
    [tex`$$\frac{\partial p_i}{\partial z_j} = p_i p_j$$`, 'refuted'],
  ])('%s: %s', (text, verdict) => {
    expect(last(`${given}\n\n${text}\n`)).toBe(verdict);
  });
});

test.each([
  [tex`$$2 k! = k! + k!$$`, 'verified'],
  [tex`$$k! = k (k - 1)!$$`, 'verified'],
  [tex`$$k! = (k + 1) (k - 1)!$$`, 'refuted'],
  [tex`$$\sum_{k=0}^3 \frac{x^k}{k!} = 1 + x + \frac{x^2}{2} + \frac{x^3}{6}$$`, 'verified'],
  [tex`$$\sum_{k=0}^3 \frac{x^k}{k!} = 1 + x + \frac{x^2}{2} + \frac{x^3}{3}$$`, 'refuted'],
])('factorials: %s: %s', (text, verdict) => {
  expect(last(`Let $k, x \\in \\mathbb{R}$.\n\n${text}\n`)).toBe(verdict);
});

describe('functions and families that cannot be computed', () => {
  test.each([
    // Defined of more arguments than it is written with.
    [
      tex`Let $\phi: \mathbb{R} \to \mathbb{R}^q$ with $\phi(u, k) = k e^{u}$ for its entries, and $w \in \mathbb{R}^q$, $u, v \in \mathbb{R}$. $$\mathbb{E}[(w^\top \phi(u))^\top (w^\top \phi(v))] = \phi(u)^\top \mathbb{E}[w w^\top] \phi(v)$$`,
      'verified',
    ],
    [
      tex`Let $\phi: \mathbb{R} \to \mathbb{R}^q$ with $\phi(u, k) = k e^{u}$ for its entries, and $w \in \mathbb{R}^q$, $u, v \in \mathbb{R}$. $$\mathbb{E}[(w^\top \phi(u))^\top (w^\top \phi(v))] = -\phi(u)^\top \mathbb{E}[w w^\top] \phi(v)$$`,
      'undecided',
    ],
    // Given by words.
    [
      tex`Let $g(z) = \begin{cases} 1 & \text{if } z \text{ fits the data} \\ 0 & \text{otherwise} \end{cases}$. \begin{align} &\sum_z g(z) h(z) q(z) \\ &= \mathbb{E}_{z \sim q}[g(z) h(z)] \end{align}`,
      'verified',
    ],
    [
      tex`Let $g(z) = \begin{cases} 1 & \text{if } z \text{ fits the data} \\ 0 & \text{otherwise} \end{cases}$. \begin{align} &\sum_z g(z) h(z) q(z) \\ &= \mathbb{E}_{z \sim q}[g(z)] \end{align}`,
      'undecided',
    ],
  ])('%s: %s', (text, verdict) => {
    expect(last(`${text}\n`)).toBe(verdict);
  });
});

test('nothing follows from what is refuted itself', () => {
  const posed = (claim: string): Job => {
    const posing = jobsOf({ claim, declare: [tex`A \in \mathbb{R}^{n \times n}`], axes: UNKNOWN_AXES });
    if (posing.kind !== 'jobs') throw new Error(posing.detail);
    return posing.jobs[0]!;
  };
  const job = posed(tex`\operatorname{rank}(A) = \operatorname{rank}(A^\top)`);
  const others = (rests: Job): readonly Job[] => [
    { ...posed(tex`\operatorname{tr}(A) = \operatorname{tr}(A^\top)`), rests },
  ];
  expect(settle({ job, others: others(posed(tex`A^\top A = A^\top A`)) }).verdict).toBe('verified');
  expect(settle({ job, others: others(posed(tex`A^\top A = A A^\top`)) }).verdict).toBe('undecided');
});
