/** The questions that the body of a document command asks about its arguments, answered for one use of it. */
import { Kind, type Token } from './lexer.ts';

const QUESTION = /^\\If(Boolean|NoValue|Value)(TF|T|F)$/;

/** @param isGiven whether an argument, counted from 1, stands in the use: its star, its option */
export function settled(body: readonly Token[], isGiven: (n: number) => boolean): readonly Token[] {
  const made: Token[] = [];
  for (let at = 0; at < body.length;) {
    const it = body[at]!;
    const [, about, branches] = (it.kind === Kind.word ? QUESTION.exec(it.text) : null) ?? [];
    if (about === undefined || branches === undefined) {
      made.push(it);
      at++;
      continue;
    }
    const asked = groupAt(body, at + 1);
    const first = groupAt(body, asked.end);
    const second = branches === 'TF' ? groupAt(body, first.end) : first;
    const parameter = asked.tokens.find((one) => one.kind === Kind.parameter);
    const isSo = isGiven(Number(parameter?.text.slice(-1) ?? 0)) !== (about === 'NoValue');
    if (isSo && branches !== 'F') made.push(...settled(first.tokens, isGiven));
    if (!isSo && branches !== 'T') made.push(...settled(second.tokens, isGiven));
    at = second.end;
  }
  return made;
}

/** The tokens of `{…}` without the braces, or one token. */
function groupAt(body: readonly Token[], from: number): { readonly tokens: readonly Token[]; readonly end: number } {
  if (body[from]?.kind !== Kind.open) return { tokens: body.slice(from, from + 1), end: from + 1 };
  let level = 1;
  let end = from + 1;
  for (; end < body.length && level > 0; end++) {
    if (body[end]?.kind === Kind.open) level++;
    else if (body[end]?.kind === Kind.close) level--;
  }
  return { tokens: body.slice(from + 1, end - 1), end };
}
