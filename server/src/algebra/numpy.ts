/**
 * Matrix notation → one NumPy expression. A column is an array of one dimension, a matrix of two; a row is handled as a
 * column until the end, where it becomes 1 × n.
 */
import type { Dim } from '../shape/dim.ts';
import type { Form } from './form.ts';
import { isInteger, type Rational, toNumber } from './rational.ts';

/** Names of variables by TeX: `\Sigma` → `Sigma`. Given to each in the order they are met; no two share a name. */
export interface Variables {
  readonly names: Map<string, string>;
  /** Letters that a decomposition introduced, as code. */
  readonly given: ReadonlyMap<string, string>;
  /** Names that are declared as rows. */
  readonly rows: ReadonlySet<string>;
  /** Letters of the sums around. */
  readonly letters: ReadonlySet<string>;
}

export const newVariables = (
  given: ReadonlyMap<string, string> = new Map(),
  rows: ReadonlySet<string> = new Set(),
): Variables => ({
  names: new Map(),
  given,
  rows,
  letters: new Set(),
});

/** The whole value, with the shape its kind has. @param shape of a zero that has one */
export function numpy(form: Form, shape: readonly Dim[], at: Variables): string {
  if (form.op === 'number' && shape.length > 0) {
    const sizes = shape.map((it) => dimCode(it, at));
    const value = numberCode(form.c![0]!);
    return shape.length === 1 ? `np.full(${sizes[0]!}, ${value})` : `np.full((${sizes.join(', ')}), ${value})`;
  }
  const code = write(form, at);
  return form.kind === 'row' ? `np.reshape(${code}, (1, -1))` : code;
}

const atom = (code: string): string => (/^[\w.]+$/.test(code) || /^[\w.]+\([^()]*\)$/.test(code) ? code : `(${code})`);

function write(it: Form, at: Variables): string {
  const arg = (n = 0): string => write(it.args[n]!, at);
  switch (it.op) {
    case 'name':
      return at.given.get(it.name!) ?? member(it.name!, at) ?? variable(it.name!, at);
    case 'number':
      return numberCode(it.c![0]!);
    case 'size':
      return dimCode(it.dims![0]!, at);
    case 'identity':
      return `np.eye(${dimCode(it.dims![0]!, at)})`;
    case 'unit':
      return `np.eye(${dimCode(it.dims![0]!, at)})[${placeCode(it.name!, at)}]`;
    case 'entry':
      return `${atom(arg())}[${it
        .name!.split(',')
        .map((x) => placeCode(x, at))
        .join(', ')}]`;
    case 'ones':
      return `np.ones(${dimCode(it.dims![0]!, at)})`;
    case 'commutation': {
      const [m, n] = it.dims!.map((x) => dimCode(x, at)) as [string, string];
      const all = `np.arange(${m} * ${n})`;
      return `np.eye(${m} * ${n})[${all} // ${n} + ${m} * (${all} % ${n})]`;
    }
    case 'sum':
      return it.args
        .map((x, n) => {
          const c = it.c![n]!;
          const size = c.over < 0n ? { over: -c.over, under: c.under } : c;
          const code =
            size.over === 1n && size.under === 1n ? term(x, at) : `${numberCode(size)} * ${atom(write(x, at))}`;
          return n === 0 ? (c.over < 0n ? `-${code}` : code) : `${c.over < 0n ? ' - ' : ' + '}${code}`;
        })
        .join('');
    case 'product':
      return productCode(it.args, at);
    case 'hadamard':
      return it.args.map((x) => atom(write(x, at))).join(' * ');
    case 'kronecker':
      return it.args.map((x) => sided(x, it, at)).reduce((a, b) => `np.kron(${a}, ${b})`);
    case 'transpose':
      return it.kind === 'matrix' ? `${atom(arg())}.T` : arg();
    case 'inverse':
      return `np.linalg.inv(${arg()})`;
    case 'pseudo-inverse':
      return `np.linalg.pinv(${arg()})`;
    case 'power':
      return powerCode(it, at);
    case 'entry-power':
      return `${atom(arg())} ** ${exponentCode(it.args[1]!, at)}`;
    case 'trace':
      return `np.trace(${arg()})`;
    case 'determinant':
      return `np.linalg.det(${arg()})`;
    case 'diagonal':
    case 'diagonal-of':
      return `np.diag(${arg()})`;
    case 'vec':
      return `np.reshape(${arg()}, -1, order="F")`;
    case 'abs':
      return `np.abs(${arg()})`;
    case 'norm':
      return `np.linalg.norm(${arg()}${NORMS[it.name!] ?? ''})`;
    case 'indicator':
      return it.name === 'step' ? `np.heaviside(${arg()}, 0.0)` : `np.isclose(${arg()}, 0) * 1.0`;
    case 'sum-over': {
      const zero = it.name === 'r';
      const size = dimCode(it.dims![0]!, at);
      const inner = write(it.args[0]!, { ...at, letters: new Set([...at.letters, it.name!]) });
      return `sum(${inner} for ${it.name!} in ${zero ? `range(${size})` : `range(1, ${size} + 1)`})`;
    }
    case 'apply':
      return applyCode(it, at);
  }
}

