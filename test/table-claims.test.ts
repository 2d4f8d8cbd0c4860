/** Tables of functions and derivatives: the cells of a row are a claim where the head says so, and only there. */
import { describe, expect, test } from 'vitest';
import { verified } from '../server/src/analysis/judged.ts';
import { measuredText } from './support/measure.ts';

const setting = String.raw`Let $A \in \mathbb{R}^{n \times n}$, $B \in \mathbb{R}^{m \times n}$, $b \in \mathbb{R}^m$ and $a, x \in \mathbb{R}^n$.`;

/** What stands in the cells of the last row, each with its kind and its verdict. */
function told(head: string, ...rows: readonly string[]): readonly string[] {
  const table = [head, head.replaceAll(/[^|]+/g, '---'), ...rows].map((it) => `| ${it} |`).join('\n');
  const { facts } = measuredText('note.md', `${setting}\n\n${table}\n`, 'markdown');
  const [part] = verified(facts).parts;
  const line = rows.at(-1) ?? '';
  const from = (part?.part.text ?? '').lastIndexOf(line);
  return (part?.formulas ?? []).flatMap(({ statements }, i) => {
    const { text = '', span } = part?.part.formulas[i] ?? {};
    if (span === undefined || span.start < from) return [];
    return statements.map((it) => `${text}: ${it.kind} ${it.verdict}`);
  });
}

const lastOf = (list: readonly string[]): string | undefined => list.at(-1);

describe('a row of a table', () => {
  test.each([
    ['function | gradient $\\nabla_x$', String.raw`$a^\top x$ | $a$`, 'verified'],
    ['function $f(x)$ | gradient', String.raw`$x^\top A x$ | $(A + A^\top) x$`, 'verified'],
    ['Function f(x) | Gradient ∇_x f', String.raw`$\|Bx - b\|^2$ | $2 B^\top (Bx - b)$`, 'verified'],
    ['Function f(x) | Gradient ∇_x f', String.raw`$\|Bx - b\|^2$ | $B^\top (Bx - b)$`, 'refuted'],
    ['$f(x)$ | $\\frac{\\partial f}{\\partial x}$', String.raw`$\|Bx - b\|^2$ | $-2 B^\top (Bx - b)$`, 'refuted'],
    ['$f(x)$ | $\\nabla f(x)$ | $\\nabla^2 f(x)$', String.raw`$x^\top A x$ | $(A + A^\top) x$ | $A + A^\top$`, 'verified'],
    ['$f(x)$ | gradient | Hessian', String.raw`$\|Bx - b\|^2$ | $2 B^\top (Bx - b)$ | $B^\top B$`, 'refuted'],
    ['expression | derivative w.r.t. $x$', String.raw`$a^\top x$ | $2 a$`, 'refuted'],
    ['name | formula | derivative', String.raw`Sigmoid | $\sigma(z) = \frac{1}{1 + e^{-z}}$ | $\sigma(z) (1 - \sigma(z))$`, 'verified'],
    ['name | formula | derivative', String.raw`Sigmoid | $\sigma(z) = \frac{1}{1 + e^{-z}}$ | $1 - \sigma(z)$`, 'refuted'],
  ])('%s: %s: %s', (head, row, verdict) => {
    expect(lastOf(told(head, row))).toMatch(new RegExp(`: claim ${verdict}$`));
  }); // prettier-ignore

  test.each([
    ['quantity | gradient', String.raw`$x^\top A x$ | $2 A x$`],
    ['function | gradient', String.raw`$x^\top A x$ | $2 A x$`],
    ['parameter | gradient', String.raw`$A$ | $a x^\top$`],
    ['$x$ | $f(x)$', String.raw`$a$ | $2 a$`],
    ['function of $x$ | partial derivatives by $x$', String.raw`$a^\top x$ | $2 a$`],
    ['$f(x)$ | $g(x)$ | $\\nabla f(x)$', String.raw`$a^\top x$ | $x$ | $2 a$`],
    ['$f(x)$ | $\\nabla f(x)$', String.raw`$a^\top b$ | $2 a$`],
  ])('%s: %s: nothing is claimed', (head, row) => {
    expect(told(head, row).filter((it) => it.includes(': claim'))).toEqual([]);
  });

  test('a condition holds in its row alone', () => {
    const head = '$f(x)$ | $\\nabla f(x)$';
    const general = String.raw`$x^\top A x$ | $2 A x$`;
    const symmetric = String.raw`$x^\top A x$ ($A$ symmetric) | $2 A x$`;
    expect(lastOf(told(head, general, symmetric))).toContain('verified');
    expect(lastOf(told(head, symmetric, general))).not.toContain('verified');
  });

  test('what words in the row may restrict is not refuted', () => {
    const row = String.raw`$\|x\|$ (for unit vectors) | $x$`;
    expect(lastOf(told('$f(x)$ | $\\nabla f(x)$', row))).toContain('undecided');
  });

  test('an empty cell counts', () => {
    const row = String.raw` | $a^\top x$ | $a$`;
    expect(lastOf(told('name | $f(x)$ | $\\nabla f(x)$', row))).toContain('verified');
  });
});
