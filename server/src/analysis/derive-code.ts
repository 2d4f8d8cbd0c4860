/** A derivative or a formula as code, with the names of its variables. */
import { codeFor } from '../algebra/code.ts';
import { newVariables } from '../algebra/code-names.ts';
import { dialects, type Language } from '../algebra/dialects.ts';
import type { Form } from '../algebra/form.ts';
import { reduce } from '../algebra/reduce.ts';
import { letters } from '../algebra/reduce-atom.ts';
import { isUnit, type Where } from '../diff/decompositions.ts';
import type { Dim } from '../shape/dim.ts';

export { languages, type Language } from '../algebra/dialects.ts';

export interface Code {
  readonly code: string;
  /** Name in the code → TeX. */
  readonly variables: Readonly<Record<string, string>>;
}

/** @param shape as the value has it: none for a number, one for a column. @returns what is missing, in words, or the code */
export function codeOf(
  form: Form,
  shape: readonly Dim[],
  where: readonly Where[],
  language: Language = 'numpy',
): Code | string {
  const dialect = dialects[language];
  const given = new Map<string, string>();
  const at = newVariables(dialect, given);
  for (const it of where) {
    if (isUnit(it)) continue;
    const matrix = reduce(it.of, letters());
    const code = matrix === undefined ? undefined : dialect.decomposition(it.name, codeFor(matrix, [], at));
    if (code === undefined) at.missing.add('a decomposition');
    else given.set(it.latex, code);
  }
  const code = codeFor(form, shape, at);
  if (at.missing.size > 0) return `no expression of the language for ${[...at.missing].join(', ')}`;
  return { code, variables: Object.fromEntries([...at.names].map(([tex, name]) => [name, tex])) };
}
