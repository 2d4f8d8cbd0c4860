/** Numbers made of the entries of a column: log-sum-exp, entropy, divergence. */
import { map } from './ops.ts';
import { MINUS_ONE, ONE } from './rational.ts';
import type { Poly } from './tensor.ts';
import { product, sum } from './tidy.ts';
import { added, hadamard, onesOf, type Value, valueOf } from './value.ts';

/** @param name in small letters */
export function toNumber(name: string, a: Value, b: Value | undefined): Value | undefined {
  if (a.kind === 'scalar') return undefined;
  switch (name) {
    case 'logsumexp':
    case 'lse':
      return valueOf('scalar', logSumExp(a.p));
    case 'entropy': {
      const terms = hadamard(a, logOf(a));
      return terms && total(added([[terms, MINUS_ONE]]));
    }
    case 'kl': {
      const ratio =
        b === undefined
          ? undefined
          : added([
              [logOf(a), ONE],
              [logOf(b), MINUS_ONE],
            ]);
      return ratio === undefined ? undefined : total(hadamard(a, ratio));
    }
    default:
      return undefined;
  }
}

const logOf = (a: Value): Value => valueOf(a.kind, map('log', a.p));

/** The sum of all entries. */
const total = (a: Value | undefined): Value | undefined =>
  a === undefined ? undefined : valueOf('scalar', product([], a.p.free, [[a.p, a.p.free]]));

function logSumExp(a: Poly): Poly {
  const e = map('exp', a);
  return map('log', product([], e.free, [[e, e.free]]));
}

export function logSoftmax(a: Value): Value {
  const spread = product(
    a.p.free,
    [],
    [
      [onesOf(a.p.free[0]!), a.p.free],
      [logSumExp(a.p), []],
    ],
  );
  return valueOf(
    a.kind,
    sum(a.p.free, [
      [a.p, ONE],
      [spread, MINUS_ONE],
    ]),
  );
}
