/** Big operators: `\sum_{i=1}^n`, `\prod_k`, `\int`, `\min_w`, `\operatorname{argmax}_x`, `\lim`. */
import type { Node, Scripted } from '../latex/node.ts';
import { arrange, joined, type Phrase, type Prefix } from '../latex/phrase.ts';
import { headOf, isDifferential, lettersOf } from '../latex/roles.ts';
import type { BoundIndex, Expr, Reduce, Relation, SymbolExpr } from './expr.ts';
import { apply, lowerNode, lowerNodes, lowerPhrase, type Lowering, signText } from './lower.ts';
import { symbolsIn } from './lower-evaluation.ts';
import { lowerScripted } from './lower-scripts.ts';
import { symbolOf } from './lower-symbol.ts';

const OPS: Readonly<Record<string, Reduce['op']>> = {
  '\\sum': 'sum', '∑': 'sum', '\\prod': 'product', '∏': 'product', '\\int': 'integral', '\\iint': 'integral', '\\iiint': 'integral',
  '\\oint': 'integral', '∫': 'integral', '\\lim': 'limit', '\\limsup': 'limit', '\\liminf': 'limit',
}; // prettier-ignore

export function lowerReduce(phrase: Prefix, at: Lowering): Expr {
  const head = headOf(phrase.head);
  const letters = (head.kind === 'command' ? lettersOf(head.args[0]) : lettersOf(head)).replaceAll(/[\s,]/g, '');
  const op = (head.kind === 'atom' ? OPS[head.text] : undefined) ?? byName(letters);
  const scripts = phrase.head.kind === 'scripted' ? phrase.head : undefined;
  const below = scripts?.sub === undefined ? { names: [] } : itemsBelow(scripts.sub, at);
  const known = boundIndices(below, scripts?.sup, at);
  const bound = known.length === 0 && (op === 'extremum' || op === 'argument') ? restricted(below, at) : known;
  // A sign alone stands for itself.
  if (phrase.operand === undefined) return symbolOf(head) ?? { kind: 'ellipsis', span: phrase.span };
  if (op === 'integral') return integral(phrase, phrase.operand, scripts, at);
  // `\max(0, x)^2` is a power of the larger one.
  const power =
    phrase.operand.kind === 'leaf' && phrase.operand.node.kind === 'scripted' ? phrase.operand.node : undefined;
  const fence = power === undefined ? undefined : headOf(power);
  if (op === 'extremum' && bound.length === 0 && power !== undefined && fence?.kind === 'fence') {
    const inner = lowerReduce({ ...phrase, operand: { kind: 'leaf', node: fence, span: fence.span } }, at);
    return lowerScripted(power, at, inner);
  }
  const body = bodyOf(phrase.operand, op, at);
  if (op === 'extremum' && (body.kind === 'tuple' || bound.length === 0)) {
    // `\max(a, b)`: the largest of some values, entry by entry.
    return apply('extremum', body.kind === 'tuple' ? body.items : [body], phrase.span, letters);
  }
  if (op === 'sum') {
    // `\sum_{i : x_i > 0} x_i`: each term as often as its condition holds.
    const factors = conditionsBelow(below, bound, at).map((it) => apply('parentheses', [it], it.span));
    const term = factors.length === 0 ? body : apply('product', [...factors, body], body.span);
    return { kind: 'reduce', op, bound, body: term, span: phrase.span };
  }
  if (op !== 'extremum' && op !== 'argument') return { kind: 'reduce', op, bound, body, span: phrase.span };
  const under = scripts?.sub === undefined ? '' : at.text.slice(scripts.sub.span.start, scripts.sub.span.end);
  const name = letters.replace(/^arg/, '');
  return { kind: 'reduce', op, bound, body, name, under: under.replaceAll(/\s/g, ''), span: phrase.span };
}

const byName = (letters: string): Reduce['op'] =>
  letters.startsWith('arg')
    ? 'argument'
    : letters.startsWith('lim')
      ? 'limit'
      : /^(max|min|sup|inf)$/.test(letters)
        ? 'extremum'
        : 'union';

