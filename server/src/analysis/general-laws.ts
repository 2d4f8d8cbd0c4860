/**
 * Formulas that speak of any matrices: “A matrix is symmetric if $A^\top = A$”, “Associativity: $(AB)C = A(BC)$”. Their
 * letters are none of those that other paragraphs declare.
 */
import type { Part } from '../note/note.ts';
import { surroundingsOf } from './surroundings.ts';

export function speaksInGeneral(part: Part, formula: number): boolean {
  const { before = '', after = '', earlier = '' } = surroundingsOf(part)[formula] ?? {};
  if (WHERE_DEFINED.test(after) || WHERE_DEFINED_BEFORE.test(before)) return true;
  if ([SUBJECT, OPERATION, EXISTS].some((it) => it.test(before)) || isLabelled(before)) return true;
  if (TITLED.test(before)) return true;
  if (!/^[\W\d_]*$/.test(before)) return false;
  return LAWS.test(part.heading?.title ?? '') || LAWS.test(earlier) || isBesideLaws(part, formula);
}

const START = '^[\\W\\d_]*';

/** “… whenever the products exist”, “for matrices of compatible sizes $(AB)C = A(BC)$”. */
const OPERATIONS =
  '(?:matrix )?(?:products?|sums?|inverses|operations?|expressions?|both sides|they|everything|matrices)';
const SIZES = '(?:sizes?|dimensions?|shapes?|orders?|matrices)';
const FITTING = '(?:compatible|conformable|conforming|suitable|appropriate|matching|fitting)';
const DEFINED = `(?:(?:the |all |these |both |all the )?(?:${OPERATIONS} (?:involved |in question |concerned )?(?:exists?|(?:is|are) (?:well[- ])?(?:defined|${FITTING})|makes? sense)|${SIZES} (?:match|agree|fit|allow|permit|(?:is|are) ${FITTING})))`;
const OF_ANY_SIZE = `(?:${FITTING} ${SIZES}|matrices of ${FITTING} ${SIZES}|conformabl[ey] (?:partitioned )?matrices)`;
const WHERE_DEFINED = new RegExp(
  `^[^.;]{0,60}?\\b(?:(?:whenever|when|if|as long as|so long as|provided(?: that)?|assuming(?: that)?) ${DEFINED}|(?:for|with|of) (?:all |any )?${OF_ANY_SIZE})`,
);
const WHERE_DEFINED_BEFORE = new RegExp(
  `${START}(?:(?:whenever|when|if|as long as|provided(?: that)?) ${DEFINED}|(?:for|with|given) (?:all |any )?${OF_ANY_SIZE})`,
);

/** “(the second for square $X$)”: whatever X is elsewhere. */
export const isForSquare = (part: Part, formula: number): boolean =>
  FOR_SQUARE.test(surroundingsOf(part)[formula]?.after ?? '');

const FOR_SQUARE = /^[^⟦]{0,40}\b(?:for|if|when|where|with) (?:an? |any |all )?(?:invertible |non-?singular )?square ⟦/;

const isLabelled = (before: string): boolean => LABEL.test(before) || LABEL_IN_CHINESE.test(before);

/** An item without words, in a list of which another is labelled as a law. */
function isBesideLaws(part: Part, formula: number): boolean {
  const isItem = (i: number): boolean => (part.blocks[part.formulas[i]?.block ?? -1]?.scopes ?? []).length > 0;
  for (const step of [-1, 1])
    for (let i = formula; isItem(i) && Math.abs(i - formula) < NEAR; i += step)
      if (isLabelled(surroundingsOf(part)[i]?.before ?? '')) return true;
  return false;
}

const NEAR = 8;

/** A sentence about some matrix that it does not name. */
const SUBJECT = new RegExp(
  `${START}(?:(?:for|of) )?(?:an?|any|every|each|all|two|square|symmetric|orthogonal|invertible) (?:[a-z-]+ ){0,3}?(?:matrix|matrices|vectors?)\\b(?! (?:[a-z]+ )?⟦)`,
);

const OPERATION = new RegExp(
  `${START}(?:the )?(?:trace|determinant|transpos(?:e|ition)|inverse|rank|(?:kronecker|hadamard) product|matrix (?:multiplication|addition|product))\\b` +
    '[^⟦]{0,40}\\b(?:satisf(?:y|ies)|(?:is|are) (?:not )?(?:linear|multiplicative|cyclic|invariant|commutative|associative|distributive)|of an? (?:product|sum|transpose|inverse))',
);

const LABEL = new RegExp(
  `${START}(?:[a-z-]+ ){0,3}?(?:commutativ\\w*|associativ\\w*|distributiv\\w*|linearity|cyclic\\w*|multiplicativ\\w*|additivity|homogeneity|transposes?|inverses?|determinants?|traces?|ranks?)(?: [a-z-]+){0,5}\\W*[:：]\\W*$`,
);

const LABEL_IN_CHINESE = /(?:律|性|矩阵|转置|逆|迹|行列式)[^⟦:：]{0,12}[:：]\W*$/;

/** “… if there exists $B$ such that”, “若存在矩阵 $B$ 使得”. */
const EXISTS =
  /\bexists? (?:an? |some )?(?:[a-z-]+ ){0,2}⟦ (?:such that|so that|with|satisfying) ?$|存在[^⟦]{0,8}⟦ ?(?:使得|满足) ?$/;

/** “Useful identities (2/2)” as a line of its own, and the formulas under it. */
const TITLED = new RegExp(
  `${START}(?!(?:using|by|with|from|applying|apply|combining|these|those|both) )(?:[a-z-]+ ){0,3}?(?:laws|rules|identities)(?: (?:for|of|on|about)(?: [a-z-]+){1,4})?[^a-z⟦]*(?:⟦[\\s,.]*)*$`,
);

const LAWS = /\b(?:propert(?:y|ies)|laws|rules|identities)\b|性质|运算律/i;
