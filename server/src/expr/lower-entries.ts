/** Indices in brackets, as programs write them: `x[i]`, `W[1:k, :]`; and a matrix written by its entries. */
import type { Node } from '../latex/node.ts';
import { children, type Expr, some } from './expr.ts';
import { glyphOf } from './lower-symbol.ts';

/** `E[i]`: no expectation is taken of an index. */
export const isCounterOnly = ([only, ...more]: readonly Node[]): boolean =>
  more.length === 0 && only?.kind === 'atom' && /^[ij]$/.test(only.text);

/** `t_i` in `E[t_i]`. */
const isCounterName = (it: Node): boolean =>
  it.kind === 'scripted' && it.base?.kind === 'atom' && /^[a-z]$/.test(it.base.text) && it.sup === undefined;

/** `x[i]`, `W[1:k, :]`: indices in brackets, as programs write them. */
export function isIndexList(body: readonly Node[]): boolean {
  return (
    body.length > 0 &&
    body.every(
      (it) =>
        isCounterName(it) ||
        (it.kind === 'atom' &&
          (it.role === 'number' ||
            it.role === 'punctuation' ||
            /^[a-zT]$/.test(it.text) ||
            it.text === '+' ||
            it.text === '-')),
    )
  );
}

/** `A(i, j)`, `A(k, :)`, `A^2(1, j)`, `(AB)(i, j)` of a matrix: what counts in brackets is no argument. */
export const isEntryOfMatrix = (name: Node, fence: Node): boolean =>
  fence.kind === 'fence' && fence.open === '(' && isMatrix(name) && isPair(fence.body);

function isMatrix(node: Node): boolean {
  const whole = node.kind === 'scripted' && node.sub === undefined && node.primes === 0 ? node.base : node;
  if (whole?.kind === 'fence') return whole.open === '(' && whole.body.length > 1 && whole.body.every(isPartOfMatrix);
  const glyph = whole === undefined || whole.kind === 'scripted' ? undefined : glyphOf(whole);
  // Not `\mathcal{N}(1, k)`, and no law from 0 on, `U(0, k)`.
  return glyph !== undefined && /^[A-Z]$/.test(glyph.letter) && /^(plain|bold|upright)$/.test(glyph.face);
}

const isPartOfMatrix = (node: Node): boolean => isMatrix(node) || (node.kind === 'atom' && /^[-+\d]$/.test(node.text));

const isPair = ([row, comma, column, ...more]: readonly Node[]): boolean =>
  more.length === 0 &&
  comma?.kind === 'atom' &&
  comma.text === ',' &&
  [row, column].every((it) => it?.kind === 'atom' && /^([i-l]|[1-9]\d*|:)$/.test(it.text)) &&
  [row, column].some((it) => it?.kind === 'atom' && it.role !== 'number');

/** `A + B = [a_{ij} + b_{ij}]`: entries in brackets are the matrix of them, where no other side counts by their indices. */
export function asMatrices(sides: readonly (Expr | undefined)[], text: string): readonly (Expr | undefined)[] {
  return sides.map((side, place) => {
    if (side?.kind !== 'apply' || side.op !== 'parentheses') return side;
    const indices = freeIndices(side);
    const isElsewhere = sides.some(
      (it, i) => i !== place && it && [...freeIndices(it)].some((one) => indices.has(one)),
    );
    const isBracket = text[side.span.start] === '[' || text.startsWith('\\left[', side.span.start);
    const isPaired = isBracket || some(side, (it) => it.kind === 'index' && it.items.length === 2);
    return indices.size === 2 && isPaired && !isElsewhere ? { ...side, op: 'free' as const } : side;
  });
}

/** Letters that count where nothing binds them. */
function freeIndices(expr: Expr): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (it: Expr): void => {
    if (it.kind === 'index')
      for (const item of it.items)
        if (item.kind === 'at' && item.expr.kind === 'symbol' && /^[i-n]$/.test(item.expr.key))
          found.add(item.expr.key);
    if (it.kind !== 'reduce') children(it).forEach(visit);
  };
  visit(expr);
  return found;
}
