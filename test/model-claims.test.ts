/** What is random, and what is integrated: the claims and what comes of them. */
import { describe, expect, it } from 'vitest';
import { verifyClaim } from '../server/src/analysis/claim.ts';
import { modelRows } from './support/model-claim-rows.ts';

describe('claims about averages and integrals', () => {
  it.each(modelRows)('$claim: $verdict', ({ claim, declare, conditions = [], layout = 'unknown', verdict }) => {
    expect(verifyClaim({ claim, declare, conditions, layout })).toMatchObject({ verdict });
  });
});
