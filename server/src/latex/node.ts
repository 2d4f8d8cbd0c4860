/**
 * The syntax tree of a formula: how it is written, not what it means. `A^T`, `x'`, `|X|` and `f(x+1)` stay what they
 * look like. Plain read-only data; spans are offsets in the formula's text (for tokens out of a macro: the span of the
 * use). Every character of the formula lies in exactly one leaf or in trivia between leaves, so the tree prints back.
 */
import type { Span } from '../base/span.ts';

export type Node = Atom | Group | Scripted | Command | Fence | Environment | TextNode | Fault;

/** What an atom is for, from `commands.ts` or from the character itself. */
export type Role =
  | 'letter' //       A, x, \alpha, \ell, \Sigma, \infty, \emptyset: something that can be a name or a constant
  | 'number' //       12, 0.5, .5
  | 'relation' //     = < > \le \in \sim \approx \propto \to \mapsto \leftarrow := \triangleq \implies \iff \mid …
  | 'additive' //     + - \pm \mp \oplus \ominus \cup \cap \vee \wedge \setminus
  | 'multiplicative' // * / \cdot \times \odot \otimes \oslash \circ \div \star \ast
  | 'function' //     \log \exp \sin \det \tr \max \argmin \Pr \dim \rank, and \operatorname{…} becomes a Command
  | 'big' //          \sum \prod \int \bigcup \lim …
  | 'nabla' //        \nabla
  | 'partial' //      \partial
  | 'prefix' //       \forall \exists \neg \lnot
  | 'punctuation' //  , ; . : ! ? and \colon
  | 'ellipsis' //     \ldots \dots \cdots \vdots \ddots …
  | 'bar' //          a | or \| or \vert that found no partner (conditional bars)
  | 'align' //        & outside a known environment
  | 'newline'; //     \\ outside an environment

export interface Atom {
  readonly kind: 'atom';
  /**
   * `A`, `12.5`, `\alpha`, `:=`: as written, without the space that ends a control word. A mathematical character is
   * the command it stands for: `≤` is `\le`, `²` a `2` above the line, `ℝ` a `\mathbb` around an `R`.
   */
  readonly text: string;
  readonly role: Role;
  readonly span: Span;
}

/** `{…}` or the braceless argument of nothing: invisible grouping. */
export interface Group {
  readonly kind: 'group';
  readonly body: readonly Node[];
  readonly span: Span;
}

/** A base with everything attached to it, in whatever order it was written. `^\prime` counts as a prime. */
export interface Scripted {
  readonly kind: 'scripted';
  /** Absent when nothing stands before the script (`{}^\top A`). */
  readonly base?: Node;
  readonly sub?: Node;
  readonly sup?: Node;
  readonly primes: number;
  /** `\sum\limits_{i}` and `\nolimits` change nothing here. */
  readonly span: Span;
}

/** A control word with its arguments: `\frac{a}{b}`, `\mathbf x`, `\sqrt[3]{x}`, `\operatorname{tr}`, `\hat x`. */
export interface Command {
  readonly kind: 'command';
  /** With the backslash, without a star: `\operatorname`. */
  readonly name: string;
  readonly star: boolean;
  readonly args: readonly Node[];
  readonly option?: Node;
  readonly role: CommandRole;
  readonly span: Span;
}

export type CommandRole =
  | 'style' //     \mathbf \boldsymbol \bm \mathrm \mathbb \mathcal \mathsf \mathit \pmb, {\bf …}: args[0] in another face
  | 'accent' //    \hat \tilde \bar \vec \dot \overline \underline \widehat …
  | 'fraction' //  \frac \dfrac \tfrac \cfrac (args: over, under), also {a \over b}
  | 'binomial' //  \binom …
  | 'root' //      \sqrt, option is the degree
  | 'operator' //  \operatorname \mathop: args[0] is its name, usually letters
  | 'stack' //     \overset \underset \stackrel: args[0] the note, args[1] the base
  | 'brace' //     \underbrace \overbrace \boxed \cancel: args[0] the base; a script on it is a label
  | 'phantom' //   \phantom \hphantom
  | 'colour' //    \color{…}{…} \textcolor: the last argument counts
  | 'label' //     \label \tag \eqref \ref \cite \notag: not part of the mathematics
  | 'definition' //\newcommand and its kin inside a formula
  | 'other'; //    any other known command with arguments

/** A pair of delimiters and what they hold. `open` and `close` as written without sizing: `(`, `\|`, `\lVert`, `.` (empty delimiter). */
export interface Fence {
  readonly kind: 'fence';
  readonly open: string;
  readonly close: string;
  readonly body: readonly Node[];
  readonly span: Span;
}

/** `\begin{name} … \end{name}`: rows of cells. For a known alignment environment `&` only aligns. */
export interface Environment {
  readonly kind: 'environment';
  /** Without its star. */
  readonly name: string;
  /** `matrix`: entries; `cases`: value & condition; `align`: rows are lines of a derivation, cells are one run;
   * `wrapper`: one body (equation, split around one row …); `other`: unknown to `commands.ts`. */
  readonly role: 'matrix' | 'cases' | 'align' | 'wrapper' | 'other';
  readonly rows: readonly Row[];
  readonly span: Span;
}

export interface Row {
  readonly cells: readonly (readonly Node[])[];
  readonly span: Span;
}

/** `\text{where }`, `\mbox{…}`, `\textrm{…}`: words. Formulas inside (`\text{if $x>0$}`) are in `formulas`. */
export interface TextNode {
  readonly kind: 'text';
  readonly text: string;
  readonly formulas: readonly (readonly Node[])[];
  readonly span: Span;
}

/** A place that could not be read. Everything around it stands. */
export interface Fault {
  readonly kind: 'fault';
  readonly fault:
    | 'missing-argument'
    | 'missing-close'
    | 'stray-close'
    | 'unknown-command'
    | 'unknown-environment'
    | 'double-script'
    | 'too-deep'
    | 'macro-limit';
  /** As written; empty for something missing. */
  readonly text: string;
  readonly span: Span;
}

/** A whole formula. */
export interface Tree {
  readonly text: string;
  readonly body: readonly Node[];
  /** True when no `fault` is in the tree. */
  readonly clean: boolean;
  /** Where macros are used, when any are: the leaves inside stand for what the macro makes of this text. */
  readonly uses?: readonly Span[];
}
