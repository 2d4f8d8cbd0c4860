/** What a note says of the shape of a derivative: it agrees in the layout of the note, or stands as in the other, or in none. */
import { describe, expect, test } from 'vitest';
import { measuredText } from './support/measure.ts';

const setting = String.raw`
Let $f : \mathbb{R}^n \to \mathbb{R}^m$, $g : \mathbb{R}^n \to \mathbb{R}$ and $h : \mathbb{R}^{p \times q} \to \mathbb{R}$ be
smooth, $x \in \mathbb{R}^n$, $X \in \mathbb{R}^{p \times q}$ and $A \in \mathbb{R}^{m \times n}$.`;

/** The verdict of the last statement, and every finding. */
function told(formula: string, layout = ''): string {
  const { facts } = measuredText('note.md', `${layout}\n${setting}\n\nThen $${formula}$.\n`, 'markdown');
  const [part] = facts.parts;
  const last = part?.formulas.at(-1)?.statements.at(-1);
  return [last?.verdict, ...(part?.findings.map((it) => it.code) ?? [])].join(' ');
}

describe('the shape of a derivative', () => {
  test.each([
    [String.raw`\frac{\partial f}{\partial x} \in \mathbb{R}^{m \times n}`, 'verified'],
    [String.raw`\frac{\partial f}{\partial x} \in \mathbb{R}^{n \times m}`, 'verified'],
    [String.raw`\frac{\partial f}{\partial x} \in \mathbb{R}^{n \times n}`, 'ill-typed dimension-mismatch'],
    [String.raw`\frac{\partial f}{\partial x} \in \mathbb{R}^{m}`, 'ill-typed dimension-mismatch'],
    [String.raw`\nabla g(x) \in \mathbb{R}^n`, 'verified'],
    [String.raw`\nabla g(x) \in \mathbb{R}^{1 \times n}`, 'verified'],
    [String.raw`\nabla g(x) \in \mathbb{R}^m`, 'ill-typed dimension-mismatch'],
    [String.raw`\nabla^2 g(x) \in \mathbb{R}^{n \times n}`, 'verified'],
    [String.raw`\nabla^2 g(x) \in \mathbb{R}^{n \times m}`, 'ill-typed dimension-mismatch'],
    [String.raw`\frac{\partial h}{\partial X} \in \mathbb{R}^{p \times q}`, 'verified'],
    [String.raw`\frac{\partial h}{\partial X} \in \mathbb{R}^{q \times p}`, 'verified'],
    [String.raw`\frac{\partial h}{\partial X} \in \mathbb{R}^{1 \times (p \times q)}`, 'verified'],
    [String.raw`\frac{\partial f}{\partial A} \in \mathbb{R}^{m \times (m \times n)}`, 'verified'],
    [String.raw`\frac{\partial g(x)}{\partial x} \in \mathbb{R}^n`, 'verified'],
  ])('%s: %s', (formula, verdict) => {
    expect(told(formula)).toBe(verdict);
  });

  test.each([
    // Entries stacked in some order.
    String.raw`\frac{\partial h}{\partial X} \in \mathbb{R}^{pq}`,
    String.raw`\frac{\partial f}{\partial A} \in \mathbb{R}^{m \times mn}`,
    // Nothing says what L is, nor θ.
    String.raw`\frac{\partial L}{\partial \theta} \in \mathbb{R}^{1 \times d}`,
    String.raw`\frac{\partial L}{\partial x} \in \mathbb{R}^{k}`,
    // An example of other sizes.
    String.raw`\frac{\partial f}{\partial x} \in \mathbb{R}^{2 \times 3}`,
    // An entry of x, or one of many.
    String.raw`\frac{\partial g}{\partial x_i} \in \mathbb{R}^d`,
  ])('%s: nothing is said', (formula) => {
    expect(told(formula)).toBe('assumed');
  });

  test.each([
    [String.raw`\frac{\partial f}{\partial x} \in \mathbb{R}^{m \times n}`, 'verified'],
    [String.raw`\frac{\partial f}{\partial x} \in \mathbb{R}^{n \times m}`, 'wrong-layout layout-mismatch'],
    [String.raw`\frac{\partial g}{\partial x} \in \mathbb{R}^{1 \times n}`, 'verified'],
    [String.raw`\frac{\partial g}{\partial x} \in \mathbb{R}^n`, 'wrong-layout layout-mismatch'],
    [String.raw`\frac{\partial g}{\partial x} \in \mathbb{R}^{n \times 1}`, 'wrong-layout layout-mismatch'],
  ])('in numerator layout, %s: %s', (formula, verdict) => {
    expect(told(formula, 'We use the numerator layout.')).toBe(verdict);
  });
});
