/**
 * Numbers of pairs of pairs: p = f + |f| s may be taken apart in several ways. In digits, the fastest first, there is one:
 *
 * ```
 * p = (k + |k| i) + |k||i| s      is  p = k + |k| t, t = i + |i| s
 * p = f + |f| s = g + |g| u       with |g| = |f| r  is  g = f + |f| t, s = t + r u
 * ```
 */
import { type Dim, multiply, named, number } from '../shape/dim.ts';
import { collect } from './canonical.ts';
import { type Factor, factor, FUSE, type Ix, type Mono, type Poly, poly } from './tensor.ts';
import { tidy } from './tidy.ts';

/** The same value, what numbers pairs of pairs in digits. */
export const inDigits = (a: Poly): Poly =>
  collect(
    poly(
      a.free,
      a.monos.flatMap((it) => digits(it) ?? []),
    ),
  );

function digits(given: Mono): Mono | undefined {
  let mono: Mono | undefined = given;
  // Each step makes a pair finer; there are no more steps than pairs of pairs.
  for (let step = 0; step < 64 && mono !== undefined; step++) {
    const next: Mono | undefined = split(mono) ?? turned(mono);
    if (next === undefined) return mono;
    mono = tidy(next);
  }
  return mono;
}

const isFuse = ({ atom }: Factor): boolean => atom.kind === 'fuse';

/** One number in two pairs. */
function split({ c, factors, sums }: Mono): Mono | undefined {
  const fuses = factors.filter(isFuse);
  for (const fine of fuses) {
    for (const coarse of fuses) {
      if (fine === coarse || fine.ix[0] !== coarse.ix[0]) continue;
      const [, f, s] = fine.ix as readonly [Ix, Ix, Ix];
      const [, g, u] = coarse.ix as readonly [Ix, Ix, Ix];
      const r = quotient(g.dim, f.dim);
      if (r === undefined || r.key === '1') continue;
      const t: Ix = { dim: r };
      const rest = factors.filter((it) => it !== coarse);
      return { c, factors: [...rest, factor(FUSE, [g, f, t]), factor(FUSE, [s, t, u])], sums: [...sums, t] };
    }
  }
  return undefined;
}

/** The fast member of a pair is a pair that nothing else needs. */
function turned({ c, factors, sums }: Mono): Mono | undefined {
  for (const whole of factors) {
    const [p, f, s] = isFuse(whole) ? (whole.ix as readonly [Ix, Ix, Ix]) : [];
    if (p === undefined || f === undefined || s === undefined || !sums.includes(f)) continue;
    const users = factors.filter((it) => it.ix.includes(f));
    const inner = users.find((it) => it !== whole && isFuse(it) && it.ix[0] === f);
    if (inner === undefined || users.length !== 2) continue;
    const [, k, i] = inner.ix as readonly [Ix, Ix, Ix];
    const t: Ix = { dim: multiply(i.dim, s.dim) };
    const rest = factors.filter((it) => it !== whole && it !== inner);
    return {
      c,
      factors: [...rest, factor(FUSE, [p, k, t]), factor(FUSE, [t, i, s])],
      sums: [...sums.filter((it) => it !== f), t],
    };
  }
  return undefined;
}

/** mnp ÷ mn is p; undefined where it does not come out even. */
function quotient(a: Dim, b: Dim): Dim | undefined {
  const [x, y] = [a.terms[0], b.terms[0]];
  if (x === undefined || y === undefined || a.terms.length > 1 || b.terms.length > 1) return undefined;
  const rest = [...x.atoms];
  for (const it of y.atoms) {
    const place = rest.indexOf(it);
    if (place < 0) return undefined;
    rest.splice(place, 1);
  }
  const coefficient = x.coefficient / y.coefficient;
  return Number.isInteger(coefficient) ? rest.map(named).reduce(multiply, number(coefficient)) : undefined;
}
