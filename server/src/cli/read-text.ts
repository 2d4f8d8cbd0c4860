/** A file's text. Notes are UTF-8; anything else is named with the place where it ceases to be. */
import { readFileSync } from 'node:fs';
import { formatOf, limitOf } from '../note/read.ts';
import { reason } from './files.ts';

export type ReadText = { readonly text: string } | { readonly fault: string };

export function readText(path: string, bytes: number): ReadText {
  // At most three bytes a UTF-16 unit: more can be told without reading.
  const largest = limitOf(formatOf(path) ?? 'markdown');
  if (bytes > 3 * largest)
    return { fault: `The file is ${megabytes(bytes)} MB; notes of up to ${megabytes(largest)} MB are read.` };

  try {
    return decode(readFileSync(path));
  } catch (fault) {
    return { fault: reason(fault) };
  }
}

const megabytes = (bytes: number): string => (bytes / 1024 / 1024).toFixed(bytes % (1024 * 1024) === 0 ? 0 : 1);

/** A byte order mark is no part of the text. */
export function decode(data: Uint8Array): ReadText {
  if ((data[0] === 0xff && data[1] === 0xfe) || (data[0] === 0xfe && data[1] === 0xff)) {
    return { fault: 'The file is UTF-16; notes are read as UTF-8.' };
  }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(data) };
  } catch {
    const at = firstInvalid(data);
    const before = data.subarray(0, at);
    const line = before.reduce((lines, byte) => (byte === 10 ? lines + 1 : lines), 1);
    return { fault: `The file is not UTF-8 text: byte ${at + 1}, on line ${line}, does not belong there.` };
  }
}

/** Offset of the first byte that is not part of a character: the longest good beginning, by bisection. */
function firstInvalid(data: Uint8Array): number {
  let good = 0;
  let bad = data.length + 1;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (isBeginning(data.subarray(0, middle), { stream: true })) good = middle;
    else bad = middle;
  }
  // The beginning may end within a character that is never finished: at most three bytes of it.
  while (good > 0 && !isBeginning(data.subarray(0, good), {})) good--;
  return good;
}

function isBeginning(data: Uint8Array, options: { readonly stream?: boolean }): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(data, options);
    return true;
  } catch {
    return false;
  }
}
