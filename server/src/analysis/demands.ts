/** What a decomposition asks of what it decomposes: `W = V\Sigma V^\top` holds of symmetric matrices alone. */
import type { Expr } from '../expr/expr.ts';
import { relationOf } from './definitions.ts';
import type { Meaning } from './meaning.ts';
import type { SectionMeanings } from './meanings.ts';
import type { SectionFacts } from './sections.ts';

export interface Demand {
  /** True of every value of the factors. */
  readonly left: Expr;
  readonly right: Expr;
  /** What follows for the name, in TeX. */
  readonly condition: string;
}

/** The other side is its own transpose if the factors have what is said of them; whether it is, is tried. */
export function demandOf(
  { kind, why, statement, formula }: Meaning,
  { answer, statements }: SectionFacts,
  all: SectionMeanings,
  conditions: () => ReadonlyMap<string, ReadonlySet<string>>,
): Demand | undefined {
  const relation = kind === 'tie' && why === 'decomposition' ? relationOf(statement.expr) : undefined;
  const { sides = [], signs = [] } = relation ?? {};
  const [name, body] = sides;
  if (signs.length !== 1 || signs[0]?.text !== '=' || name?.kind !== 'symbol' || body === undefined) return undefined;
  const { entry, shape } = answer.lookup(name.key, formula);
  const isSquare = shape.kind === 'matrix' && shape.rows.key === shape.columns.key;
  if (entry?.inForce !== true || !isSquare || conditions().has(name.key)) return undefined;
  const { part } = statements;
  const above = [
    part.text.slice(0, part.formulas[formula]?.span.start),
    ...all.enclosing().map((it) => it.statements.part.text),
  ];
  if (above.some((it) => SAID.test(it.replaceAll(/\([^()]*\)/g, '')))) return undefined;
  const text = statements.trees[formula]?.text.slice(name.span.start, name.span.end) ?? '';
  const turned: Expr = { kind: 'apply', op: 'transpose', args: [body], span: body.span };
  return { left: body, right: turned, condition: `${text} = ${text}^\\top` };
}

/** Words of symmetric matrices; what stands in brackets is said by the way. */
const SAID = /symmetr|hermit|definite|covariance|kernel|\bgram\b|hessian|self-adjoint|laplacian|spectral theorem/i;
