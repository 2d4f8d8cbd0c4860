/** Macro definitions as they stand in running text or in a preamble: where one ends, not what it means. */

const definition =
  /\\(?:(?:re|provide)?newcommand|(?:renew|provide)command|DeclareMathOperator|DeclarePairedDelimiter(?:X|XPP)?|DeclareRobustCommand|(?:New|Renew|Provide|Declare)Document(?:Command|Environment)|newenvironment|renewenvironment|def|gdef|edef|let)(?![A-Za-z])\*?/y;

/** The offset after the definition that begins at `at`, or `at` when none does. Braces must balance. */
export function definitionEnd(text: string, at: number): number {
  definition.lastIndex = at;
  const head = definition.exec(text)?.[0];
  if (head === undefined) return at;
  const from = definition.lastIndex;
  const name = head.replace(/\*$/, '').slice(1);
  if (name === 'let') return match(/\s*\\[A-Za-z@]+\s*=?\s*(?:\\[A-Za-z@]+|\\.|[^\s\\])/y, text, from) ?? at;
  if (name.endsWith('def')) {
    const parameters = match(/\s*(?:\\[A-Za-z@]+|\\.)[^{}\n\\]*/y, text, from);
    return parameters === undefined ? at : (group(text, parameters) ?? at);
  }
  const named = match(/\s*(?:\{\s*\\?[A-Za-z@]+\s*\}|\{\s*\\[^A-Za-z{}\s]\s*\}|\\[A-Za-z@]+)/y, text, from);
  if (named === undefined) return at;
  let end = named;
  for (let count = 0; count < 2; count++) end = match(/\s*\[[^\]\n]*\]/y, text, end) ?? end;
  const groups = groupsOf(name);
  for (let count = 0; count < groups; count++) {
    const next = group(text, end) ?? match(/[ \t]*(?:\\[A-Za-z@]+|\\.)/y, text, end);
    if (next === undefined) return at;
    end = next;
  }
  return end;
}

/** Behind the name and the options: the body alone, both delimiters, arguments and body, … */
function groupsOf(name: string): number {
  if (name === 'DeclarePairedDelimiterXPP') return 5;
  if (name === 'DeclarePairedDelimiterX' || name.endsWith('DocumentEnvironment')) return 3;
  return name.startsWith('DeclarePaired') || name.endsWith('environment') || name.endsWith('DocumentCommand') ? 2 : 1;
}

function match(pattern: RegExp, text: string, from: number): number | undefined {
  pattern.lastIndex = from;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}

/** After the group that opens at `from` or after blanks there; a definition longer than this is not a macro. */
const longest = 5000;

export function group(text: string, from: number): number | undefined {
  const open = match(/\s*\{/y, text, from);
  if (open === undefined) return undefined;
  let depth = 1;
  const limit = Math.min(text.length, open + longest);
  for (let at = open; at < limit; at++) {
    const code = text.charCodeAt(at);
    if (code === 92) at++;
    else if (code === 123) depth++;
    else if (code === 125 && --depth === 0) return at + 1;
  }
  return undefined;
}
