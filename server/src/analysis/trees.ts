/** Formulas → trees. Of a part that was edited, only the formulas that are not as before are read again. */
import { type Counts, count, sameCounts } from '../expr/lower-habits.ts';
import { expanded, extend, type MacroTable, macrosFromSettings, noMacros, readMacros } from '../latex/macros.ts';
import type { Escapes } from '../latex/lexer.ts';
import type { Tree } from '../latex/node.ts';
import { parseFormula } from '../latex/parser.ts';
import type { Formula, Note, Part } from '../note/note.ts';
import type { Settings } from './settings.ts';

export interface PartTrees {
  readonly part: Part;
  readonly trees: readonly Tree[];
  readonly counts: Counts;
  readonly opening: Opening;
  readonly steps: readonly Step[];
  readonly escaped: Escapes;
  /** The macros after the part. */
  readonly macros: MacroTable;
}

/** TeX in the place of a formula of a part, with the macros that hold there replaced by what they stand for. */
export function withoutMacros(tex: string, part: Part, formula: number): string {
  const { before = noMacros, escapes = 'none' } = memo.get(part)?.steps[formula] ?? {};
  return expanded(tex, before, escapes);
}

/** The macros that a part defines outside its formulas. */
interface Opening {
  readonly before: MacroTable;
  readonly sources: readonly string[];
  readonly after: MacroTable;
}

/** A formula, read with the macros before it; it may define more. */
interface Step {
  readonly before: MacroTable;
  readonly escapes: Escapes;
  readonly tree: Tree;
  readonly after: MacroTable;
}

const memo = new WeakMap<Part, PartTrees>();

/**
 * The trees of every part, each read with the macros defined before it.
 * @param previous of the note before an edit
 * @param standing what is asked with again and again
 */
export function readTrees(
  note: Note,
  settings: Settings,
  previous: readonly PartTrees[] = [],
  standing?: Standing,
): readonly PartTrees[] {
  let macros = settingsMacros(settings);
  const escaped = escapesOf(note);
  let spare: Spare | undefined;
  return note.parts.map(({ part }) => {
    const known = memo.get(part);
    let trees = known?.opening.before === macros && known.escaped === escaped ? known : undefined;
    if (trees === undefined) {
      spare ??= spareOf(previous, note, escaped);
      trees = treesOf(part, macros, escaped, spare, standing);
      memo.set(part, trees);
    }
    macros = trees.macros;
    return trees;
  });
}

let lastSettings: { readonly macros: Settings['macros']; readonly table: MacroTable } | undefined;

function settingsMacros({ macros }: Settings): MacroTable {
  if (lastSettings?.macros !== macros) lastSettings = { macros, table: macrosFromSettings(macros) };
  return lastSettings.table;
}

const underscoreMemo = new WeakMap<Part, boolean>();
const barMemo = new WeakMap<Part, boolean>();

function escapesOf({ format, parts }: Note): Escapes {
  if (format !== 'markdown' || !parts.some(({ part }) => escapesUnderscores(part))) return 'none';
  return parts.some(({ part }) => escapesBars(part)) ? 'bars' : 'underscores';
}

/** `$\|\|x\|\|$` is what the reader sees as `||x||`. */
function escapesBars(part: Part): boolean {
  let found = barMemo.get(part);
  if (found === undefined) {
    found = part.formulas.some((it) => /\\\|\\\|[^|]*\\\|\\\|/.test(it.text) && !isProtected(part, it));
    barMemo.set(part, found);
  }
  return found;
}

/** Between two dollars Markdown leaves a formula alone. */
const isProtected = ({ text }: Part, { span }: Formula): boolean => text.startsWith('$$', span.start);

/** Jekyll's Markdown eats a backslash before an underscore; authors write `x\_i` then, in every formula. */
function escapesUnderscores(part: Part): boolean {
  let found = underscoreMemo.get(part);
  if (found === undefined) {
    found = part.formulas.some(
      (it) =>
        /\\\\\{[^]*?\\\\\}/.test(it.text) ||
        (it.text.includes('\\_') &&
          /[\w})']\\_[{\w\\]/.test(it.text.replaceAll(/\\(text|mathrm|operatorname|texttt|mathtt)\{[^}]*\}/g, ''))),
    );
    underscoreMemo.set(part, found);
  }
  return found;
}

