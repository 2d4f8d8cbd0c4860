/** The names of variables in code: `\Sigma` → Sigma, `\mathbf{x}` → x, `\hat{x}` → x_hat. */
import type { Dialect } from './dialects.ts';

/** Names by TeX, given to each in the order they are met; no two share a name. */
export interface Variables {
  readonly dialect: Dialect;
  readonly names: Map<string, string>;
  /** Letters that a decomposition introduced, as code. */
  readonly given: ReadonlyMap<string, string>;
  /** Names that are declared as rows. */
  readonly rows: ReadonlySet<string>;
  /** Letters of the sums around. */
  readonly letters: ReadonlySet<string>;
  /** What the language has no expression for. */
  readonly missing: Set<string>;
}

export const newVariables = (
  dialect: Dialect,
  given: ReadonlyMap<string, string> = new Map(),
  rows: ReadonlySet<string> = new Set(),
): Variables => ({ dialect, names: new Map(), given, rows, letters: new Set(), missing: new Set() });

const KEYWORDS = new Set([
  'lambda',
  'in',
  'is',
  'as',
  'if',
  'or',
  'and',
  'not',
  'for',
  'from',
  'np',
  'scipy',
  'sum',
  'range',
  'del',
  'pass',
  'def',
  'torch',
  'end',
  'begin',
  'let',
  'do',
  'while',
  'function',
  'global',
  'local',
]);

/** `\mathbf{x}` → x, `\hat{x}` → x_hat, `\mathbf{x}_i` in a sum → x[i - 1]. */
export function variable(tex: string, at: Variables): string {
  if (tex === '\\pi') return at.dialect.pi;
  const known = at.names.get(tex);
  if (known !== undefined) return known;
  const plain = plainName(tex);
  let name = KEYWORDS.has(plain) ? `${plain}_` : plain;
  const taken = new Set(at.names.values());
  if (taken.has(name) && /\\(mathbf|boldsymbol|bm)/.test(tex)) name = `${name}_bold`;
  for (let n = 2; taken.has(name); n++) name = `${plain}_${String(n)}`;
  at.names.set(tex, name);
  return at.rows.has(tex) ? at.dialect.columnOf(name) : name;
}

function plainName(tex: string): string {
  let text = tex;
  for (let before = ''; before !== text;) {
    before = text;
    text = text
      .replaceAll(
        /\\(mathbf|boldsymbol|bm|mathrm|mathsf|mathcal|mathbb|mathit|text|textrm|operatorname|pmb|vec)\s*\{([^{}]*)\}/g,
        '$2',
      )
      .replaceAll(/\\(mathbf|boldsymbol|bm|mathrm|mathcal|pmb)\s*(\\?[A-Za-z]+?)(?![A-Za-z])/g, '$2')
      .replaceAll(/\\(hat|tilde|bar|dot|check|breve|widehat|widetilde|overline|underline)\s*\{([^{}]*)\}/g, '$2_$1')
      .replaceAll(/\\(hat|tilde|bar|dot|check|breve)\s*(\\?[A-Za-z])/g, '$2_$1');
  }
  return text
    .replaceAll(/\^\s*\{?\s*(\*|\\star|\\ast)\s*\}?/g, '_star')
    .replaceAll("'", '_prime')
    .replaceAll(/\\([A-Za-z]+)/g, '$1')
    .replaceAll(/[^A-Za-z0-9_]+/g, '_')
    .replaceAll(/_+/g, '_')
    .replace(/^_|_$/g, '')
    .replace(/^(\d)/, 'x_$1');
}
