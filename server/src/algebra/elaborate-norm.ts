/** Norms of columns and matrices, by name. */
import type { Apply } from '../expr/expr.ts';
import { type Elaborating, fault, lower, named, said } from './elaborate.ts';
import { productOf } from './elaborate-apply.ts';
import { half, map, norm, over, symbolicPower } from './ops.ts';
import { rational } from './rational.ts';
import { constant, index, type Poly, poly } from './tensor.ts';
import { power, product } from './tidy.ts';
import { transposed, type Value, valueOf } from './value.ts';

const NORMS: Readonly<Record<string, 'F' | 'nuclear'>> = {
  F: 'F',
  Fro: 'F',
  fro: 'F',
  HS: 'F',
  '*': 'nuclear',
  '\\ast': 'nuclear',
  ast: 'nuclear',
  nuc: 'nuclear',
  star: 'nuclear',
  tr: 'nuclear',
};

export function normed(expr: Apply, a: Value, at: Elaborating): Value | undefined {
  const whole = said(expr, at);
  const text = at.wordless === true ? undefined : whole;
  const name = (expr.name ?? '').replace('\\', '');
  if (a.kind === 'scalar') return valueOf('scalar', map('abs', a.p, text));
  const known = NORMS[name] ?? NORMS[expr.name ?? ''];
  const order = orderOf(expr);
  if (expr.weight !== undefined && order === undefined) return weighted(a, lower(expr.weight, at), whole, at);
  if (known !== undefined)
    return known === 'F' || a.kind === 'matrix'
      ? valueOf('scalar', norm(a.p, a.kind === 'matrix' ? known : '2', text))
      : fault(at, `no rule for ${whole}`);
  if (a.kind === 'matrix') {
    if (name === '1' || name === '1,1') {
      if (name === '1') at.readings.push(`${whole} is read as the sum of the sizes of all entries`);
      return valueOf('scalar', norm(a.p, '1', text));
    }
    if (name === 'infty' || name === '∞') {
      at.readings.push(`${whole} is read as the largest sum of sizes in a row`);
      return rowNorm(a.p);
    }
    if (name === 'max') return valueOf('scalar', norm(a.p, 'inf', text));
    if (name === '2,1') {
      at.readings.push(`${whole} is read as the sum of the norms of the columns`);
      return columnNorms(a.p);
    }
    if (name === '2' || name === 'op') return valueOf('scalar', norm(a.p, 'spectral', text));
    if (name !== '') return fault(at, `no rule for ${whole}`);
    at.readings.push(`${whole} is read as the Frobenius norm`);
    return valueOf('scalar', norm(a.p, 'F', text));
  }
  if (name === '' || name === '2') return valueOf('scalar', norm(a.p, '2', text));
  if (name === '1') return valueOf('scalar', norm(a.p, '1', text));
  if (name === 'infty' || name === '∞' || name === 'max') return valueOf('scalar', norm(a.p, 'inf', text));
  // The name comes without its backslash.
  const weight = at.shapeOfName(name).kind === 'unknown' ? `\\${name}` : name;
  const shape = at.shapeOfName(weight);
  if (order === undefined && shape.kind === 'matrix') return weighted(a, named(weight, weight, shape, at), whole, at);
  const exponent = order ?? (name === 'p' || name === 'q' ? named(name, name, { kind: 'scalar' }, at)?.p : undefined);
  const root = exponent === undefined ? undefined : over(exponent);
  if (exponent === undefined || root === undefined) return fault(at, `no rule for ${whole}`);
  const powers = symbolicPower(map('abs', a.p), exponent);
  return valueOf('scalar', symbolicPower(product([], powers.free, [[powers, powers.free]]), root, text));
}

/** The p of `\|x\|_3`, `\|x\|_{3/2}`, `\|x\|_{\frac{1}{2}}`. */
function orderOf({ name = '', weight }: Apply): Poly | undefined {
  if (weight?.kind === 'apply' && weight.op === 'divide') {
    const [over, under] = weight.args;
    if (over?.kind === 'number' && under?.kind === 'number') return ratioOf(over.value, under.value);
    return undefined;
  }
  const [, over, under = '1'] = /^(\d+)(?:\/(\d+))?$/.exec(name) ?? [];
  return over === undefined ? undefined : ratioOf(Number(over), Number(under));
}

const ratioOf = (over: number, under: number): Poly | undefined =>
  Number.isInteger(over) && Number.isInteger(under) && over > 0 && under > 0
    ? constant(rational(over, under))
    : undefined;

/** Σ_j (Σ_i A_ij²)^½ */
function columnNorms({ free: [i, j], monos }: Poly): Value | undefined {
  const entries = poly([i!, j!], monos);
  const [p, q] = [index(i!.dim), index(j!.dim)];
  const root = power(
    product(
      [q],
      [p],
      [
        [entries, [p, q]],
        [entries, [p, q]],
      ],
    ),
    half,
  );
  return root === undefined ? undefined : valueOf('scalar', product([], [q], [[root, [q]]]));
}

/** max_i Σ_j |A_ij| */
function rowNorm(a: Poly): Value {
  const sizes = map('abs', a);
  const [i, j] = [index(a.free[0]!.dim), index(a.free[1]!.dim)];
  return valueOf('scalar', norm(product([i], [j], [[sizes, [i, j]]]), 'largest'));
}

/** `\|x\|_A` is (x^⊤Ax)^{1/2}. */
function weighted(a: Value, weight: Value | undefined, text: string, at: Elaborating): Value | undefined {
  if (weight?.kind !== 'matrix' || a.kind !== 'vector') return fault(at, `no rule for ${text}`);
  const form = productOf([transposed(a), weight, a], false);
  const root = form === undefined ? undefined : power(form.p, half);
  return root === undefined ? undefined : valueOf('scalar', root);
}
