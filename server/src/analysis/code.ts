/** A formula as code, in the names of its glyphs. */
import { elaborate } from '../algebra/elaborate.ts';
import { reduce } from '../algebra/reduce.ts';
import { letters } from '../algebra/reduce-atom.ts';
import { transposeForm } from '../algebra/form.ts';
import { type Code, codeOf, type Language } from './derive-code.ts';
import { formulaOf, meaningsOf, type Unavailable, unavailable } from './derive.ts';
import { pose } from './problem.ts';
import { defaults, type Settings } from './settings.ts';

export interface CodeQuestion {
  readonly formula: string;
  readonly declare?: readonly string[];
  readonly conditions?: readonly string[];
  readonly to?: Language;
}

/** One expression of a language for a formula, or why there is none. Never throws on a reader's text. */
export function expressionCode(question: CodeQuestion, settings: Settings = defaults): Code | Unavailable {
  const posed = pose({ ...question, formulas: [question.formula] }, settings);
  const [formula] = posed.formulas;
  const expr = formula === undefined ? undefined : formulaOf(formula);
  if (formula === undefined || expr === undefined || formula.unread.length > 0)
    return unavailable('unreadable', `could not be read: ${formula?.unread.join(', ') ?? question.formula}`);
  const { value, faults } = elaborate(expr, meaningsOf(formula, posed));
  if (value === undefined) return unavailable('not understood', faults[0] ?? question.formula);
  const form = reduce(value.p, letters());
  if (form === undefined) return unavailable('no code', 'there is no matrix notation for it');
  const made = codeOf(
    value.kind === 'row' ? transposeForm(form) : form,
    value.p.free.map((it) => it.dim),
    [],
    question.to,
  );
  return typeof made === 'string' ? unavailable('no code', made) : made;
}
