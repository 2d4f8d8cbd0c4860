/** Waits for changes below some paths, again and again. */
import { type FSWatcher, statSync, watch } from 'node:fs';
import { dirname } from 'node:path';
import { isGlob } from './glob.ts';

/** Editors save in several steps. */
const settleMs = 150;

/** Calls `changed` after each change has settled; never returns. A path that cannot be watched is left out. */
export async function watching(paths: readonly string[], changed: () => Promise<void>): Promise<never> {
  let wake: (() => void) | undefined;
  let dirty = false;
  const note = (): void => {
    dirty = true;
    wake?.();
  };
  const watchers = paths.flatMap((path) => watcherOf(path, note));
  if (watchers.length === 0) throw new Error('nothing can be watched');
  for (;;) {
    if (!dirty) await new Promise<void>((resolve) => (wake = resolve));
    await new Promise((resolve) => setTimeout(resolve, settleMs));
    dirty = false;
    await changed();
  }
}

function watcherOf(path: string, note: () => void): readonly FSWatcher[] {
  try {
    const at = isGlob(path) ? dirname(path.slice(0, path.search(/[*?[{]/)) + '.') : path;
    // A saved file is often another file with the same name: its folder sees that.
    const folder = statSync(at).isDirectory() ? at : dirname(at);
    return [watch(folder, { recursive: true }, note)];
  } catch {
    return [];
  }
}
