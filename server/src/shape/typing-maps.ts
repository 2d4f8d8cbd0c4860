/** Derivatives applied to directions: `Df(X)[H]` is of the shape of f(X), and H of that of X. */
import type { Apply, Expr } from '../expr/expr.ts';
import { joinShapes } from './combine.ts';
import { isKnown, matrix, type Shape, UNKNOWN } from './shape.ts';
import { type Typing, typeOf, valueOf } from './typing.ts';

/** The shape of a derivative along what stands behind it; undefined for any other product. */
export function alongDirections({ args, op }: Apply, at: Typing): Shape | undefined {
  const [map, direction, more] = args;
  if (map?.kind !== 'apply' || map.op !== 'total-derivative' || direction === undefined || more !== undefined)
    return undefined;
  const [of] = map.args;
  const places = placesIn(map);
  const order = Number(map.name);
  const list = listed(direction);
  const own = places.map((it) => at.shapes.get(it) ?? typeOf(it, at));
  const groups = order === 1 ? [list.length === 1 ? list : list.flatMap(listed)] : list.map(listed);
  const isMixed = order > 1 && places.length === order && groups.length === order;
  groups.forEach((group, i) => {
    const wanted = isMixed && group.length === 1 ? [own[i]!] : group.length === own.length ? own : [];
    wanted.forEach((shape, j) => {
      meet(group[j]!, shape, at);
    });
  });
  const whole = of === undefined ? UNKNOWN : valueOf(at.shapes.get(of) ?? UNKNOWN);
  return op === 'dot' && isKnown(whole) ? whole : undefined;
}

/** `H_f(x)`, `J_f(x)`: the f(x) within begins where the whole does, for it is written nowhere by itself. */
export const isMatrixOfSlopes = ({ op, args: [of], span }: Apply): boolean =>
  op === 'total-derivative' && of?.span.start === span.start;

/** `H_f(x)`, `H(f)(x)` of a number f(x): the second derivative as a matrix. */
export function hessianOf(map: Apply, value: Shape, at: Typing): Shape {
  const [of] = map.args;
  if (map.name !== '2' || of?.kind !== 'call' || !isMatrixOfSlopes(map) || of.args.length !== 1) return UNKNOWN;
  const place = at.shapes.get(of.args[0]!);
  return value.kind === 'scalar' && place?.kind === 'vector' ? matrix(place.rows, place.rows) : UNKNOWN;
}

/** What moves: the names below the sign, or the arguments. */
function placesIn({ args: [of], under }: Apply): readonly Expr[] {
  if (under !== undefined) return under.kind === 'tuple' ? under.items : [under];
  return of?.kind === 'call' || of?.kind === 'apply' ? of.args : [];
}

const listed = (expr: Expr): readonly Expr[] => {
  if (expr.kind === 'apply' && expr.op === 'parentheses') return listed(expr.args[0]!);
  return expr.kind === 'tuple' && expr.separator === ',' ? expr.items : [expr];
};

/** A direction has the sizes of what it changes; one that does not fit is for the claim to show. */
function meet(direction: Expr, place: Shape, at: Typing): void {
  const shape = at.shapes.get(direction);
  if (shape?.kind === place.kind) joinShapes(shape, place, at);
}
