/**
 * Signs that only the note as a whole explains, rewritten before anything is read: the colon of `A : B`, the sum of all
 * products of entries, the transpose before its matrix, `{}^t A`, and brackets that are commutators.
 */
import type { Atom, Node } from '../latex/node.ts';
import { headOf, lettersOf, roleOf } from '../latex/roles.ts';
import { looks, only } from './lower-marks.ts';

export interface Signs {
  /** What the colon between two things is: their inner product, or a product of which nothing is known; else nothing of the kind. */
  readonly colons: 'inner' | 'open' | undefined;
  /** Do transposes stand before what they turn? */
  readonly turnsBefore: boolean;
  /** Does the note say that `[A, B]` is AB − BA? */
  readonly commutes: boolean;
  /** … and that `\\{A, B\\}` is AB + BA? */
  readonly anticommutes: boolean;
}

/** The sign that a contracting colon becomes. */
export const CONTRACTION = '::';

const SAME = 'X:X';
const TRACED = 'X:Y=tr';
const BEFORE = '{}^tX';
const BEHIND = 'X^T';
const COMMUTATOR = '[X,Y]=XY-YX';
const ANTICOMMUTATOR = '{X,Y}=XY+YX';

/**
 * Notes what only a colon between matrices looks like, `F : F`, `A : B = \operatorname{tr}(A^\top B)`, and transposes
 * before a name that nothing else can have.
 */
export function countWritten(nodes: readonly Node[], bump: (sign: string) => void): void {
  nodes.forEach((node, i) => {
    const isBefore = isTurn(node);
    if (isBefore && !isOperand(nodes[i - 1])) bump(BEFORE);
    if (!isBefore && node.kind === 'scripted' && isTransposeSign(node.sup)) bump(BEHIND);
    if (isSaidToCommute(nodes.slice(i))) bump(node.kind === 'fence' && node.open === '[' ? COMMUTATOR : ANTICOMMUTATOR);
    if (!isColon(node)) return;
    const [before, after, sign, then] = [nodes[i - 1], nodes[i + 1], nodes[i + 2], nodes[i + 3]];
    if (before === undefined || after === undefined || !isLetter(before)) return;
    if (looks(before) === looks(after)) bump(SAME);
    const isEqual = sign?.kind === 'atom' && /^(=|:=|\\equiv|\\triangleq|\\coloneqq)$/.test(sign.text);
    if (isEqual && then !== undefined && /^\\?tr(ace)?$/i.test(lettersOf(headOf(then)))) bump(TRACED);
  });
}

/** @param said whether the words of the note speak of double dots, @param higher of tensors with more than two indices */
export const signsFrom = (
  signs: ReadonlyMap<string, number>,
  { said = false, higher = false }: { readonly said?: boolean; readonly higher?: boolean } = {},
): Signs => ({
  colons: !said && !signs.has(SAME) && !signs.has(TRACED) ? undefined : higher ? 'open' : 'inner',
  turnsBefore: signs.has(BEFORE) && !signs.has(BEHIND),
  commutes: signs.has(COMMUTATOR),
  anticommutes: signs.has(ANTICOMMUTATOR),
});

