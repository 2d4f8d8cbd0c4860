import { span, type Span } from '../base/span.ts';
/**
 * Offsets of a derived text (a formula without its quote prefixes, a notebook cell out of its JSON) in the text it
 * comes from. All arithmetic between the two happens here.
 *
 * ```
 * > a + b      the formula is "a + b\n- c"; its second line begins two characters later than it seems
 * > - c
 * ```
 */
export interface SourceMap {
  /** Sorted by `from`. Between two pieces lies source text that the derived text does not have. */
  readonly pieces: readonly Piece[];
}

export interface Piece {
  /** Offset in the derived text. */
  readonly from: number;
  /** Offset in the source. */
  readonly to: number;
  readonly length: number;
}

export const oneToOne = (to: number, length: number): SourceMap => ({ pieces: [{ from: 0, to, length }] });

/** Offset in the derived text → offset in the source. An offset past the end sticks to the end. */
export function toSource(map: SourceMap, offset: number): number {
  const piece = pieceAt(map.pieces, offset);
  if (piece === undefined) return 0;
  return piece.to + Math.max(0, Math.min(offset - piece.from, piece.length));
}

/** Offset in the source → offset in the derived text; what lies between two pieces goes to the start of the later. */
export function toDerived(map: SourceMap, offset: number): number {
  let last = 0;
  for (const piece of map.pieces) {
    if (offset < piece.to) return piece.from;
    if (offset <= piece.to + piece.length) return piece.from + offset - piece.to;
    last = piece.from + piece.length;
  }
  return last;
}

function pieceAt(pieces: readonly Piece[], offset: number): Piece | undefined {
  let low = 0;
  let high = pieces.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (pieces[middle]!.from <= offset) low = middle;
    else high = middle - 1;
  }
  return pieces[low];
}

/** A stretch of the derived text, as a span of the source: from the first character to the end of the last. */
export function sourceSpan(map: SourceMap, start: number, end: number): Span {
  const first = toSource(map, start);
  return span(first, end > start ? toSource(map, end - 1) + 1 : first);
}

/** The map of `derived.slice(start, end)`. */
export function slice(map: SourceMap, start: number, end: number): SourceMap {
  const pieces: Piece[] = [];
  for (const it of map.pieces) {
    const from = Math.max(start, it.from);
    const to = Math.min(end, it.from + it.length);
    if (from < to) pieces.push({ from: from - start, to: it.to + from - it.from, length: to - from });
  }
  return pieces.length > 0 ? { pieces } : oneToOne(toSource(map, start), 0);
}

/** The same map when the source stands `by` characters further on. */
export const moved = (map: SourceMap, by: number): SourceMap =>
  by === 0 ? map : { pieces: map.pieces.map((it) => ({ from: it.from, to: it.to + by, length: it.length })) };
