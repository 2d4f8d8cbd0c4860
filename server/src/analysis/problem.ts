/**
 * A formula that stands alone, with what is said of its letters: the input of `nabla derive` and `nabla verify`. It goes
 * through the very stages a note goes through, in a small note made of the declarations, the conditions and the formula.
 */
import { habitsFrom } from '../expr/lower-habits.ts';
import { lowerStatements } from '../expr/lower-statements.ts';
import { isRelation } from '../expr/statement.ts';
import type { MacroTable } from '../latex/macros.ts';
import { parseFormula } from '../latex/parser.ts';
import type { Block, Formula, Note, Part, Piece } from '../note/note.ts';
import { oneToOne } from '../note/source-map.ts';
import type { Dim } from '../shape/dim.ts';
import { dimTable } from '../shape/unify.ts';
import { conditionsIn } from './conditions.ts';
import { declarationsIn } from './declared.ts';
import { union } from './folded.ts';
import { formulaIn, type PosedFormula, posedFormula, type Scope, scopeIn, scopeOf } from './posed-formula.ts';
import { type ByHabit, type PartStatements, readByHabit } from './reading.ts';
import { newMemory, solveSections } from './sections.ts';
import { defaults, type Settings } from './settings.ts';
import { type PartTrees, readTrees, type Standing } from './trees.ts';

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
  /** Names of which the value at an argument is declared, `A(t) \in \mathbb{R}^{n \times n}`: functions of it. */
  readonly applied: ReadonlySet<string>;
  /** The best known value of a dimension. */
  readonly resolve: (dim: Dim) => Dim;
  /** Conditions that could not be read; a verdict that may rest on them must say so. */
  readonly unread: readonly string[];
  /** For a further question with the same declarations: they are not read again. */
  readonly trees: readonly PartTrees[];
  /**
   * A further formula about the same names, read as if it stood in the first one's place.
   * @param numbers names that only the first formula tells to be numbers
   */
  readonly further: (latex: string, numbers: ReadonlySet<string>) => PosedFormula;
}

/** What declarations and conditions were read as: a note's questions, or a batch's, come with the same ones. */
const standing: Standing = new Map();

/** Reads the question through the front end. Never throws: what is wrong with it is in the answer. */
export function pose(question: Question, settings: Settings = defaults, before?: Posed): Posed {
  return poseKnown(question, settings) ?? poseWhole(question, settings, before);
}

/** In one note, which is solved where the declarations alone do not tell everything. */
function poseWhole(question: Question, settings: Settings, before: Posed | undefined): Posed {
  const { part, asked, sentences } = partOf(question);
  const trees = readTrees(noteIn([part]), settings, before?.trees, standing);
  const read = readByHabit(trees);
  const [statements] = read.statements;
  if (statements === undefined) throw new Error('A note of one part has the statements of one part.');
  const said = saidIn(statements, sentences);
  const { formulas, scope } = bySection(read, asked);
  return posedFrom({ formulas, scope }, said, question, read, trees);
}

const posedFrom = (
  { formulas, scope }: Solved,
  said: Said,
  question: Question,
  read: ByHabit,
  trees: readonly PartTrees[],
): Posed => ({
  formulas,
  conditions: said.conditions,
  applied: new Set(
    read.statements.flatMap((it) =>
      declarationsIn(it).flatMap(({ declaration }) => (declaration.applied === true ? [declaration.key] : [])),
    ),
  ),
  resolve: scope.dims.resolve,
  unread: said.unread.map((it) => question.conditions?.[it] ?? ''),
  trees,
  further: furtherIn(scope, read, trees[trees.length - 1]?.macros),
});

type Said = ReturnType<typeof conditionsIn>;

const saidIn = (statements: PartStatements, sentences: readonly Sentence[]): Said =>
  conditionsIn(
    declarationsIn(statements).map(({ declaration: { key, conditions } }) => ({ key, conditions })),
    sentences.map(({ words, formulas }) => ({
      words,
      statements: formulas.map((it) => statements.statements[it] ?? []),
    })),
  );

/** Declarations and conditions as a part of their own. */
interface Known {
  readonly part: Part;
  readonly sentences: readonly Sentence[];
}

/** By what is declared and said, in the words of the question. */
const known = new Map<string, Known>();

/** More of them are forgotten. */
const KNOWN = 200;

