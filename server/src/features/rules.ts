/** A rule of the catalogue, and the list of them, as text for a terminal. */
import type { RuleFact } from '../analysis/rulebook.ts';

/** Number, conditions, formulas with their layouts, source. */
export function ruleText({ id, title, given, formulas, source, remark }: RuleFact): string {
  const shown = formulas.map(({ tex, layouts }) => {
    const indented = tex.replaceAll(/^/gm, '    ');
    return layouts.length === ALL ? indented : `In ${list(layouts)} layout:\n\n${indented}`;
  });
  return [`${id}  ${title}`, given, ...shown, `Source: ${source}`, remark === '' ? '' : `Remark: ${remark}`]
    .filter((it) => it !== '')
    .join('\n\n');
}

/** One line a rule, under the title of its chapter. */
export function ruleList(rules: readonly RuleFact[]): string {
  const width = Math.max(0, ...rules.map((it) => it.id.length));
  const chapters = [...new Set(rules.map((it) => it.chapter))];
  return chapters
    .map((chapter) => {
      const own = rules.filter((it) => it.chapter === chapter);
      return [chapter, ...own.map((it) => `  ${it.id.padEnd(width)}  ${it.title}`)].join('\n');
    })
    .join('\n\n');
}

/** The formula of a rule in a layout; the first where the layout is not known. */
export const ruleTex = ({ formulas }: RuleFact, layout: string): string =>
  (formulas.find(({ layouts }) => layouts.includes(layout)) ?? formulas[0])?.tex.trim() ?? '';

const ALL = 3;

const list = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]!}`;
