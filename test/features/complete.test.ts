/** What is offered while a formula is written, and what is not. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { analyse } from '../../server/src/analysis/analyse.ts';
import { rulebook } from '../../server/src/analysis/rulebook.ts';
import { defaults, type Settings } from '../../server/src/analysis/settings.ts';
import { never } from '../../server/src/base/cancel.ts';
import { type Completion, completions } from '../../server/src/features/complete.ts';
import { readNote } from '../../server/src/note/read.ts';
import type { NoteFormat } from '../../server/src/note/note.ts';
import { settle } from '../../server/src/verify/settle.ts';
import { repository } from '../support/repository.ts';

interface Asked {
  readonly automatic?: boolean;
  readonly format?: NoteFormat;
  readonly settings?: Settings;
}

const folder = join(repository, 'server/catalogue');
const chapters = readdirSync(folder).map((name) => ({ path: name, text: readFileSync(join(folder, name), 'utf8') }));
const rules = rulebook('', chapters);

/** What is offered at the `¦` of a note. */
function offered(marked: string, { automatic = true, format = 'markdown', settings = defaults }: Asked = {}) {
  const offset = marked.indexOf('¦');
  const text = marked.replace('¦', '');
  const facts = analyse(readNote(text, format), settings, never);
  const where = (at: number): string => `line ${String(text.slice(0, at).split('\n').length)}`;
  const { items } = completions({ facts, settings, where, rules }, offset, automatic);
  const taken = (item: Completion | undefined): string =>
    item === undefined ? '' : text.slice(0, item.span.start) + item.newText + text.slice(item.span.end);
  return { items, taken, facts };
}

const first = (marked: string, asked: Asked = {}): string | undefined => offered(marked, asked).items[0]?.newText;

const sizes = String.raw`Let $A \in \mathbb{R}^{p\times m}$, $X \in \mathbb{R}^{m\times n}$, $B \in \mathbb{R}^{n\times p}$.
Let $M \in \mathbb{R}^{N\times d}$, $w \in \mathbb{R}^d$, $y \in \mathbb{R}^N$, $\lambda \in \mathbb{R}$.
Let $Q \in \mathbb{R}^{d \times d}$. Let $S \in \mathbb{R}^{d \times d}$ be symmetric.

`;
const trace = String.raw`\frac{\partial}{\partial X} \operatorname{tr}(AXB) =`;

describe('the first offer', () => {
  test.each([
    // The layout is the note's.
    [`${sizes}$$${trace}¦$$`, String.raw` A^\top B^\top`],
    [`We use denominator layout.\n${sizes}$$${trace}¦$$`, String.raw` A^\top B^\top`],
    [`We use numerator layout.\n${sizes}$$${trace}¦$$`, String.raw` B A`],
    // A row by a transposed variable, whatever the layout is.
    [String.raw`${sizes}$\frac{\partial w^\top S w}{\partial w^\top} = ¦$`, String.raw`2 w^\top S`],
    [String.raw`${sizes}$\frac{\partial (Mw)}{\partial w} = ¦$`, 'M'],
    [String.raw`We use denominator layout. ${sizes}$\frac{\partial (Qw)}{\partial w} = ¦$`, String.raw`Q^\top`],
    // What the note defines is followed.
    [
      String.raw`${sizes}With $f(w) = \|Mw - y\|^2 + \lambda \|w\|^2$ it is $$\nabla f(w) = ¦$$`,
      String.raw`2 (M^\top (Mw - y) + \lambda w)`,
    ],
    [String.raw`${sizes}With $f(w) = \|Mw - y\|^2$ it is $$\nabla f = ¦$$`, String.raw`2 M^\top (Mw - y)`],
    [String.raw`${sizes}With $f(w) = \|Mw - y\|^2$ it is $$\nabla^2 f(w) = ¦$$`, String.raw`2 M^\top M`],
    [
      String.raw`${sizes}Let $r = Mw - y$ and $L = r^\top r$. $$\begin{align} \frac{\partial L}{\partial r} &= 2r \\ \frac{\partial L}{\partial w} &= ¦\end{align}$$`,
      String.raw`2 M^\top (Mw - y)`,
    ],
    // The variable varies, whatever its definition gives it.
    [
      String.raw`${sizes}At last $w = (M^\top M)^{-1} M^\top y$. $$\nabla_w \|Mw - y\|^2 = ¦$$`,
      String.raw`2 M^\top (Mw - y)`,
    ],
    // Sizes that nothing tells are what the names need.
    [
      String.raw`Here $C$ is a matrix, and $$\nabla_{\mathbf{x}} \|C\mathbf{x} - \mathbf{b}\|_2^2 = ¦$$`,
      String.raw`2 C^\top (C\mathbf{x} - \mathbf{b})`,
    ],
    // What is said of a name counts.
    [String.raw`${sizes}$\nabla_w\, w^\top S w = ¦$`, '2 S w'],
    [String.raw`${sizes}$\nabla_w\, w^\top Q w = ¦$`, String.raw`(Q + Q^\top) w`],
    // The note's own spelling.
    [String.raw`${sizes}We know $y^{\mathsf T} M$. $$${trace} ¦$$`, String.raw`A^{\mathsf T} B^{\mathsf T}`],
    [
      String.raw`$\newcommand{\tr}{\operatorname{tr}}$${sizes}Here $\frac{\partial}{\partial X} \tr(AXB)^3 = ¦$`,
      String.raw`3 \tr(A X B)^2 A^\top B^\top`,
    ],
  ])('%#', (note, expected) => {
    expect(first(note)).toBe(expected);
  });
});

