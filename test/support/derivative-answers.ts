/**
 * The derivatives of the shared list beside the answers that stand there, at random points. Both are evaluated by the
 * walker of `evaluate.ts`, which knows nothing of how derivatives are worked out.
 */
import { readFileSync } from 'node:fs';
import { derive } from '../../server/src/analysis/derive.ts';
import { type Layout, type Problem, sample, valueOf } from './derivative-check.ts';
import { distance, eigen, type M, matrix, singular, transpose } from './matrices.ts';

export interface Listed extends Problem {
  readonly id: string;
  /** Of the answer. */
  readonly layout: Layout;
  readonly answer: string;
  /** Says of a symmetric variable whether its entries vary together. */
  readonly condition_note: string;
  readonly sympy_1_14: string;
  readonly sympy_dev: string;
}

export const listedIn = (path: string): readonly Listed[] =>
  readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Listed);

/** What the list abbreviates, written out: σ of an argument, and identities and ones whose sizes only a reader knows. */
const SPELLED: Readonly<Record<string, string>> = {
  V13: 'e^x / (\\mathbf{1}_n^\\top e^x)',
  V22: '\\sigma(w^\\top x) (1 - \\sigma(w^\\top x)) x',
  J09: '\\operatorname{diag}(\\operatorname{softmax}(x)) - \\operatorname{softmax}(x) \\operatorname{softmax}(x)^\\top',
  J12: '\\operatorname{diag}(\\sigma(W x + b) \\odot (1 - \\sigma(W x + b))) W',
  H02: 'X^\\top \\operatorname{diag}(y \\odot y \\odot \\sigma(y \\odot (X w)) \\odot (1 - \\sigma(y \\odot (X w)))) X',
  M09: '2 ((C^\\top (C \\sigma(W x) - y)) \\odot \\sigma(W x) \\odot (1 - \\sigma(W x))) x^\\top',
  T01: 'I_n',
  T06: '\\operatorname{tr}(A) I_m',
  T18: '2 \\operatorname{tr}(X) I_n',
  T27: '2 \\operatorname{tr}(X) I_n',
  T31: '-2 \\operatorname{tr}(I_n - X) I_n',
  T32: '-\\operatorname{tr}(X)^{-2} I_n',
  D06: '2 X (X^\\top X)^{-1}',
  E07: '(A^\\top \\mathbf a \\mathbf b^\\top B^\\top) \\odot \\cos X',
  K04: 'X^\\top \\otimes I_n + I_n \\otimes X',
  K05: '\\operatorname{tr}(X) (I_n \\otimes I_n) + \\operatorname{vec}(X) \\operatorname{vec}(I_n)^\\top',
  // The list has these for an m × n matrix and declares an n × m one.
  K02: 'K_{n,m}',
  K06: '(I_n \\otimes I_n + K_{n,n}) (X \\otimes I_n)',
};

/** Which of the conventions for symmetric variables the list has. */
export const COUNTED_ONCE = 'symmetric entries counted once';

export interface Compared {
  readonly said: string;
  readonly notation: 'matrix' | 'index' | 'none';
  /** What the name of the layout does not fix. */
  readonly axes: string;
  /** For a symmetric variable: the convention that was compared. */
  readonly symmetric?: string;
  /** The largest relative distance from the answer. */
  readonly error: number;
}

/** The derivative in a layout, and how far it is from the answer. */
export function compared(problem: Listed, layout: Layout): Compared {
  const answer = derive({ ...problem, layout });
  if ('unavailable' in answer) return { said: answer.detail, notation: 'none', axes: '', error: Number.NaN };
  const structured = problem.condition_note.includes('structured');
  const variant = structured ? answer.symmetric.find((it) => it.name.startsWith(COUNTED_ONCE)) : undefined;
  const said = variant?.latex ?? answer.latex;
  const errors = [1, 2].map((seed) => {
    const text = SPELLED[problem.id] ?? problem.answer;
    const sampled = sample(problem, seed, [said, text]);
    const more = problem.id.startsWith('N') ? decomposed(sampled.values.get(problem.wrt)!) : new Map<string, M>();
    const own = valueOf(said, problem, sampled, more);
    const theirs = valueOf(text, problem, sampled, more);
    return distance(theirs, turns(problem, layout) ? transpose(own) : own);
  });
  return {
    said,
    notation: answer.notation,
    axes: answer.axes,
    ...(variant && { symmetric: variant.name }),
    error: Math.max(...errors),
  };
}

/** A derivative by a number has no axis that a layout could exchange. */
const turns = (problem: Listed, layout: Layout): boolean => layout !== problem.layout && problem.wrt !== 't';

/** The letters that the answers give to the factors of the variable: X = U S Vᵀ, X v = λ v. */
function decomposed(x: M): ReadonlyMap<string, M> {
  const first = (a: M): M => matrix(a.rows, 1, (i) => a.entries[i * a.columns]!);
  const { u, v } = singular(x);
  return new Map([
    ['U', u],
    ['V', v],
    ['u_1', first(u)],
    ['v_1', first(v)],
    ...(x.rows === x.columns ? [['v', first(eigen(x).vectors)] as const] : []),
  ]);
}
