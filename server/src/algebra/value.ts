/** Numbers, columns, rows and matrices: entries together with what a mathematician calls them, and their products. */
import { index, type Ix, type Poly, poly, single } from './tensor.ts';
import { DELTA, mono } from './tensor.ts';
import { ONE, type Rational } from './rational.ts';
import { product, sum } from './tidy.ts';
import { ONE as ONE_DIM } from '../shape/dim.ts';

export type Kind = 'scalar' | 'vector' | 'row' | 'matrix';

export interface Value {
  readonly kind: Kind;
  readonly p: Poly;
}

export const scalarValue = (p: Poly): Value => ({ kind: 'scalar', p });
export const valueOf = (kind: Kind, p: Poly): Value => ({ kind, p });

export const isSquare = ({ kind, p }: Value): boolean => kind === 'matrix' && p.free[0]!.dim.key === p.free[1]!.dim.key;

export const dimKey = (a: Value, side: number): string => a.p.free[side]?.dim.key ?? ONE_DIM.key;

/** A size that nothing tells fits any. */
const isOpen = (key: string): boolean => key.startsWith('?');
const fits = (a: Ix, b: Ix): boolean => a.dim.key === b.dim.key || isOpen(a.dim.key) || isOpen(b.dim.key);
const joint = (a: Ix, b: Ix): Ix => index(isOpen(a.dim.key) ? b.dim : a.dim);

export function transposed({ kind, p }: Value): Value {
  switch (kind) {
    case 'scalar':
      return { kind, p };
    case 'vector':
      return { kind: 'row', p };
    case 'row':
      return { kind: 'vector', p };
    case 'matrix':
      return { kind, p: { free: [p.free[1]!, p.free[0]!], monos: p.monos } };
  }
}

/** The product as written; undefined where there is none. `dot`: two columns have an inner product. */
export function multiplied(a: Value, b: Value, dot = false): Value | undefined {
  if (a.kind === 'scalar')
    return {
      kind: b.kind,
      p: product(
        b.p.free,
        [],
        [
          [a.p, []],
          [b.p, b.p.free],
        ],
      ),
    };
  if (b.kind === 'scalar')
    return {
      kind: a.kind,
      p: product(
        a.p.free,
        [],
        [
          [a.p, a.p.free],
          [b.p, []],
        ],
      ),
    };
  const [last, first] = [a.p.free[a.p.free.length - 1]!, b.p.free[0]!];
  const k = joint(last, first);
  const meets = fits(last, first);
  switch (`${a.kind} ${b.kind}`) {
    case 'row vector':
      return meets
        ? {
            kind: 'scalar',
            p: product(
              [],
              [k],
              [
                [a.p, [k]],
                [b.p, [k]],
              ],
            ),
          }
        : undefined;
    case 'vector vector':
    case 'row row':
      return dot && meets
        ? {
            kind: 'scalar',
            p: product(
              [],
              [k],
              [
                [a.p, [k]],
                [b.p, [k]],
              ],
            ),
          }
        : undefined;
    case 'vector row': {
      const free = [index(a.p.free[0]!.dim), index(b.p.free[0]!.dim)];
      return {
        kind: 'matrix',
        p: product(
          free,
          [],
          [
            [a.p, [free[0]!]],
            [b.p, [free[1]!]],
          ],
        ),
      };
    }
    case 'matrix vector': {
      const free = [index(a.p.free[0]!.dim)];
      return meets
        ? {
            kind: 'vector',
            p: product(
              free,
              [k],
              [
                [a.p, [free[0]!, k]],
                [b.p, [k]],
              ],
            ),
          }
        : undefined;
    }
    case 'row matrix': {
      const free = [index(b.p.free[1]!.dim)];
      return meets
        ? {
            kind: 'row',
            p: product(
              free,
              [k],
              [
                [a.p, [k]],
                [b.p, [k, free[0]!]],
              ],
            ),
          }
        : undefined;
    }
    case 'matrix matrix': {
      const free = [index(a.p.free[0]!.dim), index(b.p.free[1]!.dim)];
      return meets
        ? {
            kind: 'matrix',
            p: product(
              free,
              [k],
              [
                [a.p, [free[0]!, k]],
                [b.p, [k, free[1]!]],
              ],
            ),
          }
        : undefined;
    }
    default:
      return undefined;
  }
}

/** Entry by entry; a number goes with everything. */
export function hadamard(a: Value, b: Value): Value | undefined {
  if (a.kind === 'scalar' || b.kind === 'scalar') return multiplied(a, b);
  if (a.kind !== b.kind || a.p.free.some((it, i) => !fits(it, b.p.free[i]!))) return undefined;
  const free = a.p.free.map((it, i) => joint(it, b.p.free[i]!));
  return {
    kind: a.kind,
    p: product(
      free,
      [],
      [
        [a.p, free],
        [b.p, free],
      ],
    ),
  };
}

/** A sum; a number beside a vector or a matrix is added to every entry. Undefined where the shapes do not fit. */
export function added(parts: readonly (readonly [Value, Rational])[]): Value | undefined {
  const shaped = parts.find(([it]) => it.kind !== 'scalar')?.[0] ?? parts[0]?.[0];
  if (shaped === undefined) return undefined;
  const alikes = parts.filter(([it]) => it.kind === shaped.kind);
  const free = shaped.p.free.map((_, i) => alikes.map(([it]) => it.p.free[i]!).reduce(joint));
  const spread: (readonly [Poly, Rational])[] = [];
  for (const [it, c] of parts) {
    const alike = it.kind === shaped.kind && it.p.free.every((x, i) => fits(x, free[i]!));
    if (!alike && it.kind !== 'scalar') return undefined;
    spread.push([alike ? it.p : poly(free, it.p.monos), c]);
  }
  return { kind: shaped.kind, p: sum(free, spread) };
}

/** A column as the matrix with its entries on the diagonal, a matrix as the column of its diagonal. */
export function diagonal({ kind, p }: Value): Value | undefined {
  const i = index(p.free[0]?.dim ?? ONE_DIM);
  if (kind === 'vector' || kind === 'row') {
    const j = index(i.dim);
    return {
      kind: 'matrix',
      p: product(
        [i, j],
        [],
        [
          [p, [i]],
          [single(DELTA, [i, j]), [i, j]],
        ],
      ),
    };
  }
  if (kind !== 'matrix' || p.free[0]!.dim.key !== p.free[1]!.dim.key) return undefined;
  return { kind: 'vector', p: product([i], [], [[p, [i, i]]]) };
}

export function trace({ kind, p }: Value): Poly | undefined {
  if (kind === 'scalar') return p;
  if (kind !== 'matrix' || p.free[0]!.dim.key !== p.free[1]!.dim.key) return undefined;
  const k: Ix = index(p.free[0]!.dim);
  // tr(A + B) is kept whole by its brackets only where it is not a single product.
  return product([], [k], [[p, [k, k]]]);
}

export const onesOf = (ix: Ix): Poly => poly([ix], [mono(ONE)]);
