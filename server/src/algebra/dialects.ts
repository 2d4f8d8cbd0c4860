/** How languages write what matrix notation says. Each entry is one expression; undefined: the language has none. */
import type { Kind } from './value.ts';

export type Language = 'numpy' | 'pytorch' | 'julia' | 'matlab';

type Named = 'inverse' | 'pseudo-inverse' | 'trace' | 'determinant' | 'diagonal' | 'diagonal-of';

export interface Dialect {
  /** The number of the first place. */
  readonly first: 0 | 1;
  readonly pi: string;
  readonly product: string;
  readonly times: string;
  readonly power: string;
  readonly entryPower: string;
  /** What stands before + and − where a number is added to every entry. */
  readonly spread: string;
  readonly call: (name: Named, x: string) => string;
  readonly transpose: (x: string) => string;
  /** A column as a row, or back. */
  readonly turned: (x: string) => string;
  /** A row as a whole result. */
  readonly row: (x: string) => string;
  readonly columnOf: (row: string) => string;
  readonly outer: (column: string, row: string) => string;
  readonly kronecker: (a: string, b: string) => string;
  readonly sided: (x: string, kind: 'vector' | 'row') => string;
  readonly full: (sizes: readonly string[], value: string) => string;
  readonly identity: (n: string) => string;
  readonly ones: (n: string) => string;
  readonly unit: (n: string, place: string) => string;
  readonly entry: (x: string, places: readonly string[]) => string | undefined;
  readonly member: (family: string, places: readonly string[]) => string;
  readonly commutation: (m: string, n: string) => string;
  readonly vec: (x: string) => string;
  readonly norm: (name: string, x: string, kind: Kind) => string | undefined;
  readonly indicator: (positive: boolean, x: string) => string;
  readonly sumOver: (x: string, letter: string, from: 0 | 1, size: string, kind: Kind) => string | undefined;
  readonly matrixPower: (x: string, e: string, whole: boolean) => string | undefined;
  /** A function by name, entry by entry or of a matrix. */
  readonly map: (name: string, x: string, kind: Kind) => string | undefined;
  /** Singular vectors and eigenvectors. */
  readonly decomposition: (name: string, matrix: string) => string | undefined;
}

type Functions = Readonly<Record<string, (x: string) => string>>;

const isArray = (kind: Kind): boolean => kind === 'matrix';

/** Python's generator. */
const generator: Dialect['sumOver'] = (x, letter, from, size) =>
  `sum(${x} for ${letter} in ${from === 0 ? `range(${size})` : `range(1, ${size} + 1)`})`;

/** What NumPy and PyTorch write alike, by the name of the library. */
const pythonCommutation =
  (library: string): Dialect['commutation'] =>
  (m, n) => {
    const all = `${library}.arange(${m} * ${n})`;
    return `${library}.eye(${m} * ${n})[${all} // ${n} + ${m} * (${all} % ${n})]`;
  };

const EXTREMES: Readonly<Record<string, string>> = { largest: 'max', smallest: 'min' };

const pythonNorm =
  (library: string): Dialect['norm'] =>
  (name, x, kind) => {
    const extreme = EXTREMES[name];
    if (extreme !== undefined) return `${library}.${extreme}(${x})`;
    if (isArray(kind) && name === '1') return `${library}.sum(${library}.abs(${x}))`;
    if (isArray(kind) && name === 'inf') return `${library}.max(${library}.abs(${x}))`;
    const order: Readonly<Record<string, string>> = {
      '1': ', 1',
      inf: `, ${library}.inf`,
      nuclear: ", 'nuc'",
      spectral: ', 2',
      least: ', -2',
    };
    return `${library}.linalg.norm(${x}${order[name] ?? ''})`;
  };

/** Singular vectors: all of them, that of the largest value, or that of the least. */
function singular(library: string, name: string, m: string): string | undefined {
  const svd = `${library}.linalg.svd(${m}, full_matrices=False)`;
  const at = name.endsWith('last') ? '-1' : '0';
  const all = name.includes('all');
  if (name.startsWith('left-singular')) return all ? `${svd}[0]` : `${svd}[0][:, ${at}]`;
  if (name.startsWith('right-singular')) return all ? `${svd}[2].T` : `${svd}[2][${at}]`;
  return undefined;
}

