/**
 * A derivative of a note, worked out where it stands: names mean what the note says of them, definitions are followed,
 * and the indices go where the note's layout has them.
 */
import type { Style } from '../algebra/print.ts';
import type { Kind, Value } from '../algebra/value.ts';
import { differentiate, type Laid, type Layout } from '../diff/differentiate.ts';
import type { Step } from '../diff/steps.ts';
import { type Derivative, type Expr, walk } from '../expr/expr.ts';
import { baseOf, letterOf } from '../shape/free-names.ts';
import type { Shape } from '../shape/shape.ts';
import { type Chain, chainHere, LINK, type Spot } from './chain-here.ts';
import type { Facts, LayoutFact } from './facts.ts';
import { type Ground, groundOf } from './ground.ts';
import { spellingOf } from './note-spelling.ts';
import type { PosedFormula } from './posed-formula.ts';
import { symbolAtomsIn, symbolsIn } from './symbols-in.ts';
import { candidates, sinksOf } from './unfolding.ts';
import { bare, keyOf, valueOf, words } from './value-here.ts';

export interface DerivedHere {
  readonly laid: Laid;
  /** In the layout that the note's is not, where the two differ. */
  readonly other?: Laid;
  readonly layout: Layout;
  /** What the layout is known from: the axis of the convention. */
  readonly axis?: keyof LayoutFact['axes'];
  readonly style: Style;
  readonly subject: Subject;
  /** Through what the variable enters, where nothing else is known of what is differentiated. */
  readonly chain?: Chain;
}

/** What is differentiated, word for word: a name stands for its definition. */
export interface Subject {
  readonly derivative: Derivative;
  /** The TeX of a part of it. */
  readonly words: (it: Expr) => string;
  readonly shapeOf: (it: Expr) => Shape;
  readonly has: (it: Expr, condition: string) => 'yes' | 'unknown';
}

export interface NotDerived {
  readonly missing: string;
}

/** The derivative that stands in a statement. @param side the whole of it: names of `side` are read as the note has them */
export function deriveHere(facts: Facts, spot: Spot, derivative: Derivative): DerivedHere | NotDerived {
  const ground = groundOf(facts, spot.part, spot.formula, spot.statement, [derivative]);
  if (ground === undefined) return missing('there is no formula');
  const nabla = derivative.notation === 'nabla';
  const own = askedBy(derivative, ground);
  const direct = 'missing' in own ? own : (unseenDependence(own.f, own.x, ground) ?? own);
  const asked = 'missing' in direct ? (throughOthers(facts, spot, derivative, ground) ?? direct) : direct;
  if ('missing' in asked) return asked;
  const { f, x, order, turned, chain } = asked;
  const guessed = guessedIn(f.value, x.value, ground);
  if (guessed !== undefined) return missing(`the shape of ${guessed} is not declared`);
  const axis = axisOf(f.value.kind, x.value.kind, nabla);
  const layout = turned ? 'numerator' : layoutFor(axis, facts.layout);
  if (tooManyIndices(f.value, x.value, order)) return missing('a derivative of more than two indices');
  const style = spellingOf(facts, spot.part, spot.formula, ground.formula.declared);
  const lay = (it: Layout): Laid | NotDerived => {
    const made = differentiate(f.value, x.value, { layout: it, order, style, f: f.text, wrt: x.text });
    return 'missing' in made ? missing(made.missing) : made;
  };
  const laid = lay(layout);
  if ('missing' in laid) return laid;
  if (chain !== undefined) {
    const spelled = { ...laid, forms: laid.forms.map(chain.spelled), steps: () => chain.steps };
    return { laid: spelled, layout, style, subject: subjectOf(derivative, f, x, ground), chain, ...(axis && { axis }) };
  }
  const turning =
    axis === undefined || order > 1 ? undefined : lay(layout === 'numerator' ? otherOf(axis) : 'numerator');
  const other = turning === undefined || 'missing' in turning ? undefined : turning;
  const subject = subjectOf(derivative, f, x, ground);
  return { laid, layout, style, subject, ...(other && { other }), ...(axis && { axis }) };
}

/** The steps to a derivative, its differential last: that needs no place for the derivative's own indices. */
export function stepsHere(facts: Facts, spot: Spot, derivative: Derivative): readonly Step[] {
  const ground = groundOf(facts, spot.part, spot.formula, spot.statement, [derivative]);
  if (ground === undefined) return [];
  const own = askedBy(derivative, ground);
  const asked = 'missing' in own ? own : (unseenDependence(own.f, own.x, ground) ?? own);
  if ('missing' in asked || guessedIn(asked.f.value, asked.x.value, ground) !== undefined) return [];
  const { f, x, order } = asked;
  const style = spellingOf(facts, spot.part, spot.formula, ground.formula.declared);
  const made = differentiate(f.value, x.value, { layout: 'denominator', order, style, f: f.text, wrt: x.text });
  return 'missing' in made || made.where.length > 0 ? [] : made.steps();
}

