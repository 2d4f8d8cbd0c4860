/**
 * Conditions under which a claim that fails in general is true: found by trying, made as few as possible. They change no
 * verdict; they say what the note forgot to say.
 */
import { walk } from '../expr/expr.ts';
import type { Dim } from '../shape/dim.ts';
import type { Shape } from '../shape/shape.ts';
import { variableIn } from './dependence.ts';
import { exprsOf, type Job } from './job.ts';
import type { Reading } from './reading.ts';
import { type Prepared, sizeIn } from './sample.ts';
import type { Sizing } from './sizes.ts';
import { unless } from './stop.ts';
import { type Budget, tryClaim } from './trial.ts';

interface Need {
  readonly key: string;
  readonly condition: string;
}

/** The first bundle that makes the claim true, without what it does not need, in TeX. */
export function needsOf(
  prepared: Prepared,
  reading: Reading,
  sizings: readonly Sizing[],
  budget: Budget,
): readonly string[] | undefined {
  const seen = new Set<string>();
  for (const bundle of bundlesOf(prepared, sizings)) {
    const text = bundle.map((it) => `${it.key} ${it.condition}`).join();
    if (bundle.length === 0 || seen.has(text)) continue;
    seen.add(text);
    if (!holdsWith(bundle, prepared, reading, sizings, budget, 1)) continue;
    const least = minimal(bundle, (it) => holdsWith(it, prepared, reading, sizings, budget, 2));
    if (least === undefined) continue;
    const conditions = said(least);
    // “True if it is true” tells nothing.
    const plain = (it: string): string => it.replaceAll(/[\s{}]/g, '');
    return conditions.some((it) => plain(it) === plain(prepared.job.text ?? '')) ? undefined : conditions;
  }
  return undefined;
}

function bundlesOf({ job }: Prepared, sizings: readonly Sizing[]): readonly (readonly Need[])[] {
  // What varies keeps to nothing but symmetry: a derivative that holds at points of length one is not meant.
  const variables = variablesIn(job);
  const isFixed = (key: string): boolean => !variables.has(key);
  // Of a family each member; of what has two indices, nobody knows which.
  const matrices = job.names.filter((it) => it.shape.kind === 'matrix' && !it.key.endsWith('[,]'));
  const squares = matrices
    .filter((it) => it.shape.kind === 'matrix' && isSquare(it.shape.rows, it.shape.columns, sizings))
    .map((it) => it.key);
  const square = squares.filter(isFixed);
  // Of these only zero is symmetric.
  const skew = new Set(job.names.filter((it) => it.conditions.includes('skew-symmetric')).map((it) => it.key));
  const plain = square.filter((it) => !skew.has(it));
  const tall = matrices.map((it) => it.key).filter((it) => isFixed(it) && !squares.includes(it));
  const declared = new Set(job.names.filter((it) => it.declared).map((it) => it.key));
  const keysOf = (kind: Shape['kind']): readonly string[] =>
    job.names.filter((it) => it.shape.kind === kind && isFixed(it.key)).map((it) => it.key);
  const [vectors, numbers] = [keysOf('vector'), keysOf('scalar')];
  const each = (keys: readonly string[], condition: string): Need[][] => keys.map((key) => [{ key, condition }]);
  const all = (keys: readonly string[], condition: string): Need[] => keys.map((key) => ({ key, condition }));
  return [
    ...each(
      squares.filter((it) => !skew.has(it)),
      'symmetric',
    ),
    all(plain, 'symmetric'),
    ...each(square, 'orthogonal'),
    ...each(tall, 'orthonormal'),
    ...each(plain, 'diagonal'),
    all(square, 'commuting'),
    [...all(plain, 'symmetric'), ...all(square, 'commuting')],
    all(plain, 'diagonal'),
    all(square, 'orthogonal'),
    [...all(tall, 'orthonormal'), ...all(plain, 'symmetric')],
    ...each(square, 'idempotent'),
    ...square
      .filter((key) => PROJECTIONS.test(key) || (variables.size === 0 && !declared.has(key)))
      .map((key) => ['symmetric', 'idempotent'].map((condition) => ({ key, condition }))),
    ...each(vectors, 'unit'),
    ...each([...vectors, ...numbers], 'positive entries'),
    all([...vectors, ...numbers], 'positive entries'),
    ...each(vectors, 'probability vector'),
  ];
}

/** By name, or as the claim fits. */
const isSquare = (rows: Dim, columns: Dim, sizings: readonly Sizing[]): boolean =>
  rows.key === columns.key ||
  (sizings.length > 0 &&
    sizings.every(({ sizes }) =>
      unless(['unknown-size', 'shape', 'too-large'], () => sizeIn(rows, sizes) === sizeIn(columns, sizes)),
    ));

