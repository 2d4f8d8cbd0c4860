/** What a reader sees in VS Code when a product does not fit. The pictures are kept in `out/`, to be looked at. */
import { afterEach, beforeEach, expect, test } from 'vitest';
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

  test('a product that does not fit is underlined, and the hover says both sizes', async () => {
    await workbench.open('note.md');
    const mark = await workbench.squiggle('error');
    const hover = await workbench.hover(mark, 'dimension-mismatch');
    await workbench.shot('hover');
    const text = await hover.innerText();
    expect(text).toContain('m × n');
    expect(text).toMatch(/\bp (?:entries|rows)\b/);
  });
});
