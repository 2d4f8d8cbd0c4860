/** What the words around a formula make of it. The last cue before a formula counts: “if A is symmetric, then we get”. */
import { foreignCues, isForeignMistake } from './foreign-cues.ts';
import type { Surroundings } from './surroundings.ts';

/**
 * `condition`: set, solve, such that; `naming`: let, denote; `definition`: where, given; `consequence`: hence, we get;
 * `mistake`: quoted as one; `recalled`: put in for something.
 */
export type Cue =
  | 'naming'
  | 'condition'
  | 'model'
  | 'definition'
  | 'consequence'
  | 'mistake'
  | 'decomposition'
  | 'alternative'
  | 'recalled'
  | 'none';

/** Between a cue and its formula other words may stand, but no other sentence. */
const CUES: readonly (readonly [Cue, RegExp])[] = [
  [
    'condition',
    /\b(set|sets|setting|solve|solves|solving|such that|st|subject to|assum(?:e|es|ed|ing|ption|ptions)|suppos(?:e|es|ing)|require|requires|requiring|constraints?|constrained|satisf(?:y|ies|ying|ied)|provided|whenever|if|iff|when|unless|impos(?:e|es|ing)|enforc(?:e|es|ing)|(?:optimality|first[- ]order|kkt|stationarity|boundary|initial|orthogonality|normali[sz]ation) conditions?|stationarity|(?:stationary|critical|fixed|saddle) points?|at the (?:optimum|minimum|maximum|solution|minimi[sz]er|optimal (?:point|solution))|normal equations?|eigen[a-z]* (?:equation|problem)|linear system|equation|condition|choos(?:e|es|ing)|pick|picks|initiali[sz](?:e|ed|ing|ation)|updates?|updated|iterat(?:e|es|ion)|characteri[sz](?:es|ed))\b/g,
  ],
  ['model', /\b(models?|modell?ed|modell?ing)\b/g],
  [
    'decomposition',
    /\b(svd|(?:[a-z]+ )?decompositions?|decomposed?|factori[sz](?:ation|ed|es|e)|factored|diagonali[sz](?:ed|able|es|e|ation)|eigen-?decompos[a-z]+|cholesky|qr|written as|expressed as|represent(?:ed)? [^⟦]{0,12}as|spectral theorem|parametri[sz](?:ed|es|ation))\b/g,
  ],
  [
    'naming',
    /\b(let|define|defines|defined|defining|denote|denotes|denoted|denoting|call|called|introduce|introducing|abbreviat(?:e|ed|ing)|put|named?)\b/g,
  ],
  ['definition', /\b(definition|form|where|here|given|consider|with|notation|objective|loss|function|is)\b/g],
  [
    'consequence',
    /\b(then|thus|hence|therefore|so|consequently|gives?|giving|yields?|yielding|obtain|obtained|obtains|get|gets|follows|following|implies|implying|becomes?|simplif[a-z]+|expand[a-z]*|rewrit[a-z]+|substitut[a-z]+|equivalent(?:ly)?|derive[ds]?|derivation|rearrang[a-z]+|differentiat[a-z]+|comput[a-z]+|calculat[a-z]+|since|because|note that|recall that|show|shows|prove|proves|verify|identit(?:y|ies)|holds|theorem|lemma|rule of|formulas?|conclude|find|result|property)\b|⟹|✓/g,
  ],
];

const ALL_CUES: typeof CUES = [...CUES, ...foreignCues];

const MISTAKE =
  /\b(common|frequent|typical|usual) (mistake|error|misconception|pitfall|bug|slip)|\b(mistake|pitfall) is|\b(another|one|an) error is|\bincorrect(ly)?\b|\bwrong(ly)?\b|\bfind the (error|mistake)|\bnot (?:generally |always )?(?:true|valid|correct)\b|\bnaive(?:ly)?\b|\bdisprove\b|\bfalse that|\bbeliev(?:e|es|ing) that|\b(does|do|need) not (hold|equal|mean|imply)|\bin general[, ]+(it is )?not\b|\bnot in general\b|\b(but|and|is) not\s*$|\bcannot (write|conclude)\b|\b(one|you|students?) (might|may|often|sometimes) (be tempted|write|think|believe|conclude)/;

