/** What the sentences of a rule say: which names there are, what holds of them, and which equations tie them. */
import type { Span } from '../base/span.ts';
import type { Expr, Relation } from '../expr/expr.ts';
import { isRelation, MEMBERSHIP, type Statement } from '../expr/statement.ts';
import { type Declaration, declarationsOf, subjectOf } from '../shape/declare.ts';
import { proseDeclarations, type Sentence } from '../shape/prose.ts';
import type { RuleSymbol } from './rule.ts';
import type { Typed } from './typed.ts';

export interface Stated {
  readonly declared: readonly RuleSymbol[];
  /** That declare or relate something. */
  readonly formulas: readonly number[];
  /** Equations and inequalities, in the order of the text. */
  readonly relations: readonly { readonly formula: number; readonly relation: Relation }[];
}

/** A paragraph: its words, with its formulas numbered from 0, and the numbers these have in the rule. */
export interface Paragraph {
  readonly sentence: Sentence;
  readonly formulas: readonly number[];
}

/**
 * @param statements by formula of the rule
 * @param texts of the formulas
 */
export function statedIn(
  paragraphs: readonly Paragraph[],
  statements: readonly (readonly Statement[])[],
  texts: readonly string[],
): Stated {
  const declared = new Map<string, RuleSymbol>();
  const relations: { formula: number; relation: Relation }[] = [];
  const telling = new Set<number>();
  const qualify = (key: string, words: readonly string[]): void => {
    const known = declared.get(key);
    if (known !== undefined) declared.set(key, { ...known, conditions: [...new Set([...known.conditions, ...words])] });
  };
  const add = ({ key, shape, span, conditions }: Declaration, formula: number): void => {
    if (!declared.has(key))
      declared.set(key, { key, tex: texts[formula]!.slice(span.start, span.end), shape, conditions: [] });
    qualify(key, conditions);
  };
  for (const { sentence, formulas } of paragraphs) {
    for (const formula of formulas) {
      const declarations = declarationsOf(statements[formula]!);
      for (const it of declarations) add(it, formula);
      if (declarations.length > 0 || statements[formula]!.some(({ expr }) => isRelation(expr))) telling.add(formula);
      for (const statement of statements[formula]!) {
        if (isRelation(statement.expr) && !isMembership(statement.expr))
          relations.push({ formula, relation: statement.expr });
      }
    }
    const own = (formula: number): readonly Statement[] => statements[formulas[formula]!] ?? [];
    for (const { formula, ...it } of proseDeclarations(sentence, own)) add(it, formulas[formula]!);
    for (const { formula, words } of qualified(sentence)) {
      for (const key of own(formula).flatMap(({ expr }) => subjectsOf(expr))) qualify(key, words);
    }
  }
  return { declared: [...declared.values()], formulas: [...telling], relations };
}

const isMembership = (relation: Relation): boolean => relation.signs.every((it) => MEMBERSHIP.has(it.text));

/** The names that a formula declares, or consists of. */
function subjectsOf(expr: Expr): readonly string[] {
  const names = expr.kind === 'relation' ? expr.sides[0] : expr;
  const list = names?.kind === 'tuple' && names.open === '' ? names.items : names === undefined ? [] : [names];
  return list.flatMap((it) => subjectOf(it)?.key ?? []);
}

const CONDITIONS: readonly (readonly [RegExp, string])[] = [
  [/\bskew-symmetric\b/, 'skew-symmetric'],
  [/(?<!skew-)\bsymmetric\b/, 'symmetric'],
  [/\bpositive definite\b/, 'positive definite'],
  [/\bpositive semidefinite\b/, 'positive semidefinite'],
  [/\b(?:invertible|nonsingular)\b/, 'invertible'],
  [/\borthogonal\b(?! to)/, 'orthogonal'],
  [/\borthonormal columns\b/, 'orthonormal columns'],
  [/\bdiagonal\b/, 'diagonal'],
  [/\bupper triangular\b/, 'upper triangular'],
  [/\blower triangular\b/, 'lower triangular'],
  [/\bfull column rank\b/, 'full column rank'],
  [/\bfull row rank\b/, 'full row rank'],
  [/\bnonzero\b/, 'nonzero'],
  [/\bpositive(?: entries| number| numbers)?(?! (?:semi)?definite)\b/, 'positive'],
  [/\bconstant\b/, 'constant'],
  [/\bdistinct\b/, 'distinct'],
  [/\bunit vectors?\b/, 'unit'],
  [/\bone-hot\b/, 'one-hot'],
];

/** “⟦0⟧ and ⟦1⟧ are symmetric and invertible”; “let ⟦0⟧ be symmetric”; “symmetric ⟦0⟧”. */
function qualified(sentence: Sentence): readonly { readonly formula: number; readonly words: readonly string[] }[] {
  const line = sentence
    .map((it) => (typeof it === 'number' ? `⟦${String(it)}⟧` : it.toLowerCase()))
    .join('')
    .replaceAll(/\s+/g, ' ');
  const found: { formula: number; words: readonly string[] }[] = [];
  const said = (words: string): readonly string[] =>
    CONDITIONS.flatMap(([regex, name]) => (regex.test(words) ? [name] : []));
  const clauses =
    /((?:⟦\d+⟧(?:,\s+and\s+|\s*,\s*|\s+and\s+)?)+)\s*(?:is|are|be|has|have|with)\s+(?!not\b)((?:(?!⟦|[.;:]).)*)/g;
  for (const [, names, words] of line.matchAll(clauses)) {
    const conditions = said(words ?? '');
    for (const [, digits] of (names ?? '').matchAll(/⟦(\d+)⟧/g)) {
      if (conditions.length > 0) found.push({ formula: Number(digits), words: conditions });
    }
  }
  return found;
}

export interface Settled {
  readonly symbols: readonly RuleSymbol[];
  readonly unbound: readonly { readonly formula: number; readonly name: string; readonly span: Span }[];
}

/** Equations give shapes to the names that they define, one after the other. */
export function settled(
  { declared, relations }: Stated,
  typedBy: (relation: Relation, symbols: readonly RuleSymbol[]) => Typed,
): Settled {
  const symbols = [...declared];
  const unbound: { formula: number; name: string; span: Span }[] = [];
  for (const { formula, relation } of relations) {
    const { defined, unbound: names } = typedBy(relation, symbols);
    symbols.push(...defined);
    for (const name of names) unbound.push({ formula, name, span: relation.span });
  }
  return { symbols, unbound };
}
