/**
 * Sentences that claim what a formula would: “the gradient of $x^\top A x$ with respect to $x$ is $(A + A^\top) x$”, “we
 * add $\lambda \|w\|^2$, whose gradient is $2 \lambda w$”, “the inverse of $AB$ is $B^{-1} A^{-1}$”.
 */
import { perObject } from '../base/per-object.ts';
import { apply } from '../expr/lower.ts';
import { type Derivative, type Expr, type Relation, some, type SymbolExpr, walk, symbolIn } from '../expr/expr.ts';
import type { Operator } from '../expr/operators.ts';
import { isZero } from './equation-forms.ts';
import { argumentOf, derivativeIs, equated, type PairedClaim, valueOf } from './paired-claims.ts';
import type { Part } from '../note/note.ts';
import type { PartStatements } from './reading.ts';
import { sentencesOf, surroundingsOf } from './surroundings.ts';

/** A claim found in a sentence: by number of formula. */
interface Found {
  readonly what: string;
  readonly of: number;
  readonly by?: number;
  readonly is: number;
}

const F = (name: string): string => `⟦(?<${name}>\\d+)⟧`;

/** Of several kinds of derivative only these mean one thing. */
const KINDS = 'gradients?|derivatives?|jacobians?(?: matrix)?|hessians?(?: matrix)?|second derivatives?';
const SLOPES = `(?<what>${KINDS})`;
const BY = `(?: (?:with respect to|wrt|in)(?: the)?(?: (?:vector|matrix|weights?|parameters?|variable|input|coefficients?))* ${F('by')})?`;
/** “the gradient of the quadratic form”: what the formula is, and not what is made of it. */
const THING = '(?: (?:the|our|this|a|an)(?: (?!of\\b|(?:inverse|log|logarithm|negative|square|squared|exponential|average|sum|half|transposed?|reciprocal|root) ⟦)[a-z-]+){0,3})?'; // prettier-ignore
const BARELY = '(?: (?:then|thus|therefore|hence|simply|just|also|now|always|exactly|clearly|easily seen to be|given by|equal to|the (?:matrix|vector|column(?: vector)?|row(?: vector)?|number|scalar|product)))*:?'; // prettier-ignore
const IS = `,? (?:is|equals|becomes)${BARELY}`;
const GIVES =
  ',? (?:gives|yields|(?:then |thus |therefore )?(?:we|one) (?:then )?(?:get|gets|obtain|obtains|find|finds))(?: us)?:?';
/** What follows belongs to the formula no more. */
const END = '(?=\\s*(?:[.,;:!?)]|$|\\())|(?=,? (?:and|so|which|because|since|whereas|while|but|as|by)\\b)';
const DIFFERENTIATING = '(?:differentiating|(?:taking|computing) the (?:gradient|derivative) of)';
const TO_SLOPE = '(?: to the (?:sub)?(?:gradient|derivative)| \\((?:an? |as an? )?(?:sub)?gradient\\))';
const OPERATORS: ReadonlyMap<string, Operator> = new Map([
  ['trace', 'trace'],
  ['determinant', 'determinant'],
  ['inverse', 'inverse'],
  ['transpose', 'transpose'],
]);

const FORMS: readonly RegExp[] = [
  `\\bthe ${SLOPES}${BY} of${THING} ${F('of')}${BY.replace('<by>', '<by2>')}${IS} ${F('is')}`,
  `\\b${DIFFERENTIATING}${THING} ${F('of')}${BY}${GIVES} ${F('is')}`,
  `${F('of')},? whose ${SLOPES}${BY}${IS} ${F('is')}`,
  `${F('of')} has (?:the )?${SLOPES}${BY} ${F('is')}`,
  `${F('of')},? with ${SLOPES}${BY} ${F('is')}`,
  `${F('is')},? (?:is|being) the ${SLOPES}${BY} of${THING} ${F('of')}${BY.replace('<by>', '<by2>')}`,
  `${F('of')} differentiates to ${F('is')}`,
  `\\badds ${F('of')}(?: to the (?:loss|cost|objective)(?: function)?)?,? (?:contributing|which contributes) ${F('is')}${TO_SLOPE}`,
  `\\b(?:the|an?) (?:[a-z]+ ){0,2}(?:term|penalty|regularizer|regulariser) ${F('of')} contributes ${F('is')}${TO_SLOPE}`,
  `\\bthe (?<what>${[...OPERATORS.keys()].join('|')}) of${THING} ${F('of')}${IS} ${F('is')}`,
].map((it) => new RegExp(`${it}(?:${END})`, 'g'));

/** “The gradient of ⟦0⟧ is ⟦1⟧, and that of ⟦2⟧ is ⟦3⟧”. */
const THAT_OF = new RegExp(`(?<=\\bthe (${[...OPERATORS.keys()].join('|')}|${KINDS})\\b.*?)\\bthat of\\b`, 'g');
const MAY_CLAIM = new RegExp(
  `(?:gradient|derivative|jacobian|hessian|differentiat|${[...OPERATORS.keys()].join('|')})`,
);

