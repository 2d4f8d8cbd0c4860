/**
 * Matrix notation → TeX, in the author's spelling of transposes and names, with no bracket that is not needed.
 *
 * Tightness: 1 a sum, 2 a product with a sign (⊙, ⊗), 3 a product, 4 a factor, 5 what takes a superscript.
 */
import { add, type Dim, number } from '../shape/dim.ts';
import { type Form, numberForm, sameForm, wrap } from './form.ts';
import { isInteger, isOne, negative, ONE, type Rational, rational } from './rational.ts';
import { OPEN } from './tensor.ts';

export interface Style {
  /** `\top`, `T`, `\mathsf{T}`: what stands in the superscript. */
  readonly transpose: string;
  readonly trace: string;
  readonly sigmoid: string;
  readonly ones: string;
  readonly identity: string;
  /** Names for vectors that a decomposition gives, by the function's name. */
  readonly given: ReadonlyMap<string, string>;
}

export const printForm = (it: Form, style: Style): string => print(it, 1, style);

function print(it: Form, tight: number, style: Style): string {
  const [text, own] = it.tex !== undefined && it.op !== 'name' ? verbatim(it, it.tex, tight) : written(it, style);
  if (own >= tight) return text;
  // `\\det X` and `\\log X` get brackets of their own rather than brackets around them.
  if (it.tex !== undefined && CALLS.has(it.op) && it.name !== 'product')
    return print({ ...it, tex: undefined }, tight, style);
  return bracketed(text);
}

const CALLS: ReadonlySet<string> = new Set(['apply', 'determinant', 'trace', 'norm']);

const bracketed = (text: string): string =>
  /\\frac|\\sum|\\prod|\\left|\\oslash\\sqrt/.test(text) ? `\\left(${text}\\right)` : `(${text})`;

/** How tight the author's words are. A function without brackets, `\det X`, takes what follows it. */
function verbatim(it: Form, tex: string, tight: number): readonly [string, number] {
  if (it.op === 'sum') return [tex, 1];
  if (/^\\(\||lVert|Vert|left)/.test(tex) && /(\||\\rVert|\\Vert)(_(\w|\\\w+|\{[^{}]*\}))?$/.test(tex)) return [tex, 5];
  if (/^\\sqrt\{[^{}]*\}$/.test(tex)) return [tex, 4];
  if (isCall(tex)) return [tex, tight >= 5 ? 5 : 4];
  return [tex, isScripted(tex) ? 4 : 1];
}

