/** The catalogue beside what others number, and how many of its rules are rules of their own. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { catalogueNotes } from './support/catalogue.ts';
import { repository } from './support/repository.ts';
import { lookOf } from './support/rule-look.ts';

const rules = catalogueNotes.flatMap((it) => it.chapter.rules);

interface Listed {
  readonly equation?: number;
  readonly number?: string;
  /** In our own words. */
  readonly says: string;
  /** Why no rule states it. */
  readonly without?: string;
  /** What is found elsewhere under this number does not hold. */
  readonly corrected?: boolean;
}

const listed = (name: string): readonly Listed[] =>
  readFileSync(join(repository, 'test/fixtures', name), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Listed);

/** The numbers that a source names after “equation”. */
const equationsIn = (source: string): readonly number[] =>
  source.includes('Matrix Cookbook')
    ? [...source.matchAll(/equations? ((?:\d+(?:,\s*|\s+and\s+)?)+)/g)].flatMap(([, list = '']) =>
        [...list.matchAll(/\d+/g)].map(Number),
      )
    : [];

test('each equation of the second chapter of the Matrix Cookbook is the source of a rule, or has a reason why not', () => {
  const cited = new Set(rules.flatMap((it) => equationsIn(it.source)));
  const all = listed('cookbook-chapter-2.jsonl');
  expect(all.map((it) => it.equation)).toEqual(Array.from({ length: 111 }, (_, i) => 33 + i));
  const lost = all.filter((it) => it.without === undefined && !cited.has(it.equation ?? 0));
  expect(lost).toEqual([]);
  // A reason lasts as long as there is no rule.
  expect(all.filter((it) => it.without !== undefined && cited.has(it.equation ?? 0))).toEqual([]);
  expect(all.filter((it) => it.without !== undefined).length).toBe(0);
});

test('each number of the eighteenth chapter is a rule, and says where it is found otherwise', () => {
  const all = listed('chapter-18.jsonl');
  expect(all.map((it) => it.number)).toEqual(Array.from({ length: 22 }, (_, i) => `18.${String(i + 1)}`));
  const corrected = rules.filter((it) => /\bCorrected: /.test(it.remark)).map((it) => it.id);
  expect(corrected).toEqual(all.filter((it) => it.corrected === true).map((it) => it.number));
  expect(all.filter(({ number }) => !rules.some((it) => it.id === number))).toEqual([]);
});

test('at least 300 rules differ in more than names and transposes', () => {
  const seen = new Set<string>();
  let own = 0;
  for (const { forms } of rules) {
    const looks = forms.map(lookOf);
    if (looks.some((it) => !seen.has(it))) own++;
    for (const it of looks) seen.add(it);
  }
  expect(own).toBeGreaterThanOrEqual(300);
});

test('what is the same but for names, transposes or direction looks the same', () => {
  const named = (id: string) => rules.find((it) => it.id === id)!.forms.map(lookOf);
  // tr(AX) and tr(AᵀX), each by X.
  expect(named('3.1').some((it) => named('3.3').includes(it))).toBe(true);
  expect(named('3.1').some((it) => named('3.9').includes(it))).toBe(false);
});
