/**
 * Differentials of names that have a value, changes in time, and the sizes of both: each claim beside what a slip makes of
 * it.
 * What restricts nothing of the kind (a relation between changes, as in thermodynamics) is not accused.
 */
import { describe, expect, test } from 'vitest';
import { verified } from '../server/src/analysis/judged.ts';
import { measuredText } from './support/measure.ts';

const tex = String.raw;

/** The last verdict of a note, and the codes of what is found in it. */
function lastOf(note: string): {
  readonly kind?: string;
  readonly verdict?: string;
  readonly codes: readonly string[];
} {
  const { parts } = verified(measuredText('note.md', note, 'markdown').facts);
  const last = parts.flatMap((part) => part.formulas.flatMap((it) => it.statements)).at(-1);
  const codes = parts.flatMap((it) => it.findings.map(({ code }) => code)).filter((it) => it !== 'undeclared-symbol');
  return { ...(last && { kind: last.kind }), ...(last?.verdict && { verdict: last.verdict }), codes };
}

const INVERSE = tex`Let $G(Y) = Y^{-1}$ for invertible $Y \in \mathbb{R}^{k\times k}$.`;
const RESIDUAL = tex`
Let $M \in \mathbb{R}^{p\times q}$, $Z\in\mathbb{R}^{q\times r}$, $C\in\mathbb{R}^{p\times r}$, $E = MZ - C$ and
$\phi = \frac12\|E\|_F^2$.`;
const LYAPUNOV = tex`Let $z\in\mathbb{R}^k$, $F, Q\in\mathbb{R}^{k\times k}$, $\dot z = Fz$ and $W(z) = z^\top Qz$.`;
const ENERGY = tex`
Let $q\in\mathbb{R}^k$, let $M$ and $K$ be symmetric $k\times k$ matrices, and $E = \frac12\dot q^\top M\dot q + \frac12q^\top Kq$.`;
const ARM = tex`The tip is at $u = r\cos\phi$ and $v = r\sin\phi$.`;
const SQUARE = tex`Let $u \in \mathbb{R}^k$, $S\in\mathbb{R}^{k\times k}$ be symmetric and $g = u^\top S u$.`;

test.each([
  [INVERSE, tex`dG = -Y^{-1}(dY)Y^{-1}`, tex`dG = Y^{-1}(dY)Y^{-1}`],
  [RESIDUAL, tex`\mathrm{d}E = M\,\mathrm{d}Z`, tex`\mathrm{d}E = -M\,\mathrm{d}Z`],
  [RESIDUAL, tex`d\phi = \operatorname{tr}(E^\top dE)`, tex`d\phi = 2\operatorname{tr}(E^\top dE)`],
  [
    RESIDUAL,
    tex`d\phi = \operatorname{tr}(E^\top dE) = \operatorname{tr}(E^\top M\, dZ)`,
    tex`d\phi = \operatorname{tr}(E^\top dE) = -\operatorname{tr}(E^\top M\, dZ)`,
  ],
  [RESIDUAL, tex`d\phi = \langle M^\top E, dZ\rangle`, tex`d\phi = \langle M^\top(E + C), dZ\rangle`],
  [SQUARE, tex`dg = 2u^\top S\,du`, tex`dg = u^\top S\,du`],
  [LYAPUNOV, tex`\dot W = z^\top(F^\top Q + QF)z`, tex`\dot W = z^\top(F^\top Q - QF)z`],
  [
    LYAPUNOV,
    tex`\frac{dW}{dt} = \dot z^\top Qz + z^\top Q\dot z`,
    tex`\frac{dW}{dt} = \dot z^\top Qz - z^\top Q\dot z`,
  ],
  [ENERGY, tex`\dot E = \dot q^\top(M\ddot q + Kq)`, tex`\dot E = \dot q^\top(M\ddot q - Kq)`],
  [ARM, tex`\dot u = -r\dot\phi\sin\phi`, tex`\dot u = r\dot\phi\sin\phi`],
])('%s %s', (given, right, wrong) => {
  expect(lastOf(`${given}\n\n$$${right}$$\n`)).toEqual({ kind: 'claim', verdict: 'verified', codes: [] });
  expect(lastOf(`${given}\n\n$$${wrong}$$\n`)).toMatchObject({ kind: 'claim', verdict: 'refuted' });
});

test.each([
  tex`The state is $s = \begin{bmatrix} q \\ \dot q\end{bmatrix}$. It obeys

$$\dot s = As + Bu$$`,
  tex`Let $\dot x = Ax + Bu$ with $x \in \mathbb{R}^n$, $u\in\mathbb{R}^m$, $A, P\in\mathbb{R}^{n\times n}$, and $V = x^\top Px$.

$$\dot V = x^\top(A^\top P + PA)x$$`,
  tex`Let $\dot x = Ax + Bu$ with $x \in \mathbb{R}^n$, $A, P\in\mathbb{R}^{n\times n}$, in a loop $\dot x = (A - BK)x$; $V = x^\top Px$.

$$\dot V = x^\top(A^\top P + PA)x$$`,
  tex`The price is $S = S_0 e^{(\mu - \sigma^2/2)t + \sigma W}$, so

$$dS = \mu S\,dt + \sigma S\,dW$$`,
  tex`The free energy is $F = U - TS$ with $dU = T\,dS - p\,dV$, so

$$dF = -S\,dT - p\,dV$$`,
  tex`Let $A = U\Sigma V^\top$ be the singular value decomposition. Then

$$dA = dU\,\Sigma V^\top + U\,d\Sigma\,V^\top + U\Sigma\,dV^\top$$`,
])('a relation between changes is not accused: %s', (note) => {
  const { verdict, codes } = lastOf(`${note}\n`);
  expect(verdict).not.toBe('refuted');
  expect(codes).toEqual([]);
});

