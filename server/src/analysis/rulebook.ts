/** The rules that may be cited: those of the catalogue, and the reader's own notes in `.nabla/rules`. */
import type { Span } from '../base/span.ts';
import { type Expr, walk } from '../expr/expr.ts';
import { type Catalogue, catalogueOf, readChapters, ruleNamed, rulesOf } from '../rules/catalogue.ts';
import { compileRules } from '../rules/compile.ts';
import { faultText } from '../rules/fault.ts';
import { matchesOf } from '../rules/match.ts';
import type { Form, Rule } from '../rules/rule.ts';
import type { DerivedHere } from './derive-here.ts';

export interface Rulebook {
  readonly catalogue: Catalogue;
  /** What is wrong with the reader's own rules; such a rule is left out. */
  readonly faults: readonly RuleFault[];
}

export interface RuleFault {
  readonly path: string;
  readonly span: Span;
  readonly message: string;
}

/** A rule as a reader sees it. */
export type RuleFact = Pick<Rule, 'id' | 'title' | 'names' | 'chapter' | 'given' | 'source' | 'remark'> & {
  readonly formulas: readonly { readonly tex: string; readonly layouts: readonly string[] }[];
};

export interface OwnNote {
  readonly path: string;
  readonly text: string;
}

/**
 * @param built what the build wrote, empty when there is none
 * @param own the reader's notes of rules
 * @param refutes why a rule is false; a reader's rule is used only when nothing says so
 */
export function rulebook(
  built: string,
  own: readonly OwnNote[] = [],
  refutes: (rule: Rule) => string | undefined = () => undefined,
): Rulebook {
  const chapters = [...readChapters(built)];
  const faults: RuleFault[] = [];
  for (const { path, text } of own) {
    const compiled = compileRules(text);
    for (const it of compiled.faults) faults.push({ path, span: it.span, message: faultText(it) });
    const rules = compiled.chapter.rules.filter((rule) => {
      const why = refutes(rule);
      if (why === undefined) return true;
      const heading = { start: rule.offset, end: text.indexOf('\n', rule.offset) };
      faults.push({ path, span: heading, message: faultText({ kind: 'untrue', detail: why, span: heading }) });
      return false;
    });
    chapters.push({ ...compiled.chapter, rules });
  }
  return { catalogue: catalogueOf(chapters), faults };
}

export const ruleIn = ({ catalogue }: Rulebook, name: string): RuleFact | undefined => {
  const rule = ruleNamed(catalogue, name);
  return rule && factOf(rule);
};

export const rulesIn = ({ catalogue }: Rulebook): readonly RuleFact[] => rulesOf(catalogue).map(factOf);

/** A rule whose left side is a derivative of a note, its right side in the note's letters. */
export interface RuleHere {
  readonly rule: RuleFact;
  readonly tex: string;
  /** Conditions of the rule that the note does not state. */
  readonly open: readonly string[];
}

/** The rules that give a derivative, those closest to it first. */
export const rulesFor = (
  { catalogue }: Rulebook,
  { subject, layout, style }: Pick<DerivedHere, 'subject' | 'layout' | 'style'>,
): readonly RuleHere[] =>
  matchesOf(catalogue, subject.derivative, { ...subject, layout }).map(({ rule, form, bindings, open }) => ({
    rule: factOf(rule),
    tex: instantiated(form, bindings, subject.words, style.transpose),
    open,
  }));

/** The right side of a rule with everything that its names stand for. */
function instantiated(
  { tex, claim }: Form,
  bindings: ReadonlyMap<string, Expr>,
  words: (it: Expr) => string,
  transpose: string,
): string {
  const right = claim.sides[claim.sides.length - 1];
  if (right === undefined) return '';
  const edits: { readonly start: number; readonly end: number; readonly text: string }[] = [];
  walk(right, (it) => {
    const bound = it.kind === 'symbol' ? bindings.get(it.key) : undefined;
    if (bound !== undefined) edits.push({ ...it.span, text: inBrackets(bound, words, transpose) });
  });
  const { start, end } = right.span;
  let text = tex.slice(start, end);
  for (const it of edits.sort((a, b) => b.start - a.start))
    text = `${text.slice(0, it.start - start)}${it.text}${spacing(it.text, text.slice(it.end - start))}`;
  return text.replaceAll('^\\top', `^${/^(\\\w+|\w)$/.test(transpose) ? transpose : `{${transpose}}`}`);
}

/** A command must not run into the letter behind it. */
const spacing = (text: string, rest: string): string =>
  /\\[A-Za-z]+$/.test(text) && /^[A-Za-z]/.test(rest) ? ` ${rest}` : rest;

function inBrackets(it: Expr, words: (it: Expr) => string, transpose: string): string {
  const [inner] = it.kind === 'apply' && it.op === 'transpose' ? it.args : [];
  // A transpose that the matcher made stands nowhere in the text.
  if (inner?.span.start === it.span.start && inner.span.end === it.span.end)
    return `${inBrackets(inner, words, transpose)}^{${transpose}}`;
  const text = words(it);
  return it.kind === 'symbol' || it.kind === 'number' ? text : `(${text})`;
}

const factOf = ({ id, title, names, chapter, given, source, remark, forms }: Rule): RuleFact => ({
  id,
  title,
  names,
  chapter,
  given,
  source,
  remark,
  formulas: forms.map(({ tex, layouts }) => ({ tex, layouts })),
});
