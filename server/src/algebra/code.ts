/** Matrix notation → one expression of a language: NumPy, PyTorch, Julia or MATLAB. */
import type { Dim } from '../shape/dim.ts';
import { variable, type Variables } from './code-names.ts';
import type { Form } from './form.ts';
import { isInteger, type Rational, toNumber } from './rational.ts';

/** The whole value, with the shape its kind has. @param shape of a zero that has one */
export function codeFor(form: Form, shape: readonly Dim[], at: Variables): string {
  if (form.op === 'number' && shape.length > 0)
    return at.dialect.full(
      shape.map((it) => dimCode(it, at)),
      numberCode(form.c![0]!),
    );
  const code = write(form, at);
  return form.kind === 'row' ? at.dialect.row(code) : code;
}

const atomic = (code: string): string =>
  /^[\w.]+(\.?'|\[[^[\]]*\])?$/.test(code) || /^[\w.]+\([^()]*\)$/.test(code) ? code : `(${code})`;

function write(it: Form, at: Variables): string {
  const { dialect } = at;
  const arg = (n = 0): string => write(it.args[n]!, at);
  const dim = (n = 0): string => dimCode(it.dims![n]!, at);
  switch (it.op) {
    case 'name':
      return at.given.get(it.name!) ?? member(it.name!, at) ?? variable(it.name!, at);
    case 'number':
      return numberCode(it.c![0]!);
    case 'size':
      return dim();
    case 'identity':
      return dialect.identity(dim());
    case 'unit':
      return dialect.unit(dim(), placeCode(it.name!, at));
    case 'entry': {
      const places = it.name!.split(',').map((x) => placeCode(x, at));
      return dialect.entry(atomic(arg()), places) ?? missing('an entry of an expression', at);
    }
    case 'part':
    case 'blocks':
      return missing('a matrix of blocks', at);
    case 'ones':
      return dialect.ones(dim());
    case 'commutation':
      return dialect.commutation(dim(0), dim(1));
    case 'sum':
      return sumCode(it, at);
    case 'product':
      return productCode(it.args, at);
    case 'hadamard':
      return it.args.map((x) => atomic(write(x, at))).join(dialect.times);
    case 'kronecker':
      return it.args.map((x) => sided(x, it, at)).reduce((a, b) => dialect.kronecker(a, b));
    case 'transpose':
      return it.kind === 'matrix' ? dialect.transpose(atomic(arg())) : dialect.turned(atomic(arg()));
    case 'inverse':
      return dialect.call('inverse', arg());
    case 'pseudo-inverse':
      return dialect.call('pseudo-inverse', arg());
    case 'power':
      return powerCode(it, at);
    case 'entry-power':
      return `${atomic(arg())}${dialect.entryPower}${exponentCode(it.args[1]!, at)}`;
    case 'trace':
      return dialect.call('trace', arg());
    case 'determinant':
      return dialect.call('determinant', arg());
    case 'diagonal':
      return dialect.call('diagonal', arg());
    case 'diagonal-of':
      return dialect.call('diagonal-of', arg());
    case 'vec':
      return dialect.vec(atomic(arg()));
    case 'abs':
      return dialect.map('abs', arg(), it.kind) ?? missing('abs', at);
    case 'norm':
      return dialect.norm(it.name!, arg(), it.args[0]!.kind) ?? missing('this norm', at);
    case 'indicator':
      return dialect.indicator(it.name === 'step', atomic(arg()));
    case 'sum-over': {
      const size = dim();
      const letter = it.name!;
      const inner = write(it.args[0]!, { ...at, letters: new Set([...at.letters, letter]) });
      const code = dialect.sumOver(inner, letter, letter === 'r' ? 0 : 1, size, it.kind);
      return code ?? missing('a sum of arrays over a letter', at);
    }
    case 'apply':
      return applyCode(it, at);
  }
}

function missing(what: string, at: Variables): string {
  at.missing.add(what);
  return '';
}

function sumCode(it: Form, at: Variables): string {
  const mixed = it.kind !== 'scalar' && it.args.some((x) => x.kind === 'scalar');
  const sign = (c: Rational): string => (mixed ? at.dialect.spread : '') + (c.over < 0n ? '-' : '+');
  return it.args
    .map((x, n) => {
      const c = it.c![n]!;
      const size = c.over < 0n ? { over: -c.over, under: c.under } : c;
      const one = size.over === 1n && size.under === 1n;
      const code = one ? term(x, at) : `${numberCode(size)} * ${atomic(write(x, at))}`;
      return n === 0 ? (c.over < 0n ? `-${code}` : code) : ` ${sign(c)} ${code}`;
    })
    .join('');
}

/** Counted as the language counts. */
function placeCode(place: string, at: Variables): string {
  const { first } = at.dialect;
  if (/^\d+$/.test(place)) return String(Number(place) - 1 + first);
  const name = variable(place, at);
  return first === 1 ? name : `${name} - 1`;
}

/** `x_i` under a sum over i is the i-th of the family x. */
function member(tex: string, at: Variables): string | undefined {
  if (at.letters.has(tex)) return tex;
  const match = /^(.*)_(?:(\w)|\{([^{}]*)\})$/.exec(tex);
  const subscript = match?.[2] ?? match?.[3];
  if (match === null || subscript === undefined || at.letters.size === 0) return undefined;
  const items = subscript.includes(',') ? subscript.split(',') : [...subscript];
  if (!items.every((it) => it === ':' || at.letters.has(it))) return undefined;
  const places = items.map((it) => (it === ':' || at.dialect.first === 1 ? it : `${it} - 1`));
  return at.dialect.member(variable(match[1]!, at), places);
}

const term = (it: Form, at: Variables): string => (it.op === 'sum' ? `(${write(it, at)})` : write(it, at));

function numberCode(c: Rational): string {
  if (isInteger(c)) return c.over < 0n ? `(${String(c.over)})` : String(c.over);
  const value = toNumber(c);
  const exact = c.under === 2n || c.under === 4n || c.under === 8n;
  return exact ? (value < 0 ? `(${String(value)})` : String(value)) : `(${String(c.over)} / ${String(c.under)})`;
}

/** Factors from the left; a column before a row is an outer product. */
function productCode(list: readonly Form[], at: Variables): string {
  const { dialect } = at;
  const scalars = list.filter((it) => it.kind === 'scalar');
  const linear = list.filter((it) => it.kind !== 'scalar');
  let code = '';
  let left: Form['kind'] | undefined;
  for (const it of linear) {
    const next = atomic(write(it, at));
    if (left === undefined) [code, left] = [next, it.kind];
    else if (left === 'vector' && it.kind === 'row') [code, left] = [dialect.outer(code, next), 'matrix'];
    else {
      const kind: Form['kind'] =
        left === 'row' ? (it.kind === 'vector' ? 'scalar' : 'row') : it.kind === 'vector' ? 'vector' : 'matrix';
      // A number so far multiplies what follows.
      [code, left] = left === 'scalar' ? [`(${code}) * ${next}`, it.kind] : [`${code}${dialect.product}${next}`, kind];
    }
  }
  const parts = [
    ...scalars.map((it) => atomic(write(it, at))),
    ...(code === '' ? [] : [scalars.length > 0 ? atomic(code) : code]),
  ];
  return parts.join(' * ');
}

/** A column or a row as a matrix, beside another kind in a Kronecker product. */
function sided(it: Form, whole: Form, at: Variables): string {
  const code = write(it, at);
  if (whole.kind !== 'matrix' || it.kind === 'matrix' || it.kind === 'scalar') return code;
  return at.dialect.sided(atomic(code), it.kind);
}

/** Whole numbers do not go to a negative whole power in NumPy. */
const exponentCode = (it: Form, at: Variables): string =>
  it.op === 'number' && it.c![0]!.over < 0n
    ? `(${String(toNumber(it.c![0]!))}${isInteger(it.c![0]!) ? '.0' : ''})`
    : atomic(write(it, at));

function powerCode(it: Form, at: Variables): string {
  const [base, exponent] = it.args as readonly [Form, Form];
  if (it.kind !== 'matrix') return `${atomic(write(base, at))}${at.dialect.power}${exponentCode(exponent, at)}`;
  const whole = exponent.op !== 'number' || isInteger(exponent.c![0]!);
  const code = at.dialect.matrixPower(write(base, at), write(exponent, at), whole);
  return code ?? missing('a fractional power of a matrix', at);
}

function applyCode(it: Form, at: Variables): string {
  const name = it.name!;
  const args = it.args.map((arg) => write(arg, at));
  if (name.startsWith('@')) return `${variable(name.slice(1), at)}(${args.join(', ')})`;
  return at.dialect.map(name, args[0]!, it.kind) ?? missing(name, at);
}

function dimCode(dim: Dim, at: Variables): string {
  const terms = dim.terms.map(({ coefficient, atoms }) => {
    const names = atoms.map((it) => variable(it, at));
    return [...(coefficient === 1 && names.length > 0 ? [] : [String(coefficient)]), ...names].join(' * ');
  });
  const code = terms.join(' + ');
  return terms.length > 1 ? `(${code})` : code;
}
