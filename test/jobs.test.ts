/** The claims of a note as jobs: what each rests on, and what the verifier then says of it. */
import { describe, expect, test } from 'vitest';
import { analyse } from '../server/src/analysis/analyse.ts';
import { claimsOf, type NoteClaim } from '../server/src/analysis/jobs.ts';
import { defaults } from '../server/src/analysis/settings.ts';
import { never } from '../server/src/base/cancel.ts';
import { readNote } from '../server/src/note/read.ts';
import { verify } from '../server/src/verify/decide.ts';

const claims = (note: string): readonly NoteClaim[] => claimsOf(analyse(readNote(note, 'markdown'), defaults, never));

const DECLARED =
  'Let $X \\in \\mathbb{R}^{N \\times d}$, $w \\in \\mathbb{R}^d$, $y \\in \\mathbb{R}^N$, $A \\in \\mathbb{R}^{n \\times n}$, $x \\in \\mathbb{R}^n$, $b \\in \\mathbb{R}^n$.\n\n';

describe('the definitions that a claim reaches', () => {
  test.each([
    ['a function', 'Let $f(w) = \\|Xw - y\\|^2$. Then $\\nabla f(w) = 2X^\\top(Xw - y)$.', 'f'],
    [
      'through names',
      'With $e = Xw - y$ and $L = \\|e\\|^2$, $$\\frac{\\partial L}{\\partial w} = 2X^\\top e.$$',
      'L e',
    ],
    ['below', '$$\\frac{\\partial L}{\\partial w} = 2X^\\top(Xw - y)$$ where $L = \\|Xw - y\\|^2$.', 'L'],
    ['the last before it', 'Let $z = Ax$. Now let $z = A^\\top x$. $$\\nabla_x\\, z^\\top z = 2AA^\\top x$$', 'z'],
    ['no model', 'The model is $y = Xw + \\varepsilon$. $$\\nabla_w \\|Xw - y\\|^2 = 2X^\\top(Xw - y)$$', ''],
    ['no entries', '$x = [x_1, \\ldots, x_n]^\\top$. $$\\nabla_x\\, x^\\top x = 2x$$', ''],
    ['no recursion', '$$h_t = A h_{t-1}$$ $$\\nabla_x\\, x^\\top h_t = h_t$$', ''],
    ['an item has its own', '- $z = Ax$\n- $z = A^\\top x$\n\n  $$\\nabla_x\\, b^\\top z = Ab$$', 'z'],
  ])('%s', (_, note, expected) => {
    const last = claims(DECLARED + note).at(-1);
    expect(last?.job.definitions.map((it) => it.key).join(' ')).toBe(expected);
  });

  test('from a section above, until it is redefined', () => {
    const note = `# A\n\n${DECLARED}Let $f(w) = \\|Xw - y\\|^2$.\n\n## B\n\nSo $\\nabla f(w) = 2X^\\top(Xw - y)$.\n`;
    expect(
      claims(note)
        .at(-1)
        ?.job.definitions.map((it) => it.key),
    ).toEqual(['f']);
  });
});

describe('conditions', () => {
  test.each([
    ['said before', 'Let $A$ be symmetric. $$\\nabla_x\\, x^\\top A x = 2Ax$$', ['symmetric']],
    ['said after', '$$\\nabla_x\\, x^\\top A x = 2Ax,$$ where $A$ is symmetric.', ['symmetric']],
    ['in mathematics', 'With $A = A^\\top$: $$\\nabla_x\\, x^\\top A x = 2Ax$$', ['symmetric']],
    ['of another name', 'Let $B$ be symmetric. $$\\nabla_x\\, x^\\top A x = 2Ax$$', []],
    ['of another sentence', 'If $A$ is symmetric, much is easy. Else $$\\nabla_x\\, x^\\top A x = 2Ax$$', []],
    [
      'taken back',
      'Let $A$ be symmetric. Below, $A$ is not necessarily symmetric. $$\\nabla_x\\, x^\\top A x = 2Ax$$',
      [],
    ],
  ])('%s', (_, note, expected) => {
    const names = claims(DECLARED + note).at(-1)?.job.names ?? [];
    expect(names.find((it) => it.key === 'A')?.conditions).toEqual(expected);
  });
});

describe('verdicts', () => {
  const verdictOf = (note: string): string => {
    const last = claims(DECLARED + note).at(-1);
    return last === undefined ? 'no claim' : verify(last.job).verdict;
  };
  test.each([
    ['Let $f(w) = \\|Xw - y\\|^2$. Then $\\nabla f(w) = 2X^\\top(Xw - y)$.', 'verified'],
    ['Let $f(w) = \\|Xw - y\\|^2$. Then $\\nabla f(w) = X^\\top(Xw - y)$.', 'refuted'],
    ['With $e = Xw - y$ and $L = \\|e\\|^2$, $$\\frac{\\partial L}{\\partial w} = 2X^\\top e.$$', 'verified'],
    ['$$\\nabla_x\\, x^\\top A x = 2Ax$$', 'refuted'],
    ['$$\\nabla_x\\, x^\\top A x = 2Ax,$$ where $A$ is symmetric.', 'verified'],
    ['$$\\nabla_x\\, x^\\top A x = (A + A^\\top) x$$', 'verified'],
    ['Let $f(x) = x^\\top A x$. $$\\nabla f(x) = (A + A^\\top) x = 0$$', 'verified'],
    [
      '$$\\begin{aligned} \\|Xw - y\\|^2 &= (Xw - y)^\\top (Xw - y) \\\\ &= w^\\top X^\\top X w - y^\\top X w + y^\\top y \\end{aligned}$$',
      'refuted',
    ],
  ])('%s', (note, expected) => {
    expect(verdictOf(note)).toBe(expected);
  });

  const CUT =
    'Let $v, u \\in \\mathbb{R}^m$. We cut $v = \\begin{bmatrix} v_a \\\\ v_b \\end{bmatrix}$ and $u = \\begin{bmatrix} u_a \\\\ u_b \\end{bmatrix}$. ';
  test.each([
    ['of the whole', '$$\\nabla_v\\, u^\\top v = u$$', 'verified'],
    ['of its blocks', '$$u^\\top v = u_a^\\top v_a + u_b^\\top v_b$$', 'verified'],
    ['of its blocks, wrong', '$$u^\\top v = u_a^\\top v_a - u_b^\\top v_b$$', 'refuted'],
    ['of the whole, wrong', '$$\\nabla_v\\, u^\\top v = v$$', 'refuted'],
  ])('cut into blocks: %s', (_, note, expected) => {
    expect(verdictOf(CUT + note)).toBe(expected);
  });
});
