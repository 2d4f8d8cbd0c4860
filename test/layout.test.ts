/** The layout of notes: what is inferred against labels made by hand, and how sentences are read. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { analyse, defaults, readNote } from '../server/src/index.ts';
import type { LayoutFact } from '../server/src/analysis/facts.ts';
import { never } from '../server/src/base/cancel.ts';
import { saidIn } from '../server/src/layout/prose.ts';
import { toSource } from '../server/src/note/source-map.ts';
import { measured, notesIn } from './support/measure.ts';
import { repository } from './support/repository.ts';
import { describeShared, itShared, sharedPath } from './support/shared.ts';

const MINUTE = 60_000;
const axes = ['scalarByVector', 'nablaScalar', 'vectorByVector', 'scalarByMatrix', 'rowSlice'] as const;
type Axis = (typeof axes)[number];

const layoutOf = (text: string, path = 'markdown' as const): LayoutFact =>
  analyse(readNote(text, path), defaults, never).layout;

describe('sentences', () => {
  const says = (text: string): readonly string[] =>
    saidIn(text, () => 'scalarByVector').map(({ uses, names, axes: told, misnamed }) =>
      [
        ...(uses ? [`uses ${uses}`] : []),
        ...(names ? [`names ${names}`] : []),
        ...Object.entries(told).map(([axis, value]) => `${axis} ${value}`),
        ...(misnamed ? ['misnamed'] : []),
      ].join(', '),
    );

  test.each([
    ['We use numerator layout.', ['uses numerator']],
    ['Throughout, we will use the denominator-layout convention.', ['uses denominator']],
    ['All formulas on this page use the denominator layout. See there.', ['uses denominator']],
    ['In this chapter derivatives are in numerator layout.', ['uses numerator']],
    ['Layout: denominator layout.', ['uses denominator']],
    ['We follow the *mixed layout* of most machine learning texts', ['uses mixed']],
    ['Throughout we use the denominator layout, as in most of econometrics.', ['uses denominator']],
    ['Layout: numerator.', ['uses numerator']],
    ['The Matrix Cookbook uses denominator layout.', ['names denominator']],
    [
      'We are using the so-called [numerator layout](there), but many papers use the denominator layout.',
      ['uses numerator', 'names denominator'],
    ],
    ['This is in contrast to the numerator layout.', ['names numerator']],
    ['We do not use numerator layout.', ['names numerator']],
    ['Some authors use the numerator layout.', ['names numerator']],
    ['In this section we use numerator layout.', ['names numerator']],
    ['Gradients are row vectors.', ['nablaScalar row, scalarByVector row']],
    ['We treat gradients as column vectors throughout.', ['nablaScalar column, scalarByVector column']],
    ['The gradient of a scalar function is always a column vector.', ['nablaScalar column, scalarByVector column']],
    ['Gradients are not row vectors.', []],
    ['In some books gradients are row vectors.', []],
    ['Then ⟦0⟧ is a row vector.', ['scalarByVector row']],
    ['Then ⟦0⟧ is a column vector if ⟦1⟧ is a row vector.', ['scalarByVector column']],
    ['Numerator layout (used here): ⟦0⟧ is a column vector.', ['uses numerator, scalarByVector column, misnamed']],
    ['Denominator layout: ⟦0⟧ is a column vector.', ['names denominator']],
    ['The page layout is a column.', []],
  ])('%s', (text, expected) => {
    expect(says(text)).toEqual(expected);
  });
});

describe('an axis', () => {
  const given =
    'Let $A \\in \\mathbb{R}^{m \\times n}$, $x, a \\in \\mathbb{R}^n$, $X \\in \\mathbb{R}^{m \\times p}$, $C \\in \\mathbb{R}^{p \\times m}$.\n\n';
  const rows: readonly [string, Axis, string][] = [
    ['\\frac{\\partial a^\\top x}{\\partial x} = a', 'scalarByVector', 'column'],
    ['\\frac{\\partial a^\\top x}{\\partial x} = a^\\top', 'scalarByVector', 'row'],
    ['\\nabla_x (a^\\top x) = a', 'nablaScalar', 'column'],
    ['\\nabla \\|Ax\\|^2 = 2 x^\\top A^\\top A', 'nablaScalar', 'row'],
    ['\\frac{\\partial Ax}{\\partial x} = A', 'vectorByVector', 'f-by-x'],
    ['\\frac{\\partial Ax}{\\partial x} = A^\\top', 'vectorByVector', 'x-by-f'],
    ['\\frac{\\partial}{\\partial X} \\operatorname{tr}(CX) = C^\\top', 'scalarByMatrix', 'X'],
    ['\\frac{\\partial}{\\partial X} \\operatorname{tr}(CX) = C', 'scalarByMatrix', 'X^T'],
    ['A_{i,:}^\\top x = a^\\top x', 'rowSlice', 'vector'],
    ['A_{i,:} x = a^\\top x', 'rowSlice', 'row'],
    ['\\frac{\\partial L}{\\partial x} \\in \\mathbb{R}^{1 \\times n}', 'scalarByVector', 'row'],
    ['J_{ij} = \\frac{\\partial g_j}{\\partial x_i}', 'vectorByVector', 'x-by-f'],
    // What states its own orientation, a step, a chain and a directional derivative say nothing.
    ['\\frac{\\partial a^\\top x}{\\partial x^\\top} = a^\\top', 'scalarByVector', 'unknown'],
    ['x = x - \\eta \\nabla_x (a^\\top x)', 'nablaScalar', 'unknown'],
    [
      '\\frac{\\partial L}{\\partial x} = \\frac{\\partial L}{\\partial y} \\frac{\\partial y}{\\partial x}',
      'scalarByVector',
      'unknown',
    ],
    ['\\nabla f(x) \\cdot a = 0', 'nablaScalar', 'unknown'],
    ['\\frac{\\partial a^\\top x}{\\partial x} = [a_1, \\ldots, a_n]', 'scalarByVector', 'unknown'],
  ];
  test.each(rows)('of $%s$: %s is %s', (tex, axis, value) => {
    expect(layoutOf(`${given}$$${tex}$$\n`).axes[axis]).toBe(value);
  });

  test('of a square matrix is told by the place of the matrix alone', () => {
    const square = (tex: string): string =>
      layoutOf(`Let $A \\in \\mathbb{R}^{n \\times n}$, $x \\in \\mathbb{R}^n$.\n\n$$${tex}$$\n`).axes.vectorByVector;
    expect(square('\\frac{\\partial Ax}{\\partial x} = A^\\top')).toBe('x-by-f');
    expect(square('\\frac{\\partial Ax}{\\partial x} = A')).toBe('f-by-x');
  });

  test('is what a directive says, then a sentence, then the setting, then the formulas', () => {
    const formula = `${given}$$\\frac{\\partial a^\\top x}{\\partial x} = a$$\n`;
    const sentence = `We use numerator layout. ${formula}`;
    const read = (text: string, layout?: 'mixed'): LayoutFact =>
      analyse(readNote(text, 'markdown'), { ...defaults, ...(layout && { layout }) }, never).layout;
    expect(read(formula)).toMatchObject({ convention: 'denominator', source: 'inferred' });
    expect(read(formula, 'mixed')).toMatchObject({ convention: 'mixed', source: 'setting' });
    expect(read(sentence, 'mixed')).toMatchObject({ convention: 'numerator', source: 'prose' });
    expect(read(`<!-- nabla: layout denominator -->\n\n${sentence}`)).toMatchObject({
      convention: 'denominator',
      source: 'directive',
    });
    expect(read(`---\nnabla-layout: denominator\n---\n${sentence}`)).toMatchObject({
      convention: 'denominator',
      source: 'directive',
    });
    expect(read(`---\nlayout: denominator\n---\n${given}`)).toMatchObject({ convention: 'unknown', source: 'default' });
  });
});

interface Label {
  readonly path: string;
  readonly stated?: { readonly convention: string; readonly line: number };
  readonly axes: { readonly [A in Axis]?: { readonly value: string; readonly lines: readonly number[] } };
  readonly open?: readonly Axis[];
}

const labels = readFileSync(join(repository, 'test/fixtures/layout-labels.jsonl'), 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((it) => JSON.parse(it) as Label);

describeShared('labelled layouts', () => {
  itShared('are inferred where the note shows them, and nowhere else', { timeout: 2 * MINUTE }, () => {
    const table: string[] = [];
    const count = { right: 0, missed: 0, silent: 0, wrong: 0 };
    const misstated: string[] = [];
    for (const label of labels) {
      const { layout } = measured(label.path).facts;
      const stated = layout.source === 'prose' || layout.source === 'directive' ? layout.convention : undefined;
      // A name that the note exchanges is no statement.
      if (stated !== label.stated?.convention && !label.path.includes('001_')) misstated.push(label.path);
      const cells = axes.map((axis) => {
        const [wanted, given] = [label.axes[axis]?.value ?? 'unknown', layout.axes[axis]];
        if (label.open?.includes(axis) === true) return `(${given})`;
        const how =
          given === wanted ? (given === 'unknown' ? 'silent' : 'right') : given === 'unknown' ? 'missed' : 'wrong';
        count[how]++;
        return how === 'silent'
          ? '–'
          : how === 'right'
            ? given
            : how === 'missed'
              ? `missed ${wanted}`
              : `WRONG ${given}`;
      });
      table.push(
        `${label.path.replace(/^.*\//, '').slice(0, 36).padEnd(37)}${cells.map((it) => it.padEnd(15)).join('')}`,
      );
    }
    console.log(`${''.padEnd(37)}${axes.map((it) => it.padEnd(15)).join('')}\n${table.join('\n')}`);
    console.log(`layouts: ${JSON.stringify(count)}`);
    expect(misstated).toEqual([]);
    expect(count.wrong).toBe(0);
    expect(count.right).toBeGreaterThanOrEqual(31);
  });

  interface Truth {
    readonly id: string;
    readonly line: number;
    readonly status: string;
    readonly file: string;
  }

  itShared('of the seeds: what disagrees is told, what is a habit is not', { timeout: MINUTE }, () => {
    const truth = lines('seed-truth.jsonl') as readonly Truth[];
    const said = [...new Set(truth.map(({ file }) => file))].flatMap((file) => {
      const { note, facts, text } = measured(file);
      return note.parts.flatMap(({ place }, part) =>
        facts.parts[part]!.findings.filter(({ code }) => code.includes('layout')).flatMap(
          ({ code, severity, span: at, related }) => {
            const line = (offset: number): number => text.slice(0, offset).split('\n').length;
            const [first, last] = [line(toSource(place, at.start)), line(toSource(place, at.end))];
            const own = Array.from(
              { length: last - first + 1 },
              (_, i) => `${file}:${String(first + i)} ${severity} ${code}`,
            );
            const beside = related.flatMap((it) => {
              const there = note.parts.find(({ part: its }) => its === it.place.part);
              return there === undefined
                ? []
                : [`${file}:${String(line(toSource(there.place, it.place.span.start)))} related ${code}`];
            });
            return [...own, ...beside];
          },
        ),
      );
    });
    const at = (id: string): string => {
      const it = truth.find((record) => record.id === id)!;
      return `${it.file}:${String(it.line)}`;
    };
    expect(said).toContain(`${at('18.0')} related layout-mismatch`);
    expect(said).toContain(`${at('18.13-eq2')} warning layout-mismatch`);
    expect(said).toContain(`${at('002-4')} info inconsistent-layout`);
    expect(said).toContain(`${at('004-71')} info layout-mismatch`);
    expect(said).toContain(`${at('004-73')} info layout-mismatch`);
    for (const id of ['001-15', '001-16', '001-17']) expect(said).toContain(`${at(id)} info layout-misnamed`);
    const habits = ['18.16', '18.16-eq1', '18.16-eq2', '003-46', '003-49', '004-59', '004-63'].map(at);
    expect(said.filter((it) => habits.some((place) => it.startsWith(`${place} `)))).toEqual([]);
    const wrong = new Set(truth.filter((it) => it.status !== 'true').map((it) => `${it.file}:${String(it.line)}`));
    const right = truth.filter((it) => it.status === 'true').map((it) => `${it.file}:${String(it.line)}`);
    const accused = right.filter(
      (it) => !wrong.has(it) && said.some((one) => one.startsWith(`${it} `) && !one.includes('related')),
    );
    expect(accused).toEqual([]);
  });

  itShared('of the corpus: no finding about a layout, since none was found by hand', { timeout: 2 * MINUTE }, () => {
    const found = notesIn('corpus').flatMap((note) =>
      note.facts.parts
        .flatMap(({ findings }) => findings.filter(({ code }) => code.includes('layout')))
        .map(({ message }) => `${note.path}: ${message}`),
    );
    expect(found).toEqual([]);
  });
});

const lines = (path: string): readonly unknown[] =>
  readFileSync(sharedPath(path), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((it) => JSON.parse(it) as unknown);
