/** Formulas whose every symbol is declared, edits that break them and edits that leave them as true as they were. */
import { analyse } from '../../server/src/analysis/analyse.ts';
import type { Finding, FormulaFacts } from '../../server/src/analysis/facts.ts';
import { defaults } from '../../server/src/analysis/settings.ts';
import { never } from '../../server/src/base/cancel.ts';
import { children, type Expr, walk } from '../../server/src/expr/expr.ts';
import { readNote } from '../../server/src/note/read.ts';
import { sourceSpan, toSource } from '../../server/src/note/source-map.ts';
import { type Measured, measuredText } from './measure.ts';
import { opinionOf, type Rectangle } from './rectangles.ts';

export interface Place {
  readonly measured: Measured;
  readonly part: number;
  readonly formula: number;
}

/** A new text for the formula, and what was done. */
export interface Edit {
  readonly what: string;
  readonly text: string;
}

/** Sides by name of what a declaration says of a symbol, or of a member of a family. */
function declaredIn(facts: FormulaFacts): (it: Expr) => Rectangle | undefined {
  const known = new Map<string, Rectangle>();
  for (const { span, shape, evidence, symbol } of facts.shapes) {
    const [, kind, sides] = /^(\w+)(?:\((.*)\))?$/.exec(shape) ?? [];
    const names = sides?.split(',') ?? [];
    if (evidence !== 'declared' || names.includes('?') || (symbol !== undefined && symbol.how !== 'declared')) continue;
    const found: Rectangle | undefined =
      kind === 'scalar'
        ? ['1', '1']
        : kind === 'vector'
          ? [names[0]!, '1']
          : kind === 'row'
            ? ['1', names[0]!]
            : kind === 'matrix'
              ? [names[0]!, names[1]!]
              : undefined;
    if (found !== undefined) known.set(`${String(span.start)} ${String(span.end)}`, found);
  }
  return (it) =>
    it.kind === 'symbol' || it.kind === 'index'
      ? known.get(`${String(it.span.start)} ${String(it.span.end)}`)
      : undefined;
}

/** The parts of a formula that do not fit; undefined when a name in it is not declared. */
export function brokenIn(facts: FormulaFacts): readonly Expr[] | undefined {
  const declared = declaredIn(facts);
  const known = new Set(facts.shapes.filter((it) => it.symbol?.how === 'declared').map((it) => it.span.start));
  let open = facts.holes.length > 0 || facts.expressions.length === 0;
  const visit = (it: Expr): void => {
    if (declared(it) !== undefined) return;
    if (it.kind === 'symbol' && !known.has(it.span.start)) open = true;
    children(it).forEach(visit);
  };
  facts.expressions.forEach(visit);
  return open ? undefined : facts.expressions.flatMap((it) => opinionOf(it, declared).broken);
}

/** Formulas with a product or a sum whose every symbol is declared, that fit. */
export const eligible = (measured: Measured): readonly Place[] =>
  measured.facts.parts.flatMap((facts, part) =>
    facts.formulas.flatMap((it, formula) =>
      it.compound && brokenIn(it)?.length === 0 && it.shapes.some(({ shape }) => /^(matrix|vector|row)/.test(shape))
        ? [{ measured, part, formula }]
        : [],
    ),
  );

const put = (text: string, start: number, end: number, by: string): string =>
  text.slice(0, start) + by + text.slice(end);

const isAtom = (it: Expr): boolean =>
  it.kind === 'symbol' || it.kind === 'index' || (it.kind === 'apply' && it.op === 'parentheses');

/** Drops or inserts a transpose, swaps two factors. */
export function breaking({ measured, part, formula }: Place): readonly Edit[] {
  const facts = measured.facts.parts[part]!.formulas[formula]!;
  const { text } = facts.tree;
  const of = (it: Expr): string => text.slice(it.span.start, it.span.end);
  const found: Edit[] = [];
  for (const expr of facts.expressions)
    walk(expr, (it) => {
      if (it.kind !== 'apply') return;
      if (it.op === 'transpose')
        found.push({
          what: `without the transpose of ${of(it.args[0]!)}`,
          text: put(text, it.span.start, it.span.end, ` ${of(it.args[0]!)} `),
        });
      if (it.op !== 'product') return;
      it.args.forEach((factor, i) => {
        if (isAtom(factor))
          found.push({
            what: `with ${of(factor)} transposed`,
            text: put(text, factor.span.start, factor.span.end, `{${of(factor)}}^\\top `),
          });
        const next = it.args[i + 1];
        if (next !== undefined)
          found.push({
            what: `with ${of(factor)} and ${of(next)} swapped`,
            text: put(
              text,
              factor.span.start,
              next.span.end,
              `${of(next)} ${text.slice(factor.span.end, next.span.start)} ${of(factor)}`,
            ),
          });
      });
    });
  return found;
}

