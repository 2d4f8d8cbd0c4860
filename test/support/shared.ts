/** Tests that need the measuring data (`shared-folder.ts` says where it lies) and are skipped without it. */
import { join } from 'node:path';
import { describe, it } from 'vitest';
import { sharedFolder } from './shared-folder.ts';

export const itShared = it.skipIf(sharedFolder === undefined);
export const describeShared = describe.skipIf(sharedFolder === undefined);

/** A path in the measuring data; only to be asked inside a test that needs it. */
export function sharedPath(...parts: readonly string[]): string {
  if (sharedFolder === undefined) throw new Error('the measuring data is absent');
  return join(sharedFolder, ...parts);
}
