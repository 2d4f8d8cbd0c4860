/**
 * Sets of matrices by name: `SO(3)`, `\mathrm{O}(n)`, `GL_n(\mathbb R)`, `\mathfrak{so}(3)`, `\mathcal S^n_{++}`,
 * `\mathrm{Sym}(n)`, `M_{m \times n}(\mathbb R)`.
 */
import type { Node } from '../latex/node.ts';
import type { Phrase } from '../latex/phrase.ts';
import { lettersOf } from '../latex/roles.ts';
import type { Expr, SpaceExpr } from './expr.ts';
import type { Lowering } from './lower.ts';
import { dimsOf } from './lower-space.ts';

interface Group {
  readonly of: SpaceExpr['of'];
  readonly conditions: readonly string[];
}

/** “unit determinant” is not drawn: what rests on it is left open. */
const GROUPS: Readonly<Record<string, Group>> = {
  SO: { of: 'real', conditions: ['rotation'] },
  O: { of: 'real', conditions: ['orthogonal'] },
  GL: { of: 'real', conditions: ['invertible'] },
  SL: { of: 'real', conditions: ['invertible', 'unit determinant'] },
  so: { of: 'real', conditions: ['skew-symmetric'] },
  Skew: { of: 'real', conditions: ['skew-symmetric'] },
  Sym: { of: 'symmetric', conditions: ['symmetric'] },
  SPD: { of: 'symmetric', conditions: ['symmetric', 'positive definite'] },
  M: { of: 'real', conditions: [] },
  Mat: { of: 'real', conditions: [] },
  gl: { of: 'real', conditions: [] },
};

/** What stands after `\in`, if it is one of these with its size. */
export function groupOf(phrase: Phrase, at: Lowering): Expr | undefined {
  const nodes = nodesOf(phrase);
  if (nodes === undefined) return undefined;
  const fences = nodes.filter((it) => it.kind === 'fence');
  const names = nodes.slice(0, nodes.length - fences.length);
  const last = names.at(-1);
  if (last === undefined || fences.length > 1 || names.some((it) => it.kind === 'fence')) return undefined;
  const below = last.kind === 'scripted' ? last.sub : undefined;
  const above = last.kind === 'scripted' ? last.sup : undefined;
  const word = names.map((it) => lettersOf(it.kind === 'scripted' ? it.base : it)).join('');
  const group = Object.hasOwn(GROUPS, word) ? GROUPS[word] : undefined;
  if (group === undefined) return undefined;
  const [fence] = fences;
  const inside = fence?.kind === 'fence' && fence.open === '(' ? sizeInside(fence.body, at) : undefined;
  if (fence !== undefined && inside === undefined) return undefined;
  // `GL_n(\mathbb R)`, `SO(3)`; `Sym^+(n)` and `SO^+(1, 3)` say more.
  if (above !== undefined) return undefined;
  const sized = below === undefined ? inside : dimsOf(below, at);
  const isSquare = sized?.length === 1;
  if (sized === undefined || !(isSquare || (sized.length === 2 && (word === 'M' || word === 'Mat')))) return undefined;
  // `M_n` alone may be anything.
  if (word === 'M' && (below === undefined || fence === undefined)) return undefined;
  const dims = isSquare ? [sized[0]!, sized[0]!] : sized;
  return { kind: 'space', of: group.of, dims, conditions: group.conditions, span: phrase.span };
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
