/**
 * Families whose sizes differ from member to member: `W_l \in \mathbb{R}^{n_l \times n_{l-1}}` makes `W_{l+1}` an
 * n_{l+1} × n_l matrix. Sizes at another letter (`W_k`, the last layer's `W_L`) or at a number (`W_1`) are open: what they
 * are, a note may say elsewhere. Of `K_{mn} \in \mathbb{R}^{mn \times mn}` the sizes themselves stand below: `K_{pm}` is
 * pm × pm.
 */
import type { Expr, Index, IndexItem } from '../expr/expr.ts';
import type { Statement } from '../expr/statement.ts';
import { dimOf } from './declare.ts';
import { add, type Dim, named, number, substitute } from './dim.ts';
import { keysIn } from './infer-kinds.ts';
import type { Names } from './names.ts';
import { type Shape, withSizes } from './shape.ts';

/** The letter that a declaration numbers members by, and how far above it the member stands. */
export interface Numbered {
  readonly letter: string;
  readonly ahead: number;
  /** The other size, where two stand below and the member's shape is made of both. */
  readonly beside?: string;
}

/** How a declared member is numbered, where sizes of its shape are numbered by the same letter. */
export function numberedBy(name: Expr, shape: Shape): Numbered | undefined {
  if (name.kind !== 'index') return undefined;
  const pair = sizesNamed(name.items);
  if (pair !== undefined) {
    const [letter, beside] = pair;
    const isMade = pair.every((it) =>
      sizesOf(shape).some(({ terms }) => terms.some(({ atoms }) => atoms.includes(it))),
    );
    return isMade ? { letter, ahead: 0, beside } : undefined;
  }
  const found = numberOf(name.items);
  return found !== undefined && sizesOf(shape).some((dim) => hasLetter(dim, found.letter)) ? found : undefined;
}

function numberOf([item, more]: readonly IndexItem[]): Numbered | undefined {
  const dim = item?.kind === 'at' && more === undefined ? dimOf(item.expr) : undefined;
  if (dim === undefined || dim.terms.length > 2) return undefined;
  const letters = dim.terms.filter((it) => it.atoms.length > 0);
  const [only] = letters;
  const letter = letters.length === 1 && only?.coefficient === 1 && only.atoms.length === 1 ? only.atoms[0] : undefined;
  const ahead = dim.terms.find((it) => it.atoms.length === 0)?.coefficient ?? 0;
  return letter === undefined ? undefined : { letter, ahead };
}

/** Two letters below a name. */
function sizesNamed(items: readonly IndexItem[]): readonly [string, string] | undefined {
  const [first, second] = items.map((it) => numberOf([it]));
  const isPair = items.length === 2 && first?.ahead === 0 && second?.ahead === 0 && first.letter !== second.letter;
  return isPair ? [first.letter, second.letter] : undefined;
}

/** The shape at other sizes. */
function atSizes(shape: Shape, { letter, beside }: Numbered, { items }: Index): Shape {
  const [first, second] = items.map((it) => (it.kind === 'at' ? dimOf(it.expr) : undefined));
  if (items.length !== 2 || first === undefined || second === undefined) return shape;
  const size = (atom: string): Dim | undefined => (atom === letter ? first : atom === beside ? second : undefined);
  return remade(shape, `${first.key},${second.key} ${letter},${beside ?? ''}`, size);
}

/** The shape with these sizes in it; the same again gives the same object. */
function remade(shape: Shape, key: string, size: (atom: string) => Dim | undefined): Shape {
  let known = made.get(shape);
  if (known === undefined) made.set(shape, (known = new Map<string, Shape>()));
  let found = known.get(key);
  if (found === undefined) known.set(key, (found = withSizes(shape, (dim) => substitute(dim, size))));
  return found;
}

const made = new WeakMap<Shape, Map<string, Shape>>();

/** The shape of the member that an expression names; the declared one for anything else. */
export function shapeOfMember(shape: Shape, numbered: Numbered | undefined, expr: Expr): Shape {
  if (numbered?.beside !== undefined && expr.kind === 'index') return atSizes(shape, numbered, expr);
  const item = numbered !== undefined && expr.kind === 'index' && expr.items.length === 1 ? expr.items[0] : undefined;
  const place = item?.kind === 'at' ? dimOf(item.expr) : undefined;
  if (numbered === undefined || place === undefined) return shape;
  const own = numberOf([item!]);
  const isSame = own?.letter === numbered.letter;
  if (isSame && own.ahead === numbered.ahead) return shape;
  const at = add(place, number(numbered.ahead), -1);
  return remade(shape, `${place.key} ${numbered.letter} ${String(numbered.ahead)}`, (atom) => {
    // `V_k \in \mathbb{R}^{n \times k}`: the number is the size itself.
    if (atom === numbered.letter) return isSame ? at : named(`?${atom}_${at.key}`);
    const [, base, shift] = sizePattern(numbered.letter).exec(atom) ?? [];
    if (base === undefined) return undefined;
    return named(`${isSame ? '' : '?'}${base}_${add(at, number(Number(shift ?? 0))).key}`);
  });
}

/** `n_l`, `n_-1+l`: the base of a numbered size, and how far from the letter its number is. */
const sizePattern = (letter: string): RegExp =>
  new RegExp(`^(.+)_(?:(-?\\d+)\\+)?${letter.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&')}$`);

/** The base of a size that is numbered by a letter of these. */
export function numberedSize(atom: string, letters: ReadonlySet<string>): string | undefined {
  for (const letter of letters) {
    const base = sizePattern(letter).exec(atom.replace(/^\?/, ''))?.[1];
    if (base !== undefined) return base;
  }
  return undefined;
}

const hasLetter = (dim: Dim, letter: string): boolean =>
  dim.terms.some((it) => it.atoms.some((atom) => atom === letter || sizePattern(letter).test(atom)));

const sizesOf = (shape: Shape): readonly Dim[] =>
  shape.kind === 'vector'
    ? [shape.rows]
    : shape.kind === 'row'
      ? [shape.columns]
      : shape.kind === 'matrix'
        ? [shape.rows, shape.columns]
        : [];

/** Whether a statement names members whose sizes are numbered. */
export function hasNumbered<Place>({ expr, continues }: Statement, formula: number, names: Names<Place>): boolean {
  const isOne = (key: string): boolean =>
    /\[\d*\]$/.test(key) && names.declared(names.slot(key, formula))?.numbered !== undefined;
  return [expr, continues].some((it) => it !== undefined && [...keysIn(it)].some(isOne));
}

/** Beside those, members of a family that nothing declares may differ in size as well. */
export function memberSlot(slot: string, expr: Expr, isNumbered: boolean): string {
  const item = isNumbered && expr.kind === 'index' && expr.items.length === 1 ? expr.items[0] : undefined;
  const place = item?.kind === 'at' ? dimOf(item.expr) : undefined;
  return place === undefined ? slot : `${slot}@${place.key}`;
}
