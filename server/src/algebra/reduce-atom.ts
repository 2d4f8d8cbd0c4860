/** Factors → matrix notation: names, functions of forms, brackets. */
import { symmetry } from './canonical.ts';
import {
  diagonalOf,
  type Form,
  identityForm,
  nameForm,
  numberForm,
  partForm,
  sizeForm,
  transposeForm,
  unitForm,
  wrap,
} from './form.ts';
import { isOne } from './rational.ts';
import { reduce } from './reduce.ts';
import { type Atom, type Factor, type Ix, memberTex, numbersOf, type OpAtom, type Poly, UNIT } from './tensor.ts';
import type { Kind } from './value.ts';

/** The letters of explicit sums. */
export interface Letters {
  readonly of: (ix: Ix) => string;
  /** With letters for these as well. */
  readonly with: (ix: readonly Ix[]) => Letters;
  /** Forms of atoms that depend on no letter from outside, by these letters. */
  readonly forms: Map<Atom, Form | 'none'>;
}

const NO_LETTERS: ReadonlyMap<Ix, string> = new Map();

const SPARE = 'ijklpqrst'.split('');

/**
 * Letters for explicit sums, each as the author wrote it unless that is taken.
 * @param text TeX whose letters are taken
 */
export function letters(text = '', known: ReadonlyMap<Ix, string> = NO_LETTERS): Letters {
  const self: Letters = {
    of: (ix) => known.get(ix) ?? ix.label ?? '?',
    forms: new Map(),
    with: (more) => {
      if (more.length === 0) return self;
      const next = new Map(known);
      const used = new Set([...(text.match(/[a-z]/g) ?? []), ...known.values()]);
      for (const ix of more) {
        const wanted = ix.label;
        const free =
          wanted !== undefined && ![...next.values()].includes(wanted)
            ? wanted
            : SPARE.find((it) => !used.has(it) && ![...next.values()].includes(it));
        next.set(ix, free ?? `i_{${String(next.size)}}`);
      }
      return letters(text, next);
    },
  };
  return self;
}

const NONE: ReadonlySet<number> = new Set();

const slotsOf = new WeakMap<Atom, ReadonlySet<number>>();

/** Slots that number the members of a family. */
export function frozenSlots(atom: Atom): ReadonlySet<number> {
  if (atom.kind === 'symbol' ? atom.family !== true : atom.kind !== 'group' && atom.kind !== 'op') return NONE;
  let known = slotsOf.get(atom);
  if (known === undefined) slotsOf.set(atom, (known = frozen(atom)));
  return known;
}

function frozen(atom: Atom): ReadonlySet<number> {
  switch (atom.kind) {
    case 'symbol':
      return new Set(Array.from({ length: numbersOf(atom) }, (_, n) => atom.rank - 1 - n));
    case 'group':
      return frozenIn(atom.of);
    case 'op': {
      if (atom.op === 'map' || isRowwise(atom)) return frozenIn(atom.args[0]!);
      const found = new Set<number>();
      // What the arguments of a free function take from outside numbers members in them.
      if (atom.op === 'function' || atom.op === 'expectation') {
        const outer = Math.max(0, ...atom.args.map((it) => frozenIn(it).size));
        return new Set(Array.from({ length: outer }, (_, n) => atom.own + n));
      }
      // All indices of a norm's value are letters from outside.
      if (atom.op === 'norm') return new Set(atom.args[0]!.free.map((_, i) => i));
      const size = atom.own + Math.max(0, ...atom.args.map((it) => it.free.length - argRank(atom, it)));
      for (let i = atom.own; i < size; i++) found.add(i);
      return found;
    }
    default:
      return NONE;
  }
}

/** The softmax of each row of a matrix: the second index numbers the rows. */
const isRowwise = (atom: OpAtom): boolean => atom.op === 'softmax' && atom.args[0]!.free.length === 2;

/** How many indices of an argument are its own. */
function argRank(atom: OpAtom, arg: Poly, outside = 0): number {
  const outer = atom.args.reduce((all, it) => Math.min(all, it.free.length), Infinity);
  switch (atom.op) {
    case 'inverse':
    case 'pseudo-inverse':
    case 'determinant':
    case 'matrix-function':
    case 'eigenvalue':
    case 'eigenvector':
    case 'left-singular':
    case 'right-singular':
      return 2;
    case 'matrix-power':
      return arg === atom.args[0] ? 2 : 0;
    case 'softmax':
      return 1;
    case 'norm':
      return arg.free.length - outside;
    case 'function':
    case 'expectation':
      return arg.free.length - Math.max(0, outside - atom.own);
    default:
      return Number.isFinite(outer) ? arg.free.length : 0;
  }
}

function frozenIn(of: Poly): ReadonlySet<number> {
  const found = new Set<number>();
  for (const { factors } of of.monos)
    for (const it of factors)
      for (const slot of frozenSlots(it.atom)) {
        const x = it.ix[slot];
        const at = x === undefined ? -1 : of.free.indexOf(x);
        if (at >= 0) found.add(at);
      }
  return found;
}

