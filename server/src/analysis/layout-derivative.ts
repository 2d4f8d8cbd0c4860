/** The derivative under a pointer, and the axis of the layout that it belongs to. */
import { contains } from '../base/span.ts';
import { type Derivative, walk } from '../expr/expr.ts';
import type { Axis } from '../shape/axes.ts';
import type { FormulaFacts } from './facts.ts';

/** The axis of the smallest derivative at an offset of the formula's text; none of a number by a number. */
export function axisAt(formula: FormulaFacts, offset: number): Axis | undefined {
  let smallest: Derivative | undefined;
  for (const expr of formula.expressions) {
    walk(expr, (it) => {
      if (it.kind !== 'derivative' || it.of === undefined || it.order !== 1 || !contains(it.span, offset)) return;
      if (smallest === undefined || it.span.end - it.span.start <= smallest.span.end - smallest.span.start)
        smallest = it;
    });
  }
  return smallest && axisOf(smallest, formula);
}

function axisOf({ of, by, notation }: Derivative, { shapes }: FormulaFacts): Axis | undefined {
  const kindOf = (it: Derivative['of']): string | undefined => {
    const known = shapes.find(({ span }) => span.start === it?.span.start && span.end === it.span.end);
    return /^[a-z]+/.exec(known?.shape ?? '')?.[0];
  };
  const [f, x] = [kindOf(of), by[0] === undefined ? undefined : kindOf(by[0])];
  if (f === 'scalar') {
    if (x === 'matrix') return 'scalarByMatrix';
    if (x === 'vector' || (x === undefined && notation === 'nabla'))
      return notation === 'nabla' ? 'nablaScalar' : 'scalarByVector';
  }
  return f === 'vector' && (x === 'vector' || x === undefined) ? 'vectorByVector' : undefined;
}
