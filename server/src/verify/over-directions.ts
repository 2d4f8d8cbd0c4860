/**
 * `\max_{\|x\| = 1} \|Ax\|`, `\min_{x \ne 0} \frac{x^\top A x}{x^\top x}`: what is a quadratic form in x, or the root of one, is
 * largest and least over all directions at the eigenvalues of its matrix.
 */
import { type Expr, type Reduce, type Relation, some, unbracketed } from '../expr/expr.ts';
import { evaluate } from './evaluate.ts';
import type { Job } from './job.ts';
import { symmetricEigen } from './spectral.ts';
import { dataOf, isScalar, scalarOf, type Value } from './value.ts';
import { binding, type World } from './world.ts';

/** What the form is compared with where the directions run over more than the unit sphere. */
type Over = 'sphere' | 'ball' | 'directions';

/** Undefined where the values are not those of a quadratic form, or the condition is another one. */
export function overDirections(expr: Reduce, world: World): Value | undefined {
  const [index, more] = expr.bound;
  if (index === undefined || more !== undefined || world.numbers.kind === 'modular') return undefined;
  const over = directionsOf(index.where, index.key);
  const dims = over && world.dimsOfName(index.key);
  const [n = 0, columns] = dims ?? [];
  if (over === undefined || n < 2 || columns !== undefined) return undefined;
  const at = (x: readonly number[]): number => {
    const value = evaluate(expr.body, binding(world, [[index.key, { dims: [n], parts: [Float64Array.from(x)] }]]));
    return isScalar(value) ? dataOf(value)[0]! : NaN;
  };
  const form = formOf(at, n, over);
  if (form === undefined) return undefined;
  const { values } = symmetricEigen(form.matrix, n);
  const isLargest = /^(max|sup)/.test(expr.name ?? '');
  const extreme = isLargest ? values[0]! : values[n - 1]!;
  // Inside the ball the form is nought as well.
  const reached = over === 'ball' ? (isLargest ? Math.max(extreme, 0) : Math.min(extreme, 0)) : extreme;
  if (!form.isRoot) return scalarOf(reached);
  return scalarOf(Math.sqrt(Math.max(reached, 0)));
}

/** What `\|x\| = 1`, `x^\top x = 1`, `\|x\| \le 1` and `x \ne 0` leave of x. */
function directionsOf(where: Relation | undefined, key: string): Over | undefined {
  const [left, right, more] = where?.sides ?? [];
  if (where === undefined || left === undefined || right?.kind !== 'number' || more !== undefined) return undefined;
  const sign = where.signs[0]?.text ?? '';
  if (/^(\\neq?|≠)$/.test(sign)) return isName(left, key) && right.value === 0 ? 'directions' : undefined;
  if (right.value !== 1 || !isLength(left, key)) return undefined;
  if (sign === '=') return 'sphere';
  return /^(\\le|\\leq|\\leqslant|≤)$/.test(sign) ? 'ball' : undefined;
}

const isName = (expr: Expr | undefined, key: string): boolean => expr?.kind === 'symbol' && expr.key === key;

/** The length of x, or its square. */
function isLength(expr: Expr, key: string): boolean {
  const it = unbracketed(expr);
  if (it.kind !== 'apply') return false;
  const [first, second] = it.args;
  switch (it.op) {
    case 'norm':
      return (it.name === undefined || it.name === '' || it.name === '2') && isName(first, key);
    case 'power':
      return first !== undefined && second?.kind === 'number' && second.value === 2 && isLength(first, key);
    case 'product': {
      const turned = first?.kind === 'apply' && first.op === 'transpose' ? first.args[0] : undefined;
      return it.args.length === 2 && isName(turned, key) && isName(second, key);
    }
    case 'inner':
      return isName(first, key) && isName(second, key);
    default:
      return false;
  }
}

interface Form {
  readonly matrix: Float64Array;
  /** The values are the roots of those of the form. */
  readonly isRoot: boolean;
}

/** The quadratic form by its values, confirmed at places that it was not made of. */
function formOf(at: (x: readonly number[]) => number, n: number, over: Over): Form | undefined {
  const [place, other] = PLACES.map((it) => Array.from({ length: n }, (_, i) => it(i)));
  const growth = at(place!.map((it) => 2 * it)) / at(place!);
  const degree = [0, 1, 2].find((it) => Math.abs(growth - 2 ** it) < TOLERANCE);
  if (degree === undefined || (degree !== 0 && over === 'directions')) return undefined;
  const square = (x: readonly number[]): number => x.reduce((sum, it) => sum + it * it, 0);
  for (const isRoot of degree === 0 ? [false, true] : [degree === 1]) {
    const value = (x: readonly number[]): number => (isRoot ? at(x) ** 2 : at(x)) * (degree === 0 ? square(x) : 1);
    const unit = (...ones: readonly number[]): readonly number[] =>
      Array.from({ length: n }, (_, i) => (ones.includes(i) ? 1 : 0));
    const own = Array.from({ length: n }, (_, i) => value(unit(i)));
    const matrix = new Float64Array(n * n);
    for (let i = 0; i < n; i++)
      for (let j = 0; j < n; j++) matrix[i * n + j] = i === j ? own[i]! : (value(unit(i, j)) - own[i]! - own[j]!) / 2;
    const told = (x: readonly number[]): number =>
      x.reduce((sum, a, i) => x.reduce((all, b, j) => all + a * b * matrix[i * n + j]!, sum), 0);
    const isSo = [place!, other!].every((x) => {
      const [found, wanted] = [told(x), value(x)];
      return Math.abs(found - wanted) <= TOLERANCE * (1 + Math.abs(wanted));
    });
    // A root is never less than nought; of a form of both signs there is none.
    if (isSo && (!isRoot || at(place!) >= 0)) return { matrix, isRoot };
  }
  return undefined;
}

const PLACES: readonly ((i: number) => number)[] = [(i) => 0.7 - 0.45 * i + 0.13 * i * i, (i) => Math.cos(1 + 2.3 * i)];

const TOLERANCE = 1e-8;

/** `\max f(x) = f(x)`: over what f is largest, nothing says, and no value stands for the largest of them. */
export function isLargestOfNothing({ claim, shapes }: Job): boolean {
  const [left, right] = [claim.left, claim.right].map((side) =>
    some(
      side,
      (it) =>
        it.kind === 'apply' &&
        it.op === 'extremum' &&
        it.args.length === 1 &&
        shapes.get(it.args[0]!)?.kind === 'scalar',
    ),
  );
  return left !== right;
}
