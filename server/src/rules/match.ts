/**
 * Which rules give a derivative or an identity: the left side of a rule is matched against an expression, up to the names
 * of its symbols, the order of sums and entrywise products, and the place of numbers in a product. A constant matrix of
 * the rule may stand for several factors.
 *
 * ```
 * \frac{\partial}{\partial X} \operatorname{tr}(A X)     matches ∂/∂W tr(BᵀC W) with A = BᵀC
 * ```
 */
import { type Apply, type Expr, some } from '../expr/expr.ts';
import type { Shape } from '../shape/shape.ts';
import type { Catalogue } from './catalogue.ts';
import { rulesOf } from './catalogue.ts';
import { withOperands } from '../expr/rewrite.ts';
import { type Form, type Layout, leftOf, type Rule } from './rule.ts';

export interface Match {
  readonly rule: Rule;
  readonly form: Form;
  /** What the rule's symbols stand for, by key. */
  readonly bindings: ReadonlyMap<string, Expr>;
  /** Conditions of the rule that nobody answered; a rule with one that is answered no does not match. */
  readonly open: readonly string[];
}

export interface Asked {
  readonly layout?: Layout;
  readonly shapeOf?: (expr: Expr) => Shape | undefined;
  readonly has?: (expr: Expr, condition: string) => 'yes' | 'no' | 'unknown';
}

/** Rules whose left side is this expression, those with fewer symbols (closer to it) first. */
export function matchesOf(catalogue: Catalogue, expr: Expr, asked: Asked = {}): readonly Match[] {
  const found: Match[] = [];
  const target = normal(expr);
  for (const rule of rulesOf(catalogue)) {
    const form = rule.forms.find(
      (it) => (asked.layout === undefined || it.layouts.includes(asked.layout)) && startsAlike(leftOf(it), target),
    );
    const left = form && leftOf(form);
    if (form === undefined || left === undefined) continue;
    const bindings = matched(normal(left), target, rule, asked);
    const open = bindings && openConditions(rule, bindings, asked);
    if (bindings !== undefined && open !== undefined) found.push({ rule, form, bindings, open });
  }
  return found.sort((a, b) => a.rule.symbols.length - b.rule.symbols.length);
}

const startsAlike = (left: Expr | undefined, target: Expr): boolean => left?.kind === target.kind;

/** What is still unknown; nothing when a condition does not hold. */
function openConditions(
  rule: Rule,
  bindings: ReadonlyMap<string, Expr>,
  { has }: Asked,
): readonly string[] | undefined {
  const open: string[] = [];
  for (const { key, tex, conditions } of rule.symbols) {
    const bound = bindings.get(key);
    for (const condition of conditions) {
      const answer = bound === undefined || has === undefined ? 'unknown' : has(bound, condition);
      if (answer === 'no') return undefined;
      if (answer === 'unknown') open.push(`${tex} ${condition}`);
    }
  }
  return open;
}

/** Without parentheses; products and sums in one list each. */
function normal(expr: Expr): Expr {
  const inner = withOperands(expr, normal);
  if (inner.kind !== 'apply') return inner;
  const [first] = inner.args;
  if (inner.op === 'parentheses' && first !== undefined) return first;
  if (inner.op === 'sum' && inner.args.length === 1 && first !== undefined && (inner.signs?.[0] ?? 1) === 1)
    return first;
  if (inner.op === 'dot' && inner.args.every((it) => it.kind === 'number')) return { ...inner, op: 'product' };
  if (inner.op !== 'product') return inner;
  const args = inner.args.flatMap((it) => (it.kind === 'apply' && it.op === 'product' ? it.args : [it]));
  const numbers = args.filter((it) => it.kind === 'number');
  return { ...inner, args: [...numbers, ...args.filter((it) => it.kind !== 'number')] };
}

type Bindings = ReadonlyMap<string, Expr>;

interface Matching {
  readonly shapes: ReadonlyMap<string, Shape>;
  readonly asked: Asked;
  /** The variable of the rule's derivative, which stands for one name. */
  readonly variable: string | undefined;
  work: number;
}

const WORK = 4000;

function matched(left: Expr, target: Expr, rule: Rule, asked: Asked): Bindings | undefined {
  const [by] = left.kind === 'derivative' ? left.by : [];
  const variable = by?.kind === 'symbol' ? by.key : undefined;
  const shapes = new Map(rule.symbols.map((it) => [it.key, it.shape]));
  const at: Matching = { shapes, asked, variable, work: WORK };
  for (const found of match(left, target, new Map(), at)) {
    const of = variable === undefined ? undefined : found.get(variable);
    const constant = [...found].every(([key, it]) => key === variable || of === undefined || !contains(it, of));
    if (constant) return found;
  }
  return undefined;
}

