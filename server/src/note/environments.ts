/** Which `\begin{…}` is mathematics, and what is not. */

/** Environments that open display mathematics on their own, in LaTeX and under MathJax (`*` is dropped before asking). */
const display = new Set(
  (
    'equation align alignat aligned alignedat gather gathered multline multlined eqnarray flalign displaymath math ' +
    'split subequations dmath dgroup IEEEeqnarray'
  ).split(' '),
);

/** Environments that stand inside mathematics in LaTeX, but that MathJax and notes accept bare as well. */
const inner = new Set(
  'matrix pmatrix bmatrix Bmatrix vmatrix Vmatrix smallmatrix cases dcases rcases array CD darray'.split(' '),
);

const plain = (name: string): string => (name.endsWith('*') ? name.slice(0, -1) : name);

/** `\begin{align*}` opens a formula wherever it stands. */
export const isDisplayEnvironment = (name: string): boolean => display.has(plain(name));

/** `\begin{bmatrix}` opens a formula in a Markdown note; in LaTeX text it would be a fault. */
export const isMathEnvironment = (name: string): boolean => display.has(plain(name)) || inner.has(plain(name));
