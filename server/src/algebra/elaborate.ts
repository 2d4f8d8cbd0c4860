/**
 * Expression → value by entries. What a name is comes with the question (its shape, its conditions); which of several
 * readings a notation has is decided by shapes, and told where a mathematician might read it otherwise.
 */
import type { Expr, Index, Reduce } from '../expr/expr.ts';
import { constantOf as constantNamed, sizeIndex } from '../shape/constants.ts';
import { dimOf, familyKey, memberKey, pairKey } from '../shape/declare.ts';
import { type Dim, multiply, named as dimNamed } from '../shape/dim.ts';
import { SCALAR, type Shape } from '../shape/shape.ts';
import { applied, extremeEntry } from './elaborate-apply.ts';
import { called, derivativeOf } from './elaborate-call.ts';
import { literalOf } from './elaborate-literal.ts';
import { countedOf, pickOf } from './elaborate-members.ts';
import { casesOf } from './elaborate-cases.ts';
import { productOfMatrices } from './elaborate-product.ts';
import { overSpectrum } from './elaborate-spectrum.ts';
import { identity, INDEX_VALUE, map, PRODUCT } from './ops.ts';
import { conditionOf, openRange, rangeOf } from './ranges.ts';
import { fromNumber, ONE, ZERO } from './rational.ts';
import {
  constant,
  DELTA,
  factor,
  type Flag,
  FUSE,
  type Ix,
  index,
  mono,
  poly,
  single,
  type Poly,
  type SymbolAtom,
  UNIT,
} from './tensor.ts';
import { product } from './tidy.ts';
import { diagonal, type Value, valueOf } from './value.ts';

/** What is known of the names of a formula. */
export interface Meanings {
  /** The formula's TeX, into which the spans of its expressions point. */
  readonly text: string;
  readonly shape: (expr: Expr) => Shape;
  readonly shapeOfName: (key: string) => Shape;
  readonly conditions: ReadonlyMap<string, ReadonlySet<string>>;
  readonly isDeclared: (key: string) => boolean;
  /** Names that stand for a value: `k` in `\det(X^k), k = 3`. */
  readonly given: ReadonlyMap<string, Expr>;
  /** Functions of square matrices are those of the matrix everywhere, as the question has it. */
  readonly functionsOfMatrices?: boolean | undefined;
  /** Names with a value of their own: the `U` and `V` of a singular value decomposition. */
  readonly known?: ReadonlyMap<string, Value> | undefined;
  /** The variable, where it is a member of a family: the `A_j` of `\prod_i A_i`, in its own text. */
  readonly member?: { readonly expr: Expr; readonly text: string; readonly place: string } | undefined;
  /** The name of the variable, or of the family it is of, while it varies. */
  readonly varied?: string | undefined;
  /** Whose labels pick entries although they are no usual indices: the p of `-\log p_y`, by p. */
  readonly picked?: string | undefined;
  /** The value of what another formula defines: `E` after `E = X - UV^\\top`, `f(w)`. */
  readonly meant?: ((expr: Expr) => Value | undefined) | undefined;
}

export interface Elaborating extends Meanings {
  /** Bound letters of sums around the expression. */
  readonly bound: ReadonlyMap<string, Ix>;
  /** The first value of a bound letter, where it is a number. */
  readonly starts: ReadonlyMap<Ix, number>;
  /** Letters that stand for a number: of a product that is written out. */
  readonly counted: ReadonlyMap<string, number> | undefined;
  /** Why an expression has no value, the first reason first. */
  readonly faults: string[];
  /** Readings taken where others are possible. */
  readonly readings: string[];
  /** Directly under a trace or a determinant, a function of a matrix is that of the matrix. */
  readonly ofMatrix?: boolean;
  /** Somewhere in a product or a sum under a trace: so is a logarithm of a positive definite matrix. */
  readonly underTrace?: boolean;
  /** The span reaches over an exponent that belongs to what is around: the words are not to be copied. */
  readonly wordless?: boolean;
  /** Values of functions by their words and what they stand in: a derivative repeats the long ones. */
  readonly repeated: Map<string, Value>;
}

