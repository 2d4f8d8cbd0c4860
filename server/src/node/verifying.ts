/** The pool of verifying threads under Node. */
import { after } from '../base/after.ts';
import { type Pool, poolOf } from '../verify/pool.ts';
import { threadsFrom, workerBeside } from './thread.ts';

/** @param moduleUrl of the entry file, beside which the worker's bundle lies */
export const verifyingThreads = (moduleUrl: string): Pool =>
  poolOf({ start: threadsFrom(workerBeside(moduleUrl)), clock: { after }, threads: 1 });
