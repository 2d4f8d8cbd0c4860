/** The entry of a verifying thread in a browser. Nobody else posts to it, so a message is a request. */
import { type Request, answer } from '../verify/worker.ts';
import type { WorkerScope } from './web-worker.ts';

declare const self: WorkerScope<Request>;

self.onmessage = (event) => {
  self.postMessage(answer(event.data));
};
