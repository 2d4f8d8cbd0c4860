/** Which declaration a name has in a formula, and what habit suggests for a name that has none. */
import { perObject } from '../base/per-object.ts';
import { type Call, type Expr, type Glyph, some, walk } from '../expr/expr.ts';
import { isArrow, isUpper } from '../expr/glyph.ts';
import { constantOf } from './constants.ts';
import { cued, contested } from './cues.ts';
import { familyOf } from './declare.ts';
import { habitOf, isSize, maskOf, variantOf } from './habit.ts';
import { isSingle, M, R, S, T, V } from './kinds.ts';
import { iteratesIn, splitsIn } from './uses-apart.ts';
import { hasVariable, isVariable } from './dim.ts';
import { dimsOf, type Shape } from './shape.ts';
import type { Entry } from './scope.ts';
import type { LocalEntry, SectionQuestion } from './section.ts';

/** A declaration may follow the formula by so many blocks: the display, then “where …”. */
const WHERE_CLAUSE = 2;
/** In place of a declaration: which one holds is not known. */
const ASIDE = -2;
/** Blocks are numbered in steps of this; smaller steps are lines of one long block. */
export const LINES = 10_000;

export interface Names<Place> {
  /** `expr` tells the uses of a function apart that give things of several kinds: `k(X, X)` and `k(x, y)`. */
  slot(key: string, formula: number, expr?: Expr): string;
  keyOf(slot: string): string;
  /** Does the section apply it to arguments? */
  isApplied(key: string): boolean;
  declared(slot: string): Entry<Place> | undefined;
  declaredMask(slot: string): number | undefined;
  /** The kind of what a declared function takes. */
  domainMask(slot: string): number | undefined;
  /** `formula`: where `expr` stands. */
  habit(slot: string, formula: number, expr: Expr, now: (slot: string) => number | undefined): number;
}

