/** Why a claim was not checked: the closed list, each a sentence and, where there is something, what can be done. */

interface Reason {
  /** @param about a name or what was found out; may be empty */
  readonly sentence: (about: string) => string;
  readonly todo?: (about: string) => string;
}

const with_ = (before: string, about: string, without: string): string => (about === '' ? without : before + about);

const reasons: Readonly<Record<string, Reason>> = {
  'unknown-symbol': {
    sentence: (about) =>
      about === 'no dependence is stated'
        ? 'nothing says how what is differentiated depends on the variable'
        : `${about === '' ? 'a symbol' : about} is used but nothing says what it is`,
    todo: (about) =>
      about === 'no dependence is stated'
        ? 'define what is differentiated'
        : `define or declare ${about === '' ? 'it' : about}, or mark it as given`,
  },
  'no-dependence': {
    sentence: () => 'nothing says how what is differentiated depends on the variable',
    todo: () => 'define what is differentiated',
  },
  'unknown-size': {
    sentence: (about) =>
      isName(about) ? `the size of ${about} is not known for certain` : 'a size could not be worked out',
    todo: (about) => (isName(about) ? `declare ${about}` : 'declare its symbols'),
  },
  'not-understood': {
    sentence: (about) => with_('this part could not be read: ', about, 'a part could not be read'),
  },
  'several-meanings': {
    sentence: (about) =>
      isName(about)
        ? `${about} can be read in several ways`
        : with_('it can be read in several ways; ', about, 'it can be read in several ways'),
    todo: () => 'declare which is meant',
  },
  'no-rule': { sentence: () => 'nothing computes a part of it yet' },
  'condition-unknown': {
    sentence: (about) =>
      with_(
        'it may rest on a condition that was not understood: ',
        quoted(about),
        'it may rest on a condition of the note',
      ),
    todo: () => 'state the condition as a formula or in a sentence of its own',
  },
  'not-an-equation': { sentence: () => '≈, ∝, ∼ and → are not checked' },
  'read-as-condition': {
    sentence: () => 'read as a condition, not as an identity',
    todo: () => 'say that it holds for all values with a comment “nabla: claim”',
  },
  'limit-or-integral': { sentence: () => 'limits and general integrals are not checked' },
  complex: { sentence: () => 'complex numbers are not checked' },
  'too-large': { sentence: () => 'it takes too long to compute' },
  timeout: { sentence: () => 'it was stopped after a long time', todo: () => 'edit it, or verify it again' },
  'depends-on': { sentence: (about) => with_('it waits for ', about, 'it waits for another line') },
  hypothesis: {
    sentence: () => 'no values were found that satisfy the equations above it',
    todo: () => 'mark those equations that do not matter here with a comment “nabla: off”',
  },
  domain: { sentence: () => 'no values were found for which both sides are defined' },
  'no-counterexample': {
    sentence: (about) => with_('an inequality; ', about, 'an inequality without counterexample so far'),
  },
  shape: { sentence: () => 'the sizes of its parts could not be joined' },
};

/** `the size of S could not be worked out`; no capital, no full stop. */
export const reasonSentence = (reason: string, about: string): string =>
  reasons[reason]?.sentence(about) ?? reason.replaceAll('-', ' ');

/** What would let it be checked, as a clause. */
export const reasonTodo = (reason: string, about: string): string | undefined => reasons[reason]?.todo?.(about);

const isName = (about: string): boolean => about !== '' && !about.includes(' ');
const quoted = (about: string): string => (about === '' ? '' : `“${about}”`);
