/** How formulas are read: text on the left, tree on the right (`support/show-tree.ts` says how a tree is written). */
import { describe, expect, test } from 'vitest';
import { commandNames, doubled, rewrites, specOf } from '../server/src/latex/commands.ts';
import { parseFormula } from '../server/src/latex/parser.ts';
import { print } from '../server/src/latex/print.ts';
import type { Role } from '../server/src/latex/node.ts';
import { faultsOf, showTree } from './support/show-tree.ts';

const raw = String.raw;

describe.each<[string, readonly (readonly [string, string])[]]>([
  [
    'scripts and primes in any order',
    [
      [raw`x_12`, raw`x_1 2`],
      [raw`x^23`, raw`x^2 3`],
      [raw`x^2_i`, raw`x_i^2`],
      [raw`f'^2_3''`, raw`f'''_3^2`],
      [raw`x^{\prime\prime}`, raw`x''`],
      [raw`x^\prime_i`, raw`x'_i`],
      [raw`x^{\prime T}`, raw`x'^T`],
      [raw`{}^\top A`, raw`∅^\top A`],
      [raw`\sum\limits_{i=1}^n`, raw`\sum_{i = 1}^n`],
      [raw`A^\mathrm T`, raw`A^(\mathrm T)`],
      [raw`A^{-\top}`, raw`A^{- \top}`],
      [raw`x\,^2`, raw`x^2`],
      [raw`e^(x+1)y`, raw`e^<( x + 1 )> y`],
      [raw`x²ᵀ′₁`, raw`x'_1^{2 T}`],
    ],
  ],
  [
    'arguments with and without braces',
    [
      [raw`\frac12`, raw`(\frac 1 2)`],
      [raw`\frac{a}b`, raw`(\frac {a} b)`],
      [raw`\frac\alpha\beta`, raw`(\frac \alpha \beta)`],
      [raw`\sqrt[3]{x}`, raw`(\sqrt[{3}] {x})`],
      [raw`\sqrt2x`, raw`(\sqrt 2) x`],
      [raw`\hat\mathbf x`, raw`(\hat (\mathbf x))`],
      [raw`12.5x`, raw`12.5 x`],
      [raw`\operatorname*{arg\,max}_x`, raw`(\operatorname* {a r g m a x})_x`],
      [raw`\root 3 \of x`, raw`(\sqrt[{3}] x)`],
      [raw`\xrightarrow[a]{b}`, raw`(\xrightarrow[{a}] {b})`],
    ],
  ],
  [
    'fences',
    [
      [raw`f(x+1)`, raw`f <( x + 1 )>`],
      [raw`\left( a \right.`, raw`<( a .>`],
      [raw`\bigl( a \Bigr)^2`, raw`<( a )>^2`],
      [raw`[0,1)`, raw`<[ 0 , 1 )>`],
      [raw`x \in ]0,1[`, raw`x \in <] 0 , 1 [>`],
      [raw`[a,b[ \cup ]c,d]`, raw`<[ a , b [> \cup <] c , d ]>`],
      [raw`\langle x, y\rangle`, raw`<\langle x , y \rangle>`],
      [raw`\lang x, y\rang`, raw`<\lang x , y \rang>`],
      [raw`\left\{ a \middle| b \right\}`, raw`<\{ a | b \}>`],
      [raw`\{`, raw`\{`],
    ],
  ],
  [
    'bars',
    [
      [raw`|x|`, raw`<| x |>`],
      [raw`\|x\|_2^2`, raw`<\| x \|>_2^2`],
      [raw`||x|| + |y|`, raw`<|| x ||> + <| y |>`],
      [raw`||x| - |y||`, raw`<| <| x |> - <| y |> |>`],
      [raw`|A||B|`, raw`<| A |> <| B |>`],
      [raw`|||A|||`, raw`<||| A |||>`],
      [raw`\|\cdot\|`, raw`<\| \cdot \|>`],
      [raw`\| |x| \|`, raw`<\| <| x |> \|>`],
      [raw`p(x|y)`, raw`p <( x | y )>`],
      [raw`D(p||q)`, raw`D <( p || q )>`],
      [raw`\{x | |x|<1\}`, raw`<\{ x | <| x |> < 1 \}>`],
      [raw`\{x \mid x>0\}`, raw`<\{ x \mid x > 0 \}>`],
      [raw`f|_{x=0}`, raw`f |_{x = 0}`],
      [raw`f\big\rvert_a^b`, raw`f \rvert_a^b`],
      [raw`\log|A| + 2|B|`, raw`\log <| A |> + 2 <| B |>`],
      [raw`x|y, z|w`, raw`x | y , z | w`],
      [raw`‖x‖`, raw`<\| x \|>`],
      [raw`|(a)^2 - b| \le c`, raw`<| <( a )>^2 - b |> \le c`],
      [raw`\|\|(a)\|\|_2`, raw`<\| <\| <( a )> \|> \|>_2`],
      [raw`\lVert x \lVert_2`, raw`<\lVert x \lVert>_2`],
    ],
  ],
  [
    'environments',
    [
      [raw`\begin{pmatrix}1&2\\3&4\\\end{pmatrix}`, raw`[pmatrix matrix: 1 & 2 // 3 & 4]`],
      [raw`\begin{array}[t]{c|c}1&2\\[2pt]\hline 3&4\end{array}`, raw`[array matrix: 1 & 2 // 3 & 4]`],
      [raw`\begin{align*}a&=b\\&=c\end{align*}`, raw`[align align: a & = b //  & = c]`],
      [raw`\begin{align}a&=(b\\&+c)\end{align}`, raw`[align align: a & = ( b //  & + c )]`],
      [raw`\begin{align}(a&+b)\end{align}`, raw`[align align: <( a & + b )>]`],
      [raw`\begin{align}\left(a\right.\\\left.b\right)\end{align}`, raw`[align align: <( a .> // <. b )>]`],
      [raw`\begin{cases}1&x>0\\0\end{cases}`, raw`[cases cases: 1 & x > 0 // 0]`],
      [raw`\begin{equation}\begin{aligned}a\end{aligned}\end{equation}`, raw`[equation wrapper: [aligned align: a]]`],
      [raw`\begin{split}a\end{split}`, raw`[split wrapper: a]`],
      [raw`\pmatrix{a&b\cr c&d}`, raw`[pmatrix matrix: a & b // c & d]`],
      ['\\begin{align}a\\\\\\ b\\\\\\\\c\\end{align}', raw`[align align: a // b // c]`],
      [raw`a & b \\ c`, raw`a & b \\ c`],
      [raw`\sum_{\substack{i\\j}}`, raw`\sum_{(\substack {i \\ j})}`],
    ],
  ],
  [
    'faces, colours and words',
    [
      [raw`{\bf x}y`, raw`{(\bf x)} y`],
      [raw`(\bf x)+1`, raw`<( (\bf x) )> + 1`],
      [raw`A^\rm T`, raw`A^(\rm T)`],
      [raw`\bf x \rm y`, raw`(\bf x) (\rm y)`],
      [raw`\color{red}a+b`, raw`(\color "red" {a + b})`],
      [raw`\textcolor{red}{a}`, raw`(\textcolor "red" {a})`],
      [raw`\text{if $x>0$}`, raw`"if $x>0$"$x > 0$`],
      [raw`\textbf{w}^T`, raw`(\textbf {w})^T`],
      [raw`\textbf{if}`, raw`"if"`],
      [raw`\fbox{$x$}`, raw`(\fbox {{x}})`],
      [raw`\smash[b]{x}\hspace{1em}\kern-3mu y`, raw`{x} y`],
      [raw`ℝ 𝐱`, raw`(\mathbb R) (\mathbf x)`],
    ],
  ],
  [
    'infix commands',
    [
      [raw`{a+b \over c}`, raw`{(\over {a + b} {c})}`],
      [raw`{n \choose k}`, raw`{(\choose {n} {k})}`],
      [raw`\buildrel def \over =`, raw`(\buildrel {d e f} =)`],
    ],
  ],
  [
    'short for others',
    [
      [raw`\norm{x}_2`, raw`<\lVert x \rVert>_2`],
      [raw`\abs*{x}`, raw`<\lvert x \rvert>`],
      [raw`\R^{n\times m}`, raw`(\mathbb {R})^{n \times m}`],
      [raw`\pdv{f}{x}`, raw`(\frac {\partial f} {\partial x})`],
      [raw`\pdv[2]{f}{x}`, raw`(\frac {\partial^{2} f} {\partial x^{2}})`],
      [raw`\pdv{x}`, raw`(\frac {\partial} {\partial x})`],
      [raw`\pdv{f}{x}{y}`, raw`(\frac {\partial^2 f} {\partial x \partial y})`],
      [raw`\braket{a}{b}`, raw`<\langle a | b \rangle>`],
      [raw`\qty(x)`, raw`<( x )>`],
    ],
  ],
  [
    'relations of several signs',
    [
      ['x := y', 'x := y'],
      ['x : = y', 'x := y'],
      ['a <= b', 'a <= b'],
      ['f: A -> B', 'f : A -> B'],
      ['a < -b', 'a < - b'],
      [raw`a \not= b \not\in C`, raw`a \not= b \not\in C`],
    ],
  ],
])('%s', (_, rows) => {
  test.each(rows)('%s', (text, tree) => {
    const parsed = parseFormula(text).tree;
    expect(showTree(parsed)).toBe(tree);
    expect(parsed.clean).toBe(true);
    expect(print(parsed)).toBe(text);
  });
});

