/** The layout of a note: what its sections state and show, put together. */
import { amended } from './amended.ts';
import { once } from '../base/once.ts';
import type { Span } from '../base/span.ts';
import { axisNames, axisValues, type Preset } from '../layout/convention.ts';
import { conclude, type Item, type Layout, type Statement } from '../layout/conclude.ts';
import type { Note } from '../note/note.ts';
import { sourceSpan } from '../note/source-map.ts';
import type { Axes, Axis } from '../shape/axes.ts';
import { directivesOf, layoutNames } from './directives.ts';
import type { Finding, LayoutFact, PartFacts } from './facts.ts';
import { layoutEvidence, resultOf, type ShownAxis } from './layout-evidence.ts';
import { maybeSymmetric, restsOnSymmetric } from './layout-symmetric.ts';
import { layoutFindings } from './layout-findings.ts';
import { layoutSaid } from './layout-said.ts';
import type { SectionFacts } from './sections.ts';

/** Where something stands: a span in a part; −1 for the head of the note, where the span is in the note. */
export interface Spot {
  readonly part: number;
  readonly span: Span;
  readonly shown?: ShownAxis;
}

export interface NoteLayout {
  readonly fact: LayoutFact;
  /** By part. */
  readonly findings: ReadonlyMap<number, readonly Finding[]>;
}

export interface Gathered {
  readonly note: Note;
  readonly sections: readonly SectionFacts[];
  readonly items: readonly Item<Spot>[];
  readonly statements: readonly Statement<Spot>[];
  /** Sentences in which a name is said to mean what it does not, and those that then use it. */
  readonly misnaming: readonly Statement<Spot>[];
  readonly layout: Layout<Spot>;
}

/** @param before the sections before an edit */
export function noteLayout(
  note: Note,
  sections: readonly SectionFacts[],
  setting: Preset | undefined,
  before: readonly SectionFacts[] = [],
): NoteLayout {
  const { statements, misnaming } = stated(note, sections);
  const symmetric = maybeSymmetric(sections, before);
  const items = sections
    .flatMap((section, part) => itemsOf(section, part))
    .filter(({ level, place: { shown } }) => level === 'declared' || !shown || !isBlind(shown, symmetric));
  const layout = conclude(items, statements, setting);
  const gathered: Gathered = { note, sections, items, statements, misnaming, layout };
  return { fact: factOf(gathered), findings: layoutFindings(gathered) };
}

/** A Jacobian made of a matrix that may be symmetric: its transpose would look the same. */
const isBlind = (shown: ShownAxis, symmetric: ReadonlySet<string>): boolean =>
  (shown.axis === 'vectorByVector' || shown.axis === 'scalarByMatrix') &&
  restsOnSymmetric(resultOf(shown) ?? shown.in, symmetric);

function stated(
  note: Note,
  sections: readonly SectionFacts[],
): { statements: readonly Statement<Spot>[]; misnaming: readonly Statement<Spot>[] } {
  const statements: Statement<Spot>[] = [];
  const misnaming: Statement<Spot>[] = [];
  const used: Statement<Spot>[] = [];
  for (const { directive, span, part } of directivesOf(note)) {
    if (directive.kind !== 'layout') continue;
    const preset = layoutNames.find((it) => it === directive.value);
    if (preset === undefined) continue;
    const place = note.parts[part ?? -1]?.part.comments.find(
      ({ span: it }) => sourceSpanIn(note, part ?? 0, it).start === span.start,
    );
    const spot = part === undefined || place === undefined ? { part: -1, span } : { part, span: place.span };
    statements.push({ by: 'directive', preset, axes: {}, place: spot });
  }
  sections.forEach((section, part) => {
    for (const it of layoutSaid(section).said) {
      const preset = it.uses ?? it.names;
      const statement: Statement<Spot> = {
        by: 'prose',
        axes: it.axes,
        place: { part, span: it.span },
        ...(preset && { preset }),
      };
      if (it.misnamed && it.uses !== undefined) used.push(statement);
      if (it.misnamed) misnaming.push(statement);
      else if (it.uses !== undefined || it.names === undefined) statements.push(statement);
    }
  });
  // A name that the note explains as the other one says nothing by itself.
  const exchanged = new Set(misnaming.map(({ preset }) => preset));
  const named = statements.filter(({ preset }) => preset !== undefined && exchanged.has(preset));
  return {
    statements: [
      ...statements.filter((it) => !named.includes(it)),
      ...used.map(({ by, axes, place }) => ({ by, axes, place })),
    ],
    misnaming: [...misnaming, ...named.filter((it) => !misnaming.includes(it))],
  };
}

