/**
 * Words around a formula by which it is true only so far, or only of certain things, where no formula says which: “up to
 * a constant”, “to first order”, “as the cross term vanishes”. A counterexample then says nothing.
 */
import type { Surroundings } from './surroundings.ts';

/** Not all that there is has been written. */
const SO_FAR = [
  'up to', 'ignor(?:e|es|ed|ing)', 'neglect(?:s|ed|ing)?', 'discard(?:s|ed|ing)?', 'omit(?:s|ted|ting)?', 'dropp(?:ed|ing)', 'drop(?:s)?',
  'disregard(?:s|ed|ing)?', 'approximat[a-z]+', 'roughly', 'asymptotic[a-z]*', 'lineari[sz][a-z]+', 'to (?:the )?(?:first|second|leading|lowest|zeroth) order',
  '(?:first|second|leading|lowest|higher)[- ]order (?:in|terms?|approximation|expansion)', 'leading[- ]terms?', 'for (?:small|large)', 'modulo', 'proportional',
]; // prettier-ignore

/** Not right behind a name, of which it then is a condition like any other. */
const UNSAID = '(?<!⟦ (?:is|are|be|being) (?:an? )?(?:real )?)';

/** Something between the names, or in what they live. */
const OF_SOME = [
  'perpendicular', '(?:mutually |pairwise )?orthogonal (?:to|vectors|components|directions|decomposition)', 'pythagor[a-z]+', 'linearly (?:in)?dependent',
  'disjoint', 'commut(?:e|es|ing)', 'normali[sz]ed', `${UNSAID}unit (?:vectors?|length|norm)(?! ⟦)`, 'cent(?:er|re)d', 'zero[- ]mean', 'mean zero', 'vanish(?:es|ing)?', 'cancels?', 'drops? out',
  'whiten(?:ed|ing)', 'skew(?![- ]?symmetric)', `${UNSAID}skew[- ]?symmetric(?! (?:matri|operator|part)| ⟦)`, 'charact?eristic (?:two|2|p|three|3)', '(?:in|of) (?:one|two|three|four) dimensions?', 'ultrametric', 'grassmann', 'quaternions?', 'complex',
  '(?:max|maximum|sup|supremum|uniform|infinity|operator|nuclear|energy|weighted|sobolev|dual)[- ]norm',
]; // prettier-ignore

/** … as far as anything is random. */
const OF_CHANCE = ['independent', 'uncorrelated'];

const word = (...all: readonly string[]): RegExp => new RegExp(`\\b(?:${all.join('|')})\\b`);

const WITHIN = [word(...SO_FAR, ...OF_SOME), word(...SO_FAR, ...OF_SOME, ...OF_CHANCE)] as const;
const ABOVE = [word(...OF_SOME), word(...OF_SOME, ...OF_CHANCE)] as const;

/** The words that restrict a formula: in its sentence, or of what there is in the one before. */
export function qualification({ before, after, earlier }: Surroundings, isRandom: boolean): string | undefined {
  const [within, above] = [WITHIN[isRandom ? 1 : 0], ABOVE[isRandom ? 1 : 0]];
  return (within.exec(before) ?? within.exec(after) ?? above.exec(earlier))?.[0];
}
