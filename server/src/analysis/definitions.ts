/**
 * What could define a name: `E = X - UV^\top`, `f(w) = \|Xw - y\|^2`, `K_{pq} = \ldots`. The form alone decides here;
 * whether an equation is meant as a definition is decided in `kinds.ts`. Together they are a graph: what a definition's
 * right side names is defined by others.
 */
import type { Expr, Relation } from '../expr/expr.ts';
import { plain } from '../expr/glyph.ts';
import { composedCall, composedIn } from '../expr/lower-composition.ts';
import type { Statement } from '../expr/statement.ts';
import { constantOf } from '../shape/constants.ts';
import { memberKey } from '../shape/declare.ts';
import { baseOf, freeNames, letterOf, lettersIn } from '../shape/free-names.ts';
import { isForm, numberByForm } from '../shape/number-by-form.ts';
import { textOf } from '../expr/text.ts';
import { shiftOf } from '../verify/recurrence.ts';
import { impliedBy } from './implied-definitions.ts';
import type { PartStatements } from './reading.ts';
import { momentsSaid } from './moments-said.ts';
import { membersSaid, type SaidMember } from './rows-said.ts';

export interface Definition {
  /** `E`, `W[1]`, `K[]` for any member, `f` for a function. */
  readonly key: string;
  readonly form: 'value' | 'member' | 'function';
  readonly left: Expr;
  readonly right: Expr;
  /** The list that names its entries, where a row below it says what they are. */
  readonly entries?: Expr;
  /** Names that stand for any argument or index: `w` of `f(w) = …`. */
  readonly parameters: readonly string[];
  /** Of which powers of its parameters a function is given: 2 for the σ of `f(\mu, \sigma^2) = …`. */
  readonly powers?: readonly number[];
  /** How far the index that is given lies above its letter: 1 for `x_{t+1} = f(x_t)`. */
  readonly ahead?: number;
  /** The right side mentions the name itself: an iteration, or a member in terms of another. */
  readonly recursive: boolean;
  /** Up to a factor or a constant: `\propto`, `+ \text{const}`. */
  readonly loose: 'no' | 'factor' | 'constant';
  readonly statement: Statement;
  readonly formula: number;
  /** A sentence says so, and its formula only names it; moments of something random count where moments are spoken of. */
  readonly said?: 'member' | 'moment';
  /** By place in the part. */
  readonly order: number;
  /** The list items, theorems and quotations that the formula stands in, outermost first. */
  readonly scopes: readonly number[];
}

const memo = new WeakMap<PartStatements, ReadonlyMap<string, readonly Definition[]>>();

/** The candidates of a part, by name, in the order of the text. */
export function definitionsIn(part: PartStatements): ReadonlyMap<string, readonly Definition[]> {
  let found = memo.get(part);
  if (found === undefined) {
    const all = new Map<string, Definition[]>();
    const spoken = new Set<string>();
    part.statements.forEach((list, formula) => {
      const scopes = part.part.blocks[part.part.formulas[formula]!.block]?.scopes ?? [];
      for (const [i, statement] of list.entries()) {
        const order = orderOf(formula, i);
        const implied = impliedDefinition(statement, order, scopes, spoken);
        const isValued = (key: string): boolean => all.get(key)?.some((it) => !namesEntries(it)) === true;
        const own = definitionBy(statement, order, scopes) ?? valueOfEntries(list, i, order, scopes, isValued);
        const said = i > 0 ? [] : membersSaid(part).filter((it) => it.formula === formula);
        const members = said.map((it) => memberSaid(it, statement, order, scopes));
        for (const it of [own, implied, ...members]) {
          if (it === undefined || isValueAtNumbers(it, all)) continue;
          const known = all.get(it.key);
          if (known === undefined) all.set(it.key, [it]);
          else known.push(it);
        }
        for (const letter of lettersOf(statement.expr)) spoken.add(letter);
      }
    });
    for (const it of momentsSaid(part)) {
      const statement = part.statements[it.formula]?.[0];
      if (statement === undefined || all.has(it.left.key)) continue;
      const scopes = part.part.blocks[part.part.formulas[it.formula]!.block]?.scopes ?? [];
      const place = { statement, order: orderOf(it.formula, 0), scopes };
      const value = { key: it.left.key, form: 'value', parameters: [], recursive: false, loose: 'no' } as const;
      all.set(it.left.key, [{ ...it, ...value, said: 'moment', ...place }]);
    }
    memo.set(part, (found = all));
  }
  return found;
}

