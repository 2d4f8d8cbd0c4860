/** Inequalities that say the same as the one above, and entries in the plain letter of a bold matrix. */
import { describe, expect, test } from 'vitest';
import { lastStatements } from './support/last-verdict.ts';

const tex = String.raw;

const classes = tex`Let $S \in \mathbb{R}^{n \times n}$ be symmetric and $u, v_1, v_2 \in \mathbb{R}^n$. The first of two classes is chosen if $$\log p_1 - \frac12 (u - v_1)^\top S (u - v_1) > \log p_2 - \frac12 (u - v_2)^\top S (u - v_2)$$ Hence`;
const sides = tex`\log p_2 - \log p_1`;
const bound = tex`Let $r, s \in \mathbb{R}^n$, and let $t$ and $c$ be numbers. The point is kept if $$|t| \, r^\top s - 2 c > c \, s^\top s$$ Hence`;

describe('an inequality in other words', () => {
  test.each([
    [tex`${classes} $$- \frac12 (u - v_1)^\top S (u - v_1) + \frac12 (u - v_2)^\top S (u - v_2) > ${sides}$$`, 'claim verified'],
    [tex`${classes} $$2 u^\top S (v_1 - v_2) - v_1^\top S v_1 + v_2^\top S v_2 > 2 (${sides})$$`, 'claim verified'],
    [tex`${classes} $$2 (${sides}) < 2 u^\top S (v_1 - v_2) - v_1^\top S v_1 + v_2^\top S v_2$$`, 'claim verified'],
    // A term of the wrong sign, and the order turned.
    [tex`${classes} $$2 u^\top S (v_1 - v_2) - v_1^\top S v_1 - v_2^\top S v_2 > 2 (${sides})$$`, 'claim undecided'],
    [tex`${classes} $$2 u^\top S (v_1 - v_2) - v_1^\top S v_1 + v_2^\top S v_2 < 2 (${sides})$$`, 'claim undecided'],
    [tex`${bound} $$|t| \, r^\top s - c \, s^\top s > 2 c$$`, 'claim verified'],
    // Nobody says that t is positive.
    [tex`${bound} $$t \, r^\top s - c \, s^\top s > 2 c$$`, 'claim undecided'],
  ])('%s', (note, verdict) => expect(lastStatements(note)).toEqual([verdict])); // prettier-ignore
});

describe('entries of bold matrices that nobody declares', () => {
  const product = tex`\mathbf{H} &= \mathbf{F} \mathbf{G} \\`;
  test.each([
    [tex`$$\begin{aligned} ${product} H_{ij} &= \sum_k F_{ik} G_{kj} \end{aligned}$$`, 'claim verified'],
    [tex`$$\begin{aligned} ${product} H_{ij} &= \sum_k F_{ik} G_{jk} \end{aligned}$$`, 'claim undecided'],
  ])('%s', (note, verdict) => expect(lastStatements(note).at(-1)).toBe(verdict)); // prettier-ignore
});
