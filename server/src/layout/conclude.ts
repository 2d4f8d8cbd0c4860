/**
 * Which layout a note follows, axis by axis: what a directive says, what the prose says, what the settings say, and else
 * what the note's own formulas show. Without any of these there is no answer.
 */
import type { Axes, Axis } from '../shape/axes.ts';
import { axisNames, nameOf, type Preset, presets } from './convention.ts';

/** One formula that shows a value of an axis. */
export interface Item<Place> {
  readonly axis: Axis;
  readonly value: Axes[Axis];
  readonly level: 'declared' | 'forced' | 'convention';
  readonly place: Place;
}

/** What the note itself states, and where. */
export interface Statement<Place> {
  readonly by: 'directive' | 'prose';
  readonly preset?: Preset;
  readonly axes: Partial<Axes>;
  readonly place: Place;
}

export type Source = 'directive' | 'prose' | 'setting' | 'inferred';

export interface Conclusion<Place> {
  readonly value: Axes[Axis];
  readonly source: Source;
  /** Where it is stated; none where a setting or the formulas speak. */
  readonly stated?: Place;
}

export interface Layout<Place> {
  readonly name: Preset | 'other' | 'unknown';
  readonly source: Source | 'default';
  readonly stated?: Statement<Place>;
  readonly axes: { readonly [A in Axis]?: Conclusion<Place> };
  /** A stated name that the note's formulas consistently contradict, and by which axis. */
  readonly misnamed?: { readonly statement: Statement<Place>; readonly axis: Axis };
}

export function conclude<Place>(
  items: readonly Item<Place>[],
  statements: readonly Statement<Place>[],
  setting: Preset | undefined,
): Layout<Place> {
  const directive = statements.find((it) => it.by === 'directive');
  const prose = soleName(statements.filter((it) => it.by === 'prose' && it.preset !== undefined));
  const named = directive ?? prose;
  const misnamedBy =
    named?.by === 'prose' && named.preset !== undefined ? contradictedAxis(named.preset, items) : undefined;
  const axes: { [A in Axis]?: Conclusion<Place> } = {};
  for (const axis of axisNames) {
    const conclusion =
      ofDirective(axis, directive) ??
      ofSentences(axis, statements) ??
      (misnamedBy === undefined ? ofName(axis, prose) : undefined) ??
      (named === undefined ? ofSetting(axis, setting) : undefined) ??
      ofItems(axis, items);
    if (conclusion !== undefined) axes[axis] = conclusion;
  }
  const values = Object.fromEntries(Object.entries(axes).map(([axis, it]) => [axis, it.value]));
  const inferred = nameOf(values);
  const stated = misnamedBy === undefined ? named : undefined;
  return {
    name: stated?.preset ?? (named === undefined ? setting : undefined) ?? inferred,
    source:
      stated?.by ??
      (named === undefined && setting !== undefined ? 'setting' : inferred === 'unknown' ? 'default' : 'inferred'),
    ...(stated && { stated }),
    axes,
    ...(misnamedBy && named && { misnamed: { statement: named, axis: misnamedBy } }),
  };
}

/** Where a note says that it uses several, each holds somewhere, and none for the whole. */
function soleName<Place>(statements: readonly Statement<Place>[]): Statement<Place> | undefined {
  const [first] = statements;
  return statements.every((it) => it.preset === first?.preset) ? first : undefined;
}

/** At least so many formulas, and none that agrees, make a stated name the wrong one. */
const CONSISTENT = 2;

function contradictedAxis<Place>(preset: Preset, items: readonly Item<Place>[]): Axis | undefined {
  return axisNames.find((axis) => {
    const value = presets[preset][axis];
    const own = items.filter((it) => it.axis === axis && it.level !== 'convention');
    return value !== undefined && own.length >= CONSISTENT && own.every((it) => it.value !== value);
  });
}

function ofDirective<Place>(axis: Axis, directive: Statement<Place> | undefined): Conclusion<Place> | undefined {
  const value = directive?.preset === undefined ? undefined : presets[directive.preset][axis];
  return value === undefined || directive === undefined
    ? undefined
    : { value, source: 'directive', stated: directive.place };
}

function ofSentences<Place>(axis: Axis, statements: readonly Statement<Place>[]): Conclusion<Place> | undefined {
  const own = statements.filter((it) => it.axes[axis] !== undefined);
  const [first] = own;
  const value = first?.axes[axis];
  return first === undefined || value === undefined || own.some((it) => it.axes[axis] !== value)
    ? undefined
    : { value, source: 'prose', stated: first.place };
}

/** A name in prose fixes only what everybody means by it. */
function ofName<Place>(axis: Axis, prose: Statement<Place> | undefined): Conclusion<Place> | undefined {
  if (prose?.preset === undefined || (axis !== 'scalarByVector' && axis !== 'vectorByVector')) return undefined;
  const value = presets[prose.preset][axis];
  return value === undefined ? undefined : { value, source: 'prose', stated: prose.place };
}

function ofSetting<Place>(axis: Axis, setting: Preset | undefined): Conclusion<Place> | undefined {
  const value = setting === undefined ? undefined : presets[setting][axis];
  return value === undefined ? undefined : { value, source: 'setting' };
}

/** The value that more formulas show; what rests on letters alone counts only where nothing else speaks. */
function ofItems<Place>(axis: Axis, items: readonly Item<Place>[]): Conclusion<Place> | undefined {
  const own = items.filter((it) => it.axis === axis);
  const firm = own.filter((it) => it.level !== 'convention');
  const counted = firm.length > 0 ? firm : own;
  const [first] = counted;
  if (first === undefined) return undefined;
  const same = counted.filter((it) => it.value === first.value);
  const others = counted.filter((it) => it.value !== first.value);
  if (same.length === others.length) return undefined;
  return { value: same.length > others.length ? first.value : others[0]!.value, source: 'inferred' };
}
