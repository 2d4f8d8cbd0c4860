/**
 * What sentences and formulas say of names besides their shape: “where $A$ is symmetric”, “with orthonormal $U$”,
 * `X^\top X = I`, `\lambda > 0`. Only of the names they stand beside; what is denied is denied; what an “if” or a “for”
 * says holds for its own sentence.
 */
import type { Expr } from '../expr/expr.ts';
import type { Statement } from '../expr/statement.ts';
import type { Part } from '../note/note.ts';
import { subjectOf } from '../shape/declare.ts';
import { ONE_HOT_NOUN, oneHotSpelled } from '../shape/one-hot.ts';
import { equationConditions, lawConditions, named } from './conditions.ts';
import { factorConditions } from './factors.ts';
import { foreignQualities, maySayForeign } from './foreign-qualities.ts';
import { lineOf } from './line.ts';
import type { PartStatements } from './reading.ts';
import { densityConditions } from './normal-densities.ts';
import { reachOf, reachOfBlock } from './supposed.ts';
import { rowAround } from './tables.ts';
import { surroundingsOf } from './surroundings.ts';

export interface SaidCondition {
  readonly key: string;
  readonly conditions: readonly string[];
  /** `A` need not be symmetric: what was said of it no longer counts. */
  readonly denied: boolean;
  /** The formula that names it. */
  readonly formula: number;
  /** The first formula for which it holds, where that is another; the last, where that is the sentence's own. */
  readonly from?: number;
  readonly until?: number;
  readonly scopes: readonly number[];
}

const memo = new WeakMap<PartStatements, readonly SaidCondition[]>();

export function conditionsSaid(part: PartStatements): readonly SaidCondition[] {
  let found = memo.get(part);
  if (found === undefined)
    memo.set(part, (found = [...inWords(part), ...inFormulas(part), ...inRows(part), ...factorConditions(part)]));
  return found;
}

/** `A = A^\top` where it is a condition by its form: the kinds of statements take it for one as well. */
const inFormulas = ({ part, statements }: PartStatements): readonly SaidCondition[] =>
  statements.flatMap((list, formula) =>
    list.flatMap(({ expr }) =>
      [...equationConditions(expr), ...lawConditions(expr), ...densityConditions(expr)].map(({ key, names }) => ({
        key,
        conditions: names,
        denied: false,
        formula,
        ...hereOnly(part, formula),
        scopes: reachOf(part, formula),
      })),
    ),
  );

/** `\nabla x^\top Wx = 2Wx \text{ for symmetric } W` says it for its own formula. */
const inRows = ({ part, statements }: PartStatements): readonly SaidCondition[] =>
  statements.flatMap((list, formula) =>
    list.slice(1).flatMap(({ words, expr }): readonly SaidCondition[] => {
      const [, said = ''] = FOR_QUALITY.exec(words) ?? [];
      const key = subjectsOf(expr)[0];
      const conditions = wordsOf(said, words);
      if (conditions.length === 0 || key === undefined || expr.kind === 'relation') return [];
      return [
        { key, conditions, denied: false, formula, from: formula, until: formula, scopes: reachOf(part, formula) },
      ];
    }),
  );

/** “If $Q^\top Q = I$, then …” holds for the rest of its sentence. */
function hereOnly(part: Part, formula: number): { readonly until?: number } {
  const around = surroundingsOf(part)[formula];
  if (around === undefined || !ONLY_HERE.test(around.before)) return {};
  return { until: formula + around.after.split('⟦').length - 1 };
}

interface Run {
  /** Lower case; formulas are `⟦n⟧`. */
  readonly text: string;
  readonly scopes: readonly number[];
}

function inWords({ part, statements }: PartStatements): readonly SaidCondition[] {
  // What a table says in a row holds in that row.
  const found = runsOf(part).flatMap(({ text, scopes }) =>
    MAY_SAY.test(text) || maySayForeign(text)
      ? sentences(text).flatMap((it) => [...saidIn(it, scopes, statements), ...saidAbroad(it, scopes, statements)])
      : [],
  );
  return found.map((it) => ({ ...it, ...rowAround(part).get(it.formula) }));
}

/** Paragraphs with the displays that belong to them. */
function runsOf(part: Part): readonly Run[] {
  const runs: { text: string; scopes: readonly number[] }[] = [];
  let before: string | undefined;
  for (const [i, { kind, pieces }] of part.blocks.entries()) {
    const text = lineOf(pieces, plain);
    const last = runs[runs.length - 1];
    const goesOn = kind === 'display' || (before === 'display' && /^\s*[a-z⟦]/.test(pieceText(pieces[0])));
    if (last !== undefined && goesOn) last.text += ` ${text}`;
    else runs.push({ text, scopes: reachOfBlock(part, i) });
    before = kind;
  }
  return runs;
}

