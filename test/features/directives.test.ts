/** What directives make of the findings, over whole notes. */
import { describe, expect, test } from 'vitest';
import { never } from '../../server/src/base/cancel.ts';
import { analyse, check, defaults, readNote } from '../../server/src/index.ts';

const sizes = 'Let $A \\in \\mathbb{R}^{m \\times n}$ and $b \\in \\mathbb{R}^m$.\n\n';
const told = (text: string, path = 'a.md'): readonly string[] =>
  check(text, path).map((it) => `${it.code} ${text.slice(it.span.start, it.span.end)}`);

test('the note without directives has a finding', () => {
  expect(told(`${sizes}So $Ab$ and $A^\\top b$.\n`)).toEqual(['dimension-mismatch Ab']);
});

describe('silenced', () => {
  test.each([
    ['beside the formula', 'So $Ab$<!-- nabla: ignore dimension-mismatch --> it is.\n'],
    ['with others', 'So $Ab$<!-- nabla: ignore broadcast, dimension-mismatch: both --> it is.\n'],
    ['before a display', '<!-- nabla: ignore dimension-mismatch -->\n$$\nA b\n$$\n'],
    ['inside a display', '$$\n% nabla: ignore dimension-mismatch: so\nA b\n$$\n'],
    ['anywhere', 'So $Ab$.\n\n## More\n\nAnd $x$<!-- nabla: ignore dimension-mismatch in this note -->.\n'],
    ['off', '<!-- nabla: off -->\n\nSo $Ab$.\n\n<!-- nabla: on -->\n'],
    ['off to the end', '<!-- nabla: off -->\n\nSo $Ab$.\n\n## More\n\n$$\nA b\n$$\n'],
    ['expected', '%% nabla: expect dimension-mismatch: exercise 3 %%\n\n$$\nA b\n$$\n'],
  ])('%s', (_, text) => {
    expect(told(sizes + text)).toEqual([]);
  });

  test.each([['nabla: {ignore: dimension-mismatch}'], ['nabla-ignore: dimension-mismatch'], ['nabla: off']])(
    'in the head: %s',
    (head) => {
      expect(told(`---\n${head}\n---\n\n${sizes}So $Ab$.\n`)).toEqual([]);
    },
  );

  test('in LaTeX', () => {
    expect(told(`${sizes}So $Ab$% nabla: ignore dimension-mismatch\nit is.\n`, 'a.tex')).toEqual([]);
  });
});

describe('told', () => {
  test.each<[string, string, readonly string[]]>([
    [
      'what stands elsewhere',
      'So $Ab$ and $x$<!-- nabla: ignore dimension-mismatch -->.\n',
      ['dimension-mismatch Ab', 'unused-ignore <!-- nabla: ignore dimension-mismatch -->'],
    ],
    ['after on', '<!-- nabla: off -->\n\n$Ab$\n\n<!-- nabla: on -->\n\nSo $Ab$.\n', ['dimension-mismatch Ab']],
    [
      'another code',
      'So $Ab$<!-- nabla: ignore not-square -->.\n',
      ['dimension-mismatch Ab', 'unused-ignore <!-- nabla: ignore not-square -->'],
    ],
    [
      'nothing to expect',
      'So $A^\\top b$<!-- nabla: expect dimension-mismatch -->.\n',
      ['unmet-expectation <!-- nabla: expect dimension-mismatch -->'],
    ],
    [
      'a mistyped word',
      'So $A^\\top b$<!-- nabla: ignroe dimension-mismatch -->.\n',
      ['unknown-directive <!-- nabla: ignroe dimension-mismatch -->'],
    ],
    [
      'a mistyped code',
      'So $Ab$<!-- nabla: ignore dimension-mistake -->.\n',
      ['dimension-mismatch Ab', 'unknown-directive <!-- nabla: ignore dimension-mistake -->'],
    ],
    [
      'a mistyped layout',
      '<!-- nabla: layout numertor -->\n\n$x$\n',
      ['unknown-directive <!-- nabla: layout numertor -->'],
    ],
  ])('%s', (_, text, expected) => {
    expect(told(sizes + text)).toEqual(expected);
  });

  test('nothing of a formula that is being written', () => {
    expect(told(`${sizes}So $A \\left( b$<!-- nabla: ignore not-square -->.\n`)).toEqual(['syntax \\left(']);
  });
});

describe('the fix', () => {
  const fixed = (text: string): string => {
    const fix = check(text, 'a.md').flatMap((it) => it.fixes)[0];
    return (fix?.edits ?? []).reduceRight(
      (out, { span, newText }) => out.slice(0, span.start) + newText + out.slice(span.end),
      text,
    );
  };
  test.each([
    ['So $x$<!-- nabla: ignore not-square -->.\n', 'So $x$.\n'],
    ['A\n\n<!-- nabla: ignore not-square -->\n$$\nx\n$$\n', 'A\n\n$$\nx\n$$\n'],
    ['> A\n>\n> <!-- nabla: ignore not-square -->\n> $$\n> x\n> $$\n', '> A\n>\n> $$\n> x\n> $$\n'],
    ['$$\n% nabla: ignore not-square\nx\n$$\n', '$$\nx\n$$\n'],
    ['So $x$<!-- nabla: ignroe not-square -->.\n', 'So $x$<!-- nabla: ignore not-square -->.\n'],
    ['<!-- nabla: layout numertor -->\n\n$x$\n', '<!-- nabla: layout numerator -->\n\n$x$\n'],
    ['$x$<!-- nabla: ignore not-sqare -->\n', '$x$<!-- nabla: ignore not-square -->\n'],
  ])('of %j', (text, expected) => {
    expect(fixed(text)).toBe(expected);
  });
});

test('a sign is read as the author says', () => {
  const rest = "Let $f(x) = x$, $g' = 1$ and $A' b$<!-- nabla: expect dimension-mismatch -->.\n";
  expect(told(`${sizes}${rest}`)).not.toEqual([]);
  expect(told(`${sizes}<!-- nabla: read ' as transpose -->\n\nThen $f(x) = x$, and $A' b$.\n`)).toEqual([]);
  expect(told(`${sizes}<!-- nabla: read ' as transpose -->\n\nThen $f(x) = x$, and $A' A'$.\n`)).toEqual([
    "dimension-mismatch A' A'",
  ]);
});

test.each([
  ['$$\nA^\\top A x = A^\\top b\n$$\n', 'tie'],
  ['<!-- nabla: claim -->\n$$\nA^\\top A x = A^\\top b\n$$\n', 'claim'],
  ['So $\\nabla_x x^\\top x = 2x$.\n', 'claim'],
  ['So $\\nabla_x x^\\top x = 2x$<!-- nabla: given -->.\n', 'tie'],
  ['So $\\nabla_x x^\\top x = 2x$<!-- nabla: given x -->.\n', 'claim'],
])('what an equation is: %j', (text, kind) => {
  const facts = analyse(readNote(sizes + text, 'markdown'), defaults, never);
  const last = facts.parts.flatMap((part) => part.formulas.flatMap((it) => it.statements)).at(-1);
  expect(last?.kind).toBe(kind);
});
