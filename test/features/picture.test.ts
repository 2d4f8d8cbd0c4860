/** Formulas as images. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { defaults } from '../../server/src/analysis/settings.ts';
import { readTrees, withoutMacros } from '../../server/src/analysis/trees.ts';
import { picture } from '../../server/src/features/picture.ts';
import { formatOf, readNote } from '../../server/src/note/read.ts';
import { itShared, sharedPath } from '../support/shared.ts';

describe('the picture of a formula', () => {
  it('is an image in the one colour that is asked for, with a size in pixels', () => {
    const svg = picture(
      String.raw`\frac{\partial}{\partial \mathbf X} \operatorname{tr}(\mathbf A \mathbf X)`,
      '#cccccc',
    );
    expect(svg).toMatch(/^<svg [^>]*width="[\d.]+" height="[\d.]+"/);
    expect(svg).toContain('fill="#cccccc"');
    expect(svg).not.toMatch(/currentColor|data-|ex"/);
  });

  it.each([
    [String.raw`\bm{\beta}^\mathsf{T} \mathcal{L} \mathscr{F} \mathfrak{g} \mathbb{1} \mathbbm{1}`],
    [String.raw`\begin{aligned} a &= b \\ &\coloneqq \begin{pmatrix} 1 & 0 \\ 0 & 1 \end{pmatrix} \end{aligned}`],
    [
      String.raw`\lVert \hat{\boldsymbol\theta} - \widetilde{\theta} \rVert_2^2 \underbrace{x}_{\text{a word}} \cancel{y}`,
    ],
    [String.raw`\color{red}{x} + \longrightarrow \iint \oplus \bigotimes \rightleftharpoons \preceq \succcurlyeq`],
  ])('%s', (tex) => {
    expect(picture(tex, '#000000')).toContain('<path');
  });

  it('is not made of what cannot be read, nor of what would change the pictures after it', () => {
    expect(picture(String.raw`\frac{a}{`, '#000000')).toBeUndefined();
    expect(picture(String.raw`\nosuchcommand x`, '#000000')).toBeUndefined();
    expect(picture(String.raw`\newcommand{\top}{t} \top`, '#000000')).toBeUndefined();
    expect(picture('x + '.repeat(1000), '#000000')).toBeUndefined();
    expect(picture(String.raw`x^\top`, '#000000')).toContain('<path');
  });
});

itShared('is made of nearly every formula of real notes that is not too long (one of sixteen is tried)', () => {
  const notes = ['seeds', 'corpus'].flatMap((folder) =>
    readdirSync(sharedPath(folder), { recursive: true, encoding: 'utf8' }).map((it) => join(sharedPath(folder), it)),
  );
  const texts = new Set(
    notes.flatMap((file) => {
      const format = formatOf(file);
      if (format === undefined) return [];
      return readTrees(readNote(readFileSync(file, 'utf8'), format), defaults).flatMap(({ part, trees }) =>
        trees.filter((it) => it.clean).map((it, index) => withoutMacros(it.text, part, index)),
      );
    }),
  );
  const short = [...texts].filter((it, index) => index % 16 === 0 && it.length < 600);
  const missed = short.filter((it) => picture(it, '#000000') === undefined);
  expect(missed.length / short.length, missed.slice(0, 20).join('\n')).toBeLessThan(0.02);
});
