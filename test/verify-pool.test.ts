/** The pool of verifying threads, with threads and a clock made of paper. */
import { describe, expect, it } from 'vitest';
import { jobsOf } from '../server/src/analysis/claim.ts';
import type { Job } from '../server/src/verify/job.ts';
import { type Pool, poolOf } from '../server/src/verify/pool.ts';
import type { Thread } from '../server/src/verify/thread.ts';
import { answer, type Reply, type Request } from '../server/src/verify/worker.ts';

const OPEN = {
  scalarByVector: 'unknown',
  nablaScalar: 'unknown',
  vectorByVector: 'unknown',
  scalarByMatrix: 'unknown',
} as const;

function jobOf(claim: string): Job {
  const posed = jobsOf({ claim, declare: [String.raw`A, B \in \mathbb{R}^{n\times n}`], axes: OPEN });
  if (posed.kind !== 'jobs') throw new Error(posed.detail);
  return posed.jobs[0]!;
}

interface Paper {
  readonly requests: Request[];
  readonly reply: (reply: Reply) => void;
  readonly die: () => void;
  ended: boolean;
}

function workshop(): { pool: Pool; threads: Paper[]; pass: (milliseconds: number) => void } {
  const threads: Paper[] = [];
  let now = 0;
  const alarms = new Map<object, { at: number; what: () => void }>();
  const start = (): Thread => {
    const listeners: { reply?: (reply: Reply) => void; end?: (reason: string) => void } = {};
    const paper: Paper = {
      requests: [],
      reply: (reply) => listeners.reply?.(reply),
      die: () => listeners.end?.('it died'),
      ended: false,
    };
    threads.push(paper);
    return {
      post: (request) => paper.requests.push(request),
      onReply: (listener) => (listeners.reply = listener),
      onEnd: (listener) => (listeners.end = listener),
      end: () => (paper.ended = true),
    };
  };
  const clock = {
    after: (milliseconds: number, what: () => void) => {
      const id = {};
      alarms.set(id, { at: now + milliseconds, what });
      return () => alarms.delete(id);
    },
  };
  const pass = (milliseconds: number): void => {
    now += milliseconds;
    for (const [id, { at, what }] of [...alarms]) {
      if (at > now) continue;
      alarms.delete(id);
      what();
    }
  };
  return { pool: poolOf({ start, clock, threads: 1, patience: 1000, idle: 5000 }), threads, pass };
}

const work = (paper: Paper): void => {
  paper.reply(answer(paper.requests.shift()!));
};

describe('the pool', () => {
  it('answers, nearest first, and remembers', async () => {
    const { pool, threads } = workshop();
    const first = pool.ask(jobOf('AB = BA'), 1);
    const far = pool.ask(jobOf('A + B = B + A'), 9);
    const near = pool.ask(jobOf('A + A = 2A'), 2);
    expect(threads).toHaveLength(1);
    work(threads[0]!);
    expect(await first.verdict).toMatchObject({ verdict: 'refuted' });
    work(threads[0]!);
    expect(await near.verdict).toMatchObject({ verdict: 'verified' });
    work(threads[0]!);
    expect(await far.verdict).toMatchObject({ verdict: 'verified' });
    expect(await pool.ask(jobOf('A + A = 2A'), 1).verdict).toMatchObject({ verdict: 'verified' });
    expect(threads[0]!.requests).toEqual([]);
  });

  it('does equal jobs once, and drops one only when nobody waits for it', async () => {
    const { pool, threads } = workshop();
    const one = pool.ask(jobOf('AB = BA'), 1);
    const other = pool.ask(jobOf('AB = BA'), 1);
    one.cancel();
    one.cancel();
    expect(threads[0]!.ended).toBe(false);
    other.cancel();
    expect(threads[0]!.ended).toBe(true);
    expect(await other.verdict).toBeUndefined();
  });

  it('replaces a thread that dies and one that does not come back, and remembers nothing of it', async () => {
    const { pool, threads, pass } = workshop();
    const lost = pool.ask(jobOf('AB = BA'), 1);
    const next = pool.ask(jobOf('A + A = 2A'), 2);
    threads[0]!.die();
    expect(await lost.verdict).toMatchObject({ verdict: 'undecided', reason: 'timeout' });
    expect(threads).toHaveLength(2);
    pass(1001);
    expect(await next.verdict).toMatchObject({ verdict: 'undecided', reason: 'timeout' });
    expect(threads[1]!.ended).toBe(true);
    const again = pool.ask(jobOf('AB = BA'), 1);
    expect(threads).toHaveLength(3);
    work(threads[2]!);
    expect(await again.verdict).toMatchObject({ verdict: 'refuted' });
  });

  it('ends threads that have nothing to do', async () => {
    const { pool, threads, pass } = workshop();
    const asked = pool.ask(jobOf('A + A = 2A'), 1);
    work(threads[0]!);
    await asked.verdict;
    pass(5001);
    expect(threads[0]!.ended).toBe(true);
    const more = pool.ask(jobOf('A + B = B + A'), 1);
    expect(threads).toHaveLength(2);
    pool.end();
    expect(await more.verdict).toBeUndefined();
  });

  it('a job crosses to a thread as it is', () => {
    const job = jobOf(String.raw`\operatorname{tr}(AB) = \operatorname{tr}(BA)`);
    expect(answer({ kind: 'verify', id: 1, job: structuredClone(job) })).toEqual(
      answer({ kind: 'verify', id: 1, job }),
    );
  });
});
