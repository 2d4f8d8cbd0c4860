/**
 * Names that a note gives values, whatever their letters mean elsewhere: the letter I of the invariants
 * `I_1 = \operatorname{tr} C`, of a current `I = V / R`, of `I_1, I_2 \in \mathbb R`, else the identity, whatever size
 * stands below it; and `R_z(\theta) = …`, a function although R is a matrix.
 */
import type { Node } from '../latex/node.ts';
import { headOf, lettersOf } from '../latex/roles.ts';
import type { Glyph } from './expr.ts';
import { isTransposed, only } from './lower-marks.ts';

/** How the letter may be written: alone or bold, and with a number below it. */
type Written = 'I' | 'I#' | 'bold I' | 'bold I#';

const GIVES = 'gives ';
const USES = 'is identity ';

export function countIdentity(nodes: readonly Node[], isInside: boolean, bump: (sign: string) => void): void {
  nodes.forEach((node, i) => {
    const name = writtenIn(node);
    if (name === undefined) return;
    const [before, next] = [nodes[i - 1], nodes[i + 1]];
    if (!isInside && begins(before) && isGiven(next, nodes.slice(i + 2))) bump(GIVES + name);
    else if (isTerm(before, next) && (before !== undefined || isInside)) bump(USES + name);
  });
}

/** Told from all signs that were counted. */
export const valuesIn = (signs: ReadonlyMap<string, number>): ReadonlySet<string> =>
  new Set(
    [...signs.keys()].flatMap((it) => {
      if (it.startsWith(BY_PARAMETER)) return [it];
      const name = it.startsWith(GIVES) ? it.slice(GIVES.length) : undefined;
      return name !== undefined && (name.endsWith('#') || !signs.has(USES + name)) ? [name] : [];
    }),
  );

export const BY_PARAMETER = 'by a parameter ';

/** What stands behind a name in `R_z(\theta) = …`: an angle, the time. */
export function givesByParameter(next: Node | undefined, sign: Node | undefined): boolean {
  const fence = next === undefined ? undefined : headOf(next);
  const [argument, more] = fence?.kind === 'fence' && fence.open === '(' ? fence.body : [];
  return (
    isMark(sign, '=') &&
    more === undefined &&
    argument?.kind === 'atom' &&
    argument.role === 'letter' &&
    /^(?:\\[a-z]+|[st])$/.test(argument.text)
  );
}

/** @param asks whether the note gives the name, so written, a value */
export function asGiven(glyph: Glyph, sub: Node | undefined, asks: (name: string) => boolean): Glyph {
  const name = nameOf(glyph, sub);
  return name !== undefined && asks(name) ? { ...glyph, ordinary: true } : glyph;
}

function nameOf({ letter, face, accents, label, primes }: Glyph, sub: Node | undefined): Written | undefined {
  if (letter !== 'I' || accents.length + primes > 0 || label !== '' || (face !== 'plain' && face !== 'bold'))
    return undefined;
  const own = face === 'plain' ? 'I' : 'bold I';
  if (sub === undefined) return own;
  const below = only(sub);
  return below?.kind === 'atom' && below.role === 'number' ? `${own}#` : undefined;
}

function writtenIn(node: Node): Written | undefined {
  if (node.kind === 'scripted' && (node.sup !== undefined || node.primes > 0)) return undefined;
  const head = headOf(node);
  const isBold = head.kind === 'command' && /^\\(mathbf|boldsymbol|bm)$/.test(head.name);
  if (lettersOf(head) !== 'I' || !(isBold || head.kind === 'atom')) return undefined;
  const glyph: Glyph = { letter: 'I', face: isBold ? 'bold' : 'plain', accents: [], label: '', primes: 0 };
  return nameOf(glyph, node.kind === 'scripted' ? node.sub : undefined);
}

const isMark = (node: Node | undefined, ...texts: readonly string[]): boolean =>
  node?.kind === 'atom' && texts.includes(node.text);

const begins = (before: Node | undefined): boolean =>
  before === undefined ||
  before.kind === 'text' ||
  isMark(before, ',', ';', '\\quad', '\\qquad') ||
  (before.kind === 'atom' && before.role === 'align');

function isGiven(sign: Node | undefined, rest: readonly Node[]): boolean {
  if (isMark(sign, '\\in')) return isRealLine(rest[0]);
  if (!isMark(sign, '=', ':=', '\\triangleq', '\\equiv')) return false;
  const end = rest.findIndex((it) => isMark(it, '=', ',', ';', '\\quad', '\\qquad'));
  return !isIdentity(end < 0 ? rest : rest.slice(0, end));
}

const isRealLine = (node: Node | undefined): boolean =>
  node !== undefined && node.kind !== 'scripted' && /^R$/.test(lettersOf(node));

/** `\begin{bmatrix} … \end{bmatrix}`, `Q^\top Q`, `AA^{-1}`, `\sum_i e_i e_i^\top`, `I_n`. */
function isIdentity(value: readonly Node[]): boolean {
  const [first] = value;
  const last = value.at(-1);
  if (first === undefined || value.some((it) => headOf(it).kind === 'environment')) return true;
  if (value.length === 1 && /^(?:I|Id|E|eye|1|[A-Z])$/.test(lettersOf(headOf(first)))) return true;
  if (last !== undefined && isTurned(last)) return true;
  const isFunction = headOf(first).kind === 'command' || (first.kind === 'atom' && first.role === 'function');
  return !isFunction && value.some((it) => isTurned(it) && /^[A-Z]$/.test(lettersOf(headOf(it))));
}

/** `Q^\top`, `A^{-1}`, `U'`, `U^*`. */
function isTurned(node: Node): boolean {
  if (node.kind !== 'scripted') return false;
  if (node.primes > 0 || isTransposed(node)) return true;
  const sup = node.sup?.kind === 'group' ? node.sup.body : node.sup === undefined ? [] : [node.sup];
  return isMark(sup[0], '-', '*', '\\dagger', 'H', "'");
}

/** A whole term, alone or behind a number: `A - \lambda I`, `(I - H)`, `= I`. */
const isTerm = (before: Node | undefined, next: Node | undefined): boolean =>
  (before === undefined || isSign(before) || isFactor(headOf(before))) &&
  (next === undefined || isSign(next) || next.kind === 'text');

/** `\lambda`, `\sigma^2`, `2`, `t` */
const isFactor = (node: Node): boolean =>
  node.kind === 'atom' && (node.role === 'number' || (node.role === 'letter' && /^[a-z]+$/.test(lettersOf(node))));

const isSign = (node: Node): boolean =>
  node.kind === 'atom' && /^(additive|relation|punctuation|align)$/.test(node.role);
