/** What is told of laws alone: the divergence KL(p ‖ q), the entropy H(p) and the cross entropy H(p, q). */
import type { Call, Expr, SymbolExpr } from '../expr/expr.ts';
import { plain } from '../expr/glyph.ts';
import { hadamard, plus, scaled } from './arithmetic.ts';
import { ANYTHING, lawful } from './model.ts';
import { assignments, lawUnder, lawValue } from './probability.ts';
import type { Value } from './value.ts';
import { ZERO } from './value.ts';
import type { World } from './world.ts';

/** KL(p(x) ‖ q(x)), KL(p ‖ q): the average of log p − log q under p. */
export function divergenceOf(name: string | undefined, args: readonly Expr[], world: World): Value | undefined {
  if (name?.toLowerCase() !== 'kl' || args.length !== 2) return undefined;
  const [p, q] = lawsIn(args, world) ?? [];
  if (p === undefined || q === undefined) return undefined;
  return average(p, world, (at) => plus(logOf(lawValue(p, at), at), logOf(lawValue(q, at), at), world.numbers, -1));
}

/** H(p), H(p, q) and H_c(p, q) of laws; of anything else H is another function. */
export function entropyOf({ fn, args }: Call, world: World): Value | undefined {
  if (fn.kind !== 'symbol' || fn.glyph.letter !== 'H' || args.length > 2) return undefined;
  const { label } = fn.glyph;
  if (label !== '' && !(CROSS.has(label) && args.length === 2)) return undefined;
  const [p, q = p] = lawsIn(args, world) ?? [];
  if (p === undefined || q === undefined) return undefined;
  return scaled(
    average(p, world, (at) => logOf(lawValue(q, at), at)),
    -1,
    world.numbers,
  );
}

/** What tells a cross entropy from an entropy. */
const CROSS = new Set(['c', 'C', 'CE', 'ce', 'cross', '\\times']);

const average = (law: Call, world: World, of: (at: World) => Value): Value =>
  assignments(symbolsIn(lawful(law)), world).reduce(
    (sum, at) => plus(sum, hadamard(lawValue(law, at), of(at), world.numbers), world.numbers),
    ZERO,
  );

const logOf = ({ dims, parts }: Value, { numbers }: World): Value => ({ dims, parts: numbers.apply('log', parts) });

/** Each as its value at the names it is a law of. */
function lawsIn(args: readonly Expr[], world: World): readonly Call[] | undefined {
  const laws = args.flatMap((it) => lawIn(it, world) ?? []);
  const [first] = laws;
  // Of one and the same thing.
  const names = (it: Call): string =>
    symbolsIn(lawful(it))
      .map(({ key }) => key)
      .join();
  const isAlike = first !== undefined && names(first) !== '' && laws.every((it) => names(it) === names(first));
  return laws.length === args.length && isAlike ? laws : undefined;
}

/** A letter alone is the one value of it that is written, or a law of anything. */
function lawIn(expr: Expr, world: World): Call | undefined {
  if (expr.kind === 'call') return isLaw(expr, world) ? expr : undefined;
  if (expr.kind !== 'symbol') return undefined;
  const { span } = expr;
  const anything: SymbolExpr = { kind: 'symbol', key: ANYTHING, glyph: plain(ANYTHING), span };
  return world.laws.laws.get(expr.key)?.[0] === ANYTHING
    ? { kind: 'call', fn: expr, args: [anything], span }
    : lawUnder(expr, world);
}

const isLaw = ({ fn }: Call, { laws }: World): boolean => fn.kind === 'symbol' && laws.laws.has(fn.key);

const symbolsIn = (exprs: readonly Expr[]): readonly SymbolExpr[] =>
  exprs.flatMap((it) => (it.kind === 'symbol' ? [it] : []));
