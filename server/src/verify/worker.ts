/**
 * What the verifying thread does with a request, on every platform. `node/worker.ts` and `browser/worker.ts` connect
 * it to the messages of their kind of thread.
 */
import { version } from '../base/version.ts';
import { verify } from './decide.ts';
import type { Job } from './job.ts';
import { type Question, settle } from './settle.ts';
import type { Verdict } from './verdict.ts';

export interface Ping {
  readonly kind: 'ping';
  readonly id: number;
}

export interface Pong {
  readonly kind: 'pong';
  readonly id: number;
  readonly version: string;
}

interface VerifyRequest {
  readonly kind: 'verify';
  readonly id: number;
  readonly job: Job;
}

/** Many questions at once, for who waits for all of them. */
interface SettleRequest {
  readonly kind: 'settle';
  readonly id: number;
  readonly questions: readonly Question[];
}

interface VerdictReply {
  readonly kind: 'verdict';
  readonly id: number;
  readonly verdict: Verdict;
}

interface VerdictsReply {
  readonly kind: 'verdicts';
  readonly id: number;
  /** In the order of the questions. */
  readonly verdicts: readonly Verdict[];
}

export type Request = Ping | VerifyRequest | SettleRequest;
export type Reply = Pong | VerdictReply | VerdictsReply;

export function answer(request: Request): Reply {
  switch (request.kind) {
    case 'ping':
      return { kind: 'pong', id: request.id, version };
    case 'verify':
      return { kind: 'verdict', id: request.id, verdict: verify(request.job) };
    case 'settle':
      return { kind: 'verdicts', id: request.id, verdicts: request.questions.map(settle) };
  }
}
