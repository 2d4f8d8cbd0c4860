/** Derivatives, TeX in and TeX out with what was written read back: beside SymPy, by size, and over the shared list. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { derive, type DerivativeQuestion } from '../../server/src/analysis/derive.ts';
import { compared, listedIn } from '../support/derivative-answers.ts';
import { printed, quantile } from './table.ts';

/** The problems that both solve: as TeX, as SymPy has it, the variable, the order. */
const both: readonly (readonly [tex: string, sympy: string, wrt: string, order?: number])[] = [
  ['a^\\top x', 'a.T*x', 'x'],
  ['x^\\top A x', 'x.T*A*x', 'x'],
  ['(M x - b)^\\top (M x - b)', '(M*x - b).T*(M*x - b)', 'x'],
  ['\\operatorname{tr}(A X B)', 'tr(A*X*B)', 'X'],
  ['\\operatorname{tr}(X^\\top A X B)', 'tr(X.T*A*X*B)', 'X'],
  ['\\operatorname{tr}(X^3)', 'tr(X**3)', 'X'],
  ['\\operatorname{tr}(X^\\top X)', 'tr(X.T*X)', 'X'],
  ['\\operatorname{tr}(X^{-1} A)', 'tr(X.I*A)', 'X'],
  ['a^\\top X^{-1} c', 'a.T*X.I*c', 'X'],
  ['a^\\top X c', 'a.T*X*c', 'X'],
  ['\\operatorname{tr}((T - U V^\\top)^\\top (T - U V^\\top))', 'tr((T - U*V.T).T*(T - U*V.T))', 'U'],
  ['M x', 'M*x', 'x'],
  ['x^\\top A x', 'x.T*A*x', 'x', 2],
  ['(M x - b)^\\top (M x - b)', '(M*x - b).T*(M*x - b)', 'x', 2],
];

const declare = [
  'A \\in \\mathbb{R}^{n \\times n}',
  'B \\in \\mathbb{R}^{n \\times n}',
  'X \\in \\mathbb{R}^{n \\times n}',
  'M \\in \\mathbb{R}^{m \\times n}',
  'U \\in \\mathbb{R}^{n \\times p}',
  'V \\in \\mathbb{R}^{m \\times p}',
  'T \\in \\mathbb{R}^{n \\times m}',
  'x \\in \\mathbb{R}^n',
  'a \\in \\mathbb{R}^n',
  'b \\in \\mathbb{R}^m',
  'c \\in \\mathbb{R}^n',
];

/** The declarations of the letters that a formula has. */
const declared = (f: string, wrt: string): readonly string[] =>
  declare.filter((it) => new RegExp(`(?<![A-Za-z\\\\])${it[0]!}(?![A-Za-z])`).test(`${f} ${wrt}`));

const timed = (question: DerivativeQuestion, runs: number): number => {
  const times = Array.from({ length: runs }, () => {
    const begun = performance.now();
    derive(question);
    return performance.now() - begun;
  });
  return quantile(times, 0.5);
};

const WARM = 100;

export function derivativeReport(folder: string, shared: string, quick: boolean): string {
  const runs = quick ? 5 : 15;
  // The first runs are the compiler's. Of one question nothing but its declarations is remembered for the next, as trees;
  // SymPy's names, too, stand before its clock starts. The formula and the answer are read anew each time.
  for (let round = 0; round < WARM; round++)
    for (const [f, , wrt, order = 1] of both) derive({ f, wrt, declare: declared(f, wrt), order });
  return [besideSympy(folder, runs), growth(runs), listed(shared)].join('\n\n');
}

/** Both take turns, problem by problem. */
function besideSympy(folder: string, runs: number): string {
  const python = ['/usr/bin/python3', 'python3'].find(
    (it) => spawnSync(it, ['-c', 'import sympy'], { timeout: 60_000 }).status === 0,
  );
  const ours = both.map(([f, , wrt, order = 1]) => timed({ f, wrt, declare: declared(f, wrt), order }, runs));
  if (python === undefined)
    return `Derivatives: ${quantile(ours, 0.5).toFixed(2)} ms; python3-sympy is not installed, so there is no peer.`;
  const input = both.map(([, f, wrt, order = 1]) => JSON.stringify({ f, wrt, order, runs })).join('\n');
  const answers = spawnSync(python, [join(folder, 'sympy_times.py')], { input, encoding: 'utf8' }).stdout;
  const [version, ...lines] = answers.trim().split('\n');
  const theirs = lines.flatMap((it) => /"ms": ([\d.]+)/.exec(it)?.[1] ?? []).map(Number);
  const again = both.map(([f, , wrt, order = 1]) => timed({ f, wrt, declare: declared(f, wrt), order }, runs));
  const row = { name: 'derivative', unit: 'ms' as const, ours: [...ours, ...again], theirs, target: 1 / 40 };
  return `${printed([row])}\nPeer: SymPy ${/[\d.]+/.exec(version ?? '')?.[0] ?? '?'}, ${String(both.length)} problems that both solve.`;
}

