/** Singular vectors and eigenvectors get letters of their own, and a sentence that says what they are. */
import { atomKey, isSymmetric } from '../algebra/canonical.ts';
import { printForm, type Style } from '../algebra/print.ts';
import { reduce } from '../algebra/reduce.ts';
import { letters } from '../algebra/reduce-atom.ts';
import { identity } from '../algebra/ops.ts';
import type { Atom, Factor, Ix, OpAtom, Poly, SymbolAtom } from '../algebra/tensor.ts';
import { poly, single, swapped, UNIT } from '../algebra/tensor.ts';
import { named } from '../shape/dim.ts';
import { type Value, valueOf } from '../algebra/value.ts';

export interface Introduced {
  readonly poly: Poly;
  /** By TeX: what the letter stands for. */
  readonly known: ReadonlyMap<string, Value>;
  readonly where: readonly Where[];
}

export interface Where {
  readonly latex: string;
  readonly text: string;
  /** The function and its argument, for code. */
  readonly name: string;
  readonly of: Poly;
}

const NAMES: Readonly<Record<string, readonly string[]>> = {
  'left-singular all': ['U', 'P', 'L'],
  'right-singular all': ['V', 'Q', 'R'],
  'left-singular first': ['u_1', 'p_1', 'l_1'],
  'right-singular first': ['v_1', 'q_1', 'r_1'],
  'left-singular last': ['u', 'p', 'l'],
  'right-singular last': ['v', 'q', 'r'],
  eigenvector: ['v', 'q', 'z'],
  'left eigenvector': ['u', 'p', 'w'],
};

/** @param text TeX whose letters are taken */
export function introduced(given: Poly, text: string, style: Style): Introduced {
  const found = new Map<string, SymbolAtom>();
  const known = new Map<string, Value>();
  const where: Where[] = [];
  const letterOf = (atom: OpAtom): SymbolAtom | undefined => {
    const key = atomKey(atom);
    const before = found.get(key);
    if (before !== undefined) return before;
    const arg = atom.args[0]!;
    const left =
      atom.op === 'eigenvector' &&
      !isSymmetric(arg) &&
      arg.monos.some((it) => it.factors.some((x) => x.ix[0] === arg.free[1]));
    const kind = atom.op === 'eigenvector' ? (left ? 'left eigenvector' : 'eigenvector') : `${atom.op} ${atom.name}`;
    const which = atom.op === 'eigenvector' && !/^(max|min)$/.test(atom.name) ? `_${atom.name}` : '';
    const tex = NAMES[kind]
      ?.map((it) => it + which)
      .find((it) => !known.has(it) && !new RegExp(`(?<![A-Za-z\\\\])${it[0]!}(?![A-Za-z])`).test(text));
    if (tex === undefined) return undefined;
    const symbol: SymbolAtom = { kind: 'symbol', key: tex, tex, rank: atom.own, flags: new Set() };
    found.set(key, symbol);
    const dims = arg.free.slice(0, atom.own).map((it) => ({ dim: it.dim }));
    known.set(tex, valueOf(atom.own === 1 ? 'vector' : 'matrix', single(symbol, dims)));
    const of = left ? swapped(arg) : arg;
    where.push({ latex: tex, text: saidOf(kind, tex, of, atom.name, style), name: `${kind} ${atom.name}`, of });
    return symbol;
  };
  const lettered = (all: Poly['monos']): Poly['monos'] => {
    const made = all.map((it) => {
      const factors = it.factors.map(letter);
      return factors.every((x, n) => x === it.factors[n]) ? it : { ...it, factors };
    });
    return made.every((it, n) => it === all[n]) ? all : made;
  };
  const letter = (it: Factor): Factor => {
    if (it.atom.kind === 'group' && it.atom.of.text === undefined) {
      const { of } = it.atom;
      const inside = lettered(of.monos);
      return inside === of.monos ? it : { ...it, atom: { kind: 'group', of: poly(of.free, inside) } };
    }
    const own = isDecomposition(it.atom) ? letterOf(it.atom) : undefined;
    return own === undefined ? it : { ...it, atom: own };
  };
  const monos = lettered(given.monos);
  // The sizes are those of the factors: the second index of U and V runs over the rank, which both share.
  for (const it of monos) {
    for (const x of it.factors) {
      if (x.atom.kind !== 'symbol' || !known.has(x.atom.tex)) continue;
      known.set(
        x.atom.tex,
        valueOf(
          x.ix.length === 1 ? 'vector' : 'matrix',
          single(
            x.atom,
            x.ix.map((y) => ({ dim: y.dim })),
          ),
        ),
      );
    }
  }
  for (const { factors } of monos) unitsIn(factors, known, where);
  return { poly: found.size === 0 ? given : poly(given.free, monos), known, where };
}

/** Unit vectors need no decomposition. */
export const isUnit = ({ name }: Where): boolean => name.startsWith(UNIT);

const ORDINALS = ['first', 'second', 'third'];

/** Unit vectors are said to be such; one whose place stands for rows and columns alike fits either. */
function unitsIn(factors: readonly Factor[], known: Map<string, Value>, where: Where[]): void {
  for (const { atom, ix } of factors) {
    if (atom.kind === 'group') for (const it of atom.of.monos) unitsIn(it.factors, known, where);
    if (atom.kind === 'op') for (const arg of atom.args) for (const it of arg.monos) unitsIn(it.factors, known, where);
    if (atom.kind !== 'symbol' || !atom.key.startsWith(UNIT)) continue;
    const place = atom.key.slice(UNIT.length);
    const before = known.get(atom.tex);
    const [own] = ix as readonly [Ix];
    const same = before === undefined || before.p.free[0]!.dim.key === own.dim.key;
    known.set(atom.tex, valueOf('vector', single(atom, [{ dim: same ? own.dim : named('?') }])));
    if (before !== undefined) continue;
    const text = `$${atom.tex}$: the ${ORDINALS[Number(place) - 1] ?? `${/\d/.test(place) ? place : `$${place}$`}-th`} unit vector`;
    where.push({ latex: atom.tex, text, name: `${UNIT}${place}`, of: identity(own.dim) });
  }
}

const ENDINGS: Readonly<Record<string, string>> = { '2': 'nd', '3': 'rd' };

const ordinal = (place: string): string => (/\D/.test(place) ? `$${place}$-th` : `${place}${ENDINGS[place] ?? 'th'}`);

const isDecomposition = (atom: Atom): atom is OpAtom =>
  atom.kind === 'op' && (atom.op === 'eigenvector' || atom.op === 'left-singular' || atom.op === 'right-singular');

function saidOf(kind: string, tex: string, of: Poly, name: string, style: Style): string {
  const form = reduce(of, letters());
  const m = form === undefined ? 'the matrix' : printForm(form, style);
  const value = name === 'min' ? 'smallest' : name === 'max' ? 'largest' : ordinal(name);
  switch (kind) {
    case 'left-singular all':
    case 'right-singular all':
      return `$${tex}$: the ${kind.split('-')[0]!} factor of the thin singular value decomposition of $${m}$, which has full rank`;
    case 'left-singular first':
    case 'right-singular first':
      return `$${tex}$: the ${kind.split('-')[0]!} unit singular vector of $${m}$ for its largest singular value, which is simple`;
    case 'left-singular last':
    case 'right-singular last':
      return `$${tex}$: the ${kind.split('-')[0]!} unit singular vector of $${m}$ for its smallest singular value, which is simple and not zero`;
    default:
      return `$${tex}$: a unit ${kind === 'eigenvector' ? '' : 'left '}eigenvector of $${m}$ for its ${value} eigenvalue, which is simple`;
  }
}