/** A cross before or behind a formula, as on a marked exercise: `(×) λ(A + B) = …`. */
const CROSS_BEFORE = /(?:(?:^|\|)\s*×|[([]\s*[×x]\s*[)\]]|[✗✘✕✖❌❎]\ufe0f?[)\]]?)[\s:*]*$/u;
const CROSS_AFTER = /^[\s*.,]*[([]?(?:✗|✘|✕|✖|❌|❎|\([×xX]\))/u;

/** “writing ⟦…⟧ instead of ⟦…⟧”. */
const REPLACED = /^[\s,]*(?:instead of|rather than|in place of|when it should|where it should)\b/;

const NEAR = 90;

/** @param words inside the formula, before the statement (`\text{s.t. }`) */
export function cueBefore({ before }: Surroundings, words: string): Cue {
  if (
    /⟦[\s,]*or\s*$|\b(choices?|options?|alternatives?|either|instead|variants?|for (example|instance)|eg|such as|of the form)\b[^⟦]*(⟦[\s,]*(and|or)?\s*)?$/.test(
      before,
    )
  )
    return 'alternative';
  const own = before.slice(before.lastIndexOf('⟦') + 1);
  if (MISTAKE.test(own) || CROSS_BEFORE.test(own) || isForeignMistake(own)) return 'mistake';
  if (/\b(constraints?|subject to|such that|st)\b[^⟦,]*$/.test(`${before} ${words}`)) return 'condition';
  // “A sufficient condition for this is called detailed balance: …”
  if (/\bconditions?\b[^⟦.:]{0,80}\b(is|are) (called|known as|named)\b[^⟦.]{0,40}$/.test(own)) return 'condition';
  // “Substituting $A = LU$ …”: said before, or chosen.
  if (/\b(substitut(e|ing)|plug(ging)? in|insert(ing)?)( in| for)?\s*$/.test(own)) return 'recalled';
  // “At $Ax = b$ the gradient is not defined.”
  if (/\b(at|near|around)\s*$/.test(own)) return 'condition';
  const text = `${before} ${words.replaceAll('.', '')}`.slice(-2 * NEAR);
  let last = -1;
  let found: Cue = 'none';
  for (const [cue, regex] of ALL_CUES) {
    for (const match of text.matchAll(regex)) {
      if (match.index < last) continue;
      const rest = text.slice(match.index + match[0].length);
      // A formula between the two has taken the word for itself, unless a list goes on.
      if (!reaches(cue, rest)) continue;
      last = match.index;
      found = cue;
    }
  }
  return found;
}

function reaches(cue: Cue, rest: string): boolean {
  if (rest.length > NEAR) return false;
  const own = rest.lastIndexOf('⟦');
  if (own < 0) return true;
  if (cue === 'consequence') return false;
  // “let ⟦a = b⟧ and ⟦c = d⟧”, “where ⟦A⟧ is …, ⟦b = c⟧”.
  const link = rest.slice(own + 1);
  return cue === 'definition' || cue === 'naming'
    ? /,|\band\b|^\s*$/.test(link)
    : /^\s*(,|and|or|&|\s)*\s*$/.test(link);
}

/** What is said of the formula after it: “… is the SVD of X”, “… is called the advantage”, “… is wrong”. */
export function cueAfter({ after }: Surroundings): Cue {
  const text = after.slice(0, NEAR);
  const own = text.split('⟦')[0]!;
  if (isForeignMistake(own) || CROSS_AFTER.test(own) || REPLACED.test(own)) return 'mistake';
  if (
    /^[^,]{0,12}\b(is|are|would be|being) (wrong|incorrect|false|a mistake|not (?:true|correct|valid|equal|what))|^\s*does not hold|\bwhich is (wrong|incorrect|false)\b/.test(
      own,
    )
  )
    return 'mistake';
  if (
    /^[\s,]*(is|are|be|being|as|denotes?)? ?(the|an?|its|called the)? ?([a-z-]+ ){0,3}(svd|decomposition|factori[sz]ation|eigendecomposition)\b/.test(
      own,
    )
  )
    return 'decomposition';
  if (
    /^[\s,]*(holds?|is satisfied|for some)\b|^[\s,]*(is|are) (the|an?) ([a-z-]+ )?(constraint|condition|model|equation|assumption)/.test(
      own,
    )
  )
    return 'condition';
  if (
    /^[\s,]*(is|are|be|denotes?|represents?) (called|known|the|an?|our|its|some|defined)\b|^[\s,]*\(?(?:for|in|with) (short|what follows)/.test(
      own,
    )
  )
    return 'definition';
  return 'none';
}
