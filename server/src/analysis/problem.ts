/**
 * A formula that stands alone, with what is said of its letters: the input of `nabla derive` and `nabla verify`. It goes
 * through the very stages a note goes through, in a small note made of the declarations, the conditions and the formula.
 */
import type { Expr } from '../expr/expr.ts';
import { walk } from '../expr/expr.ts';
import type { Statement } from '../expr/statement.ts';
import type { Block, Formula, Note, Part, Piece } from '../note/note.ts';
import { oneToOne } from '../note/source-map.ts';
import type { Conflict } from '../shape/conflict.ts';
import type { Dim } from '../shape/dim.ts';
import { type Shape, UNKNOWN } from '../shape/shape.ts';
import { conditionsIn } from './conditions.ts';
import { readStatements } from './reading.ts';
import { newMemory, type SectionFacts, solveSections } from './sections.ts';
import { defaults, type Settings } from './settings.ts';
import { type PartTrees, readTrees } from './trees.ts';

export interface Question {
  /** One or more formulas that share their letters, as TeX without dollars: an expression, a claim `a = b`, a name. */
  readonly formulas: readonly string[];
  /** `A \in \mathbb{R}^{m \times n}`, as TeX. Letters that nothing declares get the shapes the formulas leave them. */
  readonly declare?: readonly string[];
  /** Sentences with formulas between dollars: `$A$ is symmetric`. */
  readonly conditions?: readonly string[];
}

export interface Posed {
  /** Parallel to `formulas`. */
  readonly formulas: readonly PosedFormula[];
  /** What is known of a name, besides its shape: `symmetric`, `positive definite`, `positive entries` … by key. */
  readonly conditions: ReadonlyMap<string, ReadonlySet<string>>;
  /** The best known value of a dimension. */
  readonly resolve: (dim: Dim) => Dim;
  /** Conditions that could not be read; a verdict that may rest on them must say so. */
  readonly unread: readonly string[];
  /** For a further question with the same declarations: they are not read again. */
  readonly trees: readonly PartTrees[];
}

export interface PosedFormula {
  readonly text: string;
  readonly statements: readonly Statement[];
  /** The shape of a symbol or subexpression of the formula, its dimensions worked out; `unknown` where nothing tells. */
  readonly shape: (expr: Expr) => Shape;
  /** The shape of a name in this formula, by key. */
  readonly shapeOfName: (key: string) => Shape;
  /** Whether the declarations say what a name is. */
  readonly declared: (key: string) => boolean;
  /** What could not be read, as it stands in the text. Empty for a formula that was understood whole. */
  readonly unread: readonly string[];
  /** Where its shapes do not fit. */
  readonly conflicts: readonly Conflict[];
}

/** Reads the question through the front end. Never throws: what is wrong with it is in the answer. */
export function pose(question: Question, settings: Settings = defaults, before?: Posed): Posed {
  const { note, asked, sentences } = noteOf(question);
  const trees = readTrees(note, settings, before?.trees);
  const parts = readStatements(trees);
  const [section] = solveSections(parts, newMemory(), () => undefined);
  if (section === undefined) return { formulas: [], conditions: new Map(), resolve: (it) => it, unread: [], trees };
  const { answer, statements, declared } = section;
  const said = conditionsIn(
    declared.map(({ key, conditions }) => ({ key, conditions })),
    sentences.map(({ words, formulas }) => ({
      words,
      statements: formulas.map((it) => statements.statements[it] ?? []),
    })),
  );
  return {
    formulas: asked.map((index) => posedFormula(section, index)),
    conditions: said.conditions,
    resolve: answer.dims.resolve,
    unread: said.unread.map((it) => question.conditions?.[it] ?? ''),
    trees,
  };
}

