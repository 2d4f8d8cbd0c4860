/**
 * What directives make of the findings: which are not told, and what is to be told of the directives themselves. A
 * directive that silences nothing is told too, since it would silence the next finding of its kind unseen.
 */
import { type Span, contains, span } from '../base/span.ts';
import type { Ignore } from '../note/directive.ts';
import { toSource } from '../note/source-map.ts';
import { directivesOf, misunderstood, type NoteDirective } from './directives.ts';
import type { Facts, Finding, Severity } from './facts.ts';
import { typedName } from './name-facts.ts';
import { type Code, codeInfo } from './problems.ts';
import { unmetMessage, unusedMessage } from './wording.ts';

export interface Silence {
  readonly hidden: ReadonlySet<Finding>;
  readonly told: readonly Told[];
}

/** A finding about a directive. Offsets are in the note. */
export interface Told {
  readonly code: Code;
  readonly severity: Severity;
  readonly span: Span;
  readonly message: string;
  readonly fixes: readonly { readonly title: string; readonly edits: readonly Edit[] }[];
}

interface Edit {
  readonly span: Span;
  readonly newText: string;
}

const nothing: Silence = { hidden: new Set(), told: [] };
const memo = new WeakMap<Facts, Silence>();

/** Applies the directives of a note to its findings. */
export function silenceOf(facts: Facts): Silence {
  if (directivesOf(facts.note).length === 0) return nothing;
  let found = memo.get(facts);
  if (found === undefined) memo.set(facts, (found = applied(facts)));
  return found;
}

function applied(facts: Facts): Silence {
  const directives = directivesOf(facts.note);
  const hidden = new Set<Finding>();
  const told: Told[] = [];
  const off = silentStretches(facts, directives);
  const isOff = (offset: number): boolean => off.some((it) => it.start <= offset && offset < it.end);
  if (off.length > 0) {
    for (const { finding, at } of everyFinding(facts)) if (isOff(at)) hidden.add(finding);
  }
  for (const it of directives) {
    const { directive } = it;
    const wrong = misunderstood(directive);
    if (wrong !== undefined) {
      told.push({ ...toldOf('unknown-directive', it.span, wrong.message), fixes: corrected(facts, it, wrong) });
    }
    if (wrong !== undefined || (directive.kind !== 'ignore' && directive.kind !== 'expect')) continue;
    const found = concerned(facts, it, directive);
    for (const finding of found) hidden.add(finding);
    if (isOff(it.span.start)) continue;
    if (!isDecided(facts, it, directive)) continue;
    const missing = directive.codes.filter((code) => found.every((finding) => finding.code !== code));
    if (directive.kind === 'expect') {
      if (!isReadable(facts, it)) continue;
      for (const code of missing)
        told.push({ ...toldOf('unmet-expectation', it.span, unmetMessage(code)), fixes: removed(facts, it) });
    } else if (missing.length === directive.codes.length && isReadable(facts, it)) {
      const where = directive.everywhere ? 'in this note' : 'here';
      told.push({ ...toldOf('unused-ignore', it.span, unusedMessage(missing, where)), fixes: removed(facts, it) });
    }
  }
  return { hidden, told };
}

function toldOf(code: Code, at: Span, message: string): Omit<Told, 'fixes'> {
  const { severity } = codeInfo[code];
  return { code, severity: severity === 'off' ? 'hint' : severity, span: at, message };
}

/** From each `off` to the next `on`, or to the end. */
function silentStretches({ note }: Facts, directives: readonly NoteDirective[]): readonly Span[] {
  const found: Span[] = [];
  let from: number | undefined;
  for (const { directive, span: at, part } of directives) {
    if (directive.kind === 'off') from ??= part === undefined ? 0 : at.start;
    if (directive.kind === 'on' && from !== undefined) {
      found.push(span(from, at.start));
      from = undefined;
    }
  }
  if (from !== undefined) found.push(span(from, note.text.length + 1));
  return found;
}

function* everyFinding({ note, parts }: Facts): Generator<{ finding: Finding; at: number }> {
  for (const [index, { findings }] of parts.entries()) {
    const place = note.parts[index]?.place;
    if (place === undefined) continue;
    for (const finding of findings) yield { finding, at: toSource(place, finding.span.start) };
  }
}

