/**
 * What the verifying thread does with a request, on every platform. `node/worker.ts` and `browser/worker.ts` connect
 * it to the messages of their kind of thread.
 */
import { version } from '../base/version.ts';

export interface Ping {
  readonly kind: 'ping';
  readonly id: number;
}

export interface Pong {
  readonly kind: 'pong';
  readonly id: number;
  readonly version: string;
}

export type Request = Ping;
export type Reply = Pong;

export function answer(request: Request): Reply {
  return { kind: 'pong', id: request.id, version };
}
