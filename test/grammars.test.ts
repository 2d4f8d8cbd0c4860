/** Colours of directives, by the library that VS Code colours with; and snippets, each a note without findings. */
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import oniguruma from 'vscode-oniguruma';
import textmate from 'vscode-textmate';
import { directiveWords } from '../server/src/note/directive.ts';
import { check } from '../server/src/index.ts';
import { repository } from './support/repository.ts';

const read = (path: string): string => readFileSync(join(repository, path), 'utf8');

/** Grammars of an editor, of which nothing is used here but their comments. */
const hosts: Readonly<Record<string, object>> = {
  'text.html.markdown': {
    patterns: [
      { name: 'markup.fenced_code.block.markdown', begin: '^```', end: '^```' },
      { name: 'markup.inline.raw.string.markdown', match: '`[^`]*`' },
      { name: 'comment.block.html', begin: '(^|\\G)\\s*(<!--)', end: '-->' },
    ],
  },
  'text.tex.latex': { patterns: [{ name: 'comment.line.percentage.tex', match: '(?<!\\\\)%.*$' }] },
};

const wasm = createRequire(import.meta.url).resolve('vscode-oniguruma/release/onig.wasm');
const loaded = oniguruma.loadWASM(new Uint8Array(readFileSync(wasm)).buffer).then(() => ({
  createOnigScanner: (sources: string[]) => oniguruma.createOnigScanner(sources),
  createOnigString: (text: string) => oniguruma.createOnigString(text),
}));

const registry = new textmate.Registry({
  onigLib: loaded,
  getInjections: (scope) => (scope in hosts ? ['nabla.directives.injection'] : undefined),
  loadGrammar: (scope) => {
    const text = scope in hosts ? JSON.stringify({ scopeName: scope, ...hosts[scope] }) : read(DIRECTIVES);
    return Promise.resolve(textmate.parseRawGrammar(text, 'grammar.json'));
  },
});

const DIRECTIVES = 'grammars/directives.tmLanguage.json';

/** What each stretch of a line is, by the last of its scopes that is Nabla's own. */
async function coloured(scope: string, line: string): Promise<readonly string[]> {
  const grammar = await registry.loadGrammar(scope);
  const { tokens } = grammar?.tokenizeLine(line, textmate.INITIAL) ?? { tokens: [] };
  return tokens.flatMap(({ startIndex, endIndex, scopes }) => {
    const own = scopes.findLast((it) => it.endsWith('.nabla') && !it.startsWith('meta'));
    return own === undefined ? [] : [`${line.slice(startIndex, endIndex)} ${own.replace(/\.nabla$/, '')}`];
  });
}

describe('directives are coloured', () => {
  test.each([
    ['text.html.markdown', '<!-- nabla: layout numerator -->', ['layout keyword.control.directive', 'numerator constant.language.layout']],
    ['text.html.markdown', '  <!-- nabla: off -->', ['off keyword.control.directive']],
    ['text.html.markdown', 'a $x$<!-- nabla: given --> b', ['given keyword.control.directive']],
    ['text.html.markdown', '%% nabla: claim %% and more', ['claim keyword.control.directive']],
    ['text.tex.latex', "x % nabla: read ' as transpose", ['read keyword.control.directive', "' variable.other.symbol", 'as keyword.other', 'transpose constant.language.reading']],
    ['text.tex.latex', '% nabla: given $X$, Y', ['given keyword.control.directive', '$X$ variable.other.symbol', 'Y variable.other.symbol']],
    ['text.html.markdown', '<!-- nabla: ignore wrong-derivative for $A$ in this note: as in the book -->', [
      'ignore keyword.control.directive', 'wrong-derivative entity.name.tag.code', 'for keyword.other', '$A$ variable.other.symbol',
      'in this note keyword.other', ': punctuation.separator', 'as in the book string.unquoted.reason',
    ]],
    ['text.html.markdown', '<!-- nabla: igmore syntax -->', ['igmore invalid.illegal.directive']],
  ])('%s: %s', async (scope, line, expected) => {
    const [nabla, colon, ...rest] = (await coloured(scope, line)).map((it) => it.trim()).filter((it) => it.includes(' '));
    expect([nabla, colon]).toEqual(['nabla keyword.other', ': punctuation.separator']);
    expect(rest).toEqual(expected);
  }); // prettier-ignore

  test.each(directiveWords.map((it) => [it]))('%s is a word that is known', async (word) => {
    const colours = await coloured('text.tex.latex', `% nabla: ${word}`);
    expect(colours.at(-1)).toMatch(/ keyword\.control\.directive$/);
  });

  test.each([
    ['text.html.markdown', '`<!-- nabla: off -->`'],
    ['text.html.markdown', '<!-- of nabla: nothing -->'],
    ['text.tex.latex', '50\\% nabla: no comment'],
    ['text.tex.latex', 'nabla: no comment'],
  ])('%s: nothing in %s', async (scope, line) => {
    expect(await coloured(scope, line)).toEqual([]);
  });
});

const COMMENTED: ReadonlySet<string> = new Set(['unused-ignore', 'unmet-expectation']);

interface Snippet {
  readonly prefix: string;
  readonly body: readonly string[];
}

function snippetsOf(path: string): readonly (readonly [string, Snippet])[] {
  const all: unknown = JSON.parse(read(path));
  return Object.entries(all ?? {}).map(([title, it]) => [title, it] as const);
}

/** What stands in the note once Tab has gone through the places. */
function inserted({ body }: Snippet): string {
  return body
    .join('\n')
    .replaceAll(/\$\{\d+\|([^,|]*)[^|]*\|\}/g, '$1')
    .replaceAll(/\$\{\d+:((?:\\.|[^\\}])*)\}/g, '$1')
    .replaceAll(/(?<!\\)\$\d/g, '')
    .replaceAll(/\\([\\$}])/g, '$1');
}

describe.each([
  ['grammars/markdown.snippets.json', 'note.md', (text: string) => text],
  ['grammars/latex.snippets.json', 'note.tex', (text: string) => `\\begin{document}\n${text}\n\\end{document}\n`],
])('%s', (path, name, around) => {
  const snippets = snippetsOf(path);

  test('prefixes are told apart, and begin as one looks for them', () => {
    const prefixes = snippets.map(([, it]) => it.prefix);
    expect(new Set(prefixes).size).toBe(prefixes.length);
    expect(prefixes.filter((it) => !/^nabla-[a-z]+$/.test(it))).toEqual([]);
  });

  test.each(snippets)('%s', (_, snippet) => {
    const text = inserted(snippet);
    expect(text).not.toMatch(/\$\{|\\\\[A-Za-z]/);
    // With nothing beside it, a comment about a finding says so.
    const said = check(around(text), name).filter((it) => !COMMENTED.has(it.code));
    expect(said).toEqual([]);
  });
});

test('what the extension contributes is in the folder', () => {
  const files = [...read('package.json').matchAll(/"path": "\.\/(grammars\/[^"]+)"/g)].map(([, it]) => it ?? '');
  expect(new Set(files)).toEqual(
    new Set([DIRECTIVES, 'grammars/markdown.snippets.json', 'grammars/latex.snippets.json']),
  );
  expect(files.every((it) => read(it) !== '')).toBe(true);
});
