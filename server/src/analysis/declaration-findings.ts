/** Declarations that contradict each other. */
import { unicode } from '../expr/glyph.ts';
import { hasVariable } from '../shape/dim.ts';
import { dimsOf, sayShape, type Shape } from '../shape/shape.ts';
import type { LocalEntry } from '../shape/section.ts';
import { areInTwoStyles } from '../shape/two-styles.ts';
import type { Finding, Place } from './facts.ts';
import type { SectionFacts } from './sections.ts';

/** The same name twice in one block with shapes that exclude each other; in another block a letter may change. */
export function conflictingDeclarations({ declared, answer, statements }: SectionFacts): readonly Finding[] {
  const { resolve } = answer.dims;
  const found: Finding[] = [];
  const { formulas } = statements.part;
  const first = new Map<string, (typeof declared)[number]>();
  for (const entry of declared) {
    // Sizes below a letter tell things of that letter apart.
    if (entry.onward === true) continue;
    const place = `${entry.key} ${String(formulas[entry.formula]?.block)}`;
    const earlier = first.get(place);
    if (earlier === undefined) first.set(place, entry);
    if (earlier === undefined || earlier.formula === entry.formula || !excludes(earlier.shape, entry.shape)) continue;
    if (areTwoMembers(earlier, entry) || areInTwoStyles(earlier, entry)) continue;
    const between = statements.part.text.slice(earlier.origin.place.span.end, entry.origin.place.span.start);
    if (!isOneBreath(between)) continue;
    const name = unicode(entry.glyph);
    found.push({
      code: 'conflicting-declaration',
      severity: 'warning',
      evidence: 'declared',
      span: entry.origin.place.span,
      message: `${name} ${sayShape(earlier.shape, resolve)} and ${name} ${sayShape(entry.shape, resolve)}, both declared here.`,
      related: [{ place: earlier.origin.place, message: `${name} ${sayShape(earlier.shape, resolve)}` }],
      fixes: [],
      detail: '',
      formula: entry.formula,
    });
  }
  return found;
}

/** `a_l \in \mathbb R^{n_l}` and `a_{l-1} \in \mathbb R^{n_{l-1}}`: each its own. */
const areTwoMembers = ({ numbered: a }: LocalEntry<Place>, { numbered: b }: LocalEntry<Place>): boolean =>
  a !== undefined && b !== undefined && (a.letter !== b.letter || a.ahead !== b.ahead);

/** Nothing between the two that lets a letter change its meaning: a new line, a new sentence, an alternative. */
const isOneBreath = (between: string): boolean =>
  !/[\n]|[.:;] |\b(or|if|when|whereas|instead|then|now|case)\b/i.test(between);

function excludes(a: Shape, b: Shape): boolean {
  if (a.kind === 'unknown' || b.kind === 'unknown' || a.kind === 'function' || b.kind === 'function') return false;
  if (a.kind !== b.kind) return true;
  const [x, y] = [dimsOf(a), dimsOf(b)];
  return (
    x.length === y.length &&
    x.some((dim, i) => dim.key !== y[i]!.key && ![dim, y[i]!].some((it) => hasVariable(it) || /^\d+$/.test(it.key)))
  );
}