describe('the chain rule through a loss that nothing defines', () => {
  const layer = String.raw`Let $x \in \mathbb{R}^{d}$, $W \in \mathbb{R}^{k \times d}$, $b \in \mathbb{R}^k$ and $y = Wx + b$. `;
  const deep = String.raw`Let $x \in \mathbb{R}^{d}$, $W_1 \in \mathbb{R}^{k \times d}$, $W_2 \in \mathbb{R}^{m \times k}$. Let $z_1 = W_1 x$, $h_1 = \sigma(z_1)$ and $z_2 = W_2 h_1$. `;
  const heads = String.raw`Let $Q = XW_Q$, $K = X W_K$, with $X \in \mathbb{R}^{n \times d}$ and $W_Q, W_K \in \mathbb{R}^{d \times k}$. `;
  const by = (variable: string): string => String.raw`$$\frac{\partial L}{\partial ${variable}} = ¦$$`;
  const rows = 'We use numerator layout. ';

  test.each([
    [`${layer}${by('W')}`, String.raw`\frac{\partial L}{\partial y} x^\top`],
    [`${layer}${by('x')}`, String.raw`W^\top \frac{\partial L}{\partial y}`],
    [`${layer}${by('b')}`, String.raw`\frac{\partial L}{\partial y}`],
    [`${rows}${layer}${by('W')}`, String.raw`x \frac{\partial L}{\partial y}`],
    [`${rows}${layer}${by('x')}`, String.raw`\frac{\partial L}{\partial y} W`],
    [String.raw`${layer}$\nabla_x \mathcal{L} = ¦$`, String.raw`W^\top \nabla_y \mathcal{L}`],
    [`${deep}${by('W_1')}`, String.raw`\frac{\partial L}{\partial z_1} x^\top`],
    [`${heads}${by('W_Q')}`, String.raw`X^\top \frac{\partial L}{\partial Q}`],
    // By each way that leads there.
    [`${heads}${by('X')}`, String.raw`\frac{\partial L}{\partial Q} W_Q^\top + \frac{\partial L}{\partial K} W_K^\top`],
  ])('%#', (note, expected) => {
    const [item] = offered(note).items;
    expect(item?.newText.trim()).toBe(expected);
    expect(item?.detail).toContain('checked');
    // Numbers, which know no chain rule, must agree before it is shown.
    expect(item?.needsCheck).toBe(true);
    expect(item?.claims.map((it) => settle(it).verdict)).toEqual(['verified']);
  });

  test.each([
    ['for what nothing depends on', `${layer}${by('c')}`],
    ['where the loss is known to depend otherwise', String.raw`${layer}With $L = g(y) + h(W)$ we have ${by('W')}`],
    ['for a letter that is nobody’s loss', String.raw`${layer}$\frac{\partial s}{\partial W} = ¦$`],
    // A is a function of S, which the words alone tell.
    [
      'where one way may be a part of the other',
      String.raw`${heads}Let $S = X^\top X$, $A = \exp(X^\top X)$ and $O = A W_Q$. ${by('X')}`,
    ],
  ])('is not offered %s', (_, note) => {
    expect(offered(note).items).toEqual([]);
  });
});

