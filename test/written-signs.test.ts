/** Signs that the note as a whole explains: the colon that sums products of entries, and the transpose before its matrix. */
import { describe, expect, test } from 'vitest';
import { last } from './support/everyday.ts';

const tex = String.raw;

describe('a colon between matrices', () => {
  const SAID = tex`The colon stands for $P:Q = \operatorname{tr}(P^\top Q)$, where $P, Q \in \mathbb{R}^{m \times n}$, $U \in \mathbb{R}^{m \times k}$, $V \in \mathbb{R}^{k \times n}$ and $c \in \mathbb{R}$.`;
  test.each([
    tex`P:UV = U^\top P:V`,
    tex`P:UV = PV^\top:U`,
    tex`P:Q = P^\top:Q^\top`,
    tex`P:P - \frac12(P:Q)^2 = \|P\|_F^2 - \frac12\operatorname{tr}(Q^\top P)^2`,
    tex`c\,P:Q + P:P = P:(cQ + P)`,
    tex`\frac{\partial}{\partial P}\,(P:Q) = Q`,
    tex`\frac{P:Q}{P:P} = \frac{\operatorname{tr}(PQ^\top)}{\|P\|_F^2}`,
  ])('%s', (claim) => {
    expect(last(`${SAID}\n\nThen $${claim}$.\n`)).toEqual({ verdict: 'verified', findings: [] });
  });

  test.each([
    [tex`P:UV = UP:V`, 'dimension-mismatch'],
    [tex`P:UV = PV:U`, 'dimension-mismatch'],
    [tex`P:Q = -P^\top:Q^\top`, 'false-identity'],
    [tex`P:P - \frac12(P:Q)^2 = \|P\|_F^2 - \operatorname{tr}(Q^\top P)^2`, 'false-identity'],
    [tex`P:Q + P:P = P:(Q - P)`, 'false-identity'],
  ])('%s does not hold', (claim, code) => {
    const told = last(`${SAID}\n\nThen $${claim}$.\n`);
    expect(told.verdict).not.toBe('verified');
    expect(told.findings).toEqual([code]);
  });

  test('a square shows it too', () => {
    const note = (of: string): string =>
      tex`Let $G \in \mathbb{R}^{3\times 3}$ and $h = \frac12 G:G$. Then $\frac{\partial h}{\partial G} = ${of}$.`;
    expect(last(note('G'))).toEqual({ verdict: 'verified', findings: [] });
    expect(last(note('2G')).verdict).toBe('refuted');
  });

  test.each([
    tex`The stress is $S = \mathbb{C}:G$ with the fourth-order tensor $\mathbb{C}$, and $w = \frac12 S:G$. Then $\operatorname{tr} S = S_{11} + S_{22} + S_{33}$.`,
    tex`With a fourth-order $C$ we have $S = C:G$ and $w = G:G$. Then $S = S^\top$.`,
    tex`We write double dots: $w = G:G$. The map $f: \mathbb{R}^3\to\mathbb{R}^3$, $\min_v f(v) : Gv = 0$ and $\{v : Gv = 0\}$.`,
  ])('%s tells nothing wrong', (words) => {
    expect(last(tex`Let $G \in \mathbb{R}^{3\times 3}$. ${words}`).findings).toEqual([]);
  });
});

describe('a transpose before its matrix', () => {
  const SAID = tex`Soit ${'$'}M, N \in \mathbb{R}^{n\times n}$ et ${'$'}u \in \mathbb{R}^n$, ${'$'}{}^tM$ la transposée de $M$, ${'$'}S = \frac12(M + {}^tM)$.`;
  test.each([
    tex`{}^t(MN) = {}^tN\,{}^tM`,
    tex`{}^tuMu = {}^tuSu`,
    tex`\operatorname{tr}({}^tM N) = \operatorname{tr}({}^tN M)`,
    tex`\frac{\partial}{\partial u}({}^tuMu) = (M + {}^tM)u`,
  ])('%s', (claim) => {
    expect(last(`${SAID}\n\nAlors on a $${claim}$. Then $${claim}$.\n`)).toEqual({ verdict: 'verified', findings: [] });
  });

  test.each([tex`{}^t(MN) = {}^tM\,{}^tN`, tex`{}^tuMu = 2\,{}^tuSu`, tex`\frac{\partial}{\partial u}({}^tuMu) = 2Mu`])(
    '%s does not hold',
    (claim) => {
      expect(last(`${SAID}\n\nThen $${claim}$.\n`).verdict).not.toBe('verified');
    },
  );

  test('behind its name it turns what stands before it', () => {
    const note = (claim: string): string => tex`Let $M, N \in \mathbb{R}^{n\times n}$. Then $M^\top N = ${claim}$.`;
    expect(last(note(tex`(N^\top M){}^\top`)).verdict).not.toBe('refuted');
    expect(last(note(tex`M{}^\top N`)).verdict).not.toBe('refuted');
  });
});
