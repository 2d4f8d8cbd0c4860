/** Entries that are numbered above: `g(x) = (g(x^1), \ldots, g(x^n))`. */
import type { Fence, Node, Scripted } from '../latex/node.ts';
import { headOf, lettersOf } from '../latex/roles.ts';
import type { Expr } from './expr.ts';
import { keyOf } from './glyph.ts';
import { apply, lowerNode, type Lowering } from './lower.ts';
import { scriptOf } from './lower-families.ts';
import { only } from './lower-marks.ts';
import { glyphOf } from './lower-symbol.ts';

/** `x^n` of an x whose entries a list numbers above; not one of several that are called `x_n`. */
export function entryAbove({ base, sub, sup, primes, span }: Scripted, at: Lowering): Expr | undefined {
  if (at.withEntries === undefined || base === undefined || sup === undefined || sub !== undefined || primes > 0)
    return undefined;
  const glyph = glyphOf(base);
  if (glyph === undefined || keyOf(glyph) !== at.withEntries || (scriptOf(sup) === undefined && !countsUp(sup)))
    return undefined;
  const whole = apply('parentheses', [lowerNode(base, at)], base.span);
  return { kind: 'index', base: whole, items: [{ kind: 'at', expr: lowerNode(sup, at) }], upper: false, span };
}

/** The name whose entries a list of values numbers above: `x` of `g(x^1), \ldots, g(x^n)`. */
export function entriesAbove(nodes: readonly Node[]): string | undefined {
  const dots = nodes.findIndex((it) => it.kind === 'atom' && it.role === 'ellipsis');
  if (dots < 0) return undefined;
  const valuesIn = (side: readonly Node[]): readonly Node[] =>
    side.flatMap((it, i) => (isArgument(it) && !isMean(side[i - 1]) ? it.body : []));
  const [first, last] = [valuesIn(nodes.slice(0, dots)), valuesIn(nodes.slice(dots + 1))];
  const [from, to] = [first[0], last.at(-1)].map((it) =>
    it?.kind === 'scripted' && it.base !== undefined && it.sub === undefined && it.primes === 0 ? it : undefined,
  );
  const glyph = from && glyphOf(from.base!);
  const end = to && glyphOf(to.base!);
  if (glyph === undefined || end === undefined || keyOf(glyph) !== keyOf(end) || scriptOf(from!.sup) !== '1')
    return undefined;
  // `\operatorname{tr}(A^1), \ldots` are powers.
  if (!/^[a-z]$/.test(keyOf(glyph))) return undefined;
  return countsUp(to!.sup) ? keyOf(glyph) : undefined;
}

const isArgument = (node: Node): node is Fence => node.kind === 'fence' && node.open === '(' && node.body.length === 1;

/** The `E` of a list of moments. */
const isMean = (node: Node | undefined): boolean => node !== undefined && lettersOf(headOf(node)) === 'E';

/** `n`, `n_1`. */
function countsUp(node: Node | undefined): boolean {
  const sign = only(node);
  return sign?.kind === 'scripted'
    ? sign.sup === undefined && sign.primes === 0 && countsUp(sign.base)
    : sign?.kind === 'atom' && sign.role === 'letter' && /^[a-zA-Z]$/.test(sign.text);
}
