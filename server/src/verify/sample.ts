/** A world for one sample of a job: sizes chosen, names drawn when first asked for. */
import { movingNames } from './in-time.ts';
import { type Call, children, type Expr, type Index, type SymbolExpr, walk } from '../expr/expr.ts';
import { keyOf } from '../expr/glyph.ts';
import { actsEntrywise } from '../shape/constants.ts';
import { type Dim, named } from '../shape/dim.ts';
import { freeNames, letterOf } from '../shape/free-names.ts';
import { dimsOf, SCALAR, type Shape, UNKNOWN } from '../shape/shape.ts';
import { countersIn, countsIn, intermediatesIn } from './counts.ts';
import { type Dependences, dependences, mentions, variableIn } from './dependence.ts';
import { draw, drawFreely, isGeneric, type Style } from './draw.ts';
import { freeEntrywise, freeFunction } from './free-function.ts';
import { familyFor, indexValue, memberName, rangeOf } from './indexing.ts';
import { comparedIndices, indexBy, orderInTurn } from './index-orders.ts';
import { type Definition, exprsOf, type Job, type Name } from './job.ts';
import { isArray } from './kinds.ts';
import { type Model, modelOf } from './model.ts';
import { familyOfMember, keysOfMember } from './member-function.ts';
import type { Numbers } from './numbers.ts';
import { pairedIn } from './pairs.ts';
import { positivesIn } from './positive.ts';
import { type Recurrence, recurrencesIn } from './recurrence.ts';
import { randomFrom } from './random.ts';
import type { Reading } from './reading.ts';
import { type Sloped, slopesIn } from './slopes.ts';
import { Stop, unless } from './stop.ts';
import { textOf } from '../expr/text.ts';
import { isScalar, scalarOf, sizeOf, together, type Value, valueIn } from './value.ts';
import { spend, type World } from './world.ts';

/** What stays the same for all samples of a job. */
export interface Prepared {
  readonly job: Job;
  readonly seed: string;
  readonly names: ReadonlyMap<string, Name>;
  readonly definitions: ReadonlyMap<string, Definition>;
  /** Letters that count: indices that nothing binds. */
  readonly indices: ReadonlySet<string>;
  /** Letters that name a size which nothing declares: the n of `I_n`, of `\\sum_{i=1}^n`. */
  readonly counters: ReadonlySet<string>;
  /** Names that must be whole numbers: bounds of sums, exponents of matrices. */
  readonly integers: ReadonlySet<string>;
  /** X where dX stands in the claim. */
  readonly differentials: readonly string[];
  readonly moving: readonly string[];
  /** How many members a family has, as the sums over it say. */
  readonly counts: ReadonlyMap<string, Expr>;
  /** Defined names by which something is differentiated. */
  readonly intermediates: readonly string[];
  /** Names that are differentiated and never defined, as functions of these. */
  readonly potentials: Dependences;
  /** For a function that is also named without its argument: what it is applied to, if to one thing only. */
  readonly applied: ReadonlyMap<string, Expr>;
  /** Functions that are differentiated with a prime, so that they act on each entry. */
  readonly sloped: Sloped;
  /** Families whose members are given by others. */
  readonly recurrences: ReadonlyMap<string, Recurrence>;
  /** Functions of which a logarithm is taken. */
  readonly positive: ReadonlySet<string>;
  /** Letters that nothing declares and that stand before a bracket. */
  readonly applicable: ReadonlySet<string>;
  /** What of the claim is random. */
  readonly model: Model;
  /** Indices that only conditions below sums name. */
  readonly paired: ReadonlySet<string>;
  readonly exprs: readonly Expr[];
}

export interface Draw {
  readonly numbers: Numbers;
  readonly sizes: ReadonlyMap<string, number>;
  readonly style: Style;
  /** Tells samples apart; several are drawn side by side. */
  readonly attempt: string | readonly string[];
  readonly reading: Reading;
  readonly work: { left: number };
  /** Values found by solving the ties, or put there by a search for a small counterexample. */
  readonly fixed?: ReadonlyMap<string, Value>;
  /** Where the cases that are taken are noted. */
  readonly branches?: Map<Expr, Set<number>>;
  /** Conditions tried besides those the note states. */
  readonly extra?: ReadonlyMap<string, readonly string[]>;
}

