/**
 * `nabla check`: file by file, so that a bad one never stops the rest and nothing is kept of what is done. Notes are read
 * here and verified in threads; what is written is the same in whatever order they are done.
 */
import { analyse } from '../analysis/analyse.ts';
import { verifiedBy } from '../analysis/judged.ts';
import { never } from '../base/cancel.ts';
import { diagnostics } from '../features/diagnostics.ts';
import { type Crew, crewOf } from '../node/crew.ts';
import { formatOf, readNote } from '../note/read.ts';
import { type OpenBaseline, openBaseline } from './baseline.ts';
import { changedFiles } from './changed.ts';
import { type Found, findNotes } from './files.ts';
import { type LookedAt, type Tally, counted, isUnreadable, nothing, pointsIn } from './looked-at.ts';
import { type Plan, planOf } from './plan.ts';
import { readText } from './read-text.ts';
import { watching } from './watching.ts';

/** So many notes are read ahead of the one whose verdicts are waited for. */
const AHEAD = 8;

/** @param moduleUrl of the entry, beside which the verifying thread lies. @returns the exit code. */
export async function check(args: readonly string[], moduleUrl: string): Promise<number> {
  const plan = planOf(args);
  if (typeof plan === 'string') return complain(plan);
  const code = await look(plan, moduleUrl);
  if (!plan.watch || code === 2) return code;
  return watching(plan.paths, async () => {
    await write('\n');
    await look(plan, moduleUrl);
  });
}

function complain(what: string): number {
  process.stderr.write(`nabla check: ${what} (nabla help tells the rest)\n`);
  return 2;
}

async function look(plan: Plan, moduleUrl: string): Promise<number> {
  const baseline = openBaseline(plan);
  if (typeof baseline === 'string') return complain(baseline);
  const isChanged = plan.changed ? changedFiles() : () => true;
  if (typeof isChanged === 'string') return complain(isChanged);
  const began = performance.now();
  const format = plan.format(plan.options);
  let tally = nothing;
  let left = plan.most;
  const show = async (file: LookedAt): Promise<void> => {
    tally = counted(tally, file, performance.now() - began);
    const shown = atMost(file, left);
    if (shown.kind === 'note') left -= shown.reports.length;
    await write(format.file(shown, tally));
  };
  await write(format.begin());
  const crew = crewOf(moduleUrl);
  const ahead: Promise<LookedAt>[] = [];
  for (const found of findNotes(plan.paths)) {
    if (found.fault === undefined && !isChanged(found.path)) continue;
    ahead.push(lookAt(found, plan, baseline, crew));
    if (ahead.length > AHEAD) await show(await ahead.shift()!);
  }
  for (const file of ahead) await show(await file);
  crew.end();
  await write(format.end(tally));
  baseline.close();
  return exitCode(tally, plan.strict);
}

/** What is wrong with the file itself is always written. */
function atMost(file: LookedAt, most: number): LookedAt {
  if (file.kind !== 'note' || file.reports.length <= most) return file;
  let left = most;
  return { ...file, reports: file.reports.filter((it) => isUnreadable(it) || left-- > 0) };
}

/** A mistyped directive counts as an error: what it should have silenced or expected goes unseen. */
function exitCode({ unreadable, severities, mistyped }: Tally, strict: boolean): number {
  if (unreadable > 0) return 2;
  return severities.error > 0 || mistyped || (strict && severities.warning > 0) ? 1 : 0;
}

async function lookAt(found: Found, plan: Plan, baseline: OpenBaseline, crew: Crew): Promise<LookedAt> {
  const { path } = found;
  const unreadable = (fault: string): LookedAt => ({ kind: 'unreadable', path, fault });
  if (found.fault !== undefined) return unreadable(found.fault);
  const read = readText(path, found.bytes);
  if ('fault' in read) return unreadable(read.fault);
  try {
    const note = readNote(read.text, formatOf(path) ?? 'text', { dollarRule: plan.settings.dollarRule });
    const shapes = analyse(note, plan.settings, never);
    const facts = plan.verify ? await verifiedBy(shapes, crew.settle) : shapes;
    const reports = baseline.applied(path, facts, diagnostics(facts, plan.settings, Infinity));
    return { kind: 'note', path, facts, layout: facts.layout, reports, at: pointsIn(note.text) };
  } catch (fault) {
    const told = fault instanceof Error ? fault.message : String(fault);
    return unreadable(`The note could not be looked at (${told.split('\n')[0] ?? ''}); this is a fault of Nabla.`);
  }
}

/** Waits when the reader is slower than the check. */
function write(it: string): Promise<void> {
  if (it === '' || process.stdout.write(it)) return Promise.resolve();
  return new Promise((resolve) => process.stdout.once('drain', resolve));
}
