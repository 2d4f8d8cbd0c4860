/** What sections above that do not enclose this one say counts where it is asked for, to confirm a claim alone. */
import { describe, expect, test } from 'vitest';
import { verified } from '../server/src/analysis/judged.ts';
import { last } from './support/everyday.ts';
import { measuredText } from './support/measure.ts';

const tex = String.raw;

/** The verdict of the statement that begins so. */
const verdictOf = (note: string, beginning: string): string | undefined =>
  verified(measuredText('note.md', note, 'markdown').facts)
    .parts.flatMap((part) => part.formulas)
    .filter((it) => it.tree.text.trim().startsWith(beginning))
    .at(-1)?.statements[0]?.verdict;

const MAP = tex`# A map

Let $P, R \in \mathbb{R}^{n \times m}$ and $u = (P, R)$. The map is $F(u) = P R^\top$.

# A loss

Let $\ell : \mathbb{R}^{n \times n} \to \mathbb{R}$ be smooth and $J = \ell \circ F$.

# Slopes

By the chain rule
`;

const row = (side: string): string =>
  tex`$$\begin{aligned} d_P J(u) \cdot \tilde P &= \langle d_P J(u) \cdot \tilde P, 1 \rangle \\ &= ${side} \end{aligned}$$`;
const slope = (side: string): string => tex`$$\nabla_P J(u) = ${side}$$ where $G(u) = \nabla \ell(F(u))$.`;

describe('functions of a list that is given sections above', () => {
  test.each([
    [row(tex`\langle d\ell(F(u)) \cdot d_P F(u) \cdot \tilde P, 1 \rangle`), 'verified'],
    [row(tex`\langle \tilde P, d_P F(u)^* \cdot \nabla \ell(F(u)) \rangle_F`), 'verified'],
    [tex`$$\nabla J(u) = (\nabla_P J(u), \nabla_R J(u))$$`, 'verified'],
    [row(tex`2 \langle d\ell(F(u)) \cdot d_P F(u) \cdot \tilde P, 1 \rangle`), 'not confirmed'],
    [row(tex`-\langle \tilde P, d_P F(u)^* \cdot \nabla \ell(F(u)) \rangle_F`), 'not confirmed'],
    [row(tex`\langle \tilde P, d_R F(u)^* \cdot \nabla \ell(F(u)) \rangle_F`), 'not confirmed'],
    [tex`$$\nabla J(u) = (\nabla_R J(u), \nabla_P J(u))$$`, 'not confirmed'],
  ])('%s', (claim, told) => {
    const { verdict, findings } = last(`${MAP}\n${claim}\n`);
    if (told === 'verified') expect({ verdict, findings }).toEqual({ verdict: told, findings: [] });
    else expect({ isConfirmed: verdict === 'verified', findings }).toEqual({ isConfirmed: false, findings: [] });
  });

  test.each([
    [tex`G(u) R`, true],
    [tex`G(u)^\top R`, false],
    [tex`G(u) P`, false],
    [tex`-G(u) R`, false],
    [tex`2 G(u) R`, false],
  ])('the gradient is %s: %s', (side, isTrue) => {
    const note = `${MAP}\n${slope(side)}\n`;
    const told = verdictOf(note, tex`\nabla_P J(u)`);
    expect(told).toEqual(isTrue ? 'verified' : 'undecided');
  });
});

const FACTORS = tex`# Factors

Let $M \in \mathbb{R}^{n \times n}$ be symmetric and $Q \in \mathbb{R}^{n \times n}$ orthogonal. Put $W = Q S Q^\top$ with a diagonal $S$.

# Powers
`;

const power = (side: string): string => tex`$$\begin{aligned} W W &= W^2 \\ &= ${side} \end{aligned}$$`;

describe('what was said of factors where they were named', () => {
  test.each([
    [power(tex`Q S^2 Q^\top`), 'verified'],
    [power(tex`Q S Q^\top Q S Q^\top`), 'verified'],
    [power(tex`Q S Q^\top`), 'not confirmed'],
    [power(tex`Q^\top S^2 Q`), 'not confirmed'],
    [power(tex`2 Q S^2 Q^\top`), 'not confirmed'],
    // Another W, another Q.
    [tex`For every square matrix $W$ ${power(tex`Q S^2 Q^\top`)}`, 'not confirmed'],
    [tex`Let $W$ be any matrix. ${power(tex`Q S^2 Q^\top`)}`, 'not confirmed'],
    [tex`Let $Q$ be any invertible matrix and $W = Q S Q^\top$. ${power(tex`Q S^2 Q^\top`)}`, 'not confirmed'],
  ])('%s', (claim, told) => {
    const { verdict, findings } = last(`${FACTORS}\n${claim}\n`);
    if (told === 'verified') expect({ verdict, findings }).toEqual({ verdict: told, findings: [] });
    else expect(verdict).not.toBe('verified');
  });
});
