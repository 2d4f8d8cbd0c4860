/** What an expression depends on once its names are replaced by what defines them, and what that says of derivatives. */
import { children, type Derivative, type Expr, type SymbolExpr, type Tuple, walk } from '../expr/expr.ts';
import { baseOf, freeNames, lettersIn, letterOf } from '../shape/free-names.ts';
import { type Definition, namesEntries } from './definitions.ts';
import type { Seen } from './meaning.ts';
import { numberedKey } from './numbered-members.ts';

/** The definitions of a name as seen from a formula, the one that holds first. */
export type Lookup = (key: string) => readonly Seen[];

/** At most so many definitions are followed from one expression. */
const DEPTH = 40;

/** The letters that an expression comes down to. @param way takes those on the way there */
export function sinksOf(expr: Expr, lookup: Lookup, way = new Set<string>()): ReadonlySet<string> {
  const found = new Set<string>();
  const followed = new Set<Definition>();
  const follow = (it: Expr, without: ReadonlySet<string>): void => {
    for (const key of freeNames(it).names.keys()) {
      if (without.has(key) || without.has(baseOf(key))) continue;
      const definition = valueOf(key, lookup);
      if (definition === undefined || definition.recursive || followed.size >= DEPTH) found.add(letterOf(key));
      else if (!followed.has(definition)) {
        followed.add(definition);
        way.add(letterOf(key));
        follow(definition.right, new Set(definition.parameters));
      }
    }
  };
  follow(expr, new Set());
  return found;
}

/** `f(x) = v`, in force here or above. */
export const isWholeValue = ({ definition: { left }, inForce, above }: Seen): boolean =>
  left.kind === 'call' && inForce && above >= 0;

/** Exactly this name, the family it belongs to, or the whole of which it is an entry. */
export function candidates(key: string, seen: Lookup, except?: Definition): readonly Seen[] {
  const lookup: Lookup =
    except === undefined ? seen : (it) => seen(it).filter(({ definition }) => definition !== except);
  const exact = lookup(key);
  const isHere = (all: readonly Seen[]): boolean => all.some((it) => it.inForce);
  // `p = (p_1, \ldots, p_n)` says nothing that `p_i = v` would not have said.
  const isNamed = key === baseOf(key) && exact.every((it) => namesEntries(it.definition));
  if (isHere(exact)) return isNamed ? [...exact, ...relatives(key, lookup).filter((it) => it.inForce)] : exact;
  const others = relatives(key, lookup);
  // What this section says of `p_i` is nearer than what another one says of p.
  return exact.length > 0 && !isHere(others) ? exact : others;
}

function relatives(key: string, lookup: Lookup): readonly Seen[] {
  const base = baseOf(key);
  const family = key === base ? [] : lookup(`${base}[]`);
  const isHere = (all: readonly Seen[]): boolean => all.some((it) => it.inForce);
  if (isHere(family)) return family;
  const other = lookup(key === base ? `${base}[]` : base);
  // The members of another section are not nearer than the whole of this one.
  if (family.length > 0 && !isHere(other)) return family;
  // `f_i` is an entry of a bold `f`.
  return other.length > 0 || key === base ? other : lookup(`bold ${base}`);
}

/** The definition above that gives a name its value. */
export function valueOf(key: string, lookup: Lookup): Definition | undefined {
  const [first] = candidates(key, lookup);
  return first !== undefined && first.inForce && first.above >= 0 ? first.definition : undefined;
}

/** The list of names that a name is given as: the (Q, K) of a θ. */
export function listOf({ key }: SymbolExpr, lookup: Lookup): Tuple | undefined {
  const right = valueOf(key, lookup)?.right;
  const list = right && stripped(right);
  if (list?.kind !== 'tuple' || list.open !== '(' || list.separator !== ',') return undefined;
  return list.items.length > 1 && list.items.every((it) => it.kind === 'symbol') ? list : undefined;
}

export function derivativesIn(expr: Expr): readonly Derivative[] {
  const found: Derivative[] = [];
  walk(expr, (it) => {
    if (it.kind === 'derivative' && it.of !== undefined) found.push(it);
  });
  return found;
}

