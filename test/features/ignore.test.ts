/** Where an *Ignore…* writes its comment: beside the formula, and the Markdown around it stays as it was. */
import fc from 'fast-check';
import remarkFrontmatter from 'remark-frontmatter';
import remarkMath from 'remark-math';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { describe, expect, test } from 'vitest';
import { directivesOf } from '../../server/src/analysis/directives.ts';
import { never } from '../../server/src/base/cancel.ts';
import { ignoreChoices } from '../../server/src/features/ignore.ts';
import { formulaInNote } from '../../server/src/features/places.ts';
import type { Report } from '../../server/src/features/report.ts';
import { analyse, check, defaults, type Facts, formatOf, readNote } from '../../server/src/index.ts';
import nabla from '../../server/src/remark.ts';

const factsOf = (text: string, path: string): Facts =>
  analyse(readNote(text, formatOf(path) ?? 'text'), defaults, never);

const reportAt = (start: number, end: number): Report => ({
  code: 'broadcast',
  severity: 'warning',
  evidence: 'declared',
  span: { start, end },
  message: '',
  related: [],
  fixes: [],
  detail: '',
});

/** The note after *Ignore… just here* for the formula that holds `∎`. */
function ignored(marked: string, path = 'a.md', id = 'here'): string {
  const at = marked.indexOf('∎');
  const text = marked.replace('∎', '');
  const choice = ignoreChoices(factsOf(text, path), reportAt(at, at + 1)).find((it) => it.id === id);
  if (choice === undefined) throw new Error('no choice');
  const { span, newText } = choice.edit;
  return text.slice(0, span.start) + newText + text.slice(span.end);
}

const c = '<!-- nabla: ignore broadcast -->';

describe('the comment stands', () => {
  test.each<[string, string, string]>([
    ['directly after an inline formula', 'The sum $A + ∎b$ is.', `The sum $A + b$${c} is.`],
    ['never at the start of a line', '$A + ∎b$ is.', `$A + b$${c} is.`],
    ['before a display', 'So\n\n$$\nA + ∎b\n$$\n', `So\n\n${c}\n$$\nA + b\n$$\n`],
    ['before a display in a quotation', '> So\n>\n> $$\n> A + ∎b\n> $$\n', `> So\n>\n> ${c}\n> $$\n> A + b\n> $$\n`],
    ['before a display in an item', '- So\n\n  $$\n  A + ∎b\n  $$\n', `- So\n\n  ${c}\n  $$\n  A + b\n  $$\n`],
    ['before a display that begins an item', '- $$\n  A + ∎b\n  $$\n', `- ${c}\n  $$\n  A + b\n  $$\n`],
    ['after a display in the middle of a paragraph', 'So\n$$A + ∎b$$\nholds.\n', `So\n$$A + b$$${c}\nholds.\n`],
    ['in the cell', '| a | b |\n|---|---|\n| $A + ∎b$ | c |\n', `| a | b |\n|---|---|\n| $A + b$${c} | c |\n`],
    ['after the formula of a heading', '## The sum $A + ∎b$\n', `## The sum $A + b$${c}\n`],
    ['before a fence', 'So\n```math\nA + ∎b\n```\n', `So\n${c}\n\`\`\`math\nA + b\n\`\`\`\n`],
    [
      'inside an environment in a paragraph',
      'So\n\\begin{align}\nA + ∎b\n\\end{align}\n',
      'So\n\\begin{align}\n% nabla: ignore broadcast\nA + b\n\\end{align}\n',
    ],
    [
      'in the spelling of Obsidian',
      '%% nabla: off %%\n\n%% nabla: on %%\n\nThe $A + ∎b$.\n',
      '%% nabla: off %%\n\n%% nabla: on %%\n\nThe $A + b$%% nabla: ignore broadcast %%.\n',
    ],
  ])('%s', (_, marked, expected) => {
    expect(ignored(marked)).toBe(expected);
  });

  test.each<[string, string, string]>([
    ['before a display', 'So\n  \\[ A + ∎b \\]\n', 'So\n  % nabla: ignore broadcast\n  \\[ A + b \\]\n'],
    [
      'before an environment',
      'So\n\\begin{align}\nA + ∎b\n\\end{align}\n',
      'So\n% nabla: ignore broadcast\n\\begin{align}\nA + b\n\\end{align}\n',
    ],
    ['after a word', 'The sum $A + ∎b$ is.', 'The sum $A + b$ % nabla: ignore broadcast\nis.'],
    ['before a comma', 'The sum $A + ∎b$, is.', 'The sum $A + b$% nabla: ignore broadcast\n, is.'],
    ['at the end of the line', 'The sum $A + ∎b$\nis.', 'The sum $A + b$ % nabla: ignore broadcast\nis.'],
    ['at the end of the note', 'The sum $A + ∎b$', 'The sum $A + b$ % nabla: ignore broadcast'],
  ])('in LaTeX %s', (_, marked, expected) => {
    expect(ignored(marked, 'a.tex')).toBe(expected);
  });
});

test('the whole note, one symbol, and what is meant to be so', () => {
  expect(ignored('$∎\\mathbf A + b$', 'a.md', 'symbol')).toBe(
    '$\\mathbf A + b$<!-- nabla: ignore broadcast for \\mathbf{A} in this note -->',
  );
  expect(ignored('$∎A + b$', 'a.md', 'note')).toBe('$A + b$<!-- nabla: ignore broadcast in this note -->');
  expect(ignored('$∎A + b$', 'a.md', 'expect')).toBe('$A + b$<!-- nabla: expect broadcast -->');
});

