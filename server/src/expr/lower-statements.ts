/** A formula → its statements. */
import type { Span } from '../base/span.ts';
import { rewritten } from './lower-written.ts';
import { evaluated } from '../latex/evaluation.ts';
import { joined, type Line } from '../latex/lines.ts';
import type { Node, Tree } from '../latex/node.ts';
import { arrange, type Phrase } from '../latex/phrase.ts';
import { isConnective, roleOf } from '../latex/roles.ts';
import type { Expr } from './expr.ts';
import { hole, lowerPhrase } from './lower.ts';
import { numberedAbove } from './lower-families.ts';
import { appliedIn, type Habits } from './lower-habits.ts';
import { reaching } from './lower-reach.ts';
import { repeatedSummed } from './lower-repeated.ts';
import { symbolOf } from './lower-symbol.ts';
import { IMPLIES, type Statement } from './statement.ts';

export function lowerStatements(tree: Tree, habits: Habits): readonly Statement[] {
  const plain = { text: tree.text, habits, applied: appliedIn(tree) };
  const found: Statement[] = [];
  const words: string[] = [];
  let last: { readonly side: Expr; readonly uneven: boolean } | undefined;
  for (const { nodes: given, aside } of rowsOf(rewritten(tree.body, habits)).flatMap(quantifiedApart)) {
    const nodes = evened(given);
    const uneven = nodes !== given;
    const phrase = arrange(evaluated(withRemarks(nodes.map(asComment), tree.text)), tree.text);
    if (phrase === undefined) continue;
    const numbered = numberedAbove(nodes);
    const at = numbered === undefined ? plain : { ...plain, numbered };
    const described = new Set<Phrase>();
    let end = phrase.span.start;
    let name: Words | undefined;
    for (const item of topLevel(phrase, described)) {
      const between = tree.text.slice(end, item.span.start);
      end = item.span.end;
      if (item.kind === 'leaf' && item.node.kind === 'text') {
        words.push(item.node.text.trim().toLowerCase());
        const isFirst = item.span.start === phrase.span.start || /,|\\q?quad/.test(between);
        name = isFirst && isNameInWords(item.node.text) ? item.node : undefined;
        continue;
      }
      const side = name;
      name = undefined;
      for (const lowered of concludedApart(lowerPhrase(item, at))) {
        const named = side === undefined ? lowered : ofName(side, lowered);
        if (named !== lowered) words.pop();
        const expr = reaching(habits.sumsRepeated ? repeatedSummed(named, last?.side) : named, last?.side);
        const continues = expr.kind === 'relation' && expr.sides[0] === undefined ? last : undefined;
        found.push({
          expr,
          span: spanOf(expr, item.span),
          words: words.join(' '),
          ...(continues && { continues: continues.side }),
          ...((uneven || continues?.uneven === true) && { uneven: true }),
          ...(continues && found.at(-1)?.expr.kind === 'ellipsis' && { skips: true }),
          ...(described.has(item) && { described: true }),
          ...mapping(expr, found[found.length - 1]?.expr),
        });
        words.length = 0;
        const ending = expr.kind === 'relation' ? expr.sides[expr.sides.length - 1] : expr;
        if (!aside && expr.kind !== 'ellipsis') last = ending && { side: ending, uneven };
      }
    }
  }
  return found.length > 0 || words.length > 0 || rowsOf(tree.body).length === 0
    ? found
    : [
        {
          expr: hole({ start: 0, end: tree.text.length }, '', 'empty'),
          span: { start: 0, end: tree.text.length },
          words: words.join(' '),
        },
      ];
}

/** `= a(b + c))`: without a bracket at the end that nothing opens, there or at the end of a part of it. */
function evened(nodes: readonly Node[]): readonly Node[] {
  const stop = nodes.at(-1);
  const end = nodes.length - (stop?.kind === 'atom' && /^[.,;]$/.test(stop.text) ? 1 : 0);
  const last = nodes[end - 1];
  if (end > 1 && last?.kind === 'fault' && last.fault === 'stray-close' && last.text === ')')
    return [...nodes.slice(0, end - 1), ...nodes.slice(end)];
  const inside = nodes.map((it): Node => {
    if (it.kind === 'group' || it.kind === 'fence') {
      const body = evened(it.body);
      return body === it.body ? it : { ...it, body };
    }
    if (it.kind !== 'command' || it.role !== 'fraction') return it;
    const args = evened(it.args);
    return args === it.args ? it : { ...it, args };
  });
  return inside.every((it, i) => it === nodes[i]) ? nodes : inside;
}

