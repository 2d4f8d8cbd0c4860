/**
 * What sentences say of the layout: “we use numerator layout”, “gradients are row vectors”, “the derivative ⟦3⟧ is a
 * column vector”. A formula in a sentence is a numbered token.
 */
import type { Span } from '../base/span.ts';
import type { Axes, Axis } from '../shape/axes.ts';
import { type Preset, presets } from './convention.ts';

export interface Said {
  /** Of the clause, in the text given. */
  readonly span: Span;
  /** A name that the note says it uses. */
  readonly uses?: Preset;
  /** A name that is only spoken of: what stands around it belongs to a comparison. */
  readonly names?: Preset;
  /** What it says of a kind of derivative. */
  readonly axes: Partial<Axes>;
  /** A name and what it is said to mean exclude each other. */
  readonly misnamed: boolean;
}

/** Which axis a formula of the sentence is a derivative of; undefined for everything else. */
export type AxisOf = (formula: number) => Axis | undefined;

/** Cheap: whether a text can say anything of a layout. */
export const mentionsLayout = (text: string): boolean =>
  /layout|convention|(?:row|column|horizontal)[ -]vector|gradients?\b.*\b(?:rows?|columns?)\b|jacobian/i.test(text);

export function saidIn(text: string, axisOf: AxisOf): readonly Said[] {
  const found: Said[] = [];
  for (const clause of clausesOf(text)) {
    const it = saidBy(clause.text, axisOf);
    if (it !== undefined) found.push({ ...it, span: clause.span });
  }
  return found;
}

interface Clause {
  readonly text: string;
  readonly span: Span;
}

/** Sentences, and their parts where the sense may turn: “…, but many papers use the denominator layout”. */
function clausesOf(text: string): readonly Clause[] {
  const found: Clause[] = [];
  let from = 0;
  const cut = (to: number): void => {
    const piece = text.slice(from, to);
    const start = from + (piece.length - piece.trimStart().length);
    if (piece.trim() !== '') found.push({ text: piece.trim(), span: { start, end: start + piece.trim().length } });
    from = to;
  };
  for (const match of text.matchAll(TURN)) cut(match.index + (/^[.!?;\n]/.test(match[0]) ? 1 : 0));
  cut(text.length);
  return found;
}

const TURN =
  /(?<!\b(?:w\.r\.t|e\.g|i\.e|cf|eqs?|fig|resp))[.!?](?=\s|$)|;|\n(?=\s*(?:[-*•]|\d+\.|\n|$))|\n(?=[A-Z])|(?<=[\s,])(?:but|whereas|while|although|in contrast|as opposed to|instead of|rather than|unlike|not to be confused)\b/gi;

const NAME =
  /\b(numerator|denominator|mixed)(?:[- ]|\s+)(?:layout|convention|style|notation|form)|\blayout\W{1,4}(numerator|denominator|mixed)\b/gi;
