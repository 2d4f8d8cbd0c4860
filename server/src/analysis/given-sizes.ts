/**
 * Sizes that an example gives a number: “Let $n = 2$. Then …”, “suppose that C = 2”. What is written out entry by entry
 * holds at those sizes only, so a claim is tried there too. That may confirm it, and refutes nothing.
 */
import { perObject } from '../base/per-object.ts';
import { type Expr, some } from '../expr/expr.ts';
import { atomsOf, number, substitute } from '../shape/dim.ts';
import { freeNames } from '../shape/free-names.ts';
import { dimsOf, type Shape, withSizes } from '../shape/shape.ts';
import { exprsOf, type Job } from '../verify/job.ts';
import { rewritten } from '../expr/rewrite.ts';
import { carry } from './carried.ts';
import { relationOf } from './definitions.ts';
import type { SectionMeanings } from './meanings.ts';
import type { PartStatements } from './reading.ts';
import type { SectionFacts } from './sections.ts';
import { surroundingsOf } from './surroundings.ts';

interface Given {
  /** A letter in words may be upright in formulas. */
  readonly keys: readonly string[];
  /** The size that the letter names. */
  readonly letter: string;
  readonly value: number;
  /** Where it ends, in the part. */
  readonly end: number;
  readonly block: number;
  /** Of the list items it stands in. */
  readonly scopes: readonly number[];
}

/** At size one a transpose hides, and nobody writes more entries than this. */
const [LEAST, MOST] = [2, 9];

/** “Let us suppose that C = 2.” */
const IN_WORDS =
  /\b(?:let|suppose|assume|say|take|set|with|for|when|where|if|consider|example)\b[^.;:=\n]{0,24}?(?<![\p{L}\\])(\p{L}) ?= ?(\d)(?![\d.,]\d|\d|\p{L})/giu;

/** In the order of the text. */
const givenIn = perObject(({ part, statements }: PartStatements): readonly Given[] => {
  const found: Given[] = [];
  const add = (keys: readonly string[], value: number, end: number, block: number): void => {
    const letter = keys[0]!.replace(/^upright /, '');
    const { scopes } = part.blocks[block]!;
    if (Number.isInteger(value) && value >= LEAST && value <= MOST)
      found.push({ keys, letter, value, end, block, scopes });
  };
  for (const [formula, list] of statements.entries())
    for (const { expr } of list) {
      const { sides, signs } = relationOf(expr) ?? { sides: [], signs: [] };
      const [name, value] = sides;
      if (sides.length !== 2 || signs[0]?.text !== '=' || name?.kind !== 'symbol' || value?.kind !== 'number') continue;
      const { span, block } = part.formulas[formula]!;
      add([name.key], value.value, span.end, block);
    }
  for (const [block, { kind, pieces }] of part.blocks.entries())
    for (const piece of kind === 'paragraph' ? pieces : []) {
      if (piece.kind !== 'text') continue;
      for (const { 0: all, 1: letter = '', 2: digit, index } of piece.text.matchAll(IN_WORDS)) {
        add([letter, `upright ${letter}`], Number(digit), piece.span.start + index + all.length, block);
      }
    }
  return found.sort((a, b) => a.end - b.end);
});

/** What the example around a section gives numbers: said beside it, above, the nearest first. */
const givenAround = (all: SectionMeanings): readonly Given[] => {
  // What stands before the first heading encloses everything.
  const titled = all.enclosing().filter(({ statements: { part } }) => part.heading !== undefined);
  const outermost = titled.at(-2) ?? titled[0];
  if (outermost === undefined) return [];
  const found: Given[] = [];
  for (let up = 1; ; up++) {
    const section = all.above(up);
    if (section !== undefined && !OF_ITSELF.test(titleOf(section.statements)))
      found.push(
        ...givenIn(section.statements)
          .filter(({ scopes }) => scopes.length === 0)
          .reverse(),
      );
    if (section === undefined || section === outermost) return found;
  }
};

/** What is supposed there is supposed of nothing else. */
const OF_ITSELF = /\b(?:examples?|special|particular|illustration|exercises?|toy)\b/;

const titleOf = ({ part }: PartStatements): string => (part.heading?.title ?? '').toLowerCase();

