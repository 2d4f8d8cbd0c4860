/** How a formula spells what may be spelled in several ways, so that an answer looks like its question. */
import type { Style } from '../algebra/print.ts';
import { type Expr, walk } from '../expr/expr.ts';

/**
 * @param exprs what was read from the text
 * @param declares whether a name is declared, so that it is no function of that name
 */
export function readStyle(whole: string, exprs: readonly Expr[], declares: (key: string) => boolean): Style {
  const text = whole.replaceAll(BOUND, '$1');
  const transpose = /\^\{?\s*(\\top|\\intercal|\\(?:mathsf|mathrm|mathbf|rm|sf|text)\s*(?:\{T\}|T)|T)(?![A-Za-z])/.exec(
    text,
  )?.[1];
  const prime = /[A-Za-z)}]'(?!')/.test(text) && exprs.some((it) => hasPrimeTranspose(it, whole));
  const trace = /\\(?:operatorname|mathrm|mathop|text)\s*\{\s*[tT]r(?:ace)?\s*\}|\\[tT]r(?![A-Za-z])/.exec(text)?.[0];
  const ones = /(\\mathbf|\\mathbb|\\boldsymbol|\\bm|\\mathbbm|\\mathds)\s*\{?\s*1\s*\}?/.exec(text)?.[1];
  const identity = /(\\mathbf|\\boldsymbol|\\bm|\\mathbb)\s*\{?\s*I\s*\}?/.exec(text)?.[1];
  const sigmoid = /\\operatorname\{sigmoid\}|\\mathrm\{sigmoid\}/.exec(text)?.[0];
  const taken = declares('\\sigma');
  return {
    transpose: transpose ?? (prime ? "'" : '\\top'),
    trace: trace ?? '\\operatorname{tr}',
    ones: `${ones ?? '\\mathbf'}{1}`,
    identity: identity === undefined ? 'I' : `${identity}{I}`,
    sigmoid: sigmoid ?? (taken ? '\\operatorname{sigmoid}' : '\\sigma'),
    given: new Map(),
  };
}

/** The T of `\sum_{t=1}^T` is no transpose. */
const BOUND = /(\\(?:sum|prod|int)\s*(?:_(?:\{[^{}]*\}|\w))?\s*)\^(?:\{[^{}]*\}|\w)/g;

/** Whether a prime is a transpose somewhere: `X'X`. */
function hasPrimeTranspose(expr: Expr, text: string): boolean {
  let found = false;
  walk(expr, (it) => {
    if (it.kind === 'apply' && it.op === 'transpose' && text[it.span.end - 1] === "'") found = true;
  });
  return found;
}
