/**
 * The smallest edit of the right side that makes a claim true: a transpose, a sign, a factor, an order, a term, a
 * symmetrisation, a function left out. Each is tried on samples; only one that holds on all of them is told.
 */
import type { Span } from '../base/span.ts';
import { children, type Expr, some, walk } from '../expr/expr.ts';
import type { Job } from './job.ts';
import type { Reading } from './reading.ts';
import { rewritten } from './rewrite.ts';
import { type Prepared, prepare } from './sample.ts';
import { textOf } from './text.ts';
import { sizingsFor } from './sizes.ts';
import { type Budget, tryClaim } from './trial.ts';
import type { Repair } from './verdict.ts';

interface Edit {
  readonly kind: Repair['kind'];
  readonly right: Expr;
  readonly span: Span;
  readonly newText: string;
}

/** At most so many edits are tried. */
const EDITS = 80;
const WORK = 600_000;

export function repairOf(prepared: Prepared, reading: Reading): Repair | undefined {
  const { job } = prepared;
  const { text } = job;
  const { right } = job.claim;
  if (text === undefined || text.slice(right.span.start, right.span.end) === '') return undefined;
  const budget: Budget = { left: WORK };
  const left = textOf(job.claim.left);
  for (const edit of [...functionEdits(job.claim, text), ...editsOf(right, text).slice(0, EDITS)]) {
    if (budget.left <= 0) return undefined;
    if (textOf(edit.right) === left) continue;
    const changed = prepare({ ...job, claim: { ...job.claim, right: edit.right } }, prepared.seed);
    const { sizings } = sizingsFor(changed, reading, budget);
    if (sizings.length === 0) continue;
    if (tryClaim(changed, reading, sizings.slice(0, 1), budget, { samples: 1, quick: true }).kind !== 'holds') continue;
    if (tryClaim(changed, reading, sizings, budget, { quick: true }).kind !== 'holds') continue;
    const { start, end } = right.span;
    const mended = text.slice(start, edit.span.start) + edit.newText + text.slice(edit.span.end, end);
    return { kind: edit.kind, span: edit.span, newText: edit.newText, right: mended };
  }
  return undefined;
}

/** The right side under a function that the left side has and it lacks: `\exp`. */
function functionEdits({ left, right }: Job['claim'], text: string): readonly Edit[] {
  const isFunction = (it: Expr): boolean => it.kind === 'apply' && it.op === 'elementwise' && it.args.length === 1;
  const written = text.slice(right.span.start, right.span.end);
  const edits = new Map<string, Edit>();
  walk(left, (it) => {
    if (it.kind !== 'apply' || !isFunction(it) || some(right, isFunction)) return;
    const name = /^\\[A-Za-z]+/.exec(text.slice(it.span.start, it.span.end))?.[0];
    if (name === undefined || name === '\\left') return;
    const under: Expr = { ...it, args: [right], span: right.span };
    edits.set(name, { kind: 'function', right: under, span: right.span, newText: `${name}(${written})` });
  });
  return [...edits.values()].slice(0, 2);
}

const number = (value: number, span: Span): Expr => ({ kind: 'number', value, span });
const product = (args: readonly Expr[], span: Span): Expr => ({ kind: 'apply', op: 'product', args, span });
const transpose = (arg: Expr): Expr => ({ kind: 'apply', op: 'transpose', args: [arg], span: arg.span });
const negated = (arg: Expr): Expr => ({ kind: 'apply', op: 'sum', args: [arg], signs: [-1], span: arg.span });

