/** The pool of verifying threads in a browser. */
import { after } from '../base/after.ts';
import { type Pool, poolOf } from '../verify/pool.ts';
import type { StartThread } from '../verify/thread.ts';
import { answer, type Reply, type Request } from '../verify/worker.ts';
import { threadsFromSource } from './thread.ts';

/** @param options that the client has started the server with; `workerSource` is the text of the worker's bundle */
export function verifyingThreads(options: unknown): Pool {
  const source =
    typeof options === 'object' && options !== null && 'workerSource' in options ? options.workerSource : undefined;
  const start = typeof source === 'string' ? threadsFromSource(source) : undefined;
  return poolOf({ start: start ?? inThisThread, clock: { after }, threads: 1 });
}

/** Where the browser has no workers inside workers, one job at a time, each in a turn of its own. */
const inThisThread: StartThread = () => {
  let heard: (reply: Reply) => void = () => undefined;
  let stop: () => void = () => undefined;
  return {
    post: (request: Request) => {
      stop = after(0, () => {
        heard(answer(request));
      });
    },
    onReply: (listener) => {
      heard = listener;
    },
    onEnd: () => undefined,
    end: () => {
      stop();
    },
  };
};
