/**
 * Kronecker products, and what acts on each of their factors. Source: Magnus and Neudecker, ch. 2: (A ⊗ B)⁻¹ = A⁻¹ ⊗ B⁻¹,
 * |A ⊗ B| = |A|ᵐ|B|ⁿ for A n × n and B m × m.
 */
import type { Apply, Expr } from '../expr/expr.ts';
import { multiply } from '../shape/dim.ts';
import { type Elaborating, lower } from './elaborate.ts';
import { determinant, inverse, map, pseudoInverse, symbolicPower } from './ops.ts';
import { ONE } from './rational.ts';
import { factor, FUSE, index, mono, type Poly, poly } from './tensor.ts';
import { countOf, product } from './tidy.ts';
import { added, isSquare, multiplied, transposed, type Value, valueOf } from './value.ts';

/** The inverse, the determinant or its logarithm of a Kronecker product of square matrices, the pseudo-inverse of any. */
export function ofKronecker(whole: Apply, at: Elaborating): Value | undefined {
  const logOf = /^(log|ln)$/.test(whole.name ?? '') && whole.op === 'elementwise' ? whole.args[0] : undefined;
  const inner = logOf?.kind === 'apply' && /^(determinant|bars)$/.test(logOf.op) ? logOf : undefined;
  const expr = inner ?? whole;
  if (!/^(inverse|inverse-transpose|pseudo-inverse|determinant|bars)$/.test(expr.op)) return undefined;
  const [left, right] = factorsIn(expr.args[0]) ?? [];
  if (left === undefined || right === undefined) return undefined;
  const inside: Elaborating = { ...at, wordless: false, ofMatrix: false };
  const [a, b] = [lower(left, inside), lower(right, inside)];
  if (a?.kind !== 'matrix' || b?.kind !== 'matrix') return undefined;
  const each = (f: (it: Poly) => Poly): Value | undefined =>
    kronecker(valueOf('matrix', f(a.p)), valueOf('matrix', f(b.p)));
  if (expr.op === 'pseudo-inverse') return each(pseudoInverse);
  if (!isSquare(a) || !isSquare(b)) return undefined;
  const [n, m] = [countOf(a.p.free[0]!.dim), countOf(b.p.free[0]!.dim)];
  const [detA, detB] = [determinant(a.p), determinant(b.p)];
  const isLog = inner !== undefined || expr.name?.toLowerCase() === 'logdet';
  const times = (x: Poly, y: Poly): Value =>
    valueOf(
      'scalar',
      product(
        [],
        [],
        [
          [x, []],
          [y, []],
        ],
      ),
    );
  switch (expr.op) {
    case 'inverse':
      return each(inverse);
    case 'inverse-transpose': {
      const made = each(inverse);
      return made && transposed(made);
    }
    default:
      return isLog
        ? added([
            [times(m, map('log', detA)), ONE],
            [times(n, map('log', detB)), ONE],
          ])
        : times(symbolicPower(detA, m), symbolicPower(detB, n));
  }
}

/** The factors of a Kronecker product, in brackets or not. */
function factorsIn(expr: Expr | undefined): readonly Expr[] | undefined {
  if (expr?.kind !== 'apply') return undefined;
  if (expr.op === 'parentheses') return factorsIn(expr.args[0]);
  return expr.op === 'kronecker' ? expr.args : undefined;
}

export function kronecker(a: Value, b: Value): Value | undefined {
  if (a.kind === 'scalar' || b.kind === 'scalar') return multiplied(a, b);
  const [left, right] = [asMatrix(a), asMatrix(b)];
  const [i, j] = left.free as readonly [Poly['free'][number], Poly['free'][number]];
  const [k, l] = right.free as readonly [typeof i, typeof i];
  const [p, q] = [index(multiply(i.dim, k.dim)), index(multiply(j.dim, l.dim))];
  const pairs = poly([p, q, i, j, k, l], [mono(ONE, [factor(FUSE, [p, k, i]), factor(FUSE, [q, l, j])])]);
  const made = product(
    [p, q],
    [i, j, k, l],
    [
      [pairs, [p, q, i, j, k, l]],
      [left, [i, j]],
      [right, [k, l]],
    ],
  );
  if (a.kind === 'matrix' || b.kind === 'matrix' || a.kind !== b.kind) return valueOf('matrix', made);
  const side = a.kind === 'vector' ? q : p;
  const kept = side === q ? p : q;
  return valueOf(a.kind, product([kept], [side], [[made, [p, q]]]));
}

const one = { terms: [{ coefficient: 1, atoms: [] }], key: '1' };

/** A column as a matrix with one column, a row as one with one row. */
function asMatrix({ kind, p }: Value): Poly {
  if (kind === 'vector') return poly([p.free[0]!, index(one)], p.monos);
  if (kind === 'row') return poly([index(one), p.free[0]!], p.monos);
  return p;
}
