/** What may be written at a place: the derivative that is asked for there, rules, names, and declarations that lack. */
import { declarationText } from '../analysis/declare-fixes.ts';
import { differentialsAt } from '../analysis/differentials.ts';
import type { Facts, SymbolFact } from '../analysis/facts.ts';
import { entryOffer } from '../analysis/entry-offer.ts';
import { needsCheck, offerOf, type Offered, offersAt, type Slot } from '../analysis/offers.ts';
import { type Rulebook, rulesFor, rulesIn, type RuleFact } from '../analysis/rulebook.ts';
import type { NoteClaim } from '../analysis/jobs.ts';
import type { Settings } from '../analysis/settings.ts';
import { type Span, span } from '../base/span.ts';
import { documentationOf, ruleDocumentation } from './derivation.ts';
import type { Whereabouts } from './lines.ts';
import { type FormulaAt, formulaSpanInNote } from './places.ts';
import { ruleTex } from './rules.ts';
import { shownFormula, type ShownFormula } from './shown.ts';
import { differentialSlotAt, slotAt, writtenAt } from './slots.ts';
import { shapeInWords } from './words.ts';

export interface Completion {
  readonly kind: 'derivative' | 'rule' | 'symbol' | 'declaration';
  readonly label: string;
  readonly detail: string;
  readonly newText: string;
  /** In the note: what the text takes the place of. */
  readonly span: Span;
  /** What changes elsewhere with it. */
  readonly also?: readonly { readonly span: Span; readonly newText: string }[];
  /** What the editor compares with what is typed. */
  readonly filter: string;
  /** What the verifier is asked; refuted, it is not offered. */
  readonly claims: readonly NoteClaim[];
  /** Offered only if those are found to hold. */
  readonly needsCheck?: boolean;
  /** Markdown, made when it is looked at. */
  readonly documentation: (rules: Rulebook) => Documentation;
}

/** A formula first, then lines of text. */
export interface Documentation {
  readonly formula?: ShownFormula;
  readonly lines: readonly string[];
}

export interface Completions {
  readonly items: readonly Completion[];
  /** More would fit what is typed so far. */
  readonly cut: boolean;
}

const nothing: Completions = { items: [], cut: false };

export interface Asking {
  readonly facts: Facts;
  readonly settings: Settings;
  readonly where: Whereabouts;
  readonly rules: Rulebook | undefined;
}

