/**
 * An opinion of its own on whether a formula's sizes meet, from declarations alone: every symbol is a rectangle of named
 * sides, numbers are 1 × 1, and a product fits if some bracketing does. It knows nothing of how `shape/` works.
 */
import type { Expr } from '../../server/src/expr/expr.ts';

/** Rows and columns by name; numbers are `1`, `1`. */
export type Rectangle = readonly [string, string];

export interface Opinion {
  /** Undefined where the checker cannot tell. */
  readonly sizes: Rectangle | undefined;
  /** The smallest parts that do not fit. */
  readonly broken: readonly Expr[];
}

const key = ([rows, columns]: Rectangle): string => `${rows} ${columns}`;
const isNumber = (it: Rectangle): boolean => it[0] === '1' && it[1] === '1';
const NUMBER: Rectangle = ['1', '1'];

export function opinionOf(expr: Expr, declared: (it: Expr) => Rectangle | undefined): Opinion {
  const own = declared(expr);
  if (own !== undefined) return { sizes: own, broken: [] };
  if (expr.kind === 'number') return { sizes: expr.value === 0 ? undefined : NUMBER, broken: [] };
  const parts = (
    expr.kind === 'apply' ? expr.args : expr.kind === 'relation' ? expr.sides.filter((it) => it !== undefined) : []
  ).map((it) => opinionOf(it, declared));
  const broken = parts.flatMap((it) => it.broken);
  const sizes = parts.map((it) => it.sizes).filter((it) => it !== undefined);
  if (parts.length === 0 || broken.length > 0 || sizes.length < parts.length) return { sizes: undefined, broken };
  const say = (it: Rectangle | undefined): Opinion => ({ sizes: it, broken: it === undefined ? [expr] : [] });
  const unknown: Opinion = { sizes: undefined, broken: [] };
  const [first, second] = sizes;
  const equal = sizes.every((it) => key(it) === key(first!));
  if (expr.kind === 'relation')
    return expr.signs.every((it) => it.text === '=') ? say(equal ? first : undefined) : unknown;
  switch (expr.kind === 'apply' ? expr.op : '') {
    case 'parentheses':
      return say(first);
    case 'transpose':
      return say([first![1], first![0]]);
    case 'norm':
      return say(NUMBER);
    case 'inverse':
      return say(first![0] === first![1] ? first : undefined);
    case 'trace':
    case 'determinant':
      return say(first![0] === first![1] ? NUMBER : undefined);
    case 'divide':
      return isNumber(second!) ? say(first) : unknown;
    case 'hadamard':
      return say(equal ? first : undefined);
    case 'inner':
      return say(equal ? NUMBER : undefined);
    case 'sum':
      // A number or a vector beside a matrix may be spread over it.
      return equal || new Set(sizes.map((it) => it.filter((side) => side === '1').length)).size === 1
        ? say(equal ? first : undefined)
        : unknown;
    case 'product':
      return productOf(expr as Extract<Expr, { kind: 'apply' }>, sizes);
    default:
      return unknown;
  }
}

/** Every bracketing of every stretch of factors; the shortest stretch that has none is what does not fit. */
function productOf(expr: Extract<Expr, { kind: 'apply' }>, sizes: readonly Rectangle[]): Opinion {
  const fits = new Map<string, ReadonlyMap<string, Rectangle>>();
  const broken: Expr[] = [];
  for (let length = 1; length <= sizes.length; length++) {
    for (let from = 0; from + length <= sizes.length; from++) {
      const found = new Map<string, Rectangle>();
      if (length === 1) found.set(key(sizes[from]!), sizes[from]!);
      for (let cut = from + 1; cut < from + length; cut++)
        for (const a of fits.get(`${String(from)} ${String(cut)}`)!.values())
          for (const b of fits.get(`${String(cut)} ${String(from + length)}`)!.values()) {
            const it = isNumber(a) ? b : isNumber(b) ? a : a[1] === b[0] ? ([a[0], b[1]] as const) : undefined;
            if (it !== undefined) found.set(key(it), it);
          }
      fits.set(`${String(from)} ${String(from + length)}`, found);
      const [start, end] = [expr.args[from]!.span.start, expr.args[from + length - 1]!.span.end];
      if (found.size === 0 && broken.length === 0) broken.push({ ...expr, span: { start, end } });
    }
  }
  const whole = [...fits.get(`0 ${String(sizes.length)}`)!.values()];
  if (whole.length === 0) return { sizes: undefined, broken };
  return { sizes: whole.length === 1 ? whole[0] : undefined, broken: [] };
}
