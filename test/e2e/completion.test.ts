/** A derivative offered while it is typed, in notes of either layout. The pictures are kept in `out/`, to be looked at. */
import type { Locator, Page } from 'playwright-core';
import { afterEach, describe, expect, test } from 'vitest';
import { until } from './code-server.ts';
import { codeServers, describeEditors } from './installed.ts';
import { type Workbench, startWorkbench } from './workbench.ts';

const noteIn = (sentence: string): string => String.raw`# Traces

${sentence}
Let $\mathbf{A} \in \mathbb{R}^{p \times m}$, $\mathbf{X} \in \mathbb{R}^{m \times n}$ and $\mathbf{B} \in \mathbb{R}^{n \times p}$.

`;

const left = String.raw`\frac{\partial}{\partial \mathbf{X}} \operatorname{tr}(\mathbf{A}\mathbf{X}\mathbf{B}) =`;

const layouts = [
  {
    name: 'numerator',
    sentence: 'We use numerator layout: derivatives by a matrix have the shape of its transpose.',
    answer: String.raw`\mathbf{B} \mathbf{A}`,
    label: '𝐁𝐀',
  },
  {
    name: 'denominator',
    sentence: 'We use denominator layout: a derivative has the shape of its variable.',
    answer: String.raw`\mathbf{A}^\top \mathbf{B}^\top`,
    label: '𝐀ᵀ𝐁ᵀ',
  },
];

/** Opens what stands beside the list. The key that opens it also closes it, and asks for the list anew where the list is not
 * up at that moment: only what is seen counts. */
async function unfolded(page: Page): Promise<void> {
  const details = page.locator('.suggest-details-container, .suggest-details').first();
  const shown = async (): Promise<boolean> => {
    if (await details.isVisible()) return true;
    await page.keyboard.press('Control+Space');
    return details.waitFor({ timeout: 2500 }).then(
      () => true,
      () => false,
    );
  };
  for (let tries = 0; tries < 10; tries++) if (await shown()) return;
  throw new Error('the details of the first completion do not open');
}

/** A picture that an editor shows is one with a size. */
const drawn = (pane: Locator): Promise<void> =>
  until('the formula to be drawn', () =>
    pane
      .locator('img')
      .first()
      .evaluate((it: { readonly naturalWidth: number }) => it.naturalWidth > 10),
  );

describeEditors.each(codeServers.slice(0, 1))('code-server $version', (codeServer) => {
  let workbench: Workbench | undefined;

  afterEach(async ({ task }) => {
    await workbench?.close(task.result?.state === 'fail');
    workbench = undefined;
  });

  /** The note with the cursor at its end, once the server answers. */
  const opened = async (name: string, sentence: string, settings = {}): Promise<Workbench> => {
    const made = await startWorkbench(codeServer, { files: { 'note.md': noteIn(sentence) }, name, settings });
    workbench = made;
    await made.open('note.md');
    await made.hover(made.word('mathbf'), 'matrix');
    await made.page.keyboard.press('Escape');
    await made.word('Traces').click();
    await made.page.keyboard.press('Control+End');
    return made;
  };

  describe.each(layouts)('in a note in $name layout', ({ name, sentence, answer, label }) => {
    test('the derivative is the first in the list, and taking it leaves no finding', async () => {
      const { page, shot, saved } = await opened(`completion-${name}`, sentence);
      await page.keyboard.type(`$$\n${left}`, { delay: 8 });
      await shot('typed');
      const first = page.locator('.suggest-widget.visible .monaco-list-row').first();
      await first.waitFor();
      expect(await first.innerText()).toContain(label);
      await unfolded(page);
      await drawn(page.locator('.suggest-details'));
      await shot('list');
      await page.keyboard.press('Enter');
      await shot('accepted');
      await page.keyboard.type('\n$$\n', { delay: 8 });
      await page.keyboard.press('Control+s');
      await until('the note to be saved', () => saved('note.md').includes('=') && saved('note.md').endsWith('$$\n'));
      expect(saved('note.md')).toBe(`${noteIn(sentence)}$$\n${left} ${answer}\n$$\n`);
      await page.waitForTimeout(1500);
      expect(await page.locator('[class*=squiggly-]').count()).toBe(0);
      await shot('clean');
    });
  });

  test('Enter right after the sign is a line break', async () => {
    const { page, saved, shot } = await opened('completion-enter', layouts[1]!.sentence);
    await page.keyboard.type(`$$\n${left}`, { delay: 8 });
    await page.waitForTimeout(200);
    await page.keyboard.press('Enter');
    await page.waitForTimeout(1000);
    await shot('enter');
    await page.keyboard.press('Control+s');
    await until('the note to be saved', () => saved('note.md').includes('='));
    expect(saved('note.md')).toBe(`${noteIn(layouts[1]!.sentence)}$$\n${left}\n`);
  });

  test('one undo takes it back', async () => {
    const { page, saved } = await opened('completion-undo', layouts[1]!.sentence);
    await page.keyboard.type(`$$\n${left}`, { delay: 8 });
    await page.locator('.suggest-widget.visible .monaco-list-row').first().waitFor();
    await page.keyboard.press('Enter');
    await page
      .locator('.suggest-widget.visible')
      .waitFor({ state: 'detached' })
      .catch(() => undefined);
    await page.keyboard.press('Control+z');
    await page.keyboard.press('Control+s');
    await until('the note to be saved', () => saved('note.md').includes('='));
    expect(saved('note.md')).toBe(`${noteIn(layouts[1]!.sentence)}$$\n${left}`);
  });
});
