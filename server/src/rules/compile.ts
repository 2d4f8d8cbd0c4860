/**
 * A note of rules → rules, with the product's own front end. A heading of the first depth names the chapter, each
 * heading of the second a rule:
 *
 * ```
 * ## 3.1 Trace of a product
 *
 * Let $A \in \mathbb{R}^{n \times m}$ and $X \in \mathbb{R}^{m \times n}$.
 *
 * In denominator layout:
 *
 * $$\frac{\partial}{\partial X} \operatorname{tr}(AX) = A^\top$$
 *
 * Source: Petersen and Pedersen, The Matrix Cookbook, section 2.5, equation 100.
 * ```
 */
import type { Span } from '../base/span.ts';
import { type Relation, walk } from '../expr/expr.ts';
import { count, habitsFrom } from '../expr/lower-habits.ts';
import { lowerStatements } from '../expr/lower-statements.ts';
import { isRelation, type Statement } from '../expr/statement.ts';
import { extend, type MacroTable, noMacros, readMacros } from '../latex/macros.ts';
import type { Tree } from '../latex/node.ts';
import { parseFormula } from '../latex/parser.ts';
import type { Block, Part, PlacedPart } from '../note/note.ts';
import { readNote } from '../note/read.ts';
import { sourceSpan, toSource } from '../note/source-map.ts';
import { declarationsOf } from '../shape/declare.ts';
import { dimsOf } from '../shape/shape.ts';
import type { Fault } from './fault.ts';
import { type Paragraph, settled, statedIn } from './given.ts';
import { claimLayouts } from './layouts-of.ts';
import type { Chapter, Form, Layout, Rule } from './rule.ts';
import { settleCalls } from './settled-calls.ts';
import { typed } from './typed.ts';

export interface Compiled {
  readonly chapter: Chapter;
  readonly faults: readonly Fault[];
}

/** Reads a note of rules. A rule with a fault is left out, and the fault told at its place in the note. */
export function compileRules(text: string): Compiled {
  const note = readNote(text, 'markdown');
  const faults: Fault[] = [];
  const rules: Rule[] = [];
  let title = '';
  let macros: MacroTable = noMacros;
  for (const placed of note.parts) {
    const { heading } = placed.part;
    for (const it of placed.part.macros) macros = extend(macros, readMacros(it.text).values());
    if (heading?.depth === 1 && title === '') title = heading.title;
    if (heading?.depth !== 2) continue;
    const found = ruleOf(placed, title, macros);
    faults.push(...found.faults);
    if (found.rule === undefined) continue;
    const { id } = found.rule;
    if (rules.some((it) => it.id === id)) faults.push(headingFault('number-taken', id, placed));
    else rules.push(found.rule);
  }
  return { chapter: { title, rules }, faults };
}

const NUMBER = /^([A-Za-z]*[-.]?\d[\w.]*?)\.?\s+(\S.*)$/;

function ruleOf(placed: PlacedPart, chapter: string, macros: MacroTable): { rule?: Rule; faults: readonly Fault[] } {
  const { part } = placed;
  const [, id, title] = NUMBER.exec(part.heading?.title ?? '') ?? [];
  if (id === undefined || title === undefined) return { faults: [headingFault('no-number', '', placed)] };
  const faults: Fault[] = [];
  const text = layOut(part);
  if (text.displays.length === 0) faults.push(headingFault('no-formula', '', placed));
  if (text.source === '') faults.push(headingFault('no-source', '', placed));
  const trees = part.formulas.map((it) => parseFormula(it.text, { macros }).tree);
  const read = statementsOf(trees);
  const at = (formula: number, where: Span): Span => {
    const { map } = part.formulas[formula]!;
    const inPart = sourceSpan(map, where.start, where.end);
    return sourceSpan(placed.place, inPart.start, inPart.end);
  };
  const stated = statedIn(
    text.given.map(paragraphOf),
    read,
    part.formulas.map((it) => it.text),
  );
  const known = settled(stated, (relation, symbols) => typed(relation, symbols, 'denominator'));
  const forms: Form[] = [];
  for (const { formula, layouts } of text.displays) {
    for (const statement of read[formula]!) {
      const broken = holeIn(statement);
      if (broken !== undefined) faults.push({ kind: 'unreadable', ...broken, span: at(formula, broken.span) });
      else if (!isRelation(statement.expr))
        faults.push({ kind: 'not-an-equation', detail: '', span: at(formula, statement.span) });
      else {
        const settledClaim = settleCalls(continued(statement.expr, statement), known.symbols);
        if (!isRelation(settledClaim)) continue;
        const claim = settledClaim;
        const found = claimLayouts(claim, known.symbols, layouts);
        faults.push(...found.faults.map((it) => ({ ...it, span: at(formula, statement.span) })));
        forms.push({ tex: part.formulas[formula]!.text.trim(), layouts: found.layouts, claim });
      }
    }
  }
  for (const { formula, relation } of stated.relations) {
    const hole = holeIn({ expr: relation, span: relation.span, words: '' });
    if (hole !== undefined) faults.push({ kind: 'unreadable', ...hole, span: at(formula, hole.span) });
  }
  const unread = known.unbound.map(({ formula, name, span }): Fault => ({
    kind: 'unbound',
    detail: name,
    span: at(formula, span),
  }));
  faults.push(...unread);
  const rule: Rule = {
    id,
    title,
    names: text.names,
    chapter,
    given: text.given.map((it) => part.text.slice(it.span.start, it.span.end).trim()).join('\n\n'),
    stated: stated.formulas.map((it) => part.formulas[it]!.text),
    symbols: known.symbols,
    hypotheses: stated.relations.map((it) => it.relation),
    forms,
    source: text.source,
    remark: text.remark,
    offset: toSource(placed.place, 0),
  };
  return faults.length === 0 ? { rule, faults } : { faults };
}

