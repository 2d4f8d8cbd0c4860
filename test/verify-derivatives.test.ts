/**
 * Derivatives gathered from books and papers, true and spoilt ten times each, in both layouts (NABLA_EVERY=1 spoils them in both). A second judge, which
 * shares no code with the verifier, says which spoilt forms are still true.
 */
import { expect } from 'vitest';
import { verifyClaim } from '../server/src/analysis/claim.ts';
import { claimsOf, type DerivativeClaim, problemsIn } from './support/derivative-claims.ts';
import { describeShared, itShared, sharedPath } from './support/shared.ts';

const MINUTES = 60_000;
const SPOILT = 10;
const EVERY = process.env['NABLA_EVERY'] === '1';

/** Answers that name what the problem does not: singular vectors, or a σ of an argument that stands nowhere. */
const NOT_ALONE = new Set(['H02', 'N03', 'N04', 'N05']);
/** Answers whose sizes do not fit their declarations, or fit only the other of two conventions. */
const MISWRITTEN = new Set(['K02', 'K06']);

describeShared('derivatives of books', () => {
  itShared('true answers are approved, spoilt ones are not', { timeout: 4 * MINUTES }, () => {
    const wrong: string[] = [];
    const count = { approved: 0, answers: 0, caught: 0, spoilt: 0, undecided: 0 };
    const tell = (it: DerivativeClaim, verdict: string): void => {
      wrong.push(`${it.id} ${it.layout} ${it.how} ${verdict}: ${it.claim}`);
    };
    for (const [number, problem] of problemsIn(sharedPath('bench', 'derivatives-121.jsonl')).entries()) {
      if (NOT_ALONE.has(problem.id) || MISWRITTEN.has(problem.id)) continue;
      for (const layout of ['denominator', 'numerator'] as const) {
        // The answer in both layouts; its spoilt forms in one of them, in turn, unless all are asked for.
        const spoils = EVERY || (layout === 'denominator') === (number % 2 === 0);
        for (const it of claimsOf(problem, layout, spoils ? SPOILT : 0)) {
          const { verdict } = verifyClaim(it, { explain: false });
          const approved = verdict === 'verified' || verdict === 'proved';
          const caught = verdict === 'refuted' || verdict === 'ill-typed' || verdict === 'wrong-layout';
          if (it.how === 'true') {
            count.answers++;
            if (approved) count.approved++;
            else tell(it, verdict);
          } else if (it.holds === false) {
            count.spoilt++;
            if (caught) count.caught++;
            if (verdict === 'undecided') count.undecided++;
            if (approved) tell(it, verdict);
          } else if (it.holds === true && caught && verdict !== 'wrong-layout') tell(it, verdict);
        }
      }
    }
    console.log(
      `answers approved ${String(count.approved)} of ${String(count.answers)}; spoilt caught ${String(count.caught)} of ${String(count.spoilt)}, undecided ${String(count.undecided)}`,
    );
    expect(wrong).toEqual([]);
    expect(count.answers).toBeGreaterThan(220);
    expect(count.spoilt).toBeGreaterThan(EVERY ? 1500 : 750);
    expect(count.caught / count.spoilt).toBeGreaterThanOrEqual(0.99);
    expect(count.undecided / count.spoilt).toBeLessThanOrEqual(0.01);
  });
});
