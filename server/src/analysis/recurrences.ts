/**
 * Members given by other members: `h_t = f(h_{t-1})`, or a pair such as `z^{(l)} = W^{(l)} a^{(l-1)}` and `a^{(l)} = \sigma(z^{(l)})`.
 * They give a value wherever every way back to a member goes down by some number, or every one goes up.
 */
import { type Derivative, type Expr, walk } from '../expr/expr.ts';
import { letterOf } from '../shape/free-names.ts';
import type { Definition as Unfolded } from '../verify/job.ts';
import { shiftOf } from '../verify/recurrence.ts';
import { textOf } from '../expr/text.ts';
import { derivativesIn } from './unfolding.ts';

/** How far the members of a letter that stand in a body are from the one defined; undefined where one is anything else. */
function shiftsIn(
  { body, parameters: [parameter, more], ahead = 0 }: Unfolded,
  letter: string,
): readonly number[] | undefined {
  if (parameter === undefined || more !== undefined) return undefined;
  const found: number[] = [];
  const inside = new Set<Expr>();
  let isPlain = true;
  walk(body, (it) => {
    if (it.kind === 'index' && it.base.kind === 'symbol' && letterOf(it.base.key) === letter) {
      inside.add(it.base);
      const shift = shiftOf(it, parameter);
      if (shift === undefined) isPlain = false;
      else found.push(shift - ahead);
    } else if (it.kind === 'symbol' && letterOf(it.key) === letter && !inside.has(it)) isPlain = false;
  });
  return isPlain ? found : undefined;
}

/** Whether a definition comes back to its letter only through members that lie lower, or only through higher ones. */
export function isRecurrence(it: Unfolded, among: readonly Unfolded[]): boolean {
  // Only members with one index come back so.
  if (it.parameters.length !== 1) return false;
  const ways = waysBack(it, it, 0, among, []);
  return ways !== undefined && ways.length > 0 && (ways.every((way) => way < 0) || ways.every((way) => way > 0));
}

const LONGEST = 4;

function waysBack(
  from: Unfolded,
  to: Unfolded,
  so: number,
  among: readonly Unfolded[],
  passed: readonly Unfolded[],
): readonly number[] | undefined {
  if (passed.length > LONGEST) return undefined;
  const ways: number[] = [];
  for (const next of among.includes(to) ? among : [...among, to]) {
    if (passed.includes(next) && next !== to) continue;
    const shifts = shiftsIn(from, letterOf(next.key));
    if (shifts === undefined) {
      if (next === to || leadsTo(next, to, among)) return undefined;
      continue;
    }
    for (const shift of shifts) {
      if (next === to) {
        ways.push(so + shift);
        continue;
      }
      const further = waysBack(next, to, so + shift, among, [...passed, next]);
      if (further === undefined) return undefined;
      ways.push(...further);
    }
  }
  return ways;
}

function leadsTo(from: Unfolded, to: Unfolded, among: readonly Unfolded[], seen = new Set<Unfolded>()): boolean {
  if (seen.has(from)) return false;
  seen.add(from);
  const letters = new Set<string>();
  walk(from.body, (it) => {
    if (it.kind === 'symbol') letters.add(letterOf(it.key));
  });
  return (
    letters.has(letterOf(to.key)) || among.some((it) => letters.has(letterOf(it.key)) && leadsTo(it, to, among, seen))
  );
}

/** Members of families, by the letters that name these. */
function membersIn(expr: Expr, letters: ReadonlySet<string>): readonly Expr[] {
  const found: Expr[] = [];
  walk(expr, (it) => {
    if (it.kind === 'index' && it.base.kind === 'symbol' && letters.has(letterOf(it.base.key))) found.push(it);
  });
  return found;
}

/**
 * Whether derivatives by members of these letters are of such members, or of what holds no other member than the one they
 * are by: what else depends on them (a loss of the last state) would do so through all of them.
 */
export function isClosed(exprs: readonly Expr[], letters: ReadonlySet<string>, defined: ReadonlySet<string>): boolean {
  return exprs.flatMap(derivativesIn).every(({ of, by }) => {
    const moving = by.flatMap((it) => membersIn(it, letters)).map(textOf);
    // A loss that nothing defines is a function of the last member.
    if (moving.length === 0 || (of?.kind === 'symbol' && !defined.has(of.key))) return true;
    const held = of === undefined ? [] : membersIn(of, letters);
    const [only] = held;
    return (held.length === 1 && only === of) || (held.length > 0 && held.every((it) => moving.includes(textOf(it))));
  });
}

/** Whether it makes a difference how one member comes from another: not where all derivatives are by the same thing. */
export function isAsked(exprs: readonly Expr[], used: readonly Unfolded[], letters: ReadonlySet<string>): boolean {
  const derivatives = [...exprs, ...used.map((it) => it.body)].flatMap(derivativesIn);
  const isOfMembers = ({ of, by }: Derivative): boolean => {
    const held = of === undefined ? [] : membersIn(of, letters);
    return held.length > 0 && (held.includes(of!) || by.some((it) => membersIn(it, letters).length > 0));
  };
  if (derivatives.some(isOfMembers)) return true;
  const variablesIn = (expr: Expr): readonly string[] =>
    derivativesIn(expr).flatMap(({ by }) => by.map((it) => textOf(variableIn(it))));
  // `\delta_l` and `\delta_{l+1}` are by members of their own.
  const own = used.flatMap(({ key, body, parameters }) => {
    const members = exprs.flatMap((it) => membersIn(it, new Set([letterOf(key)]))).map(textOf);
    return variablesIn(body).flatMap((it) => (parameters.length === 0 ? [it] : members.map((place) => it + place)));
  });
  return new Set([...exprs.flatMap(variablesIn), ...own]).size !== 1;
}

/** `\partial h_t / \partial W`: what all members share acts through those before as well, or is meant to act here alone. */
export const isByShared = (exprs: readonly Expr[], letters: ReadonlySet<string>): boolean =>
  exprs
    .flatMap(derivativesIn)
    .some(
      ({ of, by }) =>
        of !== undefined && membersIn(of, letters).length > 0 && by.some((it) => variableIn(it).kind === 'symbol'),
    );

/** Without a transpose or a vec around it. */
const variableIn = (expr: Expr): Expr =>
  expr.kind === 'apply' && expr.args[0] !== undefined ? variableIn(expr.args[0]) : expr;
