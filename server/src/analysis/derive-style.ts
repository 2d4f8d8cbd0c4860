/** How a formula spells what may be spelled in several ways, so that an answer looks like its question. */
import type { Style } from '../algebra/print.ts';
import type { Posed } from './problem.ts';

export function readStyle(text: string, posed: Posed): Style {
  const transpose =
    /\^\{?\s*(\\top|\\intercal|\\mathsf\s*\{?T\}?|\\mathrm\s*\{?T\}?|\\mathbf\s*\{?T\}?|T)(?![A-Za-z])/.exec(text)?.[1];
  const trace = /\\(?:operatorname|mathrm|mathop|text)\s*\{\s*[tT]r(?:ace)?\s*\}|\\[tT]r(?![A-Za-z])/.exec(text)?.[0];
  const ones = /(\\mathbf|\\mathbb|\\boldsymbol|\\bm|\\mathbbm|\\mathds)\s*\{?\s*1\s*\}?/.exec(text)?.[1];
  const identity = /(\\mathbf|\\boldsymbol|\\bm|\\mathbb)\s*\{?\s*I\s*\}?/.exec(text)?.[1];
  const sigmoid = /\\operatorname\{sigmoid\}|\\mathrm\{sigmoid\}/.exec(text)?.[0];
  const taken = posed.formulas.some((it) => it.declared('\\sigma'));
  return {
    transpose: transpose ?? '\\top',
    trace: trace ?? '\\operatorname{tr}',
    ones: `${ones ?? '\\mathbf'}{1}`,
    identity: identity === undefined ? 'I' : `${identity}{I}`,
    sigmoid: sigmoid ?? (taken ? '\\operatorname{sigmoid}' : '\\sigma'),
    given: new Map(),
  };
}
