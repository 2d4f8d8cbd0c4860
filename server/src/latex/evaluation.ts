/**
 * Evaluation bars: `f(x + tv) \big|_{t=0}` and `\frac{d}{dt}\Big|_{t=0} f(x + tv)` are what `\left. … \right|_{t=0}` is,
 * a fence that opens with nothing.
 */
import { cover } from '../base/span.ts';
import type { Fence, Node, Scripted } from './node.ts';
import { headOf, roleOf } from './roles.ts';

/** The nodes with every bar that has a point below it around what it evaluates. */
export function evaluated(nodes: readonly Node[]): readonly Node[] {
  const found: Node[] = [];
  for (let i = 0; i < nodes.length; i++) {
    const node = nodes[i]!;
    if (!isBar(node)) {
      found.push(node);
      continue;
    }
    // Between limits, `x^3 - x \big|_0^1` may be all of its side.
    const ends = node.sup === undefined ? ENDS : SIDES;
    const from = found.findLastIndex((it) => ends.has(roleOf(it))) + 1;
    const body = found.splice(from);
    // `\frac{d}{dt}\big|_{t=0}` alone: what is differentiated follows.
    if (body.length === 1 && headOf(body[0]!).kind === 'command')
      while (i + 1 < nodes.length && !ENDS.has(roleOf(nodes[i + 1]))) body.push(nodes[++i]!);
    const [first] = body;
    if (first === undefined) found.push(node);
    else {
      const span = cover(first.span, cover(body.at(-1)!.span, node.span));
      const fence: Fence = { kind: 'fence', open: '.', close: '|', body, span };
      found.push({ ...node, base: fence, span });
    }
  }
  return found;
}

const SIDES: ReadonlySet<string> = new Set(['relation', 'punctuation', 'words', 'bar']);
const ENDS: ReadonlySet<string> = new Set([...SIDES, 'additive']);

const isBar = (node: Node): node is Scripted =>
  node.kind === 'scripted' && node.base?.kind === 'atom' && node.base.role === 'bar' && node.sub !== undefined;
