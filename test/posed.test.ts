/**
 * Formulas that a note asks about or warns of are no claims; the letter I with a value of its own is no identity; names
 * that are numbered or labelled are followed one by one; a factor of a decomposition does not stand for what nothing
 * ties it to. Each has a false twin.
 */
import { describe, expect, test } from 'vitest';
import { last } from './support/everyday.ts';

const tex = String.raw;
const SQUARE = tex`Let $A, B \in \mathbb{R}^{n \times n}$ be invertible.`;
const FALSE = [
  tex`AB = BA`,
  tex`(A + B)^{-1} = A^{-1} + B^{-1}`,
  tex`\det(A + B) = \det A + \det B`,
  tex`(AB)^\top = A^\top B^\top`,
];

describe('asked about, or warned of', () => {
  const places: readonly (readonly [string, (formula: string) => string])[] = [
    ['lettered options', (it) => `Which of the following always hold?\n\n(A) $A + B = B + A$\n\n(B) $${it}$`],
    ['a list of options', (it) => `Select all that apply.\n\n- $A + B = B + A$\n- $${it}$`],
    ['true or false', (it) => `True or false: $${it}$.`],
    ['prove or disprove', (it) => `Prove or disprove: (a) $A + B = B + A$; (b) $${it}$; (c) $${it}$.`],
    ['a task by number', (it) => `**Problem 4.** Prove or disprove that $${it}$.`],
    ['a German task', (it) => `2. Beweisen oder widerlegen Sie: $${it}$.`],
    ['a list of statements', (it) => `True or false?\n\n1. $A^{-1}A = I$.\n2. $${it}$.`],
    ['a list of mistakes', (it) => `Common mistakes:\n\n- forgetting the order,\n- writing $${it}$`],
    ['a question', (it) => `Is $${it}$?`],
    ['a longer question', (it) => `Is it true that $${it}$ for all $A$ and $B$?`],
    ['a remark about a slip', (it) => `Do not write $${it}$ instead of something true.`],
    ['a belief', (it) => `Beginners believe that $${it}$.`],
    ['a German list', (it) => `Häufige Fehler:\n\n- $${it}$`],
  ];
  test.each(places)('%s', (_, place) => {
    for (const it of FALSE) expect(last(`${SQUARE}\n\n${place(it)}`).findings).toEqual([]);
  });

  test.each([
    ['a list', (it: string) => `We have\n\n- $A + B = B + A$\n- $${it}$`],
    ['the answer', (it: string) => `Which of the following hold?\n\n(A) $AB = BA$\n\nAnswer. In fact $${it}$.`],
    [
      'a sentence behind a list of properties',
      (it: string) => `Choose any vector with these properties:\n\n- $v^\\top v = 1$\n\nThen $${it}$.`,
    ],
    ['a list of choices', (it: string) => `We choose any of these, for\n\n- $A + B = B + A$\n- $${it}$`],
    ['what is to be proved', (it: string) => `**Problem 4.** Prove that $${it}$.`],
    ['a sentence behind a question', (it: string) => `Is that clear? Then $${it}$.`],
  ])('%s claims', (_, place) => {
    for (const it of FALSE.slice(1)) expect(last(`${SQUARE}\n\n${place(it)}`).findings).not.toEqual([]);
  });

  test('what a question declares and defines counts', () => {
    const note = tex`Which of the following is the gradient of $f(x) = x^\top Ax$ with $A \in \mathbb{R}^{n \times n}$?`;
    expect(last(`${note}\n\n${tex`The answer is $\nabla f(x) = (A + A^\top)x$.`}`)).toEqual(TRUE);
    expect(last(`${note}\n\n${tex`The answer is $\nabla f(x) = (A - A^\top)x$.`}`).verdict).toBe('refuted');
  });
});

const TRUE = { verdict: 'verified', findings: [] };