/** `[A, B] = AB - BA`, `\{A, B\} = AB + BA` */
function isSaidToCommute([bracket, equals, ...product]: readonly Node[]): boolean {
  if (bracket?.kind !== 'fence' || !/^(\[|\\\{|\\lbrace)$/.test(bracket.open) || !isAtom(equals, DEFINES)) return false;
  const [a, comma, b, more] = bracket.body.filter((it) => !isSpace(it));
  const [first, second, sign, third, fourth] = product.filter((it) => !isSpace(it) && !isAtom(it, /^(&|\\cdot)$/));
  const same = (one: Node | undefined, other: Node | undefined): boolean =>
    one !== undefined && looks(one) === looks(other);
  return (
    more === undefined &&
    isAtom(comma, /^,$/) &&
    isAtom(sign, bracket.open === '[' ? /^[-−]$/ : /^\+$/) &&
    [same(a, first), same(b, second), same(b, third), same(a, fourth)].every(Boolean) &&
    !same(a, b)
  );
}

const DEFINES = /^(=|:=|\\equiv|\\triangleq|\\coloneqq|\\stackrel)$/;

const isAtom = (node: Node | undefined, text: RegExp): boolean => node?.kind === 'atom' && text.test(node.text);

const isSpace = (node: Node): boolean => roleOf(node) === 'skip';

const isColon = (node: Node | undefined): boolean => node?.kind === 'atom' && node.text === ':';

const isLetter = (node: Node): boolean => {
  const head = headOf(node);
  return head.kind === 'atom' ? head.role === 'letter' : head.kind === 'command' && /^(style|accent)$/.test(head.role);
};

export function rewritten(nodes: readonly Node[], signs: Signs): readonly Node[] {
  if (signs.colons === undefined && !signs.turnsBefore) return nodes;
  const inside = nodes.map((node) => within(node, signs));
  const isContracted = signs.colons !== undefined && !hasOther(inside);
  const contracted = isContracted ? inside.map((it, i) => contraction(it, i, inside)) : inside;
  return signs.turnsBefore ? turned(contracted) : contracted;
}

function within(node: Node, signs: Signs): Node {
  const again = (body: readonly Node[]): readonly Node[] => rewritten(body, signs);
  switch (node.kind) {
    case 'group':
      return kept(node, node.body, again(node.body), (body) => ({ ...node, body }));
    case 'fence':
      return node.open === '\\{' ? node : kept(node, node.body, again(node.body), (body) => ({ ...node, body }));
    case 'scripted': {
      if (node.base === undefined) return node;
      const base = within(node.base, signs);
      return base === node.base ? node : { ...node, base };
    }
    case 'command':
      if (/^(label|definition|style|accent)$/.test(node.role)) return node;
      return kept(
        node,
        node.args,
        node.args.map((it) => within(it, signs)),
        (args) => ({ ...node, args }),
      );
    case 'environment': {
      const rows = node.rows.map((row) => {
        const cells = row.cells.map(again);
        return cells.every((it, i) => it === row.cells[i]) ? row : { ...row, cells };
      });
      return rows.every((it, i) => it === node.rows[i]) ? node : { ...node, rows };
    }
    default:
      return node;
  }
}

/** The node itself as long as nothing in it has changed. */
const kept = (
  node: Node,
  before: readonly Node[],
  after: readonly Node[],
  make: (parts: readonly Node[]) => Node,
): Node => (before.length === after.length && before.every((it, i) => it === after[i]) ? node : make(after));

/** A map, a set, a condition: `f : X \to Y`, `\min_x : Ax = b`. */
const hasOther = (nodes: readonly Node[]): boolean =>
  nodes.some((node) => {
    const head = headOf(node);
    if (head.kind !== 'atom') return false;
    if (head.role === 'prefix' || head.text === '\\colon') return true;
    if (head.role === 'function') return /^\\(min|max|inf|sup|arg\w*)$/.test(head.text);
    return (
      head.role === 'relation' &&
      !/^(=|:=|<|>|\\(le|leq|ge|geq|equiv|approx|triangleq|coloneqq|propto))$/.test(head.text)
    );
  });

function isOperand(node: Node | undefined): boolean {
  const head = node === undefined ? undefined : headOf(node);
  if (head === undefined || head.kind === 'text') return false;
  return head.kind !== 'atom' || /^(letter|number|partial|nabla|function)$/.test(head.role);
}

function contraction(node: Node, i: number, nodes: readonly Node[]): Node {
  const isMeant = node.kind === 'atom' && isColon(node) && isOperand(nodes[i - 1]) && isOperand(nodes[i + 1]);
  return isMeant ? ({ ...node, text: CONTRACTION, role: 'multiplicative' } satisfies Atom) : node;
}

/** `{}^t A` as `A^\top`. */
function turned(nodes: readonly Node[]): readonly Node[] {
  if (!nodes.some(isTurn)) return nodes;
  const found: Node[] = [];
  // From the end, for `{}^t {}^t A`.
  for (const node of [...nodes].reverse()) {
    const of = found.at(-1);
    if (of === undefined || node.kind !== 'scripted' || !isTurn(node) || !isTurnable(of)) {
      found.push(node);
      continue;
    }
    found.pop();
    const sup: Atom = { kind: 'atom', text: '\\top', role: 'letter', span: node.sup?.span ?? node.span };
    const span = { start: node.span.start, end: of.span.end };
    const base: Node =
      of.kind === 'scripted' && of.sup !== undefined ? { kind: 'group', body: [of], span: of.span } : of;
    found.push(base.kind === 'scripted' ? { ...base, sup, span } : { kind: 'scripted', base, sup, primes: 0, span });
  }
  return found.reverse();
}

const isTurn = (node: Node): boolean =>
  node.kind === 'scripted' &&
  (node.base === undefined || (node.base.kind === 'group' && node.base.body.length === 0)) &&
  node.sub === undefined &&
  node.primes === 0 &&
  (isTransposeSign(node.sup) || lettersOf(only(node.sup) ?? node) === 't');

const isTransposeSign = (sup: Node | undefined): boolean => {
  const sign = only(sup);
  return sign !== undefined && /^(T|\\top|\\intercal)$/.test(sign.kind === 'atom' ? sign.text : lettersOf(sign));
};

const isTurnable = (node: Node): boolean => {
  const head = headOf(node);
  return isLetter(node) || (head.kind === 'fence' && /^[([]$/.test(head.open)) || head.kind === 'environment';
};
