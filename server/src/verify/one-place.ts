/**
 * Lists of nothing but zeros and dots about one thing, `(0, \ldots, 0, a, 0, \ldots, 0)`: it stands at the place that the
 * claim's one free index tells, for no other is named. So read, a claim may be confirmed; nothing is refuted.
 *
 * ```
 * \frac{\partial f_i}{\partial A} = \begin{bmatrix} 0^\top \\ \vdots \\ x^\top \\ \vdots \\ 0^\top \end{bmatrix}
 * ```
 */
import { type Apply, type Expr, some, type SymbolExpr, unbracketed } from '../expr/expr.ts';
import { plain } from '../expr/glyph.ts';
import { constantOf } from '../shape/constants.ts';
import type { Dim } from '../shape/dim.ts';
import { freeNames } from '../shape/free-names.ts';
import { dimsOf, type Shape, vector } from '../shape/shape.ts';
import type { Job } from './job.ts';
import { rewritten } from '../expr/rewrite.ts';

/** More sizes than these are not tried. */
const MOST = 4;

/** The claim with e_i times the thing, by every size that the place may be counted in; none where no such list stands. */
export function withOnePlace(job: Job): readonly Job[] {
  const { left, right } = job.claim;
  if (![left, right].some((side) => some(side, (it) => placedIn(it) !== undefined))) return [];
  const indices = new Map([left, right].flatMap((it) => indexSymbols(it)).map((it) => [it.key, it]));
  const [index, more] = indices.values();
  const isTaken = [...job.names, ...job.definitions].some(({ key }) => key === UNIT || key === `${UNIT}[]`);
  if (index === undefined || more !== undefined || isTaken) return [];
  return sizesIn(job).map((size) => {
    const shapes = new Map<Expr, Shape>(job.shapes);
    const put = (side: Expr): Expr =>
      rewritten(side, (it) => {
        const placed = placedIn(it);
        if (placed === undefined) return undefined;
        const unit: Expr = { kind: 'index', base: symbol(it), items: [{ kind: 'at', expr: index }], upper: false, span: it.span }; // prettier-ignore
        shapes.set(unit, vector(size));
        const thing = apply('parentheses', [placed.thing]);
        return placed.across ? apply('product', [thing, apply('transpose', [unit])]) : apply('product', [unit, thing]);
      });
    const claim = { ...job.claim, left: put(left), right: put(right) };
    return { ...job, claim, shapes, quiet: true, said: `what stands among zeros is at place ${index.key}` };
  });
}

/**
 * The claim with `\operatorname{vec}(\partial f_i / \partial A)^\top` for `\partial f_i / \partial A` in a column of such
 * slopes: each is a row of `\partial f / \partial A`, whichever way its entries are listed.
 */
export function withListedRows(job: Job): readonly Job[] {
  const { left, right } = job.claim;
  const by = slopeBy(left);
  if (by === undefined || right.kind !== 'literal' || right.rows.length < 2) return [];
  const isOfIt = ([cell, more]: readonly Expr[]): boolean =>
    more === undefined && cell !== undefined && (cell.kind === 'ellipsis' || (isOfEntry(cell) && slopeBy(cell) === by));
  const matrix = job.names.find(({ key }) => key === by)?.shape.kind === 'matrix';
  if (!matrix || !right.rows.every(isOfIt)) return [];
  const listed = ([cell]: readonly Expr[]): Expr =>
    cell!.kind === 'ellipsis' ? cell : apply('transpose', [apply('vectorise', [cell!])]);
  const claim = { ...job.claim, right: { ...right, rows: right.rows.map((row) => [listed(row)]) } };
  return [{ ...job, claim, quiet: true, said: 'each derivative in the column is one row' }];
}

const slopeBy = (it: Expr): string | undefined =>
  it.kind === 'derivative' && it.order === 1 && it.by.length === 1 && it.by[0]!.kind === 'symbol'
    ? it.by[0].key
    : undefined;

const isOfEntry = (it: Expr): boolean =>
  it.kind === 'derivative' && it.of?.kind === 'index' && it.of.items.length === 1 && it.of.base.kind === 'symbol';

const UNIT = 'e';

const symbol = ({ span }: Expr): SymbolExpr => ({ kind: 'symbol', key: UNIT, glyph: plain(UNIT), span });

const apply = (op: Apply['op'], args: readonly Expr[]): Expr => ({ kind: 'apply', op, args, span: args[0]!.span });

/** The free indices of a side, as they stand there. */
function indexSymbols(side: Expr): readonly SymbolExpr[] {
  const { indices } = freeNames(side);
  const found: SymbolExpr[] = [];
  some(side, (it) => {
    for (const item of it.kind === 'index' ? it.items : [])
      if (item.kind === 'at' && item.expr.kind === 'symbol' && indices.has(item.expr.key)) found.push(item.expr);
    return false;
  });
  return found;
}

/** What stands among zeros, and whether they are beside or above each other. */
function placedIn(expr: Expr): { readonly thing: Expr; readonly across: boolean } | undefined {
  const across = expr.kind === 'literal' && expr.rows.length === 1;
  const isDown = expr.kind === 'literal' && expr.rows.every((row) => row.length === 1);
  const isList = expr.kind === 'tuple' && expr.open === '(' && expr.separator === ',';
  const items = across || isDown ? expr.rows.flat() : isList ? expr.items : [];
  const letters = items.map((it) => (it.kind === 'ellipsis' ? '.' : isZero(it) ? '0' : 'a')).join('');
  return FORM.test(letters) ? { thing: items[letters.indexOf('a')]!, across } : undefined;
}

const FORM = /^(0+\.0*|\.0+)a(0*\.0+|0+\.)$/;

function isZero(expr: Expr): boolean {
  const bare = unbracketed(expr);
  if (bare.kind === 'apply' && bare.op === 'transpose') return isZero(bare.args[0]!);
  return (bare.kind === 'number' && bare.value === 0) || (bare.kind === 'symbol' && constantOf(bare) === 'zero');
}

/** The sizes of the names, each once. */
function sizesIn({ names }: Job): readonly Dim[] {
  const all = names.flatMap(({ shape }) => dimsOf(shape)).map((it): [string, Dim] => [JSON.stringify(it), it]);
  return [...new Map(all).values()].slice(0, MOST);
}
