/** The formulas of the measuring data, each with the macros known where it stands. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { extend, noMacros, readMacros, type MacroTable } from '../../server/src/latex/macros.ts';
import { parseFormula } from '../../server/src/latex/parser.ts';
import { formatOf, readNote } from '../../server/src/note/read.ts';
import { sharedPath } from './shared.ts';

export interface SharedFormula {
  readonly file: string;
  readonly text: string;
  readonly macros: MacroTable;
}

export function sharedFormulas(): readonly SharedFormula[] {
  return ['seeds', 'corpus'].flatMap((folder) =>
    readdirSync(sharedPath(folder), { recursive: true, encoding: 'utf8' })
      .sort()
      .flatMap((file) => formulasOf(join(sharedPath(folder), file))),
  );
}

function formulasOf(file: string): readonly SharedFormula[] {
  const format = formatOf(file);
  if (format === undefined) return [];
  const { parts } = readNote(readFileSync(file, 'utf8'), format);
  const defined = parts.flatMap(({ part }) => part.macros.flatMap((it) => [...readMacros(it.text).values()]));
  let macros = extend(noMacros, defined);
  return parts.flatMap(({ part }) =>
    part.formulas.map(({ text }) => {
      const known = macros;
      const { definitions } = parseFormula(text, { macros });
      if (definitions.length > 0) macros = extend(macros, definitions);
      return { file, text, macros: known };
    }),
  );
}
