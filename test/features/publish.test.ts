/** When a finding is shown: never while its own formula is being typed, at once in every other case. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { defaults } from '../../server/src/analysis/settings.ts';
import { diagnostics } from '../../server/src/features/diagnostics.ts';
import { type Shown, difference, publication } from '../../server/src/lsp/publish.ts';
import { finding, handMade } from './hand-made.ts';

/** Every `!` in a formula is a finding. */
function note(text: string): Parameters<typeof publication>[0] {
  const facts = handMade([
    {
      text,
      findings: (part) =>
        part.formulas.flatMap((formula, index) =>
          formula.text.includes('!')
            ? [finding(part, formula.text, { formula: index, message: 'This does not fit.' })]
            : [],
        ),
    },
  ]);
  const reports = diagnostics(facts, defaults);
  return { uri: 'a', settings: defaults, accepted: undefined, sheets: [], notes: [], facts, reports, where: () => '' };
}

/** Shows one text after another; the step `rest` is a pause. */
function typed(steps: readonly string[]): readonly number[] {
  let shown: Shown | undefined;
  return steps.map((step) => {
    const rested = step === 'rest';
    const text = rested ? (shown?.text ?? '') : step;
    shown = publication(note(text), shown, rested).shown;
    return shown.reports.length;
  });
}

test.each<[string, readonly string[], readonly number[]]>([
  ['on opening everything is shown', ['$a!$ $b$'], [1]],
  ['a new finding in the formula being typed waits', ['$a$ $b$', '$a!$ $b$'], [0, 0]],
  ['and is shown after a rest', ['$a$', '$a!$', 'rest'], [0, 0, 1]],
  ['or when another formula is edited', ['$a$ $b$', '$a!$ $b$', '$a!$ $bc$'], [0, 0, 1]],
  ['or when the prose is', ['$a$ and b', '$a!$ and b', '$a!$ and bc'], [0, 0, 1]],
  ['a mended one vanishes at once', ['$a!$', '$a$'], [1, 0]],
  ['one that was shown stays while its formula is typed on', ['$a!$', '$a!b$', '$a!bc$'], [1, 1, 1]],
  ['one that was shown stays when text before it moves it', ['$a!$', 'x $a!$'], [1, 1]],
  ['typing key by key shows nothing', ['$a$', '$a+$', '$a+!$', '$a+!b$', '$a+b$'], [0, 0, 0, 0, 0]],
  ['a paste over several formulas is shown', ['text', 'text $a!$ and $b!$ and $c$'], [0, 2]],
])('%s', (_, steps, expected) => {
  expect(typed(steps)).toEqual(expected);
});

test.each([
  ['abc', 'abc', undefined],
  ['abc', 'abXc', { before: { start: 2, end: 2 }, after: { start: 2, end: 3 } }],
  ['aaa', 'aa', { before: { start: 2, end: 3 }, after: { start: 2, end: 2 } }],
  ['', 'x', { before: { start: 0, end: 0 }, after: { start: 0, end: 1 } }],
])('the difference of %s and %s', (before, after, expected) => {
  expect(difference(before, after)).toEqual(expected);
});

/** Long stretches that both texts share are compared in blocks; what differs may lie on either side of a block's edge. */
const padding = fc.integer({ min: 0, max: 2100 }).map((length) => 'ab'.repeat(length));

test('an edit is where two texts differ: put back, it gives the other, and it is no longer than needed', () => {
  fc.assert(
    fc.property(padding, fc.string(), fc.string(), padding, (head, from, to, tail) => {
      const before = head + from + tail;
      const after = head + to + tail;
      const change = difference(before, after);
      if (change === undefined) return before === after;
      const removed = before.slice(change.before.start, change.before.end);
      const put = after.slice(change.after.start, change.after.end);
      const trimmed =
        removed === '' || put === '' || (!put.startsWith(removed.charAt(0)) && removed.at(-1) !== put.at(-1));
      return trimmed && before.slice(0, change.before.start) + put + before.slice(change.before.end) === after;
    }),
  );
});
