/**
 * Names that may be symmetric: of such a matrix nothing tells A from its transpose, so that a formula with it shows no
 * layout. Whatever a sentence about symmetric things mentions counts, and letters that stand for such matrices mostly.
 */
import { type Expr, walk } from '../expr/expr.ts';
import { isUpper } from '../expr/glyph.ts';
import type { Block } from '../note/note.ts';
import { folding, lasting, sameSets, union } from './folded.ts';
import type { SectionFacts } from './sections.ts';

const all = folding<ReadonlySet<string>>(new Set(), union);
const inSections = lasting(namesIn, sameSets);

/** @param before the sections before an edit */
export const maybeSymmetric = (
  sections: readonly SectionFacts[],
  before: readonly SectionFacts[],
): ReadonlySet<string> => all(inSections(sections, before));

function namesIn({ statements: { part, statements }, declared }: SectionFacts): ReadonlySet<string> {
  const found = new Set<string>();
  for (const { key, conditions } of declared) if (conditions.some((it) => WORDS.test(it))) found.add(key);
  for (const { pieces } of part.blocks) {
    if (!pieces.some((it) => it.kind === 'text' && WORDS.test(it.text))) continue;
    pieces.forEach((piece, at) => {
      if (piece.kind !== 'formula' || !isCalledSo(pieces, at)) return;
      for (const { expr } of statements[piece.formula] ?? []) put(expr, found);
    });
  }
  for (const { expr } of statements.flat()) {
    const [left, right] = expr.kind === 'relation' ? expr.sides : [];
    // `A = A^\top`.
    for (const [a, b] of [
      [left, right],
      [right, left],
    ] as const)
      // prettier-ignore
      if (a?.kind === 'symbol' && b?.kind === 'apply' && b.op === 'transpose' && isName(b.args[0], a.key)) found.add(a.key);
  }
  return found;
}

const isName = (expr: Expr | undefined, key: string): boolean => expr?.kind === 'symbol' && expr.key === key;

const put = (expr: Expr, into: Set<string>): void => {
  walk(expr, (it) => {
    if (it.kind === 'symbol' && isUpper(it.glyph)) into.add(it.key);
  });
};

const WORD =
  'symmetric|covariance|precision|(?:semi-?)?definite|kernel|gram|hessian|laplacian|projections?|projector|diagonal|hermitian|self-adjoint|information|inertia|adjacency|pd|psd|spd';
const WORDS = new RegExp(`\\b(?:${WORD})\\b`, 'i');
/** “…the covariance matrix ⟦A⟧”. */
const BEFORE = new RegExp(`\\b(?:${WORD})(?: (?:matrix|matrices|of))?\\s*$`, 'i');
/** “⟦A⟧ is a real symmetric matrix”. */
const AFTER = new RegExp(
  `^[\\s,]*(?:which |that |both |all )?(?:is|are|be|being|as|to be|were|was|denotes?)? ?(?:an? |the |its |all |both |also )?(?:[\\w-]+ ){0,2}(?:${WORD})\\b`,
  'i',
);

/** Whether the words beside a formula call it symmetric, or call one so that it is listed with. */
function isCalledSo(pieces: Block['pieces'], at: number): boolean {
  const [before, after] = [pieces[at - 1], pieces[at + 1]];
  if (before?.kind === 'text' && BEFORE.test(before.text)) return true;
  if (after?.kind !== 'text') return false;
  if (AFTER.test(after.text)) return true;
  return /^\s*(?:,|and|or|, and)\s*$/.test(after.text) && pieces[at + 2] !== undefined && isCalledSo(pieces, at + 2);
}

const LETTERS = new Set('S K H P Q \\Sigma \\Lambda \\Omega \\Psi \\Gamma'.split(' '));

/** Whether every matrix in the expression may be equal to its transpose, and there is one. */
export function restsOnSymmetric(expr: Expr, names: ReadonlySet<string>): boolean {
  let some = false;
  let every = true;
  walk(expr, (it) => {
    if (it.kind !== 'symbol' || !isUpper(it.glyph)) return;
    if (names.has(it.key) || LETTERS.has(it.glyph.letter)) some = true;
    else every = false;
  });
  return some && every;
}
