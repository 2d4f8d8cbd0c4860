/** What a solved section says, as facts: shapes by place, symbols, findings with words. */
import { once } from '../base/once.ts';
import type { Expr, SymbolExpr } from '../expr/expr.ts';
import { walk } from '../expr/expr.ts';
import { unicode } from '../expr/glyph.ts';
import type { Statement } from '../expr/statement.ts';
import type { Tree } from '../latex/node.ts';
import { isMatrixOfSlopes } from '../shape/typing-maps.ts';
import { type Orientation, orientationOf, oriented } from '../shape/orientation.ts';
import { familyKey, memberKey } from '../shape/declare.ts';
import { freeNames } from '../shape/free-names.ts';
import { printShape, sayShape } from '../shape/shape.ts';
import type { Shape } from '../shape/shape.ts';
import type { FormulaFacts, Hole, PartFacts, ShapeFact, StatementFact, SymbolFact } from './facts.ts';
import { findingsOf } from './findings.ts';
import type { Meaning } from './meaning.ts';
import { meaningsOf } from './meanings.ts';
import { kindReasons } from './kind-reasons.ts';
import { undeclaredIn } from './undeclared.ts';
import { nameFacts } from './name-facts.ts';
import { readingUsed } from './reading-used.ts';
import type { SectionFacts } from './sections.ts';
import { sideShapes } from './side-shapes.ts';

/** Findings are there at once; the rest is worked out when it is first asked for, since few parts are ever looked at. */
export function partFacts(section: SectionFacts): PartFacts {
  const { part, trees, statements } = section.statements;
  const whole = once(() => {
    const symbols = new Map<string, SymbolFact>();
    const formulas = trees.map((tree, i) => formulaFacts(section, tree, statements[i]!, i, symbols));
    return { formulas, symbols: [...symbols.values()] };
  });
  const names = once(() => nameFacts(section));
  const formulas = once(() =>
    trees.map((tree, i) =>
      lazyFormula(
        tree,
        () => whole().formulas[i]!,
        () => statementFacts(meaningsOf(section).meanings[i]!),
      ),
    ),
  );
  return {
    part,
    get formulas() {
      return formulas();
    },
    get symbols() {
      return whole().symbols;
    },
    get names() {
      return names();
    },
    get undeclared() {
      return undeclaredIn(section);
    },
    findings: findingsOf(section),
  };
}

type Shown = Omit<FormulaFacts, 'statements'>;

const lazyFormula = (tree: Tree, facts: () => Shown, statements: () => FormulaFacts['statements']): FormulaFacts => ({
  tree,
  get typed() {
    return facts().typed;
  },
  get compound() {
    return facts().compound;
  },
  get statements() {
    return statements();
  },
  get expressions() {
    return facts().expressions;
  },
  get shapes() {
    return facts().shapes;
  },
  get holes() {
    return facts().holes;
  },
});

