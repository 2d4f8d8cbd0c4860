/** What a rule looks like once its names do not count, nor whether it is written transposed. */
import { children, type Expr } from '../../server/src/expr/expr.ts';
import { constantOf } from '../../server/src/shape/constants.ts';
import { nameOf } from '../../server/src/shape/declare.ts';
import type { Form } from '../../server/src/rules/rule.ts';

/** Equal for formulas that differ in names, in transposes, or in the direction of their products. */
export function lookOf({ claim }: Pick<Form, 'claim'>): string {
  const [straight, turned] = [look(claim, false, new Map()), look(claim, true, new Map())];
  return straight < turned ? straight : turned;
}

function look(expr: Expr, turned: boolean, names: Map<string, number>): string {
  const numbered = (key: string): string => {
    const known = names.get(key) ?? names.size;
    names.set(key, known);
    return String(known);
  };
  if (expr.kind === 'symbol') return numbered(expr.key);
  // Whether the M of a column of ones is a size, only the declarations of a rule tell.
  if (expr.kind === 'index' && expr.base.kind === 'symbol' && constantOf(expr.base) !== undefined)
    return numbered(nameOf(expr) ?? expr.base.key);
  if (expr.kind === 'number') return `#${String(expr.value)}`;
  const inside = children(expr);
  const only = expr.kind === 'apply' && (expr.op === 'transpose' || expr.op === 'parentheses');
  if (only) return look(inside[0]!, turned, names);
  const reversed = turned && expr.kind === 'apply' && (expr.op === 'product' || expr.op === 'dot');
  const parts = (reversed ? inside.toReversed() : inside).map((it) => look(it, turned, names));
  if (expr.kind !== 'apply') return `${expr.kind}(${parts.join()})`;
  // The inverse of a transpose is written in several ways.
  const op = expr.op === 'inverse-transpose' ? 'inverse' : expr.op;
  return `${op}${expr.name ?? ''}${expr.signs?.join('') ?? ''}(${parts.join()})`;
}