/** Both sides transposed, factors in brackets, an author's list for a vector. */
export function neutral({ measured, part, formula }: Place): readonly Edit[] {
  const facts = measured.facts.parts[part]!.formulas[formula]!;
  const { text } = facts.tree;
  const declared = declaredIn(facts);
  const of = (it: Expr): string => text.slice(it.span.start, it.span.end);
  const found: Edit[] = [];
  for (const expr of facts.expressions) {
    if (
      expr.kind === 'relation' &&
      expr.sides.length === 2 &&
      expr.sides[0] !== undefined &&
      expr.sides[1] !== undefined
    ) {
      const [left, right] = [expr.sides[0], expr.sides[1]];
      const turned = put(text, right.span.start, right.span.end, `\\left(${of(right)}\\right)^\\top `);
      found.push({
        what: 'both sides transposed',
        text: put(turned, left.span.start, left.span.end, `\\left(${of(left)}\\right)^\\top `),
      });
    }
    walk(expr, (it) => {
      const [n, one] = declared(it) ?? [];
      if (
        it.kind === 'symbol' &&
        one === '1' &&
        n !== undefined &&
        n !== '1' &&
        /^[a-z]$/.test(of(it)) &&
        /^[a-zA-Z]$/.test(n)
      ) {
        const [start, end] = [it.span.start, it.span.end];
        if (!/^\s*[_^']/.test(text.slice(end)))
          found.push({
            what: `${of(it)} as a list`,
            text: put(text, start, end, `[${of(it)}_1, \\dots, ${of(it)}_${n}]`),
          });
      }
      if (it.kind !== 'apply' || it.op !== 'product') return;
      it.args.slice(0, -1).forEach((factor, i) => {
        const pair = { ...it, args: it.args.slice(i, i + 2) };
        const { sizes } = opinionOf(pair, declared);
        const alone = opinionOf(it, declared).sizes !== undefined;
        const [start, end] = [factor.span.start, it.args[i + 1]!.span.end];
        // Brackets may not take a factor from a product that fits only the other way.
        const whole =
          sizes === undefined
            ? undefined
            : opinionOf(
                {
                  ...it,
                  args: [...it.args.slice(0, i), { ...factor, kind: 'number', value: 1 }, ...it.args.slice(i + 2)],
                },
                declared,
              );
        if (it.args.length === 2 ? alone : sizes?.join() === '1,1' && whole?.sizes !== undefined)
          found.push({ what: 'bracketed', text: put(text, start, end, `\\left(${text.slice(start, end)}\\right)`) });
      });
    });
  }
  return found;
}

/** The facts of the formula and its findings, in the note with the edit made. */
export function edited(
  { measured, part, formula }: Place,
  edit: Edit,
): { facts: FormulaFacts; findings: readonly Finding[] } | undefined {
  const { note, text } = measured;
  const placed = note.parts[part]!;
  const { map, text: before } = placed.part.formulas[formula]!;
  const start = toSource(placed.place, toSource(map, 0));
  // Only where the formula stands in the note as it stands on its own.
  if (text.slice(start, start + before.length) !== before) return undefined;
  const next = readNote(put(text, start, start + before.length, edit.text), note.format, { previous: note });
  const facts = analyse(next, defaults, never, measured.facts).parts[part];
  const found = facts?.formulas[formula];
  if (facts === undefined || found?.tree.text !== edit.text) return undefined;
  return {
    facts: found,
    findings: facts.findings.filter(
      (it) => it.formula === formula && (it.severity === 'error' || it.severity === 'warning'),
    ),
  };
}

/** Does a finding stand on the part that does not fit? */
export function isAt({ measured, part, formula }: Place, { span }: Finding, broken: Expr): boolean {
  const { map } = measured.note.parts[part]!.part.formulas[formula]!;
  // The formula stands in one piece, before the edit and after it.
  const start = toSource(map, 0);
  return span.start < start + broken.span.end && start + broken.span.start < span.end;
}

const LETTERS = { small: 'abcuvwxyzhgrs', capital: 'ABCDEFGHKMQRSUVWXZ' };

/**
 * The note with a declared letter written otherwise wherever it stands, by a letter of the same kind that the note does
 * not use; undefined where macros or labels stand in the way.
 */
export function renamed({ note, text, facts }: Measured, key: string): Measured | undefined {
  const names = facts.parts.flatMap(({ names: list }, part) => list.map((name) => ({ name, part })));
  const own = names.filter(({ name }) => name.key === key);
  const letter = own[0]?.name.glyph.letter ?? '';
  if (!/^[A-Za-z]$/.test(letter) || own.some(({ name }) => name.macro !== undefined || name.glyph.label !== ''))
    return undefined;
  const pool = /[A-Z]/.test(letter) ? LETTERS.capital : LETTERS.small;
  const by = [...pool].find((it) =>
    names.every(({ name }) => !name.glyph.letter.toLowerCase().includes(it.toLowerCase())),
  );
  if (by === undefined || names.some(({ name }) => name.key !== key && name.glyph.letter === letter)) return undefined;
  const places = own.map(({ name, part }) => {
    const { part: placed, place } = note.parts[part]!;
    const inPart = sourceSpan(placed.formulas[name.formula]!.map, name.span.start, name.span.end);
    return sourceSpan(place, inPart.start, inPart.end);
  });
  let next = text;
  for (const { start, end } of places.sort((a, b) => b.start - a.start)) {
    const before = text.slice(start, end);
    const after = before.replace(new RegExp(`(?<![A-Za-z\\\\])${letter}(?![A-Za-z])`), by);
    if (after === before) return undefined;
    next = put(next, start, end, after);
  }
  return measuredText('', next, note.format);
}

/** Errors and warnings of a note. */
export const accusations = ({ facts }: Measured): readonly string[] =>
  facts.parts.flatMap(({ findings }) =>
    findings.filter((it) => it.severity === 'error' || it.severity === 'warning').map((it) => it.code),
  );
