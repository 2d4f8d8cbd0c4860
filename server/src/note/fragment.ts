/**
 * A fragment is what was read from a stretch of a note that stands on its own (between two places where Markdown
 * starts afresh). Offsets, block numbers and scope numbers count from the stretch; `sections.ts` puts fragments
 * together to parts. Built leaf by leaf: a leaf is a paragraph, a heading, a row of HTML, the body of a math fence.
 */
import { shift, span, type Span } from '../base/span.ts';
import { scanOf, type Match, type Pending, type Scan } from './delimiters.ts';
import { inlineTokens, nablaText, type InlineOptions, type Token } from './inline.ts';
import { isLineStart, lineEnd } from './lines.ts';
import type { Block, BlockKind, DollarRule, Formula, MacroSource, NablaComment, NoteProblem, Piece } from './note.ts';
import { slice, sourceSpan, toSource, type SourceMap } from './source-map.ts';
import { tableRows } from './table.ts';

export interface Fragment {
  readonly formulas: readonly Formula[];
  readonly blocks: readonly Block[];
  readonly macros: readonly MacroSource[];
  readonly comments: readonly NablaComment[];
  readonly problems: readonly NoteProblem[];
  /** How many scopes were opened. */
  readonly scopes: number;
  readonly divisions: readonly Division[];
  /** Display formulas that the next stretch may close. */
  readonly pending?: readonly Pending[];
  readonly heading?: { readonly depth: number; readonly title: string };
}

/** `::: theorem` or `<div>` opens or closes before the block of that number; it may do so in another fragment. */
export interface Division {
  readonly block: number;
  readonly open: boolean;
  readonly name: string;
}

export interface Leaf {
  readonly kind: 'paragraph' | 'heading' | 'html' | 'formula';
  readonly text: string;
  readonly map: SourceMap;
  readonly scopes: readonly number[];
  /** For a formula: with its fences, in the source. */
  readonly span?: Span;
}

export interface FragmentBuilder {
  add(leaf: Leaf): void;
  scope(): number;
  done(more?: Pick<Fragment, 'pending' | 'heading'>): Fragment;
}

