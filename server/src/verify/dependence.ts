/**
 * What depends on what. A name that is differentiated and never defined (`L`, `\ell`, `u = g(x)` said in words) is a random
 * smooth function of what it is differentiated by; where it is reached through other names, of those alone.
 */
import { children, type Expr, walk } from '../expr/expr.ts';
import type { Definition, Name } from './job.ts';

export type Dependences = ReadonlyMap<string, readonly Expr[]>;

export function dependences(
  exprs: readonly Expr[],
  names: ReadonlyMap<string, Name>,
  definitions: ReadonlyMap<string, Definition>,
): Dependences {
  const edges = new Map<string, Map<string, Expr>>();
  const link = (from: Expr, to: string): void => {
    const key = keyOfVariable(from);
    if (key === undefined || key === to || edges.get(key)?.has(to) === true) return;
    const list = edges.get(to) ?? new Map<string, Expr>();
    list.set(key, from);
    edges.set(to, list);
  };
  for (const expr of exprs) {
    walk(expr, (it) => {
      if (it.kind !== 'derivative' || it.of === undefined) return;
      for (const by of it.by.map(variableIn)) {
        const key = keyOfVariable(by);
        if (key === undefined || mentions(it.of, key, definitions, new Map())) continue;
        for (const dependent of dependentsIn(it.of, names, definitions)) link(by, dependent);
      }
    });
  }
  // What other definitions use is reached through them.
  const reached = new Set<string>();
  for (const { body } of definitions.values()) walk(body, (it) => it.kind === 'symbol' && reached.add(it.key));
  const found = new Map<string, readonly Expr[]>();
  for (const [key, list] of edges) {
    const all = new Map(list);
    const kind = names.get(key)?.shape.kind;
    if (kind === 'scalar' || kind === 'unknown' || kind === undefined) {
      for (const it of definitions.values())
        if (it.parameters.length === 0) all.set(it.key, symbolLike(it.key, it.body));
    }
    const through = [...all.keys()].filter((it) => edges.has(it));
    const direct = [...all].filter(
      ([it]) => !reached.has(it) && !through.some((other) => other !== it && edges.get(other)?.has(it) === true),
    );
    found.set(
      key,
      direct.map(([, it]) => it),
    );
  }
  return found;
}

/** The symbol that a derivative is by: the x of xᵀ, of `\operatorname{vec} X`, of an entry. */
const variableIn = (expr: Expr): Expr =>
  expr.kind === 'apply' && expr.args[0] !== undefined
    ? variableIn(expr.args[0])
    : expr.kind === 'index'
      ? expr.base
      : expr;

const keyOfVariable = (expr: Expr): string | undefined => (expr.kind === 'symbol' ? expr.key : undefined);

/** Names in what is differentiated that could be functions of the variable: the thing itself, or numbers nobody declares. */
function dependentsIn(
  of: Expr,
  names: ReadonlyMap<string, Name>,
  definitions: ReadonlyMap<string, Definition>,
): readonly string[] {
  const bare = of.kind === 'index' ? of.base : of.kind === 'apply' && of.op === 'parentheses' ? of.args[0]! : of;
  if (bare.kind === 'symbol') return definitions.has(bare.key) ? [] : [bare.key];
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

/** Whether a name is reached from an expression, through definitions and dependences. */
export function mentions(
  expr: Expr,
  key: string,
  definitions: ReadonlyMap<string, Definition>,
  found: Dependences,
  seen = new Set<string>(),
): boolean {
  if (expr.kind === 'symbol') {
    if (expr.key === key) return true;
    if (seen.has(expr.key)) return false;
    seen.add(expr.key);
  }
  const inside: Expr[] = [...children(expr)];
  if (expr.kind === 'reduce')
    for (const it of expr.bound) inside.push(...[it.from, it.to].filter((side) => side !== undefined));
  if (expr.kind === 'symbol') {
    for (const name of [expr.key, `${expr.key}[]`, `${expr.key}[,]`]) {
      const body = definitions.get(name)?.body;
      if (body !== undefined) inside.push(body);
      inside.push(...(found.get(name) ?? []));
    }
  }
  return inside.some((it) => mentions(it, key, definitions, found, seen));
}

const symbolLike = (key: string, at: Expr): Expr => ({
  kind: 'symbol',
  key,
  glyph: { letter: key, face: 'plain', accents: [], label: '', primes: 0 },
  span: at.span,
});
