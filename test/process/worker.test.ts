/** The verifying worker of both kinds of bundle is started and answers; one that dies says so. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { version } from '../../server/src/base/version.ts';
import { threadsFromSource } from '../../server/src/browser/thread.ts';
import { type KeptCode, keptCode } from '../../server/src/node/kept-code.ts';
import { bodyBeside, threadsFrom, workerBeside } from '../../server/src/node/thread.ts';
import type { Thread } from '../../server/src/verify/thread.ts';
import { repository } from '../support/repository.ts';
import { FakeWebWorker } from '../support/web-worker.ts';

const dist = join(repository, 'dist');

const inNode = (): Thread => threadsFrom(workerBeside(pathToFileURL(join(dist, 'cli.js')).href))();
const inBrowser = (): Thread | undefined => {
  vi.stubGlobal('Worker', FakeWebWorker);
  return threadsFromSource(readFileSync(join(dist, 'worker.browser.js'), 'utf8'))?.();
};

afterEach(() => {
  vi.unstubAllGlobals();
});

test.each([
  ['Node', inNode],
  ['a browser', inBrowser],
])('the worker for %s answers', async (_, start) => {
  const thread = start();
  const reply = new Promise((resolve) => thread?.onReply(resolve));
  thread?.post({ kind: 'ping', id: 7 });
  expect(await reply).toEqual({ kind: 'pong', id: 7, version });
  thread?.end();
});

test('a thread of Node hands on what it compiled, and a later one begins with it', async () => {
  const request = { kind: 'settle', id: 1, questions: [] };
  const verdicts = { kind: 'verdicts', id: 1, verdicts: [] };
  const heardFrom = async (workerData: unknown, count: number): Promise<readonly unknown[]> => {
    const worker = new Worker(workerBeside(pathToFileURL(join(dist, 'cli.js')).href), { workerData });
    const heard: unknown[] = [];
    const enough = new Promise<void>((resolve) => {
      worker.on('message', (it) => {
        if (heard.push(it) === count) resolve();
      });
    });
    worker.postMessage(request);
    worker.postMessage(request);
    await enough;
    await worker.terminate();
    return heard;
  };
  const [, compiled] = await heardFrom(undefined, 3);
  expect(compiled).toMatchObject({ kind: 'compiled' });
  // Code that is taken is not handed on again.
  expect(await heardFrom(compiled, 2)).toEqual([verdicts, verdicts]);
});

describe('what a thread compiled is kept between sessions', () => {
  const href = pathToFileURL(join(dist, 'cli.js')).href;
  let folder = '';
  beforeEach(() => {
    folder = join(mkdtempSync(join(tmpdir(), 'nabla-')), 'storage');
  });
  afterEach(() => {
    rmSync(dirname(folder), { recursive: true });
  });

  /** Whether the first thread of a session keeps what it compiled, which it does unless it was given that. */
  const keeps = async (): Promise<boolean> => {
    const kept = keptCode(bodyBeside(href), folder);
    let count = 0;
    const counting: KeptCode = {
      read: kept.read,
      keep: (it) => {
        count++;
        kept.keep(it);
      },
    };
    const thread = threadsFrom(workerBeside(href), () => counting)();
    const pong = new Promise((resolve) => {
      thread.onReply((it) => {
        if (it.kind === 'pong') resolve(it);
      });
    });
    thread.post({ kind: 'settle', id: 1, questions: [] });
    thread.post({ kind: 'ping', id: 2 });
    await pong;
    thread.end();
    return count > 0;
  };

  test('a session begins with what an earlier one kept', async () => {
    expect(await keeps()).toBe(true);
    expect(readdirSync(folder)).toHaveLength(1);
    expect(await keeps()).toBe(false);
  });

  test('damage is noticed and mended', async () => {
    await keeps();
    const path = join(folder, readdirSync(folder)[0]!);
    const whole = readFileSync(path);
    const damaged = Buffer.from(whole);
    damaged[damaged.length - 9]! ^= 1;
    writeFileSync(path, damaged);
    expect(await keeps()).toBe(true);
    expect(await keeps()).toBe(false);
    writeFileSync(path, '');
    expect(await keeps()).toBe(true);
    // Of another version: it makes room.
    renameSync(path, join(folder, 'other.compiled'));
    expect(await keeps()).toBe(true);
    expect(readdirSync(folder)).toEqual([basename(path)]);
  });

  test('where nothing can be kept, threads start as ever', async () => {
    mkdirSync(dirname(folder), { recursive: true });
    writeFileSync(folder, 'a file');
    expect(await keeps()).toBe(true);
    expect(readFileSync(folder, 'utf8')).toBe('a file');
  });
});

test('a thread of Node that dies says so once', async () => {
  const thread = threadsFrom(new URL('data:text/javascript,throw new Error("planted")'))();
  const reason = await new Promise((resolve) => {
    thread.onEnd(resolve);
  });
  expect(reason).toBe('planted');
});

test('a thread of a browser that dies says so', async () => {
  vi.stubGlobal('Worker', FakeWebWorker);
  const thread = threadsFromSource('throw new Error("planted")')?.();
  const reason = await new Promise((resolve) => thread?.onEnd(resolve));
  expect(reason).toContain('planted');
});

test('a browser without workers inside workers has no threads', () => {
  expect(threadsFromSource('')).toBeUndefined();
});
