/**
 * A derivative from TeX to TeX: the formula is read as a note's would be, differentiated by its entries, written in
 * matrix notation, and what was written is read back and compared before anyone sees it.
 */
import { elaborate, type Meanings } from '../algebra/elaborate.ts';
import { type Form, inOwnWords } from '../algebra/form.ts';
import { areEqual } from '../algebra/normal-form.ts';
import { dimText, printForm } from '../algebra/print.ts';
import { at, type Ix, type Poly, poly, UNIT } from '../algebra/tensor.ts';
import type { Kind, Value } from '../algebra/value.ts';
import { isUnit, type Where } from '../diff/decompositions.ts';
import type { Step } from '../diff/steps.ts';
import { differentiate, type Layout, type Laid, type Structure } from '../diff/differentiate.ts';
import { type Expr, walk } from '../expr/expr.ts';
import { isRelation } from '../expr/statement.ts';
import { subjectOf } from '../shape/declare.ts';
import { type Code, codeOf } from './derive-code.ts';
import { once } from '../base/once.ts';
import { casesOf, piecewise } from './derive-cases.ts';
import { hiddenDependence, membersIn, nameIn, placeIn } from './derive-members.ts';
import { literalOf, writtenOut } from './derive-literal.ts';
import { readStyle } from './derive-style.ts';
import type { PosedFormula } from './posed-formula.ts';
import { type Posed, pose } from './problem.ts';
import { defaults, type Settings } from './settings.ts';
import { symbolsIn } from './symbols-in.ts';

export interface DerivativeQuestion {
  readonly f: string;
  readonly wrt: string;
  readonly declare?: readonly string[];
  readonly conditions?: readonly string[];
  readonly layout?: Layout;
  readonly order?: number;
}

export interface DerivedForm {
  readonly name: string;
  readonly latex: string;
  readonly form: Form;
  readonly code?: Code;
}

export interface Derived {
  readonly latex: string;
  readonly notation: 'matrix' | 'index';
  /** The entries at i, j, k … where the derivative has more than two indices. */
  readonly index?: string;
  /** The letters of its indices: those of f, then those of the variable. */
  readonly places?: readonly string[];
  /** By dimension: none for a number. */
  readonly shape: readonly string[];
  readonly layout: Layout;
  /** What the layout's name does not fix. */
  readonly axes: string;
  /** Worked out when it is asked for. */
  readonly steps: () => readonly Step[];
  readonly rules: readonly string[];
  readonly verdict: 'proved';
  readonly method: 'normal-form';
  /** In matrix notation. */
  readonly form?: Form;
  /** In NumPy. */
  readonly code?: () => Code | undefined;
  /** The gradient under the other conventions for a symmetric variable; `latex` takes its entries as independent. */
  readonly symmetric: readonly DerivedForm[];
  /** Notations that could be read otherwise, and how they were read. */
  readonly readings: readonly string[];
  /** Letters that the result introduces. */
  readonly where: readonly Where[];
}

export interface Unavailable {
  readonly unavailable: string;
  readonly detail: string;
}

export type DerivativeAnswer = Derived | Unavailable;

export const unavailable = (reason: string, detail: string): Unavailable => ({ unavailable: reason, detail });

