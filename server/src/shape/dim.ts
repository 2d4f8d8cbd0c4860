/**
 * Dimensions: polynomials with rational coefficients over named dimensions (`m`, `n+1`, `mn`, `n(n+1)/2`), opaque atoms
 * (`D/h`, `⌊n/2⌋`) and inference variables (`?3`). Two dimensions are equal when their keys are.
 */
export interface Dim {
  /** Sorted by atoms; no zero coefficients. */
  readonly terms: readonly Term[];
  readonly key: string;
}

interface Term {
  readonly coefficient: number;
  /** Sorted; repeated for powers. */
  readonly atoms: readonly string[];
}

const cache = new Map<string, Dim>();

export function named(name: string): Dim {
  let dim = cache.get(name);
  if (dim === undefined) {
    dim = { terms: [{ coefficient: 1, atoms: [name] }], key: name };
    if (cache.size < 5000) cache.set(name, dim);
  }
  return dim;
}

export const number = (value: number): Dim =>
  value === 0 ? ZERO : { terms: [{ coefficient: value, atoms: [] }], key: String(value) };

const ZERO: Dim = { terms: [], key: '0' };
export const ONE: Dim = number(1);

function make(terms: ReadonlyMap<string, Term>): Dim {
  const sorted = [...terms.entries()].filter(([, it]) => it.coefficient !== 0).sort(([a], [b]) => (a < b ? -1 : 1));
  if (sorted.length === 0) return ZERO;
  const key = sorted
    .map(([atoms, it]) =>
      atoms === '' ? String(it.coefficient) : it.coefficient === 1 ? atoms : `${String(it.coefficient)}*${atoms}`,
    )
    .join('+');
  return { terms: sorted.map(([, it]) => it), key };
}

function gather(into: Map<string, Term>, terms: readonly Term[], factor: number): void {
  for (const { coefficient, atoms } of terms) {
    const key = atoms.join('*');
    into.set(key, { coefficient: (into.get(key)?.coefficient ?? 0) + factor * coefficient, atoms });
  }
}

export function add(a: Dim, b: Dim, factor = 1): Dim {
  const terms = new Map<string, Term>();
  gather(terms, a.terms, 1);
  gather(terms, b.terms, factor);
  return make(terms);
}

export function multiply(a: Dim, b: Dim): Dim {
  const terms = new Map<string, Term>();
  for (const x of a.terms) {
    for (const y of b.terms) {
      gather(terms, [{ coefficient: x.coefficient * y.coefficient, atoms: [...x.atoms, ...y.atoms].sort() }], 1);
    }
  }
  return make(terms);
}

export const scale = (a: Dim, factor: number): Dim => multiply(a, number(factor));

export const isVariable = (atom: string): boolean => atom.startsWith('?');

/** The inference variable a dimension consists of, if it is just one. */
export const soleVariable = (dim: Dim): string | undefined => {
  const [term, more] = dim.terms;
  const atom = term?.coefficient === 1 && term.atoms.length === 1 && more === undefined ? term.atoms[0] : undefined;
  return atom !== undefined && isVariable(atom) ? atom : undefined;
};

export const hasVariable = (dim: Dim): boolean => dim.terms.some((it) => it.atoms.some(isVariable));

/** Replaces atoms. */
export function substitute(dim: Dim, of: (atom: string) => Dim | undefined): Dim {
  if (!dim.terms.some((it) => it.atoms.some((atom) => of(atom) !== undefined))) return dim;
  let sum = ZERO;
  for (const { coefficient, atoms } of dim.terms) {
    let product = number(coefficient);
    for (const atom of atoms) product = multiply(product, of(atom) ?? named(atom));
    sum = add(sum, product);
  }
  return sum;
}

/** As the JSON writes it: `m`, `n+1`, `m*n`, `?` for what is not known. */
export function printDim(dim: Dim): string {
  if (hasVariable(dim)) return '?';
  if (dim.terms.length === 0) return dim.key;
  const term = ({ coefficient, atoms }: Term): string => {
    const body = atoms.map((it) => plainName(it, '-')).join('*');
    return body === '' ? String(coefficient) : coefficient === 1 ? body : `${String(coefficient)}*${body}`;
  };
  return dim.terms.map(term).join('+');
}

const plainName = (key: string, minus = '−'): string =>
  key
    .replaceAll('\\', '')
    .replaceAll(/\{|\}/g, '')
    // The index of `n_{l-1}`, a name before its number.
    .replace(
      /_(-?)(\d+)\+(\w+)$/,
      (_, sign: string, number: string, letter: string) => `_{${letter}${sign === '' ? '+' : minus}${number}}`,
    );

/** As a message says it. */
export function sayDim(dim: Dim): string {
  if (hasVariable(dim)) return '?';
  const parts = dim.terms.map(({ coefficient, atoms }) => {
    const body = atoms.map((it) => plainName(it)).join('');
    if (body === '') return String(coefficient);
    return coefficient === 1 ? body : coefficient === -1 ? `−${body}` : `${String(coefficient)}${body}`;
  });
  // Names before numbers: `n + 1`, not `1 + n`.
  parts.sort(
    (a, b) => Number(/^\d/.test(a)) - Number(/^\d/.test(b)) || Number(a.startsWith('−')) - Number(b.startsWith('−')),
  );
  return parts.length === 0
    ? '0'
    : parts.reduce((all, it) => (it.startsWith('−') ? `${all} − ${it.slice(1)}` : `${all} + ${it}`));
}

/** The letters of a size, each as often as it stands there. */
export const atomsOf = ({ terms }: Dim): readonly string[] => terms.flatMap((it) => it.atoms);
