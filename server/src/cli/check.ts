/** `nabla check`: file by file, so that a bad one never stops the rest and nothing is kept of what is done. */
import { parseArgs } from 'node:util';
import { analyse } from '../analysis/analyse.ts';
import { layoutNames } from '../analysis/directives.ts';
import { type Settings, defaults } from '../analysis/settings.ts';
import { never } from '../base/cancel.ts';
import { diagnostics } from '../features/diagnostics.ts';
import { formatOf, readNote } from '../note/read.ts';
import { github, sarif } from './ci.ts';
import { type Found, findNotes } from './files.ts';
import { json } from './json.ts';
import { type Format, type LookedAt, type Options, type Tally, counted, nothing, pointsIn } from './looked-at.ts';
import { nearest } from '../base/nearest.ts';
import { readText } from './read-text.ts';
import { text } from './text.ts';

const formats: Readonly<Record<string, (options: Options) => Format>> = { text, json, sarif, github };
const profiles = ['quiet', 'standard', 'thorough', 'exercise'] as const;

interface Plan {
  readonly paths: readonly string[];
  readonly format: (options: Options) => Format;
  readonly options: Options;
  readonly settings: Settings;
  readonly strict: boolean;
}

/** @returns the exit code. */
export async function check(args: readonly string[]): Promise<number> {
  const plan = planOf(args);
  if (typeof plan === 'string') {
    process.stderr.write(`nabla check: ${plan} (nabla help tells the rest)\n`);
    return 2;
  }
  const began = performance.now();
  const format = plan.format(plan.options);
  let tally = nothing;
  await write(format.begin());
  for (const found of findNotes(plan.paths)) {
    const file = lookAt(found, plan);
    tally = counted(tally, file, performance.now() - began);
    await write(format.file(file, tally));
  }
  await write(format.end(tally));
  return exitCode(tally, plan.strict);
}

/** A mistyped directive counts as an error: what it should have silenced or expected goes unseen. */
function exitCode({ unreadable, severities, mistyped }: Tally, strict: boolean): number {
  if (unreadable > 0) return 2;
  return severities.error > 0 || mistyped || (strict && severities.warning > 0) ? 1 : 0;
}

function lookAt(found: Found, plan: Plan): LookedAt {
  const { path } = found;
  const unreadable = (fault: string): LookedAt => ({ kind: 'unreadable', path, fault });
  if (found.fault !== undefined) return unreadable(found.fault);
  const read = readText(path, found.bytes);
  if ('fault' in read) return unreadable(read.fault);
  try {
    const note = readNote(read.text, formatOf(path) ?? 'text', { dollarRule: plan.settings.dollarRule });
    const facts = analyse(note, plan.settings, never);
    const reports = diagnostics(facts, plan.settings, Infinity);
    return { kind: 'note', path, facts, layout: facts.layout, reports, at: pointsIn(note.text) };
  } catch (fault) {
    const told = fault instanceof Error ? fault.message : String(fault);
    return unreadable(`The note could not be looked at (${told.split('\n')[0] ?? ''}); this is a fault of Nabla.`);
  }
}

/** What the arguments ask for, or what is wrong with them. */
function planOf(args: readonly string[]): Plan | string {
  const options = {
    format: { type: 'string' },
    layout: { type: 'string' },
    profile: { type: 'string' },
    strict: { type: 'boolean' },
    shapes: { type: 'boolean' },
    verbose: { type: 'boolean', short: 'v' },
    'no-verify': { type: 'boolean' },
  } as const;
  const known = parse(() => parseArgs({ args: [...args], options, allowPositionals: true, strict: true }));
  if (typeof known === 'string') return misread(args, Object.keys(options), known);
  const { values, positionals } = known;
  const format = formats[values.format ?? 'text'];
  if (format === undefined) return `--format is text, json, sarif or github, not ${values.format}`;
  const layout = layoutNames.find((it) => it === values.layout);
  if (values.layout !== undefined && layout === undefined) {
    return `--layout is ${layoutNames.join(', ')}, not ${values.layout}`;
  }
  const profile = profiles.find((it) => it === (values.profile ?? defaults.profile));
  if (profile === undefined) return `--profile is ${profiles.join(', ')}, not ${values.profile}`;
  if (positionals.length === 0) return 'name a file, a folder or a glob to look at';
  return {
    paths: positionals,
    format,
    options: { shapes: values.shapes ?? false, verbose: values.verbose ?? false, colour: hasColour() },
    settings: { ...defaults, profile, ...(layout && { layout }) },
    strict: values.strict ?? false,
  };
}

function parse<T>(work: () => T): T | string {
  try {
    return work();
  } catch (fault) {
    return fault instanceof Error ? fault.message : String(fault);
  }
}

function misread(args: readonly string[], names: readonly string[], fault: string): string {
  const written = args.find((it) => it.startsWith('--') && !names.includes(it.slice(2).replace(/=.*/s, '')));
  if (written === undefined || written === '--') return (fault.split(/\.?\n|\. /)[0] ?? fault).replace(/\.$/, '');
  const guess = nearest(written.slice(2), names);
  return `${written} is not an option${guess === undefined ? '' : `; is --${guess} meant?`}`;
}

const hasColour = (): boolean => process.stdout.isTTY && !process.env['NO_COLOR'] && process.env['TERM'] !== 'dumb';

/** Waits when the reader is slower than the check. */
function write(it: string): Promise<void> {
  if (it === '' || process.stdout.write(it)) return Promise.resolve();
  return new Promise((resolve) => process.stdout.once('drain', resolve));
}
