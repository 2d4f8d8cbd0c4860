/** What may be written right of `\mathrm{d}(AXB) =`: the differential when one of the names changes, or several. */
import type { Expr, Relation } from '../expr/expr.ts';
import { walk } from '../expr/expr.ts';
import { plainText } from '../expr/plain.ts';
import type { Spot } from './chain-here.ts';
import { inBrackets } from './derivation-at.ts';
import { stepsHere } from './derive-here.ts';
import type { Facts } from './facts.ts';
import type { NoteClaim } from './jobs.ts';
import { closed } from './offers.ts';
import { plainOfTex } from './plain-of-tex.ts';
import type { Settings } from './settings.ts';
import { claimsWith, withFormula } from './with-formula.ts';

/** A place where a differential is asked for, in the formula's text. */
export interface DifferentialSlot extends Spot {
  readonly relation: Relation;
  readonly at: number;
}

export interface DifferentialOffer {
  readonly tex: string;
  readonly plain: string;
  /** What changes, in plain text. */
  readonly changing: readonly string[];
  readonly claims: readonly NoteClaim[];
  readonly steps: readonly string[];
}

/** `d`, `\mathrm{d}`, `\mathrm d`, `\operatorname{d}` and what it stands before. */
const WRITTEN =
  /^\s*((?:\\(?:mathrm|operatorname|rm|textrm|mathsf)\s*)?(?:\{\s*\\?(?:rm\s)?d\s*\}|d(?![A-Za-z])))(?:\\[,!;:]|~|\s)*(.+)$/s;

/** More names are not tried. */
const MOST_NAMES = 6;
const LONGEST = 72;

/**
 * One offer for each name that the operand has, those first whose differentials or derivatives the note has elsewhere;
 * before them, where several names change, one for all of these.
 */
export function differentialsAt(
  facts: Facts,
  settings: Settings,
  slot: DifferentialSlot,
): readonly DifferentialOffer[] {
  const known = facts.parts[slot.part]?.formulas[slot.formula];
  const [side] = slot.relation.sides;
  // `dL =` says what dL is.
  if (known === undefined || side === undefined || side.kind === 'symbol') return [];
  const { text } = known.tree;
  const [, sign = '', operand = ''] = WRITTEN.exec(text.slice(side.span.start, side.span.end)) ?? [];
  if (operand === '') return [];
  const singles = namesIn(side)
    .slice(0, MOST_NAMES)
    .flatMap((name): readonly Single[] => {
      const by = text.slice(name.span.start, name.span.end).trim();
      const made = singleOf(facts, settings, slot, by, operand, sign);
      return made === undefined ? [] : [{ ...made, key: name.key, by: plainText(name) }];
    });
  const moving = movingIn(facts);
  const isLikely = ({ key }: Single): boolean => moving.has(key);
  const likely = singles.filter(isLikely);
  const all = likely.length > 0 ? likely : singles.filter(({ key }) => /(?:^| )[xXwWzZ]$|theta|beta/i.test(key));
  const together = all.length > 0 ? all : singles;
  const sets = [together, ...[...likely, ...singles.filter((it) => !isLikely(it))].map((it) => [it])];
  const seen = new Set<string>();
  return sets.flatMap((set): readonly DifferentialOffer[] => {
    const tex = summed(set.map((it) => it.tex));
    if (set.length === 0 || seen.has(tex)) return [];
    seen.add(tex);
    const right = closed(`${text.slice(0, slot.at)} ${tex} ${text.slice(slot.at)}`);
    const claims = claimsWith(facts, settings, slot, right)?.filter((it) => it.statement === slot.statement);
    if (claims === undefined || claims.length === 0) return [];
    const steps = [...new Set(set.flatMap((it) => it.steps))];
    return [{ tex, plain: plainOfTex(tex), changing: set.map(({ by }) => by), claims, steps }];
  });
}

interface Single {
  readonly key: string;
  readonly by: string;
  readonly tex: string;
  readonly steps: readonly string[];
}

/** The differential along one name, as the derivative by that name gives it. */
function singleOf(
  facts: Facts,
  settings: Settings,
  slot: DifferentialSlot,
  by: string,
  operand: string,
  sign: string,
): Pick<Single, 'tex' | 'steps'> | undefined {
  const asked = `\\frac{\\partial}{\\partial ${by}} \\left(${operand}\\right) =`;
  const after = withFormula(facts, settings, slot, asked);
  const made = after.parts[slot.part]?.formulas[slot.formula]?.expressions[0];
  const derivative = made?.kind === 'relation' ? made.sides[0] : undefined;
  if (derivative?.kind !== 'derivative') return undefined;
  const steps = stepsHere(after, { ...slot, statement: 0 }, derivative);
  const right = /^\\mathrm\{d\}f = ([^]*)$/.exec(steps[steps.length - 1]?.latex ?? '')?.[1];
  if (right === undefined || right === '0') return undefined;
  return {
    tex: inBrackets(right).replaceAll('\\mathrm{d}', /[A-Za-z]$/.test(sign) && sign !== 'd' ? `${sign} ` : sign),
    steps: steps.slice(0, -1).map(({ latex, text }) => `${plainOfTex(latex, LONGEST)}  (${text})`),
  };
}

/** `a + b - c`, whose summands may begin with a minus. */
const summed = (all: readonly string[]): string =>
  all.reduce(
    (sum, it) => (sum === '' ? it : it.startsWith('-') ? `${sum} - ${it.slice(1).trim()}` : `${sum} + ${it}`),
    '',
  );

const isSign = (key: string): boolean => /^(?:upright )?d$/.test(key);

function namesIn(side: Expr): readonly (Expr & { readonly kind: 'symbol' })[] {
  const names = new Map<string, Expr & { readonly kind: 'symbol' }>();
  walk(side, (it) => {
    if (it.kind === 'symbol' && !isSign(it.key) && !names.has(it.key)) names.set(it.key, it);
  });
  return [...names.values()];
}

/** The names whose differentials stand somewhere in the note, or by which something is differentiated. */
function movingIn(facts: Facts): ReadonlySet<string> {
  const found = new Set<string>();
  for (const { formulas } of facts.parts)
    for (const { expressions } of formulas)
      for (const expr of expressions)
        walk(expr, (it) => {
          if (it.kind === 'symbol' && it.glyph.accents.at(-1) === 'd') found.add(it.key.replace(/^d /, ''));
          if (it.kind === 'derivative') for (const by of it.by) if (by.kind === 'symbol') found.add(by.key);
        });
  return found;
}
