/**
 * The entry of a verifying thread under Node. Half of its start goes into compiling what a claim needs: after its first
 * verdict a thread hands on what it compiled, and those that are started later begin with that.
 */
import { join } from 'node:path';
import { Script } from 'node:vm';
import { parentPort, workerData } from 'node:worker_threads';
import type { Request } from '../verify/worker.ts';
import { type Compiled, sourceOf } from './compiled.ts';

const filename = join(__dirname, 'worker-body.cjs');
const earlier = (workerData ?? undefined) as Compiled | undefined;
const source = earlier?.source ?? sourceOf(filename);
const script = new Script(source, { filename, ...(earlier && { cachedData: earlier.code }) });
(script.runInThisContext() as (require: NodeJS.Require) => void)(require);

if (earlier === undefined || script.cachedDataRejected === true) parentPort?.on('message', handOn);

/** Called once the body has answered. */
function handOn({ kind }: Request): void {
  if (kind === 'ping') return;
  const compiled: Compiled = { kind: 'compiled', source, code: script.createCachedData() };
  parentPort?.off('message', handOn).postMessage(compiled);
}
