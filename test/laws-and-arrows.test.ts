/** What a law, an arrow, a power of ten and braces say of the shapes of names. */
import { describe, expect, test } from 'vitest';
import { shapeOf } from './support/everyday.ts';
import { lastStatements } from './support/last-verdict.ts';
import { measuredText, formulasOf } from './support/measure.ts';

const tex = String.raw;

describe('what follows a normal law is as long as its covariance matrix is wide', () => {
  test.each([
    [tex`Let $z \sim \mathcal{N}(0, I_d)$.`, 'z', 'vector(d)'],
    [tex`Let $Y \sim \mathcal{N}(0, \tau^2 I_m)$.`, 'Y', 'vector(m)'],
    [tex`Let $v \sim \mathcal{N}(\mu, \Sigma)$.`, 'v', 'vector(?)'],
    [tex`Let $v \sim \mathcal{N}(\mu, \Sigma)$.`, tex`\Sigma`, 'matrix(?,?)'],
    [tex`Let $v \sim \mathcal{N}(\mu, \Sigma)$.`, tex`\mu`, 'vector(?)'],
    [tex`Let $H \in \mathbb{R}^{q \times r}$ and $u \in \mathbb{R}^r$, $y \sim \mathcal{N}(Hu, \tau^2 I)$.`, 'y', 'vector(q)'],
    // What stands behind the bar is given, and has no law.
    [tex`Let $H \in \mathbb{R}^{q \times r}$ and $u \in \mathbb{R}^r$, $y \mid u \sim \mathcal{N}(Hu, \tau^2 I)$.`, 'y', 'vector(q)'],
    [tex`Let $H \in \mathbb{R}^{q \times r}$ and $u \in \mathbb{R}^r$, $y \mid u \sim \mathcal{N}(Hu, \tau^2 I)$.`, 'I', 'matrix(q,q)'],
    [tex`Let $u \sim \mathcal{N}(0, \tau^2)$.`, 'u', 'scalar'],
    // What is declared counts before.
    [tex`Let $X \in \mathbb{R}^{n \times p}$ with $X \sim \mathcal{N}(0, I_p)$.`, 'X', 'matrix(n,p)'],
  ])('%s: %s', (note, piece, shape) => expect(shapeOf(note, piece)).toBe(shape)); // prettier-ignore
});

describe('an arrow says vector', () => {
  test.each([
    [tex`The force is $\vec F = m \vec a$.`, tex`\vec F`, 'vector(?)'],
    [tex`Let $F \in \mathbb{R}^{n \times n}$. The force is $\vec F$.`, tex`\vec F`, 'vector(?)'],
    [tex`We see $\overrightarrow{v}$.`, tex`\overrightarrow{v}`, 'vector(?)'],
    [tex`The work is $W = \vec F^\top \vec d$.`, 'W', 'scalar'],
    [tex`We see $\mathbf{F}$.`, tex`\mathbf{F}`, 'matrix(?,?)'],
  ])('%s: %s', (note, piece, shape) => expect(shapeOf(note, piece)).toBe(shape)); // prettier-ignore
});

describe('a power of ten as programs write it', () => {
  test.each([
    [tex`$2 \cdot 1e-3 = 0.002$`, 'claim verified'],
    [tex`$2 \cdot 3e2 = 500$`, 'claim refuted'],
    [tex`$5e2 = 500$`, 'claim verified'],
    // Where e is raised to powers, it is a number of its own.
    [tex`$e^2 + 2e-1 - e^2 = 2e - 1$`, 'claim verified'],
  ])('%s', (note, verdict) => expect(lastStatements(note)).toEqual([verdict])); // prettier-ignore
});

test('braces around a member are a set, around an expression they group', () => {
  expect(shapeOf(tex`The rewards $\{r_t^k\}$.`, tex`\{r_t^k\}`)).toBe('set');
  expect(shapeOf(tex`Let $a, b \in \mathbb{R}$. The sum $\{a + b\}$.`, tex`\{a + b\}`)).toBe('scalar');
});

test('a function named alone beside its value is no value', () => {
  const note = tex`Let $Z \in \mathbb{R}^{n \times d}$, $\sigma(Z) = Z$. $$h(x) = x \sigma(x) \text{ where } \sigma \text{ is smooth}$$`;
  expect(shapeOf(note, tex`\sigma`)).toBe('function');
});

test('the base of a number with an index, and the sizes of a set, are no quantities of their own', () => {
  expect(shapeOf(tex`Let $b = 3$ and $b_1 = 2$.`, 'b')).toBe('scalar');
  const spans = (note: string): readonly string[] =>
    formulasOf(measuredText('note.md', note, 'markdown')).flatMap(({ formula, value }) =>
      value.shapes.map(({ span }) => formula.text.slice(span.start, span.end)),
    );
  expect(spans(tex`We see $b_1 = 2$ and $b_2 = 3$.`)).not.toContain('b');
  expect(spans(tex`The frame is $Q \in \mathcal{O}^{p \times k}$.`)).not.toContain(tex`p \times k`);
});
