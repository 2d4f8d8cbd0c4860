/** The layout of a note in words, for hovers, reports and the status of an editor. */
import type { Facts, LayoutFact } from '../analysis/facts.ts';
import { axisAt } from '../analysis/layout-derivative.ts';
import { axisLine, layoutLine } from '../analysis/layout-wording.ts';
import type { Whereabouts } from './lines.ts';
import type { FormulaAt } from './places.ts';

/** “gradients as columns (seen in 4 formulas)”, “(stated line 1)”; undefined where nothing is known. */
export function layoutInWords({ layout }: Facts, where: Whereabouts): string | undefined {
  return layoutLine(layout.axes, (axis) => basis(layout, axis, where));
}

type Axis = keyof LayoutFact['axes'];

/**
 * How a derivative stands, and how that is known: “gradients as columns (stated line 1)”.
 * @param value in words, where the note leaves the axis open
 */
export function axisInWords(facts: Facts, axis: Axis, value: string, where: Whereabouts): string {
  const known = facts.layout.axes[axis];
  if (known !== 'unknown') return `${axisLine(axis, known)} (${basis(facts.layout, axis, where)})`;
  const others = layoutInWords(facts, where);
  return others === undefined ? `${value} (the note does not say)` : `${value}; ${others}`;
}

/** What an axis rests on: `stated line 1`, `setting`, `seen in 4 formulas`. */
function basis({ evidence }: LayoutFact, axis: Axis, where: Whereabouts): string {
  const known = evidence[axis];
  if (known === undefined) return 'no evidence';
  if (known.stated !== undefined) return `stated ${where(known.stated.start)}`;
  if (known.source === 'setting') return 'setting';
  const { length } = known.shown;
  return `seen in ${String(length)} ${length === 1 ? 'formula' : 'formulas'}`;
}

/** How derivatives of this kind stand in the note, and how that is known: the line of a hover. */
export function derivativeInWords(facts: Facts, at: FormulaAt, where: Whereabouts): string | undefined {
  const axis = axisAt(at.facts, at.offset);
  if (axis === undefined) return undefined;
  const value = facts.layout.axes[axis];
  return value === 'unknown'
    ? 'layout: no evidence'
    : `layout: ${axisLine(axis, value)} (${basis(facts.layout, axis, where)})`;
}
