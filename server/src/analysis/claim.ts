/** A claim on its own → the jobs that decide it: one for each step of a chain. */
import { children, type Expr, type Relation, some, type SymbolExpr, walk } from '../expr/expr.ts';
import { keyOf } from '../expr/glyph.ts';
import { isRelation } from '../expr/statement.ts';
import { constantOf, isExponential } from '../shape/constants.ts';
import { familyKey, memberKey, pairKey } from '../shape/declare.ts';
import { baseOf } from '../shape/free-names.ts';
import { type Dim, named, soleVariable, substitute } from '../shape/dim.ts';
import { dimsOf, type Shape } from '../shape/shape.ts';
import { type Axes, type Definition, exprsOf, type Job, type Name, type Sign, type Tie } from '../verify/job.ts';
import { type Options, verify } from '../verify/decide.ts';
import { sumsIn } from '../verify/means.ts';
import { keysOfMember } from '../verify/member-function.ts';
import { rewritten } from '../expr/rewrite.ts';
import { isFunctionLetter } from '../verify/sample.ts';
import type { Verdict } from '../verify/verdict.ts';
import { equationConditions } from './conditions.ts';
import { type PosedFormula, resolved } from './posed-formula.ts';
import { type Posed, pose, type Question } from './problem.ts';
import { SIGNS } from './signs.ts';
import { stripped } from './unfolding.ts';

export const layouts = ['unknown', 'numerator', 'denominator', 'mixed'] as const;
export type Layout = (typeof layouts)[number];

/** The shapes that a named layout gives derivatives; ∇ is a column wherever nobody says otherwise. */
const AXES: Readonly<Record<Layout, Axes>> = {
  unknown: { scalarByVector: 'unknown', nablaScalar: 'unknown', vectorByVector: 'unknown', scalarByMatrix: 'unknown' },
  numerator: { scalarByVector: 'row', nablaScalar: 'unknown', vectorByVector: 'f-by-x', scalarByMatrix: 'X^T' },
  denominator: { scalarByVector: 'column', nablaScalar: 'column', vectorByVector: 'x-by-f', scalarByMatrix: 'X' },
  mixed: { scalarByVector: 'column', nablaScalar: 'column', vectorByVector: 'f-by-x', scalarByMatrix: 'X' },
};

/** The verdict of a claim; of a chain, that of its worst step. */
export interface ClaimVerdict extends Omit<Verdict, 'repair'> {
  /** The claim's right side, mended. */
  readonly repair?: string;
  /** Which step of a chain it is about, counted from one. */
  readonly step?: number;
}

/** From bad to good. */
const ORDER: readonly Verdict['verdict'][] = [
  'refuted',
  'ill-typed',
  'wrong-layout',
  'undecided',
  'assumed',
  'verified',
  'proved',
];

/** A claim in a layout that is named. */
export type LaidClaim = Omit<ClaimQuestion, 'axes'> & { readonly layout: Layout };

/** One claim, decided here and now. Never throws on what it is given. */
export function verifyClaim({ layout, ...question }: LaidClaim, options: Options = {}): ClaimVerdict {
  const posed = jobsOf({ ...question, axes: AXES[layout] });
  return posed.kind === 'not-checked' ? notDecided(posed) : worstOf(posed.jobs.map((it) => verify(it, options)));
}

/** The same, decided elsewhere; undefined when that was cancelled. */
export async function verifyClaimBy(
  { layout, ...question }: LaidClaim,
  decide: (job: Job) => Promise<Verdict | undefined>,
): Promise<ClaimVerdict | undefined> {
  const posed = jobsOf({ ...question, axes: AXES[layout] });
  if (posed.kind === 'not-checked') return notDecided(posed);
  const verdicts = await Promise.all(posed.jobs.map(decide));
  const all = verdicts.filter((it) => it !== undefined);
  return all.length < verdicts.length ? undefined : worstOf(all);
}

const notDecided = ({ reason, detail }: Extract<Posing, { kind: 'not-checked' }>): ClaimVerdict => ({
  verdict: 'undecided',
  reason,
  detail,
});

