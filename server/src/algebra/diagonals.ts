/** A diagonal matrix stands as a factor, not as the column of its entries: `\Lambda x`, not `\operatorname{diag}(\Lambda) \odot x`. */
import { DIAGONAL, type Form, hadamardForm, productForm, transposeForm, wrap } from './form.ts';

/** The form with diagonal matrices as factors; the same object where there is nothing to change. */
export function withDiagonals(it: Form): Form {
  const args = it.args.map(withDiagonals);
  const same = args.every((x, n) => x === it.args[n]);
  if (it.op === 'hadamard' && it.kind === 'vector') return scaledBy(args) ?? (same ? it : hadamardForm(args));
  if (same) return it;
  if (it.op === 'product') return productForm(...args);
  if (it.op === 'transpose') return transposeForm(args[0]!);
  return wrap(it.op, it.kind, args, { ...it, tex: undefined });
}

/** diag(Λ) ⊙ v is Λv. */
function scaledBy(parts: readonly Form[]): Form | undefined {
  const isDiagonal = (it: Form): boolean => it.op === 'diagonal-of' && it.name === DIAGONAL;
  const rest = parts.filter((it) => !isDiagonal(it));
  if (rest.length === 0 || rest.length === parts.length) return undefined;
  return productForm(...parts.filter(isDiagonal).map((it) => it.args[0]!), hadamardForm(rest));
}
