/** Where a derivative as a linear map is taken, and along what: the arguments of a function, or the names below a sign. */
import type { Apply, Expr, SymbolExpr } from '../expr/expr.ts';
import { plain } from '../expr/glyph.ts';
import type { Motion } from './derivative.ts';
import { isEllipsis } from './ellipsis.ts';
import { evaluate } from './evaluate.ts';
import { Stop } from './stop.ts';
import { variable } from './variable.ts';
import { setting, type World } from './world.ts';

export type Place = Omit<Motion, 'direction'>;

/** What is differentiated, with names of their own for what moves, and where it is taken. */
interface Placed {
  readonly of: Expr;
  readonly places: readonly Place[];
  readonly order: number;
}

/** What moves: the arguments, the members of one that is a list, or the names that are written below the sign. */
export function placesOf({ args, name, under }: Apply, world: World): Placed {
  const order = Number(name);
  const [of] = args;
  if (of === undefined) throw new Stop('not-understood', 'a derivative of no function');
  const named = (list: readonly Expr[]): readonly Place[] =>
    list.map((it) => variable(it, world)).map(({ key, value }) => ({ key, value }));
  if (under !== undefined) {
    const places = named(under.kind === 'tuple' ? under.items : [under]);
    const unrelated = places.some(({ key }) => !world.dependsOn(of, key, world));
    if (unrelated) throw new Stop('no-dependence', 'no dependence is stated');
    return { of, places, order };
  }
  if (of.kind !== 'call' && of.kind !== 'apply') throw new Stop('not-understood', 'a derivative of no function');
  const [whole, more] = of.args;
  const members = whole === undefined || more !== undefined ? undefined : membersOf(whole, world);
  if (members !== undefined) return { of, places: named(members), order };
  const places = of.args.map((it, i) => ({ key: `\u0000place${String(i)}`, value: evaluate(it, world) }));
  const inside = places.map(({ key }, i): SymbolExpr => ({
    kind: 'symbol',
    key,
    glyph: plain(key),
    span: of.args[i]!.span,
  }));
  return { of: { ...of, args: inside }, places, order };
}

export const entered = (places: readonly Place[], world: World): World =>
  places.reduce((at, { key, value }) => setting(at, key, value, at.depth), world);

/** `(h, k)`, or what a name stands for that is given as such a list. */
export function listOf(expr: Expr, world: World): readonly Expr[] | undefined {
  if (expr.kind === 'tuple')
    return /^[([]$/.test(expr.open) && expr.separator === ',' && expr.items.length > 1 ? expr.items : undefined;
  if (expr.kind === 'apply' && expr.op === 'parentheses') return listOf(expr.args[0]!, world);
  return membersOf(expr, world);
}

/** The Q and K of a θ that is (Q, K). */
function membersOf(expr: Expr, world: World): readonly Expr[] | undefined {
  const definition = expr.kind === 'symbol' ? world.definitions.get(expr.key) : undefined;
  const body = definition?.parameters.length === 0 ? definition.body : undefined;
  if (body?.kind !== 'tuple' || body.open !== '(' || body.separator !== ',' || body.items.some(isEllipsis))
    return undefined;
  return body.items.every((it) => it.kind === 'symbol') ? body.items : undefined;
}