function worstOf(verdicts: readonly Verdict[]): ClaimVerdict {
  const worst = verdicts.reduce((a, b) => (ORDER.indexOf(b.verdict) < ORDER.indexOf(a.verdict) ? b : a));
  const { repair, ...rest } = worst;
  return {
    ...rest,
    ...(repair && { repair: repair.right }),
    ...(verdicts.length > 1 && { step: verdicts.indexOf(worst) + 1 }),
  };
}

export interface ClaimQuestion {
  readonly claim: string;
  readonly declare?: readonly string[];
  readonly conditions?: readonly string[];
  readonly axes: Axes;
}

export type Posing =
  | { readonly kind: 'jobs'; readonly jobs: readonly Job[]; readonly text: string }
  | { readonly kind: 'not-checked'; readonly reason: string; readonly detail: string };

const SPELLINGS: Readonly<Record<string, Sign>> = {
  ...SIGNS, '≡': '=', ':=': '=', '\\triangleq': '=', '\\coloneqq': '=', '\\doteq': '=',
  '\\preccurlyeq': 'preceq', '\\succcurlyeq': 'succeq',
}; // prettier-ignore

/** Reads a claim through the front end. Never throws. */
export function jobsOf({ claim, declare = [], conditions = [], axes }: ClaimQuestion): Posing {
  // An equation among the declarations is a definition or a condition; it shares the letters of the claim.
  const equations = declare.filter((it) => isEquation(it));
  const question: Question = {
    formulas: [claim, ...equations],
    declare: declare.filter((it) => !isEquation(it)),
    conditions,
  };
  const posed = pose(question);
  // A condition that is an equation of no known kind restricts the samples as it stands.
  const equal = posed.unread.flatMap((it) => {
    const tex = /^\s*\$([^$]+)\$\s*\.?\s*$/.exec(it)?.[1];
    return tex !== undefined && isEquation(tex) ? [{ tex, sentence: it }] : [];
  });
  if (equal.length > 0) {
    const left = conditions.filter((it) => equal.every(({ sentence }) => sentence !== it));
    return jobsOf({ claim, declare: [...declare, ...equal.map((it) => it.tex)], conditions: left, axes });
  }
  const [formula, ...given] = posed.formulas;
  if (formula === undefined) return notChecked('not-understood', claim);
  if (formula.unread.length > 0) return notChecked('not-understood', formula.unread.join(', '));
  const renamed = sameLetters(posed.formulas);
  const definitions: Definition[] = [];
  const ties: Tie[] = [];
  const statements = formula.statements.map((it) => renamed(it.expr));
  const [main, ...rest] = statements.filter(isRelation);
  const others = [...rest, ...given.flatMap((it) => it.statements.map(({ expr }) => renamed(expr)))];
  for (const expr of others)
    if (isRelation(expr))
      for (const it of given_(
        expr.sides,
        expr.signs.map((s) => s.text),
      ))
        sort(it, definitions, ties);
  if (main === undefined) return notChecked('not-an-equation', claim);
  const jobs: Job[] = [];
  for (let i = 0; i < main.signs.length; i++) {
    const sign = SPELLINGS[main.signs[i]!.text];
    const [left, right] = [main.sides[i], main.sides[i + 1]];
    if (sign === undefined) return notChecked('not-an-equation', main.signs[i]!.text);
    if (left === undefined || right === undefined) return notChecked('not-understood', claim);
    jobs.push(jobOf({ left, right, sign }, definitions, ties, posed, posed.formulas, axes));
  }
  return { kind: 'jobs', jobs, text: formula.text };
}

/**
 * A letter that is declared in one face only is the same letter in another: `\\mathbf a` after `a \\in \\mathbb{R}^n`. The
 * shapes of what is not changed are kept, for they hang on the expressions themselves.
 */
