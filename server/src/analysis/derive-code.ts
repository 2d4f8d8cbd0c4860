/** A derivative as code, with the names of its variables. */
import type { Form } from '../algebra/form.ts';
import { decompositionCode, newVariables, numpy } from '../algebra/numpy.ts';
import { reduce } from '../algebra/reduce.ts';
import { letters } from '../algebra/reduce-atom.ts';
import type { Where } from '../diff/decompositions.ts';
import type { Dim } from '../shape/dim.ts';

export interface Code {
  readonly numpy: string;
  /** Name in the code → TeX. */
  readonly variables: Readonly<Record<string, string>>;
}

/** @param shape as the value has it: none for a number, one for a column */
export function codeOf(form: Form, shape: readonly Dim[], where: readonly Where[]): Code {
  const given = new Map<string, string>();
  const at = newVariables(given);
  for (const { latex, name, of } of where) {
    const matrix = reduce(of, letters(new Set()));
    if (matrix !== undefined) given.set(latex, decompositionCode(name, numpy(matrix, [], at)));
  }
  const code = numpy(form, shape, at);
  return { numpy: code, variables: Object.fromEntries([...at.names].map(([tex, name]) => [name, tex])) };
}
