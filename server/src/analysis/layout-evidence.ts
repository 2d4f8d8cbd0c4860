/** What each section shows of the note's layout: worked out once, when it is first asked for. */
import { perObject } from '../base/per-object.ts';
import type { Span } from '../base/span.ts';
import { type Expr, some } from '../expr/expr.ts';
import type { Statement } from '../expr/statement.ts';
import { plainText } from '../expr/plain.ts';
import { type Chain, type Evidence, shownIn, type Turned } from '../layout/evidence.ts';
import { sourceSpan } from '../note/source-map.ts';
import { sayDim } from '../shape/dim.ts';
import { keysIn } from '../shape/infer-kinds.ts';
import type { Level } from '../shape/kind-slots.ts';
import { dimsOf, type Shape, sayShape } from '../shape/shape.ts';
import type { Standing } from './layout-wording.ts';
import type { SectionFacts } from './sections.ts';

interface Placed {
  readonly formula: number;
  /** In the part: the result, or the whole equation. */
  readonly span: Span;
}

export interface ShownAxis extends Evidence, Placed {
  readonly standing: Standing;
}

export interface SectionLayout {
  readonly axes: readonly ShownAxis[];
  /** Chains of factors that are no numbers. */
  readonly chains: readonly (Chain & Placed)[];
  readonly turned: readonly (Turned & Placed & { readonly said: readonly [string, string] })[];
}

const memo = new WeakMap<SectionFacts, SectionLayout>();

export function layoutEvidence(section: SectionFacts): SectionLayout {
  let found = memo.get(section);
  if (found === undefined) memo.set(section, (found = evidenceOf(section)));
  return found;
}

function evidenceOf(section: SectionFacts): SectionLayout {
  const { statements, answer } = section;
  const axes: ShownAxis[] = [];
  const chains: SectionLayout['chains'][number][] = [];
  const turned: SectionLayout['turned'][number][] = [];
  statements.statements.forEach((list, formula) => {
    const { map, closed } = statements.part.formulas[formula]!;
    if (!closed || statements.trees[formula]?.clean !== true) return;
    const placed = (it: Span): Placed => ({ formula, span: sourceSpan(map, it.start, it.end) });
    const shown = shownBy(list, formula, section);
    for (const it of shown.evidence)
      axes.push({ ...it, ...placed((resultOf(it) ?? it.in).span), standing: standingOf(it, formula, section) });
    const isNumber = (it: Expr): boolean => {
      const kind = answer.shapes[formula]?.get(it)?.kind;
      return kind !== 'vector' && kind !== 'matrix';
    };
    for (const it of shown.chains) if (!it.shared.some(isNumber)) chains.push({ ...it, ...placed(it.in.span) });
    const said = (shape: Turned['left']): string => sayShape(shape, answer.dims.resolve);
    for (const it of shown.turned)
      turned.push({ ...it, ...placed(it.in.span), said: [inWords(said(it.left)), inWords(said(it.right))] });
  });
  return { axes, chains, turned };
}

interface Remembered {
  readonly known: readonly Known[];
  readonly shown: ReturnType<typeof shownIn>;
}

/** By formula: as long as its names are what they were, it shows what it showed. */
const remembered = new WeakMap<readonly Statement[], Remembered>();

function shownBy(list: readonly Statement[], formula: number, { answer }: SectionFacts): Remembered['shown'] {
  const known = keysOf(list).map((key) => knownOf(key, formula, answer));
  const before = remembered.get(list);
  if (before?.known.every((it, i) => sameKnown(it, known[i]!)) === true) return before.shown;
  const shown = shownIn(list, (statement, oriented, loosely) => answer.fitOf(statement, formula, oriented, loosely));
  remembered.set(list, { known, shown });
  return shown;
}

const isDerivative = (expr: Expr): boolean => expr.kind === 'derivative';

/** The names of a formula. Without a derivative there is nothing to remember; those are most. */
const keysOf = perObject((list: readonly Statement[]): readonly string[] => {
  if (!list.some((it) => some(it.expr, isDerivative))) return [];
  const all = list.flatMap(({ expr, continues }) => [expr, ...(continues ? [continues] : [])]);
  return [...new Set(all.flatMap((it) => [...keysIn(it)]))];
});

/** What is known of a name. */
interface Known {
  readonly level: Level;
  readonly shape: Shape;
  /** What its sizes come down to. */
  readonly sizes: string;
}

function knownOf(key: string, formula: number, { lookup, dims }: SectionFacts['answer']): Known {
  const { level, shape } = lookup(key, formula);
  const sizes = dimsOf(shape).map((it) => dims.resolve(it).key);
  return { level, shape, sizes: sizes.join() };
}

const sameKnown = (a: Known, b: Known): boolean =>
  a.level === b.level &&
  a.sizes === b.sizes &&
  (a.shape === b.shape || JSON.stringify(a.shape) === JSON.stringify(b.shape));

/** A vector is a column here. */
const inWords = (said: string): string => said.replace(/^has (.*) entries$/, 'is a column of $1 entries');

/** Of `∂f/∂x = result` the result; none where the derivative is no side by itself. */
export function resultOf({ of, in: whole }: Evidence): Expr | undefined {
  if (whole.kind !== 'relation') return undefined;
  const [left, right] = whole.sides;
  return left === of ? right : right === of ? left : undefined;
}

function standingOf(it: Evidence, formula: number, { answer }: SectionFacts): Standing {
  const { shapes, dims } = answer;
  const shape = shapes[formula]?.get(it.of);
  const say = (dim: Parameters<typeof sayDim>[0]): string => sayDim(dims.resolve(dim));
  const variable = it.of.kind === 'derivative' ? it.of.by[0] : undefined;
  const by = variable === undefined ? 'X' : plainText(variable);
  const size = (): string => {
    if (shape?.kind === 'vector') return it.value === 'row' ? `1 × ${say(shape.rows)}` : `${say(shape.rows)} × 1`;
    if (shape?.kind !== 'matrix') return '';
    const turned = it.value === 'x-by-f' || it.value === 'X^T';
    const [rows, columns] = [say(shape.rows), say(shape.columns)];
    return turned ? `${columns} × ${rows}` : `${rows} × ${columns}`;
  };
  const told = size();
  return { axis: it.axis, value: it.value, size: told.includes('?') ? '' : told, by };
}
