/** Patterns of file names, as shells and `.gitignore` write them. */

export const isGlob = (text: string): boolean => /[*?[{]/.test(text);

/** Source of a regular expression: `*` and `?` stay within a folder, `**` does not; `[a-z]` and `{md,tex}`. */
export function globSource(glob: string): string {
  let source = '';
  let depth = 0;
  for (let at = 0; at < glob.length; at++) {
    const char = glob[at]!;
    if (glob.startsWith('**/', at)) {
      source += '(?:[^/]+/)*';
      at += 2;
    } else if (glob.startsWith('**', at)) {
      source += '.*';
      at += 1;
    } else if (char === '*') {
      source += '[^/]*';
      while (glob[at + 1] === '*') at++;
    } else if (char === '?') {
      source += '[^/]';
    } else if (char === '[' && glob.indexOf(']', at + 2) > 0) {
      const end = glob.indexOf(']', at + 2);
      const inside = glob.slice(at + 1, end).replace(/[\\[\]]/g, '\\$&');
      source += `[${inside.replace(/^!/, '^')}]`;
      at = end;
    } else if (char === '{' && glob.includes('}', at)) {
      source += '(?:';
      depth++;
    } else if (char === '}' && depth > 0) {
      source += ')';
      depth--;
    } else if (char === ',' && depth > 0) {
      source += '|';
    } else if (char === '\\' && at + 1 < glob.length) {
      at++;
      source += escaped(glob[at]!);
    } else {
      source += escaped(char);
    }
  }
  return source + ')'.repeat(depth);
}

const escaped = (char: string): string => char.replace(/[\\^$.*+?()[\]{}|/-]/, '\\$&');

/** A pattern that cannot be read as one stands for its own letters. */
export function globRegExp(glob: string): RegExp {
  try {
    return new RegExp(`^${globSource(glob)}$`, 'su');
  } catch {
    return new RegExp(`^${[...glob].map(escaped).join('')}$`, 's');
  }
}
