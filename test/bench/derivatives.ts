/** Derivatives, TeX in and TeX out with what was written read back: beside SymPy, by size, and over the shared list. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { derive, type DerivativeQuestion } from '../../server/src/analysis/derive.ts';
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

const WARM = 60;

export function derivativeReport(folder: string, shared: string, quick: boolean): string {
  const runs = quick ? 5 : 15;
  // The first runs are the compiler's. Nothing is remembered from one question to the next: all that is remembered hangs
  // on objects that a question makes for itself.
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

/** Milliseconds by size. */
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
      const cells = sizes.map((n) => {
        const question = { f: f(n), wrt, declare: declared(f(n), wrt) };
        const answer = derive(question);
        const ms = timed(question, runs).toFixed(2);
        return `${String(n)}: ${ms} ms${'unavailable' in answer ? ` (${answer.detail})` : ''}`;
      });
      return `${name.padEnd(14)} ${cells.join('   ')}`;
    })
    .join('\n');
}

interface Listed extends DerivativeQuestion {
  readonly id: string;
  readonly sympy_1_14: string;
  readonly sympy_dev: string;
}

function listedIn(value: unknown): Listed {
  if (!isListed(value)) throw new Error('The shared list of derivatives has another form.');
  return value;
}

const isListed = (it: unknown): it is Listed =>
  typeof it === 'object' && it !== null && 'id' in it && 'f' in it && 'sympy_1_14' in it && 'sympy_dev' in it;

/** The shared list: how many have an answer in both layouts, and what is known of SymPy there. */
function listed(shared: string): string {
  const path = join(shared, 'bench', 'derivatives-121.jsonl');
  if (!existsSync(path)) return 'The shared list of derivatives is not there.';
  const list = readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line): Listed => listedIn(JSON.parse(line)));
  const times: number[] = [];
  let [answered, matrix] = [0, 0];
  const right = (word: string): boolean => word.startsWith('correct');
  for (const it of list) {
    const answers = (['numerator', 'denominator'] as const).map((layout) => {
      const question = { ...it, layout };
      const begun = performance.now();
      const answer = derive(question);
      times.push(performance.now() - begun);
      return answer;
    });
    if (answers.every((x) => !('unavailable' in x))) answered++;
    if (answers.every((x) => !('unavailable' in x) && x.notation === 'matrix')) matrix++;
  }
  const share = (count: number): string => `${String(count)} of ${String(list.length)}`;
  return [
    `The shared list, each in both layouts: p50 ${quantile(times, 0.5).toFixed(2)} ms, p99 ${quantile(times, 0.99).toFixed(1)} ms.`,
    `  Nabla              ${share(answered)} in both layouts, ${share(matrix)} in matrix notation (right: test/derive-bench.test.ts)`,
    `  SymPy 1.14         ${share(list.filter((it) => right(it.sympy_1_14)).length)} right`,
    `  SymPy development  ${share(list.filter((it) => right(it.sympy_dev)).length)} right`,
  ].join('\n');
}