/** Where one of these stands, the sentence supposes, asks or denies. */
const SUPPOSES =
  /\b(?:if|suppose|supposing|assum(?:e|es|ing)|let|such that|so that|require[sd]?|want|set|choose|whether|should|would|not|never|no|unless|wrong(?:ly)?|mistake|incorrect(?:ly)?|false|approximately|roughly|about|proportional|at most|at least|why|how|what)\b|n't\b|\?/;
/** Where one of these stands beside the claim, it may hold there alone. */
const RESTRICTS =
  /\b(?:for|when|whenever|where|at|near|around|provided|in case|case|with|up to|only|almost|under|since|because|as|here|by)\b|⟦/;

/** By the formula that the sentence ends in. */
export const sentenceClaimsIn = perObject((statements: PartStatements): ReadonlyMap<number, PairedClaim> => {
  const claims = new Map<number, PairedClaim>();
  const { part } = statements;
  for (const sentence of sentencesOf(part)) {
    if (!MAY_CLAIM.test(sentence) || SUPPOSES.test(sentence)) continue;
    const words = sentence.replaceAll(THAT_OF, 'the $1 of');
    for (const form of FORMS)
      for (const match of words.matchAll(form)) {
        const found = foundBy(match);
        const relation = relationFor(found, statements);
        if (relation === undefined || surroundingsOf(part)[found.is]?.posed === true) continue;
        const rest = words.replace(match[0], '');
        claims.set(found.is, {
          relation,
          beside: found.of,
          bare: !RESTRICTS.test(rest) && !mayBeInTime(found, part),
          why: 'sentence',
        });
      }
  }
  return claims;
});

/** “The derivative of $V$ is $-x^\\top Q x$”, along a motion: by what, is not said. */
const mayBeInTime = ({ what, by }: Found, { text }: Part): boolean =>
  what.startsWith('derivative') &&
  by === undefined &&
  /\\d?dot\b|'|\\prime|\b(?:time|trajector(?:y|ies)|dynamics|motion|flow)\b/.test(text);

function foundBy({ groups = {} }: RegExpMatchArray): Found {
  const by = groups['by'] ?? groups['by2'];
  const { what = 'gradient', of, is } = groups;
  return { what, of: Number(of), is: Number(is), ...(by !== undefined && { by: Number(by) }) };
}

function relationFor({ what, of, by, is }: Found, { statements }: PartStatements): Relation | undefined {
  const only = (formula: number): Expr | undefined => {
    const [first, second] = statements[formula] ?? [];
    return second === undefined && first?.words === '' ? first.expr : undefined;
  };
  const [from, right] = [only(of), only(is)];
  const told = from && valueOf(from);
  if (told === undefined || right === undefined) return undefined;
  const { value, named } = told;
  const operator = OPERATORS.get(what);
  if (operator !== undefined)
    return named === undefined && makesSense(value, right)
      ? equated(apply(operator, [value], value.span), right)
      : undefined;
  if (!isResult(right, value)) return undefined;
  const variable = by === undefined ? (argumentVariable(value, named) ?? onlyName(value)) : variableIn(only(by), value);
  if (by !== undefined && variable === undefined) return undefined;
  return derivativeIs(right, value, { by: variable ? [variable] : [], ...kindOf(what, variable) });
}

function kindOf(what: string, variable: SymbolExpr | undefined): Pick<Derivative, 'order' | 'notation'> {
  const order = /^(?:hessian|second)/.test(what) ? 2 : 1;
  const notation = variable === undefined || order === 2 || what.startsWith('gradient') ? 'nabla' : 'fraction';
  return { order, notation };
}

/** The x of `f(x) = x^\top x`. */
function argumentVariable(value: Expr, named: Expr | undefined): SymbolExpr | undefined {
  const key = argumentOf(named);
  return key === undefined ? undefined : symbolIn(value, key);
}

/** The z of `\log z`. */
function onlyName(value: Expr): SymbolExpr | undefined {
  const [name, more] = value.kind === 'symbol' ? [] : namesIn(value);
  return name === undefined || more !== undefined ? undefined : symbolIn(value, name);
}

/** What it is differentiated by stands in what is written out; of a name the note may tell. */
function variableIn(by: Expr | undefined, value: Expr): SymbolExpr | undefined {
  if (by?.kind !== 'symbol') return undefined;
  return symbolIn(value, by.key) ?? (value.kind === 'symbol' ? by : undefined);
}

/** No name that is given to the result here, no size, no condition. */
function isResult(right: Expr, of: Expr): boolean {
  if (isZero(right) || some(right, (it) => it.kind === 'derivative')) return false;
  if (some(right, (it) => it.kind === 'apply' && it.op === 'cross')) return false;
  return right.kind !== 'symbol' || symbolIn(of, right.key) !== undefined;
}

/** `B^{-1} A^{-1}` of `AB`: another expression of the same names. What a matrix is found to have is no claim. */
function makesSense(of: Expr, right: Expr): boolean {
  const [had, has] = [of, right].map(namesIn) as [ReadonlySet<string>, ReadonlySet<string>];
  return of.kind === 'apply' && had.size > 0 && [...had].every((it) => has.has(it));
}

function namesIn(expr: Expr): ReadonlySet<string> {
  const names = new Set<string>();
  walk(expr, (it) => {
    if (it.kind === 'symbol') names.add(it.key);
  });
  return names;
}
