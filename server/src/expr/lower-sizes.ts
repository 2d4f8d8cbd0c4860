/** Sizes below a name: of a matrix that is written with them, and of a constant. */
import type { Node } from '../latex/node.ts';
import { countIn } from './counts-of.ts';
import type { Expr, Glyph, IndexItem } from './expr.ts';
import type { Lowering } from './lower.ts';
import { bodyOf } from '../latex/roles.ts';
import { dimsOf } from './lower-space.ts';
import { textOf } from './text.ts';

/** `A_{m \times n}`: not of a letter that is a constant or the space of all such matrices. */
export function sizesBelow({ letter, face }: Glyph, sub: Node, at: Lowering): readonly Expr[] | undefined {
  const isName = /^(plain|bold|upright)$/.test(face) && !/^([EIJMO]|\d.*)$/.test(letter);
  const signs = bodyOf(sub).filter((it) => it.kind === 'atom' && /^(\\times|×)$/.test(it.text));
  const dims = isName && signs.length === 1 ? dimsOf(sub, at) : undefined;
  return dims?.length === 2 && dims.every(isSize) ? dims : undefined;
}

/** `\mathbf 1_h`, `I_{d_{\text{in}}}`, `\mathbf 0_{2B}`, `\mathbf 1_{\text{B}, 1}`: what the note has for a size is no label. */
export function sizesOfConstant({ letter, face }: Glyph, sub: Node, at: Lowering): readonly IndexItem[] | undefined {
  if (!(letter === 'I' && face !== 'calligraphic') && !(/^[01]$/.test(letter) && face !== 'plain')) return undefined;
  const body = bodyOf(sub);
  // `\mathbf 1_{mn}` may be a matrix.
  if (letter !== 'I' && body.length > 1 && body.every((it) => it.kind === 'atom' && it.role === 'letter'))
    return undefined;
  const dims = dimsOf(sub, at);
  const [dim, second, third] = dims ?? [];
  if (dim === undefined || third !== undefined) return undefined;
  // A column or a row of ones.
  if (second !== undefined && letter === '1' && [dim, second].some(isOne) && [dim, second].every(isSize))
    return [placed(dim), placed(second)];
  // `I_{n \times n}` is I_n.
  const isTwice = second !== undefined && letter === 'I' && textOf(dim) === textOf(second);
  return isKnownSize(dim, at) && (second === undefined || isTwice) ? [placed(dim)] : undefined;
}

function isKnownSize(expr: Expr, at: Lowering): boolean {
  const known = (key: string): boolean => at.habits.isSize(key.replace(/^upright /, ''));
  const keyOfItem = (it: IndexItem): string =>
    it.kind !== 'at'
      ? '?'
      : it.expr.kind === 'number'
        ? String(it.expr.value)
        : it.expr.kind === 'symbol'
          ? it.expr.key
          : '?';
  if (expr.kind === 'number') return true;
  if (expr.kind === 'symbol') return known(expr.key);
  if (expr.kind === 'index' && expr.base.kind === 'symbol')
    return known(`${expr.base.key}_${expr.items.map(keyOfItem).join(',')}`);
  if (expr.kind !== 'apply') return false;
  const [of] = expr.args;
  if (expr.op === 'bars' && of?.kind === 'symbol') return known(`|${of.key}|`);
  return /^(sum|product|parentheses|power)$/.test(expr.op) && expr.args.every((it) => isKnownSize(it, at));
}

const placed = (expr: Expr): IndexItem => ({ kind: 'at', expr });

const isOne = (expr: Expr): boolean => expr.kind === 'number' && expr.value === 1;

/** `m`, `n_1`, `3`, `n + 1`, `\text{rows}(X)`. */
const isSize = (expr: Expr): boolean =>
  expr.kind === 'symbol' ||
  (expr.kind === 'number' && Number.isInteger(expr.value) && expr.value > 0) ||
  (expr.kind === 'index' && expr.base.kind === 'symbol') ||
  countIn(expr) !== undefined ||
  (expr.kind === 'apply' && /^(sum|product|parentheses)$/.test(expr.op) && expr.args.every(isSize));
