/**
 * Declaration, definition, tie, claim, convention or expression: what a statement does (design.md 3.3). An equation is a
 * claim only if what stands before leaves it no freedom; any other defines, selects, constrains or models, and is never
 * accused.
 */
import { type Derivative, type Expr, type Relation } from '../expr/expr.ts';
import { EQUALITY, IMPLIES, MEMBERSHIP, ORDER, type Statement } from '../expr/statement.ts';
import { constantOf } from '../shape/constants.ts';
import { freeNames, letterOf, lettersIn } from '../shape/free-names.ts';
import { textOf } from '../expr/text.ts';
import type { Cue } from './cues.ts';
import { definable, type Definition, isEntryInBrackets, namesEntries, relationOf } from './definitions.ts';
import {
  averagesBy,
  definesNotation,
  exchanges,
  restrictsLaw,
  isOrderOfGrowth,
  factorises,
  hasNoise,
  isConstant,
  isZero,
} from './equation-forms.ts';
import { differentiatesAlong, valuesOfMaps, withDirections } from './derivative-maps.ts';
import { changesInTime } from './in-time.ts';
import { isOfValues, numberedIn } from './numbered-members.ts';
import type { Meaning, Seen, Why } from './meaning.ts';
import {
  explicitByPrime,
  isBalanced,
  isDifferential,
  isVariant,
  openNames,
  isDerivative,
  sharesDerivative,
  sharesNamedDerivative,
  relatesChanges,
  strays,
} from './balance.ts';
import {
  candidates,
  derivativesIn,
  differentiated,
  differentiatedBy,
  differentiatesByPrime,
  type Lookup,
  nameIn,
  sinksOf,
  stripped,
} from './unfolding.ts';

/** What is known where a statement stands. */
export interface Standing {
  readonly before: Cue;
  readonly after: Cue;
  readonly lookup: Lookup;
  /** What the statement itself would define. */
  readonly definition: Definition | undefined;
  /** The letter stands in an equation above. */
  readonly isTied: (letter: string) => boolean;
  /** An equation above restricts the letter or gives it a value. */
  readonly isFixed: (letter: string) => boolean;
  /** The same for a name: what gives `H_1` a value fixes no `H_2`. */
  readonly isFixedAs: (key: string) => boolean;
  /** A numbered name that neither a formula above nor a declaration of its letter tells. */
  readonly isNew: (key: string) => boolean;
  /** The name is declared or stands in a formula above. */
  readonly isSeen: (letter: string) => boolean;
  readonly isDeclared: (letter: string) => boolean;
  /** A definition of this section has the letter in its value. */
  readonly isParameter: (letter: string) => boolean;
  /** The formula stands in another row of the same table. */
  readonly isInAnotherRow: (formula: number) => boolean;
  /** The sizes that the declarations of letters name. */
  readonly sizesOf: (letters: readonly string[]) => ReadonlySet<string>;
}

export type Judgement = Pick<Meaning, 'kind' | 'form' | 'why'>;

export function kindOf(statement: Statement, at: Standing): Judgement {
  const expr = relationOf(statement.expr);
  if (expr === undefined)
    return statement.expr.kind === 'tuple' && statement.expr.open === ':'
      ? is('declaration', 'membership', 'membership')
      : is('expression', 'other', 'no-relation');
  if (at.before === 'mistake' || at.after === 'mistake') return is('expression', formOf(expr), 'mistake');
  const relation = withoutMembership(expr);
  if (relation === undefined) return is('declaration', 'membership', 'membership');
  if (isRange(relation)) return is('declaration', 'membership', 'range');
  return relationKind(statement, relation, at);
}

const is = (kind: Judgement['kind'], form: Judgement['form'], why: Why): Judgement => ({ kind, form, why });

/** `x = [x_1, x_2] \in \mathbb R^2` without its end; undefined when nothing but membership is said. */
function withoutMembership(expr: Relation): Relation | undefined {
  const first = expr.signs.findIndex((it) => MEMBERSHIP.has(it.text));
  if (first < 0) return expr;
  if (first === 0) return undefined;
  const signs = expr.signs.slice(0, first);
  return signs.some((it) => EQUALITY.has(it.text) || ORDER.has(it.text))
    ? { ...expr, signs, sides: expr.sides.slice(0, first + 1) }
    : undefined;
}

