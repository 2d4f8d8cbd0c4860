/**
 * A derivative from TeX to TeX: the formula is read as a note's would be, differentiated by its entries, written in
 * matrix notation, and what was written is read back and compared before anyone sees it.
 */
import { elaborate, type Meanings } from '../algebra/elaborate.ts';
import { type Form, inOwnWords } from '../algebra/form.ts';
import { areEqual } from '../algebra/normal-form.ts';
import { dimText, printForm } from '../algebra/print.ts';
import { type Ix, type Poly, poly } from '../algebra/tensor.ts';
import type { Kind, Value } from '../algebra/value.ts';
import type { Where } from '../diff/decompositions.ts';
import { differentiate, type Layout, type Laid, LETTERS } from '../diff/differentiate.ts';
import { type Expr, walk } from '../expr/expr.ts';
import { isRelation } from '../expr/statement.ts';
import { type Code, codeOf } from './derive-code.ts';
import { once } from '../base/once.ts';
import { readStyle } from './derive-style.ts';
import { type Posed, type PosedFormula, pose } from './problem.ts';
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

export interface Step {
  readonly latex: string;
  readonly text: string;
  readonly rule?: string;
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
  readonly code?: () => Code;
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
  const { declare = [], conditions = [], layout = 'denominator', order = 1 } = question;
  const posed = pose({ formulas: [question.f, question.wrt], declare, conditions }, settings);
  const [formula, variable] = posed.formulas;
  if (formula === undefined || variable === undefined) return unavailable('unreadable', 'there is no formula');
  const unread = [...formula.unread, ...variable.unread];
  if (unread.length > 0) return unavailable('unreadable', `could not be read: ${unread.join(', ')}`);
  if (order < 1 || order > 4 || !Number.isInteger(order))
    return unavailable('order', 'the order is a whole number from 1 to 4');
  const expr = formulaOf(formula);
  const by = formulaOf(variable);
  if (expr === undefined || by === undefined) return unavailable('unreadable', 'there is no formula');
  const f = elaborate(expr, meaningsOf(formula, posed));
  const x = elaborate(by, meaningsOf(variable, posed));
  if (f.value === undefined) return unavailable('not understood', f.faults[0] ?? question.f);
  if (x.value === undefined) return unavailable('not understood', x.faults[0] ?? question.wrt);
  const hidden = hiddenDependence(expr, by, f.value, x.value);
  if (hidden !== undefined) return unavailable('dependence', hidden);
  const exprs = formula.statements.map((it) => it.expr);
  const style = readStyle(question.f, exprs, (key) => posed.formulas.some((it) => it.declared(key)));
  const result = differentiate(f.value, x.value, { layout, order, style, f: question.f, wrt: question.wrt });
  if ('missing' in result) return unavailable(result.reason, result.missing);
  return answer(question, posed, result, [...f.readings, ...x.readings], layout, settings);
}

/** The variable's name stands in f, but not as the variable: of that no zero is told. */
function hiddenDependence(f: Expr, by: Expr, value: Value, x: Value): string | undefined {
  const keys = symbolsIn(x.p);
  const inside = symbolsIn(value.p);
  if ([...keys].every((key) => inside.has(key))) return undefined;
  const base =
    by.kind === 'index' && by.base.kind === 'symbol' ? by.base.key : by.kind === 'symbol' ? by.key : undefined;
  let found = false;
  // Under its own name alone it would have been found: what is left has cancelled.
  walk(f, (it) => {
    if (it.kind === 'index' && it.base.kind === 'symbol' && it.base.key === base) found = true;
    if (by.kind === 'index' && it.kind === 'symbol' && it.key === base) found = true;
  });
  return found ? 'no rule for a single member of a family, or a family as a whole' : undefined;
}

