/** Names in front of a bracket that are operators: by their letters, or by what stands in the bracket. */
import type { Node } from '../latex/node.ts';
import { headOf, lettersOf } from '../latex/roles.ts';
import type { Apply } from './expr.ts';
import type { Lowering } from './lower.ts';
import { isIndexList } from './lower-entries.ts';
import { isTranspose } from './lower-scripts.ts';
import { glyphOf } from './lower-symbol.ts';
import { operatorNamed } from './operators.ts';

/** `D_{\mathrm{KL}}(p \| q)`, `D_{KL}[p \| q]` */
export const isDivergence = (name: Node): boolean =>
  name.kind === 'scripted' &&
  name.sup === undefined &&
  lettersOf(name.sub) === 'KL' &&
  /^D$/.test(lettersOf(name.base));

type Fence = Extract<Node, { kind: 'fence' }>;

/** `\mathbf{E}[x^\top x]`, unless the note uses the letter for a matrix, or takes an entry of it. */
const isBoldExpectation = (name: Node, fence: Fence, at: Lowering): boolean => {
  const head = headOf(name);
  return (
    fence.open === '[' &&
    head.kind === 'command' &&
    /^\\(mathbf|boldsymbol)$/.test(head.name) &&
    lettersOf(head) === 'E' &&
    !at.habits.isValue(name) &&
    !isIndexList(fence.body)
  );
};

/** `E[x x^\top]`, `E[\mathbf{x}]` */
const isPlainExpectation = (name: Node, fence: Fence, at: Lowering): boolean => {
  const head = headOf(name);
  return (
    fence.open === '[' &&
    head.kind === 'atom' &&
    head.text === 'E' &&
    !at.habits.isValue(name) &&
    (fence.body.some((it) => it.kind === 'scripted' && it.sup !== undefined && isTurn(it.sup, at)) ||
      (fence.body.length === 1 && glyphOf(fence.body[0]!)?.face === 'bold'))
  );
};

const isTurn = (sup: Node, at: Lowering): boolean => isTranspose(sup, at) || lettersOf(sup) === 'H';

/** `P(X = k \mid Y)` is a probability, `\mathbb{1}(x > 0)` an indicator. */
export function operatorByBody(name: Node, fence: Fence, at: Lowering): Apply['op'] | undefined {
  if (isBoldExpectation(name, fence, at) || isPlainExpectation(name, fence, at)) return 'expectation';
  const glyph = name.kind === 'scripted' ? undefined : glyphOf(name);
  if (glyph === undefined || glyph.accents.length > 0) return undefined;
  const related = fence.body.some((it) => it.kind === 'atom' && it.role === 'relation' && it.text !== '\\mid');
  if (!related) return undefined;
  if (glyph.letter === 'P' && glyph.face !== 'calligraphic') return 'probability';
  return (glyph.letter === '1' && glyph.face !== 'plain') || glyph.letter === 'I' ? 'to-number' : undefined;
}

/** `\mathrm{tr}(A)`, `{\rm tr}(A)`, `\text{softmax}(z)`, `\mathbb{E}[x]`: letters in another face that name an operator. */
export function operatorOfName(node: Node): ReturnType<typeof operatorNamed> {
  const outer = headOf(node);
  const head = outer.kind === 'group' && outer.body.length === 1 ? headOf(outer.body[0]!) : outer;
  const upright =
    head.kind === 'text' ||
    (head.kind === 'command' &&
      (head.role === 'operator' ||
        /^\\(mathrm|mathsf|mathbb|mathtt|mathop|rm|textrm|textsf|texttt|mathbf|boldsymbol)$/.test(head.name)));
  if (!upright) return undefined;
  const letters = lettersOf(head);
  if (letters.length === 1 && letters !== 'E' && letters !== 'P') return undefined;
  if (letters === 'P') return head.kind === 'command' && head.name === '\\mathbb' ? 'probability' : undefined;
  if (letters === 'E' && head.kind === 'command' && /mathbf|boldsymbol/.test(head.name)) return undefined;
  return operatorNamed(letters);
}
