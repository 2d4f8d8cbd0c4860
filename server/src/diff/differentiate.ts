/** The derivative of a value by a name: its entries first, then their places by the layout, then matrix notation. */
import { collect } from '../algebra/canonical.ts';
import { withDiagonals } from '../algebra/diagonals.ts';
import { entriesText } from '../algebra/entries.ts';
import { type Form, transposeForm } from '../algebra/form.ts';
import { normalForm } from '../algebra/normal-form.ts';
import { printForm, type Style } from '../algebra/print.ts';
import {
  isOne,
  MINUS_ONE,
  negative,
  ONE,
  plus,
  type Rational,
  rational,
  reciprocal,
  times,
} from '../algebra/rational.ts';
import { reduce, reduceFlat } from '../algebra/reduce.ts';
import { letters } from '../algebra/reduce-atom.ts';
import {
  at,
  captured,
  DELTA,
  type Factor,
  factor,
  fresh,
  FUSE,
  index,
  type Ix,
  type Mono,
  mono,
  type OpAtom,
  type Poly,
  poly,
  scaled,
  single,
  type SymbolAtom,
} from '../algebra/tensor.ts';
import { product, sum, tidy } from '../algebra/tidy.ts';
import { isUnit } from '../algebra/units.ts';
import { still } from '../algebra/varied.ts';
import type { Kind, Value } from '../algebra/value.ts';
import { once } from '../base/once.ts';
import { type Dim, multiply, number as numberOf } from '../shape/dim.ts';
import { type Along, along, TOO_LARGE } from './along.ts';
import { type Axes, axesOf, type Layout } from './axes.ts';
import { introduced, type Where } from './decompositions.ts';
import { GRADIENT_RULE, ruleOf, ruleStep, type Step } from './steps.ts';

export type { Layout };

export interface Asked {
  readonly layout: Layout;
  readonly order: number;
  readonly style: Style;
  readonly f: string;
  readonly wrt: string;
  readonly structure?: Structure | undefined;
  /** What is said of the variable does not bind its entries. */
  readonly varied?: boolean;
  /** The variable of the second derivative, where that is another one. */
  readonly then?: Value | undefined;
}

/** What is said of a variable's entries. */
export type Structure = 'symmetric' | 'skew-symmetric' | 'diagonal';

export interface Missing {
  readonly missing: string;
  readonly reason: string;
}

/** A derivative with its indices in place. */
export interface Laid {
  /** Spellings of the same, the most pleasing first. */
  readonly forms: readonly Form[];
  /** What each of them must say. */
  readonly expected: Poly;
  readonly kind: Kind;
  readonly shape: readonly Dim[];
  readonly axes: string;
  /** The entries in TeX, at the letters `places`, in the order of the indices of `entries`. */
  readonly index: () => string | undefined;
  readonly entries: Poly;
  readonly places: () => readonly string[];
  readonly symmetric: readonly SymmetricForm[];
  /** Functions of square matrices in the result are those of the matrix. */
  readonly functionsOfMatrices: boolean;
  readonly steps: () => readonly Step[];
  /** The numbers of the catalogue's rules that were used. */
  readonly rules: readonly string[];
  readonly style: Style;
  readonly known: ReadonlyMap<string, Value>;
  readonly where: readonly Where[];
}

/** A gradient under one of the conventions for symmetric matrices. */
export interface SymmetricForm {
  readonly name: string;
  readonly form: Form;
  readonly expected: Poly;
}

