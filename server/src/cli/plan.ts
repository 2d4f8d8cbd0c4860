/** What the arguments of `nabla check` ask for. */
import { parseArgs } from 'node:util';
import { layoutNames } from '../analysis/directives.ts';
import { type Settings, defaults } from '../analysis/settings.ts';
import { nearest } from '../base/nearest.ts';
import { github, sarif } from './ci.ts';
import { json } from './json.ts';
import type { Format, Options } from './looked-at.ts';
import { text } from './text.ts';

const formats: Readonly<Record<string, (options: Options) => Format>> = { text, json, sarif, github };
const profiles = ['quiet', 'standard', 'thorough', 'exercise'] as const;
const usualBaseline = '.nabla/baseline.json';

export interface Plan {
  readonly paths: readonly string[];
  readonly format: (options: Options) => Format;
  readonly options: Options;
  readonly settings: Settings;
  readonly strict: boolean;
  readonly verify: boolean;
  /** Only notes that git says are changed. */
  readonly changed: boolean;
  readonly watch: boolean;
  /** How many findings are written at most. */
  readonly most: number;
  readonly baseline?: { readonly file: string; readonly update: boolean; readonly accept: boolean };
}

/** The plan, or what is wrong with the arguments. */
export function planOf(args: readonly string[]): Plan | string {
  const options = {
    format: { type: 'string' },
    layout: { type: 'string' },
    profile: { type: 'string' },
    strict: { type: 'boolean' },
    shapes: { type: 'boolean' },
    verbose: { type: 'boolean', short: 'v' },
    'no-verify': { type: 'boolean' },
    baseline: { type: 'string' },
    'update-baseline': { type: 'boolean' },
    'accept-new': { type: 'boolean' },
    changed: { type: 'boolean' },
    watch: { type: 'boolean' },
    'max-findings': { type: 'string' },
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
  const most = values['max-findings'] === undefined ? Infinity : Number(values['max-findings']);
  if (!(most >= 0) || (most !== Infinity && !Number.isInteger(most))) {
    return `--max-findings is a number, not ${values['max-findings']}`;
  }
  const accept = values['accept-new'] ?? false;
  const update = values['update-baseline'] ?? false;
  if (accept && !update) return '--accept-new goes with --update-baseline';
  const watch = values.watch ?? false;
  if (watch && (values.format ?? 'text') !== 'text') return '--watch writes text only';
  if (positionals.length === 0) return 'name a file, a folder or a glob to look at';
  const file = values.baseline ?? (update ? usualBaseline : undefined);
  return {
    paths: positionals,
    format,
    options: { shapes: values.shapes ?? false, verbose: values.verbose ?? false, colour: hasColour() },
    settings: { ...defaults, profile, ...(layout && { layout }) },
    strict: values.strict ?? false,
    verify: values['no-verify'] !== true,
    changed: values.changed ?? false,
    watch,
    most,
    ...(file === undefined ? {} : { baseline: { file, update, accept } }),
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
