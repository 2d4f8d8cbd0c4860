/** Eigenvalues and eigenvectors that words speak of, and no equation. */
import { describe, expect, test } from 'vitest';
import { last } from './support/everyday.ts';

const tex = String.raw;
const SAID = tex`The largest value, $\max_w \rho(C, w) = \lambda_1$, is the largest eigenvalue.`;
const QUOTIENT = tex`Put $$\rho(C, w) = \frac{w^\top C w}{w^\top w}.$$`;
const list = (...all: readonly string[]): string => tex`\begin{bmatrix} ${all.join(' & ')} \end{bmatrix}`;
const COLUMNS = list('z_1', tex`\cdots`, 'z_n');

const note = (claim: string, said = SAID): string => tex`## Quotients

${QUOTIENT}

${said} At the other ones, $$\rho(C, z_k) = \frac{z_k^\top C z_k}{z_k^\top z_k} = ${claim}.$$`;

describe('one eigenvalue and its eigenvector', () => {
  test.each([tex`\lambda_k`, tex`\frac{\|C z_k\|^2}{\lambda_k \|z_k\|^2}`])('%s', (claim) => {
    expect(last(note(claim))).toEqual({ verdict: 'verified', findings: [] });
    expect(last(note(claim, SAID.replace('eigenvalue', 'value'))).verdict).not.toBe('verified');
  });
  test.each([tex`2\lambda_k`, tex`\lambda_j`, tex`\lambda_k^2`, tex`\mu_k`, tex`\|C z_k\|`, tex`\lambda_k \|z_k\|^2`])(
    '%s',
    (claim) => {
      expect(last(note(claim)).verdict).not.toBe('verified');
    },
  );
});

test('what holds of every vector, no words about eigenvalues say', () => {
  const claim = tex`\rho(C, z) = \frac{z^\top C z}{z^\top z} = \lambda`;
  for (const said of [tex`Let $z$ be any vector.`, tex`Take an arbitrary vector $z$.`])
    expect(last(tex`${QUOTIENT} ${SAID} ${said} Then $$${claim}$$`).verdict).not.toBe('verified');
});

describe('a list of them', () => {
  const chain = (...values: readonly string[]): string =>
    tex`C ${COLUMNS} = ${list('Cz_1', tex`\cdots`, 'Cz_n')} = ${list(...values)}`;
  const said = tex`Let $C \in \mathbb{R}^{n \times n}$ have $n$ independent eigenvectors $z_i \in \mathbb{R}^n$.`;
  test('is multiplied by the values', () => {
    const claim = chain(tex`\lambda_1 z_1`, tex`\cdots`, tex`\lambda_n z_n`);
    expect(last(`${said}\n\n$$${claim}$$`)).toEqual({ verdict: 'verified', findings: [] });
    expect(last(`${said.replace('eigenvectors', 'vectors')}\n\n$$${claim}$$`).verdict).not.toBe('verified');
  });
  test.each([
    [tex`\lambda_n z_1`, tex`\cdots`, tex`\lambda_1 z_n`],
    [tex`\lambda_1 z_1`, tex`\cdots`, tex`\lambda_1 z_n`],
    [tex`\lambda_1^2 z_1`, tex`\cdots`, tex`\lambda_n^2 z_n`],
    ['z_1', tex`\cdots`, 'z_n'],
  ])('%s, %s, %s', (...values) => {
    expect(last(`${said}\n\n$$${chain(...values)}$$`).verdict).not.toBe('verified');
  });
});

test('two matrices: of which, nobody says', () => {
  const claim = tex`BCz = B(\lambda z)`;
  expect(last(`Similar matrices have the same eigenvalues. We have $$DBz = BCz = B(\\lambda z)$$`).verdict).not.toBe(
    'verified',
  );
  expect(last(`Similar matrices have the same eigenvalues. We have $$${claim}$$`).findings).toEqual([]);
});
