/** Code in four languages: what it looks like, and that NumPy computes what the formula says. */
import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { expressionCode } from '../server/src/analysis/code.ts';
import { derive } from '../server/src/analysis/derive.ts';
import { type Language, languages } from '../server/src/analysis/derive-code.ts';
import { ruleNumbers } from '../server/src/diff/steps.ts';
import { catalogueNotes } from './support/catalogue.ts';
import { differences, type Problem, sample } from './support/derivative-check.ts';
import { derivativeProblems } from './support/derivative-problems.ts';
import { declared, said } from './support/declared.ts';
import type { M } from './support/matrices.ts';

const declare = [
  'A \\in \\mathbb{R}^{m \\times n}',
  'X \\in \\mathbb{R}^{n \\times n}',
  'x \\in \\mathbb{R}^n',
  'y \\in \\mathbb{R}^n',
  'b \\in \\mathbb{R}^m',
  'a_i \\in \\mathbb{R}^n',
];

const codeIn = (formula: string, to: Language): string => {
  const answer = expressionCode({ formula, declare, to });
  return 'code' in answer ? answer.code : `none: ${answer.detail}`;
};

describe('each language in its own way', () => {
  test.each<[string, string, string, string, string]>([
    [
      '2 A^\\top (A x - b)',
      '2 * (A.T @ (A @ x - b))',
      '2 * (A.T @ (A @ x - b))',
      "2 * (A' * (A * x - b))",
      "2 * (A.' * (A * x - b))",
    ],
    ['x y^\\top', 'np.outer(x, y)', 'torch.outer(x, y)', "x * y'", "x * y.'"],
    ['x^\\top X y', 'x @ X @ y', 'x @ X @ y', "x' * X * y", "x.' * X * y"],
    ['\\exp(x) \\odot y', 'np.exp(x) * y', 'torch.exp(x) * y', 'exp.(x) .* y', 'exp(x) .* y'],
    ['X^{-1} x', 'np.linalg.inv(X) @ x', 'torch.linalg.inv(X) @ x', 'inv(X) * x', 'inv(X) * x'],
    ['\\|X\\|_F', 'np.linalg.norm(X)', 'torch.linalg.norm(X)', 'norm(X)', "norm(X, 'fro')"],
    ['X_{12}', 'X[0, 1]', 'X[0, 1]', 'X[1, 2]', 'X(1, 2)'],
    [
      '\\sum_{i=1}^N (a_i^\\top x)',
      'sum(a[i - 1] for i in range(1, N + 1)) @ x',
      'sum(a[i - 1] for i in range(1, N + 1)) @ x',
      "(sum(a[i]' for i in 1:N)) * x",
      'none: no expression of the language for a sum of arrays over a letter',
    ],
  ])('%s', (formula, ...codes) => {
    const tidy = (code: string): string => code.replace(/^\((sum\(.*\))\) (@|\*)/, '$1 $2');
    languages.forEach((it, n) => {
      expect(tidy(codeIn(formula, it))).toBe(tidy(codes[n]!));
    });
  });

  test('brackets are balanced, and no name of another language is left', () => {
    for (const [f, wrt, sizes, conditions = '', order = 1] of derivativeProblems) {
      const answer = derive({ f, wrt, declare: declared(sizes), conditions: said(conditions), order });
      if ('unavailable' in answer || answer.notation === 'index') continue;
      for (const to of languages) {
        const made = expressionCode({
          formula: answer.latex,
          declare: declared(sizes),
          conditions: said(conditions),
          to,
        });
        if (!('code' in made)) continue;
        const count = (sign: string): number => made.code.split(sign).length;
        for (const [open, close] of ['()', '[]']) expect(count(open!), made.code).toBe(count(close!));
        if (to !== 'numpy') expect(made.code).not.toMatch(/\bnp\.|scipy/);
        if (to === 'julia' || to === 'matlab') expect(made.code).not.toMatch(/ @ |\*\*|torch/);
      }
    }
  }, 120_000);
});

test('every rule that a step names is in the catalogue', () => {
  const known = new Set(catalogueNotes.flatMap((it) => it.chapter.rules.map((rule) => rule.id)));
  expect(ruleNumbers.filter((it) => !known.has(it))).toEqual([]);
});

const python = ['/usr/bin/python3', 'python3'].find(
  (it) => spawnSync(it, ['-c', 'import numpy'], { timeout: 60_000 }).status === 0,
);

/** A value as NumPy has it. */
const literal = ({ rows, columns, entries }: M, isMatrix: boolean): string =>
  rows === 1 && columns === 1 && !isMatrix
    ? String(entries[0])
    : isMatrix
      ? `np.array([${Array.from({ length: rows }, (_, i) => `[${entries.slice(i * columns, (i + 1) * columns).join(',')}]`).join(',')}])`
      : `np.array([${entries.join(',')}])`;

describe.skipIf(python === undefined)('NumPy computes the derivative', () => {
  test('of every problem that needs NumPy alone', () => {
    const lines: string[] = ['import numpy as np'];
    const names: string[] = [];
    for (const [f, wrt, sizes, conditions = '', order = 1] of derivativeProblems) {
      const problem: Problem = { f, wrt, declare: declared(sizes), conditions: said(conditions), order };
      const answer = derive(problem);
      const code = 'unavailable' in answer ? undefined : answer.code?.();
      if (code === undefined || /scipy|linalg\.(svd|eig)/.test(code.code) || order > 1) continue;
      const sampled = sample(problem, 1);
      const isMatrix = (tex: string): boolean =>
        sizes.split('; ').some((it) => it.startsWith(`${keyOf(tex)} `) && it.split(' ').length === 3);
      const values = Object.entries(code.variables).map(([name, tex]) => {
        const value = sampled.values.get(keyOf(tex)) ?? sampled.values.get(tex);
        return value === undefined ? undefined : `${name} = ${literal(value, isMatrix(tex))}`;
      });
      if (values.some((it) => it === undefined)) continue;
      const expected = differences(problem, sampled, 'denominator');
      names.push(f);
      lines.push(
        `try:`,
        ...values.map((it) => `  ${it!}`),
        `  got = np.asarray(${code.code}, dtype=float).ravel()`,
        `  want = np.array([${expected.entries.join(',')}])`,
        `  size = max(1e-3, np.abs(want).max())`,
        `  print(got.size == want.size and np.abs(got - want).max() / size if got.size == want.size else 'size')`,
        `except Exception as fault: print(repr(fault))`,
      );
    }
    const run = spawnSync(python!, ['-'], { input: lines.join('\n'), encoding: 'utf8', timeout: 120_000 });
    const errors = run.stdout.trim().split('\n');
    expect(errors).toHaveLength(names.length);
    expect(names.length).toBeGreaterThan(100);
    expect(names.flatMap((it, n) => (Number(errors[n]) < 1e-4 ? [] : [`${it}: ${errors[n]!}`]))).toEqual([]);
  }, 300_000);
});

/** The key under which a sampled value is known. */
const keyOf = (tex: string): string => tex.replaceAll(/\s+/g, '');
