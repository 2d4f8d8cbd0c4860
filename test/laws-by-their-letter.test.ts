/** A density that was written out stands by its letter alone under an integral: it is one over all of its variable. */
import { describe, expect, test } from 'vitest';
import { last } from './support/everyday.ts';

const tex = String.raw;

describe.each([
  [tex`$p(x|\theta)$ is the density of $x$ with the parameter vector $\theta$.`, 'p', 'x', tex`\theta`],
  [tex`Let $q(z \mid \phi)$ be the density of $z$, and $\phi$ a vector.`, 'q', 'z', tex`\phi`],
])('%s', (said, p, x, by) => {
  const ofTie = (formula: string): unknown => last(`${said} Then $${formula}$.`);
  test.each([
    tex`\int ${p} \, d${x} = 1`,
    tex`\nabla_${by} \int ${p} \, d${x} = 0`,
    tex`\nabla^2_${by} \int ${p} \, d${x} = 0`,
    tex`\int \nabla_${by} ${p} \, d${x} = 0`,
  ])('%s', (formula) => {
    expect(ofTie(formula)).toEqual({ verdict: 'verified', findings: [] });
  });
  test.each([
    tex`\int ${p} \, d${x} = 2`,
    tex`\int ${p}^2 \, d${x} = 1`,
    tex`\int_0^1 ${p} \, d${x} = 1`,
    tex`\int ${p} \, d${by} = 1`,
    tex`\nabla_${by} \int ${p}^2 \, d${x} = 0`,
    tex`\nabla_${by} \int ${x} ${p} \, d${x} = 0`,
    tex`\int \nabla_${by} \log ${p} \, d${x} = 0`,
    tex`\int ${p} \nabla^2_${by} \log ${p} \, d${x} = 0`,
    tex`\mathbb{E}[\nabla^2_${by} \log ${p}] = 0`,
  ])('%s', (formula) => {
    expect(ofTie(formula)).toEqual({ verdict: 'assumed', findings: [] });
  });
});

test('another law by the same letter stands for itself', () => {
  expect(
    last(tex`By $p(x|\theta)$ we mean the likelihood and by $p(x)$ the evidence. Then $\int p(x) \, dx = 1$.`),
  ).toEqual({
    verdict: 'verified',
    findings: [],
  });
});

test('of another law it says nothing', () => {
  expect(last(tex`Let $p(x|\theta)$ be a density. Then $\int f \, dx = 1$.`).verdict).not.toBe('verified');
});
