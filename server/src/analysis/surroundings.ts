/** The words around each formula of a part, within its sentence: a display belongs to the sentence that leads to it. */
import type { Block, Part, Piece } from '../note/note.ts';
import { perObject } from '../base/per-object.ts';
import { lineOf } from './line.ts';
import { isAsked, isPosed } from './posed.ts';

export interface Surroundings {
  /** Lower case, from the beginning of the sentence; other formulas are `⟦`. */
  readonly before: string;
  /** Lower case, to the end of the sentence. */
  readonly after: string;
  /** The sentence before that, for what a display that begins a paragraph goes on from. */
  readonly earlier: string;
  /** Asked about or warned of, not asserted. */
  readonly posed: boolean;
}

const memo = new WeakMap<Part, readonly Surroundings[]>();

export function surroundingsOf(part: Part): readonly Surroundings[] {
  let found = memo.get(part);
  if (found === undefined) memo.set(part, (found = read(part)));
  return found;
}

/** Ends a sentence although nothing is written there: a heading, a new paragraph, a new item. */
const STOP = '\u0003';

/** Words reach so far; a sentence of pasted text may have no end. */
const REACH = 240;

function read(part: Part): readonly Surroundings[] {
  const chunks: string[] = [];
  const starts: number[] = [];
  let length = 0;
  const add = (text: string): void => {
    chunks.push(text);
    length += text.length;
  };
  let before: Block | undefined;
  for (const block of part.blocks) {
    if (before !== undefined) add(goesOn(before, block) ? ' ' : STOP);
    before = block;
    for (const piece of block.pieces) {
      if (piece.kind === 'text') add(plain(piece.text));
      else {
        starts[piece.formula] = length;
        add('⟦');
      }
    }
  }
  const text = chunks.join('');
  return part.formulas.map((_, formula) => {
    const at = starts[formula];
    if (at === undefined) return NOTHING;
    const left = text.slice(Math.max(0, at - REACH), at);
    const begin = lastEnd(left);
    const right = text.slice(at + 1, at + 1 + REACH);
    const end = /[.!?;](?=\s|$)|\u0003/.exec(right)?.index ?? right.length;
    const above = left.slice(0, Math.max(0, begin - 1));
    const around = { before: left.slice(begin), after: right.slice(0, end), earlier: above.slice(lastEnd(above)) };
    return { ...around, posed: isPosed(part, formula) || isAsked(around.before, right.slice(0, end + 1)) };
  });
}

/** A display and the paragraphs around it are one run of words, unless the next begins a sentence of its own. */
const goesOn = (before: Block, { kind, pieces }: Block): boolean =>
  kind === 'display' || (before.kind === 'display' && !beginsSentence(pieces[0]));

/** The sentences of a part in lower case, with their formulas by number: “the gradient of ⟦3⟧ is ⟦4⟧.” */
export const sentencesOf = perObject(({ blocks }: Part): readonly string[] => {
  const runs: string[] = [];
  blocks.forEach((block, i) => {
    const line = lineOf(block.pieces, plain);
    const above = blocks[i - 1];
    if (above !== undefined && goesOn(above, block)) runs.push(`${runs.pop() ?? ''} ${line}`);
    else runs.push(line);
  });
  return runs.flatMap((it) => it.replaceAll(/ {2,}/g, ' ').split(/(?<=[.!?;])\s+/));
});

const CLAUSE = /⟦[\s,.]*(where|with|here|in which)\b/g;
/** The sentence goes on with something else. */
const GOES_ON = /\b(so|then|hence|thus|therefore|we|it|gives?|yields?|which|but|implies|because|since)\b/;

/** The formula that the sentence of another explains: “$$ … $$ where $M = …$ and $v = …$”. */
export function explainedBy(part: Part, formula: number): number | undefined {
  const { before } = surroundingsOf(part)[formula] ?? NOTHING;
  const clause = [...before.matchAll(CLAUSE)].at(-1);
  const words = clause && before.slice(clause.index);
  return words === undefined || GOES_ON.test(words) ? undefined : formula - words.split('⟦').length + 1;
}

const beginsSentence = (piece: Piece | undefined): boolean =>
  piece?.kind === 'text' && /^\s*[A-Z][a-z]/.test(piece.text);

const NOTHING: Surroundings = { before: '', after: '', earlier: '', posed: false };

function lastEnd(text: string): number {
  let begin = 0;
  for (const match of text.matchAll(/[.!?](?=\s)|\u0003/g)) begin = match.index + 1;
  return begin;
}

/** Without the full stops of abbreviations. */
const plain = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/\b(s\.t|w\.r\.t|i\.e|e\.g|eqs?|resp|cf|fig|sec|vs|i\.i\.d|c\.f)\./g, (it) => it.replaceAll('.', ''));

/** Whether what is said there holds beyond its section, for those after it: “Throughout, $X$ …”, a section on notation. */
export const outlasts = (part: Part, formula: number): boolean => {
  const { before, after } = surroundingsOf(part)[formula] ?? NOTHING;
  return PRELIMINARIES.test(part.heading?.title ?? '') || THROUGHOUT.test(`${before}⟦${after}`);
};

const PRELIMINARIES =
  /^[\d.()\s]*(?:basic |mathematical |our )?(?:notations?|preliminar(?:y|ies)|conventions?|set-?up|problem (?:set-?up|setting|statement|formulation)|setting|symbols)\b/i;
const THROUGHOUT =
  /\b(?:throughout(?! this (?:sub)?section)|from now on|henceforth|hereafter|in the sequel|in (?:all )?what follows|(?:for|in) the (?:rest|remainder) of (?:this|the|our)(?! (?:sub)?section))\b/;

/** Whether the words there speak of something new of that name: “there exists $B$ such that”, “suppose $B$ and $C$ both satisfy”. */
export function introducesAnew(part: Part, formula: number): boolean {
  const { before, after } = surroundingsOf(part)[formula] ?? NOTHING;
  return EXISTS.test(before) || (SUPPOSES.test(before) && SEVERAL.test(after));
}

const THINGS =
  '(?: (?:that|an?|some|any|unique|another|two|other|invertible|nonsingular|matrix|matrices|vectors?|scalars?|numbers?))*(?: ⟦ ?(?:,|and))*\\s*$';
const EXISTS = new RegExp(`\\b(?:exists?|for some|there (?:is|are)|find)${THINGS}`);
const SUPPOSES = new RegExp(`\\b(?:suppose|let|assume)${THINGS}`);
const SEVERAL = /^(?: ?(?:,|and) ⟦)*\s*(?:both|each|satisfy|(?:are|be) (?:both|two|any|arbitrary|another))\b/;
