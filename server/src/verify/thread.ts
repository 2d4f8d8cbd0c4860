/** What a started thread is to the pool, which knows neither Node nor the browser. */
import type { Reply, Request } from './worker.ts';

export interface Thread {
  readonly post: (request: Request) => void;
  readonly onReply: (listener: (reply: Reply) => void) => void;
  /** Called once, when the thread ends by itself. Whatever it was working on gets no reply any more. */
  readonly onEnd: (listener: (reason: string) => void) => void;
  readonly end: () => void;
}

export type StartThread = () => Thread;
