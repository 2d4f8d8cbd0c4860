/** What a reader sees in VS Code when a product does not fit. The pictures are kept in `out/`, to be looked at. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { until } from './code-server.ts';
import { codeServers, describeEditors } from './installed.ts';
import { productThatDoesNotFit } from './notes.ts';
import { type Workbench, startWorkbench } from './workbench.ts';

const hosts = codeServers.flatMap((codeServer) =>
  (['node', 'web'] as const).map((host) => ({ codeServer, host, version: codeServer.version })),
);

describeEditors.each(hosts)('code-server $version, extension in $host', ({ codeServer, host }) => {
  let workbench: Workbench;

  beforeEach(async () => {
    workbench = await startWorkbench(codeServer, {
      files: { 'note.md': productThatDoesNotFit },
      host,
      name: 'product',
    });
  });

  afterEach(async ({ task }) => {
    await workbench.close(task.result?.state === 'fail');
  });

  test('a product that does not fit is underlined, the hover says both sizes, and mending it ends both', async () => {
    await workbench.open('note.md');
    const mark = await workbench.squiggle('error');
    const hover = await workbench.hover(mark, 'dimension-mismatch');
    await workbench.shot('hover');
    const text = await hover.innerText();
    expect(text).toContain('m × n');
    expect(text).toMatch(/\bp (?:entries|rows)\b/);

    // The declaration is mended with the keyboard: x has n entries.
    const { page } = workbench;
    await page.keyboard.press('Escape');
    await workbench.word('Sizes').click();
    for (const key of ['ArrowDown', 'ArrowDown', 'End', 'ArrowLeft', 'ArrowLeft', 'ArrowLeft', 'Backspace', 'n']) {
      await page.keyboard.press(key);
    }
    await mark.first().waitFor({ state: 'detached' });
    await page.keyboard.press('Control+s');
    await until('the note to be saved', () => workbench.saved('note.md').includes('{R}^{n}$.'));
    await workbench.shot('mended');
  });
});
