/** How a note spells what may be spelled in several ways, so that what is offered looks like the rest of it. */
import type { Style } from '../algebra/print.ts';
import { type Apply, type Expr, walk } from '../expr/expr.ts';
import { readStyle } from './derive-style.ts';
import type { Facts } from './facts.ts';

/** @param near the formula that is being written: its own spelling counts most, then that of its part */
export function spellingOf(facts: Facts, part: number, formula: number, declares: (key: string) => boolean): Style {
  const own = facts.parts[part]?.formulas ?? [];
  const others = facts.parts.flatMap((it, index) => (index === part ? [] : it.formulas));
  const ordered = [...own.slice(formula, formula + 1), ...own.toSpliced(formula, 1), ...others];
  const text = ordered.map((it) => it.tree.text).join('\n');
  const style = readStyle(text, [], declares);
  const transpose = firstIn(ordered, 'transpose', ({ args }, words) => {
    const [arg] = args;
    const mark = arg && /^\s*(?:\^\s*(?:\{\s*(.+?)\s*\}|(\S+))|('))$/.exec(words.slice(arg.span.end));
    return mark?.[1] ?? mark?.[2] ?? mark?.[3];
  });
  const trace = firstIn(ordered, 'trace', ({ args, span }, words) => {
    const [arg] = args;
    const name = arg && /^\\\w+\s*(?:\{\s*\w+\s*\})?/.exec(words.slice(span.start, arg.span.start))?.[0];
    return name?.trim();
  });
  return { ...style, ...(transpose !== undefined && { transpose }), ...(trace !== undefined && { trace }) };
}

/** How the first operator of a kind is written; `words` is the formula up to the operator's end. */
function firstIn(
  formulas: Facts['parts'][number]['formulas'],
  op: Apply['op'],
  read: (it: Apply, words: string) => string | undefined,
): string | undefined {
  for (const { expressions, tree } of formulas) {
    let found: string | undefined;
    const visit = (it: Expr): void => {
      if (found === undefined && it.kind === 'apply' && it.op === op) found = read(it, tree.text.slice(0, it.span.end));
    };
    for (const expr of expressions) if (found === undefined) walk(expr, visit);
    if (found !== undefined) return found;
  }
  return undefined;
}
