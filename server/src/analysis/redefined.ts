/** Names that a section gives a value which what was declared of them above cannot have: another thing of the same letter. */
import { type Expr, type Literal, some } from '../expr/expr.ts';
import { isUpper } from '../expr/glyph.ts';
import type { Statement } from '../expr/statement.ts';
import { freeNames } from '../shape/free-names.ts';
import type { Surroundings } from '../shape/scope.ts';
import type { Introduced, LocalEntry } from '../shape/section.ts';
import type { Shape } from '../shape/shape.ts';

type Entries<Place> = Surroundings<Place>['entries'];
type ByName = ReadonlyMap<string, readonly Introduced[]>;

/** Adds to the names that words introduce anew, by formula, those that a formula does. */
export function withRedefined<Place>(
  found: ByName,
  statements: readonly (readonly Statement[])[],
  declared: readonly LocalEntry<Place>[],
  { entries }: { readonly entries: Entries<Place> },
): ByName {
  const all = new Map(found);
  const own = new Set(declared.map((it) => it.key));
  const turned = turnedIn(declared, entries);
  statements.forEach((list, formula) => {
    for (const { expr } of list) {
      const [left, right] = expr.kind === 'relation' && /^:?=$/.test(expr.signs[0]?.text ?? '') ? expr.sides : [];
      if (left === undefined || right === undefined) continue;
      const key = left.kind === 'symbol' ? left.key : appliedName(left);
      const above = entries.get(key);
      const isForced =
        left.kind === 'symbol'
          ? !own.has(key) && above?.inForce === true && isMadeOf(turned, key, right)
          : isOtherSize(declared.findLast((it) => it.key === key && it.formula <= formula) ?? above, right);
      if (isForced) all.set(key, [...(all.get(key) ?? []), { formula, lasts: left.kind === 'symbol' }]);
    }
  });
  return all;
}

/** The R of `R(\theta)`, which may look like a product with the number in brackets. */
function appliedName(expr: Expr): string {
  if (expr.kind === 'call') return expr.fn.kind === 'symbol' ? expr.fn.key : '';
  const [name, argument, more] = expr.kind === 'apply' && expr.op === 'product' ? expr.args : [];
  const isName = name?.kind === 'symbol' && more === undefined;
  return isName && argument?.kind === 'apply' && argument.op === 'parentheses' ? name.key : '';
}

/** Names that the section declares with other shapes than those above it: columns now, where they were rows. */
const turnedIn = <Place>(declared: readonly LocalEntry<Place>[], entries: Entries<Place>): ReadonlySet<string> =>
  new Set(
    declared.flatMap(({ key, shape }) => {
      const above = entries.get(key);
      return above?.inForce === true && JSON.stringify(above.shape) !== JSON.stringify(shape) ? [key] : [];
    }),
  );

/** `h = Wx`: what it is made of is not what it was. */
function isMadeOf(turned: ReadonlySet<string>, key: string, value: Expr): boolean {
  if (turned.size === 0) return false;
  const names = [...freeNames(value).names.keys()];
  return !names.includes(key) && names.some((it) => turned.has(it));
}

/** `R(\theta) = …`, numbers in two rows, of an R with three. */
function isOtherSize(entry: { readonly inForce: boolean; readonly shape: Shape } | undefined, value: Expr): boolean {
  if (entry?.inForce !== true || entry.shape.kind !== 'matrix' || value.kind !== 'literal') return false;
  const { rows, columns } = entry.shape;
  const sizes = [rows.key, columns.key];
  return sizes.every((it) => /^\d+$/.test(it)) && isOfNumbers(value) && sizes[0] !== String(value.rows.length);
}

/** Without a capital or a bold letter: no blocks. */
const isOfNumbers = ({ rows }: Literal): boolean =>
  !rows
    .flat()
    .some((cell) => some(cell, (it) => it.kind === 'symbol' && (isUpper(it.glyph) || it.glyph.face === 'bold')));
