/** What stands above a name, by which a bracket behind it is a factor or an argument. */
import type { Node } from '../latex/node.ts';
import { headOf, lettersOf } from '../latex/roles.ts';

/** What stands in a group alone. */
export const only = (node: Node | undefined): Node | undefined =>
  node?.kind === 'group' && node.body.length === 1 ? only(node.body[0]) : node;

/** `A^\top` */
export function isTransposed(name: Node): boolean {
  const sup = name.kind === 'scripted' && name.sup !== undefined ? only(name.sup) : undefined;
  return sup?.kind === 'atom' && /^(\\top|\\intercal|T)$/.test(sup.text);
}

/** `\sigma^2` */
export function isRaised(name: Node): boolean {
  const sup = name.kind === 'scripted' && name.sup !== undefined ? only(name.sup) : undefined;
  return sup?.kind === 'atom' && sup.role === 'number';
}

/** `(a^{(l-1)})^\top`: in brackets only because one script cannot stand on another. */
export function groupsMember(node: Node): boolean {
  const head = headOf(node);
  if (head === node || head.kind !== 'fence' || !isTransposed(node)) return false;
  const [member, more] = head.body;
  if (member?.kind !== 'scripted' || more !== undefined || member.sup === undefined) return false;
  const sup = member.sup.kind === 'group' ? member.sup.body : [member.sup];
  return sup.length === 1 && headOf(sup[0]!).kind === 'fence';
}

/** `j^{th}`, `2^{\text{nd}}` */
export const isOrdinal = (body: readonly Node[]): boolean =>
  /^-?(st|nd|rd|th)$/.test(body.map((it) => (it.kind === 'text' ? it.text.trim() : lettersOf(it))).join(''));

/** A node as text, wherever it stands. */
export const looks = (node: Node | undefined): string =>
  JSON.stringify(node, (name, value: unknown) => (name === 'span' ? undefined : value));
