/**
 * Functions of one number. `real` gives NaN or an infinity outside the domain; `complex` is the analytic continuation,
 * used for complex steps: where a function has a kink, the branch of the real part.
 */
type Complex = readonly [re: number, im: number];

interface Row {
  readonly real: (x: number) => number;
  readonly complex: (re: number, im: number) => Complex;
}

const exp = (re: number, im: number): Complex => {
  const size = Math.exp(re);
  return [size * Math.cos(im), size * Math.sin(im)];
};
const log = (re: number, im: number): Complex => [Math.log(Math.hypot(re, im)), Math.atan2(im, re)];
const times = ([a, b]: Complex, [c, d]: Complex): Complex => [a * c - b * d, a * d + b * c];
const over = (x: Complex, [c, d]: Complex): Complex => {
  const norm = c * c + d * d;
  return times(x, [c / norm, -d / norm]);
};
const plus = ([a, b]: Complex, [c, d]: Complex, sign = 1): Complex => [a + sign * c, b + sign * d];
const scaled = ([a, b]: Complex, factor: number): Complex => [a * factor, b * factor];
const sqrt = (re: number, im: number): Complex => {
  if (re > 0) {
    // Exact for the tiny imaginary part of a step.
    const root = Math.sqrt((Math.hypot(re, im) + re) / 2);
    return [root, im / (2 * root)];
  }
  const size = Math.sqrt(Math.hypot(re, im));
  const angle = Math.atan2(im, re) / 2;
  return [size * Math.cos(angle), size * Math.sin(angle)];
};
const sin = (re: number, im: number): Complex => [Math.sin(re) * Math.cosh(im), Math.cos(re) * Math.sinh(im)];
const cos = (re: number, im: number): Complex => [Math.cos(re) * Math.cosh(im), -Math.sin(re) * Math.sinh(im)];
const sinh = (re: number, im: number): Complex => [Math.sinh(re) * Math.cos(im), Math.cosh(re) * Math.sin(im)];
const cosh = (re: number, im: number): Complex => [Math.cosh(re) * Math.cos(im), Math.sinh(re) * Math.sin(im)];
const tanh = (re: number, im: number): Complex => over(sinh(re, im), cosh(re, im));
const sigmoid = (re: number, im: number): Complex => over([1, 0], plus([1, 0], exp(-re, -im)));
const softplus = (re: number, im: number): Complex => (re > 30 ? [re, im] : log(...plus([1, 0], exp(re, im))));
const ONE: Complex = [1, 0];
/** log(z + √(z² + sign)) and its like. */
const areaOf = (z: Complex, sign: 1 | -1): Complex => log(...plus(z, sqrt(...plus(times(z, z), [sign, 0]))));

/** Exact for a tiny imaginary part, which the logarithm of a number beside the unit circle would lose. */
const arctan = ([x, y]: Complex): Complex => [
  Math.atan2(2 * x, 1 - x * x - y * y) / 2,
  Math.log1p((4 * y) / (x * x + (1 - y) ** 2)) / 4,
];
const arcsin = (z: Complex): Complex => arctan(over(z, sqrt(...plus(ONE, times(z, z), -1))));
const arctanh = (z: Complex): Complex => scaled(log(...over(plus(ONE, z), plus(ONE, z, -1))), 0.5);

/** Lanczos' approximation, to 15 digits. */
const LANCZOS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];
function logGamma(re: number, im: number): Complex {
  if (re < 0.5) {
    const reflected = logGamma(1 - re, -im);
    return plus(log(...over([Math.PI, 0], sin(Math.PI * re, Math.PI * im))), reflected, -1);
  }
  const z: Complex = [re - 1, im];
  let sum: Complex = [LANCZOS[0]!, 0];
  for (let i = 1; i < LANCZOS.length; i++) sum = plus(sum, over([LANCZOS[i]!, 0], plus(z, [i, 0])));
  const t = plus(z, [7.5, 0]);
  const body = plus(times(plus(z, [0.5, 0]), log(...t)), t, -1);
  return plus(plus(body, log(...sum)), [0.5 * Math.log(2 * Math.PI), 0]);
}

/** The logarithmic derivative of Γ: recurrence to large arguments, then the asymptotic series. */
function digamma(re: number, im: number): Complex {
  let z: Complex = [re, im];
  let sum: Complex = [0, 0];
  while (z[0] < 10) {
    sum = plus(sum, over(ONE, z), -1);
    z = plus(z, ONE);
  }
  const w = over(ONE, times(z, z));
  let series: Complex = [0, 0];
  for (const c of [1 / 12, -691 / 32760, 1 / 132, -1 / 240, 1 / 252, -1 / 120, 1 / 12])
    series = plus(times(series, w), [c, 0]);
  return plus(plus(sum, plus(log(...z), scaled(over(ONE, z), 0.5), -1)), times(w, series), -1);
}

/** The error function by its series, which converges everywhere and is enough for |z| < 6. */
function erf(re: number, im: number): Complex {
  if (Math.abs(re) > 6) return [Math.sign(re), 0];
  const z: Complex = [re, im];
  const square = times(z, z);
  let term = z;
  let sum = z;
  for (let n = 1; n < 200; n++) {
    term = scaled(times(term, square), 2 / (2 * n + 1));
    sum = plus(sum, term);
    if (Math.hypot(...term) < 1e-18 * Math.hypot(...sum)) break;
  }
  return scaled(times(exp(-square[0], -square[1]), sum), 2 / Math.sqrt(Math.PI));
}

