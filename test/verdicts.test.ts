/** Claims of a note, verified in the note: what is true, what is not, and what must not be accused. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { analyse } from '../server/src/analysis/analyse.ts';
import { verified } from '../server/src/analysis/judged.ts';
import { defaults } from '../server/src/analysis/settings.ts';
import { never } from '../server/src/base/cancel.ts';
import { readNote } from '../server/src/note/read.ts';

interface Told {
  readonly claims: readonly string[];
  readonly findings: readonly string[];
}

function told(text: string): Told {
  const facts = verified(analyse(readNote(text, 'markdown', { dollarRule: 'pandoc' }), defaults, never));
  const statements = facts.parts.flatMap((part) =>
    part.formulas.flatMap(({ statements: list, tree }) =>
      list
        .filter((it) => it.kind === 'claim')
        .map((it) => `${it.verdict}: ${tree.text.slice(it.span.start, it.span.end)}`),
    ),
  );
  const findings = facts.parts.flatMap((part) =>
    part.findings
      .filter((it) => it.code !== 'undeclared-symbol' && it.code !== 'similar-symbol')
      .map((it) => `${it.code} ${it.severity} ${part.part.text.slice(it.span.start, it.span.end)}`),
  );
  return { claims: statements, findings };
}

const setting = String.raw`
We minimise $f(w)=\|Xw-y\|^2+\lambda\|w\|^2$ over $w \in \mathbb{R}^d$, where $X \in \mathbb{R}^{N \times d}$, $y \in \mathbb{R}^N$ and $\lambda \in \mathbb{R}$.
Let $A, B \in\mathbb{R}^{n\times n}$ and $x \in \mathbb{R}^n$.

`;

// prettier-ignore
const claims: readonly (readonly [claim: string, verdict: string, finding?: string])[] = [
  [String.raw`\nabla f(w)=2X^\top(Xw-y)+2\lambda w`, 'verified'],
  [String.raw`\nabla f(w)=2X^\top(Xw-y)+\lambda w`, 'refuted', 'wrong-derivative error'],
  [String.raw`\nabla f(w)=-2X^\top(Xw-y)+2\lambda w`, 'refuted', 'wrong-derivative error'],
  [String.raw`\operatorname{tr}(AB) = \operatorname{tr}(BA)`, 'verified'],
  [String.raw`(AB)^\top = B^\top A^\top`, 'verified'],
  [String.raw`\operatorname{diag}(\exp(Ax))_{ii} = \exp(A_{i,:}^\top x)`, 'verified'],
  [String.raw`\operatorname{diag}(\exp(Ax))_{ii} = A_{i,:}^\top x`, 'refuted', 'false-identity error'],
  [String.raw`(AB)^\top = A^\top B^\top`, 'refuted', 'false-identity error'],
  [String.raw`\nabla_x x^\top A x = (A + A^\top) x`, 'verified'],
  [String.raw`\nabla_x x^\top A x = A x`, 'refuted', 'wrong-derivative error'],
  [String.raw`\frac{\partial}{\partial x} x^\top A x = A x`, 'refuted', 'wrong-derivative error'],
  [String.raw`\nabla_w (Xw - y)^\top (Xw - y) = X^\top (Xw - y)`, 'refuted', 'wrong-derivative error'],
  [String.raw`d(AB) = (dA)B + A\,dB`, 'verified'],
  [String.raw`d(A^\top A) = 2A^\top dA`, 'refuted', 'wrong-derivative error'],
  [String.raw`d\log\det A = \operatorname{tr}(A^{-1}dA)`, 'verified'],
  [String.raw`d\|X\|_F^2 = \operatorname{tr}(X^\top dX)`, 'refuted', 'wrong-derivative error'],
];

describe('a claim in its note', () => {
  test.each(claims)('%s', (claim, verdict, finding) => {
    const { claims: list, findings } = told(`${setting}$$${claim}$$\n`);
    expect(list.at(-1)).toBe(`${verdict}: ${claim}`);
    expect(findings.map((it) => it.split(' ').slice(0, 2).join(' '))).toEqual(finding === undefined ? [] : [finding]);
  });

  it('names no derivative of a model of the data', () => {
    const { findings } = told(`${setting}The model is $y = Xw$.\n\n$$\\nabla f(w)=2X^\\top(Xw-y)+2\\lambda w$$\n`);
    expect(findings).toEqual([]);
  });

  it('is not accused where a sentence restricts it', () => {
    const { findings } = told(`${setting}Then $\\nabla_x x^\\top A x = 2Ax$, since $A$ belongs to a quadratic form.\n`);
    expect(findings).toEqual([]);
  });
});

describe('correct notes', () => {
  const folder = join(import.meta.dirname, 'notes', 'clean');
  test.each(readdirSync(folder).filter((it) => it.endsWith('.md')))(
    '%s',
    (name) => {
      expect(told(readFileSync(join(folder, name), 'utf8')).findings).toEqual([]);
    },
    120_000,
  );
});
