/**
 * Members that a sentence calls the rows or columns of a matrix: “$X$ with rows $x_i^\top$”, “$a_j$ is the $j$-th column of
 * $A$”, “whose columns are $u_1, \ldots, u_k$”.
 */
import { perObject } from '../base/per-object.ts';
import type { Expr, Index, SymbolExpr } from '../expr/expr.ts';
import { plain } from '../expr/glyph.ts';
import type { Statement } from '../expr/statement.ts';
import { familyKey } from '../shape/declare.ts';
import { lineOf, lower } from './line.ts';
import type { PartStatements } from './reading.ts';

export interface SaidMember {
  /** The formula that names the members. */
  readonly formula: number;
  readonly key: string;
  readonly left: Expr;
  readonly right: Expr;
  readonly parameters: readonly string[];
}

const F = '⟦(\\d+)⟧';
const TH = '(?:(?:the |a )?(?:⟦\\d+⟧ ?-? ?(?:th|st|nd)?|[a-z] ?-? ?th|row|column|corresponding|respective)[ -])?';
const OF = '(?:vectors? )?(?:of|in) (?:the |a |our )?(?:(?:[a-z-]+ ){0,2}?(?:matrix )?)';
const FORMS: readonly { readonly regex: RegExp; readonly matrix: number; readonly way: number; readonly name: number }[] = [
  // “X with rows x_i”, “X, whose columns are a_1, …, a_n”
  { regex: new RegExp(`${F}(?:,| and)?(?: be| is)?(?: an?| the)?(?: [a-z-]+){0,3},? (?:with|whose|having|has|have)(?: [a-z]+)? (rows|columns)(?: are| being| given by| denoted(?: by)?)?(?: the)?(?: [a-z]+)? ${F}`, 'g'), matrix: 1, way: 2, name: 3 },
  // “the rows of X are x_i”
  { regex: new RegExp(`(rows|columns) of ${F} (?:are|be|by|as)(?: denoted(?: by)?)?(?: the)?(?: [a-z]+)? ${F}`, 'g'), matrix: 2, way: 1, name: 3 },
  // “x_i is the i-th row of X”
  { regex: new RegExp(`${F},? (?:is|are|be|being|denotes?|denoting|as|for) ${TH}(rows?|columns?) ${OF}${F}`, 'g'), matrix: 3, way: 2, name: 1 },
  // “x_i: the data (the i-th row of X)”, “x_i (the i-th row of X)”
  { regex: new RegExp(`${F} ?(?::[^.:;()]{0,40}\\(|:|\\() ?${TH}(rows?|columns?) ${OF}${F}`, 'g'), matrix: 3, way: 2, name: 1 },
  // “the i-th row x_i of X”
  { regex: new RegExp(`(row|column) ${F} ${OF}${F}`, 'g'), matrix: 3, way: 1, name: 2 },
]; // prettier-ignore

export const membersSaid = perObject(({ part, statements }: PartStatements): readonly SaidMember[] =>
  part.blocks.flatMap(({ pieces }) => {
    const line = lineOf(pieces, lower);
    if (!/\b(rows?|columns?)\b/.test(line)) return [];
    return FORMS.flatMap(({ regex, matrix, way, name }) =>
      [...line.matchAll(regex)].flatMap((match): readonly SaidMember[] => {
        const formula = Number(match[name]);
        const whole = matrixIn(statements[Number(match[matrix])] ?? []);
        const said = whole && memberOf(statements[formula] ?? [], whole, match[way]!.startsWith('row'));
        return said === undefined ? [] : [{ formula, ...said }];
      }),
    );
  }),
);

/** `X`, `X \in \mathbb R^{n \times d}`. */
function matrixIn([statement]: readonly Statement[]): SymbolExpr | undefined {
  const expr = statement?.expr;
  const name =
    expr?.kind === 'relation' ? (/^(\\in|∈)$/.test(expr.signs[0]?.text ?? '') ? expr.sides[0] : undefined) : expr;
  return name?.kind === 'symbol' ? name : undefined;
}

/** `x_i^\top`, `a_j \in \mathbb R^m`, `u_1, \ldots, u_k`, each as a column. */
function memberOf(
  [statement]: readonly Statement[],
  whole: SymbolExpr,
  isRow: boolean,
): Omit<SaidMember, 'formula'> | undefined {
  const expr = statement?.expr;
  const side = expr?.kind === 'relation' ? expr.sides[0] : expr;
  const first = side?.kind === 'tuple' && side.open === '' ? side.items[0] : side;
  const isTurned = first?.kind === 'apply' && first.op === 'transpose';
  const member = isTurned ? first.args[0] : first;
  // A column that is written turned would be a row: who knows which is meant.
  if (member?.kind !== 'index' || member.base.kind !== 'symbol' || (isTurned && !isRow)) return undefined;
  const [item, more] = member.items;
  if (item?.kind !== 'at' || more !== undefined || member.base.key === whole.key) return undefined;
  const place: SymbolExpr | undefined =
    item.expr.kind === 'symbol'
      ? item.expr
      : item.expr.kind === 'number'
        ? { kind: 'symbol', key: 'i', glyph: plain('i'), span: item.expr.span }
        : undefined;
  if (place === undefined) return undefined;
  const { span } = member;
  const at = { kind: 'at' as const, expr: place };
  // A slice has one axis, whichever it is taken along: a column.
  const right: Index = {
    kind: 'index',
    base: whole,
    items: isRow ? [at, { kind: 'all', listed: true }] : [{ kind: 'all' }, at],
    upper: false,
    span,
  };
  return {
    key: familyKey(member.base.key),
    left: { ...member, items: [at] },
    right,
    parameters: [place.key],
  };
}
