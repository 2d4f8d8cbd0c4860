/** Mathematical characters that stand for a command: what a reader sees is the same, so the tree is the same too. */

const raw = String.raw;

// prettier-ignore
const rows: readonly string[] = [
  // Greek
  raw`α \alpha β \beta γ \gamma δ \delta ε \varepsilon ϵ \epsilon ζ \zeta η \eta θ \theta ϑ \vartheta ι \iota κ \kappa ϰ \varkappa λ \lambda μ \mu µ \mu ν \nu ξ \xi ο \omicron π \pi ϖ \varpi ρ \rho ϱ \varrho σ \sigma ς \varsigma τ \tau υ \upsilon φ \varphi ϕ \phi χ \chi ψ \psi ω \omega ϝ \digamma`,
  raw`Γ \Gamma Δ \Delta ∆ \Delta Θ \Theta Λ \Lambda Ξ \Xi Π \Pi Σ \Sigma Υ \Upsilon Φ \Phi Ψ \Psi Ω \Omega Α \Alpha Β \Beta Ε \Epsilon Ζ \Zeta Η \Eta Ι \Iota Κ \Kappa Μ \Mu Ν \Nu Ο \Omicron Ρ \Rho Τ \Tau Χ \Chi`,
  // Letters and constants
  raw`∞ \infty ∅ \emptyset ⌀ \varnothing ℓ \ell ℏ \hbar ℘ \wp ℵ \aleph ℶ \beth ∇ \nabla ∂ \partial ∀ \forall ∃ \exists ∄ \nexists ¬ \neg ⊤ \top ⊥ \perp ∠ \angle ° \degree √ \surd ∎ \blacksquare □ \square † \dagger ‡ \ddagger ℜ \Re ℑ \Im ı \imath ȷ \jmath`,
  // Relations
  raw`≠ \ne ≡ \equiv ∼ \sim ≃ \simeq ≈ \approx ≅ \cong ∝ \propto ≍ \asymp ≐ \doteq ≜ \triangleq ≝ \defeq ≔ \coloneqq ≕ \eqqcolon ∷ \dblcolon ⩴ \Coloneqq ≟ \questeq ≙ \corresponds ≤ \le ≥ \ge ⩽ \leqslant ⩾ \geqslant ≦ \leqq ≧ \geqq ≪ \ll ≫ \gg ≮ \nless ≯ \ngtr ≰ \nleq ≱ \ngeq ≲ \lesssim ≳ \gtrsim`,
  raw`≺ \prec ≻ \succ ⪯ \preceq ⪰ \succeq ≼ \preccurlyeq ≽ \succcurlyeq ∈ \in ∊ \in ∉ \notin ∋ \ni ∌ \notni ⊂ \subset ⊃ \supset ⊆ \subseteq ⊇ \supseteq ⊄ \nsubset ⊅ \nsupset ⊊ \subsetneq ⊋ \supsetneq ⊈ \nsubseteq ⊉ \nsupseteq ⊑ \sqsubseteq ⊒ \sqsupseteq`,
  raw`∣ \mid ∤ \nmid ∦ \nparallel ⟂ \perp ⊢ \vdash ⊣ \dashv ⊨ \models ⊧ \models ⋈ \bowtie ∴ \therefore ∵ \because ⫫ \indep`,
  raw`→ \to ← \leftarrow ↔ \leftrightarrow ↦ \mapsto ⟼ \longmapsto ⇒ \Rightarrow ⇐ \Leftarrow ⇔ \Leftrightarrow ⟶ \longrightarrow ⟵ \longleftarrow ⟷ \longleftrightarrow ⟹ \implies ⟸ \impliedby ⟺ \iff ↑ \uparrow ↓ \downarrow ⇑ \Uparrow ⇓ \Downarrow ↗ \nearrow ↘ \searrow ↪ \hookrightarrow ↩ \hookleftarrow ⇀ \rightharpoonup ⇌ \rightleftharpoons ↠ \twoheadrightarrow ⇝ \rightsquigarrow`,
  // Operators
  raw`− \minus ± \pm ∓ \mp ⊕ \oplus ⊖ \ominus ⊞ \boxplus ∪ \cup ∩ \cap ⊎ \uplus ⊔ \sqcup ⊓ \sqcap ∨ \vee ∧ \wedge ∖ \setminus ⧵ \setminus ⊻ \veebar`,
  raw`· \cdot ⋅ \cdot ∙ \bullet • \bullet × \times ÷ \div ∗ \ast ⋆ \star ∘ \circ ⊙ \odot ⊗ \otimes ⊘ \oslash ⊠ \boxtimes ⊡ \boxdot ⊛ \circledast ⊚ \circledcirc ⋄ \diamond ⋉ \ltimes ⋊ \rtimes ⊺ \intercal ⨯ \times ⨂ \bigotimes ⨁ \bigoplus ⨀ \bigodot ∕ / ⁄ /`,
  raw`∑ \sum ∏ \prod ∐ \coprod ∫ \int ∬ \iint ∭ \iiint ∮ \oint ⋃ \bigcup ⋂ \bigcap ⋁ \bigvee ⋀ \bigwedge`,
  // Punctuation, dots, delimiters
  raw`… \ldots ⋯ \cdots ⋮ \vdots ⋱ \ddots ⋰ \iddots ‖ \| ∥ \| ｜ | ⟨ \langle ⟩ \rangle 〈 \langle 〉 \rangle ⌊ \lfloor ⌋ \rfloor ⌈ \lceil ⌉ \rceil ⟦ \llbracket ⟧ \rrbracket ⦃ \lBrace ⦄ \rBrace （ ( ） ) ［ [ ］ ] ， , ； ; ： : 。 . 、 , ＝ = ＋ + － - ＜ < ＞ > ≢ \nequiv`,
];