/** What was read of parts that are gone: most of it stands in the parts that took their place. */
interface Spare {
  readonly openings: readonly Opening[];
  readonly counts: readonly Counts[];
  /** By text, each to be used once: a tree stands for one formula. */
  readonly steps: Map<string, Step[]>;
}

function spareOf(previous: readonly PartTrees[], note: Note, escaped: Escapes): Spare {
  const gone = goneFrom(previous, note).filter((it) => it.escaped === escaped);
  const steps = new Map<string, Step[]>();
  for (const step of gone.flatMap((it) => it.steps)) {
    const known = steps.get(step.tree.text);
    if (known === undefined) steps.set(step.tree.text, [step]);
    else known.push(step);
  }
  return { openings: gone.map((it) => it.opening), counts: gone.map((it) => it.counts), steps };
}

/** What stands between the parts that begin the note as before and those that end it so, and is not there any more. */
function goneFrom(previous: readonly PartTrees[], { parts }: Note): readonly PartTrees[] {
  let head = 0;
  while (head < previous.length && previous[head]!.part === parts[head]?.part) head++;
  let tail = 0;
  const last = (all: readonly { readonly part: Part }[]): Part | undefined => all[all.length - 1 - tail]?.part;
  while (tail < previous.length - head && last(previous) === last(parts)) tail++;
  const present = new Set(parts.slice(head, parts.length - tail).map(({ part }) => part));
  return previous.slice(head, previous.length - tail).filter((it) => !present.has(it.part));
}

function treesOf(part: Part, before: MacroTable, escaped: Escapes, spare: Spare, standing?: Standing): PartTrees {
  const opening = openingOf(part, before, spare);
  let macros = opening.after;
  const used = new Set<Step>();
  const steps = part.formulas.map((formula): Step => {
    const { text, display } = formula;
    const escapes = escaped === 'bars' && isProtected(part, formula) ? 'underscores' : escaped;
    const step =
      taken(spare, text, macros, escapes) ??
      (standing === undefined || display ? undefined : stood(standing, text, macros, escapes, used)) ??
      read(text, macros, escapes);
    macros = step.after;
    return step;
  });
  const trees = steps.map((it) => it.tree);
  const counts = count(trees);
  // Most keys change no count, and then nothing that is made of the counts.
  const same = spare.counts.find((it) => sameCounts(it, counts));
  return { part, trees, counts: same ?? counts, opening, steps, escaped, macros };
}

function openingOf(part: Part, before: MacroTable, spare: Spare): Opening {
  const sources = part.macros.map((it) => it.text);
  const known = spare.openings.find((it) => it.before === before && same(it.sources, sources));
  if (known !== undefined) return known;
  let after = before;
  for (const source of sources) after = extend(after, readMacros(source).values());
  return { before, sources, after };
}

const same = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((it, index) => it === b[index]);

function taken({ steps }: Spare, text: string, before: MacroTable, escapes: Escapes): Step | undefined {
  if (steps.size === 0) return undefined;
  const known = steps.get(text);
  const index = known?.findIndex((it) => it.before === before && it.escapes === escapes) ?? -1;
  return index < 0 ? undefined : known?.splice(index, 1)[0];
}

/** Declarations that questions come with, by text: the same ones for question after question. */
export type Standing = Map<string, Step>;

/** More of them are forgotten. */
const STANDING = 200;

function stood(standing: Standing, text: string, before: MacroTable, escapes: Escapes, used: Set<Step>): Step {
  let step = standing.get(text);
  if (step?.before !== before || step.escapes !== escapes || used.has(step)) {
    step = read(text, before, escapes);
    if (standing.size >= STANDING) standing.clear();
    standing.set(text, step);
  }
  used.add(step);
  return step;
}

function read(text: string, before: MacroTable, escapes: Escapes): Step {
  const { tree, definitions } = parseFormula(text, { macros: before, escapes });
  return { before, escapes, tree, after: definitions.length > 0 ? extend(before, definitions) : before };
}
