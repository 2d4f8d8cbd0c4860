import type { Relation } from './expr.ts';

/** `f = xy \quad \rightarrow \quad g = y`: an arrow between two equations draws a conclusion. */
export function withConclusions(signs: Relation['signs'], text: string): Relation['signs'] {
  const isEquation = (it: Relation['signs'][number]): boolean => it.text === '=';
  const stands = ({ span }: Relation['signs'][number]): boolean =>
    /(\\q?quad|\\hspace\{[^}]*\})\s*$/.test(text.slice(0, span.start)) &&
    /^\s*\\(q?quad|hspace)/.test(text.slice(span.end));
  return signs.map((it, i) =>
    ARROW.test(it.text) && stands(it) && signs.slice(0, i).some(isEquation) && signs.slice(i + 1).some(isEquation)
      ? { ...it, text: '\\Rightarrow' }
      : it,
  );
}

const ARROW = /^(\\(long)?rightarrow|\\to|→)$/;