const pieceText = (piece: Part['blocks'][number]['pieces'][number] | undefined): string =>
  piece?.kind === 'text' ? piece.text : '⟦';

const plain = (text: string): string =>
  oneHotSpelled(text.toLowerCase())
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/[’‘]/g, "'")
    .replaceAll(/\b(s\.t|w\.r\.t|i\.e|e\.g|eqs?|resp|cf|fig|sec)\./g, (it) => it.replaceAll('.', ''));

const sentences = (text: string): readonly string[] => text.split(/(?<=[.!?])\s+(?=\S)/);

const MAY_SAY =
  /symmetric|self-adjoint|definite|\bs?psd\b|\bspd\b|diagonal|triangular|orthogonal|orthonormal|unitary|invertible|singular|rank|idempotent|projection|projector|one-hot|unit |simplex|probability|positive|non-?zero|integer|constant|fixed|sums? to|covariance|gram|kernel|rotation|\bsquare\b|undirected/;

const NAMES = '((?:⟦\\d+⟧(?:\\s*,\\s*(?:and\\s+)?|\\s+(?:and|or)\\s+)?)+)';
/** Words that may stand between a name and what is said of it. */
const ADVERBS =
  '(?:(?:both|all|assumed|taken|known|chosen|also|always|moreover|further|again|then|to be|any|an?|the|real|strictly|[a-z]+ly)\\s+)*';
const DENIAL =
  "(not(?: necessarily| assumed| required)?(?: to be)?|neither|never|no longer|need not be|needn't be|(?:is|are)n't(?: necessarily)?)\\s+";
/** One quality, or several: “symmetric and positive definite”, “square, invertible”. */
const WORD =
  '(?:skew-?\\s?symmetric|anti-?symmetric|symmetric|self-adjoint|positive[- ](?:semi-?\\s?)?definite|p\\.?s\\.?d|s?psd|spd|pd|(?:block[- ])?diagonal|(?:upper|lower)[- ](?:triangular)|orthogonal|orthonormal|unitary|invertible|non-?singular|square|idempotent|one-hot(?: encoded)?|full(?: column| row)?[- ]rank|of full(?: column| row)? rank|positive|non-?zero|constant|fixed|integers?|unit)';
const QUALITIES = `(${WORD}(?:(?:\\s*,\\s*(?:and\\s+)?|\\s+and\\s+|\\s+)${WORD})*)`;
const NOUN =
  '(?:(?:real|square|random|covariance|precision|weight|kernel|gram|data|design|given|constant|column|row|direction|normal|scalar|[a-z]+-[a-z]+)\\s+)*(?:matri(?:x|ces)|vectors?|scalars?|numbers?|constants?|parameters?)';
/** “a symmetric scatter matrix”: a kind of matrix, of whatever field; no word that turns to something else. */
const KIND =
  '(?:(?:(?!(?:of|the|an?|and|or|in|on|by|to|for|with|from|if|when|than|as|is|are|parts?|functions?|forms?|blocks?|entr(?:y|ies)|elements?|differences?|roots?|complements?)\\b)[a-z]+[- ]){1,3}(?:matri(?:x|ces)|vectors?)\\s+)';

/** “Σ covariance (positive definite)”. */
const CALLED =
  '(?:(?:the\\s+|an?\\s+)?(?:[a-z-]+\\s+){0,2}(?:matri(?:x|ces)|covariances?|kernel|metric|hessian|precision)\\s*)?';

const FOR_QUALITY = new RegExp(
  `^(?:for|if|when|where|with|provided(?: that)?|assuming) (?:an? |any |all |every |each |the )?${QUALITIES}$`,
);

interface Form {
  readonly regex: RegExp;
  readonly names: number;
  readonly says: number;
  readonly denial?: number;
}