describe('a formula that lacks its end', () => {
  test.each([
    [`${sizes}$$\n${trace}¦\n\nThe text goes on, with $x$.\n`, 'markdown'],
    [`${sizes}Then $${trace}¦`, 'markdown'],
    [`${sizes}> $$\n> ${trace}¦\n`, 'markdown'],
    [`${sizes}\\begin{align}\n  ${trace}¦\n\nText.\n`, 'latex'],
    [`${sizes}\\[ ${trace} ¦\n\nText.\n`, 'latex'],
  ] as const)('%#', (note, format) => {
    expect(first(note, { format })?.trim()).toBe(String.raw`A^\top B^\top`);
  });
});

const square = String.raw`${sizes}With $f(w) = \|Mw - y\|^2$ we have a loss. `;

describe('nothing is offered', () => {
  test.each([
    ['where something stands already', `${sizes}$$${trace}¦ A^\\top B^\\top$$`],
    ['before the sign', `${sizes}$$${trace.slice(0, -1)}¦= $$`],
    ['outside the dollars', `${sizes}$$${trace}$$¦`],
    ['where a shape is not known', String.raw`With $f(w)=\|Xw-y\|^2$ it is $\nabla f(w) =¦$`],
    ['where no dependence is stated', String.raw`${sizes}$\frac{\partial L}{\partial w} = ¦$`],
    [
      'where a part depends on the variable unseen',
      String.raw`${sizes}Let $z = g(w)$ with some $g$. Then $\nabla_w (z^\top z + w^\top w) = ¦$`,
    ],
    ['where there is no rule', String.raw`${sizes}$\nabla_w \int_0^1 w^\top w\, dt = ¦$`],
    ['for a condition', String.raw`${square}At a critical point ($\nabla f = ¦$) it is flat.`],
    ['for a condition that is set', String.raw`${square}Setting $\nabla f(w) = ¦$ gives $w$.`],
    ['for a condition that is demanded', String.raw`${square}The optimality condition $\nabla_w f(w) = ¦$ says so.`],
    [
      'where a function is defined for something else',
      String.raw`${square}$\frac{\partial}{\partial X} \operatorname{tr}(f(X)) = ¦$`,
    ],
    [
      'that stands left of the sign already',
      String.raw`Let $f: \mathbb{R}^n \to \mathbb{R}$ and $x \in \mathbb{R}^n$. $\nabla f(x) = ¦$`,
    ],
    ['for what is no derivative', String.raw`${sizes}$M w =¦$`],
  ])('%s', (_, note) => {
    expect(offered(note).items).toEqual([]);
  });

  it('in an exercise', () => {
    expect(offered(`${sizes}$$${trace}¦$$`, { settings: { ...defaults, profile: 'exercise' } }).items).toEqual([]);
  });
});

