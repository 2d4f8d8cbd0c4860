/**
 * A normal density that is written out: `p(x) = (2\pi)^{-d/2} |\Sigma|^{-1/2} \exp(\ldots)`, or its logarithm. It is compared
 * with the density of the law that the note says, or of the mean and the covariance that the formula itself has.
 */
import { type Call, type Expr, some, type SymbolExpr, unbracketed, walk } from '../expr/expr.ts';
import { rewritten } from '../expr/rewrite.ts';
import { plainText } from '../expr/plain.ts';
import { textOf } from '../expr/text.ts';
import { hasVariable, named } from '../shape/dim.ts';
import { vector } from '../shape/shape.ts';
import { isNormal } from '../verify/densities.ts';
import type { Job, Name } from '../verify/job.ts';
import { relationOf } from './definitions.ts';
import type { Meaning } from './meaning.ts';
import type { SectionMeanings } from './meanings.ts';
import { formIn } from './normal-densities.ts';
import type { SectionFacts } from './sections.ts';

/** What a definition gives a value, as something else that it is compared with. */
export interface Compared {
  readonly left: Expr;
  readonly right: Expr;
  /** What it is compared with, in words. */
  readonly said: string;
  /** The name of how many entries something has: the n of `\frac n2 \log 2\pi`. */
  readonly size?: { readonly key: string; readonly of: string };
}

