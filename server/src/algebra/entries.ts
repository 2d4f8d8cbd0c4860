/** Values by their entries in TeX, for what matrix notation has no word for: `\sum_k A_{ik} B_{kj} \delta_{jl}`. */
import { numberForm } from './form.ts';
import { dimText, printForm, type Style, sumOver } from './print.ts';
import { isOne, negative, type Rational } from './rational.ts';
import { reduce } from './reduce.ts';
import { atomForm, frozenSlots, type Letters, relayed } from './reduce-atom.ts';
import { type Atom, type Factor, type Ix, memberTex, type Mono, numbersOf, type Poly } from './tensor.ts';

/** The entries at the given letters; undefined for what has no name of its own. */
export function entriesText(a: Poly, names: readonly string[], style: Style, letters: Letters): string | undefined {
  const free = new Map(a.free.map((it, i) => [it, names[i]!] as const));
  const terms: string[] = [];
  for (const [n, it] of a.monos.entries()) {
    const minus = it.c.over < 0n;
    const term = { ...it, c: minus ? negative(it.c) : it.c };
    const text = termText(term, free, style, letters) ?? heldText(term, free, style, letters);
    if (text === undefined) return undefined;
    terms.push(n === 0 ? (minus ? `-${text}` : text) : `${minus ? ' - ' : ' + '}${text}`);
  }
  return terms.length === 0 ? '0' : terms.join('');
}

/** A term as a number in matrix notation, the free indices in its names: `\\operatorname{tr}(B^{-1} A_i)`. */
function heldText(it: Mono, free: ReadonlyMap<Ix, string>, style: Style, letters: Letters): string | undefined {
  const form = reduce({ free: [], monos: [it] }, relayed(letters, free));
  return form === undefined ? undefined : printForm(form, style);
}

const SPARE = 'klpqrstuvwabcdefgh'.split('');

function termText(
  { c, factors, sums }: Mono,
  free: ReadonlyMap<Ix, string>,
  style: Style,
  letters: Letters,
): string | undefined {
  const names = new Map(free);
  // An index with the letter of a size, or of something that is multiplied, would be taken for it.
  const sizes = [...free.keys(), ...sums].flatMap((it) => dimText(it.dim).match(/[a-z]/g) ?? []);
  const taken = new Set([...names.values(), ...sizes, ...factors.flatMap(({ atom }) => letterOf(atom))]);
  for (const it of sums) {
    const name = SPARE.find((x) => !taken.has(x));
    if (name === undefined) return undefined;
    taken.add(name);
    names.set(it, name);
  }
  const parts = factors.map((it) => entryText(it, names, style, letters));
  if (parts.some((it) => it === undefined)) return undefined;
  const members = new Set(factors.flatMap(membersIn));
  const over = sums.filter((it) => members.has(it)).map((it) => `${sumOver(names.get(it)!, it.dim, 1)} `);
  const bound = sums.filter((it) => !members.has(it)).map((it) => names.get(it)!);
  const number = isOne(c) && parts.length > 0 ? '' : coefficient(c, style);
  return `${number}${over.join('')}${bound.length === 0 ? '' : `\\sum_{${bound.join(',')}} `}${parts.join(' ')}`;
}

/** The indices that number the members of a family: nothing else on the page tells how far they run. */
function membersIn({ atom, ix }: Factor): readonly Ix[] {
  if (atom.kind === 'symbol') return atom.family === true ? ix.slice(ix.length - numbersOf(atom)) : [];
  return atom.kind === 'op' ? [...frozenSlots(atom)].flatMap((slot) => ix[slot] ?? []) : [];
}

const letterOf = (atom: Atom): readonly string[] => (atom.kind === 'symbol' ? [atom.tex] : []);

const coefficient = (c: Rational, style: Style): string => `${printForm(numberForm(c), style)} `;

function entryText(
  { atom, ix, e, symbolic }: Factor,
  names: ReadonlyMap<Ix, string>,
  style: Style,
  letters: Letters,
): string | undefined {
  if (atom.kind === 'fuse' || symbolic !== undefined) return undefined;
  const at = ix.map((it) => names.get(it) ?? letters.of(it)).join('');
  const raised = (text: string): string =>
    isOne(e) ? text : `${/^\\\|[^|]*\\\|$/.test(text) ? text : `(${text})`}^{${printForm(numberForm(e), style)}}`;
  if (atom.kind === 'delta') return `\\delta_{${at}}`;
  if (atom.kind === 'symbol' && atom.family === true) {
    const count = ix.length - numbersOf(atom);
    const member = memberTex(
      atom,
      ix.slice(count).map((it) => names.get(it) ?? letters.of(it)),
    );
    const own = at.slice(0, count);
    return raised(own === '' ? member : `[${member}]_{${own}}`);
  }
  if (atom.kind === 'symbol' && !atom.key.startsWith('diag ')) {
    if (at === '') return raised(atom.tex);
    return raised(/[_^]/.test(atom.tex) ? `[${atom.tex}]_{${at}}` : `${atom.tex}_{${at}}`);
  }
  const slots = new Set([...frozenSlots(atom)].filter((slot) => slot < ix.length));
  const own = ix.filter((_, i) => !slots.has(i));
  const form =
    own.length > 2 ? undefined : atomForm(atom, ix, { ...relayed(letters, names), with: letters.with }, slots);
  if (form === undefined) return undefined;
  const text = printForm(form, style);
  const places = own.map((it) => names.get(it)!).join('');
  return places === ''
    ? raised(/^\\[a-z]+\([^()]*\)$|^\\\|/.test(text) ? text : `(${text})`)
    : raised(`[${text}]_{${places}}`);
}