function formulaFacts(
  section: SectionFacts,
  tree: Tree,
  statements: readonly Statement[],
  formula: number,
  symbols: Map<string, SymbolFact>,
): Shown {
  const shapes: ShapeFact[] = [];
  const holes: Hole[] = [];
  let compound = statements.length > 1;
  let known = 0;
  let unknown = 0;
  const misfits = new Set(section.answer.conflicts.map((it) => it.statement));
  const sides = sideShapes(
    statements,
    (expr) => shapeAt(section, expr, formula),
    (it) => !misfits.has(it),
  );
  const applied = new Set(statements.flatMap(({ expr }) => [...freeNames(expr).functions]));
  for (const statement of statements) {
    if (isCompound(statement.expr)) compound = true;
    // The name under an index and the name of a function are no operands of their own.
    const names = new Set<Expr>();
    const functions = new Set<Expr>();
    const other = new Set<Expr>();
    walk(statement.expr, (expr) => {
      if (expr.kind === 'index') {
        names.add(expr.base);
        if (isMerelyConventional(section, expr, formula) || isOfNumbers(section, expr, formula)) other.add(expr.base);
      }
      if (expr.kind === 'call') {
        names.add(expr.fn);
        if (expr.fn.kind === 'symbol') functions.add(expr.fn);
        if (expr.fn.kind === 'index') other.add(expr.fn.base);
        // `(b')^{-1}(\mu)`, `(f \circ g)(x)`: what is applied is made of maps.
        if (expr.fn.kind === 'apply')
          walk(expr.fn, (it) => {
            if (it.kind !== 'number') functions.add(it);
          });
      }
      if (expr.kind === 'hole') {
        holes.push(holeOf(expr, tree.text));
        unknown++;
        return;
      }
      if (expr.kind === 'apply' && isMatrixOfSlopes(expr)) other.add(expr.args[0]!);
      // `\mathcal O^{p \times k}`: what a set is raised to are its sizes.
      const [set, sizes] = expr.kind === 'apply' && expr.op === 'power' ? expr.args : [];
      if (set !== undefined && sizes !== undefined && shapeAt(section, set, formula).kind === 'set')
        walk(sizes, (it) => {
          other.add(it);
        });
      if (!hasShape(expr) || other.has(expr)) return;
      const seen = sides.get(expr) ?? shapeAt(section, expr, formula);
      // `P(A)` applies P, whatever else the letter stands for; `\sigma(x) \text{ where } \sigma \text{ is} …` names it alone.
      const isMap =
        (functions.has(expr) || (expr === statement.expr && expr.kind === 'symbol' && applied.has(expr.key))) &&
        seen.kind !== 'function' &&
        (seen.kind !== 'unknown' || expr.kind === 'apply');
      const shape: Shape = isMap ? { kind: 'function', to: seen } : seen;
      const isName = names.has(expr) && (expr.kind === 'symbol' || expr.kind === 'index' || expr.kind === 'number');
      // `[0, 1]` alone is an interval as often as a list.
      if (expr === statement.expr && isInterval(expr)) return;
      // A pair of things of any kind has no shape of its own.
      if ((isName || expr.kind === 'tuple') && shape.kind === 'unknown') return;
      // Nor has a derivative as a linear map.
      if (expr.kind === 'apply' && expr.op === 'total-derivative' && shape.kind === 'unknown') return;
      // A tuple of unlike things has none either, but the hover has something to say of its name.
      if (shape.kind === 'tuple' && expr.kind !== 'symbol') return;
      if (shape.kind === 'unknown') unknown++;
      else if (shape.kind !== 'tuple' && shape.kind !== 'point') known++;
      shapes.push(shapeFact(section, expr, shape, formula, tree, symbols));
    });
  }
  const typed =
    unknown === 0 && known > 0
      ? 'full'
      : known > 0 && shapes.some((it) => it.shape !== 'unknown' && it.symbol === undefined)
        ? 'partial'
        : known > 0 && !compound
          ? 'full'
          : 'none';
  return {
    tree,
    typed,
    compound,
    expressions: statements.map((it) => it.expr),
    shapes: shapes.sort((a, b) => a.span.start - b.span.start || b.span.end - a.span.end),
    holes,
  };
}

const isCompound = (expr: Expr): boolean =>
  // `\implies` alone.
  !(expr.kind === 'relation' && expr.sides.every((it) => it === undefined)) &&
  expr.kind !== 'symbol' &&
  expr.kind !== 'number' &&
  expr.kind !== 'ellipsis' &&
  !(expr.kind === 'derivative' && expr.of === undefined) &&
  !(expr.kind === 'index' && expr.base.kind === 'symbol');

/** Parts of an expression that have a shape to show; relations, lists and spaces have none. */
const hasShape = (expr: Expr): boolean =>
  expr.kind !== 'relation' &&
  expr.kind !== 'ellipsis' &&
  !(expr.kind === 'tuple' && (expr.open === '' || expr.separator === '|')) &&
  !(expr.kind === 'number' && expr.value === 0);

