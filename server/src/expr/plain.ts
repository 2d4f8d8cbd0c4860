/** Expressions as one line of plain text in Unicode, for messages, terminals and screen readers: `2Aᵀ(Ax − b)`. */
import { type Apply, type BoundIndex, type Expr, type IndexItem, unbracketed } from './expr.ts';
import { unicode } from './glyph.ts';

/** At most `limit` characters, cut in the middle. */
export function plainText(expr: Expr, limit = 24): string {
  const bare = expr.kind === 'apply' && expr.op === 'parentheses' && expr.args[0] !== undefined ? expr.args[0] : expr;
  const text = [...print(bare)];
  if (text.length <= limit) return text.join('');
  const half = Math.floor((limit - 1) / 2);
  return `${text.slice(0, half).join('').trimEnd()}…${text.slice(-half).join('').trimStart()}`;
}

function print(expr: Expr): string {
  switch (expr.kind) {
    case 'symbol':
      return unicode(expr.glyph);
    case 'number':
      return String(expr.value);
    case 'apply':
      return applied(expr);
    case 'call':
      return `${print(expr.fn)}(${expr.args.map(print).join(', ')})`;
    case 'index':
      return indexed(print(expr.base), expr.items, expr.upper);
    case 'reduce':
      if (expr.op === 'evaluation') return `${operand(expr.body)}|${expr.bound.map(pointOf).join(', ')}`;
      return `${REDUCE[expr.op] ?? expr.op}${expr.op === 'sum' || expr.op === 'product' || expr.op === 'integral' ? '' : ' '}${print(expr.body)}`;
    case 'derivative': {
      const of = expr.of === undefined ? '' : operand(expr.of);
      const by = expr.by.map((it) => `∂${print(it)}`).join('');
      return expr.notation === 'nabla' || by === ''
        ? `∇${expr.order === 2 ? '²' : ''}${of}`
        : `∂${expr.order === 2 ? '²' : ''}${of}/${by}`;
    }
    case 'literal':
      return `[${expr.rows.map((row) => row.map(print).join(' ')).join('; ')}]`;
    case 'tuple': {
      const [open, close] =
        expr.open === '{' ? ['{', '}'] : expr.open === '[' ? ['[', ']'] : expr.open === '' ? ['', ''] : ['(', ')'];
      return `${open}${expr.items.map(print).join(expr.separator === '|' ? ' | ' : ', ')}${close}`;
    }
    case 'cases':
      return `{${expr.values.map(print).join('; ')}`;
    case 'space':
      return expr.dims.length === 0 ? 'ℝ' : `ℝ^${expr.dims.map(print).join('×')}`;
    case 'relation':
      return expr.sides
        .map(
          (it, i) =>
            `${i === 0 ? '' : ` ${relationSign(expr.signs[i - 1]?.text ?? '=')} `}${it === undefined ? '' : print(it)}`,
        )
        .join('')
        .trim();
    case 'ellipsis':
      return '…';
    case 'hole':
      return '□';
  }
}

const RELATIONS: Readonly<Record<string, string>> = {
  '\\le': '≤', '\\leq': '≤', '\\leqslant': '≤', '\\ge': '≥', '\\geq': '≥', '\\geqslant': '≥', '\\ne': '≠', '\\neq': '≠',
  '\\lt': '<', '\\gt': '>', '\\in': '∈', '\\notin': '∉', '\\approx': '≈', '\\sim': '∼', '\\propto': '∝', '\\equiv': '≡',
  '\\succ': '≻', '\\succeq': '⪰', '\\prec': '≺', '\\preceq': '⪯', '\\perp': '⊥', '\\to': '→', '\\mapsto': '↦', '\\ll': '≪', '\\gg': '≫',
}; // prettier-ignore

/** `<`, `≥`, `∈`; an unknown command by its name. */
const relationSign = (text: string): string => RELATIONS[text] ?? text.replace(/^\\/, '');

const REDUCE: Readonly<Record<string, string>> = {
  sum: 'Σ',
  product: 'Π',
  integral: '∫',
  extremum: 'min',
  argument: 'arg min',
  limit: 'lim',
};
const SIGNS: Readonly<Record<string, string>> = {
  dot: ' · ',
  cross: ' × ',
  hadamard: ' ⊙ ',
  kronecker: ' ⊗ ',
  'entrywise-divide': ' ⊘ ',
};
const MARKS: Readonly<Record<string, string>> = {
  transpose: 'ᵀ',
  inverse: '⁻¹',
  'inverse-transpose': '⁻ᵀ',
  'pseudo-inverse': '⁺',
};

