/** The picture of the README, taken from the product: the example note with its planted error, and the hover on it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { repository } from '../support/repository.ts';
import { codeServers, describeEditors } from './installed.ts';
import { startWorkbench } from './workbench.ts';

describeEditors.each(codeServers.slice(0, 1))('the picture of the README', (codeServer) => {
  test('shows an error of the example note with both sizes', async () => {
    const note = readFileSync(join(repository, 'test/notes/examples/least-squares.md'), 'utf8');
    const workbench = await startWorkbench(codeServer, { files: { 'least-squares.md': note }, name: 'readme' });
    let failed = true;
    try {
      await workbench.open('least-squares.md');
      const mark = await workbench.squiggle('error');
      const hover = await workbench.hover(mark, 'dimension-mismatch');
      await workbench.shot('hover');
      expect(await hover.innerText()).toContain('N × d');
      failed = false;
    } finally {
      await workbench.close(failed);
    }
  });
});
