/** The derivative problems of the shared bench as claims, true and spoilt, with the second judge's opinion of each. */
import { readFileSync } from 'node:fs';
import { pose, type Posed } from '../../server/src/analysis/problem.ts';
import { isRelation } from '../../server/src/expr/statement.ts';
import { dimsOf } from '../../server/src/shape/shape.ts';
import { type Judged, judgement, point } from './oracle.ts';
import { spoilt } from './spoil.ts';

export interface Problem {
  readonly id: string;
  readonly f: string;
  readonly wrt: string;
  readonly declare: readonly string[];
  readonly conditions: readonly string[];
  readonly order: number;
  readonly layout: 'numerator' | 'denominator';
  readonly answer: string;
  readonly answer_is_shorthand: boolean;
  /** What the shorthand stands for: `s = …`. */
  readonly answer_note?: string;
}

export interface DerivativeClaim {
  readonly id: string;
  readonly how: string;
  readonly claim: string;
  readonly declare: readonly string[];
  readonly conditions: readonly string[];
  readonly layout: 'numerator' | 'denominator';
  /** By the second judge; undefined where it cannot tell. */
  readonly holds: boolean | undefined;
}

export const problemsIn = (path: string): readonly Problem[] =>
  readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Problem);

/** What the bench writes beside the formula: `\det(X^k),k=3`, `\|X\|_* = \sum\sigma_i`. */
const operand = ({ f }: Problem): string => f.split(/,k=|=/)[0]!;
const firstForm = ({ answer }: Problem): string => (/[_{]\{?[^}]*=/.test(answer) ? answer : answer.split('=')[0]!);

const claimOf = (problem: Problem, answer: string): string => {
  const by = `\\partial ${problem.wrt}`;
  const operator = problem.order === 2 ? `\\frac{\\partial^2}{${by} ${by}^\\top}` : `\\frac{\\partial}{${by}}`;
  return `${operator}\\left(${operand(problem)}\\right) = ${answer}`;
};

/** The answer in a layout: its own, or the other one by a transpose. */
function inLayout(problem: Problem, layout: Problem['layout']): string {
  const answer = firstForm(problem);
  if (layout === problem.layout || problem.order === 2 || problem.wrt === 't') return answer;
  return `\\left(${answer}\\right)^\\top`;
}

export function claimsOf(problem: Problem, layout: Problem['layout'], count: number): readonly DerivativeClaim[] {
  const answer = inLayout(problem, layout);
  const posed = pose({ formulas: [answer], declare: problem.declare });
  const parsed = posed.formulas[0]?.statements[0]?.expr;
  const variants = parsed === undefined ? [] : spoilt(answer, parsed, count);
  const make = (how: string, text: string): DerivativeClaim => {
    const claim = claimOf(problem, text);
    const { conditions, answer_note: note } = problem;
    const declare = note !== undefined && /^[a-z] = /.test(note) ? [...problem.declare, note] : problem.declare;
    return { id: problem.id, how, claim, declare, conditions, layout, holds: opinion(problem, claim, layout) };
  };
  return [make('true', answer), ...variants.map((it) => make(it.how, it.text))];
}

function opinion(problem: Problem, claim: string, layout: Problem['layout']): boolean | undefined {
  const posed = pose({ formulas: [claim], declare: problem.declare, conditions: problem.conditions });
  for (const seed of [1, 2, 3]) {
    const question = questionOf(problem, posed, layout, seed);
    const found = question === undefined ? undefined : judgement(question);
    if (found !== true) return found;
  }
  return true;
}

const SIZES: Readonly<Record<string, number>> = { n: 4, m: 3, p: 2, q: 5, k: 3 };

function questionOf(problem: Problem, posed: Posed, layout: Problem['layout'], seed: number): Judged | undefined {
  const formula = posed.formulas[0];
  const relation = formula?.statements[0]?.expr;
  if (formula === undefined || relation === undefined || !isRelation(relation)) return undefined;
  const [left, answer] = relation.sides;
  if (left?.kind !== 'derivative' || left.of === undefined || answer === undefined) return undefined;
  const names = problem.declare.flatMap((it) => /^(\\?[A-Za-z]+)\s*\\in/.exec(it)?.[1] ?? []);
  const sizes = new Map(Object.entries(SIZES));
  const list = names.map((key) => {
    const [rows, columns] = dimsOf(formula.shapeOfName(key)).map((dim) => SIZES[dim.key] ?? 1);
    return { key, rows: rows ?? 1, columns: columns ?? 1, conditions: [...(posed.conditions.get(key) ?? [])] };
  });
  const values = new Map(point(list, seed));
  const twin = values.get('a');
  if (twin !== undefined) values.set('bold a', twin);
  const bold = values.get('b');
  if (bold !== undefined) values.set('bold b', bold);
  return {
    f: left.of,
    variable: problem.wrt,
    order: problem.order,
    answer,
    formula,
    values,
    sizes,
    denominator: layout === 'denominator',
    symmetric: list.some((it) => it.key === problem.wrt && it.conditions.includes('symmetric')),
  };
}
