/** The hand-made labels of `fixtures/`: each must be well formed and must point at text that the notes really have. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { repository } from './support/repository.ts';
import { describeShared, sharedPath } from './support/shared.ts';

type Label = Readonly<Record<string, unknown>>;

const chosen = labelsOf('shape-labels.jsonl');
const sampled = labelsOf('shape-sample.jsonl');
const heldOut = labelsOf('shape-holdout.jsonl');
const shapes = [...chosen, ...sampled, ...heldOut];
const equations = labelsOf('equations.jsonl');
const seedKinds = labelsOf('seed-kinds.jsonl');

const dimension = /(?:\?|[\w+]+)/.source;
const shape = new RegExp(
  `^(?:scalar|tensor|function|set|unknown|(?:vector|row)\\(${dimension}\\)|matrix\\(${dimension},${dimension}\\))$`,
);
const kind = /^(?:declaration|definition|tie|claim|convention|expression)$/;

describe('labels', () => {
  test('of shapes are shapes', () => {
    const named = shapes.flatMap((label) => [text(label, 'shape'), ...list(label, 'alternatives')]);
    const sides = seedKinds.flatMap((label) => [text(label, 'left'), text(label, 'right') || 'unknown']);
    expect([...named, ...sides].filter((it) => !shape.test(it))).toEqual([]);
  });

  test('of kinds are kinds', () => {
    const named = [...equations, ...seedKinds].flatMap((label) => [text(label, 'kind'), ...list(label, 'also')]);
    expect(named.filter((it) => !kind.test(it))).toEqual([]);
  });

  test('quote little', () => {
    expect([...shapes, ...equations].filter((label) => text(label, 'formula').length > 60)).toEqual([]);
    expect([...shapes, ...equations].filter((label) => text(label, 'tex').length > 120)).toEqual([]);
  });

  test('are not given twice', () => {
    const keys = [
      ...chosen.map((label) => `chosen ${subexpression(label)}`),
      ...sampled.map((label) => `sampled ${subexpression(label)}`),
      ...heldOut.map((label) => `held out ${subexpression(label)}`),
      ...seedKinds.map((label) => `seed ${text(label, 'seed')} ${text(label, 'id')}`),
    ];
    expect(keys.filter((key, at) => keys.indexOf(key) < at)).toEqual([]);
  });
});

describe('a sample', () => {
  test.each([
    ['sampled', sampled, 10],
    ['held out', heldOut, 8],
  ] as const)('%s takes as many subexpressions of each note as notes, of at most two an author', (_, labels, size) => {
    const counts = new Map<string, number>();
    for (const label of labels) counts.set(text(label, 'path'), (counts.get(text(label, 'path')) ?? 0) + 1);
    const authors = [...counts.keys()].map((path) => path.split('/')[1]);
    expect([...counts.values()]).toEqual(Array.from({ length: size }, () => size));
    expect(authors.filter((it) => authors.filter((other) => other === it).length > 2)).toEqual([]);
  });

  test('held out shares no note with the other', () => {
    const taken = new Set(sampled.map((label) => text(label, 'path')));
    expect(heldOut.filter((label) => taken.has(text(label, 'path')))).toEqual([]);
  });
});

describeShared('labels in the notes', () => {
  test('stand in the formula that starts on their line', () => {
    const wrong = [...shapes, ...equations].filter((label) => !stands(label));
    expect(wrong.map((label) => `${place(label)}: ${text(label, 'tex')}`)).toEqual([]);
  });

  test('of the seeds have the line of their record', () => {
    const truth = readFileSync(sharedPath('seed-truth.jsonl'), 'utf8').split('\n').filter(Boolean).map(parseLabel);
    const lines = new Map(truth.map((it) => [`${text(it, 'seed')} ${text(it, 'id')}`, it['line']]));
    const wrong = seedKinds.filter((it) => lines.get(`${text(it, 'seed')} ${text(it, 'id')}`) !== it['line']);
    expect(wrong).toEqual([]);
  });
});

/** Whether a formula with this beginning starts on the line, and has the labelled text as a whole of tokens. */
function stands(label: Label): boolean {
  const [formula, tex] = [text(label, 'formula'), text(label, 'tex')];
  const note = readFileSync(sharedPath(text(label, 'path')), 'utf8').replaceAll('\r\n', '\n');
  const from = note.split('\n', Number(label['line']) - 1).join('\n').length;
  const lineEnd = (note + '\n').indexOf('\n', from + 1);
  for (let at = note.indexOf(formula, from); at >= 0; at = note.indexOf(formula, at + 1)) {
    const opened = note.slice(0, at).trimEnd();
    if (opened.length > lineEnd) return false; // The formula starts on a later line.
    const body = note.slice(at, at + bodyLength(opened, note.slice(at)));
    const occurrence = typeof label['occurrence'] === 'number' ? label['occurrence'] : 1;
    const found = occurrences(body, tex)[occurrence - 1];
    if (found !== undefined && !cutsCommand(body, found, tex)) return true;
  }
  return false;
}

/** How far a formula reaches, by the delimiter before it or the environment it begins with. */
function bodyLength(opened: string, rest: string): number {
  const environment = /^\\begin\{([^}]+)\}/.exec(rest)?.[1];
  const close = opened.endsWith('$$')
    ? '$$'
    : opened.endsWith('$')
      ? '$'
      : opened.endsWith('\\(')
        ? '\\)'
        : opened.endsWith('\\[')
          ? '\\]'
          : `\\end{${environment ?? 'equation'}}`;
  const end = rest.indexOf(close);
  return end < 0 ? 0 : end;
}

function occurrences(body: string, tex: string): readonly number[] {
  const found: number[] = [];
  for (let at = body.indexOf(tex); at >= 0; at = body.indexOf(tex, at + 1)) found.push(at);
  return found;
}

/** Whether the text begins or ends within the name of a command. */
function cutsCommand(body: string, at: number, tex: string): boolean {
  const within = /^[A-Za-z]/.test(tex) && /\\[A-Za-z]*$/.test(body.slice(0, at));
  return within || (/\\[A-Za-z]+$/.test(tex) && /^[A-Za-z]/.test(body.slice(at + tex.length)));
}

function labelsOf(file: string): readonly Label[] {
  const lines = readFileSync(join(repository, 'test/fixtures', file), 'utf8').split('\n');
  return lines.filter(Boolean).map(parseLabel);
}

function parseLabel(line: string): Label {
  const value: unknown = JSON.parse(line);
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}

function text(label: Label, field: string): string {
  const value = label[field];
  return typeof value === 'string' ? value : '';
}

function list(label: Label, field: string): readonly string[] {
  const value = label[field];
  return Array.isArray(value) ? value.map(String) : [];
}

/** What one label of a shape is about; two formulas of a line may hold the same text. */
function subexpression(label: Label): string {
  return [place(label), text(label, 'formula'), text(label, 'tex'), String(label['occurrence'])].join(' ');
}

function place(label: Label): string {
  return `${text(label, 'path')}:${String(label['line'])}`;
}
