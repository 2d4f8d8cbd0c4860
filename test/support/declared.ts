/** Problems in few words. */

/** `A m n; x n; t 1` → declarations. */
export function declared(sizes: string): readonly string[] {
  return sizes.split('; ').map((it) => {
    if (it.includes('\\') && it.includes(' : ')) return it;
    const [name, ...dims] = it.split(' ');
    const space = dims.length === 1 && dims[0] === '1' ? '' : `^{${dims.join(' \\times ')}}`;
    return `${name!} \\in \\mathbb{R}${space}`;
  });
}

/** `A is symmetric; x has positive entries` → sentences with dollars. */
export const said = (conditions: string): readonly string[] =>
  conditions === ''
    ? []
    : conditions
        .split('; ')
        .map((it) => (it.includes(' is ') || it.includes(' has ') ? it.replace(/^(\S+)/, '$$$1$$') : `$${it}$`));
