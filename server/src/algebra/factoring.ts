/** Sums in fewer words: `A^\top A x - A^\top b` is `A^\top(Ax - b)`, `Ax + A^\top x` is `(A + A^\top)x`. */
import { type Form, formKey, numberForm, productForm, scaledTerm, sumForm, type Term, termsOf } from './form.ts';
import { isOne, isZero, negative, ONE, plus, type Rational, rational, reciprocal, times, ZERO } from './rational.ts';
import type { Kind } from './value.ts';

interface Parts {
  readonly c: Rational;
  readonly scalars: readonly Form[];
  /** The factors that are no numbers, in order. */
  readonly list: readonly Form[];
}

/** Sums of more terms are left as they are. */
const LARGEST = 24;

/** The sum of terms, common factors taken out where that makes it shorter. */
export function factored(terms: readonly Term[], kind: Kind): Form {
  const [only] = terms;
  if (only !== undefined && terms.length === 1) return sumOf([split(only)], kind);
  const parts = opened(merged(terms.map(split)));
  if (parts.length === 0) return numberForm(ZERO);
  if (parts.length === 1 || parts.length > LARGEST) return sumOf(parts, kind);
  const common = commonScalars(parts);
  const rest = nested(
    parts.map((it) => ({ ...it, scalars: without(it.scalars, common) })),
    kind,
  );
  const groups = grouped(rest, (it) => it.scalars.map(formKey).join('·'));
  const reducedParts = groups.flatMap((group) =>
    kind === 'scalar' ? group : factorLists(group).map((it) => ({ ...it, scalars: group[0]!.scalars })),
  );
  // An identity beside other matrices stays a term: only numbers are common to all.
  if (common.length === 0) {
    const fraction = reducedParts.length === 1 ? undefined : sharedOf(reducedParts.map((it) => it.c));
    if (fraction === undefined || (fraction.under === 1n && (fraction.over === 1n || fraction.over === -1n)))
      return sumOf(reducedParts, kind);
    const whole = sumOf(
      reducedParts.map((it) => ({ ...it, c: times(it.c, reciprocal(fraction)) })),
      kind,
    );
    return sumForm([{ c: fraction, form: whole }], kind);
  }
  const content = contentOf(reducedParts.map((it) => it.c));
  const inner = sumOf(
    reducedParts.map((it) => ({ ...it, c: times(it.c, reciprocal(content)) })),
    kind,
  );
  return sumForm([{ c: content, form: productForm(...common, inner) }], kind);
}

/** From here on a function is written once, before a bracket, rather than in each summand. */
const LONG = 40;

/** `a + f(u) a + f(u) f(v) b` of long functions is `a + f(u) (a + f(v) b)`. */
function nested(parts: readonly Parts[], kind: Kind): readonly Parts[] {
  const seen = new Map<string, { readonly form: Form; readonly members: Parts[] }>();
  for (const it of parts)
    for (const form of new Set(it.scalars)) {
      const key = formKey(form);
      if (form.op !== 'apply' || key.length < LONG) continue;
      const known = seen.get(key);
      if (known === undefined) seen.set(key, { form, members: [it] });
      else if (!known.members.includes(it)) known.members.push(it);
    }
  const saved = (it: { readonly form: Form; readonly members: readonly Parts[] }): number =>
    (it.members.length - 1) * formKey(it.form).length;
  const [best] = [...seen.values()].sort((a, b) => saved(b) - saved(a));
  if (best === undefined || best.members.length < 2 || best.members.length === parts.length) return parts;
  const { form, members } = best;
  const inner = factored(
    members.map((it) => ({ c: it.c, form: formOf(without(it.scalars, [form]), it.list) })),
    kind,
  );
  const own = split({ c: ONE, form: inner });
  const one: Parts = { ...own, scalars: sorted([form, ...own.scalars]) };
  return parts.flatMap((it) => (it === members[0] ? [one] : members.includes(it) ? [] : [it]));
}

