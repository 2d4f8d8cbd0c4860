/**
 * Items that a reader takes one by one: of a list, or paragraphs that are numbered by hand (`(1) …`, `a) …`,
 * `Exercise 2. …`). What one item declares for itself need not hold in the next (design.md 3.4).
 */
import { perObject } from '../base/per-object.ts';
import type { Span } from '../base/span.ts';
import type { Block, Part } from '../note/note.ts';
import { rowAround } from './tables.ts';

/** The items around a block, outermost first; of two of one kind beside each other each stands for itself. */
interface Item {
  readonly id: string;
  readonly kind: string;
  /** Its beginning says that it is a task of its own, or that it goes on from the one before. */
  readonly begins: 'anew' | 'on' | 'openly';
}

const MARKERS: readonly (readonly [string, RegExp])[] = [
  ['title', /^\s*(?:exercise|problem|question|task|example)\s+\(?\d+(?:\.\d+)*[a-z]?\)?\s*[.:)–—-]?/i],
  ['(1)', /^\s*\(\d{1,2}\)/],
  ['(i)', /^\s*\((?:[ivx]{2,4}|[ivx])\)/],
  ['(a)', /^\s*\([a-z]\)/],
  ['1.', /^\s*\d{1,2}[.)]\s/],
  ['a)', /^\s*[a-z]\)\s/],
];

const ANEW =
  /^\W*(?:let|suppose|consider|assume|given|for (?:an?|any|all|every|each)|if|show|prove|find|compute|calculate|determine|differentiate|derive|verify|evaluate|minimi[sz]e|maximi[sz]e|solve|simplify|explain|express|write|give|check|what|which|is|are|does|true or false)\b/i;
const ON =
  /^\W*(?:then|thus|hence|therefore|so|now|next|but|and|also|here|finally|it follows|this|these|since|because|consequently|with|by|from|using|substituting|inserting|in (?:this|that|other)|as|we|where)\b/i;

/** By formula. Lines of one paragraph that are numbered are items as well. */
const itemsOf = perObject((part: Part): readonly (readonly Item[])[] => {
  const scopes = new Map<number, Item>();
  let numbered: readonly Item[] = [];
  const found: (readonly Item[])[] = [];
  for (const block of part.blocks) {
    const open = block.scopes.length === 0 && block.kind === 'paragraph';
    const marked = open ? markedLines(part.text, block.span) : [];
    const own = block.scopes.map((scope) => {
      const known = scopes.get(scope) ?? {
        id: `scope ${String(scope)}`,
        kind: 'scope',
        begins: beginningOf(textOf(block)),
      };
      scopes.set(scope, known);
      return known;
    });
    const formulas = block.pieces.flatMap((it) => (it.kind === 'formula' ? [it.formula] : []));
    for (const formula of formulas) {
      const at = part.formulas[formula]?.span.start ?? 0;
      while (marked[0] !== undefined && marked[0].at <= at) numbered = withNext(numbered, marked.shift()!);
      found[formula] = [...numbered, ...own];
    }
    for (const it of marked) numbered = withNext(numbered, it);
  }
  return found;
});

/** A line with its marker. */
interface Line extends Pick<Item, 'kind' | 'begins'> {
  readonly at: number;
}

/** The line that a paragraph begins with, if it is numbered, and with another like it all that are numbered in it. */
function markedLines(text: string, { start, end }: Span): Line[] {
  const lines: Line[] = [];
  for (let at = start; at < end;) {
    const next = text.indexOf('\n', at);
    const until = next < 0 || next >= end ? end : next;
    const marker = markerOf(text.slice(at, until));
    if (marker !== undefined) lines.push({ at, ...marker });
    at = until + 1;
  }
  return lines.length > 1 ? lines : lines.filter((it) => it.at === start);
}

function withNext(numbered: readonly Item[], { at, ...marker }: Line): readonly Item[] {
  const again = numbered.findIndex((it) => it.kind === marker.kind);
  return [...(again < 0 ? numbered : numbered.slice(0, again)), { ...marker, id: String(at) }];
}

function markerOf(text: string): Pick<Item, 'kind' | 'begins'> | undefined {
  for (const [kind, marker] of MARKERS) {
    const found = marker.exec(text)?.[0];
    if (found === undefined) continue;
    return { kind, begins: kind === 'title' ? 'anew' : beginningOf(text.slice(found.length)) };
  }
  return undefined;
}

const beginningOf = (text: string): Item['begins'] => (ANEW.test(text) ? 'anew' : ON.test(text) ? 'on' : 'openly');

const textOf = ({ pieces }: Block): string =>
  pieces
    .slice(0, 4)
    .map((it) => (it.kind === 'text' ? it.text : 'F'))
    .join('');

/**
 * `| \det(A \otimes B) = … (A \in \mathbb{R}^{m \times m}) |`: what stands in brackets in a row that claims something is
 * said of that row alone. Otherwise a row tells what a letter is.
 */
export function isOfRow({ blocks, formulas, text }: Part, declaredAt: number): boolean {
  const own = formulas[declaredAt];
  const block = own === undefined ? undefined : blocks[own.block];
  if (own === undefined || block?.kind !== 'table-cell') return false;
  const before = text.slice(block.span.start, own.span.start);
  const isAside =
    before.lastIndexOf('(') > before.lastIndexOf(')') || before.lastIndexOf('（') > before.lastIndexOf('）');
  return (
    isAside && formulas.some((it) => it.block === own.block && it.span.end <= own.span.start && it.text.includes('='))
  );
}

/** Does a formula stand in another item than a declaration, so that the declaration need not be meant for it? @param all of the name */
export function standsApart(
  part: Part,
  declaredAt: number,
  formula: number,
  all: readonly { readonly formula: number }[],
): boolean {
  if (isOfRow(part, declaredAt)) {
    const row = rowAround(part).get(declaredAt);
    return row === undefined || formula < row.from || formula > row.until;
  }
  const items = (it: number): readonly Item[] => itemsOf(part)[it] ?? [];
  const [from, to] = [items(declaredAt), items(formula)];
  const level = to.findIndex((it, i) => it.id !== from[i]?.id);
  const [theirs, own] = [from[level], to[level]];
  if (own === undefined || theirs?.kind !== own.kind) return false;
  // “Let $B$ be …” further down begins anew: it is not meant for the items before.
  if (theirs.begins === 'anew' && declaredAt > formula) return true;
  if (own.begins !== 'openly') return own.begins === 'anew';
  // Steps of a list go on as often as not, unless each says anew what its letters are.
  const siblings = new Set(all.flatMap((it) => items(it.formula)[level]?.id ?? []));
  return own.kind !== 'scope' || siblings.size > 1;
}
