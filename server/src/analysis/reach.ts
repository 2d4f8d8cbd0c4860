/** What a claim rests on: the definitions that its names come down to, and the equations that restrict them. */
import { perKey } from '../base/per-object.ts';
import { children, type Derivative, some, walk, type Expr, type Relation, type SymbolExpr } from '../expr/expr.ts';
import { familyKey, familyOf } from '../shape/declare.ts';
import { baseOf, freeNames, lettersIn, letterOf } from '../shape/free-names.ts';
import type { Shape } from '../shape/shape.ts';
import type { Definition as Unfolded, Tie } from '../verify/job.ts';
import { type Definition, definitionsIn, isBeginning, relationOf } from './definitions.ts';
import { factorises, isConstant } from './equation-forms.ts';
import type { Meaning, Seen } from './meaning.ts';
import { meaningsOf, type SectionMeanings } from './meanings.ts';
import { setsToZero } from './premises.ts';
import { isAsked, isByShared, isClosed, isRecurrence } from './recurrences.ts';
import type { SectionFacts } from './sections.ts';
import { reachOf } from './supposed.ts';
import { surroundingsOf } from './surroundings.ts';
import {
  candidates,
  derivativesIn,
  differentiatedBy,
  isWholeValue,
  type Lookup,
  nameIn,
  stripped,
} from './unfolding.ts';

/** Where a claim stands. */
export interface At {
  readonly section: SectionFacts;
  readonly all: SectionMeanings;
  readonly meaning: Meaning;
  /** The claim follows, by an arrow, from what its own statement defines. */
  readonly concluded?: boolean;
  /** Of the statement in its formula. */
  readonly place: number;
  /** `u_i` as an entry of a bold `u`. */
  readonly renamed: (expr: Expr) => Expr;
  /** Definitions of sections above count that do not enclose this one. */
  readonly wide?: boolean;
  /** Formulas of other sections that declare what stands here. */
  readonly beside?: readonly { readonly of: SectionFacts; readonly formula: number }[];
}

export interface Reached extends Unfolded {
  readonly seen: Seen;
}

const REACH = 30;

/** An expectation, a variance. */
const hasMoment = (expr: Expr): boolean =>
  some(expr, (it) => it.kind === 'apply' && (it.op === 'expectation' || it.op === 'covariance'));

/** The definitions that the names of expressions come down to. */
export function unfold(exprs: readonly Expr[], at: At): readonly Reached[] {
  const found = reachedFrom(exprs, at, new Set());
  const idle = idlePartitions(exprs, found, at);
  return withoutCycles(idle.size === 0 ? found : reachedFrom(exprs, at, idle), exprs);
}

/** `x = \begin{bmatrix} x_a \\ x_b \end{bmatrix}` of a declared x is nothing to what does not speak of its parts. */
function idlePartitions(exprs: readonly Expr[], found: readonly Reached[], { section }: At): ReadonlySet<Definition> {
  const partitions = found.filter(
    ({ key, body, seen: { definition, above } }) =>
      above <= 0 &&
      body.kind === 'literal' &&
      body.rows.flat().every((it) => nameIn(stripped(it)) !== undefined) &&
      section.answer.lookup(key, definition.formula).entry?.inForce === true,
  );
  if (partitions.length === 0) return new Set();
  const others = found.filter((it) => !partitions.includes(it)).map((it) => it.body);
  const namesIn = (it: Expr): readonly string[] => [...freeNames(it).names.keys(), ...freeNames(it).functions];
  const spoken = new Set([...exprs, ...others].flatMap(namesIn));
  const isIdle = ({ body }: Reached): boolean => namesIn(body).every((it) => !spoken.has(it));
  return new Set(partitions.filter(isIdle).map((it) => it.seen.definition));
}