const written = new Map<string, string>();
for (const row of rows) {
  const words = row.trim().split(/\s+/);
  for (let i = 0; i + 1 < words.length; i += 2) written.set(words[i] ?? '', words[i + 1] ?? '');
}

/** The command or ASCII character that `char` is another spelling of. */
export const spelling = (char: string): string | undefined => written.get(char);

const raised =
  '⁰0¹1²2³3⁴4⁵5⁶6⁷7⁸8⁹9⁺+⁻-⁼=⁽(⁾)ⁿnⁱiᵀTᵗtᴴHᵃaᵇbᶜcᵈdᵉeᶠfᵍgʰhʲjᵏkˡlᵐmᵒoᵖpʳrˢsᵘuᵛvʷwˣxʸyᶻzᴬAᴮBᴰDᴱEᴳGᴵIᴶJᴷKᴸLᴹMᴺNᴼOᴾPᴿRᵁUⱽVᵂW';
const lowered = '₀0₁1₂2₃3₄4₅5₆6₇7₈8₉9₊+₋-₌=₍(₎)ₐaₑeₕhᵢiⱼjₖkₗlₘmₙnₒoₚpᵣrₛsₜtᵤuᵥvₓx';

const pairs = (text: string): ReadonlyMap<string, string> => {
  const chars = Array.from(text);
  return new Map(chars.flatMap((char, i) => (i % 2 === 0 ? [[char, chars[i + 1] ?? ''] as const] : [])));
};

const superscripts = pairs(raised);
const subscripts = pairs(lowered);

/** `²` is 2 above the line, `ᵀ` a T. */
export const superscriptOf = (char: string): string | undefined => superscripts.get(char);
/** `₁` is 1 below the line. */
export const subscriptOf = (char: string): string | undefined => subscripts.get(char);

/** How many primes the character shows. */
export function primesOf(char: string): number {
  return char === '′' || char === '’' ? 1 : char === '″' ? 2 : char === '‴' ? 3 : char === '⁗' ? 4 : 0;
}

interface Face {
  /** The command that gives this face: `\mathbb` for ℝ. */
  readonly command: string;
  readonly letter: string;
}

const singles = new Map<string, Face>();
for (const [chars, command] of [
  ['ℂCℍHℕNℙPℚQℝRℤZ𝟙1𝟘0', '\\mathbb'],
  ['ℬBℰEℱFℋHℐIℒLℳMℛRℯeℊgℴo', '\\mathscr'],
  ['ℭCℌHℨZ', '\\mathfrak'],
] as const) {
  for (const [char, letter] of pairs(chars)) singles.set(char, { command, letter });
}

/** The blocks of 52 letters from U+1D400; italic is how letters look anyway. */
const faces: readonly string[] = [
  '\\mathbf',
  '\\mathit',
  '\\boldsymbol',
  '\\mathscr',
  '\\mathbfscr',
  '\\mathfrak',
  '\\mathbb',
  '\\mathbffrak',
  '\\mathsf',
  '\\mathbfsf',
  '\\mathsfit',
  '\\mathbfsfit',
  '\\mathtt',
];

const digitFaces: readonly string[] = ['\\mathbf', '\\mathbb', '\\mathsf', '\\mathbfsf', '\\mathtt'];

/** A letter or digit drawn in a face of its own, as ℝ or 𝐱. */
export function faceOf(char: string): Face | undefined {
  const single = singles.get(char);
  if (single !== undefined) return single;
  const code = char.codePointAt(0) ?? 0;
  if (code >= 0x1d400 && code <= 0x1d6a3) {
    const index = code - 0x1d400;
    const at = index % 52;
    const letter = String.fromCharCode(at < 26 ? 65 + at : 71 + at);
    return { command: faces[Math.floor(index / 52)] ?? '\\mathbf', letter };
  }
  if (code >= 0x1d7ce && code <= 0x1d7ff) {
    const index = code - 0x1d7ce;
    return { command: digitFaces[Math.floor(index / 10)] ?? '\\mathbf', letter: String(index % 10) };
  }
  return undefined;
}
