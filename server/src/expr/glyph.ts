/** Names: the key of a glyph, and how it looks in a message. */
import type { Face, Glyph } from './expr.ts';

export const plain = (letter: string): Glyph => ({ letter, face: 'plain', accents: [], label: '', primes: 0 });

/** The same for all spellings of a glyph (`\mathbf A`, `{\bf A}`, `\boldsymbol{A}`), different for `A` and `\mathbf A`. */
export function keyOf(glyph: Glyph): string {
  const face = glyph.face === 'plain' ? '' : `${glyph.face} `;
  const accents = glyph.accents.length === 0 ? '' : `${[...glyph.accents].reverse().join(' ')} `;
  const label = glyph.label === '' ? '' : `_${glyph.label}`;
  return `${accents}${face}${glyph.letter}${label}${"'".repeat(glyph.primes)}`;
}

/** The glyph a decorated one is a variant of: `x` for `x^*`, `\hat x`, `x'`, `x_{\text{old}}`; undefined for a bare one. */
export function bare(glyph: Glyph): Glyph | undefined {
  if (glyph.label === '' && glyph.primes === 0 && glyph.accents.length === 0) return undefined;
  return { ...glyph, label: '', primes: 0, accents: [] };
}

const GREEK: Readonly<Record<string, string>> = {
  alpha: 'α', beta: 'β', gamma: 'γ', delta: 'δ', epsilon: 'ε', varepsilon: 'ε', zeta: 'ζ', eta: 'η', theta: 'θ',
  vartheta: 'ϑ', iota: 'ι', kappa: 'κ', lambda: 'λ', mu: 'μ', nu: 'ν', xi: 'ξ', pi: 'π', rho: 'ρ', sigma: 'σ', tau: 'τ',
  upsilon: 'υ', phi: 'φ', varphi: 'φ', chi: 'χ', psi: 'ψ', omega: 'ω', Gamma: 'Γ', Delta: 'Δ', Theta: 'Θ', Lambda: 'Λ',
  Xi: 'Ξ', Pi: 'Π', Sigma: 'Σ', Upsilon: 'Υ', Phi: 'Φ', Psi: 'Ψ', Omega: 'Ω', ell: 'ℓ', infty: '∞', partial: '∂',
}; // prettier-ignore

const COMBINING: Readonly<Record<string, string>> = {
  hat: '\u0302', widehat: '\u0302', tilde: '\u0303', widetilde: '\u0303', bar: '\u0304', overline: '\u0304', vec: '\u20d7',
  dot: '\u0307', ddot: '\u0308', underline: '\u0332', check: '\u030c', breve: '\u0306', mathring: '\u030a',
}; // prettier-ignore

/** Accents that are signs before the name. */
const BEFORE: Readonly<Record<string, string>> = { d: 'd', Delta: 'Δ' };

/** The name as a message shows it: 𝐀, x̂, W_Q, θ. */
export function unicode(glyph: Glyph): string {
  const letter = glyph.letter.startsWith('\\') ? (GREEK[glyph.letter.slice(1)] ?? glyph.letter.slice(1)) : glyph.letter;
  const faced = styled(letter, glyph.face);
  const accented = faced + glyph.accents.map((it) => COMBINING[it] ?? '').join('');
  const signs = glyph.accents.map((it) => BEFORE[it] ?? '').join('');
  const label = glyph.label === '' ? '' : /^[*†+]$/.test(glyph.label) ? glyph.label : `_${labelText(glyph.label)}`;
  return `${signs}${accented}${label}${'′'.repeat(glyph.primes)}`;
}

function styled(letter: string, face: Face): string {
  if (face !== 'bold' && face !== 'blackboard') return letter;
  const code = letter.codePointAt(0);
  if (code === undefined || letter.length !== 1) return letter;
  if (face === 'blackboard') {
    const special: Readonly<Record<string, string>> = { R: 'ℝ', C: 'ℂ', N: 'ℕ', Z: 'ℤ', Q: 'ℚ', P: 'ℙ', H: 'ℍ' };
    return special[letter] ?? (code >= 65 && code <= 90 ? String.fromCodePoint(0x1d538 + code - 65) : letter);
  }
  if (code >= 65 && code <= 90) return String.fromCodePoint(0x1d400 + code - 65);
  if (code >= 97 && code <= 122) return String.fromCodePoint(0x1d41a + code - 97);
  if (code >= 0x3b1 && code <= 0x3c9) return String.fromCodePoint(0x1d6c2 + code - 0x3b1);
  if (code >= 0x391 && code <= 0x3a9) return String.fromCodePoint(0x1d6a8 + code - 0x391);
  if (code >= 48 && code <= 57) return String.fromCodePoint(0x1d7ce + code - 48);
  return letter;
}

export const isUpper = (glyph: Glyph): boolean => {
  const letter = glyph.letter.startsWith('\\') ? glyph.letter.slice(1) : glyph.letter;
  return /^[A-Z]/.test(letter) || /^[\u0391-\u03a9]/.test(letter);
};

/** `\vec F`, `\overrightarrow{v}`: an arrow says vector. */
export const isArrow = ({ accents }: Glyph): boolean => /^(vec|overrightarrow)$/.test(accents.at(-1) ?? '');

export const isGreek = (glyph: Glyph): boolean =>
  (glyph.letter.startsWith('\\') && Object.hasOwn(GREEK, glyph.letter.slice(1))) ||
  /^[\u0391-\u03c9]$/.test(glyph.letter);

/** `hh` as it is, `k|k-1` and `?x=0` between braces: where they end, nothing else tells. */
const labelText = (label: string): string => {
  const text = label.replaceAll('\\', '').replace(/^\?/, '');
  return text.includes('|') || label.startsWith('?') ? `{${text}}` : text;
};
