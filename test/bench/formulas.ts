/** Our reader of formulas against KaTeX's, on the same texts in the same process, turn by turn. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { parseFormula } from '../../server/src/latex/parser.ts';
import { readNote } from '../../server/src/note/read.ts';

export interface FormulaRace {
  readonly formulas: number;
  readonly ours: readonly number[];
  readonly theirs: readonly number[];
  /** Formulas that KaTeX refused. */
  readonly refused: number;
}

type Parse = (tex: string, options: { readonly displayMode: boolean; readonly strict: boolean }) => unknown;

export function raceFormulas(note: string, peers: string, rounds: number): FormulaRace {
  const formulas = readNote(note, 'markdown').parts.flatMap(({ part }) => part.formulas);
  const katex: unknown = createRequire(join(peers, 'package.json'))('katex');
  if (!hasParse(katex)) throw new Error('KaTeX has no __parse.');
  const parse = katex.__parse;

  let refused = 0;
  const ourTurn = (): void => {
    for (const { text } of formulas) parseFormula(text);
  };
  const theirTurn = (): void => {
    refused = 0;
    for (const { text, display } of formulas) {
      try {
        parse(text, { displayMode: display, strict: false });
      } catch {
        refused++;
      }
    }
  };
  const ours: number[] = [];
  const theirs: number[] = [];
  // The first turns are the compiler's.
  for (let round = -5; round < rounds; round++) {
    for (const [turn, times] of [
      [ourTurn, ours],
      [theirTurn, theirs],
    ] as const) {
      const begun = performance.now();
      turn();
      if (round >= 0) times.push(performance.now() - begun);
    }
  }
  return { formulas: formulas.length, ours, theirs, refused };
}

const hasParse = (it: unknown): it is { readonly __parse: Parse } =>
  typeof it === 'object' && it !== null && '__parse' in it && typeof it.__parse === 'function';
