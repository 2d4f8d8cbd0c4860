/** Names: which glyph a node is, whatever the spelling. */
import type { Span } from '../base/span.ts';
import type { Node, Scripted } from '../latex/node.ts';
import { headOf, lettersOf } from '../latex/roles.ts';
import type { Expr, Face, Glyph } from './expr.ts';
import { isUpper, keyOf, plain } from './glyph.ts';
import { asGiven } from './lower-values.ts';

const FACES: Readonly<Record<string, Face>> = {
  '\\mathbf': 'bold', '\\boldsymbol': 'bold', '\\bm': 'bold', '\\pmb': 'bold', '\\bf': 'bold', '\\bfseries': 'bold', '\\textbf': 'bold',
  '\\mathbfit': 'bold', '\\symbf': 'bold', '\\symbfit': 'bold', '\\bold': 'bold', '\\boldmath': 'bold',
  '\\vb': 'bold', '\\va': 'bold',
  '\\mathcal': 'calligraphic', '\\cal': 'calligraphic', '\\mathscr': 'calligraphic', '\\mathfrak': 'calligraphic', '\\scr': 'calligraphic',
  '\\mathbb': 'blackboard', '\\Bbb': 'blackboard', '\\mathds': 'blackboard', '\\mathbbm': 'blackboard',
  '\\mathrm': 'upright', '\\rm': 'upright', '\\mathsf': 'upright', '\\sf': 'upright', '\\mathtt': 'upright', '\\tt': 'upright',
  '\\text': 'upright', '\\textrm': 'upright', '\\textsf': 'upright', '\\texttt': 'upright', '\\mathnormal': 'plain', '\\mathit': 'plain',
  '\\it': 'plain', '\\textit': 'plain', '\\mathop': 'upright', '\\operatorname': 'upright',
}; // prettier-ignore

const EXPANDED: Readonly<Record<string, Glyph>> = {
  '\\R': { ...plain('R'), face: 'blackboard' }, '\\N': { ...plain('N'), face: 'blackboard' }, '\\Z': { ...plain('Z'), face: 'blackboard' },
  '\\C': { ...plain('C'), face: 'blackboard' }, '\\Q': { ...plain('Q'), face: 'blackboard' }, '\\E': { ...plain('E'), face: 'blackboard' },
  '\\RR': { ...plain('R'), face: 'blackboard' }, '\\EE': { ...plain('E'), face: 'blackboard' }, '\\Reals': { ...plain('R'), face: 'blackboard' },
  '\\reals': { ...plain('R'), face: 'blackboard' }, 'ℝ': { ...plain('R'), face: 'blackboard' }, 'ℕ': { ...plain('N'), face: 'blackboard' },
  'ℤ': { ...plain('Z'), face: 'blackboard' }, 'ℂ': { ...plain('C'), face: 'blackboard' }, '\\real': { ...plain('R'), face: 'blackboard' },
}; // prettier-ignore

/** Variants of one letter that no author tells apart. */
const SAME: Readonly<Record<string, string>> = {
  '\\varepsilon': '\\epsilon',
  '\\varphi': '\\phi',
  '\\vartheta': '\\theta',
  ℓ: '\\ell',
};

/** The glyph of a node that is a name; undefined for anything else. */
export function glyphOf(node: Node): Glyph | undefined {
  switch (node.kind) {
    case 'atom': {
      const expanded = Object.hasOwn(EXPANDED, node.text) ? EXPANDED[node.text] : undefined;
      if (expanded !== undefined) return expanded;
      if (node.role !== 'letter' && node.role !== 'function') return undefined;
      return plain(SAME[node.text] ?? node.text);
    }
    case 'text':
      return { ...plain(node.text.trim()), face: 'upright' };
    case 'group':
      return node.body.length === 1 ? glyphOf(node.body[0]!) : undefined;
    case 'command':
      return commandGlyph(node);
    default:
      return undefined;
  }
}

function commandGlyph(node: Extract<Node, { kind: 'command' }>): Glyph | undefined {
  const arg = node.args[node.args.length - 1];
  if (arg === undefined) return undefined;
  if (node.role === 'accent') {
    const inner = glyphOf(arg);
    // `\vec x` is a bold x; of a capital, a bold one would be a matrix.
    if (node.name === '\\vec' && !(inner?.face === 'plain' && isUpper(inner))) return styledGlyph(arg, inner, 'bold');
    return inner === undefined ? undefined : { ...inner, accents: [...inner.accents, accentName(node.name)] };
  }
  if (node.role === 'colour') return glyphOf(arg);
  const face = FACES[node.name];
  if (face === undefined && node.role !== 'style') return undefined;
  return styledGlyph(arg, glyphOf(arg), face ?? 'plain');
}

function styledGlyph(arg: Node, inner: Glyph | undefined, face: Face): Glyph | undefined {
  if (inner !== undefined) return { ...inner, face: merge(inner.face, face) };
  const letters = wordOf(arg);
  return letters === '' ? undefined : { ...plain(letters), face };
}

const merge = (inner: Face, outer: Face): Face =>
  outer === 'plain' || (outer === 'upright' && inner !== 'plain') ? inner : outer;

const accentName = (name: string): string => {
  const bare = name.slice(1);
  return bare === 'widehat' ? 'hat' : bare === 'widetilde' ? 'tilde' : bare === 'overline' ? 'bar' : bare;
};

/** The name without its scripts: `f` of `f_\theta`, `\mathbf{f}` of `\mathbf{f}^{(l)}`. */
export function nameKey(node: Node): string | undefined {
  const head = headOf(node);
  if (head.kind === 'atom' && head.role !== 'letter') return undefined;
  const glyph = head.kind === 'atom' || head.kind === 'command' ? glyphOf(head) : undefined;
  return glyph === undefined ? undefined : keyOf(glyph);
}

/** Several letters that make one name: `\mathrm{ReLU}`, `\mathbf{1}`. Empty when there is more than letters and digits. */
function wordOf(node: Node): string {
  const parts = node.kind === 'group' ? node.body : [node];
  const all = parts.every(
    (it) =>
      (it.kind === 'atom' && (it.role === 'letter' || it.role === 'number' || it.text === '-')) || it.kind === 'text',
  );
  return all ? parts.map(lettersOf).join('') : '';
}

export function symbolOf(node: Node, asks: (name: string) => boolean = () => false): Expr | undefined {
  const bare = glyphOf(node);
  if (bare === undefined) return undefined;
  const glyph = asGiven(bare, undefined, asks);
  return { kind: 'symbol', key: keyOf(glyph), glyph, span: node.span };
}

/** The name with the primes right behind it, where an exponent follows: the `x'` of `x'^\top`. Otherwise all of it. */
export function primedSpan({ base, sub, sup, primes, span }: Scripted, text: string): Span {
  if (base === undefined || sub !== undefined || sup === undefined || primes === 0) return span;
  const { start, end } = base.span;
  return text.slice(end, end + primes) === "'".repeat(primes) ? { start, end: end + primes } : span;
}
