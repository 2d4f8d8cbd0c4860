/** Shapes and terms as a person reads them in a line of text. */

/** `matrix, m × n`; `vector, m entries`; `a number`. */
export function shapeInWords(shape: string, said: string): string {
  const kind = /^[a-z]+/.exec(shape)?.[0] ?? 'unknown';
  if (kind === 'unknown') return 'shape not known';
  if (said === '') return kind === 'scalar' ? 'a number' : `a ${kind}`;
  const named = kind === 'matrix' || kind === 'vector' || kind === 'row' || kind === 'tensor';
  return named && !said.includes(kind) ? `${kind}, ${said}` : said;
}

/** A long term is cut in the middle, where it tells least; line breaks become spaces. */
export function shortened(tex: string, most = 32): string {
  const flat = tex.replace(/\s+/g, ' ').trim();
  if (flat.length <= most) return flat;
  const half = Math.floor((most - 1) / 2);
  return `${flat.slice(0, half).trimEnd()}…${flat.slice(-half).trimStart()}`;
}