function subjectOf(
  derivative: Derivative,
  f: Operand,
  x: Operand,
  { definitions, formula, conditions }: Ground,
): Subject {
  const target = bare(f.expr);
  const name = target.kind === 'call' ? keyOf(target.fn) : keyOf(target);
  const definition = definitions.find((it) => it.key === name);
  const of = definition?.of ?? formula;
  return {
    derivative: {
      ...derivative,
      of: definition?.body ?? f.expr,
      by: derivative.by.length === 0 ? [x.expr] : derivative.by,
    },
    words: (it) => (it === x.expr ? x.text : words(it, of)),
    shapeOf: (it) => {
      const own = of.shape(it);
      return own.kind === 'unknown' && it.kind === 'symbol' ? of.shapeOfName(it.key) : own;
    },
    has: (it, condition) => (it.kind === 'symbol' && conditions.get(it.key)?.has(condition) ? 'yes' : 'unknown'),
  };
}

/**
 * What an expression of a statement is worth beside a derivative, with everything that it is defined by but the
 * variable, which varies whatever its own definition gives it.
 */
export function valueHere(
  facts: Facts,
  spot: Spot,
  expr: Expr,
  { laid, chain, subject: { derivative } }: DerivedHere,
): Value | undefined {
  const ground = groundOf(facts, spot.part, spot.formula, spot.statement, [expr]);
  if (ground === undefined) return undefined;
  const { known, functionsOfMatrices } = laid;
  const closed = new Set([...derivative.by.flatMap((it) => namesOf(bare(it))), ...(chain?.closed ?? [])]);
  const derivatives = chain && { derivatives: chain.derivatives };
  return valueOf(expr, ground.formula, ground, closed, { known, functionsOfMatrices, ...derivatives }).value;
}

/** A member, and the whole that it may be a part of. */
const namesOf = (it: Expr): readonly string[] => [keyOf(it), baseOf(keyOf(it))];

export const missing = (why: string): NotDerived => ({ missing: why });

interface Operand {
  readonly value: Value;
  /** In the author's words. */
  readonly text: string;
  readonly expr: Expr;
}

interface Asked {
  readonly f: Operand;
  readonly x: Operand;
  readonly order: number;
  /** By a transposed name: a row whatever the note's layout is. */
  readonly turned: boolean;
  readonly chain?: Chain;
}

/** The chain rule, where the note tells what the variable enters and not what comes of it. */
function throughOthers(facts: Facts, spot: Spot, derivative: Derivative, ground: Ground): Asked | undefined {
  const isRow = (kind: Kind): boolean =>
    layoutFor(axisOf('scalar', kind, derivative.notation === 'nabla'), facts.layout) === 'numerator';
  const chain = chainHere(facts, spot, derivative, ground, isRow);
  const [expr] = derivative.by;
  if (chain === undefined || expr === undefined || derivative.of === undefined) return undefined;
  const { value } = valueOf(expr, ground.formula, ground, new Set(namesOf(expr)));
  const f: Operand = { value: chain.value, text: words(derivative.of, ground.formula), expr: derivative.of };
  if (value === undefined) return undefined;
  const x: Operand = { value, text: words(expr, ground.formula), expr };
  return unseenDependence(f, x, ground, chain.closed) === undefined
    ? { f, x, order: 1, turned: false, chain }
    : undefined;
}

function askedBy({ of, by, order }: Derivative, ground: Ground): Asked | NotDerived {
  if (of === undefined) return missing('nothing is differentiated');
  const variable = by.length === 0 ? variableOf(of, ground) : by.every((it) => isSame(it, by[0]!)) ? by[0] : undefined;
  if (variable === undefined) return missing('the variable is not named');
  const turned = by.length === 1 && isTransposed(variable);
  const name = bare(variable);
  const formula =
    by.length === 0 && ownsExpr(ground, name) ? ground.formula : (ownerOf(ground, name) ?? ground.formula);
  const x = valueOf(name, formula, ground, new Set(namesOf(name)));
  if (x.value === undefined) return missing(x.faults[0] ?? 'the variable could not be read');
  const f = valueOf(of, ground.formula, ground, new Set(namesOf(name)));
  if (f.value === undefined) return missing(f.faults[0] ?? 'what is differentiated could not be read');
  const [reading] = f.readings;
  if (reading !== undefined) return missing(`it can be read otherwise: ${reading}`);
  if (order !== 1 && order !== 2) return missing('a derivative of higher order');
  return {
    f: { value: f.value, text: words(of, ground.formula), expr: of },
    x: { value: x.value, text: words(name, formula), expr: name },
    order,
    turned,
  };
}

const isTransposed = (it: Expr): boolean => it.kind === 'apply' && it.op === 'transpose';

/** `\partial x \partial x^\top` names one variable twice. */
const isSame = (a: Expr, b: Expr): boolean => {
  const [x, y] = [bare(a), bare(b)];
  return x.kind === 'symbol' && y.kind === 'symbol' ? x.key === y.key : a === b;
};

