/** A right side with another number before it, as its author would write it. */
import { describe, expect, test } from 'vitest';
import { analyse } from '../server/src/analysis/analyse.ts';
import { defaults } from '../server/src/analysis/settings.ts';
import { never } from '../server/src/base/cancel.ts';
import { readNote } from '../server/src/note/read.ts';
import { scaledText } from '../server/src/verify/coefficient.ts';

const tex = String.raw;

function scaled(right: string, over: number, under: number): string {
  const facts = analyse(readNote(`$$a = ${right}$$`, 'markdown'), defaults, never);
  const formula = facts.parts[0]!.formulas[0]!;
  const [expr] = formula.expressions;
  const side = expr?.kind === 'relation' ? expr.sides[1] : undefined;
  return scaledText(side!, formula.tree.text, over, under);
}

describe('an expression times a number', () => {
  test.each<readonly [string, number, number, string]>([
    [tex`A x`, 2, 1, tex`2Ax`],
    [tex`2A x`, 1, 2, tex`Ax`],
    [tex`-X^\top y`, 2, 1, tex`-2X^\top y`],
    [tex`-X^\top y`, -1, 1, tex`X^\top y`],
    [tex`2(\lambda/2)w`, 1, 1, tex`\lambda w`],
    [tex`2\lambda w`, 1, 2, tex`\lambda w`],
    [tex`\frac{1}{2} x`, 2, 1, tex`x`],
    [tex`\frac12 x`, 1, 2, tex`\frac{1}{4}x`],
    [tex`\frac{1}{n} X^\top y`, 2, 1, tex`\frac{2}{n}X^\top y`],
    [tex`\frac{1}{2n} X^\top y`, 2, 1, tex`\frac{1}{n}X^\top y`],
    [tex`\frac{2}{n} x`, 1, 2, tex`\frac{1}{n}x`],
    [tex`b - a`, -1, 1, tex`a - b`],
    [tex`a + b`, -1, 1, tex`-a - b`],
    [tex`a + b`, 2, 1, tex`2(a + b)`],
    [tex`4`, 1, 4, tex`1`],
    [tex`\frac{a}{b} x`, 2, 1, tex`2\frac{a}{b}x`],
    [tex`2^n x`, 3, 1, tex`3 \cdot 2^nx`],
  ])('%s times %d/%d', (right, over, under, expected) => {
    expect(scaled(right, over, under)).toBe(expected);
  });
});
