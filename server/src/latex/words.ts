/** Names that are typed letter by letter, without a command. */
import { cover } from '../base/span.ts';
import type { Node } from './node.ts';
import { lettersOf } from './roles.ts';

/** `max(0, x)`, `softmax(z)`: letters typed close together are a word, not a product. */
export function withWords(nodes: readonly Node[]): readonly Node[] {
  let found: Node[] | undefined;
  for (let i = 0; i < nodes.length; i++) {
    const capital = capitalWord(nodes[i]!, nodes[i + 1]);
    if (capital !== undefined) {
      found ??= nodes.slice(0, i);
      found.push(capital);
      i++;
      continue;
    }
    const words = ideographs(nodes, i);
    if (words !== undefined) {
      found ??= nodes.slice(0, i);
      found.push(words.name);
      i = words.last;
      continue;
    }
    let end = i;
    while (
      end < nodes.length &&
      isTypedLetter(nodes[end]!) &&
      (end === i || nodes[end]!.span.start === nodes[end - 1]!.span.end)
    )
      end++;
    // The last letter may carry the scripts: `softmax_i`.
    const last = nodes[end];
    const scripted =
      last?.kind === 'scripted' &&
      last.base !== undefined &&
      end > i &&
      isTypedLetter(last.base) &&
      last.span.start === nodes[end - 1]!.span.end;
    const letters = nodes.slice(i, end).map((it) => (it.kind === 'atom' ? it.text : ''));
    const word = letters.join('') + (scripted && last.base?.kind === 'atom' ? last.base.text : '');
    if (!isTypedWord(word)) {
      found?.push(nodes[i]!);
      continue;
    }
    found ??= nodes.slice(0, i);
    const span = cover(nodes[i]!.span, scripted ? last.base.span : nodes[end - 1]!.span);
    const name: Node = { kind: 'text', text: word, formulas: [], span };
    found.push(scripted ? { ...last, base: name, span: cover(span, last.span) } : name);
    i = scripted ? end : end - 1;
  }
  return found ?? nodes;
}

/** Chinese, Japanese and Korean words are typed among the letters as they are: `v_{最大}`, `x 的转置`. */
function ideographs(nodes: readonly Node[], from: number): { readonly name: Node; readonly last: number } | undefined {
  let end = from;
  while (isIdeograph(nodes[end])) end++;
  if (end === from) return undefined;
  const run = nodes.slice(from, end);
  const text = run.map((it) => (it.kind === 'atom' ? it.text : '')).join('');
  return { name: { kind: 'text', text, formulas: [], span: cover(run[0]!.span, run.at(-1)!.span) }, last: end - 1 };
}

const isIdeograph = (node: Node | undefined): boolean =>
  node?.kind === 'atom' && /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]$/u.test(node.text);

/** `\mathbb{C}\text{ov}`, `\mathbb{V}\mathrm{ar}`: a capital of another face and the rest of its word. */
function capitalWord(first: Node, next: Node | undefined): Node | undefined {
  if (first.kind !== 'command' || first.name !== '\\mathbb' || next === undefined) return undefined;
  const rest = next.kind === 'scripted' ? next.base : next;
  const isUpright = rest?.kind === 'text' || (rest?.kind === 'command' && /^\\(mathrm|operatorname)$/.test(rest.name));
  if (rest === undefined || !isUpright) return undefined;
  const word = lettersOf(first) + lettersOf(rest);
  if (!SHORT_WORDS.has(word)) return undefined;
  const name: Node = { kind: 'text', text: word, formulas: [], span: cover(first.span, rest.span) };
  return next.kind === 'scripted' ? { ...next, base: name, span: cover(first.span, next.span) } : name;
}

const isTypedLetter = (node: Node): boolean =>
  node.kind === 'atom' && node.role === 'letter' && /^[A-Za-z]$/.test(node.text);

const SHORT_WORDS = new Set(
  'max min log exp sin cos tan det tr diag Var Cov var cov sum relu ReLU KL MSE argmax argmin span rank dim vec sign prox'.split(
    ' ',
  ),
);

/** Known names, and four lower-case letters or more: products of that many single letters are written otherwise. */
const isTypedWord = (word: string): boolean =>
  word.length >= 2 && (SHORT_WORDS.has(word) || /^[A-Za-z]?[a-z]{3,}$/.test(word));