type Words = Extract<Node, { kind: 'text' }>;

/** `\text{weighted sum} = 3 + 4` gives a value to what only words name; it goes on with nothing above. */
function ofName(node: Words, expr: Expr): Expr {
  if (expr.kind !== 'relation' || expr.sides[0] !== undefined || expr.signs[0]?.text !== '=') return expr;
  const { span } = node;
  const left = symbolOf(node);
  return { ...expr, sides: [left, ...expr.sides.slice(1)], span: { ...expr.span, start: span.start } };
}

/** Up to four words, none of which is one of a sentence. */
const isNameInWords = (text: string): boolean =>
  /^\s*[A-Za-z][\w'’-]*(\s+[\w'’-]+){0,3}\s*$/.test(text) &&
  text
    .trim()
    .split(/\s+/)
    .every((it) => !isOfSentence(it));

const isOfSentence = (word: string): boolean =>
  isConnective(word) ||
  /^(not|it|this|that|these|those|we|you|one|gives?|yields?|becomes?|equals?|get|obtain|holds?|implies|means?|same|also|now|both|but|at|for|again|note|recall|follows?|simplif(y|ies)|where|after|before|using|via)$/i.test(
    word,
  );

/**
 * `\partial L / \partial x = 2Ax - 2b = 0 \implies Ax = b`: the derivative is stated by itself, and what follows from it
 * as on a line of its own.
 */
function concludedApart(expr: Expr): readonly Expr[] {
  if (expr.kind !== 'relation' || !expr.sides.slice(0, 1).some((it) => it?.kind === 'derivative')) return [expr];
  const { sides, signs, span } = expr;
  const at = signs.findIndex(({ text }) => IMPLIES.test(text));
  if (at < 1) return [expr];
  const [sign, side] = [signs[at]!, sides[at]];
  return [
    { ...expr, sides: sides.slice(0, at + 1), signs: signs.slice(0, at), span: { ...span, end: side!.span.end } },
    {
      ...expr,
      sides: [undefined, ...sides.slice(at + 1)],
      signs: signs.slice(at),
      span: { ...span, start: sign.span.start },
    },
  ];
}

/** `f : A \to B` before `x \mapsto v`. */
function mapping(expr: Expr, before: Expr | undefined): Pick<Statement, 'maps'> {
  const [fn, spaces] = before?.kind === 'tuple' && before.open === ':' ? before.items : [];
  const isMap = expr.kind === 'relation' && /mapsto|↦|⟼/.test(expr.signs[0]?.text ?? '');
  return isMap && fn?.kind === 'symbol' && spaces?.kind === 'relation' ? { maps: fn } : {};
}

/** `p_i \ge 0 \; \forall i \in [n]`: what holds, and aside for which i. */
function quantifiedApart(
  row: readonly Node[],
): readonly { readonly nodes: readonly Node[]; readonly aside: boolean }[] {
  const at = row.findIndex(
    (it, i) =>
      i > 0 &&
      it.kind === 'atom' &&
      /^(\\forall|∀)$/.test(it.text) &&
      roleOf(row[i - 1]) !== 'relation' &&
      row.slice(0, i).some((before) => roleOf(before) === 'relation'),
  );
  const whole = { nodes: at < 0 ? row : row.slice(0, at), aside: false };
  return at < 0 ? [whole] : [whole, { nodes: row.slice(at), aside: true }];
}

/** `\color{gray}\text{(by symmetry)}`, `(\because P^2 = P)`: words about a line, not a factor of it. */
function asComment(node: Node): Node {
  if (node.kind === 'command' && node.role === 'colour') {
    const inside = node.args.at(-1);
    return inside?.kind === 'text' && inside.formulas.length === 0 ? { ...inside, span: node.span } : node;
  }
  const first = node.kind === 'fence' ? node.body[0] : undefined;
  const isReason =
    first?.kind === 'atom'
      ? /^\\because$|^∵$/.test(first.text)
      : first?.kind === 'text' &&
        first !== (node.kind === 'fence' ? node.body.at(-1) : first) &&
        REASON.test(first.text);
  return isReason ? words('(because …)', node) : node;
}

/** `(\text{by } A = A^\top)` */
const REASON =
  /^\s*(since|because|by|using|see|cf|from|due to|recall|note|multipl[a-z]+|divid[a-z]+|add(ing)?|subtract(ing)?|substitut[a-z]+|plug(ging)?|insert(ing)?)\b/i;

const words = (text: string, { span }: Node): Node => ({ kind: 'text', text, formulas: [], span });

