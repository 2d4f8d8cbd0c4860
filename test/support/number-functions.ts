/** Functions of one number by the names that formulas give them. */
export const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

/** Abramowitz and Stegun 7.1.5, summed until nothing changes. */
function erf(x: number): number {
  let term = x;
  let sum = x;
  for (let n = 1; n < 200; n++) {
    term *= (-x * x) / n;
    sum += term / (2 * n + 1);
  }
  return (2 / Math.sqrt(Math.PI)) * sum;
}

export const functions: Readonly<Record<string, (x: number) => number>> = {
  exp: Math.exp, log: Math.log, ln: Math.log, sin: Math.sin, cos: Math.cos, tan: Math.tan, cot: (x) => 1 / Math.tan(x), sec: (x) => 1 / Math.cos(x),
  csc: (x) => 1 / Math.sin(x), sech: (x) => 1 / Math.cosh(x), sinh: Math.sinh, cosh: Math.cosh, tanh: Math.tanh, arcsin: Math.asin, arccos: Math.acos, arctan: Math.atan,
  artanh: Math.atanh, arsinh: Math.asinh, sigmoid, softplus: (x) => Math.log(1 + Math.exp(x)), relu: (x) => Math.max(0, x), abs: Math.abs, sign: Math.sign, sgn: Math.sign,
  step: (x) => Number(x > 0), sqrt: Math.sqrt, erf, logit: (x) => Math.log(x / (1 - x)), silu: (x) => x * sigmoid(x), swish: (x) => x * sigmoid(x),
  gelu: (x) => (x / 2) * (1 + erf(x / Math.SQRT2)),
}; // prettier-ignore