export function fragmentBuilder(rule: DollarRule, escapes: boolean): FragmentBuilder {
  const formulas: Formula[] = [];
  const blocks: Block[] = [];
  const macros: MacroSource[] = [];
  const comments: NablaComment[] = [];
  const problems: NoteProblem[] = [];
  const divisions: Division[] = [];
  let scopes = 0;

  return {
    add,
    scope: () => scopes++,
    done: (more) => ({ formulas, blocks, macros, comments, problems, scopes, divisions, ...more }),
  };

  function add(leaf: Leaf): void {
    if (leaf.kind === 'formula') {
      addFence(leaf);
      return;
    }
    const scan = scanOf(leaf.text, rule, escapes);
    const rows = leaf.kind === 'paragraph' && leaf.text.includes('|') ? tableRows(leaf.text) : undefined;
    const kind = leaf.kind === 'heading' ? 'heading' : 'paragraph';
    if (rows === undefined) addBlocks(leaf, scan, 0, leaf.text.length, kind);
    else {
      if (rows.start > 0) addBlocks(leaf, scan, 0, rows.start, kind);
      for (const row of rows.rows) addBlocks(leaf, scan, row.start, row.end, 'table-cell', { cells: true });
    }
  }

  function addFence(leaf: Leaf): void {
    const whole = leaf.span ?? sourceSpan(leaf.map, 0, leaf.text.length);
    if (leaf.text.trim() === '') return;
    const block = blocks.length;
    const piece: Piece = { kind: 'formula', formula: formulas.length, span: whole };
    formulas.push({ text: leaf.text, display: true, span: whole, map: leaf.map, closed: true, block });
    blocks.push({ kind: 'display', span: whole, pieces: [piece], scopes: leaf.scopes });
    formulaComments(leaf.text, leaf.map, block);
  }

  function addBlocks(leaf: Leaf, scan: Scan, from: number, to: number, kind: BlockKind, options?: InlineOptions): void {
    const tokens = inlineTokens(scan, from, to, options);
    const { map, text } = leaf;
    const gaps = map.pieces.length > 1;
    let pieces: Piece[] = [];
    let wanted = false;
    let emphasised = 0;
    let done = from;

    for (const [index, token] of tokens.entries()) {
      switch (token.kind) {
        case 'text':
          words(token);
          break;
        case 'markup':
          break;
        case 'emphasis':
          if (token.mate === undefined) words(token);
          else emphasised += token.mate > index ? 1 : -1;
          break;
        case 'formula':
          addFormula(token.match);
          break;
        case 'macro':
          macros.push({ text: text.slice(token.start, token.end), span: sourceSpan(map, token.start, token.end) });
          break;
        case 'comment':
          comments.push({ text: token.text, span: sourceSpan(map, token.start, token.end), block: blocks.length });
          wanted = true;
          break;
        case 'break':
          flush(kind);
          break;
        case 'division':
          flush(kind);
          divisions.push({ block: blocks.length, open: token.open, name: token.name });
      }
    }
    flush(kind);

    function flush(as: BlockKind): void {
      const first = pieces[0];
      const last = pieces[pieces.length - 1];
      const empty = pieces.every((it) => it.kind === 'text' && it.text.trim() === '');
      if (empty && !wanted) pieces = [];
      else {
        const at = toSource(map, done);
        const whole = span(first?.span.start ?? at, last?.span.end ?? at);
        blocks.push({ kind: as, span: whole, pieces: empty ? [] : pieces, scopes: leaf.scopes });
        pieces = [];
        wanted = false;
      }
    }

    function words(token: Token & { decoded?: string }): void {
      const start = Math.max(token.start, done);
      if (start >= token.end) return;
      done = token.end;
      if (token.decoded !== undefined) {
        put(token.decoded, sourceSpan(map, start, token.end));
        return;
      }
      if (!gaps) {
        put(text.slice(start, token.end), shift(span(start, token.end), map.pieces[0]?.to ?? 0));
        return;
      }
      for (const it of slice(map, start, token.end).pieces) {
        put(text.slice(start + it.from, start + it.from + it.length), span(it.to, it.to + it.length));
      }
    }

    /** Neighbours are one piece as long as text and source run side by side. */
    function put(it: string, at: Span): void {
      const last = pieces[pieces.length - 1];
      const same = last?.kind === 'text' && last.span.end === at.start && (last.emphasis === true) === emphasised > 0;
      if (same && last.text.length === last.span.end - last.span.start && it.length === at.end - at.start) {
        pieces[pieces.length - 1] = { ...last, text: last.text + it, span: span(last.span.start, at.end) };
      } else pieces.push({ kind: 'text', text: it, span: at, ...(emphasised > 0 ? { emphasis: true } : {}) });
    }

    function addFormula(match: Match): void {
      const after = alone.exec(text.slice(match.end, Math.min(to, lineEnd(text, match.end))));
      const lines =
        match.display &&
        kind === 'paragraph' &&
        (text.slice(match.start, match.end).includes('\n') || (isLineStart(text, match.start) && after !== null));
      if (lines) flush(kind);
      const whole = sourceSpan(map, match.start, match.end);
      const inner = slice(map, match.from, match.to);
      const content = text.slice(match.from, match.to);
      const formula: Formula = {
        text: content,
        display: match.display,
        span: whole,
        map: inner,
        closed: match.closed,
        block: blocks.length,
      };
      pieces.push({ kind: 'formula', formula: formulas.length, span: whole });
      formulas.push(formula);
      if (!match.closed) problems.push({ code: 'unclosed-math', span: whole, data: {} });
      if (content.includes('nabla:')) formulaComments(content, inner, blocks.length);
      if (!lines) return;
      if (after !== null && after[0] !== '')
        words({ kind: 'text', start: match.end, end: match.end + after[0].length });
      flush('display');
    }
  }

  /** `% nabla: …` in the lines of a formula. */
  function formulaComments(text: string, map: SourceMap, block: number): void {
    for (const line of text.matchAll(/(?<!\\)%([^\n]*)/g)) {
      const words = nablaText(line[1] ?? '');
      if (words === undefined) continue;
      comments.push({ text: words, span: sourceSpan(map, line.index, line.index + line[0].length), block });
    }
  }
}

/** What may follow a display formula on its line without making it part of a sentence: `.`, `(3)`, `{#eq-x}`. */
const alone = /^[ \t]*(?:[.,;:!?]|\{[^{}]*\}|\(\d[\w.]*\))?[ \t\r]*$/;
