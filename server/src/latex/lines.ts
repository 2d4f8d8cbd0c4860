/**
 * Lines of an alignment that go on with the line above.
 *
 * ```
 * f(x) &= x^\top A x + \Big( b^\top x   a bracket that the next line closes
 *      &\qquad + c \Big)                a line that begins with a sign, or follows one
 * ```
 */
import { cover } from '../base/span.ts';
import type { Atom, Fence, Node } from './node.ts';
import { headOf, roleOf } from './roles.ts';

export interface Line {
  readonly nodes: readonly Node[];
  /** Nothing stands before its first `&`. */
  readonly indented: boolean;
}

/** The lines with what belongs together in one. */
export function joined(lines: readonly Line[]): readonly (readonly Node[])[] {
  const found: Node[][] = [];
  let open = 0;
  lines.forEach((line, i) => {
    if (line.nodes.length === 0) return;
    const above = found.at(-1);
    if (above !== undefined && ((open > 0 && isClosedIn(lines.slice(i))) || goesOn(line, above)))
      found[found.length - 1] = [...uncommented(above), ...line.nodes];
    else if (above !== undefined && isBroken(line, above))
      found[found.length - 1] = [...above, unread(line), ...line.nodes];
    else found.push([...line.nodes]);
    open = openIn(found[found.length - 1]!);
  });
  return found.map(paired);
}

/** `\left\{ \begin{array} … \end{array} \right.` is whole: no line below closes it. */
const isClosedIn = (below: readonly Line[]): boolean =>
  below.some(({ nodes }) => nodes.some((it) => sideOf(it) === 'close'));

function goesOn({ nodes, indented }: Line, above: readonly Node[]): boolean {
  const last = roleOf(uncommented(above).at(-1));
  if (last === 'relation') return roleOf(nodes.find(isSeen)) !== 'words';
  const own = nodes.some((it) => roleOf(it) === 'relation');
  if (SIGNS.has(last)) return !own || indented;
  const first = nodes.find(isSeen);
  if (first === undefined || isStop(uncommented(above).at(-1))) return false;
  // `&- 2b = c`, beside `-x + y &= 2`, which is an equation of its own.
  return SIGNS.has(roleOf(first)) && (indented || !own);
}

/** A line below an equation with neither a sign nor a relation: a factor, a second case, or something else. */
function isBroken({ nodes, indented }: Line, above: readonly Node[]): boolean {
  const first = nodes.find(isSeen);
  // `&\vdots` stands for lines that are left out.
  if (nodes.every((it) => !isSeen(it) || isStop(it) || roleOf(it) === 'ellipsis')) return false;
  const isRest = indented && first !== undefined && roleOf(first) !== 'words' && !isStop(above.at(-1));
  return isRest && above.some((it) => roleOf(it) === 'relation') && nodes.every((it) => roleOf(it) !== 'relation');
}

const unread = ({ nodes }: Line): Node => {
  const { start } = nodes[0]!.span;
  return { kind: 'fault', fault: 'missing-argument', text: '', span: { start, end: start } };
};

const SIGNS: ReadonlySet<string> = new Set(['additive', 'multiplicative']);

/** `.`, `,`: what ends a line. */
const isStop = (node: Node | undefined): boolean => node?.kind === 'atom' && /^[.,;:]$/.test(node.text);

const isSeen = (node: Node): boolean => roleOf(node) !== 'skip';

/** Without the words and labels at its end: `= a + b \quad \text{(by symmetry)}`. */
function uncommented(nodes: readonly Node[]): readonly Node[] {
  const end = nodes.findLastIndex((it) => isSeen(it) && roleOf(it) !== 'words');
  return nodes.slice(0, end + 1);
}

/** How many delimiters a line leaves open. */
function openIn(nodes: readonly Node[]): number {
  let open = 0;
  for (const it of nodes) {
    const side = sideOf(it);
    if (side === 'open') open++;
    else if (side === 'close' && open > 0) open--;
  }
  return open;
}

const OPEN = /^(\(|\[|\\\{|\\l(brace|brack|ang|angle|floor|ceil|vert|Vert)|⟨)$/;
const CLOSE = /^(\)|\]|\\\}|\\r(brace|brack|ang|angle|floor|ceil|vert|Vert)|⟩)$/;

/** `(` and `\left( … \right.` open what `)` and `\left. … \right)` close in another line. */
function sideOf(node: Node): 'open' | 'close' | 'between' | undefined {
  const head = headOf(node);
  if (head.kind === 'atom' && head.role !== 'relation')
    return node.kind === 'atom' && OPEN.test(head.text) ? 'open' : CLOSE.test(head.text) ? 'close' : undefined;
  if (head.kind !== 'fence') return undefined;
  // `\left. f \right|_{x=c}` is a value at a point.
  if (head.open === '.') return head.close === '.' ? 'between' : CLOSE.test(head.close) ? 'close' : undefined;
  return head.close === '.' ? 'open' : undefined;
}

interface Opening {
  readonly open: string;
  readonly at: Node;
  readonly before: readonly Node[];
}

/** With the delimiters of several lines made fences again. */
function paired(nodes: readonly Node[]): readonly Node[] {
  if (!nodes.some((it) => sideOf(it) === 'open')) return nodes;
  const stack: Opening[] = [];
  let current: Node[] = [];
  for (const node of nodes) {
    const side = sideOf(node);
    const head = headOf(node);
    const inside = head.kind === 'fence' ? head.body : [];
    if (side === 'open') {
      stack.push({ open: head.kind === 'fence' ? head.open : (head as Atom).text, at: node, before: current });
      current = [...inside];
    } else if (side === 'between' && stack.length > 0) current.push(...inside);
    else if (side === 'close' && stack.length > 0) {
      const { open, at, before } = stack.pop()!;
      const close = head.kind === 'fence' ? head.close : (head as Atom).text;
      const body = [...current, ...inside];
      current = [...before, closed({ kind: 'fence', open, close, body, span: cover(at.span, head.span) }, node)];
    } else current.push(node);
  }
  // What nothing closes stays as it is written.
  while (stack.length > 0) {
    const { at, before } = stack.pop()!;
    const head = headOf(at);
    current = head.kind === 'fence' ? [...before, { ...head, body: current }] : [...before, at, ...current];
  }
  return current;
}

/** The fence with the scripts that stand on its last delimiter. */
const closed = (fence: Fence, node: Node): Node =>
  node.kind === 'scripted' && node.base !== undefined
    ? { ...node, base: closed(fence, node.base), span: cover(fence.span, node.span) }
    : fence;