export interface Elaborated {
  readonly value?: Value;
  readonly faults: readonly string[];
  readonly readings: readonly string[];
}

const NO_STARTS: ReadonlyMap<Ix, number> = new Map();

/** The value of an expression, or the reasons why there is none. */
export function elaborate(expr: Expr, meanings: Meanings, bound: ReadonlyMap<string, Ix> = new Map()): Elaborated {
  const faults: string[] = [];
  const readings: string[] = [];
  const { text, shape, shapeOfName, conditions, isDeclared, given } = meanings;
  const { functionsOfMatrices, known, member, varied, picked, meant } = meanings;
  const at: Elaborating = {
    text,
    shape,
    shapeOfName,
    conditions,
    isDeclared,
    given,
    functionsOfMatrices,
    known,
    member,
    varied,
    picked,
    meant,
    counted: undefined,
    bound,
    starts: NO_STARTS,
    faults,
    readings,
    repeated: new Map(),
    ofMatrix: false,
    underTrace: false,
    wordless: false,
  };
  const value = lower(expr, at);
  const told = readings.length > 1 ? [...new Set(readings)] : readings;
  return value !== undefined && faults.length === 0 ? { value, faults, readings: told } : { faults, readings: told };
}

export const fault = (at: Elaborating, reason: string): Value | undefined => {
  at.faults.push(reason);
  return undefined;
};

export const said = (expr: Expr, at: Elaborating): string => at.text.slice(expr.span.start, expr.span.end).trim();

export function lower(expr: Expr, at: Elaborating): Value | undefined {
  const meant = at.meant?.(expr);
  if (meant !== undefined) return meant;
  switch (expr.kind) {
    case 'number': {
      const c = fromNumber(expr.value);
      return c === undefined
        ? fault(at, `${said(expr, at)} is no short decimal number`)
        : valueOf('scalar', constant(c));
    }
    case 'symbol':
      return symbol(expr, at);
    case 'apply':
      return expr.op === 'elementwise' ? onceOf(expr, at, applied) : applied(expr, at);
    case 'call':
      return onceOf(expr, at, called);
    case 'index':
      return indexed(expr, at);
    case 'reduce':
      return reduced(expr, at);
    case 'derivative':
      return derivativeOf(expr, at) ?? fault(at, `no rule for a derivative inside an expression: ${said(expr, at)}`);
    case 'literal':
      return literalOf(expr, at);
    case 'cases':
      return casesOf(expr, at);
    case 'relation':
      return fault(at, 'an equation has no value of its own');
    case 'hole':
      return fault(at, `${said(expr, at) || expr.detail || 'a part'} could not be read`);
    default:
      return fault(at, `no rule for ${KINDS[expr.kind] ?? expr.kind}: ${said(expr, at)}`);
  }
}

/** Shorter words are sooner lowered than looked up. */
const LONG = 16;

/** The same words in the same surroundings have the same value. */
function onceOf<E extends Expr>(
  expr: E,
  at: Elaborating,
  work: (expr: E, at: Elaborating) => Value | undefined,
): Value | undefined {
  if (expr.span.end - expr.span.start < LONG || at.bound.size > 0) return work(expr, at);
  const around = [at.ofMatrix, at.underTrace, at.wordless].map((it) => (it === true ? '1' : '0')).join('');
  const key = `${around}${at.given.size > 0 ? '+' : ''}${said(expr, at)}`;
  const known = at.repeated.get(key);
  if (known !== undefined) return known;
  const value = work(expr, at);
  if (value !== undefined) at.repeated.set(key, value);
  return value;
}

const KINDS: Readonly<Record<string, string>> = {
  tuple: 'a list',
  space: 'a space',
  ellipsis: 'what an ellipsis leaves out',
};

