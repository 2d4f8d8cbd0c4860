/** The derivation of a derivative that stands in a note: what it comes to, the steps, and both as aligned rows. */
import { printForm } from '../algebra/print.ts';
import { contains } from '../base/span.ts';
import type { Step } from '../diff/steps.ts';
import { type Derivative, type Expr, walk } from '../expr/expr.ts';
import type { Spot } from './chain-here.ts';
import { type DerivedHere, deriveHere } from './derive-here.ts';
import type { Facts } from './facts.ts';
import type { NoteClaim } from './jobs.ts';
import type { Settings } from './settings.ts';
import { claimsWith } from './with-formula.ts';

export interface Derivation extends Spot {
  readonly derivative: Derivative;
  readonly derived: DerivedHere;
  /** What the derivative comes to. */
  readonly tex: string;
  readonly steps: readonly Step[];
}

/** That of the smallest derivative around an offset of a formula's text. */
export function derivationAt(facts: Facts, part: number, formula: number, offset: number): Derivation | undefined {
  let found: { readonly derivative: Derivative; readonly statement: number } | undefined;
  facts.parts[part]?.formulas[formula]?.expressions.forEach((expr, statement) => {
    walk(expr, (it) => {
      if (it.kind === 'derivative' && it.of !== undefined && contains(it.span, offset))
        found = { derivative: it, statement };
    });
  });
  if (found === undefined) return undefined;
  const { derivative, statement } = found;
  const derived = deriveHere(facts, { part, formula, statement }, derivative);
  if ('missing' in derived || derived.laid.where.length > 0) return undefined;
  const [form] = derived.laid.forms;
  if (form === undefined) return undefined;
  return {
    part,
    formula,
    statement,
    derivative,
    derived,
    tex: printForm(form, derived.style),
    steps: derived.laid.steps().map((it) => ({ ...it, latex: inBrackets(it.latex) })),
  };
}

export interface WrittenOut {
  /** Aligned rows, without the dollars around. */
  readonly tex: string;
  /** What it claims, for the verifier. */
  readonly claims: readonly NoteClaim[];
}

/**
 * A derivative as two rows or more: the differential, with the numbers of the rules that give it, and what follows.
 * Tried in the place of its formula: it is not told where it cannot be read or would draw a finding.
 */
export function writtenOut(facts: Facts, settings: Settings, it: Derivation): WrittenOut | undefined {
  const { part, formula, derivative, tex, steps, derived } = it;
  const text = facts.parts[part]?.formulas[formula]?.tree.text;
  const last = steps[steps.length - 1]?.latex;
  const right = last === undefined ? undefined : /^\\mathrm\{d\}f = ([^]*)$/.exec(last)?.[1];
  if (text === undefined || derivative.of === undefined || right === undefined || derived.chain !== undefined)
    return undefined;
  const left = text.slice(derivative.span.start, derivative.span.end).trim();
  const numbers = [...new Set(steps.flatMap(({ rule }) => rule ?? []))];
  const cited = numbers.length === 0 ? '' : ` && \\text{(${numbers.join(', ')})}`;
  const rows = [`  ${differentialOf(derivative.of, text)} &= ${right}${cited} \\\\`, `  ${left} &= ${tex}`];
  const made = `\\begin{aligned}\n${rows.join('\n')}\n\\end{aligned}`;
  const claims = claimsWith(facts, settings, it, made);
  return claims && { tex: made, claims };
}

/** `(\mathrm{d}X) B`: what follows is no part of what changes. */
export const inBrackets = (tex: string): string =>
  tex.replaceAll(
    /\\mathrm\{d\}(\\[A-Za-z]+\{[^{}]*\}|\\[A-Za-z]+|\w)((?:_(?:\{[^{}]*\}|\w))?)(?=\^| [^=+\-&)\]}])/g,
    '(\\mathrm{d}$1$2)',
  );

function differentialOf(of: Expr, text: string): string {
  const words = text.slice(of.span.start, of.span.end).trim();
  const isLoose = of.kind === 'apply' && (of.op === 'sum' || of.op === 'product');
  return isLoose ? `\\mathrm{d}\\left(${words}\\right)` : `\\mathrm{d}${/^[A-Za-z]/.test(words) ? ` ${words}` : words}`;
}
