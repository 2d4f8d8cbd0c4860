/**
 * What kind each symbol of a section is: declared, forced by the operators around it, then by the note's habit, then by
 * the letters' convention. Arc consistency over the expressions of the section; a constraint that would leave nothing is
 * set aside, since a formula that contradicts the rest must not decide for it.
 */
import { perObject } from '../base/per-object.ts';
import { children, type Expr, some, type SymbolExpr, walk } from '../expr/expr.ts';
import { isUpper } from '../expr/glyph.ts';
import { actsEntrywise, constantOf, isDistribution, keepsShape } from './constants.ts';
import { familyKey, memberKey } from './declare.ts';
import { type Level, narrow, type Node, type Slot, type State } from './kind-slots.ts';
import { ALL, isSingle, M, productTable, R, rowProductTable, S, V } from './kinds.ts';
import { relate } from './relate-kinds.ts';

export interface KindOf {
  readonly mask: number;
  readonly level: Level;
  /** What every reading of the section's formulas leaves, before habits and conventions. */
  readonly forced: number;
  /** The name of a function: its kind is that of its values. */
  readonly called?: boolean;
}

export interface KindQuestion {
  /** `scope` is handed back to `slot`: the same letter may be declared twice in a section. */
  readonly expressions: readonly { readonly expr: Expr; readonly scope: number }[];
  /** The slot a name has in a scope; the functions below get slots. */
  readonly slot: (key: string, scope: number, expr?: Expr) => string;
  /** The mask of a declared name; undefined for all others. */
  readonly declared: (key: string) => number | undefined;
  /** Is this the name of a size and of nothing else in the note? */
  readonly size: (slot: string) => boolean;
  /** The kind of what a declared function takes. */
  readonly domain: (slot: string) => number | undefined;
  /** What the note's habit or the letters' convention suggest for an undeclared name; 0 for nothing. */
  readonly habit: (slot: string, scope: number, expr: Expr, now: (slot: string) => number | undefined) => number;
  readonly convention: (slot: string, expr: Expr) => number;
  readonly rowVectors: boolean;
}

export function inferKinds(question: KindQuestion): ReadonlyMap<string, KindOf> {
  const slots = new Map<string, Slot>();
  const firsts = new Map<string, { readonly expr: Expr; readonly scope: number }>();
  const slotOf = (name: string, scope: number, expr: Expr): Slot => {
    const key = question.slot(name, scope, expr);
    let slot = slots.get(key);
    if (slot === undefined) {
      const mask = question.declared(key);
      // A capital that came out as a row would be a sign of a misreading.
      const open = isShownVector(key) ? V : expr.kind === 'symbol' && isUpper(expr.glyph) ? ALL & ~R : ALL;
      slot = {
        mask: mask ?? open,
        level: mask === undefined ? 'convention' : 'declared',
        forced: open,
        changedAt: 0,
        called: expr.kind === 'call',
      };
      slots.set(key, slot);
      firsts.set(key, { expr, scope });
    }
    if (expr.kind === 'call') slot.applied = true;
    return slot;
  };
  const state: State = {
    level: 'forced',
    changed: false,
    clock: 0,
    since: 0,
    slotOf,
    isSize: (key, scope) => question.size(question.slot(key, scope)),
    declaredOf: (key, scope) => question.declared(question.slot(key, scope)),
    domainOf: (key, scope) => question.domain(question.slot(key, scope)),
    table: question.rowVectors ? rowProductTable() : productTable(),
    strict: false,
    numbers: false,
  };
  const nodes: Node[] = [];
  for (const { expr, scope } of question.expressions)
    if (!isSettled(expr, scope, slotOf)) build(expr, scope, nodes, slotOf);
  propagate(nodes, state);
  consider(state, { strict: true });
  propagate(nodes, state);
  for (const slot of slots.values()) slot.forced = slot.mask;
  consider(state, { numbers: true });
  propagate(nodes, state);
  for (const level of ['habit', 'convention'] as const) {
    consider(state, { level });
    if (level === 'habit') {
      // A small letter that is not bold is no matrix, where the formulas leave it anything else.
      for (const [key, slot] of slots)
        if (isSmall(firsts.get(key)!.expr)) narrow(slot, question.rowVectors ? ALL & ~M : ALL & ~(M | R), state);
      propagate(nodes, state);
    }
    const now = (slot: string): number | undefined => slots.get(slot)?.mask;
    // A default for one name may settle others by propagation, so each is tried on what the ones before left.
    const suggest = (key: string, slot: Slot): void => {
      if (isSingle(slot.mask)) return;
      const first = firsts.get(key)!;
      const said =
        level === 'habit' ? question.habit(key, first.scope, first.expr, now) : question.convention(key, first.expr);
      const mask = said & slot.mask;
      if (mask === 0 || mask === slot.mask) return;
      narrow(slot, mask, state);
      // What a convention says of one letter must not decide for others.
      if (level === 'habit') propagate(nodes, state);
    };
    const lists = level === 'habit' ? NONE : listsIn(nodes);
    const values = level === 'habit' ? NONE : valuesIn(nodes);
    const isGiven = (slot: Slot): boolean => lists.names.has(slot) || values.names.has(slot);
    for (const [key, slot] of slots) if (!isGiven(slot)) suggest(key, slot);
    // … but what a name lists, or what it is equal to, tells more than its letter.
    for (const it of [...lists.nodes, ...values.nodes]) relateAnew(it, state);
    for (const [key, slot] of slots) if (isGiven(slot)) suggest(key, slot);
    if (level !== 'habit') continue;
    takeParameters(nodes, state);
    propagate(nodes, state);
  }
  // A function of numbers is mostly a number.
  for (const { expr, kids, slot } of nodes)
    if (expr.kind === 'call' && isScalarFunction(expr) && kids.length > 0 && kids.every((it) => it.slot.mask === S))
      narrow(slot, S, state);
  return slots;
}

