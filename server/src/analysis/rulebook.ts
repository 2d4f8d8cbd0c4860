/** The rules that may be cited: those of the catalogue, and the reader's own notes in `.nabla/rules`. */
import type { Span } from '../base/span.ts';
import { type Catalogue, catalogueOf, readChapters, ruleNamed, rulesOf } from '../rules/catalogue.ts';
import { compileRules } from '../rules/compile.ts';
import { faultText } from '../rules/fault.ts';
import type { Rule } from '../rules/rule.ts';

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
