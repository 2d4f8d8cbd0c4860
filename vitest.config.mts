import { configDefaults, defineConfig } from 'vitest/config';

/** Tests of the bundles: they start processes, so each project that has them builds first. */
const built = { globalSetup: 'test/support/build.ts' };
const processTests = ['test/process/**/*.test.ts', 'test/{server,cli}*.test.ts'];
const e2eTests = ['test/e2e/**/*.test.ts'];

export default defineConfig({
  test: {
    reporters: ['default', './test/support/skipped-reporter.ts'],
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          // Every core, where the default keeps one back; what starts processes or an editor comes afterwards, alone.
          maxWorkers: '100%',
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
