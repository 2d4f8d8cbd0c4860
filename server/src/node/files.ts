import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

/** The text behind a `file:` address; nothing where there is none that can be read. */
export async function readText(uri: string): Promise<string | undefined> {
  if (!uri.startsWith('file:')) return undefined;
  try {
    return await readFile(fileURLToPath(uri), 'utf8');
  } catch {
    return undefined;
  }
}