/** Counted from zero. */
const placeCode = (place: string, at: Variables): string =>
  /^\d+$/.test(place) ? String(Number(place) - 1) : `${variable(place, at)} - 1`;

/** `x_i` under a sum over i is the i-th of the family x, counted from zero in code. */
function member(tex: string, at: Variables): string | undefined {
  if (at.letters.has(tex)) return tex;
  const match = /^(.*)_(?:(\w)|\{([^{}]*)\})$/.exec(tex);
  const subscript = match?.[2] ?? match?.[3];
  if (match === null || subscript === undefined || at.letters.size === 0) return undefined;
  const items = subscript.includes(',') ? subscript.split(',') : [...subscript];
  if (!items.every((it) => it === ':' || at.letters.has(it))) return undefined;
  return `${variable(match[1]!, at)}[${items.map((it) => (it === ':' ? it : `${it} - 1`)).join(', ')}]`;
}

const NORMS: Readonly<Record<string, string>> = { '1': ', 1', inf: ', np.inf', nuclear: ", 'nuc'", spectral: ', 2' };

const term = (it: Form, at: Variables): string => (it.op === 'sum' ? `(${write(it, at)})` : write(it, at));

function numberCode(c: Rational): string {
  if (isInteger(c)) return c.over < 0n ? `(${String(c.over)})` : String(c.over);
  const value = toNumber(c);
  const exact = c.under === 2n || c.under === 4n || c.under === 8n;
  return exact ? (value < 0 ? `(${String(value)})` : String(value)) : `(${String(c.over)} / ${String(c.under)})`;
}

/** Factors from the left; a column before a row is an outer product. */
function productCode(list: readonly Form[], at: Variables): string {
  const scalars = list.filter((it) => it.kind === 'scalar');
  const linear = list.filter((it) => it.kind !== 'scalar');
  let code = '';
  let left: Form['kind'] | undefined;
  for (const it of linear) {
    const next = atom(write(it, at));
    if (left === undefined) [code, left] = [next, it.kind];
    else if (left === 'vector' && it.kind === 'row') [code, left] = [`np.outer(${code}, ${next})`, 'matrix'];
    else {
      const kind: Form['kind'] =
        left === 'row' ? (it.kind === 'vector' ? 'scalar' : 'row') : it.kind === 'vector' ? 'vector' : 'matrix';
      // A number so far multiplies what follows.
      [code, left] = left === 'scalar' ? [`(${code}) * ${next}`, it.kind] : [`${code} @ ${next}`, kind];
    }
  }
  const parts = [
    ...scalars.map((it) => atom(write(it, at))),
    ...(code === '' ? [] : [scalars.length > 0 ? atom(code) : code]),
  ];
  return parts.join(' * ');
}

/** A column or a row as a matrix, beside another kind in a Kronecker product. */
function sided(it: Form, whole: Form, at: Variables): string {
  const code = write(it, at);
  if (whole.kind !== 'matrix' || it.kind === 'matrix') return code;
  return it.kind === 'vector' ? `${atom(code)}[:, None]` : it.kind === 'row' ? `${atom(code)}[None, :]` : code;
}

/** Whole numbers do not go to a negative whole power in NumPy. */
const exponentCode = (it: Form, at: Variables): string =>
  it.op === 'number' && it.c![0]!.over < 0n
    ? `(${String(toNumber(it.c![0]!))}${isInteger(it.c![0]!) ? '.0' : ''})`
    : atom(write(it, at));

function powerCode(it: Form, at: Variables): string {
  const [base, exponent] = it.args as readonly [Form, Form];
  if (it.kind !== 'matrix') return `${atom(write(base, at))} ** ${exponentCode(exponent, at)}`;
  const whole = exponent.op !== 'number' || isInteger(exponent.c![0]!);
  return `${whole ? 'np.linalg.matrix_power' : 'scipy.linalg.fractional_matrix_power'}(${write(base, at)}, ${write(exponent, at)})`;
}