const FLAGS: Readonly<Record<string, Flag>> = {
  symmetric: 'symmetric',
  'skew-symmetric': 'skew-symmetric',
  diagonal: 'diagonal',
  orthogonal: 'orthogonal',
  orthonormal: 'orthonormal',
  idempotent: 'idempotent',
  'positive entries': 'positive',
  'upper triangular': 'upper triangular',
  'lower triangular': 'lower triangular',
  varied: 'varied',
};

const NO_FLAGS: ReadonlySet<Flag> = new Set();

export const flagsOf = (key: string, at: Elaborating): ReadonlySet<Flag> => {
  const said = at.conditions.get(key);
  if (said === undefined) return NO_FLAGS;
  const found = new Set<Flag>();
  for (const it of said) if (FLAGS[it] !== undefined) found.add(FLAGS[it]);
  return found;
};

function symbol(expr: Extract<Expr, { kind: 'symbol' }>, at: Elaborating): Value | undefined {
  const bound = at.bound.get(expr.key);
  if (bound !== undefined) {
    if (at.starts.get(bound) !== 0) return fault(at, `the number of the index ${expr.key} as a value`);
    return valueOf('scalar', poly([], [mono(ONE, [factor(INDEX_VALUE, [bound])])]));
  }
  const given = at.given.get(expr.key);
  if (given !== undefined) return lower(given, { ...at, given: new Map() });
  const meant = at.known?.get(expr.key);
  if (meant !== undefined) return meant;
  const pick = pickOf(expr, at);
  if (pick !== undefined) return pick;
  const own = at.shape(expr);
  const shape = own.kind === 'unknown' ? at.shapeOfName(expr.key) : own;
  if (!at.isDeclared(expr.key)) {
    const known = constantNamed(expr);
    if (known === 'identity' && shape.kind === 'matrix') return valueOf('matrix', identity(shape.rows));
    if (known === 'ones' && shape.kind === 'vector') return valueOf('vector', poly([index(shape.rows)], [mono(ONE)]));
    if (known === 'ones' && shape.kind === 'row') return valueOf('row', poly([index(shape.columns)], [mono(ONE)]));
    const size = sizeLabel(expr);
    if (known === 'ones' && size !== undefined) return valueOf('vector', poly([index(size)], [mono(ONE)]));
    if (size !== undefined && expr.glyph.letter === 'I') return valueOf('matrix', identity(size));
    if (known === 'zero') return valueOf('scalar', constant(ZERO));
    if (expr.key === '\\pi' && shape.kind !== 'matrix')
      return valueOf('scalar', single(symbolAtom('\\pi', '\\pi', 0, new Set(['positive'])), []));
    if (expr.key === 'e' && shape.kind !== 'vector' && shape.kind !== 'matrix')
      return valueOf('scalar', map('exp', constant(ONE)));
  }
  return named(expr.key, said(expr, at), shape, at);
}

/** The size in `\mathbf 1_N`, `I_K`: a capital letter that usually counts. */
const sizeLabel = ({ glyph }: Extract<Expr, { kind: 'symbol' }>): Dim | undefined =>
  /^[DKLMNPT]$/.test(glyph.label) && glyph.accents.length === 0 && glyph.primes === 0
    ? dimNamed(glyph.label)
    : undefined;

const symbolAtom = (key: string, tex: string, rank: number, flags: ReadonlySet<Flag>): SymbolAtom => ({
  kind: 'symbol',
  key,
  tex,
  rank,
  flags,
});

