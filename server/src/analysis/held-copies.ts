/**
 * `\nabla_W f = \nabla_W g(W, W_c) + \nabla_W g(W_c, W)` with `f(W) = g(W, W)`: where nothing else says what W_c is, it is W,
 * held constant while one differentiates. So read, a claim may be confirmed; nothing is refuted.
 */
import { type Derivative, type Expr, type SymbolExpr, speaksOf } from '../expr/expr.ts';
import { keyOf } from '../expr/glyph.ts';
import { freeNames } from '../shape/free-names.ts';
import type { Job } from '../verify/job.ts';
import { symbolsIn } from '../verify/kinds.ts';
import { rewritten } from '../expr/rewrite.ts';
import { carry } from './carried.ts';
import { derivativesIn } from './unfolding.ts';

/** The claim with the copy as the variable itself, and what is differentiated by as a name of its own. */
export function withHeldCopies(job: Job): readonly Job[] {
  const { left, right } = job.claim;
  const symbols = symbolsIn(job);
  const derivatives = [left, right].flatMap(derivativesIn);
  const variables = new Map(derivatives.flatMap((it) => variableOf(it) ?? []).map((it) => [it.key, it]));
  const copies = job.names.flatMap(({ key, declared }) => {
    const symbol = symbols.get(key);
    const of = symbol && !declared && HELD.test(symbol.glyph.label) ? variables.get(keyWithout(symbol)) : undefined;
    return symbol && of ? [{ copy: symbol, of }] : [];
  });
  const [only, more] = copies;
  if (only === undefined || more !== undefined) return [];
  const { copy, of } = only;
  const mentions = (expr: Expr): boolean => freeNames(expr).names.has(copy.key);
  // Either side alone would say so of any two matrices.
  if (mentions(left) === mentions(right) || job.definitions.some(({ body }) => mentions(body))) return [];
  const glyph = { ...of.glyph, label: 'varied' };
  const varied: SymbolExpr = { ...of, glyph, key: keyOf(glyph) };
  const as = (names: ReadonlyMap<string, Expr>): ((expr: Expr) => Expr) => {
    return (expr) => rewritten(expr, (it) => (it.kind === 'symbol' ? names.get(it.key) : undefined));
  };
  const apart = as(new Map([[of.key, varied], [copy.key, of]])); // prettier-ignore
  const put = (side: Expr): Expr =>
    as(new Map([[copy.key, of]]))(
      rewritten(side, (it) => {
        const isBy = it.kind === 'derivative' && variableOf(it)?.key === of.key && it.of !== undefined;
        return isBy && speaksOf(it.of, copy.key) ? { ...it, of: apart(it.of), by: [varied] } : undefined;
      }),
    );
  const shape = job.names.find(({ key }) => key === of.key)?.shape;
  const definition = { key: varied.key, parameters: [], body: of, ...(shape && { shape }) };
  const claim = { ...job.claim, left: put(left), right: put(right) };
  const shapes = new Map(job.shapes);
  // What a value of a function is stays known.
  carry(shapes, left, claim.left);
  carry(shapes, right, claim.right);
  const names = job.names.filter(({ key }) => key !== copy.key);
  const said = `${copy.key} is ${of.key}, held constant`;
  const definitions = [...job.definitions, definition];
  return [{ ...job, claim, names, shapes, definitions, merged: true, quiet: true, said }];
}

/** c for constant, or a word. */
const HELD = /^(c|const|constant|fixed|frozen|held|stop|sg|detached?)$/;

const keyWithout = ({ glyph }: SymbolExpr): string => keyOf({ ...glyph, label: '' });

const variableOf = ({ by: [by, more] }: Derivative): SymbolExpr | undefined =>
  by?.kind === 'symbol' && more === undefined ? by : undefined;