/** All ways to match, one after the other. */
function* match(pattern: Expr, expr: Expr, bindings: Bindings, at: Matching): Generator<Bindings> {
  if (--at.work < 0) return;
  if (pattern.kind === 'symbol' && at.shapes.has(pattern.key)) {
    yield* bind(pattern.key, expr, bindings, at);
    return;
  }
  if (pattern.kind === 'apply' && pattern.op === 'transpose' && !isTransposed(expr)) {
    yield* turned(pattern, expr, bindings, at);
    return;
  }
  if (pattern.kind !== expr.kind) return;
  if (pattern.kind === 'apply' && expr.kind === 'apply') {
    if (pattern.op !== expr.op || pattern.name !== expr.name) return;
    if (pattern.op === 'product') yield* factors(pattern.args, expr.args, bindings, at);
    else if (pattern.op === 'sum' || pattern.op === 'hadamard') yield* unordered(pattern, expr, bindings, at);
    else yield* inOrder(pattern.args, expr.args, bindings, at);
    return;
  }
  if (pattern.kind === 'derivative' && expr.kind === 'derivative') {
    if (pattern.order !== expr.order || pattern.of === undefined || expr.of === undefined) return;
    yield* inOrder([...pattern.by, pattern.of], [...expr.by, expr.of], bindings, at);
    return;
  }
  if (pattern.kind === 'call' && expr.kind === 'call') {
    yield* inOrder([pattern.fn, ...pattern.args], [expr.fn, ...expr.args], bindings, at);
    return;
  }
  if (textOf(pattern) === textOf(expr)) yield bindings;
}

const isTransposed = (expr: Expr): boolean => expr.kind === 'apply' && expr.op === 'transpose';

/** `A^\top` stands for any constant matrix as well: A is then its transpose. */
function* turned(pattern: Apply, expr: Expr, bindings: Bindings, at: Matching): Generator<Bindings> {
  const [inner] = pattern.args;
  if (inner?.kind !== 'symbol' || inner.key === at.variable || at.shapes.get(inner.key)?.kind !== 'matrix') return;
  const back: Expr = { kind: 'apply', op: 'transpose', args: [expr], span: expr.span };
  yield* match(inner, back, bindings, at);
}

function* bind(key: string, expr: Expr, bindings: Bindings, at: Matching): Generator<Bindings> {
  const known = bindings.get(key);
  if (known !== undefined) {
    if (textOf(known) === textOf(expr)) yield bindings;
    return;
  }
  if (key === at.variable && expr.kind !== 'symbol' && expr.kind !== 'index') return;
  const wanted = at.shapes.get(key);
  const shape = at.asked.shapeOf?.(expr) ?? (expr.kind === 'number' ? { kind: 'scalar' as const } : undefined);
  if (wanted !== undefined && wanted.kind !== 'unknown' && shape !== undefined && shape.kind !== 'unknown')
    if (wanted.kind !== shape.kind) return;
  yield new Map([...bindings, [key, expr]]);
}

function* inOrder(
  patterns: readonly Expr[],
  exprs: readonly Expr[],
  bindings: Bindings,
  at: Matching,
): Generator<Bindings> {
  if (patterns.length !== exprs.length) return;
  const [pattern, ...others] = patterns;
  const [expr, ...rest] = exprs;
  if (pattern === undefined || expr === undefined) {
    yield bindings;
    return;
  }
  for (const found of match(pattern, expr, bindings, at)) yield* inOrder(others, rest, found, at);
}

/** A constant of the rule may take several factors that stand together. */
function* factors(
  patterns: readonly Expr[],
  exprs: readonly Expr[],
  bindings: Bindings,
  at: Matching,
): Generator<Bindings> {
  const [pattern, ...others] = patterns;
  if (pattern === undefined) {
    if (exprs.length === 0) yield bindings;
    return;
  }
  const most = isConstant(pattern, at) ? exprs.length - others.length : 1;
  for (let taken = 1; taken <= most; taken++) {
    const [first] = exprs;
    if (first === undefined) return;
    const span = { start: first.span.start, end: exprs[taken - 1]!.span.end };
    const run: Expr = taken === 1 ? first : { kind: 'apply', op: 'product', args: exprs.slice(0, taken), span };
    for (const found of match(pattern, run, bindings, at)) yield* factors(others, exprs.slice(taken), found, at);
  }
}

function isConstant(pattern: Expr, at: Matching): boolean {
  const inner = pattern.kind === 'apply' && pattern.op === 'transpose' ? pattern.args[0] : pattern;
  return inner?.kind === 'symbol' && inner.key !== at.variable && at.shapes.get(inner.key)?.kind === 'matrix';
}

/** Each summand of the rule with some summand of the expression that has the same sign. */
function* unordered(pattern: Apply, expr: Apply, bindings: Bindings, at: Matching): Generator<Bindings> {
  if (pattern.args.length !== expr.args.length) return;
  const signed = (it: Apply, i: number): number => it.signs?.[i] ?? 1;
  function* place(i: number, taken: ReadonlySet<number>, known: Bindings): Generator<Bindings> {
    if (i === pattern.args.length) {
      yield known;
      return;
    }
    for (let j = 0; j < expr.args.length; j++) {
      if (taken.has(j) || signed(pattern, i) !== signed(expr, j)) continue;
      for (const found of match(pattern.args[i]!, expr.args[j]!, known, at))
        yield* place(i + 1, new Set([...taken, j]), found);
    }
  }
  yield* place(0, new Set(), bindings);
}

const contains = (expr: Expr, part: Expr): boolean => {
  const text = textOf(part);
  return some(expr, (it) => textOf(it) === text);
};

/** Equal for expressions that look alike, wherever they stand. */
const textOf = (expr: Expr): string =>
  JSON.stringify(expr, (name, value: unknown) => (name === 'span' || name === 'glyph' ? undefined : value));
