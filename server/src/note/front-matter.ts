/** The YAML or TOML head of a note, and the macros it defines for MathJax or KaTeX. */
import { span, type Span } from '../base/span.ts';
import type { MacroSource } from './note.ts';

const head = /^(?:\uFEFF)?(---|\+\+\+)[ \t]*\r?\n([\s\S]*?)(?:^|\r?\n)(?:\1|\.\.\.)[ \t]*(?:\r?\n|$)/;

export interface FrontMatter {
  readonly text: string;
  readonly span: Span;
  /** Where the note proper begins. */
  readonly end: number;
}

/** The text between the fences at the very start of a note, when the first fence is closed. */
export function frontMatterOf(text: string): FrontMatter | undefined {
  const found = head.exec(text);
  if (found === null) return undefined;
  const inner = found[2] ?? '';
  // A rule between two paragraphs looks the same; metadata has a key on some line.
  if (inner.trim() !== '' && !/^[\w"'.-]+[ \t]*[:=]/m.test(inner)) return undefined;
  const start = found[0].indexOf('\n') + 1;
  return { text: inner, span: span(start, start + inner.length), end: found[0].length };
}

/**
 * Macro entries under a key `macros`, however deep, as definitions. YAML is read only as far as such maps go:
 * ```yaml
 * mathjax:
 *   macros:
 *     R: "\\mathbb{R}"
 *     norm: ["\\left\\|#1\\right\\|", 1]
 * ```
 */
export function frontMatterMacros(text: string): MacroSource[] {
  const macros: MacroSource[] = [];
  let indent = -1;
  let at = 0;
  for (const line of text.split('\n')) {
    const start = at;
    at += line.length + 1;
    if (line.trim() === '' || line.trimStart().startsWith('#')) continue;
    const depth = line.length - line.trimStart().length;
    if (depth <= indent) indent = -1;
    if (indent >= 0) {
      const macro = macroOf(line.trim());
      if (macro !== undefined) macros.push({ text: macro, span: span(start + depth, start + line.trimEnd().length) });
    } else if (/^\s*["']?(?:macros|tex-macros|math-macros)["']?\s*:\s*$/i.test(line)) indent = depth;
  }
  return macros;
}

const entry = /^["']?\\*([A-Za-z]+)["']?\s*:\s*(.+)$/;

function macroOf(line: string): string | undefined {
  const [, name, value] = entry.exec(line) ?? [];
  if (name === undefined || value === undefined) return undefined;
  const list = /^\[\s*("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^,\]]*?)\s*(?:,\s*(\d)\s*(?:,[^\]]*)?)?\]\s*,?$/.exec(value);
  const body = unquoted((list?.[1] ?? value).trim());
  const used = [...body.matchAll(/#([1-9])/g)].map((it) => Number(it[1]));
  const count = list?.[2] === undefined ? Math.max(0, ...used) : Number(list[2]);
  return `\\newcommand{\\${name}}${count > 0 ? `[${count}]` : ''}{${body}}`;
}

function unquoted(value: string): string {
  if (value.startsWith('"')) return value.slice(1, value.lastIndexOf('"')).replace(/\\(.)/g, '$1');
  if (value.startsWith("'")) return value.slice(1, value.lastIndexOf("'")).replaceAll("''", "'");
  return value.replace(/\s+#.*$/, '').replace(/,$/, '');
}
