/** The derivative of a function given by cases: that of each case, where its condition holds with room to move. */
import type { DerivativeAnswer, DerivativeQuestion, Derived } from './derive.ts';

interface Case {
  readonly value: string;
  readonly condition: string;
}

/** `\begin{cases} a & x > 0 \\ b & x \le 0 \end{cases}` and nothing else; undefined for anything else. */
export function casesOf(latex: string): readonly Case[] | undefined {
  const body = /^\s*\\begin\{cases\}([^]*)\\end\{cases\}\s*\.?\s*$/.exec(latex)?.[1];
  if (body === undefined || body.includes('\\begin')) return undefined;
  return body
    .split('\\\\')
    .map((row) => row.split('&'))
    .filter((row) => row.join('').trim() !== '')
    .map(([value, ...rest]) => ({ value: (value ?? '').trim().replace(/,$/, ''), condition: rest.join('&').trim() }));
}

/** Each case by itself; without one of them there is no answer. */
export function piecewise(
  question: DerivativeQuestion,
  cases: readonly Case[],
  derive: (question: DerivativeQuestion) => DerivativeAnswer,
): DerivativeAnswer {
  const parts: Derived[] = [];
  for (const { value } of cases) {
    const part = derive({ ...question, f: value });
    if ('unavailable' in part) return part;
    parts.push(part);
  }
  const [first] = parts;
  // A zero says nothing of shapes.
  const typical = parts.find((it) => it.latex !== '0') ?? first;
  if (typical === undefined) return { unavailable: 'unreadable', detail: 'there is no case' };
  const rows = parts.map((it, n) => `${it.latex} & ${cases[n]!.condition}`);
  return {
    latex: `\\begin{cases} ${rows.join(' \\\\ ')} \\end{cases}`,
    notation: parts.every((it) => it.notation === 'matrix') ? 'matrix' : 'index',
    shape: typical.shape,
    layout: typical.layout,
    axes: `${typical.axes}; inside the cases, not where they meet`,
    steps: () => parts.flatMap((it) => it.steps()),
    rules: [...new Set(parts.flatMap((it) => it.rules))],
    verdict: 'proved',
    method: 'normal-form',
    symmetric: [],
    readings: [...new Set(parts.flatMap((it) => it.readings))],
    where: parts.flatMap((it) => it.where),
  };
}
