/** Factors that become one: equal ones join their exponents, sign(u)|u| is u, [u > 0] max(u, 0) is max(u, 0). */
import { atomKey, keyOf } from './canonical.ts';
import { MINUS_ONE, ONE, isOne, isZero, negative, plus, type Rational } from './rational.ts';
import { asMono, constantOf, type Factor, factor, mono, type Poly, poly } from './tensor.ts';
import { power, sum } from './tidy.ts';

/** Equal factors join their exponents. */
export function joined(factors: readonly Factor[]): Factor[] {
  const found: Factor[] = [];
  for (const it of factors) {
    const i = found.findIndex((x) => sameBase(x, it));
    const before = found[i];
    if (before === undefined) {
      found.push(it);
      continue;
    }
    if (it.atom.kind === 'delta' || it.atom.kind === 'fuse') continue;
    const both = exponents(before, it);
    if (both.symbolic === undefined && isZero(both.e)) found.splice(i, 1);
    else found[i] = both.symbolic === undefined ? factor(before.atom, before.ix, both.e) : { ...before, ...both };
  }
  return found.some(isMap) ? merged(found) : found;
}

const sameIndices = (a: Factor, b: Factor): boolean =>
  a.ix.length === b.ix.length && a.ix.every((it, n) => it === b.ix[n]);

const sameBase = (a: Factor, b: Factor): boolean =>
  sameIndices(a, b) && (a.atom === b.atom || atomKey(a.atom) === atomKey(b.atom));

type Exponent = Pick<Factor, 'e' | 'symbolic'>;

function exponents(a: Factor, b: Factor): Exponent {
  if (a.symbolic === undefined && b.symbolic === undefined) return { e: plus(a.e, b.e) };
  const whole = sum(
    [],
    [
      [exponentOf(a), ONE],
      [exponentOf(b), ONE],
    ],
  );
  const c = constantOf(whole);
  return c === undefined ? { e: ONE, symbolic: whole } : { e: c };
}

const exponentOf = ({ e, symbolic }: Exponent): Poly => symbolic ?? poly([], isZero(e) ? [] : [mono(e)]);

const isMap = ({ atom }: Factor): boolean => atom.kind === 'op' && atom.op === 'map';

/** A function of numbers in a product. */
interface Applied {
  readonly it: Factor;
  readonly name: string;
  readonly u: Poly;
  readonly key: string;
}

function mapsIn(factors: readonly Factor[]): readonly Applied[] {
  const found: Applied[] = [];
  for (const it of factors)
    if (it.atom.kind === 'op' && it.atom.op === 'map' && it.symbolic === undefined && PAIRED.has(it.atom.name)) {
      const u = it.atom.args[0]!;
      found.push({ it, name: it.atom.name, u, key: keyOf(u) });
    }
  return found;
}

const PAIRED = new Set(['sign', 'abs', 'step', 'relu', 'exp', 'sigmoid', 'sin', 'cos', 'sinh', 'cosh']);

/** f(u)/g(u) with a name of its own. */
const QUOTIENTS: Readonly<Record<string, readonly [under: string, quotient: string]>> = {
  sin: ['cos', 'tan'],
  sinh: ['cosh', 'tanh'],
};

