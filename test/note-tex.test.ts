import { describe, expect, test } from 'vitest';
import type { Note } from '../server/src/note/note.ts';
import { readNote } from '../server/src/note/read.ts';
import { toSource } from '../server/src/note/source-map.ts';

const formulasOf = (note: Note): string[] =>
  note.parts.flatMap(({ part }) =>
    part.formulas.map((it) => `${it.display ? '$$' : '$'}${it.text.trim()}${it.closed ? '' : '!'}`),
  );
const blocksOf = (note: Note): [string, string][] =>
  note.parts.flatMap(({ part }) =>
    part.blocks.map((it): [string, string] => [
      it.kind,
      it.pieces
        .map((piece) => (piece.kind === 'text' ? piece.text : '∎'))
        .join('')
        .replace(/\s+/g, ' ')
        .trim(),
    ]),
  );

describe('LaTeX', () => {
  test.each<[string, string, string[]]>([
    ['inline', 'Let $x$ and \\(y\\).', ['$x', '$y']],
    [
      'display',
      '$$a$$ \\[b\\] \\begin{displaymath}c\\end{displaymath}',
      ['$$a', '$$b', '$$\\begin{displaymath}c\\end{displaymath}'],
    ],
    [
      'environment',
      '\\begin{align*}\na &= b \\\\ % note\nc\n\\end{align*}',
      ['$$\\begin{align*}\na &= b \\\\ % note\nc\n\\end{align*}'],
    ],
    ['comment', '% $a$\n$b$ % $c$\n\\% $d$', ['$b', '$d']],
    ['comment environment', '\\begin{comment}$a$\\end{comment}$b$', ['$b']],
    ['verbatim', '\\verb|$a$| \\begin{lstlisting}\n$b$\n\\end{lstlisting} $c$', ['$c']],
    ['text inside', '$a \\text{ if $b$ } c$', ['$a \\text{ if $b$ } c']],
    ['escaped dollar', '\\$5 and $\\$6$', ['$\\$6']],
    ['money is a formula here', '$5$', ['$5']],
    ['section title', '\\section{On $A$}\n$b$', ['$A', '$b']],
    ['unclosed inline', 'so $a + b\nand\n\n$c$', ['$a + b!', '$c']],
    ['unclosed environment', '\\begin{equation}\na\n\n$b$', ['$$\\begin{equation}\na!', '$b']],
    ['definitions are no formulas', '\\newcommand{\\x}{$y$} \\def\\z#1{$#1$} $w$', ['$w']],
  ])('%s', (_, text, expected) => {
    expect(formulasOf(readNote(text, 'latex'))).toEqual(expected);
  });

  test('definitions are collected as they stand', () => {
    const definitions = [
      '\\newcommand{\\R}{\\mathbb{R}}',
      '\\renewcommand\\vec[1]{\\mathbf{#1}}',
      '\\DeclareMathOperator*{\\argmin}{arg\\,min}',
      '\\DeclarePairedDelimiter{\\norm}{\\lVert}{\\rVert}',
      '\\DeclarePairedDelimiter\\abs{|}{|}',
      '\\def\\T{^{\\top}}',
      '\\def\\d#1#2{\\frac{d#1}{d#2}}',
      '\\let\\phi\\varphi',
      '\\newcommand{\\p}[2][x]{\\partial_{#1} #2}',
    ];
    const note = readNote(
      `\\documentclass{article}\n${definitions.join('\n')}\n\\begin{document}$x$\\end{document}`,
      'latex',
    );
    expect(note.parts.flatMap(({ part }) => part.macros.map((it) => it.text))).toEqual(definitions);
  });

  test('parts begin at sections', () => {
    const note = readNote(
      'pre $a$\n\\section{One}\n$b$\n\\subsection*{Two $c$}\n$d$\n\\begin{verbatim}\n\\section{no}\n\\end{verbatim}',
      'latex',
    );
    expect(note.parts.map(({ part }) => part.heading?.title)).toEqual([undefined, 'One', 'Two $c$']);
  });

  test('words are what is printed', () => {
    const note = readNote(
      'Let~\\textbf{u} be \\emph{any} vector\\footnote{of $\\mathbb{R}^n$}, see \\cite[p.~3]{a} \\& \\ref{b}.\n% a comment\nMore text -- here.',
      'latex',
    );
    expect(blocksOf(note)).toEqual([
      ['paragraph', 'Let u be any vectorof ∎, see & .More text – here.'.replace('.More', '. More')],
    ]);
    expect(note.parts[0]?.part.blocks[0]?.pieces.filter((it) => it.kind === 'text' && it.emphasis).length).toBe(2);
  });

  test('items and theorems are scopes', () => {
    const note = readNote(
      '\\begin{theorem}[T]\nLet $a$.\n\\begin{enumerate}\n\\item $b$\n\\item $c$\n\\end{enumerate}\n\\end{theorem}\n$d$',
      'latex',
    );
    expect(note.parts[0]?.part.blocks.map((it) => it.scopes)).toEqual([[0], [0, 1], [0, 2], []]);
  });

  test('cells of a table are blocks', () => {
    const note = readNote('\\begin{tabular}{cc} $a$ & $b$ \\\\ $c$ & d \\end{tabular}', 'latex');
    expect(blocksOf(note).map(([kind]) => kind)).toEqual(['table-cell', 'table-cell', 'table-cell', 'table-cell']);
  });

  test('input is reported once, directives are read', () => {
    const note = readNote(
      '\\input{a}\n\\input{b}\n% nabla: layout numerator\n$x$\n\\[\n% nabla: claim\ny\n\\]',
      'latex',
    );
    const part = note.parts[0]?.part;
    expect(part?.problems.map((it) => it.code)).toEqual(['input-not-followed']);
    expect(part?.comments.map((it) => it.text)).toEqual(['layout numerator', 'claim']);
  });
});

