/** Sentences about layouts (experience.md, part 2): never the bare names, always rows and columns. */
import { axisWords, type Preset, presetWords } from '../layout/convention.ts';
import type { Axes, Axis } from '../shape/axes.ts';

type Value = Axes[Axis];

/** “This gradient is a row (1 × n)”: the kind of derivative, and how it stands. */
export interface Standing {
  readonly axis: Axis;
  readonly value: Value;
  /** `1 × n`; empty when the sizes are not known. */
  readonly size: string;
  /** The variable, in the author's glyphs. */
  readonly by: string;
}

const stated: { readonly [V in Value]: string } = {
  row: 'rows',
  column: 'columns',
  'f-by-x': 'f-by-x',
  'x-by-f': 'x-by-f',
  X: 'that of',
  'X^T': 'that of the transpose of',
  vector: 'columns',
};

const inBrackets = (size: string): string => (size === '' ? '' : ` (${size})`);

/** Who fixes the layout: a line of the note, or the settings. */
export interface Authority {
  readonly who: 'note' | 'setting';
  readonly line?: number | undefined;
}

const says = ({ who }: Authority): string => `the ${who} says`;
const at = ({ line }: Authority): string => (line === undefined ? '' : ` (line ${String(line)})`);

export function mismatchMessage(it: Standing, wanted: Value, by: Authority): string {
  const size = inBrackets(it.size);
  switch (it.axis) {
    case 'scalarByVector':
    case 'nablaScalar':
      return `This gradient is a ${it.value}${size}; ${says(by)} ${stated[wanted]}${at(by)}.`;
    case 'vectorByVector':
      return `This Jacobian is ${it.value}${size}; ${says(by)} ${wanted}${at(by)}.`;
    default:
      return `This derivative has the shape of ${it.by}${it.value === 'X' ? '' : 'ᵀ'}${size}; ${says(by)} ${it.by}${wanted === 'X' ? '' : 'ᵀ'}${at(by)}.`;
  }
}

export const chainMessage = (order: Value, wanted: Value, by: Authority): string =>
  `This chain is in the order of ${order} Jacobians; ${says(by)} ${wanted}${at(by)}.`;

export function inconsistentMessage(it: Standing, others: Value, size: string, lines: readonly number[]): string {
  const where = listed(lines);
  const verb = lines.length === 1 ? 'writes' : 'write';
  switch (it.axis) {
    case 'scalarByVector':
    case 'nablaScalar':
      return `This gradient is written as a ${it.value}${inBrackets(it.size)}; ${where} ${verb} ${stated[others]}.`;
    case 'vectorByVector':
      return `This Jacobian is written ${it.value}${inBrackets(it.size)}; ${where} ${verb} ${others}${inBrackets(size)}.`;
    default:
      return `This derivative has the shape of ${it.by}${it.value === 'X' ? '' : 'ᵀ'}; ${where} ${verb} the shape of ${others === 'X' ? 'the variable' : 'its transpose'}.`;
  }
}

export const nablaMessage = (size: string, lines: readonly number[]): string =>
  `∇ of a vector is f-by-x here${inBrackets(size)}; ∇ of a number is a column (${listed(lines)}).`;

export const turnedMessage = (left: string, right: string): string =>
  `The left side ${left}; the right side ${right}: one is the transpose of the other.`;

export const misnamedMessage = (name: Preset, value: Value): string =>
  `The note says “${name} layout” but writes ${axisWords[value]}.`;

export const misnamedDetail = (name: Preset, value: Value): string => {
  const usual = value === 'row' || value === 'f-by-x' ? 'numerator' : 'denominator';
  return `${misnamedMessage(name, value)}\nUsually ${name} layout means ${presetWords[name]};\n${axisWords[value]} is called ${usual} layout.`;
};

/** How a related line shows it. */
export function shownAs(axis: Axis, value: Value): string {
  switch (axis) {
    case 'scalarByVector':
    case 'nablaScalar':
      return `gradient as a ${value}`;
    case 'vectorByVector':
      return `Jacobian ${value}`;
    case 'rowSlice':
      return value === 'row' ? 'row of a matrix as a row' : 'row of a matrix as a column';
    default:
      return value === 'X'
        ? 'derivative in the shape of its variable'
        : "derivative in the shape of its variable's transpose";
  }
}

export const saysLayout = (name: Preset): string => `${name} layout: ${presetWords[name]}`;

const MOST_LINES = 4;

function listed(lines: readonly number[]): string {
  if (lines.length === 0) return 'the others';
  const shown = lines.slice(0, MOST_LINES).map(String);
  const more = lines.length - shown.length;
  const last = shown.pop() ?? '';
  const list = more > 0 ? `${[...shown, last].join(', ')} and ${String(more)} more` : [...shown, last].join(', ');
  return `${lines.length === 1 ? 'line' : 'lines'} ${list}`;
}

/** “Write 2(Ax − b)ᵀA as a column — checked”. @param like the finding is that the rest of the note differs */
export function transposeTitle(
  axis: Axis,
  wanted: Value | 'unknown',
  before: string,
  after: string,
  like: boolean,
): string {
  if (axis === 'scalarByVector' || axis === 'nablaScalar') return `Write ${before} as a ${wanted} — checked`;
  const made = after === '' ? 'the transpose' : after;
  if (axis === 'vectorByVector') return `Write ${made}, ${wanted}${like ? ' like the rest' : ''} — checked`;
  return `Write ${made} — checked`;
}

/** “Convert the note to gradients as rows (numerator layout)”. */
export const conversionTitle = (what: string, to: Preset): string =>
  `Convert ${what} to ${presetWords[to]} (${to} layout)`;

/** “gradients as columns (seen in 4 formulas)”: the layout in a line, with what it rests on. */
export function layoutLine(
  axes: { readonly [A in Axis]: Axes[A] | 'unknown' },
  basis: (axis: Axis) => string,
): string | undefined {
  const gradient = (['scalarByVector', 'nablaScalar', 'scalarByMatrix'] as const).find((it) => axes[it] !== 'unknown');
  const byMatrix = { X: 'gradients as columns', 'X^T': 'gradients as rows' };
  const told: string[] = [];
  if (gradient !== undefined) {
    const value = axes[gradient];
    told.push(value === 'X' || value === 'X^T' ? byMatrix[value] : value === 'row' ? axisWords.row : axisWords.column);
  }
  const jacobian = axes.vectorByVector;
  // Of gradients as rows Jacobians f-by-x are understood.
  if (jacobian !== 'unknown' && !(told[0] === axisWords.row && jacobian === 'f-by-x')) told.push(axisWords[jacobian]);
  const first = gradient ?? (jacobian === 'unknown' ? undefined : 'vectorByVector');
  return first === undefined ? undefined : `${told.join(', ')} (${basis(first)})`;
}

/** “gradients as columns”; of ∇ too, where a note may choose otherwise. */
export const axisLine = (axis: Axis, value: Value): string =>
  axis === 'nablaScalar' ? axisWords[value].replace('gradients as', '∇ of a number as') : axisWords[value];