/** Functions of one argument that say the same in fewer words. */
function merged(factors: Factor[]): Factor[] {
  const maps = mapsIn(factors);
  for (const a of maps) {
    const partner = (name: string): Applied | undefined =>
      maps.find((x) => x !== a && x.name === name && x.key === a.key && sameIndices(x.it, a.it));
    // [u > 0]ⁿ is [u > 0].
    if (a.name === 'step' && a.it.e.over > 1n) return joined(replaced(factors, [a.it], [{ ...a.it, e: ONE }]));
    if (a.name === 'step' && partner('relu') !== undefined) return joined(replaced(factors, [a.it], []));
    const [under, quotient] = QUOTIENTS[a.name] ?? [];
    const below = under === undefined || !isOne(a.it.e) ? undefined : partner(under);
    if (below !== undefined && quotient !== undefined && below.it.e.over === -1n && below.it.e.under === 1n) {
      const atom = { kind: 'op' as const, op: 'map' as const, name: quotient, args: [a.u], own: a.it.ix.length };
      return joined(replaced(factors, [a.it, below.it], [factor(atom, a.it.ix)]));
    }
    const size = a.name === 'sign' && isOne(a.it.e) ? partner('abs') : undefined;
    const signed = size?.it.e.under === 1n ? withoutSign(factors, a, size.it) : undefined;
    if (signed !== undefined) return joined(signed);
    const logistic = a.name === 'exp' || a.name === 'sigmoid' ? asLogistic(factors, a) : undefined;
    if (logistic !== undefined) return joined(logistic);
  }
  return factors;
}

const replaced = (factors: readonly Factor[], gone: readonly Factor[], added: readonly Factor[]): Factor[] => [
  ...factors.filter((it) => !gone.includes(it)),
  ...added,
];

/** sign(u)·|u|ⁿ is uⁿ for odd n, and u·|u|ⁿ⁻¹ for even n. */
function withoutSign(factors: readonly Factor[], { it, u }: Applied, size: Factor): Factor[] | undefined {
  const odd = size.e.over % 2n !== 0n;
  const raised = power(u, odd ? size.e : ONE);
  const made = raised === undefined ? undefined : asMono(raised, it.ix);
  if (made === undefined || !isOne(made.c) || made.sums.length > 0) return undefined;
  const rest = odd ? [] : [{ ...size, e: plus(size.e, MINUS_ONE) }];
  return replaced(factors, [it, size], [...rest, ...made.factors]);
}

/** eᵘ/(1 + eᵘ) is σ(u), and beside σ(u) what is left, 1/(1 + eᵘ), is σ(−u). */
function asLogistic(factors: readonly Factor[], { it, u, name }: Applied): Factor[] | undefined {
  const under = factors.find(
    (x) => x.symbolic === undefined && x.e.over < 0n && x.e.under === 1n && sameIndices(x, it) && isOnePlusExp(x, u),
  );
  if (under === undefined || (name === 'exp' && (it.e.under !== 1n || it.e.over < 1n))) return undefined;
  const less = (x: Factor, by: Rational): readonly Factor[] => {
    const e = plus(x.e, by);
    return isZero(e) ? [] : [{ ...x, e }];
  };
  const sigmoidOf = (v: Poly): Factor =>
    factor({ kind: 'op', op: 'map', name: 'sigmoid', args: [v], own: it.ix.length }, it.ix);
  const negated = poly(
    u.free,
    u.monos.map((x) => mono(negative(x.c), x.factors, x.sums)),
  );
  return name === 'exp'
    ? replaced(factors, [it, under], [...less(it, MINUS_ONE), ...less(under, ONE), sigmoidOf(u)])
    : replaced(factors, [under], [{ ...sigmoidOf(negated), e: { over: -under.e.over, under: 1n } }]);
}

/** Whether a bracket is 1 + eᵘ. */
function isOnePlusExp({ atom, ix }: Factor, u: Poly): boolean {
  if (atom.kind !== 'group' || atom.of.monos.length !== 2 || atom.of.free.length !== ix.length) return false;
  const { free, monos } = atom.of;
  const one = monos.find((it) => it.factors.length === 0 && it.sums.length === 0 && isOne(it.c));
  const other = monos.find((it) => it !== one);
  const [only] = other?.factors ?? [];
  if (one === undefined || other?.factors.length !== 1 || other.sums.length > 0 || !isOne(other.c)) return false;
  if (only?.atom.kind !== 'op' || only.atom.op !== 'map' || only.atom.name !== 'exp' || !isOne(only.e)) return false;
  return (
    only.symbolic === undefined && free.every((it, n) => it === only.ix[n]) && keyOf(only.atom.args[0]!) === keyOf(u)
  );
}
