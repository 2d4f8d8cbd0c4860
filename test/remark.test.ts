/**
 * The plugin for remark. Through it the reader of Markdown has its ground truth: remark-parse with our syntax builds the
 * whole tree, the reader takes shortcuts, and both must find the same formulas in the same places.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import remarkFrontmatter from 'remark-frontmatter';
import remarkMath from 'remark-math';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { describe, expect, test } from 'vitest';
import { formatOf, readNote } from '../server/src/note/read.ts';
import { toSource } from '../server/src/note/source-map.ts';
import nabla from '../server/src/remark.ts';
import { anyLines } from './support/markdown-lines.ts';
import { repository } from './support/repository.ts';
import { describeShared, itShared, sharedPath } from './support/shared.ts';

const processor = unified().use(remarkParse).use(remarkFrontmatter).use(remarkMath).use(nabla).freeze();
type Root = ReturnType<typeof processor.parse>;
type Node = Root | Root['children'][number];

interface Found {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Line breaks just inside the delimiters, and blank lines in a quote, are kept by one reader and not by the other. */
const found = (start: number, end: number, text: string): Found => ({
  start,
  end,
  text: text.trim().replace(/\n\s*\n/g, '\n'),
});

function inTree(text: string): { readonly formulas: readonly Found[]; readonly html: readonly Found[] } {
  const formulas: Found[] = [];
  const html: Found[] = [];
  const visit = (node: Node): void => {
    const start = node.position?.start.offset ?? 0;
    const end = node.position?.end.offset ?? 0;
    if (node.type === 'html') html.push(found(start, end, node.value));
    else if (node.type === 'inlineMath' || node.type === 'math') formulas.push(found(start, end, node.value));
    else if (node.type === 'code' && /^(?:math|\{math\})$/.test(node.lang ?? '')) {
      const value = node.value.replace(/^(?::\w+:.*\n)+/, '');
      if (value.trim() !== '') formulas.push(found(start, end, value));
    } else if ('children' in node) node.children.forEach(visit);
  };
  visit(processor.parse(text));
  return { formulas, html };
}

/** A formula whose end is missing stays text in the tree. */
const inNote = (text: string): readonly Found[] =>
  readNote(text, 'markdown').parts.flatMap(({ part, place }) =>
    part.formulas
      .filter((it) => it.closed)
      .map((it) => found(toSource(place, it.span.start), toSource(place, it.span.end), it.text)),
  );

const within = (inner: Found, outer: Found): boolean => outer.start <= inner.start && inner.end <= outer.end;
const shown = (it: Found): string => `${it.start}-${it.end} ${it.text}`;

