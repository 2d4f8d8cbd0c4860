/**
 * The chain rule through what the note does define: after `Z = XW`, `\frac{\partial L}{\partial W} = X^\top
 * \frac{\partial L}{\partial Z}` whatever L is, as long as W enters it through Z alone.
 */
import { type Form, nameForm, wrap } from '../algebra/form.ts';
import { index, single, type SymbolAtom } from '../algebra/tensor.ts';
import { product, sum } from '../algebra/tidy.ts';
import { ONE } from '../algebra/rational.ts';
import { transposed, type Value, valueOf as valued } from '../algebra/value.ts';
import type { Step } from '../diff/steps.ts';
import { type Derivative, type Expr, walk } from '../expr/expr.ts';
import { freeNames } from '../shape/free-names.ts';
import type { Facts } from './facts.ts';
import { type Ground, groundOf } from './ground.ts';
import type { Seen } from './meaning.ts';
import { bare, keyOf, valueOf, words } from './value-here.ts';

/** What the keys of derivatives begin with that are names of their own. */
export const LINK = '∂ ';

interface Link {
  /** The key of what the variable enters. */
  readonly key: string;
  /** The derivative by it, as a name of its own. */
  readonly tex: string;
  readonly value: Value;
  /** As its entries stand in the other direction: a row for a column. */
  readonly turned: boolean;
}

export interface Chain {
  /** What is differentiated, as far as it depends on the variable. */
  readonly value: Value;
  /** Names that stand for themselves. */
  readonly closed: ReadonlySet<string>;
  /** What `\frac{\partial L}{\partial Z}` is, where it stands in an expression. */
  readonly derivatives: (it: Derivative) => Value | undefined;
  readonly spelled: (form: Form) => Form;
  readonly steps: readonly Step[];
}

export interface Spot {
  readonly part: number;
  readonly formula: number;
  readonly statement: number;
}

/** @param isRow whether a derivative of a number by something of a kind is laid out as its transpose */
export function chainHere(
  facts: Facts,
  spot: Spot,
  derivative: Derivative,
  ground: Ground,
  isRow: (kind: Value['kind']) => boolean,
): Chain | undefined {
  const [variable] = derivative.by;
  if (derivative.of === undefined || variable === undefined || derivative.by.length !== 1 || derivative.order !== 1)
    return undefined;
  const subject = bare(derivative.of);
  const [whole, name] = [keyOf(subject), keyOf(variable)];
  if (subject.kind !== 'symbol' || !isOne(name) || whole === name || !isNumber(subject, ground)) return undefined;
  const mentions = ({ definition }: Seen, key: string): boolean => freeNames(definition.right).names.has(key);
  if (ground.lookup(whole).some((it) => mentions(it, name))) return undefined;
  const defined = ground.defined().flatMap((key) => ground.lookup(key).slice(0, 1));
  const through = defined.filter((it) => it.definition.key !== name && mentions(it, name));
  const after = groundOf(
    facts,
    spot.part,
    spot.formula,
    spot.statement,
    through.map(({ definition }) => definition.left),
  );
  const definitions = after?.definitions.filter(({ seen }) => through.some((it) => it.definition === seen.definition));
  // One that cannot be followed, and the rest is not the whole of it.
  if (after === undefined || definitions?.length !== through.length || through.length === 0) return undefined;
  // One that others use and one that nothing uses: the second may be a step on the way to the first.
  const isUsed = ({ key }: Seen['definition']): boolean => defined.some((it) => mentions(it, key));
  if (new Set(through.map(({ definition }) => isUsed(definition))).size > 1) return undefined;
  if (!isLoss(subject) && !through.some((it) => isAsked(facts, whole, it.definition.key))) return undefined;
  const closed = new Set([name, whole, ...depending(name, defined)]);
  const links: Link[] = [];
  const parts: Value[] = [];
  const steps: Step[] = [];
  for (const { key, body, of, seen, parameters } of definitions) {
    const left = bare(seen.definition.left);
    if (!isOne(key) || parameters.length > 0 || left !== seen.definition.left) return undefined;
    const { value } = valueOf(body, of, { ...ground, definitions: after.definitions }, closed);
    if (value === undefined) return undefined;
    const tex = spelling(derivative, variable, words(left, of), ground.formula.text);
    const link: Link = {
      key,
      tex,
      value: named(tex, value),
      turned: (value.kind === 'row') !== isRow(value.kind),
    };
    links.push(link);
    parts.push(inner(link.value, value));
    steps.push({ latex: `${words(left, of)} = ${words(body, of)}`, text: 'the chain rule through this' });
  }
  const linkAt = (it: Derivative): Link | undefined =>
    it.order !== 1 || it.by.length !== 1 || it.of === undefined || keyOf(bare(it.of)) !== whole
      ? undefined
      : links.find(({ key }) => key === keyOf(it.by[0]!));
  return {
    value: valued(
      'scalar',
      sum(
        [],
        parts.map(({ p }) => [p, ONE]),
      ),
    ),
    closed,
    derivatives: (it) => {
      const link = linkAt(it);
      return link && (link.turned ? transposed(link.value) : link.value);
    },
    spelled: (form) => spelled(form, links),
    steps,
  };
}

