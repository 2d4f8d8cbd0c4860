import type { Prepared } from './sample.ts';
import type { Reading } from './reading.ts';
import type { Sizing } from './sizes.ts';
import type { Style } from './draw.ts';
import type { Budget } from './trial.ts';
import type { Counterexample } from './verdict.ts';

export const counterexampleOf = (
  _prepared: Prepared,
  _reading: Reading,
  _sizing: Sizing,
  _style: Style,
  _budget: Budget,
): Counterexample | undefined => undefined;