/** A name of the given shape. */
export function named(
  key: string,
  tex: string,
  shape: Shape,
  at: Elaborating,
  flags: ReadonlySet<Flag> = flagsOf(key, at),
): Value | undefined {
  switch (shape.kind) {
    case 'zero':
    case 'scalar':
      return valueOf('scalar', single(symbolAtom(key, tex, 0, flags), []));
    case 'vector':
      return valueOf('vector', single(symbolAtom(key, tex, 1, flags), [index(shape.rows)]));
    case 'row':
      return valueOf('row', single(symbolAtom(key, tex, 1, flags), [index(shape.columns)]));
    case 'matrix': {
      if (flags.has('diagonal')) {
        const own = valueOf(
          'vector',
          single(symbolAtom(`diag ${key}`, tex, 1, new Set([...flags])), [index(shape.rows)]),
        );
        return diagonal(own);
      }
      return valueOf('matrix', single(symbolAtom(key, tex, 2, flags), [index(shape.rows), index(shape.columns)]));
    }
    default:
      return fault(at, `the shape of ${tex} is not known; declare it`);
  }
}

/** `x_i`, `A_{ij}`, `W_{i,:}`, `I_n`, `\mathbf 1_n`, a member `x_1` or `x^{(i)}` of a family. */
export function indexed(given: Index, at: Elaborating): Value | undefined {
  const expr = digits(given, at);
  const { base } = expr;
  const counted = countedOf(expr, at);
  if (counted !== undefined) return counted;
  const meant = at.known?.get(said(expr, at));
  if (meant !== undefined) return meant;
  if (base.kind === 'symbol' && !at.isDeclared(base.key)) {
    const pair = expr.items.map((it) =>
      it.kind === 'at' && it.expr.kind === 'symbol' ? at.bound.get(it.expr.key) : undefined,
    );
    if (base.key === '\\delta' && pair.length === 2 && pair[0] !== undefined && pair[1] !== undefined)
      return valueOf('scalar', poly([], [mono(ONE, [factor(DELTA, [pair[0], pair[1]])])]));
    const known = constantNamed(base);
    const size = sizeIndex(expr);
    const dim = size === undefined ? undefined : dimOf(size);
    if (known === 'identity' && dim !== undefined) return valueOf('matrix', identity(dim));
    if (known === 'ones' && dim !== undefined) return valueOf('vector', poly([index(dim)], [mono(ONE)]));
    if (known === 'ones') {
      const dims = expr.items.flatMap((it) => (it.kind === 'at' ? [dimOf(it.expr)] : []));
      if (dims.length === 2 && dims[0] !== undefined && dims[1] !== undefined)
        return valueOf('matrix', poly([index(dims[0]), index(dims[1])], [mono(ONE)]));
    }
    if (base.key === 'K' && expr.items.length === 2) {
      const dims = expr.items.flatMap((it) => (it.kind === 'at' ? [dimOf(it.expr)] : []));
      if (dims[0] !== undefined && dims[1] !== undefined) return commutation(dims[0], dims[1]);
    }
  }
  const entry = entryOf(expr, at);
  if (entry !== undefined) return entry;
  // A member of a family: a bound letter selects it, anything else is part of its name.
  const items = expr.items.map((it) =>
    it.kind === 'at' && it.expr.kind === 'symbol' ? at.bound.get(it.expr.key) : undefined,
  );
  const bounds = items.filter((it) => it !== undefined);
  const ownShape = at.shape(expr);
  const shape = ownShape.kind === 'unknown' && base.kind === 'symbol' ? at.shapeOfName(familyKey(base.key)) : ownShape;
  const tex = said(expr, at);
  if (bounds.length === 0) {
    const key = base.kind === 'symbol' ? memberKey(base.key, expr.items) : tex;
    // `W_1` and `W_{1}` are one name; which member another index selects, only its letters tell.
    const own = key.endsWith(']') && !key.endsWith('[]') ? key : tex.replaceAll(/\s+/g, '');
    return named(own, tex, shape, at, flagsOf(key, at));
  }
  if (bounds.length > 2 || expr.items.length > bounds.length || base.kind !== 'symbol' || bounds[0] === bounds[1])
    return fault(at, `no rule for ${tex}`);
  const paired = bounds.length === 2;
  const family = paired ? pairKey(base.key) : familyKey(base.key);
  const number = shape.kind === 'unknown' && (paired || NUMBERS.has(base.key));
  if (number) at.readings.push(`${tex} is read as a number`);
  const member = named(family, tex, number ? SCALAR : shape, at);
  if (member === undefined) return undefined;
  const atom: SymbolAtom = {
    kind: 'symbol',
    key: family,
    tex: numbered(tex, bounds),
    rank: member.p.free.length + bounds.length,
    flags: flagsOf(family, at),
    family: true,
    ...(paired && { paired }),
  };
  return valueOf(member.kind, poly(member.p.free, [mono(ONE, [factor(atom, [...member.p.free, ...bounds])])]));
}

