/** Sizes the note itself sets equal: `d_k = d_v`, `D = hk`. */
import { type Expr, walk } from '../expr/expr.ts';
import { dimOf, nameOf } from '../shape/declare.ts';
import { atomsOf, type Dim, hasVariable } from '../shape/dim.ts';
import type { PartStatements } from './reading.ts';

/** `name = dim`, as a part says it; whether both are sizes, only the whole note tells. */
interface Alias {
  readonly name: string;
  readonly dim: Dim;
  readonly atoms: readonly string[];
}

const aliasMemo = new WeakMap<PartStatements, readonly Alias[]>();

/** @param sizes the names that the note uses as sizes */
export function aliasesOf(parts: readonly PartStatements[], sizes: ReadonlySet<string>): ReadonlyMap<string, Dim> {
  const aliases = new Map<string, Dim>();
  for (const part of parts) {
    let found = aliasMemo.get(part);
    if (found === undefined) aliasMemo.set(part, (found = aliasesIn(part)));
    for (const { name, dim, atoms } of found) {
      // Only names of sizes make a size: `n = x` says nothing about shapes.
      if (!sizes.has(name) || aliases.has(name)) continue;
      if (atoms.every((it) => sizes.has(it) && !reaches(it, name, aliases))) aliases.set(name, dim);
    }
  }
  return aliases;
}

function aliasesIn({ statements }: PartStatements): readonly Alias[] {
  const found: Alias[] = [];
  for (const list of statements) {
    for (const { expr } of list) {
      if (expr.kind !== 'relation' || !expr.signs.every((it) => it.text === '=')) continue;
      for (let i = 0; i + 1 < expr.sides.length; i++) {
        const alias = aliasOf(expr.sides[i], expr.sides[i + 1]);
        if (alias !== undefined) found.push(alias);
      }
    }
  }
  return found;
}

function aliasOf(left: Expr | undefined, right: Expr | undefined): Alias | undefined {
  const name = left === undefined ? undefined : nameOf(left);
  const dim = name === undefined || right === undefined ? undefined : dimOf(right);
  if (name === undefined || right === undefined || dim === undefined) return undefined;
  if (hasVariable(dim) || dim.terms.some((it) => it.atoms.length === 0) || dim.key === name) return undefined;
  let onlyNames = true;
  walk(right, (it) => {
    if (it.kind === 'hole' || it.kind === 'call') onlyNames = false;
  });
  return onlyNames ? { name, dim, atoms: atomsOf(dim) } : undefined;
}

const reaches = (from: string, name: string, aliases: ReadonlyMap<string, Dim>): boolean =>
  from === name ||
  (aliases.get(from)?.terms.some((it) => it.atoms.some((atom) => reaches(atom, name, aliases))) ?? false);