export function differentiate(f: Value, x: Value, asked: Asked): Laid | Missing {
  let derivative = f.p;
  const orders: (readonly Ix[])[] = [];
  const used = new Map<string, OpAtom>();
  for (let n = 0; n < asked.order; n++) {
    const by = n > 0 ? (asked.then ?? x) : x;
    const variable = nameOf(by) ?? entryOf(by) ?? inverseIn(by);
    if (variable === undefined) return { reason: 'variable', missing: `${asked.wrt} is no name to differentiate by` };
    const own = variable.entries?.of.map(fresh) ?? by.p.free.map(fresh);
    // The number of a member of a family is the same throughout.
    const taken = taking(variable.key, [...own, ...captured(by.p)], derivative);
    const d = poly([...derivative.free, ...own], taken.d.monos);
    derivative = inPlace(d, own, by.p, variable);
    orders.push(variable.entries === undefined ? derivative.free.slice(derivative.free.length - own.length) : []);
    for (const [key, it] of taken.used) if (!used.has(key)) used.set(key, it);
    if (taken.missing.size > 0) {
      const what = [...taken.missing].join(', ');
      return what === TOO_LARGE
        ? { reason: 'budget', missing: what }
        : { reason: 'no rule', missing: `no rule for ${what}` };
    }
  }
  if (asked.varied === true) derivative = still(derivative);
  const own = derivative.free.slice(0, f.p.free.length);
  const axes =
    asked.then === undefined ? axesFor(own, f.kind, orders, asked.layout) : mixedAxes(own, orders, asked.layout);
  const { poly: written, known, where } = introduced(derivative, `${asked.f} ${asked.wrt}`, asked.style);
  const isGradient = f.kind === 'scalar' && asked.order === 1 && x.kind === 'matrix';
  const operators = [...used.values()];
  const rules = operators.flatMap((it) => ruleOf(it) ?? []);
  if (isGradient) rules.push(GRADIENT_RULE);
  const { forms, expected, kind, shape, said, index, places } = laid(written, axes, asked);
  return {
    forms,
    expected,
    kind,
    shape,
    axes: said,
    index,
    entries: written,
    places,
    symmetric: isGradient ? structuredForms(written, asked.structure) : [],
    functionsOfMatrices:
      operators.some((it) => it.op === 'matrix-function') &&
      !operators.some((it) => it.op === 'map' && it.args[0]!.free.length === 2),
    steps: () => [...operators.map(ruleStep), ...differentialStep(written, f, x, orders, asked)],
    rules: rules.length > 1 ? [...new Set(rules)] : rules,
    style: asked.style,
    known,
    where,
  };
}

interface Taken extends Pick<Along, 'used' | 'missing'> {
  readonly d: Poly;
}

const takenBy = ({ used, missing }: Along, d: Poly): Taken => ({ used, missing, d });

/** The derivative; where a rule is missing, that of what the brackets hold, which may have one, or a flattened one. */
function taking(key: string, x: readonly Ix[], of: Poly): Taken {
  const first = along(key, x);
  const d = first.d(of);
  if (first.missing.size === 0 || first.missing.has(TOO_LARGE)) return takenBy(first, d);
  const open = normalForm(of);
  if (open === undefined) return takenBy(first, d);
  const second = along(key, x);
  const other = second.d(open);
  if (second.missing.size === 0) return takenBy(second, other);
  const third = along(key, x, true);
  const flat = third.d(of);
  return third.missing.size === 0 ? takenBy(third, flat) : takenBy(first, d);
}

/** By a power of a number, σ²: the derivative by σ over that of σ². */
function byPower(d: Poly, { monos }: Poly, power: Rational): Poly {
  const it = monos[0]?.factors[0];
  if (it === undefined || isOne(power)) return d;
  const under: Factor = { ...it, e: plus(ONE, negative(power)) };
  const divided = d.monos.flatMap(
    (x) => tidy({ c: times(x.c, reciprocal(power)), factors: [...x.factors, under], sums: x.sums }) ?? [],
  );
  return poly(d.free, divided);
}

