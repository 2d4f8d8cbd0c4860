/** `\begin{name} … \end{name}` and plain TeX's `\pmatrix{…}`: rows of cells. */
import { environmentOf, plainRowRole } from './commands.ts';
import type { Loose } from './fences.ts';
import { Kind, type Token } from './lexer.ts';
import { peek, peekAt, take } from './macros.ts';
import type { Environment, Fault, Node, Row } from './node.ts';
import { faultFrom, head, missing, nameAt, skipRowSpace, spanFrom, Stop, takeRaw, type Reader } from './reader.ts';

type Cells = readonly (readonly Node[])[];

/** What `\begin`, which has been taken, begins. */
export function environmentAt(p: Reader, begin: Token): readonly Node[] {
  const given = nameAt(p, 0);
  if (given === undefined) return [faultFrom(p, 'missing-argument', begin.start)];
  for (let i = 0; i < given.tokens; i++) take(p);
  const name = given.name.endsWith('*') ? given.name.slice(0, -1) : given.name;
  const spec = environmentOf(name);
  const before: Node[] = spec === undefined ? [faultFrom(p, 'unknown-environment', begin.start)] : [];
  for (const letter of spec?.args ?? '') {
    if (letter === 'O') skipPlacement(p);
    else takeRaw(p);
  }
  p.environments.push(name);
  const rows = rowsOf(p, spec?.role === 'align' || spec?.role === 'wrapper');
  p.environments.pop();
  const last = closes(p, name) ? undefined : missing(p, 'missing-close');
  if (last === undefined) takeEnd(p);
  const role = name === 'split' && rows.length === 1 ? 'wrapper' : (spec?.role ?? 'other');
  return [...before, made(p, name, role, rows, begin.start, last)];
}

/** `\pmatrix{a & b \cr c & d}`, the name being taken. */
export function plainRowsAt(p: Reader, name: Token): Node {
  if (peek(p).kind !== Kind.open) return faultFrom(p, 'missing-argument', name.start);
  take(p);
  p.braces++;
  p.environments.push('{');
  const role = plainRowRole(name.text);
  const rows = rowsOf(p, role === 'align');
  p.environments.pop();
  p.braces--;
  const complete = peek(p).kind === Kind.close;
  if (complete) take(p);
  return made(p, name.text.slice(1), role, rows, name.start, complete ? undefined : missing(p, 'missing-close'));
}

function made(
  p: Reader,
  name: string,
  role: Environment['role'],
  rows: readonly Row[],
  start: number,
  last: Fault | undefined,
): Environment {
  const all = last === undefined ? rows : withFault(rows, last);
  return { kind: 'environment', name, role, rows: all, span: spanFrom(p, start) };
}

/** The fault stands at the end of the last cell. */
function withFault(rows: readonly Row[], last: Fault): readonly Row[] {
  const row = rows.at(-1);
  if (row === undefined) return [{ cells: [[last]], span: last.span }];
  const cells = [...row.cells.slice(0, -1), [...(row.cells.at(-1) ?? []), last]];
  return [...rows.slice(0, -1), { cells, span: row.span }];
}

/** `[t]` or `[r]`, and nothing else that is in brackets. */
function skipPlacement(p: Reader): void {
  const first = peek(p);
  if (first.kind !== Kind.letter || first.text !== '[') return;
  const length = /^[tbclrmsTBS]$/.test(peekAt(p, 1).text) && peekAt(p, 2).text === ']' ? 3 : 0;
  for (let i = 0; i < length; i++) take(p);
}

/** Is this the `\end` of the innermost environment, or of none that is open? */
function closes(p: Reader, name: string): boolean {
  const next = peek(p);
  if (next.text !== '\\end') return false;
  const given = nameAt(p, 1)?.name.replace(/\*$/, '');
  return given === name || (given !== undefined && !p.environments.includes(given));
}

function takeEnd(p: Reader): void {
  const tokens = nameAt(p, 1)?.tokens ?? 0;
  for (let i = 0; i <= tokens; i++) take(p);
}

// --- Rows ------------------------------------------------------------------------------------------------------------

/**
 * Rows up to the `\end`. In an alignment a pair of delimiters may reach over a `&` or into the next row; then `&` stays
 * an atom inside the fence, and the two halves of what is split over rows stay atoms.
 */
function rowsOf(p: Reader, aligned: boolean): readonly Row[] {
  const rows: Row[] = [];
  const loose: Loose[] = [];
  for (;;) {
    const start = p.end;
    const cells = aligned ? split(p.run(p, Stop.row, loose)) : cellsOf(p, loose);
    const [first] = cells;
    // An empty row is the end after the last `\\`, or the second of the `\\\\` of a note whose Markdown eats one.
    if (cells.length > 1 || (first !== undefined && first.length > 0))
      rows.push({ cells, span: rowSpan(cells, start) });
    const next = head(p);
    if (next.kind !== Kind.newline && p.spec?.does !== 'newline') break;
    if (next.kind !== Kind.newline && next.kind !== Kind.word) break;
    take(p);
    skipRowSpace(p);
  }
  return aligned && loose.length > 0 ? forgive(p, rows, loose) : rows;
}

function cellsOf(p: Reader, loose: Loose[]): Cells {
  const cells = [p.run(p, Stop.cell, loose)];
  while (peek(p).kind === Kind.align) {
    take(p);
    cells.push(p.run(p, Stop.cell, loose));
  }
  return cells;
}

/** The cells of a row that was read as one run. */
function split(row: readonly Node[]): Cells {
  const cells: Node[][] = [[]];
  for (const node of row) {
    if (node.kind === 'atom' && node.role === 'align') cells.push([]);
    else cells.at(-1)?.push(node);
  }
  return cells;
}

function rowSpan(cells: Cells, start: number): Row['span'] {
  const nodes = cells.flat();
  const first = nodes[0]?.span.start ?? start;
  return { start: first, end: Math.max(first, nodes.at(-1)?.span.end ?? start) };
}

/** Delimiters without partner in their row that find one in another row are no faults. */
function forgive(p: Reader, rows: readonly Row[], loose: readonly Loose[]): readonly Row[] {
  const stack: Loose[] = [];
  const atoms = new Map<Node, Node>();
  for (const it of loose) {
    const top = stack.at(-1);
    if (it.side === 'open') stack.push(it);
    else if (top?.family === it.family) {
      stack.pop();
      atoms.set(top.fault, top.atom);
      atoms.set(it.fault, it.atom);
    }
  }
  if (atoms.size === 0) return rows;
  p.faults -= atoms.size;
  return rows.map((row) => ({ ...row, cells: row.cells.map((cell) => cell.map((node) => atoms.get(node) ?? node)) }));
}
