/** TeX that Nabla itself made, as one line of plain text. */
import { count, habitsFrom } from '../expr/lower-habits.ts';
import { lowerStatements } from '../expr/lower-statements.ts';
import { plainText } from '../expr/plain.ts';
import { parseFormula } from '../latex/parser.ts';

const NOTHING = { functions: new Set<string>(), values: new Set<string>(), sizes: new Set<string>() };

/** `2A^\top(Ax-b)` → `2Aᵀ(Ax − b)`; the TeX itself where it cannot be read. */
export function plainOfTex(tex: string, limit = 40): string {
  const { tree } = parseFormula(tex);
  const [statement] = lowerStatements(tree, habitsFrom([count([tree])], NOTHING));
  return statement === undefined || !tree.clean ? tex : plainText(statement.expr, limit);
}
