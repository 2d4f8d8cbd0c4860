/** Averages and covariances over a law of three points, whatever the law is called. */
import { type Expr, walk } from '../../server/src/expr/expr.ts';
import { evaluate, type Scene } from './evaluate.ts';
import { add, type M, map, multiply, scale, transpose } from './matrices.ts';

type Apply = Extract<Expr, { kind: 'apply' }>;

const LAW: readonly (readonly [weight: number, point: (x: number) => number])[] = [
  [0.5, (x) => x],
  [0.3, (x) => 0.5 - x],
  [0.2, (x) => x * x],
];

/** @param drawn the name of what is drawn */
function over(drawn: string, at: Scene, value: (at: Scene) => M): M {
  const known = at.values.get(drawn);
  if (known === undefined) throw new Error('no value for an average');
  return LAW.map(([weight, point]) =>
    scale(value({ ...at, values: new Map([...at.values, [drawn, map(known, point)]]) }), weight),
  ).reduce(add);
}

export function average({ args, under }: Apply, at: Scene): M {
  const drawn: string[] = [];
  if (under !== undefined)
    walk(under, (it) => {
      if (it.kind === 'symbol') drawn.push(it.key);
    });
  if (drawn[0] === undefined || args.length !== 1) throw new Error('no value for an average');
  return over(drawn[0], at, (here) => evaluate(args[0]!, here));
}

/** `\operatorname{Cov}_z(u, v)`, `\operatorname{Var}_z(u)`. */
export function covariance({ args, name }: Apply, at: Scene): M {
  const drawn = /_\{?(\w)/.exec(name ?? '')?.[1];
  const [u, v = u] = args;
  if (drawn === undefined || u === undefined || v === undefined) throw new Error('no value for a covariance');
  const mean = (it: Expr): M => over(drawn, at, (here) => evaluate(it, here));
  const both = over(drawn, at, (here) => multiply(evaluate(u, here), transpose(evaluate(v, here))));
  return add(both, scale(multiply(mean(u), transpose(mean(v))), -1));
}