/** `i = 1, \ldots, n`. */
const isRange = ({ sides, signs }: Relation): boolean => {
  const [left, right] = sides;
  return (
    signs.length === 1 &&
    right?.kind === 'tuple' &&
    right.open === '' &&
    right.items.some((it) => it.kind === 'ellipsis') &&
    left !== undefined &&
    (left.kind === 'tuple' ? left.items : [left]).every((it) => definable(it)?.form === 'value') &&
    right.items.every((it) => it.kind === 'ellipsis' || isSize(it))
  );
};

/** `n`, `2`, `n - 1`. */
const isSize = (it: Expr): boolean =>
  it.kind === 'number' || it.kind === 'symbol' || (it.kind === 'apply' && it.op === 'sum' && it.args.every(isSize));

function formOf(expr: Relation): Judgement['form'] {
  const signs = expr.signs.map((it) => it.text);
  if (signs.some((it) => MEMBERSHIP.has(it)) && !signs.some((it) => EQUALITY.has(it))) return 'membership';
  if (signs.some((it) => ORDER.has(it))) return 'inequality';
  if (!signs.some((it) => EQUALITY.has(it))) return 'other';
  const derives = (it: Expr): boolean =>
    derivativesIn(it).length > 0 || isDifferential(it) || differentiatesByPrime(it);
  return expr.sides.some((it) => it !== undefined && derives(it)) ? 'derivative' : 'equation';
}

const DEFINING = new Set([':=', '\\coloneqq', '\\coloneq', '≔', '\\triangleq', '=def', '=\\Delta', '=\\triangle', '\\doteq', '\\eqdef', '=:']); // prettier-ignore
const ARROWS = new Set(['\\gets', '\\leftarrow', '←']);

/** Whether what stands before the arrow gives a new name its value. */
function isGiven(statement: Statement, { sides, signs, ...rest }: Relation, at: Standing): boolean {
  const premise: Relation = { ...rest, sides: sides.slice(0, 2), signs: signs.slice(0, 1) };
  // “We derive …: $f(x) = ax \to f'(x) = a$” speaks of what stands behind the arrow.
  const before = at.before === 'consequence' ? 'none' : at.before;
  return relationKind({ ...statement, expr: premise }, premise, { ...at, before }).kind === 'definition';
}

/** `f(x) = e^x \to f'(x) = e^x`: what is defined before the arrow, the derivative behind it is not. */
function slopeKind({ sides: [own, other] }: Relation, at: Standing): Judgement | undefined {
  if (own === undefined || other === undefined || at.definition === undefined || isZero(other)) return undefined;
  return isDerivative(own) ? derivativeKind(own, other, at) : undefined;
}