/** A name or a bracket with a superscript and nothing else: `\Sigma_1^{-1}`, `(X^\top X)^{-1}`. */
function isScripted(tex: string): boolean {
  const base = /^(\\left\s*)?\(/.test(tex)
    ? bracketEnd(tex)
    : (/^(\\[A-Za-z]+(\s*\{[^{}]*\}|\s+\w)?|\w)/.exec(tex)?.[0].length ?? 0);
  return base > 0 && /^(_(\w|\\[A-Za-z]+|\{[^{}]*\}))?\^(\w|\\[A-Za-z]+|\{[^{}]*\})$/.test(tex.slice(base));
}

/** A name and one bracket: `\sin(a + \sin(x))`. */
function isCall(tex: string): boolean {
  const name = /^[A-Za-z\\{}\s]*(?=\()/.exec(tex)?.[0];
  return name !== undefined && bracketEnd(tex.slice(name.length)) === tex.length - name.length;
}

/** Where the bracket that the text begins with ends; 0 where it does not. */
function bracketEnd(tex: string): number {
  let depth = 0;
  for (let i = 0; i < tex.length; i++) {
    if (tex[i] === '(') depth++;
    if (tex[i] === ')' && --depth === 0) return i + 1;
  }
  return 0;
}

function written(it: Form, style: Style): readonly [string, number] {
  const at = (n: number, tight: number): string => print(it.args[n]!, tight, style);
  switch (it.op) {
    case 'name':
      return [it.name!, it.name!.startsWith('\\prod') ? 1 : /[\^']/.test(it.name!) ? 4 : 5];
    case 'number':
      return numberText(it.c![0]!);
    case 'size':
      return sizeText(dimText(it.dims![0]!));
    case 'identity':
      return [sized(style.identity, it.dims!), 5];
    case 'ones':
      return [sized(style.ones, it.dims!), 5];
    case 'commutation':
      return [`K_{${it.dims!.map(dimText).join(',')}}`, 5];
    case 'sum':
      return sumText(it, style);
    case 'product':
      return termText(ONE, it, style);
    case 'hadamard':
      return hadamardText(it, style);
    case 'kronecker':
      return [it.args.map((_, n) => at(n, 3 + Number(isProduct(it.args[n]!)))).join(' \\otimes '), 2];
    case 'transpose':
      return transposeText(it.args[0]!, style);
    case 'inverse':
      return [`${at(0, 5)}^{-1}`, 4];
    case 'pseudo-inverse':
      return [`${at(0, 5)}^+`, 4];
    case 'power':
    case 'entry-power':
      return powerText(it, style);
    case 'trace':
      return [`${style.trace}(${at(0, 1)})`, 5];
    case 'determinant':
      return [`\\det(${at(0, 1)})`, 5];
    case 'diagonal':
    case 'diagonal-of':
      return [`\\operatorname{diag}(${at(0, 1)})`, 5];
    case 'vec':
      return [`\\operatorname{vec}(${at(0, 1)})`, 5];
    case 'abs':
      return [`|${at(0, 1)}|`, 5];
    case 'norm':
      if (VALUES[it.name!] !== undefined) return [`${VALUES[it.name!]!}(${at(0, 1)})`, 5];
      return [`\\|${at(0, 1)}\\|_${NORMS[it.name!] ?? it.name!}`, 5];
    case 'indicator':
      return [`[${at(0, 1)} ${it.name === 'step' ? '>' : '='} 0]`, 5];
    case 'unit':
      return [subscripted('e', it.name!), 5];
    case 'part':
      return [partText(it, style), 5];
    case 'blocks':
      return [blocksText(it, style), 5];
    case 'entry': {
      const [whole] = it.args as readonly [Form];
      const places = it.name!.split(',');
      const text = places.join(places.every((x) => x.length === 1) ? '' : ',');
      const base = print(whole, 1, style);
      return [subscripted(whole.op === 'name' && !/[_^']/.test(base) ? base : `[${base}]`, text), 5];
    }
    case 'sum-over': {
      const [dim] = it.dims!;
      return [`${sumOver(it.name!, dim!, it.name === 'r' ? 0 : 1)} ${at(0, 3)}`, 1];
    }
    case 'apply':
      return applyText(it, style);
  }
}

const sizeText = (text: string): readonly [string, number] => [text, /^\w$/.test(text) ? 5 : /[+-]/.test(text) ? 1 : 4];

/** `[I; 0]` */
function partText({ name, dims }: Form, style: Style): string {
  const own = dims![Number(name)]!;
  const cells = dims!.map((it, n) =>
    String(n) !== name ? zeroText(it, own) : own.key === '1' ? '1' : sized(style.identity, [own]),
  );
  return `\\begin{bmatrix} ${cells.join(' \\\\ ')} \\end{bmatrix}`;
}

const zeroText = (rows: Dim, columns: Dim): string =>
  columns.key === '1'
    ? rows.key === '1'
      ? '0'
      : `\\mathbf{0}_{${dimText(rows)}}`
    : `\\mathbf{0}_{${dimText(rows)} \\times ${dimText(columns)}}`;

function blocksText(it: Form, style: Style): string {
  const width = Number(it.name);
  const [rows, columns] = [it.dims!.slice(0, -width), it.dims!.slice(-width)];
  const isZero = (form: Form): boolean => form.op === 'number' && form.c![0]!.over === 0n;
  const cells = it.args.map((form, n) => {
    const [r, c] = [rows[Math.floor(n / width)]!, columns[n % width]!];
    const sizes = [r, it.kind === 'vector' ? number(1) : c];
    return isZero(form) && sizes.every((x) => x.key !== '0') ? zeroText(sizes[0]!, sizes[1]!) : print(form, 1, style);
  });
  const lines = rows.map((_, r) => cells.slice(r * width, (r + 1) * width).join(' & '));
  return `\\begin{bmatrix} ${lines.join(' \\\\ ')} \\end{bmatrix}`;
}

const subscripted = (base: string, place: string): string =>
  place.length === 1 ? `${base}_${place}` : `${base}_{${place}}`;

const isProduct = (it: Form): boolean => it.op === 'product' || it.op === 'hadamard' || it.op === 'kronecker';

const NORMS: Readonly<Record<string, string>> = {
  '2': '2',
  F: 'F',
  '1': '1',
  inf: '\\infty',
  nuclear: '*',
  spectral: '2',
};

/** What is kept like a norm and written like a function. */
const VALUES: Readonly<Record<string, string>> = { largest: '\\max', smallest: '\\min', least: '\\sigma_{\\min}' };

/** A dimension that nothing names is left to the reader. */
const sized = (name: string, dims: readonly Dim[]): string =>
  dims.some((it) => it.key.includes('?'))
    ? name
    : `${name}_{${dims.map(dimText).join('')}}`.replace(/_\{(\w)\}$/, '_$1');

/** `\sum_{i=1}^{N}`, `\sum_{i \in B}`. */
export function sumOver(name: string, dim: Dim, from: 0 | 1): string {
  if (dim.key.startsWith(OPEN)) return `\\sum_{${`${name} ${dim.key.slice(OPEN.length)}`.trim()}}`;
  return `\\sum_{${name}=${String(from)}}^{${dimText(from === 0 ? add(dim, number(1), -1) : dim)}}`;
}

/** `d_model` is known by its key. */
const atomText = (atom: string): string => atom.replace(/_([A-Za-z]{2,})$/, '_{\\text{$1}}');

/** The exponent of a size among others: n² entries. */
const timesOf = (atom: string, atoms: readonly string[]): string => {
  const times = atoms.filter((it) => it === atom).length;
  return times > 1 ? `^${String(times)}` : '';
};

export function dimText(dim: Dim): string {
  const parts = dim.terms.map(({ coefficient, atoms }) => {
    const body = [...new Set(atoms)]
      .map((it) => `${atomText(it)}${timesOf(it, atoms)}`)
      .join(' ')
      .replaceAll(/ (?=[A-Za-z])/g, '');
    return body === ''
      ? String(coefficient)
      : coefficient === 1
        ? body
        : coefficient === -1
          ? `-${body}`
          : `${String(coefficient)}${body}`;
  });
  parts.sort((a, b) => Number(/^-?\d+$/.test(a)) - Number(/^-?\d+$/.test(b)));
  return parts.join('+').replaceAll('+-', '-');
}

function numberText(c: Rational): readonly [string, number] {
  const size = c.over < 0n ? -c.over : c.over;
  const text = isInteger(c) ? String(size) : `\\frac{${String(size)}}{${String(c.under)}}`;
  return c.over < 0n ? [`-${text}`, 1] : [text, isInteger(c) ? 5 : 4];
}

function sumText(it: Form, style: Style): readonly [string, number] {
  const terms = it.args.map((form, i) => {
    const c = it.c![i]!;
    const minus = c.over < 0n;
    const [text, tight] = termText(minus ? negative(c) : c, form, style);
    const safe = tight >= 2 || form.op === 'sum-over' ? text : bracketed(text);
    return i === 0 ? (minus ? `-${safe}` : safe) : `${minus ? ' - ' : ' + '}${safe}`;
  });
  const alone = it.args.length === 1 && it.c![0]!.over > 0n;
  return [terms.join(''), alone ? termText(it.c![0]!, it.args[0]!, style)[1] : 1];
}

/** A coefficient times a form, numbers below the line where there are any. */
function termText(c: Rational, form: Form, style: Style): readonly [string, number] {
  const factors = form.op === 'product' && form.tex === undefined ? form.args : form.op === 'number' ? [] : [form];
  const number = form.op === 'number' ? { over: c.over * form.c![0]!.over, under: c.under * form.c![0]!.under } : c;
  const below = factors.filter(isBelow);
  const above = factors.filter((it) => !isBelow(it));
  const plain = below.length === 0 && isOne(number);
  if (plain && above.length === 1 && form.op !== 'product') return written2(above[0]!, style);
  const line = (list: readonly Form[], first: string): string =>
    juxtaposed([...(first === '' ? [] : [first]), ...factorTexts(list, style, first !== '' || list.length > 1)]);
  const over = number.over === 1n && above.length > 0 ? '' : String(number.over);
  if (below.length === 0) {
    if (number.under === 1n) return [line(above, over), 3];
    const fraction = `\\frac{${String(number.over)}}{${String(number.under)}}`;
    return [line(above, fraction), above.length === 0 ? 4 : 3];
  }
  const alone = below.length === 1 && number.under === 1n;
  const under = alone
    ? print(lifted(below[0]!), 1, style)
    : line(below.map(lifted), number.under === 1n ? '' : String(number.under));
  const brackets = above.filter((it) => it.op === 'sum' && it.kind !== 'scalar');
  const inside = above.filter((it) => !brackets.includes(it));
  // What is long stands beside the line, not on it.
  if (brackets.length === 1 && above.length === 1 && over === '') {
    const text = print(brackets[0]!, 1, style);
    if (text.length <= SHORT && !/\\frac|\\sum/.test(text)) return [`\\frac{${text}}{${under}}`, 4];
  }
  if (brackets.length > 0) {
    const scalars = inside.filter((it) => it.kind === 'scalar');
    const rest = above.filter((it) => !scalars.includes(it));
    return [
      `\\frac{${scalars.length === 0 && over === '' ? '1' : line(scalars, over)}}{${under}} ${line(rest, '')}`,
      3,
    ];
  }
  if (above.length === 1 && over === '') return [`\\frac{${print(above[0]!, 1, style)}}{${under}}`, 4];
  return [`\\frac{${line(above, over)}}{${under}}`, 4];
}

/** A sum of so many characters still looks well on a line of a fraction. */
const SHORT = 40;

const written2 = (it: Form, style: Style): readonly [string, number] =>
  it.tex !== undefined && it.op !== 'name' ? verbatim(it, it.tex, 1) : written(it, style);

/** A number to a negative power. */
const isBelow = (it: Form): boolean =>
  it.kind === 'scalar' && it.op === 'power' && it.args[1]!.op === 'number' && it.args[1]!.c![0]!.over < 0n;

const lifted = (it: Form): Form => {
  const e = negative(it.args[1]!.c![0]!);
  return isOne(e) ? it.args[0]! : { ...it, args: [it.args[0]!, { ...it.args[1]!, c: [e] }] };
};

function factorTexts(given: readonly Form[], style: Style, several: boolean): readonly string[] {
  const list = repeated(ordered(given));
  const last = list[list.length - 1];
  // With nothing but numbers before it, an inner product at the end needs no brackets: λ xᵀy.
  const plain = list.every((it) => it === last || it.op === 'name' || it.op === 'number' || it.op === 'size');
  return list.map((it) => {
    if (isInner(it) && several) return plain && it === last ? print(it, 1, style) : bracketed(print(it, 1, style));
    // A sum at the end reaches as far as the product does.
    if ((it.op === 'sum-over' || isNabla(it)) && it === last) return written(it, style)[0];
    return print(it, several ? 4 : 3, style);
  });
}

/** `\nabla f(x)`, `\partial_1 f(s, t)`: what follows would be differentiated too. */
const isNabla = (it: Form): boolean => it.op === 'apply' && /^@\\(nabla|partial)/.test(it.name ?? '');

/** A number that is a product of a row, matrices and a column. */
const isInner = (it: Form): boolean =>
  it.kind === 'scalar' && it.op === 'product' && it.tex === undefined && it.args.some((x) => x.kind !== 'scalar');

/** Numbers that begin with a bracket come before functions, whose argument they would look like. */
function ordered(list: readonly Form[]): readonly Form[] {
  const calls = (it: Form): boolean => it.op === 'apply' || (it.op === 'power' && calls(it.args[0]!));
  const rank = (it: Form): number =>
    it.kind !== 'scalar' ? 3 : calls(it) ? 2 : isInner(it) || it.op === 'sum' ? 1 : 0;
  return [...list].sort((a, b) => rank(a) - rank(b));
}

/** X⁻¹X⁻¹ is X⁻², XᵀXᵀXᵀ is (Xᵀ)³. */
function repeated(list: readonly Form[]): readonly Form[] {
  const made: Form[] = [];
  for (let i = 0; i < list.length;) {
    const it = list[i]!;
    let n = 1;
    while (it.kind === 'matrix' && i + n < list.length && sameForm(it, list[i + n]!)) n++;
    const least = it.op === 'transpose' ? 3 : it.op === 'inverse' || it.op === 'name' ? 2 : 9;
    if (n < least) made.push(...list.slice(i, i + n));
    else {
      const base = it.op === 'inverse' ? it.args[0]! : it;
      const exponent = numberForm(rational(it.op === 'inverse' ? -n : n));
      made.push(wrap('power', 'matrix', [base, exponent]));
    }
    i += n;
  }
  return made;
}

/** Factors side by side; a command that ends in letters is kept off the next letter, digits off digits. */
function juxtaposed(parts: readonly string[]): string {
  return parts.reduce((all, it) => {
    if (all === '') return it;
    if (/\\[A-Za-z]+$/.test(all) && /^[A-Za-z]/.test(it)) return `${all} ${it}`;
    if (/^\d/.test(it) || (/\d$/.test(all) && it.startsWith('\\frac'))) return `${all} \\cdot ${it}`;
    if (/[A-Za-z]$/.test(all) && it.startsWith('(') && !/\\top$|[_^]\{?[^{}]*$/.test(all)) return `${all} ${it}`;
    return /^[A-Za-z\\(]/.test(it) && /[\w)}\]]$/.test(all) ? `${all} ${it}` : `${all}${it}`;
  }, '');
}

function transposeText(arg: Form, style: Style): readonly [string, number] {
  if (arg.op === 'inverse') {
    const base = print(arg.args[0]!, 5, style);
    return [style.transpose === "'" ? `${base}'^{-1}` : `${base}^{-${style.transpose}}`, 4];
  }
  const base = print(arg, 5, style);
  return [
    style.transpose === "'"
      ? `${base}'`
      : /^(\\\w+|\w)$/.test(style.transpose)
        ? `${base}^${style.transpose}`
        : `${base}^{${style.transpose}}`,
    4,
  ];
}

function powerText(it: Form, style: Style): readonly [string, number] {
  const [base, exponent] = it.args as readonly [Form, Form];
  const c = exponent.op === 'number' ? exponent.c![0]! : undefined;
  if (c !== undefined && it.op === 'power' && it.kind === 'scalar') {
    if (c.over < 0n) return termText(ONE, it.op === 'power' ? { ...it, op: 'product', args: [it] } : it, style);
    if (c.over === 1n && c.under === 2n) return [`\\sqrt{${print(base, 1, style)}}`, 4];
  }
  if (it.op === 'entry-power') {
    if (c?.over === 1n && c.under === 2n) return [`\\sqrt{${print(base, 1, style)}}`, 4];
    if (c !== undefined && c.over < 0n) return [`1 \\oslash ${print(liftedEntry(it), 4, style)}`, 2];
    const text = c === undefined ? print(exponent, 1, style) : numberText(c)[0];
    return [`${print(base, 5, style)}^{\\odot ${/^\d$/.test(text) ? text : `{${text}}`}}`, 4];
  }
  const text = print(exponent, 1, style);
  return [`${print(base, 5, style)}^${/^\w$/.test(text) ? text : `{${text}}`}`, 4];
}

const liftedEntry = (it: Form): Form => {
  const e = negative(it.args[1]!.c![0]!);
  return isOne(e) ? it.args[0]! : { ...it, args: [it.args[0]!, { ...it.args[1]!, c: [e] }] };
};

function hadamardText(it: Form, style: Style): readonly [string, number] {
  const isUnder = (x: Form): boolean =>
    x.op === 'entry-power' && x.args[1]!.op === 'number' && x.args[1]!.c![0]!.over < 0n;
  const text = (x: Form): string =>
    print(x, isProduct(x) && x.args.length > 0 && x.op !== 'product' ? 4 : outer(x) ? 4 : 3, style);
  const over = it.args.filter((x) => !isUnder(x)).map(text);
  const under = it.args.filter(isUnder).map((x) => print(liftedEntry(x), 4, style));
  return [`${over.length === 0 ? '1' : over.join(' \\odot ')}${under.map((x) => ` \\oslash ${x}`).join('')}`, 2];
}

/** A column times a row looks like a product of names; brackets help. */
const outer = (it: Form): boolean => it.op === 'product' && it.args.length > 1;

const FUNCTIONS = new Set([
  'exp',
  'log',
  'sin',
  'cos',
  'tan',
  'cot',
  'sec',
  'csc',
  'sinh',
  'cosh',
  'tanh',
  'arcsin',
  'arccos',
  'arctan',
]);

function applyText(it: Form, style: Style): readonly [string, number] {
  const name = it.name!;
  const arg = it.args.map((x) => print(x, 1, style)).join(', ');
  if (name === 'matrix exp') return [`e^{${arg}}`, 4];
  const given = style.given.get(name);
  if (given !== undefined) return [given, 5];
  if (name.startsWith('average '))
    return [`${name.slice(8)}${/\\frac|\\sum|\\left/.test(arg) ? `\\left[${arg}\\right]` : `[${arg}]`}`, 5];
  if (name.startsWith('matrix ')) return [`\\${name.slice(7)}(${arg})`, 5];
  if (name.startsWith('eigenvalue '))
    return [`\\lambda_${/^(max|min)$/.test(name.slice(11)) ? `{\\${name.slice(11)}}` : name.slice(11)}(${arg})`, 5];
  if (name.startsWith('@')) return [`${name.slice(1)}(${arg})`, isNabla(it) ? 3 : 5];
  if (name === 'sigmoid') return [`${style.sigmoid}(${arg})`, 4];
  return [FUNCTIONS.has(name) ? `\\${name}(${arg})` : `\\operatorname{${name}}(${arg})`, 5];
}