const kindOf = (rank: number): Kind => (rank === 0 ? 'scalar' : rank === 1 ? 'vector' : 'matrix');

/** The form of an atom with its own indices in order; those at `slots` are letters of explicit sums. */
export function atomForm(
  atom: Atom,
  ix: readonly Ix[],
  letters: Letters,
  slots: ReadonlySet<number>,
): Form | undefined {
  if (slots.size > 0 || (atom.kind !== 'group' && atom.kind !== 'op')) return newForm(atom, ix, letters, slots);
  const known = letters.forms.get(atom);
  if (known !== undefined) return known === 'none' ? undefined : known;
  const made = newForm(atom, ix, letters, slots);
  letters.forms.set(atom, made ?? 'none');
  return made;
}

function newForm(atom: Atom, ix: readonly Ix[], letters: Letters, slots: ReadonlySet<number>): Form | undefined {
  const rank = ix.length - slots.size;
  switch (atom.kind) {
    case 'symbol': {
      if (atom.key === 'index value') return nameForm(letters.of(ix[0]!), 'scalar', false);
      if (atom.key.startsWith(UNIT))
        return slots.size > 0 ? undefined : unitForm(atom.key.slice(UNIT.length), ix[0]!.dim);
      if (atom.parts !== undefined) return slots.size > 0 ? undefined : partForm(atom.parts.k, atom.parts.dims);
      if (atom.key.startsWith('diag '))
        return slots.size > 0 ? undefined : diagonalOf(nameForm(atom.tex, 'matrix', true), true);
      const own = atom.rank - numbersOf(atom);
      const tex = memberTex(
        atom,
        ix.slice(own).map((it) => letters.of(it)),
      );
      const more = ix.map((it, i) => (slots.has(i) && i < own ? letters.of(it) : ':'));
      if (more.every((it) => it === ':')) return nameForm(tex, kindOf(rank), symmetry(atom) === 1);
      if (atom.family === true || /[_^]/.test(tex)) return undefined;
      const subscript = more.includes(':') ? more.join(',') : more.join('');
      return nameForm(`${tex}_${subscript.length === 1 ? subscript : `{${subscript}}`}`, kindOf(rank), false);
    }
    case 'delta':
      // One where two letters pick the same member.
      if (slots.size === 2 && ix.every((it) => it.label !== undefined))
        return nameForm(`\\delta_{${ix.map((it) => letters.of(it)).join('')}}`, 'scalar', false);
      return slots.size > 0 ? undefined : identityForm(ix[0]!.dim);
    case 'size':
      return sizeForm(atom.dim);
    case 'fuse':
      return undefined;
    case 'group': {
      const form = ofPoly(atom.of, ix, slots, letters);
      if (form === undefined) return undefined;
      const { text } = atom.of;
      return text !== undefined && sameLetters(atom.of.free, ix, slots, letters)
        ? { ...form, tex: text, ...(form.op === 'sum' && { symmetric: symmetry(atom) === 1 }) }
        : form;
    }
    case 'op': {
      if (
        atom.op !== 'map' &&
        !isRowwise(atom) &&
        slots.size !== [...frozenSlots(atom)].filter((it) => it < ix.length).length
      )
        return undefined;
      const form = opForm(atom, ix, slots, rank, letters);
      return form !== undefined &&
        atom.text !== undefined &&
        !isRowwise(atom) &&
        atom.args.every((it) => it.free.every((x) => x.label === undefined))
        ? { ...form, tex: atom.text }
        : form;
    }
  }
}

/** The author's words hold where every letter of an explicit sum in them still stands for the same. */
const sameLetters = (of: readonly Ix[], ix: readonly Ix[], slots: ReadonlySet<number>, letters: Letters): boolean =>
  of.every((it, i) => it.label === undefined || (slots.has(i) && letters.of(ix[i]!) === it.label));

/** An argument in matrix notation, its frozen indices named as outside. */
function ofPoly(of: Poly, ix: readonly Ix[], slots: ReadonlySet<number>, letters: Letters): Form | undefined {
  if (slots.size === 0) return reduce(of, letters);
  const outer = new Map([...slots].map((slot) => [of.free[slot]!, letters.of(ix[slot]!)] as const));
  const inner = relayed(letters, outer);
  const free = of.free.filter((_, i) => !slots.has(i));
  return reduce({ free, monos: of.monos }, inner);
}

/** Letters that know the names of some indices already. */
export const relayed = (base: Letters, outer: ReadonlyMap<Ix, string>): Letters => ({
  of: (it) => outer.get(it) ?? base.of(it),
  with: (more) => relayed(base.with(more), outer),
  forms: new Map(),
});

