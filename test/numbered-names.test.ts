/**
 * What numbers a name and what does not: members of lists above and below, layers, “for all i in [n]”; and names that
 * stand for a function or a list, which are no numbers for their letter.
 */
import { describe, expect, test } from 'vitest';
import { formulasOf, type Measured, measuredText } from './support/measure.ts';

const tex = String.raw;

const read = (note: string): Measured => measuredText('note.md', `${note}\n`, 'markdown');

/** What the note tells of every place where something stands, without repetitions. */
const shapesOf = (note: string, written: string): readonly string[] => [
  ...new Set(
    formulasOf(read(note)).flatMap(({ formula, value }) =>
      value.shapes.filter(({ span }) => formula.text.slice(span.start, span.end) === written).map(({ shape }) => shape),
    ),
  ),
];

const findings = (note: string): readonly string[] =>
  read(note)
    .facts.parts.flatMap((part) => part.findings.map(({ code }) => code))
    .filter((it) => it !== 'undeclared-symbol');

describe('numbers above and below', () => {
  const DRAWS = tex`Let $u \in \mathbb{R}^d$. We draw $u^1, u^2, \dotsc, u^T$ and keep $u^k$.`;
  const POWERS = tex`The monomials $1, s, s^2, \ldots, s^n$ of a number $s \in \mathbb{R}$ and $s^k$.`;
  const STATES = tex`States $h_1, \ldots, h_T$ with $h_t \in \mathbb{R}^d$, read out as $y = V h_T$ with $V \in \mathbb{R}^{m \times d}$.`;
  const UNTIL = tex`With $h_t \in \mathbb{R}^d$ for $t = 1, \ldots, T$ we return $h_T$.`;
  const LABEL = tex`With $h_t \in \mathbb{R}^d$ for $t = 1, \ldots, N$ we return $h_T$.`;
  const LAYERS = tex`With $z^l = W^l a^{l-1}$ the cost is $C = \sum_j (y_j - a^L_j)^2$ and its slope $\delta^l_j$.`;

  test.each([
    [DRAWS, 'u^1', ['vector(?)']],
    [DRAWS, 'u^T', ['vector(?)']],
    [DRAWS, 'u^k', ['vector(?)']],
    [POWERS, 's^n', ['scalar']],
    [POWERS, 's^k', ['scalar']],
    [STATES, 'h_T', ['vector(d)']],
    [UNTIL, 'h_T', ['vector(d)']],
    [LABEL, 'h_T', ['unknown']],
    [LAYERS, 'a^L_j', ['scalar']],
    [LAYERS, tex`\delta^l_j`, ['scalar']],
    [LAYERS, 'l', []],
  ])('%s: %s is %j', (note, written, shapes) => {
    expect(shapesOf(note, written)).toEqual(shapes);
    expect(findings(note)).toEqual([]);
  });

  test('a member of the list is as large as the others', () => {
    expect(findings(STATES.replace('y = V h_T', 'y = V h_T + h_1'))).toEqual(['dimension-mismatch']);
    expect(
      findings(LABEL.replace('return $h_T$', 'return $h_T + A h_t$ with $A \\in \\mathbb{R}^{m \\times d}$')),
    ).toEqual([]);
  });
});

describe('for all members', () => {
  const SIMPLEX = tex`A vector $p \in \mathbb{R}^n$ with $p_i \in [0, 1] \; \forall i \in [n]$.`;

  test.each([
    ['[0, 1]', ['set']],
    ['[n]', ['set']],
    ['i', ['scalar']],
    ['p_i', ['scalar']],
  ])('%s', (written, shapes) => expect(shapesOf(SIMPLEX, written)).toEqual(shapes));

  test('the next line goes on with the equation', () => {
    const note = (last: string): string => tex`Let $A, B \in \mathbb{R}^{n \times m}$ and $x \in \mathbb{R}^m$.

$$\begin{aligned} y &= (A + B) x \quad \forall x \in \mathbb{R}^m \\ &= ${last} \end{aligned}$$`;
    expect(findings(note('A x + B x'))).toEqual([]);
    expect(findings(note('A x + B'))).not.toEqual([]);
  });

  test('a space in old letters', () => {
    expect(shapesOf(tex`a code $z \in \Re^k$`, 'z')).toEqual(['vector(k)']);
    expect(shapesOf(tex`the part $\Re(z)$`, tex`\Re(z)`)).not.toContain('set');
  });
});