/** A matrix with a structure has gradients within it; the free one takes all entries as independent. */
function structuredForms(g: Poly, structure: Structure | undefined): readonly SymmetricForm[] {
  if (structure === 'symmetric') return symmetricForms(g);
  const [a, b] = g.free as readonly [Ix, Ix];
  if (structure === 'skew-symmetric') {
    const half = rational(1, 2);
    const value = sum(
      [a, b],
      [
        [g, half],
        [poly([b, a], g.monos), negative(half)],
      ],
    );
    return formOf('within the skew-symmetric matrices: (G − Gᵀ)/2', value);
  }
  return structure === 'diagonal' ? formOf('within the diagonal matrices: G ⊙ I', onDiagonal(g)) : [];
}

function formOf(name: string, expected: Poly): readonly SymmetricForm[] {
  const form = reduce(expected, letters());
  return form === undefined ? [] : [{ name, form, expected }];
}

/** A matrix that is symmetric has two more published gradients. Sources: Magnus and Neudecker; Matrix Cookbook 2.8. */
function symmetricForms(g: Poly): readonly SymmetricForm[] {
  const [a, b] = g.free as readonly [Ix, Ix];
  const both = sum(
    [a, b],
    [
      [g, ONE],
      [poly([b, a], g.monos), ONE],
    ],
  );
  return [
    ...formOf('symmetric part: (G + Gᵀ)/2', sum([a, b], [[both, rational(1, 2)]])),
    ...formOf(
      'symmetric entries counted once: G + Gᵀ − G ⊙ I',
      sum(
        [a, b],
        [
          [both, ONE],
          [onDiagonal(g), MINUS_ONE],
        ],
      ),
    ),
  ];
}

/** G ⊙ I */
function onDiagonal(g: Poly): Poly {
  const [a, b] = g.free as readonly [Ix, Ix];
  const monos = at(g, [a, a]).flatMap((it) => tidy({ ...it, factors: [...it.factors, factor(DELTA, [a, b])] }) ?? []);
  return poly([a, b], monos);
}

/** The differential in matrix notation, where it has one. */
function differentialStep(
  g: Poly,
  f: Value,
  x: Value,
  orders: readonly (readonly Ix[])[],
  asked: Asked,
): readonly Step[] {
  if (orders.length > 1) return [];
  const atom: SymbolAtom = {
    kind: 'symbol',
    key: 'differential',
    tex: `\\mathrm{d}${asked.wrt}`,
    rank: x.p.free.length,
    flags: new Set(),
  };
  const own = g.free.slice(0, f.p.free.length);
  const by = orders[0]!;
  const change = single(atom, by);
  const monos = g.monos.flatMap(
    (it) =>
      product(own, by, [
        [poly(g.free, [it]), g.free],
        [change, by],
      ]).monos,
  );
  const form = reduce(poly(own, monos), letters());
  if (form === undefined) return [];
  const gradient = f.kind === 'scalar' && x.kind === 'matrix';
  return [
    {
      latex: `\\mathrm{d}f = ${printForm(form, asked.style)}`,
      text: gradient
        ? `the differential; by ${GRADIENT_RULE}, trace of a product with the variable, what stands before the change is the gradient`
        : 'the differential',
      ...(gradient && { rule: GRADIENT_RULE }),
    },
  ];
}

/** ∂²f/∂x∂yᵀ: rows by x, columns by y; by a number and something else as the first derivative by that. */
function mixedAxes(f: readonly Ix[], orders: readonly (readonly Ix[])[], layout: Layout): Axes | undefined {
  const [x, y] = orders as readonly [readonly Ix[], readonly Ix[]];
  if (f.length > 0) return undefined;
  if (x.length === 0 || y.length === 0) return axesOf(f, 'scalar', x.length === 0 ? y : x, layout);
  return { sides: [x, y], row: false, said: 'rows by the first variable, columns by the second' };
}

