/**
 * The transpose of what is written, as LaTeX: products turn round, transposes cancel, what is symmetric stays. What the
 * rules leave alone is copied from the page as it stands.
 */
import type { Apply, Expr } from '../expr/expr.ts';
import { constantOf } from '../shape/constants.ts';

export interface Page {
  /** The formula's text, which spans point into. */
  readonly text: string;
  /** `scalar`, `vector`, `matrix` …; undefined where it is not known. */
  readonly kindOf: (expr: Expr) => string | undefined;
  readonly isSymmetric: (expr: Expr) => boolean;
  /** What the author writes behind a matrix: `^\top`, `^T`, `^{\mathsf T}`. */
  readonly mark: string;
}

/** Undefined where a part could not be read, or where it is not known whether it is a number. */
export function transposedTex(expr: Expr, page: Page): string | undefined {
  if (isNumber(expr, page)) return source(expr, page);
  switch (expr.kind) {
    case 'apply':
      return ofApply(expr, page);
    case 'reduce':
      return replaced(expr, [expr.body], page);
    case 'symbol':
    case 'index':
    case 'call':
    case 'literal':
    case 'tuple':
      if (expr.kind === 'symbol' && (constantOf(expr) === 'identity' || page.isSymmetric(expr)))
        return source(expr, page);
      // What may be a number may not be marked, nor change its place.
      return page.kindOf(expr) === undefined ? undefined : marked(expr, page);
    case 'derivative':
      return `\\left( ${source(expr, page)} \\right)${page.mark}`;
    default:
      return undefined;
  }
}

const source = ({ span }: Expr, { text }: Page): string => text.slice(span.start, span.end);

function isNumber(expr: Expr, page: Page): boolean {
  return expr.kind === 'number' || page.kindOf(expr) === 'scalar';
}

/** A name with a superscript of its own takes no second one. */
function marked(expr: Expr, page: Page): string {
  const tex = source(expr, page);
  return tex.includes('^') && expr.kind !== 'literal' ? `(${tex})${page.mark}` : tex + page.mark;
}

function ofApply(expr: Apply, page: Page): string | undefined {
  const [first] = expr.args;
  if (first === undefined) return undefined;
  switch (expr.op) {
    case 'transpose':
      return source(first, page);
    case 'inverse':
      return page.isSymmetric(first) ? source(expr, page) : superscripted(first, `-${inner(page)}`, page);
    case 'inverse-transpose':
      return superscripted(first, '-1', page);
    case 'parentheses':
      return isSymmetricSum(first, page) ? source(expr, page) : source(expr, page) + page.mark;
    case 'product':
      return turnedProduct(expr, page);
    case 'sum':
      return turnedSum(expr, page);
    case 'divide':
      return expr.args[1] !== undefined && isNumber(expr.args[1], page) ? replaced(expr, [first], page) : undefined;
    case 'hadamard':
    case 'kronecker':
    case 'expectation':
      return replaced(expr, expr.args, page);
    case 'diagonal':
      return page.kindOf(first) === 'vector' ? source(expr, page) : marked(expr, page);
    case 'covariance':
      return source(expr, page);
    case 'elementwise':
    case 'softmax':
    case 'vectorise':
      return marked(expr, page);
    default:
      return `\\left( ${source(expr, page)} \\right)${page.mark}`;
  }
}

/** `\top` of `^{\top}`. */
const inner = ({ mark }: Page): string => (mark.startsWith('^{') ? mark.slice(2, -1) : mark.slice(1));

const superscripted = (base: Expr, sup: string, page: Page): string => `${source(base, page)}^{${sup}}`;

/** Numbers first, in their order, then the factors from the last to the first. */
function turnedProduct({ args }: Apply, page: Page): string | undefined {
  const isSpaced = args.some((it, i) => i > 0 && /\s/.test(page.text.slice(args[i - 1]!.span.end, it.span.start)));
  const numbers = args.filter((it) => isNumber(it, page)).map((it) => source(it, page));
  const factors = args.filter((it) => !isNumber(it, page)).map((it) => transposedTex(it, page));
  return factors.includes(undefined)
    ? undefined
    : joined([...numbers, ...factors.reverse().map((it) => it ?? '')], isSpaced);
}

/** Side by side, spaced as the author does; a space where a command's name would swallow the next letter. */
const joined = (pieces: readonly string[], isSpaced: boolean): string =>
  pieces.reduce((all, it) =>
    isSpaced || (/\\[A-Za-z]+$/.test(all) && /^[A-Za-z]/.test(it)) ? `${all} ${it}` : all + it,
  );

function turnedSum(expr: Apply, page: Page): string | undefined {
  return isSymmetricSum(expr, page) ? source(expr, page) : replaced(expr, expr.args, page);
}

/** `B + B^\top`: the terms transposed are the terms. */
const isSymmetricSum = (expr: Expr, page: Page): boolean =>
  isOwnTranspose(expr, page) || isOwnTranspose(expr, { ...page, isSymmetric: () => false });

function isOwnTranspose(expr: Expr, page: Page): boolean {
  if (expr.kind !== 'apply' || expr.op !== 'sum' || expr.args.length < 2) return false;
  const signed = (texts: readonly (string | undefined)[]): string =>
    texts
      .map((it, i) => `${String(expr.signs?.[i] ?? 1)} ${it?.replaceAll(/[\s{}]/g, '') ?? '?'}`)
      .sort()
      .join();
  const terms = expr.args.map((it) => transposedTex(it, page));
  return !terms.includes(undefined) && signed(terms) === signed(expr.args.map((it) => source(it, page)));
}

/** The expression as it stands, with these parts of it transposed in their places. */
function replaced(expr: Expr, parts: readonly Expr[], page: Page): string | undefined {
  let tex = '';
  let at = expr.span.start;
  for (const part of parts) {
    const turned = part.kind === 'ellipsis' ? source(part, page) : transposedTex(part, page);
    if (turned === undefined || part.span.start < at) return undefined;
    tex += page.text.slice(at, part.span.start) + turned;
    at = part.span.end;
  }
  return tex + page.text.slice(at, expr.span.end);
}
