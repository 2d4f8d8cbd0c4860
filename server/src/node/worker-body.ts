/** What a verifying thread under Node runs. */
import { parentPort } from 'node:worker_threads';
import { type Request, answer } from '../verify/worker.ts';

parentPort?.on('message', (request: Request) => {
  parentPort?.postMessage(answer(request));
});
