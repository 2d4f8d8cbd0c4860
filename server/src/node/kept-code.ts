/**
 * The compiled code of a verifying thread in a folder that the client keeps for the extension: the first thread of a
 * session begins with what one of an earlier session compiled. A file that is damaged, or of another version, is as
 * good as none; a folder that cannot be written is left alone.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Compiled, sourceOf } from './compiled.ts';

export interface KeptCode {
  readonly read: () => Compiled | undefined;
  readonly keep: (it: Compiled) => void;
}

const ENDING = '.compiled';
const DIGEST = 32;

/** @param body of the thread @param folder made when something is kept there first */
export function keptCode(body: URL, folder: string): KeptCode {
  const nameOf = (source: string): string =>
    createHash('sha256').update(`${process.versions.v8} ${process.arch} ${source}`).digest('hex').slice(0, DIGEST) +
    ENDING;
  return {
    read: () =>
      attempt(() => {
        const source = sourceOf(fileURLToPath(body));
        const kept = readFileSync(join(folder, nameOf(source)));
        const code = kept.subarray(DIGEST);
        return digest(code).equals(kept.subarray(0, DIGEST)) ? { kind: 'compiled', source, code } : undefined;
      }),
    keep: ({ source, code }) => {
      attempt(() => {
        const name = nameOf(source);
        mkdirSync(folder, { recursive: true });
        for (const it of readdirSync(folder)) if (it.endsWith(ENDING)) rmSync(join(folder, it), { force: true });
        // Two sessions may write at once: a file is there whole or not at all.
        const draft = join(folder, `${name}.${String(process.pid)}`);
        writeFileSync(draft, Buffer.concat([digest(code), code]));
        renameSync(draft, join(folder, name));
      });
    },
  };
}

/** V8 does not look for damage inside of what it is given. */
const digest = (code: Uint8Array): Buffer => createHash('sha256').update(code).digest();

function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
