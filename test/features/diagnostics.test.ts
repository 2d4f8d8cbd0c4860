/** What of the findings is shown, how severe, and where. */
import { describe, expect, test } from 'vitest';
import { type Settings, defaults } from '../../server/src/analysis/settings.ts';
import { span } from '../../server/src/base/span.ts';
import { diagnostics } from '../../server/src/features/diagnostics.ts';
import { type Known, finding, handMade } from './hand-made.ts';

const text = 'Let $A$ be given.\nThen $AB$ and $C$.\n';

const told = (parts: readonly Known[], settings: Partial<Settings> = {}, limit?: number): readonly string[] => {
  const facts = handMade(parts);
  return diagnostics(facts, { ...defaults, ...settings }, limit).map(
    (it) => `${it.severity} ${it.code} ${facts.note.text.slice(it.span.start, it.span.end)}`,
  );
};

describe('severity', () => {
  const declared: Known = { text, findings: (part) => [finding(part, 'AB')] };
  const guessed: Known = {
    text,
    findings: (part) => [finding(part, 'AB', { severity: 'hint', evidence: 'convention' })],
  };
  const undeclared: Known = {
    text,
    findings: (part) => [finding(part, 'AB', { code: 'undeclared-symbol', severity: 'hint' })],
  };
  test.each<[string, Known, Partial<Settings>, readonly string[]]>([
    ['as found', declared, {}, ['error dimension-mismatch AB']],
    ['soft lowers by one', declared, { problems: 'soft' }, ['warning dimension-mismatch AB']],
    ['soft leaves a hint', guessed, { problems: 'soft' }, ['hint dimension-mismatch AB']],
    ['quiet keeps errors', declared, { profile: 'quiet' }, ['error dimension-mismatch AB']],
    ['quiet drops hints', guessed, { profile: 'quiet' }, []],
    ['a code may be off', declared, { severity: { 'dimension-mismatch': 'off' } }, []],
    ['a code may be lower', declared, { severity: { 'dimension-mismatch': 'info' } }, ['info dimension-mismatch AB']],
    [
      'weak evidence stays weak',
      guessed,
      { severity: { 'dimension-mismatch': 'warning' } },
      ['hint dimension-mismatch AB'],
    ],
    ['off by default', undeclared, {}, []],
    ['thorough shows it', undeclared, { profile: 'thorough' }, ['hint undeclared-symbol AB']],
    ['asked for', undeclared, { severity: { 'undeclared-symbol': 'info' } }, ['info undeclared-symbol AB']],
  ])('%s', (_, part, settings, expected) => {
    expect(told([part], settings)).toEqual(expected);
  });
});

describe('what waits and what is too much', () => {
  test('one error a formula; other formulas and severities are not concerned', () => {
    const findings: Known['findings'] = (part) => [
      finding(part, 'AB'),
      finding(part, 'B'),
      finding(part, 'B', { severity: 'hint', code: 'broadcast' }),
      finding(part, 'C'),
    ];
    const expected = ['error dimension-mismatch AB', 'error dimension-mismatch C', 'hint broadcast B'];
    expect([...told([{ text, findings }])].sort()).toEqual(expected);
  });

  test('a formula that is not clean has findings about its syntax only', () => {
    const findings: Known['findings'] = (part) => [
      finding(part, 'AB'),
      finding(part, 'B', { code: 'syntax', severity: 'hint' }),
    ];
    expect(told([{ text, findings, formulas: [{}, { clean: false }] }])).toEqual(['hint syntax B']);
  });

  test('so has a formula that is not closed', () => {
    expect(told([{ text: 'Then $AB', findings: (part) => [finding(part, 'AB')] }])).toEqual([]);
  });

  test('the gravest are kept, and the last entry counts the others where they begin', () => {
    const many = Array.from({ length: 5 }, (_, index) => `$a_${index}$`).join(' ');
    const findings: Known['findings'] = (part) =>
      [0, 1, 2, 3, 4].map((n) => finding(part, `a_${n}`, { severity: n === 4 ? 'error' : 'hint' }));
    const facts = handMade([{ text: many, findings }]);
    const shown = diagnostics(facts, defaults, 3);
    expect(shown.map((it) => it.severity)).toEqual(['hint', 'hint', 'error', 'info']);
    expect(shown[3]).toMatchObject({ code: 'more-findings', message: 'And 2 more findings in this note.' });
    expect(shown[3]?.span.start).toBe(many.indexOf('a_2'));
  });
});

describe('places', () => {
  test('spans, related places and edits are offsets in the note', () => {
    const first: Known = { text: 'Let $A$ be given.\n' };
    const declaring = handMade([first]).note.parts[0]!.part;
    const related = [{ place: { part: declaring, span: span(5, 6) }, message: 'A is m × n' }];
    const fixes: Finding['fixes'] = [
      {
        title: 'Insert transpose',
        edits: [{ span: span(1, 2), newText: 'A^\\top ' }],
        verified: false,
        preferred: true,
      },
    ];
    const facts = handMade([first, { text: '$AB$', findings: (part) => [finding(part, 'AB', { related, fixes })] }]);
    // The related part is another object than the note's: a place that is no longer in the note is left out.
    expect(diagnostics(facts, defaults)[0]).toMatchObject({ span: { start: 19, end: 21 }, related: [] });
    expect(diagnostics(facts, defaults)[0]?.fixes[0]?.edits).toEqual([{ span: span(19, 20), newText: 'A^\\top ' }]);
    expect(diagnostics(facts, { ...defaults, profile: 'exercise' })[0]?.fixes).toEqual([]);
  });

  test('faults of the note as a whole are told in words', () => {
    const problem = { code: 'not-a-notebook', span: span(0, 0), data: { detail: 'no cells' } } as const;
    expect(diagnostics(handMade([], [problem]), defaults)).toMatchObject([
      {
        code: 'unreadable-note',
        severity: 'error',
        message: 'The file is called a notebook, but it could not be read as one: no cells.',
      },
    ]);
  });
});

type Finding = ReturnType<typeof finding>;
