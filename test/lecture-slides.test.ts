/** What slides leave to their readers: letters in another face, conditions inside a formula, lists under a title. */
import { describe, expect, test } from 'vitest';
import { verified } from '../server/src/analysis/judged.ts';
import { last } from './support/everyday.ts';
import { lastStatements } from './support/last-verdict.ts';
import { measuredText } from './support/measure.ts';

const tex = String.raw;
const TRUE = { verdict: 'verified', findings: [] };

describe('a quality in the row of a formula', () => {
  const rule = (right: string, words: string): string =>
    tex`## Rules${'\n\n'}$$\frac{\partial}{\partial \mathbf{z}} \mathbf{z}^\top \mathbf{P} \mathbf{z} = ${right} ${words}$$`;
  test('counts in its formula', () => {
    const words = tex`\quad \text{for symmetric } \mathbf{P}.`;
    expect(lastStatements(rule(tex`2 \mathbf{z}^\top \mathbf{P}`, words))[0]).toBe('claim verified');
    expect(lastStatements(rule(tex`\mathbf{z}^\top \mathbf{P}`, words))[0]).toBe('claim refuted');
    expect(lastStatements(rule(tex`2 \mathbf{z}^\top \mathbf{P}`, tex`\text{ for any } \mathbf{P}`))[0]).not.toBe(
      'claim verified',
    );
  });
  test('counts in no other', () => {
    const first = rule(tex`2 \mathbf{z}^\top \mathbf{P}`, tex`\text{ for symmetric } \mathbf{P}.`);
    expect(last(tex`${first}${'\n\n'}And $\nabla_{\mathbf{z}} \mathbf{z}^\top \mathbf{P} \mathbf{z} = 2\mathbf{P}\mathbf{z}$`).verdict).not.toBe('verified');
  }); // prettier-ignore
});

describe('formulas under the title of a list of identities', () => {
  const note = (title: string): string =>
    tex`Let $\mathbf{z} \in \mathbb{R}^n$ and $\mathbf{M} \in \mathbb{R}^{m \times n}$.

${title}

$$\operatorname{tr}(\mathbf{P}\mathbf{Q}) = \operatorname{tr}(\mathbf{Q}\mathbf{P})$$

$$\frac{\partial}{\partial \mathbf{s}} \|\mathbf{z} - \mathbf{M}\mathbf{s}\|^2 = -2(\mathbf{z} - \mathbf{M}\mathbf{s})^\top \mathbf{M}$$`;
  test('have sizes of their own', () => {
    expect(last(note('Useful identities for vectors (2/2)'))).toEqual(TRUE);
  });
  test.each(['Using these identities', 'The model', 'From the identities of traces'])('%s does not', (title) => {
    expect(last(note(title)).verdict).not.toBe('verified');
  });
});

describe('what explains the last side of an equation', () => {
  const note = (value: string, words = 'where'): string =>
    tex`Let $x \in \mathbb{R}^n$, $W \in \mathbb{R}^{m \times n}$, $t \in \mathbb{R}^m$ and $L(W) = \frac12 \|Wx - t\|^2$. Then $$\nabla_W L = G$$ ${words} $G = ${value}$.`;
  test('is compared with the side before', () => {
    expect(last(note(tex`(Wx - t) x^\top`))).toEqual(TRUE);
    expect(last(note(tex`(Wx + t) x^\top`)).verdict).toBe('assumed');
    expect(last(note(tex`(Wx - t) x^\top`, tex`holds. Put`)).verdict).toBe('assumed');
  });
});

describe('letters in another face', () => {
  const map = tex`For $f : \mathbb{R}^n \to \mathbb{R}$ and for $\mathbf{f} : \mathbb{R}^n \to \mathbb{R}^m$ let $\mathbf{x} \in \mathbb{R}^n$ and $\mathbf{J} = \frac{d \mathbf{f}(\mathbf{x})}{d \mathbf{x}}$.`;
  test('entries of a Jacobian', () => {
    expect(last(tex`${map} - $J(i, j) = \frac{\partial f_i}{\partial x_j}$`)).toEqual(TRUE);
    expect(last(tex`${map} - $J(i, j) = \frac{\partial f_i}{\partial x_i}$`).verdict).not.toBe('verified');
  });
  test('an example below says nothing of it', () => {
    const example = tex`Given $\mathbf{f}(\mathbf{x}) = \mathbf{A}\mathbf{x}$ with $\mathbf{A} \in \mathbb{R}^{M \times N}$.`;
    const note = tex`${map} - $J(i, j) = \frac{\partial f_i}{\partial x_j}$.${'\n\n'}Example${'\n\n'}${example}`;
    const claims = verified(measuredText('note.md', note, 'markdown').facts).parts.flatMap((it) =>
      it.formulas.flatMap(({ statements }) => statements.filter(({ kind }) => kind === 'claim')),
    );
    expect(claims.map((it) => it.verdict)).toEqual(['verified']);
  });
  test('the shape of a gradient', () => {
    const note = tex`Let $\boldsymbol{\beta} \in \mathbb{R}^k$ and $\ell(\boldsymbol{\beta}) = \|\boldsymbol{\beta}\|^2$. Then`;
    expect(last(tex`${note} $\frac{\partial \ell}{\partial \beta} \in \mathbb{R}^{1 \times k}$`)).toEqual(TRUE);
    expect(last(tex`${note} $\frac{\partial \ell}{\partial \beta} \in \mathbb{R}^{1 \times m}$`)).toEqual({ verdict: 'assumed', findings: [] });
  }); // prettier-ignore
});