/** @param automatic nobody asked: only a derivative is worth a list that opens by itself */
export function completions(asking: Asking, offset: number, automatic: boolean): Completions {
  const { facts, settings } = asking;
  if (settings.profile === 'exercise') return nothing;
  const at = writtenAt(facts, offset);
  if (at === undefined) return nothing;
  const slot = slotAt(at);
  const offered = slot && offersAt(facts, settings, slot);
  const found = offered === undefined || 'missing' in offered ? undefined : offered;
  const derivatives = found === undefined || slot === undefined ? [] : ofDerivative(asking, at, slot, found);
  const differentials = slot === undefined ? ofDifferentials(asking, at) : [];
  if (automatic) return { items: [...derivatives, ...differentials], cut: false };
  const before = at.facts.tree.text.slice(0, at.offset);
  const named = /(?:^|[^\\A-Za-z])(rule:[\w.' -]*)$/.exec(before)?.[1];
  if (named !== undefined) return ofRules(asking, at, named);
  const matching = found === undefined || slot === undefined ? [] : ofRulesThatFit(asking, at, slot, found);
  const word = /(?:\\[A-Za-z]+(?:\{[A-Za-z]*\}?)?|[A-Za-z]+)$/.exec(before)?.[0] ?? '';
  const byTitle = /^[A-Za-z]\w+$/.test(word) ? ofRules(asking, at, word) : nothing;
  const items = [
    ...derivatives,
    ...differentials,
    ...matching,
    ...ofSymbols(facts, at, word, found),
    ...ofDeclarations(facts, at, word),
  ];
  return { items: [...items, ...byTitle.items], cut: byTitle.cut };
}

/** The stretch before the cursor that an item takes the place of. */
const typed = (at: FormulaAt, word: string): Span => {
  const end = formulaSpanInNote(at.placed, at.source, span(at.offset, at.offset)).start;
  return span(end - word.length, end);
};

const shownAt = ({ placed, formula }: FormulaAt, tex: string): ShownFormula =>
  shownFormula(tex, { part: placed.part, formula });

/** A formula is set off from the sign before it. */
const spaced = (at: FormulaAt, tex: string): string =>
  at.offset > 0 && /\S$/.test(at.facts.tree.text.slice(0, at.offset)) && at.facts.tree.text.length >= at.offset
    ? ` ${tex}`
    : tex;

const kinds = {
  derivative: '',
  expanded: 'multiplied out',
  transposed: 'the same value',
  rule: '',
  chain: 'chain rule',
} as const;

function ofDerivative(asking: Asking, at: FormulaAt, slot: Slot, offered: Offered): readonly Completion[] {
  const { facts, where } = asking;
  const shape = offered.shape.some((it) => it.includes('?')) ? '' : offered.shape.join(' × ');
  const whole = offered.offers.map((offer): Completion => ({
    kind: 'derivative',
    label: offer.plain,
    detail: [kinds[offer.how], shape, needsCheck(offer) ? 'checked' : 'proved'].filter((it) => it !== '').join(' · '),
    newText: spaced(at, offer.tex),
    span: typed(at, ''),
    filter: offer.tex,
    claims: offer.claims,
    needsCheck: needsCheck(offer),
    documentation: (rules) =>
      documentationOf(facts, offered, { ...offer, formula: shownAt(at, offer.tex) }, where, rules),
  }));
  return [...whole, ...byEntries(asking, at, slot, offered)];
}

/** The variable gets its indices as well. */
function byEntries({ facts, settings }: Asking, at: FormulaAt, slot: Slot, offered: Offered): readonly Completion[] {
  const offer = entryOffer(facts, settings, slot, offered);
  if (offer === undefined) return [];
  const { tex, plain, index, claims } = offer;
  return [
    {
      kind: 'derivative',
      label: plain,
      detail: 'by entries · checked',
      newText: spaced(at, tex),
      span: typed(at, ''),
      also: [{ span: formulaSpanInNote(at.placed, at.source, span(offer.at, offer.at)), newText: index }],
      filter: tex,
      claims,
      needsCheck: true,
      documentation: () => ({
        formula: shownAt(at, tex),
        lines: ['One entry of the derivative; the variable left of the sign gets its indices.', '', 'Checked.'],
      }),
    },
  ];
}

/** The differential of what stands left of the sign, by what changes. */
function ofDifferentials({ facts, settings }: Asking, at: FormulaAt): readonly Completion[] {
  const slot = differentialSlotAt(at);
  if (slot === undefined) return [];
  return differentialsAt(facts, settings, slot).map(({ tex, plain, changing, claims, steps }): Completion => {
    const names = listed(changing);
    return {
      kind: 'derivative',
      label: plain,
      detail: `${names} ${changing.length === 1 ? 'changes' : 'change'} · checked`,
      newText: spaced(at, tex),
      span: typed(at, ''),
      filter: tex,
      claims,
      needsCheck: true,
      documentation: () => ({
        formula: shownAt(at, tex),
        lines: [
          `The differential for a change of ${names}; everything else is constant.`,
          '',
          ...steps,
          '',
          'Checked.',
        ],
      }),
    };
  });
}

const listed = (names: readonly string[]): string =>
  names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]!}`;

/** What rules give, where they spell it otherwise. */
function ofRulesThatFit(
  { facts, settings, rules }: Asking,
  at: FormulaAt,
  slot: Slot,
  offered: Offered,
): readonly Completion[] {
  if (rules === undefined) return [];
  const known = new Set(offered.offers.map(({ plain }) => plain));
  return rulesFor(rules, offered.derived)
    .slice(0, MOST_RULES)
    .flatMap(({ rule, tex }): readonly Completion[] => {
      const offer = offerOf(facts, settings, slot, tex, 'rule');
      if (offer === undefined || known.has(offer.plain)) return [];
      known.add(offer.plain);
      return [
        {
          ...ruleItem(rule, spaced(at, tex), at, ''),
          label: offer.plain,
          detail: `rule ${rule.id} · proved`,
          filter: tex,
          claims: offer.claims,
        },
      ];
    });
}

/** More are not tried. */
const MOST_RULES = 3;

/** The most that a list shows at once. */
const MOST = 40;

function ofRules({ rules, facts }: Asking, at: FormulaAt, word: string): Completions {
  const wanted = word
    .replace(/^rule:/, '')
    .trim()
    .toLowerCase();
  const { convention } = facts.layout;
  const found = (rules === undefined ? [] : rulesIn(rules)).filter(
    ({ id, title, names }) =>
      id.startsWith(wanted) || [title, ...names].some((it) => it.toLowerCase().includes(wanted)),
  );
  return {
    items: found.slice(0, MOST).map((rule) => ruleItem(rule, ruleTex(rule, convention), at, word)),
    cut: found.length > MOST,
  };
}

const ruleItem = (rule: RuleFact, tex: string, at: FormulaAt, word: string): Completion => ({
  kind: 'rule',
  label: `${rule.id} ${rule.title}`,
  detail: rule.source,
  newText: tex,
  span: typed(at, word),
  filter: word === '' ? tex : `${word} rule:${rule.id} ${rule.title}`,
  claims: [],
  documentation: () => ruleDocumentation(rule, tex),
});

/** Names in force, those first whose shape is the one that is missing here. */
function ofSymbols(facts: Facts, at: FormulaAt, word: string, offered: Offered | undefined): readonly Completion[] {
  const symbols = new Map<string, SymbolFact>();
  for (const it of inForce(facts, at)) if (!symbols.has(it.tex)) symbols.set(it.tex, it);
  const wanted = offered?.shape.join(',');
  const fits = (it: SymbolFact): boolean => wanted !== undefined && /\((.*)\)/.exec(it.shape)?.[1] === wanted;
  const all = [...symbols.values()].filter((it) => it.tex !== word || it.shape !== 'unknown');
  return [...all.filter(fits), ...all.filter((it) => !fits(it))].map((it): Completion => ({
    kind: 'symbol',
    label: it.name,
    detail: shapeInWords(it.shape, it.said),
    newText: it.tex,
    span: typed(at, word),
    filter: `${it.tex} ${it.name}`,
    claims: [],
    documentation: () => ({
      formula: shownAt(at, it.tex),
      lines: [`${it.name}   ${[shapeInWords(it.shape, it.said), ...it.conditions].join(', ')}`],
    }),
  }));
}

/** What this part and those around it declare, define or use first; the nearest counts. */
function inForce(facts: Facts, { part }: FormulaAt): readonly SymbolFact[] {
  const found: SymbolFact[] = [...(facts.parts[part]?.symbols ?? [])];
  let depth = facts.note.parts[part]?.part.heading?.depth ?? 0;
  for (let i = part - 1; i >= 0; i--) {
    const own = facts.note.parts[i]?.part.heading?.depth ?? 0;
    if (own >= depth && own > 0) continue;
    depth = own;
    found.push(...(facts.parts[i]?.symbols ?? []));
  }
  return found;
}

/** Declarations of names that lack one, as mathematics. */
function ofDeclarations(facts: Facts, at: FormulaAt, word: string): readonly Completion[] {
  const before = at.facts.tree.text.slice(0, at.offset - word.length);
  if (!/(^|,|\\;|\\q?quad|\\text\s*\{[^}]*\})\s*$/.test(before)) return [];
  const texts = facts.parts.flatMap((part) => part.formulas.map(({ tree }) => tree.text));
  return (facts.parts[at.part]?.undeclared ?? [])
    .filter(({ complete, sizes }) => complete && !sizes.some((it) => it.includes('?')))
    .map(({ name, tex, said, sizes }): Completion => {
      const newText = declarationText(tex, sizes, texts);
      return {
        kind: 'declaration',
        label: `${name} ∈ ℝ, ${said}`,
        detail: 'worked out; nothing declares it',
        newText,
        span: typed(at, word),
        filter: newText,
        claims: [],
        documentation: () => ({ formula: shownAt(at, newText), lines: [`Declares ${name} as the formulas need it.`] }),
      };
    });
}
