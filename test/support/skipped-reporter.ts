/** Ends a run by saying what was not tested, and why: a skipped test must not look like a passed one. */
import type { Reporter, TestCase, TestModule } from 'vitest/node';
import { sharedFolder } from './shared-folder.ts';

export default class SkippedReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const skipped = modules.flatMap((module) => [...module.children.allTests('skipped')]);
    const counts = new Map<string, number>();
    for (const test of skipped) counts.set(reason(test), (counts.get(reason(test)) ?? 0) + 1);
    if (counts.size === 0) return;
    console.log('   Skipped');
    for (const [why, count] of counts) console.log(`${String(count).padStart(10)}  ${why}`);
    console.log('');
  }
}

function reason(test: TestCase): string {
  const result = test.result();
  if (result.state === 'skipped' && result.note !== undefined) return result.note;
  if (test.project.name === 'e2e' && (process.env['NABLA_E2E'] ?? '') === '')
    return 'no editors: set NABLA_E2E=1, or run .ci/run, which installs them';
  if (sharedFolder === undefined) return 'the measuring data is absent: set NABLA_SHARED to its folder';
  return 'left out by name or by the test itself';
}
