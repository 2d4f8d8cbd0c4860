/**
 * Einstein's convention, where the note says that it is used: an index that stands twice in a term is summed over. `A_{ij}x_j`
 * becomes `\sum_j A_{ij}x_j`; what stands once on a side, `z_i = x_i y_i`, is not summed on the other.
 */
import type { BoundIndex, Expr } from './expr.ts';

/** An expression and the indices in it that nothing sums over, as often as they stand there. */
interface Open {
  readonly expr: Expr;
  readonly free: readonly BoundIndex[];
}

/** The expression with its sums. @param before the side that a row without a left side goes on from */
export function repeatedSummed(expr: Expr, before: Expr | undefined): Expr {
  const none = new Set<string>();
  if (expr.kind !== 'relation') return closed(expr, none).expr;
  const single = new Set(
    [before, ...expr.sides].flatMap((it) => (it === undefined ? [] : closed(it, none).free.map(({ key }) => key))),
  );
  return { ...expr, sides: expr.sides.map((it) => it && closed(it, single).expr) };
}

/** A term by itself. @param kept indices that are not summed over */
function closed(expr: Expr, kept: ReadonlySet<string>): Open {
  const term = opened(expr, kept);
  const twice = (it: BoundIndex): boolean =>
    !kept.has(it.key) && term.free.filter(({ key }) => key === it.key).length === 2;
  const bound = [...new Map(term.free.filter(twice).map((it) => [it.key, it])).values()];
  if (bound.length === 0) return term;
  const summed: Expr = { kind: 'reduce', op: 'sum', bound, body: term.expr, span: expr.span };
  return { expr: summed, free: term.free.filter((it) => !twice(it)) };
}

function opened(expr: Expr, kept: ReadonlySet<string>): Open {
  const open = (it: Expr): Open => opened(it, kept);
  const close = (it: Expr): Open => closed(it, kept);
  switch (expr.kind) {
    case 'index': {
      const base = open(expr.base);
      const own = expr.items.flatMap((it) =>
        it.kind === 'at' && it.expr.kind === 'symbol' && LETTER.test(it.expr.key)
          ? [{ key: it.expr.key, span: it.expr.span }]
          : [],
      );
      return { expr: withBase(expr, base.expr), free: [...base.free, ...own] };
    }
    case 'apply': {
      const isProduct = expr.op === 'product' || expr.op === 'dot';
      const args = expr.args.map(isProduct ? open : close);
      const free = args.map((it) => it.free);
      return { expr: { ...expr, args: args.map((it) => it.expr) }, free: isProduct ? free.flat() : union(free) };
    }
    case 'call': {
      const args = expr.args.map(close);
      return { expr: { ...expr, args: args.map((it) => it.expr) }, free: union(args.map((it) => it.free)) };
    }
    case 'derivative': {
      const by = expr.by.map(open);
      const of = expr.of && close(expr.of);
      return {
        expr: { ...expr, ...(of && { of: of.expr }) },
        free: [...(of?.free ?? []), ...by.flatMap((it) => it.free)],
      };
    }
    case 'reduce': {
      const own = new Set(expr.bound.map(({ key }) => key));
      const body = closed(expr.body, new Set([...kept, ...own]));
      return { expr: { ...expr, body: body.expr }, free: body.free.filter(({ key }) => !own.has(key)) };
    }
    case 'literal': {
      const rows = expr.rows.map((row) => row.map(close));
      return { expr: { ...expr, rows: rows.map((row) => row.map((it) => it.expr)) }, free: [] };
    }
    case 'tuple': {
      const items = expr.items.map(close);
      return { expr: { ...expr, items: items.map((it) => it.expr) }, free: union(items.map((it) => it.free)) };
    }
    default:
      return { expr, free: [] };
  }
}

const withBase = (expr: Extract<Expr, { kind: 'index' }>, base: Expr): Expr =>
  base === expr.base ? expr : { ...expr, base };

/** The terms of a sum have the same indices. */
const union = (all: readonly (readonly BoundIndex[])[]): readonly BoundIndex[] => [
  ...new Map(all.flat().map((it) => [it.key, it])).values(),
];

const LETTER = /^(?:[a-z]|\\(?:alpha|beta|gamma|delta|kappa|lambda|mu|nu|rho|sigma))$/;
