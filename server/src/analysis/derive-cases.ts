/** The derivative of a function given by cases: that of each case, where its condition holds with room to move. */
import type { Where } from '../diff/decompositions.ts';
import type { DerivativeAnswer, DerivativeQuestion, Derived } from './derive.ts';

interface Case {
  readonly value: string;
  readonly condition: string;
}

/** `\begin{cases} a & x > 0 \\ b & x \le 0 \end{cases}` and nothing else; undefined for anything else. */
export function casesOf(latex: string): readonly Case[] | undefined {
  const body = /^\s*\\begin\{cases\}([^]*)\\end\{cases\}\s*\.?\s*$/.exec(latex)?.[1];
  if (body === undefined || /\\(begin|end)\{cases\}/.test(body)) return undefined;
  return outermost(body, '\\\\')
    .map((row) => outermost(row, '&'))
    .filter((row) => row.join('').trim() !== '')
    .map(([value, ...rest]) => ({ value: (value ?? '').trim().replace(/,$/, ''), condition: rest.join('&').trim() }));
}

/** The text cut at a sign, but not within a matrix that stands in it. */
export function outermost(text: string, sign: string): readonly string[] {
  const parts: string[] = [''];
  let depth = 0;
  for (const it of text.split(/(\\(?:begin|end)\{[^{}]*\}|\\\\|&)/)) {
    if (it.startsWith('\\begin')) depth++;
    if (it.startsWith('\\end')) depth--;
    if (it === sign && depth === 0) parts.push('');
    else parts.push((parts.pop() ?? '') + it);
  }
  return parts;
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
  const where = lettersOf(parts);
  if (where === undefined) return CLASH;
  const rows = parts.map((it, n) => `${it.latex} & ${cases[n]!.condition}`);
  return {
    latex: `\\begin{cases} ${rows.join(' \\\\ ')} \\end{cases}`,
    shape: typical.shape,
    layout: typical.layout,
    axes: `${typical.axes}; inside the cases, not where they meet`,
    ...together(parts),
    where,
  };
}

/** What is told alike of every answer that is put together from others. */
export const together = (
  parts: readonly Derived[],
): Pick<Derived, 'notation' | 'steps' | 'rules' | 'verdict' | 'method' | 'symmetric' | 'readings'> => ({
  notation: parts.every((it) => it.notation === 'matrix') ? 'matrix' : 'index',
  steps: () => parts.flatMap((it) => it.steps()),
  rules: [...new Set(parts.flatMap((it) => it.rules))],
  verdict: 'proved',
  method: 'normal-form',
  symmetric: [],
  readings: [...new Set(parts.flatMap((it) => it.readings))],
});

export const CLASH: DerivativeAnswer = {
  unavailable: 'no notation',
  detail: 'parts of it introduce the same letter for different things',
};

/** The letters that the parts introduce, each once; undefined where one would mean two things. */
export function lettersOf(parts: readonly Derived[]): readonly Where[] | undefined {
  const found = new Map<string, Where>();
  for (const it of parts.flatMap((part) => part.where)) {
    const before = found.get(it.latex);
    if (before !== undefined && before.text !== it.text) return undefined;
    found.set(it.latex, it);
  }
  return [...found.values()];
}
