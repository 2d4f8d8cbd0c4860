/** Sentences of findings (experience.md, part 2): what is, then what was needed, in the author's glyphs. */
import type { Conflict } from '../shape/conflict.ts';
import { sayDim } from '../shape/dim.ts';

export interface Operand {
  readonly tex: string;
  readonly said: string;
}

type Wording =
  | { readonly code: 'syntax'; readonly text: string; readonly fault: string }
  | {
      readonly code: Conflict['code'];
      readonly conflict: Conflict;
      readonly left: Operand;
      readonly right: Operand | undefined;
    };

export function messageOf(it: Wording): string {
  if (it.code === 'syntax') return syntax((it as { fault: string }).fault, (it as { text: string }).text);
  const { conflict, left, right } = it as Extract<Wording, { conflict: Conflict }>;
  const [first, second] = conflict.sizes ?? [];
  switch (conflict.code) {
    case 'not-square':
      return `The ${conflict.what === 'power' ? 'power' : conflict.what} needs a square matrix, but ${left.tex} ${left.said}.`;
    case 'index-capture':
      return `The index of ${left.tex} is also the running index of the sum.`;
    case 'broadcast':
      return `${left.tex} ${left.said} and ${right?.tex ?? ''} ${right?.said ?? ''}; the sum is read entry by entry.`;
    default:
  }
  const both = `${left.tex} ${left.said}`;
  const other = `${right?.tex ?? ''} ${right?.said ?? ''}`;
  switch (conflict.what) {
    case 'product':
      if (first !== undefined && second !== undefined)
        return `${both}, but ${other}; the product needs ${sayDim(first) === '?' ? 'equal inner sizes' : sayDim(first)}.`;
      return `${both} and ${other}; in this order they have no product.`;
    case 'square':
      return `${left.tex} and ${right?.tex ?? ''} fit only if a matrix is square that its definition makes rectangular.`;
    case 'sum':
      return `${both} and ${other}; they cannot be added.`;
    case 'entrywise':
      return `${both} and ${other}; an entrywise operation needs equal sizes.`;
    case 'inner':
      return `${both} and ${other}; an inner product needs equal sizes.`;
    default:
      return `The left side ${left.said}; the right side ${right?.said ?? ''}.`;
  }
}

function syntax(fault: string, text: string): string {
  switch (fault) {
    case 'stray-close':
      return `${text || 'A closing delimiter'} closes nothing.`;
    case 'too-deep':
      return 'The formula is nested too deeply to be read.';
    case 'macro-limit':
      return 'A macro expands without end.';
    default:
      return `${text || 'A delimiter'} is not closed.`;
  }
}

/** The shape ribbon: both operands with their shapes beneath. */
export function ribbon(conflict: Conflict, left: Operand, right: Operand): string {
  const [first, second] = conflict.sizes ?? [];
  const above = `${left.tex}   ${right.tex}`;
  const short = (it: string): string => it.replace(/^(is|has) (an? )?/, '');
  const below = `${short(left.said)}   ${short(right.said)}`;
  const gap = first === undefined || second === undefined ? '' : `\n${sayDim(first)} is not ${sayDim(second)}`;
  return `${above}\n${below}${gap}`;
}

const SYMBOLS: Readonly<Record<string, string>> = {
  top: 'ᵀ', intercal: 'ᵀ', nabla: '∇', partial: '∂', cdot: '·', times: '×', odot: '⊙', otimes: '⊗', sum: 'Σ', prod: 'Π', int: '∫', infty: '∞',
  alpha: 'α', beta: 'β', gamma: 'γ', delta: 'δ', epsilon: 'ε', varepsilon: 'ε', zeta: 'ζ', eta: 'η', theta: 'θ', kappa: 'κ', lambda: 'λ',
  mu: 'μ', nu: 'ν', xi: 'ξ', pi: 'π', rho: 'ρ', sigma: 'σ', tau: 'τ', phi: 'φ', varphi: 'φ', chi: 'χ', psi: 'ψ', omega: 'ω', Gamma: 'Γ',
  Delta: 'Δ', Theta: 'Θ', Lambda: 'Λ', Xi: 'Ξ', Pi: 'Π', Sigma: 'Σ', Phi: 'Φ', Psi: 'Ψ', Omega: 'Ω', ell: 'ℓ', le: '≤', leq: '≤', ge: '≥',
  geq: '≥', in: '∈', pm: '±', ldots: '…', dots: '…', cdots: '⋯', dagger: '†', prime: '′', langle: '⟨', rangle: '⟩', '|': '‖', lVert: '‖', rVert: '‖',
}; // prettier-ignore

/** LaTeX as plain text in Unicode, at most 24 characters: messages hold no LaTeX. */
export function pretty(tex: string): string {
  let text = tex
    .replaceAll(
      /\\(?:left|right|big|Big|bigg|Bigg|bigl|bigr|displaystyle|limits|,|;|!|:|quad|qquad|label\{[^}]*\})/g,
      ' ',
    )
    .replaceAll(
      /\\(?:mathbf|boldsymbol|bm|mathrm|text|operatorname|mathcal|mathsf|vec|mathbb|bf|rm|textbf|pmb)\s*\{([^{}]*)\}/g,
      '$1',
    )
    .replaceAll(/\\(?:mathbf|boldsymbol|bm|mathrm|vec|mathcal|bf|rm)\s+/g, '')
    .replaceAll(/\^\s*\{?\s*(?:\\top|\\intercal|\\mathsf\{?T\}?|\\mathrm\{?T\}?|T)\s*\}?/g, 'ᵀ')
    .replaceAll(/\^\s*\{\s*-1\s*\}/g, '⁻¹')
    .replaceAll(/\^\s*\{\s*-\s*(?:\\top|T)\s*\}/g, '⁻ᵀ')
    .replaceAll(/\^\s*\{?2\}?/g, '²')
    .replaceAll(/\\(?:d|t)?frac\s*\{([^{}]*)\}\s*\{([^{}]*)\}/g, '$1/$2')
    .replaceAll(/\\([a-zA-Z]+|\|)/g, (_, name: string) => SYMBOLS[name] ?? name)
    .replaceAll(/[{}$&]/g, '')
    .replaceAll(/\\/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
  text = text
    .replaceAll(/ ?([()[\],]) ?/g, (_, sign: string) => (sign === ',' ? ', ' : sign))
    .replaceAll(/\s*([+=])\s*/g, ' $1 ')
    .replaceAll(/(?<=\S)\s*-\s*(?=\S)/g, ' − ');
  return text.length <= 24 ? text : `${text.slice(0, 11).trim()}…${text.slice(-11).trim()}`;
}
