import { configDefaults, defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Tests of the bundles: they start processes, so each project that has them builds first. */
const built = { globalSetup: 'test/support/build.ts' };
const processTests = ['test/process/**/*.test.ts', 'test/{server,cli}*.test.ts'];
const e2eTests = ['test/e2e/**/*.test.ts'];

/** Each takes a minute or more, which the size of its file does not show: begun last, it would leave a core idle. */
const long = /\/test\/(refuted|rules-verified|planted|kinds|verdict-truth|verdict-notes|verdicts)\.test\.ts$/;

class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isLong = ({ moduleId }: TestSpecification): boolean => long.test(moduleId);
    return [...sorted.filter(isLong), ...sorted.filter((it) => !isLong(it))];
  }
}

export default defineConfig({
  test: {
    sequence: { sequencer: LongFirst },
    reporters: ['default', './test/support/skipped-reporter.ts'],
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          // Every core, where the default keeps one back; what starts processes or an editor comes afterwards, alone.
          maxWorkers: '100%',
          // A worker keeps its modules from file to file, so that they are loaded and warmed once. No test changes what another
          // could see: none mocks, sets the environment, or leaves anything in a module but caches.
          isolate: false,
          testTimeout: 60_000,
          include: ['test/**/*.test.ts'],
          exclude: [...configDefaults.exclude, ...processTests, ...e2eTests],
        },
      },
      {
        extends: true,
        test: { name: 'process', include: processTests, testTimeout: 20_000, sequence: { groupOrder: 1 }, ...built },
      },
      {
        extends: true,
        // One editor at a time: it takes what two cores give, and a slow editor looks like a broken one.
        test: {
          name: 'e2e',
          include: e2eTests,
          fileParallelism: false,
          sequence: { groupOrder: 2 },
          testTimeout: 90_000,
          hookTimeout: 90_000,
          globalSetup: [built.globalSetup, 'test/e2e/package.ts'],
        },
      },
    ],
  },
});