const sourceSpanIn = (note: Note, part: number, it: Span): Span => {
  const placed = note.parts[part];
  return placed === undefined ? it : sourceSpan(placed.place, it.start, it.end);
};

const itemsMemo = new WeakMap<SectionFacts, { readonly part: number; readonly items: readonly Item<Spot>[] }>();

function itemsOf(section: SectionFacts, part: number): readonly Item<Spot>[] {
  const known = itemsMemo.get(section);
  if (known?.part === part) return known.items;
  const { axes } = layoutEvidence(section);
  const { illustrating } = layoutSaid(section);
  const items = axes
    .filter(({ formula }) => !illustrating.has(formula))
    .map((shown): Item<Spot> => {
      const { axis, value, level, span } = shown;
      return { axis, value, level, place: { part, span, shown } };
    });
  itemsMemo.set(section, { part, items });
  return items;
}

export const spotInNote = (note: Note, { part, span }: Spot): Span =>
  part < 0 ? span : sourceSpanIn(note, part, span);

function factOf({ note, layout, items }: Gathered): LayoutFact {
  const { axes } = layout;
  const [scalarByVector, nablaScalar] = [chosen('scalarByVector', layout), chosen('nablaScalar', layout)];
  const [vectorByVector, scalarByMatrix] = [chosen('vectorByVector', layout), chosen('scalarByMatrix', layout)];
  // Asked for by hovers alone.
  const evidence = once(() =>
    Object.fromEntries(
      axisNames.flatMap((axis) => {
        const conclusion = axes[axis];
        if (conclusion === undefined) return [];
        const own = items.filter((it) => it.axis === axis && it.value === conclusion.value);
        return [
          [
            axis,
            {
              source: conclusion.source,
              ...(conclusion.stated && { stated: spotInNote(note, conclusion.stated) }),
              shown: own.map((it) => spotInNote(note, it.place)),
            },
          ],
        ];
      }),
    ),
  );
  const shown = once(() => items.flatMap((it) => shownOf(it)));
  return {
    convention: layout.name,
    source: layout.source,
    ...(layout.stated && { span: spotInNote(note, layout.stated.place) }),
    get shown() {
      return shown();
    },
    axes: { scalarByVector, nablaScalar, vectorByVector, scalarByMatrix, rowSlice: chosen('rowSlice', layout) },
    get evidence() {
      return evidence();
    },
  };
}

function shownOf({ axis, value, place: { part, shown } }: Item<Spot>): LayoutFact['shown'] {
  if (shown === undefined) return [];
  const { formula, of } = shown;
  const result = resultOf(shown);
  return [{ part, formula, axis, value, of: of.span, ...(result && { result }) }];
}

function chosen<A extends Axis>(axis: A, { axes }: Layout<Spot>): Axes[A] | 'unknown' {
  const values: readonly Axes[A][] = axisValues[axis];
  return values.find((it) => it === axes[axis]?.value) ?? 'unknown';
}

const merged = new WeakMap<PartFacts, { readonly more: readonly Finding[]; readonly facts: PartFacts }>();

/** The facts of a part with what the note as a whole finds in it; the same object as long as that is the same. */
export function withFindings(facts: PartFacts, more: readonly Finding[] | undefined): PartFacts {
  if (more === undefined || more.length === 0) return facts;
  const known = merged.get(facts);
  if (known !== undefined && sameFindings(known.more, more)) return known.facts;
  const made = amended(facts, more);
  merged.set(facts, { more, facts: made });
  return made;
}

const sameFindings = (a: readonly Finding[], b: readonly Finding[]): boolean =>
  a.length === b.length &&
  a.every((it, i) => {
    const other = b[i]!;
    return (
      it.code === other.code &&
      it.severity === other.severity &&
      it.message === other.message &&
      it.span.start === other.span.start &&
      it.span.end === other.span.end &&
      it.related.length === other.related.length &&
      it.related.every(({ place }, j) => place.part === other.related[j]!.place.part)
    );
  });
