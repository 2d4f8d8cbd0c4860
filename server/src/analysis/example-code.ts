/** A counterexample as NumPy: the values, and the right side computed from them where there is code for it. */
import type { Counterexample, Entries } from '../verify/verdict.ts';
import { expressionCode } from './code.ts';

/** A name as the note has it. */
export interface Written {
  readonly tex: string;
  /** `vector(d)`, as in the JSON. */
  readonly shape: string;
}

/** @param tex of the right side @param written how the note writes a name, by key */
export function exampleCode(
  { values, left, right }: Counterexample,
  { tex, sides }: { readonly tex: string; readonly sides: { readonly left: string; readonly right: string } },
  written: (key: string) => Written | undefined,
): string {
  const all = Object.entries(values).map(([key, value]) => ({ key, value, name: written(key) }));
  const code = expressionCode({ formula: tex, declare: all.flatMap(({ name }) => (name ? declared(name) : [])) });
  const found = 'code' in code ? code : undefined;
  const named = new Map(Object.entries(found?.variables ?? {}).map(([variable, of]) => [of, variable]));
  // The code may be computed only from what has a value here.
  const known = all.flatMap(({ name }) => (name ? [named.get(name.tex)] : []));
  const isWhole = found !== undefined && [...named.values()].every((it) => known.includes(it));
  const lines = all.map(({ key, value, name }) => {
    const variable = (name && named.get(name.tex)) ?? (name?.tex ?? key).replace(/\W+/g, '');
    return `${variable} = ${array(value, name?.shape ?? '')}`;
  });
  return [
    'import numpy as np',
    '',
    ...lines,
    '',
    `left = np.array(${list(left)})  # ${sides.left}`,
    `right = ${isWhole ? found.code : `np.array(${list(right)})`}  # ${sides.right}`,
    'print(left - right)',
    '',
  ].join('\n');
}

/** `A \in \mathbb{R}^{m \times n}`; nothing for a shape that is not known whole. */
function declared({ tex, shape }: Written): readonly string[] {
  const sizes = /^(vector|matrix|scalar)(?:\((.*)\))?$/.exec(shape);
  if (sizes === null || sizes[2]?.includes('?') === true) return [];
  const power = sizes[2] === undefined ? '' : `^{${sizes[2].replace(',', ' \\times ')}}`;
  return [`${tex} \\in \\mathbb{R}${power}`];
}

/** A size of one does not make a vector a number. */
function array(value: Entries, shape: string): string {
  if (typeof value !== 'number') return `np.array(${list(value)})`;
  if (shape.startsWith('vector')) return `np.array([${String(value)}])`;
  return shape.startsWith('matrix') || shape.startsWith('row') ? `np.array([[${String(value)}]])` : String(value);
}

const list = (value: Entries): string => JSON.stringify(value).replaceAll(',', ', ');
