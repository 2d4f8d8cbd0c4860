/** What real notes need of the catalogue, as formulas in denominator layout: short name, function, variable, sizes, gradient. */
export type NeededRow = readonly [id: string, f: string, wrt: string, sizes: string, gradient: string];

// prettier-ignore
export const needed: readonly NeededRow[] = [
  ['V1', 'a^\\top x', 'x', 'a n; x n', 'a'],
  ['V2', 'x^\\top x', 'x', 'x n', '2 x'],
  ['V3', 'x^\\top A x', 'x', 'x n; A n n', '(A + A^\\top) x'],
  ['V4', '\\|x\\|_2', 'x', 'x n', 'x / \\|x\\|_2'],
  ['V5', '\\|A x - b\\|_2^2', 'x', 'A m n; x n; b m', '2 A^\\top (A x - b)'],
  ['V6', '(x - A s)^\\top W (x - A s)', 's', 'x m; A m n; s n; W m m', '-2 A^\\top W (x - A s)'],
  ['V8', '\\log \\left( \\mathbf{1}^\\top \\exp(x) \\right)', 'x', 'x n', '\\operatorname{softmax}(x)'],
  ['3.1', '\\operatorname{tr}(A X)', 'X', 'A n m; X m n', 'A^\\top'],
  ['T2', '\\operatorname{tr}(A^\\top X)', 'X', 'A m n; X m n', 'A'],
  ['T3', '\\operatorname{tr}(X)', 'X', 'X n n', 'I'],
  ['3.5', '\\operatorname{tr}(X A X^\\top)', 'X', 'X m n; A n n', 'X (A + A^\\top)'],
  ['T5', '\\operatorname{tr}(X^\\top A X)', 'X', 'X m n; A m m', '(A + A^\\top) X'],
  ['T6', '\\operatorname{tr}(X^\\top B X A)', 'X', 'X m n; A n n; B m m', 'B^\\top X A^\\top + B X A'],
  ['T7', 'a^\\top X b', 'X', 'a m; X m n; b n', 'a b^\\top'],
  ['T8', 'a^\\top X^\\top X a', 'X', 'a n; X m n', '2 X a a^\\top'],
  ['T9', '\\|X\\|_F^2', 'X', 'X m n', '2 X'],
  ['12.6', '\\|X - A\\|_F^2', 'X', 'X m n; A m n', '2 (X - A)'],
  ['T11', '\\|M \\odot (X - A)\\|_F^2', 'X', 'M m n; X m n; A m n', '2 M \\odot M \\odot (X - A)'],
  ['T12', '\\|X - U V^\\top\\|_F^2', 'U', 'X m n; U m k; V n k', '-2 (X - U V^\\top) V'],
  ['T13', '\\|A X - B\\|_F^2', 'X', 'A p m; X m n; B p n', '2 A^\\top (A X - B)'],
  ['D1', '\\det(X)', 'X', 'X n n', '\\det(X) X^{-\\top}'],
  ['D5', 'a^\\top X^{-1} b', 'X', 'a n; X n n; b n', '-X^{-\\top} a b^\\top X^{-\\top}'],
  ['J1', 'A x', 'x', 'A m n; x n', 'A^\\top'],
  ['J2', 'y - \\Phi \\theta', '\\theta', 'y m; \\Phi m n; \\theta n', '-\\Phi^\\top'],
];