const NUMPY: Functions = {
  sigmoid: (x) => `scipy.special.expit(${x})`, softmax: (x) => `scipy.special.softmax(${x})`, softplus: (x) => `np.logaddexp(0, ${x})`,
  relu: (x) => `np.maximum(${x}, 0)`, cot: (x) => `1 / np.tan(${x})`, sec: (x) => `1 / np.cos(${x})`, csc: (x) => `1 / np.sin(${x})`,
  artanh: (x) => `np.arctanh(${x})`, arsinh: (x) => `np.arcsinh(${x})`, erf: (x) => `scipy.special.erf(${x})`, logit: (x) => `scipy.special.logit(${x})`,
  step: (x) => `np.heaviside(${x}, 0.0)`, 'matrix exp': (x) => `scipy.linalg.expm(${x})`, 'matrix log': (x) => `scipy.linalg.logm(${x})`,
  'matrix sin': (x) => `scipy.linalg.sinm(${x})`, 'matrix cos': (x) => `scipy.linalg.cosm(${x})`,
  'matrix sinh': (x) => `scipy.linalg.sinhm(${x})`, 'matrix cosh': (x) => `scipy.linalg.coshm(${x})`,
  'eigenvalue max': (x) => `np.linalg.eigvalsh(${x})[-1]`, 'eigenvalue min': (x) => `np.linalg.eigvalsh(${x})[0]`,
}; // prettier-ignore

const NUMPY_NAMES: Readonly<Record<Named, string>> = {
  inverse: 'np.linalg.inv', 'pseudo-inverse': 'np.linalg.pinv', trace: 'np.trace', determinant: 'np.linalg.det',
  diagonal: 'np.diag', 'diagonal-of': 'np.diag',
}; // prettier-ignore

const bracketed = (code: string): string => (/^[\w.]+$/.test(code) ? code : `(${code})`);

const numpy: Dialect = {
  first: 0,
  pi: 'np.pi',
  product: ' @ ',
  times: ' * ',
  power: ' ** ',
  entryPower: ' ** ',
  spread: '',
  call: (name, x) => `${NUMPY_NAMES[name]}(${x})`,
  transpose: (x) => `${x}.T`,
  turned: (x) => x,
  row: (x) => `np.reshape(${x}, (1, -1))`,
  columnOf: (x) => `${x}.ravel()`,
  outer: (u, v) => `np.outer(${u}, ${v})`,
  kronecker: (a, b) => `np.kron(${a}, ${b})`,
  sided: (x, kind) => (kind === 'vector' ? `${x}[:, None]` : `${x}[None, :]`),
  full: (sizes, value) =>
    sizes.length === 1 ? `np.full(${sizes[0]!}, ${value})` : `np.full((${sizes.join(', ')}), ${value})`,
  identity: (n) => `np.eye(${n})`,
  ones: (n) => `np.ones(${n})`,
  unit: (n, place) => `np.eye(${n})[${place}]`,
  entry: (x, places) => `${x}[${places.join(', ')}]`,
  member: (x, places) => `${x}[${places.join(', ')}]`,
  commutation: pythonCommutation('np'),
  vec: (x) => `np.reshape(${x}, -1, order="F")`,
  norm: pythonNorm('np'),
  indicator: (positive, x) => (positive ? `np.heaviside(${x}, 0.0)` : `np.isclose(${x}, 0) * 1.0`),
  sumOver: generator,
  matrixPower: (x, e, whole) =>
    `${whole ? 'np.linalg.matrix_power' : 'scipy.linalg.fractional_matrix_power'}(${x}, ${e})`,
  map: (name, x, kind) =>
    name === 'softmax' && isArray(kind)
      ? `scipy.special.softmax(${x}, axis=1)`
      : (NUMPY[name]?.(x) ?? `np.${name}(${x})`),
  decomposition: (name, m) => {
    const svd = singular('np', name, m);
    if (svd !== undefined) return svd;
    const pick = name.endsWith('min') ? 'argmin' : 'argmax';
    const side = name.startsWith('left') ? `${bracketed(m)}.T` : m;
    return `(lambda w, v: np.real(v[:, np.${pick}(np.real(w))]))(*np.linalg.eig(${side}))`;
  },
};

