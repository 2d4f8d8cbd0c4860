/** What notes in other languages say of a matrix counts as it does in English; said of another matrix, or denied, it does not. */
import { describe, expect, test } from 'vitest';
import { lastVerdict } from './support/last-verdict.ts';

const tex = String.raw;
const A = tex`$S \in \mathbb{R}^{n \times n}$`;
const B = tex`$R \in \mathbb{R}^{n \times n}$`;
const energy = tex`$E(q) = q^\top S q - c^\top q$`;
const slope = '\n\n$$\n\\nabla E(q) = 2Sq - c\n$$\n';

describe('a quality in another language', () => {
  test.each([
    [`Sei ${A} symmetrisch und ${energy}. Dann ist`],
    [`Für eine symmetrische, positiv definite Matrix ${A} sei ${energy}. Dann ist`],
    [`Soit ${A} une matrice symétrique et ${energy}. Son gradient est`],
    [`Sea ${A} una matriz simétrica definida positiva y ${energy}. Su gradiente es`],
    [`Seja ${A} uma matriz simétrica, e seja ${energy}. O gradiente é`],
    [`Sia ${A} una matrice simmetrica e ${energy}. Il gradiente è`],
    [`Пусть ${A} — симметричная матрица и ${energy}. Градиент равен`],
    [`设${A}是对称的正定矩阵，${energy}。其梯度为`],
    [`对称行列 ${A} に対して ${energy} とおく。勾配は`],
    [`${A} 는 대칭 행렬이고 ${energy} 이다. 기울기는`],
  ])('%s', (before) => {
    expect(lastVerdict(before + slope)).toBe('verified');
  });

  test.each([
    [`Sei ${A} nicht symmetrisch und ${energy}. Dann ist`],
    [`Sei ${A} schiefsymmetrisch und ${energy}. Dann ist`],
    [`Soit ${A} et soit ${B} une matrice symétrique, avec ${energy}. Son gradient est`],
    [`设${A}，${B}是对称矩阵，${energy}。其梯度为`],
    [`设${A}不是对称矩阵，${energy}。其梯度为`],
    [`设${A}，${energy}。若 $S$ 对称，则 $S^2$ 亦然。其梯度为`],
  ])('not %s', (before) => {
    expect(lastVerdict(before + slope)).not.toBe('verified');
  });
});
