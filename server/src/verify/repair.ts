import type { Prepared } from './sample.ts';
import type { Reading } from './reading.ts';
import type { Sizing } from './sizes.ts';
import type { Repair } from './verdict.ts';

export const repairOf = (_prepared: Prepared, _reading: Reading, _sizings: readonly Sizing[]): Repair | undefined =>
  undefined;