test.each<[string, string, number, number]>([
  [raw`\frac{a}{b`, 'missing-close', 10, 10],
  [raw`\frac{a}`, 'missing-argument', 8, 8],
  [raw`x^`, 'missing-argument', 2, 2],
  [raw`a}+b`, 'stray-close', 1, 2],
  [raw`(a+b`, 'missing-close', 0, 1],
  [raw`a+b)`, 'stray-close', 3, 4],
  [raw`\left( a`, 'missing-close', 0, 6],
  [raw`a \right)`, 'stray-close', 2, 9],
  [raw`\begin{matrix} a`, 'missing-close', 16, 16],
  [raw`a \end{matrix}`, 'stray-close', 2, 14],
  [raw`\foo{x}`, 'unknown-command', 0, 4],
  [raw`\begin{foo}a\end{foo}`, 'unknown-environment', 0, 11],
  [raw`x^a^b`, 'double-script', 3, 5],
  [raw`\def\a{\a}\a`, 'macro-limit', 10, 12],
  ['{'.repeat(500) + '}'.repeat(500), 'too-deep', 200, 800],
])('%s has one fault', (text, fault, start, end) => {
  const { tree } = parseFormula(text);
  expect(tree.clean).toBe(false);
  expect(faultsOf(tree).map((it) => [it.fault, it.span.start, it.span.end])).toEqual([[fault, start, end]]);
});

