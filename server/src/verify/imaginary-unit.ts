/**
 * An i beside exponentials and sines is the imaginary unit: an equation with it is one of real parts and one of imaginary
 * parts. So read, a claim may be confirmed; nothing is refuted.
 *
 * ```
 * e^{-i\omega t} = \cos \omega t - i \sin \omega t
 * ```
 */
import { type Apply, type Expr, some, speaksOf } from '../expr/expr.ts';
import { freeNames } from '../shape/free-names.ts';
import type { Job } from './job.ts';

/** The claim about both parts; none where no i may be the unit, or what the parts are is not told. */
export function withImaginaryUnit(job: Job): readonly Job[] {
  const { left, right, sign } = job.claim;
  const all = [left, right];
  if (sign !== '=' || job.definitions.length > 0) return [];
  const unit = job.names.find(({ key, shape, declared, conditions }) => {
    const isIndex = all.some((it) => freeNames(it).indices.has(key) || some(it, (one) => binds(one, key)));
    return UNIT.test(key) && shape.kind === 'scalar' && !declared && conditions.length === 0 && !isIndex;
  });
  const rest = job.names.filter((it) => it !== unit);
  const isReal = rest.every(({ key, shape }) => shape.kind === 'scalar' && key !== 'e');
  if (unit === undefined || !isReal || !all.some((it) => some(it, (one) => isPowerOf(one, unit.key)))) return [];
  const [a, b] = all.map((it) => partsOf(it, unit.key));
  if (a === undefined || b === undefined) return [];
  const claim = { ...job.claim, left: listed(a, left), right: listed(b, right) };
  return [{ ...job, claim, names: rest, ties: [], quiet: true, said: `${unit.key} is the imaginary unit` }];
}

const UNIT = /^((upright )?[ij]|\\imath|\\jmath)$/;

const binds = (it: Expr, key: string): boolean => it.kind === 'reduce' && it.bound.some((one) => one.key === key);

/** The exponent of `e^x`, `\exp(x)`. */
function exponentOf(it: Expr): Expr | undefined {
  if (it.kind !== 'apply') return undefined;
  const [base, exponent] = it.args;
  if (it.op === 'elementwise' && it.name === 'exp') return base;
  return it.op === 'power' && base?.kind === 'symbol' && base.key === 'e' ? exponent : undefined;
}

function isPowerOf(it: Expr, unit: string): boolean {
  const exponent = exponentOf(it);
  return exponent !== undefined && speaksOf(exponent, unit);
}

/** Real and imaginary part. */
type PartsOf = readonly [re: Expr, im: Expr];

function partsOf(expr: Expr, unit: string): PartsOf | undefined {
  const { span } = expr;
  const number = (value: number): Expr => ({ kind: 'number', value, span });
  const apply = (op: Apply['op'], args: readonly Expr[], more: Partial<Apply> = {}): Expr => ({ kind: 'apply', op, args, span, ...more }); // prettier-ignore
  const of = (name: string, it: Expr): Expr => apply('elementwise', [it], { name });
  const times = (...args: readonly Expr[]): Expr => apply('product', args);
  if (!speaksOf(expr, unit)) return [expr, number(0)];
  if (expr.kind === 'symbol') return [number(0), number(1)];
  const inner = (it: Expr | undefined): PartsOf | undefined => it && partsOf(it, unit);
  if (expr.kind === 'reduce') {
    const body = expr.op === 'sum' ? inner(expr.body) : undefined;
    return (
      body && [
        { ...expr, body: body[0] },
        { ...expr, body: body[1] },
      ]
    );
  }
  if (expr.kind !== 'apply') return undefined;
  const exponent = exponentOf(expr);
  if (exponent !== undefined) {
    const parts = inner(exponent);
    if (parts === undefined) return undefined;
    const [size, angle] = [of('exp', parts[0]), parts[1]];
    return [times(size, of('cos', angle)), times(size, of('sin', angle))];
  }
  const args = expr.args.map(inner);
  if (!args.every((it) => it !== undefined)) return undefined;
  const [first, second, more] = args;
  switch (expr.op) {
    case 'parentheses':
      return first;
    case 'sum':
      return [
        { ...expr, args: args.map(([re]) => re) },
        { ...expr, args: args.map(([, im]) => im) },
      ];
    case 'product':
    case 'dot':
      return args.reduce(([a, b], [c, d]) => [
        apply('sum', [times(a, c), times(b, d)], { signs: [1, -1] }),
        apply('sum', [times(a, d), times(b, c)], { signs: [1, 1] }),
      ]);
    case 'divide': {
      const [over, under] = [first, expr.args[1]];
      if (over === undefined || under === undefined || speaksOf(under, unit)) return undefined;
      return [
        { ...expr, args: [over[0], under] },
        { ...expr, args: [over[1], under] },
      ];
    }
    case 'power': {
      const square = expr.args[1]?.kind === 'number' && expr.args[1].value === 2 && more === undefined;
      if (!square || first === undefined || second === undefined) return undefined;
      const [a, b] = first;
      return [apply('sum', [times(a, a), times(b, b)], { signs: [1, -1] }), times(number(2), a, b)];
    }
    default:
      return undefined;
  }
}

const listed = ([re, im]: PartsOf, { span }: Expr): Expr => ({ kind: 'literal', rows: [[re], [im]], span });
