/** Statements → shapes, section by section: what a section inherits, declares, works out and hands on. */
import type { Span } from '../base/span.ts';
import { sourceSpan } from '../note/source-map.ts';
import type { Part } from '../note/note.ts';
import { contested } from '../shape/cues.ts';
import type { Dim } from '../shape/dim.ts';
import type { Styles } from '../shape/habit.ts';
import { freeNames } from '../shape/free-names.ts';
import { numberedBy } from '../shape/layers.ts';
import { emptyEnv, enter, type Env, type Handed, handedOn, leave } from '../shape/scope.ts';
import { type Introduced, type LocalEntry, type SectionAnswer, solveSection } from '../shape/section.ts';
import { aliasesOf } from './aliases.ts';
import { asWhole, breathsOf, declarationsIn } from './declared.ts';
import { sumsRepeated } from './directives.ts';
import { isOfRow, standsApart } from './items.ts';
import { looksOf, type NoteStyles, sameStyles, stylesOf } from './note-styles.ts';
import type { PartStatements } from './reading.ts';
import { withRedefined } from './redefined.ts';
import { isForSquare, speaksInGeneral } from './general-laws.ts';
import { explainedBy, introducesAnew, outlasts, surroundingsOf } from './surroundings.ts';
import { watched, type Watched } from './watched.ts';

export interface SectionFacts {
  readonly statements: PartStatements;
  readonly declared: readonly LocalEntry<Where>[];
  readonly answer: SectionAnswer<Where>;
  readonly handed: Handed<Where>;
}

/** A place in a part that may move while the text around it is edited. */
export interface Where {
  readonly part: Part;
  readonly span: Span;
}

interface Memo {
  readonly statements: PartStatements;
  /** Of what holds in the whole note. */
  readonly signature: string;
  readonly around: Watched<Where>;
  readonly result: SectionFacts;
  /** What it was last found good for, and what follows then: the same again need not be compared. */
  last?: { readonly env: Env<Where>; readonly styles: NoteStyles; readonly after: Env<Where> };
}

/** What analysis remembers between versions of a note. */
export interface Memory {
  readonly columns: Chain;
  /** The same for a note of row vectors, which is solved twice. */
  readonly rows: Chain;
  /** The very same object as long as the note looks alike, so that most sections need not be asked. */
  styles?: NoteStyles;
  parts?: readonly PartStatements[];
  aliases?: ReadonlyMap<string, Dim>;
}

interface Chain {
  readonly root: Env<Where>;
  readonly sections: WeakMap<Part, Memo>;
}

const newChain = (): Chain => ({ root: emptyEnv(), sections: new WeakMap() });

export const newMemory = (): Memory => ({ columns: newChain(), rows: newChain() });

/** What holds in the whole note. */
interface Context {
  readonly styles: Styles;
  readonly aliases: ReadonlyMap<string, Dim>;
  readonly rowVectors: boolean;
  /** Repeated indices are summed over. */
  readonly repeated: boolean;
}

export function solveSections(
  parts: readonly PartStatements[],
  memory: Memory,
  stop: () => void,
): readonly SectionFacts[] {
  const found = stylesOf(parts, memory.parts ?? []);
  memory.parts = parts;
  const styles = memory.styles !== undefined && sameStyles(memory.styles, found) ? memory.styles : found;
  memory.styles = styles;
  const aliases = sameAliases(memory, aliasesOf(parts, styles.sizes));
  const named = [...aliases].map(([name, dim]) => `${name}=${dim.key}`);
  const repeated = sumsRepeated(parts.map((it) => it.part));
  const signature = [repeated, styles.linearNote, styles.matrices, ...named].join();
  const solve = (rowVectors: boolean): readonly SectionFacts[] => {
    const context = { styles, aliases, rowVectors, repeated };
    const { root, sections } = rowVectors ? memory.rows : memory.columns;
    let env = root;
    return parts.map((statements) => {
      stop();
      let memo = sections.get(statements.part);
      const last = memo?.statements === statements && memo.signature === signature ? memo.last : undefined;
      if (memo !== undefined && last?.env === env && last.styles === styles) {
        env = last.after;
        return memo.result;
      }
      const around = { env: enter(env, statements.part.heading?.depth), styles };
      if (memo?.statements !== statements || memo.signature !== signature || !memo.around.movedTo(around)) {
        const seen = watched(around);
        memo = { statements, signature, around: seen, result: section(statements, seen, context) };
        sections.set(statements.part, memo);
      }
      const after = leave(around.env, memo.result.handed);
      memo.last = { env, styles, after };
      env = after;
      return memo.result;
    });
  };
  const columns = solve(false);
  const rows = columns.reduce((sum, it) => sum + it.answer.rowUses, 0);
  // A note that also writes `A x` has one slip or two.
  const others = rows < ROW_HABIT ? 0 : columns.reduce((sum, it) => sum + it.answer.columnUses, 0);
  return rows >= ROW_HABIT && rows > others ? solve(true) : columns;
}