/** The `w` of a vector `w_1`: that its letter alone makes it a number says nothing of it. */
function isMerelyConventional(section: SectionFacts, expr: Expr, formula: number): boolean {
  if (expr.kind !== 'index' || expr.base.kind !== 'symbol') return false;
  const { level, shape } = section.answer.lookup(expr.base.key, formula);
  const member = section.answer.shapes[formula]?.get(expr)?.kind;
  return level === 'convention' && shape.kind === 'scalar' && (member === 'vector' || member === 'matrix');
}

/** Two numbers in a bracket, the smaller one first. */
function isInterval(expr: Expr): boolean {
  if (expr.kind !== 'tuple' || (expr.open !== '[' && expr.open !== '(') || expr.items.length !== 2) return false;
  const [from, to] = expr.items.map(numberOf);
  return from !== undefined && to !== undefined && from < to;
}

function numberOf(expr: Expr): number | undefined {
  if (expr.kind === 'number') return expr.value;
  const [only, more] = expr.kind === 'apply' && expr.op === 'sum' ? expr.args : [];
  return expr.kind === 'apply' && only?.kind === 'number' && more === undefined
    ? only.value * (expr.signs?.[0] ?? 1)
    : undefined;
}

const orientations = new WeakMap<SectionFacts, Orientation>();

function orientationFor(section: SectionFacts): Orientation {
  const known = orientations.get(section);
  if (known !== undefined) return known;
  const { answer, statements } = section;
  const made = orientationOf(statements.statements, answer.shapes, answer.dims.resolve);
  orientations.set(section, made);
  return made;
}

/** The `\pi` of the numbers `\pi_k`, which nothing declares: hardly a number too, whatever the letter is elsewhere. */
function isOfNumbers(section: SectionFacts, { base }: Extract<Expr, { kind: 'index' }>, formula: number): boolean {
  if (base.kind !== 'symbol') return false;
  const { entry, shape } = section.answer.lookup(base.key, formula);
  return entry?.inForce !== true && shape.kind === 'scalar';
}

const maps = new WeakMap<SectionFacts, ReadonlySet<string>>();

/** Names that the section applies to arguments and nowhere adds or multiplies: they stand for the map itself. */
function mapsOf(section: SectionFacts): ReadonlySet<string> {
  const known = maps.get(section);
  if (known !== undefined) return known;
  const applied = new Set<string>();
  const operands = new Set<string>();
  const add = (it: Expr, to: Set<string>): void => {
    if (it.kind === 'symbol') to.add(it.key);
    if (it.kind === 'index' && it.base.kind === 'symbol') to.add(familyKey(it.base.key));
  };
  for (const { expr } of section.statements.statements.flat()) {
    walk(expr, (it) => {
      if (it.kind === 'call') add(it.fn, applied);
      if (it.kind === 'apply') for (const arg of it.args) add(arg, operands);
      // `L_t = \|e_t\|^2`
      if (it.kind === 'relation') for (const side of it.sides) if (side?.kind === 'index') add(side, operands);
    });
  }
  for (const key of operands) applied.delete(key);
  maps.set(section, applied);
  return applied;
}

function shapeAt(section: SectionFacts, expr: Expr, formula: number): Shape {
  const { answer } = section;
  if (expr.kind === 'symbol') {
    const { entry } = answer.lookup(expr.key, formula);
    // A capital with a value is a random variable, not a map.
    const random =
      /^[A-Z]$/.test(expr.glyph.letter) && entry?.shape.kind === 'function' && entry.shape.from === undefined;
    if (entry?.shape.kind === 'function' && !random) return entry.shape;
    if (entry === undefined && mapsOf(section).has(expr.key)) return { kind: 'function', to: { kind: 'unknown' } };
  }
  // `F_p` beside `F_p(x)`
  const family = expr.kind === 'index' && expr.base.kind === 'symbol' ? familyKey(expr.base.key) : '';
  if (mapsOf(section).has(family) && answer.lookup(family, formula).entry === undefined)
    return { kind: 'function', to: { kind: 'unknown' } };
  const found = answer.shapes[formula]?.get(expr);
  if (found !== undefined && found.kind !== 'unknown')
    return oriented(expr, found, orientationFor(section), answer.dims.resolve, (it) => answer.shapes[formula]?.get(it));
  if (expr.kind === 'symbol') {
    const { shape } = answer.lookup(expr.key, formula);
    return shape.kind === 'function' && shape.from === undefined ? { kind: 'unknown' } : shape;
  }
  return found ?? { kind: 'unknown' };
}

