/** Switches as `\bf`, which change the face of everything after them in their group. */
import { specOf } from './commands.ts';
import type { Command, Group, Node } from './node.ts';

/** The switch with what it applies to. */
export const switched = (it: Command, content: readonly Node[]): Command => {
  const last = content.at(-1)?.span.end ?? it.span.end;
  const only = content[0];
  const arg: Node = content.length === 1 && only !== undefined ? only : group(content, it.span.end);
  return { ...it, args: [...it.args, arg], span: { start: it.span.start, end: Math.max(it.span.end, last) } };
};

const group = (body: readonly Node[], at: number): Group => ({
  kind: 'group',
  body,
  span: { start: body[0]?.span.start ?? at, end: Math.max(at, body.at(-1)?.span.end ?? at) },
});

/** A switch that has not got what it applies to: its own argument is at most a colour. */
const waits = (it: Node): it is Command =>
  it.kind === 'command' && specOf(it.name)?.does === 'switch' && it.args.length < (it.role === 'colour' ? 2 : 1);

/** Gives each switch everything up to the next one, here and in the fences of this list. */
export function applySwitches(items: readonly Node[]): readonly Node[] {
  const result: Node[] = [];
  let waiting: Command | undefined;
  let content: Node[] = result;
  for (const item of items) {
    if (waits(item)) {
      if (waiting !== undefined) result.push(switched(waiting, content));
      waiting = item;
      content = [];
    } else {
      content.push(inside(item));
    }
  }
  if (waiting !== undefined) result.push(switched(waiting, content));
  return result;
}

function inside(it: Node): Node {
  if (it.kind === 'fence') return { ...it, body: applySwitches(it.body) };
  if (it.kind === 'scripted' && it.base?.kind === 'fence') return { ...it, base: inside(it.base) };
  return it;
}
