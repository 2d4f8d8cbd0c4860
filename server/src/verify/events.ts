/**
 * Events: `A \cap B`, `A^c`, `X \in A`, `y = 1`. Each is a random set of the points that averages run over, the same for
 * the same words; what ∩, ∪, ∖ and ¬ make of events is made of these sets. What holds so holds for all events.
 */
import { type Apply, type Call, type Expr, type Glyph, type Relation, some, unbracketed, walk } from '../expr/expr.ts';
import { keyOf } from '../expr/glyph.ts';
import { expanded } from './ellipsis.ts';
import type { Job } from './job.ts';
import { Stop } from './stop.ts';
import { textOf } from '../expr/text.ts';
import { dataOf } from './value.ts';
import type { World } from './world.ts';

const AND = new Set(['\\cap', '\\wedge']);
const OR = new Set(['\\cup', '\\vee']);
const NOT = '\\neg';
const WITHOUT = '\\setminus';

/** What is made of events by a sign of its own. */
const isMade = (expr: Expr): boolean =>
  expr.kind === 'apply' &&
  expr.op === 'free' &&
  (AND.has(expr.name ?? '') || OR.has(expr.name ?? '') || expr.name === NOT || expr.name === WITHOUT);

/** Functions whose arguments are events: the P of `P(A \cap B)`. */
export function functionsOfEvents({ claim, definitions, names }: Job): ReadonlySet<string> {
  const sets = new Set(names.flatMap(({ key, shape }) => (shape.kind === 'set' ? [key] : [])));
  const defined = new Set(definitions.map((it) => it.key));
  const isSet = (expr: Expr): boolean => {
    const it = unbracketed(expr);
    if (it.kind === 'index') return it.base.kind === 'symbol' && sets.has(`${it.base.key}[]`);
    return it.kind === 'symbol' ? sets.has(it.key) : isMade(it);
  };
  const found = new Set<string>();
  for (const side of [claim.left, claim.right])
    walk(side, (it) => {
      if (isProbability(it) && !defined.has(it.fn.key) && it.args.some(isSet)) found.add(it.fn.key);
    });
  return found;
}

/** What is asked to be one of two numbers, 0 and 1 or −1 and 1, and nothing else: it has no other value. */
export function binaryIn({ claim }: Pick<Job, 'claim'>): ReadonlyMap<string, Binary> {
  if (![claim.left, claim.right].some((side) => some(side, asksEvent))) return new Map();
  const values = new Map<string, { readonly name: Expr; readonly all: Set<number | undefined> }>();
  for (const side of [claim.left, claim.right])
    walk(side, (it) => {
      const [name, value] = it.kind === 'relation' && it.signs[0]?.text === '=' ? it.sides : [];
      if (name === undefined || value === undefined) return;
      const key = textOf(name);
      const known = values.get(key) ?? { name, all: new Set() };
      known.all.add(numberOf(value));
      values.set(key, known);
    });
  return new Map(
    [...values].flatMap(([key, { name, all }]) =>
      all.size === 2 && all.has(1) && (all.has(0) || all.has(-1))
        ? [[key, { name, other: all.has(0) ? 0 : -1 }] as const]
        : [],
    ),
  );
}

/** `P(X = k)`. */
export const asksEvent = (expr: Expr): boolean =>
  expr.kind === 'apply' && expr.op === 'probability' && expr.args.some((it) => it.kind === 'relation');

export interface Binary {
  readonly name: Expr;
  /** Its value where it is not 1. */
  readonly other: number;
}

function numberOf(expr: Expr): number | undefined {
  const it = unbracketed(expr);
  if (it.kind === 'number') return it.value;
  const [only, more] = it.kind === 'apply' && it.op === 'sum' && it.signs?.[0] === -1 ? it.args : [];
  return only?.kind === 'number' && more === undefined ? -only.value : undefined;
}

const isProbability = (expr: Expr): expr is Call & { readonly fn: { readonly key: string; readonly glyph: Glyph } } =>
  expr.kind === 'call' && expr.fn.kind === 'symbol' && /^(P|Pr|\\Pr)$/.test(expr.fn.glyph.letter);