function sameLetters(formulas: readonly PosedFormula[]): (expr: Expr) => Expr {
  const first = formulas[0]!;
  const symbols = new Map<string, SymbolExpr>();
  for (const it of formulas.flatMap((one) => one.statements))
    walk(it.expr, (expr) => {
      if (expr.kind === 'symbol') symbols.set(expr.key, expr);
    });
  const twins = new Map<string, SymbolExpr>();
  for (const [key, symbol] of symbols) {
    if (first.declared(key) || isConstant(symbol)) continue;
    const faces = (['plain', 'bold', 'upright'] as const).filter((face) => face !== symbol.glyph.face);
    const found = faces
      .map((face) => ({ ...symbol, glyph: { ...symbol.glyph, face } }))
      .map((it) => ({ ...it, key: keyOf(it.glyph) }));
    const declared = found.filter((it) => first.declared(it.key));
    if (declared.length === 1) twins.set(key, declared[0]!);
  }
  return (expr) =>
    twins.size === 0 ? expr : rewritten(expr, (it) => (it.kind === 'symbol' ? twins.get(it.key) : undefined));
}

const notChecked = (reason: string, detail: string): Posing => ({ kind: 'not-checked', reason, detail });

/** `f(x) = …`, `Z = XY`; `A \in …` and `f : …` are declarations. */
const isEquation = (tex: string): boolean => /(^|[^<>!:\\])=/.test(tex) && !/\\in(?![a-z])|\\to(?![a-z])/.test(tex);

const given_ = (sides: readonly (Expr | undefined)[], signs: readonly string[]): Tie[] =>
  signs.flatMap((sign, i) => {
    const [left, right] = [sides[i], sides[i + 1]];
    return SPELLINGS[sign] === '=' && left !== undefined && right !== undefined ? [{ left, right }] : [];
  });

/** What defines a name is unfolded; the rest restricts the samples. */
function sort(tie: Tie, definitions: Definition[], ties: Tie[]): void {
  const definition = definitionOf(tie.left, tie.right) ?? definitionOf(tie.right, tie.left);
  if (definition !== undefined && definitions.every((it) => it.key !== definition.key)) definitions.push(definition);
  else ties.push(tie);
}

function definitionOf(name: Expr, body: Expr): Definition | undefined {
  const uses = (key: string): boolean => {
    let found = false;
    walk(body, (it) => {
      if (it.kind === 'symbol' && it.key === key) found = true;
    });
    return found;
  };
  if (name.kind === 'symbol') return uses(name.key) ? undefined : { key: name.key, parameters: [], body };
  if (name.kind === 'call' && name.fn.kind === 'symbol') {
    const parameters = name.args.map((it) => (it.kind === 'symbol' ? it.key : undefined));
    if (parameters.some((it) => it === undefined) || uses(name.fn.key)) return undefined;
    return { key: name.fn.key, parameters: parameters.filter((it) => it !== undefined), body };
  }
  if (name.kind === 'index' && name.base.kind === 'symbol' && !uses(name.base.key)) {
    const items = name.items.map((it) => (it.kind === 'at' && it.expr.kind === 'symbol' ? it.expr.key : undefined));
    if (items.some((it) => it === undefined)) return undefined;
    return { key: memberKey(name.base.key, name.items), parameters: items.filter((it) => it !== undefined), body };
  }
  return undefined;
}

/** What is said of a name beside the list that gives it, and not by the claim itself. */
function saidBeside(
  { key, body }: Definition,
  { left, right, sign }: Job['claim'],
  conditions: Posed['conditions'],
): readonly string[] {
  const list = stripped(body).kind;
  if (list !== 'literal' && list !== 'tuple') return [];
  const { span } = left;
  const own: Relation = { kind: 'relation', sides: [left, right], signs: [{ text: sign, span }], span };
  return equationConditions(own).some((it) => it.key === key) ? [] : [...(conditions.get(key) ?? [])];
}

