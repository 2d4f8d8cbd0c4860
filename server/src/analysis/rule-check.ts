/** A rule tried on numbers, in the layouts for which it is stated. */
import type { Form, Layout, Rule, RuleSymbol } from '../rules/rule.ts';
import type { Ask } from './asking.ts';
import { type ClaimVerdict, type LaidClaim, verifyClaim, verifyClaimBy } from './claim.ts';

/** The verdict of one formula of a rule in one of its layouts. @param claim another formula in its place */
export const tried = (rule: Rule, form: Form, layout: Layout, claim = form.tex): ClaimVerdict =>
  verifyClaim(questionOf(rule, layout, claim));

const questionOf = (rule: Rule, layout: Layout, claim: string): LaidClaim => ({
  claim,
  declare: rule.stated.filter((it) => !isCondition(it)),
  conditions: [
    ...rule.stated.filter((it) => isCondition(it) && !isGeneric(it) && !isDomain(it, claim)).map((it) => `$${it}$`),
    ...rule.symbols.flatMap(sentences),
  ],
  layout,
});

/** Why a rule is false, if it is. */
export function refutation(rule: Rule): string | undefined {
  for (const form of rule.forms)
    for (const layout of form.layouts) {
      const why = wrongIn(form, layout, tried(rule, form, layout));
      if (why !== undefined) return why;
    }
  return undefined;
}

/** The same, found out by threads. */
export async function refutationBy(rule: Rule, ask: Ask): Promise<string | undefined> {
  for (const form of rule.forms)
    for (const layout of form.layouts) {
      const question = questionOf(rule, layout, form.tex);
      const verdict = await verifyClaimBy(question, (job) => ask(job, 0).verdict);
      const why = verdict && wrongIn(form, layout, verdict);
      if (why !== undefined) return why;
    }
  return undefined;
}

function wrongIn({ layouts }: Form, layout: Layout, { verdict, repair, detail }: ClaimVerdict): string | undefined {
  if (verdict !== 'refuted' && verdict !== 'ill-typed' && verdict !== 'wrong-layout') return undefined;
  const mended = repair === undefined ? (detail ?? 'the sides differ on numbers') : `its right side may be ${repair}`;
  return layouts.length === ALL ? mended : `${mended} (${layout} layout)`;
}

const ALL = 3;

/** `x \neq 0`: neither declares nor defines. */
const isCondition = (tex: string): boolean => !/\\in(?![a-z])|\\to(?![a-z])|(^|[^<>!:\\])=/.test(tex);

/** `A x \neq b`: holds of almost all samples anyway. */
const isGeneric = (tex: string): boolean => /\\neq?(?![a-z])/.test(tex);

/** `p(x) > 0` beside `\log p(x)`: no sample has a value where that does not hold. */
function isDomain(condition: string, claim: string): boolean {
  const positive = /^(.*\S)\s*>\s*0$/.exec(condition.trim())?.[1];
  return positive !== undefined && claim.includes(`\\log ${positive}`);
}

const sentences = ({ tex, conditions }: RuleSymbol): readonly string[] =>
  tex === '' ? [] : conditions.flatMap((it) => (SAID[it] === undefined ? [] : `$${tex}$ ${SAID[it]}`));

/** As the front end hears it; what a name is, its declaration has said. */
const SAID: Readonly<Record<string, string>> = {
  symmetric: 'is symmetric',
  'skew-symmetric': 'is skew-symmetric',
  'positive definite': 'is positive definite',
  'positive semidefinite': 'is positive semidefinite',
  invertible: 'is invertible',
  orthogonal: 'is orthogonal',
  'orthonormal columns': 'has orthonormal columns',
  diagonal: 'is diagonal',
  'upper triangular': 'is upper triangular',
  'lower triangular': 'is lower triangular',
  'full column rank': 'has full column rank',
  'full row rank': 'has full row rank',
  nonzero: 'is nonzero',
  positive: 'has positive entries',
  unit: 'has unit norm',
  'one-hot': 'is one-hot',
};
