/**
 * Functions of which the words say that they act entry by entry: “a function $g(x)$ which is applied element-wise”,
 * “functions act componentwise on vectors”. A claim that has one of them on a list is read so too, to confirm it.
 */
import { perObject } from '../base/per-object.ts';
import { type Call, type Expr, some, walk } from '../expr/expr.ts';
import { keyOf } from '../expr/glyph.ts';
import { SCALAR, type Shape } from '../shape/shape.ts';
import { exprsOf, type Job, type Name } from '../verify/job.ts';
import { lineOf, lower } from './line.ts';
import type { SectionMeanings } from './meanings.ts';
import type { PartStatements } from './reading.ts';
import type { SectionFacts } from './sections.ts';

interface Said {
  /** Of whatever function it is. */
  readonly all: boolean;
  readonly keys: ReadonlySet<string>;
}

const WISE =
  '(?:(?:element|entry|component|coordinate)[- ]?wise|entry by entry|to each (?:entry|element|component|coordinate))';
const NOT = /\b(?:not|never|rather than|instead of)\b|n't\b/;

/** “all functions act component-wise” */
const ANY = new RegExp(
  `(?<!⟦)\\b(?:(?:all|the|scalar|these|our|such|activation|nonlinear) )*functions (?:are |always )*(?:act|appl(?:y|ied)|taken|evaluated|understood)(?: to act)? (?:[a-z]+ ){0,2}?${WISE}`,
);

const FORMS: readonly RegExp[] = [
  new RegExp(`⟦(\\d+)⟧,? (?:(?:which|that) )?(?:(?:is|are|acts?|be) )?(?:(?:then|always|also|understood|a function|to be) )*(?:applied |acting |evaluated |taken )?${WISE}`, 'g'),
  new RegExp(`\\bappl(?:y|ies|ied|ying) (?:the )?(?:[a-z]+ ){0,2}⟦(\\d+)⟧ (?:[a-z]+ ){0,4}?${WISE}`, 'g'),
]; // prettier-ignore

const saidIn = perObject(({ part, statements }: PartStatements): Said => {
  const keys = new Set<string>();
  let all = false;
  for (const { kind, pieces } of part.blocks) {
    if (kind === 'heading') continue;
    for (const sentence of lineOf(pieces, lower).split(/(?<=[.!?])\s+(?=\S)/)) {
      if (NOT.test(sentence)) continue;
      if (ANY.test(sentence)) all = true;
      for (const { 1: formula } of FORMS.flatMap((it) => [...sentence.matchAll(it)])) {
        const [only, more] = statements[Number(formula)] ?? [];
        const key = only === undefined || more !== undefined ? undefined : functionIn(only.expr);
        if (key !== undefined) keys.add(key);
      }
    }
  }
  return { all, keys };
});

/** The g of `g` and of `g(x)`. */
function functionIn(expr: Expr): string | undefined {
  const fn = expr.kind === 'call' ? expr.fn : expr;
  return fn.kind === 'symbol' ? keyOf({ ...fn.glyph, primes: 0 }) : undefined;
}

const ON_NUMBERS: Shape = { kind: 'function', from: SCALAR, to: SCALAR };

/** The claim with such functions acting so. None where it has none, or where a formula gives what they are. */
export function actingOnEntries(job: Job, section: SectionFacts, all: SectionMeanings): readonly Job[] {
  const said = [section, ...all.enclosing()].map((it) => saidIn(it.statements));
  if (said.every((it) => !it.all && it.keys.size === 0)) return [];
  const known = new Set([...job.definitions, ...job.names].map(({ key }) => key));
  const keys = new Set<string>();
  const look = ({ fn, args }: Call): void => {
    if (fn.kind !== 'symbol' || args.length !== 1) return;
    const bare = keyOf({ ...fn.glyph, primes: 0 });
    if (known.has(fn.key) || known.has(bare)) return;
    if (said.some((it) => it.all || it.keys.has(bare))) keys.add(fn.key);
  };
  for (const expr of exprsOf(job))
    walk(expr, (it) => {
      if (it.kind === 'call') look(it);
    });
  if (keys.size === 0) return [];
  // Differentiated, it is more than its values.
  if (
    exprsOf(job).some((expr) =>
      some(expr, (it) => it.kind === 'derivative' && it.of !== undefined && isOf(it.of, keys)),
    )
  )
    return [];
  const names = [...keys].map((key): Name => ({ key, shape: ON_NUMBERS, conditions: [], declared: true }));
  return [{ ...job, names: [...job.names, ...names], said: `with ${[...keys].join(', ')} acting on each entry` }];
}

const isOf = (of: Expr, keys: ReadonlySet<string>): boolean =>
  (of.kind === 'symbol' && keys.has(of.key)) || (of.kind === 'call' && of.fn.kind === 'symbol' && keys.has(of.fn.key));
