/** Which rules give a derivative: by its left side, whatever the letters. */
import { describe, expect, test } from 'vitest';
import { count, habitsFrom } from '../server/src/expr/lower-habits.ts';
import { lowerStatements } from '../server/src/expr/lower-statements.ts';
import type { Expr } from '../server/src/expr/expr.ts';
import { parseFormula } from '../server/src/latex/parser.ts';
import { catalogueOf } from '../server/src/rules/catalogue.ts';
import { matchesOf } from '../server/src/rules/match.ts';
import { catalogueNotes } from './support/catalogue.ts';

const catalogue = catalogueOf(catalogueNotes.map((it) => it.chapter));

function read(tex: string): Expr {
  const { tree } = parseFormula(tex);
  const none = { functions: new Set<string>(), values: new Set<string>(), sizes: new Set<string>() };
  return lowerStatements(tree, habitsFrom([count([tree])], none))[0]!.expr;
}

const found = (tex: string): readonly string[] => matchesOf(catalogue, read(tex)).map((it) => it.rule.id);

test.each([
  ['\\frac{\\partial}{\\partial X} \\operatorname{tr}(A X)', '3.1'],
  ['\\frac{\\partial}{\\partial W} \\operatorname{tr}(B^\\top C W)', '3.1'],
  ['\\frac{\\partial}{\\partial \\mathbf{W}} \\operatorname{tr}(\\mathbf{P} \\mathbf{W} \\mathbf{Q})', '3.4'],
  ['\\frac{\\partial}{\\partial w} \\left( w^\\top Q w \\right)', '2.3'],
  ['\\frac{\\partial}{\\partial Z} \\|Z - B\\|_F^2', '12.6'],
  ['\\frac{\\partial}{\\partial K} \\log |\\det(K)|', '7.2'],
  ['\\frac{\\partial}{\\partial u} \\left( a + b^\\top u \\right)', '1.11'],
  ['\\frac{\\partial}{\\partial u} \\left( b^\\top u + a \\right)', '1.11'],
])('%s by %s', (tex, id) => {
  expect(found(tex)).toContain(id);
});

describe('no rule where it would not be true', () => {
  test.each([
    ['\\frac{\\partial}{\\partial X} \\operatorname{tr}(X A X)', '3.4'],
    ['\\frac{\\partial}{\\partial X} \\operatorname{tr}(X X)', '3.1'],
    ['\\frac{\\partial}{\\partial x} \\left( a - b^\\top x \\right)', '1.11'],
    ['\\frac{\\partial}{\\partial X} \\|X - X\\|_F^2', '12.6'],
  ])('%s not by %s', (tex, id) => {
    expect(found(tex)).not.toContain(id);
  });

  test('a condition that does not hold', () => {
    const expr = read('\\frac{\\partial}{\\partial x} \\left( x^\\top A x \\right)');
    const ids = (has: 'yes' | 'no' | 'unknown'): readonly string[] =>
      matchesOf(catalogue, expr, { has: () => has }).map((it) => it.rule.id);
    expect(ids('yes')).toEqual(expect.arrayContaining(['2.3', '2.4']));
    expect(ids('no')).toEqual(['2.3']);
    const [match] = matchesOf(catalogue, expr).filter((it) => it.rule.id === '2.4');
    expect(match?.open).toEqual(['A symmetric']);
  });
});

test('what the symbols stand for', () => {
  const [match] = matchesOf(catalogue, read('\\frac{\\partial}{\\partial W} \\operatorname{tr}(B^\\top C W)'));
  expect(match?.rule.id).toBe('3.1');
  expect([...(match?.bindings.keys() ?? [])].sort()).toEqual(['A', 'X']);
});

test('a long product costs little', () => {
  const tex = `\\frac{\\partial}{\\partial X} \\operatorname{tr}(${'A B '.repeat(60)} X)`;
  const began = performance.now();
  expect(found(tex)).toContain('3.1');
  expect(performance.now() - began).toBeLessThan(1500);
});
