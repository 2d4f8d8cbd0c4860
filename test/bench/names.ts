/** What the symbols of a section are called. Each section has its own, and every other one sets vectors in bold. */
import type { Random } from './random.ts';

export interface Names {
  /** Three sizes. */
  readonly sizes: readonly [a: string, b: string, c: string];
  /** By size: a × b, b × c, and one more of a × b. */
  readonly matrix: { readonly ab: string; readonly bc: string; readonly like: string };
  /** By size; two of each of the first two. */
  readonly vector: {
    readonly a: string;
    readonly a2: string;
    readonly b: string;
    readonly b2: string;
    readonly c: string;
  };
  /** b × b and symmetric. */
  readonly square: string;
  readonly scalar: string;
  /** Not declared: for what the text defines, a matrix and a vector. */
  readonly fresh: { readonly matrix: string; readonly vector: string };
}

const sizes = ['m', 'n', 'p', 'd', 'k', 'r', 'q'];
const matrices = ['A', 'B', 'C', 'M', 'P', 'Q', 'W', 'X', 'Y'];
const vectors = ['a', 'b', 'u', 'v', 'w', 'x', 'y', 'z'];
const squares = ['S', 'H', 'K'];
const scalars = ['\\alpha', '\\beta', '\\lambda', '\\mu', '\\rho', '\\eta'];

export function namesFor(random: Random, index: number): Names {
  const [a = '', b = '', c = ''] = shuffled(random, sizes);
  const [ab = '', bc = '', like = '', freshMatrix = ''] = shuffled(random, matrices);
  const bold = index % 2 === 0;
  const [va = '', va2 = '', vb = '', vb2 = '', vc = '', freshVector = ''] = shuffled(random, vectors).map((it) =>
    bold ? `\\mathbf{${it}}` : it,
  );
  return {
    sizes: [a, b, c],
    matrix: { ab, bc, like },
    vector: { a: va, a2: va2, b: vb, b2: vb2, c: vc },
    square: shuffled(random, squares)[0] ?? '',
    scalar: shuffled(random, scalars)[0] ?? '',
    fresh: { matrix: `\\tilde{${freshMatrix}}`, vector: `\\hat{${freshVector}}` },
  };
}

function shuffled(random: Random, from: readonly string[]): string[] {
  return from
    .map((it) => ({ it, by: random() }))
    .sort((x, y) => x.by - y.by)
    .map(({ it }) => it);
}
