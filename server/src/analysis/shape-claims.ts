/**
 * `\partial f/\partial x \in \mathbb{R}^{m \times n}`: what a note says of the shape of a derivative. Shapes alone decide
 * it: it holds where it agrees in the layout of the note, or in either where the note has none.
 */
import { once } from '../base/once.ts';
import { perObject } from '../base/per-object.ts';
import type { Span } from '../base/span.ts';
import { children, type Derivative, type Expr, some, type SpaceExpr } from '../expr/expr.ts';
import { keyOf } from '../expr/glyph.ts';
import { axisNames } from '../layout/convention.ts';
import { firstAxes } from '../layout/evidence.ts';
import { sourceSpan } from '../note/source-map.ts';
import type { Axes, Axis } from '../shape/axes.ts';
import { memberKey, spaceShape } from '../shape/declare.ts';
import { type Dim, hasVariable, multiply, ONE, sayDim } from '../shape/dim.ts';
import type { Level } from '../shape/kind-slots.ts';
import { dimsOf, type Shape, UNKNOWN } from '../shape/shape.ts';
import type { Finding, LayoutFact, Outcome, PartFacts, StatementFact } from './facts.ts';
import { relationOf } from './definitions.ts';
import { meaningsOf } from './meanings.ts';
import { amended, withStatements } from './amended.ts';
import type { PartStatements } from './reading.ts';
import type { SectionFacts } from './sections.ts';
import { misfitMessage, sidesInWords } from './verdict-wording.ts';

interface ShapeClaim {
  readonly formula: number;
  readonly statement: number;
  readonly derivative: Derivative;
  readonly space: SpaceExpr;
  readonly sign: Span;
  /** The space as it is written. */
  readonly tex: string;
}

/** Statements that say of a derivative where it lies, and nothing else. */
const shapeClaimsIn = perObject(({ statements, trees }: PartStatements): readonly ShapeClaim[] =>
  statements.flatMap((list, formula) =>
    list.flatMap(({ expr }, statement): readonly ShapeClaim[] => {
      const { sides, signs } = relationOf(expr) ?? { sides: [], signs: [] };
      const [derivative, space] = sides;
      const [sign, more] = signs;
      if (sign === undefined || more !== undefined || !/^(\\in|∈)$/.test(sign.text)) return [];
      if (derivative?.kind !== 'derivative' || space?.kind !== 'space') return [];
      const tex = trees[formula]?.text.slice(space.span.start, space.span.end) ?? '';
      return [{ formula, statement, derivative, space, sign: sign.span, tex }];
    }),
  ),
);

interface Judged extends ShapeClaim {
  readonly outcome: Outcome;
  readonly finding?: Finding;
}

interface Remembered {
  readonly axes: LayoutFact['axes'];
  readonly section: SectionFacts;
  readonly made: PartFacts;
}

const remembered = new WeakMap<PartFacts, Remembered>();

/** The facts of a part with what its shapes say of such statements; the same object as long as that is the same. */
export function withShapeClaims(facts: PartFacts, section: SectionFacts, layout: LayoutFact): PartFacts {
  const claims = shapeClaimsIn(section.statements);
  if (claims.length === 0) return facts;
  const known = remembered.get(facts);
  if (known?.section === section && sameAxes(known.axes, layout.axes)) return known.made;
  const judged = claims.flatMap((it): readonly Judged[] => {
    const found = judge(it, section, layout);
    return found === undefined ? [] : [{ ...it, ...found }];
  });
  const made = judged.length === 0 ? facts : withJudged(facts, judged);
  remembered.set(facts, { axes: layout.axes, section, made });
  return made;
}

const sameAxes = (a: LayoutFact['axes'], b: LayoutFact['axes']): boolean =>
  a === b || axisNames.every((axis) => a[axis] === b[axis]);

function withJudged(facts: PartFacts, judged: readonly Judged[]): PartFacts {
  const formulas = once(() =>
    facts.formulas.map((it, formula) => {
      const own = judged.filter((one) => one.formula === formula);
      return own.length === 0
        ? it
        : withStatements(
            it,
            it.statements.map((fact, i) => stated(fact, own, i)),
          );
    }),
  );
  return amended(
    facts,
    judged.flatMap(({ finding }) => finding ?? []),
    formulas,
  );
}

function stated(fact: StatementFact, judged: readonly Judged[], statement: number): StatementFact {
  const own = judged.find((it) => it.statement === statement);
  if (own === undefined) return fact;
  const { derivative, space, outcome, sign, tex } = own;
  return {
    ...fact,
    ...outcome,
    steps: [{ ...outcome, sign, ...sidesInWords({ left: derivative, right: space }), tex }],
  };
}

type Found = Pick<Judged, 'outcome' | 'finding'>;

