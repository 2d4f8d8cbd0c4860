/** Suggestions for names that nothing declares: what the note's own declarations suggest, then what the letters do. */
import { type Call, type Expr, type Glyph, some, type SymbolExpr } from '../expr/expr.ts';
import { bare, isArrow, isGreek, isUpper, keyOf } from '../expr/glyph.ts';
import { cued, type Cues, isCollective, leads } from './cues.ts';
import { M, O, R, S, V } from './kinds.ts';
import type { Shape } from './shape.ts';

/** How the declared names of a note look, by style. */
export interface Styles {
  /** Style → kinds declared in it, with counts. */
  readonly kinds: Pick<ReadonlyMap<string, ReadonlyMap<number, number>>, 'get'>;
  /** Matrices are declared in some style. */
  readonly matrices: boolean;
  /** Names used as sizes. */
  readonly sizes: Pick<ReadonlySet<string>, 'has'>;
  /** What the forms of the note's formulas show of a name, in any section. */
  readonly cues: Pick<Cues, 'get'>;
  /** Lower-case letters in bold: vectors, in such notes. */
  readonly boldVectors: boolean;
  /** Vectors or matrices occur in the section, and in the note. */
  readonly linear: boolean;
  readonly linearNote: boolean;
}

export const styleOf = (glyph: Glyph): string =>
  `${glyph.face} ${isGreek(glyph) ? 'greek' : 'latin'} ${isUpper(glyph) ? 'upper' : 'lower'}`;

export function maskOf(shape: Shape): number | undefined {
  switch (shape.kind) {
    case 'scalar':
      return S;
    case 'vector':
      return V;
    case 'row':
      return R;
    case 'matrix':
      return M;
    case 'set':
      return O;
    case 'function':
      return maskOf(shape.to);
    default:
      return undefined;
  }
}

/** At least three declared glyphs of the style and none of another kind. */
export function habitOf(glyph: Glyph, styles: Styles): number {
  // A loss beside matrices stays a loss.
  if (glyph.face === 'plain' && (glyph.letter === 'L' || glyph.letter === 'J')) return 0;
  // What counts goes on counting beside small letters that are vectors.
  if (glyph.face === 'plain' && PLACES.has(glyph.letter)) return 0;
  const counts = styles.kinds.get(styleOf(glyph));
  if (counts?.size !== 1) return 0;
  const [kind, times] = [...counts][0]!;
  return times >= 3 ? kind : 0;
}

/** The name of a size, and of no vector or matrix elsewhere in the note. */
export const isSize = (key: string, { sizes, cues }: Styles): boolean =>
  sizes.has(key) && ((cues.get(key) ?? 0) & (V | R | M)) === 0;

const COUNTERS = new Set('i j k l m n t s d p q N M K T'.split(' '));
/** These number and count even where other small letters are vectors. */
const PLACES = new Set('i j k l m n d'.split(' '));
const PARAMETERS = new Set(['\\theta', '\\Theta']);
const VECTOR_LETTERS = new Set('b e g h u v w x y z'.split(' '));
const GREEK_NUMBERS = new Set('\\pi \\alpha \\gamma \\lambda \\eta \\tau \\kappa \\nu'.split(' '));
/** A multiplier or a step: a number or a vector; where it is a matrix, a square one. */
const MULTIPLIERS = new Set('\\gamma \\lambda \\eta \\tau \\kappa \\nu'.split(' '));
export const isMultiplier = (key: string): boolean => MULTIPLIERS.has(key);
/** Capitals that count, or name a space or a map, as often as a matrix. */
const AMBIGUOUS = new Set('C F G H I O P S X Y Z'.split(' '));
const LOSSES = new Set(['L', 'J', 'E', '\\ell', 'l']);
/** Densities, losses and, where nothing else is said, `f`. */
const SCALAR_FUNCTIONS = new Set('p q P f L J E \\pi \\ell k K'.split(' '));
const GREEK_MATRICES = new Set('\\Sigma \\Lambda \\Phi \\Psi \\Omega \\Gamma \\Xi'.split(' '));