/** How many members a family has where no bound says it. */
const MEMBERS = 4;

export function worldOf(prepared: Prepared, by: Draw): World & { readonly drawn: Map<string, Value> } {
  const { names, definitions, job, seed } = prepared;
  const drawn = new Map<string, Value>(by.fixed ?? []);
  const seeds = (typeof by.attempt === 'string' ? [by.attempt] : by.attempt).map((it) => `${seed}|${it}`);
  const inEach = (value: (seed: string, n: number) => Value): Value => together(seeds.map(value));
  const size = (dim: Dim): number => sizeIn(dim, by.sizes);
  const counts = new Map<string, Value>();
  const conditionsOf = (key: string): ReadonlySet<string> => {
    const stated = names.get(key)?.conditions ?? [];
    return new Set([...stated, ...(by.extra?.get(key) ?? []), ...(prepared.integers.has(key) ? ['integer'] : [])]);
  };
  const sample = (key: string): Value | undefined => {
    const known = drawn.get(key) ?? counts.get(key);
    if (known !== undefined) return known;
    const family = key.replace(/#.*$/, '');
    if (prepared.indices.has(family)) {
      const value = inEach((text) => scalarOf(indexOf(key, text)));
      counts.set(key, value);
      return value;
    }
    const changed =
      family.startsWith('d ') && prepared.differentials.includes(family.slice(2)) ? family.slice(2) : undefined;
    const name = names.get(family) ?? (changed === undefined ? firstOf(family) : names.get(changed));
    if (name === undefined) {
      const value = changed === undefined ? undefined : world.memo.get(changed);
      if (value === undefined) return undefined;
      return keep(key, drawnAs(key, value.dims, new Set()));
    }
    const dims = dimsFor(name.shape, size);
    if (dims === undefined) throw new Stop(name.shape.kind === 'unknown' ? 'unknown-size' : 'unknown-symbol', name.key);
    return keep(key, drawnAs(key, dims, changed === undefined ? conditionsOf(family) : new Set()));
  };
  const rangeFor = (key: string): number => Math.max(1, rangeOf(key.replace(/#.*$/, ''), prepared.exprs, world) ?? 3);
  const indexOf = (key: string, text: string): number => {
    const compared = comparedIndices(prepared.indices, prepared.exprs).filter((it) => !by.sizes.has(it));
    const place = compared.indexOf(key.replace(/#.*$/, ''));
    const any = (): number => randomFrom(`${text}|${key}`).whole(1, rangeFor(key));
    const order = job.indices ?? (compared.length < 2 ? undefined : orderInTurn(text));
    if (order === undefined || place < 0) return any();
    const range = Math.min(...compared.map(rangeFor));
    if (job.indices === undefined && range < compared.length) return any();
    return indexBy(order, place, compared.length, range, randomFrom(`${text}|indices`));
  };
  // The member that a recurrence begins with is like the others.
  const firstOf = (key: string): Pick<Name, 'key' | 'shape'> | undefined => {
    const shape = prepared.recurrences.has(key) ? definitions.get(key)?.shape : undefined;
    return shape && { key, shape };
  };
  const { numbers, style } = by;
  const drawnAs = (key: string, dims: readonly number[], conditions: ReadonlySet<string>): Value =>
    style === 'general' && seeds.length > 1 && sizeOf(dims) > 1 && [...conditions].every(isGeneric)
      ? drawFreely(dims, seeds, key, numbers)
      : inEach((text) => {
          const common = (n: number): Value =>
            draw([n, n], new Set(), { random: randomFrom(`${text}|common`), numbers, style });
          return draw(dims, conditions, { random: randomFrom(`${text}|${key}`), numbers, style, common });
        });
  const keep = (key: string, value: Value): Value => {
    drawn.set(key, value);
    return value;
  };
  const shapeOf = (expr: Expr): Shape => job.shapes.get(expr) ?? UNKNOWN;
  const world: World & { readonly drawn: Map<string, Value> } = {
    numbers: by.numbers,
    depth: 0,
    drawn,
    sample,
    free: (key, args, to, numbers) => {
      const [first] = args;
      const same =
        first !== undefined &&
        args.length === 1 &&
        to.length === first.dims.length &&
        to.every((it, i) => it === first.dims[i]);
      const inputs = args.reduce((sum, it) => sum + sizeOf(it.dims), 4);
      spend(world, 0.3 * inputs * to.reduce((all, it) => all * it, 1));
      const isEntrywise =
        same && (prepared.sloped.entrywise.has(familyOfMember(key)) || takesNumber(names.get(key)?.shape));
      const value = inEach((text, n) =>
        isEntrywise
          ? freeEntrywise(`${text}|${key}`, valueIn(first, n), numbers)
          : freeFunction(
              `${text}|${key}`,
              args.map((it) => valueIn(it, n)),
              to,
              numbers,
            ),
      );
      const isPositive = numbers.kind === 'float' && prepared.positive.has(familyOfMember(key).replace(/[@#].*$/, ''));
      return isPositive ? { dims: value.dims, parts: numbers.apply('exp', value.parts) } : value;
    },
    shapeOf,
    size,
    sizeNamed: (key) => {
      const own = key.replace(/^upright /, '');
      return by.sizes.get(key) ?? by.sizes.get(own) ?? (prepared.counters.has(key) ? size(named(own)) : undefined);
    },
    definitions,
    reading: by.reading,
    asked: new Set(),
    bound: new Map(),
    set: new Map(),
    memo: new Map(),
    entered: new Set(),
    work: by.work,
    samples: seeds.length,
    rough: { used: 0 },
    terms: { largest: 0 },
    isSet: (key) => names.get(key)?.shape.kind === 'set',
    isFamily: (key) => names.has(key) || definitions.has(key),
    recurrence: (family) => prepared.recurrences.get(family),
    countOf: (family) => {
      const isGiven = prepared.recurrences.has(family);
      return countOf(prepared.counts.get(family), isGiven ? undefined : definitions.get(family), world);
    },
    isNamed: (key) => names.has(key),
    isOnlyBound: (key) => prepared.paired.has(key),
    isConstant: (expr) => !names.has(expr.key) && !definitions.has(expr.key),
    isApplicable: (key) => prepared.applicable.has(key),
    isFactor: (key) =>
      names.has(key) &&
      !(by.reading.application === 'call' && prepared.applicable.has(key)) &&
      names.get(key)?.shape.kind !== 'function',
    applied: (key) => prepared.applied.get(key),
    dimsOfCall: (expr, args) => {
      const declared = functionKeys(expr).flatMap((it) => names.get(it)?.shape ?? [])[0];
      if (takesNumber(declared) && args.length === 1 && args[0] !== undefined) return args[0].dims;
      const [first] = args;
      const own = expr.fn.kind === 'index' ? expr.fn.base : expr.fn;
      const acts = (on: ReadonlySet<string>): boolean => own.kind === 'symbol' && on.has(own.key);
      if (first !== undefined && args.length === 1 && acts(prepared.sloped.spread)) return first.dims;
      const seen = shapeOf(expr);
      const isNumber = declared?.kind === 'scalar' && args.every(isScalar);
      const told = declared?.kind === 'function' ? declared.to : isNumber ? SCALAR : seen;
      const shape = seen.kind === 'unknown' ? told : seen;
      const dims = shape.kind === 'function' ? undefined : dimsFor(shape, size);
      if (dims !== undefined) return dims;
      if (first !== undefined && acts(prepared.sloped.entrywise)) return first.dims;
      if (shape.kind === 'unknown') throw new Stop('unknown-size', 'a value of a function');
      return [];
    },
    childrenOf: children,
    byLetters: (letters) => {
      const key = [letters, `bold ${letters}`].find((it) => names.has(it) || definitions.has(it));
      return key === undefined ? undefined : (drawn.get(key) ?? sample(key));
    },
    conditions: conditionsOf,
    intermediates: prepared.intermediates,
    potential: (key) => prepared.potentials.get(key),
    dimsOfName: (key) => {
      const shape = names.get(key)?.shape;
      // A function that is named alone stands for its value.
      const value = shape?.kind === 'function' ? shape.to : shape;
      return value === undefined ? [] : (dimsFor(value, size) ?? []);
    },
    dependsOn: (expr, key, at) => {
      const family = key.replace(/#.*$/, '');
      const isOther = family === key ? undefined : (it: Index): boolean => isOtherMember(it, family, key, expr, at);
      return mentions(expr, family, definitions, prepared.potentials, isOther);
    },
    variablesIn: (expr) => variablesIn(expr, prepared),
    guessedNumber: (expr) => guessedNumber(expr, prepared, world),
    laws: prepared.model,
    points: new Map(),
    modelled: { used: false },
    branches: by.branches ?? new Map<Expr, Set<number>>(),
    differentials: prepared.differentials,
    moving: prepared.moving,
  };
  return world;
}

/** Whether a member is another than the one that moves; one whose index a sum binds may be any. */
function isOtherMember(it: Index, family: string, key: string, within: Expr, world: World): boolean {
  if (familyFor(it, world) !== family) return false;
  const { bound } = freeNames(within);
  if ([...freeNames(it).indices].some((index) => bound.has(letterOf(index)))) return false;
  return unless(['not-understood', 'unknown-symbol', 'unknown-size'], () => memberName(it, family, world)) !== key;
}

/** As many as the sums over its members have, or as its definition has entries; a few where nothing says it. */
function countOf(bound: Expr | undefined, definition: Definition | undefined, world: World): number {
  const said = bound && unless(['not-understood', 'unknown-symbol', 'unknown-size'], () => indexValue(bound, world));
  if (said !== undefined) return said;
  const [index] = definition?.parameters ?? [];
  const counted =
    definition === undefined || index === undefined ? undefined : rangeOf(index, [definition.body], world);
  return counted ?? MEMBERS;
}

function guessedNumber(expr: Expr, { names, job }: Prepared, world: World): string | undefined {
  if (expr.kind === 'call') {
    const keys = functionKeys(expr);
    const isOpen = job.shapes.get(expr) === undefined && !keys.some((it) => names.has(it));
    return isOpen ? keys[0] : undefined;
  }
  if (expr.kind !== 'symbol' && (expr.kind !== 'index' || expr.items.some((it) => it.kind !== 'at'))) return undefined;
  const base = expr.kind === 'symbol' ? expr : expr.base;
  if (base.kind !== 'symbol') return undefined;
  // `x_i` may be one of many lists beside a list x.
  const family = expr.kind === 'index' ? familyFor(expr, world) : undefined;
  const name = names.get(family ?? base.key);
  const indices = expr.kind === 'symbol' || family !== undefined ? 0 : expr.items.length;
  const isNumber = name !== undefined && dimsOf(name.shape).length === indices;
  return isNumber && !name.declared && /^(scalar|vector|row|matrix)$/.test(name.shape.kind) ? base.key : undefined;
}

/** The names under which the function of a call may be known; `g'` is known with g. */
const functionKeys = ({ fn }: Call): readonly string[] =>
  fn.kind === 'symbol' ? [fn.key, keyOf({ ...fn.glyph, primes: 0 })] : fn.kind === 'index' ? keysOfMember(fn) : [];

/** A function of one number that is applied to an array acts on each entry. */
const takesNumber = (shape: Shape | undefined): boolean =>
  shape?.kind === 'function' && shape.from?.kind === 'scalar' && shape.to.kind === 'scalar';

export function dimsFor(shape: Shape, size: (dim: Dim) => number): readonly number[] | undefined {
  switch (shape.kind) {
    case 'scalar':
      return [];
    case 'vector':
      return [size(shape.rows)];
    case 'row':
      return [1, size(shape.columns)];
    case 'matrix':
      return [size(shape.rows), size(shape.columns)];
    case 'tensor':
      return shape.dims.map(size);
    default:
      return undefined;
  }
}

/** The value of a dimension; an atom without a size stops the evaluation and names itself. */
export function sizeIn(dim: Dim, sizes: ReadonlyMap<string, number>): number {
  let sum = 0;
  for (const { coefficient, atoms } of dim.terms) {
    let term = coefficient;
    for (const atom of atoms) {
      const value = sizes.get(atom);
      if (value === undefined) throw new Stop('unknown-size', atom, { size: atom });
      term *= value;
    }
    sum += term;
  }
  if (!Number.isInteger(sum) || sum < 1) throw new Stop('shape', `a size of ${String(sum)}`);
  if (sum > 400) throw new Stop('too-large', 'a size');
  return sum;
}

/** What `\nabla f` may be by: what a derivative names elsewhere, then arrays by the habits of letters. */
function variablesIn(expr: Expr, { names, definitions, exprs, potentials }: Prepared): readonly Expr[] {
  const found = new Map<string, SymbolExpr>();
  const followed = new Set<string>();
  const visit = (it: Expr): void => {
    walk(it, (one) => {
      if (one.kind !== 'symbol' || found.has(one.key)) return;
      const body = definitions.get(one.key)?.body;
      // What is a function of something by another derivative is so here.
      if (!followed.has(one.key)) {
        followed.add(one.key);
        for (const on of potentials.get(one.key) ?? []) visit(on);
      }
      if (body !== undefined && body !== it) visit(body);
      else if (/^(vector|row|matrix)$/.test(names.get(one.key)?.shape.kind ?? '')) found.set(one.key, one);
    });
  };
  visit(expr);
  const named = new Set<string>();
  const note = (it: Expr): void => {
    if (it.kind !== 'derivative') return;
    for (const by of it.by.map(variableIn)) if (by.kind === 'symbol') named.add(by.key);
    // `\nabla J` of a J(α) is by α.
    const own = it.by.length === 0 && it.of?.kind === 'symbol' ? definitions.get(it.of.key) : undefined;
    for (const key of own?.parameters ?? []) named.add(key);
  };
  for (const it of exprs) walk(it, note);
  const stated = [...found.values()].filter((it) => named.has(it.key));
  if (stated.length > 0) return stated;
  const rank = ({ glyph }: SymbolExpr): number => {
    const at = HABIT.indexOf(glyph.letter.toLowerCase());
    return at < 0 ? HABIT.length : at;
  };
  const all = [...found.values()].sort((a, b) => rank(a) - rank(b));
  // A letter that is a variable by habit is not one of those that are constants by habit.
  const isClear = all[0] !== undefined && rank(all[0]) < HABIT.length;
  return isClear ? all.filter((it) => !/^[abcd]$/i.test(it.glyph.letter)) : all;
}

/** Letters of variables, the likeliest first. */
const HABIT = ['\\theta', 'w', '\\beta', 'x', 'z', 'u', 'v', 'y'];

export function prepare(job: Job, seed: string): Prepared {
  const exprs = [...exprsOf(job), ...job.ties.flatMap((it) => [it.left, it.right])];
  const names = new Map(job.names.map((it) => [it.key, it]));
  const definitions = new Map(job.definitions.map((it) => [it.key, it]));
  const indices = new Set<string>();
  const integers = new Set<string>();
  const differentials = new Set<string>();
  const applicable = new Set<string>();
  const applied = new Map<string, Expr | null>();
  const counts = countsIn(exprs, names, definitions);
  const bodies = new Map(job.definitions.map((it) => [it.body, it.parameters]));
  for (const expr of exprs)
    for (const it of freeNames(expr).indices) if (bodies.get(expr)?.includes(it) !== true) indices.add(it);
  for (const expr of exprs) {
    walk(expr, (it) => {
      if (it.kind === 'reduce' && it.op !== 'evaluation') {
        for (const index of it.bound) {
          for (const side of [index.from, index.to]) if (side !== undefined) collect(side, integers);
        }
      }
      if (it.kind === 'apply' && it.op === 'power' && it.args[1] !== undefined && isArray(it.args[0]!, job))
        collect(it.args[1], integers);
      if (it.kind === 'apply' && it.op === 'product') {
        it.args.forEach((fn, i) => {
          const next = it.args[i + 1];
          if (fn.kind !== 'symbol' || next?.kind !== 'apply' || next.op !== 'parentheses') return;
          if (names.get(fn.key)?.declared !== false || !isFunctionLetter(fn)) return;
          applicable.add(fn.key);
          const call: Call = { kind: 'call', fn, args: [next], span: fn.span };
          if (isShorthand(call)) return;
          const before = applied.get(fn.key);
          applied.set(
            fn.key,
            before === undefined || (before !== null && textOf(before) === textOf(call)) ? call : null,
          );
        });
      }
      if (it.kind === 'symbol' && it.glyph.accents.at(-1) === 'd') {
        differentials.add(keyOf({ ...it.glyph, accents: it.glyph.accents.slice(0, -1) }));
      }
      if (it.kind === 'call' && it.fn.kind === 'symbol' && !isShorthand(it)) {
        const before = applied.get(it.fn.key);
        const same = before === undefined || (before !== null && textOf(before) === textOf(it));
        applied.set(it.fn.key, same ? it : null);
      }
    });
  }
  for (const [key, body] of argumentsNamed(exprs, definitions, applied))
    definitions.set(key, { key, parameters: [], body });
  for (const it of [...indices]) if (/^(vector|matrix)$/.test(names.get(it)?.shape.kind ?? '')) indices.delete(it);
  const recurrences = recurrencesIn(definitions, names);
  const counters = countersIn(exprs, names, definitions);
  for (const it of counters) indices.delete(it);
  return {
    job,
    seed,
    names,
    definitions,
    indices,
    counters,
    integers,
    counts,
    differentials: [...differentials],
    moving: movingNames([...names.keys(), ...definitions.keys()], (key) => names.has(key)),
    potentials: dependences(exprs, names, definitions, recurrences),
    intermediates: intermediatesIn(job),
    applied: new Map([...applied].flatMap(([key, it]) => (it === null ? [] : [[key, it] as const]))),
    sloped: slopesIn(exprs),
    applicable,
    recurrences,
    positive: positivesIn(exprs),
    model: modelOf(job),
    paired: pairedIn(
      exprs,
      job.definitions.flatMap((it) => it.parameters),
    ),
    exprs,
  };
}

/** `\nabla_X f(AX + B) = A^\top \nabla_Y f`: Y names what f is taken at. */
function argumentsNamed(
  exprs: readonly Expr[],
  definitions: ReadonlyMap<string, Definition>,
  applied: ReadonlyMap<string, Expr | null>,
): ReadonlyMap<string, Expr> {
  const found = new Map<string, Expr>();
  for (const expr of exprs)
    walk(expr, (it) => {
      const [by] = it.kind === 'derivative' ? it.by : [];
      if (it.kind !== 'derivative' || it.of?.kind !== 'symbol' || by?.kind !== 'symbol') return;
      const call = applied.get(it.of.key);
      const argument = call?.kind === 'call' && call.args.length === 1 ? call.args[0] : undefined;
      if (argument === undefined || argument.kind === 'symbol' || definitions.has(it.of.key) || definitions.has(by.key))
        return;
      if (!freeNames(argument).names.has(by.key)) found.set(by.key, argument);
    });
  return found;
}

/** Letters that name functions more often than not. */
export const isFunctionLetter = ({ glyph }: SymbolExpr): boolean =>
  actsEntrywise(glyph) || glyph.face === 'upright' || /^([fghpqFGH]|\\(phi|psi|sigma|rho|ell|pi))$/.test(glyph.letter);

/** Whether a function's name stands without argument in what it seems to be applied to. */
export function isShorthand(expr: Call): boolean {
  const { fn } = expr;
  const bare = (it: Expr): boolean =>
    (it.kind === 'symbol' && fn.kind === 'symbol' && it.key === fn.key) ||
    (it.kind === 'call' ? it.args.some(bare) : children(it).some(bare));
  return expr.args.some(bare);
}

function collect(expr: Expr, into: Set<string>): void {
  walk(expr, (it) => {
    if (it.kind === 'symbol') into.add(it.key);
  });
}
