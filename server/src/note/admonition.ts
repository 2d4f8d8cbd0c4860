/**
 * The admonitions of MkDocs and Python-Markdown as containers of Markdown blocks:
 *
 * ```
 * !!! theorem "Trace rule"
 *     For $A \in \mathbb{R}^{n \times n}$ …
 *
 *     $$\frac{\partial}{\partial X} \operatorname{tr}(AX) = A^\top$$
 * ```
 *
 * `???` and `???+` open one that folds, `=== "Title"` a tab. To CommonMark their indented lines are code.
 */
import type { Code, Construct, Effects, State, TokenizeContext } from 'micromark-util-types';

declare module 'micromark-util-types' {
  interface TokenTypeMap {
    admonition: 'admonition';
    admonitionPrefix: 'admonitionPrefix';
  }
}

const opening = /(?:(?:!!!|\?{3}\+?) ?[\w-]+(?: +[\w-]+)*(?: +"[^\n]*")?|===[!+]? +"[^\n]*")[ \t]*(?=\r?\n|$)/y;
const marker = /^(?:!!!|\?{3}\+?|===[!+]?) */;
const INDENT = 4;

/** How many characters of the line at `at` open an admonition; its type and title are read as running text. */
function admonitionMarker(text: string, at: number): number {
  opening.lastIndex = at;
  const line = opening.exec(text)?.[0];
  return line === undefined ? 0 : (marker.exec(line)?.[0].length ?? 0);
}

/** @param textOf the text being parsed */
export function admonition(textOf: () => string): Construct {
  return {
    name: 'admonition',
    tokenize(effects, ok, nok) {
      return tokenizeMarker(this, textOf, effects, ok, nok);
    },
    continuation: { tokenize: tokenizeIndent },
    exit(effects) {
      effects.exit('admonition');
    },
  };
}

function tokenizeMarker(
  context: TokenizeContext,
  textOf: () => string,
  effects: Effects,
  ok: State,
  nok: State,
): State {
  let left = 0;
  return (code) => {
    left = admonitionMarker(textOf(), context.now().offset);
    if (left === 0) return nok(code);
    const state = context.containerState;
    if (state !== undefined && state.open !== true) {
      effects.enter('admonition', { _container: true });
      state.open = true;
    }
    effects.enter('admonitionPrefix');
    return inside(code);
  };

  function inside(code: Code): State | undefined {
    left--;
    effects.consume(code);
    if (left > 0) return inside;
    effects.exit('admonitionPrefix');
    return ok;
  }
}

/** A line that is blank or indented by four columns goes on. */
function tokenizeIndent(this: TokenizeContext, effects: Effects, ok: State, nok: State): State {
  let columns = 0;
  return start;

  function start(code: Code): State | undefined {
    if (!isSpace(code)) return end(code);
    effects.enter('linePrefix');
    return inside(code);
  }

  function inside(code: Code): State | undefined {
    if (columns < INDENT && isSpace(code)) {
      columns++;
      effects.consume(code);
      return inside;
    }
    effects.exit('linePrefix');
    return end(code);
  }

  function end(code: Code): State | undefined {
    return columns === INDENT || code === null || code < -2 ? ok(code) : nok(code);
  }
}

const isSpace = (code: Code): boolean => code === -2 || code === -1 || code === 32;
