/**
 * A long note for measuring, made up from a seed: sections that declare their own symbols, sentences with formulas in
 * them, displays and derivations. Every formula is well-shaped, and every equation is a definition or true.
 */
import { type Names, namesFor } from './names.ts';
import { definition, derivation, identity, mention } from './sayings.ts';
import { type Random, pick, randomFrom } from './random.ts';

/** About 5,000 lines, 270 KB and 2,100 formulas. */
export const sectionsOfLongNote = 84;

export function benchNote(seed: number, sections = sectionsOfLongNote): string {
  const random = randomFrom(seed);
  const lines = ['# A long note', '', ...wrapped([preface])];
  for (let index = 0; index < sections; index++) lines.push('', ...section(random, index));
  return `${lines.join('\n')}\n`;
}

const preface =
  'Sections are numbered and stand alone: what a letter means is said where the section begins, and holds until the ' +
  'next one. Vectors are columns throughout.';

const topics = [
  'Fitting a line', 'Residuals', 'Covariances', 'Projections', 'A linear layer', 'Energies', 'Ridge terms', 'Traces at work', 'Changing a basis',
  'Gradients again', 'Low rank', 'Weighted sums', 'Norms', 'Two maps in a row', 'Scores', 'Kernels', 'Small updates', 'Averages',
] as const; // prettier-ignore

function section(random: Random, index: number): string[] {
  const names = namesFor(random, index);
  const depth = index % 5 === 0 ? '##' : '###';
  const lines = [`${depth} ${index + 1}. ${pick(random, topics)}`, '', ...wrapped(declarations(names)), ''];
  for (let paragraph = 0; paragraph < 4; paragraph++) {
    lines.push(...wrapped(prose(random, names, 5)), '');
    if (paragraph % 2 === 1) lines.push(...display(random, names), '');
  }
  lines.push(...listed(random, names));
  return lines;
}

/** Said in mathematics, and some in words, as notes do. */
function declarations({ sizes: [a, b, c], matrix, vector, square, scalar }: Names): string[] {
  const space = (...dims: readonly string[]): string => `\\mathbb{R}^{${dims.join(' \\times ')}}`;
  return [
    `Let $${matrix.ab} \\in ${space(a, b)}$ and $${matrix.bc} \\in ${space(b, c)}$ be given, and let`,
    `$${matrix.like} \\in ${space(a, b)}$ be a second matrix of the size of the first.`,
    `The vectors are $${vector.a}, ${vector.a2} \\in ${space(a)}$, $${vector.b}, ${vector.b2} \\in ${space(b)}$`,
    `and $${vector.c} \\in ${space(c)}$; the matrix $${square} \\in ${space(b, b)}$ is symmetric,`,
    `and $${scalar} \\in \\mathbb{R}$ is a positive number.`,
  ];
}

function prose(random: Random, names: Names, sentences: number): string[] {
  return Array.from({ length: sentences }, () => {
    const chance = random();
    const filler = pick(random, fillers);
    if (chance < 0.36) return filler;
    if (chance < 0.43) return `${filler} ${pick(random, mentions)(mention(random, names), mention(random, names))}`;
    if (chance < 0.5) return `${pick(random, definitions)(definition(random, names))} ${filler}`;
    return pick(random, statements)(identity(random, names));
  });
}

/** One in three displays is a derivation in several rows. */
function display(random: Random, names: Names): string[] {
  if (random() < 0.5) return ['$$', identity(random, names), '$$'];
  const [first, ...rest] = derivation(random, names);
  const rows = [first ?? '', ...rest.map((it) => `&= ${it}`)];
  const body = rows.map((row, at) => (at === 0 ? row : `  ${row}`));
  const joined = [`  ${body[0] ?? ''} ${body[1]?.trim() ?? ''}`, ...body.slice(2)];
  return [
    '\\begin{align}',
    ...joined.map((row, at) => (at === joined.length - 1 ? row : `${row} \\\\`)),
    '\\end{align}',
  ];
}

function listed(random: Random, names: Names): string[] {
  return ['To keep in mind:', '', ...[0, 1].map(() => `- ${pick(random, reminders)} $${identity(random, names)}$.`)];
}

const fillers = [
  'Nothing here depends on the order in which the samples arrive, nor on how many of them there are.',
  'The cost of this step is small next to what follows, and it is paid only once for the whole set.',
  'It is worth pausing over the sizes before going on, since most slips in such computations are slips of size.',
  'The same argument works with weights, at the price of one more factor.',
  'In practice the numbers are scaled first, which changes nothing in what follows.',
  'We shall need this once more near the end of the section.',
] as const;

const mentions: readonly ((a: string, b: string) => string)[] = [
  (a, b) => `Both $${a}$ and $${b}$ are kept in memory.`,
  (a, b) => `Only $${a}$ changes from step to step, while $${b}$ stays as it was.`,
  (a, b) => `Readers who think of $${a}$ as data may think of $${b}$ as weights.`,
];

const definitions: readonly ((it: string) => string)[] = [
  (it) => `For short we write $${it}$ from here on.`,
  (it) => `Put $${it}$, which saves some writing.`,
  (it) => `It helps to give this a name, $${it}$, before going further.`,
];

const statements: readonly ((it: string) => string)[] = [
  (it) => `Multiplying out and collecting terms shows that $${it}$, as one would hope.`,
  (it) => `By the rules for products we have $${it}$ for every choice of the entries.`,
  (it) => `The two ways of bracketing agree, $${it}$, and the shorter one is cheaper.`,
  (it) => `A short computation gives $${it}$; compare this with the scalar case.`,
  (it) => `Note that $${it}$ holds without any further condition.`,
];

const reminders = [
  'a product turns around when it is transposed, so',
  'a number is its own transpose, hence',
  'what was said above gives',
  'for checking by hand,',
] as const;

/** Lines of at most 80 columns; a formula is never broken. */
function wrapped(sentences: readonly string[]): string[] {
  const words = sentences.join(' ').match(/\$[^$]*\$\S*|\S+/g) ?? [];
  const lines: string[] = [];
  let line = '';
  for (const word of words) {
    if (line !== '' && line.length + word.length > 80) {
      lines.push(line);
      line = '';
    }
    line = line === '' ? word : `${line} ${word}`;
  }
  return line === '' ? lines : [...lines, line];
}
