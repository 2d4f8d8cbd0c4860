/** An i beside exponentials and sines: the equation is one of real parts and one of imaginary parts. */
import { describe, expect, test } from 'vitest';
import { last } from './support/everyday.ts';

const tex = String.raw;
const TRUE = { verdict: 'verified', findings: [] };

describe('the imaginary unit', () => {
  test.each([
    tex`e^{i\omega t} = \cos(\omega t) + i \sin(\omega t)`,
    tex`e^{-ik(u - v)} = \cos(k(u - v)) - i \sin(k(u - v))`,
    tex`e^{-j\omega t} = e^{j\omega t} - 2j \sin(\omega t)`,
    tex`\frac{e^{i\theta} + e^{-i\theta}}{2} = \cos\theta`,
    tex`\exp(a + i b) = \exp(a) (\cos b + i \sin b)`,
    tex`(\cos\theta + i \sin\theta)^2 = e^{2i\theta}`,
    tex`e^{ia} e^{ib} = \cos(a + b) + i \sin(a + b)`,
  ])('%s', (claim) => {
    expect(last(`We use Euler's formula: $$${claim}$$`)).toEqual(TRUE);
  });
  test.each([
    tex`e^{i\omega t} = \cos(\omega t) - i \sin(\omega t)`,
    tex`e^{i\omega t} = \cos(\omega t) + \sin(\omega t)`,
    tex`e^{i\omega t} = i\cos(\omega t) + \sin(\omega t)`,
    tex`e^{-j\omega t} = e^{j\omega t} - j \sin(\omega t)`,
    tex`\frac{e^{i\theta} - e^{-i\theta}}{2} = \sin\theta`,
    tex`\exp(a + i b) = \exp(a) + \cos b + i \sin b`,
    tex`(\cos\theta + i \sin\theta)^2 = e^{i\theta}`,
    tex`e^{ia} e^{ib} = \cos(a - b) + i \sin(a + b)`,
  ])('%s', (claim) => {
    expect(last(`We use Euler's formula: $$${claim}$$`).verdict).not.toBe('verified');
  });
  test.each([
    // Another letter, an index, a number that is declared.
    tex`$$e^{r\omega t} = \cos(\omega t) + r \sin(\omega t)$$`,
    tex`$$e^{i\omega t} = \cos(\omega t) + x_i \sin(\omega t)$$`,
    tex`Let $i \in \mathbb{R}$. $$e^{i\omega t} = \cos(\omega t) + i \sin(\omega t)$$`,
    tex`$$\sum_{i=1}^n e^{i\omega t} = \sum_{i=1}^n \cos(\omega t) + i \sin(\omega t)$$`,
  ])('nothing else: %s', (claim) => {
    expect(last(claim).verdict).not.toBe('verified');
  });
});
