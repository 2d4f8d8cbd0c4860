/** `nabla:` comments: their grammar, and the formulas they stand beside. */
import { describe, expect, test } from 'vitest';
import { type Directive, readDirective } from '../server/src/note/directive.ts';
import { directivesIn, frontMatterDirectives } from '../server/src/note/directives.ts';
import type { NoteFormat } from '../server/src/note/note.ts';
import { readNote } from '../server/src/note/read.ts';

const ignores = (codes: readonly string[], more: Partial<Extract<Directive, { kind: 'ignore' | 'expect' }>> = {}) => ({
  kind: 'ignore',
  codes,
  everywhere: false,
  reason: '',
  ...more,
});

describe('the grammar', () => {
  test.each<[string, object]>([
    ['off', { kind: 'off' }],
    [' ON ', { kind: 'on' }],
    ['claim', { kind: 'claim' }],
    ['given', { kind: 'given', names: [] }],
    ['given \\pi, $Q^\\pi$', { kind: 'given', names: ['\\pi', 'Q^\\pi'] }],
    ['layout Numerator', { kind: 'layout', value: 'numerator' }],
    ["read ' as transpose", { kind: 'read', sign: "'", as: 'transpose' }],
    ['read \\circ as a hadamard', { kind: 'read', sign: '\\circ', as: 'hadamard' }],
    ['ignore broadcast', ignores(['broadcast'])],
    ["ignore broadcast: the book's own: typo", ignores(['broadcast'], { reason: "the book's own: typo" })],
    ['ignore broadcast, not-square : both', ignores(['broadcast', 'not-square'], { reason: 'both' })],
    ['ignore broadcast not-square', ignores(['broadcast', 'not-square'])],
    ['ignore broadcast\n  in this note: so', ignores(['broadcast'], { everywhere: true, reason: 'so' })],
    ['ignore broadcast for $A$ in this note', ignores(['broadcast'], { symbol: 'A', everywhere: true })],
    ['ignore broadcast for \\mathbf{A}', ignores(['broadcast'], { symbol: '\\mathbf{A}' })],
    ['expect not-square: for exercise 3', ignores(['not-square'], { kind: 'expect', reason: 'for exercise 3' })],
  ])('%j', (text, expected) => {
    expect(readDirective(text)).toEqual(expected);
  });

  test.each(['', 'ignroe x', 'off the record', 'ignore', 'ignore: why', 'layout', 'read this', "read ' as a word"])(
    '%j is not understood',
    (text) => {
      expect(readDirective(text).kind).toBe('unknown');
    },
  );
});

/** The formulas that the only directive of the first part stands beside. */
function beside(text: string, format: NoteFormat): readonly string[] {
  const [placed] = readNote(text, format).parts;
  const [directive, ...more] = placed ? directivesIn(placed.part) : [];
  expect(more).toEqual([]);
  return (directive?.formulas ?? []).map((it) => placed?.part.formulas[it]?.text.trim() ?? '');
}

const c = '<!-- nabla: ignore broadcast -->';

describe('the formulas beside a comment', () => {
  test.each<[string, string, readonly string[]]>([
    ['directly after a formula', `The $a$ and $b$${c} and $c$.\n`, ['b']],
    ['wrapped inside', 'The $a$ and $b$<!-- nabla:\nignore broadcast --> and $c$.\n', ['b']],
    ['after a formula and a space', `The $a$ and $b$ ${c} and $c$.\n`, ['b']],
    ['after a full stop', `The $a$ and $b$. ${c}\n\n$$d$$\n`, ['b']],
    ['on its own line before a display', `The $a$ is\n\n${c}\n$$\nd\n$$\n\nand $c$.\n`, ['d']],
    ['with a blank line between', `The $a$ is\n\n${c}\n\n$$\nd\n$$\n`, ['d']],
    ['between two displays', `$$\nd\n$$\n${c}\n$$\ne\n$$\n`, ['e']],
    ['on its own line before text', `${c}\nThe $a$ and $b$,\nthen $c$.\n`, ['a', 'b']],
    ['in a quotation', `> The $a$ is\n>\n> ${c}\n> $$\n> d\n> $$\n`, ['d']],
    ['in a list item', `- The $a$ is\n\n  ${c}\n  $$\n  d\n  $$\n`, ['d']],
    ['in a cell', `| a | b |\n|---|---|\n| $a$ | $b$${c} |\n| $c$ | $d$ |\n`, ['b']],
    ['in the display', '$$\nd\n% nabla: ignore broadcast\n+ e\n$$\n\n$f$\n', ['d\n% nabla: ignore broadcast\n+ e']],
    ['of Obsidian', 'The $a$ and $b$%% nabla: ignore broadcast %% and $c$.\n', ['b']],
    ['before the only formula', `Now ${c} for $a$.\n`, ['a']],
    ['at the end of the note', `The $a$ here.\n\n${c}\n`, ['a']],
    ['alone', `${c}\n`, []],
  ])('%s', (_, text, expected) => {
    expect(beside(text, 'markdown')).toEqual(expected);
  });

  test.each<[string, string, readonly string[]]>([
    ['on the line before', 'The $a$ is\n% nabla: ignore broadcast\n\\[ d \\]\n', ['d']],
    ['at the end of the line', 'The $a$ and $b$% nabla: ignore broadcast\nand $c$.\n', ['b']],
    [
      'in an environment',
      '\\begin{align}\nd % nabla: ignore broadcast\n\\end{align}\n$a$',
      ['\\begin{align}\nd % nabla: ignore broadcast\n\\end{align}'],
    ],
  ])('in LaTeX, %s', (_, text, expected) => {
    expect(beside(text, 'latex')).toEqual(expected);
  });

  test('two after one formula belong to it', () => {
    const [placed] = readNote(`The $a$ and $b$${c}${c} and $c$.\n`, 'markdown').parts;
    expect(placed && directivesIn(placed.part).map((it) => it.formulas)).toEqual([[1], [1]]);
  });
});

describe('the head of a note', () => {
  test.each<[string, readonly [string, string][]]>([
    [
      'nabla: {layout: denominator, ignore: [broadcast, not-square]}',
      [
        ['layout', 'layout: denominator'],
        ['ignore', 'ignore: [broadcast, not-square]'],
      ],
    ],
    [
      'title: x\nnabla:\n  layout: "numerator"\n  off: true\nlayout: post',
      [
        ['layout', 'layout: "numerator"'],
        ['off', 'off: true'],
      ],
    ],
    ['nabla-layout: mixed\nlayout: post', [['layout', 'nabla-layout: mixed']]],
    ['nabla: off', [['off', 'nabla: off']]],
    ['layout: denominator\nabout: nabla', []],
  ])('%j', (head, expected) => {
    const note = readNote(`---\n${head}\n---\n\n$x$\n`, 'markdown');
    const found = frontMatterDirectives(note);
    expect(found.map(({ directive, span }) => [directive.kind, note.text.slice(span.start, span.end)])).toEqual(
      expected,
    );
  });
});
