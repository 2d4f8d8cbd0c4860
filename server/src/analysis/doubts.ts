/** Why a counterexample to a claim would say nothing: what the claim rests on is said elsewhere, or only half said. */
import { type Apply, children, type Derivative, type Expr, some, walk } from '../expr/expr.ts';
import { keyOf } from '../expr/glyph.ts';
import type { Operator } from '../expr/operators.ts';
import { MEMBERSHIP, type Statement } from '../expr/statement.ts';
import type { Part } from '../note/note.ts';
import { actsEntrywise } from '../shape/constants.ts';
import { familyKey, pairKey } from '../shape/declare.ts';
import { atomsOf, printDim } from '../shape/dim.ts';
import { baseOf, freeNames, lettersIn, letterOf } from '../shape/free-names.ts';
import { dimsOf, type Shape } from '../shape/shape.ts';
import type { Definition as Unfolded, Name } from '../verify/job.ts';
import { textOf } from '../expr/text.ts';
import { type Definition, relationOf } from './definitions.ts';
import { qualification } from './approximations.ts';
import { foreignClause } from './foreign-cues.ts';
import type { Seen } from './meaning.ts';
import type { SectionFacts } from './sections.ts';
import { numberedKey } from './numbered-members.ts';
import { surroundingsOf } from './surroundings.ts';
import {
  derivativesIn,
  differentiatedBy,
  isSaidToDepend,
  type Lookup,
  nameIn,
  sinksOf,
  stripped,
} from './unfolding.ts';

/** A reason of the closed list, and what it is about. */
export interface NotChecked {
  readonly kind: 'not-checked';
  readonly reason: string;
  readonly detail: string;
}

export const notChecked = (reason: string, detail = ''): NotChecked => ({ kind: 'not-checked', reason, detail });

interface Rest {
  readonly claim: { readonly left: Expr; readonly right: Expr };
  readonly names: readonly Pick<Name, 'key' | 'shape'>[];
  readonly definitions: readonly Unfolded[];
  readonly lookup: Lookup;
}

/** The p of `X \in \mathbb{R}^{n \times p}` beside `p_i = v`: the size, or the list of the p_i. */
function sizeWithMembers(
  names: Rest['names'],
  definitions: readonly Unfolded[],
  sides: readonly Expr[],
): string | undefined {
  const sizes = new Set(names.flatMap(({ shape }) => dimsOf(shape)).flatMap(atomsOf));
  const used = new Set(
    [...sides, ...definitions.map(({ body }) => body)].flatMap((it) => [...freeNames(it).names.keys()]),
  );
  return definitions
    .map(({ key }) => key)
    .filter((key) => key.endsWith('[]'))
    .map(baseOf)
    .find((it) => sizes.has(it) && used.has(it));
}