/** A name, or a member that a number tells from the others. */
const isOne = (key: string): boolean => key !== '' && !/\[\D*\]$/.test(key);

/** A loss: a number, or a letter of which nothing is said but that it is differentiated. */
function isNumber(it: Extract<Expr, { kind: 'symbol' }>, { formula }: Ground): boolean {
  const { kind } = formula.shapeOfName(it.key);
  return kind === 'scalar' || (kind === 'unknown' && it.glyph.face !== 'bold');
}

/** Nearly everybody's letters for a loss, which comes last and of which nothing else is to be known. */
const isLoss = ({ glyph }: Extract<Expr, { kind: 'symbol' }>): boolean => /^(L|l|\\ell)$/.test(glyph.letter);

/** Whether the note writes the derivative of one thing by another somewhere. */
const isAsked = (facts: Facts, of: string, by: string): boolean =>
  facts.parts.some(({ formulas }) =>
    formulas.some(({ expressions }) =>
      expressions.some((it) => {
        let found = false;
        walk(it, (inner) => {
          if (inner.kind !== 'derivative' || inner.of === undefined || inner.by.length !== 1) return;
          if (keyOf(bare(inner.of)) === of && keyOf(bare(inner.by[0]!)) === by) found = true;
        });
        return found;
      }),
    ),
  );

/** Everything that comes to depend on a name, through definitions. */
function depending(name: string, defined: readonly Seen[]): ReadonlySet<string> {
  const found = new Set([name]);
  for (let size = 0; size !== found.size;) {
    size = found.size;
    for (const { definition } of defined)
      if ([...freeNames(definition.right).names.keys()].some((it) => found.has(it))) found.add(definition.key);
  }
  return found;
}

/** The author's own derivative, by another name. */
function spelling({ span }: Derivative, by: Expr, name: string, text: string): string {
  const before = text.slice(span.start, by.span.start);
  const single = /^(\w|\\[A-Za-z]+)$/.test(name);
  const inside = /[_^]\s*$/.test(before) && !single ? `{${name}}` : name;
  return `${before}${/\\[A-Za-z]+$/.test(before) ? ' ' : ''}${inside}${text.slice(by.span.end, span.end)}`.trim();
}

/** Entries of the derivative by something, under the name that it is written with. */
function named(tex: string, { kind, p }: Value): Value {
  const free = p.free.map((it) => index(it.dim));
  const atom: SymbolAtom = { kind: 'symbol', key: `${LINK}${tex}`, tex, rank: free.length, flags: new Set() };
  return valued(kind === 'row' ? 'vector' : kind, single(atom, free));
}

/** The sum over all entries of the products of two values of one shape. */
function inner(a: Value, b: Value): Value {
  const ix = b.p.free.map((it) => index(it.dim));
  return valued(
    'scalar',
    product([], ix, [
      [a.p, ix],
      [b.p, ix],
    ]),
  );
}

/** Each derivative in the direction in which it is written. */
function spelled(form: Form, links: readonly Link[]): Form {
  const linkIn = (it: Form | undefined): Link | undefined =>
    it?.op === 'name' ? links.find(({ tex }) => tex === it.name) : undefined;
  const named = (it: Link, kind: Form['kind'], inBrackets: boolean): Form =>
    nameForm(inBrackets ? `\\left(${it.tex}\\right)` : it.tex, kind, false);
  const [inside] = form.args;
  const [own, under] = [linkIn(form), form.op === 'transpose' ? linkIn(inside) : undefined];
  if (under !== undefined)
    return under.turned
      ? named(under, form.kind, false)
      : wrap('transpose', form.kind, [named(under, inside!.kind, true)]);
  if (own !== undefined)
    return own.turned && form.kind !== 'scalar'
      ? wrap('transpose', form.kind, [named(own, form.kind === 'vector' ? 'row' : 'matrix', true)])
      : form;
  // Entry by entry: what comes from behind first, functions of what stands before it after.
  const args = form.op === 'hadamard' ? form.args.toSorted((a, b) => rank(a, links) - rank(b, links)) : form.args;
  return { ...form, args: args.map((it) => spelled(it, links)) };
}

const rank = (it: Form, links: readonly Link[]): number =>
  it.op === 'sum' ? 2 : links.some(({ tex }) => tex === it.name) ? 0 : 1;