/** `x = 4`, `y = -3` and `f(x, y) = -12`: what f is there, and not what it is. */
function isValueAtNumbers(
  { key, form, right, parameters, formula }: Definition,
  all: ReadonlyMap<string, readonly Definition[]>,
): boolean {
  if (form !== 'function' || !isNumeral(right) || parameters.length === 0 || !all.has(key)) return false;
  return parameters.every((it) => {
    const last = all.get(it)?.at(-1);
    return last !== undefined && isNumeral(last.right) && formula - last.formula <= NEAR;
  });
}

/** So many formulas may stand between the numbers and the value at them. */
const NEAR = 4;

const isNumeral = (expr: Expr): boolean =>
  expr.kind === 'number' ||
  (expr.kind === 'apply' && expr.op === 'sum' && expr.args.length === 1 && isNumeral(expr.args[0]!));

/** Of a name that is new there, and stands on one side where the other has an expression. */
function impliedDefinition(
  statement: Statement,
  order: number,
  scopes: readonly number[],
  spoken: ReadonlySet<string>,
): Definition | undefined {
  const relation = relationOf(statement.expr);
  const isNew = (name: Expr): boolean => [...lettersIn(name)].every((it) => !spoken.has(it));
  const implied = relation && impliedBy(relation, isNew);
  const subject = implied && definable(implied.left);
  if (implied === undefined || subject === undefined || lettersIn(implied.right).has(letterOf(subject.key)))
    return undefined;
  const place = { statement, formula: Math.floor(order / STATEMENTS), order, scopes };
  return { ...subject, ...implied, recursive: false, loose: 'no', ...place };
}

const memberSaid = (said: SaidMember, statement: Statement, order: number, scopes: readonly number[]): Definition => ({
  ...said,
  form: 'member',
  recursive: false,
  loose: 'no',
  said: 'member',
  statement,
  order,
  scopes,
});

/** The letters of all that an expression names. */
export function lettersOf(expr: Expr): ReadonlySet<string> {
  const { names, functions } = freeNames(expr);
  return new Set([...names.keys(), ...functions].map(letterOf));
}

/** A formula has fewer statements. */
export const STATEMENTS = 1000;

export const orderOf = (formula: number, statement: number): number => formula * STATEMENTS + statement;

const made = new WeakMap<Statement, { readonly order: number; readonly definition: Definition | undefined }>();

/** What a statement would define; undefined when its left side is nothing that can be given a value. */
export function definitionBy(
  statement: Statement,
  order: number,
  scopes: readonly number[] = [],
): Definition | undefined {
  const known = made.get(statement);
  if (known?.order === order && sameScopes(known.definition?.scopes ?? scopes, scopes)) return known.definition;
  const definition = define(statement, order, scopes);
  made.set(statement, { order, definition });
  return definition;
}

const sameScopes = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((it, i) => it === b[i]);

const GIVES = new Set(['=', ':=', '\\coloneqq', '\\coloneq', '≔', '\\triangleq', '=def', '=\\Delta', '=\\triangle', '\\equiv', '\\doteq', '\\eqdef', '\\propto', '\\gets', '\\leftarrow', '←']); // prettier-ignore

