/**
 * `| function | gradient |`: the cells of a row are together a claim, where the head of the table says clearly that one
 * column has the derivatives of the other, and by what.
 */
import { perObject } from '../base/per-object.ts';
import { type Derivative, type Expr, symbolIn } from '../expr/expr.ts';
import { argumentOf, derivativeIs, type PairedClaim, valueOf } from './paired-claims.ts';
import { differentiatesByPrime } from './unfolding.ts';
import type { PartStatements } from './reading.ts';
import { type Cell, type Row, tablesIn } from './tables.ts';

/** By the formula of the cell with the derivative. */
export const tableClaimsIn = perObject((part: PartStatements): ReadonlyMap<number, PairedClaim> => {
  const found = new Map<number, PairedClaim>();
  for (const [head, ...rows] of tablesIn(part.part)) {
    const columns = head === undefined ? undefined : columnsOf(head, part);
    if (head === undefined || columns === undefined) continue;
    for (const row of rows)
      for (const it of columns.derivatives) {
        const claim = claimOf(row, head, columns.of, it, part);
        if (claim !== undefined) found.set(claim.at, claim);
      }
  }
  return found;
});

interface Column {
  readonly column: number;
  readonly order: number;
  /** The key of the variable; undefined where each row tells it. */
  readonly by: string | undefined;
}

interface Columns {
  readonly of: number;
  readonly derivatives: readonly Column[];
}

const DERIVATIVE = /\b(gradient|derivative|differential quotient)\b/i;
const HESSIAN = /\b(hessian|second derivative)\b/i;
/** More than one kind of derivative, or what is no plain one. */
const OTHER = /\b(partial derivatives|directional|properties|rule|description|notes?|range)\b/i;
/** Heads of columns whose words restrict nothing. */
const NAMES = /^(#|no\.?|name|activation|range|domain)\b/i;
const FUNCTION = /\b(function|expression|formula|scalar)\b|^[fyL]\b/i;

function columnsOf(head: Row, part: PartStatements): Columns | undefined {
  const derivatives = head.flatMap((cell): readonly (Omit<Column, 'by'> & { readonly own: string | undefined })[] => {
    const { column, words } = cell;
    const written = exprIn(cell, part);
    if (written?.kind === 'derivative' && written.order <= 2)
      return [{ column, order: written.order, own: variableOf(written) }];
    if (written !== undefined && differentiatesByPrime(written))
      return [{ column, order: 1, own: argumentOf(written) }];
    const order = HESSIAN.test(words) ? 2 : DERIVATIVE.test(words) ? 1 : 0;
    return order === 0 || OTHER.test(words) ? [] : [{ column, order, own: namedIn(cell, part) }];
  });
  const others = head.filter((it) => derivatives.every(({ column }) => column !== it.column));
  const of = others.filter((it) => FUNCTION.test(it.words) || isValue(exprIn(it, part)));
  const [only] = of;
  if (derivatives.length === 0 || only === undefined || of.length > 1) return undefined;
  const written = exprIn(only, part);
  const shared = (written && argumentOf(written)) ?? argumentInWords(only, part);
  return {
    of: only.column,
    derivatives: derivatives.map(({ column, order, own }) => ({ column, order, by: own ?? shared })),
  };
}

/** `f`, `f(x)`, `y` */
const isValue = (expr: Expr | undefined): boolean => expr?.kind === 'symbol' || expr?.kind === 'call';

/** The expression of a cell that has one formula and nothing but that. */
function exprIn(cell: Cell | undefined, { statements }: PartStatements): Expr | undefined {
  const [formula, more] = cell?.formulas ?? [];
  if (formula === undefined || more !== undefined) return undefined;
  const [only, second] = statements[formula] ?? [];
  return second === undefined && only?.words === '' ? only.expr : undefined;
}

function variableOf({ of, by }: Derivative): string | undefined {
  const [only, ...more] = by;
  if (only === undefined) return of && argumentOf(of);
  return only.kind === 'symbol' && more.every((it) => it.kind === 'symbol' && it.key === only.key)
    ? only.key
    : undefined;
}

/** `∇_x f`, `df/dx`, `w.r.t. $x$`, `by $x$` */
function namedIn(cell: Cell, part: PartStatements): string | undefined {
  const told = /∇_?\{?([a-zA-Z])\b|[∂d]\w?\/[∂d]([a-zA-Z])\b|\b(?:w\.?r\.?t\.?|by|with respect to)\s+([a-zA-Z])\b/.exec(
    cell.words,
  );
  if (told !== null) return told[1] ?? told[2] ?? told[3];
  const by = /\b(?:w\.?r\.?t\.?|by|with respect to|in)\s+⟦(\d+)⟧/.exec(cell.words)?.[1];
  const [only] = by === undefined ? [] : (part.statements[Number(by)] ?? []);
  if (only?.expr.kind === 'symbol') return only.expr.key;
  // “Gradient $\nabla_x f$”
  const exprs = cell.formulas.flatMap((it) => part.statements[it] ?? []).map((it) => it.expr);
  const derivative = exprs.find((it) => it.kind === 'derivative');
  return derivative && variableOf(derivative);
}

/** “Function f(⟦x⟧)”, “f(x)” */
function argumentInWords({ words, formulas }: Cell, part: PartStatements): string | undefined {
  const plain = /\b[a-zA-Z]\(([a-zA-Z])\)/.exec(words)?.[1];
  if (plain !== undefined) return plain;
  const [first] = (formulas[0] === undefined ? undefined : part.statements[formulas[0]]) ?? [];
  if (first === undefined) return undefined;
  return /\b[a-zA-Z]\(⟦\d+⟧\)/.test(words) && first.expr.kind === 'symbol' ? first.expr.key : argumentOf(first.expr);
}

function claimOf(
  row: Row,
  head: Row,
  of: number,
  { column, order, by }: Column,
  part: PartStatements,
): (PairedClaim & { readonly at: number }) | undefined {
  const [source, target] = [of, column].map((at) => row.find((it) => it.column === at));
  const right = exprIn(target, part);
  const [beside] = source?.formulas ?? [];
  const [at] = target?.formulas ?? [];
  const [first, second] = beside === undefined ? [] : (part.statements[beside] ?? []);
  if (right === undefined || first === undefined || second !== undefined || beside === undefined || at === undefined)
    return undefined;
  if (!/^⟦\d+⟧[.,;]?$/.test(target?.words ?? '') || !/^⟦\d+⟧/.test(source?.words ?? '')) return undefined;
  // `f(x) = x^\top x` gives the value and the variable.
  const told = valueOf(first.expr);
  const key = by ?? argumentOf(told?.named);
  const variable = told === undefined || key === undefined ? undefined : symbolIn(told.value, key);
  if (told === undefined || variable === undefined) return undefined;
  const relation = derivativeIs(right, told.value, { by: [variable], order, notation: 'nabla' });
  const restricts = (cell: Cell): boolean =>
    /[^\s.,;]/.test(cell.words.replaceAll(/⟦\d+⟧/g, '')) &&
    (cell === source || !NAMES.test(head.find((it) => it.column === cell.column)?.words ?? ''));
  return relation && { at, beside, bare: !row.some(restricts), relation, why: 'table' };
}
