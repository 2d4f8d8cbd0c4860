/** Facts written down by hand: a note whose formulas stand between dollars, and what is known of them. */
import type {
  Facts,
  Finding,
  FormulaFacts,
  Hole,
  PartFacts,
  ShapeFact,
  SymbolFact,
} from '../../server/src/analysis/facts.ts';
import { span } from '../../server/src/base/span.ts';
import type { Formula, NoteProblem, Part } from '../../server/src/note/note.ts';
import { oneToOne } from '../../server/src/note/source-map.ts';

export interface Known {
  readonly heading?: { readonly depth: number; readonly title: string };
  readonly text: string;
  readonly symbols?: (part: Part) => readonly SymbolFact[];
  /** For the formulas in their order. */
  readonly formulas?: readonly {
    readonly shapes?: readonly ShapeFact[];
    readonly holes?: readonly Hole[];
    readonly clean?: boolean;
  }[];
  readonly findings?: (part: Part) => readonly Finding[];
}

/** One part after another; a `$` without a partner is a formula that is not closed. */
export function handMade(parts: readonly Known[], problems: readonly NoteProblem[] = []): Facts {
  let start = 0;
  const made = parts.map((known) => {
    const part = partOf(known);
    const placed = { part, place: oneToOne(start, part.text.length) };
    start += part.text.length;
    return { placed, facts: factsOf(part, known) };
  });
  return {
    note: {
      format: 'markdown',
      text: parts.map(({ text }) => text).join(''),
      parts: made.map(({ placed }) => placed),
      problems,
    },
    parts: made.map(({ facts }) => facts),
    layout: {
      convention: 'unknown',
      source: 'default',
      axes: {
        scalarByVector: 'unknown',
        nablaScalar: 'unknown',
        vectorByVector: 'unknown',
        scalarByMatrix: 'unknown',
        rowSlice: 'unknown',
      },
      evidence: {},
      shown: [],
    },
  };
}

function partOf({ text, heading }: Known): Part {
  const formulas = [...text.matchAll(/\$([^$]*)(\$?)/g)].map((found): Formula => {
    const [whole, inside = '', close] = found;
    return {
      text: inside,
      display: false,
      span: span(found.index, found.index + whole.length),
      map: oneToOne(found.index + 1, inside.length),
      closed: close === '$',
      block: 0,
    };
  });
  return { text, ...(heading ? { heading } : {}), formulas, blocks: [], macros: [], comments: [], problems: [] };
}

function factsOf(part: Part, known: Known): PartFacts {
  const formulas = part.formulas.map((formula, index): FormulaFacts => {
    const { shapes = [], holes = [], clean = true } = known.formulas?.[index] ?? {};
    return {
      tree: { text: formula.text, body: [], clean },
      typed: 'full',
      compound: true,
      statements: [],
      expressions: [],
      shapes,
      holes,
    };
  });
  return {
    part,
    formulas,
    symbols: known.symbols?.(part) ?? [],
    names: [],
    undeclared: [],
    findings: known.findings?.(part) ?? [],
  };
}

/** Where `what` stands in `text`. */
export function at(text: string, what: string): { readonly start: number; readonly end: number } {
  const start = text.indexOf(what);
  if (start < 0) throw new Error(`${what} is not in ${text}`);
  return span(start, start + what.length);
}

export const finding = (part: Part, what: string, more: Partial<Finding> = {}): Finding => ({
  code: 'dimension-mismatch',
  severity: 'error',
  evidence: 'declared',
  span: at(part.text, what),
  message: `${what} does not fit.`,
  related: [],
  fixes: [],
  detail: '',
  formula: part.formulas.findIndex(
    (it) => it.span.start <= at(part.text, what).start && at(part.text, what).start < it.span.end,
  ),
  ...more,
});

export const symbol = (name: string, shape: string, said: string, more: Partial<SymbolFact> = {}): SymbolFact => ({
  name,
  tex: name,
  shape,
  said,
  evidence: 'declared',
  conditions: [],
  how: 'declared',
  ...more,
});
