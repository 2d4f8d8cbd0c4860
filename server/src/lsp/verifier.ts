/**
 * Verifies open notes while nobody types: part by part, the one last written in first. Verdicts are remembered by what
 * was asked, so that an edit asks anew only about what it changed. What a clock cut short is shown, and asked anew.
 */
import type { Ask } from '../analysis/asking.ts';
import type { Facts } from '../analysis/facts.ts';
import type { Known } from '../analysis/judged.ts';
import { nextTurn } from '../base/after.ts';
import type { Engine } from './analysed.ts';

/** Called after each part of a note. */
export type OnPart = (done: number, all: number) => void;

export interface Verifier {
  /** The verdict of a question by its key, if it is known. */
  readonly known: Known;
  /** Finds out what is not known of a note. @param isCurrent whether the facts are still those of the note */
  readonly look: (
    facts: Facts,
    near: number,
    isCurrent: () => boolean,
    news: () => void,
    onPart?: OnPart,
  ) => Promise<void>;
}

/** A key waits no longer than this for what is done here between two turns of the loop. */
const turnMs = 4;
const atMost = (milliseconds: number): (() => boolean) => {
  const end = performance.now() + milliseconds;
  return () => performance.now() < end;
};

/** More verdicts than these are not remembered. */
const MOST = 20_000;

export function verifierWith(engine: Engine, ask: Ask): Verifier {
  type Verdict = Awaited<ReturnType<typeof engine.answered>>;
  const known = new Map<string, NonNullable<Verdict>>();
  const cutShort = new Map<string, NonNullable<Verdict>>();
  const verdictOf: Known = (key) => known.get(key) ?? cutShort.get(key);
  return {
    known: verdictOf,
    look: async (facts, near, isCurrent, news, onPart) => {
      const order = facts.parts.map((_, index) => index).sort((a, b) => Math.abs(a - near) - Math.abs(b - near));
      for (const [rank, index] of order.entries()) {
        // A turn of the loop between two parts, and within a long one, in which a key is heard.
        do {
          await nextTurn();
          if (!isCurrent()) return;
        } while (!engine.claimsBegun(facts, index, atMost(turnMs)));
        onPart?.(rank, order.length);
        if (engine.isDecided(facts, index)) continue;
        const claims = engine.claimsOfPart(facts, index);
        const open = claims.map((it) => ({ it, key: engine.keyOfQuestion(it) })).filter(({ key }) => !known.has(key));
        await Promise.all(
          open.map(async ({ it, key }) => {
            // It may take long again: what was never asked goes first.
            const verdict = await engine.answered(it, ask, cutShort.has(key) ? rank + order.length : rank);
            if (verdict === undefined) return;
            cutShort.delete(key);
            (engine.isCutShort(verdict) ? cutShort : known).set(key, verdict);
          }),
        );
        if (!isCurrent()) return;
        const complete = open.every(({ key }) => verdictOf(key) !== undefined);
        if (complete && engine.rememberPart(facts, index, verdictOf)) news();
      }
      if (known.size > MOST) known.clear();
      if (cutShort.size > MOST) cutShort.clear();
    },
  };
}

/** Works out what is said of the claims of a note, in turns that a key may wait for. @returns whether it is current still */
export async function saidInTurns(engine: Engine, facts: Facts, isCurrent: () => boolean): Promise<boolean> {
  let goesOn = atMost(turnMs);
  for (const index of facts.parts.keys()) {
    engine.saidOfPart(facts, index);
    if (goesOn()) continue;
    await nextTurn();
    if (!isCurrent()) return false;
    goesOn = atMost(turnMs);
  }
  return true;
}