/** After `R(\\theta) = …` of a number θ, R is of a number wherever it stands. */
function takeParameters(nodes: readonly Node[], state: State): void {
  const ofNumber = new Set<Slot>();
  const calls = nodes.filter((it) => it.expr.kind === 'call' && it.kids.length === 1);
  for (const { expr, kids } of nodes) {
    const [call] = expr.kind === 'relation' && expr.signs[0]?.text === '=' ? kids : [];
    const [parameter] = call !== undefined && calls.includes(call) ? call.kids : [];
    if (parameter?.expr.kind === 'symbol' && parameter.slot.mask === S) ofNumber.add(call!.slot);
  }
  for (const { slot, kids } of calls) if (ofNumber.has(slot)) narrow(kids[0]!.slot, S, state);
}

/** Some formulas of the section show that the letter is a number, and this one a vector. */
const isShownVector = (slot: string): boolean => slot.endsWith(`#cue${String(V)}`);

interface Lists {
  /** From the entries to the equation. */
  readonly nodes: readonly Node[];
  readonly names: ReadonlySet<Slot>;
}

const NONE: Lists = { nodes: [], names: new Set() };

/** `x = (x_1, \ldots, x_n)^\top`: names written out entry by entry. */
function listsIn(nodes: readonly Node[]): Lists {
  const lists: Node[] = [];
  const names = new Set<Slot>();
  for (const node of nodes) {
    if (node.expr.kind !== 'relation' || node.expr.signs[0]?.text !== '=' || node.kids.length !== 2) continue;
    const [name, value] = node.kids as [Node, Node];
    const turned = value.expr.kind === 'apply' && value.expr.op === 'transpose' ? value.kids[0] : undefined;
    const list = turned ?? value;
    if (name.expr.kind !== 'symbol' || (list.expr.kind !== 'literal' && list.expr.kind !== 'tuple')) continue;
    lists.push(list, ...(turned === undefined ? [] : [value]), node);
    names.add(name.slot);
  }
  return { nodes: lists, names };
}

/** `\mathbf B = \mathbf X^\top \mathbf y`, `z = W x + b`: bold capitals and small letters that an equation gives a value. */
function valuesIn(nodes: readonly Node[]): Lists {
  const found: Node[] = [];
  const names = new Set<Slot>();
  const add = (node: Node): void => {
    for (const it of node.kids) add(it);
    found.push(node);
  };
  for (const node of nodes) {
    if (node.expr.kind !== 'relation' || node.expr.signs[0]?.text !== '=' || node.kids.length < 2) continue;
    const [name, value] = node.kids as [Node, Node];
    if (name.expr.kind !== 'symbol' || value.expr.kind !== 'apply' || keysIn(value.expr).has(name.expr.key)) continue;
    const isBold = name.expr.glyph.face === 'bold' && isUpper(name.expr.glyph);
    if (!isBold && !(isSmall(name.expr) && some(value.expr, isMap))) continue;
    add(value);
    found.push(node);
    names.add(name.slot);
  }
  return { nodes: found, names };
}

/** `W x`, `J(q)\,\dot q` */
const isMap = (expr: Expr): boolean => {
  const [map, of] = expr.kind === 'apply' && expr.op === 'product' ? expr.args : [];
  const bare = map?.kind === 'apply' && map.op === 'transpose' ? map.args[0] : map;
  const name = bare?.kind === 'index' ? bare.base : bare?.kind === 'call' ? bare.fn : bare;
  return of !== undefined && name?.kind === 'symbol' && isUpper(name.glyph);
};

const isSmall = (expr: Expr): boolean =>
  expr.kind === 'index'
    ? expr.base.kind === 'symbol' && /^[ac-z]$/.test(expr.base.glyph.letter) && isSmall(expr.base)
    : expr.kind === 'symbol' && expr.glyph.face === 'plain' && !isUpper(expr.glyph);