function judge(claim: ShapeClaim, section: SectionFacts, layout: LayoutFact): Found | undefined {
  const { formula, derivative, space } = claim;
  const { answer, statements } = section;
  const source = statements.part.formulas[formula];
  if (source?.closed !== true || meaningsOf(section).meanings[formula]?.[claim.statement]?.kind !== 'declaration')
    return undefined;
  const twin = byTwin(derivative, formula, answer);
  const levels = levelsIn(derivative, formula, answer);
  if (twin === undefined && levels.includes('convention')) return undefined;
  const [own, said] = [twin ?? answer.shapes[formula]?.get(derivative) ?? UNKNOWN, spaceShape(space) ?? UNKNOWN];
  const sizes = (it: Shape): readonly Dim[] => dimsOf(it).map(answer.dims.resolve);
  const [mine, theirs] = [sizes(own), sizes(said)];
  if (own.kind === 'unknown' || said.kind === 'unknown' || [...mine, ...theirs].some(hasVariable)) return undefined;
  const ways = waysTo(own, mine, said, theirs);
  if (ways === 'open') return undefined;
  const axis = axisOf(claim, section);
  const fixed = axis && layout.axes[axis];
  const fits = ways.some((it) => it === undefined || fixed === undefined || fixed === 'unknown' || it === fixed);
  if (fits) return { outcome: { verdict: 'verified', method: 'shapes' } };
  if (twin !== undefined) return undefined;
  if (ways.length > 0)
    return axis !== undefined && layout.evidence[axis]?.source !== 'inferred'
      ? { outcome: { verdict: 'wrong-layout' } }
      : undefined;
  // What an index picks may be an entry or one of many.
  const isOpen = some(derivative, (it) => it.kind === 'index') || levels.some((it) => it !== 'declared');
  if (isOpen || !isPlain([...mine, ...theirs])) return undefined;
  return {
    outcome: { verdict: 'ill-typed' },
    finding: {
      code: 'dimension-mismatch',
      severity: 'error',
      evidence: 'declared',
      span: sourceSpan(source.map, space.span.start, space.span.end),
      message: misfitMessage(`${inWords(own, mine)} on the left and ${inWords(said, theirs)} on the right`),
      related: [],
      fixes: [],
      detail: '',
      formula,
    },
  };
}

/** The gradient of a number by a θ that nothing declares, beside a vector `\boldsymbol\theta` that is declared. */
function byTwin({ of, by }: Derivative, formula: number, answer: SectionFacts['answer']): Shape | undefined {
  const [name, more] = by;
  const isOfNumber = of?.kind === 'symbol' && answer.lookup(of.key, formula).shape.kind === 'scalar';
  if (!isOfNumber || name?.kind !== 'symbol' || more !== undefined || name.glyph.face !== 'plain') return undefined;
  const twin = answer.lookup(keyOf({ ...name.glyph, face: 'bold' }), formula);
  const isOne = answer.lookup(name.key, formula).entry === undefined && twin.level === 'declared';
  return isOne && twin.shape.kind === 'vector' ? twin.shape : undefined;
}

/** How the names are known that a shape rests on: of `K_{pq}` neither K nor p, and two indices make it a number. */
function levelsIn(expr: Expr, formula: number, answer: SectionFacts['answer']): readonly Level[] {
  if (expr.kind === 'symbol') return [answer.lookup(expr.key, formula).level];
  if (expr.kind !== 'index' || expr.base.kind !== 'symbol')
    return children(expr).flatMap((it) => levelsIn(it, formula, answer));
  const { level } = answer.lookup(memberKey(expr.base.key, expr.items), formula);
  const isEntry = expr.items.length > 1 && answer.shapes[formula]?.get(expr)?.kind === 'scalar';
  return [level === 'convention' && isEntry ? 'forced' : level];
}

/** Sizes that a number stands for may be those of an example. */
const isPlain = (sizes: readonly Dim[]): boolean =>
  sizes.every((it) => it.key === ONE.key || it.terms.some(({ atoms }) => atoms.length > 0));

/** The choices of a layout by which a derivative lies in a space; undefined stands for any. */
function waysTo(
  own: Shape,
  mine: readonly Dim[],
  said: Shape,
  theirs: readonly Dim[],
): readonly (Axes[Axis] | undefined)[] | 'open' {
  const same = (a: readonly Dim[], b: readonly Dim[]): boolean =>
    a.length === b.length && a.every((it, i) => it.key === b[i]!.key);
  const long = (all: readonly Dim[]): readonly Dim[] => all.filter((it) => it.key !== ONE.key);
  // All indices in a row, and none that counts to one.
  if (own.kind === 'tensor' || said.kind === 'tensor') return same(long(mine), long(theirs)) ? [undefined] : 'open';
  const count = (all: readonly Dim[]): string => all.reduce((a, b) => multiply(a, b), ONE).key;
  // Entries stacked in some order.
  if ((own.kind === 'matrix') !== (said.kind === 'matrix') && count(mine) === count(theirs)) return 'open';
  switch (own.kind) {
    case 'scalar':
      return said.kind === 'scalar' ? [undefined] : [];
    case 'vector':
    case 'row':
      if ((said.kind !== 'vector' && said.kind !== 'row') || !same(mine, theirs)) return [];
      return [said.kind === 'row' ? 'row' : 'column'];
    case 'matrix': {
      if (said.kind !== 'matrix') return [];
      const turned = own.free === true && same(mine, [...theirs].reverse());
      return [
        ...(same(mine, theirs) ? (['f-by-x', 'X'] as const) : []),
        ...(turned ? (['x-by-f', 'X^T'] as const) : []),
      ];
    }
    default:
      return 'open';
  }
}

/** The choice on which the derivative hangs. */
function axisOf({ formula, statement }: ShapeClaim, { statements, answer }: SectionFacts): Axis | undefined {
  const asked = new Map<Axis, Expr>();
  answer.fitOf(statements.statements[formula]![statement]!, formula, { axes: firstAxes, asked }, false);
  const [axis] = asked.keys();
  return axis;
}

/** `m × n`, `n entries`. */
const inWords = (shape: Shape, sizes: readonly Dim[]): string =>
  shape.kind === 'scalar'
    ? 'a number'
    : shape.kind === 'vector'
      ? `${sizes.map(sayDim).join()} entries`
      : [...(shape.kind === 'row' ? ['1'] : []), ...sizes.map(sayDim)].join(' × ');
