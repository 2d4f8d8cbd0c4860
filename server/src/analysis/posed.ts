/**
 * Formulas that a note asks about or warns of: the options of a question (“which of the following hold”, “true or
 * false”), an item of a list of common mistakes, a question that is answered by yes or no. They are not asserted.
 */
import type { Block, Part } from '../note/note.ts';
import { wordsOf } from './line.ts';

/** An option or item goes back to the paragraph, or else to the heading, that leads to it. */
export function isPosed(part: Part, formula: number): boolean {
  const at = part.formulas[formula]?.block ?? -1;
  const block = part.blocks[at];
  if (block === undefined) return false;
  const title = part.heading?.title ?? '';
  if (OPTIONS.test(wordsOf(block)) && !ANSWER.test(wordsOf(block))) return true;
  let i = at;
  // A display within an option that is lettered by hand.
  while (i > 0 && part.blocks[i]!.kind === 'display' && !isOption(part.blocks[i]!)) i--;
  if (!isOption(part.blocks[i]!)) return false;
  while (i >= 0 && (isOption(part.blocks[i]!) || part.blocks[i]!.kind === 'display')) i--;
  const lead = part.blocks[i];
  const words = lead === undefined || lead.kind === 'heading' ? title : wordsOf(lead).slice(-LEAD);
  return !ANSWER.test(words) && (POSED.test(words) || POSED.test(title));
}

const isOption = (block: Block): boolean => block.scopes.length > 0 || LETTERED.test(wordsOf(block));

/** The end of a paragraph leads to what follows. */
const LEAD = 160;

const LETTERED = /^\W*(?:[A-Ha-h]|[ivx]{1,4}|\d{1,2})[).:\]]\s/;

/** A question with its options in one paragraph. */
const OPTIONS =
  /^\W*(?:(?:exercise|problem|question|task|aufgabe|exercice)?\s*\(?\d+(?:\.\d+)*[a-z]?\W+)?(?:true or false|true\/false|(?:prove|show) or (?:disprove|refute|give a counter-?example)|richtig oder falsch|(?:beweise|zeige)n?(?: sie)? oder widerlegen?|vrai ou faux|prouver ou réfuter)(?!\p{L})/iu;

const POSED = new RegExp(
  [
    '\\btrue (?:or|/) ?false\\b|\\btrue/false\\b|\\bT/F\\b',
    '\\b(?:select|tick|mark|choose|circle) (?:all(?: [a-z]+){0,2} (?:that|which) (?:apply|hold|are)|(?:all |all of |every )?(?:the )?(?:correct|right|true|false))\\b',
    '\\bwhich (?:one )?(?:of )?(?:the|these) (?:following|statements?|options?|identities|equations?|formulas?)\\b',
    '\\bmultiple[- ]choice\\b|\\bM[CS]Qs?\\b|\\bquiz\\b',
    '\\b(?:true|false|correct|wrong|right), or (?:true|false|not|wrong)\\b|(?:^|[.!?:]\\s)\\W*decide (?:whether|which)\\b|\\b(?:prove|show) or (?:disprove|refute|give a counter-?example)\\b',
    "\\b(?:common|frequent|typical|usual|classic|popular|beginners?[’']?) (?:mistakes|errors|misconceptions|pitfalls|slips|traps|bugs)\\b|\\bpitfalls\\b|^\\W*(?:mistakes|misconceptions|gotchas|traps)\\b",
    '\\b(?:richtig oder falsch|wahr oder falsch|häufige fehler|vrai ou faux|erreurs (?:fréquentes|courantes)|verdadero o falso|errores (?:comunes|frecuentes)|vero o falso|errori comuni|verdadeiro ou falso|erros comuns)\\b',
    '判断(?:题|正误|对错)|选择题|下列|常见错误',
  ].join('|'),
  'iu',
);

const ANSWER =
  /^\W*(?:answers?|solutions?|explanations?|hints?|proof|remarks?|note|lösung(?:en)?|réponses?|respuestas?|soluci[oó]n(?:es)?|答案|解析?)\b|\b(?:correct|right) (?:forms?|versions?|answers?|formulas?|identit(?:y|ies))\b/iu;

/** “Is $AB = BA$?”, “Does $\det(A + B) = \det A + \det B$ hold in general?” — about what the formula says, not what it names. */
export const isAsked = (before: string, after: string): boolean => ASKS.test(before) && ASKED.test(after);

const ASKS =
  /(?:^|[\s,(:])(?:is|does|do we (?:always )?have|is it (?:always |still |also )?(?:true|the case|possible) that|must|will|can we (?:conclude|say|write)(?: that)?)\s*$/;
const ASKED =
  /^(?:\s*(?:hold|true|always|still|in general|for (?:all|any|every)|when|if|too|also)\b[^?⟦]{0,60}(?:⟦[^?⟦]{0,40}){0,2})?\s*\?/;