describe('the letter I', () => {
  const strain = tex`Let $C \in \mathbb{R}^{3 \times 3}$ be invertible, $I_1 = \operatorname{tr} C$, $I_2 = \frac12(I_1^2 - \operatorname{tr} C^2)$, $I_3 = \det C$.`;
  test.each([
    [
      strain,
      tex`\frac{\partial I_3}{\partial C} = I_3 C^{-\top}`,
      tex`\frac{\partial I_3}{\partial C} = I_1 C^{-\top}`,
    ],
    [
      strain,
      tex`\frac{\partial I_2}{\partial C} = I_1 I - C^\top`,
      tex`\frac{\partial I_2}{\partial C} = I_1 I + C^\top`,
    ],
    [tex`Let $x \in \mathbb{R}^n$ and $I = x^\top x$.`, tex`\nabla_x I = 2x`, tex`\nabla_x I = x`],
    [
      tex`The currents $I_1, I_2 \in \mathbb{R}$ flow through $R \in \mathbb{R}$, so $P = R(I_1 + I_2)^2$.`,
      tex`\frac{\partial P}{\partial I_1} = 2R(I_1 + I_2)`,
      tex`\frac{\partial P}{\partial I_1} = 2R(I_1 - I_2)`,
    ],
    [tex`Let $A \in \mathbb{R}^{n \times n}$ be invertible.`, tex`A A^{-1} A = I_n A`, tex`A A^{-1} A = 2 I_n A`],
  ])('%s $%s$', (note, right, wrong) => {
    expect(last(`${note} Then $${right}$.`)).toEqual(TRUE);
    expect(last(`${note} Then $${wrong}$.`).verdict).toBe('refuted');
  });

  test('is the identity where it stands on the right', () => {
    expect(last(tex`Let $u \in \mathbb{R}^n$. Then $u^\top u = I_n$.`).findings).toEqual(['kind-mismatch']);
    expect(last(tex`Let $Q \in \mathbb{R}^{m \times n}$. Then $Q^\top Q = I_m$.`).findings).toEqual([
      'dimension-mismatch',
    ]);
    expect(
      last(tex`Let $Q \in \mathbb{R}^{m \times n}$. Now $I_n = Q^\top Q$, but $Q I_m$ does not fit.`).findings,
    ).toEqual(['dimension-mismatch']);
  });
});

describe('names that are numbered or labelled', () => {
  const network = tex`With $u_1 = W_1x + b_1$, $h_1 = \sigma(u_1)$, $u_2 = W_2h_1 + b_2$ and $L = \frac12\|u_2 - y\|^2$ let $\delta_2 = u_2 - y$ and $\delta_1 = W_2^\top\delta_2 \odot \sigma'(u_1)$.`;
  test.each([
    [tex`\frac{\partial L}{\partial W_2} = \delta_2h_1^\top`, tex`\frac{\partial L}{\partial W_2} = \delta_1h_1^\top`],
    [tex`\frac{\partial L}{\partial W_1} = \delta_1x^\top`, tex`\frac{\partial L}{\partial W_1} = 2\delta_1x^\top`],
    [tex`\frac{\partial L}{\partial u_1} = \delta_1`, tex`\frac{\partial L}{\partial u_1} = -\delta_1`],
  ])('%s', (right, wrong) => {
    expect(last(`${network} Then $${right}$.`).verdict).toBe('verified');
    expect(last(`${network} Then $${wrong}$.`).verdict).not.toBe('verified');
  });

  const turn = tex`Let $R \in SO(3)$. About the third axis, $R_z(\theta) = \begin{bmatrix} \cos\theta & -\sin\theta & 0 \\ \sin\theta & \cos\theta & 0 \\ 0 & 0 & 1 \end{bmatrix}$.`;
  test.each([
    [tex`R_z(\alpha)R_z(\beta) = R_z(\alpha + \beta)`, tex`R_z(\alpha)R_z(\beta) = R_z(\alpha - \beta)`],
    [tex`R_z(-\theta) = R_z(\theta)^\top`, tex`R_z(-\theta) = -R_z(\theta)^\top`],
    [tex`R_z(\theta) R = R_z(\theta)^{-\top} R`, tex`R_z(\theta) R = R_z(\theta)^{-1} R`],
  ])('%s', (right, wrong) => {
    expect(last(`${turn} Then $${right}$.`)).toEqual(TRUE);
    expect(last(`${turn} Then $${wrong}$.`).verdict).not.toBe('verified');
  });
});

test('a factor stands for nothing that is held open', () => {
  const note = tex`Let $y \in \mathbb{R}^n$, and let the symmetric $C \in \mathbb{R}^{n \times n}$ depend on $\theta$. With $K = C + \sigma^2 I = LL^\top$ and $\alpha = K^{-1}y$ we have $\alpha = L^{-\top}L^{-1}y$.`;
  const form = tex`\frac12 y^\top K^{-1} \frac{\partial K}{\partial \theta_j} K^{-1} y`;
  expect(last(`${note} $${form} = ${tex`\frac12 y^\top K^{-1} \frac{\partial K}{\partial \theta_j} \alpha`}$`)).toEqual(
    TRUE,
  );
  expect(last(`${note} $${form} = ${tex`y^\top K^{-1} \frac{\partial K}{\partial \theta_j} \alpha`}$`).verdict).toBe(
    'refuted',
  );
});