const TORCH: Functions = {
  sigmoid: (x) => `torch.sigmoid(${x})`, softmax: (x) => `torch.softmax(${x}, 0)`, softplus: (x) => `torch.nn.functional.softplus(${x})`,
  cot: (x) => `1 / torch.tan(${x})`, sec: (x) => `1 / torch.cos(${x})`, csc: (x) => `1 / torch.sin(${x})`, artanh: (x) => `torch.atanh(${x})`,
  arsinh: (x) => `torch.asinh(${x})`, arcsin: (x) => `torch.asin(${x})`, arccos: (x) => `torch.acos(${x})`, arctan: (x) => `torch.atan(${x})`,
  step: (x) => `(${x} > 0) * 1.0`, 'matrix exp': (x) => `torch.linalg.matrix_exp(${x})`,
  'eigenvalue max': (x) => `torch.linalg.eigvalsh(${x})[-1]`, 'eigenvalue min': (x) => `torch.linalg.eigvalsh(${x})[0]`,
}; // prettier-ignore

const TORCH_NAMES: Readonly<Record<Named, string>> = {
  inverse: 'torch.linalg.inv', 'pseudo-inverse': 'torch.linalg.pinv', trace: 'torch.trace', determinant: 'torch.linalg.det',
  diagonal: 'torch.diag', 'diagonal-of': 'torch.diag',
}; // prettier-ignore

const pytorch: Dialect = {
  ...numpy,
  pi: 'torch.pi',
  call: (name, x) => `${TORCH_NAMES[name]}(${x})`,
  row: (x) => `torch.reshape(${x}, (1, -1))`,
  outer: (u, v) => `torch.outer(${u}, ${v})`,
  kronecker: (a, b) => `torch.kron(${a}, ${b})`,
  full: (sizes, value) => `torch.full((${sizes.join(', ')}${sizes.length === 1 ? ',' : ''}), ${value})`,
  identity: (n) => `torch.eye(${n})`,
  ones: (n) => `torch.ones(${n})`,
  unit: (n, place) => `torch.eye(${n})[${place}]`,
  commutation: pythonCommutation('torch'),
  vec: (x) => `${x}.T.reshape(-1)`,
  norm: pythonNorm('torch'),
  indicator: (positive, x) => (positive ? `(${x} > 0) * 1.0` : `torch.isclose(${x}, torch.zeros_like(${x})) * 1.0`),
  matrixPower: (x, e, whole) => (whole ? `torch.linalg.matrix_power(${x}, ${e})` : undefined),
  map: (name, x, kind) => {
    if (name === 'softmax' && isArray(kind)) return `torch.softmax(${x}, 1)`;
    return name.startsWith('matrix ') && TORCH[name] === undefined
      ? undefined
      : (TORCH[name]?.(x) ?? `torch.${name}(${x})`);
  },
  decomposition: (name, m) => {
    const svd = singular('torch', name, m);
    if (svd !== undefined) return svd;
    const pick = name.endsWith('min') ? 'argmin' : 'argmax';
    const side = name.startsWith('left') ? `${bracketed(m)}.T` : m;
    return `(lambda w, v: torch.real(v[:, torch.${pick}(torch.real(w))]))(*torch.linalg.eig(${side}))`;
  },
};

/** Functions of numbers: with a dot for arrays. */
const dotted = (name: string, x: string, kind: Kind): string =>
  kind === 'scalar' ? `${name}(${x})` : `${name}.(${x})`;

const JULIA_NAMES: Readonly<Record<string, string>> = {
  arcsin: 'asin', arccos: 'acos', arctan: 'atan', artanh: 'atanh', arsinh: 'asinh',
}; // prettier-ignore

