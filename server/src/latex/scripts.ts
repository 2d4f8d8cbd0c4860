/** Scripts and primes, in whatever order and spelling: `x_i^2`, `f'^2`, `x²`, `x^\prime`. */
import { roleOf } from './character.ts';
import { Kind } from './lexer.ts';
import { peek, take } from './macros.ts';
import type { Atom, Group, Node, Scripted } from './node.ts';
import { atomOf, faultFrom, loosely, spanFrom, type Frame, type Reader } from './reader.ts';
import { primesOf, subscriptOf, superscriptOf } from './unicode.ts';

export const isScript = (char: string): boolean =>
  superscriptOf(char) !== undefined || subscriptOf(char) !== undefined || primesOf(char) > 0;

/** Attaches all scripts and primes that come now to the last item, whatever trivia stands between. */
export function scriptsAt(p: Reader, f: Frame): void {
  const first = peek(p);
  const before = f.items.at(-1);
  const had = before !== undefined && canCarry(before) ? f.items.pop() : undefined;
  const faults: Node[] = [];
  const start = had?.span.start ?? first.start;
  let base = had?.kind === 'scripted' ? had.base : had;
  let sub = had?.kind === 'scripted' ? had.sub : undefined;
  let sup = had?.kind === 'scripted' ? had.sup : undefined;
  let primes = had?.kind === 'scripted' ? had.primes : 0;
  if (base?.kind === 'group' && base.body.length === 0) base = undefined;
  for (;;) {
    const next = peek(p);
    if (next.kind === Kind.prime) {
      take(p);
      primes++;
      continue;
    }
    let below = next.kind === Kind.sub;
    let script: Node;
    if (below || next.kind === Kind.sup) {
      take(p);
      script = p.argument(p);
    } else if (next.kind === Kind.letter && next.text.charCodeAt(0) > 127 && isScript(next.text)) {
      const count = primesOf(next.text);
      if (count > 0) {
        take(p);
        primes += count;
        continue;
      }
      below = subscriptOf(next.text) !== undefined;
      script = smallCharacters(p, below);
    } else {
      break;
    }
    const count = below ? 0 : primesIn(script);
    primes += count;
    const rest = count > 0 ? afterPrimes(script) : script;
    if (rest === undefined) continue;
    if (below && sub === undefined) sub = rest;
    else if (!below && sup === undefined) sup = rest;
    else faults.push(faultFrom(p, 'double-script', next.start));
  }
  const span = spanFrom(p, start);
  const result: Scripted = {
    kind: 'scripted',
    ...(base === undefined ? undefined : { base }),
    ...(sub === undefined ? undefined : { sub }),
    ...(sup === undefined ? undefined : { sup }),
    primes,
    span,
  };
  f.items.push(result, ...faults);
}

const canCarry = (it: Node): boolean => it.kind !== 'atom' || (it.role !== 'align' && it.role !== 'newline');

/** How many primes `^\prime`, `^{\prime\prime}` or `^{\prime 2}` begins with. */
function primesIn(it: Node): number {
  if (it.kind === 'atom') return it.text === '\\prime' ? 1 : 0;
  if (it.kind === 'scripted')
    return it.base === undefined && it.sub === undefined && it.sup === undefined ? it.primes : 0;
  return it.kind === 'group' ? leading(it).reduce((sum, node) => sum + primesIn(node), 0) : 0;
}

/** The primes that a group begins with. */
function leading({ body }: Group): readonly Node[] {
  const end = body.findIndex((it) => primesIn(it) === 0);
  return end < 0 ? body : body.slice(0, end);
}

/** `^{\prime\top}` is a prime and `^\top`: what is left of a script behind its primes. */
function afterPrimes(it: Node): Node | undefined {
  const rest = it.kind === 'group' ? it.body.slice(leading(it).length) : [];
  return rest.length === 0 ? undefined : rest.length === 1 ? rest[0] : { ...it, kind: 'group', body: rest };
}

/** `⁻¹`: raised or lowered characters in a row. */
function smallCharacters(p: Reader, below: boolean): Node {
  const atoms: Atom[] = [];
  for (;;) {
    const next = peek(p);
    const char = next.kind !== Kind.letter ? undefined : below ? subscriptOf(next.text) : superscriptOf(next.text);
    if (char === undefined) break;
    take(p);
    atoms.push({ ...atomOf(next, roleOf(char)), text: char });
  }
  const [only] = atoms;
  return atoms.length === 1 && only !== undefined ? only : loosely(atoms, p.end);
}
