/**
 * A function given by cases as a sum: each value times one where its condition holds, zero elsewhere. It is differentiated
 * case by case, where no condition changes.
 */
import type { Cases, Expr } from '../expr/expr.ts';
import { type Elaborating, fault, lower, said } from './elaborate.ts';
import { map } from './ops.ts';
import { MINUS_ONE, ONE } from './rational.ts';
import { constant } from './tensor.ts';
import { product, sum } from './tidy.ts';
import { added, hadamard, type Value, valueOf } from './value.ts';

export function casesOf(expr: Cases, at: Elaborating): Value | undefined {
  const no = (): Value | undefined => fault(at, `no rule for a function given by cases: ${said(expr, at)}`);
  const values = expr.values.map((it) => lower(it, at));
  const tests = testsOf(expr.conditions, at);
  if (tests === undefined) return at.faults.length > 0 ? undefined : no();
  const typical = values.find((it) => it !== undefined && it.kind !== 'scalar') ?? values[0];
  const terms = values.flatMap((it, n) => {
    const isZero = it?.p.monos.length === 0;
    const made = it === undefined || isZero ? undefined : hadamard(tests[n]!, it);
    return isZero ? [] : [made !== undefined && made.kind === typical?.kind ? made : undefined];
  });
  const known = terms.filter((it) => it !== undefined);
  if (known.length < terms.length) return at.faults.length > 0 ? undefined : no();
  at.readings.push(`${said(expr, at)} is taken inside its cases, not where they meet`);
  return known.length === 0 ? values[0] : added(known.map((it) => [it, ONE] as const));
}

/** One where a condition holds, and one where it does not. */
interface Test {
  readonly holds: Value;
  readonly fails: Value;
}

/** By the conditions of the cases; the last may be what is left. */
function testsOf(conditions: readonly (Expr | undefined)[], at: Elaborating): readonly Value[] | undefined {
  const found: Test[] = [];
  for (const [n, it] of conditions.entries()) {
    if (it === undefined) return n < conditions.length - 1 ? undefined : [...found.map((x) => x.holds), rest(found)];
    const test = testOf(it, at);
    if (test === undefined) return undefined;
    found.push(test);
  }
  return found.map((x) => x.holds);
}

const one = valueOf('scalar', constant(ONE));

/** a − b, of numbers. */
const less = (a: Value, b: Value): Value =>
  valueOf(
    'scalar',
    sum(
      [],
      [
        [a.p, ONE],
        [b.p, MINUS_ONE],
      ],
    ),
  );

/** Where none of the conditions holds. */
const rest = (tests: readonly Test[]): Value =>
  tests.length === 1 ? tests[0]!.fails : tests.reduce((all, it) => less(all, it.holds), one);

/** `a < b \le c` between numbers. */
function testOf(expr: Expr, at: Elaborating): Test | undefined {
  if (expr.kind !== 'relation') return undefined;
  const sides = expr.sides.map((it) => (it === undefined ? undefined : lower(it, at)));
  const tests: Test[] = [];
  for (const [n, sign] of expr.signs.entries()) {
    const [a, b] = [sides[n], sides[n + 1]];
    const test = a?.kind === 'scalar' && b?.kind === 'scalar' ? compared(a, b, sign.text) : undefined;
    if (test === undefined) return undefined;
    tests.push(test);
  }
  const [first, ...more] = tests;
  if (first === undefined || more.length === 0) return first;
  const holds = valueOf(
    'scalar',
    product(
      [],
      [],
      tests.map((it) => [it.holds.p, []] as const),
    ),
  );
  return { holds, fails: less(one, holds) };
}

function compared(a: Value, b: Value, sign: string): Test | undefined {
  const above = (x: Value, y: Value): Test => {
    const holds = valueOf('scalar', map('step', less(x, y).p));
    return { holds, fails: less(one, holds) };
  };
  const turned = ({ holds, fails }: Test): Test => ({ holds: fails, fails: holds });
  if (/^(>|\\gt)$/.test(sign)) return above(a, b);
  if (/^(<|\\lt)$/.test(sign)) return above(b, a);
  if (/^(\\ge|\\geq|\\geqslant|≥)$/.test(sign)) return turned(above(b, a));
  return /^(\\le|\\leq|\\leqslant|≤)$/.test(sign) ? turned(above(a, b)) : undefined;
}
