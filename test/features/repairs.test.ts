/** Fixes of what does not fit: proposed from the constraint, tried in the note, and gone after they are applied. */
import { describe, expect, it, test } from 'vitest';
import { check } from '../../server/src/index.ts';
import { defaults } from '../../server/src/analysis/settings.ts';

const declared = String.raw`
Let $A \in \mathbb{R}^{m\times n}$, $B \in \mathbb{R}^{m\times n}$, $x\in\mathbb{R}^n$, $b\in\mathbb{R}^m$.
Let $X \in \mathbb{R}^{N\times d}$, $W \in \mathbb{R}^{d\times k}$, $c \in \mathbb{R}^k$, $y \in \mathbb{R}^N$, $w \in \mathbb{R}^d$.

`;

const faults = (text: string): readonly string[] => check(text, 'note.md').map((it) => `${it.code}: ${it.message}`);

// prettier-ignore
const table: readonly (readonly [formula: string, title: string, after: string])[] = [
  [String.raw`$\nabla_x \|Ax-b\|^2 = 2A(Ax-b)$`, 'Insert transpose: 2Aᵀ(Ax − b) — proved', String.raw`$\nabla_x \|Ax-b\|^2 = 2A^\top(Ax-b)$`],
  [String.raw`$w = (X X^T)^{-1} X^T y$`, 'Swap factors: XᵀX — fits', String.raw`$w = (X^T X)^{-1} X^T y$`],
  [String.raw`$\operatorname{tr}(AB)$`, 'Insert transpose: AᵀB — fits', String.raw`$\operatorname{tr}(A^\top B)$`],
  [String.raw`$Z = WX$`, 'Swap factors: XW — fits', String.raw`$Z = X W$`],
  [String.raw`$\hat y = X^{\mathsf T} w$`, 'Remove transpose: Xw — fits', String.raw`$\hat y = X w$`],
  [String.raw`$\|y - w X\|^2$`, 'Swap factors: Xw — fits', String.raw`$\|y - X w\|^2$`],
  [String.raw`$Y = XW + c$`, 'Write with ones: 𝟏cᵀ — fits', String.raw`$Y = XW + \mathbf{1} c^\top$`],
  [String.raw`$x^{\mathsf T} A b$`, 'Insert transpose: xᵀAᵀb — fits', String.raw`$x^{\mathsf T} A^{\mathsf T} b$`],
  [String.raw`$S = \frac1N X X^\top + W W^\top$`, 'Swap factors: (1/N)XᵀX — fits', String.raw`$S = \frac1N X^\top X + W W^\top$`],
];

describe('a repair', () => {
  test.each(table)('%s', (formula, title, after) => {
    const text = `${declared}The claim is ${formula}.\n`;
    const [report] = check(text, 'note.md').filter((it) => it.fixes.length > 0);
    const fix = report?.fixes[0];
    expect(fix?.title).toBe(title);
    const [edit] = fix?.edits ?? [];
    const repaired = text.slice(0, edit?.span.start) + (edit?.newText ?? '') + text.slice(edit?.span.end);
    expect(repaired).toBe(`${declared}The claim is ${after}.\n`);
    expect(faults(repaired)).toEqual([]);
  });

  it('writes what the note writes elsewhere', () => {
    const text = `${declared}The residual is $XW - T$ with $T \\in \\mathbb{R}^{N\\times k}$, its gradient $2X^\\top (X^\\top W - T)$.\n`;
    const [report] = check(text, 'note.md');
    expect(report?.fixes[0]?.edits.map((edit) => edit.newText)).toEqual(['X W']);
  });

  it('keeps the prefix of a quote', () => {
    const text = `${declared}> $$\n> q = A x +\n> X^\\top w\n> $$\n`;
    for (const fix of check(text, 'note.md').flatMap((it) => it.fixes)) {
      for (const { span } of fix.edits) expect(text.slice(span.start, span.end)).not.toContain('>');
    }
  });

  it('is not offered where nothing small helps', () => {
    const reports = check(`${declared}$A^\\top x + x$\n`, 'note.md');
    expect(reports.map((it) => it.fixes)).toEqual([[]]);
  });

  it('is not offered in an exercise', () => {
    const reports = check(`${declared}$2A(Ax-b)$\n`, 'note.md', { ...defaults, profile: 'exercise' });
    expect(reports.map((it) => it.fixes)).toEqual([[]]);
  });

  it('leaves what a macro made alone', () => {
    const text = `${declared}$\\newcommand{\\G}{A(Ax-b)}$ and $\\G$.\n`;
    expect(check(text, 'note.md').map((it) => [it.code, it.fixes])).toContainEqual(['dimension-mismatch', []]);
  });
});
