/**
 * Writing that says nothing about a layout, whoever writes it: a chain rule that multiplies in the order of the page, a
 * step of gradient descent, a gradient beside a direction.
 */
import { type Derivative, type Expr, unbracketed, walk } from '../expr/expr.ts';
import { plainText } from '../expr/plain.ts';

export function isSchematic(expr: Expr): boolean {
  let found = false;
  walk(expr, (it) => {
    if (it.kind !== 'apply') return;
    if (it.op === 'product' || it.op === 'dot') found ||= chainOf(it).length > 0 || isDirectional(it.args);
    if (it.op === 'sum') found ||= isStep(it.args);
  });
  return found || isUpdate(expr);
}

/** Two derivatives side by side of which the first is by what the second is of (`f-by-x`), or the other way round. */
export interface Link {
  readonly order: 'f-by-x' | 'x-by-f';
  /** What they share. */
  readonly by: Expr;
}

/** The links of a product of derivatives, in the order of the page. */
export function chainOf(expr: Expr): readonly Link[] {
  if (expr.kind !== 'apply' || (expr.op !== 'product' && expr.op !== 'dot')) return [];
  const factors = expr.args
    .flatMap((it) => (it.kind === 'apply' && it.op === 'product' ? it.args : [it]))
    .map(unbracketed);
  return factors.flatMap((left, i): Link[] => {
    const right = factors[i + 1];
    if (left.kind !== 'derivative' || right?.kind !== 'derivative') return [];
    if (isSame(left.by[0], right.of)) return [{ order: 'f-by-x', by: left.by[0]! }];
    return isSame(left.of, right.by[0]) ? [{ order: 'x-by-f', by: right.by[0]! }] : [];
  });
}

const isSame = (a: Expr | undefined, b: Expr | undefined): boolean =>
  a !== undefined && b !== undefined && plainText(valueOf(a), 200) === plainText(valueOf(b), 200);

/** `z(x)` is z. */
const valueOf = (expr: Expr): Expr => (expr.kind === 'call' ? expr.fn : expr);

/** `\nabla f(x) d` without a transpose: an inner product, to many. */
function isDirectional(args: readonly Expr[]): boolean {
  return args.some((it, i) => {
    const next = args[i + 1];
    if (next === undefined || unbracketed(it).kind !== 'derivative') return false;
    return isPlain(unbracketed(next));
  });
}

const isPlain = (expr: Expr): boolean =>
  expr.kind === 'symbol' || expr.kind === 'index' || (expr.kind === 'apply' && expr.op === 'sum');

/** `x - \eta \nabla f(x)`: programs do so in every layout. */
function isStep(args: readonly Expr[]): boolean {
  const names = args.flatMap((it) => nameIn(unbracketed(it)) ?? []);
  return args.some((it) => derivativesIn(it).some((d) => mentions(d, names)));
}

/** `x_{t+1} = x_t - …`. */
function isUpdate(expr: Expr): boolean {
  if (expr.kind !== 'relation') return false;
  const [left, right] = expr.sides;
  const name = left === undefined ? undefined : nameIn(unbracketed(left));
  if (name === undefined || right?.kind !== 'apply' || right.op !== 'sum') return false;
  return right.args.some((it) => factorsOf(unbracketed(it)).some((factor) => nameIn(unbracketed(factor)) === name));
}

const factorsOf = (expr: Expr): readonly Expr[] =>
  expr.kind === 'apply' && expr.op === 'product' ? expr.args : [expr];

const mentions = (derivative: Derivative, names: readonly string[]): boolean => {
  let found = false;
  for (const part of [derivative.of, ...derivative.by])
    if (part !== undefined)
      walk(part, (it) => {
        const name = nameIn(it);
        if (name !== undefined && names.includes(name)) found = true;
      });
  return found;
};

/** The letter of a name, whatever its indices and labels. */
function nameIn(expr: Expr): string | undefined {
  if (expr.kind === 'index') return nameIn(expr.base);
  return expr.kind === 'symbol' ? `${expr.glyph.face} ${expr.glyph.letter}` : undefined;
}

function derivativesIn(expr: Expr): readonly Derivative[] {
  const found: Derivative[] = [];
  walk(expr, (it) => {
    if (it.kind === 'derivative') found.push(it);
  });
  return found;
}
