/**
 * What depends on what. A name that is differentiated and never defined (`L`, `\ell`, `u = g(x)` said in words) is a random
 * smooth function of what it is differentiated by; where it is reached through other names, of those alone.
 */
import { children, type Expr, type Index, walk } from '../expr/expr.ts';
import { plain } from '../expr/glyph.ts';
import { familyKey, memberKey, pairKey } from '../shape/declare.ts';
import type { Definition, Name } from './job.ts';

export type Dependences = ReadonlyMap<string, readonly Expr[]>;

/** A name that something is differentiated by: the x of xᵀ, of `\operatorname{vec} X`; of a member, its family. */
interface Variable {
  readonly key: string;
  readonly expr: Expr;
}

export function dependences(
  exprs: readonly Expr[],
  names: ReadonlyMap<string, Name>,
  definitions: ReadonlyMap<string, Definition>,
  recurrences: ReadonlyMap<string, unknown>,
): Dependences {
  const isKnown = (key: string): boolean => names.has(key) || definitions.has(key);
  const edges = new Map<string, Map<string, Expr>>();
  const link = ({ key, expr }: Variable, to: string): void => {
    if (key === to || edges.get(key)?.has(to) === true) return;
    const list = edges.get(to) ?? new Map<string, Expr>();
    list.set(key, expr);
    edges.set(to, list);
  };
  for (const expr of exprs) {
    walk(expr, (it) => {
      if (it.kind !== 'derivative' || it.of === undefined) return;
      for (const by of it.by) {
        const variable = variableOf(by, isKnown);
        if (variable === undefined || mentions(it.of, variable.key, definitions, new Map())) continue;
        for (const dependent of dependentsIn(it.of, names, definitions)) link(variable, dependent);
      }
    });
  }
  // What other definitions use is reached through them.
  const reached = new Set<string>();
  for (const { key: own, body } of definitions.values())
    usedIn(body, (it) => {
      for (const key of keysOf(it)) if (key !== own && !recurrences.has(key)) reached.add(key);
    });
  const found = new Map<string, readonly Expr[]>();
  for (const [key, list] of edges) {
    const all = new Map(list);
    const kind = names.get(key)?.shape.kind;
    if (kind === 'scalar' || kind === 'unknown' || kind === undefined) {
      // What is made from it, as its own derivative is, it does not depend on.
      for (const it of definitions.values())
        if (it.parameters.length === 0 && !mentions(it.body, key, definitions, new Map()))
          all.set(it.key, symbolLike(it.key, it.body));
    }
    const through = [...all.keys()].filter((it) => edges.has(it));
    const direct = [...all].filter(
      ([it]) => !reached.has(it) && !through.some((other) => other !== it && comesFrom(other, it, edges)),
    );
    // `W` and its copies `W^{(k)}` are one thing; how, is not told.
    const copies = direct.some(([it]) => it.endsWith(']') && direct.some(([other]) => it.startsWith(`${other}[`)));
    if (!copies)
      found.set(
        key,
        direct.map(([, it]) => it),
      );
  }
  return found;
}

/** Whether the one is a function of the other, by way of whatever lies between them. */
function comesFrom(
  key: string,
  from: string,
  edges: ReadonlyMap<string, ReadonlyMap<string, Expr>>,
  seen = new Set<string>(),
): boolean {
  if (seen.has(key)) return false;
  seen.add(key);
  const list = edges.get(key);
  return list !== undefined && (list.has(from) || [...list.keys()].some((it) => comesFrom(it, from, edges, seen)));
}

/** `\delta = \frac{\partial L}{\partial z}` uses neither L nor z for a value that L could depend on. */
function usedIn(expr: Expr, visit: (it: Expr) => void): void {
  visit(expr);
  const inside = expr.kind !== 'derivative' ? children(expr) : expr.of?.kind === 'symbol' ? [] : [expr.of];
  for (const it of inside) if (it !== undefined) usedIn(it, visit);
}

function variableOf(by: Expr, isKnown: (key: string) => boolean): Variable | undefined {
  const expr = by.kind === 'apply' && by.args[0] !== undefined ? by.args[0] : by;
  if (expr !== by) return variableOf(expr, isKnown);
  if (expr.kind === 'symbol') return { key: expr.key, expr };
  if (expr.kind !== 'index' || expr.base.kind !== 'symbol') return undefined;
  const family = keysOf(expr).slice(0, -1).find(isKnown);
  return family === undefined ? { key: expr.base.key, expr: expr.base } : { key: family, expr };
}