export function doubtOf({ claim, names: all, definitions, lookup }: Rest): NotChecked | undefined {
  const sides = [claim.left, claim.right];
  const names = all.map((it) => it.key);
  for (const derivative of sides.flatMap(derivativesIn)) {
    const { of } = derivative;
    // A bare L is any function of what it depends on; `\log p` is not.
    if (of === undefined || nameIn(of) !== undefined) continue;
    if (differentiatedBy(derivative, lookup) === undefined && !isSaidToDepend(derivative, sides))
      return notChecked('unknown-symbol', 'no dependence is stated');
  }
  const counted = sizeWithMembers(all, definitions, sides);
  if (counted !== undefined) return notChecked('several-meanings', counted);
  const statistic = statisticIn(all, sides, lookup);
  if (statistic !== undefined) return notChecked('condition-unknown', statistic);
  const open = sides.flatMap(derivativesIn).find((it) => isOfNothingNamed(it, sides, lookup));
  if (open !== undefined) return notChecked('several-meanings', '∇');
  if (sides.some(hasMapAlone) || sides.every(hasTurnedChange)) return notChecked('several-meanings', 'd');
  // The same letter in two faces is one symbol more often than two.
  const faces = new Map<string, string>();
  for (const key of names) {
    const bare = letterOf(key).replace(/^(bold|upright) /, '');
    const other = faces.get(bare);
    if (other !== undefined && other !== key && !key.includes('[') && !other.includes('['))
      return notChecked('several-meanings', key);
    faces.set(bare, key);
  }
  // `x_{ij}` of members `x_i` is entry j of one of them, or entry i of another.
  const entry = sides.map(guessedEntry).find((it) => it !== undefined);
  if (entry !== undefined) return notChecked('several-meanings', entry);
  const ofDefined = pairOfDefined(names, definitions);
  if (ofDefined !== undefined) return notChecked('several-meanings', ofDefined);
  const lists = new Set(all.filter(({ shape }) => shape.kind === 'vector').map(({ key }) => key));
  const numbered = sides.map((it) => numberedList(it, lists)).find((it) => it !== undefined);
  if (numbered !== undefined) return notChecked('several-meanings', numbered);
  // `\sum_i \log x_i` as a function of x: the members are entries of x, or they are not.
  const families = new Set(names.filter((it) => /\[,?\]$/.test(it)).map(letterOf));
  const whole = names.find(
    (it) => !it.includes('[') && families.has(letterOf(it)) && !isParameterAlone(it, sides, definitions),
  );
  if (whole !== undefined) return notChecked('several-meanings', whole);
  // `U^\top v` and `u_w^\top v`: what a U consists of beside the u_w, no formula says.
  const collected = all.find(
    ({ key, shape }) =>
      shape.kind === 'matrix' && /^[A-Z]$/.test(letterOf(key)) && families.has(letterOf(key).toLowerCase()),
  );
  if (collected !== undefined) return notChecked('several-meanings', collected.key);
  // `\sum_i 1 - x_i`: the sum may be meant to reach over all that has its index, or over less.
  const numbers = new Set(definitions.flatMap(({ parameters }) => parameters));
  for (const it of [...sides, ...definitions.map(({ body }) => body)]) {
    const { indices, bound } = freeNames(it);
    const outside = [...indices].find((letter) => bound.has(letterOf(letter)) && !numbers.has(letter));
    if (outside !== undefined) return notChecked('several-meanings', outside);
    if (some(it, (one) => one.kind === 'reduce' && one.loose === true)) return notChecked('several-meanings', '\\sum');
  }
  // `[A, B]` of square matrices is their commutator as often as one beside the other.
  const square = new Set(all.filter(({ shape }) => isSquare(shape)).map(({ key }) => key));
  if (sides.some((side) => some(side, (it) => isPairOf(it, square)))) return notChecked('several-meanings', '[ , ]');
  // Among numbers alone a logarithm may be to the base two or ten.
  const onlyNumbers = sides.every((it) => freeNames(it).names.size === 0);
  if (onlyNumbers && sides.some((side) => some(side, isLogarithm))) return notChecked('several-meanings', 'log');
  return undefined;
}

const isSquare = (shape: Shape): boolean => shape.kind === 'matrix' && printDim(shape.rows) === printDim(shape.columns);

const isPairOf = (expr: Expr, square: ReadonlySet<string>): boolean =>
  expr.kind === 'tuple' &&
  expr.open === '[' &&
  expr.items.length === 2 &&
  expr.items.every((it) => [...freeNames(it).names.keys()].some((key) => square.has(key)));

/** The mean m that words give the data x, a number of many: it changes with them, and no formula says how. */
function statisticIn(all: Rest['names'], sides: readonly Expr[], lookup: Lookup): string | undefined {
  const by = sides.flatMap(derivativesIn).flatMap((it) => it.by);
  const letters = new Set(by.flatMap((it) => [...lettersIn(it)]));
  const data = new Set(
    all.filter((it) => it.shape.kind !== 'scalar' && letters.has(letterOf(it.key))).map(({ key }) => key),
  );
  if (data.size === 0) return undefined;
  const isOfData = ({ definition: { said, right } }: Seen): boolean =>
    said === 'moment' && [...freeNames(right).names.keys()].some((it) => data.has(it));
  return all.find(({ key, shape }) => shape.kind === 'scalar' && lookup(key).some(isOfData))?.key;
}

/**
 * `d f(x)` that is applied to nothing is a number, a differential or a linear map, as its author likes; `D f(x) h` is also a
 * product, of a D that nobody declares.
 */
