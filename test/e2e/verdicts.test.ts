/** What a reader sees of verdicts in VS Code: marks beside the lines, the hover with the smallest case, the repair. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { until } from './code-server.ts';
import { codeServers, describeEditors } from './installed.ts';
import { claims } from './notes.ts';
import { type Workbench, startWorkbench } from './workbench.ts';

const hosts = codeServers.flatMap((codeServer) =>
  (['node', 'web'] as const).map((host) => ({ codeServer, host, version: codeServer.version })),
);

describeEditors.each(hosts)('code-server $version, extension in $host', ({ codeServer, host }) => {
  let workbench: Workbench;

  beforeEach(async () => {
    const settings = { 'editor.codeActionsOnSave': { 'source.fixAll': 'always' } };
    workbench = await startWorkbench(codeServer, { files: { 'ridge.md': claims }, settings, host, name: 'verdicts' });
  });

  afterEach(async ({ task }) => {
    await workbench.close(task.result?.state === 'fail');
  });

  test('marks come and no line moves; the hover has the smallest case; saving mends nothing; the overview lists all', async () => {
    const { page } = workbench;
    await workbench.open('ridge.md');
    // The long line is wrapped, so there is one more than the note has.
    await page.locator('.view-line').nth(24).waitFor();
    const tops = async (): Promise<readonly string[]> => {
      const lines = await page.locator('.view-line').all();
      return (await Promise.all(lines.map(async (it) => (await it.getAttribute('style')) ?? ''))).sort();
    };
    const before = await tops();
    const mark = await workbench.squiggle('error');
    await until('a mark for each of the three claims', async () => (await page.locator('.cgmr').count()) === 3);
    expect(await tops()).toEqual(before);
    await workbench.shot('marks');
    // The message is shown at once, what the server says of the formula a moment later.
    await workbench.hover(mark, 'Smallest case found: N = d = 1');
    await workbench.hover(mark, 'wrong-derivative');
    await workbench.shot('hover');

    // Saving changes nothing: mathematics is never rewritten by itself.
    await page.keyboard.press('Escape');
    await workbench.word('Ridge regression').click();
    await page.keyboard.press('Control+s');
    // A file that is being written is empty for a moment.
    await expect.poll(() => workbench.saved('ridge.md')).toBe(claims);

    const run = async (command: string): Promise<void> => {
      await page.keyboard.press('F1');
      await page.locator('.quick-input-widget input').fill(`>${command}`);
      await page.locator('.quick-input-list .monaco-list-row').filter({ hasText: command }).first().waitFor();
      await page.keyboard.press('Enter');
    };
    await run('Nabla: Overview');
    await page.locator('.view-line', { hasText: '1 not true' }).waitFor();
    await workbench.shot('overview');
    await run('Nabla: Go to Claim');
    await page.locator('.quick-input-list .monaco-list-row').nth(2).waitFor();
    await workbench.shot('claims');
    await page.keyboard.press('Enter');

    // The caret is at the sign of the gravest claim now.
    await run('Nabla: Show Counterexample');
    await page.locator('.monaco-dialog-box', { hasText: 'difference' }).waitFor();
    await workbench.shot('counterexample');
    await page.keyboard.press('Escape');
  });
});
