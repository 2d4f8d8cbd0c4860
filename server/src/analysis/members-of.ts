/** `x_i` beside a matrix X, where nothing says how they hang together: one of its rows, or one of its columns. */
import type { Index, IndexItem, SymbolExpr } from '../expr/expr.ts';
import { keyOf, plain } from '../expr/glyph.ts';
import { familyKey } from '../shape/declare.ts';
import { baseOf } from '../shape/free-names.ts';
import type { Job } from '../verify/job.ts';
import { symbolsIn } from '../verify/kinds.ts';

/**
 * The job with the members of one family as rows of the matrix with its letter, and as its columns; of the two only the
 * one of which the words of the note speak.
 */
export function asRowsOrColumns(job: Job, words: string): readonly Job[] {
  const spoken = WAYS.filter((it) => new RegExp(`\\b${it}?\\b`, 'i').test(words));
  const symbols = symbolsIn(job);
  for (const { key, shape, declared } of job.names) {
    const one = symbols.get(baseOf(key));
    if (shape.kind !== 'vector' || key !== familyKey(baseOf(key)) || one === undefined) continue;
    const letter = one.glyph.letter.toUpperCase();
    const whole = (['plain', 'bold'] as const)
      .map((face) => symbols.get(keyOf({ ...one.glyph, letter, face })))
      .find((it) => it !== undefined && it.key !== one.key && isMatrix(it.key, job));
    if (whole === undefined || (declared && !isUnrestricted(key, job))) continue;
    return (spoken.length === 1 ? spoken : WAYS).map((how): Job => {
      const index: SymbolExpr = { kind: 'symbol', key: 'i', glyph: plain('i'), span: whole.span };
      const at: IndexItem = { kind: 'at', expr: index };
      const items: readonly IndexItem[] = how === 'rows' ? [at, { kind: 'all' }] : [{ kind: 'all' }, at];
      const body: Index = { kind: 'index', base: whole, items, upper: false, span: whole.span };
      return {
        ...job,
        names: job.names.filter((it) => it.key !== key),
        definitions: [...job.definitions, { key, parameters: ['i'], body }],
        said: `the ${one.glyph.letter}_i are the ${how} of ${letter}`,
      };
    });
  }
  return [];
}

const WAYS = ['rows', 'columns'] as const;

const isMatrix = (key: string, { names }: Job): boolean =>
  names.some((it) => it.key === key && it.shape.kind === 'matrix' && isUnrestricted(key, { names }));

/** What is said of a matrix or of its members holds of them as they are drawn: given by each other, it might not. */
const isUnrestricted = (key: string, { names }: Pick<Job, 'names'>): boolean =>
  names.some((it) => it.key === key && it.conditions.length === 0);
