/** Other spellings of matrix notation. */
import { type Form, productForm, scaledTerm, sumForm, type Term, termsOf } from '../algebra/form.ts';

/** More summands are no help. */
const MOST = 6;

/** With the brackets of its products multiplied out; nothing where there are none, or where it grows long. */
export function expandedForm(form: Form): Form | undefined {
  const terms = termsOf(form).flatMap(({ c, form: it }) => expanded(it).map((term) => scaledTerm(term, c)));
  return terms.length > termsOf(form).length && terms.length <= MOST ? sumForm(terms, form.kind) : undefined;
}

/** The summands of a product, brackets multiplied out. */
function expanded(form: Form): readonly Term[] {
  if (form.op === 'sum') return termsOf(form).flatMap(({ c, form: it }) => expanded(it).map((x) => scaledTerm(x, c)));
  if (form.op !== 'product') return termsOf(form);
  const at = form.args.findIndex((it) => it.op === 'sum' && it.kind !== 'scalar');
  const sum = form.args[at];
  if (sum === undefined) return termsOf(form);
  return termsOf(sum).flatMap(({ c, form: it }) =>
    expanded(productForm(...form.args.slice(0, at), it, ...form.args.slice(at + 1))).map((x) => scaledTerm(x, c)),
  );
}