/** Changes whenever a claim of the section may be tried at other sizes. */
export const sizesAround = (all: SectionMeanings): string =>
  givenAround(all)
    .map(({ letter, value }) => `${letter}=${String(value)}`)
    .join();

/** A claim at the sizes that are given where it stands. None where nothing is, or where it speaks in general. */
export function atGivenSizes(job: Job, formula: number, section: SectionFacts, all: SectionMeanings): readonly Job[] {
  const { part } = section.statements;
  const { span, block, display } = part.formulas[formula]!;
  const { before = '', after = '' } = surroundingsOf(part)[formula] ?? {};
  if ([before, after, titleOf(section.statements)].some((it) => GENERAL.test(it))) return [];
  const shapes = [...job.names, ...job.definitions].flatMap(({ shape }) => shape ?? []);
  const atoms = new Set([...shapes, ...job.shapes.values()].flatMap(atomsIn));
  // `\\mathbf{1}_{n,1}`: so many ones.
  const counted = new Set(exprsOf(job).flatMap((it) => [...freeNames(it).indices]));
  const isWritten = [job.claim.left, job.claim.right].some((side) => some(side, isList));
  const { scopes } = part.blocks[block]!;
  const own = givenIn(section.statements).filter(
    (it) => it.end <= span.end && it.scopes.every((scope, i) => scopes[i] === scope),
  );
  const isNear = (it: Given): boolean => it.block === block || (display && it.block === block - 1);
  const sizes = new Map<string, Given>();
  for (const it of [...[...own].reverse(), ...givenAround(all)]) {
    if (!isWritten && !(own.includes(it) && isNear(it))) continue;
    const isMeant = atoms.has(it.letter) || it.keys.some((key) => counted.has(key));
    if (isMeant && !sizes.has(it.letter)) sizes.set(it.letter, it);
  }
  return sizes.size === 0 ? [] : [at(sizes, job)];
}

const GENERAL =
  /\b(?:in general|generally|general(?:i[sz]ation)?(?= |$)|otherwise|else|unlike|whatever|dimensions?|dimensional|for (?:any|all|every|each|arbitrary|general)(?= ⟦| n\b| sizes?\b))/;

/** Entries one by one: what only one size has. */
const isList = (it: Expr): boolean =>
  (it.kind === 'literal' && it.rows.length * (it.rows[0]?.length ?? 0) > 1 && !some(it, isEllipsis)) ||
  (it.kind === 'tuple' && it.items.length > 1 && !some(it, isEllipsis));

const isEllipsis = ({ kind }: Expr): boolean => kind === 'ellipsis';

const atomsIn = (shape: Shape): readonly string[] => dimsOf(shape).flatMap(atomsOf);

function at(sizes: ReadonlyMap<string, Given>, job: Job): Job {
  const own = (shape: Shape): Shape =>
    withSizes(shape, (dim) =>
      substitute(dim, (atom) => {
        const value = sizes.get(atom)?.value;
        return value === undefined ? undefined : number(value);
      }),
    );
  const values = new Map([...sizes.values()].flatMap(({ keys, value }) => keys.map((key) => [key, value] as const)));
  const shapes = new Map([...job.shapes].map(([expr, shape]) => [expr, own(shape)]));
  const put = (expr: Expr): Expr => {
    const made = rewritten(expr, (it) => {
      const value = it.kind === 'symbol' ? values.get(it.key) : undefined;
      return value === undefined ? undefined : { kind: 'number', value, span: it.span };
    });
    carry(shapes, expr, made);
    return made;
  };
  const { left, right } = job.claim;
  return {
    ...job,
    claim: { ...job.claim, left: put(left), right: put(right) },
    names: job.names.filter((it) => !values.has(it.key)).map((it) => ({ ...it, shape: own(it.shape) })),
    definitions: job.definitions
      .filter((it) => !values.has(it.key))
      .map((it) => ({ ...it, body: put(it.body), ...(it.shape && { shape: own(it.shape) }) })),
    shapes,
    sized: true,
    said: `at ${[...sizes.values()].map(({ letter, value }) => `${letter} = ${String(value)}`).join(', ')}`,
  };
}
