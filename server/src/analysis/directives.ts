/** The directives of a note as plain data, and which of them are not understood. */
import type { Stated } from '../expr/lower-habits.ts';
import { nearest } from '../base/nearest.ts';
import { perObject } from '../base/per-object.ts';
import type { Span } from '../base/span.ts';
import type { Directive, Unknown } from '../note/directive.ts';
import { directivesIn, frontMatterDirectives } from '../note/directives.ts';
import type { Note, Part } from '../note/note.ts';
import { sourceSpan } from '../note/source-map.ts';
import { operatorsSaid } from './operators-said.ts';
import { type Code, codes } from './problems.ts';
import { codeMessage, directiveMessage } from './wording.ts';

/** A directive and what it stands beside. */
export interface NoteDirective {
  readonly directive: Directive;
  /** The whole comment, or the entry in the head of the note; offsets in the note. */
  readonly span: Span;
  /** Absent for an entry in the head of the note, which holds for all of it. */
  readonly part?: number;
  /** Indices into the formulas of the part. */
  readonly formulas: readonly number[];
  /** Index into the blocks of the part. */
  readonly block?: number;
}

const memo = new WeakMap<Note, readonly NoteDirective[]>();

/** Every directive of a note, in the order of its text. */
export function directivesOf(note: Note): readonly NoteDirective[] {
  let found = memo.get(note);
  if (found === undefined) {
    const head = frontMatterDirectives(note).map((it) => ({ ...it, formulas: [] }));
    const body = note.parts.flatMap(({ part, place }, index) =>
      directivesIn(part).map((it) => ({ ...it, span: sourceSpan(place, it.span.start, it.span.end), part: index })),
    );
    memo.set(note, (found = [...head, ...body]));
  }
  return found;
}

/** Values of `layout`; what each means is the business of `layout/`. */
export const layoutNames = ['numerator', 'denominator', 'mixed'] as const;

/** What `read … as …` says of signs, where the last word counts, and whether the note speaks of what some letters stand for. */
export function statedReadings(note: Note): Stated {
  const stated: { -readonly [K in keyof Stated]: Stated[K] } = {};
  for (const { directive } of directivesOf(note)) {
    if (directive.kind !== 'read') continue;
    const { sign, as } = directive;
    if (sign === "'") stated.primeIsTranspose = as === 'transpose';
    if (sign === 't') stated.tIsTranspose = as === 'transpose';
    if (sign === '\\circ') stated.circIsHadamard = as === 'hadamard';
  }
  const words = note.parts.map(({ part }) => speaksOf(part));
  if (words.some((it) => it.jacobians)) stated.namesJacobians = true;
  if (words.some((it) => it.hessians)) stated.namesHessians = true;
  if (words.some((it) => it.maps)) stated.namesMaps = true;
  if (words.some((it) => it.repeated)) stated.sumsRepeated = true;
  if (words.some((it) => it.primes)) stated.primesTranspose = true;
  const said = words.some((it) => it.doubleDots);
  const higher = words.some((it) => it.higher);
  if (said || higher) stated.contractions = { said, higher };
  const operators = new Map(words.flatMap((it) => [...it.operators]));
  const adjoints = words.some((it) => it.adjoints);
  const pseudoInverses = words.some((it) => it.pseudoInverses);
  if (adjoints || pseudoInverses) stated.adjoints = { adjoints, pseudoInverses };
  if (operators.size > 0) stated.operators = operators;
  return stated;
}

/** Does the note say that repeated indices are summed over? */
export const sumsRepeated = (parts: readonly Part[]): boolean => parts.some((it) => speaksOf(it).repeated);

const speaksOf = perObject(({ text }: Part) => ({
  jacobians: /\bJacobian/i.test(text),
  hessians: /\bHessian/i.test(text),
  maps: /\b(Fr[ée]chet|G[âa]teaux|directional derivative|total derivative|derivative of|differential of|(the|its) differential|linear (map|operator|functional)|push-?forward|tangent (map|space|vector|bundle))/i.test(
    text,
  ),
  operators: operatorsSaid(text),
  adjoints: /\b(?:adjoints?|hermitian|unitary|unitaries|conjugate[- ]transposes?)\b/i.test(text),
  pseudoInverses: /\bpseudo-?\s?inverses?\b|\bmoore\b|\bgenerali[sz]ed inverses?\b/i.test(text),
  primes: PRIMES.test(text),
  doubleDots:
    /\bdouble[- ]?(?:dots?|contract\w*|inner|scalar)\b|\bcolon (?:product|operator|notation|denotes|stands|for|is|means)\b|\bdoppel(?:te\w* )?(?:punkt|verjüngung|überschiebung)\w*/iu.test(
      text,
    ),
  higher:
    /\b(?:fourth|third|4th|3rd|higher)[- ](?:order|rank)\b|\b(?:elasticity|stiffness|compliance|elastic|tangent) (?:tensors?|moduli|modulus)\b/i.test(
      text,
    ),
  repeated: REPEATED.test(text) && !NOT_REPEATED.test(text),
}));

/** “Primes denote transposes”, “$A'$ is the transpose of $A$”, “we write $'$ for the transpose”. */
const PRIMES =
  /(?:\b(?:primes?|apostrophes?)\b|'\s*\$?)\s+(?:always\s+|here\s+)?(?:is|are|denotes?|means?|indicates?|stands?\s+for|for)\s+(?:an?\s+|the\s+)?(?:vector\s+|matrix\s+|usual\s+)*transpos/i;

/** “We sum over repeated indices”, “the Einstein summation convention”. */
const REPEATED =
  /\beinstein(?:['’]s|ian)?\s+(?:summation|sum|index|convention|notation)|\bsumm?(?:ed|s|ing|ation)?\s+(?:\w+\s+){0,3}over\s+(?:all\s+|any\s+)?(?:repeated|doubled?|dummy)\s+(?:ind|subscript|suffix)|\brepeated\s+(?:ind(?:ex|ices|exes)|subscripts?|suffix(?:es)?)\s+(?:\w+\s+){0,4}summ|\bsummation\s+convention\b|\b(?:implied|implicit)\s+summation\b/i;
const NOT_REPEATED =
  /\b(?:not|never|without|n['’]t)\s+(?:\w+\s+){0,4}(?:einstein|summation\s+convention|implied\s+summation)|\bno\s+(?:einstein|implied|implicit)/i;

export interface Misunderstood {
  readonly message: string;
  /** What stands there, and what is probably meant. */
  readonly from?: string;
  readonly to?: string;
}

const isCode = (word: string): word is Code => codes.some((code) => code === word);

/** Why a directive changes nothing, when it does not. */
export function misunderstood(directive: Directive): Misunderstood | undefined {
  switch (directive.kind) {
    case 'unknown':
      return notUnderstood(directive);
    case 'ignore':
    case 'expect': {
      const word = directive.codes.find((it) => !isCode(it));
      if (word === undefined) return undefined;
      const meant = nearest(word, codes);
      return { message: codeMessage(word, meant), from: word, ...(meant && { to: meant }) };
    }
    case 'layout': {
      const { value } = directive;
      if (layoutNames.some((it) => it === value)) return undefined;
      return notUnderstood({ kind: 'unknown', words: value, allowed: layoutNames });
    }
    default:
      return undefined;
  }
}

function notUnderstood({ words, allowed, usage }: Unknown): Misunderstood {
  const meant = nearest(words.toLowerCase(), allowed);
  return { message: directiveMessage(words, meant, usage), ...(meant && { from: words, to: meant }) };
}