/**
 * `= b \qquad \text{linearity} \qquad (45)`, `= b \quad \cdots (1)`: what stands apart at the end of an equation is its
 * reason and its number.
 */
function withRemarks(row: readonly Node[], text: string): readonly Node[] {
  const stop = row.at(-1);
  const whole = stop?.kind === 'atom' && /^[.,;]$/.test(stop.text) ? row.length - 1 : row.length;
  let end = whole;
  for (;;) {
    const [before, dots, last] = [row[end - 3], row[end - 2], row[end - 1]];
    if (end > 2 && isApart(dots!, last!, text) && isRemark(last!)) end--;
    else if (end > 3 && roleOf(dots) === 'ellipsis' && isApart(before!, dots!, text) && isNumber(last!)) end -= 2;
    else break;
  }
  if (end === whole || !row.slice(0, end).some((it) => roleOf(it) === 'relation')) return row;
  return [...row.slice(0, end), ...row.slice(end).map((it) => words('(remark)', it))];
}

const isApart = (before: Node, node: Node, text: string): boolean =>
  roleOf(before) !== 'relation' && /\\q?quad|\\hfill|\\hspace/.test(text.slice(before.span.end, node.span.start));

/** `(\text{transposing keeps the diagonal})` too. */
const isRemark = (node: Node): boolean =>
  node.kind === 'text'
    ? roleOf(node) === 'words' || isWord([node])
    : isNumber(node) || (node.kind === 'fence' && node.body.length > 0 && node.body.every((it) => it.kind === 'text'));

/** `(45)`, in any face. */
function isNumber(node: Node): boolean {
  if (node.kind === 'command' && node.role === 'style') return node.args.length === 1 && isNumber(node.args[0]!);
  if (node.kind === 'group') return node.body.length === 1 && isNumber(node.body[0]!);
  const [only, more] = node.kind === 'fence' && node.open === '(' ? node.body : [];
  return more === undefined && only?.kind === 'atom' && only.role === 'number';
}

const spanOf = (expr: Expr, otherwise: Span): Span => (expr.span.end > expr.span.start ? expr.span : otherwise);

/** The lines of an aligned environment, of `\\` at top level; a plain formula is one row. */
const rowsOf = (given: readonly Node[]): readonly (readonly Node[])[] => joined(linesOf(given));

function linesOf(given: readonly Node[]): readonly Line[] {
  const nodes = unwrapped(given);
  const lines: Line[] = [];
  let current: Node[] = [];
  let indented = false;
  const end = (): void => {
    lines.push({ nodes: current, indented });
    current = [];
    indented = false;
  };
  for (const node of nodes) {
    if (node.kind === 'atom' && node.role === 'newline') end();
    else if (node.kind === 'atom' && node.role === 'align') indented ||= current.length === 0;
    else if (
      node.kind === 'environment' &&
      (node.role === 'align' || node.role === 'wrapper' || isArrayOfLines(node)) &&
      isWhole(current, nodes)
    ) {
      end();
      for (const row of node.rows) {
        const [only, ...others] = linesOf(row.cells.filter((it, i) => i < 2 || !isWord(it)).flat());
        const shifted = row.cells.length > 1 && row.cells[0]!.length === 0;
        if (only !== undefined) lines.push({ ...only, indented: only.indented || shifted }, ...others);
      }
    } else current.push(node);
  }
  end();
  return lines.filter((it) => it.nodes.length > 0);
}

/** `&& \text{expanding}`: a word in a column of remarks. */
const isWord = (cell: readonly Node[]): boolean =>
  cell.filter((it) => roleOf(it) !== 'skip').every((it) => it.kind === 'text' && /^\s*[a-z]+[.,;]?\s*$/i.test(it.text));

/** `{\textstyle \begin{aligned} … }`, `\boxed{…}`, `\colorbox{…}{$ … $}`: what only decorates a whole formula. */
function unwrapped(nodes: readonly Node[]): readonly Node[] {
  const [only] = nodes.filter((it) => !(it.kind === 'command' && (it.role === 'label' || it.role === 'definition')));
  const alone = nodes.every(
    (it) => it === only || (it.kind === 'command' && (it.role === 'label' || it.role === 'definition')),
  );
  if (only === undefined || !alone) return only === undefined ? [] : nodes;
  if (only.kind === 'group') return unwrapped(only.body);
  if (only.kind === 'text' && only.formulas.length === 1 && only.text.trim().startsWith('$'))
    return unwrapped(only.formulas[0]!);
  if (only.kind === 'command' && (only.role === 'colour' || only.role === 'brace' || only.role === 'style')) {
    const inner = only.role === 'brace' ? only.args[0] : only.args[only.args.length - 1];
    const body = inner?.kind === 'group' ? unwrapped(inner.body) : [];
    if (body.some((it) => it.kind === 'environment')) return body;
    if (inner?.kind === 'text') return unwrapped([inner]);
  }
  return nodes;
}

