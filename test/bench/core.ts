/** The compute core: one check against the same check in mathjs and in plain loops, a long note, and a thread's start. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import * as math from 'mathjs';
import { analyse } from '../../server/src/analysis/analyse.ts';
import { verifiedBy } from '../../server/src/analysis/judged.ts';
import { claimsOf } from '../../server/src/analysis/jobs.ts';
import { defaults } from '../../server/src/analysis/settings.ts';
import { never } from '../../server/src/base/cancel.ts';
import { crewOf } from '../../server/src/node/crew.ts';
import { type KeptCode, keptCode } from '../../server/src/node/kept-code.ts';
import { bodyBeside, threadsFrom, workerBeside } from '../../server/src/node/thread.ts';
import { readNote } from '../../server/src/note/read.ts';
import type { StartThread } from '../../server/src/verify/thread.ts';
import { float } from '../../server/src/verify/float.ts';
import { type Job, keyOfJob } from '../../server/src/verify/job.ts';
import { modular } from '../../server/src/verify/modular.ts';
import type { Numbers } from '../../server/src/verify/numbers.ts';
import { usual } from '../../server/src/verify/reading.ts';
import { prepare } from '../../server/src/verify/sample.ts';
import { sizingsFor } from '../../server/src/verify/sizes.ts';
import { sideBySide } from '../../server/src/verify/trial.ts';
import { type CoreProblem, coreProblems, N } from './core-problems.ts';
import { randomFrom } from './random.ts';
import { quantile } from './table.ts';

const SAMPLES = 20;

/** Median milliseconds of a check. */
export interface CoreFigures {
  readonly name: string;
  readonly floating: number;
  readonly mathjs: number;
  readonly plain: number;
  /** Modulo a prime; undefined where the field cannot do it. */
  readonly exact: number | undefined;
}

export const raceCore = (rounds: number): readonly CoreFigures[] =>
  coreProblems.map((problem) => {
    const job = jobOf(problem);
    const exact = ours(job, modular);
    const times = fastest([ours(job, float), inMathjs(problem), inLoops(problem), ...(exact() ? [exact] : [])], rounds);
    const [floating = 0, mathjs = 0, plain = 0, field] = times;
    return { name: problem.name, floating, mathjs, plain, exact: field };
  });

/** Contenders take turns; the median of each. */
function fastest(checks: readonly (() => boolean)[], rounds: number): readonly number[] {
  const times = checks.map((): number[] => []);
  for (let round = 0; round < rounds; round++) {
    checks.forEach((check, index) => {
      const begun = performance.now();
      const holds = check();
      times[index]!.push(performance.now() - begun);
      if (!holds) throw new Error(`check ${String(index)} does not hold`);
    });
  }
  // The first rounds are the compiler's.
  return times.map((list) => quantile(list.slice(list.length >> 1), 0.5));
}

function jobOf({ note, name }: CoreProblem): Job {
  const claim = claimsOf(analyse(readNote(note, 'markdown'), defaults, never)).at(-1);
  if (claim === undefined) throw new Error(`${name} is no claim`);
  return claim.job;
}

/** Twenty samples of size five, as the verifier takes them. False where the numbers cannot do it. */
function ours(job: Job, numbers: Numbers): () => boolean {
  const prepared = prepare(job, keyOfJob(job));
  const budget = { left: 1e6 };
  const [found] = sizingsFor(prepared, usual, budget).sizings;
  const sizing = { sizes: new Map([...(found?.sizes.keys() ?? [])].map((key) => [key, N])), name: 'n=5' };
  const attempts = Array.from({ length: SAMPLES }, (_, i) => String(i));
  return () => {
    budget.left = 1e6;
    const taken = { numbers, sizing, style: 'general', reading: usual, budget } as const;
    const samples = sideBySide(prepared, taken, attempts, new Set());
    return samples?.every((it) => it.found === 'agree') === true;
  };
}

const H = 1e-5;
const near = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-4 * Math.max(1, Math.abs(a), Math.abs(b));

/** Random entries; a matrix to be inverted gets a heavy diagonal. */
function drawn({ names, definite }: CoreProblem, random: () => number): Record<string, Float64Array> {
  return Object.fromEntries(
    Object.entries(names).map(([name, dims]) => {
      const data = Float64Array.from({ length: dims.reduce((a, b) => a * b, 1) }, () => 2 * random() - 1);
      if (definite === true && name === 'X') for (let i = 0; i < N; i++) data[i * N + i]! += 4;
      return [name, data];
    }),
  );
}