/** The findings that a directive means. */
function concerned(facts: Facts, it: NoteDirective, directive: Ignore): readonly Finding[] {
  const key = directive.symbol === undefined ? undefined : typedName(directive.symbol)?.key;
  const isMeant = (finding: Finding, index: number): boolean =>
    directive.codes.includes(finding.code) &&
    (directive.symbol === undefined || (key !== undefined && concerns(facts, index, finding, key)));
  if (directive.everywhere || it.part === undefined) {
    return facts.parts.flatMap((known, index) => known.findings.filter((finding) => isMeant(finding, index)));
  }
  const index = it.part;
  const findings = facts.parts[index]?.findings ?? [];
  const block = facts.note.parts[index]?.part.blocks[it.block ?? -1]?.span;
  return findings.filter((finding) => {
    if (!isMeant(finding, index)) return false;
    if (finding.formula !== undefined) return it.formulas.includes(finding.formula);
    // What is said of a sentence is silenced in its paragraph.
    return block !== undefined && contains(block, finding.span.start);
  });
}

/** Whether the name stands in what the finding underlines. */
function concerns(facts: Facts, index: number, { formula, span: at }: Finding, key: string): boolean {
  const map = formula === undefined ? undefined : facts.note.parts[index]?.part.formulas[formula]?.map;
  if (map === undefined) return false;
  return (facts.parts[index]?.names ?? []).some((name) => {
    const start = toSource(map, name.span.start);
    return name.formula === formula && name.key === key && at.start <= start && start < at.end;
  });
}

/** Nothing is missing beside a formula that is being written. */
function isReadable({ note, parts }: Facts, { part, formulas }: NoteDirective): boolean {
  if (part === undefined) return true;
  return formulas.every(
    (it) => note.parts[part]?.part.formulas[it]?.closed === true && parts[part]?.formulas[it]?.tree.clean === true,
  );
}

/** Codes of what only a verdict tells. */
const byVerdict: readonly string[] = ['wrong-derivative', 'false-identity', 'needs-condition'] satisfies Code[];

/** Whether the findings that the directive names would be known: a claim that is not decided may still come to one. */
function isDecided(facts: Facts, { part, formulas }: NoteDirective, { codes, everywhere }: Ignore): boolean {
  if (!codes.some((it) => byVerdict.includes(it))) return true;
  const isKnown = (index: number, formula: number): boolean =>
    facts.parts[index]?.formulas[formula]?.statements.every(
      (it) => it.kind !== 'claim' || (it.steps !== undefined && it.verdict !== 'undecided'),
    ) === true;
  if (part !== undefined && !everywhere) return formulas.every((it) => isKnown(part, it));
  return facts.parts.every(({ formulas: all }, index) => all.every((_, formula) => isKnown(index, formula)));
}

/** The comment goes, with its line if nothing else is there. */
function removed({ note }: Facts, { span: at, part }: NoteDirective): Told['fixes'] {
  if (part === undefined) return [];
  const start = note.text.lastIndexOf('\n', at.start - 1) + 1;
  const newline = note.text.indexOf('\n', at.end);
  const end = newline < 0 ? note.text.length : newline;
  const alone = /^[ \t>]*$/.test(note.text.slice(start, at.start)) && note.text.slice(at.end, end).trim() === '';
  // A comment of LaTeX ends with its line, and so does the gap it closes.
  const whole = alone ? span(start, Math.min(note.text.length, end + 1)) : at;
  return [{ title: 'Remove the comment', edits: [{ span: whole, newText: '' }] }];
}

function corrected(
  { note }: Facts,
  { span: at }: NoteDirective,
  { from, to }: ReturnType<typeof misunderstood> & object,
): Told['fixes'] {
  if (from === undefined || to === undefined) return [];
  const start = note.text
    .toLowerCase()
    .indexOf(from.toLowerCase(), at.start + note.text.slice(at.start, at.end).search(/nabla/) + 'nabla'.length);
  if (start < 0 || start + from.length > at.end) return [];
  return [{ title: `Write ${to}`, edits: [{ span: span(start, start + from.length), newText: to }] }];
}
