/** What an expression of a note is worth: names mean what the note says of them, and definitions are followed. */
import { type Elaborated, elaborate, type Meanings } from '../algebra/elaborate.ts';
import { dimText } from '../algebra/print.ts';
import type { Value } from '../algebra/value.ts';
import type { Derivative, Expr } from '../expr/expr.ts';
import { subjectOf } from '../shape/declare.ts';
import type { Ground } from './ground.ts';
import type { PosedFormula } from './posed-formula.ts';

export const words = ({ span }: Expr, { text }: PosedFormula): string => text.slice(span.start, span.end).trim();

/** Without brackets and transposes. */
export const bare = (it: Expr): Expr =>
  it.kind === 'apply' && (it.op === 'transpose' || it.op === 'parentheses') && it.args[0] !== undefined
    ? bare(it.args[0])
    : it;

/** The key of a name, of a member of a family or of the function that is called; the empty text for all else. */
export const keyOf = (it: Expr): string => subjectOf(it)?.key ?? '';

/** The name whose definition an expression stands for. Which member `x_i` is, nothing tells. */
function nameOf(it: Expr): string {
  const key = keyOf(it);
  return key.endsWith('[]') ? '' : key;
}

/** What is known besides the note. */
export interface More extends Pick<Meanings, 'known' | 'functionsOfMatrices'> {
  /** Derivatives that stand for a value of their own. */
  readonly derivatives?: (it: Derivative) => Value | undefined;
}

/** @param closed names that stand for themselves: the variable, and what is being unfolded */
export function valueOf(
  expr: Expr,
  formula: PosedFormula,
  ground: Ground,
  closed: ReadonlySet<string>,
  more: More = {},
): Elaborated {
  const faults: string[] = [];
  const readings: string[] = [];
  const meant = (it: Expr): Value | undefined => {
    if (it.kind === 'derivative') return more.derivatives?.(it);
    const name = nameOf(it);
    const definition = ground.definitions.find(({ key }) => key === name);
    if (definition === undefined || closed.has(definition.key)) return undefined;
    const own = new Set([...closed, definition.key]);
    // Only at its own parameters is a function what its definition says word for word.
    const given =
      it.kind === 'call' && !takes(it.args, definition.parameters)
        ? argumentsOf(it, { ...definition, left: definition.seen.definition.left })
        : undefined;
    if (given === 'unfit') {
      faults.push(`${words(it, formula)} is not of the kind that its function is defined for`);
      return undefined;
    }
    const inside = given === undefined ? own : new Set([...own, ...given.keys()]);
    const known = given === undefined ? more.known : new Map([...(more.known ?? []), ...given]);
    const inner = valueOf(definition.body, definition.of, ground, inside, { ...more, ...(known && { known }) });
    // Without its value the name would stand for anything.
    faults.push(...inner.faults);
    readings.push(...inner.readings);
    return inner.value;
  };
  /** What the parameters of a function are at its arguments, where those are of the same kind and size. */
  const argumentsOf = (
    { args }: Extract<Expr, { kind: 'call' }>,
    { left, parameters, of }: Definition,
  ): ReadonlyMap<string, Value> | 'unfit' => {
    const items = args.flatMap((it) => (it.kind === 'tuple' ? it.items : [it]));
    const names = left.kind === 'call' ? left.args.flatMap((it) => (it.kind === 'tuple' ? it.items : [it])) : [];
    const isByPower = names.some((it) => it.kind === 'apply');
    if (items.length !== parameters.length || names.length !== parameters.length || isByPower) return 'unfit';
    const found = new Map<string, Value>();
    for (const [i, key] of parameters.entries()) {
      const value = valueOf(items[i]!, formula, ground, closed, more).value;
      const own = valueOf(names[i]!, of, ground, new Set([key])).value;
      if (value === undefined || own === undefined || !isLike(value, own)) return 'unfit';
      found.set(key, value);
    }
    return found;
  };
  const found = elaborate(expr, {
    text: formula.text,
    shape: formula.shape,
    shapeOfName: formula.shapeOfName,
    conditions: ground.conditions,
    isDeclared: (key) => formula.declared(key) || ground.formula.declared(key),
    given: new Map(),
    meant,
    ...(more.known && { known: more.known }),
    ...(more.functionsOfMatrices !== undefined && { functionsOfMatrices: more.functionsOfMatrices }),
  });
  faults.push(...found.faults);
  return {
    faults,
    readings: [...readings, ...found.readings],
    ...(found.value && faults.length === 0 && { value: found.value }),
  };
}

type Definition = Pick<Ground['definitions'][number], 'parameters' | 'of'> & { readonly left: Expr };

const isLike = (a: Value, b: Value): boolean =>
  a.kind === b.kind && a.p.free.every((it, i) => dimText(it.dim) === dimText(b.p.free[i]!.dim));

const takes = (args: readonly Expr[], parameters: readonly string[]): boolean => {
  const names = args.flatMap((it) => (it.kind === 'tuple' ? it.items : [it]));
  return names.length === parameters.length && names.every((it, i) => it.kind === 'symbol' && it.key === parameters[i]);
};
