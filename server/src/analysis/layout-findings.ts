/** What is to be said about the layout of a note, by part. */
import { once } from '../base/once.ts';
import { span } from '../base/span.ts';
import type { Item } from '../layout/conclude.ts';
import type { Axis } from '../shape/axes.ts';
import type { Finding, Severity } from './facts.ts';
import { type Gathered, spotInNote, type Spot } from './layout.ts';
import { layoutEvidence } from './layout-evidence.ts';
import {
  type Authority,
  chainMessage,
  inconsistentMessage,
  mismatchMessage,
  misnamedDetail,
  misnamedMessage,
  nablaMessage,
  saysLayout,
  shownAs,
  turnedMessage,
} from './layout-wording.ts';

type Findings = Map<number, Finding[]>;
type Draft = Pick<Finding, 'code' | 'severity' | 'message'> & Partial<Pick<Finding, 'related' | 'detail' | 'fixes'>>;

interface Desk extends Gathered {
  readonly found: Findings;
  /** Of the note; none in a notebook, whose cells count lines of their own. */
  readonly lineAt: (spot: Spot) => number | undefined;
  readonly linesOf: (items: readonly Item<Spot>[]) => readonly number[];
}

export function layoutFindings(gathered: Gathered): ReadonlyMap<number, readonly Finding[]> {
  const found: Findings = new Map();
  const { note } = gathered;
  const lineEnds = once(() => [...note.text.matchAll(/\r\n?|\n/g)].map((it) => it.index + it[0].length));
  const lineAt = (spot: Spot): number | undefined =>
    note.format === 'notebook' ? undefined : linesUpTo(lineEnds(), spotInNote(note, spot).start);
  const linesOf = (items: readonly Item<Spot>[]): readonly number[] => items.flatMap((it) => lineAt(it.place) ?? []);
  const desk: Desk = { ...gathered, found, lineAt, linesOf };
  mismatches(desk);
  chains(desk);
  turned(desk);
  if (!misnamed(desk)) inconsistent(desk);
  return found;
}

/** The line of an offset: as many line ends stand before it, and one. */
function linesUpTo(ends: readonly number[], offset: number): number {
  let [low, high] = [0, ends.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ends[middle]! <= offset) low = middle + 1;
    else high = middle;
  }
  return low + 1;
}

function tell({ found }: Desk, { part, span: at, shown }: Spot, draft: Draft): void {
  const finding: Finding = {
    evidence: shown?.level === 'convention' ? 'convention' : shown?.level === 'forced' ? 'forced' : 'declared',
    span: at,
    related: [],
    fixes: [],
    detail: '',
    ...draft,
    ...(shown && { formula: shown.formula }),
  };
  const list = found.get(part);
  if (list === undefined) found.set(part, [finding]);
  else list.push(finding);
}

type Related = Finding['related'];

const related = (
  { sections }: Gathered,
  spots: readonly { readonly spot: Spot; readonly message: string }[],
): Related =>
  spots.flatMap(({ spot, message }) => {
    const part = sections[spot.part]?.statements.part;
    return part === undefined ? [] : [{ place: { part, span: spot.span }, message }];
  });

const MOST_RELATED = 4;

const relatedItems = (desk: Desk, items: readonly Item<Spot>[]): Related =>
  related(
    desk,
    items.slice(0, MOST_RELATED).map((it) => ({ spot: it.place, message: shownAs(it.axis, it.value) })),
  );

/** Formulas that are not as the note, or the setting, says. What rests on letters alone accuses nobody. */
function mismatches(desk: Desk): void {
  const { layout, items } = desk;
  for (const item of items) {
    const conclusion = layout.axes[item.axis];
    if (conclusion === undefined || conclusion.value === item.value || item.level === 'convention') continue;
    if (conclusion.source === 'inferred') continue;
    const { stated } = conclusion;
    const severity: Severity = stated !== undefined && item.level === 'declared' ? 'warning' : 'info';
    tell(desk, item.place, {
      code: 'layout-mismatch',
      severity,
      message: mismatchMessage(item.place.shown!.standing, conclusion.value, saidBy(desk, stated)),
      related: statedHere(desk, stated),
    });
  }
}

const saidBy = ({ lineAt }: Desk, stated: Spot | undefined): Authority =>
  stated === undefined ? { who: 'setting' } : { who: 'note', line: lineAt(stated) };

function statedHere(desk: Desk, stated: Spot | undefined): Related {
  const preset = desk.layout.stated?.preset;
  if (stated === undefined) return [];
  return related(desk, [
    { spot: stated, message: preset === undefined ? 'the layout is stated here' : saysLayout(preset) },
  ]);
}

/** A chain rule in the order of the other layout, where the note states one. */
function chains(desk: Desk): void {
  const conclusion = desk.layout.axes.vectorByVector;
  const preset = desk.layout.stated?.preset;
  if (conclusion?.stated === undefined || (preset !== 'numerator' && preset !== 'denominator')) return;
  desk.sections.forEach((section, part) => {
    for (const chain of layoutEvidence(section).chains) {
      if (chain.order === conclusion.value) continue;
      tell(
        desk,
        { part, span: chain.span },
        {
          code: 'layout-mismatch',
          severity: 'warning',
          message: chainMessage(chain.order, conclusion.value, saidBy(desk, conclusion.stated)),
          related: statedHere(desk, conclusion.stated),
        },
      );
    }
  });
}