/** Never throws on a reader's text: what cannot be answered says why. */
export function derive(question: DerivativeQuestion, settings: Settings = defaults): DerivativeAnswer {
  const { declare = [], conditions = [], layout = 'denominator' } = question;
  const cases = casesOf(question.f);
  if (cases !== undefined) return piecewise(question, cases, (it) => derive(it, settings));
  const literal = literalOf(question.f);
  const whole = literal && writtenOut(question, literal, settings, (it) => derive(it, settings));
  if (whole !== undefined) return whole;
  const variables = variablesIn(question.wrt);
  const [wrt, ...more] = variables;
  const order = more.length > 0 ? variables.length : (question.order ?? 1);
  const posed = pose({ formulas: [question.f, ...variables], declare, conditions }, settings);
  const [formula, variable, second] = posed.formulas;
  if (formula === undefined || variable === undefined) return unavailable('unreadable', 'there is no formula');
  const unread = posed.formulas.flatMap((it) => it.unread);
  if (unread.length > 0) return unavailable('unreadable', `could not be read: ${unread.join(', ')}`);
  if (more.length > 1) return unavailable('order', 'no rule for a derivative by more than two variables');
  if (order < 1 || order > 4 || !Number.isInteger(order))
    return unavailable('order', 'the order is a whole number from 1 to 4');
  const expr = formulaOf(formula);
  const by = formulaOf(variable);
  if (expr === undefined || by === undefined) return unavailable('unreadable', 'there is no formula');
  const structure = structureOf(by, posed);
  const varies = structure !== undefined || tiedIn(by, posed);
  const picked = nameIn(by);
  // Of a diagonal matrix whose entries vary freely, equal to its transpose is all that is used.
  const still = structure === 'diagonal' ? DIAGONAL : undefined;
  const said = still ?? posed.conditions.get(subjectOf(by)?.key ?? '');
  const meanings = (of: PosedFormula): Meanings => ({
    ...(!varies ? meaningsOf(of, posed) : meaningsOf(of, posed, by, new Set([...(said ?? []), 'varied']))),
    picked,
    varied: picked,
    member: placeIn(by) === undefined ? undefined : { expr: by, text: variable.text, place: placeIn(by) ?? '' },
  });
  const alone = elaborate(expr, meanings(formula));
  // The member of a family is one of those that a sum runs over.
  const held = membersIn(expr, by, alone.value);
  const f = held.size === 0 ? alone : elaborate(expr, meanings(formula), held);
  const x = elaborate(by, meanings(variable), held);
  if (f.value === undefined) return unavailable('not understood', f.faults[0] ?? question.f);
  if (x.value === undefined) return unavailable('not understood', x.faults[0] ?? question.wrt);
  const other = second && formulaOf(second);
  if (second !== undefined && !isPlain(other, posed))
    return unavailable(
      'no rule',
      'no rule for a mixed derivative by a member, an entry, or a matrix with tied entries',
    );
  const y = second && other && elaborate(other, meanings(second), held);
  if (second !== undefined && y?.value === undefined)
    return unavailable('not understood', y?.faults[0] ?? question.wrt);
  const [fValue, xValue] = [f.value.p, x.value.p];
  const dependsOn = (it: Poly): (() => boolean) =>
    once(() => {
      const seen = symbolsIn(fValue);
      // An entry stands there as the unit vector that picks it.
      return [...symbolsIn(it)].every((key) => isPick(key) || seen.has(key));
    });
  const depends = dependsOn(xValue);
  const ties = by.kind === 'index' && by.base.kind === 'symbol' ? posed.conditions.get(by.base.key) : undefined;
  if (ties !== undefined && BINDING.some((it) => ties.has(it)) && [...symbolsIn(xValue)].some(isPick))
    return unavailable('dependence', 'no rule for one entry of a matrix whose entries depend on each other');
  const further = y?.value && dependsOn(y.value.p);
  const law = lawOn(wrt, expr, formula.text, depends) ?? (further && lawOn(more[0] ?? '', expr, formula.text, further));
  if (law !== undefined) return unavailable('dependence', law);
  const hidden =
    hiddenDependence(expr, by, held, depends, fValue) ??
    (further && other && hiddenDependence(expr, other, held, further, fValue));
  if (hidden !== undefined) return unavailable('dependence', hidden);
  const exprs = formula.statements.map((it) => it.expr);
  const style = readStyle(question.f, exprs, (key) => posed.formulas.some((it) => it.declared(key)));
  const result = differentiate(f.value, x.value, {
    layout,
    order,
    style,
    f: question.f,
    wrt: question.wrt,
    structure,
    varied: varies,
    then: y?.value,
  });
  if ('missing' in result) return unavailable(result.reason, result.missing);
  const varied = still === undefined ? undefined : by;
  return answer(question, { posed, varied, held, picked }, result, [...f.readings, ...x.readings], layout, settings);
}

/** A name, of which nothing says that its entries are tied. */
const isPlain = (it: Expr | undefined, posed: Posed): boolean =>
  it?.kind === 'symbol' && structureOf(it, posed) === undefined && !tiedIn(it, posed);

/** `x, y` or `x, y^\top`: the names of a mixed derivative. */
const variablesIn = (wrt: string): readonly [string, ...string[]] => {
  if (!wrt.includes(',')) return [wrt];
  const [first = wrt, ...more] = wrt.split(/,(?![^{}]*\})/).map((it) => it.trim());
  return [first, ...more.map((it) => it.replace(/\^(\{?(\\top|T)\}?|\\mathsf\{T\})$/, ''))];
};

const isPick = (key: string): boolean => key.startsWith(UNIT);

