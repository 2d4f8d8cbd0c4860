/** Claims of a note, verified in the note: what is true, what is not, and what must not be accused. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { analyse } from '../server/src/analysis/analyse.ts';
import { verified } from '../server/src/analysis/judged.ts';
import { defaults } from '../server/src/analysis/settings.ts';
import { never } from '../server/src/base/cancel.ts';
import { readNote } from '../server/src/note/read.ts';

interface Told {
  readonly claims: readonly string[];
  readonly findings: readonly string[];
}

function told(text: string): Told {
  const facts = verified(analyse(readNote(text, 'markdown', { dollarRule: 'pandoc' }), defaults, never));
  const statements = facts.parts.flatMap((part) =>
    part.formulas.flatMap(({ statements: list, tree }) =>
      list
        .filter((it) => it.kind === 'claim')
        .map((it) => `${it.verdict}: ${tree.text.slice(it.span.start, it.span.end)}`),
    ),
  );
  const findings = facts.parts.flatMap((part) =>
    part.findings
      .filter((it) => it.code !== 'undeclared-symbol' && it.code !== 'similar-symbol')
      .map((it) => `${it.code} ${it.severity} ${part.part.text.slice(it.span.start, it.span.end)}`),
  );
  return { claims: statements, findings };
}

const setting = String.raw`
We minimise $f(w)=\|Xw-y\|^2+\lambda\|w\|^2$ over $w \in \mathbb{R}^d$, where $X \in \mathbb{R}^{N \times d}$, $y \in \mathbb{R}^N$ and $\lambda \in \mathbb{R}$.
Let $A, B \in\mathbb{R}^{n\times n}$ and $x \in \mathbb{R}^n$.

`;

// prettier-ignore
const claims: readonly (readonly [claim: string, verdict: string, finding?: string])[] = [
  [String.raw`\nabla f(w)=2X^\top(Xw-y)+2\lambda w`, 'verified'],
  [String.raw`\nabla f(w)=2X^\top(Xw-y)+\lambda w`, 'refuted', 'wrong-derivative error'],
  [String.raw`\nabla f(w)=-2X^\top(Xw-y)+2\lambda w`, 'refuted', 'wrong-derivative error'],
  [String.raw`\operatorname{tr}(AB) = \operatorname{tr}(BA)`, 'verified'],
  [String.raw`(AB)^\top = B^\top A^\top`, 'verified'],
  [String.raw`\operatorname{diag}(\exp(Ax))_{ii} = \exp(A_{i,:}^\top x)`, 'verified'],
  [String.raw`\operatorname{diag}(\exp(Ax))_{ii} = A_{i,:}^\top x`, 'refuted', 'false-identity error'],
  [String.raw`(AB)^\top = A^\top B^\top`, 'refuted', 'false-identity error'],
  [String.raw`\nabla_x x^\top A x = (A + A^\top) x`, 'verified'],
  [String.raw`\nabla_x x^\top A x = A x`, 'refuted', 'wrong-derivative error'],
  [String.raw`\frac{\partial}{\partial x} x^\top A x = A x`, 'refuted', 'wrong-derivative error'],
  [String.raw`\nabla_w (Xw - y)^\top (Xw - y) = X^\top (Xw - y)`, 'refuted', 'wrong-derivative error'],
  [String.raw`d(AB) = (dA)B + A\,dB`, 'verified'],
  [String.raw`d(A^\top A) = 2A^\top dA`, 'refuted', 'wrong-derivative error'],
  [String.raw`d\log\det A = \operatorname{tr}(A^{-1}dA)`, 'verified'],
  [String.raw`d\|X\|_F^2 = \operatorname{tr}(X^\top dX)`, 'refuted', 'wrong-derivative error'],
  [String.raw`g(x) = x^\top A x \implies \nabla g(x) = A x`, 'refuted', 'wrong-derivative error'],
  [String.raw`g(x) = x^\top A x \implies \nabla g(x) = A x + A^\top x`, 'verified'],
];

describe('a claim in its note', () => {
  test.each(claims)('%s', (claim, verdict, finding) => {
    const { claims: list, findings } = told(`${setting}$$${claim}$$\n`);
    expect(list.at(-1)).toBe(`${verdict}: ${claim}`);
    expect(findings.map((it) => it.split(' ').slice(0, 2).join(' '))).toEqual(finding === undefined ? [] : [finding]);
  });

  it('names no derivative of a model of the data', () => {
    const { findings } = told(`${setting}The model is $y = Xw$.\n\n$$\\nabla f(w)=2X^\\top(Xw-y)+2\\lambda w$$\n`);
    expect(findings).toEqual([]);
  });

  it('is not accused where a sentence restricts it', () => {
    const { findings } = told(`${setting}Then $\\nabla_x x^\\top A x = 2Ax$, since $A$ belongs to a quadratic form.\n`);
    expect(findings).toEqual([]);
  });
});

/** What a note leaves open is found from the claim itself; such a claim may be confirmed, and is never accused. */
// prettier-ignore
const open: readonly (readonly [note: string, verdict: string])[] = [
  // The derivative as a linear map.
  [String.raw`Let $x, h \in \mathbb{R}^n$ and $f(x) = x^\top x$. $$d f(x) \cdot h = 2 x^\top h$$`, 'verified'],
  [String.raw`Let $x, h \in \mathbb{R}^n$ and $f(x) = x^\top x$. $$D f(x)[h] = 2 x^\top h$$`, 'verified'],
  [String.raw`Let $x, h \in \mathbb{R}^n$ and $f(x) = x^\top x$. $$d^2 f(x) \cdot (h, h) = 2 h^\top h$$`, 'verified'],
  [String.raw`Let $X, H \in \mathbb{R}^{n \times m}$ and $g(X) = X^\top X$. $$d g(X) \cdot H = H^\top X + X^\top H$$`, 'verified'],
  [String.raw`Let $A \in \mathbb{R}^{m \times n}$, $x, h \in \mathbb{R}^n$ and $f(x) = A x$. $$d f(x)^* \cdot A h = A^\top A h$$`, 'verified'],
  // Kinds that only the claim tells.
  [String.raw`$$z^\top (\tau^2 I + B^\top B) z = \tau^2 z^\top z + z^\top B^\top B z$$`, 'verified'],
  // Factors of a decomposition that the words name, and a quality of the last of several declarations.
  [String.raw`Let $X, U \in \mathbb{R}^{n \times p}$ and $D, V \in \mathbb{R}^{p \times p}$ make the singular value decomposition $X = U D V^\top$. $$(X^\top X + \lambda I)^{-1} = V (D^2 + \lambda I)^{-1} V^\top$$`, 'verified'],
  [String.raw`Let $X, U \in \mathbb{R}^{n \times p}$ and $D, V \in \mathbb{R}^{p \times p}$, and write $X = U D V^\top$. $$(X^\top X + \lambda I)^{-1} = V (D^2 + \lambda I)^{-1} V^\top$$`, 'undecided'],
  [String.raw`Let $S \in \mathbb{R}^{n \times n}$ be symmetric, with eigendecomposition $S = Q \Lambda Q^\top$. $$S^{-1} = Q \Lambda^{-1} Q^\top$$`, 'verified'],
  [String.raw`Let $S \in \mathbb{R}^{n \times n}$ be symmetric, with eigendecomposition $S = Q \Lambda Q^\top$. $$S^{-1} = Q \Lambda Q^\top$$`, 'undecided'],
  [String.raw`Let $A \in \mathbb{R}^{n \times n}$, $S \in \mathbb{R}^{n \times n}$ symmetric and $x \in \mathbb{R}^n$. $$\nabla_x (x^\top S x) = 2 S x$$`, 'verified'],
  [String.raw`Let $A \in \mathbb{R}^{n \times n}$, $S \in \mathbb{R}^{n \times n}$ symmetric and $x \in \mathbb{R}^n$. $$\nabla_x (x^\top A x) = 2 A x$$`, 'undecided'],
  // A value at a point, and a density by its logarithm.
  [String.raw`Let $A \in \mathbb{R}^{n \times n}$ and $t \in \mathbb{R}$. $$\frac{d}{dt} \log\det(I + t A) \Big|_{t=0} = \operatorname{tr}(A)$$`, 'verified'],
  [String.raw`Let $x, m \in \mathbb{R}^n$ and $\log p(x) = -\frac12 (x - m)^\top (x - m) + c$. $$\nabla_m \log p(x) = x - m$$`, 'verified'],
  // A brace that only opens is whole, and the next line another equation.
  [
    String.raw`Let $x, y \in \mathbb{R}^k$. $$\begin{aligned} u &= \left\{ \begin{array}{ll} x & a > 0 \\ y & a \le 0 \end{array} \right. \\ \nabla_x (x^\top y) &= y \end{aligned}$$`,
    'verified',
  ],
  // Members of a family that are vectors like the name without an index.
  [String.raw`The mean is $u \in \mathbb{R}^d$. $$\sum_{i=1}^{n} u_i u_i^\top M = \sum_{i=1}^{n} u_i (M^\top u_i)^\top$$`, 'verified'],
  [String.raw`The mean is $u \in \mathbb{R}^d$. $$\sum_{i=1}^{n} u_i u_i^\top M = \sum_{i=1}^{n} u_i (M u_i)^\top$$`, 'undecided'],
  // Sizes that nothing declares.
  [String.raw`Let $x \in \mathbb{R}^k$. $$\langle x, 1_k \rangle = x^\top 1_k$$`, 'verified'],
  // Functions one after the other.
  [String.raw`Let $f: \mathbb{R}^n \to \mathbb{R}^m$, $g: \mathbb{R}^k \to \mathbb{R}^n$ and $x \in \mathbb{R}^k$. $$(f \circ g)(x) = f(g(x))$$`, 'verified'],
  [String.raw`Let $f, g: \mathbb{R}^n \to \mathbb{R}^n$ and $x \in \mathbb{R}^n$. $$f \circ g(x) = f(g(x))$$`, 'verified'],
  // A condition of one sentence, and what is said without it.
  [String.raw`Let $A \in \mathbb{R}^{n \times n}$ and $x \in \mathbb{R}^n$. If $A$ is symmetric, then $\nabla_x (x^\top A x) = 2 A x$.`, 'verified'],
  [String.raw`For a symmetric matrix $A$, $\nabla_x (x^\top A x) = 2 A x$. In general, $\nabla_x (x^\top A x) = (A + A) x$.`, 'undecided'],
  [String.raw`For a symmetric matrix $A$, $\nabla_x (x^\top A x) = 2 A x$. If $A$ is not symmetric, $\nabla_x (x^\top A x) = (A + A) x$.`, 'undecided'],
  [String.raw`For symmetric $A$ it is $\nabla_x (x^\top A x) = 2 A x$, in general $\nabla_x (x^\top A x) = (A + A) x$.`, 'undecided'],
  [String.raw`For symmetric $A$ it is $\nabla_x (x^\top A x) = 2 A x$, in general $\nabla_x (x^\top A x) = (A + A^\top) x$.`, 'verified'],
  [String.raw`Take a symmetric matrix $A \in \mathbb{R}^{n \times n}$ and $x \in \mathbb{R}^n$. Then $\nabla_x (x^\top A x) = 2 A x$.`, 'verified'],
  // What follows from the line above.
  [String.raw`For a symmetric $S$ and a vector $x$, $$f(x) = x^\top S x \implies \nabla f(x) = 2 S x$$`, 'verified'],
  [String.raw`For a symmetric $S$ and a vector $x$, $$f(x) = x^\top S x \implies \nabla_x (x^\top S x) = 2 S x$$`, 'verified'],
  [String.raw`Let $A \in \mathbb{R}^{n \times n}$ be invertible. $$y = A x \Rightarrow x = A^{-1} y$$`, 'verified'],
  [String.raw`Let $A \in \mathbb{R}^{n \times n}$ be invertible. $$y = A x \Rightarrow x = A y$$`, 'undecided'],
  [String.raw`Let $A \in \mathbb{R}^{n \times n}$ and $x, b \in \mathbb{R}^n$. $$\begin{aligned} A x - b &= 0 \\ \implies& x = A^{-1} b \end{aligned}$$`, 'verified'],
  [String.raw`Let $A \in \mathbb{R}^{n \times n}$ and $x, b \in \mathbb{R}^n$. $$\begin{aligned} A x - b &= 0 \\ \implies& x = - A^{-1} b \end{aligned}$$`, 'undecided'],
];

describe('a claim whose names the note leaves open', () => {
  test.each(open)('%s: %s', (note, verdict) => {
    const { claims: list, findings } = told(`${note}\n`);
    expect(list.at(-1)?.split(':')[0] ?? 'no claim').toBe(verdict);
    expect(findings.filter((it) => /wrong-derivative|false-identity|needs-condition/.test(it))).toEqual([]);
  });
});

describe('correct notes', () => {
  const folder = join(import.meta.dirname, 'notes', 'clean');
  test.each(readdirSync(folder).filter((it) => it.endsWith('.md')))(
    '%s',
    (name) => {
      expect(told(readFileSync(join(folder, name), 'utf8')).findings).toEqual([]);
    },
    120_000,
  );
});
