/**
 * What sentences in other languages say of matrices: “wobei $A$ symmetrisch ist”, “soit $A$ une matrice symétrique”,
 * “其中 $A$ 是对称正定矩阵”. It belongs to the name beside it; where a clause denies anything, nothing is taken from it.
 * Texts are in lower case, with `⟦n⟧` where the n-th formula stands.
 */

export interface ForeignQuality {
  readonly formula: number;
  readonly conditions: readonly string[];
  /** The last formula for which it holds, where an “if” says it: that of the sentence. */
  readonly until?: number;
}

/** Whether a text may say any of it. */
export const maySayForeign = (text: string): boolean =>
  QUALITIES.some(([, words]) => new RegExp(words, 'u').test(text));

const SKEW = 'schief|anti|alterniert|反|斜|歪|반|косо|анти|pół|anty';
const MATRIX = 'matri[xzc]\\p{L}*|macierz\\p{L}*|матриц\\p{L}*|矩阵|矩陣|方阵|方陣|阵|行列|행렬';

/** A condition and the words for it in German, French, Spanish, Portuguese, Italian, Russian, Polish, Chinese, Japanese and Korean. */
const QUALITIES: readonly (readonly [string, string])[] = [
  [
    'symmetric',
    `(?<!${SKEW})(?:symmetrisch\\p{L}*|symétriques?|simétric[oa]s?|simmetric\\p{L}+|symetryczn\\p{L}*|симметричн\\p{L}*|对称|對稱|対称|대칭)`,
  ],
  [
    'positive definite',
    '(?<!半)(?:positiv[- ]?definit\\p{L}*|définies?[- ]positives?|definid[oa]s? positiv[oa]s?|definit[aeio] positiv[aeio]|dodatnio określon\\p{L}*|положительно[- ]определ[её]нн\\p{L}*|正定|양의 ?정부호|양정치)',
  ],
  [
    'positive semidefinite',
    '(?:positiv[- ]?semi-?definit\\p{L}*|semi-?définies?[- ]positives?|semi-?definid[oa]s? positiv[oa]s?|semi-?definit[aeio] positiv[aeio]|неотрицательно[- ]определ[её]нн\\p{L}*|半正定|양의 ?준정부호)',
  ],
  [
    'invertible',
    `(?:invertierbar\\p{L}*|inversibles?|invertíve(?:l|is)|inversíve(?:l|is)|invertibil[ei]|обратим\\p{L}*|невырожденн\\p{L}*|可逆|正則|가역)`,
  ],
  [
    'orthogonal',
    `(?:orthogonale[rnms]? (?:${MATRIX})|matrices? orthogonales?|matri[zc]\\p{L}* ortogonal\\p{L}*|ортогональн\\p{L}* матриц\\p{L}*|正交(?:矩阵|矩陣|阵)|直交行列|직교 ?행렬)`,
  ],
  [
    'diagonal',
    `(?:diagonalmatri\\p{L}+|matrices? diagonales?|matri[zc]\\p{L}* diagona\\p{L}+|диагональн\\p{L}* матриц\\p{L}*|对角(?:矩阵|阵)|對角矩陣|対角行列|대각 ?행렬)`,
  ],
];

const DENIAL =
  /(?<!\p{L})(?:nicht|keine?[rsnm]?|pas|non|no|não|nie|не)(?!\p{L})|n['’]est|[不無没]|非(?!奇异|退化|奇異)|ない|ず(?!\p{L})|아니|않/u;
const IF =
  /(?<!\p{L})(?:wenn|falls|sofern|si|lorsque|cuando|se|quando|если|когда|jeśli)(?!\p{L})|[若当當]|如果|もし|ならば|とき|場合|만약|경우/u;

const ANY = QUALITIES.map(([, words]) => words).join('|');
/** Between a quality and the name behind it: “symmetrische Matrix $A$”, “对称矩阵 $A$”. */
const TO_NAME = new RegExp(`^[的な]?\\s*(?:(?:und|et|y|e|и|且)?\\s*(?:${ANY})[的な]?\\s*)*(?:${MATRIX})?\\s*$`, 'u');
/** Between a name and the quality behind it: a few words, no other formula. */
const FROM_NAME = /^[\p{L}\p{M}\s'’()–—-]{0,40}$/u;

export function foreignQualities(text: string): readonly ForeignQuality[] {
  return text.split(/[.。;；!?]/u).flatMap((sentence) => {
    const last = Math.max(-1, ...[...sentence.matchAll(/⟦(\d+)⟧/g)].map((it) => Number(it[1])));
    let isHere = false;
    return sentence.split(/[,，:：]/u).flatMap((clause) => {
      isHere ||= IF.test(clause);
      return DENIAL.test(clause) ? [] : saidIn(clause).map((it) => ({ ...it, ...(isHere && { until: last }) }));
    });
  });
}

function saidIn(clause: string): readonly ForeignQuality[] {
  const names = [...clause.matchAll(/⟦(\d+)⟧/g)];
  const found = new Map<number, string[]>();
  for (const [condition, words] of QUALITIES)
    for (const match of clause.matchAll(new RegExp(words, 'gu'))) {
      const end = match.index + match[0].length;
      const behind = names.find((it) => it.index >= end);
      const before = names.findLast((it) => it.index < match.index);
      const owner =
        behind !== undefined && TO_NAME.test(clause.slice(end, behind.index))
          ? behind
          : before !== undefined && FROM_NAME.test(clause.slice(before.index + before[0].length, match.index))
            ? before
            : undefined;
      if (owner === undefined) continue;
      const formula = Number(owner[1]);
      found.set(formula, [...(found.get(formula) ?? []), condition]);
    }
  return [...found].map(([formula, conditions]) => ({ formula, conditions }));
}
