/** Functions of values, as factors. Each puts its argument into the simplest form that it can vouch for. */
import { isOne, isZero, MINUS_ONE, negative, ONE, type Rational, rational, reciprocal } from './rational.ts';
import {
  at,
  type Atom,
  captured,
  closed,
  constant,
  constantOf,
  DELTA,
  type Factor,
  factor,
  type Ix,
  index,
  isZeroPoly,
  type Mono,
  mono,
  type OpAtom,
  type OpName,
  type Poly,
  poly,
  single,
  type SymbolAtom,
  swapped,
} from './tensor.ts';
import { power, product, tidy } from './tidy.ts';

interface Made {
  readonly name?: string;
  readonly text?: string | undefined;
}

/** An operator whose value has indices `own`; what its arguments take from outside is added behind. */
function op(name: OpName, own: readonly Ix[], args: readonly Poly[], { name: kind = '', text }: Made = {}): Poly {
  const outer = [...new Set(args.flatMap((it) => captured(it)))];
  const closedArgs = args.map((it) => (outer.length === 0 ? it : { ...it, free: [...it.free, ...outer] }));
  const atom: OpAtom = {
    kind: 'op',
    op: name,
    name: kind,
    args: closedArgs,
    own: own.length,
    ...(text !== undefined && { text }),
  };
  return poly(own, [mono(ONE, [factor(atom, [...own, ...outer])])]);
}

/** A function of numbers, entry by entry. */
export function map(name: string, a: Poly, text?: string): Poly {
  const c = constantOf(a);
  if (name === 'sqrt') return withText(power(a, rational(1, 2)) ?? constant(rational(0)), text);
  if (name === 'exp' && isZeroPoly(a)) return poly(a.free, [mono(ONE)]);
  if (name === 'log' && c !== undefined && isOne(c)) return poly(a.free, []);
  const terms = name === 'log' ? logarithmOf(a) : undefined;
  if (terms !== undefined) return terms;
  return ofVec(a, (it) => op('map', it.free, [it], { name })) ?? op('map', a.free, [a], { name, text });
}

/** The logarithm of a product over an index is the sum that the product is made of. */
function logarithmOf({ free, monos }: Poly): Poly | undefined {
  const [only] = monos;
  const [it] = only?.factors ?? [];
  if (monos.length !== 1 || only!.factors.length !== 1 || only!.sums.length > 0 || !isOne(only!.c)) return undefined;
  if (it?.atom.kind !== 'op' || it.atom.name !== PRODUCT || !isOne(it.e) || it.symbolic !== undefined) return undefined;
  return poly(free, at(it.atom.args[0]!, it.ix));
}

/** The number that a sum of logarithms stands for: `\prod_i x_i` is kept as Σ log x_i. */
export const PRODUCT = 'product';

/** The average of a value; numbers before it do not count. `name` is the sign with what stands below it. */
export function expectation(a: Poly, name: string): Poly {
  const [only] = a.monos;
  if (only === undefined) return a;
  if (a.monos.length > 1) return op('expectation', a.free, [a], { name });
  const [inside, outside] = drawnFrom(only, name);
  if (inside.factors.length === 0) return a;
  const own = a.free.filter((it) => inside.factors.some(({ ix }) => ix.includes(it)));
  const average = op('expectation', own, [poly(own, [mono(ONE, inside.factors, inside.sums)])], { name }).monos[0]!;
  return poly(a.free, [mono(only.c, [...outside.factors, ...average.factors], outside.sums)]);
}

interface Group {
  readonly factors: readonly Factor[];
  readonly sums: readonly Ix[];
}