describe('notebooks', () => {
  const cells = [
    {
      cell_type: 'markdown',
      metadata: {},
      source: ['# Title\n', 'Let $x \\in \\mathbb{R}$ "é" \u{1f600} and\n', '\n', '$$\n', 'a\n', '$$'],
    },
    { cell_type: 'code', source: ['price = "$1$"'], outputs: [{ data: { 'text/markdown': ['$no$'] } }] },
    { source: 'one string $y\ttab$\n\n## Next $z$', cell_type: 'markdown' },
    { cell_type: 'raw', source: '$raw$' },
  ];

  test.each([
    ['compact', JSON.stringify({ cells, nbformat: 4 })],
    ['indented', JSON.stringify({ cells, nbformat: 4 }, null, 1)],
    [
      'escaped',
      JSON.stringify({ cells, nbformat: 4 }).replace(/[é$\u{1f600}]/gu, (it) =>
        it.replace(/[^]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`),
      ),
    ],
  ])('%s', (_, json) => {
    const note = readNote(json, 'notebook');
    expect(formulasOf(note)).toEqual(['$x \\in \\mathbb{R}', '$$a', '$y\ttab', '$z']);
    expect(note.parts.map(({ part }) => part.heading?.title)).toEqual(['Title', undefined, 'Next $z$']);
    for (const { part, place } of note.parts) {
      for (const [at, char] of [...part.text].entries()) {
        if (/[A-Za-z]/.test(char) && at < 20) expect(json[toSource(place, at)]).toBe(char);
      }
      for (const it of part.formulas) {
        const first = json.slice(toSource(place, it.span.start));
        expect(first.startsWith('$') || first.startsWith('\\u0024')).toBe(true);
      }
    }
  });

  test.each(['', '{', '[]', '{"a": 1}', 'null', '{"cells": 3}'])('%j holds no cells', (json) => {
    expect(readNote(json, 'notebook').parts).toEqual([]);
  });

  test.each([
    ['{"cells": [', 'the JSON ends too early', 11],
    ['{"cells": ["a', 'the JSON ends too early', 13],
    ['', 'the JSON ends too early', 0],
    ['{"cells": [,]}', 'it is not JSON from here on', 11],
    ['{"cells": [1, ]}', 'it is not JSON from here on', 14],
    ['{"cells": [] "a": 1}', 'it is not JSON from here on', 13],
    ['{cells: []}', 'it is not JSON from here on', 1],
    ['{"cells" []}', 'it is not JSON from here on', 9],
    ['{"cells": [01]}', 'it is not JSON from here on', 11],
    ['{"cells": ["a\\q"]}', 'it is not JSON from here on', 13],
    ['{"cells": ["a\nb"]}', 'it is not JSON from here on', 13],
    ['{"cells": []}}', 'it is not JSON from here on', 13],
    ['# A note', 'it is not JSON from here on', 0],
    ['[1, -2.5e3, true, null, {}]', 'it has no list of cells', 0],
  ])('%j says so', (json, detail, at) => {
    const [problem] = readNote(json, 'notebook').problems;
    expect(problem).toEqual({ code: 'not-a-notebook', span: { start: at, end: at }, data: { detail } });
  });

  test('a long string is no burden', () => {
    const source = '\n"\\'.repeat(700_000);
    const json = JSON.stringify({
      cells: [
        { cell_type: 'code', source },
        { cell_type: 'markdown', source: '$x$' },
      ],
    });
    expect(formulasOf(readNote(json, 'notebook'))).toEqual(['$x']);
    expect(readNote(json.slice(0, -1), 'notebook').problems[0]?.span.start).toBe(json.length - 1);
  });
});

describe('limits', () => {
  test('a text with nothing to read costs one scan', () => {
    expect(readNote('# Title\n\nJust words.', 'markdown').parts.map(({ part }) => part.blocks.length)).toEqual([0]);
  });

  test('binary and overlong texts are named and not read', () => {
    const codes = (text: string): string[] => readNote(text, 'markdown').problems.map((it) => it.code);
    expect(codes('PNG\0\0\0$x$')).toEqual(['not-text']);
    expect(codes('\uFFFD'.repeat(50) + '$x$')).toEqual(['not-text']);
    expect(codes('$x$ \uFFFD one lost letter')).toEqual([]);
    expect(codes('$x$'.repeat(3_000_000))).toEqual(['too-large']);
  });

  // Twenty thousand of anything take milliseconds each; what grows with the square of them would not end in time.
  test.each([
    '$ ',
    '$$ ',
    '\\[ a ',
    '\\( ',
    '`',
    '<a ',
    '**a ',
    '[',
    '\\begin{align} ',
    '- $x$\n',
    '> ',
    '$\\text{ ',
    '{{',
  ])(
    'many %j are read in linear time',
    (opener) => {
      for (const format of ['markdown', 'latex'] as const) {
        expect(readNote(`$x$ ${opener.repeat(20_000)}`, format).problems).toEqual([]);
      }
    },
    20_000,
  );
});

test('front matter is set apart and its macros are read', () => {
  const note = readNote(
    '---\ntitle: a $x$\nmathjax:\n  macros:\n    R: "\\\\mathbb{R}"\n    norm: ["\\\\|#1\\\\|", 1]\n    \\E: \'\\mathbb{E}\'\nother: 1\n---\n# b\n\n$y$',
    'markdown',
  );
  expect(note.frontMatter?.text).toContain('title');
  expect(formulasOf(note)).toEqual(['$y']);
  expect(note.parts.flatMap(({ part }) => part.macros.map((it) => it.text))).toEqual([
    '\\newcommand{\\R}{\\mathbb{R}}',
    '\\newcommand{\\norm}[1]{\\|#1\\|}',
    '\\newcommand{\\E}{\\mathbb{E}}',
  ]);
  for (const { part, place } of note.parts)
    expect(note.text.slice(toSource(place, 0)).startsWith(part.text)).toBe(true);
});

test('plain text has numbered titles', () => {
  const note = readNote(
    'Intro \\(a\\).\n\n18.2 Gradient with Respect to $U$\n\nFormula: $b$\nConditions: $c$\n\n3 Next\n\n\\begin{equation}d\\end{equation}',
    'text',
  );
  expect(note.parts.map(({ part }) => part.heading)).toEqual([
    undefined,
    { depth: 2, title: '18.2 Gradient with Respect to $U$' },
    { depth: 1, title: '3 Next' },
  ]);
  expect(formulasOf(note)).toEqual(['$a', '$U', '$b', '$c', '$$\\begin{equation}d\\end{equation}']);
});
