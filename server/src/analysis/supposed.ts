/**
 * Lists that suppose: “Choose $A$ with these properties: …”, “We assume: …”. What their items say holds behind them as
 * well; what the items of any other list say, each says for itself.
 */
import { perObject } from '../base/per-object.ts';
import type { Block, Part } from '../note/note.ts';
import { wordsOf } from './line.ts';

/** The scopes within which holds what a formula says, outermost first. */
export const reachOf = (part: Part, formula: number): readonly number[] =>
  reachOfBlock(part, part.formulas[formula]?.block ?? -1);

export const reachOfBlock = (part: Part, block: number): readonly number[] => reaches(part)[block] ?? [];

const reaches = perObject((part: Part): readonly (readonly number[])[] => {
  let isSupposed = false;
  return part.blocks.map((block) => {
    if (block.scopes.length === 0) {
      if (block.kind !== 'display') isSupposed = supposes(block);
      return [];
    }
    return isSupposed && block.scopes.length === 1 ? [] : block.scopes;
  });
});

/** The last sentence of what leads to a list. */
function supposes(block: Block): boolean {
  if (block.kind === 'heading') return false;
  const text = wordsOf(block).replaceAll(/\s+/g, ' ').trim();
  const last = text.split(/[.!?]\s/).at(-1) ?? '';
  return SUPPOSES.test(last) && LEADS.test(last) && !CLAIMS.test(last);
}

const SUPPOSES = /\b(?:assum\w*|suppos\w*|let|choose|take|fix|pick|given|consider|requir\w*)\b/i;
const LEADS =
  /(?::|\b(?:such that|satisf(?:y|ies|ying)|where|with|that)|\b(?:properties|conditions|assumptions|constraints|requirements)(?: hold| are (?:met|satisfied))?)\W*$/i;
const CLAIMS =
  /\b(?:show|prove|verify|check|derive|comput\w*|find|determine|which|question|exercise|cases?|examples?|either|or|one of|if)\b/i;
