/** Faults under load, through the real server and the real worker: right verdicts for the final text, and nothing stale. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { analyse } from '../../server/src/analysis/analyse.ts';
import { answered } from '../../server/src/analysis/asking.ts';
import { claimsOf, type NoteClaim } from '../../server/src/analysis/jobs.ts';
import { defaults } from '../../server/src/analysis/settings.ts';
import { never } from '../../server/src/base/cancel.ts';
import { threadsFrom, workerBeside } from '../../server/src/node/thread.ts';
import { readNote } from '../../server/src/note/read.ts';
import { type Pool, poolOf } from '../../server/src/verify/pool.ts';
import type { Thread } from '../../server/src/verify/thread.ts';
import { startClient, type LspClient } from '../support/lsp-client.ts';
import { repository } from '../support/repository.ts';

const start = threadsFrom(workerBeside(pathToFileURL(join(repository, 'dist', 'server.cjs')).href));
const clock = {
  after: (milliseconds: number, what: () => void): (() => void) => {
    const timer = setTimeout(what, milliseconds);
    return () => {
      clearTimeout(timer);
    };
  },
};

let pool: Pool | undefined;
let client: LspClient | undefined;
afterEach(() => {
  pool?.end();
  client?.process.kill();
});

const declared = 'Let $A, B \\in \\mathbb{R}^{n\\times n}$ and $x \\in \\mathbb{R}^n$.\n\n';
function claimOf(formula: string): NoteClaim {
  const [claim] = claimsOf(analyse(readNote(`${declared}$$${formula}$$\n`, 'markdown'), defaults, never)).slice(-1);
  if (claim === undefined) throw new Error(`${formula} is no claim`);
  return claim;
}
const right = claimOf('(AB)^\\top = B^\\top A^\\top');
const wrong = claimOf('(AB)^\\top = A^\\top B^\\top');

test('a thread that is ended in the middle of a job is replaced, and the next job is answered', async () => {
  const threads: Thread[] = [];
  const starting = (): Thread => {
    const thread = start();
    threads.push(thread);
    return thread;
  };
  // The first thread dies by itself as soon as it is given work.
  let dying = true;
  pool = poolOf({
    start: () => {
      if (!dying) return starting();
      dying = false;
      return threadsFrom(new URL('data:text/javascript,process.exit(3)'))();
    },
    clock,
    threads: 1,
  });
  expect((await answered(right, pool.ask, 0))?.reason).toBe('timeout');
  expect((await answered(right, pool.ask, 0))?.verdict).toBe('verified');
  expect((await answered(wrong, pool.ask, 0))?.verdict).toBe('refuted');
  expect(threads).toHaveLength(1);
});

test('a thread that never comes back is ended, and what waited behind it is answered', async () => {
  let spinning = true;
  pool = poolOf({
    start: () => {
      if (!spinning) return start();
      spinning = false;
      return threadsFrom(new URL('data:text/javascript,for(;;);'))();
    },
    clock,
    threads: 1,
    patience: 5000,
  });
  const [first, second] = await Promise.all([answered(wrong, pool.ask, 0), answered(right, pool.ask, 1)]);
  expect([first?.reason, second?.verdict]).toEqual(['timeout', 'verified']);
}, 60_000);

test.each([
  ['what is infinite', '\\nabla_x\\, \\exp(\\exp(\\exp(9 x^\\top x))) = x'],
  ['a logarithm of what may be negative', '\\nabla_x \\log(x^\\top A x) = \\frac{(A + A^\\top)x}{x^\\top A x}'],
  ['an inverse of what is singular', '(x x^\\top)^{-1} = x x^\\top'],
])('%s is no counterexample', async (_, formula) => {
  pool = poolOf({ start, clock, threads: 1 });
  const verdict = await answered(claimOf(formula), pool.ask, 0);
  expect(['verified', 'undecided', 'ill-typed']).toContain(verdict?.verdict);
});

const edits = 1000;

test(
  `${String(edits)} edits while the note is verified leave what the last text deserves`,
  { timeout: 300_000 },
  async () => {
    const server = (client = startClient(process.execPath, [join(repository, 'dist/server.cjs'), '--stdio']));
    const uri = 'file:///notes/a.md';
    const capabilities = { textDocument: { publishDiagnostics: { versionSupport: true } } };
    await server.request('initialize', { processId: null, rootUri: null, capabilities }).answer;
    server.notify('initialized', {});
    const lines = ['(AB)^\\top = B^\\top A^\\top', 'A + B = B + A', '\\operatorname{tr}(AB) = \\operatorname{tr}(BA)'];
    const note = (last: string): string => `${declared}${[...lines, last].map((it) => `$$${it}$$`).join('\n\n')}\n`;
    const claims = ['(AB)^\\top = A^\\top B^\\top', 'AB = BA + A', 'A^\\top + B = B + A^\\top'];
    server.notify('textDocument/didOpen', {
      textDocument: { uri, languageId: 'markdown', version: 1, text: note(claims[0]!) },
    });
    const told = (code: string): boolean => server.lists.at(-1)?.diagnostics.some((it) => it.code === code) === true;
    await server.published(uri, () => told('false-identity'));
    const memory: number[] = [];
    for (let version = 2; version <= edits; version++) {
      server.notify('textDocument/didChange', {
        textDocument: { uri, version },
        contentChanges: [{ text: note(claims[version % 3]!) }],
      });
      // Now and then the writer rests, and verification begins.
      if (version % 100 === 0) {
        await sleep(600);
        memory.push(residentOf(server.process.pid ?? 0));
      } else if (version % 5 === 0) await sleep(5);
    }
    const version = edits + 1;
    server.notify('textDocument/didChange', {
      textDocument: { uri, version },
      contentChanges: [{ text: note(claims[2]!) }],
    });
    await sleep(3000);
    expect(server.lists.at(-1)?.version).toBe(version);
    expect(server.lists.at(-1)?.diagnostics).toEqual([]);
    expect(memory.at(-1)! / memory[2]!).toBeLessThan(1.3);
  },
);

/** Kilobytes, where the system tells. */
function residentOf(pid: number): number {
  try {
    return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' }));
  } catch {
    return 1;
  }
}