/** `\begin{array}{lcl} a & = & b \\ …`, `\begin{array}{r}{a = b}\end{array}`: an alignment written as an array. */
function isArrayOfLines(node: Extract<Node, { kind: 'environment' }>): boolean {
  if (node.name !== 'array' && node.name !== 'eqnarray') return false;
  const isLine = ({ cells }: (typeof node.rows)[number]): boolean =>
    cells.some((cell) => unwrapped(cell).some((it) => roleOf(it) === 'relation'));
  // `& & + c` goes on with the line above.
  const goesOn = ({ cells }: (typeof node.rows)[number]): boolean => cells.length > 1 && cells[0]!.length === 0;
  return node.rows.some(isLine) && node.rows.filter((it) => isLine(it) || goesOn(it)).length * 2 > node.rows.length;
}

/** An environment with nothing but labels and punctuation beside it. */
const isWhole = (current: readonly Node[], nodes: readonly Node[]): boolean =>
  current.length === 0 &&
  nodes.filter((it) => it.kind === 'environment' || it.kind === 'fence' || (it.kind === 'atom' && it.role === 'letter'))
    .length === nodes.filter((it) => it.kind === 'environment').length;

/** Statements side by side: `A, B \in S` is one, `x = 1, y = 2` are two, `i = 1, \ldots, n` is one. */
function topLevel(phrase: Phrase, described: Set<Phrase>): readonly Phrase[] {
  if (phrase.kind === 'sequence') return phrase.items.flatMap((it) => topLevel(it, described));
  // `X \in \mathbb R^{n \times d} : \text{the inputs}`: words tell what stands before the colon.
  if (phrase.kind === 'bar' && phrase.sign === ':' && phrase.left !== undefined && phrase.right === undefined) {
    const items = topLevel(phrase.left, described);
    for (const it of items) described.add(it);
    return items;
  }
  if (phrase.kind !== 'list') return [phrase];
  const groups: Phrase[] = [];
  let waiting: Phrase[] = [];
  for (const item of phrase.items) {
    if (item.kind !== 'relation') {
      const before = groups[groups.length - 1];
      if (waiting.length === 0 && before?.kind === 'relation' && continuesList(before, item, phrase.items)) {
        groups[groups.length - 1] = extended(before, item);
      } else waiting.push(item);
      continue;
    }
    const first = item.sides[0];
    if (waiting.length > 0 && first !== undefined && waiting.every(isName) && isName(first)) {
      const left: Phrase = {
        kind: 'list',
        items: [...waiting, first],
        separator: ',',
        span: { start: waiting[0]!.span.start, end: first.span.end },
      };
      groups.push({
        ...item,
        sides: [left, ...item.sides.slice(1)],
        span: { start: left.span.start, end: item.span.end },
      });
    } else groups.push(...waiting, item);
    waiting = [];
  }
  return [...groups, ...waiting];
}

const isName = (phrase: Phrase): boolean =>
  phrase.kind === 'leaf' || (phrase.kind === 'run' && phrase.factors.length === 2);

/** `i = 1, \ldots, n`: after a list has begun with an ellipsis, what follows belongs to it. */
function continuesList(before: Extract<Phrase, { kind: 'relation' }>, item: Phrase, all: readonly Phrase[]): boolean {
  const isDots = (it: Phrase): boolean => it.kind === 'leaf' && it.node.kind === 'atom' && it.node.role === 'ellipsis';
  if (isDots(item)) return true;
  const side = before.sides[before.sides.length - 1];
  if (side?.kind === 'list') return true;
  const next = all[all.indexOf(item) + 1];
  return next !== undefined && isDots(next);
}

function extended(before: Extract<Phrase, { kind: 'relation' }>, item: Phrase): Phrase {
  const side = before.sides[before.sides.length - 1];
  if (side === undefined) return before;
  const items = side.kind === 'list' ? [...side.items, item] : [side, item];
  const list: Phrase = { kind: 'list', items, separator: ',', span: { start: side.span.start, end: item.span.end } };
  return {
    ...before,
    sides: [...before.sides.slice(0, -1), list],
    span: { start: before.span.start, end: item.span.end },
  };
}
