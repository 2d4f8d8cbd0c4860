/**
 * What the sentences around formulas declare: “an $m \times n$ matrix $A$”, “a vector $x$ of length $n$”, “where $A$ is
 * symmetric”. A formula in a sentence is a numbered token here; only phrases that name the thing beside it count.
 */
import type { Expr, Relation, SymbolExpr } from '../expr/expr.ts';
import { isUpper } from '../expr/glyph.ts';
import type { Statement } from '../expr/statement.ts';
import { type Declaration, declaredSpace, dimOf, subjectOf } from './declare.ts';
import { type Dim, named } from './dim.ts';
import { ONE_HOT_NOUN, oneHotSpelled } from './one-hot.ts';
import { matrix, row, SCALAR, type Shape, vector } from './shape.ts';

/** A sentence: words, and formulas by number. */
export type Sentence = readonly (string | number)[];

export interface ProseDeclaration extends Declaration {
  /** The formula that names it. */
  readonly formula: number;
}

const F = '⟦(\\d+)⟧';
/** One name or several: ⟦1⟧, ⟦2⟧ and ⟦3⟧. */
const NAMES = '((?:⟦\\d+⟧(?:\\s*,\\s*(?:and\\s+)?|\\s+and\\s+|\\s+or\\s+)?)+)';
const QUALITIES =
  '((?:(?:[a-z]+-)?[a-z]+ly |real(?:-valued)? |square |symmetric |skew-symmetric |diagonal |orthogonal |orthonormal |unitary |invertible |non-?singular |positive[- ](?:semi-?)?definite |upper |lower |triangular |full[- ]rank |random |data |design |weight |covariance |precision |kernel |gram |rotation |permutation |projection |transition |adjacency |laplacian |inertia |mass |stiffness |gain |correlation |scatter |jacobian |measurement |observation |hessian |input |output |parameter |feature |embedding |column |row |unit |one-hot |probability |bias |hidden |state |error |noise |known |unknown |fixed |constant |given |sparse |dense |arbitrary |new |single |and )*)';

type Kind = 'matrix' | 'vector' | 'row' | 'scalar';

interface Pattern {
  readonly regex: RegExp;
  /** Without this the pattern cannot match, and it is far cheaper to look for. */
  readonly word: RegExp;
  readonly kind: Kind | 'size';
  readonly size?: number;
  readonly names: number;
  readonly qualities?: number;
  /** Written as a product alone: “x is $(u, v)$” tells what x is. */
  readonly crossed?: boolean;
  /** Only capitals are meant: “for invertible $A$, $x = …$”. */
  readonly capitals?: boolean;
  /** Only small letters are: “one-hot labels $Y$” are a matrix, or a list of numbers. */
  readonly small?: boolean;
}

const pattern = (source: string, word: RegExp, rest: Omit<Pattern, 'regex' | 'word'>): Pattern => ({
  regex: new RegExp(source, 'g'),
  word,
  ...rest,
});

/** The noun ends here: not “matrix norm”, “vector space”, “constant function”. */
const END =
  '(?=\\s*(?:[.,;:)]|$|is |are |of |with |and |that |which |whose |in |such |where |for |so |but |containing |composed |consisting |representing |whose ))';
const BE =
  '(?:(?:(?:will|shall|should|must|may|can|would|to) (?:then )?)?be|(?:has|have) been|is|are|being|becomes?|denotes?|represents?|as)';
/** “X is an $n \\times p$ matrix, y an $n$-vector”: the verb is said once. */
const BE_A = `(?:${BE} (?:an? |the |two |both )?|an? )`;
/** “Write x as an $m \\times n$ matrix X” says it of X; x keeps its own size. */
const NOT_TURNED =
  '(?<!\\b(?:writ|reshap|view|arrang|rearrang|stack|regard|fold|unfold|interpret|treat|think)\\w*\\s+(?:of\\s+)?(?:the\\s+)?(?:[a-z]+\\s+)?)';
