/**
 * Nabla for remark: a plugin of unified that puts the formulas of real notes into the tree, as remark-math's nodes, and
 * reports what Nabla finds in a note as messages of its file. So it speaks wherever remark does: in remark-cli, in
 * unified-language-server, in a site's build.
 *
 * ```js
 * remark().use(nabla, { profile: 'quiet' })
 * ```
 */
import type { Parents, Root, RootContentMap } from 'mdast';
import remarkFrontmatter from 'remark-frontmatter';
import remarkMath from 'remark-math';
import type {} from 'remark-parse'; // What a processor keeps for the parser is typed there.
import type { Data, Plugin, Processor } from 'unified';
import { analyse } from './analysis/analyse.ts';
import type { Severity } from './analysis/facts.ts';
import { type Settings, defaults } from './analysis/settings.ts';
import { never } from './base/cancel.ts';
import { diagnostics } from './features/diagnostics.ts';
import { byLine, lineStarts, pointAt } from './features/lines.ts';
import { sourceOf } from './note/math-syntax.ts';
import { textSyntax } from './note/math-text.ts';
import { readNote } from './note/read.ts';

export type Options = Partial<Settings>;

/** Fatal as in remark: true is an error, false a warning, and nothing a remark. */
const fatal: { readonly [S in Severity]: boolean | undefined } = {
  error: true,
  warning: false,
  info: undefined,
  hint: undefined,
};

/** To be used after remark-parse. It brings remark-math and remark-frontmatter along. */
const nabla: Plugin<[Options?], Root> = function (options) {
  const settings: Settings = { ...defaults, ...options };
  addSyntax(this, settings);
  return (_, file) => {
    const text = String(file);
    const starts = lineStarts(text);
    const lineOf = byLine(text);
    const point = (offset: number) => ({ ...pointAt(starts, offset), offset });
    const note = readNote(text, 'markdown', { dollarRule: settings.dollarRule });
    for (const it of diagnostics(analyse(note, settings, never), settings, Infinity)) {
      const place = { start: point(it.span.start), end: point(it.span.end) };
      const message = file.message(it.message, { place, ruleId: it.code, source: 'nabla' });
      message.fatal = fatal[it.severity];
      const notes = it.related.map(({ span, message: said }) => `${lineOf(span.start)}: ${said}`);
      if (it.detail !== '') notes.unshift(it.detail);
      if (notes.length > 0) message.note = notes.join('\n');
    }
  };
};

export default nabla;

/** How a formula was delimited, with the line breaks inside, so that it is written again as it was. */
interface Delimiters {
  readonly open: string;
  readonly close: string;
}

declare module 'mdast' {
  interface Data {
    delimiters?: Delimiters;
  }
}

type InlineMath = RootContentMap['inlineMath'];
type FromMarkdown = Exclude<NonNullable<Data['fromMarkdownExtensions']>[number], readonly unknown[]>;
/** The part of remark-stringify's extensions that is of concern here. */
interface ToMarkdown {
  readonly handlers?: Readonly<Record<string, Write>>;
}
type Write = (node: InlineMath | RootContentMap['math'], ...rest: readonly unknown[]) => string;

function addSyntax(processor: Processor, { dollarRule }: Settings): void {
  const { parser } = processor;
  if (parser === undefined) throw new Error('nabla-math/remark comes after remark-parse');
  remarkFrontmatter.call(processor, ['yaml', 'toml']);
  remarkMath.call(processor);
  const source = sourceOf('', dollarRule, true);
  const data: Data & { toMarkdownExtensions?: ToMarkdown[] } = processor.data();
  (data.micromarkExtensions ??= []).push(textSyntax(source));
  (data.fromMarkdownExtensions ??= []).push(fromMarkdown);
  const writers = (data.toMarkdownExtensions ??= []);
  writers.push(asWritten(writers.at(-1)?.handlers ?? {}));
  // The syntax looks ahead in the text, which a tokenizer is given piece by piece.
  processor.parser = (text, file) => {
    source.scan = sourceOf(text.replace(/^\uFEFF/, ''), dollarRule, true).scan;
    return parser(text, file);
  };
}

const fromMarkdown: FromMarkdown = {
  enter: {
    displayParagraph(token) {
      this.enter({ type: 'paragraph', children: [] }, token);
    },
  },
  exit: {
    displayParagraph(token) {
      this.exit(token);
    },
    mathTextSequence(token) {
      // The formula's content is collected in a fragment, which lies above the formula.
      const node = this.stack[this.stack.length - 2];
      if (node?.type !== 'inlineMath') return;
      const written = this.sliceSerialize(token);
      const open = node.data?.delimiters?.open;
      const delimiters = open === undefined ? { open: written, close: '' } : { open, close: written };
      node.data = { ...node.data, delimiters };
    },
  },
  transforms: [liftDisplays],
};

/** What rehype-katex and its like set as a display. */
const className = ['language-math', 'math-display'];

/** A display formula that is a whole paragraph becomes `math`; in a sentence it stays `inlineMath`, set as a display. */
function liftDisplays(parent: Parents): void {
  for (const node of parent.children) {
    if (node.type === 'inlineMath' && isDisplay(node)) {
      Object.assign((node.data ??= {}), { hProperties: { className } });
    }
    if (!('children' in node)) continue;
    liftDisplays(node);
    const [only, more] = node.children;
    if (node.type !== 'paragraph' || only?.type !== 'inlineMath' || more !== undefined || !isDisplay(only)) continue;
    Object.assign(node, mathOf(only));
    Reflect.deleteProperty(node, 'children');
  }
}

function isDisplay({ value, data }: InlineMath): boolean {
  const open = data?.delimiters?.open;
  return open === undefined ? value.startsWith('\\begin') : open === '$$' || open.endsWith('[');
}

/** As remark-math has it: the line breaks inside the delimiters are no part of the value. */
function mathOf({ value, data, position }: InlineMath): RootContentMap['math'] {
  const [, before = '', inner = '', after = ''] = /^([ \t]*\r?\n)?([\s\S]*?)(\r?\n[ \t]*)?$/.exec(value) ?? [];
  const { open = '', close = '' } = data?.delimiters ?? {};
  const code = {
    type: 'element',
    tagName: 'code',
    properties: { className },
    children: [{ type: 'text', value: inner }],
  };
  const delimiters = { open: open + before, close: after + close };
  return {
    type: 'math',
    meta: null,
    value: inner,
    data: Object.assign({ delimiters }, { hName: 'pre', hChildren: [code] }),
    ...(position && { position }),
  };
}

/** `\(a\)` is written as it was read; a formula that another plugin made, as remark-math writes it. */
function asWritten(others: Readonly<Record<string, Write>>): ToMarkdown {
  const handler =
    (type: 'inlineMath' | 'math'): Write =>
    (node, ...rest) => {
      const { open, close } = node.data?.delimiters ?? {};
      if (open === undefined || close === undefined) return others[type]?.(node, ...rest) ?? node.value;
      return open + node.value + close;
    };
  return { handlers: { inlineMath: handler('inlineMath'), math: handler('math') } };
}
