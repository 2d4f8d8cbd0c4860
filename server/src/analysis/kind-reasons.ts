/** Why a statement is of its kind, in a sentence for the hover. */
import type { Why } from './meaning.ts';

export const kindReasons: { readonly [W in Why]: string } = {
  membership: 'It says what a name is.',
  range: 'It says over what an index runs.',
  'says-so': 'The sign or the words before it introduce a name.',
  'fresh-name': 'It gives a value to a name that had none.',
  notation: 'It explains a notation.',
  recursion: 'It gives a value in terms of the one before: a step of an iteration.',
  redefinition: 'It gives the name a new value.',
  law: 'It says how a quantity is distributed or lies.',
  derivative: 'It says what a derivative is.',
  'chain-rule': 'It relates derivatives of the same function.',
  continues: 'It continues the line above.',
  'same-names': 'Both sides come down to the same names, so it leaves nothing free.',
  'known-names': 'Equations above fix every name in it.',
  'condition-sign': 'Its sign marks it as a condition.',
  'condition-words': 'The words before it make it a condition.',
  zero: 'Something set to zero is a condition.',
  decomposition: 'It writes a known quantity in terms of new ones.',
  exchange: 'The same factors turned or exchanged: a property, not an identity.',
  'unknown-function': 'Nothing says what is differentiated, so it is a property of that function.',
  'free-names': 'A name on one side is free, so it is a condition on that name.',
  bound: 'A bound on a quantity is a condition.',
  mistake: 'The words around it quote it as a mistake.',
  'not-an-equation': 'This sign states no equation.',
  'no-relation': 'An expression states nothing.',
};
