import type { Prepared } from './sample.ts';
import type { Reading } from './reading.ts';
import type { Sizing } from './sizes.ts';
import type { Budget } from './trial.ts';

export const needsOf = (
  _prepared: Prepared,
  _reading: Reading,
  _sizings: readonly Sizing[],
  _budget: Budget,
): readonly string[] | undefined => undefined;
