/** VS Code's window in Chromium: what a reader does with mouse and keys, and what they then see. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, type Locator, type Page, chromium } from 'playwright-core';
import { startCodeServer } from './code-server.ts';
import { type CodeServer, program } from './installed.ts';
import { out } from './scratch.ts';

export interface Workbench {
  readonly page: Page;
  /** Opens a note and waits until its text is there. */
  readonly open: (file: string) => Promise<void>;
  /** The marks of a severity under the text, once there is one. */
  readonly squiggle: (severity: 'error' | 'warning' | 'info' | 'hint') => Promise<Locator>;
  /** Moves the mouse onto the middle of something, and gives the hover that contains a text. */
  readonly hover: (over: Locator, text: string) => Promise<Locator>;
  /** Where a text stands in the editor, by its first line that has it. */
  readonly word: (text: string) => Locator;
  /** Saves what is seen as a picture; gives its path. */
  readonly shot: (name: string) => Promise<string>;
  /** A note as it is on disk. */
  readonly saved: (file: string) => string;
  readonly close: (failed: boolean) => Promise<void>;
}

export interface Options {
  readonly files: Readonly<Record<string, string>>;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** `web` runs the extension in the browser's worker instead of a process beside the server. */
  readonly host?: 'node' | 'web';
  /** Begins the names of screenshots. */
  readonly name: string;
}

const extension = 'nabla.nabla-math';

export async function startWorkbench(codeServer: CodeServer, options: Options): Promise<Workbench> {
  const { files, settings = {}, host = 'node' } = options;
  const name = `${options.name}-${host}-${codeServer.version}`;
  const kind = host === 'web' ? { 'remote.extensionKind': { [extension]: ['web'] } } : {};
  const server = await startCodeServer(codeServer, files, { ...settings, ...kind });
  const browser = await launch().catch(async (fault: unknown) => {
    await server.stop();
    throw fault;
  });
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' });
  page.setDefaultTimeout(30_000);
  const heard: string[] = [];
  page.on('console', (message) => heard.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (fault) => heard.push(`fault: ${fault.message}`));
  // Nothing that Nabla or the editor does may need the network.
  await page.route(
    (url) => url.hostname !== '127.0.0.1',
    async (route) => {
      heard.push(`refused: ${route.request().url()}`);
      await route.abort();
    },
  );
  mkdirSync(out, { recursive: true });

  const shot = async (what: string): Promise<string> => {
    await page.waitForTimeout(300); // Hovers fade in.
    const path = join(out, `${name}-${what}.png`);
    await page.screenshot({ path });
    return path;
  };
  return {
    page,
    shot,
    open: async (file) => {
      await page.goto(server.address(file));
      await page.locator('.editor-instance .monaco-editor .view-line').first().waitFor();
    },
    squiggle: async (severity) => {
      const mark = page.locator(`.squiggly-${severity}`);
      await mark.first().waitFor({ state: 'attached' });
      return mark;
    },
    hover: async (over, text) => {
      const found = page.locator('.monaco-hover:not(.hidden)').filter({ hasText: text });
      // What lies under the mouse is asked once. If the extension was not ready to answer, only a new move asks again.
      for (let tries = 0; tries < 10; tries++) {
        const { x, y } = await middle(page, over);
        await page.mouse.move(x - 40, y + 150);
        await page.mouse.move(x, y, { steps: 4 });
        const shown = await found
          .first()
          .waitFor({ timeout: 2500 })
          .then(
            () => true,
            () => false,
          );
        if (shown) return found.first();
      }
      throw new Error(`no hover shows ${JSON.stringify(text)}; see ${await shot('no-hover')}`);
    },
    word: (text) => page.locator('.view-line span:not(:has(span))', { hasText: text }).first(),
    saved: (file) => readFileSync(join(server.scratch.notes, file), 'utf8'),
    close: async (failed) => {
      if (failed) {
        await shot('failed');
        writeFileSync(join(out, `${name}-console.log`), heard.join('\n'));
      }
      await browser.close();
      await server.stop(failed ? `${name}-logs` : undefined);
    },
  };
}

function launch(): Promise<Browser> {
  const executablePath = process.env['NABLA_CHROMIUM'] ?? program('chromium', 'chromium-browser', 'google-chrome');
  const args = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'];
  return chromium.launch({ executablePath, headless: true, args });
}

/** The middle of what is first found. The editor draws its marks anew whenever something arrives: a place counts once two
 * looks agree on it. */
async function middle(page: Page, locator: Locator): Promise<{ readonly x: number; readonly y: number }> {
  let last = '';
  for (let tries = 0; tries < 100; tries++) {
    const box = await locator
      .first()
      .boundingBox({ timeout: 1000 })
      .catch(() => null);
    const seen = JSON.stringify(box);
    if (box !== null && seen === last) return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    last = seen;
    await page.waitForTimeout(60);
  }
  throw new Error(`${String(locator)} does not come to rest`);
}
