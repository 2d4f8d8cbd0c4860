/** The verifying worker of both kinds of bundle is started and answers. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { version } from '../../server/src/base/version.ts';
import type { WorkerScope } from '../../server/src/browser/web-worker.ts';
import { threadsFrom, workerBeside } from '../../server/src/node/thread.ts';
import type { Request } from '../../server/src/verify/worker.ts';
import { repository } from '../support/repository.ts';

const dist = join(repository, 'dist');
const ping = { kind: 'ping', id: 7 } as const;
const pong = { kind: 'pong', id: 7, version };

test('the worker for Node answers in a thread', async () => {
  const thread = threadsFrom(workerBeside(`file://${join(dist, 'cli.js')}`))();
  const reply = new Promise((resolve) => {
    thread.onReply(resolve);
  });
  thread.post(ping);
  expect(await reply).toEqual(pong);
  thread.end();
});

test('a thread that dies says so once', async () => {
  const thread = threadsFrom(new URL('data:text/javascript,throw new Error("planted")'))();
  const reasons: string[] = [];
  await new Promise<void>((resolve) => {
    thread.onEnd((reason) => {
      reasons.push(reason);
      resolve();
    });
  });
  expect(reasons).toEqual(['planted']);
});

test('the worker for browsers answers as a classic script without Node', () => {
  const replies: unknown[] = [];
  const self: WorkerScope<Request> = { postMessage: (message) => replies.push(message), onmessage: null };
  // Only what a worker in a browser has; `process`, `require` and `Buffer` are absent here.
  const scope = { self, TextEncoder, TextDecoder, URL, performance, setTimeout, clearTimeout, queueMicrotask };
  runInNewContext(readFileSync(join(dist, 'worker.browser.js'), 'utf8'), scope);
  self.onmessage?.({ data: ping });
  expect(replies).toEqual([pong]);
});