function hasMapAlone(expr: Expr): boolean {
  if (expr.kind !== 'apply') return children(expr).some(hasMapAlone);
  if (mapIn(expr) !== undefined) return true;
  const last = expr.args.length - 1;
  const isApplied = expr.op === 'dot' || expr.op === 'product';
  return expr.args.some((it, i) => {
    const map = isApplied && i < last ? mapIn(it) : undefined;
    return map === undefined ? hasMapAlone(it) : map.unsure === true || map.args.some(hasMapAlone);
  });
}

/** `dX^\top A X`: of X alone on one side, and of the whole product on the other. */
const hasTurnedChange = (expr: Expr): boolean =>
  some(
    expr,
    (it) =>
      it.kind === 'apply' &&
      it.op === 'product' &&
      it.args.some((sign, i) => {
        const [next, more] = it.args.slice(i + 1);
        const isSign = sign.kind === 'symbol' && /^(upright )?d$/.test(sign.key);
        return isSign && more !== undefined && next?.kind === 'apply' && next.op === 'transpose';
      }),
  );

/** A derivative as a map, or its adjoint. */
function mapIn(expr: Expr): Apply | undefined {
  if (expr.kind !== 'apply') return undefined;
  if (expr.op === 'total-derivative') return expr;
  return expr.op === 'transpose' || expr.op === 'parentheses' ? mapIn(expr.args[0]!) : undefined;
}

/** The x of `f(x) = Wx + b` beside data `x_i`: only what stands between the brackets of f, and f names no entries of it. */
function isParameterAlone(key: string, sides: readonly Expr[], definitions: readonly Unfolded[]): boolean {
  const names = (it: Expr): readonly string[] => [...freeNames(it).names.keys()];
  const own = definitions.filter((it) => it.parameters.includes(key));
  const others = [...sides, ...definitions.filter((it) => !own.includes(it)).map((it) => it.body)];
  const namesEntries = own.some(({ body }) => names(body).some((it) => it !== key && letterOf(it) === letterOf(key)));
  return own.length > 0 && !namesEntries && !others.some((it) => names(it).includes(key));
}

/** `q_{kl}` beside `q_j = Ab_j`, which is not made of them: entry k of one of these, or entry l. */
function pairOfDefined(names: readonly string[], definitions: readonly Unfolded[]): string | undefined {
  const isWhole = (key: string): boolean =>
    definitions.some((it) => it.key === familyKey(key) && !freeNames(it.body).names.has(pairKey(key)));
  return names
    .filter((it) => it === pairKey(baseOf(it)))
    .map(baseOf)
    .find(isWhole);
}

/** The letter of an entry of a member that is written without brackets: both its indices stand in one place. */
function guessedEntry(side: Expr): string | undefined {
  let found: string | undefined;
  walk(side, (it) => {
    if (it.kind === 'index' && it.base.kind === 'index' && it.base.span === it.span && it.base.base.kind === 'symbol')
      found ??= it.base.base.key;
  });
  return found;
}

/** `x_j^{(i)}` of vectors: an entry of the ith, or the jth of them at step i. */
function numberedList(side: Expr, lists: ReadonlySet<string>): string | undefined {
  let found: string | undefined;
  walk(side, (it) => {
    if (it.kind !== 'index' || !it.upper || it.base.kind !== 'index' || it.base.base.kind !== 'symbol') return;
    const { key } = it.base.base;
    if (!it.base.upper && lists.has(familyKey(key))) found ??= key;
  });
  return found;
}

/** `\nabla L` where no formula says by what, and none of the letters is one that variables usually have. */
function isOfNothingNamed(derivative: Derivative, sides: readonly Expr[], lookup: Lookup): boolean {
  const { of, by } = derivative;
  if (of === undefined || by.length > 0 || of.kind === 'call') return false;
  if (sides.flatMap(derivativesIn).some((it) => it.by.length > 0)) return false;
  const parameters = differentiatedBy(derivative, lookup)?.seen?.definition.parameters ?? [];
  return parameters.length === 0 && ![...sinksOf(of, lookup)].some((it) => VARIABLES.test(it));
}

const VARIABLES = /^(\\theta|\\beta|[wxz])(_|$)/i;

/**
 * `f(x) = 1/x`, `f_c(x) = c + x` and then `df/dx`: which f is differentiated, the note tells by its place alone.
 * @param used the definitions that the claim is read by
 */
