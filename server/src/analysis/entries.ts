/** The letters of entries: `u_i` of a bold `u`, `z_{ij}` of `Z`. */
import { perObject } from '../base/per-object.ts';
import { children, type Expr, type Index, type SymbolExpr } from '../expr/expr.ts';
import { keyOf } from '../expr/glyph.ts';
import { familyKey, isPair, memberKey, pairKey } from '../shape/declare.ts';
import { letterOf, lettersIn } from '../shape/free-names.ts';
import { rewritten } from '../expr/rewrite.ts';
import { listsEntries } from './definitions.ts';
import type { PosedFormula } from './posed-formula.ts';
import type { PartStatements } from './reading.ts';
import type { Seen } from './meaning.ts';
import { isWholeValue, type Lookup } from './unfolding.ts';

/** How a part writes entries, as entries of the whole. */
export const entriesIn = (formula: PosedFormula, statements: PartStatements, lookup: Lookup): ((expr: Expr) => Expr) =>
  boldEntries(
    formula,
    (key) => standsAlone(key, statements),
    (whole, letter) =>
      standsAlone(whole, statements) && lookup(whole).some(({ definition }) => listsEntries(definition, letter)),
    (key) => lookup(key).some(isWhole),
    (it) => entryOfNumbered(it, formula, statements) ?? entryOfGiven(it, formula, lookup),
  );

/** `f(x) = Ax`: a value, which is not made of the members of a family f. */
const isWhole = (it: Seen): boolean =>
  isWholeValue(it) && !lettersIn(it.definition.right).has(letterOf(it.definition.key));

/**
 * Entries of a bold vector or matrix may be written with the plain letter, those of a matrix with the small one; a plain
 * letter on its own is something else.
 */
function boldEntries(
  formula: PosedFormula | undefined,
  isNamed: (key: string) => boolean,
  listsEntries: (whole: string, letter: string) => boolean = () => false,
  isGiven: (key: string) => boolean = () => false,
  numbered: (it: Index) => Index | undefined = () => undefined,
): (expr: Expr) => Expr {
  const bold = (expr: Expr): Expr =>
    rewritten(expr, (it) => {
      const component = formula && componentOf(it, formula, isNamed, isGiven);
      if (component !== undefined) return { ...component, base: bold(component.base) };
      const ofMember = formula && it.kind === 'index' ? (numbered(it) ?? entryOfDeclared(it, formula)) : undefined;
      if (ofMember !== undefined) return bold(ofMember);
      if (it.kind !== 'index' || it.base.kind !== 'symbol' || it.base.glyph.face !== 'plain' || formula === undefined)
        return undefined;
      const { base } = it;
      const items = apart(base, it.items, formula);
      const face = withGlyph(base, { ...base.glyph, face: 'bold' });
      // Of a matrix that only another part of the note speaks of, `X_{ij}` may be anything.
      const isPair = items.length === 2 && isNamed(face.key);
      const member = isPair ? pairKey(base.key) : memberKey(base.key, items);
      // `u_i \in \mathbb{R}` says it of the entries.
      const isOther = formula.declared(member) && formula.shapeOfName(member).kind !== 'scalar';
      if (formula.declared(base.key) || isOther) return undefined;
      const { kind } = formula.shapeOfName(face.key);
      const entries = kind === 'vector' || kind === 'row' ? 1 : kind === 'matrix' ? 2 : 0;
      // What nothing declares may be so read where the plain letter is the name of nothing else.
      const isAlone =
        formula.declared(face.key) || (!isNamed(base.key) && formula.shapeOfName(member).kind === 'scalar');
      if (isAlone && items.length === entries) return { ...it, base: face };
      const isVector = entries === 1 && (formula.declared(face.key) || listsEntries(face.key, base.key));
      const only = isVector ? besideOne(items, kind === 'row') : undefined;
      if (only !== undefined) return { ...it, base: face, items: [only] };
      const letter = base.glyph.letter.toUpperCase();
      if (items.length !== 2 || !/^[a-z]$/.test(base.glyph.letter) || formula.shapeOfName(base.key).kind === 'matrix')
        return undefined;
      const wholes = (['bold', 'plain'] as const).map((own) => withGlyph(base, { ...base.glyph, letter, face: own }));
      const whole = wholes.find((one) => formula.shapeOfName(one.key).kind === 'matrix');
      return whole === undefined ? entryOfMember(it, face, formula) : { ...it, base: whole, items };
    });
  return bold;
}

/**
 * `g_i` and `g_i(x)` of a function `\mathbf g` that is declared to give a vector, or of one that is given such a value: an
 * entry of its value.
 */
