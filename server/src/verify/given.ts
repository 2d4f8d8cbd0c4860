/**
 * Stated conditions on which a claim rests that holds: without them it would fail. A verdict that rests on “A is
 * symmetric” says so, for the words of a note can be taken for more or less than they say.
 */
import { binaryIn } from './events.ts';
import type { Job, Name } from './job.ts';
import type { Reading } from './reading.ts';
import { tex } from './needs.ts';
import { prepare } from './sample.ts';
import type { Sizing } from './sizes.ts';
import { type Budget, tryClaim } from './trial.ts';

/** What restricts a matrix or a vector, and how it is told. */
const TOLD: Readonly<Record<string, (name: string) => string>> = {
  symmetric: (it) => `${it} = ${it}^\\top`,
  covariance: (it) => `${it} = ${it}^\\top`,
  'positive definite': (it) => `${it} \\text{ positive definite}`,
  'positive semidefinite': (it) => `${it} \\text{ positive semidefinite}`,
  'skew-symmetric': (it) => `${it} = -${it}^\\top`,
  diagonal: (it) => `${it} \\text{ diagonal}`,
  idempotent: (it) => `${it}^2 = ${it}`,
  orthogonal: (it) => `${it}^\\top ${it} = I`,
  orthonormal: (it) => `${it}^\\top ${it} = I`,
  rotation: (it) => `${it} \\text{ a rotation}`,
  'orthogonal factor': (it) => `${it}^\\top ${it} = I`,
  'orthonormal rows': (it) => `${it}${it}^\\top = I`,
  unit: (it) => `\\|${it}\\| = 1`,
  'one-hot': (it) => `${it} \\text{ one-hot}`,
  'probability vector': (it) => `${it} \\text{ a probability vector}`,
};

/** `P(y = 0) = 1 - P(y = 1)`: y has no third value. */
export const twoValued = ({ claim }: Job): readonly string[] =>
  [...binaryIn({ claim }).values()].flatMap(({ name, other }) => {
    const { key } = name.kind === 'index' && name.base.kind === 'symbol' ? name.base : { key: undefined, ...name };
    return key === undefined ? [] : [`${tex(key)} \\in \\{${String(other)}, 1\\}`];
  });

/** In TeX. */
export function givenFor(
  job: Job,
  seed: string,
  reading: Reading,
  sizings: readonly Sizing[],
  budget: Budget,
): readonly string[] {
  const fails = (names: readonly Name[]): boolean =>
    tryClaim(prepare({ ...job, names }, seed), reading, sizings.slice(0, 1), budget, { samples: 1, quick: true })
      .kind === 'fails';
  return job.names.flatMap((own): readonly string[] => {
    const stated = own.conditions.filter((it) => it in TOLD);
    const keeping = (kept: readonly string[]): readonly Name[] =>
      job.names.map((it) =>
        it === own
          ? { ...it, conditions: it.conditions.filter((one) => !stated.includes(one) || kept.includes(one)) }
          : it,
      );
    if (stated.length === 0 || !fails(keeping([]))) return [];
    const enough = stated.length === 1 ? undefined : stated.find((it) => !fails(keeping([it])));
    return (enough === undefined ? stated : [enough]).map((it) => TOLD[it]!(tex(own.key)));
  });
}
