/** The outline of a note. */
import { expect, test } from 'vitest';
import { type OutlineItem, symbols } from '../../server/src/features/symbols.ts';
import { at, handMade, symbol } from './hand-made.ts';

const drawn = (items: readonly OutlineItem[], depth = 0): readonly string[] =>
  items.flatMap((it) => [
    `${'  '.repeat(depth)}${it.name}${it.detail === '' ? '' : `: ${it.detail}`}`,
    ...drawn(it.children, depth + 1),
  ]);

test('headings hold what follows up to the next of their depth; symbols are those the note declares itself', () => {
  const facts = handMade([
    {
      text: 'Let $m$ be a number.\n',
      symbols: (part) => [symbol('m', 'scalar', 'a number', { source: { part, span: at(part.text, 'm') } })],
    },
    { heading: { depth: 1, title: 'Filters' }, text: '# Filters\n' },
    {
      heading: { depth: 2, title: 'Gain' },
      text: '## Gain\nLet $K$ and $y$.\n',
      symbols: (part) => [
        symbol('K', 'matrix(n,m)', 'n × m', { conditions: ['symmetric'], source: { part, span: at(part.text, 'K') } }),
        symbol('y', 'vector(m)', 'm entries', { how: 'worked-out', source: { part, span: at(part.text, 'y') } }),
      ],
    },
    { heading: { depth: 1, title: 'Ends' }, text: '# Ends\n' },
  ]);
  const outline = symbols(facts);
  expect(drawn(outline)).toEqual(['m: a number', 'Filters', '  Gain', '    K: matrix, n × m, symmetric', 'Ends']);
  const [, filters] = outline;
  expect(facts.note.text.slice(filters?.selection.start, filters?.selection.end)).toBe('# Filters');
  expect(facts.note.text.slice(filters?.span.start, filters?.span.end)).toBe('# Filters\n## Gain\nLet $K$ and $y$.\n');
});