describe('by entries', () => {
  test.each([
    [trace, String.raw` \sum_{k} A_{ki} B_{jk}`, String.raw`\frac{\partial}{\partial X_{ij}} \operatorname{tr}(AXB) =`],
    [
      String.raw`\frac{\partial (w^\top Q w)}{\partial w} =`,
      String.raw` \sum_{k} Q_{ik} w_{k} + \sum_{k} w_{k} Q_{ki}`,
      String.raw`\frac{\partial (w^\top Q w)}{\partial w_{i}} =`,
    ],
    [
      String.raw`\frac{\partial \|X\|_F^2}{\partial X} =`,
      ' 2 X_{ij}',
      String.raw`\frac{\partial \|X\|_F^2}{\partial X_{ij}} =`,
    ],
  ])('%s', (left, right, turned) => {
    const { items } = offered(`${sizes}$$${left}¦$$`);
    const item = items.find(({ detail }) => detail.startsWith('by entries'));
    expect(item?.needsCheck).toBe(true);
    expect(item?.claims.map((it) => settle(it).verdict)).toEqual(['verified']);
    expect(item?.newText).toBe(right);
    const [also] = item?.also ?? [];
    const note = `${sizes}$$${left}`;
    expect(note.slice(0, also?.span.start) + String(also?.newText) + note.slice(also?.span.end)).toBe(
      `${sizes}$$${turned}`,
    );
  });

  it('not of a vector, nor of nabla', () => {
    for (const left of [String.raw`\frac{\partial (M w)}{\partial w} =`, String.raw`\nabla_w \|Mw - y\|^2 =`]) {
      expect(offered(`${sizes}$$${left}¦$$`).items.some(({ also }) => also !== undefined)).toBe(false);
    }
  });
});

describe('the list on request', () => {
  it('has the derivative first, then other spellings, then names, those that fit first', () => {
    const { items } = offered(String.raw`${sizes}$\nabla_w \|Mw - y\|^2 = ¦$`, { automatic: false });
    expect(items.map(({ kind, newText }) => `${kind} ${newText}`).slice(0, 4)).toEqual([
      String.raw`derivative 2 M^\top (Mw - y)`,
      String.raw`derivative 2 M^\top M w - 2 M^\top y`,
      'symbol w',
      'symbol A',
    ]);
    expect(items[2]?.detail).toBe('vector, d entries');
  });

  it('finds a rule by its number and by its title', () => {
    const { items, taken } = offered(`${sizes}$$rule:3.4¦$$`, { automatic: false });
    expect(taken(items[0])).toBe(
      String.raw`${sizes}$$\frac{\partial}{\partial X} \operatorname{tr}(A X B) = A^\top B^\top$$`,
    );
    const titled = offered(`${sizes}$$rule:jacobi¦$$`, { automatic: false });
    expect(titled.items[0]?.label).toContain('Jacobi');
  });

  it('declares what the formulas tell', () => {
    const { items } = offered(String.raw`${sizes}$\|M w - u\|^2$ and $M^\top u$, where $u¦$`, { automatic: false });
    expect(items.filter((it) => it.kind === 'declaration').map((it) => it.newText)).toEqual([
      String.raw`u \in \mathbb{R}^N`,
    ]);
  });

  it("is drawn without the author's macros", () => {
    const own = String.raw`$\newcommand{\mat}[1]{\mathbf{#1}}\mat A \in \mathbb{R}^{m \times n}$, $x \in \mathbb{R}^n$.`;
    const { items } = offered(String.raw`${own}` + '\n\n' + String.raw`$$\frac{\partial}{\partial x} \mat A x = ¦$$`);
    const { formula } = items[0]!.documentation(rules);
    expect([formula?.tex, formula?.drawn]).toEqual([String.raw`\mat A`, String.raw`\mathbf{ A}`]);
  });

  it('says the layout, the steps, the rule and the other layout', () => {
    const { items } = offered(`We use numerator layout.\n${sizes}$$${trace}¦$$`);
    const { formula, lines } = items[0]!.documentation(rules);
    expect(formula).toEqual({ tex: 'B A', drawn: 'B A', spoken: 'BA' });
    const said = lines.join('\n');
    expect(said).toContain('gradients as rows (stated line 1)');
    expect(said).toContain('the differential');
    expect(said).toContain('Rule 3.4');
    expect(said).toContain('In the other layout: AᵀBᵀ');
  });
});

it('is true for the verifier as well, which knows no rule', () => {
  const { items } = offered(String.raw`${sizes}$\nabla_w \|Mw - y\|^2 = ¦$`);
  expect(items.flatMap(({ claims }) => claims.map((claim) => settle(claim).verdict))).toEqual(['verified', 'verified']);
});