/** For a second derivative of a number, the variable's indices twice; otherwise the first derivative is differentiated. */
function axesFor(f: readonly Ix[], fKind: Kind, orders: readonly (readonly Ix[])[], layout: Layout): Axes | undefined {
  const [x, y] = orders as readonly [readonly Ix[], readonly Ix[] | undefined];
  if (orders.length === 1) return axesOf(f, fKind, x, layout);
  if (x.length === 0) return axesOf(f, fKind, x, layout);
  if (orders.length === 2 && y !== undefined && f.length === 0) {
    const said = x.length === 1 ? 'the Hessian' : 'the Hessian by vec X';
    return { sides: layout === 'denominator' ? [y, x] : [x, y], row: false, said };
  }
  if (orders.length === 2 && y !== undefined && f.length === 1 && x.length === 1) {
    const jacobian = layout === 'denominator' ? [...x, ...f] : [...f, ...x];
    return {
      sides: layout === 'denominator' ? [y, jacobian] : [jacobian, y],
      row: false,
      said: 'the derivative of vec of the Jacobian',
    };
  }
  return undefined;
}

/** What is differentiated by: a name, a number to a power, or an entry of a name. */
interface Variable {
  readonly key: string;
  readonly power: Rational;
  /** The indices of the whole, and the unit vectors that pick the entry. */
  readonly entries?: { readonly of: readonly Ix[]; readonly units: readonly Factor[] };
  /** Of `X^{-1}` as the variable: X. */
  readonly inverse?: Poly;
}

/** `\Sigma^{-1}` varies freely where `\Sigma` does. */
function inverseIn({ p }: Value): Variable | undefined {
  const [only] = p.monos;
  const [it, more] = only?.factors ?? [];
  if (only === undefined || p.monos.length > 1 || more !== undefined || !isOne(only.c)) return undefined;
  if (it?.atom.kind !== 'op' || it.atom.op !== 'inverse' || it.ix.length > 2 || !isOne(it.e)) return undefined;
  const [of] = it.atom.args as readonly [Poly];
  const whole = nameOf({ kind: 'matrix', p: of });
  return whole && { ...whole, inverse: of };
}

/** ∂f/∂(X⁻¹) by that by X, for dX = −X d(X⁻¹) X. */
function byInverse(d: Poly, own: readonly Ix[], of: Poly): Poly {
  const [a, b] = own as readonly [Ix, Ix];
  const [c, e] = [fresh(a), fresh(b)];
  const f = d.free.slice(0, d.free.length - 2);
  const free = [...f, c, e];
  const parts = (it: Mono): readonly (readonly [Poly, readonly Ix[]])[] => [
    [poly(d.free, [it]), d.free],
    [of, [a, c]],
    [of, [e, b]],
  ];
  return scaled(
    collect(
      poly(
        free,
        d.monos.flatMap((it) => product(free, own, parts(it)).monos),
      ),
    ),
    MINUS_ONE,
  );
}

/** The derivative by a name, as that by what stands for the variable. */
function inPlace(d: Poly, own: readonly Ix[], x: Poly, { power, entries, inverse }: Variable): Poly {
  if (entries !== undefined) return atEntry(d, own, entries);
  return inverse === undefined ? byPower(d, x, power) : byInverse(d, own, inverse);
}

/** `x_1` is e₁ᵀx, `X_{ij}` is eᵢᵀXeⱼ. */
function entryOf({ p }: Value): Variable | undefined {
  const [only] = p.monos;
  if (only === undefined || p.monos.length > 1 || p.free.length > 0 || !isOne(only.c)) return undefined;
  const [whole, ...more] = only.factors.filter((it) => !isUnit(it));
  const units = whole?.ix.map((x) => only.factors.find((it) => isUnit(it) && it.ix[0] === x)) ?? [];
  const all = units.filter((it) => it !== undefined);
  if (whole?.atom.kind !== 'symbol' || more.length > 0 || !isOne(whole.e) || all.length === 0) return undefined;
  if (all.length < whole.ix.length || all.length + 1 < only.factors.length) return undefined;
  return { key: whole.atom.key, power: ONE, entries: { of: whole.ix, units: all } };
}