/** What readers take a letter to be when nothing else is said; 0 where they would not. */
export function conventionOf(key: string, expr: Expr, glyph: Glyph, styles: Styles): number {
  const member = expr.kind === 'index';
  if (styles.sizes.has(key)) return S;
  const cue = cued(styles.cues.get(expr.kind === 'call' ? `${key}()` : key));
  if (cue !== 0) return cue;
  if (
    expr.kind === 'symbol' &&
    glyph.face === 'plain' &&
    (!isGreek(glyph) || isUpper(glyph)) &&
    isCollective(styles.cues.get(key))
  )
    return 0;
  // `a^l`, `x^1` of a list: what has a number above is a vector as often as not.
  if (member && expr.upper && glyph.face === 'plain') return 0;
  if (glyph.face === 'bold') return key.endsWith('[,]') ? 0 : boldConvention(glyph);
  // `\mathcal X` is a set; `\mathcal C^W` may be anything.
  if (glyph.face === 'calligraphic')
    return LOSSES.has(glyph.letter) ? S : expr.kind === 'call' || glyph.label !== '' ? 0 : O;
  if (expr.kind === 'call' && glyph.primes > 0) return 0;
  if (expr.kind === 'call' && SCALAR_FUNCTIONS.has(glyph.letter) && glyph.face === 'plain')
    return isTable(expr.args, glyph) ? 0 : S;
  if (glyph.face === 'blackboard') return O;
  if (glyph.face === 'upright') return glyph.letter === 'const' || glyph.letter === 'd' ? S : 0;
  // Where vectors are bold, or there are none, a plain letter is a number; else nobody can tell from the letter.
  const numbers = styles.boldVectors || !styles.linear;
  // Where vectors are bold, so are functions that give them.
  if (expr.kind === 'call' && styles.boldVectors && glyph.face === 'plain') return isOfMatrix(expr, glyph) ? 0 : S;
  if (isGreek(glyph)) {
    // Of points Φ gives features, or a probability.
    const isFeature = expr.kind === 'call' && glyph.letter === '\\Phi';
    if (isUpper(glyph)) return GREEK_MATRICES.has(glyph.letter) && hasMatrices(styles) && !member && !isFeature ? M : 0;
    // Parameters, a number as rarely as not.
    if (PARAMETERS.has(glyph.letter)) return styles.linearNote ? 0 : S;
    if (!styles.linear) return S;
    return GREEK_NUMBERS.has(glyph.letter) && (!member || numbers) ? S : 0;
  }
  if (isUpper(glyph)) {
    const leading = leads(styles.cues.get(key));
    if (LOSSES.has(glyph.letter)) return leading ? 0 : S;
    // `N_{\text{train}}`; `K_{XX}` and `K_{\mathbf x^\star \mathbf x}` are no numbers.
    if (COUNTERS.has(glyph.letter) && !member && !leading && expr.kind !== 'call')
      return /^((?!\w*(star|ast|prime))[a-z]{3,}|[a-z])?$/.test(glyph.label) ? S : 0;
    // Weights.
    if (glyph.letter === 'W' && styles.linearNote && (!member || /\[\d+\]$/.test(key)) && expr.kind !== 'call')
      return M;
    const counts = styles.kinds.get(styleOf(glyph));
    return !member &&
      (counts?.get(M) ?? 0) >= 2 &&
      counts?.size === 1 &&
      expr.kind !== 'call' &&
      !AMBIGUOUS.has(glyph.letter)
      ? M
      : 0;
  }
  if (expr.kind === 'call') return 0;
  // These are vectors as often as not, in any note that has vectors.
  if (VECTOR_LETTERS.has(glyph.letter) && styles.linearNote && !styles.boldVectors) return 0;
  if (COUNTERS.has(glyph.letter) && !member) return S;
  if (LOSSES.has(glyph.letter)) return S;
  const plain = styles.kinds.get(styleOf(glyph));
  return numbers && plain?.get(V) === undefined && plain?.get(R) === undefined ? S : 0;
}

const isCapital = (expr: Expr): boolean => expr.kind === 'symbol' && isUpper(expr.glyph);

/** `f(Wx + b)` is a layer, `K(X, X)` a table of values, as often as a number. */
const isTable = (args: readonly Expr[], { letter }: Glyph): boolean =>
  letter === 'f'
    ? args.some((it) => it.kind === 'apply' && some(it, isCapital))
    : /^[kK]$/.test(letter) && args.some(isCapital);

/** `C(A)`, `N(A)`: the spaces of a matrix. */
const isOfMatrix = ({ args }: Call, glyph: Glyph): boolean =>
  isUpper(glyph) && args.length === 1 && args.every(isCapital);

function boldConvention(glyph: Glyph): number {
  if (/^\d/.test(glyph.letter)) return V;
  if (glyph.letter.length > 1 && !isGreek(glyph)) return 0;
  return isUpper(glyph) ? M : V;
}

const hasMatrices = (styles: Styles): boolean => styles.boldVectors || styles.matrices;

/** A bold small letter for a matrix, a bold capital for a vector: one formula's reading, no habit of the note. */
export const isOdd = (key: string, mask: number): boolean =>
  (mask === M && /^bold \\?[a-z]/.test(key)) || (mask === V && /^bold \\?[A-Z]/.test(key));

/** X of dX, `\Delta X`, `\dot X`: what changes, as large as its change. @param known what formulas make of the change */
export function changingKey(key: string, known: Shape): string | undefined {
  // The step of a grid x, where formulas say that it is a number.
  const isStep = known.kind === 'scalar' && /^Delta [a-z]$/.test(key);
  return isStep ? undefined : wholeKey(key);
}

const wholeKey = (key: string): string | undefined => /^(?:d|Delta|d*dot) (.+)$/.exec(key)?.[1];

/** The same of a symbol. */
export function changing(expr: SymbolExpr): SymbolExpr | undefined {
  const key = wholeKey(expr.key);
  return key === undefined
    ? undefined
    : { ...expr, key, glyph: { ...expr.glyph, accents: expr.glyph.accents.slice(0, -1) } };
}

/** `x^*`, `\hat x`, `x'` are of the kind of `x`. */
export const variantOf = (glyph: Glyph): string | undefined => {
  const it = isArrow(glyph) ? undefined : bare(glyph);
  return it === undefined ? undefined : keyOf(it);
};
