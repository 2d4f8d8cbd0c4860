/** The derivative of a matrix or a column that is written out: entry by entry, by a number or by a column. */
import { elaborate } from '../algebra/elaborate.ts';
import type { Kind } from '../algebra/value.ts';
import { CLASH, lettersOf, outermost, together } from './derive-cases.ts';
import type { DerivativeAnswer, DerivativeQuestion, Derived } from './derive.ts';
import { formulaOf, meaningsOf } from './derive.ts';
import { pose } from './problem.ts';
import type { Settings } from './settings.ts';

interface Literal {
  readonly environment: string;
  readonly rows: readonly (readonly string[])[];
}

/** `\begin{pmatrix} a & b \\ c & d \end{pmatrix}` and nothing else; undefined for anything else. */
export function literalOf(latex: string): Literal | undefined {
  const [, environment, body] = /^\s*\\begin\{([pbB]?matrix)\}([^]*)\\end\{\1\}\s*\.?\s*$/.exec(latex) ?? [];
  if (environment === undefined || body === undefined || !isBalanced(body)) return undefined;
  const rows = outermost(body.replaceAll(/\\\\\s*\[[^\]]*\]/g, '\\\\'), '\\\\')
    .filter((row) => row.trim() !== '')
    .map((row) => outermost(row, '&').map((it) => it.trim()));
  const [first] = rows;
  const even = first !== undefined && rows.every((it) => it.length === first.length && it.every((cell) => cell !== ''));
  return even ? { environment, rows } : undefined;
}

/** Whether what begins in a text ends in it: two matrices side by side are not one. */
function isBalanced(body: string): boolean {
  let depth = 0;
  for (const [it] of body.matchAll(/\\(?:begin|end)\{/g)) {
    depth += it.startsWith('\\begin') ? 1 : -1;
    if (depth < 0) return false;
  }
  return depth === 0;
}

/** Each entry by itself; undefined where that makes no matrix. */
export function writtenOut(
  question: DerivativeQuestion,
  { environment, rows }: Literal,
  settings: Settings,
  derive: (question: DerivativeQuestion) => DerivativeAnswer,
): DerivativeAnswer | undefined {
  if ((question.order ?? 1) !== 1) return undefined;
  const [by, ...of] = kindsOf([question.wrt, ...rows.flat()], question, settings);
  const numbers = of.every((it) => it === 'scalar');
  const isColumn = rows.every((row) => row.length === 1) && rows.length > 1;
  const isRow = rows.length === 1 && rows[0]!.length > 1;
  const byX = (question.layout ?? 'denominator') === 'denominator';
  if (by === 'scalar') {
    // Blocks keep their places; a column turns where the layout turns it.
    if (!numbers && ((byX && (isColumn || isRow)) || !of.every((it) => it === 'scalar' || it === 'matrix')))
      return undefined;
    const parts = rows.map((row) => row.map((f) => derive({ ...question, f, layout: 'numerator' })));
    const turned = byX && (isColumn || isRow);
    return composed(question, environment, turned ? transposed(parts) : parts, {
      axes: turned ? 'the transpose of the shape of f' : 'the shape of f',
      shape: turned ? [String(rows[0]!.length), String(rows.length)] : [String(rows.length), String(rows[0]!.length)],
    });
  }
  if (by !== 'vector' || !numbers || !isColumn) return undefined;
  const layout = byX ? 'denominator' : 'numerator';
  const gradients = rows.map(([f]) => [derive({ ...question, f: f!, layout })]);
  return composed(question, environment, byX ? transposed(gradients) : gradients, {
    axes: byX ? 'rows by x, columns by f' : 'rows by f, columns by x',
    shape: [],
    zero: byX ? '\\mathbf{0}' : '\\mathbf{0}^\\top',
  });
}

const transposed = <T>(rows: readonly (readonly T[])[]): readonly (readonly T[])[] =>
  rows[0]!.map((_, j) => rows.map((row) => row[j]!));

/** What each formula is; undefined for what has no value. */
function kindsOf(
  formulas: readonly string[],
  question: DerivativeQuestion,
  settings: Settings,
): readonly (Kind | undefined)[] {
  const { declare = [], conditions = [] } = question;
  const posed = pose({ formulas, declare, conditions }, settings);
  return posed.formulas.map((formula) => {
    const expr = formulaOf(formula);
    return expr && elaborate(expr, meaningsOf(formula, posed)).value?.kind;
  });
}

interface Whole {
  readonly axes: string;
  readonly shape: readonly string[];
  /** How a part that is zero is written. */
  readonly zero?: string;
}

/** The parts in their places; without one of them there is no answer. */
function composed(
  question: DerivativeQuestion,
  environment: string,
  rows: readonly (readonly DerivativeAnswer[])[],
  { axes, shape, zero = '0' }: Whole,
): DerivativeAnswer {
  const parts: Derived[] = [];
  for (const it of rows.flat()) {
    if ('unavailable' in it) return it;
    parts.push(it);
  }
  const where = lettersOf(parts);
  if (where === undefined) return CLASH;
  const written = (it: DerivativeAnswer): string => ('unavailable' in it ? '' : it.latex === '0' ? zero : it.latex);
  const body = rows.map((row) => row.map(written).join(' & ')).join(' \\\\ ');
  const own = parts.find((it) => it.shape.length > 0)?.shape;
  return {
    latex: `\\begin{${environment}} ${body} \\end{${environment}}`,
    shape: shape.length > 0 ? shape : withCount(own ?? [], rows),
    layout: question.layout ?? 'denominator',
    axes: `${axes}, entry by entry`,
    ...together(parts),
    where,
  };
}

/** Of a gradient for each entry: as many beside, or below, each other as there are entries. */
const withCount = (own: readonly string[], rows: readonly (readonly unknown[])[]): readonly string[] =>
  rows.length === 1 ? [...own, String(rows[0]!.length)] : [String(rows.length), ...own.slice(-1)];