function define(statement: Statement, order: number, scopes: readonly number[]): Definition | undefined {
  const expr = relationOf(statement.expr);
  if (expr === undefined) return undefined;
  const [written, value] = mapped(statement, expr) ?? sidesOf(expr);
  if (written === undefined || value === undefined) return undefined;
  const composed = composedFunction(written, value);
  const [left, right] = composed ?? withoutLogarithm(...withoutSquare(written, value));
  const subject = definable(left);
  if (subject === undefined) return undefined;
  const { names, functions } = freeNames(right);
  const readable = !subject.key.includes('_?');
  // `\sigma_n = \sigma(w^\top x_n)` gives members of a list values of a function.
  const used = [...names.keys(), ...functions].filter((it) => subject.form !== 'member' || !functions.has(it));
  // `x(t) = e^{At} x_0` is given by where it begins.
  const own = readable && used.some((it) => baseOf(it) === baseOf(subject.key) && !isBeginning(it, subject.key));
  const same = readable && [...names.keys(), ...functions].includes(subject.key);
  return {
    ...subject,
    left,
    right,
    recursive: same || (own && subject.form !== 'value'),
    loose:
      expr.signs[0]?.text === '\\propto' || (names.has('upright const') && !addsConstant(right))
        ? 'factor'
        : addsConstant(right)
          ? 'constant'
          : 'no',
    statement,
    formula: Math.floor(order / STATEMENTS),
    order,
    scopes,
  };
}

/** The x_0 where x(t), or x_t, begins. */
export const isBeginning = (used: string, key: string): boolean => used !== key && /\[\d+\]$/.test(used);

/** `f : A \to B, x \mapsto v` gives f(x) the value v. */
function mapped({ maps }: Statement, { sides, signs, span }: Relation): readonly [Expr, Expr] | undefined {
  const [args, value] = sides;
  if (maps === undefined || args === undefined || value === undefined || !isMapsTo(signs[0]?.text)) return undefined;
  return [{ kind: 'call', fn: maps, args: args.kind === 'tuple' ? args.items : [args], span }, value];
}

/** `h = g \circ f` gives h(x) the value g(f(x)), whatever x is. */
function composedFunction(left: Expr, right: Expr): readonly [Expr, Expr] | undefined {
  const functions = left.kind === 'symbol' ? composedIn(right) : undefined;
  if (functions === undefined || functions.args.some((it) => it.kind === 'ellipsis')) return undefined;
  const argument: Expr = { kind: 'symbol', key: ARGUMENT, glyph: plain(ARGUMENT), span: right.span };
  const value = composedCall(functions, [argument], right.span);
  return value && [{ kind: 'call', fn: left, args: [argument], span: left.span }, value];
}

/** A name that no formula has. */
const ARGUMENT = '\u0000argument';

/** `\sigma^2 = v` gives σ the value √v: a deviation is written by its square, and so is `r^2 = \|x - y\|^2`. */
function withoutSquare(left: Expr, right: Expr): readonly [Expr, Expr] {
  const deviation = powerOfDeviation(left)?.base;
  if (deviation !== undefined && lettersIn(right).has(letterIn(deviation))) return [left, right];
  const base = deviation ?? lengthIn(left, right);
  return base === undefined
    ? [left, right]
    : [base, { kind: 'apply', op: 'elementwise', name: 'sqrt', args: [right], span: right.span }];
}

/** What is given a value by its square that is a number by its form. */
function lengthIn(left: Expr, right: Expr): Expr | undefined {
  const [base, exponent] = left.kind === 'apply' && left.op === 'power' ? left.args : [];
  const name = base?.kind === 'index' ? base.base : base?.kind === 'call' ? base.fn : base;
  const isPlain = name?.kind === 'symbol' && name.glyph.face === 'plain' && !lettersIn(right).has(letterOf(name.key));
  const isLength = isPlain && (numberByForm(right) || isForm(right));
  return isLength && exponent?.kind === 'number' && exponent.value === 2 ? base : undefined;
}

const letterIn = (expr: Expr): string => {
  const name = expr.kind === 'index' ? expr.base : expr;
  return name.kind === 'symbol' ? letterOf(name.key) : '';
};

/** `\sigma^2`, `\sigma_i^2`: a deviation and the power of it. */
function powerOfDeviation(expr: Expr): { readonly base: Expr; readonly power: number } | undefined {
  const [base, exponent] = expr.kind === 'apply' && expr.op === 'power' ? expr.args : [];
  const name = base?.kind === 'index' ? base.base : base;
  const isDeviation =
    name?.kind === 'symbol' && name.glyph.face === 'plain' && /^(\\sigma|\\tau|s)$/.test(name.glyph.letter);
  const isSquare = isDeviation && exponent?.kind === 'number' && exponent.value === 2;
  return isSquare && base !== undefined ? { base, power: 2 } : undefined;
}

