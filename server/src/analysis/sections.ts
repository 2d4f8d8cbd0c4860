/** Statements → shapes, section by section: what a section inherits, declares, works out and hands on. */
import type { Span } from '../base/span.ts';
import { span } from '../base/span.ts';
import { type Expr, walk } from '../expr/expr.ts';
import type { Habits } from '../expr/lower-habits.ts';
import { toSource } from '../note/source-map.ts';
import type { Block, Part } from '../note/note.ts';
import { type Declaration, dimOf, nameOf } from '../shape/declare.ts';
import { type Dim, hasVariable } from '../shape/dim.ts';
import { maskOf, type Styles, styleOf } from '../shape/habit.ts';
import { proseDeclarations, type Sentence } from '../shape/prose.ts';
import { dimsOf } from '../shape/shape.ts';
import { LINES } from '../shape/names.ts';
import { emptyEnv, enter, type Entry, type Env, leave } from '../shape/scope.ts';
import { type LocalEntry, type SectionAnswer, solveSection } from '../shape/section.ts';
import type { PartStatements } from './reading.ts';

export interface SectionFacts {
  readonly statements: PartStatements;
  readonly declared: readonly LocalEntry<Where>[];
  readonly answer: SectionAnswer<Where>;
}

/** A place in a part that may move while the text around it is edited. */
export interface Where {
  readonly part: Part;
  readonly span: Span;
}

interface Memo {
  readonly statements: PartStatements;
  readonly env: Env<Where>;
  readonly context: string;
  readonly result: SectionFacts;
}

/** What analysis remembers between versions of a note. */
export interface Memory {
  readonly root: Env<Where>;
  readonly sections: WeakMap<Part, Memo>;
}

export const newMemory = (): Memory => ({ root: emptyEnv(), sections: new WeakMap() });

const declaredMemo = new WeakMap<PartStatements, readonly LocalDeclaration[]>();

interface LocalDeclaration {
  readonly declaration: Declaration;
  readonly formula: number;
}

export function solveSections(
  parts: readonly PartStatements[],
  habits: Habits,
  memory: Memory,
  stop: () => void,
): readonly SectionFacts[] {
  const declared = parts.map(declarationsIn);
  const styles = stylesOf(declared.flat(), parts);
  const aliases = aliasesOf(parts, styles);
  const aliasKey = [...aliases].map(([name, dim]) => `${name}=${dim.key}`).join(',');
  const solve = (rowVectors: boolean): readonly SectionFacts[] => {
    let env = memory.root;
    return parts.map((statements, i) => {
      stop();
      const inside = enter(env, statements.part.heading?.depth);
      const context = `${habits.signature}|${styles.signature}|${aliasKey}|${String(rowVectors)}`;
      const memo = memory.sections.get(statements.part);
      const fresh = memo?.statements !== statements || memo.env !== inside || memo.context !== context;
      const result = fresh ? section(statements, declared[i]!, inside, styles, rowVectors, aliases) : memo.result;
      if (fresh) memory.sections.set(statements.part, { statements, env: inside, context, result });
      env = leave(inside, lastOfEach(result.declared), result.answer.kinds, signatureOf(result));
      return result;
    });
  };
  const columns = solve(false);
  const rows = columns.reduce((sum, it) => sum + it.answer.rowUses, 0);
  return rows >= ROW_HABIT ? solve(true) : columns;
}

/** So many products `x W` with a declared vector on the left make the note one of row vectors. */
const ROW_HABIT = 2;

const lastOfEach = (declared: readonly LocalEntry<Where>[]): readonly Entry<Where>[] => [
  ...new Map(declared.map((it) => [it.key, it])).values(),
];

function signatureOf({ declared, answer }: SectionFacts): string {
  const entries = declared.map(
    (it) => `${it.key}:${JSON.stringify(it.shape)}:${it.conditions.join()}:${String(it.depth)}`,
  );
  return `${entries.join('|')}||${[...answer.kinds].map(([key, mask]) => `${key}:${String(mask)}`).join('|')}`;
}

function section(
  statements: PartStatements,
  local: readonly LocalDeclaration[],
  env: Env<Where>,
  styles: Styles,
  rowVectors: boolean,
  aliases: ReadonlyMap<string, Dim>,
): SectionFacts {
  const depth = statements.part.heading?.depth ?? 0;
  const declared = local.map(({ declaration, formula }): LocalEntry<Where> => {
    const { map } = statements.part.formulas[formula]!;
    const place = {
      part: statements.part,
      span: span(toSource(map, declaration.span.start), toSource(map, declaration.span.end)),
    };
    const { key, shape, conditions } = declaration;
    return {
      key,
      shape,
      conditions,
      glyph: declaration.symbol.glyph,
      origin: { place },
      depth,
      inForce: true,
      formula,
      declaration,
    };
  });
  // Bold and plain vectors may alternate between sections.
  const seen = looks(statements.statements);
  const own: Styles = {
    ...styles,
    boldVectors: seen.boldVectors,
    linear: seen.linear || seen.boldVectors || local.some(({ declaration: it }) => it.shape.kind !== 'scalar'),
  };
  const answer = solveSection({
    blockOf: (formula) => breathOf(statements.part, formula),
    statements: statements.statements,
    declared,
    env,
    styles: own,
    rowVectors,
    aliases,
  });
  return { statements, declared, answer };
}

/** The block of a formula; in a long run of lines (pasted text) each line is a block of its own. */
function breathOf(part: Part, formula: number): number {
  const it = part.formulas[formula];
  const block = it === undefined ? undefined : part.blocks[it.block];
  if (it === undefined || block === undefined) return 0;
  const lines = part.text.slice(block.span.start, block.span.end).split('\n').length;
  if (lines <= LONG_BLOCK) return it.block * LINES;
  return it.block * LINES + part.text.slice(block.span.start, it.span.start).split('\n').length;
}