/** The derivative by a whole, at the entry that unit vectors pick. */
function atEntry(d: Poly, own: readonly Ix[], { units }: NonNullable<Variable['entries']>): Poly {
  const free = d.free.slice(0, d.free.length - own.length);
  const picks = units.map((it, n): readonly [Poly, readonly Ix[]] => [
    single(it.atom, [{ dim: own[n]!.dim }]),
    [own[n]!],
  ]);
  return collect(
    poly(
      free,
      d.monos.flatMap((it) => product(free, own, [[poly(d.free, [it]), d.free], ...picks]).monos),
    ),
  );
}

function nameOf({ p }: Value): Variable | undefined {
  const [only] = p.monos;
  const it = only?.factors.find((x) => x.atom.kind === 'symbol');
  if (
    p.monos.length !== 1 ||
    it?.atom.kind !== 'symbol' ||
    only!.factors.length !== 1 ||
    (!isOne(it.e) && (it.ix.length > 0 || it.symbolic !== undefined)) ||
    !isOne(only!.c) ||
    only!.sums.length > 0
  )
    return undefined;
  return { key: it.atom.key, power: it.e };
}

const LETTERS = 'ijklpqrsuvwz'.split('');

/** The letters of free indices: none that the question has. */
const lettersFor = (question: string): readonly string[] => {
  const used = new Set<string>(question.match(/(?<![A-Za-z\\])[a-z](?![A-Za-z])/g));
  return LETTERS.filter((it) => !used.has(it));
};

interface Placed extends Pick<Laid, 'forms' | 'expected' | 'kind' | 'shape' | 'index' | 'places'> {
  readonly said: string;
}

function laid(derivative: Poly, axes: Axes | undefined, asked: Asked): Placed {
  const question = `${asked.f} ${asked.wrt}`;
  const names = letters(question);
  const places = once(() => lettersFor(question).slice(0, derivative.free.length));
  const index = (): string | undefined => entriesText(derivative, places(), asked.style, names);
  if (axes === undefined) {
    const shape = derivative.free.map((it) => it.dim);
    return {
      forms: [],
      expected: derivative,
      kind: 'matrix',
      shape,
      said: 'entries: the indices of f, then those of the variable',
      index,
      places,
    };
  }
  const { sides, row, said } = axes;
  const flat = sides.some((side) => side.length > 1);
  const ordered = poly(sides.flat(), derivative.monos);
  const expected = flat ? flattenedPoly(derivative, sides) : ordered;
  const paired = flat ? reduceFlat(ordered, sides[0]!, sides[1]!, names) : undefined;
  const form = paired ?? reduce(expected, names);
  const kind: Kind = sides.length === 0 ? 'scalar' : sides.length === 1 ? (row ? 'row' : 'vector') : 'matrix';
  const sizes = sides.map((side) => side.map((it) => it.dim).reduce(multiply));
  const shape = row ? [numberOf(1), ...sizes] : sizes;
  const turned = form === undefined || !row ? form : transposeForm(form);
  const forms = turned === undefined ? [] : [...new Set([withDiagonals(turned), turned])];
  return { forms, expected, kind, shape, said, index, places };
}

/** The entries as a matrix: pairs of indices become one. */
function flattenedPoly(derivative: Poly, sides: readonly (readonly Ix[])[]): Poly {
  const pairs: Factor[] = [];
  const sums: Ix[] = [];
  const free = sides.map((side) => {
    const [f, s] = side as readonly [Ix, Ix | undefined];
    if (s === undefined) return f;
    const p = index(multiply(f.dim, s.dim));
    pairs.push(factor(FUSE, [p, f, s]));
    sums.push(f, s);
    return p;
  });
  const pairing = poly([...free, ...sums], [mono(ONE, pairs)]);
  const monos = derivative.monos.flatMap(
    (it) =>
      product(free, sums, [
        [pairing, [...free, ...sums]],
        [poly(sides.flat(), [it]), sides.flat()],
      ]).monos,
  );
  return poly(free, monos);
}
