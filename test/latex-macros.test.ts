/** Macros: what defines them, what they become, and where what they become is said to stand. */
import { describe, expect, test } from 'vitest';
import { extend, macrosFromSettings, noMacros, readMacros } from '../server/src/latex/macros.ts';
import { parseFormula } from '../server/src/latex/parser.ts';
import { print } from '../server/src/latex/print.ts';
import { nodesOf, showTree } from './support/show-tree.ts';

const raw = String.raw;

test.each([
  [raw`\newcommand{\v}[1]{\mathbf{#1}}`, raw`\v{x}`, raw`(\mathbf {x})`],
  [raw`\newcommand\v[1]{\mathbf{#1}}`, raw`\v x`, raw`(\mathbf {x})`],
  [raw`\newcommand*{\p}[2][x]{#1_#2}`, raw`\p{1}+\p[y]{2}`, raw`x_1 + y_2`],
  [raw`\renewcommand{\vec}[1]{\mathbf{#1}}`, raw`\vec{x}`, raw`(\mathbf {x})`],
  [raw`\providecommand{\vec}[1]{\mathbf{#1}}`, raw`\vec{x}`, raw`(\vec {x})`],
  [raw`\def\d#1#2{\frac{\partial #1}{\partial #2}}`, raw`\d{f}x`, raw`(\frac {\partial f} {\partial x})`],
  [raw`\def\pair(#1,#2){[#1;#2]}`, raw`\pair(a,b)`, raw`<[ a ; b ]>`],
  [raw`\let\eps\varepsilon`, raw`\eps`, raw`\varepsilon`],
  [raw`\let\old\norm \renewcommand{\norm}[1]{\old{#1}_2}`, raw`\norm{x}`, raw`<\lVert x \rVert>_2`],
  [raw`\DeclareMathOperator{\tr}{tr}`, raw`\tr A`, raw`(\operatorname {t r}) A`],
  [raw`\DeclareMathOperator*{\argmin}{arg\,min}`, raw`\argmin_x`, raw`(\operatorname* {a r g m i n})_x`],
  [
    raw`\DeclarePairedDelimiter{\n}{\lVert}{\rVert}`,
    raw`\n{x}+\n*{y}+\n[\big]{z}`,
    raw`<\lVert x \rVert> + <\lVert y \rVert> + <\lVert z \rVert>`,
  ],
  [raw`\DeclarePairedDelimiters\n{\|}{\|}`, raw`\n{x}_2^2`, raw`<\| x \|>_2^2`],
  [raw`\DeclarePairedDelimiterX\ip[2]{\langle}{\rangle}{#1,#2}`, raw`\ip{a}{b}`, raw`<\langle a , b \rangle>`],
  [raw`\NewDocumentCommand{\q}{O{x} m}{#2}`, raw`\q{a}`, raw`a`],
  [raw`\NewDocumentCommand{\q}{O{x} m}{#1#2}`, raw`\q{a}+\q[y]{b}`, raw`x a + y b`],
  [
    raw`\NewDocumentCommand\pd{m m}{\frac{\partial #1}{\partial #2}}`,
    raw`\pd{f}{x}`,
    raw`(\frac {\partial f} {\partial x})`,
  ],
  [
    raw`\DeclareDocumentCommand{\n}{s o m}{\IfBooleanTF{#1}{\left|#3\right|}{\|#3\|}\IfNoValueF{#2}{_{#2}}}`,
    raw`\n*{x}+\n{y}+\n[1]{z}`,
    raw`<| x |> + <\| y \|> + <\| z \|>_{1}`,
  ],
  [
    raw`\DeclarePairedDelimiterXPP\ln[2]{}{\lVert}{\rVert}{_2}{#1-#2}`,
    raw`\ln{x}{y}+\ln*{y}{z}`,
    raw`<\lVert x - y \rVert>_2 + <\lVert y - z \rVert>_2`,
  ],
  [raw`\newcommand{\sq}{^2}`, raw`x\sq`, raw`x^2`],
  [raw`\newcommand{\E}{\mathbb{E}} % the mean`, raw`\E[x]`, raw`(\mathbb {E}) <[ x ]>`],
])('%s makes %s', (definitions, text, tree) => {
  const macros = readMacros(definitions);
  const parsed = parseFormula(text, { macros }).tree;
  expect(showTree(parsed)).toBe(tree);
  expect(parsed.clean).toBe(true);
  expect(print(parsed)).toBe(text);
  // The same definitions inside the formula say the same.
  const inside = parseFormula(`${definitions}\n${text}`);
  expect(inside.tree.clean).toBe(true);
  expect(inside.definitions.map((it) => it.name)).toEqual([...macros.keys()].length > 0 ? [...macros.keys()] : []);
  expect(print(inside.tree)).toBe(inside.tree.text);
});

test('settings of KaTeX, MathJax and editors', () => {
  const macros = macrosFromSettings({ '\\RR': raw`\mathbb{R}`, v: [raw`\mathbf{#1}`, 1], '\\two': '#1+#2', bad: 7 });
  expect(showTree(parseFormula(raw`\RR\v{x}\two ab\bad`, { macros }).tree)).toBe(
    raw`(\mathbb {R}) (\mathbf {x}) a + b !unknown-command \bad!`,
  );
});

test('definitions hold from where they stand, and are handed on', () => {
  const first = parseFormula(raw`\DeclareMathOperator{\tr}{tr}\tr A`);
  expect(showTree(first.tree)).toBe(raw`(\DeclareMathOperator) (\operatorname {t r}) A`);
  const macros = extend(noMacros, first.definitions);
  expect(noMacros.size).toBe(0);
  expect(showTree(parseFormula(raw`\tr B`, { macros }).tree)).toBe(raw`(\operatorname {t r}) B`);
});

test('what a macro makes stands at its use, its arguments where they are', () => {
  const macros = readMacros(raw`\newcommand{\d}[1]{\frac{\partial f}{\partial #1}}`);
  const { tree } = parseFormula(raw`a+\d{xy}`, { macros });
  const at = new Map(
    [...nodesOf(tree.body)].flatMap((it) => (it.kind === 'atom' ? [[it.text, it.span] as const] : [])),
  );
  expect(at.get('f')).toEqual({ start: 2, end: 8 });
  expect(at.get('x')).toEqual({ start: 5, end: 6 });
  expect(tree.uses).toEqual([{ start: 2, end: 8 }]);
});

describe('limits', () => {
  test.each([
    raw`\def\a{\a}\a`,
    raw`\def\a{x\a\a}\a`,
    raw`\def\a{\b\b}\def\b{\c\c}\def\c{\d\d}\def\d{${'x'.repeat(2000)}}${raw`\a`.repeat(100)}`,
  ])('%#', (text) => {
    const { tree } = parseFormula(text);
    const faults = [...nodesOf(tree.body)].filter((it) => it.kind === 'fault');
    expect(faults.map((it) => it.fault)).toEqual(['macro-limit']);
    expect(print(tree)).toBe(text);
  });
});
