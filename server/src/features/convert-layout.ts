/** What can be rewritten in another layout here: the formulas of a selection, the formula at the cursor, the note. */
import type { Facts } from '../analysis/facts.ts';
import { layoutNames } from '../analysis/directives.ts';
import { conversion } from '../analysis/layout-conversion.ts';
import { conversionTitle } from '../analysis/layout-wording.ts';
import type { Settings } from '../analysis/settings.ts';
import type { Span } from '../base/span.ts';

export interface LayoutConversion {
  readonly title: string;
  readonly edits: readonly { readonly span: Span; readonly newText: string }[];
}

export function layoutConversions(facts: Facts, settings: Settings, at: Span): readonly LayoutConversion[] {
  if (facts.layout.shown.length === 0) return [];
  return layoutNames.flatMap((to) => {
    const here = conversion(facts, settings, to, at);
    const all = conversion(facts, settings, to);
    const what = at.end > at.start ? 'the selection' : 'this formula';
    return [
      ...(here ? [{ title: conversionTitle(what, to), edits: here.edits }] : []),
      ...(all && all.edits.length > (here?.edits.length ?? 0)
        ? [{ title: conversionTitle('the note', to), edits: all.edits }]
        : []),
    ];
  });
}
