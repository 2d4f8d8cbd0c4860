/** One letter, several things: sizes below a name, theorems that each say what their letters are, values given anew. */
import { expect, test } from 'vitest';
import { last } from './support/everyday.ts';

const COMMUTES = `For $S \\in \\mathbb{R}^{m\\times n}$ let $K_{mn} \\in \\mathbb{R}^{mn\\times mn}$ be the matrix with $K_{mn}\\operatorname{vec}(S) = \\operatorname{vec}(S^\\top)$, and let $T \\in \\mathbb{R}^{p\\times q}$.

`;

test.each([
  ['K_{pm}(S\\otimes T) = (T\\otimes S)K_{qn}', 'verified'],
  ['K_{pm}(S\\otimes T)K_{nq} = T\\otimes S', 'verified'],
])('%s: the sizes of a matrix stand below its name', (claim, verdict) => {
  expect(last(`${COMMUTES}Then $${claim}$.\n`)).toEqual({ verdict, findings: [] });
});

test.each(['K_{pq}(S\\otimes T) = (T\\otimes S)K_{mn}', 'K_{pm}(S\\otimes T) = (S\\otimes T)K_{qn}'])(
  '%s does not hold',
  (claim) => {
    expect(last(`${COMMUTES}Then $${claim}$.\n`).verdict).not.toBe('verified');
  },
);

test('… and a product whose sizes do not meet is told', () => {
  expect(last(`${COMMUTES}Then $K_{pm}(S\\otimes T) = 0$ and $K_{pq} (S\\otimes T) = 0$.\n`).findings).toEqual([
    'dimension-mismatch',
  ]);
});

const THEOREM = (second: string): string => `::: theorem
Take $T = \\begin{pmatrix}A & B\\\\ C & D\\end{pmatrix}$ where $A\\in\\mathbb R^{p\\times p}$ and $D\\in\\mathbb R^{q\\times q}$ are invertible. Then
$$(A - BD^{-1}C)^{-1} = A^{-1} + A^{-1}B(D - CA^{-1}B)^{-1}CA^{-1}.$$
:::

${second}
`;

test('What a later theorem lets a letter be says nothing of the one before', () => {
  const next =
    '::: theorem\nLet $A,B\\in\\mathbb R^{n\\times n}$. Then $\\operatorname{tr}(AB) = \\operatorname{tr}(BA)$.\n:::';
  expect(last(THEOREM(next))).toEqual({ verdict: 'verified', findings: [] });
});

test('… while what follows without beginning anew does', () => {
  const next = 'Here $B\\in\\mathbb R^{n\\times n}$.';
  expect(last(THEOREM(next)).findings).toContain('dimension-mismatch');
});

const ROWS = `# Layers

Rows: $u\\in\\mathbb R^{1\\times n}$, $h\\in\\mathbb R^{1\\times m}$, $V\\in\\mathbb R^{n\\times m}$, $Z\\in\\mathbb R^{m\\times k}$ with $h = \\tanh(uV)$ and $o = hZ$.

## With columns

`;

test.each([
  'Now $u\\in\\mathbb R^n$, $h = \\tanh(Vu)$ and $o = Zh$ where $V\\in\\mathbb R^{m\\times n}$ and $Z\\in\\mathbb R^{k\\times m}$.',
  'Now $u\\in\\mathbb R^n$, $V\\in\\mathbb R^{m\\times n}$, $Z\\in\\mathbb R^{k\\times m}$. Put $h = Vu$. Then $Zh = ZVu$.',
])('%s gives a letter from above to something else', (words) => {
  expect(last(`${ROWS}${words}\n`).findings).toEqual([]);
});

test.each([
  // Nothing it is made of has changed.
  'Now $h = V^\\top u$ and $o = Zh$.',
  // It is declared here itself.
  'Now $u\\in\\mathbb R^n$, $h\\in\\mathbb R^k$, $V\\in\\mathbb R^{m\\times n}$. Then $h = Vu$.',
])('%s does not', (words) => {
  expect(last(`${ROWS}${words}\n`).findings).toContain('dimension-mismatch');
});

test('A rotation of the plane is none of space', () => {
  const note = `A rotation is an $R \\in SO(3)$.

In the plane $R(\\theta) = \\begin{bmatrix}\\cos\\theta & -\\sin\\theta\\\\ \\sin\\theta & \\cos\\theta\\end{bmatrix}$ has $\\det R(\\theta) = 1$.
`;
  expect(last(note).findings).toEqual([]);
});
