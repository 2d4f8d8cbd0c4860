/** Letters that words call an operator: “where $\sigma$ is the softmax function”, “$D(x)$ is the diagonal matrix with $x$ on its diagonal”. */
import type { Habits } from '../expr/lower-habits.ts';

type OperatorSaid = NonNullable<ReturnType<Habits['operatorSaid']>>;

export const operatorsSaid = (text: string): ReadonlyMap<string, OperatorSaid> =>
  new Map([
    ...diagonalsIn(text).map((it) => [it, 'diag'] as const),
    ...softmaxesIn(text).map((it) => [it, 'softmax'] as const),
  ]);

/** A letter to which no formula gives another value. */
function softmaxesIn(text: string): readonly string[] {
  const found = [...text.matchAll(SOFTMAX)].flatMap((it) => it[1] ?? it[2] ?? []);
  return found.filter((it) => !new RegExp(`[$\\n(&,]\\s*${escaped(it)}\\([^()]*\\)(_\\w)?\\s*&?:?=`).test(text));
}

const escaped = (letter: string): string => letter.replace('\\', '\\\\');

const OPEN = String.raw`(?:\$|\\\()\s*`;
const CLOSE = String.raw`\s*(?:\$|\\\))`;
const LETTER = String.raw`${OPEN}(\\?[A-Za-z]+)\s*(?:\([^()$]*\)|(?::|\\colon\b)[^$]*?)?${CLOSE}`;
const SOFTMAX = new RegExp(
  String.raw`${LETTER}\s+(?:is|denotes|be)\s+(?:the\s+)?\[?softmax\b|\bsoftmax (?:function|map)\]?\s+${LETTER}`,
  'g',
);

/** A letter of which words say that it puts the very list behind it on a diagonal. */
function diagonalsIn(text: string): readonly string[] {
  if (!text.includes('diagonal')) return [];
  return DIAGONALS.flatMap((form) =>
    [...text.matchAll(form)].flatMap(({ 1: letter, 2: list, 3: rest }) =>
      letter !== undefined && list !== undefined && isOf(list, rest ?? '') ? [letter] : [],
    ),
  );
}

const LIST = String.raw`(\\?[A-Za-z]+|\\(?:mathbf|boldsymbol|bm|vec)\s*\{?\\?[A-Za-z]+\}?)`;
const MATRIX = String.raw`\s+the\s+diagonal\s+matrix\s+((?:whose|with)\b[^.;]{0,120})`;
const DIAGONALS = [
  // “$D : \mathbb R^n \to \mathbb R^{n \times n}$ sends $x$ to the diagonal matrix …”
  String.raw`${OPEN}(\\?[A-Za-z]+)\s*(?:(?::|\\colon\b)[^$]{0,80}?)?${CLOSE}\s+(?:sends|maps|takes)\s+${OPEN}${LIST}${CLOSE}\s+to${MATRIX}`,
  // “$D(x)$ is the diagonal matrix …”, “$\Delta x$ denotes …”
  String.raw`${OPEN}(\\?[A-Za-z]+)(?:\s*\(\s*|\s+|(?=\\))${LIST}\s*\)?${CLOSE}\s+(?:is|denotes|be|stands\s+for)${MATRIX}`,
].map((it) => new RegExp(it, 'g'));

/** “whose $(i,i)$th entry is $x_i$”, “with $x$ on its diagonal”, “with the entries of $x$ on it”. */
function isOf(list: string, rest: string): boolean {
  const name =
    list
      .replaceAll(/[{}\s]+/g, ' ')
      .trim()
      .replaceAll('\\', '\\\\')
      .replaceAll(' ', String.raw`[\s{]*`) + '\\}?';
  const entry = String.raw`^whose\s+(?:\S+\s+){0,3}(?:entry|entries|component|components|element|elements)\s+(?:is|are)\s+(?:equal\s+to\s+)?${OPEN}${name}\s*[_^]\{?[a-z]\}?${CLOSE}`;
  const whole = String.raw`^with\s+(?:(?:the\s+)?(?:entries|components|elements)\s+of\s+)?${OPEN}${name}${CLOSE}\s+(?:on|along|as|down)\s+(?:its|the)\b`;
  return new RegExp(`${entry}|${whole}`).test(rest);
}
