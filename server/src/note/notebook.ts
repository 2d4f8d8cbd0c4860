/**
 * A Jupyter notebook as JSON → the Markdown of its cells, each character with its place in the file. `JSON.parse`
 * gives no places, so the strings are walked here; it still decides whether the file is JSON at all.
 */
import { firstInvalid, stringEnd } from './json.ts';
import type { SourceMap } from './source-map.ts';

export interface Cell {
  readonly text: string;
  /** Offset in the cell's text → offset in the file. */
  readonly map: SourceMap;
}

/** Why a text is no notebook, as the end of a sentence, and where it ceases to be one. */
export interface Unreadable {
  readonly fault: string;
  readonly at: number;
}

/** The Markdown cells in order. */
export function markdownCells(json: string): readonly Cell[] | Unreadable {
  try {
    if (!hasCells(JSON.parse(json))) return { fault: 'it has no list of cells', at: 0 };
  } catch {
    const at = firstInvalid(json);
    return { fault: at < json.length ? 'it is not JSON from here on' : 'the JSON ends too early', at };
  }
  const cells: Cell[] = [];
  walk(json, (cell) => cells.push(cell));
  return cells;
}

/** Notebooks of version 3 have `worksheets`, which have the cells. */
function hasCells(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return Array.isArray('cells' in value ? value.cells : 'worksheets' in value ? value.worksheets : undefined);
}

interface Literal {
  readonly start: number;
  readonly end: number;
}

/**
 * Walks valid JSON once. An object that has `"cell_type": "markdown"` and a `source` is a cell; the keys may come in
 * either order, and nothing recurses, so depth costs nothing.
 */
function walk(json: string, found: (cell: Cell) => void): void {
  const stack: { object: boolean; key: string; type: string; source: Literal[]; depth: number }[] = [];
  const token = /["{}[\],:]/g;
  let expectKey = false;
  for (let hit = token.exec(json); hit !== null; hit = token.exec(json)) {
    const top = stack[stack.length - 1];
    switch (hit[0]) {
      case '{':
      case '[':
        stack.push({ object: hit[0] === '{', key: '', type: '', source: [], depth: stack.length });
        expectKey = hit[0] === '{';
        break;
      case '}':
      case ']': {
        const closed = stack.pop();
        if (closed?.object === true && closed.type === 'markdown' && closed.source.length > 0) {
          found(cellOf(json, closed.source));
        }
        expectKey = false;
        break;
      }
      case ',':
        expectKey = top?.object === true;
        break;
      case ':':
        expectKey = false;
        break;
      default: {
        const end = stringEnd(json, hit.index) ?? json.length;
        const literal = { start: hit.index + 1, end: end - 1 };
        token.lastIndex = end;
        if (top === undefined) break;
        if (top.object && expectKey) top.key = json.slice(literal.start, literal.end);
        else if (top.object && top.key === 'cell_type') top.type = json.slice(literal.start, literal.end);
        else {
          const owner = top.object ? top : stack[stack.length - 2];
          if (owner?.object === true && owner.key === 'source') owner.source.push(literal);
        }
      }
    }
  }
}

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' };

/** The strings of a cell put together; a piece of the map for every run without escapes, and for every escape. */
function cellOf(json: string, source: readonly Literal[]): Cell {
  const pieces: { from: number; to: number; length: number }[] = [];
  let text = '';
  for (const { start, end } of source) {
    for (let at = start; at < end;) {
      const escape = json.indexOf('\\', at);
      const stop = escape < 0 || escape > end ? end : escape;
      if (stop > at) {
        pieces.push({ from: text.length, to: at, length: stop - at });
        text += json.slice(at, stop);
      }
      if (stop >= end) break;
      const sign = json[stop + 1] ?? '';
      const unicode = sign === 'u';
      // One character of the cell is two or six of the file; its piece has length 1, so an end lies past its start.
      pieces.push({ from: text.length, to: stop, length: 1 });
      text += unicode
        ? String.fromCharCode(Number.parseInt(json.slice(stop + 2, stop + 6), 16))
        : (escapes[sign] ?? sign);
      at = stop + (unicode ? 6 : 2);
    }
  }
  return { text, map: { pieces } };
}