const MATRIX = /matri/;
const VECTOR = /vector/;
const SIZE = /size|shape|dimension/;
const ONE_HOT = /one-hot/;
const EQUALS = new RegExp(` ${BE} (?:an? )?⟦`);
const PATTERNS: readonly Pattern[] = [
  pattern(`${F}\\s+${QUALITIES}matri(?:x|ces) ${NAMES}`, MATRIX, { kind: 'matrix', size: 1, qualities: 2, names: 3 }),
  pattern(`${NOT_TURNED}${NAMES}\\s+${BE_A}${QUALITIES}${F}\\s+${QUALITIES}matri(?:x|ces)(?! ⟦)`, MATRIX, { kind: 'matrix', names: 1, qualities: 2, size: 3 }),
  pattern(`${QUALITIES}matri(?:x|ces) ${NAMES}\\s*(?:of|with|has|have|having)? (?:size|shape|dimensions?|dimensionality|order) (?:of )?${F}`, MATRIX, { kind: 'matrix', qualities: 1, names: 2, size: 3 }),
  pattern(`${NAMES}\\s+(?:${BE}(?: of)?|(?:will |must |should )?have|has|having|with|of)(?: an?)?(?: the)? (?:size|shape|dimensions?|dimensionality) (?:of )?${F}`, SIZE, { kind: 'size', names: 1, size: 2 }),
  pattern(`${NAMES}\\s+${BE} (?:an? |the |our )(?:[a-z-]+ ){1,3}?(?:of|with) (?:size|shape|dimensions?|dimensionality) (?:of )?${F}`, SIZE, { kind: 'size', names: 1, size: 2 }),
  pattern(`${NAMES}\\s+${BE} (?:an? )?${F}(?![- ]*(?:matri|vector|dim|⟦|-|(?!(?:and|then|so|with|where|while|but)\\b)\\w))`, EQUALS, { kind: 'size', names: 1, size: 2, crossed: true }),
  pattern(`${NAMES}\\s*(?::|=|,|${BE})\\s*(?:an? |the )?(?:[a-z]+ ){0,2}?${QUALITIES}matri(?:x|ces)(?: [a-z ]{0,40})?\\s*\\(${F}\\)`, MATRIX, { kind: 'matrix', names: 1, qualities: 2, size: 3 }),
  pattern(`${NAMES}\\s*(?::|=|,|${BE})\\s*(?:an? |the )?(?:[a-z]+ ){0,2}?${QUALITIES}vectors?(?: [a-z ]{0,40})?\\s*\\(${F}\\)`, VECTOR, { kind: 'vector', names: 1, qualities: 2, size: 3 }),
  pattern(`${NAMES}\\s*\\(${F}\\)`, /⟧ ?\(⟦/, { kind: 'size', names: 1, size: 2 }),
  pattern(`${F}-dimensional ${QUALITIES}vectors? ${NAMES}`, VECTOR, { kind: 'vector', size: 1, qualities: 2, names: 3 }),
  pattern(`${NAMES}\\s+${BE_A}${F}-(?:dimensional )?${QUALITIES}vectors?`, VECTOR, { kind: 'vector', names: 1, size: 2, qualities: 3 }),
  pattern(`${QUALITIES}vectors? ${NAMES}\\s*(?:of|with|has|have)? (?:length|size|dimensions?|dimensionality) ${F}`, VECTOR, { kind: 'vector', qualities: 1, names: 2, size: 3 }),
  pattern(`${NAMES}\\s+${BE_A}${QUALITIES}vectors? of (?:length|size|dimension) ${F}`, VECTOR, { kind: 'vector', names: 1, qualities: 2, size: 3 }),
  pattern(`(?<!⟦\\d+⟧-?\\s?|dimensional )\\b${QUALITIES}matri(?:x|ces) ${NAMES}`, MATRIX, { kind: 'matrix', qualities: 1, names: 2 }),
  pattern(`(?<!⟦\\d+⟧-?\\s?|dimensional )\\b${QUALITIES}vectors? ${NAMES}`, VECTOR, { kind: 'vector', qualities: 1, names: 2 }),
  pattern(`\\bone-hot ${ONE_HOT_NOUN}${NAMES}`, ONE_HOT, { kind: 'vector', names: 1, small: true }),
  pattern(`${NAMES}\\s+${BE} (?:an? |the |all |both )?one-hot${END}`, ONE_HOT, { kind: 'vector', names: 1, small: true }),
  pattern(`\\b(?:scalars?|numbers?|angles?) ${NAMES}`, /scalar|number|angle/, { kind: 'scalar', names: 1 }),
  pattern(`\\b${QUALITIES}scalars? (?:coefficients? |parameters? |values? |numbers? |constants? |weights? |functions? |losse?s? )?${NAMES}`, /scalar/, { kind: 'scalar', qualities: 1, names: 2 }),
  pattern(`${NAMES}\\s+${BE} (?:an? |the |both |two |all )?${QUALITIES}matri(?:x|ces)${END}`, MATRIX, { kind: 'matrix', names: 1, qualities: 2 }),
  pattern(`${NAMES}\\s+${BE} (?:an? |the |both |two |all )?${QUALITIES}vectors?${END}`, VECTOR, { kind: 'vector', names: 1, qualities: 2 }),
  pattern(`${NAMES}\\s+(?:${BE} (?:an? |the |both |two |all )?|an? )${QUALITIES}(?:scalars?|constants?|(?:(?:natural|rational|positive|negative|non-?negative|nonzero) )?numbers?|angles?)${END}`, /scalar|constant|number|angle/, { kind: 'scalar', names: 1, qualities: 2 }),
  pattern(`${NAMES}\\s+${BE} (?:an? |the |both )?(square|symmetric|skew-symmetric|positive[- ](?:semi-?)?definite|invertible|non-?singular|orthogonal|diagonal)\\b(?! (?:and )?(?:vector|to |function|⟦))`, /square|symmetric|definite|invertible|singular|orthogonal|diagonal/, { kind: 'matrix', names: 1, qualities: 2 }),
  pattern(`\\b(?:for|with|when|where|given|and|all|any|every)\\s+${NAMES}\\s+((?:and )?(?:real )?(?:square|symmetric|skew-symmetric|positive[- ](?:semi-?)?definite|invertible|non-?singular|orthogonal|diagonal))\\b(?! (?:to |⟦))`, /square|symmetric|definite|invertible|singular|orthogonal|diagonal/, { kind: 'matrix', names: 1, qualities: 2, capitals: true }),
  pattern(`\\b(?:for|with|when|where|any|every|given|let|an?)\\s+(?:two |all |any |both |an? )?((?:real |(?:and )?(?:square|symmetric|skew-symmetric|positive[- ](?:semi-?)?definite|invertible|non-?singular),? )+)(?:matri(?:x|ces) )?${NAMES}`, /square|symmetric|definite|invertible|singular/, { kind: 'matrix', names: 2, qualities: 1, capitals: true }),
]; // prettier-ignore

const CONDITIONS = [
  'symmetric',
  'skew-symmetric',
  'positive definite',
  'positive semidefinite',
  'invertible',
  'orthogonal',
  'orthonormal',
  'diagonal',
  'upper triangular',
  'lower triangular',
  'full rank',
  'one-hot',
  'unit',
  'square',
  'covariance',
  'nonsingular',
];
const SQUARE = new Set([
  'symmetric',
  'skew-symmetric',
  'positive definite',
  'positive semidefinite',
  'invertible',
  'orthogonal',
  'square',
  'covariance',
  'nonsingular',
]);

/** @param statements by formula number */
export function proseDeclarations(
  sentence: Sentence,
  statements: (formula: number) => readonly Statement[],
): readonly ProseDeclaration[] {
  if (
    !sentence.some(
      (it) =>
        typeof it === 'string' &&
        /matri|vector|scalar|number|angle|square|symmetric|definite|invertible|singular|orthogonal|size|shape|dimension|constant|hot\b|\b(?:is|are|be)\b|^ ?\($/i.test(
          it,
        ),
    )
  )
    return [];
  const line = oneHotSpelled(
    sentence
      .map((it) => (typeof it === 'number' ? `⟦${String(it)}⟧` : it.toLowerCase().replaceAll(/\s+/g, ' ')))
      .join(''),
  );
  const found: ProseDeclaration[] = [];
  const taken = new Set<number>();
  for (const { regex, word, kind, size, names, qualities, capitals, small, crossed } of PATTERNS) {
    if (!word.test(line)) continue;
    for (const match of line.matchAll(regex)) {
      const before = line.slice(Math.max(0, match.index - 24), match.index);
      if (/\b(not|n't|neither|no|non)\b[^⟦]*$/.test(before) || /\bnot\b|n't/.test(match[0])) continue;
      const said = size === undefined ? undefined : statements(Number(match[size]));
      const dims = said && sizesOf(said);
      // Of size n there are matrices as well; `(n,)` is a list.
      const isAxis = said?.[0]?.expr.kind === 'tuple';
      if (crossed === true && isAxis) continue;
      if (size !== undefined && dims === undefined) continue;
      const words = qualities === undefined ? '' : (match[qualities] ?? '');
      const conditions = CONDITIONS.filter((it) =>
        new RegExp(`(^| |-)${it.replace(' ', '[- ]')}( |$)`).test(
          words.replace('semi-definite', 'semidefinite').replace('non-singular', 'nonsingular'),
        ),
      );
      for (const [, digits] of (match[names] ?? '').matchAll(/⟦(\d+)⟧/g)) {
        const formula = Number(digits);
        if (taken.has(formula)) continue;
        const subjects = subjectsOf(statements(formula), size !== undefined);
        if (subjects.length === 0) continue;
        if (small === true && subjects.some(({ symbol }) => isUpper(symbol.glyph))) continue;
        if (capitals === true && !subjects.every(({ symbol }) => isUpper(symbol.glyph))) continue;
        taken.add(formula);
        for (const { key, symbol, expr, applied } of subjects) {
          const shape = shapeFor(kind, dims, conditions, words, key, isAxis);
          if (shape !== undefined)
            found.push({
              key,
              symbol,
              name: expr,
              shape,
              conditions,
              inWords: true,
              span: expr.span,
              formula,
              ...(applied === true && { applied }),
            });
        }
      }
    }
  }
  return found;
}

interface Subject {
  readonly key: string;
  readonly symbol: SymbolExpr;
  readonly expr: Expr;
  readonly applied?: boolean;
}

/** @param sized “where $J(q) = \partial f/\partial q$ is $6 \times n$”: sizes are told of the left side of a definition */
function subjectsOf(statements: readonly Statement[], sized: boolean): readonly Subject[] {
  return statements.flatMap(({ expr }) => {
    const defined = sized ? definedBy(expr) : undefined;
    if (defined !== undefined) return [defined];
    const list = expr.kind === 'tuple' && expr.open === '' ? expr.items : [expr];
    const subjects = list.map((it) => ({ it, subject: it.kind === 'call' ? undefined : subjectOf(it) }));
    return subjects.every(({ subject }) => subject !== undefined)
      ? subjects.flatMap(({ it, subject }) => (subject === undefined ? [] : [{ ...subject, expr: it }]))
      : [];
  });
}

function definedBy(expr: Expr): Subject | undefined {
  if (expr.kind !== 'relation' || expr.signs.length !== 1 || expr.signs[0]?.text !== '=') return undefined;
  const [name, value] = expr.sides;
  if (name === undefined || value === undefined || value.kind === 'number') return undefined;
  const applied = name.kind === 'call' && name.args.length === 1 && name.args[0]?.kind === 'symbol';
  const subject = name.kind === 'call' && !applied ? undefined : subjectOf(name);
  return subject === undefined ? undefined : { ...subject, expr: name, ...(applied && { applied }) };
}

/** `m \times n` is two sizes, `n` one; anything else is none. */
function sizesOf(statements: readonly Statement[]): readonly Dim[] | undefined {
  // `m \times n, m > n` says how the sizes compare.
  const [first, ...rest] = statements;
  if (first === undefined || rest.some((it) => it.expr.kind !== 'relation' || !isOrder(it.expr))) return undefined;
  const { expr } = first;
  const parts =
    expr.kind === 'apply' && expr.op === 'cross'
      ? expr.args
      : expr.kind === 'tuple' && expr.open === '('
        ? expr.items
        : [expr];
  const dims = parts.map(dimOf);
  return dims.length > 2 || dims.some((it) => it === undefined) ? undefined : dims.filter((it) => it !== undefined);
}

const isOrder = ({ signs }: Relation): boolean =>
  signs.every(({ text }) => /^([<>≤≥]|\\(lt|gt|le|ge|leq|geq|ll|gg)(slant)?)$/.test(text));

function shapeFor(
  kind: Kind | 'size',
  dims: readonly Dim[] | undefined,
  conditions: readonly string[],
  words: string,
  key: string,
  isAxis: boolean,
): Shape | undefined {
  const open = (side: string): Dim => named(`?${key}:${side}`);
  const [first, second] = dims ?? [];
  if (kind === 'size')
    return first !== undefined && (second !== undefined || isAxis)
      ? declaredSpace([first, ...(second ? [second] : [])])
      : undefined;
  if (kind === 'scalar') return SCALAR;
  if (kind === 'matrix') {
    if (first !== undefined) return second === undefined ? undefined : declaredSpace([first, second]);
    const square = conditions.some((it) => SQUARE.has(it));
    return matrix(open('rows'), square ? open('rows') : open('columns'));
  }
  if (first !== undefined && second !== undefined) return declaredSpace([first, second]);
  return /\brow\b/.test(words) ? row(first ?? open('rows')) : vector(first ?? open('rows'));
}