function answer(
  question: DerivativeQuestion,
  posed: Posed,
  laid: Laid,
  readings: readonly string[],
  layout: Layout,
  settings: Settings,
): DerivativeAnswer {
  const back = (latex: string, expected: Poly, kind: Kind, letters: readonly string[] = []): boolean => {
    const value = readBack(latex, question, posed, laid, settings, letters, expected.free);
    if (value === undefined) return false;
    // Zero fits everything.
    if (value.p.monos.length === 0) return expected.monos.length === 0;
    if (letters.length > 0) return areEqual(poly(expected.free, value.p.monos), expected);
    return value.kind === kind && areEqual(value.p, expected);
  };
  const { index, entries } = laid;
  const names = LETTERS.slice(0, entries?.free.length ?? 0);
  const byEntries =
    index !== undefined &&
    entries !== undefined &&
    names.length > 0 &&
    (entries.free.length > 2 || laid.forms.length === 0);
  const shown = byEntries && back(index, entries, 'scalar', names) ? { index } : {};
  const rest = {
    ...shown,
    shape: laid.shape.map(dimText),
    layout,
    axes: laid.axes,
    steps: once(laid.steps),
    rules: [],
    verdict: 'proved' as const,
    method: 'normal-form' as const,
    readings,
    where: laid.where,
  };
  // The author's words may leave sizes open that the result needs.
  for (const form of laid.forms.flatMap((it) => [it, inOwnWords(it)])) {
    const latex = printForm(form, laid.style);
    if (!back(latex, laid.expected, laid.kind)) continue;
    const symmetric = laid.symmetric.flatMap(({ name, form: it, expected }) => {
      const tex = printForm(it, laid.style);
      return back(tex, expected, 'matrix')
        ? [{ name, latex: tex, form: it, code: codeOf(it, laid.shape, laid.where) }]
        : [];
    });
    const code = once(() => codeOf(form, laid.shape, laid.where));
    return { latex, notation: 'matrix', ...rest, form, code, symmetric };
  }
  if (shown.index !== undefined) return { latex: shown.index, notation: 'index', ...rest, symmetric: [] };
  return unavailable('no notation', 'neither matrix notation nor entries say it');
}

/** What the printed formula says, read as a note would be; `letters` stand for free indices. */
function readBack(
  latex: string,
  question: DerivativeQuestion,
  posed: Posed,
  laid: Laid,
  settings: Settings,
  letters: readonly string[],
  free: readonly Ix[],
): Value | undefined {
  const asked = posed.formulas[0]!;
  const declare = [...(question.declare ?? []), ...numbersIn(asked)];
  const again = pose({ formulas: [latex], declare, conditions: question.conditions ?? [] }, settings, posed);
  const [formula] = again.formulas;
  const expr = formula === undefined ? undefined : formulaOf(formula);
  if (formula === undefined || expr === undefined || formula.unread.length > 0) return undefined;
  const meanings = {
    ...meaningsOf(formula, again),
    given: givenIn(asked),
    known: laid.known,
    functionsOfMatrices: laid.functionsOfMatrices,
  };
  const bound = new Map(letters.map((it, n) => [it, free[n]!] as const));
  return elaborate(expr, meanings, bound).value;
}

/** Letters of the question that nothing declares and that are numbers: `k (X + Y)` is no function of k. */
function numbersIn(formula: PosedFormula): readonly string[] {
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
        found.add(`${it.key} \\in \\mathbb{R}`);
    });
  return [...found];
}

/** The expression asked about; of an equation the left side, `\|X\|_* = \sum\sigma_i`. */
export function formulaOf(formula: PosedFormula): Expr | undefined {
  const expr = formula.statements[0]?.expr;
  return expr !== undefined && isRelation(expr) ? expr.sides[0] : expr;
}

export function meaningsOf(formula: PosedFormula, posed: Posed): Meanings {
  return {
    text: formula.text,
    shape: formula.shape,
    shapeOfName: formula.shapeOfName,
    conditions: posed.conditions,
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