const LONG_BLOCK = 15;

/** Declarations of a part in the order of the text, mathematics before what a sentence says of the same name. */
function declarationsIn(statements: PartStatements): readonly LocalDeclaration[] {
  let found = declaredMemo.get(statements);
  if (found === undefined) {
    const math = statements.declarations.flatMap((list, formula) =>
      list.map((declaration) => ({ declaration, formula })),
    );
    const prose = statements.part.blocks.flatMap((block) => proseIn(block, statements));
    const place = (it: LocalDeclaration): string =>
      `${it.declaration.key} ${String(statements.part.formulas[it.formula]?.block)}`;
    const stated = new Set(math.map(place));
    found = [...math, ...prose.filter((it) => !stated.has(place(it)))].sort((a, b) => a.formula - b.formula);
    declaredMemo.set(statements, found);
  }
  return found;
}

function proseIn(block: Block, statements: PartStatements): readonly LocalDeclaration[] {
  const sentence: Sentence = block.pieces.map((it) => (it.kind === 'text' ? it.text : it.formula));
  if (!sentence.some((it) => typeof it === 'number') || !sentence.some((it) => typeof it === 'string')) return [];
  const found = proseDeclarations(
    sentence,
    (formula) => statements.statements[formula] ?? [],
    (formula) => statements.part.formulas[formula]?.text ?? '',
  );
  return found.map(({ formula, ...declaration }) => ({ declaration, formula }));
}

function stylesOf(declared: readonly LocalDeclaration[], parts: readonly PartStatements[]): Styles {
  const kinds = new Map<string, Map<number, number>>();
  const sizes = new Set<string>();
  const seen = new Set<string>();
  for (const { declaration } of declared) {
    for (const dim of dimsOf(declaration.shape))
      for (const term of dim.terms) for (const atom of term.atoms) if (!atom.startsWith('?')) sizes.add(atom);
    const mask = maskOf(declaration.shape);
    const identity = `${declaration.key}:${String(mask)}`;
    if (mask === undefined || declaration.shape.kind === 'function' || seen.has(identity)) continue;
    seen.add(identity);
    const style = styleOf(declaration.symbol.glyph);
    const counts = kinds.get(style) ?? new Map<number, number>();
    kinds.set(style, counts.set(mask, (counts.get(mask) ?? 0) + 1));
  }
  const boldVectors = parts.some((it) => looks(it.statements).boldVectors);
  const declaredLinear = [...kinds.values()].some((it) => [...it.keys()].some((mask) => mask !== 1));
  const linear = boldVectors || declaredLinear || parts.some((it) => looks(it.statements).linear);
  const signature = JSON.stringify([
    [...kinds].map(([style, counts]) => [style, ...counts]),
    [...sizes],
    boldVectors,
    linear,
  ]);
  return { kinds, sizes, boldVectors, linear, signature };
}

const looksMemo = new WeakMap<object, { boldVectors: boolean; linear: boolean }>();

/** Bold lower-case letters, transposes, norms and inverses: the note has vectors. */
function looks(statements: PartStatements['statements']): { boldVectors: boolean; linear: boolean } {
  const known = looksMemo.get(statements);
  if (known !== undefined) return known;
  const found = { boldVectors: false, linear: false };
  const signs = new Set([
    'transpose',
    'norm',
    'inverse-transpose',
    'trace',
    'determinant',
    'hadamard',
    'kronecker',
    'diagonal',
    'vectorise',
  ]);
  for (const { expr } of statements.flat()) {
    walk(expr, (it) => {
      if (it.kind === 'apply' && signs.has(it.op)) found.linear = true;
      if (it.kind === 'literal') found.linear = true;
      if (it.kind === 'symbol' && it.glyph.face === 'bold' && /^([a-z]|\\\\[a-z]+)$/.test(it.glyph.letter))
        found.boldVectors = true;
    });
  }
  looksMemo.set(statements, found);
  return found;
}

/** Sizes the note itself sets equal: `d_k = d_v`, `D = hk`. */
function aliasesOf(parts: readonly PartStatements[], styles: Styles): ReadonlyMap<string, Dim> {
  const aliases = new Map<string, Dim>();
  for (const { statements } of parts) {
    for (const { expr } of statements.flat()) {
      if (expr.kind !== 'relation' || !expr.signs.every((it) => it.text === '=')) continue;
      for (let i = 0; i + 1 < expr.sides.length; i++) alias(expr.sides[i], expr.sides[i + 1], styles, aliases);
    }
  }
  return aliases;
}

function alias(left: Expr | undefined, right: Expr | undefined, styles: Styles, aliases: Map<string, Dim>): void {
  const name = left === undefined ? undefined : nameOf(left);
  if (name === undefined || right === undefined || !styles.sizes.has(name) || aliases.has(name)) return;
  const dim = dimOf(right);
  if (dim === undefined || hasVariable(dim) || dim.terms.some((it) => it.atoms.length === 0) || dim.key === name)
    return;
  // Only names of sizes make a size: `n = x` says nothing about shapes.
  const atoms = dim.terms.flatMap((it) => it.atoms);
  if (!atoms.every((it) => styles.sizes.has(it) && !reaches(it, name, aliases))) return;
  let onlyNames = true;
  walk(right, (it) => {
    if (it.kind === 'hole' || it.kind === 'call') onlyNames = false;
  });
  if (onlyNames) aliases.set(name, dim);
}

const reaches = (from: string, name: string, aliases: ReadonlyMap<string, Dim>): boolean =>
  from === name ||
  (aliases.get(from)?.terms.some((it) => it.atoms.some((atom) => reaches(atom, name, aliases))) ?? false);