const JULIA: Readonly<Record<string, (x: string, kind: Kind) => string>> = {
  sigmoid: (x, kind) => (kind === 'scalar' ? `1 / (1 + exp(-(${x})))` : `1 ./ (1 .+ exp.(-(${x})))`),
  softplus: (x, kind) => (kind === 'scalar' ? `log1p(exp(${x}))` : `log1p.(exp.(${x}))`),
  softmax: (x, kind) => (kind === 'matrix' ? `exp.(${x}) ./ sum(exp.(${x}), dims=2)` : `exp.(${x}) ./ sum(exp.(${x}))`),
  relu: (x, kind) => (kind === 'scalar' ? `max(${x}, 0)` : `max.(${x}, 0)`),
  logit: (x, kind) => (kind === 'scalar' ? `log(${x} / (1 - (${x})))` : `log.((${x}) ./ (1 .- (${x})))`),
  step: (x) => `1.0 .* ((${x}) .> 0)`,
  'matrix exp': (x) => `exp(${x})`, 'matrix log': (x) => `log(${x})`, 'matrix sin': (x) => `sin(${x})`, 'matrix cos': (x) => `cos(${x})`,
  'matrix sinh': (x) => `sinh(${x})`, 'matrix cosh': (x) => `cosh(${x})`,
  'eigenvalue max': (x) => `maximum(eigvals(Symmetric(${x})))`, 'eigenvalue min': (x) => `minimum(eigvals(Symmetric(${x})))`,
}; // prettier-ignore

const JULIA_CALLS: Readonly<Record<Named, string>> = {
  inverse: 'inv', 'pseudo-inverse': 'pinv', trace: 'tr', determinant: 'det', diagonal: 'Diagonal', 'diagonal-of': 'diag',
}; // prettier-ignore

/** With `using LinearAlgebra`. */
const julia: Dialect = {
  first: 1,
  pi: 'pi',
  product: ' * ',
  times: ' .* ',
  power: ' ^ ',
  entryPower: ' .^ ',
  spread: '.',
  call: (name, x) => `${JULIA_CALLS[name]}(${x})`,
  transpose: (x) => `${x}'`,
  turned: (x) => `${x}'`,
  row: (x) => x,
  columnOf: (x) => `vec(${x})`,
  outer: (u, v) => `${u} * ${v}`,
  kronecker: (a, b) => `kron(${a}, ${b})`,
  sided: (x) => x,
  full: (sizes, value) => `fill(${value}, ${sizes.join(', ')})`,
  identity: (n) => `I(${n})`,
  ones: (n) => `ones(${n})`,
  unit: (n, place) => `I(${n})[:, ${place}]`,
  entry: (x, places) => `${x}[${places.join(', ')}]`,
  member: (x, places) => `${x}[${places.join(', ')}]`,
  commutation: (m, n) =>
    `reshape(permutedims(reshape(Matrix(1.0I, ${m} * ${n}, ${m} * ${n}), ${m}, ${n}, :), (2, 1, 3)), ${m} * ${n}, :)`,
  vec: (x) => `vec(${x})`,
  norm: (name, x) =>
    EXTREMES[name] !== undefined
      ? `${EXTREMES[name]}imum(${x})`
      : name === 'nuclear'
        ? `sum(svdvals(${x}))`
        : name === 'spectral'
          ? `opnorm(${x})`
          : name === 'least'
            ? `minimum(svdvals(${x}))`
            : `norm(${x}${name === '1' ? ', 1' : name === 'inf' ? ', Inf' : ''})`,
  indicator: (positive, x) => (positive ? `1.0 .* (${x} .> 0)` : `1.0 .* isapprox.(${x}, 0; atol=1e-8)`),
  sumOver: (x, letter, from, size) => `sum(${x} for ${letter} in ${from === 0 ? `0:${size} - 1` : `1:${size}`})`,
  matrixPower: (x, e) => `(${x})^(${e})`,
  map: (name, x, kind) =>
    JULIA[name]?.(x, kind) ?? (name === 'erf' ? undefined : dotted(JULIA_NAMES[name] ?? name, x, kind)),
  decomposition: (name, m) => {
    if (name.includes('singular')) {
      const side = name.startsWith('left') ? 'U' : 'V';
      return `svd(${m}).${side}${name.includes('all') ? '' : name.endsWith('last') ? '[:, end]' : '[:, 1]'}`;
    }
    const pick = name.endsWith('min') ? 'argmin' : 'argmax';
    const side = name.startsWith('left') ? `${bracketed(m)}'` : m;
    return `(E -> real(E.vectors[:, ${pick}(real(E.values))]))(eigen(${side}))`;
  },
};

