/**
 * Names that a sentence or a law calls the mean and the covariance of something random: “$x$ with mean $\mu$ and covariance
 * $\Sigma$”, `x \sim \mathcal N(\mu, \Sigma)`.
 */
import { perObject } from '../base/per-object.ts';
import type { Apply, Expr, SymbolExpr } from '../expr/expr.ts';
import { isUpper } from '../expr/glyph.ts';
import type { Statement } from '../expr/statement.ts';
import { lineOf, lower } from './line.ts';
import type { PartStatements } from './reading.ts';

export interface SaidMoment {
  /** The formula that names it. */
  readonly formula: number;
  readonly left: SymbolExpr;
  readonly right: Expr;
}

const F = '⟦(\\d+)⟧';
const MEAN = `(?:a |the )?(?:mean|expectation|expected value)(?: vector| value)? ${F}`;
const SPREAD = `(?:a |the )?(?:variance|covariance(?: matrix)?|variance-covariance matrix|dispersion matrix) ${F}`;
const OF = `${F}(?: (?:be|is|denotes?|as) an?(?: [a-z-]+){1,3}(?: in ⟦\\d+⟧)?| in ⟦\\d+⟧)?,?(?: with| has| have| having| of)`;
const AND = '(?:,? and|,)(?: with| has)?';
const DEVIATION = `(?:a |the )?standard deviation ${F}`;
interface Form {
  readonly regex: RegExp;
  readonly mean: number;
  readonly spread?: number;
  /** The spread is the root of a variance. */
  readonly isRoot?: true;
}
const FORMS: readonly Form[] = [
  { regex: new RegExp(`${OF} ${MEAN}${AND} ${SPREAD}`, 'g'), mean: 2, spread: 3 },
  { regex: new RegExp(`${OF} ${MEAN}${AND} ${DEVIATION}`, 'g'), mean: 2, spread: 3, isRoot: true },
  {
    regex: new RegExp(`${OF} ${MEAN}(?!${AND} (?:a |the )?(?:variance|covariance|standard deviation))`, 'g'),
    mean: 2,
  },
];

export const momentsSaid = perObject((part: PartStatements): readonly SaidMoment[] => [
  ...inWords(part),
  ...byLaws(part),
]);

function inWords({ part, statements }: PartStatements): readonly SaidMoment[] {
  const subject = (digits: string | undefined): Expr | undefined => subjectOf(statements[Number(digits)] ?? []);
  return part.blocks.flatMap(({ pieces }) => {
    const line = lineOf(pieces, lower);
    if (!/\b(mean|expect)/.test(line)) return [];
    return FORMS.flatMap(({ regex, mean, spread, isRoot }) =>
      [...line.matchAll(regex)].flatMap((match) => {
        const [of, center, width] = [1, mean, spread].map((n) => (n === undefined ? undefined : subject(match[n])));
        return momentsOf(of, center, width, Number(match[mean]), isRoot);
      }),
    );
  });
}

/** `x \sim \mathcal N(\mu, \Sigma)` */
const byLaws = ({ statements }: PartStatements): readonly SaidMoment[] =>
  statements.flatMap((list, formula) =>
    list.flatMap(({ expr }) => {
      if (expr.kind !== 'relation' || expr.signs.length !== 1 || expr.signs[0]?.text !== '\\sim') return [];
      const [of, law] = expr.sides;
      const isNormal = law?.kind === 'call' && law.fn.kind === 'symbol' && law.fn.key === 'calligraphic N';
      return isNormal && law.args.length === 2 && law.given === undefined
        ? momentsOf(of, law.args[0], law.args[1], formula)
        : [];
    }),
  );

function momentsOf(
  of: Expr | undefined,
  mean: Expr | undefined,
  spread: Expr | undefined,
  formula: number,
  isRoot = false,
): readonly SaidMoment[] {
  if (of?.kind !== 'symbol') return [];
  const { span } = of;
  const expectation: Apply = { kind: 'apply', op: 'expectation', args: [of], name: 'E', span };
  const found: SaidMoment[] = mean?.kind === 'symbol' ? [{ formula, left: mean, right: expectation }] : [];
  // `\sigma^2` of a number; a capital of a vector.
  const [base, exponent] = spread?.kind === 'apply' && spread.op === 'power' ? spread.args : [];
  const covariance = (name: string): Apply => ({ kind: 'apply', op: 'covariance', args: [of], name, span });
  const root: Apply = { kind: 'apply', op: 'elementwise', name: 'sqrt', args: [covariance('Var')], span };
  if (spread?.kind === 'symbol')
    found.push({ formula, left: spread, right: isRoot ? root : covariance(isUpper(spread.glyph) ? 'Cov' : 'Var') });
  if (base?.kind === 'symbol' && exponent?.kind === 'number' && exponent.value === 2)
    found.push({ formula, left: base, right: root });
  return found;
}

/** `x`, `x \in \mathbb R^n`, `\sigma^2`. */
function subjectOf([statement]: readonly Statement[]): Expr | undefined {
  const expr = statement?.expr;
  if (expr?.kind !== 'relation') return expr;
  return /^(\\in|∈)$/.test(expr.signs[0]?.text ?? '') ? expr.sides[0] : undefined;
}