function shapeFact(
  section: SectionFacts,
  expr: Expr,
  shape: Shape,
  formula: number,
  tree: Tree,
  symbols: Map<string, SymbolFact>,
): ShapeFact {
  const { dims, lookup } = section.answer;
  const resolve = dims.written;
  const key =
    expr.kind === 'symbol'
      ? expr.key
      : expr.kind === 'index' && expr.base.kind === 'symbol'
        ? memberKey(expr.base.key, expr.items)
        : undefined;
  const evidence = key === undefined ? 'forced' : lookup(key, formula).level;
  const printed = printShape(shape, resolve);
  const said = sayShape(shape, resolve).replace(/^(is|has) (an? )?/, '');
  const symbol = expr.kind === 'symbol' ? symbolFact(section, expr, printed, said, formula, tree, symbols) : undefined;
  const first =
    expr.kind === 'apply' && expr.args[0] !== undefined ? section.answer.shapes[formula]?.get(expr.args[0]) : undefined;
  const reading = readingUsed(expr, shape, first);
  return {
    span: expr.span,
    shape: printed,
    said,
    evidence,
    ...(symbol && { symbol }),
    ...(reading !== undefined && { reading }),
  };
}

function symbolFact(
  section: SectionFacts,
  expr: SymbolExpr,
  shape: string,
  said: string,
  formula: number,
  tree: Tree,
  symbols: Map<string, SymbolFact>,
): SymbolFact {
  const { entry, level } = section.answer.lookup(expr.key, formula);
  const identity = `${expr.key} ${shape} ${entry === undefined ? '' : String(section.declared.indexOf(entry as never))}`;
  const known = symbols.get(identity);
  if (known !== undefined) return known;
  const bare: SymbolFact = {
    name: unicode(expr.glyph),
    tex: tree.text.slice(expr.span.start, expr.span.end),
    shape,
    said,
    evidence: level,
    conditions: entry?.conditions ?? [],
    how: entry?.inForce === true ? 'declared' : level === 'forced' || level === 'habit' ? 'worked-out' : 'convention',
  };
  const fact: SymbolFact =
    entry === undefined
      ? bare
      : {
          ...bare,
          // What declares it may move while this section stays as it is.
          get source() {
            return (section.answer.lookup(expr.key, formula).entry ?? entry).origin.place;
          },
        };
  symbols.set(identity, fact);
  return fact;
}

function holeOf(expr: Extract<Expr, { kind: 'hole' }>, text: string): Hole {
  const tex = text.slice(expr.span.start, expr.span.end);
  return {
    span: expr.span,
    reason: 'not-understood',
    detail:
      expr.reason === 'empty' ? 'Something is missing here.' : `This part could not be read: ${expr.detail || tex}`,
  };
}

const shownMemo = new WeakMap<readonly Meaning[], readonly StatementFact[]>();

function statementFacts(meanings: readonly Meaning[]): readonly StatementFact[] {
  let found = shownMemo.get(meanings);
  if (found === undefined) shownMemo.set(meanings, (found = meanings.map(statementFact)));
  return found;
}

/** The kind of a statement and why; the verdict on a claim comes from the verifier. */
function statementFact({ kind, form, why, asserted, statement }: Meaning): StatementFact {
  const fact = { kind, form, span: statement.span, why: kindReasons[why], asserted: asserted.includes(true) };
  if (kind === 'claim') return { ...fact, verdict: 'undecided', reason: 'no-rule' };
  return kind === 'expression'
    ? { ...fact, verdict: 'undecided', reason: 'not-an-equation' }
    : { ...fact, verdict: 'assumed' };
}
