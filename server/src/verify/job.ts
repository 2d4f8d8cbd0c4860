/**
 * What a worker is asked: a claim with everything it rests on, as plain data that crosses to a thread. Equal jobs have
 * equal keys, and the key is also the seed of every sample.
 */
import type { Expr } from '../expr/expr.ts';
import type { Shape } from '../shape/shape.ts';

export type Sign = '=' | '<' | '<=' | '>' | '>=' | 'preceq' | 'succeq' | 'prec' | 'succ';

export interface Claim {
  readonly left: Expr;
  readonly right: Expr;
  readonly sign: Sign;
}

/** A name with its value, or a function of its parameters; for a family (`x[]`) these are its indices. */
export interface Definition {
  readonly key: string;
  readonly parameters: readonly string[];
  readonly body: Expr;
  /** Of which powers of its parameters a function is given: 2 for the σ of `f(\mu, \sigma^2) = …`. */
  readonly powers?: readonly number[];
  /** What stands between the brackets, where members do: the letters of their indices are parameters too. */
  readonly places?: readonly Expr[];
  /** How far the index that is given lies above the parameter: 1 for `x_{t+1} = f(x_t)`. */
  readonly ahead?: number;
  /** Of the name, for a claim that is tried without its definition. */
  readonly shape?: Shape;
  /** The same: what the note says of it. */
  readonly conditions?: readonly string[];
}

/** An equation that the samples must satisfy. */
export interface Tie {
  readonly left: Expr;
  readonly right: Expr;
  readonly line?: number;
}

export interface Name {
  readonly key: string;
  readonly shape: Shape;
  readonly conditions: readonly string[];
  /** The note says its shape; otherwise it was worked out. */
  readonly declared: boolean;
  /** Nothing declares it, but its note has it as a parameter of something else. */
  readonly met?: boolean;
}

/** The shapes that derivatives have; what the note leaves open is `unknown`. */
export interface Axes {
  readonly scalarByVector: 'row' | 'column' | 'unknown';
  readonly nablaScalar: 'row' | 'column' | 'unknown';
  readonly vectorByVector: 'f-by-x' | 'x-by-f' | 'unknown';
  readonly scalarByMatrix: 'X' | 'X^T' | 'unknown';
}

export type IndexOrder = 'equal' | 'apart' | 'rising' | 'falling';

export interface Job {
  readonly claim: Claim;
  readonly definitions: readonly Definition[];
  readonly ties: readonly Tie[];
  /** Every name of the expressions that nothing defines. */
  readonly names: readonly Name[];
  /** Shapes of subexpressions, for those whose size or kind only the context tells. */
  readonly shapes: ReadonlyMap<Expr, Shape>;
  readonly axes: Axes;
  /** For numbers alone: what the digits that are written leave open. */
  readonly tolerance?: number;
  /** The formula in TeX, for edits of it: the spans of the claim count in it. */
  readonly text?: string;
  /** What it is said to follow from is claimed itself: nothing follows from what is refuted. */
  readonly rests?: Job;
  /** Only the verdict is wanted: no counterexample, condition or repair. */
  readonly quiet?: boolean;
  /** All sizes are this: there the factors of a decomposition are square, as some mean them to be. */
  readonly equal?: number;
  /** What is read so that the note does not say, in words. */
  readonly said?: string;
  /** Laws need not sum to one: what both sides are nought by for that reason alone is told apart. */
  readonly unnormalised?: boolean;
  /** How the free indices of the claim lie to each other; any way where nothing is said. */
  readonly indices?: IndexOrder;
  /** Asked is whether the claim is a multiple of its one tie. */
  readonly multiple?: true;
  /** With two names taken for one thing, of which nothing else says what they are: it confirms, and refutes nothing. */
  readonly merged?: true;
  /** By a meaning that a name may have elsewhere: it confirms nothing, and speaks against a counterexample. */
  readonly aside?: true;
  /** At sizes that its note gives an example: it confirms what does not hold at others. */
  readonly sized?: true;
  /** Read on from other sections: it confirms what is open, and says nothing where there is a counterexample. */
  readonly beyond?: true;
  /** Conditions that were stated and could not be read. */
  readonly unread: readonly string[];
}

/** What a claim is made of: its sides, and what its names come down to. */
export const exprsOf = ({ claim, definitions }: Pick<Job, 'claim' | 'definitions'>): readonly Expr[] => [
  claim.left,
  claim.right,
  ...definitions.map((it) => it.body),
];

/** Whatever differs between two jobs that could differ in whether they hold; places in the text do not count. */
export function seedOfJob(job: Job): string {
  const flags = [
    ...(job.quiet === true ? ['quiet'] : []),
    ...(job.unnormalised === true ? ['unnormalised'] : []),
    ...(job.multiple === true ? ['multiple'] : []),
    ...(job.aside === true ? ['aside'] : []),
    ...(job.sized === true ? ['sized'] : []),
    ...(job.beyond === true ? ['beyond'] : []),
    ...(job.indices === undefined ? [] : [job.indices]),
    ...(job.equal === undefined ? [] : [`equal ${String(job.equal)}`]),
  ];
  const plain = JSON.stringify(
    [job.claim, job.definitions, job.ties, job.names, job.axes, job.unread, ...flags],
    (name: string, value: unknown) => (name === 'span' || name === 'line' ? undefined : value),
  );
  const shapes = [...job.shapes.values()].map((it) => JSON.stringify(it)).join();
  return `${hash(plain).toString(36)}${hash(shapes).toString(36)}${String(plain.length)}`;
}

/** The same with the places that a repair would be an edit of. */
export const keyOfJob = (job: Job): string =>
  job.quiet === true
    ? `${seedOfJob(job)}${job.rests === undefined ? '' : `<${keyOfJob(job.rests)}`}`
    : `${seedOfJob(job)}@${hash(`${String(job.claim.right.span.start)} ${job.text ?? ''}`).toString(36)}`;

/** FNV-1a over UTF-16 units, mixed at the end: short, and the same everywhere. */
export function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  value ^= value >>> 15;
  value = Math.imul(value, 0x2c1b3c6d);
  return (value ^ (value >>> 13)) >>> 0;
}