const MATLAB: Readonly<Record<string, (x: string, kind: Kind) => string>> = {
  sigmoid: (x) => `1 ./ (1 + exp(-(${x})))`,
  softplus: (x) => `log1p(exp(${x}))`,
  softmax: (x, kind) => (kind === 'matrix' ? `exp(${x}) ./ sum(exp(${x}), 2)` : `exp(${x}) / sum(exp(${x}))`),
  relu: (x) => `max(${x}, 0)`,
  logit: (x) => `log((${x}) ./ (1 - (${x})))`,
  arcsin: (x) => `asin(${x})`, arccos: (x) => `acos(${x})`, arctan: (x) => `atan(${x})`, artanh: (x) => `atanh(${x})`, arsinh: (x) => `asinh(${x})`,
  step: (x) => `double((${x}) > 0)`,
  'matrix exp': (x) => `expm(${x})`, 'matrix log': (x) => `logm(${x})`, 'matrix sin': (x) => `funm(${x}, @sin)`, 'matrix cos': (x) => `funm(${x}, @cos)`,
  'matrix sinh': (x) => `funm(${x}, @sinh)`, 'matrix cosh': (x) => `funm(${x}, @cosh)`,
  'eigenvalue max': (x) => `max(eig(${x}))`, 'eigenvalue min': (x) => `min(eig(${x}))`,
}; // prettier-ignore

const MATLAB_CALLS: Readonly<Record<Named, string>> = {
  inverse: 'inv', 'pseudo-inverse': 'pinv', trace: 'trace', determinant: 'det', diagonal: 'diag', 'diagonal-of': 'diag',
}; // prettier-ignore

const matlab: Dialect = {
  ...julia,
  power: '^',
  entryPower: '.^',
  spread: '',
  call: (name, x) => `${MATLAB_CALLS[name]}(${x})`,
  transpose: (x) => `${x}.'`,
  turned: (x) => `${x}.'`,
  columnOf: (x) => `${x}(:)`,
  full: (sizes, value) => `repmat(${value}, ${sizes.length === 1 ? `${sizes[0]!}, 1` : sizes.join(', ')})`,
  identity: (n) => `eye(${n})`,
  ones: (n) => `ones(${n}, 1)`,
  unit: (n, place) => `double((1:${n}).' == ${place})`,
  // MATLAB indexes names alone.
  entry: (x, places) => (/^\w+$/.test(x) ? `${x}(${places.join(', ')})` : undefined),
  member: (x, places) => (places.length === 1 ? `${x}{${places[0]!}}` : `${x}(${places.join(', ')})`),
  commutation: (m, n) => `reshape(permute(reshape(eye(${m} * ${n}), ${m}, ${n}, []), [2 1 3]), ${m} * ${n}, [])`,
  vec: (x) => `reshape(${x}, [], 1)`,
  norm: (name, x, kind) => {
    const extreme = EXTREMES[name];
    if (extreme !== undefined) return `${extreme}(${x}, [], 'all')`;
    if (name === 'nuclear') return `sum(svd(${x}))`;
    if (name === 'spectral') return `norm(${x})`;
    if (name === 'least') return `min(svd(${x}))`;
    if (name === '1') return isArray(kind) ? `sum(abs(${x}), 'all')` : `norm(${x}, 1)`;
    if (name === 'inf') return isArray(kind) ? `max(abs(${x}), [], 'all')` : `norm(${x}, Inf)`;
    return isArray(kind) ? `norm(${x}, 'fro')` : `norm(${x})`;
  },
  indicator: (positive, x) => (positive ? `double(${x} > 0)` : `double(abs(${x}) < 1e-8)`),
  sumOver: (x, letter, from, size, kind) =>
    kind === 'scalar' ? `sum(arrayfun(@(${letter}) ${x}, ${from === 0 ? `0:${size} - 1` : `1:${size}`}))` : undefined,
  matrixPower: (x, e) => `(${x})^(${e})`,
  map: (name, x, kind) => MATLAB[name]?.(x, kind) ?? `${name}(${x})`,
  decomposition: () => undefined,
};

export const dialects: Readonly<Record<Language, Dialect>> = { numpy, pytorch, julia, matlab };

export const languages: readonly Language[] = ['numpy', 'pytorch', 'julia', 'matlab'];
