/** f → f′ for functions of a number, which act entry by entry. Sources: any table; see DLMF §4 and §7.2 for erf. */
import { inverse, map } from '../algebra/ops.ts';
import { MINUS_ONE, ONE, type Rational, rational } from '../algebra/rational.ts';
import { constant, mono, type Poly, poly, scaled, single } from '../algebra/tensor.ts';
import { power, product, sum } from '../algebra/tidy.ts';

type Derivative = (u: Poly) => Poly;

const f =
  (name: string): Derivative =>
  (u) =>
    map(name, u);
const one = (u: Poly): Poly => poly(u.free, [mono(ONE)]);
const to =
  (e: Rational, g: Derivative = (u) => u): Derivative =>
  (u) =>
    power(g(u), e) ?? constant(rational(0));
const times =
  (a: Derivative, b: Derivative): Derivative =>
  (u) =>
    product(
      u.free,
      [],
      [
        [a(u), u.free],
        [b(u), u.free],
      ],
    );
const minus =
  (a: Derivative): Derivative =>
  (u) =>
    scaled(a(u), MINUS_ONE);
const add =
  (a: Derivative, b: Derivative, sign: Rational = ONE): Derivative =>
  (u) =>
    sum(u.free, [
      [a(u), ONE],
      [b(u), sign],
    ]);
const two = rational(2);
const square = (name: string): Derivative => to(two, f(name));
const squared = to(two, (u) => u);

/** 2/√π */
const twoOverRootPi = scaled(
  power(
    single({ kind: 'symbol', key: '\\pi', tex: '\\pi', rank: 0, flags: new Set(['positive'] as const) }, []),
    rational(-1, 2),
  )!,
  two,
);

// prettier-ignore
const rows: Readonly<Record<string, Derivative>> = {
  exp:      f('exp'),
  log:      to(MINUS_ONE),
  sin:      f('cos'),
  cos:      minus(f('sin')),
  tan:      add(one, square('tan')),
  cot:      minus(add(one, square('cot'))),
  sec:      times(f('sec'), f('tan')),
  csc:      minus(times(f('csc'), f('cot'))),
  sinh:     f('cosh'),
  cosh:     f('sinh'),
  tanh:     add(one, square('tanh'), MINUS_ONE),
  arcsin:   to(rational(-1, 2), add(one, squared, MINUS_ONE)),
  arccos:   minus(to(rational(-1, 2), add(one, squared, MINUS_ONE))),
  arctan:   to(MINUS_ONE, add(one, squared)),
  artanh:   to(MINUS_ONE, add(one, squared, MINUS_ONE)),
  arsinh:   to(rational(-1, 2), add(one, squared)),
  sigmoid:  times(f('sigmoid'), add(one, f('sigmoid'), MINUS_ONE)),
  softplus: f('sigmoid'),
  logit:    times(to(MINUS_ONE), to(MINUS_ONE, add(one, (u) => u, MINUS_ONE))),
  // Almost everywhere:
  relu:     f('step'),
  abs:      f('sign'),
  step:     (u) => poly(u.free, []),
  sign:     (u) => poly(u.free, []),
  floor:    (u) => poly(u.free, []),
  erf:      (u) => product(u.free, [], [[twoOverRootPi, []], [map('exp', minus(squared)(u)), u.free]]),
};

/** The derivative of a function at u; undefined where there is no rule. Free functions get a prime. */
export function slope(name: string, u: Poly): Poly | undefined {
  if (name.startsWith('@')) return map(`${name}'`, u);
  return Object.hasOwn(rows, name) ? rows[name]!(u) : undefined;
}

/** The matrix f′(M) of tr f(M); undefined where there is no rule. */
export function matrixSlope(name: string, m: Poly, of: (name: string, m: Poly) => Poly): Poly | undefined {
  switch (name) {
    case 'exp':
      return of('exp', m);
    case 'log':
      return inverse(m);
    case 'sin':
      return of('cos', m);
    case 'cos':
      return scaled(of('sin', m), MINUS_ONE);
    case 'sinh':
      return of('cosh', m);
    case 'cosh':
      return of('sinh', m);
    default:
      return undefined;
  }
}