function applied(expr: Apply): string {
  const [first, second] = expr.args;
  if (first === undefined) return '';
  const mark = MARKS[expr.op];
  if (mark !== undefined) return `${operand(first)}${mark}`;
  if (expr.op === 'divide' && second !== undefined) return `${operand(first)}/${denominator(second)}`;
  const sign = SIGNS[expr.op];
  if (sign !== undefined) return expr.args.map(operand).join(sign);
  switch (expr.op) {
    case 'product':
      return expr.args
        .map((it, i) => (isFraction(it) && i + 1 < expr.args.length ? `(${print(it)})` : operand(it)))
        .reduce((all, it) => (/[A-Za-z]{2,}$/.test(all) || /^[a-z]{2,}/.test(it) ? `${all} ${it}` : all + it));
    case 'sum':
      return expr.args
        .map((it, i) => (expr.signs?.[i] === -1 ? (i === 0 ? '−' : ' − ') : i === 0 ? '' : ' + ') + print(it))
        .join('');
    case 'power':
    case 'entrywise-power':
      return `${operand(first)}${second?.kind === 'number' ? raised(String(second.value)) : `^${second === undefined ? '' : operand(second)}`}`;
    case 'parentheses':
      return `(${print(first)})`;
    case 'cross-matrix':
      return expr.name === 'skew' ? `skew(${print(first)})` : `[${print(unbracketed(first))}]×`;
    case 'norm':
      return `‖${print(first)}‖`;
    case 'bars':
      return `|${print(first)}|`;
    case 'inner':
      return `⟨${expr.args.map(print).join(', ')}⟩`;
    case 'elementwise':
      if (expr.name === 'sqrt')
        return `√${first.kind === 'symbol' || first.kind === 'number' ? print(first) : `(${print(first)})`}`;
      return `${expr.name ?? ''}(${print(first)})`;
    case 'free':
      return expr.args.map(print).join(' ');
    default:
      return `${NAMES[expr.op] ?? expr.name ?? expr.op}(${expr.args.map((it) => print(it.kind === 'apply' && it.op === 'parentheses' ? it.args[0]! : it)).join(', ')})`;
  }
}

const NAMES: Readonly<Record<string, string>> = {
  trace: 'tr',
  determinant: 'det',
  diagonal: 'diag',
  vectorise: 'vec',
  expectation: 'E',
  probability: 'P',
};

const isFraction = (expr: Expr): boolean =>
  expr.kind === 'apply' && expr.op === 'divide' && expr.args.some((it) => it.kind !== 'number');

/** `λ/(2w)`. */
const denominator = (expr: Expr): string => {
  const text = operand(expr);
  const several = expr.kind === 'apply' && (expr.op === 'product' || expr.op === 'divide');
  return several && !text.startsWith('(') ? `(${text})` : text;
};

const pointOf = ({ key, from }: BoundIndex): string => `${key} = ${from === undefined ? '' : print(from)}`;

/** With brackets where a factor needs them. */
function operand(expr: Expr): string {
  const text = print(expr);
  const loose =
    expr.kind === 'relation' ||
    expr.kind === 'reduce' ||
    (expr.kind === 'apply' &&
      (expr.op === 'sum' || expr.op === 'dot' || expr.op === 'cross' || expr.op === 'hadamard'));
  return loose && !text.startsWith('(') ? `(${text})` : text;
}

const DIGITS = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const raised = (number: string): string =>
  /^\d+$/.test(number) ? [...number].map((it) => [...DIGITS][Number(it)]).join('') : `^${number}`;

const LOW: Readonly<Record<string, string>> = { 0: '₀', 1: '₁', 2: '₂', 3: '₃', 4: '₄', 5: '₅', 6: '₆', 7: '₇', 8: '₈', 9: '₉', i: 'ᵢ', j: 'ⱼ', k: 'ₖ', l: 'ₗ', m: 'ₘ', n: 'ₙ', p: 'ₚ', s: 'ₛ', t: 'ₜ', r: 'ᵣ' }; // prettier-ignore

function indexed(base: string, items: readonly IndexItem[], upper: boolean): string {
  const text = items.map((it) =>
    it.kind === 'at'
      ? print(it.expr)
      : it.kind === 'all'
        ? ':'
        : `${it.from === undefined ? '' : print(it.from)}:${it.to === undefined ? '' : print(it.to)}`,
  );
  if (upper) return `${base}⁽${text.join(',')}⁾`;
  const low = text.length === 1 ? [...text[0]!].map((it) => LOW[it]) : [];
  return low.length > 0 && low.every((it) => it !== undefined) ? base + low.join('') : `${base}_${text.join(',')}`;
}
