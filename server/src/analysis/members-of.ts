/** `x_i` beside a matrix X, where nothing says how they hang together: one of its rows, or one of its columns. */
import type { Index, IndexItem, SymbolExpr } from '../expr/expr.ts';
import { keyOf, plain } from '../expr/glyph.ts';
import { familyKey } from '../shape/declare.ts';
import { baseOf } from '../shape/free-names.ts';
import type { Definition, Job } from '../verify/job.ts';
import { symbolsIn } from '../verify/kinds.ts';

/**
 * The job with the members of one family as rows of the matrix with its letter, and as its columns; of the two only the
 * one of which the words of the note speak.
 */
export function asRowsOrColumns(job: Job, words: string): readonly Job[] {
  const spoken = WAYS.filter((it) => new RegExp(`\\b${it}?\\b`, 'i').test(words));
  const symbols = symbolsIn(job);
  const families = familiesIn(job, symbols);
  const [first] = families;
  if (first === undefined) return [];
  const diagonals = diagonalsOf(job, symbols);
  // The u_i and the v_i of `\sum_i \sigma_i u_i v_i^\top` belong together.
  return (families.length === 1 ? [families] : [[first], families]).flatMap((list) =>
    (spoken.length === 1 ? spoken : WAYS).map((how): Job => {
      const given = [...list.map((it) => memberOf(it, how)), ...diagonals];
      const said = list.map(({ one, letter }) => `the ${one.glyph.letter}_i are the ${how} of ${letter}`);
      return {
        ...job,
        names: job.names.filter(({ key }) => given.every((it) => it.key !== key)),
        definitions: [...job.definitions, ...given],
        said: said.join(', '),
      };
    }),
  );
}

interface Family {
  readonly key: string;
  readonly one: SymbolExpr;
  readonly letter: string;
  readonly whole: SymbolExpr;
}

function familiesIn(job: Job, symbols: ReadonlyMap<string, SymbolExpr>): readonly Family[] {
  return job.names.flatMap(({ key, shape, declared }): readonly Family[] => {
    const one = symbols.get(baseOf(key));
    if (shape.kind !== 'vector' || key !== familyKey(baseOf(key)) || one === undefined) return [];
    const letter = capitalOf(one.glyph.letter);
    const whole = (['plain', 'bold'] as const)
      .map((face) => symbols.get(keyOf({ ...one.glyph, letter, face })))
      .find((it) => it !== undefined && it.key !== one.key && isMatrix(it.key, job));
    if (whole === undefined || !isUnrestricted(key, job)) return [];
    return declared && !isUnrestricted(whole.key, job) ? [] : [{ key, one, letter, whole }];
  });
}

const memberOf = ({ key, whole }: Family, how: (typeof WAYS)[number]): Definition =>
  how === 'rows' ? slicesOf(key, whole, [AT, { kind: 'all', listed: true }]) : columnsOf(key, whole);

/** The family as the columns of a matrix. */
export const columnsOf = (key: string, whole: SymbolExpr): Definition => slicesOf(key, whole, [{ kind: 'all' }, AT]);

/** The family as the entries on the diagonal of a matrix. */
export const diagonalOf = (key: string, whole: SymbolExpr): Definition => slicesOf(key, whole, [AT, AT]);

function slicesOf(key: string, whole: SymbolExpr, items: readonly IndexItem[]): Definition {
  const body: Index = { kind: 'index', base: whole, items, upper: false, span: whole.span };
  return { key, parameters: ['i'], body };
}

const AT: IndexItem = { kind: 'at', expr: { kind: 'symbol', key: 'i', glyph: plain('i'), span: { start: 0, end: 0 } } };

/** Whether a letter is that of a matrix, in small or as it is: `q_i`, `Q_i` of Q. */
export const isLetterOf = ({ glyph, key }: SymbolExpr, whole: SymbolExpr): boolean =>
  key === whole.key ||
  (['plain', 'bold'] as const).some((face) => keyOf({ ...glyph, letter: capitalOf(glyph.letter), face }) === whole.key);

/** `X` of x, `\Lambda` of λ. */
const capitalOf = (letter: string): string => letter.replace(/[a-z]/, (it) => it.toUpperCase());

/** `d_j` beside a diagonal D, where nothing says more of it: its entries. */
const diagonalsOf = (job: Job, symbols: ReadonlyMap<string, SymbolExpr>): readonly Definition[] =>
  job.names.flatMap(({ key, shape, declared }) => {
    const one = symbols.get(baseOf(key));
    if (one === undefined || declared || shape.kind !== 'scalar' || key !== familyKey(baseOf(key))) return [];
    const whole = symbols.get(keyOf({ ...one.glyph, letter: capitalOf(one.glyph.letter) }));
    const isDiagonal = job.names.some((it) => it.key === whole?.key && it.conditions.includes('diagonal'));
    if (whole === undefined || whole.key === one.key || !isDiagonal) return [];
    return [diagonalOf(key, whole)];
  });

const WAYS = ['rows', 'columns'] as const;

const isMatrix = (key: string, { names }: Job): boolean =>
  names.some((it) => it.key === key && it.shape.kind === 'matrix');

/** What is said of a matrix or of its members holds of them as they are drawn: given by each other, it might not. */
const isUnrestricted = (key: string, { names }: Pick<Job, 'names'>): boolean =>
  names.some((it) => it.key === key && it.conditions.length === 0);