export function rivals(
  { left, right }: Rest['claim'],
  used: readonly Definition[],
  between: readonly Statement[],
): NotChecked | undefined {
  const template = used.find((it) => isFilledIn(it, left, right) || isFilledIn(it, right, left));
  if (template !== undefined) return notChecked('several-meanings', template.key);
  for (const { of } of [left, right].flatMap(derivativesIn)) {
    const stem = of === undefined ? undefined : stemOf(stripped(of));
    if (stem === undefined) continue;
    const rival = between.find((it) => {
      const { sides: [side] = [], signs: [sign] = [] } = relationOf(it.expr) ?? {};
      if (sign === undefined || MEMBERSHIP.has(sign.text)) return false;
      return side !== undefined && stemOf(side) === stem && used.every(({ statement }) => statement !== it);
    });
    if (rival !== undefined) return notChecked('several-meanings', stem);
  }
  return undefined;
}

/** `A^{-1} = \frac{1}{ad - bc} \begin{bmatrix} 4 & -2 \\ -3 & 1 \end{bmatrix}` of an A with the entries a, b, c, d: these have values by now. */
function isFilledIn({ key, right }: Definition, side: Expr, other: Expr): boolean {
  const cells = right.kind === 'literal' ? right.rows.flat() : [];
  const entries = new Set(cells.flatMap((it) => (it.kind === 'symbol' ? [it.key] : [])));
  const [own, theirs] = [side, other].map((it) => [...freeNames(it).names.keys()]);
  const isOfNumbers = (it: Expr): boolean =>
    it.kind === 'literal' && it.rows.length > 1 && freeNames(it).names.size === 0 && it.rows.flat().every(isNumeric);
  return (
    entries.size > 1 &&
    entries.size === cells.length &&
    own!.length === 1 &&
    own![0] === key &&
    theirs!.every((it) => entries.has(it) || it === key) &&
    some(other, isOfNumbers)
  );
}

const isNumeric = (it: Expr): boolean =>
  it.kind === 'number' || (it.kind === 'apply' && it.args.length > 0 && it.args.every(isNumeric));

/**
 * `h = 4d` in one place, `h = \frac83 d` in another: a multiple that is chosen, and which one counts here only the place
 * tells.
 * @param used the definitions that the claim is read by
 */
export function chosenAnew(used: readonly Definition[], lookup: Lookup): NotChecked | undefined {
  const anew = used.find(({ key, right }) => {
    const of = multipleOf(right);
    const isOther = (it: Expr): boolean => multipleOf(it) === of && textOf(it) !== textOf(right);
    return of !== undefined && lookup(key).some(({ definition }) => isOther(definition.right));
  });
  return anew && notChecked('several-meanings', anew.key);
}

/** The one name that a number stands before. */
function multipleOf(expr: Expr): string | undefined {
  const bare = stripped(expr);
  if (bare.kind !== 'apply' || !/^(product|dot|divide)$/.test(bare.op)) return undefined;
  const [name, ...more] = bare.args.filter((it) => lettersIn(it).size > 0);
  return name?.kind === 'symbol' && more.length === 0 ? name.key : undefined;
}

/** The letter of a name that can be given a value, without its label. */
function stemOf(expr: Expr): string | undefined {
  if (expr.kind === 'call') return stemOf(expr.fn);
  // `I_1`, `I_2`: each is a name of its own.
  if (expr.kind === 'index') return numberedKey(expr) ?? stemOf(expr.base);
  return expr.kind === 'symbol' ? keyOf({ ...expr.glyph, label: '', primes: 0 }) : undefined;
}

/**
 * `\ln(p + \epsilon)`: a small number keeps a computer from the logarithm of zero, and who leaves it out of what follows
 * from there means it so.
 * @param bodies what the claim is read by
 */
export function steadied({ left, right }: Rest['claim'], bodies: readonly Expr[]): NotChecked | undefined {
  const written = [left, right].map(freeNames);
  const small = bodies.map(steadierIn).find((it) => it !== undefined && !written.some(({ names }) => names.has(it)));
  return small === undefined ? undefined : notChecked('condition-unknown', small);
}