function relationKind(statement: Statement, expr: Relation, at: Standing): Judgement {
  const form = formOf(expr);
  const [left, right] = expr.sides;
  const conclusion = expr.signs.findLastIndex((it) => IMPLIES.test(it.text));
  if (conclusion >= 0) {
    const [sides, signs] = [expr.sides.slice(conclusion + 1), expr.signs.slice(conclusion + 1)];
    if (signs.length === 0) {
      if (conclusion === 0) return is('expression', 'other', 'not-an-equation');
      return relationKind(statement, { ...expr, sides: expr.sides.slice(0, -1), signs: expr.signs.slice(0, -1) }, at);
    }
    // What follows from something is no definition, and holds only where that does.
    const rest: Relation = { ...expr, sides, signs };
    const found =
      slopeKind(rest, at) ?? relationKind({ ...statement, expr: rest }, rest, { ...at, before: 'consequence' });
    const follows = found.why === 'fresh-name' || found.kind === 'claim';
    // `y = Ax \implies x = A^{-1}y`: a name given on the way.
    if (follows && conclusion === 1 && left !== undefined && isGiven(statement, expr, at))
      return is('claim', found.form, 'given-name');
    return follows ? is('claim', found.form, 'known-names') : found;
  }
  const [sign] = expr.signs;
  if (sign === undefined || right === undefined) return is('expression', 'other', 'no-relation');
  if (sign.text === '=!') return is('tie', form, 'condition-sign');
  if (sign.text === '=?' || right.kind === 'hole') return is('expression', form, 'not-an-equation');
  if (statement.maps !== undefined && at.definition !== undefined) return is('definition', form, 'says-so');
  if (left === undefined && /^\\(because|therefore)$|^[∵∴]$/.test(sign.text)) {
    const rest = relationOf(right);
    if (rest !== undefined) return relationKind({ ...statement, expr: right }, rest, at);
    return right.kind === 'tuple'
      ? is('declaration', 'membership', 'membership')
      : is('expression', 'other', 'no-relation');
  }
  if (left === undefined) {
    if (!statesEquation(expr)) return is('expression', form, 'not-an-equation');
    if (DEFINING.has(sign.text)) return is('tie', form, 'condition-sign');
    if (at.definition !== undefined) return is('definition', form, 'says-so');
    // `= w_6 + w_7`, where nothing was called so before: a name for what stands there in the line above.
    if (
      statement.continues !== undefined &&
      sign.text === '=' &&
      isOfValues(right) &&
      [...numberedIn(right)].some(at.isNew)
    )
      return is('tie', form, 'free-names');
    const open = isZero(right) && statement.continues !== undefined && derivativesIn(statement.continues).length > 0;
    return open ? is('tie', form, 'zero') : is('claim', form, 'continues');
  }
  if (DEFINING.has(sign.text))
    return at.definition === undefined ? is('tie', form, 'condition-sign') : is('definition', form, 'says-so');
  if (ARROWS.has(sign.text)) return is(at.definition?.recursive === false ? 'definition' : 'tie', form, 'recursion');
  if (sign.text === '\\propto') return is(at.definition === undefined ? 'tie' : 'definition', form, 'fresh-name');
  if (sign.text === '\\sim' || sign.text === '\\perp') return is('tie', 'other', 'law');
  if (sign.text === '\\ne' || sign.text === '\\neq' || sign.text === '≠')
    return is('expression', form, 'not-an-equation');
  if (expr.sides.some((it) => it !== undefined && isOrderOfGrowth(it, at.isDeclared('O'))))
    return is('expression', 'other', 'not-an-equation');
  if (sign.text !== '=' && sign.text !== '\\equiv' && sign.text !== '==' && !ORDER.has(sign.text)) {
    // `\delta f \approx a = b`: what is equal is claimed of the rest.
    const rest: Relation = { ...expr, sides: expr.sides.slice(1), signs: expr.signs.slice(1) };
    return rest.signs[0]?.text === '='
      ? relationKind(statement, rest, { ...at, definition: undefined })
      : is('expression', 'other', 'not-an-equation');
  }
  const found = ORDER.has(sign.text) ? orderKind(left, right, at) : equationKind(left, right, expr.sides, at);
  return found.form === 'derivative' ? found : { ...found, form };
}

/** Whether a row states an equation or an order: `\approx`, `\propto` and `\to` state none. */
const statesEquation = ({ signs }: Relation): boolean =>
  signs.some(({ text }) => CLAIMING.has(text) || ORDER.has(text) || DEFINING.has(text));

const CLAIMING = new Set(['=', '==', '\\equiv', '≡', '\\overset']);

/** An order between quantities of the note may be claimed; between a name and a bound it is a condition. */
function orderKind(left: Expr, right: Expr, at: Standing): Judgement {
  if (at.before === 'condition' || at.before === 'model' || isLone(left) || isLone(right))
    return is('tie', 'inequality', 'bound');
  const open = strays(left, right, at);
  const settled = open.length === 0 || open.every(at.isTied) || at.before === 'consequence';
  if (!settled) return is('tie', 'inequality', 'free-names');
  return is('claim', 'inequality', open.length === 0 ? 'same-names' : 'known-names');
}

/** A name, its value at names, a number: `\lambda > 0`, `p(x) \ge 0`. */
const isLone = (expr: Expr): boolean => {
  const bare = stripped(expr);
  return bare.kind === 'number' || bare.kind === 'tuple' || (bare.kind === 'symbol' && constantOf(bare) !== undefined)
    ? true
    : nameIn(bare) !== undefined && definable(bare) !== undefined;
};

