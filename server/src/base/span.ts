/** A half-open range of UTF-16 offsets, `[start, end)`, in whatever text the owner names. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export const span = (start: number, end: number): Span => ({ start, end });

export const contains = (outer: Span, offset: number): boolean => outer.start <= offset && offset <= outer.end;

/** The smallest span that holds both. */
export const cover = (a: Span, b: Span): Span => span(Math.min(a.start, b.start), Math.max(a.end, b.end));

export const shift = (it: Span, by: number): Span => span(it.start + by, it.end + by);

export const textOf = (text: string, it: Span): string => text.slice(it.start, it.end);