const FORMS: readonly Form[] = [
  // “A is (not) symmetric and positive definite”, “A and B are invertible”
  {
    regex: new RegExp(`${NAMES}\\s*(?:,\\s*which\\s+)?(?:is|are|be|being|remains?)\\s+(?:${DENIAL})?${ADVERBS}${QUALITIES}(?![-\\w])(?!\\s+(?:to|with respect|in|entries|function|loss|operator|if|when)\\b)`, 'g'),
    names: 1,
    denial: 2,
    says: 3,
  },
  { regex: new RegExp(`${NAMES}\\s+(need not be|needn't be|isn't(?: necessarily)?|aren't(?: necessarily)?)\\s+${ADVERBS}${QUALITIES}`, 'g'), names: 1, denial: 2, says: 3 },
  // “a symmetric matrix A”, “for invertible A and B”
  {
    regex: new RegExp(`(?:\\b(non|not)[ -](?:necessarily )?)?\\b${QUALITIES}\\s+(?:(?:real|random|[a-z]+-[a-z]+)\\s+)*(?:${NOUN}\\s+|${KIND})?${NAMES}`, 'g'),
    denial: 1,
    says: 2,
    names: 3,
  },
  // “a matrix U with orthonormal columns”, “X has full column rank”, “x with positive entries”
  {
    regex: new RegExp(`${NAMES}\\s*,?\\s*(?:has|have|having|with|of)\\s+(no\\s+)?(full (?:column |row )?rank|orthonormal (?:columns|rows)|positive (?:entries|components|elements|coordinates)|unit (?:norm|length)|non-?zero determinant)`, 'g'),
    names: 1,
    denial: 2,
    says: 3,
  },
  // “the columns of U are orthonormal”, “the entries of x are positive”
  {
    regex: new RegExp(`(columns|rows|entries|elements|components) of ${NAMES}\\s*(?:is|are|be)\\s+(not\\s+)?(orthonormal|positive|non-?negative)`, 'g'),
    names: 2,
    denial: 3,
    says: 4,
  },
  // “with A symmetric”, “assume A invertible”, “A symmetric”, “(A symmetric)”
  {
    regex: new RegExp(`(?:\\b(?:with|for|let|assum(?:e|ing)|suppos(?:e|ing)|take|and|when|if|where)\\s+|(?<=[a-z],\\s*|\\(\\s*))${NAMES}\\s+(not\\s+)?${QUALITIES}(?=\\s*(?:[.,;:)]|$|and\\b|then\\b|we\\b|⟦))`, 'g'),
    names: 1,
    denial: 2,
    says: 3,
  },
  // “A: symmetric matrix”
  { regex: new RegExp(`${NAMES}\\s*:\\s*(not\\s+)?(?:an?\\s+|the\\s+)?${QUALITIES}\\b`, 'g'), names: 1, denial: 2, says: 3 },
  // “U → orthonormal basis”: a legend; “X → orthogonal map → Y” is a way.
  { regex: new RegExp(`${NAMES}\\s*→\\s*(not\\s+)?(?:an?\\s+|the\\s+)?${QUALITIES}\\s+(?:matri(?:x|ces)|bas[ei]s|vectors?|columns?)\\b(?!.*→\\s*⟦)`, 'g'), names: 1, denial: 2, says: 3 },
  // “A and B, both symmetric”
  { regex: new RegExp(`${NAMES}\\s*,?\\s*(?:both|all|each)\\s+(not\\s+)?${ADVERBS}${QUALITIES}(?=\\s*(?:[.,;:)]|$|and\\b|then\\b|we\\b|⟦))`, 'g'), names: 1, denial: 2, says: 3 },
  // “A (symmetric)”, “A and B (both symmetric)”
  { regex: new RegExp(`${NAMES}\\s*${CALLED}\\(\\s*(not\\s+)?${ADVERBS}${QUALITIES}\\s*\\)`, 'g'), names: 1, denial: 2, says: 3 },
  // “an undirected graph with adjacency matrix A”
  { regex: new RegExp(`\\b(undirected)\\b.*?\\badjacency matri(?:x|ces)\\s+(⟦\\d+⟧)`, 'g'), names: 2, says: 1 },
  // “Σ covariance, …”
  { regex: new RegExp(`${NAMES}\\s+(covariance(?: matri(?:x|ces))?)(?=\\s*(?:[.,;:()]|$))`, 'g'), names: 1, says: 2 },
  // “y is a one-hot vector”, “p is a probability vector”, “P is a projection”
  {
    regex: new RegExp(`${NAMES}\\s+(?:(?:is|are|be|being|denotes?)\\s+(not\\s+)?(?:an?|the|both)?|an?)\\s*(?:(?:variational|sample|empirical|discrete|random|given|valid|fixed|small|some|arbitrary|posterior|prior)\\s+)*(probability (?:vectors?|distributions?)|unit (?:direction |normal |column |row )?vectors?|one-hot(?: [a-z]+)?|(?:orthogonal )?project(?:ion|or)s?(?: matri(?:x|ces))?|covariance(?: matri(?:x|ces))?|(?:gram|kernel) matri(?:x|ces)|rotations?(?: matri(?:x|ces))?|constants?|integers?)(?=\\s*(?:[.,;:)]|$|of |with |and |that |which |whose |for |⟦))`, 'g'),
    names: 1,
    denial: 2,
    says: 3,
  },
  // “one-hot targets t_n”, “the one-hot encoded class labels y”
  { regex: new RegExp(`(?:\\b(non|not)[ -])?\\b(one-hot)\\s+${ONE_HOT_NOUN}${NAMES}`, 'g'), denial: 1, says: 2, names: 3 },
  // “u is normalised to unit length”
  { regex: new RegExp(`${NAMES}\\s+(?:is|are|be|being)\\s+(not\\s+)?(normali[sz]ed to (?:have )?(?:unit (?:norm|length)|length (?:one|1)))`, 'g'), names: 1, denial: 2, says: 3 },
  // “with mean μ and covariance Σ”
  { regex: new RegExp(`(?<!cross[- ])\\b(covariance(?: matri(?:x|ces))?|precision matri(?:x|ces)|gram matri(?:x|ces)|kernel matri(?:x|ces)|rotation(?: matri(?:x|ces))?)\\s+${NAMES}`, 'g'), names: 2, says: 1 },
]; // prettier-ignore

