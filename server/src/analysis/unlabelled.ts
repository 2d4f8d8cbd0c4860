/** `f_c(x) = c + x \to df/dx = 1`: behind the arrow, the function of this line goes without its label. */
import type { Expr } from '../expr/expr.ts';
import { keyOf } from '../expr/glyph.ts';
import { IMPLIES, type Statement } from '../expr/statement.ts';
import { type Definition, relationOf } from './definitions.ts';
import { derivativesIn } from './unfolding.ts';

/** The definition before the arrow under the name that the derivative behind it uses. */
export function withoutLabel(statement: Statement, definition: Definition | undefined): Definition | undefined {
  const { left } = definition ?? {};
  if (definition === undefined || left?.kind !== 'call') return undefined;
  const key = bareKey(left.fn);
  const { sides = [], signs = [] } = relationOf(statement.expr) ?? {};
  const arrow = signs.findIndex(({ text }) => IMPLIES.test(text));
  if (key === undefined || arrow < 0) return undefined;
  const derived = sides.slice(arrow + 1).flatMap((it) => (it === undefined ? [] : derivativesIn(it)));
  if (!derived.some(({ of }) => of?.kind === 'symbol' && of.key === key)) return undefined;
  return { ...definition, key, parameters: definition.parameters.slice(0, left.args.length) };
}

/** f of `f_c` and of `f_i`. */
function bareKey(fn: Expr): string | undefined {
  if (fn.kind === 'index') return fn.base.kind === 'symbol' && !fn.upper ? fn.base.key : undefined;
  if (fn.kind !== 'symbol') return undefined;
  const key = keyOf({ ...fn.glyph, label: '', primes: 0 });
  return key === fn.key ? undefined : key;
}