function equationKind(left: Expr, right: Expr, sides: readonly (Expr | undefined)[], at: Standing): Judgement {
  const tie = (why: Why): Judgement => is('tie', 'equation', why);
  const { definition } = at;
  const told = at.after === 'none' || at.before === 'condition' || at.before === 'model' ? at.before : at.after;
  // “Setting the derivative to zero: $\partial f / \partial x = 2x - 2b = 0$”: what the derivative is, is no condition.
  const isSetToZero = sides.length > 2 && isZero(sides.at(-1) ?? left) && isDerivative(left);
  const words = told === 'condition' && isSetToZero ? 'none' : told;
  if (isZero(right) && (sides.length === 2 || derivativesIn(left).length > 0)) return tie('zero');
  if (isZero(left) && sides.length === 2) return tie('zero');
  if (sides.length === 2 && restrictsLaw(left, right)) return tie('exchange');
  if (words === 'recalled' && definition !== undefined && !isSaidBefore(definition, at)) return tie('condition-words');
  // “Suppose that $f(W) = X W^\top$” says what f is.
  const isFactored = factorises(right) && stripped(left).kind !== 'call';
  if (words === 'decomposition' && (isFactored || definition === undefined)) return tie('decomposition');
  if (words === 'condition' || words === 'model') {
    if (isFactored) return tie('decomposition');
    if (definition === undefined || definition.recursive || words === 'model') return tie('condition-words');
    if (at.isSeen(letterOf(definition.key)) && !isSupposed(definition, at)) return tie('condition-words');
    return is('definition', 'equation', 'fresh-name');
  }
  if (changesInTime(left, right, at.lookup) !== undefined) return is('claim', 'derivative', 'derivative');
  if (definition !== undefined)
    return nameKind(left, right, definition, words === 'recalled' ? 'consequence' : words, at);
  if (sides.length === 2 && isConstant(right) !== isConstant(left)) return tie('free-names');
  const isValue = left.kind === 'apply' && (left.op === 'expectation' || left.op === 'covariance');
  // `\mathbb E[X] = \sum_x x P(X = x)` says what an average is, where nothing is concluded.
  if (isValue && words !== 'consequence' && averagesBy(right)) return is('definition', 'equation', 'notation');
  if (isValue && strays(left, right, at).length === 0) return is('claim', 'equation', 'same-names');
  if (definesNotation(left, right, words)) return is('definition', 'equation', 'notation');
  const own = withDirections(left, at.lookup);
  if (derivativesIn(own).length > 0 || differentiatesByPrime(own)) return derivativeKind(left, right, at);
  if (isDerivative(right)) return derivativeKind(right, left, at);
  const isOfMaps = differentiatesAlong(own, at.lookup);
  if (isOfMaps && valuesOfMaps(own, at.lookup) !== undefined && openNames(own, right, at).length === 0)
    return is('claim', 'derivative', 'derivative');
  if (relatesChanges(left, right, at)) return is('claim', 'derivative', 'same-names');
  const open = strays(own, right, at);
  if (open.length === 0) {
    if (exchanges(left, right)) return tie('exchange');
    return is('claim', 'equation', 'same-names');
  }
  // `b = Vc` gives a bold b its value as well, and c and V with it.
  const above = open.flatMap((it) => candidates(it, at.lookup)).filter((it) => it.inForce && it.above >= 0);
  const spelt = above.flatMap((it) => [...lettersIn(it.definition.right)]);
  // `df(x) \cdot h = 2h^\top h`: what f is made of need not stand in its slope.
  const made = isOfMaps ? [...sinksOf(own, at.lookup), ...lettersIn(left)] : [];
  // `\operatorname{Var}(\hat w) = \ldots`: nor need what an average is made of, by what stands above.
  const averaged = isValue ? [...sinksOf(left, at.lookup)].filter((it) => !lettersIn(left).has(it)) : [];
  const settled = new Set([...spelt, ...made, ...averaged]);
  return open.every((it) => at.isFixed(it) || settled.has(it))
    ? is('claim', 'equation', 'known-names')
    : tie('free-names');
}

