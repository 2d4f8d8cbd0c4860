/** `[A, B]`: a commutator where the note says so; without that, one matrix beside the other or a commutator. */
import { describe, expect, test } from 'vitest';
import { lastStatements } from './support/last-verdict.ts';

const tex = String.raw;

const told = (note: string): string => lastStatements(note).join(', ');

const square = tex`Let $P$, $Q$ and $S$ be square matrices of the same size.`;
const known = tex`${square} We write $[P, Q] = PQ - QP$ and $\{P, Q\} := PQ + QP$.`;

describe('in a note that says what the brackets are', () => {
  test.each([
    [tex`$$[P, Q] = -[Q, P]$$`, 'claim verified'],
    [tex`$$[P, Q] = [Q, P]$$`, 'claim refuted'],
    [tex`$$[P, QS] = [P, Q] S + Q [P, S]$$`, 'claim verified'],
    [tex`$$[P, QS] = [P, Q] S + [P, S] Q$$`, 'claim refuted'],
    [tex`$$[P + Q, S] = [P, S] + [Q, S]$$`, 'claim verified'],
    [tex`$$[P + Q, S] = [P, S] - [Q, S]$$`, 'claim refuted'],
    [tex`$$[P, Q]^\top = [Q^\top, P^\top]$$`, 'claim verified'],
    [tex`$$[P, Q]^\top = [P^\top, Q^\top]$$`, 'claim refuted'],
    [tex`$$PQ = \frac12 [P, Q] + \frac12 \{P, Q\}$$`, 'claim verified'],
    [tex`$$PQ = \frac12 [P, Q] - \frac12 \{P, Q\}$$`, 'claim refuted'],
    [tex`$$[P, [Q, S]] + [Q, [S, P]] + [S, [P, Q]] = 0$$`, 'tie verified'],
    // A set and an interval stay what they are.
    [tex`$$t \in [a, b]$$`, 'declaration assumed'],
  ])('%s', (claim, kinds) => expect(told(`${known} Then ${claim}`)).toBe(kinds));
});

describe('in one that does not', () => {
  test.each([
    [tex`$$[P, Q] = -[Q, P]$$`, 'claim undecided'],
    [tex`$$[P, Q] = [Q, P]$$`, 'claim undecided'],
    // One that says something else says nothing of the kind.
    [tex`with $[P, Q] = PQ + QP$ that $$[P, Q] = -[Q, P]$$`, 'claim undecided'],
  ])('%s', (claim, kinds) => expect(told(`${square} Then ${claim}`)).toBe(kinds));
});
