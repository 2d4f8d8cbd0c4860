/** What a hover tells of a derivative and of a rule that the words refer to. `¦` is the pointer. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { analyse } from '../../server/src/analysis/analyse.ts';
import { rulebook } from '../../server/src/analysis/rulebook.ts';
import { defaults } from '../../server/src/analysis/settings.ts';
import { never } from '../../server/src/base/cancel.ts';
import { asksForRules } from '../../server/src/features/derivation-hover.ts';
import { hover } from '../../server/src/features/hover.ts';
import { byLine } from '../../server/src/features/lines.ts';
import { readNote } from '../../server/src/note/read.ts';
import { repository } from '../support/repository.ts';

const folder = join(repository, 'server/catalogue');
const chapters = readdirSync(folder).map((name) => ({ path: name, text: readFileSync(join(folder, name), 'utf8') }));
const rules = rulebook('', chapters);

function over(marked: string): string | undefined {
  const offset = marked.indexOf('¦');
  const text = marked.replace('¦', '');
  const facts = analyse(readNote(text, 'markdown'), defaults, never);
  return hover(facts, [], offset, byLine(text), asksForRules(facts, offset) ? rules : undefined)?.text;
}

const sizes = String.raw`Let $A \in \mathbb{R}^{p\times m}$, $X \in \mathbb{R}^{m\times n}$, $B \in \mathbb{R}^{n\times p}$.`;

test('the sign of a derivative tells its value, the steps and the rule', () => {
  expect(over(String.raw`${sizes} $$\fr¦ac{\partial}{\partial X} \operatorname{tr}(AXB) = A^\top B^\top$$`)).toBe(
    [
      String.raw`\frac{\partial}…orname{tr}(AXB)   matrix, m × n`,
      '    follows from how it is used',
      '    layout: derivatives by X in the shape of X (seen in 1 formula)',
      '    = AᵀBᵀ',
      '    df = tr(A(dX)B)   rule 3.1',
      '    rule 3.4: Trace with a factor on both sides',
    ].join('\n'),
  );
});

test('a name within it is a name', () => {
  expect(
    over(String.raw`${sizes} $$\frac{\partial}{\partial X} \operatorname{tr}(A¦XB) = A^\top B^\top$$`),
  ).not.toContain('rule');
});

test.each([
  ['This follows by 3.¦1, as $x$ is a number.', '3.1  Trace of a product with the variable'],
  ['Rule 18.¦2 gives the left factor.', '18.2  Low-rank approximation, left factor'],
  ['We use the softmax Jacobian (6.¦2).', '6.2  Softmax'],
])('%s', (note, title) => {
  expect(over(note)?.split('\n')[0]).toBe(title);
});

test.each([
  ['a number in brackets may be anything', 'The second version (6.¦2) is better.'],
  ['a section of the note', '## 3.1 Traces\n\nThis follows by 3.¦1.'],
  ['a theorem of the note', '**Theorem 3.1** holds.\n\nThis follows by 3.¦1.'],
  ['an equation of the note', '$$a = b \\tag{3.1}$$\n\nThis follows by 3.¦1.'],
  ['a number that is no rule', 'It grows by 99.¦9 percent.'],
  ['a version', 'It works with 3.¦1.4 and later.'],
])('nothing is told of %s', (_, note) => {
  expect(over(note)).toBeUndefined();
});