const GELU = (re: number, im: number): Complex =>
  times([re / 2, im / 2], plus(ONE, erf(re * Math.SQRT1_2, im * Math.SQRT1_2)));

/** A function given by its continuation. */
const analytic = (complex: Row['complex'], real?: Row['real']): Row => ({
  complex,
  real: real ?? ((x) => complex(x, 0)[0]),
});

/** Straight on both sides of zero. */
const kinked = (left: number, right: number): Row => ({
  real: (x) => (x < 0 ? left : right) * x,
  complex: (re, im) => scaled([re, im], re < 0 ? left : right),
});

const constant = (real: Row['real']): Row => ({ real, complex: (re) => [real(re), 0] });

const positive =
  (real: (x: number) => number): ((x: number) => number) =>
  (x) =>
    x > 0 ? real(x) : NaN;

// prettier-ignore
export const functions: Readonly<Record<string, Row>> = {
  exp: analytic(exp, Math.exp),
  log: analytic(log, positive(Math.log)),
  log2: analytic((re, im) => scaled(log(re, im), Math.LOG2E), positive(Math.log2)),
  log10: analytic((re, im) => scaled(log(re, im), Math.LOG10E), positive(Math.log10)),
  sqrt: analytic(sqrt, positive(Math.sqrt)),
  sin: analytic(sin, Math.sin), cos: analytic(cos, Math.cos), tan: analytic((re, im) => over(sin(re, im), cos(re, im)), Math.tan),
  cot: analytic((re, im) => over(cos(re, im), sin(re, im))), sec: analytic((re, im) => over(ONE, cos(re, im))), csc: analytic((re, im) => over(ONE, sin(re, im))),
  sinh: analytic(sinh, Math.sinh), cosh: analytic(cosh, Math.cosh), tanh: analytic(tanh, Math.tanh), coth: analytic((re, im) => over(cosh(re, im), sinh(re, im))),
  sech: analytic((re, im) => over(ONE, cosh(re, im))), csch: analytic((re, im) => over(ONE, sinh(re, im))),
  arcsinh: analytic((re, im) => areaOf([re, im], 1), Math.asinh),
  arccosh: analytic((re, im) => areaOf([re, im], -1), Math.acosh),
  arctanh: analytic((re, im) => arctanh([re, im]), Math.atanh),
  arctan: analytic((re, im) => arctan([re, im]), Math.atan),
  arcsin: analytic((re, im) => arcsin([re, im]), Math.asin),
  arccos: analytic((re, im) => plus([Math.PI / 2, 0], arcsin([re, im]), -1), Math.acos),
  sigmoid: analytic(sigmoid, (x) => 1 / (1 + Math.exp(-x))),
  logsigmoid: analytic((re, im) => scaled(softplus(-re, -im), -1)),
  softplus: analytic(softplus),
  silu: analytic((re, im) => times([re, im], sigmoid(re, im))),
  gelu: analytic(GELU),
  logit: analytic((re, im) => log(...over([re, im], plus(ONE, [re, im], -1))), (x) => (x > 0 && x < 1 ? Math.log(x / (1 - x)) : NaN)),
  erf: analytic(erf),
  gamma: analytic((re, im) => exp(...logGamma(re, im)), (x) => (x > 0 ? Math.exp(logGamma(x, 0)[0]) : NaN)),
  factorial: analytic((re, im) => exp(...logGamma(re + 1, im)), (x) => (x > -1 ? Math.exp(logGamma(x + 1, 0)[0]) : NaN)),
  loggamma: analytic(logGamma, positive((x) => logGamma(x, 0)[0])),
  digamma: analytic(digamma, positive((x) => digamma(x, 0)[0])),
  relu: kinked(0, 1), leakyrelu: kinked(0.01, 1), abs: kinked(-1, 1),
  elu: { real: (x) => (x < 0 ? Math.expm1(x) : x), complex: (re, im) => (re < 0 ? plus(exp(re, im), ONE, -1) : [re, im]) },
  sign: constant(Math.sign), step: constant((x) => (x > 0 ? 1 : 0)), floor: constant(Math.floor), ceil: constant(Math.ceil),
};

/** Other names of the same. */
// prettier-ignore
const aliases: Readonly<Record<string, string>> = {
  ln: 'log', lg: 'log10', sgn: 'sign', expit: 'sigmoid', swish: 'silu', artanh: 'arctanh', atanh: 'arctanh', arsinh: 'arcsinh', asinh: 'arcsinh',
  arcosh: 'arccosh', acosh: 'arccosh', atan: 'arctan', asin: 'arcsin', acos: 'arccos', logistic: 'sigmoid', lngamma: 'loggamma', heaviside: 'step', sigm: 'sigmoid',
};

/** The name under which a function has its row; undefined for a name that is none. */
export function functionNamed(name: string): string | undefined {
  const key = name.toLowerCase();
  const known = Object.hasOwn(aliases, key) ? aliases[key]! : key;
  return Object.hasOwn(functions, known) ? known : undefined;
}