export function jobOf(
  claim: Job['claim'],
  definitions: readonly Definition[],
  ties: readonly Tie[],
  posed: Pick<Posed, 'conditions' | 'resolve' | 'unread'>,
  formulas: readonly PosedFormula[],
  axes: Axes,
  members: 'entries' | 'alike' = 'entries',
): Job {
  const exprs = [...exprsOf({ claim, definitions }), ...ties.flatMap((it) => [it.left, it.right])];
  const shapes = new Map<Expr, Shape>();
  const shapeOf = (expr: Expr): Shape => {
    for (const it of formulas) {
      const shape = it.shape(expr);
      if (shape.kind !== 'unknown') return shape;
    }
    return { kind: 'unknown' };
  };
  const names = new Map<string, Name>();
  const defined = new Set(definitions.map((it) => it.key));
  const turned = new Set(exprs.flatMap(turnedIn));
  // Beside `e^x` an e is both, and nobody knows which of the two is differentiated by.
  const isPower = exprs.some((it) => some(it, (part) => part.kind === 'apply' && isExponential(part)));
  for (const it of exprs.flatMap(variablesIn)) if (!isPower || it !== 'e') turned.add(it);
  const first = formulas[0]!;
  const add = (key: string, expr: Expr): void => {
    if (names.has(key) || defined.has(key)) return;
    const declared = first.declared(key);
    if (!declared && expr.kind === 'symbol' && isConstant(expr) && !turned.has(key)) return;
    const named = formulas.map((it) => it.shapeOfName(key)).find((it) => it.kind !== 'unknown');
    const shape = named ?? shapeOf(expr);
    names.set(key, { key, shape, conditions: [...(posed.conditions.get(key) ?? [])], declared });
  };
  const sizes = new Set<string>();
  // A function of matrices that is applied to a vector is another one.
  const takes = (key: string, [argument, more]: readonly Expr[]): boolean => {
    const declared = first.shapeOfName(key);
    const given = argument === undefined || more !== undefined ? 'unknown' : shapeOf(argument).kind;
    const from = declared.kind === 'function' ? declared.from?.kind : undefined;
    const isArray = (kind: string | undefined): boolean => kind === 'vector' || kind === 'matrix';
    return !isArray(from) || !isArray(given) || from === given;
  };
  const visit = (expr: Expr): void => {
    const shape = shapeOf(expr);
    if (shape.kind !== 'unknown') shapes.set(expr, shape);
    if (expr.kind === 'symbol') add(expr.key, expr);
    else if (expr.kind === 'index' && expr.base.kind === 'symbol') {
      const alike = members === 'alike' ? memberLike(expr, first) : undefined;
      const isWhole = /^(vector|row|matrix)$/.test(shapeOf(expr).kind) && expr.items.length === 1;
      const family = alike === undefined && !isWhole && isEntry(expr, first) ? undefined : familyOf(expr, first);
      if (alike !== undefined) names.set(family!, { key: family!, shape: alike, conditions: [], declared: false });
      else if (family === undefined) add(expr.base.key, expr.base);
      else if (!isUnit(expr.base, first) || isNumberedLetter(expr)) add(family, expr);
      for (const item of expr.items) if (item.kind === 'at') visit(item.expr);
      return;
    } else if (expr.kind === 'index' && expr.base.kind === 'index' && expr.base.base.kind === 'symbol') {
      // Entry j of a member: `(x_i)_j`.
      const family = familyOf(expr.base, first);
      add(family, expr.base);
      shapes.set(expr.base, first.shapeOfName(family));
      for (const item of [...expr.base.items, ...expr.items]) if (item.kind === 'at') visit(item.expr);
      return;
    } else if (expr.kind === 'call') {
      const { fn } = expr;
      // Of a function that comes in by a definition, the formula of that says what it takes.
      if (fn.kind === 'symbol' && formulas.some((it) => it.declared(fn.key)) && takes(fn.key, expr.args))
        add(fn.key, fn);
      if (expr.fn.kind === 'index') {
        const key = keysOfMember(expr.fn).find((it) => first.declared(it));
        if (key !== undefined) add(key, expr.fn);
        // What counts in its index.
        for (const item of expr.fn.items) if (item.kind === 'at') visit(item.expr);
      }
      expr.args.forEach(visit);
      return;
    }
    if (expr.kind === 'reduce')
      for (const { from, to, where } of expr.bound)
        for (const side of [from, to, ...(where?.sides ?? [])]) if (side !== undefined) visit(side);
    if (expr.kind === 'apply' && expr.under !== undefined) {
      if (expr.op === 'total-derivative') visit(expr.under);
      // `E_{p(x | t)}`: t is fixed.
      else if (expr.under.kind === 'call' && expr.under.given !== undefined)
        expr.under.args.slice(expr.under.given).forEach(visit);
    }
    children(expr).forEach(visit);
  };
  exprs.forEach(visit);
  const counted = countedSizes(exprs, names);
  if (counted.size > 0) {
    const own = (dim: Dim): Dim => substitute(dim, (atom) => counted.get(atom));
    for (const [key, it] of names) names.set(key, { ...it, shape: resolved(it.shape, own) });
    for (const [expr, shape] of shapes) shapes.set(expr, resolved(shape, own));
  }
  for (const { shape } of names.values())
    for (const dim of dimsOf(shape)) for (const term of dim.terms) for (const it of term.atoms) sizes.add(it);
  // Letters that name sizes and bound indices have no value of their own.
  const bound = new Set<string>(definitions.flatMap((it) => it.parameters));
  for (const expr of exprs)
    walk(expr, (it) => {
      // What an extremum runs over has a kind of its own.
      if (it.kind === 'reduce' && !/^(evaluation|argument|extremum)$/.test(it.op))
        for (const index of it.bound) bound.add(index.key);
    });
  // A function that is also named without its argument is meant at that argument; any other letter is a factor.
  for (const expr of exprs) {
    walk(expr, (it) => {
      if (it.kind !== 'call' || it.fn.kind !== 'symbol' || names.get(it.fn.key)?.shape.kind === 'function') return;
      if (first.declared(it.fn.key) || isFunctionLetter(it.fn)) names.delete(it.fn.key);
    });
  }
  const list = [...names.values()].filter(
    (it) => !sizes.has(it.key) && !(bound.has(it.key) && !isParameter(it.key, definitions)),
  );
  const tolerance = list.length === 0 ? toleranceIn(exprs, first.text) : 0;
  const shaped = definitions.map((it): Definition => {
    const shape = formulas.map((one) => one.shapeOfName(it.key)).find(({ kind }) => kind !== 'unknown');
    const said = saidBeside(it, claim, posed.conditions);
    return { ...it, shape: shape ?? shapeOf(it.body), ...(said.length > 0 && { conditions: said }) };
  });
  return {
    claim,
    definitions: shaped,
    ties,
    names: list,
    shapes,
    axes,
    unread: [...posed.unread, ...saidOfWholes(list, posed.conditions)],
    ...(tolerance > 0 && { tolerance }),
    text: first.text,
  };
}

