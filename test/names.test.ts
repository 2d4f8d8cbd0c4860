/** Where names are written in a formula. */
import { describe, expect, test } from 'vitest';
import { namesIn, nameWritten } from '../server/src/expr/lower-names.ts';
import { habitsFrom, count } from '../server/src/expr/lower-habits.ts';
import { lowerStatements } from '../server/src/expr/lower-statements.ts';
import { readMacros } from '../server/src/latex/macros.ts';
import { parseFormula } from '../server/src/latex/parser.ts';

const macros = readMacros(
  String.raw`\newcommand{\W}{\mathbf{W}} \newcommand{\vect}[1]{\mathbf{#1}} \newcommand{\loss}{\|\mathbf{W}x\|} \newcommand{\WQ}{W_Q}`,
);
const nothing = { functions: new Set<string>(), values: new Set<string>(), sizes: new Set<string>() };

function seen(text: string): readonly string[] {
  const { tree } = parseFormula(text, { macros });
  const habits = habitsFrom([count([tree])], nothing);
  return namesIn(tree, lowerStatements(tree, habits)).map(({ key, span, apart, tight, sub, sup, macro, bound }) =>
    [
      `${key}=${text.slice(span.start, span.end)}`,
      apart && `+${[apart.sub, apart.sup].map((it) => (it ? text.slice(it.start, it.end) : '')).join('|')}`,
      tight && 'tight',
      sub && 'sub',
      sup && 'sup',
      macro,
      bound && 'bound',
    ]
      .filter((it) => typeof it === 'string')
      .join(' '),
  );
}

describe('names', () => {
  test.each<[string, readonly string[]]>([
    [String.raw`\mathbf{W} x`, [String.raw`bold W=\mathbf{W}`, 'x=x']],
    [String.raw`\mathbf W x`, [String.raw`bold W=\mathbf W`, 'x=x']],
    [String.raw`{\bf W} x`, [String.raw`bold W={\bf W}`, 'x=x']],
    [String.raw`\boldsymbol W`, [String.raw`bold W=\boldsymbol W`]],
    [String.raw`\frac{\bf W}{2}`, [String.raw`bold W=\bf W`]],
    ['W_Q W', ['W_Q=W_Q', 'W=W']],
    [String.raw`\mathbf{W}_Q^\top`, [String.raw`bold W_Q=\mathbf{W}_Q sup`]],
    [String.raw`W^\top_Q`, ['W_Q=W +Q| sup']],
    ['W_i^Q', ['W_Q=W +|Q sub', 'i=i tight']],
    ['x_i', ['x=x sub', 'i=i tight']],
    ['A_{ij}', ['A=A sub', 'i=i', 'j=j']],
    [String.raw`\theta_{\text{old}}`, [String.raw`\theta_old=\theta_{\text{old}}`]],
    ["f(x) x'^2", ['f=f', 'x=x', "x'=x' sup"]],
    ["A x' b", ['A=A', 'x=x sup', 'b=b']],
    ['x^*', ['x_*=x^*']],
    [String.raw`\hat{\mathbf W}`, [String.raw`hat bold W=\hat{\mathbf W}`]],
    [String.raw`\hat x`, [String.raw`hat x=\hat x`]],
    [String.raw`\operatorname{W} W`, [String.raw`upright W=\operatorname{W}`, 'W=W']],
    [String.raw`\frac xy`, ['x=x tight', 'y=y tight']],
    [String.raw`\frac{\partial f}{\partial X}`, ['f=f', 'X=X']],
    [String.raw`\nabla_x f(x)`, ['x=x tight', 'f=f', 'x=x']],
    [String.raw`dX`, ['d=d', 'X=X']],
    [String.raw`X \in \mathbb{R}^{m \times n}`, ['X=X', 'm=m', 'n=n']],
    [String.raw`\sum_{i=1}^n x_i`, ['i=i bound', 'n=n tight', 'x=x sub', 'i=i tight bound']],
    [String.raw`x_i \text{ where $x>0$}`, ['x=x sub', 'i=i tight', 'x=x']],
    [String.raw`\textcolor{red}{W}`, ['W=W']],
    [String.raw`\W x`, [String.raw`bold W=\W whole`, 'x=x']],
    [String.raw`\vect{x}`, [String.raw`bold x=\vect{x} whole`]],
    [String.raw`\loss`, [String.raw`bold W=\loss part`, String.raw`x=\loss part`]],
    [String.raw`\WQ`, [String.raw`W_Q=\WQ whole`]],
    [String.raw`\begin{pmatrix} a & b \\ c & d \end{pmatrix}`, ['a=a', 'b=b', 'c=c', 'd=d']],
    [String.raw`\|x\|_F`, ['x=x']],
    [String.raw`\log_2 x \left( y`, ['x=x', 'y=y']],
    [String.raw`e^{x}`, ['e=e sup', 'x=x']],
    [String.raw`\int f(x) \, dx`, ['f=f', 'x=x bound', 'd=d', 'x=x bound']],
  ])('%s', (text, expected) => {
    expect(seen(text)).toEqual(expected);
  });
});

describe('what a person types for a name', () => {
  test.each<[string, string | undefined]>([
    ['V', 'V'],
    [' \\mathbf{V} ', 'bold V'],
    ['V_Q', 'V_Q'],
    ["x'", "x'"],
    ['\\lambda', '\\lambda'],
    ['', undefined],
    ['V W', undefined],
    ['V_i', undefined],
    ['\\frac{a}{b}', undefined],
    ['\\nonsense', undefined],
    ['A^\\top', undefined],
    ['{V', undefined],
    ['2', undefined],
    ['\\log', undefined],
  ])('%j', (text, key) => {
    expect(nameWritten(parseFormula(text).tree)?.key).toBe(key);
  });
});
