/** What the other side of an equation tells of one that nothing else settles. */
import { type Relation, some } from '../expr/expr.ts';
import { type Shape, UNKNOWN } from './shape.ts';
import type { Typing } from './typing.ts';

/** A side that nothing else settles (a chain of derivatives by matrices) has the shape of what it equals. */
export function settleSides(sides: Relation['sides'], signs: readonly string[], at: Typing): void {
  signs.forEach((sign, i) => {
    if (sign !== '=') return;
    const pair = [sides[i], sides[i + 1]] as const;
    const shapes = pair.map((it) => (it === undefined ? UNKNOWN : at.shapes.get(it)));
    pair.forEach((side, j) => {
      const other = shapes[1 - j];
      if (
        (side?.kind !== 'apply' && side?.kind !== 'call') ||
        shapes[j]?.kind !== 'unknown' ||
        other === undefined ||
        !isSettled(other)
      )
        return;
      if (!some(side, (it) => it.kind === 'hole')) at.shapes.set(side, other);
    });
  });
}

const isSettled = ({ kind }: Shape): boolean =>
  kind === 'scalar' || kind === 'vector' || kind === 'row' || kind === 'matrix' || kind === 'tensor';