const FUNCTIONS: Readonly<Record<string, (x: string) => string>> = {
  sigmoid: (x) => `scipy.special.expit(${x})`, softmax: (x) => `scipy.special.softmax(${x})`, softplus: (x) => `np.logaddexp(0, ${x})`,
  relu: (x) => `np.maximum(${x}, 0)`, cot: (x) => `1 / np.tan(${x})`, sec: (x) => `1 / np.cos(${x})`, csc: (x) => `1 / np.sin(${x})`,
  artanh: (x) => `np.arctanh(${x})`, arsinh: (x) => `np.arcsinh(${x})`, erf: (x) => `scipy.special.erf(${x})`, logit: (x) => `scipy.special.logit(${x})`,
  step: (x) => `np.heaviside(${x}, 0.0)`, 'matrix exp': (x) => `scipy.linalg.expm(${x})`, 'matrix log': (x) => `scipy.linalg.logm(${x})`,
  'matrix sin': (x) => `scipy.linalg.sinm(${x})`, 'matrix cos': (x) => `scipy.linalg.cosm(${x})`,
  'eigenvalue max': (x) => `np.linalg.eigvalsh(${x})[-1]`, 'eigenvalue min': (x) => `np.linalg.eigvalsh(${x})[0]`,
}; // prettier-ignore

function applyCode(it: Form, at: Variables): string {
  const name = it.name!;
  const x = it.args.map((arg) => write(arg, at)).join(', ');
  if (name.startsWith('@')) return `${variable(name.slice(1), at)}(${x})`;
  return FUNCTIONS[name]?.(x) ?? `np.${name}(${x})`;
}

/** `U` of a singular value decomposition and its like, as code of the matrix. */
export function decompositionCode(name: string, matrix: string): string {
  if (name.startsWith('left-singular'))
    return name.includes('all')
      ? `np.linalg.svd(${matrix}, full_matrices=False)[0]`
      : `np.linalg.svd(${matrix})[0][:, 0]`;
  if (name.startsWith('right-singular'))
    return name.includes('all')
      ? `np.linalg.svd(${matrix}, full_matrices=False)[2].T`
      : `np.linalg.svd(${matrix})[2][0]`;
  const pick = name.endsWith('min') ? 'argmin' : 'argmax';
  const side = name.startsWith('left') ? `${atom(matrix)}.T` : matrix;
  return `(lambda w, v: np.real(v[:, np.${pick}(np.real(w))]))(*np.linalg.eig(${side}))`;
}

function dimCode(dim: Dim, at: Variables): string {
  const terms = dim.terms.map(({ coefficient, atoms }) => {
    const names = atoms.map((it) => variable(it, at));
    return [...(coefficient === 1 && names.length > 0 ? [] : [String(coefficient)]), ...names].join(' * ');
  });
  const code = terms.join(' + ');
  return terms.length > 1 ? `(${code})` : code;
}

const KEYWORDS = new Set([
  'lambda',
  'in',
  'is',
  'as',
  'if',
  'or',
  'and',
  'not',
  'for',
  'from',
  'np',
  'scipy',
  'sum',
  'range',
  'del',
  'pass',
  'def',
]);

/** `\mathbf{x}` → x, `\hat{x}` → x_hat, `\mathbf{x}_i` in a sum → x[i - 1]. */
export function variable(tex: string, at: Variables): string {
  if (tex === '\\pi') return 'np.pi';
  const known = at.names.get(tex);
  if (known !== undefined) return known;
  const plain = plainName(tex);
  let name = KEYWORDS.has(plain) ? `${plain}_` : plain;
  const taken = new Set(at.names.values());
  if (taken.has(name) && /\\(mathbf|boldsymbol|bm)/.test(tex)) name = `${name}_bold`;
  for (let n = 2; taken.has(name); n++) name = `${plain}_${String(n)}`;
  at.names.set(tex, name);
  return at.rows.has(tex) ? `${name}.ravel()` : name;
}

function plainName(tex: string): string {
  let text = tex;
  for (let before = ''; before !== text;) {
    before = text;
    text = text
      .replaceAll(
        /\\(mathbf|boldsymbol|bm|mathrm|mathsf|mathcal|mathbb|mathit|text|textrm|operatorname|pmb|vec)\s*\{([^{}]*)\}/g,
        '$2',
      )
      .replaceAll(/\\(mathbf|boldsymbol|bm|mathrm|mathcal|pmb)\s*(\\?[A-Za-z]+?)(?![A-Za-z])/g, '$2')
      .replaceAll(/\\(hat|tilde|bar|dot|check|breve|widehat|widetilde|overline|underline)\s*\{([^{}]*)\}/g, '$2_$1')
      .replaceAll(/\\(hat|tilde|bar|dot|check|breve)\s*(\\?[A-Za-z])/g, '$2_$1');
  }
  return text
    .replaceAll(/\^\s*\{?\s*(\*|\\star|\\ast)\s*\}?/g, '_star')
    .replaceAll("'", '_prime')
    .replaceAll(/\\([A-Za-z]+)/g, '$1')
    .replaceAll(/[^A-Za-z0-9_]+/g, '_')
    .replaceAll(/_+/g, '_')
    .replace(/^_|_$/g, '')
    .replace(/^(\d)/, 'x_$1');
}
