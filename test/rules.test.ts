/** The catalogue of rules: one loop over all of them, and what a faulty rule is told. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { check } from '../server/src/index.ts';
import { rulebook, ruleIn } from '../server/src/analysis/rulebook.ts';
import { catalogueOf, printCatalogue, readChapters, ruleNamed } from '../server/src/rules/catalogue.ts';
import { compileRules } from '../server/src/rules/compile.ts';
import { faultText } from '../server/src/rules/fault.ts';
import { layouts } from '../server/src/rules/rule.ts';
import { typed } from '../server/src/rules/typed.ts';
import { catalogueNotes } from './support/catalogue.ts';
import { sharedFolder } from './support/shared-folder.ts';

const chapters = catalogueNotes.map((it) => it.chapter);
const rules = chapters.flatMap((it) => it.rules);
const catalogue = catalogueOf(chapters);

describe.each(catalogueNotes)('$name', ({ text, faults, chapter }) => {
  test('each rule can be read, declares its names, and fits in its layouts', () => {
    expect(faults.map((it) => `${String(text.slice(0, it.span.start).split('\n').length)}: ${faultText(it)}`)).toEqual(
      [],
    );
    expect(chapter.title).not.toBe('');
    expect(chapter.rules.length).toBeGreaterThan(0);
  });

  test('the note itself has no findings', () => {
    expect(check(text, 'rules.md').map((it) => `${text.slice(it.span.start, it.span.end)}: ${it.message}`)).toEqual([]);
  });
});

describe('the catalogue', () => {
  test('has each number and each short name once', () => {
    const names = rules.flatMap((it) => [it.id, ...it.names]);
    expect(names.filter((it, index) => names.indexOf(it) !== index)).toEqual([]);
  });

  test('states most rules so that the shapes of both sides are known', () => {
    const open = rules.filter(({ forms, symbols }) =>
      forms.some(({ claim, layouts: [first] }) => first !== undefined && !typed(claim, symbols, first).known),
    );
    expect(open.length / rules.length, open.map((it) => it.id).join()).toBeLessThan(0.15);
  });

  test('has at least 300 rules in its chapters', () => {
    expect(rules.length).toBeGreaterThanOrEqual(300);
    expect(chapters.map((it) => `${it.title}: ${String(it.rules.length)}`)).toMatchInlineSnapshot(`
      [
        "Conventions: 15",
        "Linear and quadratic forms: 33",
        "Traces: 38",
        "Chain and product rules: 32",
        "Elementwise functions: 32",
        "Activation and loss functions: 38",
        "Determinants: 25",
        "Inverses: 19",
        "Hadamard product, Kronecker product and vec: 40",
        "Jacobians: 19",
        "Hessians: 24",
        "Norms: 25",
        "Powers and matrix functions: 16",
        "Eigenvalues and eigenvectors: 13",
        "Structured matrices: 12",
        "Regression and likelihoods: 19",
        "Network layers: 19",
        "Applications in machine learning: 22",
        "Singular values and factorisations: 17",
        "Gaussian processes: 12",
        "Fisher information: 8",
        "Reinforcement learning: 13",
        "Attention and normalisation layers: 15",
        "Embeddings and contrastive losses: 13",
        "Kalman filter: 12",
        "Algebra used in proofs: 20",
        "Probability: 10",
      ]
    `);
  });

  test('has every number of the eighteenth chapter', () => {
    const numbers = Array.from({ length: 22 }, (_, i) => `18.${String(i + 1)}`);
    expect(numbers.filter((it) => ruleNamed(catalogue, it) === undefined)).toEqual([]);
  });

  test('says a layout wherever it counts', () => {
    const unsaid = rules.flatMap(({ id, forms }) => forms.filter((it) => it.layouts.length === 0).map(() => id));
    expect(unsaid).toEqual([]);
    expect(layouts).toHaveLength(3);
  });

  test('is the same after a build', () => {
    expect(readChapters(printCatalogue(chapters))).toEqual(chapters);
    expect(readChapters('')).toEqual([]);
    expect(readChapters('{"schema":0,"chapters":[]}')).toEqual([]);
  });

  test.each(['3.1', 'rule 3.1', 'V3s'])('knows %s', (name) => {
    expect(ruleNamed(catalogue, name)).toBeDefined();
  });
});

describe.runIf(sharedFolder !== undefined)('the rules that real notes need', () => {
  const page = sharedFolder === undefined ? '' : readFileSync(join(sharedFolder, 'catalogue-needed.md'), 'utf8');
  const ids = [...page.matchAll(/^\| \**(\w[\w.]*?)\**\\?\*{0,2} \|/gm)]
    .map(([, id]) => id ?? '')
    .filter((it) => it !== 'id');

  test('are listed', () => {
    expect(ids.length).toBeGreaterThan(95);
  });

  test.each(ids)('%s', (id) => {
    expect(ruleNamed(catalogue, id)).toBeDefined();
  });
});

describe('what is wrong with a rule', () => {
  const declared = 'Let $A \\in \\mathbb{R}^{n \\times m}$ and $X \\in \\mathbb{R}^{m \\times n}$.\n\n';
  const source = '\nSource: a test.\n';
  const formula = (tex: string): string => `$$\n${tex}\n$$\n`;

  test.each([
    ['## Trace\n\n', formula('\\operatorname{tr}(I) = 1'), 1, /begins with its number/],
    [`## 1.1 Trace\n\n${declared}`, '', 1, /no displayed formula/],
    [`## 1.1 Trace\n\n${declared}`, formula('\\operatorname{tr}(A B) = 1'), 6, /B is not declared/],
    [`## 1.1 Trace\n\n${declared}`, formula('A X + X A = I'), 6, /do not fit/],
    [`## 1.1 Trace\n\n${declared}`, formula('A X'), 6, /one equation/],
    [`## 1.1 Trace\n\n${declared}`, formula('\\frac{\\partial}{\\partial X} \\operatorname{tr}(A X) = A'), 6, /none is named/],
    [`## 1.1 Trace\n\n${declared}In denominator layout:\n\n`, formula('\\frac{\\partial}{\\partial X} \\operatorname{tr}(A X) = A'), 8, /denominator layout/],
  ])('%s %s', (head, body, line, message) => {
    const text = `# Own\n\n${head}${body}${source}`;
    const { faults, chapter } = compileRules(text);
    const [first] = faults;
    expect(first && faultText(first)).toMatch(message);
    expect(first && text.slice(0, first.span.start).split('\n').length).toBe(line + 2);
    expect(chapter.rules).toEqual([]);
  }); // prettier-ignore

  test('a rule without a source, and a number used twice', () => {
    const rule = `## 1.1 Trace\n\n${declared}${formula('\\operatorname{tr}(A X) = \\operatorname{tr}(X A)')}`;
    expect(compileRules(rule).faults.map((it) => it.kind)).toEqual(['no-source']);
    const twice = `${rule}${source}\n${rule}${source}`;
    expect(compileRules(twice).faults.map((it) => it.kind)).toEqual(['number-taken']);
    expect(compileRules(twice).chapter.rules).toHaveLength(1);
  });

  test('a rule that is refuted is not used', () => {
    const text = `## 1.1 Trace\n\n${declared}${formula('\\operatorname{tr}(A X) = 2 \\operatorname{tr}(X A)')}${source}`;
    const own = [{ path: '.nabla/rules/own.md', text }];
    expect(ruleIn(rulebook('', own), '1.1')?.title).toBe('Trace');
    const { faults, ...book } = rulebook('', own, () => 'the sides differ by a factor 2');
    expect(ruleIn({ ...book, faults }, '1.1')).toBeUndefined();
    expect(faults).toEqual([
      {
        path: '.nabla/rules/own.md',
        span: { start: 0, end: 12 },
        message: 'The formula does not hold: the sides differ by a factor 2.',
      },
    ]);
  });
});
