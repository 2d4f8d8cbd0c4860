/** A note at a glance: its layout, what became of its claims, what asks for attention, and what its names are. */
import type { Facts, SymbolFact } from '../analysis/facts.ts';
import { reasonSentence } from '../analysis/reasons.ts';
import { conditionsInWords } from '../analysis/verdict-wording.ts';
import {
  exampleOf,
  glyphs,
  gravest,
  type Mark,
  namedIn,
  type ShownClaim,
  shownClaims,
  verdictSentence,
} from './claims.ts';
import { layoutInWords } from './layout.ts';
import type { Whereabouts } from './lines.ts';
import { summaryOf } from './marks.ts';
import { placeInNote } from './places.ts';
import type { Report } from './report.ts';
import { shortened } from './words.ts';

/** A claim in a list: what it says, what became of it, and where it stands. */
export interface ListedClaim {
  readonly mark: Mark;
  readonly glyph: string;
  readonly tex: string;
  readonly text: string;
  /** Of its sign, in the note. */
  readonly offset: number;
}

/** All claims, those that ask for attention first. */
export function listedClaims(facts: Facts): readonly ListedClaim[] {
  return shownClaims(facts)
    .map((it) => ({
      mark: it.mark,
      glyph: glyphs[it.mark],
      tex: it.tex,
      text: verdictSentence(facts, it),
      offset: it.sign.start,
    }))
    .sort((a, b) => gravest.indexOf(a.mark) - gravest.indexOf(b.mark) || a.offset - b.offset);
}

/** As plain text, a line each. @param reports those of other kinds are listed too */
export function overview(facts: Facts, name: string, where: Whereabouts, reports: readonly Report[]): string {
  const lineOf = (offset: number): string => where(offset).replace(/^line /, '');
  const summary = summaryOf(facts);
  const claims = shownClaims(facts);
  const told = claims.filter((it) => attention.includes(it.mark));
  const others = reports.filter((it) => it.severity !== 'hint' && !byVerdict.has(it.code));
  return [
    `${name.padEnd(34)}${layoutInWords(facts, where) ?? 'no layout'}`.trimEnd(),
    `  ${summary === '' ? 'no claims' : summary}`,
    ...told.map((it) => row(glyphs[it.mark], lineOf(it.sign.start), it.step?.left ?? it.tex, brief(facts, it))),
    ...others.map((it) => row('!', lineOf(it.span.start), it.code, it.message)),
    ...unchecked(facts, claims, lineOf),
    ...symbols(facts, lineOf),
  ].join('\n');
}

/** Stands below one or more overviews. */
export const legend = 'Reading the marks: proved = same formula after simplification; checked = equal in random cases.';

const attention: readonly Mark[] = ['not-true', 'does-not-fit', 'other-layout', 'true-if'];
const byVerdict: ReadonlySet<string> = new Set(['wrong-derivative', 'false-identity', 'needs-condition']);

const row = (glyph: string, line: string, what: string, text: string): string =>
  `  ${glyph.padEnd(2)} ${line.padEnd(3)} ${shortened(what, 30).padEnd(30)} ${text}`;

/** The verdict where there is little room. */
function brief(facts: Facts, claim: ShownClaim): string {
  const { mark, step } = claim;
  switch (mark) {
    case 'true-if':
      return `true if ${conditionsInWords(step?.holdsIf ?? [])}`;
    case 'not-true': {
      const [head = ''] = exampleOf(facts, claim)?.split('\n') ?? [];
      const smallest = /^Smallest case found: (.*)\.$/.exec(head)?.[1];
      return smallest === undefined ? 'not true' : `not true; smallest case ${smallest}`;
    }
    case 'other-layout':
      return 'true in the other layout';
    default:
      return 'the sizes do not fit';
  }
}

/** `○  81–96 (6)   4 × K_t is used but nothing says what it is · 2 × …`, the commonest reasons first. */
function unchecked(facts: Facts, all: readonly ShownClaim[], lineOf: (offset: number) => string): readonly string[] {
  const open = all.filter((it) => it.mark === 'not-checked');
  const [first, last] = [open[0], open.at(-1)];
  if (first === undefined || last === undefined) return [];
  const times = new Map<string, number>();
  for (const { step, part } of open) {
    const why =
      step === undefined ? 'not tried yet' : reasonSentence(step.reason ?? '', namedIn(facts, part, step.detail ?? ''));
    times.set(why, (times.get(why) ?? 0) + 1);
  }
  const ranked = [...times].sort((a, b) => b[1] - a[1]);
  const shown = ranked.slice(0, REASONS).map(([why, n]) => `${String(n)} × ${why}`);
  const rest = ranked.length > REASONS ? ['…'] : [];
  const [from, to] = [lineOf(first.sign.start), lineOf(last.sign.start)];
  const lines = `${from === to ? from : `${from}–${to}`} (${String(open.length)})`;
  return [`  ○  ${lines}  ${[...shown, ...rest].join(' · ')}`];
}

const REASONS = 4;
const SYMBOLS = 12;

function symbols(facts: Facts, lineOf: (offset: number) => string): readonly string[] {
  const seen = new Map<string, string>();
  facts.parts.forEach((part, index) => {
    for (const it of part.symbols) {
      const key = `${it.name} ${it.shape}`;
      if (it.shape !== 'unknown' && it.shape !== 'function' && !seen.has(key)) {
        seen.set(key, symbol(facts, index, it, lineOf));
      }
    }
  });
  if (seen.size === 0) return [];
  const rest = seen.size > SYMBOLS ? ' · …' : '';
  return [`Symbols ${String(seen.size)}   ${[...seen.values()].slice(0, SYMBOLS).join(' · ')}${rest}`];
}

function symbol(facts: Facts, part: number, it: SymbolFact, lineOf: (offset: number) => string): string {
  const at = it.source && placeInNote(facts.note, it.source, part);
  const said = it.how === 'declared' || it.how === 'defined';
  const source = said && at !== undefined ? `l.${lineOf(at.start)}` : 'worked out';
  const size = it.said.replaceAll(' × ', '×').replace(/^an? /, '');
  return [it.name, size, ...it.conditions, source].filter((word) => word !== '').join(' ');
}