function turned(desk: Desk): void {
  desk.sections.forEach((section, part) => {
    for (const it of layoutEvidence(section).turned)
      tell(
        desk,
        { part, span: it.span },
        {
          code: 'layout-mismatch',
          severity: 'info',
          message: turnedMessage(it.said[0], it.said[1]),
        },
      );
  });
}

/** Says one layout and uses the other: once, at the sentence. */
function misnamed(desk: Desk): boolean {
  const { layout, misnaming, items } = desk;
  const [first] = misnaming;
  const axis = layout.misnamed?.axis ?? (first && axisIn(first.axes));
  const statement = layout.misnamed?.statement ?? first;
  if (statement?.preset === undefined || axis === undefined) return false;
  const said = misnaming.find((it) => it.preset === statement.preset)?.axes ?? {};
  const contrary = items.filter((it) => it.axis === axis && it.level !== 'convention');
  const value = layout.misnamed === undefined ? (said.scalarByVector ?? said.nablaScalar) : contrary[0]?.value;
  if (value === undefined) return false;
  const places = [...misnaming.map((it) => it.place), ...(layout.misnamed ? [layout.misnamed.statement.place] : [])];
  const at = together(desk, places);
  tell(desk, at.whole, {
    code: 'layout-misnamed',
    severity: 'info',
    message: misnamedMessage(statement.preset, value),
    related: [
      ...related(
        desk,
        at.apart.map((spot) => ({ spot, message: 'the name is used here too' })),
      ),
      ...relatedItems(desk, contrary),
    ],
    detail: misnamedDetail(statement.preset, value),
  });
  return true;
}

const axisIn = (axes: { readonly [A in Axis]?: unknown }): Axis | undefined =>
  axes.scalarByVector !== undefined ? 'scalarByVector' : axes.nablaScalar !== undefined ? 'nablaScalar' : undefined;

/** Sentences nearer than this are one place. */
const NEAR = 200;

/** The sentences that stand together, as one place, and the rest. */
function together(desk: Desk, spots: readonly Spot[]): { whole: Spot; apart: readonly Spot[] } {
  const sorted = [...spots].sort((a, b) => a.part - b.part || a.span.start - b.span.start);
  let whole = sorted[0]!;
  const apart: Spot[] = [];
  for (const it of sorted.slice(1)) {
    if (it.part === whole.part && it.span.start - whole.span.end < NEAR)
      whole = { part: whole.part, span: span(whole.span.start, Math.max(whole.span.end, it.span.end)) };
    else apart.push(it);
  }
  return { whole, apart };
}

/** The same kind of derivative written both ways: once a note, at the minority of the axis that is seen most. */
function inconsistent(desk: Desk): void {
  const { layout, items } = desk;
  let best: { minority: readonly Item<Spot>[]; majority: readonly Item<Spot>[] } | undefined;
  for (const axis of ['scalarByVector', 'nablaScalar', 'vectorByVector', 'scalarByMatrix'] as const) {
    const conclusion = layout.axes[axis];
    if (conclusion !== undefined && conclusion.source !== 'inferred') continue;
    const own = items.filter((it) => it.axis === axis && it.level !== 'convention');
    const majority = own.filter((it) => it.value === conclusion?.value);
    const minority = own.filter((it) => it.value !== conclusion?.value);
    if (minority.length === 0 || majority.length < 2) continue;
    if (best === undefined || majority.length > best.majority.length) best = { minority, majority };
  }
  if (best === undefined) {
    ofNabla(desk);
    return;
  }
  const { minority, majority } = best;
  const [first, ...rest] = minority;
  const [other] = majority;
  if (first === undefined || other === undefined) return;
  tell(desk, first.place, {
    code: 'inconsistent-layout',
    severity: 'info',
    message: inconsistentMessage(
      first.place.shown!.standing,
      other.value,
      other.place.shown!.standing.size,
      desk.linesOf(majority),
    ),
    related: [...relatedItems(desk, rest), ...relatedItems(desk, majority)],
  });
}

/** ∇ makes columns of numbers, and of a vector a matrix with a row for each entry: the same sign, both ways. */
function ofNabla(desk: Desk): void {
  const { items, layout } = desk;
  if (layout.stated !== undefined || layout.source === 'setting') return;
  const isNabla = (it: Item<Spot>): boolean => {
    const { of } = it.place.shown!;
    return of.kind === 'derivative' && of.notation === 'nabla' && it.level !== 'convention';
  };
  const first = items.find((it) => it.axis === 'vectorByVector' && it.value === 'f-by-x' && isNabla(it) && isWhole(it));
  if (first === undefined) return;
  const columns = items.filter((it) => it.axis === 'nablaScalar' && it.value === 'column' && isNabla(it));
  if (columns.length < 2) return;
  tell(desk, first.place, {
    code: 'inconsistent-layout',
    severity: 'info',
    message: nablaMessage(first.place.shown!.standing.size, desk.linesOf(columns)),
    related: relatedItems(desk, columns),
  });
}

/** `\nabla f = …`: the derivative is a side by itself. */
function isWhole({ place }: Item<Spot>): boolean {
  const { of, in: whole } = place.shown!;
  return whole.kind === 'relation' && whole.sides.includes(of);
}