/** `\log p(x) = v` gives p(x) the value exp v. */
function withoutLogarithm(left: Expr, right: Expr): readonly [Expr, Expr] {
  const isLogarithm = left.kind === 'apply' && left.op === 'elementwise' && /^(log|ln)$/.test(left.name ?? '');
  const [inside] = isLogarithm ? left.args : [];
  if (inside?.kind !== 'call') return [left, right];
  return [inside, { kind: 'apply', op: 'elementwise', name: 'exp', args: [right], span: right.span }];
}

/** `M = \begin{bmatrix} A & B \\ C & D \end{bmatrix}` says what the parts of M are called. */
export const namesParts = ({ right }: Definition): boolean => right.kind === 'literal' || right.kind === 'tuple';

/** The right side of `P = (p_{ij})`. */
export const isEntryInBrackets = (it: Expr): boolean =>
  it.kind === 'apply' &&
  it.op === 'free' &&
  it.args.length === 1 &&
  it.args[0]?.kind === 'index' &&
  it.args[0].items.length === 2;

/** `X = [x_{11}, \ldots]` names the entries of X, and gives it no value. */
export function namesEntries(definition: Definition): boolean {
  const { key, right } = definition;
  const list = right.kind === 'apply' && right.op === 'transpose' && right.args[0] ? right.args[0] : right;
  if (!namesParts({ ...definition, right: list }) && !isEntryInBrackets(right)) return false;
  const small = (name: string): string => letterOf(name).toLowerCase();
  const letters = [...freeNames(right).names.keys()].map(small);
  return letters.length > 0 && letters.every((it) => it === small(key));
}

/** Whether some `z = [z_{1,1}, z_{1,2}]` has two indices on the letter of the entries. */
export function listsEntries({ entries, right }: Definition, letter: string): boolean {
  const list = entries ?? right;
  const isEntry = (it: Expr): boolean =>
    it.kind === 'index' && it.items.length === 2 && it.base.kind === 'symbol' && it.base.key === letter;
  return list.kind === 'literal' && list.rows.flat().every(isEntry);
}

/**
 * `z = [z_1, z_2]` and, in the row below it, `= [x_1 + x_2, x_1 x_2]`: what z is, where the row above it only names its
 * entries and nothing else gives it a value.
 */
export function valueOfEntries(
  list: readonly Statement[],
  place: number,
  order: number,
  scopes: readonly number[],
  isValued: (key: string) => boolean,
): Definition | undefined {
  const [statement, above] = [list[place], list[place - 1]];
  const relation = statement && relationOf(statement.expr);
  if (statement?.continues === undefined || relation === undefined || relation.sides[0] !== undefined) return undefined;
  const names = above && definitionBy(above, order - 1, scopes);
  const right = relation.sides.at(-1);
  const isGiven =
    names !== undefined &&
    right !== undefined &&
    namesEntries(names) &&
    !isValued(names.key) &&
    names.right === statement.continues &&
    relation.signs.every(({ text }) => text === '=');
  const found = isGiven ? { ...names, right, entries: names.right, statement, order, recursive: false } : undefined;
  return found === undefined || namesEntries(found) ? undefined : found;
}

/**
 * The relation a statement consists of; `X = AB : \text{the product}` has words behind a colon, and
 * `x \mapsto f(x) = Ax` says what f is.
 */
export function relationOf(expr: Expr): Relation | undefined {
  if (expr.kind === 'relation') return withoutArrow(expr);
  const [first] = expr.kind === 'tuple' && expr.open === ':' ? expr.items : [];
  return first?.kind === 'relation' ? first : undefined;
}

const withoutArrow = (expr: Relation): Relation => {
  const { sides, signs } = expr;
  const [args, value] = sides;
  const isRepeated =
    signs.length > 1 && isMapsTo(signs[0]?.text) && value?.kind === 'call' && sameArguments(value.args, args);
  return isRepeated ? { ...expr, sides: sides.slice(1), signs: signs.slice(1) } : expr;
};

const isMapsTo = (sign = ''): boolean => /^(\\(long)?mapsto|↦|⟼)$/.test(sign);

