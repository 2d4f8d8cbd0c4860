/**
 * Readings of what nothing declares, for a claim that its section's own reading leaves open: names of no known kind as
 * what their letters are by convention; and letters in another face than the one that is declared.
 */
import type { Expr, SymbolExpr } from '../expr/expr.ts';
import { some } from '../expr/expr.ts';
import { isUpper, keyOf } from '../expr/glyph.ts';
import { named } from '../shape/dim.ts';
import { freeNames } from '../shape/free-names.ts';
import { matrix, SCALAR, type Shape, vector } from '../shape/shape.ts';
import type { Job, Name } from '../verify/job.ts';
import { symbolsIn } from '../verify/kinds.ts';
import { rewritten } from '../expr/rewrite.ts';
import { stripped } from './unfolding.ts';

/** Whether something in a job could be read in another way. */
export const isOpen = (job: Job): boolean => job.names.some((it) => !it.declared && !isIndex(it.key, job));

const isIndex = (key: string, { claim }: Job): boolean =>
  [claim.left, claim.right].some((it) => freeNames(it).indices.has(key));

/** Jobs by other readings, the likeliest first. @param job with the sizes that its own formulas tell */
export function otherReadings(job: Job): readonly Job[] {
  const unknown = job.names.filter((it) => it.shape.kind === 'unknown' && !isIndex(it.key, job));
  if (unknown.length === 0) return [job];
  const symbols = symbolsIn(job);
  const readings = (['convention', 'vectors'] as const).map((how) => ({
    ...job,
    names: job.names.map((it) => (unknown.includes(it) ? { ...it, shape: kindBy(it, symbols, how) } : it)),
  }));
  return [...new Map(readings.map((it) => [JSON.stringify(it.names), it])).values()];
}

const RANKS: readonly string[] = ['scalar', 'vector', 'row', 'matrix', 'tensor'];

/**
 * Whether a reading takes nothing for less than it is taken for elsewhere: more holds for numbers than for vectors, and
 * for vectors than for matrices.
 */
export function isNoLess(reading: Job, { names, shapes }: Job): boolean {
  const rankOf = (shape: Shape | undefined): number =>
    shape === undefined ? -1 : RANKS.indexOf(shape.kind === 'row' ? 'vector' : shape.kind);
  const rank = ({ shape }: Name): number => rankOf(shape);
  const isLess = (it: Expr): boolean => {
    if (it.kind === 'call') return rankOf(reading.shapes.get(it)) < rankOf(shapes.get(it));
    // Nobody transposes a number: so read, a claim would hold for the wrong reason.
    const turned = it.kind === 'apply' && it.op === 'transpose' ? it.args[0] : undefined;
    if (turned === undefined) return false;
    if (stripped(turned).kind === 'call') return rankOf(reading.shapes.get(turned)) === 0;
    const keys = [...freeNames(turned).names.keys()];
    const own = reading.names.filter(({ key }) => keys.includes(key));
    return own.length === keys.length && own.some((one) => !one.declared) && own.every((one) => rank(one) === 0);
  };
  const all = [reading.claim.left, reading.claim.right, ...reading.definitions.map(({ body }) => body)];
  if (all.some((it) => some(it, isLess))) return false;
  // A small letter that came out as a matrix was misread.
  const known = new Map(names.map((it) => [it.key, Math.min(rank(it), isSmall(it.key) ? 1 : 3)]));
  return reading.names.every(
    (it) => (rank(it) < 0 || rank(it) >= (known.get(it.key) ?? 0)) && !(it.key.startsWith('bold ') && rank(it) === 0),
  );
}

const isSmall = (key: string): boolean => /^(bold |hat |tilde |bar )*\\?[a-z]/.test(key);

function kindBy({ key }: Name, symbols: ReadonlyMap<string, SymbolExpr>, how: 'convention' | 'vectors'): Shape {
  const glyph = symbols.get(key.replace(/\[.*$/, ''))?.glyph;
  if (glyph === undefined || glyph.face === 'upright') return SCALAR;
  const [rows, columns] = [named(`?${key}:rows`), named(`?${key}:columns`)];
  if (isUpper(glyph)) return glyph.face === 'calligraphic' ? SCALAR : matrix(rows, columns);
  return glyph.face === 'bold' || how === 'vectors' ? vector(rows) : SCALAR;
}

/**
 * `f(\mathbf{A}x) = \ldots A^\top`: a matrix that stands in the claim in two faces, of which nothing is declared, is one
 * matrix where the claim holds so.
 */
export function inOneFace(job: Job): readonly Job[] {
  const symbols = symbolsIn(job);
  const bold = job.names.flatMap(({ key, declared, shape }) => {
    const symbol = symbols.get(key);
    const isBold = symbol?.glyph.face === 'bold' && isUpper(symbol.glyph) && shape.kind === 'matrix' && !declared;
    return isBold ? [symbol] : [];
  });
  const twins = new Map<string, SymbolExpr>();
  for (const symbol of bold) {
    const key = keyOf({ ...symbol.glyph, face: 'plain' });
    const twin = job.names.find((it) => it.key === key);
    if (twin?.shape.kind === 'matrix' && !twin.declared) twins.set(key, symbol);
  }
  const standsInClaim = (key: string): boolean =>
    [job.claim.left, job.claim.right].some((side) => freeNames(side).names.has(key));
  const isOfClaim = [...twins].every(([key, to]) => standsInClaim(key) && standsInClaim(to.key));
  if (twins.size === 0 || !isOfClaim) return [];
  const said = `${[...twins.keys()].join(', ')} in two faces is one matrix`;
  return [{ ...withTwins(job, twins), merged: true, quiet: true, said }];
}

/** A letter that is declared in one face is the same letter in another that nothing declares. */
export function oneFace(job: Job): Job {
  const symbols = symbolsIn(job);
  const declared = new Map(job.names.flatMap((it) => (it.declared ? [[it.key, it.shape.kind] as const] : [])));
  const twins = new Map<string, SymbolExpr>();
  for (const { key, declared: isDeclared, shape } of job.names) {
    const symbol = symbols.get(key);
    if (isDeclared || symbol === undefined || !/^(vector|row|matrix)$/.test(shape.kind)) continue;
    const others = (['plain', 'bold', 'upright'] as const)
      .filter((face) => face !== symbol.glyph.face)
      .map((face): SymbolExpr => ({ ...symbol, glyph: { ...symbol.glyph, face } }))
      .map((it) => ({ ...it, key: keyOf(it.glyph) }))
      .filter((it) => declared.get(it.key) === shape.kind);
    if (others.length === 1) twins.set(key, others[0]!);
  }
  return twins.size === 0 ? job : withTwins(job, twins);
}

function withTwins(job: Job, twins: ReadonlyMap<string, SymbolExpr>): Job {
  const renamed = (expr: Expr): Expr => rewritten(expr, (it) => (it.kind === 'symbol' ? twins.get(it.key) : undefined));
  return {
    ...job,
    claim: { ...job.claim, left: renamed(job.claim.left), right: renamed(job.claim.right) },
    definitions: job.definitions.map((it) => ({ ...it, body: renamed(it.body) })),
    names: job.names.filter((it) => !twins.has(it.key)),
  };
}
