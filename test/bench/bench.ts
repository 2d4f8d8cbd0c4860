/**
 * Nabla against what else speaks about the same note. Figures of one run may be compared with each other only: other
 * programs share the machine, so both sides take turns, and the ratio is what counts.
 */
import { execFileSync } from 'node:child_process';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { type CoreFigures, raceCore, startOfThread, verifyNote } from './core.ts';
import { derivativeReport } from './derivatives.ts';
import { raceFormulas } from './formulas.ts';
import { benchNote } from './note.ts';
import { declarationInMiddle, equationInMiddle, symbolsIn } from './places.ts';
import { type Contender, type Course, type Lap, lap } from './race.ts';
import { type Row, printed } from './table.ts';

const [folder = '.', ...flags] = process.argv.slice(2);
const quick = flags.includes('--quick');
const peers = join(folder, 'peers');
const rounds = quick ? 1 : 3;

const nabla: Contender = {
  name: 'Nabla',
  args: [join(folder, '..', '..', 'dist', 'server.cjs'), '--stdio'],
  folder: peers,
  sync: 'range',
  hovers: true,
};
const remark: Contender = {
  name: 'unified-language-server + remark + remark-math',
  args: [join(peers, 'remark-server.mjs'), '--stdio'],
  folder: peers,
  sync: 'whole',
  hovers: false,
};

// `--derivatives`: those alone.
if (!flags.includes('--derivatives')) await race();
console.log(
  `\n${derivativeReport(folder, process.env['NABLA_SHARED'] ?? join(folder, '..', '..', '..', 'shared'), quick)}`,
);

async function race(): Promise<void> {
  const text = benchNote(1);
  const course: Course = {
    text,
    formula: equationInMiddle(text),
    declaration: declarationInMiddle(text),
    symbols: symbolsIn(text, 100),
    keys: 60,
  };

  const ours: Lap[] = [];
  const theirs: Lap[] = [];
  const bare: number[] = [];
  for (let round = 0; round < rounds; round++) {
    bare.push(startOfNode());
    ours.push(await lap(nabla, course));
    theirs.push(await lap(remark, { ...course, keys: quick ? 20 : course.keys }));
  }
  const formulas = raceFormulas(text, peers, quick ? 20 : 50);

  const entry = nabla.args[0] ?? '';
  const core = raceCore(quick ? 40 : 100);
  const verified = await verifyNote(text, entry);
  const threads = await startOfThread(entry, 10);

  const all = (laps: readonly Lap[], of: (it: Lap) => readonly number[] | number | undefined): readonly number[] =>
    laps.flatMap((it) => of(it) ?? []);
  const row = (name: string, of: (it: Lap) => readonly number[] | number | undefined, target?: number): Row => ({
    name,
    unit: 'ms',
    ours: all(ours, of),
    theirs: all(theirs, of),
    ...(target === undefined ? {} : { target }),
  });
  const keys = all(theirs, (it) => it.key);

  console.log(
    `${text.split('\n').length - 1} lines, ${Math.round(Buffer.byteLength(text) / 1000)} KB, ` +
      `${formulas.formulas} formulas; load ${loadavg()[0]?.toFixed(1) ?? '?'}; Node ${process.version}.\n` +
      `Peer: ${remark.name}; for formulas, KaTeX's __parse (${formulas.refused} refused). ` +
      `Starting Node alone: ${Math.min(...bare).toFixed(0)} ms.\n` +
      'Key → diagnostics: until findings are published for the version with that key.\n',
  );
  console.log(
    printed([
      row('initialize', (it) => it.initialize, 1 / 2),
      row('open → diagnostics', (it) => it.open),
      row('key in a formula → diagnostics', (it) => it.key, 1 / 30),
      row('key in a declaration → diagnostics', (it) => it.keyInDeclaration),
      { name: 'key, then hover → hover', unit: 'ms', ours: all(ours, (it) => it.keyThenHover), theirs: keys },
      { name: 'hover', unit: 'ms', ours: all(ours, (it) => it.hover), theirs: [] },
      { name: 'all formulas parsed', unit: 'ms', ours: formulas.ours, theirs: formulas.theirs, target: 1 },
      { ...row('memory after open', (it) => it.memory), unit: 'MB' },
    ]),
  );
  const rational = core.filter((it) => it.exact !== undefined);
  type Side = 'floating' | 'exact' | 'mathjs' | 'plain';
  const sum = (over: readonly CoreFigures[], side: Side): number => over.reduce((all, it) => all + (it[side] ?? 0), 0);
  console.log(
    '\nThe compute core. A check is 20 samples of size 5, the whole gradient; the sum over eight formulas, and over the ' +
      `${rational.length} that are rational.\nOf the note, ${verified.decided} of ${verified.claims} claims were decided.\n`,
  );
  const one = (name: string, mine: number, other: number, target?: number): Row => ({
    name,
    unit: 'ms',
    ours: [mine],
    theirs: [other],
    ...(target === undefined ? {} : { target }),
  });
  const total = (name: string, over: readonly CoreFigures[], mine: Side, other: Side, target?: number): Row =>
    one(name, sum(over, mine), sum(over, other), target);
  console.log(
    printed([
      ...core.map(({ name, floating, mathjs }) => one(`${name}; in mathjs, compiled`, floating, mathjs)),
      total('all in floating point; in mathjs, compiled', core, 'floating', 'mathjs', 1 / 30),
      total('all in floating point; in plain loops', core, 'floating', 'plain', 3),
      total('all modulo a prime; in mathjs, compiled', rational, 'exact', 'mathjs', 1 / 30),
      total('all modulo a prime; in plain loops', rational, 'exact', 'plain'),
      { name: 'the whole note verified', unit: 'ms', ours: [verified.verified], theirs: [], most: 5000 },
      { name: 'start of the very first thread → first verdict', unit: 'ms', ours: threads.first, theirs: [], most: 60 },
      { name: 'start of the first in a later session', unit: 'ms', ours: threads.kept, theirs: [], most: 60 },
      { name: 'start of a later thread → first verdict', unit: 'ms', ours: threads.later, theirs: [], most: 60 },
      {
        name: 'key while verifying; key at rest',
        unit: 'ms',
        ours: all(ours, (it) => it.keyWhileVerifying),
        theirs: all(ours, (it) => it.key),
        target: 1.5,
      },
    ]),
  );
}

function startOfNode(): number {
  const begun = performance.now();
  execFileSync(process.execPath, ['-e', '0']);
  return performance.now() - begun;
}