const presetNames = ['numerator', 'denominator', 'mixed'] as const;
const USES =
  /\b(?:we|i|i'll|we'll|let us|let's|our|this (?:note|page|post|document|article|paper|section|chapter|text|course)|these notes|all (?:the )?(?:formulas?|formulae|derivatives|gradients|equations|results)|everything)\b[^.]*\b(?:us(?:e|es|ing)|adopt\w*|follow\w*|employ\w*|assum\w*|stick\w*|writ(?:e|ten)|work|choose|prefer|is|are|in)\b|\bused (?:here|throughout|below|in (?:this|these))\b|\b(?:using|with|in|following|adopting) (?:the )?(?:so-called )?[[*_]*(?:numerator|denominator|mixed)[- ](?:layout|convention)\b[^.]*\b(?:here|throughout|below)\b|\bthroughout\b|^\W*(?:layout|convention|notation)\s*:|^\W*(?:using|we are in)\b/i;
const OTHERS =
  /\b(?:some|other|many|most|several|few|certain|often|sometimes|alternatively|if (?:you|we|one)|others?|wikipedia|authors|books?|papers|texts|one (?:may|can|could)|the other|unlike|contrast|instead|rather|whereas|while|he|she|they|his|her|their)\b/i;
const NOT = /\b(?:not|n't|never|neither|nor|avoid|without)\b/i;
const LOCAL = /\bin this (?:section|subsection|example|paragraph|exercise|proof)\b|\bhere only\b/i;

function saidBy(clause: string, axisOf: AxisOf): Omit<Said, 'span'> | undefined {
  const found = [...clause.matchAll(NAME)];
  const names = found.flatMap((it) => presetNames.find((name) => name === (it[1] ?? it[2])?.toLowerCase()) ?? []);
  const [name] = names;
  const denied = NOT.test(clause);
  const axes = denied ? {} : described(clause, axisOf);
  if (name !== undefined) {
    const only = names.every((it) => it === name);
    // “We follow the layout of most texts” is about the note, “most texts follow …” is not.
    const others = OTHERS.test(clause.slice(0, found[0]?.index));
    const own = only && !denied && USES.test(clause) && !others && !LOCAL.test(clause);
    const misnamed = only && contradicts(presets[name], axes);
    return { ...(own ? { uses: name } : { names: name }), axes: own || misnamed ? axes : {}, misnamed };
  }
  if (Object.keys(axes).length === 0 || OTHERS.test(clause)) return undefined;
  return { axes, misnamed: false };
}

const contradicts = (preset: Partial<Axes>, axes: Partial<Axes>): boolean =>
  (preset.scalarByVector !== undefined &&
    [axes.scalarByVector, axes.nablaScalar].some((it) => it !== undefined && it !== preset.scalarByVector)) ||
  (axes.vectorByVector !== undefined && axes.vectorByVector !== preset.vectorByVector);

const IS =
  '(?:is|are|be|as|being|yields?|gives?|returns?|becomes?|is (?:written|treated|considered|represented|defined|taken) as|are (?:written|treated|considered|represented|taken|all|always) ?(?:as)?)';
const A = '(?:(?:an?|the|always|also|all|again|defined as|written as|by convention|horizontal) )*';
const WAY = '(row|column)';
const GRADIENTS = new RegExp(
  `\\b(?:all |our |the )?gradients?(?: of (?:an? )?(?:scalar|real)[^⟦⟧,]*)?(?: ⟦\\d+⟧)?,? ${IS} ${A}${WAY}(?: vectors?|s\\b)`,
  'i',
);
const WE_TREAT = new RegExp(
  `\\b(?:treat|write|consider|represent|regard|take|define|view)\\w* (?:all |the |our )?(?:gradients?|derivatives of scalars?)(?: ⟦\\d+⟧)? (?:as|to be) ${A}${WAY}(?: vectors?|s\\b)`,
  'i',
);
const FORMULA = new RegExp(`⟦(\\d+)⟧,? ${IS} ${A}${WAY} vector`, 'gi');

/** “gradients are row vectors”, “⟦0⟧ is a column vector if …”. */
function described(clause: string, axisOf: AxisOf): Partial<Axes> {
  const found: { -readonly [A in Axis]?: Axes[A] } = {};
  const general = GRADIENTS.exec(clause)?.[1] ?? WE_TREAT.exec(clause)?.[1];
  if (general !== undefined) found.scalarByVector = found.nablaScalar = way(general);
  // “if x is a row vector” says what x is.
  const said = clause.replace(/\b(?:if|when|where|since|because)\b[^,;]*$/i, '');
  for (const [, formula, word] of said.matchAll(FORMULA)) {
    const axis = axisOf(Number(formula));
    if (axis === 'scalarByVector' || axis === 'nablaScalar') found[axis] = way(word);
  }
  return found;
}

const way = (word: string | undefined): 'row' | 'column' => (word?.toLowerCase() === 'row' ? 'row' : 'column');
