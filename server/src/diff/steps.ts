/** The derivation in words: which rows of the table were used, the differential, and where its indices went. */
import type { OpAtom, OpName } from '../algebra/tensor.ts';

export interface Step {
  readonly latex: string;
  readonly text: string;
  /** The number of the catalogue's rule. */
  readonly rule?: string;
}

// prettier-ignore
const RULES: { readonly [O in OpName]: readonly [string, string] } = {
  map:               ["\\mathrm{d}f(u) = f'(u) \\odot \\mathrm{d}u", 'a function applied entry by entry'],
  inverse:           ['\\mathrm{d}X^{-1} = -X^{-1} (\\mathrm{d}X) X^{-1}', 'differential of an inverse'],
  'pseudo-inverse':  ['\\mathrm{d}X^+ = -X^+ (\\mathrm{d}X) X^+ + X^+ X^{+\\top} (\\mathrm{d}X)^\\top (I - X X^+) + (I - X^+ X) (\\mathrm{d}X)^\\top X^{+\\top} X^+', 'differential of a pseudo-inverse, at constant rank'],
  determinant:       ['\\mathrm{d}\\det X = \\det(X) \\operatorname{tr}(X^{-1} \\mathrm{d}X)', 'differential of a determinant (Jacobi)'],
  norm:              ['\\mathrm{d}\\|u\\| = u^\\top \\mathrm{d}u / \\|u\\|', 'differential of a norm'],
  softmax:           ['\\mathrm{d}s = (\\operatorname{diag}(s) - s s^\\top) \\mathrm{d}u', 'differential of the softmax'],
  'matrix-power':    ['\\mathrm{d}X^k = \\sum_{r=0}^{k-1} X^r (\\mathrm{d}X) X^{k-1-r}', 'differential of a power'],
  'matrix-function': ["\\mathrm{d}\\operatorname{tr} f(X) = \\operatorname{tr}(f'(X) \\mathrm{d}X)", 'differential of the trace of a matrix function'],
  eigenvalue:        ['\\mathrm{d}\\lambda = v^\\top (\\mathrm{d}X) v', 'differential of a simple eigenvalue'],
  eigenvector:       ['', ''],
  'left-singular':   ['', ''],
  'right-singular':  ['', ''],
  expectation:       ['\\mathrm{d}\\mathbb{E}[f] = \\mathbb{E}[\\mathrm{d}f]', 'an expectation is linear; its law does not depend on the variable'],
  function:          ['\\mathrm{d}f(u) = \\frac{\\partial f}{\\partial u} \\mathrm{d}u', 'chain rule'],
};

const NORMS: Readonly<Record<string, readonly [string, string]>> = {
  '1': [
    '\\mathrm{d}\\|u\\|_1 = \\operatorname{sign}(u)^\\top \\mathrm{d}u',
    'differential of the 1-norm, where no entry is zero',
  ],
  inf: [
    '\\mathrm{d}\\|u\\|_\\infty = \\operatorname{sign}(u_k)\\, \\mathrm{d}u_k',
    'differential of the largest entry, which is attained once',
  ],
  largest: ['\\mathrm{d}\\max_i u_i = \\mathrm{d}u_k', 'differential of the largest entry, which is attained once'],
  smallest: ['\\mathrm{d}\\min_i u_i = \\mathrm{d}u_k', 'differential of the smallest entry, which is attained once'],
  nuclear: [
    '\\mathrm{d}\\|X\\|_* = \\operatorname{tr}(V U^\\top \\mathrm{d}X)',
    'differential of the nuclear norm, at full rank',
  ],
  spectral: [
    '\\mathrm{d}\\|X\\|_2 = u_1^\\top (\\mathrm{d}X) v_1',
    'differential of the largest singular value, which is simple',
  ],
  least: [
    '\\mathrm{d}\\sigma_{\\min}(X) = u^\\top (\\mathrm{d}X) v',
    'differential of the smallest singular value, which is simple and not zero',
  ],
};

/** Where a function of a matrix does not commute with its change: by the name that `byKernel` gives the operator. */
const KERNELS: Readonly<Record<string, readonly [string, string]>> = {
  'kernel exp': [
    '\\operatorname{vec}(\\mathrm{d}e^X) = \\int_0^1 (e^{s X^\\top} \\otimes e^{(1-s) X})\\, \\mathrm{d}s\\, \\operatorname{vec}(\\mathrm{d}X)',
    'differential of the matrix exponential; the integral is a block of the exponential of a matrix of blocks',
  ],
  'kernel log': [
    'X = e^Y: \\operatorname{vec}(\\mathrm{d}X) = K \\operatorname{vec}(\\mathrm{d}Y)',
    'differential of the matrix logarithm, from that of the exponential',
  ],
  'kernel power': [
    'Y = X^{1/2}: (\\mathrm{d}Y) Y + Y \\mathrm{d}Y = \\mathrm{d}X',
    'differential of a square root: a Sylvester equation',
  ],
};

/** The operator as one that is differentiated by the matrix that acts on vec of its argument's change. */
export const byKernel = (atom: OpAtom): OpAtom => ({ ...atom, name: `kernel ${atom.name || 'power'}` });

/** The catalogue's rules for operators, by operator and name; `*` for any other name. */
const NUMBERS: { readonly [O in OpName]?: Readonly<Record<string, string>> } = {
  map: {
    exp: '5.2', log: '5.3', sin: '5.4', cos: '5.5', tan: '5.6', sinh: '5.7', cosh: '5.8', tanh: '5.9', sigmoid: '6.13', softplus: '6.8',
    '*': '5.1',
  }, // prettier-ignore
  inverse: { '*': '8.1' },
  determinant: { '*': '7.1' },
  norm: { '2': '12.1', F: '12.7', '1': '12.15', nuclear: '19.4', spectral: '19.9' },
  softmax: { '*': '6.2' },
  'matrix-power': { '*': '13.2' },
  'matrix-function': { exp: '13.6' },
  eigenvalue: { '*': '14.4' },
  function: { '*': '4.2' },
};

/** All numbers that steps may name. */
export const ruleNumbers: readonly string[] = [
  ...new Set(Object.values(NUMBERS).flatMap((it) => Object.values(it))),
  '3.1',
];

/** The number of the catalogue's rule for an operator. */
export const ruleOf = ({ op, name }: OpAtom): string | undefined =>
  KERNELS[name] === undefined ? (NUMBERS[op]?.[name] ?? NUMBERS[op]?.['*']) : undefined;

/** dL = tr(Gᵀ dX) has the gradient G: `by 3.1`. */
export const GRADIENT_RULE = '3.1';

/** Where a function is differentiated although it has kinks. */
const KINKS: Readonly<Record<string, string>> = {
  abs: 'where no entry is zero',
  relu: 'where no entry is zero',
  sign: 'where no entry is zero',
  step: 'where no entry is zero',
};

/** The row of the table for an operator, as a step. */
export function ruleStep(atom: OpAtom): Step {
  const { op, name } = atom;
  const [latex, text] = KERNELS[name] ?? (op === 'norm' ? (NORMS[name] ?? RULES.norm) : RULES[op]);
  const kink = op === 'map' ? KINKS[name] : undefined;
  const what = op === 'map' ? `: ${name.replace(/^@/, '')}` : '';
  const rule = ruleOf(atom);
  const by = rule === undefined ? '' : `by ${rule}, `;
  return {
    latex,
    text: `${by}${text}${what}${kink === undefined ? '' : `, ${kink}`}`,
    ...(rule !== undefined && { rule }),
  };
}
