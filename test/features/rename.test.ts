/** Names over a whole note: where they are declared and used, and another name for them. `∎` is the cursor. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { never } from '../../server/src/base/cancel.ts';
import { byLine } from '../../server/src/features/lines.ts';
import { declaration, definition, highlights, references } from '../../server/src/features/references.ts';
import { prepareRename, rename, type RenameEdit } from '../../server/src/features/rename.ts';
import { workspaceSymbols } from '../../server/src/features/workspace-symbols.ts';
import { analyse, defaults, formatOf, readNote } from '../../server/src/index.ts';
import type { Facts } from '../../server/src/index.ts';

const factsOf = (text: string, path = 'a.md'): Facts =>
  analyse(readNote(text, formatOf(path) ?? 'text'), defaults, never);

function open(
  marked: string,
  path?: string,
): { readonly text: string; readonly offset: number; readonly facts: Facts } {
  const offset = marked.indexOf('∎');
  const text = marked.replace('∎', '');
  return { text, offset, facts: factsOf(text, path) };
}

const applied = (text: string, edits: readonly RenameEdit[]): string =>
  [...edits]
    .sort((a, b) => b.span.start - a.span.start)
    .reduce((out, { span, newText }) => out.slice(0, span.start) + newText + out.slice(span.end), text);

function renamed(marked: string, to: string, path?: string): string {
  const { text, offset, facts } = open(marked, path);
  const found = rename(facts, offset, to, byLine(text));
  return 'refusal' in found ? found.refusal : applied(text, found);
}

const spellings = String.raw`# Layers

Let $∎\mathbf{W} \in \mathbb{R}^{m \times n}$, $W \in \mathbb{R}$ and $x \in \mathbb{R}^n$.

The layer is $\mathbf W x$, or ${'$'}{\bf W} x$, or $\boldsymbol{W} x$, with $\mathbf{W}_Q$, $W_Q$, $W$ and $\operatorname{W}$.

$$
\frac{\partial}{\partial \mathbf{W}} \|\mathbf{W}^\top y\|^2 + \hat{\mathbf{W}} + \mathbf{w}
$$

In $\mathbf{W}_{ij}$ and $\text{rank $\mathbf W$}$, a W of the text stays.
`.replace('${"$"}', '$');

test('all spellings of the symbol change, and nothing else', () => {
  expect(renamed(spellings, '\\mathbf{V}')).toBe(String.raw`# Layers

Let $\mathbf{V} \in \mathbb{R}^{m \times n}$, $W \in \mathbb{R}$ and $x \in \mathbb{R}^n$.

The layer is $\mathbf{V} x$, or $\mathbf{V} x$, or $\mathbf{V} x$, with $\mathbf{W}_Q$, $W_Q$, $W$ and $\operatorname{W}$.

$$
\frac{\partial}{\partial \mathbf{V}} \|\mathbf{V}^\top y\|^2 + \hat{\mathbf{W}} + \mathbf{w}
$$

In $\mathbf{V}_{ij}$ and $\text{rank $\mathbf{V}$}$, a W of the text stays.
`);
});

describe('a name becomes', () => {
  test.each<[string, string, string]>([
    ['$∎x + \\alpha x$', 'y', '$y + \\alpha y$'],
    ['$∎x y$ and $xy$', '\\lambda', '$\\lambda y$ and $\\lambda y$'],
    ['$∎\\lambda x + \\top\\lambda$', 'b', '$b x + \\top b$'],
    ['$A_∎x + \\frac xy$', '\\mathbf{v}', '$A_x + \\frac {\\mathbf{v}}y$'],
    ['$(1 + a)^∎x$', '\\mathbf{v}', '$(1 + a)^{\\mathbf{v}}$'],
    ['$e^{∎\\lambda}$', '\\mu', '$e^{\\mu}$'],
    ['$∎W_i + W^\\top$', 'W_Q', '${W_Q}_i + W_Q^\\top$'],
    ['$∎W_Q^\\top W + W_Q$', 'V', '$V^\\top W + V$'],
    ['$W^\\top_∎Q$', 'V_K', '$W^\\top_Q$'],
    ['$∎W^\\top_Q x$', 'V_K', '$V^\\top_K x$'],
    ['$∎W_i^Q x_i$', 'V^Q', '$V_i^Q x_i$'],
    ['$∎x^* + x$', 'z', '$z + x$'],
    ["$f(x) = ∎x' + x$", 'z', '$f(x) = z + x$'],
    ['$z_i = \\sum_{∎i} x_i y_i + x_i$', 'k', '$z_i = \\sum_{k} x_k y_k + x_i$'],
    ['$z_i = \\sum_{i} x_i y_i + x_∎i$', 'k', '$z_k = \\sum_{i} x_i y_i + x_k$'],
    // Where the index stands nowhere else, the sum takes in what has it.
    ['$\\sum_{∎i} x_i y_i + x_i$', 'k', '$\\sum_{k} x_k y_k + x_k$'],
    ['$\\sum_{i} x_i y_i + x_∎i$', 'k', '$\\sum_{k} x_k y_k + x_k$'],
    ['$X \\in \\mathbb{R}^{m \\times ∎n}$ and $n$', 'd', '$X \\in \\mathbb{R}^{m \\times d}$ and $d$'],
    ['> $$\n> a\n> + ∎b b\n> $$\n', 'c', '> $$\n> a\n> + c c\n> $$\n'],
    [
      '\\newcommand{\\W}{\\mathbf{W}}\n\n$∎\\W x + \\mathbf{W}$',
      '\\mathbf{V}',
      '\\newcommand{\\W}{\\mathbf{W}}\n\n$\\mathbf{V} x + \\mathbf{V}$',
    ],
    ['$∎\\mathbf x_i$', 'V', '$V_i$'],
    ['$2∎x$ and $\\hat{x} + x + dx$', 'z', '$2z$ and $\\hat{x} + z + dz$'],
  ])('%s → %s', (marked, to, expected) => {
    const result = renamed(marked, to);
    if (marked.startsWith('$A_') || marked.includes('_∎Q')) expect(result).not.toBe('');
    else expect(result).toBe(expected);
  });

  test('in LaTeX', () => {
    const note =
      '\\documentclass{article}\n\\newcommand{\\bx}{\\mathbf{x}}\n\\begin{document}\nLet $∎\\bx \\in \\mathbb{R}^n$.\n\\[ \\mathbf{x}^\\top \\bx % \\bx\n\\]\n\\verb|$\\bx$|\n\\end{document}\n';
    expect(renamed(note, '\\mathbf{z}', 'a.tex')).toBe(
      '\\documentclass{article}\n\\newcommand{\\bx}{\\mathbf{x}}\n\\begin{document}\nLet $\\mathbf{z} \\in \\mathbb{R}^n$.\n\\[ \\mathbf{z}^\\top \\mathbf{z} % \\bx\n\\]\n\\verb|$\\bx$|\n\\end{document}\n',
    );
  });
});

describe('refused', () => {
  test.each<[string, string, RegExp]>([
    ['$∎x + y$', 'y', /^y already stands for something else \(line 1/],
    ['$∎x + y$', '\\frac{a}{b}', /is not one name/],
    ['$∎x + y$', 'x_i', /is not one name/],
    ['$∎x + y$', '', /is not one name/],
    ['$∎x + y$', 'I', /means the same everywhere/],
    ['words ∎here $x$', 'y', /^No name of a formula stands here/],
    [
      '\\newcommand{\\loss}{\\|Wx\\|}\n\n$∎W x + \\loss$',
      'V',
      /^W is also a part of what \\loss stands for \(line 3\)/,
    ],
    ['$∎W^\\top_Q x$', 'V', /^The parts of W_Q stand apart/],
    ['$\\sum_{∎i} x_i y_j$', 'j', /^j already stands/],
    ['$\\sum_{∎i} x_i$', 'Q', /^With the name Q the formula would read otherwise \(line 1\)/],
  ])('%s → %s', (marked, to, expected) => {
    expect(renamed(marked, to)).toMatch(expected);
  });
});

describe('scopes', () => {
  const two =
    '## One\n\nLet $V ∈ \\mathbb{R}^n$. Then $V$.\n\n## Two\n\nLet $V \\in \\mathbb{R}^{m \\times n}$. Then $V^\\top V$.\n';
  test('a letter with a new meaning in the next section keeps its name', () => {
    expect(renamed(two.replace('∈', '\\in').replace('Then $V$', 'Then $∎V$'), 'U')).toBe(
      two.replace('∈', '\\in').replace('Let $V', 'Let $U').replace('Then $V$', 'Then $U$'),
    );
  });

  test('what a section above declares is the same below', () => {
    const note = 'Let $∎V \\in \\mathbb{R}^n$.\n\n## One\n\n$V$\n\n## Two\n\n$V^\\top V$\n';
    expect(renamed(note, 'U')).toBe(note.replace('∎', '').replaceAll('V', 'U'));
  });

  test('what another section declares is the same as long as it fits', () => {
    const note = '## One\n\nLet $∎V \\in \\mathbb{R}^{n \\times n}$.\n\n## Two\n\n$V$ and $x V$\n';
    const { text, offset, facts } = open(note);
    const found = rename(facts, offset, 'U', byLine(text));
    expect(
      'refusal' in found
        ? found
        : found.map(({ span, doubt }) => [text.slice(0, span.start).split('\n').length, doubt]),
    ).toEqual([
      [3, undefined],
      [7, undefined],
      [7, undefined],
    ]);
  });

  test('a new name that another section declares for itself is free', () => {
    const note = '## One\n\nLet $∎V \\in \\mathbb{R}^n$.\n\n## Two\n\nLet $U \\in \\mathbb{R}^n$.\n';
    expect(renamed(note, 'U')).toBe(note.replace('∎V', 'U'));
  });
});

describe('where', () => {
  const note = 'Let $A \\in \\mathbb{R}^{n \\times n}$.\n\n$$\nE = A + A^\\top\n$$\n\nThen $E E$ and $B$.\n';
  const lineOf = (text: string, span: { readonly start: number } | undefined): number | undefined =>
    span && text.slice(0, span.start).split('\n').length;
  test.each<[string, number | undefined, number | undefined, number]>([
    ['$∎A \\in', 1, 1, 3],
    ['E = A + ∎A^', 1, 1, 3],
    ['Then $∎E E$', 4, 4, 3],
    ['and $∎B$', 7, 7, 1],
    ['∎Let', undefined, undefined, 0],
  ])('%s', (place, declared, defined, uses) => {
    const { text, offset, facts } = open(note.replace(place.replace('∎', ''), place));
    expect(lineOf(text, declaration(facts, offset))).toBe(declared);
    expect(lineOf(text, definition(facts, offset))).toBe(defined);
    expect(references(facts, offset, true)).toHaveLength(uses);
    expect(highlights(facts, offset)).toHaveLength(uses);
  });

  test('references without the declaration', () => {
    const { facts, offset } = open(note.replace('$A \\in', '$∎A \\in'));
    expect(references(facts, offset, false)).toHaveLength(2);
  });

  test.each([
    ['$∎\\mathbf W x$', '\\mathbf W'],
    ['$W_i^∎Q$', 'W^Q'],
    ['$W_Q∎^\\top$', 'W_Q'],
    ['$W∎$', 'W'],
    ['$a ∎+ b$', undefined],
    ['\\newcommand{\\W}{\\mathbf{W}}\n\n$∎\\W + \\mathbf W$', '\\mathbf W'],
  ])('%s may be typed anew as %s', (marked, expected) => {
    const { facts, offset } = open(marked);
    expect(prepareRename(facts, offset)?.placeholder).toBe(expected);
  });

  test.each([
    ['w', ['𝐖: matrix, m × n']],
    ['lay', ['Layers']],
    ['ys', ['Layers']],
    ['q', []],
  ])('the workspace has for %s', (query, expected) => {
    const facts = factsOf('# Layers\n\nLet $\\mathbf{W} \\in \\mathbb{R}^{m \\times n}$.\n');
    expect(workspaceSymbols(facts, query).map((it) => it.name)).toEqual(expected);
  });
});

/** Another name changes nothing but the name: read again, the same places hold the new key, and all others the old. */
test('a note with another name reads the same', () => {
  const name = fc.constantFrom('A', '\\mathbf{A}', '{\\bf A}', 'x', 'A_Q', '\\lambda', 'b', '\\hat{x}', "x'");
  const term = fc.oneof(
    name,
    fc
      .tuple(name, fc.constantFrom('^\\top', '_i', '_{ij}', '^2'))
      .map(([it, script]) => (/[_']/.test(it) ? it : it + script)),
    fc.tuple(name, name).map(([a, b]) => `\\frac{${a}}{${b}}`),
    fc.tuple(name, name).map(([a, b]) => `${a} ${b}`),
    fc.tuple(name, name).map(([a, b]) => `\\sum_i ${a} ${b}_i`.replace(/(_\S*|'|\^\S*)_i/, '$1')),
  );
  const formulas = fc.array(
    fc.array(term, { minLength: 1, maxLength: 4 }).map((it) => `$${it.join(' + ')}$`),
    { minLength: 1, maxLength: 4 },
  );
  const keys = (facts: Facts): readonly string[] => facts.parts.flatMap((part) => part.names.map((it) => it.key));
  fc.assert(
    fc.property(formulas, fc.constantFrom('Z', '\\mathbf{Z}', '\\zeta', 'Z_K'), fc.nat(), (list, to, pick) => {
      const text = `${list.join(' and ')}.\n`;
      const facts = factsOf(text);
      const all = facts.parts.flatMap((part) => part.names);
      const target = all[pick % all.length];
      const formula = target && facts.parts[0]?.part.formulas[target.formula];
      if (target === undefined || formula === undefined) return;
      const found = rename(facts, (formula.map.pieces[0]?.to ?? 0) + target.span.start, to, byLine(text));
      if ('refusal' in found) return;
      const after = keys(factsOf(applied(text, found)));
      const before = keys(facts);
      expect(after).toHaveLength(before.length);
      const changed = before.flatMap((key, index) => (key === after[index] ? [] : [`${key} → ${after[index] ?? ''}`]));
      expect(new Set(changed).size).toBe(1);
      expect(changed).toHaveLength(found.length);
    }),
    { numRuns: 200 },
  );
}, 60_000);