/** A formula of a section with what the section knows of its names and parts. */
export function posedFormula({ answer, statements }: SectionFacts, index: number): PosedFormula {
  const { resolve } = answer.dims;
  const own = statements.statements[index] ?? [];
  const text = statements.trees[index]?.text ?? '';
  return {
    text,
    statements: own,
    shape: (expr) => resolved(answer.shapes[index]?.get(expr) ?? UNKNOWN, resolve),
    shapeOfName: (key) => resolved(answer.lookup(key, index).shape, resolve),
    declared: (key) => answer.lookup(key, index).level === 'declared',
    unread: unreadIn(own, text),
    conflicts: answer.conflicts.filter((it) => it.formula === index).map((it) => it.conflict),
  };
}

interface Sentence {
  /** The words with `⟦n⟧` for its n-th formula. */
  readonly words: string;
  readonly formulas: readonly number[];
}

/** A note of one part: the declarations in a sentence, each condition in one of its own, then the formulas on lines. */
function noteOf({ formulas, declare = [], conditions = [] }: Question): {
  note: Note;
  asked: readonly number[];
  sentences: readonly Sentence[];
} {
  let text = '';
  const found: Formula[] = [];
  const blocks: Block[] = [];
  const add = (tex: string, display: boolean): Piece => {
    const start = text.length;
    text += display ? `$$${tex}$$` : `$${tex}$`;
    const span = { start, end: text.length };
    const map = oneToOne(start + (display ? 2 : 1), tex.length);
    found.push({ text: tex, display, span, map, closed: true, block: blocks.length });
    return { kind: 'formula', formula: found.length - 1, span };
  };
  const words = (it: string): Piece => {
    const start = text.length;
    text += it;
    return { kind: 'text', text: it, span: { start, end: text.length } };
  };
  const close = (kind: Block['kind'], start: number, pieces: readonly Piece[]): void => {
    blocks.push({ kind, span: { start, end: text.length }, pieces, scopes: [] });
    text += '\n\n';
  };
  for (const it of declare) {
    const start = text.length;
    close('paragraph', start, [words('Let '), add(it, false), words('.')]);
  }
  const sentences = conditions.map((condition): Sentence => {
    const start = text.length;
    const first = found.length;
    const pieces = pieceTexts(condition).map((it) => (it.math ? add(it.text, false) : words(it.text)));
    close('paragraph', start, pieces);
    let next = 0;
    const line = pieces.map((it) => (it.kind === 'text' ? it.text : `⟦${String(next++)}⟧`)).join('');
    return { words: line, formulas: found.slice(first).map((_, i) => first + i) };
  });
  const asked = formulas.map((it) => {
    const start = text.length;
    close('display', start, [add(it, true)]);
    return found.length - 1;
  });
  const part: Part = { text, formulas: found, blocks, macros: [], comments: [], problems: [] };
  const note: Note = {
    format: 'text',
    text,
    parts: [{ part, place: oneToOne(0, text.length) }],
    problems: [],
  };
  return { note, asked, sentences };
}

/** `$A$ is symmetric` → a formula and words. A condition without dollars is words alone. */
function pieceTexts(condition: string): readonly { math: boolean; text: string }[] {
  return condition
    .split('$')
    .map((text, i) => ({ math: i % 2 === 1, text }))
    .filter((it) => it.text !== '');
}

function unreadIn(statements: readonly Statement[], text: string): readonly string[] {
  if (statements.length === 0) return [text];
  const found: string[] = [];
  for (const { expr } of statements) {
    walk(expr, (it) => {
      if (it.kind === 'hole') found.push(text.slice(it.span.start, it.span.end) || it.detail);
    });
  }
  return found;
}

/** Its dimensions worked out. */
export function resolved(shape: Shape, resolve: (dim: Dim) => Dim): Shape {
  switch (shape.kind) {
    case 'vector':
      return { ...shape, rows: resolve(shape.rows) };
    case 'row':
      return { ...shape, columns: resolve(shape.columns) };
    case 'matrix':
      return { ...shape, rows: resolve(shape.rows), columns: resolve(shape.columns) };
    case 'tensor':
      return { ...shape, dims: shape.dims.map(resolve) };
    case 'function':
      return { ...shape, ...(shape.from && { from: resolved(shape.from, resolve) }), to: resolved(shape.to, resolve) };
    default:
      return shape;
  }
}
