/** What one character is: an atom with its role, a delimiter, or a letter in a face of its own. */
import { specOf } from './commands.ts';
import { Kind, type Token } from './lexer.ts';
import { peekAt, take } from './macros.ts';
import type { Node, Role } from './node.ts';
import { atomOf, spanFrom, type Reader } from './reader.ts';
import { faceOf, spelling } from './unicode.ts';

const roles: Role[] = Array.from({ length: 128 }, () => 'letter');
for (const [chars, role] of [
  ['=<>', 'relation'],
  ['+-', 'additive'],
  ['*/', 'multiplicative'],
  [',;.:!?()[]', 'punctuation'],
  ['|', 'bar'],
] as const) {
  for (const char of chars) roles[char.charCodeAt(0)] = role;
}

/** What an ASCII character is for; any other is a letter. */
export const roleOf = (char: string): Role => roles[char.charCodeAt(0)] ?? 'letter';

/** Relations written with several characters; longer ones first. */
const compounds: ReadonlyMap<string, readonly string[]> = new Map([
  [':', ['::=', ':=']],
  ['=', ['=:', '==', '=>']],
  ['<', ['<=>', '<=']],
  ['>', ['>=']],
  ['-', ['->']],
  ['|', ['|||', '||']],
]);

/** The node of the next token, a letter as the lexer calls it. Delimiters are atoms here; the run pairs them. */
export function characterAt(p: Reader): Node {
  const first = take(p);
  const code = first.text.charCodeAt(0);
  if (code < 128) {
    if (compounds.has(first.text)) {
      const longer = compound(p, first);
      if (longer !== undefined) return longer;
    }
    return atomOf(first, roleOf(first.text));
  }
  return unicodeNode(first);
}

function compound(p: Reader, first: Token): Node | undefined {
  for (const text of compounds.get(first.text) ?? []) {
    let same = true;
    for (let i = 1; same && i < text.length; i++) {
      const next = peekAt(p, i - 1);
      // `: =` is one relation however it is spaced; the others only when nothing stands between.
      same = next.kind === Kind.letter && next.text === text[i] && (!next.spaced || text === ':=');
    }
    if (!same) continue;
    const start = first.start;
    for (let i = 1; i < text.length; i++) take(p);
    return { kind: 'atom', text, role: text.startsWith('|') ? 'bar' : 'relation', span: spanFrom(p, start) };
  }
  return undefined;
}

function unicodeNode(it: Token): Node {
  const known = spelling(it.text);
  if (known !== undefined) {
    const spec = specOf(known);
    return { ...atomOf(it, spec?.role ?? roleOf(known)), text: known };
  }
  const face = faceOf(it.text);
  if (face === undefined) return atomOf(it, 'letter');
  const letter = {
    ...atomOf(it, face.letter >= '0' && face.letter <= '9' ? 'number' : 'letter'),
    text: face.letter,
  } as const;
  if (face.command === '\\mathit') return letter;
  return { kind: 'command', name: face.command, star: false, args: [letter], role: 'style', span: letter.span };
}