/** A sum that stands in a sum is taken out of its brackets, `B + (A - B)`, where the whole becomes no longer. */
function opened(parts: readonly Parts[]): readonly Parts[] {
  if (parts.length < 2) return parts;
  const isOpen = (it: Parts): boolean => it.scalars.length === 0 && it.list.length === 1 && it.list[0]!.op === 'sum';
  if (!parts.some(isOpen)) return parts;
  const all = merged(
    parts.flatMap((it) => (isOpen(it) ? termsOf(it.list[0]!).map((x) => split(scaledTerm(x, it.c))) : [it])),
  );
  if (all.length <= parts.length) return all;
  const units = parts.flatMap((it) =>
    isOpen(it) && (isOne(it.c) || isOne(negative(it.c)))
      ? termsOf(it.list[0]!).map((x) => split(scaledTerm(x, it.c)))
      : [it],
  );
  return merged(units);
}

const sumOf = (parts: readonly Parts[], kind: Kind): Form =>
  sumForm(
    parts.map(({ c, scalars, list }) => ({ c, form: formOf(scalars, list) })),
    kind,
  );

const formOf = (scalars: readonly Form[], list: readonly Form[]): Form =>
  scalars.length + list.length === 0 ? numberForm(ONE) : productForm(...scalars, ...list);

function split({ c, form }: Term): Parts {
  if (form.op === 'sum' && form.args.length === 1 && form.tex === undefined) {
    const inner = split({ c: form.c![0]!, form: form.args[0]! });
    return { ...inner, c: times(c, inner.c) };
  }
  const list = form.op === 'product' && form.tex === undefined ? form.args : form.op === 'number' ? [] : [form];
  const own = form.op === 'number' ? times(c, form.c![0]!) : c;
  const scalars = cancelled(list.filter((it) => it.kind === 'scalar'));
  // A product that is a number as a whole (x^⊤Ax) is one factor.
  if (form.kind === 'scalar' && list.some((it) => it.kind !== 'scalar')) {
    const rest = list.filter((it) => it.kind !== 'scalar');
    return { c: own, scalars: sorted([...list.filter((it) => it.kind === 'scalar'), productForm(...rest)]), list: [] };
  }
  return { c: own, scalars: sorted(scalars), list: list.filter((it) => it.kind !== 'scalar') };
}

/** Numbers without those that stand above and below the line. */
function cancelled(list: readonly Form[]): readonly Form[] {
  const under = (it: Form): Form | undefined =>
    it.op === 'power' && it.args[1]!.op === 'number' && isOne(negative(it.args[1]!.c![0]!)) ? it.args[0] : undefined;
  for (const it of list) {
    const base = under(it);
    const twin = base === undefined ? undefined : list.find((x) => formKey(x) === formKey(base));
    if (twin !== undefined) return cancelled(list.filter((x) => x !== it && x !== twin));
  }
  return list;
}

const sorted = (list: readonly Form[]): readonly Form[] => [...list].sort((a, b) => (formKey(a) < formKey(b) ? -1 : 1));

const keyOf = (it: Parts): string => `${it.scalars.map(formKey).join('·')}#${it.list.map(formKey).join(' ')}`;

function merged(parts: readonly Parts[]): readonly Parts[] {
  const found = new Map<string, Parts>();
  for (const it of parts) {
    const key = keyOf(it);
    const before = found.get(key);
    found.set(key, before === undefined ? it : { ...before, c: plus(before.c, it.c) });
  }
  return [...found.values()].filter((it) => !isZero(it.c));
}

function commonScalars(parts: readonly Parts[]): readonly Form[] {
  let common = [...parts[0]!.scalars];
  for (const { scalars } of parts.slice(1)) {
    const left = [...scalars];
    common = common.filter((it) => {
      const at = left.findIndex((x) => formKey(x) === formKey(it));
      if (at >= 0) left.splice(at, 1);
      return at >= 0;
    });
  }
  return common;
}