/** The density, and what is written for it; undefined of anything else that a statement gives a value. */
export function writtenDensity(
  { kind, statement, formula }: Meaning,
  { statements }: SectionFacts,
  all: SectionMeanings,
): Compared | undefined {
  const relation = kind === 'definition' || kind === 'tie' ? relationOf(statement.expr) : undefined;
  const { sides = [], signs = [] } = relation ?? {};
  const [name, right] = sides;
  if (signs.length !== 1 || signs[0]?.text !== '=' || name === undefined || right === undefined) return undefined;
  const call = densityIn(name);
  if (call === undefined || !some(right, isOfDensities)) return undefined;
  if (isNormal(call)) return { left: name, right, said: 'it is the normal density' };
  const [of] = call.args;
  if (of === undefined || kind === 'tie') return undefined;
  const above = [
    ...all.enclosing().flatMap((it) => it.statements.statements.flat()),
    ...all.meanings.slice(0, formula + 1).flatMap((list) => list.map((it) => it.statement)),
  ];
  const laws = above.flatMap(({ expr }) => lawIn(expr, of));
  const isNamed = /gauss|normal|\\mathcal *\{? *N\b/i.test(statements.part.text);
  const [mean, spread] = laws.at(-1) ?? (isNamed ? formOf(right, of) : undefined) ?? [];
  if (mean === undefined || spread === undefined) return undefined;
  const law = normalAt(of, mean, spread);
  const said = `it is the density of ${plainText(law, 80)}`;
  const size = of.kind === 'symbol' ? sizeIn(right) : undefined;
  return {
    left: rewritten(name, (it) => (it === call ? law : undefined)),
    right,
    said,
    ...(size !== undefined && of.kind === 'symbol' && { size: { key: size, of: of.key } }),
  };
}

/** The job of what is compared, where nothing else says what the size is. */
export function asCompared(job: Job, compared: Compared | undefined): Job {
  if (compared === undefined) return job;
  const { said, size } = compared;
  const isFree = ({ key, declared }: Name): boolean => key === size?.key && !declared;
  const isOpen = ({ key, shape }: Name): boolean =>
    key === size?.of && shape.kind === 'vector' && hasVariable(shape.rows);
  if (size === undefined || !job.names.some(isFree) || !job.names.some(isOpen)) return { ...job, said };
  const names = job.names
    .filter((it) => !isFree(it))
    .map((it) => (isOpen(it) ? { ...it, shape: vector(named(size.key)) } : it));
  return { ...job, said, names };
}

/** The d of `(2\pi)^{d/2}` and of `\frac d2 \log 2\pi`. */
function sizeIn(right: Expr): string | undefined {
  const found = new Set<string>();
  walk(right, (it) => {
    if (it.kind !== 'apply') return;
    const isPower = it.op === 'power' && some(it.args[0]!, isPi);
    const isProduct = it.op === 'product' && some(it.args.at(-1)!, isPi);
    const half = isPower ? it.args[1] : isProduct ? it.args[0] : undefined;
    const name = half?.kind === 'apply' && half.op === 'divide' ? half.args[0] : half;
    if (name?.kind === 'symbol') found.add(name.key);
  });
  const [only, more] = found;
  return more === undefined ? only : undefined;
}

const isPi = (it: Expr): boolean => it.kind === 'symbol' && it.glyph.letter === '\\pi';

/** `p(x)` of `p(x)` and of `\log p(x)`. */
function densityIn(side: Expr): Call | undefined {
  const bare = unbracketed(side);
  const inside = bare.kind === 'apply' && bare.op === 'elementwise' && /^(log|ln)$/.test(bare.name ?? '');
  const call = inside ? unbracketed(bare.args[0]!) : bare;
  if (call.kind !== 'call') return undefined;
  const name = call.fn.kind === 'index' ? call.fn.base : call.fn;
  const isDensity = name.kind === 'symbol' && /^[pfq]$/.test(name.glyph.letter) && name.glyph.accents.length === 0;
  return isNormal(call) || isDensity ? call : undefined;
}

const isOfDensities = (it: Expr): boolean => isPi(it) || (it.kind === 'apply' && it.op === 'determinant');

/** Mean and variance of `x \sim \mathcal N(\mu, \Sigma)`. The second of `\mathcal N(\mu, \sigma)` may be either. */
function lawIn(expr: Expr, of: Expr): readonly (readonly [Expr, Expr])[] {
  const { sides = [], signs = [] } = relationOf(expr) ?? {};
  const [name, law] = sides;
  if (signs[0]?.text !== '\\sim' || name === undefined || law?.kind !== 'call' || !isValueOf(of, name)) return [];
  const [mean, spread, more] = law.args;
  const isLaw = law.fn.kind === 'symbol' && law.fn.key === 'calligraphic N' && law.given === undefined;
  if (!isLaw || mean === undefined || spread === undefined || more !== undefined) return [];
  return spread.kind === 'symbol' && /^(\\sigma|\\tau|s)$/.test(spread.glyph.letter) ? [] : [[mean, spread]];
}

/** x of itself, and of a random X. */
const isValueOf = (it: Expr, name: Expr): boolean =>
  textOf(it) === textOf(name) ||
  (it.kind === 'symbol' && name.kind === 'symbol' && it.key === name.key.toLowerCase() && name.glyph.label === '');

/** Mean and covariance of `-\frac12 (x - \mu)^\top \Sigma^{-1} (x - \mu)`. */
function formOf(right: Expr, of: Expr): readonly [Expr, Expr] | undefined {
  const found = formIn(right);
  if (found === undefined) return undefined;
  const gap = unbracketed(found.vector);
  const nothing: Expr = { kind: 'number', value: 0, span: gap.span };
  if (textOf(gap) === textOf(of)) return [nothing, found.covariance];
  const [first, second, more] = gap.kind === 'apply' && gap.op === 'sum' ? gap.args : [];
  const signs = gap.kind === 'apply' ? (gap.signs ?? []) : [];
  if (first === undefined || second === undefined || more !== undefined || signs.join() !== '1,-1') return undefined;
  if (textOf(first) === textOf(of)) return [second, found.covariance];
  return textOf(second) === textOf(of) ? [first, found.covariance] : undefined;
}

function normalAt(of: Expr, mean: Expr, spread: Expr): Call {
  const { span } = of;
  const fn: SymbolExpr = {
    kind: 'symbol',
    key: 'calligraphic N',
    glyph: { letter: 'N', face: 'calligraphic', label: '', accents: [], primes: 0 },
    span,
  };
  // A mean of nought is as long as what has it.
  const centre: Expr =
    mean.kind === 'number' && mean.value === 0 ? { kind: 'apply', op: 'product', args: [mean, of], span } : mean;
  return { kind: 'call', fn, args: [of, centre, spread], given: 1, span };
}