describe('the tree and the reader find the same formulas', () => {
  test.each([
    ['paragraphs', 'Inline $a$, \\(b\\), \\\\(c\\\\), $`d`$, {math}`e`, :math:`f` and `$no$`, \\$no$, $5 and $10.'],
    ['headings', '# One $a$\n\nTwo \\(b\\)\n===\n\n### $$c$$ ###'],
    ['displays', '$$a$$\n\n$$\nb\n$$\n\nso $$c\n- d$$ and $e$\n\n\\[\nf\n\\]\n\n\\\\[\ng\n\\\\]'],
    ['content on the fence line', '$$\\begin{aligned}\na &= b \\\\\n- c\n\\end{aligned}$$\n\nand $d$'],
    ['bare environments', 'Then\n\\begin{align}\na_1 &= *b* \\\\\n<c> &= d\n\\end{align}\nand $e$.'],
    ['a blank line inside', '$$\na\n\n+ b\n$$\n\n$c$'],
    ['quotes', '> $a$\n> $$\n> b\n> - c\n> $$\n>\n> > $$d\n> > + e$$\n> lazy $f$\n\n$g$'],
    ['lists', '- $a$\n  $$\n  b\n  - c\n  $$\n  lazy $d$\n\n  1. $e$\n\n     \\[\n     f\n     \\]\n2. $g$\n* $h$'],
    [
      'a list in a quote in a list',
      '- a\n\n  > 1. $b$\n  >    $$\n  >    c\n  >    $$\n  >    \\begin{gather}\n  >    d\n  >    \\end{gather}',
    ],
    ['tabs', '-\t$a$\n\n\t$$\n\tb\n\t$$\n\n>\t$c\td$'],
    ['line breaks of Windows', '> $a$\r\n> $$\r\n> b\r\n> c\r\n> $$\r\n\r\n- $d\r\n  + e$\r\n'],
    [
      'emphasis and links',
      '**Let $a * b$ and _$c$_**, [$d$](http://a.b/$no$ "$no$"), ![](x$no$) and <http://c.d/$no$>',
    ],
    ['a table', '| a | b |\n|---|---|\n| $|x|$ | \\(y\\) |'],
    ['code', '```sh\necho $no $no\n```\n\n    $no$\n\n~~~math\na\n~~~\n\n- ```math\n  b\n  ```\n\n`` $no$ ` `` $c$'],
    ['comments and tags', 'Now <!-- $no$ --> $a$ <b title="$no$">$b$</b>\n\n<!--\n\n$no$\n\n-->\n\n$c$'],
    ['front matter', '---\ntitle: $no$\n---\n\n$a$'],
    ['template tags and addresses', '{% link $no$ %} $a$ {{ $no$ }} https://a.b/$no$ {% include x.html c="$b$" %}'],
    ['macros', '\\newcommand{\\R}{$no$}\n\n$\\R$ \\def\\a{$no$} $b$'],
    ['formulas being written', 'Let $A \\in B and $c$\n\n$$ d\n\nLet us now take $e$ as given.\n\n- \\[ f\n\n$$g$$'],
    ['other alphabets', '> Пусть $a$ — 行列 $$b$$ 𝔸 $c$ é\n\n- 𝒳 $d$'],
    ['a mark of the byte order', '\uFEFF$a$'],
  ])('%s', (_, text) => {
    const { formulas } = inTree(text);
    expect(formulas.map(shown)).toEqual(inNote(text.replace(/^\uFEFF/, '')).map(shown));
    expect(formulas.filter((it) => it.text.includes('no'))).toEqual([]);
  });

  test.each(
    // To a tree what an admonition of MkDocs holds is code: it has no node for one that would be written as it was read.
    readdirSync(join(repository, 'test/notes'), { recursive: true, encoding: 'utf8' }).filter(
      (it) => it.endsWith('.md') && !it.endsWith('mkdocs.md'),
    ),
  )('%s', (name) => {
    const text = readFileSync(join(repository, 'test/notes', name), 'utf8');
    const { formulas, html } = inTree(text);
    const mine = inNote(text).filter((it) => !html.some((block) => within(it, block)));
    expect(formulas.map(shown)).toEqual(expect.arrayContaining(mine.map(shown)));
  });

  /**
   * Where the two differ by intent: the reader has tables, remark only with a plugin; it takes no line for a definition
   * or for front matter without a key; and a code span goes on over a display formula, which ends a paragraph of a tree.
   */
  const apart = /\|-|^---|\[a\]:|`code|x`/;

  test('in any lines of Markdown', () => {
    fc.assert(
      fc.property(
        anyLines.filter((it) => it.includes('$') && !apart.test(it)),
        (text) => {
          const { formulas, html } = inTree(text);
          const mine = inNote(text).filter((it) => !html.some((block) => within(it, block)));
          expect(formulas.map(shown)).toEqual(mine.map(shown));
        },
      ),
      { numRuns: 1500, seed: 1 },
    );
  }, 30_000);
});

describeShared('the corpus', () => {
  itShared(
    'holds the same formulas for both, but in HTML, which is closed to a tree',
    () => {
      const names = readdirSync(sharedPath('corpus'), { recursive: true, encoding: 'utf8' });
      const paths = names.filter((it) => formatOf(it) === 'markdown').map((it) => join(sharedPath('corpus'), it));
      const apart: string[] = [];
      let count = 0;
      for (const path of paths) {
        const text = readFileSync(path, 'utf8');
        const { formulas, html } = inTree(text);
        const mine = inNote(text).filter((it) => !html.some((block) => within(it, block)));
        const known = new Set(mine.map(shown));
        const both = formulas.filter((it) => known.delete(shown(it)));
        // In a paragraph, `$`, a matrix environment on lines of its own, and `$`: to the tree the environment is the formula.
        const rest = mine.filter((it) => known.has(shown(it)) && !formulas.some((inner) => within(inner, it)));
        apart.push(...rest.map((it) => `${path}: ${shown(it)}`));
        count += both.length;
        expect(formulas.length - both.length).toBeLessThanOrEqual(1);
      }
      expect(apart).toEqual([]);
      expect(count).toBeGreaterThan(7900);
    },
    60_000,
  );
});

