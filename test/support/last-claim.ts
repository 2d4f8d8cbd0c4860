import { analyse } from '../../server/src/analysis/analyse.ts';
import { verified } from '../../server/src/analysis/judged.ts';
import { defaults } from '../../server/src/analysis/settings.ts';
import { never } from '../../server/src/base/cancel.ts';
import { readNote } from '../../server/src/note/read.ts';

/** What comes of the last statement of a note: its kind, or the verdict on a claim. */
export function lastOf(text: string): string {
  const facts = verified(analyse(readNote(`${text}\n`, 'markdown', { dollarRule: 'pandoc' }), defaults, never));
  const statements = facts.parts.flatMap((part) => part.formulas.flatMap((it) => it.statements));
  const last = statements.at(-1);
  return (last?.kind === 'claim' ? last.verdict : last?.kind) ?? 'none';
}
