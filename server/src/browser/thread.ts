/** Verifying threads in a browser. */
import type { StartThread } from '../verify/thread.ts';
import type { Reply } from '../verify/worker.ts';
import type { WebWorker } from './web-worker.ts';

declare const Worker: (new (url: string) => WebWorker<Reply>) | undefined;

/**
 * Starts threads that run `source`, the text of the worker's bundle: a server in a web worker does not know where it
 * came from, so the client sends the text. None where the browser lacks workers inside workers (Safari).
 */
export function threadsFromSource(source: string): StartThread | undefined {
  if (typeof Worker === 'undefined') return undefined;
  const url = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
  return () => threadAt(new Worker(url));
}

function threadAt(worker: WebWorker<Reply>): ReturnType<StartThread> {
  return {
    post: (request) => {
      worker.postMessage(request);
    },
    onReply: (listener) => {
      worker.onmessage = (event) => {
        listener(event.data);
      };
    },
    onEnd: (listener) => {
      worker.onerror = (event) => {
        worker.terminate();
        listener(event.message ?? 'the thread ended');
      };
    },
    end: () => {
      worker.terminate();
    },
  };
}
