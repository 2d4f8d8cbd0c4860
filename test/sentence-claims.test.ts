/** Sentences that claim what a formula would: “the gradient of … is …”, “… whose gradient is …”, “the inverse of … is …”. */
import { describe, expect, test } from 'vitest';
import { verified } from '../server/src/analysis/judged.ts';
import { measuredText } from './support/measure.ts';

const setting = String.raw`Let $A, B \in \mathbb{R}^{n \times n}$, $M \in \mathbb{R}^{m \times n}$, $y \in \mathbb{R}^m$, $b, w, x \in \mathbb{R}^n$ and $\lambda > 0$.`;

/** What stands in the last paragraph, each formula with its kind and its verdict. */
function told(sentence: string): readonly string[] {
  const { facts } = measuredText('note.md', `${setting}\n\n${sentence}\n`, 'markdown');
  return verified(facts).parts.flatMap(({ part, formulas }) =>
    formulas.flatMap(({ statements }, i) => {
      const { text = '', span } = part.formulas[i] ?? {};
      if (span === undefined || span.start < setting.length) return [];
      return statements.map((it) => `${text.trim()}: ${it.kind} ${it.verdict}`);
    }),
  );
}

const claimsIn = (sentence: string): readonly string[] => told(sentence).filter((it) => it.includes(': claim'));

describe('a sentence claims', () => {
  test.each([
    [String.raw`The gradient of $x^\top A x$ with respect to $x$ is $(A + A^\top) x$.`],
    [String.raw`The gradient with respect to $x$ of the squared error $\|Mx - y\|^2$ is $2 M^\top (Mx - y)$.`],
    [String.raw`The derivative of $\log\det A$ w.r.t. the matrix $A$ is $A^{-\top}$.`],
    [String.raw`The Hessian of $f(x) = x^\top A x + b^\top x$ is $A + A^\top$.`],
    [String.raw`We add $\lambda\|w\|_2^2$, whose gradient is $2\lambda w$.`],
    [String.raw`Weight decay adds $\lambda\|w\|_2^2$ to the loss, contributing $2\lambda w$ to the gradient.`],
    [String.raw`The lasso adds $\lambda\|w\|_1$, contributing $\lambda\operatorname{sign}(w)$ (subgradient).`],
    [String.raw`Differentiating $\tfrac12\|Mx - y\|^2$ with respect to $x$ yields $M^\top (Mx - y)$.`],
    [String.raw`Taking the gradient of $w^\top A x$ with respect to $w$, we get $Ax$.`],
    [String.raw`Here $(A + A^\top) x$ is the gradient of $x^\top A x$ with respect to $x$.`],
    [String.raw`The derivative of $\log z$ is $1/z$.`],
    [String.raw`The inverse of $AB$ is $B^{-1} A^{-1}$.`],
    [String.raw`The determinant of $AB$ equals $\det(A) \det(B)$.`],
    [`The gradient of\n$$\n\\tfrac12 x^\\top A x - b^\\top x\n$$\nwith respect to $x$ is\n$$\n\\tfrac12 (A + A^\\top) x - b.\n$$`],
  ])('%s: verified', (sentence) => {
    expect(claimsIn(sentence)).toHaveLength(1);
    expect(claimsIn(sentence)[0]).toMatch(/ verified$/);
  }); // prettier-ignore

  test('two at once', () => {
    const both = String.raw`The transpose of $AB$ is $B^\top A^\top$ and that of $AA^\top$ is $AA^\top$.`;
    expect(claimsIn(both)).toHaveLength(2);
    expect(claimsIn(both).every((it) => it.endsWith('verified'))).toBe(true);
  });

  test.each([
    [String.raw`The gradient of $\|Mx - y\|^2$ with respect to $x$ is $M^\top (Mx - y)$.`],
    [String.raw`The gradient of $\|Mx - y\|^2$ with respect to $x$ is $2 M^\top (y - Mx)$.`],
    [String.raw`The Hessian of $f(x) = x^\top A x$ is $A$.`],
    [String.raw`The derivative of $\sin\lambda$ is $-\cos\lambda$.`],
    [String.raw`The inverse of $AB$ is $A^{-1} B^{-1}$.`],
    [String.raw`The trace of $AB$ equals $\operatorname{tr}(A)\operatorname{tr}(B)$.`],
    [`The gradient of\n$$\n\\tfrac12 x^\\top A x - b^\\top x\n$$\nwith respect to $x$ is\n$$\n\\tfrac12 (A + A^\\top) x + b.\n$$`],
  ])('%s: refuted', (sentence) => {
    expect(claimsIn(sentence)).toHaveLength(1);
    expect(claimsIn(sentence)[0]).toMatch(/ refuted$/);
  }); // prettier-ignore

  test('what other words may restrict is not refuted', () => {
    const sentence = String.raw`Near the minimum the gradient of $\|Mx - y\|^2$ with respect to $x$ is $M^\top (Mx - y)$.`;
    expect(claimsIn(sentence)[0]).toMatch(/ undecided$/);
  });
});

test('a derivative along a motion is not taken for one by the argument', () => {
  const text = String.raw`Consider $\dot x = A x$. The derivative of $V(x) = x^\top B x$ is $-x^\top A x$.`;
  expect(claimsIn(text)).toEqual([String.raw`-x^\top A x: claim undecided`]);
});

test.each([
  ['a name is given', String.raw`The gradient of $b^\top x$ is $g$.`],
  ['a stationary point', String.raw`The gradient of $x^\top A x$ is $0$.`],
  ['a size', String.raw`The Jacobian of $Mx$ is $m \times n$.`],
  ['supposed', String.raw`Suppose the gradient of $x^\top A x$ with respect to $x$ is $2Ax$.`],
  ['denied', String.raw`It is wrong that the gradient of $\|x\|^2$ with respect to $x$ is $x$.`],
  ['denied', String.raw`The gradient of $\|x\|^2$ with respect to $x$ is not $x$.`],
  ['asked', String.raw`Is it true that the inverse of $AB$ is $A^{-1} B^{-1}$?`],
  ['a bound', String.raw`The gradient of $\|x\|$ with respect to $x$ is at most $1$.`],
  ['a number of it', String.raw`The gradient of $\|x\|$ with respect to $x$ is $1$ in norm.`],
  ['made of it', String.raw`The gradient of the logarithm of $w^\top x$ with respect to $x$ is $w$.`],
  ['made of it', String.raw`The gradient of half $\|x\|^2$ with respect to $x$ is $x$.`],
  ['goes on', String.raw`The gradient of $\|x\|^2$ with respect to $x$ is $2$ times $x$.`],
  ['what a matrix is found to have', String.raw`The determinant of $AB$ is $5$, the inverse of $A$ is $A^\top$.`],
  ['a name is given', String.raw`The trace of $A + B$ is $\tau$.`],
])('nothing is claimed: %s', (_, sentence) => {
  expect(claimsIn(sentence)).toEqual([]);
});
