/** The rules at run time: read from what the build has made of the notes, and found by number or name. */
import type { Chapter, Rule } from './rule.ts';

export interface Catalogue {
  readonly chapters: readonly Chapter[];
  /** By number and by short name. */
  readonly byName: ReadonlyMap<string, Rule>;
}

export const rulesOf = ({ chapters }: Catalogue): readonly Rule[] => chapters.flatMap((it) => it.rules);

/** Chapters in the order given; of two rules with one number the first is meant, so a user's come last. */
export function catalogueOf(chapters: readonly Chapter[]): Catalogue {
  const byName = new Map<string, Rule>();
  for (const rule of chapters.flatMap((it) => it.rules)) {
    for (const name of [rule.id, ...rule.names]) if (!byName.has(name)) byName.set(name, rule);
  }
  return { chapters, byName };
}

/** The catalogue as the build writes it. */
export const printCatalogue = (chapters: readonly Chapter[]): string => JSON.stringify({ schema, chapters });

/** The chapters that `printCatalogue` printed; none when the text is anything else. */
export function readChapters(text: string): readonly Chapter[] {
  const value: unknown = text === '' ? undefined : JSON.parse(text);
  return isPrinted(value) ? value.chapters : [];
}

const schema = 1;

const isPrinted = (value: unknown): value is { readonly chapters: readonly Chapter[] } =>
  typeof value === 'object' && value !== null && 'schema' in value && value.schema === schema && 'chapters' in value;

/** `3.1`, `rule 3.1`, `V3s`. */
export const ruleNamed = ({ byName }: Catalogue, name: string): Rule | undefined =>
  byName.get(name.replace(/^rule\s+/i, '').trim());
