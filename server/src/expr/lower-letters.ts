/** What letters usually name where a note says nothing of them. */

/** Letters of functions. */
export const FUNCTION_LETTERS = new Set(
  'f g h p q F G P L J k r u \\phi \\psi \\sigma \\ell \\pi \\kappa \\Phi \\rho \\eta \\mathcal'.split(' ').concat([
    'calligraphic L', 'calligraphic N', 'calligraphic J', 'calligraphic F', 'calligraphic O', 'calligraphic D', 'bold f', 'bold g', 'bold h',
    'blackboard P', 'O', 'l', 'bold \\phi', 'calligraphic R', 'blackboard E', 'blackboard V', 'E', 'H', 'I', 'D', 'Q', 'V',
  ]),
); // prettier-ignore

/** … that name what acts on each entry of a layer. */
export const ACTIVATIONS = new Set(['\\sigma', '\\phi', '\\psi', 'f', 'g', 'h']);

/** Letters that name a number depending on everything: losses, energies, likelihoods. */
export const SCALAR_FUNCTIONS = new Set([
  'L',
  'J',
  'E',
  'f',
  '\\ell',
  'calligraphic L',
  'calligraphic J',
  'calligraphic E',
  'l',
]);