function bodyOf(operand: Phrase, op: Reduce['op'], at: Lowering): Expr {
  if ((op === 'extremum' || op === 'argument') && operand.kind === 'leaf') {
    const fence = operand.node;
    if (fence.kind === 'fence' && /^[([{]|^\\\{/.test(fence.open)) return lowerNodes(fence.body, at, fence.span);
  }
  return lowerPhrase(operand, at);
}

/** The integrand without its measure: `f(x)\,dx`, `\mathrm{d}x\, f(x)`; what the measure names is bound. */
function integral(phrase: Prefix, operand: Phrase, scripts: Scripted | undefined, at: Lowering): Reduce {
  const measures: SymbolExpr[] = [];
  const kept = withoutMeasures(operand, at, measures);
  const body: Expr = kept === undefined ? { kind: 'number', value: 1, span: operand.span } : lowerPhrase(kept, at);
  const limits =
    measures.length === 1 && scripts?.sub !== undefined && scripts.sup !== undefined
      ? { from: lowerNode(scripts.sub, at), to: lowerNode(scripts.sup, at) }
      : {};
  const bound =
    measures.length > 0
      ? measures.map(({ key, span }) => ({ key, span, ...limits }))
      : scripts?.sub === undefined || scripts.sup !== undefined
        ? []
        : boundIndices(itemsBelow(scripts.sub, at), undefined, at);
  return { kind: 'reduce', op: 'integral', bound, body, span: phrase.span };
}

/** The phrase without `dx`, which may stand at the end of what an operator in it reaches: `\int \log p(x) \, dx`. */
function withoutMeasures(phrase: Phrase, at: Lowering, measures: SymbolExpr[]): Phrase | undefined {
  if (phrase.kind === 'prefix' && phrase.operand !== undefined) {
    const operand = withoutMeasures(phrase.operand, at, measures);
    return operand === undefined || operand === phrase.operand ? phrase : { ...phrase, operand };
  }
  if (phrase.kind === 'product') {
    const last = phrase.factors[phrase.factors.length - 1]!;
    const rest = withoutMeasures(last, at, measures);
    return rest === undefined || rest === last
      ? phrase
      : { ...phrase, factors: [...phrase.factors.slice(0, -1), rest] };
  }
  if (phrase.kind !== 'run') return phrase;
  const kept: Phrase[] = [];
  for (let i = 0; i < phrase.factors.length; i++) {
    const it = phrase.factors[i]!;
    if (it.kind === 'leaf' && isDifferential(it.node) && phrase.factors[i + 1] !== undefined) {
      const measure = lowerPhrase(phrase.factors[++i]!, at);
      if (measure.kind === 'symbol') measures.push(measure);
    } else kept.push(i === phrase.factors.length - 1 ? (withoutMeasures(it, at, measures) ?? it) : it);
  }
  return kept.length === 0 ? undefined : joined(kept);
}

/** What stands under the sign, between its commas; behind a bar or a colon stand conditions. */
interface Below {
  readonly names: readonly Phrase[];
  readonly behind?: Phrase;
}

function itemsBelow(sub: Node, at: Lowering): Below {
  const nodes = sub.kind === 'group' ? sub.body : [sub];
  const phrase = arrange(unstack(nodes), at.text);
  if (phrase === undefined) return { names: [] };
  if (phrase.kind === 'list' || phrase.kind === 'sequence') return { names: phrase.items };
  if (phrase.kind !== 'bar') return { names: [phrase] };
  return { names: phrase.left === undefined ? [] : [phrase.left], ...(phrase.right && { behind: phrase.right }) };
}

/** `y_i = 1`, `w^\top x_i > 0`: what is said of more than the index alone. */
function conditionsBelow({ names, behind }: Below, bound: readonly BoundIndex[], at: Lowering): readonly Relation[] {
  if (bound.length !== 1) return [];
  return [...names.slice(1), ...(behind === undefined ? [] : [behind])].flatMap((it) => {
    const condition = it.kind === 'relation' ? lowerPhrase(it, at) : undefined;
    return condition?.kind === 'relation' && condition.sides.every((side) => side !== undefined) ? [condition] : [];
  });
}

/** What runs under the sign: `i=1`, `i,j`, `i \in S`, `i < j`, `x \sim p`, `k \ne l`. */
function boundIndices({ names }: Below, sup: Node | undefined, at: Lowering): readonly BoundIndex[] {
  const found: BoundIndex[] = [];
  for (const item of names) {
    const between = rangeBelow(item, at);
    if (between.length > 0) {
      found.push(...between);
      continue;
    }
    const name = item.kind === 'relation' ? item.sides[0] : item;
    if (name === undefined) continue;
    const start =
      item.kind === 'relation' &&
      item.signs.length === 1 &&
      /^(=|\\to|\\rightarrow|→|\\downarrow|\\searrow)$/.test(signText(item.signs[0]!))
        ? item.sides[1]
        : undefined;
    const set =
      item.kind === 'relation' && item.signs.length === 1 && /^\\in$|^∈$/.test(signText(item.signs[0]!))
        ? item.sides[1]
        : undefined;
    const where = conditionOf(item, at);
    for (const it of name.kind === 'list' ? name.items : [name]) {
      const expr = lowerPhrase(it, at);
      // `\sum_{ij}`: letters side by side.
      if (item.kind !== 'relation' && expr.kind === 'apply' && expr.op === 'product')
        for (const one of expr.args)
          if (one.kind === 'symbol' && /^[a-z]$/.test(one.key)) found.push({ key: one.key, span: one.span });
      const symbol = expr.kind === 'index' ? expr.base : expr;
      if (symbol.kind !== 'symbol') continue;
      const from = start === undefined ? undefined : lowerPhrase(start, at);
      const to = from === undefined || sup === undefined ? undefined : lowerNode(sup, at);
      const within = set && lowerPhrase(set, at);
      found.push({
        key: expr.kind === 'index' ? `${symbol.key}[]` : symbol.key,
        span: it.span,
        ...(from && { from }),
        ...(to && { to }),
        ...(within && { within }),
        ...(where && { where }),
      });
    }
  }
  return found;
}

/** `\max_{\|x\| = 1}`, `\min_{x^\top x = 1}`: the one name of what is restricted. */
function restricted({ names }: Below, at: Lowering): readonly BoundIndex[] {
  return names.flatMap((item) => {
    const where = item.kind === 'relation' && item.signs.length === 1 ? lowerPhrase(item, at) : undefined;
    const [left, right] = where?.kind === 'relation' ? where.sides : [];
    if (where?.kind !== 'relation' || left === undefined || right?.kind !== 'number') return [];
    const [key, more] = symbolsIn(left).keys();
    return key === undefined || more !== undefined ? [] : [{ key, span: item.span, where }];
  });
}

/** `1 \le i \le n`, `1 \le i < j \le n`: from the number before to what stands last. */
function rangeBelow(item: Phrase, at: Lowering): readonly BoundIndex[] {
  if (item.kind !== 'relation' || item.signs.length < 2 || item.sides.includes(undefined)) return [];
  const signs = item.signs.map((it) => lettersOf(it));
  const [from, ...rest] = item.sides.map((it) => lowerPhrase(it!, at));
  const to = rest.pop();
  const isOrdered =
    from?.kind === 'number' && [signs[0], signs.at(-1)].every((it) => /^(le|leq|leqslant|≤)$/.test(it ?? ''));
  const names = rest.flatMap((it) => (it.kind === 'symbol' ? [it] : []));
  if (!isOrdered || to === undefined || names.length < rest.length || names.length > 2) return [];
  return names.map(({ key, span }, i) => {
    const sides = [names[i - 1], names[i]];
    const where: Relation = {
      kind: 'relation',
      sides,
      signs: [{ text: signText(item.signs[i]!), span: item.signs[i]!.span }],
      span: item.span,
    };
    return { key, span, from, to, ...(i > 0 && { where }) };
  });
}

/** `i \neq j`, `i < j`: what leaves some of the indices out. */
function conditionOf(item: Phrase, at: Lowering): Relation | undefined {
  if (item.kind !== 'relation' || !item.signs.some((it) => isOrder(lettersOf(it)))) return undefined;
  const condition = lowerPhrase(item, at);
  return condition.kind === 'relation' ? condition : undefined;
}

const isOrder = (sign: string): boolean => /^(ne|neq|not=?|lt|gt|le|leq|ge|geq|leqslant|geqslant|[<>≠≤≥])$/.test(sign);

/** `\substack{i=1 \\ i \ne j}` reads like a list. */
const unstack = (nodes: readonly Node[]): readonly Node[] =>
  nodes.flatMap((it) =>
    it.kind === 'command' && it.name === '\\substack'
      ? it.args[0]?.kind === 'group'
        ? it.args[0].body.map((x) =>
            x.kind === 'atom' && x.role === 'newline' ? { ...x, text: ',', role: 'punctuation' as const } : x,
          )
        : []
      : it.kind === 'environment'
        ? it.rows.flatMap((row) => row.cells.flat())
        : [it],
  );