/** What is said of y where the claim has `y_k`, read as members of their own: no number has it. */
const saidOfWholes = (
  names: readonly Name[],
  conditions: ReadonlyMap<string, ReadonlySet<string>>,
): readonly string[] =>
  names.flatMap(({ key }) => {
    const whole = baseOf(key);
    if (whole === key || names.some((it) => it.key === whole)) return [];
    return [whole, `bold ${whole}`].flatMap((it) => [...(conditions.get(it) ?? [])].filter((one) => OF_LISTS.has(one)));
  });

const OF_LISTS = new Set(['one-hot', 'probability vector', 'unit', 'orthonormal']);

/** `\frac{1}{d} \sum_i x_i` says how many entries x has, where nothing else does: sizes by what they were worked out as. */
function countedSizes(exprs: readonly Expr[], names: ReadonlyMap<string, Name>): ReadonlyMap<string, Dim> {
  const found = new Map<string, Dim>();
  for (const { index, body, count } of exprs.flatMap(sumsIn)) {
    if (names.get(count.key)?.declared === true) continue;
    walk(body, (it) => {
      if (it.kind !== 'index' || it.base.kind !== 'symbol') return;
      // Beside a parameter x, data `x_i` are lists of their own.
      if (it.items.length === 1 && names.has(familyKey(it.base.key))) return;
      const sizes = dimsOf(names.get(it.base.key)?.shape ?? { kind: 'unknown' });
      it.items.forEach((item, i) => {
        const open = sizes[i] && soleVariable(sizes[i]);
        const isCounted = item.kind === 'at' && item.expr.kind === 'symbol' && item.expr.key === index;
        if (isCounted && open !== undefined) found.set(open, named(count.key));
      });
    });
  }
  return found;
}

/** Half a unit of the last digit of the numbers that are written with a point. */
function toleranceIn(exprs: readonly Expr[], text: string): number {
  let coarsest = 0;
  for (const expr of exprs) {
    walk(expr, (it) => {
      const digits = it.kind === 'number' ? /\.(\d+)$/.exec(text.slice(it.span.start, it.span.end))?.[1] : undefined;
      if (digits !== undefined) coarsest = Math.max(coarsest, 0.505 * 10 ** -digits.length);
    });
  }
  return coarsest;
}