function knownFor({ declare = [], conditions = [] }: Question): Known {
  const key = [...declare, '', ...conditions].join('\n');
  const before = known.get(key);
  if (before !== undefined) return before;
  const made = partOf({ formulas: [], declare, conditions });
  if (known.size >= KNOWN) known.clear();
  known.set(key, made);
  return made;
}

interface Told {
  readonly scope: Scope | undefined;
  readonly said: Said;
}

const toldMemo = new WeakMap<PartStatements, Told>();

/**
 * By the declarations alone: nothing is to be worked out where each name is declared and everything fits. Undefined
 * where that is not so. What is declared is read once for all questions about it.
 */
function poseKnown(question: Question, settings: Settings): Posed | undefined {
  const context = knownFor(question);
  const trees = readTrees(noteIn([context.part, partOf({ formulas: question.formulas }).part]), settings, [], standing);
  // A question that declares something itself is no longer asked here.
  const read = readByHabit(trees, {}, [], trees.slice(0, 1));
  const [before, asked] = read.statements;
  if (before === undefined || asked === undefined) return undefined;
  if (says(asked) || asked.declarations.some((it) => it.length > 0)) return undefined;
  let told = toldMemo.get(before);
  if (told === undefined) {
    const scope = says(before) ? undefined : scopeOf(declarationsIn(before));
    toldMemo.set(before, (told = { scope, said: saidIn(before, context.sentences) }));
  }
  if (told.scope === undefined) return undefined;
  let open = false;
  const { shapeOf } = told.scope;
  const scope: Scope = { ...told.scope, dims: dimTable() };
  const looking: Scope = {
    ...scope,
    shapeOf: (key) => {
      const shape = shapeOf(key);
      if (shape.kind === 'unknown') open = true;
      return shape;
    },
  };
  const formulas = asked.trees.map(({ text }, it) => formulaIn(looking, text, asked.statements[it] ?? []));
  if (open || formulas.some((it) => it.conflicts.length > 0)) return undefined;
  return posedFrom({ formulas, scope }, told.said, question, read, trees);
}

/** A relation may say what a name is, or that two sizes are equal. */
const says = ({ statements }: PartStatements): boolean =>
  statements.some((list) => list.some(({ expr }) => isRelation(expr) && expr.signs.some(({ text }) => text === '=')));

interface Solved {
  readonly formulas: readonly PosedFormula[];
  readonly scope: Scope;
}

function bySection({ statements }: ByHabit, asked: readonly number[]): Solved {
  const [section] = solveSections(statements, newMemory(), () => undefined);
  if (section === undefined) throw new Error('A note of one part has one section.');
  return { formulas: asked.map((index) => posedFormula(section, index)), scope: scopeIn(section, asked[0] ?? 0) };
}

/** Reads formulas by names that are known: nothing of them is worked out again. */
function furtherIn(
  scope: Scope,
  { habits, counts, declared: names }: ByHabit,
  macros: MacroTable | undefined,
): Posed['further'] {
  return (latex, numbers) => {
    const { tree } = parseFormula(latex, macros === undefined ? {} : { macros });
    const own = numbers.size === 0 ? habits : habitsFrom([counts], { ...names, values: union(names.values, numbers) });
    const isDeclared = (key: string): boolean => numbers.has(key) || scope.isDeclared(key);
    return formulaIn({ ...scope, isDeclared }, tree.text, lowerStatements(tree, own));
  };
}

interface Sentence {
  /** The words with `⟦n⟧` for its n-th formula. */
  readonly words: string;
  readonly formulas: readonly number[];
}

/** The declarations in a sentence, each condition in one of its own, then the formulas on lines. */
function partOf({ formulas, declare = [], conditions = [] }: Question): {
  part: Part;
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
  return { part, asked, sentences };
}

const noteIn = (parts: readonly Part[]): Note => ({
  format: 'text',
  text: parts.map((it) => it.text).join(''),
  parts: parts.map((part) => ({ part, place: oneToOne(0, part.text.length) })),
  problems: [],
});

/** `$A$ is symmetric` → a formula and words. A condition without dollars is words alone. */
function pieceTexts(condition: string): readonly { math: boolean; text: string }[] {
  return condition
    .split('$')
    .map((text, i) => ({ math: i % 2 === 1, text }))
    .filter((it) => it.text !== '');
}