const isSaidBefore = ({ key, right }: Definition, { lookup }: Standing): boolean =>
  lookup(key).some(
    ({ definition: it, above }) => above >= 0 && it.right !== right && textOf(it.right) === textOf(right),
  );

/** “If $f(x) = \|x\|^2$, then …”, where nothing else is said of this f: a value, though the letter was seen. */
function isSupposed(definition: Definition, at: Standing): boolean {
  const { form, key, parameters, right } = definition;
  if (form !== 'function' || parameters.length === 0) return false;
  const used = lettersIn(right);
  const isKnown = candidates(key, at.lookup, definition).some(
    (it) => it.inForce && it.definition.parameters.length === parameters.length,
  );
  return !isKnown && parameters.every((it) => used.has(letterOf(it))) && freeNames(right).functions.size === 0;
}

/** Something given a value: anew, again, or in terms of itself. */
function nameKind(left: Expr, right: Expr, definition: Definition, words: Cue, at: Standing): Judgement {
  const base = letterOf(definition.key);
  const define = (why: Why): Judgement => is('definition', 'equation', why);
  if (definition.recursive) {
    if (definition.form === 'value') return is('tie', 'equation', 'recursion');
    if (isBalanced(left, right))
      return exchanges(left, right) ? is('tie', 'equation', 'exchange') : is('claim', 'equation', 'same-names');
    if (differentiatesByPrime(left)) return derivativeKind(left, right, at);
    if (words === 'definition' || words === 'naming') return define('recursion');
    if (isKnownDerivative(definition, at)) return is('claim', 'equation', 'same-names');
    // `x_{t+2} = A^2x_t` after `x_{t+1} = Ax_t` follows from it, or is another way to go on: it gives no value.
    const [known] = candidates(definition.key, at.lookup, definition).filter((it) => it.above >= 0);
    const isAgain = known?.inForce === true && known.definition.recursive && known.definition.key === definition.key;
    return isAgain ? is('tie', 'equation', 'recursion') : define('recursion');
  }
  if (differentiatesByPrime(left)) return derivativeKind(left, right, at);
  const [known] = candidates(definition.key, at.lookup, definition).filter((it) => it.above >= 0);
  if (hasNoise(right) || (words !== 'naming' && at.isSeen(base) && factorises(right)))
    return is('tie', 'equation', 'decomposition');
  if (known?.inForce === true && !isConstant(right) && !definition.key.includes('_?'))
    return againKind(left, right, definition, known, words, at);
  if (words === 'definition' || words === 'naming') return define('says-so');
  const fixed = [...lettersIn(right)].every((it) => at.isTied(it) || at.isDeclared(it));
  if (words === 'consequence' && at.isFixedAs(definition.key) && fixed && !isConstant(right))
    return is('claim', 'equation', 'known-names');
  return define('fresh-name');
}

/** After `\delta_l = \partial C / \partial z_l`, a recursion gives δ no value: it says what that derivative is. */
function isKnownDerivative(definition: Definition, at: Standing): boolean {
  const [known] = candidates(definition.key, at.lookup, definition).filter((it) => it.above >= 0);
  if (known?.inForce !== true) return false;
  const { right, parameters, key } = known.definition;
  const isMember =
    right.kind === 'derivative' && right.by.some((it) => parameters.some((one) => freeNames(it).indices.has(one)));
  return isMember && key === definition.key;
}

