/** Gradients of what is no number: a note may mean the Jacobian, but the sign says otherwise. */
import { type Derivative, type Expr, walk } from '../expr/expr.ts';
import { plainText } from '../expr/plain.ts';
import { sourceSpan } from '../note/source-map.ts';
import { constantOf } from '../shape/constants.ts';
import { hasVariable } from '../shape/dim.ts';
import { sayShape, type Shape } from '../shape/shape.ts';
import type { Evidence, Finding } from './facts.ts';
import type { SectionFacts } from './sections.ts';
import { surroundingsOf } from './surroundings.ts';
import { gradientMessage } from './wording.ts';

/** `\nabla f` where f is a vector, once for each f; not where the words around speak of a Jacobian. */
export function gradientsOfVectors(section: SectionFacts): readonly Finding[] {
  const { statements, answer } = section;
  const { part } = statements;
  const found: Finding[] = [];
  const seen = new Set<string>();
  statements.statements.forEach((list, formula) => {
    const shapes = answer.shapes[formula];
    if (shapes === undefined || part.formulas[formula]?.closed !== true) return;
    const visit = (it: Expr): void => {
      if (it.kind !== 'derivative' || it.notation !== 'nabla' || it.order !== 1 || it.of === undefined) return;
      const shape = valueOf(shapes.get(it.of));
      // Of a row the product that follows may be differentiated as well: `\nabla x^\top A x`.
      if (shape?.kind !== 'vector' || shape.guess === true || shape.free === true) return;
      const evidence = evidenceOf(it.of, formula, section);
      const name = plainText(it.of);
      if (evidence === undefined || seen.has(name) || speaksOfJacobian(section, formula)) return;
      seen.add(name);
      const { map } = part.formulas[formula]!;
      found.push({
        code: 'gradient-of-non-scalar',
        severity: 'hint',
        evidence,
        span: sourceSpan(map, it.span.start, it.span.end),
        message: gradientMessage(name, sayShape(shape, answer.dims.resolve), jacobian(it, shapes.get(it), section)),
        related: [],
        fixes: [],
        detail: '',
        formula,
      });
    };
    for (const { expr } of list) walk(expr, visit);
  });
  return found;
}

const valueOf = (shape: Shape | undefined): Shape | undefined => (shape?.kind === 'function' ? shape.to : shape);

/** Every name in it is declared, or left no other kind by the formulas; undefined where it is only taken so. */
function evidenceOf(of: Expr, formula: number, { answer }: SectionFacts): Evidence | undefined {
  let evidence: Evidence | undefined = 'declared';
  const maps = (it: Expr): boolean => it.kind === 'symbol' && answer.lookup(it.key, formula).shape.kind === 'function';
  walk(of, (it) => {
    // `(g \circ f)(x)` composes; nothing is known of its value.
    if (it.kind === 'apply' && (it.op === 'free' || it.args.some(maps))) evidence = undefined;
    if (it.kind !== 'symbol' || constantOf(it) !== undefined) return;
    const { level } = answer.lookup(it.key, formula);
    if (level === 'forced' && evidence === 'declared') evidence = 'forced';
    else if (level !== 'declared' && level !== 'forced') evidence = undefined;
  });
  return evidence;
}

function speaksOfJacobian({ statements: { part } }: SectionFacts, formula: number): boolean {
  const around = surroundingsOf(part)[formula];
  return around !== undefined && `${around.earlier} ${around.before} ${around.after}`.includes('jacobi');
}

function jacobian({ by }: Derivative, shape: Shape | undefined, { answer }: SectionFacts): string {
  if (by.length === 0 || shape?.kind !== 'matrix') return '';
  const [rows, columns] = [shape.rows, shape.columns].map(answer.dims.resolve);
  return hasVariable(rows!) || hasVariable(columns!) ? '' : sayShape(shape, answer.dims.resolve).replace(/^is /, '');
}