/** Letters of orthogonal projections: of any other that the note declares, and in a derivative, `A^\top A = A` is a slip. */
const PROJECTIONS = /^(bold )?(P|H|M|Q|E|\\Pi)(_|$)/;

/** The names that the claim's derivatives are by. */
function variablesIn(job: Job): ReadonlySet<string> {
  const found = new Set<string>();
  for (const expr of exprsOf(job))
    walk(expr, (it) => {
      if (it.kind !== 'derivative') return;
      for (const by of it.by.map(variableIn)) if (by.kind === 'symbol') found.add(by.key);
      // `\nabla f(x)` and `\nabla \|x\|` are by what they name.
      if (it.by.length === 0 && it.of !== undefined)
        walk(it.of, (one) => {
          if (one.kind === 'symbol') found.add(one.key);
        });
    });
  return found;
}

function holdsWith(
  needs: readonly Need[],
  prepared: Prepared,
  reading: Reading,
  sizings: readonly Sizing[],
  budget: Budget,
  samples: number,
): boolean {
  const extra = new Map<string, readonly string[]>();
  for (const { key, condition } of needs) extra.set(key, [...(extra.get(key) ?? []), condition]);
  const upright = needs.filter((it) => it.condition === 'orthonormal').map((it) => it.key);
  const fitting = upright.length === 0 ? sizings : sizings.map((it) => withTall(upright, it, prepared));
  return tryClaim(prepared, reading, fitting, budget, { extra, samples, quick: true }).kind === 'holds';
}

/** Sizes changed about so that these matrices have no more columns than rows. */
function withTall(keys: readonly string[], { sizes, name }: Sizing, { job }: Prepared): Sizing {
  const plain = new Map(sizes);
  for (const { key, shape } of job.names) {
    if (shape.kind !== 'matrix' || !keys.includes(key)) continue;
    const [rows, columns] = [shape.rows, shape.columns].map((it) =>
      unless(['unknown-size', 'shape', 'too-large'], () => sizeIn(it, plain)),
    );
    if (rows === undefined || columns === undefined || rows >= columns) continue;
    for (const [atom, size] of plain)
      if (size === rows || size === columns) plain.set(atom, size === rows ? columns : rows);
  }
  return { sizes: plain, name: `${name} tall` };
}

function minimal(bundle: readonly Need[], holds: (bundle: readonly Need[]) => boolean): readonly Need[] | undefined {
  if (!holds(bundle)) return undefined;
  let least = bundle;
  for (const need of bundle) {
    const rest = least.filter((it) => it !== need);
    if (rest.length > 0 && holds(rest)) least = rest;
  }
  return least;
}

function said(needs: readonly Need[]): readonly string[] {
  const commuting = needs.filter((it) => it.condition === 'commuting').map((it) => it.key);
  const pairs = commuting
    .slice(1)
    .map((key, i) => `${tex(commuting[i]!)}${tex(key)} = ${tex(key)}${tex(commuting[i]!)}`);
  return [...needs.filter((it) => it.condition !== 'commuting').map(texOf), ...pairs];
}

function texOf({ key, condition }: Need): string {
  const name = tex(key);
  switch (condition) {
    case 'symmetric':
      return `${name} = ${name}^\\top`;
    case 'orthogonal':
    case 'orthonormal':
      return `${name}^\\top ${name} = I`;
    case 'idempotent':
      return `${name}^2 = ${name}`;
    case 'unit':
      return `\\|${name}\\| = 1`;
    case 'probability vector':
      return `\\mathbf{1}^\\top ${name} = 1`;
    case 'positive entries':
      return `${name} > 0`;
    default:
      return `${name} \\text{ ${condition}}`;
  }
}

/** A key as TeX: `bold A` is \mathbf A, `hat x` is \hat x. */
export function tex(key: string): string {
  const match = /^((?:\w+ )*)(\S+?)(?:_(.+?))?('*)(?:\[\])?$/.exec(key);
  if (match === null) return key;
  const words = (match[1] ?? '')
    .trim()
    .split(' ')
    .filter((it) => it !== '');
  const faces: Readonly<Record<string, string>> = {
    bold: '\\mathbf',
    calligraphic: '\\mathcal',
    blackboard: '\\mathbb',
    upright: '\\mathrm',
  };
  const letter = [...words]
    .reverse()
    .reduce((inner, word) => `${faces[word] ?? `\\${word}`}{${inner}}`, match[2] ?? '');
  return `${letter}${match[3] === undefined ? '' : `_{${match[3]}}`}${match[4] ?? ''}`;
}
