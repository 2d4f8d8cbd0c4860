/** π and e are numbers, but nobody differentiates by a number: what stands below the line is a name. */
import { describe, expect, test } from 'vitest';
import { last } from './support/everyday.ts';

const tex = String.raw;

describe('what is differentiated by is a name', () => {
  const shares = tex`The share $\pi$ has $\ell = n \log \pi + m \log(1 - \pi)$.`;
  test.each([
    [shares, tex`\frac{d\ell}{d\pi} = \frac{n}{\pi} - \frac{m}{1 - \pi}`],
    [tex`Weights $\pi$ and returns $\mu$.`, tex`\nabla_\pi \pi^\top \mu = \mu`],
    [tex`The energy is $H = \frac12 \pi^2 + \frac12 \phi^2$.`, tex`\frac{\partial H}{\partial \pi} = \pi`],
    [tex`The residual $e$ costs $E = \frac12 e^2$.`, tex`\frac{dE}{de} = e`],
  ])('%s %s', (said, claim) => {
    expect(last(`${said} Then $${claim}$.`)).toEqual({ verdict: 'verified', findings: [] });
  });
  test.each([
    [shares, tex`\frac{d\ell}{d\pi} = \frac{n}{\pi} + \frac{m}{1 - \pi}`],
    [tex`The energy is $H = \frac12 \pi^2 + \frac12 \phi^2$.`, tex`\frac{\partial H}{\partial \pi} = 2\pi`],
    [tex`The residual $e$ costs $E = \frac12 e^2$.`, tex`\frac{dE}{de} = 2e`],
  ])('%s %s', (said, claim) => {
    expect(last(`${said} Then $${claim}$.`).verdict).toBe('refuted');
  });
});

test('elsewhere they are the numbers', () => {
  expect(last(tex`The circle has the area $A = \pi r^2$. Then $\frac{dA}{dr} = 2 \pi r$.`)).toEqual({
    verdict: 'verified',
    findings: [],
  });
  expect(last(tex`Let $f = e^{2x}$. Then $\frac{df}{dx} = 2 e^{2x}$.`)).toEqual({ verdict: 'verified', findings: [] });
});

test('an e in both roles is not judged', () => {
  for (const value of ['e^x', 'x e^x'])
    expect(last(tex`The error $e$ is weighed by $\ell = e^x e$. Then $\frac{d\ell}{de} = ${value}$.`)).toEqual({
      verdict: 'undecided',
      findings: [],
    });
});
