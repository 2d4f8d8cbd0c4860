/** The kinds that the product gives to labelled statements. */
import type { Expr } from '../../server/src/expr/expr.ts';
import type { FormulaFacts, StatementFact } from '../../server/src/analysis/facts.ts';
import { formulasOf, type Measured } from './measure.ts';

export interface KindLabel {
  readonly kind: string;
  readonly also?: readonly string[];
}

/** The statement of a note that begins with, or contains, a piece of a formula. */
export function statementAt(
  note: Measured,
  line: number,
  formula: string | undefined,
  tex: string,
): { readonly value: FormulaFacts; readonly statement: StatementFact } | undefined {
  const all = formulasOf(note);
  // A formula that is nothing else comes before one that begins so.
  const whole = all.filter((it) => it.line === line && it.formula.text.trim() === tex.trim());
  for (const it of [...whole, ...all]) {
    if (
      formula !== undefined &&
      (Math.abs(it.line - line) > 1 || !it.formula.text.trim().startsWith(formula.trim().replace(/\\+$/, '')))
    )
      continue;
    if (formula === undefined && !(it.line <= line && line <= it.line + it.formula.text.split('\n').length)) continue;
    const at = it.formula.text.indexOf(tex);
    if (at < 0) continue;
    const begin = at + (/^\s*/.exec(tex)?.[0].length ?? 0);
    const { statements } = it.value;
    const inside = statements.find((one) => one.span.start <= begin && begin < one.span.end);
    const next = statements.find((one) => one.span.start >= begin);
    const statement = inside ?? next;
    if (statement !== undefined) return { value: it.value, statement };
  }
  return undefined;
}

/**
 * The shapes of the outermost two sides of a statement, as labels write them: of a row, the left side of what it
 * continues, perhaps in a display before; a membership at the end of a chain is no side of it.
 */
export function sidesOf(
  note: Measured,
  { value, statement }: { readonly value: FormulaFacts; readonly statement: StatementFact },
): { readonly left: string; readonly right: string } {
  const at = value.statements.indexOf(statement);
  const expr = relationIn(value.expressions[at]);
  if (expr?.kind === 'tuple' && expr.open === ':') return { left: 'function', right: 'set' };
  if (expr?.kind !== 'relation') return { left: shapeOf(expr, value), right: 'unknown' };
  const membership = expr.signs.findIndex((it) => it.text === '\\in');
  if (membership === 0) return { left: shapeOf(expr.sides[0], value), right: 'set' };
  const end = membership < 0 ? expr.sides.length - 1 : membership;
  const right = expr.sides[end];
  const left = expr.sides[0] === undefined ? headOf(note, value, at) : shapeOf(expr.sides[0], value);
  // A literal zero has the shape of the other side.
  return { left, right: right?.kind === 'number' && right.value === 0 ? left : shapeOf(right, value) };
}

/** `\\because f : …` says what stands behind the sign. */
const relationIn = (expr: Expr | undefined): Expr | undefined =>
  expr?.kind === 'relation' && expr.sides[0] === undefined && (expr.signs[0]?.text ?? '').includes('because')
    ? expr.sides[1]
    : expr;

/** The left side of the first row above that has one, in this formula or in those before it. */
function headOf(note: Measured, value: FormulaFacts, at: number): string {
  const all = formulasOf(note).map((it) => it.value);
  for (
    let i = all.indexOf(value), j = at - 1;
    i >= 0 && i > all.indexOf(value) - 12;
    i--, j = (all[i]?.expressions.length ?? 0) - 1
  ) {
    for (; j >= 0; j--) {
      const expr = all[i]?.expressions[j];
      if (expr?.kind === 'relation' && expr.sides[0] !== undefined) return shapeOf(expr.sides[0], all[i]!);
    }
  }
  return 'unknown';
}

function shapeOf(expr: Expr | undefined, value: FormulaFacts): string {
  if (expr === undefined) return 'unknown';
  // Of a list of names, each has it.
  if (expr.kind === 'tuple' && expr.open === '' && expr.items.every((it) => it.kind === 'symbol'))
    return shapeOf(expr.items[0], value);
  const found = value.shapes.find((it) => it.span.start === expr.span.start && it.span.end === expr.span.end);
  if (found !== undefined) return found.shape.replace(/^tensor.*/, 'tensor');
  return expr.kind === 'apply' && expr.op === 'parentheses' ? shapeOf(expr.args[0], value) : 'unknown';
}
