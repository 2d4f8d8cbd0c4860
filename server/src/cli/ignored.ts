/** What `.gitignore` files leave out: theirs and those of the folders above, up to the root of the repository. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { globRegExp } from './glob.ts';

export interface IgnoreRule {
  /** The folder of the file that holds the rule. */
  readonly folder: string;
  readonly matches: RegExp;
  readonly again: boolean;
  readonly foldersOnly: boolean;
}

/** The rules of the folder's own `.gitignore`. */
export function rulesIn(folder: string): readonly IgnoreRule[] {
  let text: string;
  try {
    text = readFileSync(join(folder, '.gitignore'), 'utf8');
  } catch {
    return [];
  }
  return text.split(/\r?\n/).flatMap((line) => ruleOf(folder, line) ?? []);
}

/** The rules of the folders above, nearest last. */
export function rulesAbove(folder: string): readonly IgnoreRule[] {
  if (existsSync(join(folder, '.git'))) return [];
  const above: string[] = [];
  for (let at = dirname(folder); ; at = dirname(at)) {
    above.unshift(at);
    if (existsSync(join(at, '.git'))) return above.flatMap(rulesIn);
    // Outside a repository nothing above counts.
    if (at === dirname(at)) return [];
  }
}

function ruleOf(folder: string, line: string): IgnoreRule | undefined {
  const trimmed = line.replace(/(?<!\\)\s+$/, '');
  if (trimmed === '' || trimmed.startsWith('#')) return undefined;
  const again = trimmed.startsWith('!');
  const pattern = again ? trimmed.slice(1) : trimmed;
  const foldersOnly = pattern.endsWith('/');
  const body = foldersOnly ? pattern.slice(0, -1) : pattern;
  const anchored = body.includes('/');
  const glob = anchored ? body.replace(/^\//, '') : `**/${body}`;
  return { folder, matches: globRegExp(glob), again, foldersOnly };
}

/** The last rule that speaks of a path decides. */
export function isIgnored(rules: readonly IgnoreRule[], path: string, isFolder: boolean): boolean {
  const rule = rules.findLast(
    (it) => (isFolder || !it.foldersOnly) && it.matches.test(relative(it.folder, path).split(sep).join('/')),
  );
  return rule !== undefined && !rule.again;
}
