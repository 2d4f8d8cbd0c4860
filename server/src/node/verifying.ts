/** The pool of verifying threads under Node. */
import { type Pool, poolOf } from '../verify/pool.ts';
import { threadsFrom, workerBeside } from './thread.ts';

/** @param moduleUrl of the entry file, beside which the worker's bundle lies */
export function verifyingThreads(moduleUrl: string): Pool {
  const after = (milliseconds: number, what: () => void): (() => void) => {
    const timer = setTimeout(what, milliseconds);
    return () => {
      clearTimeout(timer);
    };
  };
  return poolOf({ start: threadsFrom(workerBeside(moduleUrl)), clock: { after }, threads: 1 });
}
