/** Verifying threads under Node. */
import { Worker } from 'node:worker_threads';
import type { StartThread } from '../verify/thread.ts';
import type { Reply } from '../verify/worker.ts';
import type { Compiled } from './compiled.ts';
import type { KeptCode } from './kept-code.ts';

/**
 * The worker's bundle lies beside the bundle that starts it. Call this with `import.meta.url` in an entry file: in a
 * file that others share, that address would be the one of a chunk.
 */
export const workerBeside = (moduleUrl: string): URL => new URL('./worker.cjs', moduleUrl);

/** What the worker's bundle runs, beside it. */
export const bodyBeside = (moduleUrl: string): URL => new URL('./worker-body.cjs', moduleUrl);

/**
 * Starts threads that run the worker's bundle at `url`. A thread keeps the process alive until it is ended.
 * @param kept code of earlier sessions, once it is known where that is
 */
export const threadsFrom = (url: URL, kept: () => KeptCode | undefined = () => undefined): StartThread => {
  let compiled: Compiled | undefined;
  return () => {
    compiled ??= kept()?.read();
    const worker = new Worker(url, { workerData: compiled });
    let ended = false;
    return {
      post: (request) => {
        worker.postMessage(request);
      },
      onReply: (listener) => {
        worker.on('message', (reply: Reply | Compiled) => {
          if (reply.kind !== 'compiled') listener(reply);
          else {
            compiled = reply;
            kept()?.keep(reply);
          }
        });
      },
      onEnd: (listener) => {
        let reason = 'the thread ended';
        // After `error` the thread is gone and `exit` follows: one ending, reported once, and not when it was asked for.
        worker.on('error', (error) => {
          reason = error.message;
        });
        worker.once('exit', () => {
          if (!ended) listener(reason);
        });
      },
      end: () => {
        ended = true;
        void worker.terminate();
      },
    };
  };
};