/** Parameters stay names, so that `\nabla f` of an f(x) can be taken at x. */
const isParameter = (key: string, definitions: readonly Definition[]): boolean =>
  definitions.some((it) => it.parameters.includes(key));

function isConstant(expr: SymbolExpr): boolean {
  const { letter, face, label, accents } = expr.glyph;
  if (constantOf(expr) !== undefined) return true;
  if (accents.length > 0 || label !== '') return accents.at(-1) === 'd';
  return letter === '\\pi' || ((letter === 'e' || letter === 'd') && (face === 'plain' || face === 'upright'));
}

/** Nobody differentiates by 3.14: a π below the line is a name. */
function variablesIn(expr: Expr): readonly string[] {
  const found: string[] = [];
  walk(expr, (it) => {
    if (it.kind !== 'derivative') return;
    for (const by of it.by) if (by.kind === 'symbol' && constantOf(by) === undefined) found.push(by.key);
  });
  return found;
}

/** Names of lists, whatever their letter: the e of `e^\top A e` is no number. */
function turnedIn(expr: Expr): readonly string[] {
  const found: string[] = [];
  walk(expr, (it) => {
    const [list] = it.kind === 'apply' && (it.op === 'transpose' || it.op === 'norm') ? it.args : [];
    if (list?.kind === 'symbol' && constantOf(list) === undefined) found.push(list.key);
  });
  return found;
}

/** `d_1`, `d_j`: one of several numbers, no differential. */
const isNumberedLetter = ({ base, items: [item, more] }: Extract<Expr, { kind: 'index' }>): boolean =>
  base.kind === 'symbol' &&
  base.key === 'd' &&
  more === undefined &&
  item?.kind === 'at' &&
  (item.expr.kind === 'number' || (item.expr.kind === 'symbol' && /^[i-n]$/.test(item.expr.key)));

const isUnit = (base: SymbolExpr, formula: PosedFormula): boolean =>
  // `\pi_k` is a weight, not the number π.
  ((isConstant(base) && base.glyph.letter !== '\\pi') || /^(e|K|E|J|\\delta)$/.test(base.glyph.letter)) &&
  !formula.declared(base.key);

/** An entry or a slice of something that is known as a whole. */
function isEntry(expr: Extract<Expr, { kind: 'index' }>, formula: PosedFormula): boolean {
  if (expr.base.kind !== 'symbol') return true;
  if (expr.items.some((it) => it.kind !== 'at')) return true;
  if (formula.declared(memberKey(expr.base.key, expr.items)) || formula.declared(familyKey(expr.base.key)))
    return false;
  const shape = formula.shapeOfName(expr.base.key);
  if (shape.kind === 'tensor') return !expr.upper && expr.items.length === shape.dims.length;
  // An entry of the value of `f : \mathbb{R}^n \to \mathbb{R}^m`.
  if (shape.kind === 'function') return !expr.upper && shape.to.kind === 'vector' && expr.items.length === 1;
  return !expr.upper && (shape.kind === 'vector' || shape.kind === 'row' || shape.kind === 'matrix');
}

/** The shape of x for `x_i` or `x_1`, one of many vectors like x. */
function memberLike(expr: Extract<Expr, { kind: 'index' }>, formula: PosedFormula): Shape | undefined {
  const [item] = expr.items;
  if (expr.base.kind !== 'symbol' || expr.items.length !== 1 || item?.kind !== 'at') return undefined;
  if (!isEntry(expr, formula)) return undefined;
  const shape = formula.shapeOfName(expr.base.key);
  return shape.kind === 'vector' ? shape : undefined;
}

const familyOf = (expr: Extract<Expr, { kind: 'index' }>, formula: PosedFormula): string => {
  const key = expr.base.kind === 'symbol' ? expr.base.key : '';
  const member = memberKey(key, expr.items);
  if (expr.items.length === 2) return pairKey(key);
  return formula.declared(member) ? member : familyKey(key);
};
