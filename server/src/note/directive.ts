/**
 * What a `nabla:` comment says. One grammar in every spelling of a comment and in the head of a note:
 *
 * ```
 * off   on   claim   given   given X, Y   layout numerator   read ' as transpose
 * ignore CODE[, CODE] [for X] [in this note][: reason]      expect CODE[: reason]
 * ```
 */

export type Directive =
  | { readonly kind: 'off' | 'on' | 'claim' }
  | Ignore
  /** Without names: the equation beside it. */
  | { readonly kind: 'given'; readonly names: readonly string[] }
  | { readonly kind: 'layout'; readonly value: string }
  /** What a sign means in this note. */
  | { readonly kind: 'read'; readonly sign: string; readonly as: string }
  | Unknown;

export interface Ignore {
  readonly kind: 'ignore' | 'expect';
  readonly codes: readonly string[];
  /** As written, without dollars; only findings about this symbol. */
  readonly symbol?: string;
  /** In the whole note, not only beside the comment. */
  readonly everywhere: boolean;
  readonly reason: string;
}

export interface Unknown {
  readonly kind: 'unknown';
  /** What is not understood. */
  readonly words: string;
  /** Words of which one may be meant. */
  readonly allowed: readonly string[];
  /** How the directive is written, when its first word is understood. */
  readonly usage?: string;
}

export const directiveWords = ['off', 'on', 'ignore', 'expect', 'given', 'claim', 'layout', 'read'] as const;

const usages: Readonly<Record<string, string>> = {
  off: 'off',
  on: 'on',
  claim: 'claim',
  ignore: 'ignore CODE: reason',
  expect: 'expect CODE: reason',
  given: 'given X',
  layout: 'layout numerator',
  read: "read ' as transpose",
};

/** What may follow `read`, and as what it may be read. */
export const readings: Readonly<Record<string, readonly string[]>> = {
  "'": ['transpose', 'name'],
  t: ['transpose', 'name'],
  '\\circ': ['hadamard', 'composition'],
};

/** @param text what follows `nabla:` in a comment. */
export function readDirective(text: string): Directive {
  const trimmed = text.trim().replace(/\s+/g, ' ');
  const [, given = '', rest = ''] = /^(\S*?)(?:(?=:)|\s|$)(.*)$/.exec(trimmed) ?? [];
  const word = given.toLowerCase();
  const bare = (): Directive | undefined => (rest === '' ? undefined : misused(word, rest));
  switch (word) {
    case 'off':
    case 'on':
    case 'claim':
      return bare() ?? { kind: word };
    case 'ignore':
    case 'expect':
      return readIgnore(word, rest.trim());
    case 'given':
      return {
        kind: 'given',
        names: rest
          .split(',')
          .map(undollared)
          .filter((it) => it !== ''),
      };
    case 'layout':
      return rest.trim() === '' ? misused(word, rest) : { kind: 'layout', value: rest.trim().toLowerCase() };
    case 'read':
      return readReading(rest.trim());
    default:
      return { kind: 'unknown', words: given === '' ? trimmed : given, allowed: directiveWords };
  }
}

const misused = (word: string, rest: string): Unknown => ({
  kind: 'unknown',
  words: `${word} ${rest}`.trim(),
  allowed: [],
  usage: usages[word] ?? word,
});

const undollared = (text: string): string =>
  text
    .trim()
    .replace(/^\$(.*)\$$/, '$1')
    .trim();

const ignore =
  /^(?<codes>[\w-]+(?:(?:,\s*|\s+(?!for |in ))[\w-]+)*)(?:\s+for\s+(?<symbol>\$[^$]+\$|\S+))?(?<note>\s+in this note)?\s*(?::\s*(?<reason>.*))?$/s;

function readIgnore(kind: 'ignore' | 'expect', rest: string): Directive {
  const found = ignore.exec(rest)?.groups;
  if (found === undefined) return misused(kind, rest);
  const { codes = '', symbol, note, reason = '' } = found;
  return {
    kind,
    codes: codes
      .toLowerCase()
      .split(/[,\s]+/)
      .filter((it) => it !== ''),
    ...(symbol === undefined ? {} : { symbol: undollared(symbol) }),
    everywhere: note !== undefined,
    reason: reason.trim(),
  };
}

function readReading(rest: string): Directive {
  const [, sign = '', as = ''] = /^(\S+) as (?:an? )?([\w-]+)$/.exec(rest) ?? [];
  const allowed = Object.hasOwn(readings, sign) ? readings[sign] : undefined;
  if (allowed === undefined) return misused('read', rest);
  return allowed.includes(as) ? { kind: 'read', sign, as } : { kind: 'unknown', words: as, allowed };
}