describe('the tree', () => {
  const nodes = (text: string): readonly unknown[] =>
    processor
      .parse(text)
      .children.flatMap((it) => (it.type === 'paragraph' ? it.children : [it]))
      .filter((it) => it.type !== 'text');

  test('has remark-math’s nodes for every form of formula', () => {
    expect(nodes('$$\\begin{aligned}\na\n\\end{aligned}$$')).toMatchObject([
      { type: 'math', value: '\\begin{aligned}\na\n\\end{aligned}' },
    ]);
    expect(nodes('$$\na\n$$')).toMatchObject([{ type: 'math', meta: null, value: 'a', data: { hName: 'pre' } }]);
    expect(nodes('\\begin{align}\na\n\\end{align}')).toMatchObject([
      { type: 'math', value: '\\begin{align}\na\n\\end{align}' },
    ]);
    expect(nodes('so \\(a\\) for $5')).toMatchObject([
      {
        type: 'inlineMath',
        value: 'a',
        data: { hName: 'code', hProperties: { className: ['language-math', 'math-inline'] } },
      },
    ]);
    expect(nodes('so $$a$$ is')).toMatchObject([
      { type: 'inlineMath', value: 'a', data: { hProperties: { className: ['language-math', 'math-display'] } } },
    ]);
  });

  test('is the same wherever remark-math stands, or where it does not', () => {
    const text = 'so \\(a\\) for $5\n\n$$b\n- c$$';
    const orders = [unified().use(remarkParse).use(nabla), unified().use(remarkParse).use(nabla).use(remarkMath)];
    for (const it of orders) expect(it.parse(text)).toEqual(processor.parse(text));
  });

  test('needs a parser', () => {
    expect(() => {
      unified().use(nabla).freeze();
    }).toThrow('nabla-math/remark comes after remark-parse');
  });

  test('keeps how a formula was written, for who writes it back', () => {
    const text = '\\(a\\) $b$ {math}`c`\n\n$$\nd\n$$\n\n$$e$$\n\n\\begin{align}\nf\n\\end{align}';
    const written = processor.parse(text).children.map((it) => {
      const all = it.type === 'paragraph' ? it.children : [it];
      return all
        .map((node) =>
          node.type === 'inlineMath' || node.type === 'math' ? toMarkdown(node) : 'value' in node ? node.value : '',
        )
        .join('');
    });
    expect(written.join('\n\n')).toBe(text);
    expect(toMarkdown({ type: 'inlineMath', value: 'made elsewhere' })).toBe('$made elsewhere$');
  });

  /** As remark-stringify does: the handlers of the last extension. */
  function toMarkdown(node: { readonly type: 'inlineMath' | 'math'; readonly value: string }): string {
    const extensions: unknown = Reflect.get(processor.data(), 'toMarkdownExtensions');
    const last: unknown = Array.isArray(extensions) ? extensions.at(-1) : undefined;
    const { handlers } = Object.assign({ handlers: {} }, last);
    const write: unknown = Reflect.get(handlers, node.type);
    if (typeof write !== 'function') return '';
    const written: unknown = Reflect.apply(write, undefined, [node, undefined, { unsafe: [] }]);
    return String(written);
  }
});

describe('the messages', () => {
  const declared = 'Let $A\\in\\mathbb{R}^{m\\times n}$ and $y\\in\\mathbb{R}^{m}$.\n\n';

  test('are the findings, in their places', async () => {
    const { messages } = await unified()
      .use(remarkParse)
      .use(nabla)
      .use(noOutput)
      .process({ path: 'note.md', value: `${declared}> Then\n> $Ay$ follows.\n` });
    expect(messages).toMatchObject([
      {
        ruleId: 'dimension-mismatch',
        source: 'nabla',
        fatal: true,
        line: 4,
        column: 4,
        place: { start: { line: 4, column: 4, offset: 70 }, end: { line: 4, column: 6, offset: 72 } },
      },
    ]);
    expect(messages[0]?.note).toContain('line 1: ');
  });

  test.each([
    [{ severity: { 'dimension-mismatch': 'warning' } }, [false]],
    [{ severity: { 'dimension-mismatch': 'info' } }, [undefined]],
    [{ severity: { 'dimension-mismatch': 'off' } }, []],
    [{ problems: 'soft' }, [false]],
  ] as const)('follow the settings %j', async (settings, expected) => {
    const { messages } = await unified()
      .use(remarkParse)
      .use(nabla, settings)
      .use(noOutput)
      .process(`${declared}$Ay$\n`);
    expect(messages.map((it) => it.fatal)).toEqual(expected);
  });
});

/** A processor must end in some output. */
function noOutput(this: ReturnType<typeof unified>): void {
  this.compiler = () => '';
}