/** Letters whose members are weights and multipliers, where nothing else is said of them. */
const NUMBERS: ReadonlySet<string> = new Set('\\alpha \\gamma \\eta \\kappa \\lambda \\nu \\pi \\rho \\tau'.split(' '));

/** `\pi_i` → `\pi_#`: the letters stand behind the name. */
function numbered(tex: string, bounds: readonly Ix[]): string {
  const end = Math.max(tex.indexOf('_'), tex.indexOf('^'), 0);
  return tex.slice(0, end) + bounds.reduce((all, { label = 'i' }) => all.replace(label, '#'), tex.slice(end));
}

/** K_{m,n} vec(X) = vec(Xᵀ) for an m × n matrix X. */
function commutation(m: Dim, n: Dim): Value {
  const [p, q, i, j] = [index(multiply(m, n)), index(multiply(m, n)), index(m), index(n)];
  return valueOf('matrix', poly([p, q], [mono(ONE, [factor(FUSE, [p, j, i]), factor(FUSE, [q, i, j])], [i, j])]));
}

/** `X_{12}` of a matrix has two places. */
function digits(expr: Index, at: Elaborating): Index {
  const [item] = expr.items;
  if (expr.items.length !== 1 || item?.kind !== 'at' || item.expr.kind !== 'number') return expr;
  const own = expr.base.kind === 'symbol' ? at.shapeOfName(expr.base.key) : at.shape(expr.base);
  if (own.kind !== 'matrix' || !/^[1-9]{2}$/.test(String(item.expr.value))) return expr;
  const { span } = item.expr;
  const items = [...String(item.expr.value)].map((it): Index['items'][number] => ({
    kind: 'at',
    expr: { kind: 'number', value: Number(it), span },
  }));
  return { ...expr, items };
}

/** What an entry is taken of; undefined where the index names a member of a family. */
function wholeOf(expr: Index, at: Elaborating): Value | undefined {
  if (expr.base.kind !== 'symbol') {
    const whole = lower(expr.base, at);
    return whole?.p.free.length === expr.items.length ? whole : undefined;
  }
  const own = at.shapeOfName(expr.base.key);
  if (own.kind !== 'vector' && own.kind !== 'row' && own.kind !== 'matrix') return undefined;
  const member = at.shape(expr).kind;
  const fits =
    own.kind === 'matrix'
      ? expr.items.length === 2
      : expr.items.length === 1 && (member === 'scalar' || member === 'unknown');
  return fits ? named(expr.base.key, said(expr.base, at), own, at) : undefined;
}

