/** Names that nothing declares: what is told of them, and what may be written down. */
import { describe, expect, test } from 'vitest';
import { never } from '../../server/src/base/cancel.ts';
import { writeDown } from '../../server/src/features/write-down.ts';
import { analyse, check, defaults, formatOf, readNote } from '../../server/src/index.ts';

const declared = 'Let $X \\in \\mathbb{R}^{N \\times d}$ and $W \\in \\mathbb{R}^{d \\times k}$.\n\n';
const thorough = { ...defaults, profile: 'thorough' } as const;
const found = (text: string) =>
  check(text, 'a.md', thorough).filter((it) => it.code === 'undeclared-symbol' || it.code === 'similar-symbol');
const applied = (
  text: string,
  edits: readonly { readonly span: { readonly start: number; readonly end: number }; readonly newText: string }[],
): string =>
  [...edits]
    .reverse()
    .reduce((out, { span, newText }) => out.slice(0, span.start) + newText + out.slice(span.end), text);

test('is told of once, and only in lecture notes', () => {
  const text = `${declared}$$\nE = XW - Y\n$$\n\nThen $XW + Y$.\n\n## More\n\nAnd $XW + Y$.\n`;
  expect(found(text).map((it) => it.message)).toContain('Y is not declared; from its use it is N × k.');
  expect(found(text).filter((it) => it.message.startsWith('Y'))).toHaveLength(1);
  expect(check(text, 'a.md')).toEqual([]);
});

describe('the fixes', () => {
  const text = `${declared}So\n\n$$\n\\|XW - Y\\|^2\n$$\n`;
  test.each([
    [
      'Declare Y before this formula: N × k',
      text.replace('$$\n\\|', () => '$Y \\in \\mathbb{R}^{N \\times k}$.\n\n$$\n\\|'),
    ],
    [
      'Add to the declaration of W',
      text.replace('{d \\times k}$', '{d \\times k},\\; Y \\in \\mathbb{R}^{N \\times k}$'),
    ],
  ])('%s', (title, expected) => {
    const fix = found(text)[0]?.fixes.find((it) => it.title === title);
    const after = applied(text, fix?.edits ?? []);
    expect(after).toBe(expected);
    expect(found(after)).toEqual([]);
  });
});

test('the same letter in another face', () => {
  const text =
    'Let $\\mathbf{y} \\in \\mathbb{R}^n$ and $A \\in \\mathbb{R}^{m \\times n}$.\n\nThen $A^\\top A y + \\mathbf{y}$.\n';
  const [finding, ...more] = found(text);
  expect(more).toEqual([]);
  expect(finding).toMatchObject({
    code: 'similar-symbol',
    severity: 'info',
    message: 'y is not declared; 𝐲, in another face, is.',
  });
  expect(applied(text, finding?.fixes[0]?.edits ?? [])).toBe(text.replace('A y', 'A \\mathbf{y}'));
});

describe('what is known is written down', () => {
  test.each<[string, string, string | undefined]>([
    [
      'with new letters',
      '∎We minimise\n\n$$\n\\|Xw - y\\|^2 + \\lambda\\|w\\|^2\n$$\n',
      '$X \\in \\mathbb{R}^{n \\times d},\\; w \\in \\mathbb{R}^d,\\; y \\in \\mathbb{R}^n',
    ],
    ['in the sizes of the note', `${declared}$$\n\\|XW - ∎Y\\|^2\n$$\n`, '$Y \\in \\mathbb{R}^{N \\times k}$'],
    ['not if everything is declared', `${declared}$X∎W$\n`, undefined],
    ['not if nothing is known', 'Then ∎$a + b$.\n', undefined],
  ])('%s', (_, marked, expected) => {
    const at = marked.indexOf('∎');
    const text = marked.replace('∎', '');
    const facts = analyse(readNote(text, formatOf('a.md') ?? 'text'), defaults, never);
    const written = writeDown(facts, at);
    if (expected === undefined) expect(written).toBeUndefined();
    else {
      expect(written?.newText).toContain(expected);
      const after = applied(text, written ? [written] : []);
      expect(check(after, 'a.md')).toEqual([]);
      expect(found(after)).toEqual([]);
    }
  });
});
