import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
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

/** The names in the folder behind a `file:` address; none where there is none that can be read. */
export async function listFolder(uri: string): Promise<readonly string[]> {
  if (!uri.startsWith('file:')) return [];
  try {
    return await readdir(fileURLToPath(uri));
  } catch {
    return [];
  }
}

/** Writes the text behind a `file:` address, its folder too. */
export async function writeText(uri: string, text: string): Promise<void> {
  const file = fileURLToPath(uri);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
}