test('each way silences its finding, and no other', () => {
  const text = 'Let $A \\in \\mathbb{R}^{m \\times n}$, $B \\in \\mathbb{R}^{p \\times q}$.\n\nSo $A A$ and $B B$.\n';
  const [first, second] = check(text, 'a.md');
  if (first === undefined || second === undefined) throw new Error('two findings are expected');
  const left = ignoreChoices(factsOf(text, 'a.md'), first).map(({ id, edit }) => {
    const after = text.slice(0, edit.span.start) + edit.newText + text.slice(edit.span.end);
    return [id, check(after, 'a.md').map((it) => after.slice(it.span.start, it.span.end))];
  });
  expect(left).toEqual([
    ['here', ['B B']],
    ['symbol', ['B B']],
    ['note', []],
    ['expect', ['B B']],
  ]);
});

const plain = unified().use(remarkParse).use(remarkFrontmatter).use(remarkMath).freeze();
const withNabla = unified().use(remarkParse).use(remarkFrontmatter).use(remarkMath).use(nabla).freeze();

/** The tree as nested lists; comments of ours are left out, and text is joined where they were. */
function drawn(text: string, ours: boolean): unknown {
  return drawnNode((ours ? withNabla : plain).parse(text));
}

interface TreeNode {
  readonly type: string;
  readonly value?: string;
  readonly children?: readonly TreeNode[];
}

function drawnNode(node: TreeNode): unknown {
  if (node.children === undefined)
    return [node.type, node.value?.replace(/[ \t]*% nabla: .*\n/g, '').replace(/%% nabla: ignore.*?%%/g, '')];
  const kept: unknown[] = [];
  let text = '';
  const flush = (): void => {
    if (text !== '') kept.push(['text', text]);
    text = '';
  };
  for (const child of node.children) {
    if (child.type === 'html' && child.value === c) continue;
    if (child.type === 'text') {
      text += child.value?.replace(/[ \t]*% nabla: .*\n/g, '') ?? '';
      continue;
    }
    flush();
    kept.push(drawnNode(child));
  }
  flush();
  return [node.type, ...kept];
}

/** Asserts for each formula of a note that the comment changes nothing else, and belongs to that formula. */
function holds(text: string): number {
  const facts = factsOf(text, 'a.md');
  let count = 0;
  const before = [drawn(text, true), drawn(text, false)];
  facts.note.parts.forEach(({ part }, index) => {
    part.formulas.forEach((formula, i) => {
      const at = formulaInNote(facts.note, index, i);
      if (at === undefined || !formula.closed) return;
      const { edit } = ignoreChoices(facts, reportAt(at.start + 1, at.start + 1))[0]!;
      const after = text.slice(0, edit.span.start) + edit.newText + text.slice(edit.span.end);
      expect([drawn(after, true), drawn(after, false)], after).toEqual(before);
      const note = readNote(after, 'markdown');
      const directives = directivesOf(note).filter((it) => it.directive.kind === 'ignore');
      const texts = (parts: typeof note.parts): readonly string[] =>
        parts.flatMap((it) => it.part.formulas.map((one) => one.text.replace(/[ \t>]*% nabla: .*\n/g, '').trim()));
      expect(texts(note.parts), after).toEqual(texts(facts.note.parts));
      expect(
        directives.map((it) => [it.part, it.formulas]),
        after,
      ).toEqual([[index, [i]]]);
      count++;
    });
  });
  return count;
}

test('of any note the tree differs by that one node', () => {
  const inline = fc.constantFrom('$a$', '$b + c$', '**so $d$**', '[the $e$](x)', '`code $`', 'words', '$f$,', '\\$5');
  const line = fc.array(inline, { minLength: 1, maxLength: 5 }).map((it) => it.join(' '));
  const paragraph = fc.array(line, { minLength: 1, maxLength: 3 }).map((it) => it.join('\n'));
  const block = fc.oneof(
    paragraph,
    fc.constantFrom(
      '$$\nx\n$$',
      '$$\nx \\\\\ny\n$$',
      '$$x$$',
      'words\n$$x$$\nwords',
      'words\n$$\nx\n$$\nwords',
      '# Title $t$',
      '| a | $u$ |\n|---|---|\n| $v$ | $w$ and $z$ |',
      '```math\nx\n```',
      '```\n$x$\n```',
      '\\begin{align}\nx &= y \\\\\nz\n\\end{align}',
      'words\n\\begin{align}\nx &= y\n\\end{align}\nwords',
      '<div>\n\n$$\nx\n$$\n\n</div>',
    ),
  );
  const indented = (text: string, first: string, rest: string): string =>
    text
      .split('\n')
      .map((it, index) => (index === 0 ? first : it === '' ? rest.trimEnd() : rest) + it)
      .join('\n');
  const nested = fc.oneof(
    { weight: 3, arbitrary: block },
    block.map((it) => indented(it, '> ', '> ')),
    block.map((it) => indented(it, '- ', '  ')),
    block.map((it) => indented(`words\n\n${it}`, '1. ', '   ')),
    block.map((it) => indented(it, '> - ', '>   ')),
  );
  const note = fc.array(nested, { minLength: 1, maxLength: 4 }).map((it) => `${it.join('\n\n')}\n`);
  let count = 0;
  fc.assert(
    fc.property(note, (text) => {
      count += holds(text);
    }),
    { numRuns: 40 },
  );
  expect(count).toBeGreaterThan(50);
}, 60_000);
