/** What each section shows of the note's layout: worked out once, when it is first asked for. */
import { span } from '../base/span.ts';
import type { Span } from '../base/span.ts';
import { type Evidence, evidenceIn } from '../layout/evidence.ts';
import { toSource } from '../note/source-map.ts';
import type { SectionFacts } from './sections.ts';

export interface Shown extends Evidence {
  readonly formula: number;
  /** The equation, in the part. */
  readonly span: Span;
}

const memo = new WeakMap<SectionFacts, readonly Shown[]>();

export function layoutEvidence(section: SectionFacts): readonly Shown[] {
  let found = memo.get(section);
  if (found === undefined) memo.set(section, (found = shownIn(section)));
  return found;
}

function shownIn({ statements: { part, trees, statements }, answer }: SectionFacts): readonly Shown[] {
  return statements.flatMap((list, formula) => {
    const { map, closed } = part.formulas[formula]!;
    if (!closed || trees[formula]?.clean !== true) return [];
    return evidenceIn(list, (statement, oriented, loosely) => answer.fitOf(statement, formula, oriented, loosely)).map(
      (it) => ({
        ...it,
        formula,
        span: span(toSource(map, it.in.span.start), toSource(map, it.in.span.end)),
      }),
    );
  });
}
