/** What a part declares, in formulas and in the sentences around them, and which formulas stand together. */
import type { Statement } from '../expr/statement.ts';
import type { Block, Part } from '../note/note.ts';
import type { Declaration } from '../shape/declare.ts';
import { LINES } from '../shape/names.ts';
import { elementsIn, namesElement } from '../shape/prose-elements.ts';
import { type ProseDeclaration, proseDeclarations, type Sentence } from '../shape/prose.ts';
import type { PartStatements } from './reading.ts';

export interface LocalDeclaration {
  readonly declaration: Declaration;
  readonly formula: number;
}

const declaredMemo = new WeakMap<PartStatements, readonly LocalDeclaration[]>();

/** Declarations of a part in the order of the text, mathematics before what a sentence says of the same name. */
export function declarationsIn(statements: PartStatements): readonly LocalDeclaration[] {
  let found = declaredMemo.get(statements);
  if (found === undefined) {
    const math = statements.declarations.flatMap((list, formula) =>
      list.map((declaration) => ({ declaration, formula })),
    );
    const { blocks } = statements.part;
    const prose = [
      ...blocks.flatMap((block) => proseIn(block, statements)),
      ...blocks.flatMap((block, i) => elementsBeside(block, blocks[i - 1], blocks[i + 1], statements)),
    ];
    const place = (it: LocalDeclaration): string =>
      `${it.declaration.key} ${String(statements.part.formulas[it.formula]?.block)}`;
    const stated = new Map(math.map((it) => [place(it), it]));
    const tells = (it: LocalDeclaration): boolean => {
      const before = stated.get(place(it));
      return before === undefined || (it.formula > before.formula && squares(it.declaration, before.declaration));
    };
    found = [...math, ...prose.filter(tells)].sort((a, b) => a.formula - b.formula);
    declaredMemo.set(statements, found);
  }
  return found;
}

/** “Let $A_{ij}$ be a matrix and $x_i$ a vector”, where what stands for the entries stands for all of it. */
export function asWhole(local: LocalDeclaration): LocalDeclaration {
  const { name, shape, inWords } = local.declaration;
  if (name?.kind !== 'index' || name.upper || name.base.kind !== 'symbol' || inWords !== true) return local;
  const letters = name.items.flatMap((it) => (it.kind === 'at' && it.expr.kind === 'symbol' ? [it.expr.key] : []));
  const rank = shape.kind === 'matrix' ? 2 : shape.kind === 'vector' ? 1 : 0;
  if (letters.length !== rank || name.items.length !== rank || new Set(letters).size < rank) return local;
  return { ...local, declaration: { ...local.declaration, key: name.base.key, name: name.base } };
}

/** `A \in \mathbb R^{m \times n}`, and later in the paragraph “for square $A$”. */
const squares = ({ shape: said }: Declaration, { shape: before }: Declaration): boolean =>
  said.kind === 'matrix' &&
  before.kind === 'matrix' &&
  said.rows.key === said.columns.key &&
  before.rows.key !== before.columns.key;

/** What a sentence says, by the statements of its first formula; its formulas numbered within it. */
interface Said {
  readonly sentence: string;
  readonly statements: readonly (readonly Statement[])[];
  readonly declarations: readonly ProseDeclaration[];
}

const saidMemo = new WeakMap<readonly Statement[], Said>();

function proseIn(block: Block, { statements }: PartStatements): readonly LocalDeclaration[] {
  const numbers = block.pieces.flatMap((it) => (it.kind === 'text' ? [] : it.formula));
  const own = numbers.map((it) => statements[it] ?? []);
  const [first] = own;
  if (first === undefined || numbers.length === block.pieces.length) return [];
  let next = 0;
  const sentence: Sentence = block.pieces.map((it) => (it.kind === 'text' ? it.text : next++));
  const printed = JSON.stringify(sentence);
  let said = saidMemo.get(first);
  if (said?.sentence !== printed || !said.statements.every((it, index) => it === own[index])) {
    const declarations = proseDeclarations(sentence, (formula) => own[formula] ?? []);
    said = { sentence: printed, statements: own, declarations };
    saidMemo.set(first, said);
  }
  return said.declarations.map(({ formula, ...declaration }) => ({ declaration, formula: numbers[formula]! }));
}

/** What a sentence calls an element of a space, and the space, may each be on a line of its own. */
function elementsBeside(
  block: Block,
  before: Block | undefined,
  after: Block | undefined,
  { statements }: PartStatements,
): readonly LocalDeclaration[] {
  if (!block.pieces.some((it) => it.kind === 'text' && namesElement(it.text))) return [];
  const line = [before, block, after]
    .flatMap((it) => it?.pieces ?? [])
    .map((it) => (it.kind === 'text' ? it.text.toLowerCase().replaceAll(/\s+/g, ' ') : `⟦${String(it.formula)}⟧`))
    .join('');
  return elementsIn(line, (formula) => statements[formula] ?? []).map(({ formula, ...declaration }) => ({
    declaration,
    formula,
  }));
}

/** The block of each formula; in a long run of lines (pasted text) each line is a block of its own. */
export function breathsOf(part: Part): readonly number[] {
  const isLong = part.blocks.map(({ span: it }) => linesIn(part.text, it.start, it.end) > LONG_BLOCK);
  return part.formulas.map((formula) => {
    const block = part.blocks[formula.block];
    if (block === undefined) return 0;
    const line = isLong[formula.block] === true ? linesIn(part.text, block.span.start, formula.span.start) : 0;
    return formula.block * LINES + line;
  });
}

const LONG_BLOCK = 15;

function linesIn(text: string, start: number, end: number): number {
  let lines = 1;
  for (let at = text.indexOf('\n', start); at >= 0 && at < end; at = text.indexOf('\n', at + 1)) lines++;
  return lines;
}
