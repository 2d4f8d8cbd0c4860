import { span, type Span } from '../base/span.ts';

/**
 * The rows of a pipe table, without the delimiter row. A paragraph holds a table when its second line, or a later
 * one, looks like this:
 * ```
 * | shape | gradient |
 * |-------|----------|
 * ```
 */
export function tableRows(text: string): { readonly start: number; readonly rows: readonly Span[] } | undefined {
  const lines: Span[] = [];
  for (let at = 0; at < text.length;) {
    const end = text.indexOf('\n', at);
    lines.push(span(at, end < 0 ? text.length : end));
    at = end < 0 ? text.length : end + 1;
  }
  const rule = lines.findIndex((it, index) => index > 0 && delimiters.test(text.slice(it.start, it.end)));
  const head = lines[rule - 1];
  if (head === undefined || !text.slice(head.start, head.end).includes('|')) return undefined;
  return { start: head.start, rows: lines.filter((_, index) => index >= rule - 1 && index !== rule) };
}

const delimiters = /^[ \t]*\|?(?=[^\n]*\|)[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t\r]*$/;