/** `f(x, y)` behind `(x, y) \mapsto`. */
function sameArguments(args: readonly Expr[], given: Expr | undefined): boolean {
  const listed = given?.kind === 'tuple' ? given.items : given === undefined ? [] : [given];
  const [only] = args;
  const own = args.length === 1 && only?.kind === 'tuple' ? only.items : args;
  return own.length === listed.length && own.every((it, i) => isName(it) && textOf(it) === textOf(listed[i]!));
}

/** What is given a value, and its value: the last side of a chain. The other way round for `expr =: name`. */
function sidesOf({ signs, sides }: Relation): readonly [Expr | undefined, Expr | undefined] {
  const [first] = signs;
  if (first?.text === '=:') return [sides[1], sides[0]];
  if (first === undefined || !GIVES.has(first.text)) return [undefined, undefined];
  let last = 1;
  while (signs[last]?.text === '=' && sides[last + 1] !== undefined) last++;
  return [sides[0], sides[last]];
}

const addsConstant = (expr: Expr): boolean =>
  expr.kind === 'apply' &&
  expr.op === 'sum' &&
  expr.args.some((it) => it.kind === 'symbol' && /^(const|constant|cst)\.?$/.test(it.glyph.letter));

type Subject = Pick<Definition, 'key' | 'form' | 'parameters' | 'powers'>;

/** What can be given a value: a name, a member, a function at names, the transpose of a name. */
export function definable(left: Expr): Subject | undefined {
  if (left.kind === 'symbol') {
    // `dS = μS dt` is a relation between differentials.
    const isPlain = constantOf(left) === undefined && !left.glyph.accents.includes('d');
    return isPlain ? { key: left.key, form: 'value', parameters: [] } : undefined;
  }
  if (left.kind === 'index') {
    if (left.items.some((it) => it.kind !== 'at')) return undefined;
    const parameters = [...freeNames(left).indices];
    if (left.base.kind === 'symbol') {
      if (constantOf(left.base) !== undefined) return undefined;
      const key = memberKey(left.base.key, left.items);
      const numbered = left.items.every((it) => it.kind === 'at' && it.expr.kind === 'number');
      const [parameter, more] = parameters;
      const ahead = parameter === undefined || more !== undefined ? undefined : shiftOf(left, parameter);
      return {
        key,
        form: numbered ? 'value' : 'member',
        parameters,
        ...(ahead !== undefined && ahead !== 0 && { ahead }),
      };
    }
    const inner = left.base.kind === 'call' ? definable(left.base) : undefined;
    return inner && { ...inner, form: 'function', parameters: [...inner.parameters, ...parameters] };
  }
  if (left.kind === 'call') {
    const { fn } = left;
    const args = left.args.flatMap((it) => (it.kind === 'tuple' ? it.items : [it]));
    if (!args.every(isName)) return undefined;
    const parameters = args.flatMap((it) => [...freeNames(it).names.keys()]);
    const powers = args.map((it) => powerOfDeviation(it)?.power ?? 1);
    if (fn.kind === 'symbol')
      return { key: fn.key, form: 'function', parameters, ...(powers.some((it) => it !== 1) && { powers }) };
    if (powers.some((it) => it !== 1)) return undefined;
    if (fn.kind === 'index' && fn.base.kind === 'symbol')
      return {
        key: memberKey(fn.base.key, fn.items),
        form: 'function',
        parameters: [...parameters, ...freeNames(fn).indices],
      };
    return undefined;
  }
  if (left.kind === 'apply' && (left.op === 'transpose' || left.op === 'parentheses')) {
    const [inner] = left.args;
    return inner?.kind === 'symbol' || inner?.kind === 'index' ? definable(inner) : undefined;
  }
  return undefined;
}

/** `x`, `x_i`, `(x, y)`, `\ldots`, a number: what stands between the brackets of a function that is being defined. */
const isName = (expr: Expr): boolean =>
  expr.kind === 'symbol' ||
  expr.kind === 'ellipsis' ||
  expr.kind === 'number' ||
  (expr.kind === 'index' && expr.base.kind === 'symbol') ||
  (expr.kind === 'tuple' && expr.items.every(isName)) ||
  powerOfDeviation(expr)?.base.kind === 'symbol';
