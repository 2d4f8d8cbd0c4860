/**
 * Equations between dimensions. Inference variables may be bound; named dimensions never merge: `n = m` between two
 * names is a conflict, a value for the caller to judge.
 */
import { perObject } from '../base/per-object.ts';
import { add, type Dim, hasVariable, isVariable, multiply, named, number, soleVariable, substitute } from './dim.ts';

export interface DimTable {
  readonly fresh: () => Dim;
  readonly resolve: (dim: Dim) => Dim;
  /** The same as the note writes it: `d_v` stays `d_v` where the note says that it equals `d_k`. */
  readonly written: (dim: Dim) => Dim;
  /** Makes two dimensions equal if variables allow. False only when no value of any variable could make them so. */
  readonly unify: (a: Dim, b: Dim) => boolean;
  /** Undoes what was bound since `mark`. */
  readonly mark: () => number;
  readonly undo: (mark: number) => void;
  /** Could they be equal? Binds nothing. */
  readonly compatible: (a: Dim, b: Dim) => boolean;
}

/** `aliases`: names the note itself sets equal (`d_k = d_v`). */
export function dimTable(aliases: ReadonlyMap<string, Dim> = new Map()): DimTable {
  const bindings = new Map<string, Dim>();
  const order: string[] = [];
  let next = 0;

  const bound = (atom: string): Dim | undefined => (isVariable(atom) ? bindings.get(atom) : undefined);
  const lookup = (atom: string): Dim | undefined => bound(atom) ?? aliases.get(atom) ?? exactly(atom);
  const resolve = (dim: Dim): Dim => replacedIn(dim, lookup);
  const written = (dim: Dim): Dim => replacedIn(dim, (atom) => bound(atom) ?? exactly(atom));
  const raw = (dim: Dim): Dim => replacedIn(dim, bound);
  /** A literal size beside a named one is an example of it (A ∈ ℝ^{n×n}, A = [1 2; 3 4]), but not the 6 of ℝ^{6×n}. */
  const isExample = (a: Dim, b: Dim): boolean => !isExact(raw(a)) && !isExact(raw(b));

  function replacedIn(dim: Dim, by: (atom: string) => Dim | undefined): Dim {
    if (aliases.size === 0 && isPlain(dim)) return dim;
    let current = dim;
    for (let round = 0; round < 20; round++) {
      const replaced = substitute(current, by);
      if (replaced === current) return current;
      current = replaced;
    }
    return current;
  }

  function unify(a: Dim, b: Dim): boolean {
    const left = resolve(a);
    const right = resolve(b);
    if (left.key === right.key) return true;
    const [x, y] = [soleVariable(left), soleVariable(right)];
    if (x !== undefined && !mentions(right, x)) return bind(x, raw(b));
    if (y !== undefined && !mentions(left, y)) return bind(y, raw(a));
    const difference = add(left, right, -1);
    if (!hasVariable(difference)) return isNumber(left) !== isNumber(right) && isExample(a, b);
    const variable = linear(difference);
    if (variable !== undefined) bind(variable.atom, variable.value);
    return true;
  }

  function bind(atom: string, value: Dim): boolean {
    bindings.set(atom, value);
    order.push(atom);
    return true;
  }

  return {
    fresh: () => named(`?${String(next++)}`),
    resolve,
    written,
    unify,
    mark: () => order.length,
    undo: (mark) => {
      for (const atom of order.splice(mark)) bindings.delete(atom);
    },
    compatible: (a, b) => {
      const [left, right] = [resolve(a), resolve(b)];
      if (left.key === right.key || hasVariable(left) || hasVariable(right)) return true;
      return isNumber(left) !== isNumber(right) && isExample(a, b);
    },
  };
}

/** Names alone, which stand for nothing but themselves. */
const isPlain = perObject((dim: Dim) =>
  dim.terms.every((it) => it.atoms.every((atom) => !isVariable(atom) && exactly(atom) === undefined)),
);

/** The number that an exact size stands for. */
const exactly = (atom: string): Dim | undefined => (/^\d+$/.test(atom) ? number(Number(atom)) : undefined);

const isExact = (dim: Dim): boolean => dim.terms.some((it) => it.atoms.some((atom) => /^\d+$/.test(atom)));

const isNumber = (dim: Dim): boolean => dim.terms.every((it) => it.atoms.length === 0);

const mentions = (dim: Dim, atom: string): boolean => dim.terms.some((it) => it.atoms.includes(atom));

/** Solves `difference = 0` for a variable that occurs once, alone and to the first power. */
function linear(difference: Dim): { atom: string; value: Dim } | undefined {
  for (const term of difference.terms) {
    const atom = term.atoms[0];
    if (term.atoms.length !== 1 || atom === undefined || !isVariable(atom)) continue;
    if (difference.terms.filter((it) => it.atoms.includes(atom)).length > 1) continue;
    const rest = add(difference, multiply(named(atom), number(term.coefficient)), -1);
    return { atom, value: multiply(rest, number(-1 / term.coefficient)) };
  }
  return undefined;
}
