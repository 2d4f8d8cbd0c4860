import { expect, test } from 'vitest';
import type { Formula, Note } from '../server/src/note/note.ts';
import { readNote } from '../server/src/note/read.ts';
import { toSource } from '../server/src/note/source-map.ts';

const formulasOf = (note: Note): Formula[] => note.parts.flatMap(({ part }) => part.formulas);

/** A formula in one line: `$$ … $$` for display, `$ … $` otherwise, `!` when its end is missing. */
const show = (it: Formula): string => {
  const mark = it.display ? '$$' : '$';
  return `${mark}${it.text.trim()}${it.closed ? mark : '!'}`;
};

const cases: readonly [string, string, readonly string[]][] = [
  ['inline', 'Let $x$ be.', ['$x$']],
  ['money', 'It costs $5 and $10.', []],
  ['money and a formula', 'It costs $5, and $x$ is 10$.', ['$x$']],
  ['digit after', 'from $5-$10', []],
  ['escaped dollar', 'a \\$x$ b', []],
  ['escaped dollar inside', '$a = \\$5$', ['$a = \\$5$']],
  ['padded inside', 'so $ \\alpha $ holds', ['$\\alpha$']],
  ['text with a dollar in it', '$a \\text{ if $x$ } b$', ['$a \\text{ if $x$ } b$']],
  ['one-line display', '$$x$$', ['$$x$$']],
  ['display inside a line', 'so $$x$$ holds', ['$$x$$']],
  ['fenced', '$$\nx\n$$', ['$$x$$']],
  [
    'content on the fence line',
    '$$\\begin{aligned}\na &= b \\\\\n- c\n\\end{aligned}$$\n\nand $y$',
    ['$$\\begin{aligned}\na &= b \\\\\n- c\n\\end{aligned}$$', '$y$'],
  ],
  ['opens in mid-line', 'We get $$a\n+ b\n= c$$ and\n$y$.', ['$$a\n+ b\n= c$$', '$y$']],
  ['a blank line inside', '$$\na\n\n+ b\n$$', ['$$a\n\n+ b$$']],
  ['a blank line inside, no list', '$$\na\n\n= b\n$$', ['$$a\n\n= b$$']],
  ['parentheses', 'for \\(x\\) and \\\\(y\\\\)', ['$x$', '$y$']],
  ['brackets', '\\[\nx = 1\n\\]', ['$$x = 1$$']],
  ['doubled brackets', '\\\\[\nx = 1\n\\\\]', ['$$x = 1$$']],
  ['escaped brackets are text', 'see \\[1\\] and \\[citation needed\\]', []],
  [
    'bare environment',
    '\\begin{align}\na_1 &= *b* \\\\\n<c> &= d\n\\end{align}',
    ['$$\\begin{align}\na_1 &= *b* \\\\\n<c> &= d\n\\end{align}$$'],
  ],
  ['another environment', '\\begin{itemize}\n\\item $x$\n\\end{itemize}', ['$x$']],
  ['math fence', '```math\nx\n```', ['$$x$$']],
  ['MyST fence', '```{math}\n:label: a\n\nx\n```', ['$$x$$']],
  ['MyST role', 'so {math}`x` is', ['$x$']],
  ['GitHub', 'so $`x`$ is', ['$x$']],
  ['Quarto label', '$$\nx\n$$ {#eq-x}', ['$$x$$']],
  ['code span', 'run `$x$` and $y$', ['$y$']],
  ['code fence', '```sh\necho $a $b\n```\n$y$', ['$y$']],
  ['indented code', 'a\n\n    echo $a$\n\n$y$', ['$y$']],
  ['quote', '> $$\n> a\n> - b\n> $$\n>\n> $c$', ['$$a\n- b$$', '$c$']],
  ['callout', '> [!note] Title $t$\n> $$a$$', ['$t$', '$$a$$']],
  ['list', '- a $x$\n  $$\n  b\n  $$\n  1. $c$', ['$x$', '$$b$$', '$c$']],
  ['table', '| a | b |\n|---|---|\n| $|x|$ | $\\|y\\|$ |', ['$|x|$', '$\\|y\\|$']],
  ['comment', '<!-- $x$ --> $y$\n\n<!--\n\n$z$\n\n-->\n\n$w$', ['$y$', '$w$']],
  ['HTML', '<details>\n<summary>$a$</summary>\n\n$b$\n\n</details>\n<center>$$c$$</center>', ['$a$', '$b$', '$$c$$']],
  ['HTML code', '<pre>$x$</pre> and <code>$y$</code>\n\n$z$', ['$z$']],
  ['emphasis around', '**Let $a * b$ and _$c$_**', ['$a * b$', '$c$']],
  ['link', '[$x$](http://a.b/$c$) https://d.e/$f$', ['$x$']],
  ['unclosed display stops at a list', '$$ a\n\n- b $x$', ['$$a!', '$x$']],
  ['unclosed display stops at a heading', '$$ a\n# b $x$', ['$$a!', '$x$']],
  ['unclosed display stops at a sentence', '$$ a\n\nLet us now take $x$ as given.\n\n$$b$$', ['$$a!', '$x$', '$$b$$']],
  ['unclosed inline', 'Let $A \\in \\mathbb{R}', ['$A \\in \\mathbb{R}!']],
  ['unclosed inline before another', 'Let $A \\in B and then $x$ is', ['$A \\in B!', '$x$']],
  ['Jekyll highlight', '{% highlight sh %}\necho $a$\n{% endhighlight %}', []],
  ['macro in prose', '\\newcommand{\\R}{\\mathbb{R}}\n\n$\\R$', ['$\\R$']],
];

test.each(cases)('%s', (_, text, expected) => {
  const note = readNote(text, 'markdown');
  expect(formulasOf(note).map(show)).toEqual(expected);
});

test('every character of a formula is where its map says, in every container', () => {
  for (const [, text] of cases) {
    for (const prefix of ['', '> ', '- ', '1. > ', '> - ']) {
      const rest = prefix.replace(/-|1\./g, (it) => ' '.repeat(it.length));
      const source = text.split('\n').map((line, index) => (index === 0 ? prefix : rest) + line);
      const note = readNote(source.join('\n'), 'markdown');
      for (const { part, place } of note.parts) {
        for (const it of part.formulas) {
          const back = [...Array(it.text.length).keys()].map((at) => note.text[toSource(place, toSource(it.map, at))]);
          expect(back.join('')).toBe(it.text);
        }
      }
    }
  }
});