function without(list: readonly Form[], gone: readonly Form[]): readonly Form[] {
  const left = [...gone];
  return list.filter((it) => {
    const at = left.findIndex((x) => formKey(x) === formKey(it));
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

function grouped<T>(list: readonly T[], key: (it: T) => string): readonly T[][] {
  const found = new Map<string, T[]>();
  for (const it of list) {
    const before = found.get(key(it));
    if (before === undefined) found.set(key(it), [it]);
    else before.push(it);
  }
  return [...found.values()];
}

interface Shared {
  readonly side: 'left' | 'right';
  readonly length: number;
  readonly members: readonly number[];
  readonly score: number;
}

/** Terms with the same first or last factors become one. */
function factorLists(given: readonly Parts[]): readonly Parts[] {
  let parts = [...given];
  for (;;) {
    const best = bestShared(parts);
    if (best === undefined) return parts;
    const { side, length, members } = best;
    const chosen = members.map((i) => parts[i]!);
    const first = chosen[0]!.list;
    const shared = side === 'left' ? first.slice(0, length) : first.slice(first.length - length);
    const inner = chosen.map((it) => ({
      c: it.c,
      scalars: [],
      list: side === 'left' ? it.list.slice(length) : it.list.slice(0, it.list.length - length),
    }));
    const content = contentOf(inner.map((it) => it.c));
    const rest = factorLists(inner.map((it) => ({ ...it, c: times(it.c, reciprocal(content)) })));
    const kind = productForm(...inner[0]!.list).kind;
    const body = sumOf(rest, kind);
    const list =
      body.op === 'sum' && body.args.length === 1
        ? [...(side === 'left' ? [...shared, body] : [body, ...shared])]
        : side === 'left'
          ? [...shared, body]
          : [body, ...shared];
    const made: Parts = { c: content, scalars: chosen[0]!.scalars, list };
    parts = parts.flatMap((it, i) => (i === members[0] ? [made] : members.includes(i) ? [] : [it]));
  }
}

function bestShared(parts: readonly Parts[]): Shared | undefined {
  let best: Shared | undefined;
  const keys = parts.map((it) => it.list.map(formKey));
  const turned = keys.map((it) => it.toReversed());
  for (let i = 0; i < parts.length; i++) {
    for (let j = i + 1; j < parts.length; j++) {
      for (const side of ['right', 'left'] as const) {
        const all = side === 'left' ? keys : turned;
        const [a, b] = [all[i]!, all[j]!];
        let length = 0;
        // Something must be left of each.
        while (length < a.length - 1 && length < b.length - 1 && a[length] === b[length]) length++;
        if (length === 0) continue;
        const begins = (it: readonly string[]): boolean => {
          if (it.length <= length) return false;
          for (let m = 0; m < length; m++) if (it[m] !== a[m]) return false;
          return true;
        };
        const members = all.flatMap((it, n) => (begins(it) ? [n] : []));
        const score = length * (members.length - 1);
        if (best === undefined || score > best.score) best = { side, length, members, score };
      }
    }
  }
  return best;
}

/** The number that all have before them, whatever the sign: 2 of 2a − 2b, ½ of ½a + ½b. */
function sharedOf(list: readonly Rational[]): Rational | undefined {
  const [first] = list;
  if (first === undefined) return undefined;
  const size = first.over > 0n ? first : negative(first);
  if (!list.every((it) => it.under === size.under && (it.over === size.over || it.over === -size.over)))
    return undefined;
  return list.every((it) => it.over < 0n) ? negative(size) : size;
}

/** What goes before brackets that there are anyway: no fraction that would leave others inside, as of 2a − ½b. */
function contentOf(list: readonly Rational[]): Rational {
  const shared = sharedOf(list);
  if (shared !== undefined) return shared;
  const whole = list.every((it) => it.under === 1n);
  const content = whole ? rational(list.reduce((all, it) => gcd(all, it.over < 0n ? -it.over : it.over), 0n)) : ONE;
  return list.every((it) => it.over < 0n) ? negative(content) : content;
}

const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? a : gcd(b, a % b));
