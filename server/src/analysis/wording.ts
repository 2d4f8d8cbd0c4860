/** Sentences of findings (experience.md, part 2): what is, then what was needed, in the author's glyphs. */
import { plainText } from '../expr/plain.ts';
import type { Conflict } from '../shape/conflict.ts';
import { sayDim } from '../shape/dim.ts';

export interface Operand {
  /** In plain text: `Ax − b`. */
  readonly text: string;
  /** `is m × n`, `has m entries`. */
  readonly said: string;
  /** Why it is a number, where that helps: `a minimum`. */
  readonly form?: string;
}

/** One sentence of at most 140 characters. */
export function conflictMessage(conflict: Conflict, left: Operand, right: Operand | undefined): string {
  const [first] = conflict.sizes ?? [];
  const both = `${left.text} ${left.said}`;
  const other = `${right?.text ?? ''} ${right?.said ?? ''}`;
  switch (conflict.code) {
    case 'not-square':
      return `The ${conflict.what} needs a square matrix, but ${both}.`;
    case 'index-capture':
      return `The index of ${left.text} is also the running index of the sum.`;
    case 'broadcast':
      return `${both} and ${other}; the sum is read entry by entry.`;
    default:
  }
  switch (conflict.what) {
    case 'product':
      if (first === undefined) return `${both} and ${other}; in this order they have no product.`;
      return `${both}, but ${other}; the product needs ${sayDim(first) === '?' ? 'equal inner sizes' : sayDim(first)}.`;
    case 'square':
      return `${left.text} and ${right?.text ?? ''} fit only if a matrix is square that its definition makes rectangular.`;
    case 'gram': {
      const name = conflict.matrix === undefined ? 'the matrix' : plainText(conflict.matrix);
      return `${left.text} and ${right?.text ?? ''} fit only if ${name} is square, which nothing says.`;
    }
    case 'sum':
      return `${both} and ${other}; they cannot be added.`;
    case 'entrywise':
      return `${both} and ${other}; an entrywise operation needs equal sizes.`;
    case 'inner':
      return `${both} and ${other}; an inner product needs equal sizes.`;
    default:
      return `The left side ${left.said}${formOf(left)}; the right side ${right?.said ?? ''}${formOf(right)}.`;
  }
}

const formOf = (operand: Operand | undefined): string => (operand?.form === undefined ? '' : ` (${operand.form})`);

/** @param jacobian its shape in words, empty when not known */
export const gradientMessage = (name: string, said: string, jacobian: string): string =>
  `${name} ${said}, so ∇${name.length > 2 ? `(${name})` : name} is read as its Jacobian${jacobian === '' ? '' : ` (${jacobian})`}.`;

export function syntaxMessage(fault: string, text: string): string {
  switch (fault) {
    case 'stray-close':
      return `${text === '' ? 'A closing delimiter' : text} closes nothing.`;
    case 'too-deep':
      return 'The formula is nested too deeply to be read.';
    case 'macro-limit':
      return 'A macro expands without end.';
    default:
      return `${text === '' ? 'A delimiter' : text} is not closed.`;
  }
}

/** The shape ribbon: both operands with their shapes beneath, and the two sizes that differ. */
export function ribbon(conflict: Conflict, left: Operand, right: Operand): string {
  const [first, second] = conflict.sizes ?? [];
  const shapes = [left, right].map((it) => it.said.replace(/^(is|has) (an? )?/, ''));
  const width = Math.max([...left.text].length, [...shapes[0]!].length);
  const pad = (it: string): string => it + ' '.repeat(width - [...it].length + 3);
  const gap = first === undefined || second === undefined ? '' : `\n${sayDim(first)} is not ${sayDim(second)}`;
  return `${pad(left.text)}${right.text}\n${pad(shapes[0]!)}${shapes[1]!}${gap}`;
}

/** What is the matter with a directive. */
export function directiveMessage(words: string, meant: string | undefined, usage: string | undefined): string {
  const said = `“${words.length > 40 ? `${words.slice(0, 39)}…` : words}”`;
  if (usage !== undefined) return `The comment says ${said}; it is written “${usage}”.`;
  return meant === undefined
    ? `${said} is no directive of Nabla.`
    : `${said} is no directive of Nabla; ${meant} is near.`;
}

export const codeMessage = (word: string, meant: string | undefined): string =>
  `“${word}” is not the code of a finding${meant === undefined ? '' : `; ${meant} is near`}.`;

export const unusedMessage = (codes: readonly string[], where: 'here' | 'in this note'): string =>
  `There is no ${codes.join(' or ')} to ignore ${where}.`;

export const unmetMessage = (code: string): string => `${code} is expected here, but nothing is found.`;

/** Why a symbol keeps its name. */
export const renameRefusal = {
  nothing: 'No name of a formula stands here.',
  noName: (text: string): string =>
    `“${text.trim()}” is not one name; a letter, such as A, \\lambda or \\mathbf{V}, is.`,
  constant: (name: string): string => `${name} means the same everywhere; the symbol needs another name.`,
  taken: (name: string, where: string, said: string): string =>
    `${name} already stands for something else (${where}${said === '' ? '' : `: ${said}`}).`,
  inMacro: (name: string, macro: string, where: string): string =>
    `${name} is also a part of what ${macro} stands for (${where}); it can be renamed in that definition only.`,
  otherwise: (name: string, where: string): string =>
    `With the name ${name} the formula would read otherwise (${where}).`,
  apart: (name: string, where: string): string =>
    `The parts of ${name} stand apart (${where}); only a name with a label in the same place fits there.`,
};

/** The ways to silence a finding. */
export const ignoreWording = {
  here: (code: string): string => `Ignore ${code} just here`,
  symbol: (code: string, name: string): string => `Ignore ${code} for ${name} in this note`,
  note: (code: string): string => `Ignore ${code} in this note`,
  expect: 'This is meant to be so: expect it here',
};

export const undeclaredMessage = (name: string, said: string): string =>
  `${name} is not declared; from its use it ${said}.`;

export const similarMessage = (name: string, other: string): string =>
  `${name} is not declared; ${other}, in another face, is.`;

/** What can be done about a name that nothing declares. */
export const declareTitles = {
  before: (name: string, said: string): string =>
    `Declare ${name} before this formula: ${said.replace(/^(is|has) (an? )?/, '')}`,
  add: (name: string): string => `Add to the declaration of ${name}`,
  write: (name: string): string => `Write ${name} here`,
};
