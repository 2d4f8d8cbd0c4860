/** Answers with one thing wrong: a sign, a factor, a transpose dropped or added, an order, a layout, an index. */
import { children, type Expr, walk } from '../../server/src/expr/expr.ts';

export interface Spoilt {
  readonly how: string;
  readonly text: string;
}

/** The first spoilt forms of each kind in turn, at most `count`. */
export function spoilt(text: string, answer: Expr, count: number): readonly Spoilt[] {
  const lists = [
    sign(text),
    wrongLayout(text),
    factor(text),
    dropped(text),
    swapped(text, answer),
    added(text, answer),
    shifted(text),
    terms(text, answer),
  ];
  const found: Spoilt[] = [];
  for (let i = 0; found.length < count && lists.some((it) => i < it.length); i++) {
    for (const list of lists) {
      const it = list[i];
      if (it !== undefined && found.length < count && found.every((x) => x.text !== it.text)) found.push(it);
    }
  }
  return found;
}

const wrap = (text: string): string => `\\left(${text}\\right)`;
const cut = (text: string, start: number, end: number, into: string): string =>
  text.slice(0, start) + into + text.slice(end);

const sign = (text: string): Spoilt[] => [{ how: 'sign', text: `-${wrap(text)}` }];
const wrongLayout = (text: string): Spoilt[] => [{ how: 'wrong layout', text: `${wrap(text)}^\\top` }];
const factor = (text: string): Spoilt[] => [
  { how: 'factor', text: `2${wrap(text)}` },
  { how: 'factor', text: `\\tfrac12${wrap(text)}` },
];

const dropped = (text: string): Spoilt[] =>
  [...text.matchAll(/\^\\top|(?<=\^\{)-\\top(?=\})/g)].map((it) => ({
    how: 'dropped transpose',
    text: cut(text, it.index, it.index + it[0].length, it[0] === '^\\top' ? ' ' : '-1'),
  }));

function added(text: string, answer: Expr): Spoilt[] {
  const found: Spoilt[] = [];
  const visit = (expr: Expr, scripted: boolean): void => {
    const source = text.slice(expr.span.start, expr.span.end);
    if (
      expr.kind === 'symbol' &&
      !scripted &&
      /^(\\[A-Za-z]+|[A-Za-z])$/.test(source) &&
      !/^(\\sigma|e|k|t|r)$/.test(source)
    )
      found.push({ how: 'added transpose', text: cut(text, expr.span.start, expr.span.end, `{${source}}^\\top`) });
    const script = expr.kind === 'index' || (expr.kind === 'apply' && /transpose|inverse|power/.test(expr.op));
    for (const it of children(expr)) visit(it, script);
  };
  visit(answer, false);
  return found;
}

function swapped(text: string, answer: Expr): Spoilt[] {
  const found: Spoilt[] = [];
  walk(answer, (expr) => {
    if (expr.kind !== 'apply' || !/^(product|kronecker)$/.test(expr.op)) return;
    for (let i = 0; i + 1 < expr.args.length; i++) {
      const [a, b] = [expr.args[i]!.span, expr.args[i + 1]!.span];
      if (b.start < a.end) continue;
      const swap = `${text.slice(b.start, b.end)} ${text.slice(a.end, b.start)} ${text.slice(a.start, a.end)} `;
      found.push({ how: 'swapped order', text: cut(text, a.start, b.end, swap) });
    }
  });
  return found;
}

const shifted = (text: string): Spoilt[] =>
  [...text.matchAll(/k-1|k-r-1|(?<=\{)-2(?=\})|r=0/g)].map((it) => ({
    how: 'index shift',
    text: cut(
      text,
      it.index,
      it.index + it[0].length,
      it[0] === 'k-1' ? 'k' : it[0] === 'r=0' ? 'r=1' : it[0] === '-2' ? '-3' : 'k-r',
    ),
  }));

function terms(text: string, answer: Expr): Spoilt[] {
  const found: Spoilt[] = [];
  walk(answer, (expr) => {
    if (expr.kind !== 'apply' || expr.op !== 'sum' || expr.args.length < 2) return;
    for (let i = 1; i < expr.args.length; i++) {
      const [before, here] = [expr.args[i - 1]!.span, expr.args[i]!.span];
      const turned = expr.signs?.[i] === -1 ? '+' : '-';
      found.push({ how: 'sign of a term', text: cut(text, before.end, here.start, turned) });
      found.push({ how: 'dropped term', text: cut(text, before.end, here.end, ' ') });
    }
  });
  return found;
}
