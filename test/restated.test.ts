/** What is defined above and given a value again: the same, where it comes out so; nothing is said of any other. */
import { describe, expect, test } from 'vitest';
import { lastStatements } from './support/last-verdict.ts';

const tex = String.raw;

const fit = tex`Let $Z \in \mathbb{R}^{n \times p}$, $t \in \mathbb{R}^n$ and $w \in \mathbb{R}^p$. Define $J(w) = \|Zw - t\|^2$.`;

describe('a definition that says again what is defined above', () => {
  test.each([
    [tex`${fit} Define $J(w) = w^\top Z^\top Z w - 2 t^\top Z w + t^\top t$`, 'definition verified'],
    [tex`${fit} Define $J(w) = w^\top Z^\top Z w + 2 t^\top Z w + t^\top t$`, 'definition assumed'],
    // The same words again say nothing new.
    [tex`${fit} Again, define $J(w) = \|Zw - t\|^2$`, 'definition assumed'],
    // The first one rests on nothing.
    [fit, 'definition assumed'],
  ])('%s', (note, verdict) => expect(lastStatements(note).at(-1)).toEqual(verdict)); // prettier-ignore
});

const score = tex`
## The information

Formula: $H(\beta) = \mathbb{E}[\nabla_\beta \log p(x|\beta) \nabla_\beta \log p(x|\beta)^\top]$ for a density $p(x|\beta)$ with parameter vector $\beta$.

## Its other form
`;

describe('a section after the one that defines it', () => {
  test.each([
    [tex`${score} Formula: $H(\beta) = -\mathbb{E}[\nabla_\beta^2 \log p(x|\beta)]$`, 'definition verified'],
    [tex`${score} Formula: $H(\beta) = \mathbb{E}[\nabla_\beta^2 \log p(x|\beta)]$`, 'definition assumed'],
    [tex`${score} Formula: $H(\beta) = -2\mathbb{E}[\nabla_\beta^2 \log p(x|\beta)]$`, 'definition assumed'],
  ])('%s', (note, verdict) => expect(lastStatements(note).at(-1)).toEqual(verdict)); // prettier-ignore
});

const map = tex`Given $\mathbf{g}(\mathbf{x}) = \mathbf{B}\mathbf{x}$ with $\mathbf{B} \in \mathbb{R}^{m \times n}$ and $\mathbf{x} \in \mathbb{R}^n$.`;
const plain = tex`Given $g(x) = Bx$ with $B \in \mathbb{R}^{m \times n}$ and $x \in \mathbb{R}^n$.`;

describe('entries of a value', () => {
  test.each([
    [tex`${map} Then $g_i(\mathbf{x}) = \sum_{j=1}^n B_{ij} x_j$`, 'claim verified'],
    [tex`${map} Then $g_i(\mathbf{x}) = \sum_{j=1}^n B_{ij} x_j^2$`, 'claim undecided'],
    [tex`${map} - $g_i(\mathbf{x}) = \sum_{j=1}^n B_{ij} x_j \implies \frac{\partial g_i}{\partial x_j} = B_{ij}$`, 'claim verified'],
    [tex`${map} - $g_i(\mathbf{x}) = \sum_{j=1}^m B_{ji} x_j \implies \frac{\partial g_i}{\partial x_j} = B_{ij}$`, 'claim undecided'],
    [tex`${map} Note that $\mathbf{g}(\mathbf{x}) \in \mathbb{R}^m$.${'\n\n'}Also $\mathbf{g} : \mathbb{R}^n \to \mathbb{R}^m$. Then $g_i(\mathbf{x}) = \sum_{j=1}^n B_{ij} x_j$`, 'claim verified'],
    [tex`${plain} Then $g_i(x) = \sum_{j=1}^n B_{ij} x_j$`, 'claim verified'],
    [tex`${plain} Then $g_i(x) = \sum_{j=1}^m B_{ji} x_j$`, 'claim undecided'],
    [tex`${plain} Then $[g(x)]_i = \sum_{j=1}^n B_{ij} x_j$ and $g_i(x) = \sum_{j=1}^n B_{ij} x_j$`, 'claim verified'],
    // A family of that letter is none of its entries.
    [tex`Let $g_1(x) = x^2$ and $g_2(x) = 2x$ for numbers $x$, and $g(x) = g_2(g_1(x))$. Then $g_1(x) = 2x^2$`, 'claim undecided'],
  ])('%s', (note, verdict) => expect(lastStatements(note).at(-1)?.replace(/(undecided|refuted) .*/, '$1')).toEqual(verdict)); // prettier-ignore
});
