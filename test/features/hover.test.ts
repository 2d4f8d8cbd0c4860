/** The text under the pointer. `|` is the pointer. */
import { describe, expect, test } from 'vitest';
import type { ShapeFact } from '../../server/src/analysis/facts.ts';
import { defaults } from '../../server/src/analysis/settings.ts';
import { span } from '../../server/src/base/span.ts';
import { diagnostics } from '../../server/src/features/diagnostics.ts';
import { hover } from '../../server/src/features/hover.ts';
import { byLine } from '../../server/src/features/lines.ts';
import { shapeInWords, shortened } from '../../server/src/features/words.ts';
import { type Known, at, finding, handMade, symbol } from './hand-made.ts';

function hoverAt(marked: string, known: (text: string) => Omit<Known, 'text'>): string | undefined {
  const offset = marked.indexOf('|');
  const text = marked.replace('|', '');
  const facts = handMade([{ text, ...known(text) }]);
  return hover(facts, diagnostics(facts, defaults), offset, byLine(text))?.text;
}

const product = (more: Partial<ShapeFact>): readonly ShapeFact[] => [
  { span: span(0, 2), shape: 'vector(m)', said: 'm entries', evidence: 'declared' },
  { span: span(0, 1), shape: 'matrix(m,n)', said: 'm × n', evidence: 'declared', ...more },
];

describe('a symbol', () => {
  const note = 'Let $A$ be m × n.\n\nThen $|Ax$.\n';
  const place = (text: string) => ({ part: handMade([{ text }]).note.parts[0]!.part, span: at(text, 'A') });

  test('declared: shape, conditions, where, and the expression around it', () => {
    const text = note.replace('|', '');
    const facts = handMade([{ text }]);
    const source = { part: facts.note.parts[0]!.part, span: at(text, 'A') };
    const known = symbol('A', 'matrix(m,n)', 'm × n', { conditions: ['symmetric'], source });
    // The place must lie in the very part of the note that is asked.
    const withFacts = {
      ...facts,
      parts: [
        {
          ...facts.parts[0]!,
          formulas: [
            facts.parts[0]!.formulas[0]!,
            { ...facts.parts[0]!.formulas[1]!, shapes: product({ symbol: known }) },
          ],
        },
      ],
    };
    expect(hover(withFacts, [], note.indexOf('|'), byLine(text))?.text).toBe(
      ['A   matrix, m × n, symmetric', '    declared line 1', 'in Ax   vector, m entries'].join('\n'),
    );
  });

  test.each([
    ['worked-out', 'forced', '    worked out from  A; nothing declares it'],
    ['convention', 'convention', '    by convention only; nothing declares it'],
    ['convention', 'habit', "    follows the note's habit; nothing declares it"],
  ] as const)('%s, %s', (how, evidence, line) => {
    const text = hoverAt(note, (it) => ({
      formulas: [
        {},
        { shapes: product({ symbol: symbol('A', 'matrix(m,n)', 'm × n', { how, evidence, source: place(it) }) }) },
      ],
    }));
    expect(text?.split('\n')[1]).toBe(line);
  });

  test('a reading is named', () => {
    const text = hoverAt('$A|x$', () => ({ formulas: [{ shapes: product({ reading: 'transpose' }) }] }));
    expect(text).toContain('read as transpose');
  });
});

describe('a finding', () => {
  test('its ribbon comes first, then what is known, then the fix', () => {
    const fixes = [{ title: 'Insert transpose: 2Aᵀ(Ax − b)', edits: [], verified: false, preferred: true }];
    const text = hoverAt('$A|x$', () => ({
      formulas: [{ shapes: product({}) }],
      findings: (part) => [finding(part, 'Ax', { detail: ' A      x\n m × n  k\n', fixes })],
    }));
    expect(text?.split('\n').slice(0, 3)).toEqual([' A      x', ' m × n  k', 'Fix  Insert transpose: 2Aᵀ(Ax − b)']);
  });

  test('without a ribbon it says its sentence', () => {
    expect(hoverAt('$A|x$', () => ({ findings: (part) => [finding(part, 'Ax')] }))).toBe('Ax does not fit.');
  });

  test('at most 14 lines', () => {
    const detail = Array.from({ length: 40 }, (_, index) => `line ${index}`).join('\n');
    const text = hoverAt('$A|x$', () => ({ findings: (part) => [finding(part, 'Ax', { detail })] }));
    expect(text?.split('\n')).toHaveLength(14);
    expect(text?.endsWith('…')).toBe(true);
  });
});

describe('what is missing', () => {
  test('a part that was not understood says why', () => {
    const holes = [{ span: span(0, 2), reason: 'not-understood', detail: 'This part could not be read.' }];
    expect(hoverAt('$A|x$', () => ({ formulas: [{ holes }] }))).toBe('This part could not be read.');
  });

  test.each(['Word|s only', '$x$ and wor|ds'])('nothing outside formulas: %s', (marked) => {
    expect(hoverAt(marked, () => ({ formulas: [{ shapes: product({}) }] }))).toBeUndefined();
  });
});

test.each([
  ['matrix(m,n)', 'm × n', 'matrix, m × n'],
  ['vector(m)', 'm entries', 'vector, m entries'],
  ['row(n)', 'row of length n', 'row of length n'],
  ['scalar', 'a number', 'a number'],
  ['scalar', '', 'a number'],
  ['unknown', '', 'shape not known'],
  ['function', 'a function', 'a function'],
])('%s is called %s', (shape, said, expected) => {
  expect(shapeInWords(shape, said)).toBe(expected);
});

test('long terms are cut in the middle', () => {
  expect(shortened('a +\n b')).toBe('a + b');
  expect(shortened('abcdefghijklmnopqrstuvwxyz', 11)).toBe('abcde…vwxyz');
});