/** Which declaration a name has in a formula: the nearest before it in the section, the sections above, the nearest after. */
export function resolver<Place>(question: SectionQuestion<Place>): Names<Place> {
  const local = new Map<string, LocalEntry<Place>[]>();
  for (const entry of question.declared) {
    const list = local.get(entry.key);
    const before = list?.[list.length - 1] ?? question.env.entries.get(entry.key);
    if (before?.inForce === true && addsOnly(entry.shape, before.shape)) continue;
    if (list === undefined) local.set(entry.key, [entry]);
    else list.push(entry);
  }
  const pick = (key: string, formula: number): number => {
    const list = local.get(key);
    if (list === undefined) return -1;
    const block = question.blockOf(formula);
    const last = nearest(list, formula);
    const before = isMeant(list, last, formula) ? last : (meantBefore(list, last, formula) ?? last);
    let same = -1;
    // Far from the formula nothing counts but the last declaration before it.
    for (let i = Math.max(0, last - NEAR); i < Math.min(list.length, last + NEAR); i++) {
      const it = list[i]!;
      if (question.blockOf(it.formula) === block && (same < 0 || it.formula <= formula)) same = i;
    }
    // “Given $Ax$ with $A \in …$”: the sentence itself comes first, then “where …” behind the display.
    if (same >= 0) return same;
    const explained = list.findIndex((it) => it.explains === formula);
    if (explained >= 0) return explained;
    if (before < 0 && last >= 0) return -1;
    if (before >= 0) return isAside(list, before) ? ASIDE : before;
    if (list[0]!.onward === true) return -1;
    const distance = question.blockOf(list[0]!.formula) - block;
    const after =
      isMeant(list, 0, formula) &&
      (distance <= WHERE_CLAUSE ||
        (question.isDisplayed(formula) && distance % LINES === 0 && distance <= WHERE_CLAUSE * LINES));
    return after && question.env.entries.get(key)?.inForce !== true ? 0 : -1;
  };
  const isMeant = (list: readonly LocalEntry<Place>[], i: number, formula: number): boolean =>
    i < 0 || !question.isApart(list[i]!.formula, formula, list);
  /** What another item declares hides nothing that holds for all of them: −1 for what holds in the whole section. */
  const meantBefore = (list: readonly LocalEntry<Place>[], last: number, formula: number): number | undefined => {
    for (let i = last - 1; i >= Math.max(0, last - NEAR); i--) if (isMeant(list, i, formula)) return i;
    return question.env.entries.get(list[last]!.key)?.inForce === true ? -1 : undefined;
  };
  /** What “where …” gives another shape than the name had is so in the display that it explains; who knows about later. */
  const isAside = (list: readonly LocalEntry<Place>[], i: number): boolean => {
    const it = list[i]!;
    if (it.explains === undefined) return false;
    const earlier = [question.env.entries.get(it.key), ...list.slice(Math.max(0, i - NEAR), i)];
    const said = JSON.stringify(it.shape);
    return earlier.some((old) => old?.inForce === true && JSON.stringify(old.shape) !== said);
  };
  /** Where the name was last given to something new before a formula; −1 if nowhere. */
  const introduced = (key: string, formula: number): number =>
    question.introduced
      .get(key)
      ?.findLast(
        (it) => it.formula <= formula && (it.lasts || question.blockOf(it.formula) === question.blockOf(formula)),
      )?.formula ?? -1;
  /** Meant for the formulas of its own block, and for the display that it follows or leads to. */
  const isFar = (it: LocalEntry<Place>, formula: number): boolean =>
    (introduced(it.key, formula) > it.formula && question.blockOf(it.formula) !== question.blockOf(formula)) ||
    !isMeant(local.get(it.key)!, local.get(it.key)!.indexOf(it), formula) ||
    ((it.near === true || isOfAnySize(it)) &&
      Math.abs(question.blockOf(formula) - question.blockOf(it.formula)) > LINES);
  const epochs = epochsOf([...local.values()].flat().sort((a, b) => a.formula - b.formula));
  const slots: Map<string, string>[] = [];
  const anew = callsOfSeveral(question.statements);
  /** `f(x, y) = …` is another function than a declared f of one argument. */
  const definedAnew = (key: string, formula: number, entry: Entry<Place> | undefined): number | undefined =>
    entry?.shape.kind === 'function' && entry.shape.from !== undefined
      ? anew.get(key)?.findLast((it) => it <= formula)
      : undefined;
  const calls = usesOfCalls(question.statements);
  const isApplied = (key: string): boolean => [...(calls.uses.get(key) ?? [])].some((it) => it !== 'bare');
  const slot = (name: string, formula: number, expr?: Expr): string => {
    const known = (slots[formula] ??= new Map());
    let found = known.get(name);
    if (found === undefined) known.set(name, (found = slotAnew(name, formula)));
    const use = expr?.kind === 'call' ? useOf(expr, calls.wholes) : '';
    // What `f(X)` gives is what `f` stands for by itself; of a density it is not.
    const others = use === '' ? [] : [...(calls.uses.get(name) ?? [])].filter((it) => use === '#law' || it !== 'bare');
    return others.length > 1 && declared(found) === undefined ? `${found}${use}` : found;
  };
  const slotAnew = (name: string, formula: number): string => {
    // Capitals with a number are things of their own; small letters are entries or members unless declared one by one.
    const family = familyOf(name);
    const own =
      family === undefined ||
      local.has(name) ||
      question.env.entries.get(name)?.inForce === true ||
      /^(\w+ )*[A-Z]\[/.test(name);
    const key = own ? name : family;
    const i = pick(key, formula);
    const other = definedAnew(key, formula, i < 0 ? question.env.entries.get(key) : local.get(key)?.[i]);
    if (other !== undefined) return `${key}#e${String(other)}`;
    const anewAt = i < 0 ? introduced(key, formula) : -1;
    if (anewAt >= 0) return `${key}#e${String(anewAt)}`;
    if (i < 0 && question.env.entries.get(key)?.inForce !== true) {
      const cue = splits().get(key)?.get(formula);
      if (cue !== undefined) return `${key}#cue${String(cue)}`;
    }
    if (i === ASIDE) return `${key}#e${String(nearest(local.get(key) ?? [], formula))}where`;
    if (i < 0 && epochs.length > 0 && question.env.entries.get(key)?.inForce !== true) {
      // When letters change their meaning, what was worked out from them no longer holds.
      const epoch = epochs.filter((it) => it <= formula).length;
      if (epoch > 0) return `${key}#e${String(epoch)}`;
    }
    const far = i >= 0 && isFar(local.get(key)![i]!, formula) ? 'far' : '';
    return i <= 0
      ? i === 0
        ? `${key}${far && '#0far'}`
        : local.has(key)
          ? `${key}#env`
          : key
      : `${key}#${String(i)}${far}`;
  };
  let divided: ReadonlyMap<string, ReadonlyMap<number, number>> | undefined;
  const splits = (): ReadonlyMap<string, ReadonlyMap<number, number>> => (divided ??= splitsIn(question));
  let recursions: ReadonlySet<string> | undefined;
  const iterates = (): ReadonlySet<string> => (recursions ??= iteratesIn(question.statements));
  const keyOf = (it: string): string => it.replace(/(#(env|e?\d+(where|far)?|cue\d+))?(#ofX|#of1|#law)?$/, '');
  const above = (key: string): Entry<Place> | undefined => {
    const entry = question.env.entries.get(key);
    return entry !== undefined && isOfAnySize(entry) ? { ...entry, inForce: false } : entry;
  };
  const declared = (it: string): Entry<Place> | undefined => {
    const key = keyOf(it);
    if (it.endsWith('#env')) return above(key);
    if (/#(e\d+(where)?|cue\d+|ofX|of1|law)$/.test(it)) return undefined;
    const list = local.get(key);
    if (list === undefined) return above(key);
    const [, n, far] = /#(\d+)(far)?$/.exec(it) ?? [];
    const entry = list[n === undefined ? 0 : Number(n)];
    return far === undefined || entry === undefined ? entry : { ...entry, inForce: false };
  };
  /** `c_i` where the section has `c` for a vector, whatever the letter was before. */
  const isEntryOfDeclared = (expr: Expr): boolean => {
    if (expr.kind !== 'index' || expr.upper || expr.items.length !== 1 || expr.base.kind !== 'symbol') return false;
    const [item] = expr.items;
    if (item?.kind !== 'at' || item.expr.kind !== 'symbol' || !/^[ij]$/.test(item.expr.key)) return false;
    const of = local.has(expr.base.key) ? declared(expr.base.key) : undefined;
    const mask = of?.inForce === true ? maskOf(of.shape) : undefined;
    return (mask === V || mask === R) && expr.base.glyph.face !== 'bold' && !iterates().has(expr.base.key);
  };
  return {
    slot,
    keyOf,
    isApplied,
    declared,
    declaredMask: (it) => {
      const entry = declared(it);
      return entry?.inForce === true ? maskOf(entry.shape) : undefined;
    },
    domainMask: (it) => {
      const entry = declared(it);
      if (entry?.inForce !== true || entry.shape.kind !== 'function' || entry.shape.from === undefined)
        return undefined;
      return maskOf(entry.shape.from);
    },
    habit: (it, formula, expr, now) => {
      if (isArrow(glyphOf(expr))) return V;
      const maskAt = (name: string): number | undefined => {
        const of = declared(slot(name, formula));
        return of === undefined ? now(slot(name, formula)) : maskOf(of.shape);
      };
      const key = keyOf(it);
      const entry = declared(it);
      if (entry === undefined && isEntryOfDeclared(expr)) return S;
      // Declared further down in the section, too far to hold here, or in another that the note contradicts.
      const said = entry ?? (it.endsWith('#env') ? local.get(key)?.[0] : undefined);
      const trusted = said !== undefined && !(entry?.inForce === false && contested(question.styles.cues.get(key)));
      const glyph = glyphOf(expr);
      // The derivative of a function of vectors is of another kind than that of one of numbers.
      const slope = expr.kind === 'call' && glyph.primes > 0;
      const worked = slope ? undefined : question.env.kinds.get(expr.kind === 'call' ? `${key}()` : key);
      const carried = (trusted ? maskOf(said.shape) : undefined) ?? worked;
      // `k(X, X)` is a matrix where `k(x, x')` is a number.
      const other = expr.kind === 'call' && carried === M && !expr.args.some((it) => some(it, isCapital));
      if (carried !== undefined && !other) return carried;
      const family = familyOf(key);
      const cue = family === undefined ? 0 : cued(question.styles.cues.get(family));
      // Members of what is a vector here are no numbers for being so in an example of one dimension.
      const isOther = cue === S && expr.kind === 'index' && expr.base.kind === 'symbol' && maskAt(expr.base.key) === V;
      if (cue !== 0 && !isOther) return cue;
      const siblings = familyOf(key) === undefined ? undefined : now(familyOf(key)!);
      if (siblings !== undefined && isSingle(siblings)) return siblings;
      // Two indices name an entry, unless the formulas make it a block.
      if (key.endsWith('[,]')) return cued(question.styles.cues.get(key)) || (isEntry(expr) ? S : 0);
      const bold = expr.kind === 'symbol' && boldTwin(glyph, key);
      // Where only entries `X_{ij}` are written, it may be another.
      const twin = bold === false || now(it) === (M | T) ? undefined : declared(slot(bold, formula));
      if (twin !== undefined) return maskOf(twin.shape) ?? 0;
      const variant = (expr.kind === 'symbol' || expr.kind === 'call') && !slope ? variantOf(glyph) : undefined;
      // `K_{XY}` is no value of K(x, y); `\dot J` is like J(q).
      const like = expr.kind === 'call' || glyph.accents.at(-1)?.endsWith('dot') === true;
      if (variant !== undefined && (like || !isApplied(variant) || declared(variant) !== undefined)) {
        // A name beside a function f is no value of it.
        const named = expr.kind === 'call' || declared(slot(variant, formula))?.shape.kind !== 'function';
        const mask = named ? maskAt(variant) : undefined;
        if (mask !== undefined && isSingle(mask)) return mask;
      }
      if (expr.kind === 'index' && expr.upper && expr.base.kind === 'symbol') {
        const of = declared(slot(expr.base.key, formula));
        if (of !== undefined) return maskOf(of.shape) ?? 0;
      }
      if (expr.kind === 'index' && expr.base.kind === 'symbol' && glyph.face !== 'bold') {
        const mask = maskAt(expr.base.key);
        // `x_0` is where an iteration begins as often as an entry.
        if (mask === V || mask === R)
          return expr.upper || iterates().has(expr.base.key) ? mask : key.endsWith('[0]') ? 0 : S;
      }
      if (constantOf({ glyph }) !== undefined) return 0;
      // What the note's variables are says nothing of its functions, nor of members that stand for numbers as often.
      return (expr.kind !== 'symbol' && glyph.face !== 'bold') || isSize(key, question.styles)
        ? 0
        : habitOf(glyph, question.styles);
    },
  };
}

/** `\mathbf 1`, `I`: of another length in another paragraph, whatever a declaration said of it. */
const isOfAnySize = (it: { readonly glyph: Glyph }): boolean => /^(ones|identity)$/.test(constantOf(it) ?? '');

/** `Y` after a declared `\mathbf Y`: the same, written in haste. Small letters are its entries as often. */
const boldTwin = (glyph: Glyph, key: string): string | false =>
  glyph.face === 'plain' && isUpper(glyph) && `bold ${key}`;

/** By function, the names of which it is taken as a whole: the z of `\phi(z)`. */
type Wholes = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * How a function is used: of capitals (`k(X, X)`), of one entry (`g(x_{21})`, `\phi(z_i)` beside `\phi(z)`), as a law's
 * density, or as usual.
 */
function useOf({ fn, args, given }: Call, wholes: Wholes): '' | '#ofX' | '#of1' | '#law' {
  if (given !== undefined || (fn.kind === 'symbol' && LAWS.has(fn.key))) return '#law';
  if (args.some((it) => some(it, isCapital))) return '#ofX';
  const [only, ...more] = args;
  if (only?.kind !== 'index' || only.upper || more.length > 0) return '';
  const isEntry = wholes.get(bare(keyOfName(fn)))?.has(keyOfName(only.base)) === true;
  return isEntry || only.items.length === 2 ? '#of1' : '';
}

/** `\pi` is a row of probabilities where `\pi(x)` is one of them. */
const LAWS = new Set(['p', 'q', 'P', '\\pi']);

const bare = (key: string): string => key.replace(/'+$/, '');
const keyOfName = (expr: Expr): string => (expr.kind === 'symbol' ? expr.key : '');

interface Calls {
  /** How each function is used; `bare` where its name stands for something by itself as well. */
  readonly uses: ReadonlyMap<string, ReadonlySet<string>>;
  readonly wholes: Wholes;
}

function usesOfCalls(statements: SectionQuestion<unknown>['statements']): Calls {
  const uses = new Map<string, Set<string>>();
  const wholes = new Map<string, Set<string>>();
  const add = (to: Map<string, Set<string>>, key: string, it: string): void => {
    to.set(key, (to.get(key) ?? new Set()).add(it));
  };
  const all = statements.flat();
  const calls = all.flatMap(({ expr }) => callsIn(expr));
  const sloped = new Set(calls.flatMap(({ fn }) => (keyOfName(fn).endsWith("'") ? [bare(keyOfName(fn))] : [])));
  for (const { fn, args } of calls) {
    // The slope of a function at a list is that at each entry; without it, `x_i` may be another list.
    const isOfEach = args.length === 1 && sloped.has(bare(keyOfName(fn)));
    if (isOfEach) add(wholes, bare(keyOfName(fn)), keyOfName(args[0]!));
  }
  for (const call of calls) if (call.fn.kind === 'symbol') add(uses, call.fn.key, useOf(call, wholes));
  for (const { expr } of all) for (const key of operandsIn(expr)) add(uses, key, 'bare');
  return { uses, wholes };
}

const operandsIn = perObject((expr: Expr): readonly string[] => {
  // `P = (p_{ij})`
  const [left, right] = expr.kind === 'relation' ? expr.sides : [];
  const found = left?.kind === 'symbol' && right?.kind === 'apply' && right.op === 'free' ? [left.key] : [];
  walk(expr, (it) => {
    if (it.kind === 'apply' && it.op !== 'probability' && it.op !== 'expectation')
      for (const arg of it.args) if (arg.kind === 'symbol') found.push(arg.key);
  });
  return found;
});

const callsIn = perObject((expr: Expr): readonly Call[] => {
  const found: Call[] = [];
  walk(expr, (it) => {
    if (it.kind === 'call') found.push(it);
  });
  return found;
});

const isCapital = (it: Expr): boolean => it.kind === 'symbol' && isUpper(it.glyph);

/** Declarations of one name in one block are never more. */
const NEAR = 20;

/** The last declaration at or before a formula: −1 for none. */
function nearest(list: readonly { readonly formula: number }[], formula: number): number {
  let low = -1;
  let high = list.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (list[middle]!.formula <= formula) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** “A is invertible” says of a known A nothing new about its size, and “the vector $w$” of a row w not that it stands. */
export function sized<Place>(entry: Entry<Place> | undefined, before: Entry<Place> | undefined): Shape | undefined {
  if (entry === undefined) return undefined;
  const open = dimsOf(entry.shape).some(hasVariable);
  const isAlike =
    before?.shape.kind === entry.shape.kind || (entry.shape.kind === 'vector' && before?.shape.kind === 'row');
  if (!open || before === undefined || !isAlike || dimsOf(before.shape).some(hasVariable)) return entry.shape;
  return before.shape;
}

/** Where functions of several arguments are defined: `f(x, y) = …`. */
function callsOfSeveral(statements: SectionQuestion<unknown>['statements']): ReadonlyMap<string, readonly number[]> {
  const found = new Map<string, number[]>();
  statements.forEach((list, formula) => {
    for (const { expr } of list) {
      const left = expr.kind === 'relation' && expr.signs[0]?.text === '=' ? expr.sides[0] : undefined;
      if (left?.kind !== 'call' || left.fn.kind !== 'symbol' || left.args.length < 2) continue;
      const formulas = found.get(left.fn.key);
      if (formulas === undefined) found.set(left.fn.key, [formula]);
      else formulas.push(formula);
    }
  });
  return found;
}

/**
 * “If $A$ is symmetric” says nothing new of the sizes of a matrix that is square already, “$A$ is diagonal” of none; nor
 * does “the vector $u$” of a vector or a row, or $f(x) \in \mathbb{R}^m$ of an $f : \mathbb{R}^n \to \mathbb{R}^m$.
 */
export const addsOnly = (said: Shape, before: Shape): boolean =>
  said.kind === 'matrix'
    ? before.kind === 'matrix' &&
      isVariable(said.rows.key) &&
      (said.rows.key === said.columns.key ? before.rows.key === before.columns.key : isVariable(said.columns.key))
    : before.kind === 'function'
      ? JSON.stringify(before.to) === JSON.stringify(said)
      : said.kind === 'vector' && (before.kind === 'vector' || before.kind === 'row') && isVariable(said.rows.key);

/** The formulas at which a name of the section is declared anew with another shape. */
function epochsOf(declared: readonly LocalEntry<unknown>[]): readonly number[] {
  const last = new Map<string, string>();
  const found = new Set<number>();
  for (const { key, shape, formula } of declared) {
    const printed = JSON.stringify(shape);
    if (last.has(key) && last.get(key) !== printed) found.add(formula);
    last.set(key, printed);
  }
  return [...found];
}

/** `A_{ij}`, `x_{12}`: two letters or two numbers; `i_{2,t}` may be anything. */
function isEntry(expr: Expr): boolean {
  if (expr.kind !== 'index') return false;
  const kinds = new Set(expr.items.map((it) => (it.kind === 'at' && it.expr.kind === 'number' ? 'number' : 'letter')));
  return kinds.size === 1 && glyphOf(expr).accents.length === 0;
}

export function glyphOf(expr: Expr): Glyph {
  if (expr.kind === 'symbol') return expr.glyph;
  if (expr.kind === 'index') return glyphOf(expr.base);
  if (expr.kind === 'call') return glyphOf(expr.fn);
  return { letter: '', face: 'upright', accents: [], label: '', primes: 0 };
}

/** `\hat x`, `x^*` have the sizes of a declared x of the same kind. */
export function likeBare<Place>(
  expr: Expr,
  mask: number | undefined,
  names: Names<Place>,
  formula: number,
): Shape | undefined {
  const variant = expr.kind === 'symbol' ? variantOf(expr.glyph) : undefined;
  const shape = variant === undefined ? undefined : names.declared(names.slot(variant, formula))?.shape;
  if (shape === undefined || maskOf(shape) !== mask || shape.kind === 'function') return undefined;
  // `\bar X`, `\tilde X`: fewer rows, or one more column, as often as not.
  return shape.kind === 'matrix' && /^(bar|tilde|check|overline|widetilde)$/.test(glyphOf(expr).accents.at(-1) ?? '')
    ? undefined
    : shape;
}
