/** The pool of verifying threads under Node. */
import { isAbsolute } from 'node:path';
import { after } from '../base/after.ts';
import { type Pool, poolOf } from '../verify/pool.ts';
import { type KeptCode, keptCode } from './kept-code.ts';
import { bodyBeside, threadsFrom, workerBeside } from './thread.ts';

export interface Verifying extends Pool {
  /** @param options that the client has started the server with; `storage` is a folder of its own for the extension */
  readonly begin: (options: unknown) => void;
}

/** @param moduleUrl of the entry file, beside which the worker's bundle lies */
export function verifyingThreads(moduleUrl: string): Verifying {
  let kept: KeptCode | undefined;
  const start = threadsFrom(workerBeside(moduleUrl), () => kept);
  return {
    ...poolOf({ start, clock: { after }, threads: 1 }),
    begin: (options) => {
      const storage = typeof options === 'object' && options !== null && 'storage' in options ? options.storage : '';
      if (typeof storage === 'string' && isAbsolute(storage)) kept = keptCode(bodyBeside(moduleUrl), storage);
    },
  };
}
