/**
 * One or two threads that verify. Jobs wait in a queue, nearest first; what is no longer wanted is taken out, or its
 * thread ended if it works on it; a thread that dies or does not come back is replaced; verdicts are remembered by the
 * job's key. Knows neither Node nor the browser: threads and clocks are given to it.
 */
import { type Job, keyOfJob } from './job.ts';
import type { StartThread, Thread } from './thread.ts';
import type { Verdict } from './verdict.ts';

export interface Clock {
  /** Calls `what` after some milliseconds; returns how to stop that. */
  readonly after: (milliseconds: number, what: () => void) => () => void;
}

export interface PoolOptions {
  readonly start: StartThread;
  readonly clock: Clock;
  readonly threads?: number;
  /** A thread that takes longer for a job than this is ended. */
  readonly patience?: number;
  /** Threads without work are ended after this. */
  readonly idle?: number;
}

export interface Ticket {
  /** Undefined when it was cancelled. A fault of a thread is `undecided` with the reason `timeout`, and not remembered. */
  readonly verdict: Promise<Verdict | undefined>;
  readonly cancel: () => void;
}

export interface Pool {
  /** Lower ranks go first. Equal jobs that wait are done once. */
  readonly ask: (job: Job, rank: number) => Ticket;
  readonly end: () => void;
}

interface Waiting {
  readonly id: number;
  readonly key: string;
  readonly job: Job;
  rank: number;
  asked: number;
  readonly settle: (verdict: Verdict | undefined) => void;
  readonly verdict: Promise<Verdict | undefined>;
}

interface Seat {
  readonly thread: Thread;
  busy?: { readonly task: Waiting; readonly stop: () => void };
}

const REMEMBERED = 5000;
const FAULT: Verdict = { verdict: 'undecided', reason: 'timeout', detail: 'the thread did not answer' };

export function poolOf({ start, clock, threads = 2, patience = 10_000, idle = 30_000 }: PoolOptions): Pool {
  const known = new Map<string, Verdict>();
  const waiting = new Map<string, Waiting>();
  const seats = new Set<Seat>();
  let ids = 0;
  let ended = false;
  let stopIdle: (() => void) | undefined;

  const settle = (task: Waiting, verdict: Verdict | undefined): void => {
    waiting.delete(task.key);
    task.settle(verdict);
  };

  const leave = (seat: Seat): void => {
    seat.busy?.stop();
    delete seat.busy;
    seats.delete(seat);
    seat.thread.end();
  };

  const seated = (): Seat | undefined => {
    const free = [...seats].find((it) => it.busy === undefined);
    if (free !== undefined) return free;
    if (seats.size >= threads) return undefined;
    const seat: Seat = { thread: start() };
    seats.add(seat);
    seat.thread.onReply((reply) => {
      const task = seat.busy?.task;
      if (task === undefined || reply.kind !== 'verdict' || task.id !== reply.id) return;
      seat.busy?.stop();
      delete seat.busy;
      remember(task.key, reply.verdict);
      settle(task, reply.verdict);
      next();
    });
    seat.thread.onEnd(() => {
      const task = seat.busy?.task;
      leave(seat);
      if (task !== undefined) settle(task, FAULT);
      next();
    });
    return seat;
  };

  const remember = (key: string, verdict: Verdict): void => {
    known.set(key, verdict);
    const [oldest] = known.keys();
    if (known.size > REMEMBERED && oldest !== undefined) known.delete(oldest);
  };

  const next = (): void => {
    if (ended) return;
    const busy = new Set([...seats].map((it) => it.busy?.task));
    const queue = [...waiting.values()].filter((it) => !busy.has(it)).sort((a, b) => a.rank - b.rank || a.id - b.id);
    for (const task of queue) {
      const seat = seated();
      if (seat === undefined) break;
      const stop = clock.after(patience, () => {
        leave(seat);
        settle(task, FAULT);
        next();
      });
      seat.busy = { task, stop };
      seat.thread.post({ kind: 'verify', id: task.id, job: task.job });
    }
    stopIdle?.();
    stopIdle = undefined;
    if (waiting.size === 0 && seats.size > 0) stopIdle = clock.after(idle, () => [...seats].forEach(leave));
  };

  const withdraw = (task: Waiting): void => {
    task.asked--;
    if (task.asked > 0 || waiting.get(task.key) !== task) return;
    for (const seat of seats) if (seat.busy?.task === task) leave(seat);
    settle(task, undefined);
    next();
  };

  return {
    ask: (job, rank) => {
      const key = keyOfJob(job);
      const before = known.get(key);
      if (before !== undefined) return { verdict: Promise.resolve(before), cancel: () => undefined };
      let task = waiting.get(key);
      if (task === undefined) {
        let resolve: Waiting['settle'] = () => undefined;
        const verdict = new Promise<Verdict | undefined>((done) => (resolve = done));
        task = { id: ++ids, key, job, rank, asked: 0, settle: resolve, verdict };
        waiting.set(key, task);
      }
      task.asked++;
      task.rank = Math.min(task.rank, rank);
      const mine = task;
      let withdrawn = false;
      next();
      return {
        verdict: mine.verdict,
        cancel: () => {
          if (withdrawn) return;
          withdrawn = true;
          withdraw(mine);
        },
      };
    },
    end: () => {
      ended = true;
      stopIdle?.();
      [...seats].forEach(leave);
      for (const task of [...waiting.values()]) settle(task, undefined);
    },
  };
}