/** The very same map as long as it says the same. */
function sameAliases(memory: Memory, found: ReadonlyMap<string, Dim>): ReadonlyMap<string, Dim> {
  const known = memory.aliases;
  const same = known?.size === found.size && [...found].every(([name, dim]) => known.get(name)?.key === dim.key);
  return (memory.aliases = same ? known : found);
}

/** So many products `x W` with a declared vector on the left make the note one of row vectors. */
const ROW_HABIT = 2;

function section(
  statements: PartStatements,
  around: Watched<Where>,
  { styles, aliases, rowVectors, repeated }: Context,
): SectionFacts {
  const { part } = statements;
  const depth = part.heading?.depth ?? 0;
  const local = repeated ? declarationsIn(statements).map(asWhole) : declarationsIn(statements);
  const declared = local.map(({ declaration, formula }): LocalEntry<Where> => {
    const { map } = part.formulas[formula]!;
    const place = { part, span: sourceSpan(map, declaration.span.start, declaration.span.end) };
    const { key, shape, conditions, inWords = false } = declaration;
    const explains = explainedBy(part, formula);
    const near =
      declaration.described === true ||
      declaration.onward === true ||
      (contested(around.styles.cues.get(key)) && isQuantified(part, formula));
    const numbered = declaration.name && numberedBy(declaration.name, shape);
    return {
      key,
      shape,
      ...(numbered && { numbered }),
      conditions,
      inWords,
      glyph: declaration.symbol.glyph,
      origin: { place },
      depth: outlasts(part, formula) ? Math.max(0, depth - 1) : depth,
      inForce: true,
      formula,
      declaration,
      ...(explains !== undefined && { explains }),
      ...(near && { near }),
      ...(declaration.onward === true && { onward: true as const }),
    };
  });
  // Bold and plain vectors may alternate between sections.
  const { boldVectors, linear } = looksOf(statements);
  const own: Styles = {
    ...styles,
    kinds: around.styles.kinds,
    sizes: around.styles.sizes,
    cues: around.styles.cues,
    boldVectors,
    linear: linear || boldVectors || local.some(({ declaration: it }) => it.shape.kind !== 'scalar'),
  };
  const breaths = breathsOf(part);
  const answer = solveSection({
    blockOf: (formula) => breaths[formula] ?? 0,
    isApart: (declaredAt, formula, all) => standsApart(part, declaredAt, formula, all),
    isDisplayed: (formula) => part.formulas[formula]?.display === true,
    statements: statements.statements,
    introduced: withRedefined(introducedIn(statements), statements.statements, declared, around.env),
    declared,
    env: around.env,
    styles: own,
    rowVectors,
    aliases,
  });
  const lasting = declared.filter((it) => !isOfRow(part, it.formula));
  return { statements, declared, answer, handed: handedOn(lasting, answer.kinds) };
}

/** By name, where words give it to something new: for good, or for a sentence that speaks in general. */
function introducedIn({ part, statements }: PartStatements): ReadonlyMap<string, readonly Introduced[]> {
  const found = new Map<string, Introduced[]>();
  const add = (key: string, it: Introduced): void => void found.set(key, [...(found.get(key) ?? []), it]);
  statements.forEach((list, formula) => {
    const [only, more] = list;
    if (only?.expr.kind === 'symbol' && more === undefined && introducesAnew(part, formula))
      add(only.expr.key, { formula, lasts: true });
    else if (list.some(({ expr }) => expr.kind === 'relation') && speaksInGeneral(part, formula))
      for (const key of new Set(list.flatMap(({ expr }) => [...freeNames(expr).names.keys()])))
        add(key, { formula, lasts: false });
    else if (isForSquare(part, formula)) {
      const name = statements[formula + 1]?.[0]?.expr;
      if (name?.kind === 'symbol') add(name.key, { formula, lasts: false });
    }
  });
  return found;
}

/** “for any $x, y \in \mathbb R$”: the letters of one sentence. */
const isQuantified = (part: Part, formula: number): boolean =>
  /\bfor (any|all|every|each|some)\s*$/.test(surroundingsOf(part)[formula]?.before ?? '');
