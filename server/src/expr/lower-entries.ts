/** Indices in brackets, as programs write them: `x[i]`, `W[1:k, :]`. */
import type { Node } from '../latex/node.ts';

/** `E[i]`: no expectation is taken of an index. */
export const isCounterOnly = ([only, ...more]: readonly Node[]): boolean =>
  more.length === 0 && only?.kind === 'atom' && /^[ij]$/.test(only.text);

/** `t_i` in `E[t_i]`. */
const isCounterName = (it: Node): boolean =>
  it.kind === 'scripted' && it.base?.kind === 'atom' && /^[a-z]$/.test(it.base.text) && it.sup === undefined;

/** `x[i]`, `W[1:k, :]`: indices in brackets, as programs write them. */
export function isIndexList(body: readonly Node[]): boolean {
  return (
    body.length > 0 &&
    body.every(
      (it) =>
        isCounterName(it) ||
        (it.kind === 'atom' &&
          (it.role === 'number' ||
            it.role === 'punctuation' ||
            /^[a-zT]$/.test(it.text) ||
            it.text === '+' ||
            it.text === '-')),
    )
  );
}