/** What is differentiated: the expression itself, or what the first fitting definition of its name says. */
export function differentiatedBy({ of, by }: Derivative, lookup: Lookup): Source | undefined {
  if (of === undefined) return undefined;
  // A list is what its members are.
  const members = by.flatMap((it) => (it.kind === 'symbol' ? (listOf(it, lookup)?.items ?? []) : []));
  const variables = new Set([...by, ...members].flatMap((it) => [...lettersIn(it)]));
  const reaches = (it: Expr, more: readonly string[] = []): boolean => {
    if (variables.size === 0) return true;
    const way = new Set<string>();
    const reached = [...sinksOf(it, lookup, way), ...way, ...lettersIn(it), ...more.map(letterOf)];
    return reached.some((name) => variables.has(name));
  };
  const bare = stripped(of);
  const name = givenByNumber(bare, lookup) ?? nameIn(bare);
  const itself: Source = { expr: bare, inForce: true };
  if (name === undefined)
    return reaches(bare, argumentsBehind(bare, lookup)) || freeNames(bare).functions.size > 0 ? itself : undefined;
  if (name.word || variables.has(letterOf(name.key))) return itself;
  // `\frac{d}{dt} f(x + tv)`: by what its argument holds.
  const known = candidates(name.key, lookup)[0];
  if (bare.kind === 'call' && known !== undefined && bare.args.some((it) => it.kind !== 'symbol' && reaches(it)))
    return { expr: bare, inForce: known.inForce, seen: known };
  const found = candidates(name.key, lookup).find(({ definition: it }) => reaches(it.right, it.parameters));
  return found && { expr: found.definition.right, inForce: found.inForce, seen: found };
}

/** `I_2`, given by an equation of its own. */
function givenByNumber(expr: Expr, lookup: Lookup): ReturnType<typeof nameIn> {
  const key = numberedKey(expr);
  return key !== undefined && lookup(key).length > 0 ? { key, word: false } : undefined;
}

/** A function without its argument is taken at what it is given by: at p in `\log L` after `L(p) = …`. */
const argumentsBehind = (expr: Expr, lookup: Lookup): readonly string[] =>
  [...freeNames(expr).names.keys()].flatMap((key) => {
    const definition = valueOf(key, lookup);
    return definition?.form === 'function' ? definition.parameters : [];
  });

/** `\frac{\partial}{\partial t} \log |K| = … \frac{\partial K}{\partial t} …`: that K depends on t is said there. */
export function isSaidToDepend({ of, by }: Derivative, sides: readonly Expr[]): boolean {
  const names = of === undefined ? new Set<string>() : new Set(freeNames(of).names.keys());
  const variables = by.map((it) => nameIn(it)?.key);
  return sides.flatMap(derivativesIn).some((it) => {
    const key = it.of === undefined ? undefined : nameIn(stripped(it.of))?.key;
    return key !== undefined && names.has(key) && it.by.every((one, i) => nameIn(one)?.key === variables[i]);
  });
}

export interface Source {
  readonly expr: Expr;
  /** False when the definition stands in another section, where the name may mean something else. */
  readonly inForce: boolean;
  readonly seen?: Seen;
}

/** Without brackets and transposes. */
export const stripped = (expr: Expr): Expr =>
  expr.kind === 'apply' && (expr.op === 'parentheses' || expr.op === 'transpose') && expr.args[0] !== undefined
    ? stripped(expr.args[0])
    : expr;

/** `f`, `f(x)`, `f_i`: a name alone. `word`: one known by its name, `\text{Attention}(Q, K, V)`. */
export function nameIn(expr: Expr): { readonly key: string; readonly word: boolean } | undefined {
  if (expr.kind === 'symbol') return { key: expr.key, word: false };
  if (expr.kind === 'index') return nameIn(expr.base);
  if (expr.kind !== 'call') return undefined;
  const name = nameIn(expr.fn);
  return name && { ...name, word: /^upright [A-Za-z]{2,}/.test(name.key) };
}

/** Letters of the functions that are differentiated, primes included: `σ'(x)` differentiates σ. */
export function differentiated(expr: Expr): ReadonlySet<string> {
  const found = new Set<string>();
  const note = (it: Expr): void => {
    const { functions, names } = freeNames(it);
    for (const key of [...functions, ...names.keys()]) found.add(functionLetter(key));
  };
  const visit = (it: Expr): void => {
    if (it.kind === 'derivative' && it.of !== undefined) note(it.of);
    const primed = it.kind === 'call' ? primedName(it.fn) : undefined;
    if (primed !== undefined) found.add(functionLetter(primed));
    for (const child of children(it)) visit(child);
  };
  visit(expr);
  return found;
}

const functionLetter = (key: string): string => letterOf(key).replace(/'+$/, '').replace(/_.*$/, '');

/** The name of `σ'`, `g''_t`, without its primes; undefined for a function that is not differentiated. */
export function primedName(fn: Expr): string | undefined {
  if (fn.kind === 'index') return primedName(fn.base);
  return fn.kind === 'symbol' && fn.glyph.primes > 0 ? fn.key.replace(/'+$/, '') : undefined;
}

/** `σ'(x) = …`, `g''_t(α) = …`. */
export const differentiatesByPrime = (expr: Expr): boolean => {
  const bare = stripped(expr);
  return bare.kind === 'call' && primedName(bare.fn) !== undefined;
};
