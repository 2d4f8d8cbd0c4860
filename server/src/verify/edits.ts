/**
 * Small edits of a claim's right side that authors forget or make: a transpose, a sign, a factor, an inverse, a square, an
 * order, a term, an index, a symmetrisation. Each is the changed expression together with the changed text.
 */
import type { Span } from '../base/span.ts';
import { type Apply, children, type Expr, some, walk } from '../expr/expr.ts';
import { plain } from '../expr/glyph.ts';
import { atomsOf } from '../shape/dim.ts';
import { dimsOf } from '../shape/shape.ts';
import { scaledText } from './coefficient.ts';
import type { Job } from './job.ts';
import { rewritten } from '../expr/rewrite.ts';
import { textOf } from '../expr/text.ts';
import type { Repair } from './verdict.ts';

export interface Edit extends Pick<Repair, 'kind' | 'span' | 'newText'> {
  readonly right: Expr;
}

/** One place changed. */
interface Change {
  readonly at: Expr;
  readonly by: Expr;
  readonly newText: string;
}

interface Page {
  readonly right: Expr;
  readonly text: string;
  readonly source: (expr: Expr) => string;
  /** How the author writes a transpose. */
  readonly mark: string;
  readonly nodes: readonly Place[];
}

interface Place {
  readonly it: Expr;
  readonly parent: Expr | undefined;
}