/** An entry, row or column of something declared as a whole. */
function entryOf(expr: Index, at: Elaborating): Value | undefined {
  if (expr.upper) return undefined;
  const base = wholeOf(expr, at);
  if (base === undefined) return undefined;
  const kept: Ix[] = [];
  const ix: Ix[] = [];
  const units: (readonly [Poly, readonly Ix[]])[] = [];
  let fixed = false;
  expr.items.forEach((it, i) => {
    const free = base.p.free[i]!;
    if (it.kind === 'all') {
      const own = index(free.dim);
      kept.push(own);
      ix.push(own);
    } else if (it.kind === 'at' && it.expr.kind === 'symbol' && at.bound.has(it.expr.key))
      ix.push(at.bound.get(it.expr.key)!);
    else {
      const place = it.kind === 'at' ? placeOf(it.expr) : undefined;
      const own = index(free.dim);
      ix.push(own);
      if (place === undefined) fixed = true;
      else units.push([unit(place, own), [own]]);
    }
  });
  if (fixed) return fault(at, `no rule for the single entry ${said(expr, at)}`);
  const entries = product(
    kept,
    units.flatMap(([, own]) => own),
    [[base.p, ix], ...units],
  );
  return valueOf(kept.length === 0 ? 'scalar' : kept.length === 2 ? 'matrix' : 'vector', entries);
}

/** The number or the letter of a single entry. */
const placeOf = (expr: Expr): string | undefined =>
  expr.kind === 'number' && expr.value >= 1 && Number.isInteger(expr.value)
    ? String(expr.value)
    : expr.kind === 'symbol' && /^[a-z]$/.test(expr.key)
      ? expr.key
      : undefined;

/** The column with a one at the given place: x_1 is e_1ᵀx. */
const unit = (place: string, ix: Ix): Poly => single(symbolAtom(`${UNIT}${place}`, `e_${place}`, 1, new Set()), [ix]);

/** `\sum_i`, `\sum_{i=1}^n`, `\sum_{i,j}`. */
function reduced(expr: Reduce, at: Elaborating): Value | undefined {
  if (expr.op !== 'sum' && expr.op !== 'product' && expr.op !== 'extremum')
    return fault(at, `no rule for ${REDUCTIONS[expr.op]}`);
  const whole = overSpectrum(expr, at);
  if (whole !== undefined) return whole;
  const bound = new Map(at.bound);
  const starts = new Map(at.starts);
  const own: Ix[] = [];
  const condition = conditionOf(expr, at);
  // Over some of the entries: which ones nothing tells.
  if (
    condition !== '' &&
    (expr.bound.length > 1 || !/^\\in(?![a-z])/.test(condition) || rangeOf(expr.bound[0]!, expr.body, at))
  )
    return fault(at, `no rule for a sum with the condition ${condition}`);
  for (const it of expr.bound) {
    const dim = rangeOf(it, expr.body, at) ?? openRange(it, expr.body, condition);
    if (dim === undefined) return fault(at, `the range of ${it.key} is not known`);
    const ix: Ix = { dim, label: it.key };
    bound.set(it.key, ix);
    if (it.from?.kind === 'number') starts.set(ix, it.from.value);
    own.push(ix);
  }
  if (own.length === 0) return fault(at, 'a sum without an index');
  const body = lower(expr.body, { ...at, bound, starts });
  if (body === undefined) return undefined;
  if (expr.op === 'extremum') {
    const which = /^\\(max|min)(?![a-z])/.exec(said(expr, at))?.[1] ?? '';
    const found = body.kind === 'scalar' ? extremeEntry(poly(own, body.p.monos), which) : undefined;
    return found ?? fault(at, 'no rule for an extremum');
  }
  if (expr.op === 'sum') return valueOf(body.kind, product(body.p.free, own, [[body.p, body.p.free]]));
  if (body.kind !== 'scalar') return productOfMatrices(expr, at);
  const text = said(expr, at);
  at.readings.push(`no factor of ${text} is zero`);
  return valueOf('scalar', map(PRODUCT, product([], own, [[map('log', body.p), []]]), text));
}

const REDUCTIONS = {
  evaluation: 'a value at a point',
  sum: 'a sum',
  product: 'a product over an index',
  integral: 'an integral',
  argument: 'arg min or arg max',
  limit: 'a limit',
  union: 'a union',
  expectation: 'an expectation',
} as const;

/** A row has the entries of a column, but its TeX does not say so. */
export const rowless = (a: Value, text: string): string | undefined => (a.kind === 'row' ? undefined : text);