/** Of single vectors, “orthogonal” says something of two of them: of which, no formula tells. */
export function atRightAngles({ names }: { readonly names: readonly Name[] }): NotChecked | undefined {
  const found = names.find(
    ({ shape, conditions }) => shape.kind === 'vector' && conditions.some((it) => it.startsWith('ortho')),
  );
  return found && notChecked('condition-unknown', found.key);
}

/** The small number that is added in a logarithm. */
function steadierIn(body: Expr): string | undefined {
  let found: string | undefined;
  walk(body, (it) => {
    if (it.kind === 'apply' && it.op === 'elementwise' && /^(log|ln)$/.test(it.name ?? ''))
      found ??= it.args.map(smallTermOf).find((term) => term !== undefined);
  });
  return found;
}

function smallTermOf(expr: Expr): string | undefined {
  if (expr.kind !== 'apply' || expr.op !== 'sum') return undefined;
  const term = expr.args.find((it) => it.kind === 'symbol' && /^\\(var)?epsilon$/.test(it.key));
  return term?.kind === 'symbol' ? term.key : undefined;
}

const isLogarithm = (expr: Expr): boolean => {
  let found = false;
  walk(expr, (it) => {
    if (it.kind === 'apply' && it.op === 'elementwise' && /^(log|lg)$/.test(it.name ?? '')) found = true;
  });
  return found;
};

/** Words that begin a condition which no formula states: “since e is a unit vector”. */
const CLAUSE =
  /\b(since|because|when(ever)?|if|unless|assuming|provided|supposed?|(?<!(invariant|closed|stable|symmetric) )under|iff|due to|follows from)\b/;
/** … and behind a formula, unless a formula says the rest: “for $x \in \mathbb{R}^n$”. */
const CLAUSE_BEHIND = /^[\s,;:]*(where|for|as|with|given)\b(?!( all| every| any| each| some| an?)? ⟦)/;

/** Whether chance may play a part: an expectation, a probability, values of functions that nothing defines. */
export const mayBeRandom = (exprs: readonly Expr[], lookup: Lookup): boolean =>
  exprs.flatMap(derivativesIn).length === 0 ||
  exprs.some((expr) =>
    some(
      expr,
      (it) =>
        (it.kind === 'apply' && CHANCE.has(it.op)) ||
        (it.kind === 'call' &&
          it.fn.kind === 'symbol' &&
          !actsEntrywise(it.fn.glyph) &&
          lookup(it.fn.key).length === 0),
    ),
  );

const CHANCE: ReadonlySet<string> = new Set<Operator>(['expectation', 'covariance', 'probability']);

/** A clause in the sentence of a formula that may restrict what it says. */
export function clauseAround(part: Part, formula: number, isRandom: boolean): NotChecked | undefined {
  const words = surroundingsOf(part)[formula] ?? { before: '', after: '', earlier: '', posed: false };
  const { before, after } = words;
  const found = CLAUSE.exec(before) ?? CLAUSE.exec(after) ?? CLAUSE_BEHIND.exec(after);
  const clause = found?.[0] ?? foreignClause(before) ?? foreignClause(after) ?? qualification(words, isRandom);
  return clause === undefined ? undefined : notChecked('condition-unknown', clause.trim());
}

/** `a = b \quad c = d` without a comma, `a = b & c = d` in a table: two equations side by side, perhaps. */
export function isSpaced(left: Expr, right: Expr, { statements }: SectionFacts, formula: number): boolean {
  const text = statements.trees[formula]?.text ?? '';
  return [left, right].some((expr) => {
    const { names, functions } = freeNames(expr);
    const named = [...names.keys(), ...functions].join(' ');
    const side = text
      .slice(expr.span.start, expr.span.end)
      // `\text{RSS}`, `W_{\text{out}}`: of a name, no words between equations.
      .replaceAll(/\\text\{([^\s{}]+)\}/g, (whole, word: string) => (named.includes(word) ? '' : whole))
      .replaceAll(/\\begin\{[\s\S]*?\\end\{[^}]*\}/g, '')
      .replaceAll(/\\\\(\[[^\]]*\])?\s*&?\s*(\\q?quad\s*|\\hspace\{[^}]*\}\s*)*/g, '');
    return /&|\\(hspace|q?quad|text)\b/.test(side);
  });
}
