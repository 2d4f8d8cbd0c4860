/** The baseline of `nabla check`: read before the first note, written after the last. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, relative, resolve, sep } from 'node:path';
import type { Facts } from '../analysis/facts.ts';
import { type Baseline, fingerprints, parseBaseline, printBaseline, softened } from '../features/baseline.ts';
import type { Report } from '../features/report.ts';
import { reason } from './files.ts';
import type { Plan } from './plan.ts';

export interface OpenBaseline {
  /** The findings of a note, those accepted before as hints. */
  readonly applied: (path: string, facts: Facts, reports: readonly Report[]) => readonly Report[];
  /** Writes the file anew, if it is to be. */
  readonly close: () => void;
}

const none: OpenBaseline = { applied: (_, __, reports) => reports, close: () => undefined };

/** Opens the baseline that the plan names; a sentence where it cannot be read. */
export function openBaseline({ baseline: wanted }: Plan): OpenBaseline | string {
  if (wanted === undefined) return none;
  const { file, update, accept } = wanted;
  const missing = !existsSync(file);
  if (missing && !(update && accept)) {
    return `${file}: there is no such baseline; --update-baseline --accept-new writes one`;
  }
  const before = missing ? new Map<string, ReadonlySet<string>>() : read(file);
  if (typeof before === 'string') return `${file}: ${before}`;
  // Paths are relative to the folder that holds `.nabla`, whoever asks from wherever.
  const folder = dirname(resolve(file));
  const root = basename(folder) === '.nabla' ? dirname(folder) : folder;
  const after = new Map(before);
  return {
    applied: (path, facts, reports) => {
      const key = relative(root, resolve(path)).split(sep).join('/');
      const old = before.get(key) ?? new Set();
      const shown = softened(facts, reports, old);
      if (update) {
        const worth = reports.filter((it) => it.severity !== 'hint');
        const marks = fingerprints(facts, worth).filter((it) => it !== undefined);
        after.set(key, new Set(accept ? marks : marks.filter((it) => old.has(it))));
      }
      return accept ? softened(facts, reports, after.get(key)) : shown;
    },
    close: () => {
      if (!update) return;
      for (const key of after.keys()) if (!existsSync(resolve(root, key))) after.delete(key);
      mkdirSync(dirname(resolve(file)), { recursive: true });
      writeFileSync(file, printBaseline(after));
    },
  };
}

function read(file: string): Baseline | string {
  try {
    return parseBaseline(readFileSync(file, 'utf8'));
  } catch (fault) {
    return reason(fault);
  }
}