test('a change is as large as what changes', () => {
  const declared = tex`Let $M \in \mathbb{R}^{p\times q}$ and $Z\in\mathbb{R}^{q\times r}$.`;
  for (const change of ['dZ', tex`\mathrm{d}Z`, tex`\Delta Z`, tex`\dot Z`]) {
    expect(lastOf(`${declared}\n\n$$M ${change}$$\n`).codes).toEqual([]);
    expect(lastOf(`${declared}\n\n$$${change} M$$\n`).codes).toEqual(['dimension-mismatch']);
  }
});

test('of a multiple that is chosen twice, none refutes', () => {
  const note = tex`
A plain layer is $W \in \mathbb{R}^{m \times h_{\text{f}}}$ with $h_{\text{f}} = 4m$; a gated one has $h_{\text{f}} = \frac83 m$.

A plain layer has

$$m \times h_{\text{f}} = 4m^2$$
`;
  expect(lastOf(note).codes).toEqual([]);
  const once = note.replace(tex`; a gated one has $h_{\text{f}} = \frac83 m$`, '').replace('4m^2', '3m^2');
  expect(lastOf(once).verdict).toBe('refuted');
});

// prettier-ignore
describe('along a motion', () => {
  const flow = tex`For $g(x) = \frac12 x^\top S x$ with symmetric $S \in \mathbb{R}^{n \times n}$, the flow $\dot x = -\nabla g(x)$ goes down: `;
  const known = tex`Let $g(x) = \frac12 x^\top S x$ with symmetric $S \in \mathbb{R}^{n \times n}$ and $x(t) = e^{-St} x_0$. Then `;
  const plant = tex`Consider $\dot x = Ax$ with $A \in \mathbb{R}^{n \times n}$ and $E(x) = x^\top P x$ for a symmetric $P$. Then `;
  test.each([
    [tex`${flow}$$\frac{d}{dt} g(x(t)) = \nabla g(x(t))^\top \dot x(t) = -\|\nabla g(x(t))\|^2$$`, 'verified'],
    [tex`${flow}$$\frac{d}{dt} g(x) = -\|\nabla g(x)\|^2$$`, 'verified'],
    [tex`${flow}$$\frac{d}{dt} (x^\top x) = -2 x^\top S x$$`, 'verified'],
    [tex`${flow}$$\frac{d}{dt} (x^\top x) = 2 x^\top S x$$`, 'undecided'],
    [tex`${flow}$$\frac{d}{dt} g(x(t)) = -\|\nabla g(x(t))\|^2$$ The solution is $x(t) = e^{-St} x_0$, and $$\dot x(t) = -S x(t)$$`, 'verified'],
    [tex`${known}$$\frac{d}{dt} g(x(t)) = -\|\nabla g(x(t))\|^2$$`, 'verified'],
    [tex`${known}$$\frac{d}{dt} g(x(t)) = -x(t)^\top S^2 x(t)$$`, 'verified'],
    [tex`${known}$$\frac{d}{dt} g(x(t)) = -x(t)^\top S x(t)$$`, 'undecided'],
    [tex`${plant}$$\frac{d}{dt} E(x(t)) = x(t)^\top (A^\top P + PA) x(t)$$`, 'verified'],
    [tex`${plant}$$\frac{d}{dt} E(x(t)) = x(t)^\top (AP + PA^\top) x(t)$$`, 'undecided'],
    [tex`${plant}$$\frac{d}{dt} \|x(t)\|^2 = 2 x^\top A x$$`, 'verified'],
    [tex`${plant}$$\frac{d}{dt} \|x(t)\|^2 = x^\top A x$$`, 'refuted'],
  ])('%s: %s', (note, verdict) => {
    expect(lastOf(note).verdict).toBe(verdict);
  });
});

const LINEAR = tex`Let $X \in \mathbb{R}^{p\times q}$ and $w\in\mathbb{R}^q$.`;

test.each([
  tex`\mathrm{d}`,
  tex`{\rm d}`,
  tex`\text{d}`,
  tex`\operatorname{d}\!`,
  tex`\mathop{}\!\mathrm{d}`,
  tex`\mathop{\mathrm{d}\!}`,
  tex`\ensuremath{\mathrm{d}}`,
])('a differential is one, however its sign is set: %s', (sign) => {
  expect(lastOf(`${LINEAR}\n\n$${sign}(Xw) = X ${sign} w$`)).toEqual({ kind: 'claim', verdict: 'verified', codes: [] });
  expect(lastOf(`${LINEAR}\n\n$${sign}(Xw) = 2X ${sign} w$`).verdict).toBe('refuted');
  const slope = tex`\frac{${sign}}{${sign} w} w^\top w`;
  expect(lastOf(`${LINEAR}\n\n$${slope} = 2w$`).verdict).toBe('verified');
});

test('a distance is no differential', () => {
  const note = tex`Let $u, v \in\mathbb{R}^q$ and $\operatorname{d}(u, v) = \|u - v\|$.`;
  expect(lastOf(`${note}\n\n$\\operatorname{d}(u, v) = \\operatorname{d}(v, u)$`).verdict).toBe('verified');
  expect(lastOf(`${note}\n\n$\\operatorname{d}(u, v) = 2\\operatorname{d}(v, u)$`).verdict).toBe('refuted');
});
