/**
 * Notes with slips as books print them, each beside the formula that is meant (`notes/verdicts`): what verification says
 * of them is marked where it stands, and of the true ones nothing is said.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { analyse } from '../server/src/analysis/analyse.ts';
import { verified } from '../server/src/analysis/judged.ts';
import { defaults } from '../server/src/analysis/settings.ts';
import { never } from '../server/src/base/cancel.ts';
import { diagnostics } from '../server/src/features/diagnostics.ts';
import { readNote } from '../server/src/note/read.ts';
import { markersOf, remark } from './support/markers.ts';
import { repository } from './support/repository.ts';
import { trackedFiles } from './support/tracked.ts';

const MINUTE = 60_000;

const notes = trackedFiles.filter((file) => /^test\/notes\/verdicts\/.*\.md$/.test(file));

describe('slips of books', () => {
  test.each(notes)(
    '%s',
    (file) => {
      const path = join(repository, file);
      const text = readFileSync(path, 'utf8');
      const facts = verified(analyse(readNote(text, 'markdown', { dollarRule: 'pandoc' }), defaults, never));
      const seen = remark(
        text,
        diagnostics(facts, defaults).map(({ span, severity, code, message, fixes }) => ({
          ...span,
          severity,
          code,
          message: [message, ...fixes.map((it) => it.title)].join(' '),
        })),
        () => '%',
      );
      if (process.env['NABLA_UPDATE_NOTES'] !== undefined) writeFileSync(path, seen);
      else expect(seen).toBe(text);
      expect(markersOf(seen)).not.toEqual([]);
    },
    5 * MINUTE,
  );
});