function editsOf(right: Expr, text: string): readonly Edit[] {
  const mark = /\^\{?\\top/.test(text) || !/\^\{?(T\b|\\mathsf|\\intercal)/.test(text) ? '^\\top' : '^T';
  const source = (expr: Expr): string => text.slice(expr.span.start, expr.span.end);
  const edits: Edit[] = [];
  const replace = (kind: Edit['kind'], at: Expr, by: Expr, newText: string): void => {
    const changed = at === right ? by : rewritten(right, (it) => (it === at ? by : undefined));
    edits.push({ kind, right: changed, span: at.span, newText });
  };
  const visit = (expr: Expr, visitor: (it: Expr, parent: Expr | undefined) => void, parent?: Expr): void => {
    visitor(expr, parent);
    for (const it of children(expr)) visit(it, visitor, expr);
  };
  visit(right, (it, parent) => {
    if (it.kind === 'apply' && it.op === 'transpose') replace('transpose', it, it.args[0]!, source(it.args[0]!));
    if (it.kind === 'apply' && it.op === 'inverse') {
      const base = it.args[0]!;
      replace('transpose', it, { ...it, op: 'inverse-transpose' }, `${source(base)}^{-${mark.slice(1)}}`);
    }
    if (it.kind === 'apply' && it.op === 'inverse-transpose')
      replace('transpose', it, { ...it, op: 'inverse' }, `${source(it.args[0]!)}^{-1}`);
    const scripted =
      parent?.kind === 'index' || (parent?.kind === 'apply' && /transpose|inverse|power/.test(parent.op));
    if (it.kind === 'symbol' && !scripted && parent?.kind !== 'call')
      replace('transpose', it, transpose(it), `${source(it)}${mark}`);
    if (it.kind === 'apply' && it.op === 'parentheses' && !scripted)
      replace('transpose', it, transpose(it), `${source(it)}${mark}`);
  });
  const whole = source(right);
  const bracketed = right.kind === 'symbol' ? whole : `(${whole})`;
  replace('layout', right, transpose(right), `${bracketed}${mark}`);
  const sum = right.kind === 'apply' && right.op === 'sum' && right.args.length > 1 ? right : undefined;
  replace(
    'sign',
    right,
    negated(right),
    withoutSign(right, whole) ?? (sum === undefined ? `-${whole}` : `-${bracketed}`),
  );
  for (const [value, written] of [
    [2, '2'],
    [0.5, '\\frac{1}{2}'],
    [4, '4'],
    [0.25, '\\frac{1}{4}'],
    [3, '3'],
  ] as const) {
    const scaled = sum === undefined ? whole : bracketed;
    replace('factor', right, product([number(value, right.span), right], right.span), `${written} ${scaled}`);
  }
  if (sum !== undefined) termEdits(sum, source, replace);
  visit(right, (it) => {
    if (it.kind !== 'apply' || !/^(product|kronecker|dot)$/.test(it.op)) return;
    for (let i = 0; i + 1 < it.args.length; i++) {
      const args = [...it.args];
      [args[i], args[i + 1]] = [args[i + 1]!, args[i]!];
      const between = text.slice(it.args[i]!.span.end, it.args[i + 1]!.span.start);
      const before = text.slice(it.span.start, it.args[i]!.span.start);
      const after = text.slice(it.args[i + 1]!.span.end, it.span.end);
      replace(
        'order',
        it,
        { ...it, args },
        `${before}${source(it.args[i + 1]!)}${between === '' ? ' ' : between}${source(it.args[i]!)}${after}`,
      );
    }
  });
  visit(right, (it, parent) => {
    if (it.kind !== 'symbol' || parent?.kind === 'call') return;
    const both: Expr = {
      kind: 'apply',
      op: 'parentheses',
      args: [{ kind: 'apply', op: 'sum', args: [it, transpose(it)], span: it.span }],
      span: it.span,
    };
    const name = source(it);
    const factor =
      parent?.kind === 'apply' && parent.op === 'product' && parent.args[1] === it ? parent.args[0] : undefined;
    // 2Ax becomes (A + Aᵀ)x.
    if (factor?.kind === 'number' && factor.value === 2 && parent?.kind === 'apply')
      replace(
        'symmetrise',
        parent,
        { ...parent, args: [both, ...parent.args.slice(2)] },
        `(${name} + ${name}${mark})${text.slice(it.span.end, parent.span.end)}`,
      );
    replace('symmetrise', it, both, `(${name} + ${name}${mark})`);
  });
  return edits;
}

/** `-a` without its sign. */
function withoutSign(right: Expr, whole: string): string | undefined {
  if (right.kind !== 'apply' || right.op !== 'sum' || right.args.length !== 1) return undefined;
  return /^\s*[-−]/.test(whole) ? whole.replace(/^\s*[-−]\s*/, '') : undefined;
}

/** A term with another sign or factor, or left out. */
function termEdits(
  sum: Extract<Expr, { kind: 'apply' }>,
  source: (expr: Expr) => string,
  replace: (kind: Edit['kind'], at: Expr, by: Expr, newText: string) => void,
): void {
  const signs = sum.args.map((_, i) => sum.signs?.[i] ?? 1);
  const written = (args: readonly Expr[], marks: readonly number[], texts: readonly string[]): string =>
    args.map((_, i) => `${marks[i] === -1 ? (i === 0 ? '-' : ' - ') : i === 0 ? '' : ' + '}${texts[i]!}`).join('');
  const texts = sum.args.map(source);
  for (let i = 0; i < sum.args.length; i++) {
    const turned = signs.map((it, j) => (j === i ? -it : it));
    replace('sign', sum, { ...sum, signs: turned }, written(sum.args, turned, texts));
    for (const [value, text] of [
      [2, '2'],
      [0.5, '\\frac{1}{2}'],
    ] as const) {
      const scaled = product([number(value, sum.args[i]!.span), sum.args[i]!], sum.args[i]!.span);
      replace('factor', sum.args[i]!, scaled, `${text} ${texts[i]!}`);
    }
  }
  for (let i = 0; i < sum.args.length && sum.args.length > 1; i++) {
    const rest = <T>(list: readonly T[]): readonly T[] => list.filter((_, j) => j !== i);
    const args = rest(sum.args);
    replace('term', sum, { ...sum, args, signs: rest(signs) }, written(args, rest(signs), rest(texts)));
  }
}