/** What ties the entries of a matrix to each other. */
const BINDING = ['symmetric', 'skew-symmetric', 'diagonal', 'orthogonal', 'orthonormal', 'idempotent'] as const;

/** Whether products of the variable with itself are told to be less than that: QᵀQ = I, PP = P. */
function tiedIn(by: Expr, posed: Posed): boolean {
  const known = posed.conditions.get(subjectOf(by)?.key ?? '');
  return ['orthogonal', 'orthonormal', 'idempotent'].some((it) => known?.has(it) === true);
}

/** What is said of a diagonal matrix whose entries vary freely. */
const DIAGONAL: ReadonlySet<string> = new Set(['symmetric']);

/** What the conditions say of the variable's entries. */
function structureOf(by: Expr, posed: Posed): Structure | undefined {
  const said = subjectOf(by);
  const known = said === undefined ? undefined : posed.conditions.get(said.key);
  return (['symmetric', 'skew-symmetric', 'diagonal'] as const).find((it) => known?.has(it) === true);
}

/** The law of an average depends on the variable, or may: then the average of the derivative is not the derivative. */
function lawOn(by: string, f: Expr, text: string, depends: () => boolean): string | undefined {
  const laws: string[] = [];
  walk(f, (it) => {
    if (it.kind === 'apply' && (it.op === 'expectation' || it.op === 'covariance'))
      laws.push(text.slice(it.span.start, it.args[0]?.span.start));
  });
  if (laws.length === 0) return undefined;
  const escaped = by.trim().replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  const name = new RegExp(`(?<![A-Za-z\\\\])${escaped}(?![A-Za-z])`);
  return !depends() || laws.some((it) => name.test(it))
    ? 'no rule for an average whose law depends on the variable'
    : undefined;
}

/** The question with a variable whose entries are independent although its conditions say otherwise. */
interface Varied {
  readonly posed: Posed;
  readonly varied: Expr | undefined;
  /** The letters of indices that the variable holds: the j of `\mu_j`. */
  readonly held: ReadonlyMap<string, Ix>;
  /** The variable's name. */
  readonly picked: string | undefined;
}

function answer(
  question: DerivativeQuestion,
  { posed, varied, held, picked }: Varied,
  laid: Laid,
  readings: readonly string[],
  layout: Layout,
  settings: Settings,
): DerivativeAnswer {
  const says = (value: Value | undefined, expected: Poly, kind: Kind, letters: readonly string[]): boolean => {
    if (value === undefined) return false;
    // Zero fits everything.
    if (value.p.monos.length === 0) return expected.monos.length === 0;
    if (letters.length > 0) return areEqual(poly(expected.free, value.p.monos), expected);
    // Whatever either leaves open is what the other has.
    const sized = sizedAs(value.p, expected.free);
    return value.kind === kind && areEqual(sized, sizedAs(expected, sized.free));
  };
  const asked = posed.formulas[0]!;
  const numbers = numbersIn(asked);
  const given = givenIn(asked);
  const back = (latex: string, expected: Poly, kind: Kind, letters: readonly string[] = []): boolean => {
    const bound = new Map(held);
    letters.forEach((it, n) => bound.set(it, expected.free[n]!));
    const value = (formula: PosedFormula | undefined, by: Posed): Value | undefined => {
      const expr = formula === undefined ? undefined : formulaOf(formula);
      if (formula === undefined || expr === undefined || formula.unread.length > 0) return undefined;
      const { known, functionsOfMatrices } = laid;
      const meanings = meaningsOf(formula, by, varied, DIAGONAL);
      return elaborate(expr, { ...meanings, given, known, functionsOfMatrices, picked }, bound).value;
    };
    if (says(value(posed.further(latex, numbers), posed), expected, kind, letters)) return true;
    // Names that only the answer has, and sizes that only it tells, want the section solved with it.
    const declare = [...(question.declare ?? []), ...[...numbers].map((it) => `${it} \\in \\mathbb{R}`)];
    const again = pose({ formulas: [latex], declare, conditions: question.conditions ?? [] }, settings, posed);
    return says(value(again.formulas[0], again), expected, kind, letters);
  };
  const codeIn = (form: Form): { readonly code?: Code } => {
    const made = codeOf(form, laid.shape, laid.where);
    return typeof made === 'string' ? {} : { code: made };
  };
  const { entries } = laid;
  const byEntries = once(() => {
    const names = laid.places();
    const index = names.length === 0 || names.length < entries.free.length ? undefined : laid.index();
    return index !== undefined && back(index, entries, 'scalar', names) ? index : undefined;
  });
  const rest = {
    shape: laid.shape.map(dimText),
    layout,
    axes: laid.axes,
    steps: once(laid.steps),
    rules: laid.rules,
    verdict: 'proved' as const,
    method: 'normal-form' as const,
    readings,
  };
  // A unit vector that has only picked an entry is not there any more.
  const where = (latex: string): readonly Where[] => laid.where.filter((it) => !isUnit(it) || latex.includes(it.latex));
  // The author's words may leave sizes open that the result needs.
  for (const worded of laid.forms.flatMap((it) => [() => it, () => inOwnWords(it)])) {
    const form = worded();
    const latex = printForm(form, laid.style);
    if (!back(latex, laid.expected, laid.kind)) continue;
    const symmetric = laid.symmetric.flatMap(({ name, form: it, expected }) => {
      const tex = printForm(it, laid.style);
      return back(tex, expected, 'matrix') ? [{ name, latex: tex, form: it, ...codeIn(it) }] : [];
    });
    const code = once(() => codeIn(form).code);
    const index = entries.free.length > 2 ? byEntries() : undefined;
    return {
      latex,
      notation: 'matrix',
      ...rest,
      where: where(latex),
      ...(index !== undefined && { index, places: laid.places() }),
      form,
      code,
      symmetric,
    };
  }
  const index = byEntries();
  if (index !== undefined)
    return {
      latex: index,
      index,
      places: laid.places(),
      notation: 'index',
      ...rest,
      where: where(index),
      symmetric: [],
    };
  return unavailable('no notation', 'neither matrix notation nor entries say it');
}