function componentOf(
  it: Expr,
  formula: PosedFormula,
  isNamed: (key: string) => boolean,
  isGiven: (key: string) => boolean,
): Index | undefined {
  const fn = it.kind === 'call' ? it.fn : it;
  if (fn.kind !== 'index' || fn.base.kind !== 'symbol' || fn.upper) return undefined;
  const { base, items } = fn;
  if (items.length !== 1 || items[0]!.kind !== 'at') return undefined;
  const member = memberKey(base.key, items);
  const entryOf = (whole: SymbolExpr): Index => ({
    ...fn,
    base: it.kind === 'call' ? { ...it, fn: whole } : whole,
    span: it.span,
  });
  const givesVector = (key: string): boolean => {
    const shape = formula.shapeOfName(key);
    return shape.kind === 'function' && shape.to.kind === 'vector';
  };
  const one = formula.shapeOfName(member);
  const isEntry = /^(scalar|unknown)$/.test((one.kind === 'function' ? one.to : one).kind);
  const isGivenVector = ({ key }: SymbolExpr): boolean =>
    it.kind === 'call' && isEntry && isGiven(key) && (formula.shapeOfName(key).kind === 'vector' || givesVector(key));
  if (isGivenVector(base)) return entryOf(base);
  if (base.glyph.face !== 'plain') return undefined;
  const bold = withGlyph(base, { ...base.glyph, face: 'bold' });
  // `g_i : \mathbb{R}^n \to \mathbb{R}` tells it from a plain g that is named elsewhere.
  const isTold = (formula.declared(bold.key) || formula.declared(member)) && givesVector(bold.key);
  const plain = formula.shapeOfName(base.key);
  // Beside a vector-valued bold g, no plain g that is a number has entries.
  const isNumber = plain.kind === 'scalar' || (plain.kind === 'function' && plain.to.kind === 'scalar');
  const isFree =
    formula.declared(member) || (isTold && isNumber) || (!formula.declared(base.key) && !isNamed(base.key));
  return isFree && (isTold || isGivenVector(bold)) ? entryOf(bold) : undefined;
}

/** `x_{12}` of a matrix X of which no x is a list: row 1 and column 2. */
function apart({ glyph, span }: SymbolExpr, items: Index['items'], formula: PosedFormula): Index['items'] {
  const [only, more] = items;
  const number = only?.kind === 'at' && more === undefined && only.expr.kind === 'number' ? only.expr.value : 0;
  if (!/^[1-9]{2}$/.test(String(number)) || !/^[a-z]$/.test(glyph.letter)) return items;
  const isMatrix = (['bold', 'plain'] as const).some(
    (face) => formula.shapeOfName(keyOf({ ...glyph, letter: glyph.letter.toUpperCase(), face })).kind === 'matrix',
  );
  const isList = (['bold', 'plain'] as const).some((face) =>
    /^(vector|row)$/.test(formula.shapeOfName(keyOf({ ...glyph, face })).kind),
  );
  if (!isMatrix || isList) return items;
  return [Math.floor(number / 10), number % 10].map((value) => ({ kind: 'at', expr: { kind: 'number', value, span } }));
}

/**
 * `z_{1,2}` of a row `z` of shape $1 \times 3$, `z_{2,1}` of a column: the index that counts. A vector that is turned
 * keeps the names of its entries.
 */
function besideOne([first, second, more]: Index['items'], isRow: boolean): Index['items'][number] | undefined {
  if (more !== undefined || numberIn(first) === undefined || numberIn(second) === undefined) return undefined;
  const [one, other] = isRow ? [first, second] : [second, first];
  if (numberIn(one) === 1) return other;
  return numberIn(other) === 1 ? one : undefined;
}

const numberIn = (item: Index['items'][number] | undefined): number | undefined =>
  item?.kind === 'at' && item.expr.kind === 'number' ? item.expr.value : undefined;

/** `x_{ij}` beside bold `x_i`, of which nothing says that they are rows of a matrix: entry j of `x_i`. */
function entryOfMember(it: Index, bold: SymbolExpr, formula: PosedFormula): Expr | undefined {
  const [first, second] = it.items;
  if (first === undefined || second === undefined) return undefined;
  const member = memberKey(bold.key, [first]);
  return formula.shapeOfName(member).kind === 'vector'
    ? { ...it, base: { ...it, base: bold, items: [first] }, items: [second] }
    : undefined;
}