/** The keys under which a name may be known: that of a member or an entry first, then that of its whole. */
function keysOf(expr: Expr): readonly string[] {
  if (expr.kind === 'symbol') return [expr.key];
  if (expr.kind !== 'index' || expr.base.kind !== 'symbol' || expr.items.some((it) => it.kind !== 'at')) return [];
  const { key } = expr.base;
  const pair = expr.items.length === 2 ? [pairKey(key)] : [];
  return [...new Set([...pair, memberKey(key, expr.items), familyKey(key)]), key];
}

/** The symbol that a derivative is by: the x of xᵀ, of `\operatorname{vec} X`, of an entry. */
export const variableIn = (expr: Expr): Expr =>
  expr.kind === 'apply' && expr.args[0] !== undefined
    ? variableIn(expr.args[0])
    : expr.kind === 'index'
      ? expr.base
      : expr;

/** Names in what is differentiated that could be functions of the variable: the thing itself, or numbers nobody declares. */
function dependentsIn(
  of: Expr,
  names: ReadonlyMap<string, Name>,
  definitions: ReadonlyMap<string, Definition>,
): readonly string[] {
  const isKnown = (key: string): boolean => names.has(key) || definitions.has(key);
  const bare = of.kind === 'apply' && of.op === 'parentheses' ? of.args[0]! : of;
  const own = bare.kind === 'symbol' || bare.kind === 'index' ? variableOf(bare, isKnown) : undefined;
  if (own !== undefined) return definitions.has(own.key) ? [] : [own.key];
  const found: string[] = [];
  walk(of, (it) => {
    if (it.kind !== 'symbol' || definitions.has(it.key)) return;
    const name = names.get(it.key);
    const open =
      name === undefined ? it.glyph.letter === '\\pi' : !name.declared && /scalar|unknown/.test(name.shape.kind);
    if (open) found.push(it.key);
  });
  return found;
}

/**
 * Whether a name is reached from an expression, through definitions and dependences. `isOther` tells the members that
 * the expression itself names and that are none of those asked for.
 */
export function mentions(
  expr: Expr,
  key: string,
  definitions: ReadonlyMap<string, Definition>,
  found: Dependences,
  isOther: (it: Index) => boolean = () => false,
  seen = new Set<string>(),
): boolean {
  const other = expr.kind === 'index' && isOther(expr);
  const keys = keysOf(expr);
  if (!other && keys.includes(key)) return true;
  if (expr.kind === 'derivative' && expr.by.length > 0 && expr.of !== undefined)
    return mentions(expr.of, key, definitions, found, isOther, seen);
  const inside: Expr[] = other ? [] : [...children(expr)];
  if (expr.kind === 'apply' && expr.under !== undefined) {
    inside.push(expr.under);
    // The law in `E_{x \sim p_\theta}`.
    const law = expr.under.kind === 'relation' ? expr.under.sides[1] : expr.under;
    if (law?.kind === 'symbol' && isNamedBy(law.glyph.label, key)) return true;
  }
  if (expr.kind === 'apply' && expr.weight !== undefined) inside.push(expr.weight);
  // A function with a parameter below its name: π_θ.
  if (expr.kind === 'call' && expr.fn.kind === 'symbol' && isNamedBy(expr.fn.glyph.label, key)) return true;
  if (expr.kind === 'reduce')
    for (const it of expr.bound) inside.push(...[it.from, it.to].filter((side) => side !== undefined));
  if (inside.some((it) => mentions(it, key, definitions, found, isOther, seen))) return true;
  // A whole is reached through its members as well.
  const names = expr.kind === 'symbol' ? [expr.key, familyKey(expr.key), pairKey(expr.key)] : keys;
  return names.some((name) => {
    if (seen.has(name)) return false;
    seen.add(name);
    const body = definitions.get(name)?.body;
    const on = [...(body === undefined ? [] : [body]), ...(found.get(name) ?? [])];
    return on.some((it) => mentions(it, key, definitions, found, undefined, seen));
  });
}

const symbolLike = (key: string, at: Expr): Expr => ({
  kind: 'symbol',
  key,
  glyph: plain(key),
  span: at.span,
});

/** Whether the label of a function is the name of a variable. */
export const isNamedBy = (label: string, key: string): boolean =>
  label !== '' && label === key.replace(/^bold /, '').replace(/^\\/, '');
