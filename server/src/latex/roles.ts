/** What part a node takes in a phrase: operand, sign, function, words. */
import type { Node } from './node.ts';

/** The atom or command that decides how a node behaves: the base of a scripted node. */
export function headOf(node: Node): Node {
  return node.kind === 'scripted' && node.base !== undefined ? headOf(node.base) : node;
}

/** A "matrix" of words beside a formula is a remark; a decoration around one is too. */
function isComment(node: Node): boolean {
  if (node.kind === 'environment') {
    const cells = node.rows.flatMap((row) => row.cells).filter((cell) => cell.length > 0);
    return (
      node.role === 'matrix' &&
      cells.length > 0 &&
      cells.every((cell) => cell.every((it) => it.kind === 'text' && isWords(it.text)))
    );
  }
  if (node.kind === 'group') return node.body.length === 1 && isComment(node.body[0]!);
  if (node.kind !== 'command' || (node.role !== 'colour' && node.role !== 'style')) return false;
  const last = node.args[node.args.length - 1];
  return last !== undefined && isComment(last);
}

/** `d`, `\mathrm d`, `\operatorname{d}`, `\mathop{\mathrm{d}\!}`, `\text{d}`, `{\rm d}`. */
export function isDifferential(node: Node): boolean {
  const head = headOf(node);
  return head.kind === 'atom' ? head.text === 'd' : isUprightD(head);
}

function isUprightD(node: Node): boolean {
  if (node.kind === 'text') return node.text === 'd';
  const [only, more] =
    node.kind === 'group'
      ? node.body
      : node.kind === 'command' && (node.role === 'style' || node.role === 'operator' || node.name === '\\ensuremath')
        ? node.args.slice(-1).flatMap(bodyOf)
        : [];
  if (only === undefined || more !== undefined) return false;
  return only.kind === 'atom' ? only.text === 'd' && node.kind === 'command' : isUprightD(only);
}

/** What braces hold, or what stands without them. */
export const bodyOf = (node: Node): readonly Node[] => (node.kind === 'group' ? node.body : [node]);

/** `\mathop{}`, `\mathbin{}`: keeps what stands around it apart. */
const isSpacer = (node: Node): boolean =>
  node.kind === 'command' && SPACERS.has(node.name) && node.args.slice(-1).flatMap(bodyOf).length === 0;

const SPACERS = new Set(['\\mathop', '\\mathbin', '\\mathrel', '\\mathord', '\\mathinner']);

export const roleOf = (node: Node | undefined): string => {
  if (node === undefined) return 'end';
  // `&{} = b`: an empty group holds a place.
  if (node.kind === 'group' && node.body.length === 0) return 'skip';
  if (isComment(node) || isSpacer(node)) return 'skip';
  if (node.kind === 'atom') return node.role;
  const head = headOf(node);
  if (head.kind === 'atom') return head.role;
  if (head.kind === 'command') {
    if (head.role === 'operator' || (head.role === 'style' && UPRIGHT_FUNCTIONS.has(lettersOf(head))))
      return isUprightD(head) ? 'operand' : 'function';
    // `\xrightarrow{f}`
    if (/^\\x[a-zA-Z]*(arrow|mapsto|equal)/.test(head.name)) return 'relation';
    if (head.role === 'label' || head.role === 'definition' || head.role === 'phantom') return 'skip';
    if (head.role === 'stack') return head.args[1] === undefined ? 'operand' : roleOf(head.args[1]);
    if (head.role === 'brace' || head.role === 'colour') {
      const inner = head.args[head.args.length - 1];
      if (inner?.kind === 'group' && inner.body.length === 1) return roleOf(inner.body[0]);
    }
  }
  if (head.kind === 'text')
    return isWords(head.text) ? 'words' : UPRIGHT_FUNCTIONS.has(head.text) ? 'function' : 'operand';
  if (head.kind === 'group' && node.kind !== 'scripted' && head.body.length === 1) return roleOf(head.body[0]);
  return 'operand';
};

/** Names that stand for nothing but a function: `\mathrm{tr}\, A`, `\text{tr} A` want no brackets. */
const UPRIGHT_FUNCTIONS = new Set('tr Tr trace Trace det logdet diag rank vec'.split(' '));

const CONNECTIVES = new Set(
  'and or if for where with when otherwise such that so since by let is are as in on then we have of to from the a an all else subject st s.t. i.e. e.g. iff hence thus therefore which over else'.split(
    ' ',
  ),
);

export const isConnective = (word: string): boolean => CONNECTIVES.has(word.toLowerCase());

/** `\text{tr}` is a name; `\text{ where }` and `\text{if } ` are words of a sentence. */
export function isWords(text: string): boolean {
  const trimmed = text.trim();
  if (trimmed === '') return false;
  return (
    /\s/.test(trimmed) ||
    isConnective(trimmed) ||
    // `\text{(queries)}`, `\text{Input:}`
    /^\(.*\)$|[:.,;]$|^[^A-Za-z\d]+$/.test(trimmed) ||
    (trimmed !== text && /^[a-z.,]+$/.test(trimmed))
  );
}

export function isOperand(node: Node): boolean {
  const role = roleOf(node);
  return role === 'operand' || role === 'letter' || role === 'number' || role === 'ellipsis' || role === 'words';
}

/** The letters of a name: `\operatorname{arg\,min}` is `argmin`. */
export function lettersOf(node: Node | undefined): string {
  if (node === undefined) return '';
  if (node.kind === 'atom') return node.text.startsWith('\\') ? node.text.slice(1) : node.text;
  if (node.kind === 'group') return node.body.map(lettersOf).join('');
  if (node.kind === 'text') return node.text.trim();
  if (node.kind === 'command') return node.args.map(lettersOf).join('');
  return '';
}

/** The script of `F_{*x}(v)`. */
export const isStarred = (sub: Node): boolean => {
  const [first, next] = sub.kind === 'group' ? sub.body : [];
  return next !== undefined && first?.kind === 'atom' && /^(\*|\\ast|\\star)$/.test(first.text);
};