/** A second `name = expr` is a new value, unless it comes down to the same names: then it restates the first. */
function againKind(left: Expr, right: Expr, definition: Definition, known: Seen, words: Cue, at: Standing): Judgement {
  const before = at.lookup;
  const [a, b] = [sinksOf(known.definition.right, before), sinksOf(right, before)];
  const parameters = new Set([...definition.parameters, ...known.definition.parameters].map(letterOf));
  const bound = (names: ReadonlySet<string>): readonly string[] => [...names].filter((it) => !parameters.has(it));
  const instance =
    known.definition.key !== definition.key ||
    freeNames(left).names.size !== freeNames(known.definition.left).names.size;
  const same = bound(a).every((it) => b.has(it)) && bound(b).every((it) => a.has(it));
  if (words === 'definition' || words === 'naming' || words === 'alternative')
    return is('definition', 'equation', 'redefinition');
  // `P = (p_{ij})`, `p = (p_1, \ldots, p_n)` name the entries, however often it is said.
  if (isEntryInBrackets(definition.right) || namesEntries(definition)) return is('definition', 'equation', 'notation');
  // Each row of a table speaks for itself.
  if (known.above === 0 && at.isInAnotherRow(known.definition.formula))
    return is('definition', 'equation', 'redefinition');
  if (isOfFewer(definition, known.definition)) return is('definition', 'equation', 'redefinition');
  // `f(x) = x^2`, `f(x) = 1/x`: functions of nothing but their arguments are examples, one after the other.
  const own = bound(b);
  const isTold =
    own.length > (known.above === 0 ? 0 : 1) || [...lettersIn(right)].some((it) => !b.has(it) && !parameters.has(it));
  // Of an example that fixes what its general form leaves open, only the rest is told.
  const isFull = bound(a).every((it) => b.has(it));
  if (words === 'consequence' ? same || (instance && isFull) : same && isTold)
    return is('claim', 'equation', 'same-names');
  return is('definition', 'equation', 'redefinition');
}

/** After `f(x, W, b) = Wx + b`, an `f(x, W) = Wx` has no b at all: it is another function. */
function isOfFewer(own: Definition, known: Definition): boolean {
  if (own.form !== 'function' || known.form !== 'function') return false;
  if (own.parameters.length >= known.parameters.length) return false;
  const left = new Set([...own.parameters.map(letterOf), ...lettersIn(own.right)]);
  return known.parameters.map(letterOf).some((it) => !left.has(it) && lettersIn(known.right).has(it));
}

/** The derivative of something explicit is a claim; of a function that nothing tells, only a relation between its derivatives is. */
function derivativeKind(own: Expr, other: Expr, at: Standing): Judgement {
  const derivatives = derivativesIn(own);
  const shared = sharesDerivative(own, other) || sharesNamedDerivative(own, other, at);
  if (derivatives.length === 0) {
    const same = [...freeNames(other).functions].some((it) => differentiated(own).has(letterOf(it)));
    return explicitByPrime(own, at) || shared || same
      ? is('claim', 'derivative', 'derivative')
      : is('tie', 'derivative', 'unknown-function');
  }
  const explicit = derivatives.every((it) => differentiatedBy(it, at.lookup) !== undefined);
  if (!explicit && (!shared || isMotion(own, other))) return is('tie', 'derivative', 'unknown-function');
  // `d\theta/dt = -\nabla L(\theta)` beside `\theta_{t+1} = \theta_t - \eta \nabla L`: the steps are no function of the time.
  const isStep = (it: Definition | undefined): boolean => it?.recursive === true && it.form === 'member';
  const isOfSteps = derivatives.some((it) => isStep(differentiatedBy(it, at.lookup)?.seen?.definition));
  if (isOfSteps && isMotion(own, other)) return is('tie', 'derivative', 'unknown-function');
  const open = openNames(own, other, at);
  // `W_c`, a copy of W that is held constant; what a function known by its name alone depends on.
  const doubtful = open.every((it) => isVariant(it, own, at)) || derivatives.some(ofWord);
  if (open.length > 0 && !shared && !doubtful) return is('tie', 'derivative', 'free-names');
  return is('claim', 'derivative', explicit ? 'derivative' : 'chain-rule');
}

/** `d\theta/dt = -\nabla_\theta L(\theta)`, `\partial u/\partial t = k\,\partial^2 u/\partial x^2`: how something goes on in time. */
function isMotion(own: Expr, other: Expr): boolean {
  const isInTime = ({ by }: Derivative): boolean => by.some((it) => it.kind === 'symbol' && it.key === 't');
  const [change, more] = derivativesIn(own);
  return change !== undefined && more === undefined && isInTime(change) && !derivativesIn(other).some(isInTime);
}

const ofWord = ({ of }: Derivative): boolean => of !== undefined && nameIn(stripped(of))?.word === true;