function inLoops(problem: CoreProblem): () => boolean {
  const [variable = ''] = Object.keys(problem.names);
  return () => {
    const random = randomFrom(7);
    for (let s = 0; s < SAMPLES; s++) {
      const values = drawn(problem, random);
      const { f, gradient } = problem.plain(values);
      const x = values[variable]!;
      const formula = new Float64Array(x.length);
      gradient(formula);
      for (let i = 0; i < x.length; i++) {
        const at = x[i]!;
        x[i] = at + H;
        const up = f();
        x[i] = at - H;
        const down = f();
        x[i] = at;
        if (!near((up - down) / (2 * H), formula[i]!)) return false;
      }
    }
    return true;
  };
}

function inMathjs(problem: CoreProblem): () => boolean {
  const [f, gradient] = [math.compile(problem.f), math.compile(problem.gradient)];
  const [variable = ''] = Object.keys(problem.names);
  const shaped = (data: Float64Array, dims: readonly number[]) =>
    math.matrix(
      dims.length === 1
        ? [...data]
        : Array.from({ length: dims[0]! }, (_, i) => [...data.slice(i * dims[1]!, (i + 1) * dims[1]!)]),
    );
  return () => {
    const random = randomFrom(7);
    for (let s = 0; s < SAMPLES; s++) {
      const values = drawn(problem, random);
      const scope = new Map<string, unknown>(
        Object.entries(problem.names).map(([name, dims]) => [name, shaped(values[name]!, dims)]),
      );
      const formula = numbersIn(gradient.evaluate(scope));
      const x = values[variable]!;
      const dims = problem.names[variable]!;
      const at = (i: number, by: number): number => {
        const moved = x.slice();
        moved[i]! += by;
        scope.set(variable, shaped(moved, dims));
        return Number(f.evaluate(scope));
      };
      for (let i = 0; i < x.length; i++) if (!near((at(i, H) - at(i, -H)) / (2 * H), formula[i]!)) return false;
    }
    return true;
  };
}

const numbersIn = (it: unknown): readonly number[] =>
  math.isMatrix(it) ? it.toArray().flat(3).map(Number) : [Number(it)];

export interface NoteFigures {
  readonly claims: number;
  readonly decided: number;
  /** Milliseconds from facts to all verdicts, on all cores. */
  readonly verified: number;
}

/** @param entry a bundle beside which the worker lies */
export async function verifyNote(text: string, entry: string): Promise<NoteFigures> {
  const facts = analyse(readNote(text, 'markdown'), defaults, never);
  const crew = crewOf(pathToFileURL(entry).href);
  const begun = performance.now();
  const done = await verifiedBy(facts, crew.settle);
  const verified = performance.now() - begun;
  crew.end();
  const claims = done.parts
    .flatMap((it) => it.formulas.flatMap((one) => one.statements))
    .filter((it) => it.kind === 'claim');
  return { claims: claims.length, decided: claims.filter((it) => it.verdict !== 'undecided').length, verified };
}

export interface ThreadFigures {
  /**
   * Milliseconds from a start to the first verdict: of the very first thread, of the first thread of a later session, and
   * of one after it.
   */
  readonly first: readonly number[];
  readonly kept: readonly number[];
  readonly later: readonly number[];
}

export async function startOfThread(entry: string, times: number): Promise<ThreadFigures> {
  const job = jobOf(coreProblems[0]!);
  const found = { first: [] as number[], kept: [] as number[], later: [] as number[] };
  const { href } = pathToFileURL(entry);
  const folder = mkdtempSync(join(tmpdir(), 'nabla-'));
  const kept = keptCode(bodyBeside(href), folder);
  const none: KeptCode = { read: () => undefined, keep: kept.keep };
  for (let i = 0; i < times; i++) {
    let code = none;
    const starts = (): StartThread => threadsFrom(workerBeside(href), () => code);
    let start = starts();
    for (const list of [found.first, found.kept, found.later]) {
      if (list === found.kept) {
        code = kept;
        start = starts();
      }
      const begun = performance.now();
      const thread = start();
      const reply = new Promise((resolve) => {
        thread.onReply(resolve);
      });
      thread.post({ kind: 'verify', id: 1, job });
      await reply;
      list.push(performance.now() - begun);
      // What it hands on to those after it comes behind its answer.
      await sleep(100);
      thread.end();
    }
  }
  rmSync(folder, { recursive: true });
  return found;
}
