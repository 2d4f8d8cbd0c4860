/** What is to be said about declarations themselves: two that contradict each other, and names that have none. */
import { type Expr, type SymbolExpr, walk } from '../expr/expr.ts';
import { unicode } from '../expr/glyph.ts';
import { sourceSpan } from '../note/source-map.ts';
import { constantOf } from '../shape/constants.ts';
import { hasVariable } from '../shape/dim.ts';
import { dimsOf, printShape, sayShape, type Shape } from '../shape/shape.ts';
import type { Finding } from './facts.ts';
import { codeInfo } from './problems.ts';
import type { SectionFacts } from './sections.ts';

/** The same name twice in one block with shapes that exclude each other; in another block a letter may change. */
export function conflictingDeclarations({ declared, answer, statements }: SectionFacts): readonly Finding[] {
  const { resolve } = answer.dims;
  const found: Finding[] = [];
  const { formulas } = statements.part;
  const first = new Map<string, (typeof declared)[number]>();
  for (const entry of declared) {
    const place = `${entry.key} ${String(formulas[entry.formula]?.block)}`;
    const earlier = first.get(place);
    if (earlier === undefined) first.set(place, entry);
    if (earlier === undefined || earlier.formula === entry.formula || !excludes(earlier.shape, entry.shape)) continue;
    const between = statements.part.text.slice(earlier.origin.place.span.end, entry.origin.place.span.start);
    if (!isOneBreath(between)) continue;
    const name = unicode(entry.glyph);
    found.push({
      code: 'conflicting-declaration',
      severity: 'warning',
      evidence: 'declared',
      span: entry.origin.place.span,
      message: `${name} ${sayShape(earlier.shape, resolve)} and ${name} ${sayShape(entry.shape, resolve)}, both declared here.`,
      related: [{ place: earlier.origin.place, message: `${name} ${sayShape(earlier.shape, resolve)}` }],
      fixes: [],
      detail: '',
      formula: entry.formula,
    });
  }
  return found;
}

/** Nothing between the two that lets a letter change its meaning: a new line, a new sentence, an alternative. */
const isOneBreath = (between: string): boolean =>
  !/[\n]|[.:;] |\b(or|if|when|whereas|instead|then|now|case)\b/i.test(between);

function excludes(a: Shape, b: Shape): boolean {
  if (a.kind === 'unknown' || b.kind === 'unknown' || a.kind === 'function' || b.kind === 'function') return false;
  if (a.kind !== b.kind) return true;
  const [x, y] = [dimsOf(a), dimsOf(b)];
  return (
    x.length === y.length &&
    x.some((dim, i) => dim.key !== y[i]!.key && ![dim, y[i]!].some((it) => hasVariable(it) || /^\d+$/.test(it.key)))
  );
}

/** The first use of a name that nothing declares, where its shape is worked out all the same. */
export function undeclaredSymbols({ answer, statements }: SectionFacts): readonly Finding[] {
  const { severity } = codeInfo['undeclared-symbol'];
  const seen = new Set<string>();
  const found: Finding[] = [];
  statements.statements.forEach((list, formula) => {
    const { map } = statements.part.formulas[formula]!;
    const visit = (it: Expr): void => {
      if (it.kind !== 'symbol' || seen.has(it.key) || constantOf(it) !== undefined) return;
      seen.add(it.key);
      const said = workedOut(it, formula, answer);
      if (said === undefined) return;
      found.push({
        code: 'undeclared-symbol',
        severity: severity === 'off' ? 'hint' : severity,
        evidence: 'forced',
        span: sourceSpan(map, it.span.start, it.span.end),
        message: `${unicode(it.glyph)} is not declared; from its use it ${said}.`,
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

function workedOut(symbol: SymbolExpr, formula: number, { lookup, dims }: SectionFacts['answer']): string | undefined {
  const { entry, level, shape } = lookup(symbol.key, formula);
  if (entry !== undefined || level !== 'forced') return undefined;
  const vectorial = shape.kind === 'vector' || shape.kind === 'matrix' || shape.kind === 'row';
  return vectorial && !printShape(shape, dims.resolve).includes('?') ? sayShape(shape, dims.resolve) : undefined;
}