function opForm(
  atom: OpAtom,
  ix: readonly Ix[],
  slots: ReadonlySet<number>,
  rank: number,
  letters: Letters,
): Form | undefined {
  const [first, second] = atom.args;
  const symmetric = rank === 2 && symmetry(atom) === 1;
  const argOf = (arg: Poly): Form | undefined => {
    const own = argRank(atom, arg, ix.length);
    const outer = new Set(arg.free.slice(own).map((_, i) => own + i));
    const at = [...arg.free.slice(0, own), ...ix.slice(ix.length - outer.size)];
    return ofPoly(arg, at, atom.op === 'map' ? slots : outer, letters);
  };
  if (atom.op === 'function') return functionForm(atom, ix.length - slots.size, argOf, symmetric);
  const arg = atom.op === 'map' || isRowwise(atom) ? ofPoly(first!, ix, slots, letters) : argOf(first!);
  if (arg === undefined) return undefined;
  switch (atom.op) {
    case 'map':
      if (atom.name === 'abs') return wrap('abs', arg.kind, [arg]);
      if (atom.name === 'step' || atom.name === 'is-zero')
        return wrap('indicator', arg.kind, [arg], { name: atom.name, symmetric });
      return wrap('apply', arg.kind, [arg], { name: atom.name, symmetric });
    case 'inverse':
      return wrap('inverse', 'matrix', [arg], { symmetric });
    // The argument is the transpose: P_{ij} = (B⁺)_{ji} for P = A⁺, B = Aᵀ.
    case 'pseudo-inverse':
      return wrap('pseudo-inverse', 'matrix', [transposeForm(arg)], { symmetric });
    case 'determinant':
      return wrap('determinant', 'scalar', [arg]);
    case 'norm':
      return wrap('norm', 'scalar', [arg], { name: atom.name });
    case 'softmax':
      return rank === 2
        ? transposeForm(
            wrap('apply', 'matrix', [transposeForm(arg)], {
              name: 'softmax',
              ...(atom.text !== undefined && { tex: atom.text }),
            }),
          )
        : wrap('apply', 'vector', [arg], { name: 'softmax' });
    case 'matrix-power': {
      const exponent = argOf(second!);
      return exponent === undefined ? undefined : wrap('power', 'matrix', [arg, exponent], { symmetric });
    }
    case 'matrix-function':
      return wrap('apply', 'matrix', [arg], { name: `matrix ${atom.name}`, symmetric });
    case 'expectation':
      return wrap('apply', kindOf(rank), [arg], { name: `average ${atom.name}`, symmetric });
    case 'eigenvalue':
      return wrap('apply', 'scalar', [arg], { name: `eigenvalue ${atom.name}` });
    case 'eigenvector':
    case 'left-singular':
    case 'right-singular':
      return wrap('apply', kindOf(rank), [arg], { name: `${atom.op} ${atom.name}` });
  }
}

/** `f(u)`, `\nabla f(u)`, `\nabla^2 f(u)`, `J_f(u)`, `f'(t)`; undefined for what has no such name. */
function functionForm(
  atom: OpAtom,
  own: number,
  formOf: (arg: Poly) => Form | undefined,
  symmetric: boolean,
): Form | undefined {
  if (own > atom.own) return undefined;
  const args = atom.args.map(formOf);
  const known = args.filter((it) => it !== undefined);
  const [name, ...by] = atom.name.split(';') as [string, ...string[]];
  if (known.length < args.length) return undefined;
  const rank = known[0]!.kind === 'scalar' ? 0 : known[0]!.kind === 'matrix' ? 2 : 1;
  const ofValue = atom.own - by.length * rank;
  const f = name.slice(1);
  const made = (text: string): Form => wrap('apply', kindOf(atom.own), known, { name: `@${text}`, symmetric });
  if (by.length === 0) return made(f);
  if (known.length > 1) {
    const side = by.length === 1 ? known[Number(by[0])] : undefined;
    const size = side?.kind === 'scalar' ? 0 : side?.kind === 'matrix' ? 2 : 1;
    if (side === undefined || atom.own !== size) return undefined;
    return made(`${size === 0 ? '\\partial' : '\\nabla'}_${String(Number(by[0]) + 1)} ${f}`);
  }
  if (ofValue < 0) return undefined;
  if (rank === 0) return made(`${f}${"'".repeat(by.length)}`);
  if (ofValue === 0 && by.length <= 2) return made(by.length === 1 ? `\\nabla ${f}` : `\\nabla^2 ${f}`);
  return ofValue === 1 && rank === 1 && by.length === 1 ? made(/^\w$/.test(f) ? `J_${f}` : `J_{${f}}`) : undefined;
}

/** A factor to its power. */
export function powered(
  form: Form,
  { e, symbolic }: Pick<Factor, 'e' | 'symbolic'>,
  letters: Letters,
): Form | undefined {
  if (symbolic !== undefined) {
    const exponent = reduce(symbolic, letters);
    return exponent === undefined
      ? undefined
      : wrap(form.kind === 'scalar' ? 'power' : 'entry-power', form.kind, [form, exponent], {
          symmetric: form.symmetric === true,
        });
  }
  if (isOne(e)) return form;
  return wrap(form.kind === 'scalar' ? 'power' : 'entry-power', form.kind, [form, numberForm(e)], {
    symmetric: form.symmetric === true,
  });
}
