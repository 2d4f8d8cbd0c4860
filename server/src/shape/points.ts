/**
 * Names that stand only where anything may stand: the x and z of `p(x \mid z)`, of `x \sim p`, of `x \in \mathcal X`. No
 * operator says what they are, and a letter's convention is no better: they are elements of some set, and no more is told.
 */
import { type Expr, type Relation } from '../expr/expr.ts';
import { constantOf } from './constants.ts';
import { memberKey, pairKey } from './declare.ts';
import type { KindOf } from './infer-kinds.ts';
import { isSingle, M, S } from './kinds.ts';
import { glyphOf, type Names } from './names.ts';
import type { SectionQuestion } from './section.ts';

/** Letters that are numbers where they are arguments: time, counters, sizes, the usual parameters of laws. */
const NUMBERS =
  /^([i-nqrstNT]|\\(alpha|beta|gamma|delta|epsilon|varepsilon|lambda|eta|tau|kappa|nu|sigma|rho|pi|infty))$/;

/** `argument`: of a call, of a law, of a set. `beside`: in a list or alone, which says nothing. */
type Standing = 'argument' | 'beside' | 'operand';

export function pointsIn<Place>(
  { statements, styles }: SectionQuestion<Place>,
  names: Names<Place>,
  kinds: ReadonlyMap<string, KindOf>,
): ReadonlySet<string> {
  const given = new Set<string>();
  const operands = new Set<string>();
  statements.forEach((list, formula) => {
    const visit = (expr: Expr, as: Standing): void => {
      const key = nameOf(expr);
      if (key === undefined) for (const [part, standing] of partsOf(expr, as)) visit(part, standing);
      else if (as === 'operand' || NUMBERS.test(glyphOf(expr).letter)) operands.add(names.slot(key, formula));
      else if (as === 'argument') given.add(names.slot(key, formula));
    };
    for (const { expr } of list) visit(expr, 'beside');
  });
  const found = new Set<string>();
  for (const slot of given) {
    const kind = kinds.get(slot);
    if (kind === undefined || kind.called === true || operands.has(slot)) continue;
    if (names.declared(slot) !== undefined || styles.sizes.has(names.keyOf(slot))) continue;
    const isLetterOnly =
      kind.level === 'convention' && (kind.mask === S || (kind.mask === M && !slot.startsWith('bold ')));
    if (isSingle(kind.mask) ? isLetterOnly : (kind.mask & S) !== 0) found.add(slot);
  }
  return found;
}

function nameOf(expr: Expr): string | undefined {
  if (expr.kind === 'symbol') return constantOf(expr) === undefined ? expr.key : undefined;
  if (expr.kind !== 'index' || expr.base.kind !== 'symbol') return undefined;
  return expr.items.length === 2 ? pairKey(expr.base.key) : memberKey(expr.base.key, expr.items);
}

type Part = readonly [Expr, Standing];

function partsOf(expr: Expr, as: Standing): readonly Part[] {
  const all = (parts: readonly Expr[], standing: Standing): readonly Part[] => parts.map((it) => [it, standing]);
  switch (expr.kind) {
    case 'call':
      return all(expr.args, 'argument');
    case 'apply':
      return all(expr.args, expr.op === 'probability' ? 'argument' : 'operand');
    case 'index':
      return [[expr.base, as]];
    case 'tuple':
      return all(expr.items, as);
    case 'reduce':
      return [[expr.body, 'operand']];
    case 'derivative':
      return all([...(expr.of === undefined ? [] : [expr.of]), ...expr.by], 'operand');
    case 'literal':
      return all(expr.rows.flat(), 'operand');
    case 'cases':
      return all(expr.values, 'operand');
    case 'relation':
      return expr.sides.flatMap((side, i) => (side === undefined ? [] : [[side, sideOf(expr, i, as)] as const]));
    default:
      return [];
  }
}

/** What is in a set or follows a law is given; what is set equal to a name is no more than that name. */
function sideOf({ sides, signs }: Relation, i: number, as: Standing): Standing {
  const [before, after] = [signs[i - 1]?.text, signs[i]?.text];
  if (after === '\\in' || after === '∈' || after === '\\sim') return 'argument';
  const others = [sides[i - 1], sides[i + 1]].filter((it) => it !== undefined);
  const free = [before, after].every((it) => it === undefined || NO_NUMBERS.has(it));
  return free && others.every((it) => nameOf(it) !== undefined) ? as : 'operand';
}

const NO_NUMBERS = new Set(['=', '\\ne', '\\neq', '\\mid', '\\to', '\\rightarrow', '\\mapsto', '\\in', '∈', '\\sim']);
