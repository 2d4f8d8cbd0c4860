/**
 * Formulas in running text, as a construct of micromark: for those who want a tree of the whole note (`remark.ts`). The
 * tokens are those of micromark-extension-math, so remark-math's nodes come of them. What is a formula is decided where
 * it always is, in `delimiters.ts`, by looking ahead to the end of the paragraph:
 *
 * ```
 * Costs $5, while $a$ is \(a\).
 *       ^         ^      ^
 * ```
 */
import type { Code, Construct, Effects, Extension, State, TokenizeContext } from 'micromark-util-types';
import { formulaAt, scanOf, type Match, type Scan } from './delimiters.ts';
import { addressEnd, roleAt, templateEnd } from './inline.ts';
import { definitionEnd } from './macro-source.ts';
import { displayLines, type Source } from './math-syntax.ts';

declare module 'micromark-util-types' {
  interface TokenTypeMap {
    mathText: 'mathText';
    mathTextData: 'mathTextData';
    mathTextSequence: 'mathTextSequence';
  }
}

/** All of our syntax: displays that keep their lines, and formulas in the text. It replaces remark-math's. */
export function textSyntax(source: Source): Extension {
  const formula: Construct = {
    name: 'formula',
    tokenize(effects, ok, nok) {
      return tokenizeFormula(this, source, effects, ok, nok);
    },
  };
  return {
    flow: { null: displayLines(source, 'displayParagraph') },
    text: Object.fromEntries([...openers].map((it) => [it, formula])),
    disable: { null: ['mathFlow', 'mathText'] },
  };
}

/** `$`, `\`, `{` and `:` */
const openers = new Set([36, 92, 123, 58]);

/** The text of a paragraph, without what its quotes and lists put before its lines. */
interface Ahead {
  readonly scan: Scan;
  /** Offset in the note → index in the text, where a formula may open. */
  readonly indices: ReadonlyMap<number, number>;
}

/** Each paragraph has a tokenizer of its own, and is looked at once. */
const known = new WeakMap<TokenizeContext, Ahead>();

function tokenizeFormula(context: TokenizeContext, source: Source, effects: Effects, ok: State, nok: State): State {
  return (code) => {
    if (known.has(context)) return decide(code);
    return effects.check({ partial: true, tokenize: lookAhead }, decide, nok)(code);
  };

  function lookAhead(inner: Effects, done: State): State {
    const [first] = context.events;
    const end = context.now();
    let text = first === undefined ? '' : context.sliceSerialize({ start: first[1].start, end });
    const indices = new Map<number, number>();
    inner.enter('data');
    return (code) => next(code);

    function next(code: Code): State | undefined {
      if (code === null) {
        inner.exit('data');
        known.set(context, { scan: scanOf(text, source.scan.rule, source.scan.escapes), indices });
        return done(code);
      }
      if (openers.has(code)) indices.set(context.now().offset, text.length);
      text += written(code);
      inner.consume(code);
      return next;
    }
  }

  function decide(code: Code): State | undefined {
    const ahead = known.get(context);
    const at = ahead?.indices.get(context.now().offset);
    if (ahead === undefined || at === undefined) return nok(code);
    const { scan } = ahead;
    const match = code === 36 || code === 92 ? formulaAt(scan, at) : roleAt(scan.text, at, scan.text.length);
    if (match?.closed === true) return tokenizeMatch(match, effects, ok)(code);
    // A formula that is being written stays text.
    const end = match?.end ?? passedOver(scan.text, at, code);
    return end > at ? consumeAs('data', effects, end - at, ok)(code) : nok(code);
  }
}

/** What is neither a formula nor holds one: two dollars, a macro's definition, an address, a template's tag. */
function passedOver(text: string, at: number, code: Code): number {
  if (code === 36) return text[at + 1] === '$' ? at + 2 : at;
  if (code === 92) return definitionEnd(text, at);
  if (code === 58) return text.startsWith('://', at) ? addressEnd(text, at, text.length) : at;
  return templateEnd(text, at, text.length) ?? at;
}

function tokenizeMatch({ start, from, to, end }: Match, effects: Effects, ok: State): State {
  const closer: State = consumeAs('mathTextSequence', effects, end - to, (code) => {
    effects.exit('mathText');
    return ok(code);
  });
  const content = consumeAs('mathTextData', effects, to - from, closer);
  const opener = consumeAs('mathTextSequence', effects, from - start, content);
  return (code) => {
    effects.enter('mathText');
    return opener(code);
  };
}

/** A number of UTF-16 units as tokens of a type, with the ends of their lines between them. */
function consumeAs(
  type: 'data' | 'mathTextData' | 'mathTextSequence',
  effects: Effects,
  length: number,
  then: State,
): State {
  let rest = length;
  let within = false;
  return next;

  function next(code: Code): State | undefined {
    // A tab goes on in virtual spaces, which the text does not have.
    if (rest <= 0 && code !== -1) {
      leave();
      return then(code);
    }
    rest -= written(code).length;
    if (code !== null && code < -2) {
      leave();
      effects.enter('lineEnding');
      effects.consume(code);
      effects.exit('lineEnding');
      return next;
    }
    if (!within) effects.enter(type);
    within = true;
    effects.consume(code);
    return next;
  }

  function leave(): void {
    if (within) effects.exit(type);
    within = false;
  }
}

/** What a code stands for in the note: line breaks, tabs and what follows them are negative. */
function written(code: Code): string {
  if (code === null || code === -1) return '';
  if (code >= 0) return String.fromCharCode(code);
  return code === -2 ? '\t' : code === -3 ? '\r\n' : code === -4 ? '\n' : '\r';
}
