/** The notes that the arguments of `nabla check` name. What cannot be found is said, and the rest goes on. */
import { readdirSync, statSync } from 'node:fs';
import { join, normalize, resolve, sep } from 'node:path';
import { globRegExp, isGlob } from './glob.ts';
import { type IgnoreRule, isIgnored, rulesAbove, rulesIn } from './ignored.ts';

export interface Found {
  /** As it is shown: relative when it was named so, with `/`. */
  readonly path: string;
  readonly bytes: number;
  /** Why it is no note, where it is none. */
  readonly fault?: string;
}

const endings = /\.(md|markdown|qmd|rmd|mdx|tex|ipynb|txt)$/i;
const skipped = new Set(['.git', 'node_modules', '.obsidian', '.trash', '_site', 'dist']);

/** In the order of the arguments, each file once. */
export function* findNotes(args: readonly string[]): Generator<Found> {
  const seen = new Set<string>();
  for (const arg of args) {
    for (const found of expand(arg)) {
      const key = resolve(found.path);
      if (seen.has(key)) continue;
      seen.add(key);
      yield found;
    }
  }
}

function* expand(arg: string): Generator<Found> {
  const path = shown(normalize(arg));
  try {
    const stat = statSync(arg);
    if (stat.isDirectory()) yield* notesIn(path);
    else if (stat.isFile()) yield { path, bytes: stat.size };
    else yield { path, bytes: 0, fault: 'This is neither a file nor a folder.' };
  } catch (fault) {
    if (isGlob(arg) && codeOf(fault) !== 'EACCES') yield* matching(path);
    else yield { path, bytes: 0, fault: reason(fault) };
  }
}

function* notesIn(folder: string): Generator<Found> {
  let any = false;
  for (const found of walk(folder, [...rulesAbove(resolve(folder))])) {
    any = true;
    yield found;
  }
  if (!any)
    yield { path: folder, bytes: 0, fault: 'The folder holds no notes (.md, .qmd, .rmd, .mdx, .tex, .ipynb or .txt).' };
}

function* matching(glob: string): Generator<Found> {
  const parts = glob.split('/');
  const first = parts.findIndex(isGlob);
  const folder = parts.slice(0, first).join('/') || (glob.startsWith('/') ? '/' : '.');
  const pattern = globRegExp(parts.slice(first).join('/'));
  const from = folder === '.' ? 0 : folder.length + (folder.endsWith('/') ? 0 : 1);
  let any = false;
  for (const found of walk(folder, [...rulesAbove(resolve(folder))])) {
    if (found.fault === undefined && !pattern.test(found.path.slice(from))) continue;
    any ||= found.fault === undefined;
    yield found;
  }
  if (!any) yield { path: glob, bytes: 0, fault: 'The pattern matches no note.' };
}

/** Depth first, by name. Links to folders are not followed: they may lead back. */
function* walk(folder: string, above: readonly IgnoreRule[]): Generator<Found> {
  let entries;
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch (fault) {
    yield { path: folder, bytes: 0, fault: reason(fault) };
    return;
  }
  const rules = [...above, ...rulesIn(resolve(folder))];
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const path = folder === '.' ? entry.name : shown(join(folder, entry.name));
    if (entry.isDirectory()) {
      if (!skipped.has(entry.name) && !isIgnored(rules, resolve(path), true)) yield* walk(path, rules);
    } else if (endings.test(entry.name) && !isIgnored(rules, resolve(path), false)) {
      yield* file(path);
    }
  }
}

function* file(path: string): Generator<Found> {
  try {
    const stat = statSync(path);
    if (stat.isFile()) yield { path, bytes: stat.size };
  } catch (fault) {
    yield { path, bytes: 0, fault: reason(fault) };
  }
}

const shown = (path: string): string => path.split(sep).join('/');

const codeOf = (fault: unknown): unknown =>
  typeof fault === 'object' && fault !== null && 'code' in fault ? fault.code : undefined;

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'There is no such file or folder.',
  ENOTDIR: 'There is no such file or folder.',
  EACCES: 'The file may not be read: permission is missing.',
  EPERM: 'The file may not be read: permission is missing.',
  ELOOP: 'The link leads to itself.',
  ENAMETOOLONG: 'The name is too long.',
};

/** What the system says, as a sentence. */
export function reason(fault: unknown): string {
  const code = codeOf(fault);
  return typeof code === 'string'
    ? (reasons[code] ?? `The file could not be read (${code}).`)
    : 'The file could not be read.';
}