/** `\nabla f(w)` and `\nabla f` of an f(w) differentiate by w. */
function variableOf(of: Expr, { definitions }: Ground): Expr | undefined {
  const target = bare(of);
  if (target.kind === 'call')
    return target.args.length === 1 && target.args[0]?.kind === 'symbol' ? target.args[0] : undefined;
  if (target.kind !== 'symbol') return undefined;
  const left = definitions.find((it) => it.key === target.key)?.seen.definition.left;
  return left?.kind === 'call' && left.args.length === 1 && left.args[0]?.kind === 'symbol' ? left.args[0] : undefined;
}

function ownsExpr({ formula }: Ground, expr: Expr): boolean {
  return formula.statements.some((it) => holds(it.expr, expr));
}

const ownerOf = ({ definitions }: Ground, expr: Expr): PosedFormula | undefined =>
  definitions.find(({ seen }) => holds(seen.definition.left, expr))?.of;

function holds(whole: Expr, part: Expr): boolean {
  let found = false;
  walk(whole, (it) => {
    if (it === part) found = true;
  });
  return found;
}

/** What depends on the variable in a way that the value does not show: then there is no derivative to tell. */
function unseenDependence(
  f: Operand,
  x: Operand,
  ground: Ground,
  followed: ReadonlySet<string> = new Set(),
): NotDerived | undefined {
  const inside = symbolsIn(f.value.p);
  const own = symbolsIn(x.value.p);
  if (![...own].every((key) => inside.has(key))) return missing('no dependence on the variable is stated');
  const letter = letterOf(keyOf(x.expr));
  for (const key of inside) {
    if (own.has(key) || followed.has(key)) continue;
    if (letterOf(key) === letter && key !== keyOf(x.expr) && isMemberOf(key, baseOf(keyOf(x.expr))))
      return missing('a member of the variable stands beside it');
    for (const seen of candidates(key, ground.lookup)) {
      if (ground.kindOf(seen) === 'tie') continue;
      if (sinksOf(seen.definition.right, ground.lookup).has(letter))
        return missing(`${key} depends on the variable as well`);
    }
  }
  return undefined;
}

/** A name of which only its letter tells what it is: a derivative that rests on it may be another. */
function guessedIn(f: Value, x: Value, { level }: Ground): string | undefined {
  return symbolAtomsIn([f.p, x.p]).find(({ key, rank, family }) => {
    if (key.startsWith(LINK)) return false;
    const [, face = '', letter = ''] = /^(?:diag )?(bold |)(\\?[A-Za-z]+)/.exec(key) ?? [];
    const known = [key, `${face}${letter}`].map(level);
    if (known.includes('declared')) return false;
    const own = family === true ? rank - 1 : rank;
    // Bold letters are what nearly everybody takes them for; whatever else a formula makes of one, it was misread.
    if (face !== '') return own !== (/^\\?[A-Z]/.test(letter) ? 2 : 1);
    return !known.includes('forced') && !(own === 0 && /^(?:\\?[a-z]|N$)/.test(letter));
  })?.tex;
}

const isMemberOf = (key: string, name: string): boolean => key.startsWith(`${name}[`) || key.startsWith(`${name}_`);

const tooManyIndices = (f: Value, x: Value, order: number): boolean => f.p.free.length + order * x.p.free.length > 2;

function axisOf(f: Kind, x: Kind, nabla: boolean): keyof LayoutFact['axes'] | undefined {
  if (f === 'scalar' && x === 'matrix') return 'scalarByMatrix';
  if (f === 'scalar' && x !== 'scalar') return nabla ? 'nablaScalar' : 'scalarByVector';
  return f === 'vector' && x === 'vector' ? 'vectorByVector' : undefined;
}

const otherOf = (axis: keyof LayoutFact['axes']): Layout => (axis === 'vectorByVector' ? 'denominator' : 'mixed');

/** The layout that has this axis as the note has it; where nothing tells, gradients are columns. */
function layoutFor(axis: keyof LayoutFact['axes'] | undefined, { axes, convention }: LayoutFact): Layout {
  switch (axis) {
    case 'scalarByVector':
      return (axes.scalarByVector === 'unknown' ? axes.nablaScalar : axes.scalarByVector) === 'row'
        ? 'numerator'
        : 'mixed';
    // Those who write rows for ∂f/∂x write ∇f in either way.
    case 'nablaScalar':
      return axes.nablaScalar === 'row' ? 'numerator' : 'mixed';
    case 'scalarByMatrix':
      if (axes.scalarByMatrix === 'unknown') return convention === 'numerator' ? 'numerator' : 'mixed';
      return axes.scalarByMatrix === 'X^T' ? 'numerator' : 'mixed';
    case 'vectorByVector':
      return axes.vectorByVector === 'x-by-f' ? 'denominator' : 'numerator';
    default:
      return 'mixed';
  }
}