/** The value of such a function as a probability. */
export const asProbability = ({ kind: _, fn, ...rest }: Call): Apply => ({
  ...rest,
  kind: 'apply',
  op: 'probability',
  name: fn.kind === 'symbol' ? fn.glyph.letter : 'P',
});

/** Whether an event happens at a point. @param member of what is asked whether it lies in a set: the X of `X \in A \cup B` */
export function happens(event: Expr, point: number, world: World, member = ''): boolean {
  const expr = unbracketed(event);
  const isIn = (it: Expr): boolean => happens(it, point, world, member);
  if (expr.kind === 'relation') return relates(expr, point, world, member);
  if (isMade(expr) && expr.kind === 'apply') {
    const parts = expanded(expr.args, world);
    const [first, ...rest] = parts;
    if (first === undefined) throw new Stop('not-understood', 'an event');
    if (expr.name === NOT) return !isIn(first);
    if (expr.name === WITHOUT) return isIn(first) && !rest.some(isIn);
    return AND.has(expr.name ?? '') ? parts.every(isIn) : parts.some(isIn);
  }
  if (expr.kind === 'apply' && expr.op === 'sum') {
    const [first, ...rest] = expr.args;
    if (first === undefined || !rest.every((_, i) => expr.signs?.[i + 1] === -1))
      throw new Stop('not-understood', 'a sum of events');
    return isIn(first) && !rest.some(isIn);
  }
  const whole = complemented(expr);
  if (whole !== undefined) return !isIn(whole);
  if (expr.kind === 'symbol' && !world.definitions.has(expr.key)) {
    if (expr.glyph.letter === '\\Omega') return true;
    if (/^\\(emptyset|varnothing)$/.test(expr.glyph.letter)) return false;
  }
  return chosen(`${member}|${textOf(expr)}`, point, world);
}

/** `A^c`, `\bar A`, `A'`: A. */
function complemented(expr: Expr): Expr | undefined {
  if (expr.kind === 'index') {
    const base = complemented(expr.base);
    return base && { ...expr, base };
  }
  if (expr.kind !== 'symbol') return undefined;
  const { glyph } = expr;
  const bare: Glyph | undefined =
    glyph.accents.at(-1) === 'bar'
      ? { ...glyph, accents: glyph.accents.slice(0, -1) }
      : /^(c|C|\\complement)$/.test(glyph.label)
        ? { ...glyph, label: '' }
        : glyph.primes === 1
          ? { ...glyph, primes: 0 }
          : undefined;
  return bare && { ...expr, key: keyOf(bare), glyph: bare };
}

/** Signs that say the contrary of others. */
const CONTRARY: Readonly<Record<string, string>> = {
  '\\notin': '\\in',
  '∉': '\\in',
  '∈': '\\in',
  '\\ne': '=',
  '\\neq': '=',
  '≠': '=',
  '\\le': '>',
  '\\leq': '>',
  '\\leqslant': '>',
  '≤': '>',
  '\\ge': '<',
  '\\geq': '<',
  '\\geqslant': '<',
  '≥': '<',
};

function relates({ sides, signs }: Relation, point: number, world: World, member: string): boolean {
  const [left, right, more] = sides;
  const text = signs[0]?.text ?? '';
  if (left === undefined || right === undefined || more !== undefined)
    throw new Stop('not-understood', 'an event of several relations');
  const sign = CONTRARY[text] ?? text;
  const isContrary = sign !== text && text !== '∈';
  const isBinary = sign === '=' && world.laws.binary.has(textOf(left));
  if (isBinary) {
    const isOne = chosen(`${member}|${textOf(left)}`, point, world);
    return isContrary !== (isOne === (numberOf(right) === 1));
  }
  const isSo =
    sign === '\\in'
      ? happens(right, point, world, `${member}|${textOf(left)}`)
      : chosen(`${member}|${textOf(left)}${sign}${textOf(right)}`, point, world);
  return isContrary ? !isSo : isSo;
}

/** The first two points are in every event that is not made of others, so that none is impossible. */
const chosen = (event: string, point: number, world: World): boolean =>
  point < 2 || (dataOf(world.free(`event ${event} ${String(point)}`, [], [], world.numbers))[0]! * 7919) % 2 >= 1;