/** Milliseconds by size, and how many characters the question and the answer have together: both are written out. */
function growth(runs: number): string {
  const nested = (n: number): string =>
    Array.from({ length: n }).reduce<string>((inner) => `\\sin(a^\\top x + ${inner})`, 'x^\\top A x');
  const summands = (n: number): string =>
    Array.from({ length: n }, (_, k) => `${String(k + 1)} x^\\top A^{${String(k + 1)}} x`).join(' + ');
  const kinds: readonly (readonly [string, readonly number[], (n: number) => string, string])[] = [
    ['tr(X^k), k', [2, 4, 8, 12], (k) => `\\operatorname{tr}(X^{${String(k)}})`, 'X'],
    ['sines nested', [1, 2, 4, 8], nested, 'x'],
    ['summands', [1, 2, 4, 8], summands, 'x'],
  ];
  return kinds
    .map(([name, sizes, f, wrt]) => {
      const questions = sizes.map((n) => ({ f: f(n), wrt, declare: declared(f(n), wrt) }));
      // Here, too, the first runs are the compiler's.
      for (let round = 0; round < WARM / 4; round++) for (const it of questions) derive(it);
      const cells = questions.map((question, n) => {
        const answer = derive(question);
        const ms = timed(question, 3 * runs).toFixed(2);
        const size = question.f.length + ('unavailable' in answer ? 0 : answer.latex.length);
        return `${String(sizes[n]!)}: ${ms} ms, ${String(size)}${'unavailable' in answer ? ` (${answer.detail})` : ''}`;
      });
      return `${name.padEnd(14)} ${cells.join('   ')}`;
    })
    .join('\n');
}

const KINDS: Readonly<Record<string, string>> = {
  V: 'scalar by vector',
  J: 'vector by vector',
  H: 'Hessians',
  M: 'scalar by matrix',
  T: 'traces',
  D: 'determinants',
  I: 'inverses, matrix by scalar',
  N: 'norms, eigenvalues',
  E: 'entrywise',
  K: 'matrix by matrix',
  S: 'symmetric variable',
};

/** The shared list: how many are right in both layouts, by the answers that stand there, beside what SymPy makes of them. */
function listed(shared: string): string {
  const path = join(shared, 'bench', 'derivatives-121.jsonl');
  if (!existsSync(path)) return 'The shared list of derivatives is not there.';
  const times: number[] = [];
  const counts = new Map<string, number[]>();
  const add = (row: string, counted: readonly boolean[]): void => {
    const before = counts.get(row) ?? counted.map(() => 0);
    counts.set(
      row,
      before.map((it, n) => it + Number(counted[n])),
    );
  };
  const right = (word: string): boolean => word.startsWith('correct');
  for (const it of listedIn(path)) {
    const [numerator, denominator] = (['numerator', 'denominator'] as const).map((layout) => {
      const begun = performance.now();
      derive({ ...it, layout });
      times.push(performance.now() - begun);
      return compared(it, layout);
    });
    const good = [numerator!, denominator!].map((x) => x.error < 1e-8);
    const matrix = numerator!.notation === 'matrix' && denominator!.notation === 'matrix';
    const row = [true, ...good, good.every(Boolean) && matrix, right(it.sympy_1_14), right(it.sympy_dev)];
    add(KINDS[it.id[0]!] ?? it.id, row);
    add('all', row);
  }
  const lines = [...counts]
    .sort(([a], [b]) => Number(a === 'all') - Number(b === 'all'))
    .map(([row, it]) => row.padEnd(28) + it.map((x, n) => String(x).padStart(HEADS[n]!.length + 2)).join(''));
  return [
    `The shared list, each in both layouts: p50 ${quantile(times, 0.5).toFixed(2)} ms, p99 ${quantile(times, 0.99).toFixed(1)} ms.`,
    `Right by the list's answers, at random points:`,
    ' '.repeat(28) + HEADS.map((it) => `  ${it}`).join(''),
    ...lines,
  ].join('\n');
}

const HEADS = ['problems', 'numerator', 'denominator', 'in matrix notation', 'SymPy 1.14', 'SymPy dev'];