/** @param without definitions that do not count here */
function reachedFrom(
  exprs: readonly Expr[],
  { all, meaning, place, section, renamed, wide, concluded }: At,
  without: ReadonlySet<Definition>,
): readonly Reached[] {
  const seenHere = all.lookup(meaning.formula, place);
  // What `s_1 = 2t_1` says of s_1 is claimed; what all the s_i are, counts.
  const isOwn = ({ definition }: Seen): boolean => definition.statement === meaning.statement && concluded !== true;
  const lookup: Lookup = perKey((key) => seenHere(key).filter((it) => !isOwn(it)));
  const found = new Map<string, Reached>();
  const opaque = new Set<string>();
  const variables = new Set(exprs.flatMap(derivativesIn).flatMap((it) => it.by.flatMap((by) => [...lettersIn(by)])));
  const links = ({ definition }: Seen): boolean =>
    [...lettersIn(definition.right)].some((it) => variables.has(it) && it !== letterOf(definition.key));
  // A constant that is left open makes no difference to a derivative.
  const isExact = ({ loose, key }: Definition): boolean =>
    loose === 'no' || (loose === 'constant' && exprs.every((it) => isOnlyDifferentiated(key, it)));
  // What `a^{(L)}` is, the last of the layers, does not say what the others are.
  const indices = new Set(exprs.flatMap((it) => [...freeNames(it).indices]));
  const isOfThese = ({ form, parameters }: Definition): boolean =>
    form !== 'member' || parameters.every((it) => !/^[A-Z]$/.test(it) || indices.has(it));
  const isValue = (seen: Seen): boolean => {
    const { definition } = seen;
    const kind = all.kindOf(seen);
    return (
      !isOwn(seen) &&
      !without.has(definition) &&
      !isImagined(seen, all) &&
      isOfThese(definition) &&
      !(isOfValue(definition) && lookup(definition.key).some(isWholeValue)) &&
      ((!definition.recursive && !isMadeOfItself(definition, renamed)) ||
        (kind === 'definition' && isStep(definition))) &&
      !isDerived(definition.key, lookup) &&
      isExact(definition) &&
      (definition.said !== 'moment' || exprs.some(hasMoment)) &&
      (kind === 'definition' || kind === 'claim' || definition.said !== undefined)
    );
  };
  const take = (seen: Seen, key = seen.definition.key): void => {
    const { parameters, powers, ahead, left, right } = seen.definition;
    if (found.has(key) || found.size >= REACH) return;
    if (isConstant(right) && !isNear(seen, meaning, section) && !isFixedMatrix(seen, lookup, section)) return;
    // “… where e = y − Xw” stands right behind; what is defined much later is another thing.
    if (seen.above < 0 && !isExplained(seen, meaning, section)) return;
    const turned = left.kind === 'apply' && left.op === 'transpose';
    const value = renamed(right);
    const body: Expr = turned ? { kind: 'apply', op: 'transpose', args: [value], span: right.span } : value;
    const places = left.kind === 'call' && left.args.some((it) => it.kind === 'index') ? left.args : undefined;
    const more = { ...(powers && { powers }), ...(places && { places }), ...(ahead !== undefined && { ahead }) };
    found.set(key, { key, parameters, body, seen, ...more });
    follow(body);
  };
  const followSources = (expr: Expr): void => {
    // What is differentiated may be defined below, or in a section beside this one.
    for (const derivative of derivativesIn(expr)) {
      const source = differentiatedBy(derivative, lookup);
      if (source?.seen !== undefined && isValue(source.seen)) take(source.seen);
      // A definition that does not reach the variable is of another thing of that name.
      const name = source === undefined && derivative.of !== undefined ? nameIn(stripped(derivative.of)) : undefined;
      if (name !== undefined && !found.has(name.key)) opaque.add(name.key);
    }
  };
  // `\alpha = L^{-\top} L^{-1} y` of an opaque K = LLᵀ: nothing would tie the L to the K.
  const isCutOff = ({ definition: { right } }: Seen): boolean => {
    if (opaque.size === 0) return false;
    const used = lettersIn(right);
    return [...opaque].some((key) => {
      const made = candidates(key, lookup).find((it) => it.inForce && it.above >= 0)?.definition.right;
      if (made === undefined || !factorises(made) || used.has(letterOf(key))) return false;
      return [...lettersIn(made)].some((it) => used.has(it));
    });
  };
  const follow = (expr: Expr): void => {
    followSources(expr);
    const { names, functions } = freeNames(expr);
    // `f'` comes from what f is.
    const primed = [...functions].filter((it) => it.endsWith("'")).map((it) => it.replace(/'+$/, ''));
    for (const key of [...names.keys(), ...functions, ...primed]) {
      if (opaque.has(key)) continue;
      // How one variable comes from another may be said in a section beside this one.
      const link = variables.has(letterOf(key))
        ? candidates(key, lookup).find((it) => isValue(it) && links(it))
        : undefined;
      if (link !== undefined) take(link);
      const counts = (it: Seen): boolean => it.inForce || (wide === true && it.above >= 0);
      const isMeant = (it: Seen): boolean => counts(it) && isValue(it) && !isCutOff(it);
      const seen = candidates(key, lookup).find(isMeant);
      if (seen !== undefined) take(seen);
      // What `\hat y_i` is says what a bold `\hat y` is, of which they are the entries.
      else if (key.includes('bold ')) {
        const plain = familyKey(baseOf(key).replace('bold ', ''));
        const entries = candidates(plain, lookup).find((it) => isMeant(it) && isEntryOf(it, baseOf(key), renamed));
        if (entries !== undefined) take(entries, familyKey(baseOf(key)));
      }
    }
  };
  // `\partial H / \partial x` of an H(x, u): u is held fixed, whatever it is chosen to be elsewhere.
  // The x of `\nabla f(x(t))` is a course.
  const courses = new Set(exprs.flatMap((it) => [...freeNames(it).functions]));
  for (const derivative of exprs.flatMap(derivativesIn)) {
    const parameters = differentiatedBy(derivative, lookup)?.seen?.definition.parameters ?? [];
    const { by } = derivative;
    if (by.length === 0 || by.some((one) => [...lettersIn(one)].some((it) => parameters.includes(it))))
      for (const it of parameters) if (!courses.has(it)) opaque.add(it);
  }
  for (const it of exprs) followSources(it);
  for (const it of exprs) follow(it);
  return [...found.values()];
}

/** Whether a definition of members gives the entries of a name, as its formula is read. */
function isEntryOf({ definition: { left } }: Seen, key: string, renamed: (expr: Expr) => Expr): boolean {
  const own = renamed(left);
  return own.kind === 'index' && own.items.length === 1 && own.base.kind === 'symbol' && own.base.key === key;
}

function isOnlyDifferentiated(key: string, expr: Expr): boolean {
  if (expr.kind === 'symbol') return expr.key !== key;
  const { of } = expr.kind === 'derivative' ? expr : {};
  return children(expr).every(
    (it) => (it === of && nameIn(stripped(it))?.key === key) || isOnlyDifferentiated(key, it),
  );
}

/** `σ'(x) = …` gives no value to the derivative of a function that has one: it claims what that is. */
const isDerived = (key: string, lookup: Lookup): boolean =>
  key.endsWith("'") && candidates(key.replace(/'+$/, ''), lookup).some((it) => it.inForce);

/** `x = [x_1, \ldots, x_n]` names the entries and gives no value; `x(t) = e^{At} x_0` begins at one of its own. */
function isMadeOfItself({ key, right, form }: Seen['definition'], renamed: (expr: Expr) => Expr): boolean {
  const { names, functions } = freeNames(renamed(right));
  const used = [...names.keys(), ...functions].filter((it) => form !== 'member' || !functions.has(it));
  return used.some(
    (it) => letterOf(it) === letterOf(key) && !(form !== 'value' && isBeginning(it, key)) && !areApart(it, key),
  );
}

/** `f(x)_i = v`: what an entry of a value is. */
const isOfValue = ({ left }: Definition): boolean => left.kind === 'index' && left.base.kind === 'call';

/** `I_1` and `I_2`: two numbers of one letter. */
const areApart = (one: string, other: string): boolean =>
  one !== other && familyOf(one) !== undefined && familyOf(one) === familyOf(other);

/** The numbers of an example hold beside it; elsewhere the letter is general again. */
function isNear({ definition, above }: Seen, meaning: Meaning, { statements: { part } }: SectionFacts): boolean {
  const [from, to] = [part.formulas[definition.formula]?.span, part.formulas[meaning.formula]?.span];
  if (above > 0 || from === undefined || to === undefined) return false;
  return part.text.slice(from.end, to.start).split('\n').length <= LINES;
}

const LINES = 4;

/** `J = \begin{bmatrix} 0 & -1 \\ 1 & 0 \end{bmatrix}` of a name that is given nothing else in its section: no example. */
function isFixedMatrix({ definition, above }: Seen, lookup: Lookup, { answer }: SectionFacts): boolean {
  const { key, right, formula } = definition;
  if (right.kind !== 'literal' || right.rows.length < 2 || right.rows[0]!.length < 2 || above > 0) return false;
  const { entry } = answer.lookup(key, formula);
  return !entry?.inForce && lookup(key).filter((it) => it.above <= 0).length === 1;
}

const isExplained = (seen: Seen, meaning: Meaning, section: SectionFacts): boolean =>
  isSoonAfter(seen, meaning, section) && !isRestricted(seen, section) && !isSpecial(seen, section);

/** “For Poisson data $b(\theta) = e^\theta$”: a case of what stands above, which says nothing of the others. */
const isSpecial = ({ definition: { formula } }: Seen, { statements: { part } }: SectionFacts): boolean =>
  SPECIAL.test(surroundingsOf(part)[formula]?.before ?? '');

const SPECIAL =
  /(?:^|⟦)[\s,.;]*(?:for(?! (?:brevity|short|convenience|simplicity|ease|clarity|later))|in (?:the )?(?:special )?case|when|if|suppose|example|an? (?:common|usual|special|popular) (?:choice|case)|as an example)\b|^\s*(?:taking|take|choosing|with the choice)\b|\be\.g\.|\bfor (?:example|instance)\b|\bin particular\b/;

/** “Maybe the first is $\lambda_1 = 1$ …”: no value in the sections below. */
const isImagined = (seen: Seen, all: SectionMeanings): boolean => {
  const part = seen.above > 0 ? all.sectionOf(seen)?.statements.part : undefined;
  return (
    part !== undefined && /\b(?:maybe|perhaps)\b/.test(surroundingsOf(part)[seen.definition.formula]?.before ?? '')
  );
};

/** The lines of a display and of the sentence behind it. */
const BEHIND = 12;

function isSoonAfter({ definition }: Seen, meaning: Meaning, { statements: { part } }: SectionFacts): boolean {
  const [from, to] = [part.formulas[meaning.formula]?.span, part.formulas[definition.formula]?.span];
  if (from === undefined || to === undefined) return false;
  const between = part.text.slice(from.end, to.start);
  return between.split('\n').length <= BEHIND && !EXAMPLE.test(between);
}

/** What an example defines below says nothing of what stands above it. */
const EXAMPLE = /^[\s*_#>-]*(?:example|exercise|problem)s?\b/im;

/** Declared with more than a size, as `R \in SO(3)` is: that counts before what an equation below may say of it. */
const isRestricted = ({ definition: { key, formula } }: Seen, { answer }: SectionFacts): boolean => {
  const { entry } = answer.lookup(key, formula);
  return entry?.inForce === true && entry.conditions.length > 0;
};

/** `h_t = f(h_{t-1})`. */
const isStep = ({ key, parameters, ahead = 0, right, form }: Definition): boolean =>
  form === 'member' && isRecurrence({ key, parameters, ahead, body: right }, []);

/** Without what would come back to itself, unless it does so by steps and the claim asks for nothing beyond them. */
function withoutCycles(all: readonly Reached[], exprs: readonly Expr[]): readonly Reached[] {
  const steps = all.filter((it) => isRecurrence(it, all));
  const letters = new Set(steps.map((it) => letterOf(it.key)));
  const whole = [...exprs, ...all.map((it) => it.body)];
  const isFree =
    steps.length > 0 && isAsked(exprs, all, letters) && isClosed(whole, letters, new Set(all.map((it) => it.key)));
  const kept: Reached[] = isFree ? [...steps] : [];
  const isLeftOut = steps.length > 0 && isAsked(exprs, all, letters) && (!isFree || isByShared(whole, letters));
  const uses = (from: Reached, to: string, among: readonly Reached[], seen = new Set<string>()): boolean => {
    const { names, functions, indices } = freeNames(from.body);
    const used = [...names.keys(), ...functions, ...indices];
    const isReached = ({ key }: Reached): boolean =>
      used.some((it) => letterOf(it) === letterOf(key) && !areApart(it, key));
    // The σ of `\\sigma_n = \\sigma(x_n)` is none of the members that it gives values.
    const isGiven = all.some((it) => it.key === to && it.parameters.length > 0);
    const isOther = (it: string): boolean =>
      (to.endsWith('[]') && it !== to && functions.has(it)) || (isGiven && isBeginning(it, to)) || areApart(it, to);
    if (used.some((it) => letterOf(it) === letterOf(to) && !isOther(it))) return true;
    seen.add(from.key);
    return among.some((it) => !seen.has(it.key) && isReached(it) && uses(it, to, among, seen));
  };
  for (const it of all) if (!kept.includes(it) && !uses(it, it.key, [...kept, it])) kept.push(it);
  if (isLeftOut) leftOut.add(kept);
  return kept;
}

const leftOut = new WeakSet<readonly Reached[]>();

/** Whether members come from others in a way that is not followed: what depends on what is then only half known. */
export const isHalfKnown = (unfolded: readonly Reached[], sides: readonly Expr[]): boolean =>
  leftOut.has(unfolded) || isThroughSteps(unfolded, sides);

/**
 * `\partial L / \partial a_t` of an L that nothing defines, where later steps are built on a_t: all that L owes to it, or what
 * it owes to it directly.
 */
function isThroughSteps(unfolded: readonly Reached[], sides: readonly Expr[]): boolean {
  const moved = new Set(unfolded.filter((it) => isRecurrence(it, unfolded)).map((it) => letterOf(it.key)));
  if (moved.size === 0) return false;
  const rests = ({ key, body }: Reached): boolean =>
    key.includes('[') && [...lettersIn(body)].some((it) => moved.has(it));
  for (const it of unfolded) if (rests(it)) moved.add(letterOf(it.key));
  const isOpen = (of: Expr | undefined): boolean =>
    of?.kind === 'symbol' && unfolded.every((it) => letterOf(it.key) !== letterOf(of.key));
  const byMoved = ({ by }: Derivative): boolean => by.some((it) => [...lettersIn(it)].some((key) => moved.has(key)));
  const own = sides.flatMap(derivativesIn).filter(({ of }) => isOpen(of));
  const all = [...own, ...unfolded.flatMap(({ body }) => derivativesIn(body)).filter(({ of }) => isOpen(of))];
  // The weights of a layer are used once.
  const byShared = ({ by }: Derivative): boolean => by.some((it) => it.kind === 'symbol');
  return own.some((it) => byShared(it) && !byMoved(it)) && all.some(byMoved);
}

/** `\nabla_{u = Ax}` says what u is in the rows of its formula. */
export function pointsIn(unfolded: readonly Reached[], { all, meaning, renamed }: At): readonly Unfolded[] {
  const found = new Map<string, Unfolded>();
  for (const { statement } of all.meanings[meaning.formula] ?? [])
    walk(statement.expr, (it) => {
      for (const by of it.kind === 'derivative' ? it.by : []) {
        const [name, value] = by.kind === 'relation' && by.sides.length === 2 ? by.sides : [];
        if (name?.kind !== 'symbol' || value === undefined || unfolded.some(({ key }) => key === name.key)) continue;
        found.set(name.key, { key: name.key, parameters: [], body: renamed(value) });
      }
    });
  return [...found.values()];
}

/** At most so many equations restrict the samples. */
const TIES = 6;

/** A condition, and the section that states it where that is another. */
export interface Restriction extends Tie {
  readonly of?: SectionFacts;
}

/** The conditions above that speak of the names of expressions, here and in the sections around. */
export function tiesOn(exprs: readonly Expr[], { all, meaning, section, place }: At): readonly Restriction[] {
  const { part } = section.statements;
  const { formulas, blocks } = part;
  const scopes = blocks[formulas[meaning.formula]!.block]?.scopes ?? [];
  const letters = new Set(exprs.flatMap((it) => [...freeNames(it).names.keys()].map(letterOf)));
  const counts = (it: Meaning): boolean => {
    if (it.statement === meaning.statement) return false;
    // What one item of a list supposes, it supposes for itself.
    if (!reachOf(part, it.formula).every((scope, i) => scopes[i] === scope)) return false;
    const { block, display } = formulas[meaning.formula]!;
    // “If $u \perp v$, then” and a display: one sentence.
    const from = formulas[it.formula]!.block;
    return !isSupposed(it, section) || from === block || (display && from === block - 1);
  };
  const own = restrictionsIn(all.meanings.slice(0, meaning.formula + 1).flat(), section, counts);
  const outer = all.enclosing().flatMap((of) =>
    restrictionsIn(meaningsOf(of).meanings.flat(), of, (it) => isWhole(it, of))
      .filter((it) => !isOfOthers(it, meaning, section))
      .map((it) => ({ ...it, of })),
  );
  const found = [...outer, ...own].filter((it) => [...lettersOfSides(it)].some((name) => letters.has(name)));
  const called = new Set(exprs.flatMap((it) => [...freeNames(it).functions].map(letterOf)));
  const lookup = all.lookup(meaning.formula, place);
  const isOpen = (key: string): boolean => !called.has(letterOf(key)) && candidates(key, lookup).length === 0;
  return restricting(found, letters, isOpen).slice(-TIES);
}

function restrictionsIn(
  list: readonly Meaning[],
  { answer }: SectionFacts,
  counts: (it: Meaning) => boolean,
): readonly Restriction[] {
  const found: Restriction[] = [];
  for (const it of list) {
    const zeroed = setsToZero(it);
    if ((it.kind !== 'tie' && !zeroed) || !counts(it)) continue;
    const relation = atRightAngles(it.statement.expr, (key) => answer.lookup(key, it.formula).shape.kind);
    if (relation?.signs.every(({ text }) => text === '=') !== true) continue;
    for (let i = zeroed ? relation.signs.length - 1 : 0; i < relation.signs.length; i++) {
      const [left, right] = [relation.sides[i], relation.sides[i + 1]];
      if (left !== undefined && right !== undefined) found.push({ left, right, line: it.formula });
    }
  }
  return found;
}

const isSupposed = ({ formula }: Meaning, { statements: { part } }: SectionFacts): boolean =>
  SUPPOSED.test(surroundingsOf(part)[formula]?.before ?? '');

/** Said for all that follows: neither an item of a list nor what an “if” supposes. */
function isWhole(it: Meaning, of: SectionFacts): boolean {
  return reachOf(of.statements.part, it.formula).length === 0 && !isSupposed(it, of);
}

/** A name of it is declared or given a value anew in a section. */
function isOfOthers(tie: Tie, { formula }: Meaning, { declared, statements }: SectionFacts): boolean {
  const letters = lettersOfSides(tie);
  const isAnew = (it: { readonly key: string; readonly formula: number }): boolean =>
    it.formula <= formula && letters.has(letterOf(it.key));
  return declared.some(isAnew) || [...definitionsIn(statements).values()].some((all) => all.some(isAnew));
}

const lettersOfSides = ({ left, right }: Tie): ReadonlySet<string> =>
  new Set([left, right].flatMap((side) => [...freeNames(side).names.keys()].map(letterOf)));

/** `u \perp v` of two vectors as `u^\top v = 0`; any other statement as it stands. */
function atRightAngles(expr: Expr, kindOf: (key: string) => Shape['kind']): Relation | undefined {
  const relation = relationOf(expr);
  const [left, right, more] = relation?.sides ?? [];
  const isOne = (it: Expr | undefined): it is SymbolExpr => it?.kind === 'symbol' && kindOf(it.key) === 'vector';
  if (relation?.signs[0]?.text !== '\\perp' || more !== undefined || !isOne(left) || !isOne(right)) return relation;
  const { span } = relation;
  const turned: Expr = { kind: 'apply', op: 'transpose', args: [left], span: left.span };
  const sides: Expr[] = [
    { kind: 'apply', op: 'product', args: [turned, right], span },
    { kind: 'number', value: 0, span },
  ];
  return { ...relation, sides, signs: [{ ...relation.signs[0], text: '=' }] };
}

/** “If $y = f(u)$ and $u = g(x)$, then …” says so of what stands in its own paragraph. */
const SUPPOSED =
  /(?<!\p{L})(?:if|wenn|falls|sofern|si|lorsque|cuando|se|quando|если|когда)(?!\p{L})[^.;]*$|(?:若|如果|假如|当|當|もし|만약)[^。；.;]*$/iu;

/**
 * Without those that give a value to a name which nothing else has: whatever else there is, that value is free. So are
 * those of a function: `k(x - y) = \int e^{w(x - y)} p(w) \, dw` says what k is, and nothing of x.
 * @param isOpen whether a function stands in no claim and has no definition
 */
function restricting(
  ties: readonly Restriction[],
  letters: ReadonlySet<string>,
  isOpen: (key: string) => boolean,
): readonly Restriction[] {
  const used = (of: Expr): readonly string[] => {
    const { names, functions } = freeNames(of);
    return [...names.keys(), ...functions].map(letterOf);
  };
  const givenBy = (side: Expr, other: Expr): string | undefined => {
    const [inside] = side.kind === 'apply' && side.op === 'expectation' && side.args.length === 1 ? side.args : [];
    const name = inside ?? side;
    if (name.kind === 'symbol') return letters.has(letterOf(name.key)) ? undefined : letterOf(name.key);
    if (name.kind !== 'call' || name.fn.kind !== 'symbol' || !isOpen(name.fn.key)) return undefined;
    // `f(x) = 0` asks something of x.
    const told = new Set(used(other));
    return name.args.every((it) => used(it).every((key) => told.has(key))) ? letterOf(name.fn.key) : undefined;
  };
  const isFree = (tie: Tie): boolean =>
    [tie.left, tie.right].some((side, i) => {
      const other = i === 0 ? tie.right : tie.left;
      const letter = givenBy(side, other);
      return (
        letter !== undefined &&
        !used(other).includes(letter) &&
        ties.every((it) => it === tie || ![it.left, it.right].flatMap(used).includes(letter))
      );
    });
  const kept = ties.filter((it) => !isFree(it));
  return kept.length === ties.length ? kept : restricting(kept, letters, isOpen);
}
