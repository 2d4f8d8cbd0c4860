/**
 * Every operator: what it does to shapes. `shape/` reads the signature; the evaluator and the differentials have their
 * own rows.
 */
export type Signature =
  | 'sum' //            equal operands; a number or a vector may be broadcast
  | 'product' //        inner dimensions meet; numbers float
  | 'dot' //            a product written with ·; two columns give their inner product
  | 'cross' //          a product written with ×: of numbers, of sizes, or the vector product
  | 'entrywise' //      equal operands (Hadamard)
  | 'kronecker'
  | 'divide' //         by a number; entrywise otherwise
  | 'power' //          of a number, of a square matrix, or entrywise
  | 'transpose'
  | 'same' //           the shape of its operand
  | 'square' //         the shape of its operand, which is square
  | 'square to number'
  | 'pseudo-inverse' // n × m for m × n
  | 'to number' //      from anything
  | 'equal to number' // from operands of one shape: ⟨x, y⟩, KL(p, q)
  | 'bars' //           |x|: absolute value, determinant, length of a vector, number of elements
  | 'diagonal' //       a vector to a matrix, a matrix to a vector
  | 'vectorise'
  | 'covariance' //     of a number a number, of a vector a matrix
  | 'cross matrix' //   a vector of three to the matrix of its vector product; of a matrix its skew part
  | 'first' //          as its first operand
  | 'free'; //          nothing is known

export type Operator =
  | 'sum'
  | 'product'
  | 'dot'
  | 'cross'
  | 'hadamard'
  | 'kronecker'
  | 'divide'
  | 'entrywise-divide'
  | 'power'
  | 'entrywise-power'
  | 'transpose'
  | 'inverse'
  | 'inverse-transpose'
  | 'pseudo-inverse'
  | 'trace'
  | 'determinant'
  | 'norm'
  | 'bars'
  | 'inner'
  | 'diagonal'
  | 'vectorise'
  | 'elementwise'
  | 'softmax'
  | 'to-number'
  | 'expectation'
  | 'covariance'
  | 'probability'
  | 'extremum'
  | 'matrix-function'
  | 'cross-matrix'
  | 'conditional'
  | 'total-derivative'
  | 'parentheses'
  | 'free';

// prettier-ignore
export const signatures: { readonly [O in Operator]: Signature } = {
  sum:                'sum',
  product:            'product',
  dot:                'dot',
  cross:              'cross',
  hadamard:           'entrywise',
  kronecker:          'kronecker',
  divide:             'divide',
  'entrywise-divide': 'entrywise',
  power:              'power',
  'entrywise-power':  'first',
  transpose:          'transpose',
  inverse:            'square',
  'inverse-transpose': 'square',
  'pseudo-inverse':   'pseudo-inverse',
  trace:              'square to number',
  determinant:        'square to number',
  norm:               'to number',
  bars:               'bars',
  inner:              'equal to number',
  diagonal:           'diagonal',
  vectorise:          'vectorise',
  elementwise:        'same',
  softmax:            'same',
  'to-number':        'to number',
  expectation:        'same',
  covariance:         'covariance',
  probability:        'to number',
  extremum:           'free',
  'matrix-function':  'square',
  'cross-matrix':     'cross matrix',
  conditional:        'first',
  'total-derivative': 'free',
  parentheses:        'same',
  free:               'free',
};

/** Operators written by name: `\log`, `\operatorname{tr}`, `\text{softmax}`, `\mathrm{Var}`. Keys are lower case. */
// prettier-ignore
const names: Readonly<Record<string, Operator>> = {
  tr: 'trace', trace: 'trace', det: 'determinant', etr: 'trace',
  diag: 'diagonal', vec: 'vectorise', vech: 'vectorise', offdiag: 'elementwise',
  exp: 'elementwise', log: 'elementwise', ln: 'elementwise', lg: 'elementwise', sin: 'elementwise', cos: 'elementwise', tan: 'elementwise',
  sinh: 'elementwise', cosh: 'elementwise', tanh: 'elementwise', cot: 'elementwise', sec: 'elementwise', csc: 'elementwise',
  factorial: 'elementwise', sech: 'elementwise', csch: 'elementwise', coth: 'elementwise',
  arcsin: 'elementwise', arccos: 'elementwise', arctan: 'elementwise', artanh: 'elementwise', atan: 'elementwise',
  sigmoid: 'elementwise', relu: 'elementwise', softplus: 'elementwise', gelu: 'elementwise', silu: 'elementwise', swish: 'elementwise',
  elu: 'elementwise', selu: 'elementwise', leakyrelu: 'elementwise', logit: 'elementwise', sign: 'elementwise', sgn: 'elementwise',
  erf: 'elementwise', abs: 'elementwise', sqrt: 'elementwise', clip: 'elementwise', expit: 'elementwise', step: 'elementwise',
  dropout: 'elementwise', layernorm: 'elementwise', batchnorm: 'elementwise', rmsnorm: 'elementwise', norm: 'norm', prox: 'elementwise',
  softmax: 'softmax', logsoftmax: 'softmax', sparsemax: 'softmax', re: 'elementwise', im: 'elementwise', sym: 'matrix-function', skew: 'cross-matrix', expm: 'matrix-function', logm: 'matrix-function', sqrtm: 'matrix-function',
  logsumexp: 'to-number', lse: 'to-number', logdet: 'determinant', rank: 'to-number', rk: 'to-number', nnz: 'to-number', dim: 'to-number',
  card: 'to-number', kl: 'to-number', mse: 'to-number', cond: 'to-number', len: 'to-number', vol: 'to-number', size: 'to-number',
  deg: 'to-number', gcd: 'to-number', lcm: 'to-number', arg: 'to-number', corr: 'covariance', entropy: 'to-number', loss: 'to-number',
  e: 'expectation', mean: 'expectation', avg: 'expectation',
  var: 'covariance', cov: 'covariance', pr: 'probability', prob: 'probability',
  max: 'extremum', min: 'extremum', sup: 'extremum', inf: 'extremum', argmax: 'extremum', argmin: 'extremum',
  lim: 'extremum', limsup: 'extremum', liminf: 'extremum',
};

const numberNames = new Set([
  'cos_sim',
  'cossim',
  'similarity',
  'sim',
  'bias',
  'score',
  'accuracy',
  'error',
  'elbo',
  'snr',
  'beta',
  'gamma',
]);

export function operatorNamed(name: string): Operator | undefined {
  const key = name.toLowerCase().replace(/[^a-z_]/g, '');
  if (Object.hasOwn(names, key)) {
    // Only the upright capital is the expectation; `e` alone is the number.
    if (key === 'e' && name !== 'E') return undefined;
    return names[key];
  }
  return numberNames.has(key) ? 'to-number' : undefined;
}

/** Of `to-number`: `\mathbb{1}[x > 0]`, one where a relation holds and zero elsewhere. */
export const INDICATOR = '1';

/** Of `free`: `f \circ g` without an argument, a function. */
export const COMPOSITION = 'composition';