/** The likeliest first; of those that are equally likely, the smallest. */
export function editsOf({ claim, names }: Job, text: string): readonly Edit[] {
  const { right } = claim;
  const sizes = sizesIn(names, right.span);
  const page: Page = {
    right,
    text,
    source: (expr) => text.slice(expr.span.start, expr.span.end),
    mark: /\^\{?\\top/.test(text) || !/\^\{?(T\b|\\mathsf|\\intercal)/.test(text) ? '^\\top' : '^T',
    nodes: placesIn(right),
  };
  return [
    ...functions(claim, page),
    ...transposes(page),
    ...wholes(page),
    ...terms(page),
    ...signsInside(page),
    ...dropped(page),
    ...orders(page),
    ...symmetrised(page),
    ...powers(page, sizes),
    ...primed(page),
    ...constants(page, sizes),
    ...everywhere(page),
    ...indices(claim, page),
    ...exchanged(page),
  ];
}

/** The sizes that have a letter, as names. */
function sizesIn(names: Job['names'], span: Span): readonly Expr[] {
  const letters = names.flatMap(({ shape }) => dimsOf(shape).flatMap(atomsOf));
  return [...new Set(letters)]
    .filter((it) => /^[A-Za-z]$/.test(it))
    .slice(0, 3)
    .map((letter) => ({
      kind: 'symbol',
      key: letter,
      glyph: plain(letter),
      span,
    }));
}

/** Places where an edit may be: not within what a derivative is by or of, and not a function's own name. */
function placesIn(right: Expr): readonly Place[] {
  const found: Place[] = [];
  const visit = (it: Expr, parent: Expr | undefined): void => {
    found.push({ it, parent });
    if (it.kind === 'derivative' || it.kind === 'index') return;
    for (const child of it.kind === 'call' ? it.args : children(it)) visit(child, it);
  };
  visit(right, undefined);
  return found;
}

function edit(kind: Edit['kind'], { right, text, nodes }: Page, changes: readonly Change[]): Edit {
  const ordered = [...changes].sort((a, b) => a.at.span.start - b.at.span.start);
  const span = enclosing({ start: ordered[0]!.at.span.start, end: ordered[ordered.length - 1]!.at.span.end }, nodes);
  let [newText, from] = ['', span.start];
  for (const { at, newText: own } of ordered) {
    newText += text.slice(from, at.span.start) + spaced(own, text.slice(at.span.end));
    from = at.span.end;
  }
  newText += text.slice(from, span.end);
  const changed = rewritten(right, (it) => changes.find(({ at }) => at === it)?.by);
  return { kind, right: changed, span, newText };
}

const replaced = (whole: Expr, at: Expr, by: Expr): Expr => rewritten(whole, (it) => (it === at ? by : undefined));

/** The smallest part that holds a place whole. */
function enclosing({ start, end }: Span, nodes: readonly Place[]): Span {
  const around = nodes.map(({ it }) => it.span).filter((it) => it.start <= start && end <= it.end);
  return around.reduce((a, b) => (b.end - b.start < a.end - a.start ? b : a), around[0] ?? { start, end });
}

/** A control word must not run into the letter behind it. */
const spaced = (newText: string, behind: string): string =>
  /\\[A-Za-z]+$/.test(newText) && /^[A-Za-z]/.test(behind) ? `${newText} ` : newText;

const number = (value: number, span: Span): Expr => ({ kind: 'number', value, span });
const product = (args: readonly Expr[], span: Span): Expr => ({ kind: 'apply', op: 'product', args, span });
const unary = (op: Apply['op'], arg: Expr): Expr => ({ kind: 'apply', op, args: [arg], span: arg.span });
const power = (arg: Expr, exponent: Expr): Expr => ({
  kind: 'apply',
  op: 'power',
  args: [arg, exponent],
  span: arg.span,
});

/** The right side under a function that the left side has and it lacks: `\exp`. */
function functions({ left, right }: Job['claim'], page: Page): readonly Edit[] {
  const isFunction = (it: Expr): boolean => it.kind === 'apply' && it.op === 'elementwise' && it.args.length === 1;
  if (some(right, isFunction)) return [];
  const edits = new Map<string, Edit>();
  walk(left, (it) => {
    if (it.kind !== 'apply' || !isFunction(it)) return;
    const name = /^\\[A-Za-z]+/.exec(page.source(it))?.[0];
    if (name === undefined || name === '\\left') return;
    const by: Expr = { ...it, args: [right], span: right.span };
    edits.set(name, edit('function', page, [{ at: right, by, newText: `${name}(${page.source(right)})` }]));
  });
  return [...edits.values()].slice(0, 2);
}

/** What already carries a script takes no second one. */
const isScripted = (parent: Expr | undefined): boolean =>
  parent?.kind === 'index' || (parent?.kind === 'apply' && /transpose|inverse|power/.test(parent.op));

/** A place with a transpose more or less. */
function turned({ it, parent }: Place, { source, mark }: Page): Change | undefined {
  if (it.kind === 'apply' && it.op === 'transpose') {
    const [inner] = it.args;
    return inner && { at: it, by: inner, newText: source(inner) };
  }
  if (it.kind === 'apply' && it.op === 'inverse')
    return { at: it, by: { ...it, op: 'inverse-transpose' }, newText: `${source(it.args[0]!)}^{-${mark.slice(1)}}` };
  if (it.kind === 'apply' && it.op === 'inverse-transpose')
    return { at: it, by: { ...it, op: 'inverse' }, newText: `${source(it.args[0]!)}^{-1}` };
  if (isScripted(parent)) return undefined;
  const own = source(it);
  const bare = it.kind === 'symbol' || (it.kind === 'apply' && it.op === 'parentheses');
  const raised = it.kind === 'derivative' || (it.kind === 'index' && !it.upper && !own.includes('^'));
  if (!bare && !raised) return undefined;
  const base = it.kind === 'derivative' ? `\\left(${own}\\right)` : own;
  return { at: it, by: unary('transpose', it), newText: `${base}${mark}` };
}

const transposes = (page: Page): readonly Edit[] =>
  page.nodes.flatMap((place) => {
    const change = turned(place, page);
    return change === undefined ? [] : [edit('transpose', page, [change])];
  });

const FACTORS: readonly (readonly [number, number])[] = [[2, 1], [1, 2], [-2, 1], [-1, 2], [4, 1], [1, 4], [3, 1], [1, 3]]; // prettier-ignore

/** The whole right side turned, with another sign, or with another number before it. */
function wholes(page: Page): readonly Edit[] {
  const { right, source, text, mark } = page;
  const own = source(right);
  const base = right.kind === 'symbol' ? own : `(${own})`;
  const change = (by: Expr, newText: string): readonly Change[] => [{ at: right, by, newText }];
  const scaled = (over: number, under: number): readonly Change[] =>
    change(product([number(over / under, right.span), right], right.span), scaledText(right, text, over, under));
  return [
    edit('layout', page, change(unary('transpose', right), `${base}${mark}`)),
    edit('sign', page, scaled(-1, 1)),
    ...FACTORS.map(([over, under]) => edit('factor', page, scaled(over, under))),
  ];
}

/** A term with another sign or factor, or left out; in the right side and in each of its brackets. */
function terms(page: Page): readonly Edit[] {
  const { source, text, nodes } = page;
  const sums = nodes.flatMap(({ it }) => (it.kind === 'apply' && it.op === 'sum' && it.args.length > 1 ? [it] : []));
  return sums.flatMap((sum) => [
    ...flipped(sum, page),
    ...sum.args.flatMap((at) =>
      FACTORS.filter(([over]) => over > 0).map(([over, under]) => {
        const by = product([number(over / under, at.span), at], at.span);
        return edit('factor', page, [{ at, by, newText: scaledText(at, text, over, under) }]);
      }),
    ),
    ...sum.args.map((_, i) => {
      const rest = <T>(list: readonly T[]): readonly T[] => list.filter((__, j) => j !== i);
      const signs = rest(sum.args.map((__, j) => sum.signs?.[j] ?? 1));
      const written = rest(sum.args)
        .map((it, j) => `${signs[j] === -1 ? (j === 0 ? '-' : ' - ') : j === 0 ? '' : ' + '}${source(it)}`)
        .join('');
      return edit('term', page, [{ at: sum, by: { ...sum, args: rest(sum.args), signs }, newText: written }]);
    }),
  ]);
}

/** Each sign of a sum turned. Only the sign and its term are marked. */
function flipped(sum: Apply, page: Page): readonly Edit[] {
  const signs = sum.args.map((_, i) => sum.signs?.[i] ?? 1);
  return sum.args.flatMap((it, i): readonly Edit[] => {
    const from = i === 0 ? sum.span.start : sum.args[i - 1]!.span.end;
    const before = page.text.slice(from, it.span.start);
    const at = before.search(/[+\-−]/);
    if (at < 0 && i > 0) return [];
    const start = at < 0 ? it.span.start : from + at;
    const by: Expr = { ...sum, signs: signs.map((one, j) => (j === i ? -one : one)) };
    const sign = signs[i] === 1 ? '-' : i === 0 ? '' : '+';
    const behind = page.text.slice(at < 0 ? start : start + 1, it.span.end);
    return [
      { kind: 'sign', right: replaced(page.right, sum, by), span: { start, end: it.span.end }, newText: sign + behind },
    ];
  });
}

/** `-x` within a product or a bracket. */
const signsInside = (page: Page): readonly Edit[] =>
  page.nodes.flatMap(({ it, parent }) => {
    if (parent === undefined || it.kind !== 'apply' || it.op !== 'sum' || it.args.length !== 1) return [];
    return [edit('sign', page, [{ at: it, by: it.args[0]!, newText: page.source(it.args[0]!) }])];
  });

/** Two neighbours in a product, exchanged. */
function orders(page: Page): readonly Edit[] {
  const { source, text, nodes } = page;
  return nodes.flatMap(({ it }) => {
    if (it.kind !== 'apply' || !/^(product|kronecker|dot)$/.test(it.op)) return [];
    return it.args.slice(1).flatMap((right, i): readonly Edit[] => {
      const left = it.args[i]!;
      if (left.kind === 'number' || right.kind === 'number' || right.span.start < left.span.end) return [];
      const args = it.args.map((one, j) => (j === i ? right : j === i + 1 ? left : one));
      const between = text.slice(left.span.end, right.span.start);
      const pair = `${spaced(source(right), between + source(left))}${between}${source(left)}`;
      return [
        {
          kind: 'order',
          right: replaced(page.right, it, { ...it, args }),
          span: { start: left.span.start, end: right.span.end },
          newText: spaced(pair, text.slice(right.span.end)),
        },
      ];
    });
  });
}

/** `Ax` → `(A + A^\top)x`, and `2Ax` as well. */
function symmetrised(page: Page): readonly Edit[] {
  const { source, mark, text, nodes } = page;
  return nodes.flatMap(({ it, parent }) => {
    if (it.kind !== 'symbol' || isScripted(parent)) return [];
    const sum: Expr = { kind: 'apply', op: 'sum', args: [it, unary('transpose', it)], span: it.span };
    const both = unary('parentheses', sum);
    const written = `${source(it)} + ${source(it)}${mark}`;
    const isWhole = parent === undefined || (parent.kind === 'apply' && /^(sum|parentheses)$/.test(parent.op));
    const plain = edit('symmetrise', page, [{ at: it, by: both, newText: isWhole ? written : `(${written})` }]);
    const factor =
      parent?.kind === 'apply' && parent.op === 'product' && parent.args[1] === it ? parent.args[0] : undefined;
    if (factor?.kind !== 'number' || factor.value !== 2 || parent?.kind !== 'apply') return [plain];
    const by: Expr = { ...parent, args: [both, ...parent.args.slice(2)] };
    const rest = text.slice(it.span.end, parent.span.end);
    return [edit('symmetrise', page, [{ at: parent, by, newText: `(${written})${rest}` }]), plain];
  });
}

/** An inverse, a square or a root too many, or forgotten. */
function powers(page: Page, sizes: readonly Expr[]): readonly Edit[] {
  const { source, nodes } = page;
  return nodes.flatMap(({ it, parent }) => {
    const to = (by: Expr, newText: string): Edit => edit('power', page, [{ at: it, by, newText }]);
    const own = source(it);
    if (it.kind === 'apply' && (it.op === 'inverse' || (it.op === 'power' && isTwo(it.args[1])))) {
      const bare = own.replace(/\s*\^(\d|\{[^{}]*\})$/, '');
      return bare === own ? [] : [to(it.args[0]!, bare)];
    }
    if (isScripted(parent)) return [];
    if (it.kind === 'symbol')
      return [
        to(unary('inverse', it), `${own}^{-1}`),
        to(power(it, number(2, it.span)), `${own}^2`),
        to({ kind: 'apply', op: 'elementwise', name: 'sqrt', args: [it], span: it.span }, `\\sqrt{${own}}`),
        ...sizes.map((size) => to(power(it, size), `${own}^{${letterOf(size)}}`)),
      ];
    // `\tanh(x)` is squared at its name.
    const name = it.kind === 'apply' && it.op === 'elementwise' ? /^\\[A-Za-z]+(?=[\s({\\])/.exec(own)?.[0] : undefined;
    if (name !== undefined && name !== '\\sqrt')
      return [to(power(it, number(2, it.span)), `${name}^2${own.slice(name.length)}`)];
    const isBracket = it.kind === 'apply' && /^(parentheses|norm|bars)$/.test(it.op);
    return isBracket && !/\^(\d|\{[^{}]*\})$/.test(own) ? [to(power(it, number(2, it.span)), `${own}^2`)] : [];
  });
}

const letterOf = (expr: Expr): string => (expr.kind === 'symbol' ? expr.glyph.letter : '');

/** A function whose derivative is meant, or the other way round: `\sigma` for `\sigma'`. */
const primed = (page: Page): readonly Edit[] =>
  page.nodes.flatMap(({ it }) => {
    if (it.kind !== 'call' || it.fn.kind !== 'symbol' || it.fn.glyph.primes > 0) return [];
    const { fn } = it;
    const name: Expr = { ...fn, key: `${fn.key}'`, glyph: { ...fn.glyph, primes: 1 } };
    const [own, written] = [page.source(it), page.source(fn)];
    return [
      edit('function', page, [{ at: it, by: { ...it, fn: name }, newText: `${written}'${own.slice(written.length)}` }]),
    ];
  });

/** A constant that a number lacks: one, or a size. */
function constants(page: Page, sizes: readonly Expr[]): readonly Edit[] {
  const { right, text, source } = page;
  const isOpenSum = right.kind === 'apply' && right.op === 'sum';
  const [inner] = right.kind === 'apply' && right.op === 'product' ? right.args.slice(-1) : [];
  const sum = isOpenSum ? right : inner?.kind === 'apply' && inner.op === 'parentheses' ? inner.args[0] : right;
  if (sum === undefined) return [];
  return [number(1, sum.span), ...sizes].flatMap((it) =>
    [-1, 1].map((sign) => {
      const [args, signs] = sum.kind === 'apply' && sum.op === 'sum' ? [sum.args, sum.signs] : [[sum], undefined];
      const all = [...args.map((_, i) => signs?.[i] ?? 1), sign];
      const by: Expr = { kind: 'apply', op: 'sum', args: [...args, it], signs: all, span: sum.span };
      const written = it.kind === 'number' ? '1' : letterOf(it);
      const own = text.slice(sum.span.start, sum.span.end) || source(sum);
      return edit('term', page, [{ at: sum, by, newText: `${own} ${sign < 0 ? '-' : '+'} ${written}` }]);
    }),
  );
}

const isTwo = (it: Expr | undefined): boolean => it?.kind === 'number' && it.value === 2;

/** A transpose or an inverse that is wrong wherever its name stands. */
function everywhere(page: Page): readonly Edit[] {
  const groups = new Map<string, Place[]>();
  for (const place of page.nodes) {
    const key = textOf(place.it);
    groups.set(key, [...(groups.get(key) ?? []), place]);
  }
  return [...groups.values()].flatMap((places) => {
    if (places.length < 2) return [];
    const changes = places.map((it) => turned(it, page));
    return changes.some((it) => it === undefined)
      ? []
      : [
          edit(
            'transpose',
            page,
            changes.flatMap((it) => it ?? []),
          ),
        ];
  });
}

/** An index that is another index of the claim. */
function indices({ left, right }: Job['claim'], page: Page): readonly Edit[] {
  const letters = new Map<string, Expr>();
  for (const side of [left, right])
    walk(side, (it) => {
      if (it.kind !== 'index') return;
      for (const item of it.items)
        if (item.kind === 'at' && item.expr.kind === 'symbol') letters.set(item.expr.key, item.expr);
    });
  return page.nodes.flatMap(({ it }) => {
    if (it.kind !== 'index') return [];
    return it.items.flatMap((item, i) => {
      if (item.kind !== 'at' || item.expr.kind !== 'symbol') return [];
      const { key, span } = item.expr;
      return [...letters.values()].flatMap((letter) => {
        if (letter.kind !== 'symbol' || letter.key === key) return [];
        const items = it.items.map((one, j) => (j === i ? { ...item, expr: { ...letter, span } } : one));
        const own = page.source(it);
        const [from, to] = [span.start - it.span.start, span.end - it.span.start];
        const newText = own.slice(0, from) + page.source(letter) + own.slice(to);
        return [edit('index', page, [{ at: it, by: { ...it, items }, newText }])];
      });
    });
  });
}

/** A factor that stands there once too often: of a product, or alone above a fraction line. */
const dropped = (page: Page): readonly Edit[] =>
  page.nodes.flatMap(({ it }): readonly Edit[] => {
    if (it.kind !== 'apply' || (it.op !== 'product' && it.op !== 'divide')) return [];
    if (it.op === 'divide') {
      const [above] = it.args;
      if (above?.kind !== 'symbol') return [];
      const by: Expr = { ...it, args: it.args.map((one) => (one === above ? number(1, above.span) : one)) };
      const newText = `${page.text.slice(it.span.start, above.span.start)}1${page.text.slice(above.span.end, it.span.end)}`;
      return [edit('factor', page, [{ at: it, by, newText }])];
    }
    return it.args.flatMap((own, i): readonly Edit[] => {
      const [before, behind] = [it.args[i - 1], it.args[i + 1]];
      if (own.kind === 'number' || it.args.length < 2) return [];
      const rest = it.args.filter((one) => one !== own);
      const from = before === undefined ? own.span.start : before.span.end;
      const to = before === undefined ? behind!.span.start : own.span.end;
      const newText = (page.text.slice(it.span.start, from) + page.text.slice(to, it.span.end)).trim();
      return [edit('factor', page, [{ at: it, by: rest.length === 1 ? rest[0]! : { ...it, args: rest }, newText }])];
    });
  });

/** At most so many pairs of names are exchanged. */
const PAIRS = 40;

/** Two names in each other's place: `bc^\top` for `cb^\top`. */
function exchanged(page: Page): readonly Edit[] {
  const names = page.nodes
    .filter(({ it, parent }) => it.kind === 'symbol' && parent?.kind === 'apply')
    .map(({ it }) => it);
  const pairs = names.flatMap((a, i) =>
    names.slice(i + 1).flatMap((b) => (textOf(a) === textOf(b) ? [] : [[a, b] as const])),
  );
  return pairs
    .sort(([a, b], [c, d]) => b.span.end - a.span.start - (d.span.end - c.span.start))
    .slice(0, PAIRS)
    .map(([a, b]) =>
      edit('order', page, [
        { at: a, by: { ...b, span: a.span }, newText: page.source(b) },
        { at: b, by: { ...a, span: b.span }, newText: page.source(a) },
      ]),
    );
}