/** Sizes that a value leaves open are those expected. */
const sizedAs = (value: Poly, free: readonly Ix[]): Poly =>
  value.free.length === free.length && value.free.some((it) => it.dim.key.startsWith('?'))
    ? poly(free, at(value, free))
    : value;

/** Letters of the question that nothing declares and that are numbers: `k (X + Y)` is no function of k. */
function numbersIn(formula: PosedFormula): ReadonlySet<string> {
  const found = new Set<string>();
  for (const { expr } of formula.statements)
    walk(expr, (it) => {
      if (
        it.kind === 'symbol' &&
        !formula.declared(it.key) &&
        formula.shape(it).kind === 'scalar' &&
        /^(\\[a-z]+|[a-z])$/i.test(it.key) &&
        it.key !== 'e'
      )
        found.add(it.key);
    });
  return found;
}

/**
 * The expression asked about; of an equation the left side, `\|X\|_* = \sum\sigma_i`, unless that only names the right
 * one: `f(x) = x^\top A x`.
 */
export function formulaOf(formula: PosedFormula): Expr | undefined {
  const expr = formula.statements[0]?.expr;
  if (expr === undefined || !isRelation(expr)) return expr;
  const [left, right] = expr.sides;
  const names = left?.kind === 'symbol' || (left?.kind === 'call' && left.fn.kind === 'symbol');
  return names && right !== undefined && expr.signs[0]?.text === '=' ? right : left;
}

/** @param by a matrix of which other things are said than the conditions say */
export function meaningsOf(
  formula: PosedFormula,
  posed: Pick<Posed, 'conditions' | 'applied'>,
  by?: Expr,
  said: ReadonlySet<string> = new Set(),
): Meanings {
  const key = by === undefined ? undefined : subjectOf(by)?.key;
  return {
    text: formula.text,
    shape: formula.shape,
    shapeOfName: (name) => {
      const shape = formula.shapeOfName(name);
      return posed.applied.has(name) && shape.kind !== 'function' ? { kind: 'function', to: shape } : shape;
    },
    conditions: key === undefined ? posed.conditions : new Map([...posed.conditions, [key, said]]),
    isDeclared: formula.declared,
    given: givenIn(formula),
  };
}

/** `\det(X^k), k = 3` */
function givenIn(formula: PosedFormula): ReadonlyMap<string, Expr> {
  const found = new Map<string, Expr>();
  for (const { expr } of formula.statements.slice(1)) {
    const [left, right] = isRelation(expr) && expr.signs[0]?.text === '=' ? expr.sides : [];
    if (left?.kind === 'symbol' && right?.kind === 'number') found.set(left.key, right);
  }
  return found;
}
