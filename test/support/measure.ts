/** The product run over the measuring data, once for all tests that ask. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { analyse } from '../../server/src/analysis/analyse.ts';
import type { Facts, Finding, FormulaFacts } from '../../server/src/analysis/facts.ts';
import { defaults } from '../../server/src/analysis/settings.ts';
import { never } from '../../server/src/base/cancel.ts';
import type { Formula, Note, NoteFormat } from '../../server/src/note/note.ts';
import { formatOf, readNote } from '../../server/src/note/read.ts';
import { toSource } from '../../server/src/note/source-map.ts';
import { sharedPath } from './shared.ts';

export interface Measured {
  /** Relative to the folder of the measuring data. */
  readonly path: string;
  readonly text: string;
  readonly note: Note;
  readonly facts: Facts;
}

export interface Placed<T> {
  readonly line: number;
  readonly formula: Formula;
  readonly value: T;
}

const known = new Map<string, Measured>();

export function measured(path: string): Measured {
  let found = known.get(path);
  if (found === undefined) {
    const text = readFileSync(sharedPath(path), 'utf8').replaceAll('\r\n', '\n');
    found = measuredText(path, text, formatOf(path) ?? 'markdown');
    known.set(path, found);
  }
  return found;
}

export function measuredText(path: string, text: string, format: NoteFormat): Measured {
  const note = readNote(text, format);
  return { path, text, note, facts: analyse(note, defaults, never) };
}

/** Every note of a folder of the measuring data. */
export function notesIn(folder: 'corpus' | 'seeds'): readonly Measured[] {
  const root = sharedPath();
  const walk = (directory: string): readonly string[] =>
    readdirSync(directory)
      .sort()
      .flatMap((name) => {
        const path = join(directory, name);
        if (statSync(path).isDirectory()) return walk(path);
        return /\.(md|tex|xml|txt)$/.test(name) && !/^(LICENSE|README)/.test(name) ? [relative(root, path)] : [];
      });
  return walk(sharedPath(folder)).map(measured);
}

const lineAt = (text: string, offset: number): number => text.slice(0, offset).split('\n').length;

export function formulasOf({ note, facts, text }: Measured): readonly Placed<FormulaFacts>[] {
  return note.parts.flatMap(({ part, place }, i) =>
    part.formulas.map((formula, j) => ({
      line: lineAt(text, toSource(place, formula.span.start)),
      formula,
      value: facts.parts[i]!.formulas[j]!,
    })),
  );
}

export function findingsOf({ note, facts, text }: Measured): readonly Placed<Finding>[] {
  return note.parts.flatMap(({ part, place }, i) =>
    facts.parts[i]!.findings.flatMap((value) => {
      const formula = value.formula === undefined ? undefined : part.formulas[value.formula];
      return formula === undefined ? [] : [{ line: lineAt(text, toSource(place, value.span.start)), formula, value }];
    }),
  );
}

/** Stands for a formula's text where the text itself may not be kept. */
export const hashOf = (formula: Formula): string => createHash('sha1').update(formula.text).digest('hex').slice(0, 12);
