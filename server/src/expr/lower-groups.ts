/**
 * Sets of matrices by name: `SO(3)`, `\mathrm{O}(n)`, `GL_n(\mathbb R)`, `\mathfrak{so}(3)`,
 * `\mathrm{Sym}(n)`, `M_{m \times n}(\mathbb R)`.
 */
import type { Node } from '../latex/node.ts';
import type { Phrase } from '../latex/phrase.ts';
import { lettersOf } from '../latex/roles.ts';
import type { Expr } from './expr.ts';
import type { Lowering } from './lower.ts';
import { dimsOf } from './lower-space.ts';

/** What is said of the matrices of each; “unit determinant” is not drawn: what rests on it is left open. */
const GROUPS: Readonly<Record<string, readonly string[]>> = {
  SO: ['rotation'],
  O: ['orthogonal'],
  GL: ['invertible'],
  SL: ['invertible', 'unit determinant'],
  so: ['skew-symmetric'],
  Skew: ['skew-symmetric'],
  Sym: ['symmetric'],
  SPD: ['symmetric', 'positive definite'],
  M: [],
  Mat: [],
  gl: [],
};

/** What stands after `\in`, if it is one of these with its size. */
export function groupOf(phrase: Phrase, at: Lowering): Expr | undefined {
  const nodes = nodesOf(phrase);
  const behind = nodes?.at(-1);
  const fence = behind?.kind === 'fence' ? behind : undefined;
  const names = fence === undefined ? nodes : nodes?.slice(0, -1);
  const last = names?.at(-1);
  if (names === undefined || last === undefined || names.some((it) => it.kind === 'fence')) return undefined;
  const word = names.map((it) => lettersOf(it.kind === 'scripted' ? it.base : it)).join('');
  const conditions = Object.hasOwn(GROUPS, word) ? GROUPS[word] : undefined;
  const scripts = last.kind === 'scripted' ? last : undefined;
  // `GL_n(\mathbb R)`, `SO(3)`; `Sym^+(n)` and `SO^+(1, 3)` say more, and `M_n` alone may be anything.
  const isWhole = word !== 'M' || (scripts?.sub !== undefined && fence !== undefined);
  if (conditions === undefined || scripts?.sup !== undefined || !isWhole) return undefined;
  const inside = fence?.open === '(' ? sizeInside(fence.body, at) : undefined;
  if (fence !== undefined && inside === undefined) return undefined;
  const [rows, columns = rows, more] = (scripts?.sub === undefined ? inside : dimsOf(scripts.sub, at)) ?? [];
  if (rows === undefined || columns === undefined || more !== undefined) return undefined;
  if (columns !== rows && word !== 'M' && word !== 'Mat') return undefined;
  return { kind: 'space', of: 'real', dims: [rows, columns], conditions, span: phrase.span };
}

/** `n`, or `n, \mathbb R`; nothing but a field is no size. */
function sizeInside(body: readonly Node[], at: Lowering): readonly Expr[] | undefined {
  const [first] = body;
  if (first === undefined) return undefined;
  const dims = dimsOf({ kind: 'group', body, span: first.span }, at);
  return dims?.filter((it) => it.kind !== 'space');
}

/** The nodes side by side that a phrase consists of. */
function nodesOf(phrase: Phrase): readonly Node[] | undefined {
  if (phrase.kind === 'leaf') return [phrase.node];
  if (phrase.kind === 'prefix') {
    const operand = phrase.operand === undefined ? [] : nodesOf(phrase.operand);
    return operand && [phrase.head, ...operand];
  }
  if (phrase.kind !== 'run') return undefined;
  const nodes = phrase.factors.flatMap((it) => (it.kind === 'leaf' ? [it.node] : []));
  return nodes.length === phrase.factors.length ? nodes : undefined;
}