function headingFault(kind: Fault['kind'], detail: string, { part, place }: PlacedPart): Fault {
  const end = part.text.indexOf('\n');
  return { kind, detail, span: sourceSpan(place, 0, end < 0 ? part.text.length : end) };
}

/** What each block of a rule is for. */
interface LaidOut {
  /** Sentences that declare and state conditions. */
  readonly given: readonly Block[];
  readonly displays: readonly { readonly formula: number; readonly layouts: readonly Layout[] }[];
  readonly names: readonly string[];
  readonly source: string;
  readonly remark: string;
}

function layOut(part: Part): LaidOut {
  const given: Block[] = [];
  const displays: { formula: number; layouts: readonly Layout[] }[] = [];
  const remarks: string[] = [];
  let names: readonly string[] = [];
  let source = '';
  let layouts: readonly Layout[] = [];
  for (const block of part.blocks) {
    const text = part.text.slice(block.span.start, block.span.end).trim();
    const [, label, rest] = /^(Source|Remark|Short names?|Note): ?([^]*)$/.exec(text) ?? [];
    if (block.kind === 'heading') continue;
    if (label === 'Source') source = rest ?? '';
    else if (label === 'Remark' || label === 'Note') remarks.push(rest ?? '');
    else if (label !== undefined) names = (rest ?? '').replace(/\.$/, '').split(/,\s*/);
    else if (block.kind === 'display') {
      for (const it of block.pieces) if (it.kind === 'formula') displays.push({ formula: it.formula, layouts });
      layouts = [];
    } else if (/\blayouts?:$/.test(text)) layouts = layoutsIn(text);
    else given.push(block);
  }
  return { given, displays, names, source, remark: remarks.join('\n\n') };
}

function paragraphOf({ pieces }: Block): Paragraph {
  let next = 0;
  return {
    sentence: pieces.map((it) => (it.kind === 'text' ? it.text : next++)),
    formulas: pieces.flatMap((it) => (it.kind === 'formula' ? [it.formula] : [])),
  };
}

function layoutsIn(text: string): readonly Layout[] {
  const named = (['numerator', 'denominator', 'mixed'] as const).filter((it) => text.includes(it));
  return named.length === 0 ? ['numerator', 'denominator', 'mixed'] : named;
}

/** Lowered by the rule's own habits: which letters it applies, and which it declares. */
function statementsOf(trees: readonly Tree[]): readonly (readonly Statement[])[] {
  const counts = [count(trees)];
  const none = { functions: new Set<string>(), values: new Set<string>(), sizes: new Set<string>() };
  const first = trees.map((it) => lowerStatements(it, habitsFrom(counts, none)));
  const { functions, values, sizes } = none;
  for (const { key, shape } of first.flatMap(declarationsOf)) {
    (shape.kind === 'function' ? functions : values).add(key);
    for (const dim of dimsOf(shape)) for (const term of dim.terms) for (const atom of term.atoms) sizes.add(atom);
  }
  const habits = habitsFrom(counts, { functions, values, sizes });
  return trees.map((it) => lowerStatements(it, habits));
}

function holeIn({ expr }: Pick<Statement, 'expr' | 'span' | 'words'>): { detail: string; span: Span } | undefined {
  let found: { detail: string; span: Span } | undefined;
  walk(expr, (it) => {
    if (it.kind === 'hole') found ??= { detail: it.detail, span: it.span };
  });
  return found;
}

/** A row that begins with a relation goes on from the side above it. */
const continued = (relation: Relation, { continues }: Statement): Relation =>
  continues === undefined ? relation : { ...relation, sides: [continues, ...relation.sides.slice(1)] };