/** What follows holds only here. */
const ONLY_HERE =
  /\b(if|when|whenever|unless|in case|provided|suppose for the moment)\b(?:(?!\b(?:assume|suppose|let|where|with|then)\b)[^⟦])*$|\bfor (any|all|every|each|an?|the case of)?\s*$/;

/** Between a formula and the words that restrict it, at the end of a sentence. */
const OF_THE_LAST =
  /⟦(\d+)⟧\s*,?\s*(?:for|if|when|whenever|where|provided(?: that)?)\s+(?:any |all |every |each |an? |the )?$/;

function saidIn(
  sentence: string,
  scopes: readonly number[],
  statements: readonly (readonly Statement[])[],
): readonly SaidCondition[] {
  const found: SaidCondition[] = [];
  const numbers = [...sentence.matchAll(/⟦(\d+)⟧/g)].map((it) => Number(it[1]));
  const last = Math.max(-1, ...numbers);
  const taken = new Set<string>();
  for (const { regex, names, says, denial } of FORMS) {
    for (const match of sentence.matchAll(regex)) {
      const before = sentence.slice(0, match.index);
      const said = match[says] ?? '';
      const conditions = wordsOf(said, match[0]);
      // “the gradient of f is positive” says it of the gradient.
      if (conditions.length === 0 || /(?<!\bin terms )\b(of|to|by|in|from|on|than)\s+(the\s+)?$/.test(before)) continue;
      if (
        /\b(not|n't|cannot|never) (imply|mean|guarantee|ensure|require|assume|need)\b|n't (imply|mean|guarantee|ensure|require|assume)\b/.test(
          before,
        )
      )
        continue;
      // “x ∈ ℝⁿ, symmetric A” says it of A.
      const behind = sentence.slice(match.index + match[0].length);
      if (/^\s*⟦/.test(behind) && /⟧\s*,\s*(?:and\s+)?[a-z][^⟦⟧]*$/.test(match[0])) continue;
      // “U: orthogonal matrix  V: …” says it of what stands before the colon.
      if (/⟦\d+⟧\s*:\s*(an?\s+|the\s+)?$/.test(before)) continue;
      const own = (match[names] ?? '').replace(/\s+$/, '');
      // “… of S, D is diagonal”: a verb in the singular belongs to the last name alone.
      const all = [...own.matchAll(/⟦(\d+)⟧/g)].map((it) => Number(it[1]));
      const formulas = /⟧\s*,?\s*is\b/.test(match[0]) ? all.slice(-1) : nearest(all, match[0], statements);
      const denied =
        (denial !== undefined && match[denial] !== undefined) || /\b(not|no|never|without)\s+(?:an?\s+)?$/.test(before);
      // “⟦∇xᵀAx = 2Ax⟧ for symmetric ⟦A⟧.” says it for the formula before.
      const from = Math.max(...all) === last ? Number(OF_THE_LAST.exec(before)?.[1] ?? NaN) : NaN;
      const here = ONLY_HERE.test(before) || /^\s*(if|when|for|whenever|unless)\b/.test(match[0]);
      for (const formula of formulas) {
        for (const key of namesIn(statements[formula] ?? [])) {
          const id = `${key} ${String(formula)} ${conditions.join()}`;
          if (taken.has(id)) continue;
          taken.add(id);
          found.push({
            key,
            conditions,
            denied,
            formula,
            scopes,
            ...(here && { from: Number.isNaN(from) ? formula : from, until: last }),
          });
        }
      }
    }
  }
  return found;
}

/** The same in other languages. */
function saidAbroad(
  sentence: string,
  scopes: readonly number[],
  statements: readonly (readonly Statement[])[],
): readonly SaidCondition[] {
  return foreignQualities(sentence).flatMap(({ formula, conditions, until }) =>
    namesIn(statements[formula] ?? []).map((key) => ({
      key,
      conditions,
      denied: false,
      formula,
      scopes,
      ...(until !== undefined && { from: formula, until }),
    })),
  );
}

/**
 * Of names that are each declared on their own, a quality belongs to the one beside it: “$A \in …$, $S \in …$
 * symmetric” says nothing of A; “… are symmetric”, “symmetric matrices $A \in …$, $B \in …$” do.
 */
function nearest(
  all: readonly number[],
  said: string,
  statements: readonly (readonly Statement[])[],
): readonly number[] {
  const isDeclared = (formula: number): boolean =>
    (statements[formula] ?? []).some(
      ({ expr }) => expr.kind === 'relation' && /^(\\in|∈)$/.test(expr.signs[0]?.text ?? ''),
    );
  if (all.length < 2 || EACH.test(said)) return all;
  // “with covariance matrix $\Sigma$, and $A \in …$” begins anew with what is declared.
  if (!all.every(isDeclared))
    return isDeclared(all[0]!) || said.startsWith('⟦') ? all : all.filter((it) => !isDeclared(it));
  // “a symmetric matrix $A \in …$ and $x \in …$” says it before the names.
  return QUALITY.test(said.slice(0, said.indexOf('⟦'))) ? all.slice(0, 1) : all.slice(-1);
}

const QUALITY = new RegExp(`\\b${WORD}\\b`);

const EACH = /\b(are|be|being|have|having|both|all|matrices|vectors|scalars|numbers|constants|parameters)\b/;

function wordsOf(said: string, whole: string): readonly string[] {
  const text = said.replaceAll(/\s+/g, ' ');
  if (/^orthonormal$/.test(text) && /\brows of\b/.test(whole)) return ['orthonormal rows'];
  if (text.includes('orthonormal rows')) return ['orthonormal rows'];
  if (text.includes('orthonormal columns')) return ['orthonormal'];
  if (text.includes('covariance') || text.includes('precision')) return ['covariance'];
  if (/(gram|kernel) matri/.test(text)) return ['positive semidefinite'];
  if (text.includes('rotation')) return ['rotation'];
  if (text === 'undirected') return ['symmetric'];
  if (text.includes('probability distribution')) return ['probability vector'];
  if (/positive (?:components|elements|coordinates)/.test(text)) return ['positive entries'];
  if (/^positive$/.test(text)) return ['positive entries'];
  if (text === 'unit') return /\bvectors?\b/.test(whole) ? ['unit'] : [];
  if (/^unit (\w+ )?vector|^normali/.test(text)) return ['unit'];
  return named(text);
}

/** Names alone: “⟦x^\top A x⟧ is positive” says nothing of a name. */
function namesIn(list: readonly Statement[]): readonly string[] {
  const [only] = list;
  if (only === undefined) return [];
  const subjects = list.flatMap(({ expr }) => subjectsOf(expr));
  return subjects.some((it) => it === undefined) ? [] : subjects.filter((it) => it !== undefined);
}

function subjectsOf(expr: Expr): readonly (string | undefined)[] {
  if (expr.kind === 'tuple' && expr.open === '') return expr.items.flatMap(subjectsOf);
  // `A \in \mathbb{R}^{n \times n}` is a name with its shape; `\Sigma \succ 0` as well.
  if (expr.kind === 'relation') {
    const [sign] = expr.signs;
    // `Q = [q_1, \ldots, q_n]` is a name with its columns.
    const isListed = sign?.text === '=' && /^(literal|tuple)$/.test(expr.sides[1]?.kind ?? '');
    if (isListed && expr.signs.length === 1 && expr.sides[0]?.kind === 'symbol') return subjectsOf(expr.sides[0]);
    if (expr.signs.length !== 1 || !/^(\\in|∈|\\succ(eq)?|>|\\ge(q)?)$/.test(sign?.text ?? '')) return [undefined];
    return expr.sides[0] === undefined ? [undefined] : subjectsOf(expr.sides[0]);
  }
  if (expr.kind === 'call') return [undefined];
  return [subjectOf(expr)?.key];
}
