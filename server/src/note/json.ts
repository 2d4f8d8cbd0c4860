/** The little of JSON for which a place is needed: where a string ends, and where a text ceases to be JSON. */

/** A number or a name; strings are too long for a regular expression. */
const scalar = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?|true|false|null)(?![\w.])/y;
const blank = /[ \t\r\n]*/y;

/** Where a text ceases to be JSON, which every engine says in its own words, and not always. */
export function firstInvalid(json: string): number {
  const open: string[] = [];
  let wanted: 'value' | 'first' | 'key' | 'colon' | 'next' = 'value';
  for (let at = 0; ;) {
    blank.lastIndex = at;
    blank.test(json);
    at = blank.lastIndex;
    const sign = json[at] ?? '';
    const inner = open.at(-1);
    const closes = (sign === '}' && inner === '{') || (sign === ']' && inner === '[');
    if (closes && (wanted === 'next' || wanted === 'first')) {
      open.pop();
      wanted = 'next';
      at++;
    } else if (wanted === 'next') {
      if (sign !== ',' || inner === undefined) return at;
      wanted = inner === '{' ? 'key' : 'value';
      at++;
    } else if (wanted === 'colon') {
      if (sign !== ':') return at;
      wanted = 'value';
      at++;
    } else if (sign === '"') {
      const end = stringEnd(json, at);
      const odd = oddInString(json, at + 1, end ?? json.length);
      if (end === undefined || odd !== undefined) return odd ?? json.length;
      wanted = wanted === 'key' || (wanted === 'first' && inner === '{') ? 'colon' : 'next';
      at = end;
    } else if (wanted === 'key' || (wanted === 'first' && inner === '{')) return at;
    else if (sign === '{' || sign === '[') {
      open.push(sign);
      wanted = 'first';
      at++;
    } else {
      scalar.lastIndex = at;
      if (!scalar.test(json)) return at;
      wanted = 'next';
      at = scalar.lastIndex;
    }
  }
}

const escapeOrControl = /\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4})|[\0-\x1f\\]/g;

/** The first line break or unknown escape, which no string may have. */
function oddInString(json: string, from: number, to: number): number | undefined {
  escapeOrControl.lastIndex = from;
  for (let hit = escapeOrControl.exec(json); hit !== null && hit.index < to; hit = escapeOrControl.exec(json)) {
    if (hit[0].length === 1) return hit.index;
  }
  return undefined;
}

/** After the quote that closes the string that opens at `at`. */
export function stringEnd(json: string, at: number): number | undefined {
  for (let end = json.indexOf('"', at + 1); end >= 0; end = json.indexOf('"', end + 1)) {
    let slashes = 0;
    while (json[end - 1 - slashes] === '\\') slashes++;
    if (slashes % 2 === 0) return end + 1;
  }
  return undefined;
}
