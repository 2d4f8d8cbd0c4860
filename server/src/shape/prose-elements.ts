/**
 * Elements of a product of spaces: “the space $\Theta = \mathbb R^{m \times n} \times \mathbb R^m$ with generic element
 * $\theta = (W, b)$” declares W and b.
 */
import type { Expr } from '../expr/expr.ts';
import type { Statement } from '../expr/statement.ts';
import { type Declaration, pairwise } from './declare.ts';

export interface ElementDeclaration extends Declaration {
  /** The formula that names the element. */
  readonly formula: number;
}

const ELEMENT =
  '(?:(?:a|an|the|its) )?(?:generic|typical|general|arbitrary) (?:elements?|points?|members?)(?: (?:is|are|written|denoted|by|as))*';
const PATTERNS: readonly { readonly regex: RegExp; readonly space: number; readonly element: number }[] = [
  {
    regex: new RegExp(`⟦(\\d+)⟧[\\s,.]*(?:with|whose|has|having|and)? ?${ELEMENT} ?⟦(\\d+)⟧`, 'g'),
    space: 1,
    element: 2,
  },
  { regex: new RegExp(`${ELEMENT} ?⟦(\\d+)⟧ of (?:the (?:\\w+ ){0,2}space )?⟦(\\d+)⟧`, 'g'), space: 2, element: 1 },
];

export const namesElement = (text: string): boolean =>
  /\b(?:generic|typical|general|arbitrary) (?:element|point|member)/i.test(text);

/** @param line with a number for each formula @param statements by formula number */
export function elementsIn(
  line: string,
  statements: (formula: number) => readonly Statement[],
): readonly ElementDeclaration[] {
  return PATTERNS.flatMap(({ regex, space, element }) =>
    [...line.matchAll(regex)].flatMap((match) => {
      const formula = Number(match[element]);
      const [whole, list] = [lastSide(statements(Number(match[space]))), lastSide(statements(formula))];
      if (whole === undefined || list?.kind !== 'tuple') return [];
      const parts = partsOf(whole);
      if (parts.length !== list.items.length) return [];
      return pairwise(list, { kind: 'apply', op: 'cross', args: parts, span: whole.span }).map((it) => ({
        ...it,
        inWords: true,
        formula,
      }));
    }),
  );
}

/** What a name is set equal to; else what is written. */
function lastSide([only, more]: readonly Statement[]): Expr | undefined {
  if (only === undefined || more !== undefined) return undefined;
  return only.expr.kind === 'relation' ? only.expr.sides.at(-1) : only.expr;
}

/** The spaces of a product, once each; of `(A \times B)^4` four times. */
function partsOf(expr: Expr): readonly Expr[] {
  if (expr.kind !== 'apply') return [expr];
  const [first, second] = expr.args;
  if (expr.op === 'cross') return expr.args;
  if (expr.op === 'parentheses' && first !== undefined) return partsOf(first);
  if (expr.op !== 'power' || first === undefined || second?.kind !== 'number' || second.value > MOST) return [expr];
  return Array.from({ length: second.value }, () => partsOf(first)).flat();
}

const MOST = 9;
