/** What a reader sees in VS Code when a product does not fit. The pictures are kept in `out/`, to be looked at. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { until } from './code-server.ts';
import { codeServers, describeEditors } from './installed.ts';
import { productThatDoesNotFit, spellings } from './notes.ts';
import { type Workbench, startWorkbench } from './workbench.ts';

const hosts = codeServers.flatMap((codeServer) =>
  (['node', 'web'] as const).map((host) => ({ codeServer, host, version: codeServer.version })),
);

describeEditors.each(hosts)('code-server $version, extension in $host', ({ codeServer, host }) => {
  let workbench: Workbench;

  beforeEach(async () => {
    workbench = await startWorkbench(codeServer, {
      files: { 'note.md': productThatDoesNotFit, 'spellings.md': spellings },
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
    const text = await hover.innerText();
    expect(text).toContain('m × n');
    expect(text).toMatch(/\bp (?:entries|rows)\b/);
    const width = (it: { readonly naturalWidth: number }): number => it.naturalWidth;
    // The first hover does not wait until formulas can be drawn.
    await until('the formula to be drawn', async () => {
      await workbench.page.keyboard.press('Escape');
      await workbench.page.mouse.move(0, 0);
      const image = (await workbench.hover(mark, 'dimension-mismatch')).locator('img').first();
      await image.waitFor({ timeout: 2000 });
      return (await image.evaluate(width)) > 10;
    });
    await workbench.shot('hover');

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

  test('another name for a symbol changes each of its spellings, and nothing else', async () => {
    await workbench.open('spellings.md');
    const { page } = workbench;
    await workbench.word('Layers').click();
    const key = (name: string): Promise<void> => page.keyboard.press(name);
    const intoW = Array.from('Let $\\ma', () => 'ArrowRight');
    for (const name of ['ArrowDown', 'ArrowDown', 'Home', ...intoW]) await key(name);
    // The extension may not be ready at the first attempt.
    const input = page.locator('.rename-box input');
    await until('the box for the new name', async () => {
      await key('F2');
      await input.waitFor({ timeout: 2000 });
      return true;
    });
    expect(await input.inputValue()).toBe('\\mathbf{W}');
    await input.fill('\\mathbf{V}');
    await workbench.shot('rename');
    await key('Enter');
    await workbench.word('V').first().waitFor();
    await key('Control+s');
    const expected = spellings.replaceAll(/\\mathbf\{W\}(?!_Q)|\\mathbf W|\{\\bf W\}/g, '\\mathbf{V}');
    await until('the note to be saved', () => workbench.saved('spellings.md') !== spellings);
    await workbench.shot('renamed');
    expect(workbench.saved('spellings.md')).toBe(expected);
  });

  test('what is ignored is ignored in the note, beside the formula', async () => {
    await workbench.open('note.md');
    const mark = await workbench.squiggle('error');
    const { page } = workbench;
    await workbench.word('Sizes').click();
    for (const name of ['ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'Home'])
      await page.keyboard.press(name);
    const row = page.locator('.action-widget .monaco-list-row').filter({ hasText: 'Ignore…' });
    await until('the list of fixes', async () => {
      await page.keyboard.press('Control+.');
      await row.waitFor({ timeout: 2000 });
      return true;
    });
    await workbench.shot('fixes');
    // A row under the pointer of a hidden layer cannot be clicked.
    const chosen = page.locator('.action-widget .monaco-list-row.focused').filter({ hasText: 'Ignore…' });
    await until('the row to be chosen', async () => {
      if ((await chosen.count()) === 0) await page.keyboard.press('ArrowDown');
      await chosen.waitFor({ timeout: 200 });
      return true;
    });
    await page.keyboard.press('Enter');
    const here = page.locator('.quick-input-list .monaco-list-row').filter({ hasText: 'just here' });
    await here.waitFor();
    await workbench.shot('ignore');
    await page.keyboard.press('Enter');
    await mark.first().waitFor({ state: 'detached' });
    await page.keyboard.press('Control+s');
    await until('the note to be saved', () => workbench.saved('note.md') !== productThatDoesNotFit);
    await workbench.shot('ignored');
    expect(workbench.saved('note.md')).toBe(
      productThatDoesNotFit.replace('$$', () => '<!-- nabla: ignore dimension-mismatch -->\n$$'),
    );
  });
});
