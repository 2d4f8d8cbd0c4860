/**
 * Shapes in notes that declare little: what an equation gives a bold capital for a value, scripts of a bold formula, and
 * letters above a name that are no exponents.
 */
import { describe, expect, test } from 'vitest';
import { analyse } from '../server/src/analysis/analyse.ts';
import type { Facts } from '../server/src/analysis/facts.ts';
import { verified } from '../server/src/analysis/judged.ts';
import { defaults } from '../server/src/analysis/settings.ts';
import { never } from '../server/src/base/cancel.ts';
import { readNote } from '../server/src/note/read.ts';

const tex = String.raw;

const read = (text: string): Facts => analyse(readNote(`${text}\n`, 'markdown'), defaults, never);

/** What the note tells of every place where something stands, without repetitions. */
function shapesOf(text: string, written: string): readonly string[] {
  const found = read(text).parts.flatMap((it) =>
    it.formulas.flatMap(({ shapes, tree }) =>
      shapes.filter(({ span }) => tree.text.slice(span.start, span.end) === written).map(({ shape }) => shape),
    ),
  );
  return [...new Set(found)];
}

const findings = (text: string): readonly string[] =>
  read(text).parts.flatMap((it) => it.findings.map(({ code }) => code));

const declared = tex`Let $\mathbf{X} \in \mathbb{R}^{n \times p}$ and $\mathbf{u} \in \mathbb{R}^p$.`;

test.each([
  [tex`$\mathbf{B} = (\mathbf{X}^\top\mathbf{X})^{-1}\mathbf{X}^\top \mathbf{y}$`, tex`\mathbf{B}`, 'vector(?)'],
  [tex`$\hat{\mathbf{B}} = \mathbf{X}^\top \mathbf{y}$`, tex`\hat{\mathbf{B}}`, 'vector(?)'],
  [tex`$\mathbf{B} = \mathbf{X}^\top \mathbf{Y}$`, tex`\mathbf{B}`, 'matrix(?,?)'],
  [tex`${declared} $\mathbf{XX}^\top$`, tex`XX}^\top`, 'matrix(n,n)'],
  [tex`${declared} $\mathbf{uu}^T$`, tex`uu}^T`, 'matrix(p,p)'],
  [tex`${declared} $\mathbf{X^\top X}^{-1}$`, tex`\mathbf{X^\top X}^{-1}`, 'matrix(p,p)'],
  [tex`$y \in \mathbb{R}$, ${declared} $y = \mathbf{b^\top u}_i$`, tex`u}_i`, 'vector(?)'],
])('%s: %s is a %s', (text, written, shape) => {
  expect(shapesOf(text, written)).toEqual([shape]);
});

describe('maps that depend on a point', () => {
  test.each([
    // What takes a velocity is a matrix, and the point is as long as its velocity.
    [tex`The hand moves at $v = G(q)\,\dot q$.`, 'q', 'vector(?)'],
    [tex`The hand moves at $v = G(q)\,\dot q$.`, 'G(q)', 'matrix(?,?)'],
    [tex`The hand moves at $v = G(q)\,\dot q$.`, 'v', 'vector(?)'],
    // Nobody turns a function: its value is turned.
    [tex`A push is felt as $r = G^\top(q) h$, for $h = G(q)\,\dot q$.`, tex`G^\top(q)`, 'matrix(?,?)'],
    [tex`Let $u : \mathbb{R}^m \to \mathbb{R}^n$. Then $u^\top(s)\,u(s)$.`, tex`u^\top(s)`, 'row(n)'],
    [tex`The line $l' = Fx$ goes through $x'$: $x'^\top F x = 0$.`, tex`x'^\top`, 'row(?)'],
    [tex`Take $x = [1, 2, 3]^T$.`, '[1, 2, 3]^T', 'vector(3)'],
    [tex`Take $x = [4, 5]^\top$.`, tex`[4, 5]^\top`, 'vector(2)'],
    [tex`Take $x \in [0, 1]^T$.`, 'x', 'vector(T)'],
    // A step away from a point; where it is a number, so is the step.
    [tex`$\mathbf{z} = \mathbf{x} + f(\mathbf{x})$`, tex`f(\mathbf{x})`, 'vector(?)'],
    [tex`$z = f(\mathbf{x}) + \|\mathbf{x}\|$`, tex`f(\mathbf{x})`, 'scalar'],
    // A list on a diagonal is one of slopes, entry by entry.
    [tex`$\operatorname{diag}(\sigma'(\mathbf{u}))$`, tex`\operatorname{diag}(\sigma'(\mathbf{u}))`, 'matrix(?,?)'],
    [tex`$\operatorname{tr}(\rho^2) = 1$ where $\rho^2 = \rho$`, tex`\rho`, 'matrix(?,?)'],
    [tex`$\rho^2 = 1$`, tex`\rho`, 'scalar'],
  ])('%s: %s is a %s', (text, written, shape) => {
    expect(shapesOf(text, written)).toEqual([shape]);
  });
});

describe('a letter above an oblong matrix', () => {
  test.each([
    [tex`${declared} Its part is $\mathbf{X}^k = \mathbf{X}\mathbf{V}^k$.`, []],
    [tex`${declared} Its part is $\mathbf{X}^2$.`, ['not-square']],
    [tex`Let $A \in \mathbb{R}^{n \times n}$. Then $A^k A$.`, []],
  ])('%s: %j', (text, expected) => {
    expect(findings(text)).toEqual(expected);
  });
});

describe('members with sizes of their own', () => {
  test.each([
    [
      tex`Let $W_l \in \mathbb{R}^{n_l \times n_{l-1}}$, $a_l \in \mathbb{R}^{n_l}$ and $a_{l-1} \in \mathbb{R}^{n_{l-1}}$. Then $W_l a_{l-1}$ and $W_{l+1} a_l$.`,
      [],
    ],
    [
      tex`Let $W_l \in \mathbb{R}^{n_l \times n_{l-1}}$, $a_l \in \mathbb{R}^{n_l}$ and $a_{l-1} \in \mathbb{R}^{n_{l-1}}$. Then $W_l a_l$.`,
      ['dimension-mismatch'],
    ],
    [tex`Let $a_l \in \mathbb{R}^{n_l}$ and $a_l \in \mathbb{R}^{m_l}$.`, ['conflicting-declaration']],
  ])('%s: %j', (text, expected) => {
    expect(findings(text)).toEqual(expected);
  });
});

test('what a sentence supposes of a function is its value there', () => {
  const verdictOf = (right: string): string | undefined =>
    verified(
      read(
        tex`The fit is $\log \mathcal{L}(\mathbf{b}, s) = c - \frac{1}{2} \|\mathbf{y} - \mathbf{X}\mathbf{b}\|^2$ up to $s$. If $\mathcal{L}(\mathbf{b}) = \|\mathbf{y} - \mathbf{X}\mathbf{b}\|^2$, then $\nabla_{\mathbf{b}} \mathcal{L}(\mathbf{b}) = ${right}$.`,
      ),
    )
      .parts.flatMap((it) => it.formulas.flatMap((formula) => formula.statements))
      .at(-1)?.verdict;
  expect(verdictOf(tex`2\mathbf{X}^\top\mathbf{X}\mathbf{b} - 2\mathbf{X}^\top\mathbf{y}`)).toBe('verified');
  expect(verdictOf(tex`2\mathbf{X}^\top\mathbf{X}\mathbf{b} + 2\mathbf{X}^\top\mathbf{y}`)).not.toBe('verified');
});