/** `x_{ij}` of a declared `x_i \in \mathbb{R}^d`: entry j of it. */
function entryOfDeclared(it: Index, formula: PosedFormula): Index | undefined {
  const { base, items } = it;
  const [first, second] = items;
  if (base.kind !== 'symbol' || !isPair(it) || first === undefined || second === undefined) return undefined;
  const isDeclared = formula.declared(familyKey(base.key)) && !formula.declared(pairKey(base.key));
  return isDeclared && /^(vector|row)$/.test(formula.shapeOfName(familyKey(base.key)).kind)
    ? { ...it, base: { ...it, items: [first] }, items: [second] }
    : undefined;
}

/**
 * `y_{nk}` where `y_n = \operatorname{softmax}(a_n)` is a vector: entry k of it. `q_{ij}` of `q_j = A b_j` is entry i, for
 * the letter that counts the vectors there tells which of the two does here.
 */
function entryOfGiven(it: Index, formula: PosedFormula, lookup: Lookup): Index | undefined {
  const { base, items } = it;
  const [first, second] = items;
  if (base.kind !== 'symbol' || !isPair(it) || first === undefined || second === undefined) return undefined;
  const [family, pair] = [familyKey(base.key), pairKey(base.key)];
  // A `z_{ik}` that follows a law of vectors is a vector of its own.
  const isNumber = /^(scalar|unknown)$/.test(formula.shapeOfName(pair).kind);
  if (formula.declared(pair) || !isNumber || lookup(pair).length > 0) return undefined;
  const counted = lookup(family).flatMap(({ definition: { form, left } }) =>
    form === 'member' && left.kind === 'index' && !left.upper && left.items.length === 1 ? left.items : [],
  );
  const member = items.find((one) => counted.some((other) => isSameLetter(one, other)));
  if (member === undefined || formula.shapeOfName(family).kind !== 'vector') return undefined;
  return { ...it, base: { ...it, base, items: [member] }, items: [member === first ? second : first] };
}

const isSameLetter = (a: Index['items'][number], b: Index['items'][number]): boolean =>
  a.kind === 'at' &&
  b.kind === 'at' &&
  a.expr.kind === 'symbol' &&
  b.expr.kind === 'symbol' &&
  a.expr.key === b.expr.key;

/**
 * `x_j^{(i)}` of vectors `x^{(i)}`: entry j of one of them, whichever script stands first. Where the note names vectors
 * `x_j` as well, nobody knows.
 */
function entryOfNumbered(it: Index, formula: PosedFormula, statements: PartStatements): Index | undefined {
  const { base } = it;
  if (!it.upper || base.kind !== 'index' || base.upper || base.base.kind !== 'symbol') return undefined;
  const { key } = base.base;
  const scripts = scriptsIn(statements).get(key);
  if (scripts?.above !== true || scripts.below || formula.shapeOfName(familyKey(key)).kind !== 'vector')
    return undefined;
  const member: Index = { ...it, base: base.base, span: { ...base.span } };
  return { ...it, base: member, items: base.items, upper: false };
}

/** Where a part writes the only index of a name. */
const scriptsIn = perObject(({ statements }: PartStatements) => {
  const found = new Map<string, { above: boolean; below: boolean }>();
  const visit = (it: Expr): void => {
    if (it.kind === 'index' && it.base.kind === 'symbol') {
      const known = found.get(it.base.key) ?? { above: false, below: false };
      found.set(it.base.key, known);
      if (it.upper) known.above = true;
      else known.below = true;
    }
    // Below an index above, as in `x_j^{(i)}`, it is not the only one.
    const isBoth = it.kind === 'index' && it.upper && it.base.kind === 'index' && !it.base.upper;
    for (const child of isBoth ? [] : children(it)) visit(child);
  };
  for (const list of statements) for (const it of list) visit(it.expr);
  return found;
});

const named = new WeakMap<PartStatements, ReadonlySet<string>>();

/** Whether a name stands without index anywhere in a part. */
function standsAlone(key: string, statements: PartStatements): boolean {
  let found = named.get(statements);
  if (found === undefined) {
    const keys = new Set<string>();
    const visit = (it: Expr): void => {
      if (it.kind === 'symbol') keys.add(it.key);
      if (it.kind === 'index' && it.base.kind === 'symbol') {
        for (const item of it.items) if (item.kind === 'at') visit(item.expr);
      } else children(it).forEach(visit);
    };
    for (const list of statements.statements) for (const it of list) visit(it.expr);
    named.set(statements, (found = keys));
  }
  return found.has(key);
}

const withGlyph = (symbol: SymbolExpr, glyph: SymbolExpr['glyph']): SymbolExpr => ({
  ...symbol,
  glyph,
  key: keyOf(glyph),
});
