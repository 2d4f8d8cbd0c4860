/** The derivatives of an expression of a note by each of its names, as equations, each tried in the place of its formula. */
import { contains } from '../base/span.ts';
import { type Expr, walk } from '../expr/expr.ts';
import { plainText } from '../expr/plain.ts';
import type { Facts } from './facts.ts';
import { type Offer, offersAt } from './offers.ts';
import type { Settings } from './settings.ts';
import { withFormula } from './with-formula.ts';

export interface DerivativeOf {
  /** The name, in plain text. */
  readonly by: string;
  /** The result, in plain text. */
  readonly plain: string;
  /** The equation. */
  readonly tex: string;
  readonly claims: Offer['claims'];
}

/** More are not worked out. */
const MOST = 6;

export function derivativesOf(
  facts: Facts,
  settings: Settings,
  { part, formula, offset }: { readonly part: number; readonly formula: number; readonly offset: number },
): readonly DerivativeOf[] {
  const known = facts.parts[part]?.formulas[formula];
  const expr = known?.expressions.find((it) => contains(it.span, offset));
  const side = expr?.kind === 'relation' ? expr.sides.find((it) => it && contains(it.span, offset)) : expr;
  if (known === undefined || side === undefined || !isFunction(side)) return [];
  const text = known.tree.text.slice(side.span.start, side.span.end).trim();
  const whole = side.kind === 'apply' && side.op === 'sum' ? `\\left(${text}\\right)` : text;
  const names = new Map<string, Expr>();
  walk(side, (it) => {
    if (it.kind === 'symbol' && !names.has(it.key)) names.set(it.key, it);
  });
  return [...names.values()].slice(0, MOST).flatMap((name): readonly DerivativeOf[] => {
    const by = known.tree.text.slice(name.span.start, name.span.end).trim();
    const left = `\\frac{\\partial}{\\partial ${by}} ${whole} =`;
    const after = withFormula(facts, settings, { part, formula }, left);
    const made = after.parts[part]?.formulas[formula]?.expressions[0];
    const derivative = made?.kind === 'relation' ? made.sides[0] : undefined;
    if (derivative?.kind !== 'derivative') return [];
    const slot = { part, formula, statement: 0, derivative, start: left.length, end: left.length };
    const offered = offersAt(after, settings, slot);
    const first = 'missing' in offered ? undefined : offered.offers[0];
    return first === undefined
      ? []
      : [{ by: plainText(name), plain: first.plain, tex: `${left} ${first.tex}`, claims: first.claims }];
  });
}

/** Names, numbers and what is a derivative already are not differentiated. */
const isFunction = (it: Expr): boolean => it.kind === 'apply' || it.kind === 'call' || it.kind === 'reduce';