/** What depends on the name that `\mathbb{E}_{z \sim p}` draws, and what does not: a number before the average. */
function drawnFrom({ factors, sums }: Mono, name: string): readonly [inside: Group, outside: Group] {
  const drawn = /_\s*\{\s*(\\?[A-Za-z]+)\s*\\sim/.exec(name)?.[1];
  if (drawn === undefined)
    return [
      { factors, sums },
      { factors: [], sums: [] },
    ];
  const inside = new Set(factors.filter((it) => holdsName(it, drawn)));
  const reached = (): Factor | undefined =>
    factors.find(
      (it) => !inside.has(it) && it.ix.some((x) => sums.includes(x) && [...inside].some(({ ix }) => ix.includes(x))),
    );
  for (let next = reached(); next !== undefined; next = reached()) inside.add(next);
  const own = sums.filter((x) => [...inside].some(({ ix }) => ix.includes(x)));
  return [
    { factors: factors.filter((it) => inside.has(it)), sums: own },
    { factors: factors.filter((it) => !inside.has(it)), sums: sums.filter((x) => !own.includes(x)) },
  ];
}

function holdsName({ atom, symbolic }: Factor, name: string): boolean {
  const inside = (it: Poly): boolean => it.monos.some(({ factors }) => factors.some((x) => holdsName(x, name)));
  if (symbolic !== undefined && inside(symbolic)) return true;
  switch (atom.kind) {
    case 'symbol':
      return atom.tex === name;
    case 'group':
      return inside(atom.of);
    case 'op':
      return atom.args.some(inside);
    default:
      return false;
  }
}

/** f(vec X) is vec f(X). */
function ofVec(a: Poly, f: (entries: Poly) => Poly): Poly | undefined {
  const [p] = a.free;
  const [only] = a.monos;
  if (a.free.length !== 1 || a.monos.length !== 1 || p === undefined) return undefined;
  const pair = only!.factors.find((it) => it.atom.kind === 'fuse' && it.ix[0] === p);
  const [, i, j] = pair?.ix ?? [];
  if (pair === undefined || i === undefined || j === undefined || !only!.sums.includes(i) || !only!.sums.includes(j))
    return undefined;
  const rest = only!.factors.filter((it) => it !== pair);
  if (rest.some((it) => it.ix.includes(p))) return undefined;
  const sums = only!.sums.filter((it) => it !== i && it !== j);
  const entries = f(poly([i, j], [mono(only!.c, rest, sums)]));
  return product(
    [p],
    [i, j],
    [
      [poly([p, i, j], [mono(ONE, [pair])]), [p, i, j]],
      [entries, [i, j]],
    ],
  );
}

const withText = (a: Poly, text: string | undefined): Poly => (text === undefined ? a : { ...a, text });

export const identity = (dim: Ix['dim']): Poly => single(DELTA, [index(dim), index(dim)]);

/** The factors of a product of square matrices, in order: `A X B`. Undefined for anything else. */
export function chainOf(a: Poly): readonly { readonly atom: Atom; readonly flipped: boolean }[] | undefined {
  const [only] = a.monos;
  if (a.monos.length !== 1 || a.free.length !== 2 || captured(a).length > 0) return undefined;
  const links: { atom: Atom; flipped: boolean }[] = [];
  const rest = [...only!.factors].filter((it) => it.ix.length > 0);
  if (rest.some((it) => it.ix.length !== 2 || !isOne(it.e) || it.symbolic !== undefined)) return undefined;
  let here = a.free[0]!;
  while (rest.length > 0) {
    const next = rest.findIndex((it) => it.ix.includes(here));
    const it = rest[next];
    if (it === undefined || it.ix[0]!.dim.key !== it.ix[1]!.dim.key) return undefined;
    const flipped = it.ix[0] !== here;
    here = flipped ? it.ix[0]! : it.ix[1]!;
    links.push({ atom: it.atom, flipped });
    rest.splice(next, 1);
    if (rest.some((other) => other.ix.includes(here)) && here === a.free[1]) return undefined;
  }
  return here === a.free[1] && links.length > 0 ? links : undefined;
}

/** What multiplies the matrix factors of a single product. */
function scalarPart(a: Poly): Poly {
  const [only] = a.monos;
  return poly(
    [],
    [
      mono(
        only!.c,
        only!.factors.filter((it) => it.ix.length === 0),
      ),
    ],
  );
}

export function inverse(a: Poly, text?: string): Poly {
  const links = chainOf(a);
  if (links === undefined) return op('inverse', a.free, [a], { text });
  const scalar = power(scalarPart(a), MINUS_ONE);
  if (scalar === undefined) return op('inverse', a.free, [a], { text });
  const [i, j] = [a.free[0]!, a.free[1]!];
  const between = links.slice(1).map(() => index(i.dim));
  const ends = [i, ...between, j];
  // (A B)^{-1} = B^{-1} A^{-1}: a product of square matrices is invertible only if each of them is.
  const parts = links.toReversed().map(({ atom, flipped }, n): readonly [Poly, readonly Ix[]] => {
    const [from, to] = flipped ? [ends[n + 1]!, ends[n]!] : [ends[n]!, ends[n + 1]!];
    return [inverseOfAtom(atom, i.dim, links.length === 1 ? text : undefined), [from, to]];
  });
  return withText(product([i, j], between, [[scalar, []], ...parts]), text);
}

function inverseOfAtom(atom: Atom, dim: Ix['dim'], text: string | undefined): Poly {
  const free = [index(dim), index(dim)];
  if (atom.kind === 'delta') return identity(dim);
  if (atom.kind === 'op' && atom.op === 'inverse' && atom.own === 2 && atom.args[0]!.free.length === 2)
    return atom.args[0]!;
  if (atom.kind === 'symbol' && atom.flags.has('orthogonal') && !atom.flags.has('varied'))
    return swapped(single(atom, free));
  if (atom.kind === 'op' && atom.op === 'matrix-power') return matrixPower(atom.args[0]!, negativeOf(atom.args[1]!));
  if (atom.kind === 'op' && atom.op === 'matrix-function' && atom.name === 'exp')
    return op(
      'matrix-function',
      free,
      [
        poly(
          atom.args[0]!.free,
          atom.args[0]!.monos.map((it) => mono(negative(it.c), it.factors, it.sums)),
        ),
      ],
      { name: 'exp' },
    );
  const arg = atom.kind === 'group' ? atom.of : single(atom, free);
  return op('inverse', arg.free.slice(0, 2), [arg], { text });
}

export const negativeOf = (a: Poly): Poly => ({
  free: a.free,
  monos: a.monos.map((it) => mono(negative(it.c), it.factors, it.sums)),
});

export const pseudoInverse = (a: Poly, text?: string): Poly =>
  op('pseudo-inverse', [a.free[1]!, a.free[0]!], [swapped(a)], { text });

export function determinant(a: Poly, text?: string): Poly {
  const links = chainOf(a);
  const [only] = links ?? [];
  if (links?.length === 1 && only!.atom.kind === 'delta' && a.monos[0]!.factors.length === 1 && isOne(a.monos[0]!.c))
    return constant(ONE);
  // det eᴹ = e^{tr M}
  const exponent =
    links?.length === 1 && only!.atom.kind === 'op' && a.monos[0]!.factors.length === 1 && isOne(a.monos[0]!.c)
      ? only!.atom
      : undefined;
  if (exponent?.op === 'matrix-function' && exponent.name === 'exp' && exponent.args[0]!.free.length === 2) {
    const k = index(a.free[0]!.dim);
    return map('exp', product([], [k], [[exponent.args[0]!, [k, k]]]));
  }
  return op('determinant', [], [a], { text });
}

/** The Euclidean (Frobenius) norm of all entries, and the others by name: `1`, `inf`, `nuclear`, `spectral`, `least` (the least singular value); `largest`, `smallest`: an entry. */
export const norm = (a: Poly, name: string, text?: string): Poly => op('norm', [], [a], { name, text });

export const softmax = (a: Poly, text?: string): Poly => op('softmax', a.free, [a], { text });

/** The softmax of each row of a matrix. */
export function rowSoftmax({ free: [i, j], monos }: Poly, text?: string): Poly {
  return poly([i!, j!], softmax(poly([j!], monos), text).monos);
}

/** A whole power as a product of as many factors, any other as it stands. */
export function matrixPower(a: Poly, exponent: Poly, text?: string): Poly {
  const c = constantOf(exponent);
  const [i, j] = [a.free[0]!, a.free[1]!];
  if (c?.under === 1n) {
    const n = Number(c.over);
    if (n === 0) return poly([i, j], [mono(ONE, [factor(DELTA, [i, j])])]);
    if (n < 0) {
      const base = inverse(a);
      return n === -1 ? base : matrixPower(base, constant(rational(-n)));
    }
    if (n === 1) return a;
    if (n <= 12) {
      const between = Array.from({ length: n - 1 }, () => index(i.dim));
      const ends = [i, ...between, j];
      return withText(
        product(
          [i, j],
          between,
          ends.slice(1).map((_, k) => [a, [ends[k]!, ends[k + 1]!]] as const),
        ),
        text,
      );
    }
  }
  return op('matrix-power', [i, j], [a, exponent], { text });
}

export function matrixFunction(name: string, a: Poly, text?: string): Poly {
  if (name === 'exp' && isZeroPoly(a)) return identity(a.free[0]!.dim);
  return op('matrix-function', a.free, [a], { name, text });
}

export const eigenvalue = (a: Poly, name: string, text?: string): Poly => op('eigenvalue', [], [a], { name, text });

/** A unit vector: `eigenvector`, `left-singular`, `right-singular` of the largest value, or the matrices of all. */
export const vectorOf = (which: OpName, free: readonly Ix[], a: Poly, name: string): Poly =>
  op(which, free, [a], { name });

/** A free function of some arguments; `own` are the indices of its value. */
export const call = (name: string, own: readonly Ix[], args: readonly Poly[], text?: string): Poly =>
  op('function', own, args, { name, text });

/** u^v with an exponent that is no number; both may have indices, the exponent those of the base at most. */
export function symbolicPower(a: Poly, exponent: Poly, text?: string): Poly {
  const c = constantOf(exponent);
  if (c !== undefined) return withText(power(a, c) ?? constant(rational(0)), text);
  if (exponent.free.length > 0 || captured(exponent).length > 0 || isZeroPoly(a))
    return map(
      'exp',
      product(
        a.free,
        [],
        [
          [exponent, exponent.free],
          [map('log', a), a.free],
        ],
      ),
    );
  const it =
    a.monos.length === 1 && isOne(a.monos[0]!.c) && a.monos[0]!.factors.length === 1 && a.monos[0]!.sums.length === 0
      ? a.monos[0]!.factors[0]!
      : undefined;
  const simple =
    it !== undefined && isOne(it.e) && it.symbolic === undefined && it.atom.kind !== 'delta' && it.atom.kind !== 'fuse';
  const whole = closed(a);
  const base = simple ? it : factor({ kind: 'group', of: whole }, whole.free);
  const made = tidy(mono(ONE, [{ ...base, symbolic: exponent }]));
  return withText(poly(a.free, made === undefined ? [] : [made]), text);
}

export const over = (a: Poly): Poly | undefined => {
  const c = constantOf(a);
  if (c !== undefined) return isZero(c) ? undefined : constant(reciprocal(c));
  return power(a, MINUS_ONE);
};

export const half: Rational = rational(1, 2);

/** The number that an explicit sum has reached. */
export const INDEX_VALUE: SymbolAtom = {
  kind: 'symbol',
  key: 'index value',
  tex: '',
  rank: 1,
  flags: new Set(),
  family: true,
};
