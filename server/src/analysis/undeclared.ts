/** Names that nothing declares although the formulas tell their shape: what could be written down, and findings of it. */
import { type Expr, type SymbolExpr, walk } from '../expr/expr.ts';
import { isGreek, unicode } from '../expr/glyph.ts';
import { sourceSpan } from '../note/source-map.ts';
import { constantOf } from '../shape/constants.ts';
import { type Dim, isVariable } from '../shape/dim.ts';
import { dimsOf, printShape, sayShape, type Shape } from '../shape/shape.ts';
import { addToDeclaration, declarationBefore, declarationText } from './declare-fixes.ts';
import type { Finding, Fix, UndeclaredFact } from './facts.ts';
import type { SectionFacts } from './sections.ts';
import { declareTitles, similarMessage, undeclaredMessage } from './wording.ts';

const memo = new WeakMap<SectionFacts, readonly UndeclaredFact[]>();

/** Each name once, where it is used first. */
export function undeclaredIn(section: SectionFacts): readonly UndeclaredFact[] {
  let found = memo.get(section);
  if (found === undefined) memo.set(section, (found = collected(section)));
  return found;
}

function collected({ answer, statements }: SectionFacts): readonly UndeclaredFact[] {
  const seen = new Set<string>();
  const found: UndeclaredFact[] = [];
  statements.statements.forEach((list, formula) => {
    const { map } = statements.part.formulas[formula]!;
    const text = statements.trees[formula]?.text ?? '';
    const visit = (it: Expr): void => {
      // The name under an index may be a family, which has no shape of its own.
      if (it.kind !== 'symbol' || seen.has(it.key) || constantOf(it) !== undefined) return;
      seen.add(it.key);
      const { entry, level, shape } = answer.lookup(it.key, formula);
      const sizes = entry !== undefined ? undefined : sizesOf(it, shape, answer.dims.resolve);
      if (sizes === undefined) return;
      found.push({
        key: it.key,
        name: unicode(it.glyph),
        tex: text.slice(it.span.start, it.span.end),
        said: sayShape(shape, answer.dims.resolve),
        complete:
          level === 'forced' && shape.kind !== 'scalar' && !printShape(shape, answer.dims.resolve).includes('?'),
        sizes,
        formula,
        span: sourceSpan(map, it.span.start, it.span.end),
      });
    };
    for (const { expr } of list) walk(expr, visit);
  });
  return found;
}

/** Sizes as TeX, or `?3` where one is not known; of a number, only where its letter says that it is no index. */
function sizesOf({ glyph }: SymbolExpr, shape: Shape, resolve: (dim: Dim) => Dim): readonly string[] | undefined {
  if (shape.kind === 'scalar') return isGreek(glyph) ? [] : undefined;
  if (shape.kind !== 'vector' && shape.kind !== 'row' && shape.kind !== 'matrix') return undefined;
  const sizes = dimsOf(shape).map((dim) => texOf(resolve(dim)));
  const known = sizes.filter((it) => it !== undefined);
  if (known.length < sizes.length) return undefined;
  return shape.kind === 'row' ? ['1', ...known] : known;
}

/** `2n + 1`; undefined where a size cannot be written so. */
function texOf({ terms }: Dim): string | undefined {
  if (terms.length === 0) return '0';
  const written = terms.map(({ coefficient, atoms }) => {
    const names = atoms.map((it) => (isVariable(it) ? it : atomTex(it)));
    if (names.some((it) => it === undefined) || !Number.isInteger(coefficient)) return undefined;
    const factor = coefficient === 1 && names.length > 0 ? '' : String(coefficient);
    return factor + names.join(' ');
  });
  if (written.some((it) => it === undefined)) return undefined;
  const text = written.join(' + ').replaceAll('+ -', '- ');
  return text.includes('?') && !/^\?\w+$/.test(text) ? undefined : text;
}

function atomTex(atom: string): string | undefined {
  const [, base, label] = /^(\\?[A-Za-z]+)(?:_(\w+))?$/.exec(atom) ?? [];
  if (base === undefined || (base.length > 1 && !base.startsWith('\\'))) return undefined;
  if (label === undefined) return base;
  return label.length === 1 ? `${base}_${label}` : `${base}_{\\text{${label}}}`;
}

/** The first use of a name that nothing declares, or that is declared in another face only. */
export function undeclaredSymbols(section: SectionFacts): readonly Finding[] {
  return undeclaredIn(section).flatMap((it) => {
    const similar = similarTo(section, it);
    if (similar !== undefined) return [similar];
    if (!it.complete) return [];
    return [
      {
        code: 'undeclared-symbol' as const,
        severity: 'hint' as const,
        evidence: 'forced' as const,
        span: it.span,
        message: undeclaredMessage(it.name, it.said),
        related: [],
        fixes: declaring(section, it),
        detail: '',
        formula: it.formula,
      },
    ];
  });
}

function declaring({ statements, declared }: SectionFacts, it: UndeclaredFact): readonly Fix[] {
  const { part, trees } = statements;
  const words = declarationText(it.tex, it.sizes, trees.map(({ text }) => text)); // prettier-ignore
  const own = declarationBefore(part, it.formula, `$${words}$.`);
  const last = declared.findLast(({ formula }) => formula < it.formula);
  const added = last && addToDeclaration(part, last.formula, words);
  const fix = (title: string, edit: { readonly at: number; readonly newText: string }): Fix => ({
    title,
    edits: [{ span: { start: edit.at, end: edit.at }, newText: edit.newText }],
    verified: false,
    preferred: false,
  });
  return [
    ...(own ? [fix(declareTitles.before(it.name, it.said), own)] : []),
    ...(added && last ? [fix(declareTitles.add(unicode(last.glyph)), added)] : []),
  ];
}

/** A declared name of the same letter in another face: `y` beside a declared bold y. */
function similarTo({ declared, statements }: SectionFacts, it: UndeclaredFact): Finding | undefined {
  // A plain letter for a number beside a bold one for a vector is how many write.
  if (it.sizes.length === 0) return undefined;
  const letterOf = (key: string): string => key.replace(/^(?:bold|upright|calligraphic) /, '');
  const other = declared.find(
    ({ key, formula, shape }) =>
      key !== it.key && letterOf(key) === letterOf(it.key) && formula <= it.formula && shape.kind !== 'scalar',
  );
  const symbol = other?.declaration?.symbol;
  if (other === undefined || symbol === undefined) return undefined;
  const tex = statements.trees[other.formula]?.text.slice(symbol.span.start, symbol.span.end) ?? '';
  const isWhole = /^[^_^]+$/.test(tex);
  return {
    code: 'similar-symbol',
    severity: 'info',
    evidence: 'forced',
    span: it.span,
    message: similarMessage(it.name, unicode(other.glyph)),
    related: [{ place: other.origin.place, message: `${unicode(other.glyph)} is declared` }],
    fixes: isWhole
      ? [
          {
            title: declareTitles.write(unicode(other.glyph)),
            edits: [{ span: it.span, newText: tex }],
            verified: false,
            preferred: false,
          },
        ]
      : [],
    detail: '',
    formula: it.formula,
  };
}
