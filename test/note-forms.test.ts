/** The notes of `notes/extraction/` number their formulas `f_1`, `f_2`, …; what must not be one says `no`. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { formatOf, readNote } from '../server/src/note/read.ts';
import { repository } from './support/repository.ts';
import { textOf } from './support/tracked.ts';

const folder = 'test/notes/extraction';

const notes = readdirSync(join(repository, folder));

test.each(
  notes.flatMap((name) => [
    { name, breaks: '\n' },
    { name, breaks: '\r\n' },
  ]),
)('$name with line breaks $breaks', ({ name, breaks }) => {
  const format = formatOf(name) ?? 'text';
  const text = textOf(`${folder}/${name}`).replace(/\r?\n/g, breaks);
  const formulas = readNote(text, format).parts.flatMap(({ part }) => part.formulas);
  const numbers = formulas.map((it) => Number(/f_\{?(\d+)/.exec(it.text)?.[1]));
  expect(numbers).toEqual(formulas.map((_, index) => index + 1));
  expect(formulas.length).toBeGreaterThan(0);
  expect(formulas.filter((it) => it.text.includes('no') || !it.closed)).toEqual([]);
});
