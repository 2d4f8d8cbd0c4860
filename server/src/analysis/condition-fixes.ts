/** A condition under which a claim is true, as mathematics: at the declaration of its name, or before the formula. */
import type { Part } from '../note/note.ts';
import { addToDeclaration, declarationBefore } from './declare-fixes.ts';
import type { Fix } from './facts.ts';
import { plainOfTex } from './plain-of-tex.ts';

/** @param preferred nothing else mends the claim, or its letter is nearly always such a thing */
export function stateIt(
  part: Part,
  formula: number,
  conditions: readonly string[],
  preferred: boolean,
): readonly Fix[] {
  // What has no formula of its own would be a word, in whatever language the note is.
  if (conditions.length === 0 || conditions.some((it) => it.includes('\\text'))) return [];
  const words = conditions.map((it) => spelled(it, part.text)).join(',\\; ');
  const plain = conditions.map((it) => plainOfTex(it)).join(', ');
  const at = declarationOf(part, formula, nameIn(conditions[0]!));
  const added = at === undefined ? undefined : addToDeclaration(part, at, words);
  const inserted = added ?? declarationBefore(part, formula, `$${words}$`);
  if (inserted === undefined) return [];
  const where = added === undefined ? 'before this' : 'at its declaration';
  return [
    {
      title: `State it: ${plain} ${where} — checked`,
      edits: [{ span: { start: inserted.at, end: inserted.at }, newText: inserted.newText }],
      verified: true,
      preferred,
    },
  ];
}

/** Covariances, kernels, Hessians: who writes them means something symmetric. */
export const isMostlySymmetric = (condition: string): boolean =>
  /^\\?(?:math(?:bf|rm)\{|boldsymbol\{)?\\?(?:Sigma|Omega|[KHPQ])(?![A-Za-z])/.test(condition);

/** The transpose as the note writes it. */
const spelled = (condition: string, text: string): string =>
  text.includes('^\\top') || !/\^\{?T\b/.test(text) ? condition : condition.replaceAll('^\\top', '^T');

/** The first name of a condition. */
const nameIn = (condition: string): string =>
  /^(?:\\(?:mathbf|boldsymbol|mathrm|bm)\s*\{[^}]*\}|\\?[A-Za-z]+?(?![a-z])|.)(?:_(?:\{[^}]*\}|\w))?/.exec(
    condition,
  )?.[0] ?? condition;

/** The last formula before another that says which set a name is in. */
function declarationOf({ formulas }: Part, formula: number, name: string): number | undefined {
  const escaped = name.replaceAll(/[\\{}()[\]^$.*+?|]/g, '\\$&');
  const declares = new RegExp(`(?:^|[\\s,;{])${escaped}(?:\\s*,\\s*[^,=]+?)*\\s*(?:\\\\in(?![A-Za-z])|∈)`);
  const at = formulas.slice(0, formula).findLastIndex(({ text }) => declares.test(text));
  return at < 0 ? undefined : at;
}