/** `g(x)`, `\mu(t)`: not a bold name, nor one of a vector that depends on time. */
const isScalarFunction = ({ fn }: Extract<Expr, { kind: 'call' }>): boolean =>
  fn.kind === 'symbol' && fn.glyph.face === 'plain' && !isUpper(fn.glyph) && !/^[bceuvwxyz]$/.test(fn.glyph.letter);

/** All its names are declared, each of one kind: nothing narrows them, and nothing else is told of any other name. */
function isSettled(expr: Expr, scope: number, slotOf: State['slotOf']): boolean {
  const names = namesOf(expr);
  let settled = names !== undefined;
  for (const name of names ?? []) {
    const slot = slotOf(name.key, scope, name);
    settled &&= slot.level === 'declared' && isSingle(slot.mask);
  }
  return settled;
}

/** The names of an expression in the order of `build`; undefined where names beside those of its nodes are looked at. */
const namesOf = perObject((expr: Expr): readonly SymbolExpr[] | undefined => {
  const names: SymbolExpr[] = [];
  let own = true;
  walk(expr, (it) => {
    if (!ownSlotsOnly(it)) own = false;
    if (it.kind === 'symbol' && constantOf(it) === undefined) names.push(it);
  });
  return own ? names : undefined;
});

function build(expr: Expr, scope: number, into: Node[], slotOf: State['slotOf']): Node {
  const kids = kidsOf(expr).map((it) => build(it, scope, into, slotOf));
  const key = slotKey(expr);
  const opaque = expr.kind === 'hole' || kids.some((it) => it.opaque);
  const shared = key === undefined ? undefined : slotOf(key, scope, expr);
  // A declared function may be applied row by row: its value then has another kind.
  const own = expr.kind === 'call' && shared?.level === 'declared' && kids.length === 1;
  const slot =
    shared === undefined || own ? { mask: ALL, level: 'convention' as const, forced: ALL, changedAt: 0 } : shared;
  if (expr.kind === 'index' && expr.base.kind === 'symbol') slotOf(expr.base.key, scope, expr.base);
  const node = { expr, scope, kids, slot, opaque, relatedAt: -1 };
  into.push(node);
  return node;
}

/** The operands; names of functions and of families are related through their slots. */
function kidsOf(expr: Expr): readonly Expr[] {
  switch (expr.kind) {
    case 'call':
      return expr.args;
    case 'index':
      return expr.base.kind === 'symbol' ? [] : [expr.base];
    default:
      return children(expr);
  }
}

/** Names, members of families and values of functions are known by a key; constants are not. */
function slotKey(expr: Expr): string | undefined {
  if (expr.kind === 'symbol') return constantOf(expr) === undefined ? expr.key : undefined;
  if (expr.kind === 'call' && expr.fn.kind === 'symbol' && !keepsShape(expr) && !isDistribution(expr.fn.glyph))
    return expr.fn.key;
  if (
    expr.kind === 'call' &&
    expr.fn.kind === 'index' &&
    expr.fn.base.kind === 'symbol' &&
    !actsEntrywise(expr.fn.base.glyph)
  )
    return familyKey(expr.fn.base.key);
  return undefined;
}

function propagate(nodes: readonly Node[], state: State): void {
  for (let round = 0; round < 12; round++) {
    state.changed = false;
    for (const node of nodes) relateAnew(node, state);
    if (!state.changed) return;
    for (let i = nodes.length - 1; i >= 0; i--) relateAnew(nodes[i]!, state);
  }
}

/** More is considered from now on: all is to be related again. */
function consider(state: State, more: Partial<Pick<State, 'strict' | 'numbers' | 'level'>>): void {
  Object.assign(state, more);
  state.since = ++state.clock;
}

/** What is related again with nothing changed changes nothing. */
function relateAnew(node: Node, state: State): void {
  if (node.opaque || (node.relatedAt >= state.since && ownSlotsOnly(node.expr) && !changedSince(node))) return;
  node.relatedAt = state.clock;
  relate(node, state);
}

/** Calls, indices, bound names and laws look at slots beside those of the node and its operands. */
const ownSlotsOnly = (expr: Expr): boolean =>
  expr.kind === 'relation'
    ? expr.signs.every((it) => it.text !== '\\sim')
    : expr.kind !== 'call' &&
      expr.kind !== 'index' &&
      expr.kind !== 'reduce' &&
      !(expr.kind === 'apply' && expr.op === 'dot');

function changedSince({ slot, kids, relatedAt }: Node): boolean {
  if (slot.changedAt > relatedAt) return true;
  for (const kid of kids) if (kid.slot.changedAt > relatedAt) return true;
  return false;
}

/** The keys a set of expressions mentions. */
export function keysIn(expr: Expr): ReadonlySet<string> {
  const keys = new Set<string>();
  walk(expr, (it) => {
    if (it.kind === 'symbol') keys.add(it.key);
    if (it.kind === 'index' && it.base.kind === 'symbol') keys.add(memberKey(it.base.key, it.items));
  });
  return keys;
}
