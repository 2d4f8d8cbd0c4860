/** Threads for a command that verifies many notes: each works off what it is given, while the next note is read. */
import { availableParallelism } from 'node:os';
import type { SettleAll } from '../analysis/judged.ts';
import type { Thread } from '../verify/thread.ts';
import { threadsFrom, workerBeside } from './thread.ts';

export interface Crew {
  readonly settle: SettleAll;
  readonly end: () => void;
}

type Verdicts = Awaited<ReturnType<SettleAll>>;

interface Seat {
  readonly thread: Thread;
  readonly tasks: Map<number, { readonly questions: number; readonly done: (verdicts: Verdicts) => void }>;
}

/** A thread that ended by itself leaves its questions open; the rest goes to the others. */
const LOST: Verdicts[number] = { verdict: 'undecided', reason: 'timeout', detail: 'the thread ended' };

/** @param moduleUrl of the entry file, beside which the worker's bundle lies */
export function crewOf(moduleUrl: string): Crew {
  const start = threadsFrom(workerBeside(moduleUrl));
  const seats = new Set<Seat>();
  let ids = 0;
  const seated = (): Seat => {
    const seat: Seat = { thread: start(), tasks: new Map() };
    seat.thread.onReply((reply) => {
      if (reply.kind !== 'verdicts') return;
      seat.tasks.get(reply.id)?.done(reply.verdicts);
      seat.tasks.delete(reply.id);
    });
    seat.thread.onEnd(() => {
      seats.delete(seat);
      for (const { questions, done } of seat.tasks.values()) done(Array.from({ length: questions }, () => LOST));
    });
    seats.add(seat);
    return seat;
  };
  return {
    settle: (questions) =>
      new Promise((done) => {
        const idle = [...seats].sort((a, b) => waiting(a) - waiting(b))[0];
        const isBusy = idle === undefined || (waiting(idle) > 0 && seats.size < availableParallelism());
        const seat = isBusy ? seated() : idle;
        const id = ++ids;
        seat.tasks.set(id, { questions: questions.length, done });
        seat.thread.post({ kind: 'settle', id, questions });
      }),
    end: () => {
      for (const { thread } of seats) thread.end();
    },
  };
}

const waiting = ({ tasks }: Seat): number => [...tasks.values()].reduce((sum, it) => sum + it.questions, 0);
