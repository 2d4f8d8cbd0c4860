/**
 * What a decomposition says of its factors, where the words around name it: `A = U\Sigma V^\top` beside “singular value
 * decomposition”, `S = Q\Lambda Q^\top` beside “eigendecomposition”, `A = QR`, `K = LL^\top`.
 */
import { type Apply, type Expr, type SymbolExpr, unbracketed } from '../expr/expr.ts';
import { isRelation } from '../expr/statement.ts';
import type { PartStatements } from './reading.ts';
import type { SaidCondition } from './said.ts';

export interface Factor {
  readonly key: string;
  readonly expr: SymbolExpr;
  readonly turned: Apply['op'] | undefined;
}

type Found = readonly (readonly [key: string, condition: string])[];

interface Form {
  readonly words: RegExp;
  readonly of: (factors: readonly Factor[]) => Found;
}

const turnedBy = (it: Factor | undefined, op: Apply['op']): boolean => it?.turned === op;

const isTurned = (it: Factor): boolean => it.turned !== undefined;

const FORMS: readonly Form[] = [
  {
    words: /\bt?svds?\b|singular[- ]value/,
    of: ([u, d, v]) =>
      turnedBy(v, 'transpose') && v !== undefined && u!.key !== v.key
        ? [
            [u!.key, 'orthonormal'],
            [d!.key, 'diagonal'],
            [d!.key, 'positive entries'],
            [v.key, 'orthogonal factor'],
          ]
        : [],
  },
  {
    words: /eigen|spectral|diagonali[sz]/,
    of: ([q, d, last]) => {
      if (q!.key !== last?.key || q!.key === d!.key) return [];
      if (turnedBy(last, 'transpose'))
        return [
          [q!.key, 'orthogonal'],
          [d!.key, 'diagonal'],
        ];
      return turnedBy(last, 'inverse') ? [[d!.key, 'diagonal']] : [];
    },
  },
  {
    words: /\bqr\b/,
    of: ([q, r, none]) =>
      none === undefined && r !== undefined && !isTurned(r) && q!.key !== r.key
        ? [
            [q!.key, 'orthonormal'],
            [r.key, 'upper triangular'],
          ]
        : [],
  },
  {
    words: /cholesky|\bldl/,
    of: ([l, d, last]) => {
      if (last === undefined)
        return l!.key === d?.key && turnedBy(d, 'transpose') && !isTurned(l!) ? [[l!.key, 'lower triangular']] : [];
      if (l!.key !== last.key || l!.key === d!.key || !turnedBy(last, 'transpose')) return [];
      return [
        [l!.key, 'lower triangular'],
        [d!.key, 'diagonal'],
      ];
    },
  },
  {
    words: /\blu\b/,
    of: ([l, u, none]) =>
      none === undefined && u !== undefined && !isTurned(u) && l!.key !== u.key
        ? [
            [l!.key, 'lower triangular'],
            [u.key, 'upper triangular'],
          ]
        : [],
  },
];

export function factorConditions({ part, statements }: PartStatements): readonly SaidCondition[] {
  const text = part.blocks
    .flatMap(({ pieces }) => pieces.map((it) => (it.kind === 'text' ? it.text : ' ')))
    .join(' ')
    .toLowerCase();
  const forms = FORMS.filter(({ words }) => words.test(text));
  if (forms.length === 0) return [];
  return statements.flatMap((list, formula) =>
    list.flatMap(({ expr }) => {
      if (!isRelation(expr) || expr.signs[0]?.text !== '=' || expr.sides[0] === undefined) return [];
      const factors = factorsOf(expr.sides[1]);
      if (factors === undefined || nameOf(expr.sides[0]) === undefined) return [];
      const found = forms.map(({ of }) => of(factors)).find((it) => it.length > 0) ?? [];
      const scopes = part.blocks[part.formulas[formula]!.block]?.scopes ?? [];
      return found.map(([key, condition]) => ({ key, conditions: [condition], denied: false, formula, scopes }));
    }),
  );
}

/** Two or three names, the last of which may be turned. */
export function factorsOf(expr: Expr | undefined): readonly Factor[] | undefined {
  const bare = expr && unbracketed(expr);
  if (bare?.kind !== 'apply' || bare.op !== 'product' || bare.args.length < 2 || bare.args.length > 3) return undefined;
  const factors = bare.args.map(factorOf);
  return factors.every((it) => it !== undefined) ? factors : undefined;
}

function factorOf(expr: Expr): Factor | undefined {
  const bare = unbracketed(expr);
  const turned = bare.kind === 'apply' && /^(transpose|inverse)$/.test(bare.op) ? bare.op : undefined;
  const name = unbracketed(turned === undefined || bare.kind !== 'apply' ? bare : bare.args[0]!);
  return name.kind === 'symbol' ? { key: name.key, expr: name, turned } : undefined;
}

const nameOf = (expr: Expr): string | undefined => {
  const bare = unbracketed(expr);
  return bare.kind === 'symbol' ? bare.key : undefined;
};
