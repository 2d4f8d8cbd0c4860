/** VS Code's server with the packaged extension, in a throw-away home. */
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { CodeServer } from './installed.ts';
import { type Scratch, keep, scratch, vsix } from './scratch.ts';

export interface Running {
  readonly scratch: Scratch;
  /** The address that opens a note. */
  readonly address: (file: string) => string;
  /** Ends the server. With a name, its logs are kept under that name. */
  readonly stop: (keepLogsAs?: string) => Promise<void>;
}

const calm = {
  'security.workspace.trust.enabled': false,
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.enableExperiments': false,
  'workbench.reduceMotion': 'on',
  'workbench.colorTheme': 'Default Dark Modern',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'telemetry.telemetryLevel': 'off',
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'update.mode': 'none',
  'git.enabled': false,
  'chat.disableAIFeatures': true,
  'chat.commandCenter.enabled': false,
  'window.restoreWindows': 'none',
  'files.autoSave': 'off',
  'editor.accessibilitySupport': 'off',
  'editor.cursorBlinking': 'solid',
  'editor.hover.delay': 50,
  'editor.minimap.enabled': false,
  'editor.wordBasedSuggestions': 'off',
};

export async function startCodeServer(
  { entry, node }: CodeServer,
  files: Readonly<Record<string, string>>,
  settings: Readonly<Record<string, unknown>>,
): Promise<Running> {
  const home = scratch(files);
  const userData = join(home.folder, 'user-data');
  mkdirSync(join(userData, 'User'), { recursive: true });
  writeFileSync(join(userData, 'User', 'settings.json'), JSON.stringify({ ...calm, ...settings }));
  const config = join(home.folder, 'config.yaml');
  writeFileSync(config, 'auth: none\n');

  const common = [entry, '--config', config, '--user-data-dir', userData];
  common.push('--extensions-dir', join(home.folder, 'extensions'));
  execFileSync(node, [...common, '--install-extension', vsix, '--force'], { env: home.env, stdio: 'pipe' });

  const port = await freePort();
  const quiet = ['telemetry', 'update-check', 'workspace-trust', 'getting-started-override', 'proxy', 'file-downloads'];
  const flags = ['--auth', 'none', '--bind-addr', `127.0.0.1:${port}`, ...quiet.map((it) => `--disable-${it}`)];
  // It forks: only a process group of its own can be ended as a whole.
  const server = spawn(node, [...common, ...flags], { env: home.env, stdio: 'ignore', detached: true });
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  const signal = (name: NodeJS.Signals): void => {
    if (server.exitCode === null && server.pid !== undefined) process.kill(-server.pid, name);
  };

  const origin = `http://127.0.0.1:${port}`;
  await until('code-server to answer', async () => (await fetch(`${origin}/healthz`)).ok);
  return {
    scratch: home,
    address: (file) => {
      const payload = [['openFile', `vscode-remote://127.0.0.1:${port}${join(home.notes, file)}`]];
      return `${origin}/?folder=${encodeURIComponent(home.notes)}&payload=${encodeURIComponent(JSON.stringify(payload))}`;
    },
    stop: async (keepLogsAs) => {
      const hard = setTimeout(() => signal('SIGKILL'), 5000);
      signal('SIGTERM');
      await ended;
      clearTimeout(hard);
      if (keepLogsAs !== undefined) keep(join(userData, 'logs'), keepLogsAs);
      home.remove();
    },
  };
}

/** Asks until the answer is yes; an error is a no. */
export async function until(what: string, ask: () => boolean | Promise<boolean>, seconds = 30): Promise<void> {
  for (let tries = seconds * 20; tries > 0; tries--) {
    if (
      await Promise.resolve()
        .then(ask)
        .catch(() => false)
    )
      return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`waited ${seconds} s for ${what}`);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => {
        if (typeof address === 'object' && address !== null) resolve(address.port);
        else reject(new Error('no port is free'));
      });
    });
  });
}