test.each([
  [
    raw`\begin{align} a &= \frac{b \\ c &= d \end{align}`,
    raw`[align align: a & = (\frac {b !missing-close !} !missing-argument !) // c & = d]`,
  ],
  [
    raw`\begin{align} a &= \left(b \\ c &= d \end{align}`,
    raw`[align align: a & = {!missing-close \left(! b} // c & = d]`,
  ],
  [raw`a + (b = \frac{c}{d`, raw`a + !missing-close (! b = (\frac {c} {d !missing-close !})`],
  [
    raw`\frac{\partial}{\partial X} \operatorname{tr}(AX) =`,
    raw`(\frac {\partial} {\partial X}) (\operatorname {t r}) <( A X )> =`,
  ],
  [raw`A + \hat`, raw`A + (\hat !missing-argument !)`],
  [raw`A + \begin{`, raw`A + !missing-argument \begin! {!missing-close !}`],
])('half-typed %s leaves what stands around', (text, tree) => {
  expect(showTree(parseFormula(text).tree)).toBe(tree);
});

test.each([
  [raw`x\_i\*`, raw`x_i *`],
  [raw`\exp\\{x\\}`, raw`\exp <\{ x \}>`],
  [raw`\\|x\\|_2`, raw`<\| x \|>_2`],
])('escapes of Markdown: %s', (text, tree) => {
  expect(showTree(parseFormula(text, { escapes: 'underscores' }).tree)).toBe(tree);
});

test.each([
  [raw`\|\|x\|\|\_2^2`, raw`<|| x ||>_2^2`],
  [raw`p(y \| x)`, raw`p <( y | x )>`],
])('escaped bars: %s', (text, tree) => {
  expect(showTree(parseFormula(text, { escapes: 'bars' }).tree)).toBe(tree);
});

test.each<[string, Role]>([
  ['α', 'letter'],
  ['∈', 'relation'],
  ['≤', 'relation'],
  ['×', 'multiplicative'],
  ['·', 'multiplicative'],
  ['−', 'additive'],
  ['∇', 'nabla'],
  ['∂', 'partial'],
  ['∑', 'big'],
  ['…', 'ellipsis'],
  [raw`\tr`, 'function'],
  [raw`\lim`, 'big'],
  [raw`\forall`, 'prefix'],
  [raw`\mid`, 'relation'],
  [raw`\colon`, 'punctuation'],
])('%s is a %s', (text, role) => {
  expect(parseFormula(text).tree.body[0]).toMatchObject({ kind: 'atom', role });
});

describe('the table of commands', () => {
  test('names nothing twice', () => expect(doubled).toEqual([]));

  test('has control sequences only', () => {
    expect([...commandNames()].filter((name) => !/^\\([A-Za-z]+|[^A-Za-z])$/.test(name))).toEqual([]);
  });

  test('rewrites to commands it has', () => {
    const used = rewrites.flatMap(([, , ...bodies]) => bodies.flatMap((body) => body.match(/\\[A-Za-z]+/g) ?? []));
    expect(used.filter((name) => specOf(name) === undefined)).toEqual([]);
  });
});
