/** Samples taken side by side are the samples taken one by one, to the last digit. */
import { describe, expect, it } from 'vitest';
import { analyse } from '../server/src/analysis/analyse.ts';
import { claimsOf } from '../server/src/analysis/jobs.ts';
import { defaults } from '../server/src/analysis/settings.ts';
import { never } from '../server/src/base/cancel.ts';
import { readNote } from '../server/src/note/read.ts';
import { compareSides, sidesOf } from '../server/src/verify/compare.ts';
import { float } from '../server/src/verify/float.ts';
import { modular } from '../server/src/verify/modular.ts';
import type { Numbers } from '../server/src/verify/numbers.ts';
import { usual } from '../server/src/verify/reading.ts';
import { prepare, type Prepared, worldOf } from '../server/src/verify/sample.ts';
import { sizingsFor } from '../server/src/verify/sizes.ts';
import { partsIn } from '../server/src/verify/samples.ts';
import { OneByOne, unless } from '../server/src/verify/stop.ts';
import { sideBySide } from '../server/src/verify/trial.ts';

const tex = String.raw;
const declared = tex`Let $A, B, X \in \mathbb{R}^{n\times n}$ with $X$ invertible, $S \in \mathbb{R}^{n\times n}$ symmetric,
$P \in \mathbb{R}^{n\times n}$ positive definite, $Q \in \mathbb{R}^{n\times n}$ orthogonal, $C \in \mathbb{R}^{m\times n}$,
$a, b, x, y \in \mathbb{R}^n$, $c \in \mathbb{R}^m$ and $f : \mathbb{R}^n \to \mathbb{R}$.`;

const holds = [
  tex`\nabla_x \|Cx - c\|^2 = 2C^\top(Cx - c)`,
  tex`\nabla_x^2\, x^\top A x = A + A^\top`,
  tex`\frac{\partial}{\partial X} \log |\det X| = X^{-\top}`,
  tex`\frac{\partial}{\partial X} \operatorname{tr}(A X^{-1} B) = -(X^{-1} B A X^{-1})^\top`,
  tex`\frac{\partial}{\partial C} c^\top C x = c x^\top`,
  tex`\nabla_x \log(\mathbf{1}^\top \exp(x)) = \frac{\exp(x)}{\mathbf{1}^\top \exp(x)}`,
  tex`\nabla_x (x^\top S x)^3 = 6 (x^\top S x)^2 S x`,
  tex`\nabla_x \|Q x\|^2 = 2 x`,
  tex`\frac{\partial}{\partial P} \log\det P = P^{-1}`,
  tex`\nabla_x f(x)^2 = 2 f(x) \nabla_x f(x)`,
];
const fails = [
  tex`\nabla_x \|Cx - c\|^2 = 2C^\top(Cx + c)`,
  tex`\frac{\partial}{\partial X} \log |\det X| = 2X^{-\top}`,
  tex`\nabla_x \|Q x + a\|^2 = 2 x`,
];
/** Which entry it is, and how large the terms of a sum are, is looked at. */
const alone = [tex`\frac{\partial}{\partial x_i} x^\top x = 2 x_i`, tex`\nabla_x \sum_i x_i^2 = 2x`];

function preparedOf(formula: string): Prepared {
  const claim = claimsOf(analyse(readNote(`${declared}\n\n$$${formula}$$\n`, 'markdown'), defaults, never)).at(-1);
  if (claim === undefined) throw new Error(`${formula} is no claim`);
  return prepare(claim.job, 'seed');
}

const attempts = ['0', '1', '2', '3', '4'];

/** Both sides in a world, and how they compare; why there is none. */
function sidesBy(prepared: Prepared, numbers: Numbers, attempt: string | readonly string[]) {
  const [sizing] = sizingsFor(prepared, usual, { left: 1e6 }).sizings;
  const { left, right, sign } = prepared.job.claim;
  const common = { numbers, sizes: sizing!.sizes, style: 'general', reading: usual, work: { left: 1e6 } } as const;
  const world = worldOf(prepared, { ...common, attempt });
  const sides = sidesOf(left, right, world);
  return compareSides(sides, sign, [left, right], world).map((found, n) => ({
    left: partsIn(sides.left.parts, n),
    right: partsIn(sides.right.parts, n),
    found,
  }));
}

describe.each([...holds, ...fails])('%s', (formula) => {
  const prepared = preparedOf(formula);
  it('is computed as sample by sample', () => {
    const together = sidesBy(prepared, float, attempts);
    expect(together).toHaveLength(attempts.length);
    expect(together).toEqual(attempts.flatMap((it) => sidesBy(prepared, float, it)));
    for (const { found } of together) expect(found.kind).toBe(fails.includes(formula) ? 'differ' : 'agree');
  });

  it('is so in the field as well', () => {
    const inField = (attempt: string | readonly string[]) =>
      unless(['irrational'], () => sidesBy(prepared, modular, attempt));
    const single = inField(attempts[0]!) && attempts.flatMap((it) => inField(it)!);
    expect(inField(attempts)).toEqual(single);
  });
});

describe.each(alone)('%s', (formula) => {
  const prepared = preparedOf(formula);
  it('is taken sample by sample', () => {
    expect(() => sidesBy(prepared, float, attempts)).toThrow(OneByOne);
    for (const it of attempts) expect(sidesBy(prepared, float, it)[0]?.found.kind).toBe('agree');
  });

  it('spends nothing on the attempt', () => {
    const [sizing] = sizingsFor(prepared, usual, { left: 1e6 }).sizings;
    const budget = { left: 1e6 };
    const taken = { numbers: float, style: 'general', sizing: sizing!, reading: usual, budget } as const;
    expect(sideBySide(prepared, taken, attempts, new Set())).toBeUndefined();
    expect(budget.left).toBe(1e6);
  });
});