describe('names of functions and lists', () => {
  const SPECTRA = tex`With $A x = \lambda x$ and $B x = \lambda x$ it is wrong that $\lambda(A + B) = \lambda(A) + \lambda(B)$.`;
  const DIAGONAL = tex`Row by row, $G = (\operatorname{diag}(P_r) - P_r P_r^\top) D$ with $P = Q K^\top$.`;

  test.each([
    [SPECTRA, tex`A + B`, ['matrix(?,?)']],
    [SPECTRA, tex`\lambda(A + B)`, ['scalar']],
    [DIAGONAL, 'P_r', ['vector(?)']],
    // What only stands for a density, or for scores of which a sum is taken, is no number.
    [tex`Under $q(z)$ we write $q$ for short.`, 'q', ['function']],
    [
      tex`# A

The density $q(z)$.

# B

We look for $q$ in a family.`,
      'q',
      ['function', 'unknown'],
    ],
    [tex`Scores $f$ give $-\log(e^{f_k}/\sum_j e^{f_j})$.`, 'f', ['unknown']],
    [tex`With $f = 2$ and $\sum_j f_j$.`, 'f', ['scalar']],
  ])('%s: %s is %j', (note, written, shapes) => expect(shapesOf(note, written)).toEqual(shapes));

  test('a factor before a bracket stays one', () => {
    expect(shapesOf(tex`With $A x = \lambda x$ we have $A (B x) = \lambda (B x)$.`, tex`\lambda (B x)`)).toEqual([
      'vector(?)',
    ]);
  });

  test.each([
    [tex`The marginals $F_1(x_1)$ and $F_p(x_p)$ are named $F_1, \dots, F_p$.`, 'F_p', ['function']],
    [tex`The loss $L_t(\theta)$, where $L_t = \|e_t\|^2$.`, 'L_t', ['scalar']],
    [
      tex`With vectors $v^\top w$ and laws $\Phi(u)$ we draw $z = \Phi^{-1}(u)$, where $\Phi$ is normal.`,
      tex`\Phi`,
      ['unknown'],
    ],
    [tex`With vectors $v^\top w$, let $Q = \Phi \Phi^\top$.`, tex`\Phi`, ['matrix(?,?)']],
  ])('%s: %s is %j', (note, written, shapes) => expect(shapesOf(note, written)).toEqual(shapes));
});

describe('lists from zero, lists that are turned, and no powers', () => {
  const WEIGHTS = tex`\begin{bmatrix} w_0 \\ w_1 \\ \vdots \\ w_n \end{bmatrix}`;
  const FROM_ONE = tex`\begin{bmatrix} w_1 \\ w_2 \\ \vdots \\ w_n \end{bmatrix}`;

  test.each([
    [tex`$$\mathbf{w} = ${WEIGHTS}$$`, WEIGHTS, ['vector(1+n)']],
    [tex`$$\mathbf{w} = ${FROM_ONE}$$`, FROM_ONE, ['vector(n)']],
    [tex`$$\mathbf{w}^\top = [ w_1, \ldots, w_n ]$$`, tex`[ w_1, \ldots, w_n ]`, ['row(n)']],
    [tex`$$\mathbf{w} = [ w_1, \ldots, w_n ]$$`, tex`[ w_1, \ldots, w_n ]`, ['vector(n)']],
    [tex`the $j^{th}$ entry`, 't', []],
    [tex`the power $j^{th}$ and $j^{t}$`, 't', ['scalar']],
    [tex`Words $V \in \{\text{"a"}, \text{"b"}\}$ and $A, B \in \mathbb{R}^{2 \times 2}$.`, 'V', ['point']],
  ])('%s: %s is %j', (note, written, shapes) => expect(shapesOf(note, written)).toEqual(shapes));

  test.each([['n+1', WEIGHTS, []]])('a matrix with %s columns before %s: %j', (columns, rows, expected) => {
    expect(
      findings(tex`Let $X \in \mathbb{R}^{m \times (${columns})}$ and $y \in \mathbb{R}^m$. $$y = X ${rows}$$`),
    ).toEqual(expected);
  });
});

describe('what stands beside a matrix, or is applied to one', () => {
  const LAYER = tex`With $X \in \mathbb{R}^{n \times d}$ and $W \in \mathbb{R}^{d \times k}$ we have $Z = X W + b_V$.`;
  const POINT = tex`With $x \in \mathbb{R}^{d}$ and $W \in \mathbb{R}^{k \times d}$ we have $z = W x + b_V$.`;
  const TABLE = tex`With $P \in \mathbb{R}^{1 \times v}$ the loss is $-\log P(w_t \mid u)$.`;
  const SPACES = tex`With $\mathbf{u}^\top \mathbf{v}$ and $A \in \mathbb{R}^{m \times n}$, a basis of $C(A)$ and values $c(t)$.`;

  test.each([
    [LAYER, 'b_V', ['unknown']],
    [LAYER, 'X W + b_V', ['matrix(n,k)']],
    [POINT, 'b_V', ['vector(k)']],
    [TABLE, tex`P(w_t \mid u)`, ['scalar']],
    [SPACES, 'C(A)', ['unknown']],
    [SPACES, 'c(t)', ['scalar']],
  ])('%s: %s is %j', (note, written, shapes) => expect(shapesOf(note, written)).toEqual(shapes));

  test('a declared one is added as it is', () => {
    const declared = (size: string): string => LAYER.replace('we have', tex`$b_V \in \mathbb{R}^{${size}}$ we have`);
    expect(findings(declared(tex`n \times k`))).toEqual([]);
    expect(findings(declared(tex`n \times d`))).toEqual(['dimension-mismatch']);
  });
});

describe('a square that is written for that of a norm', () => {
  const RIDGE = tex`Let $X \in \mathbb{R}^{n \times p}$. A parabola is $q(b) = c b^2$.

$$\min_b \|y - X b\|^2 + \lambda b^2$$

$$y = X b + e$$`;
  const PLAIN = tex`A line through zero is fitted by $$\min_b \sum_i (y_i - x_i b)^2 + \lambda b^2.$$`;

  test.each([
    [RIDGE, 'X b', ['vector(n)']],
    [RIDGE, 'c b^2', ['scalar']],
    [PLAIN, 'b', ['scalar']],
  ])('%s: %s is %j', (note, written, shapes) => {
    expect(shapesOf(note, written)).toEqual(shapes);
    expect(findings(note)).toEqual([]);
  });
});
