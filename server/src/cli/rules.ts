/** `nabla rules`: the catalogue, with the reader's own rules of the folder it is called in. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type OwnNote, rulebook, type Rulebook, ruleIn, rulesIn } from '../analysis/rulebook.ts';
import { refutation } from '../analysis/rule-check.ts';
import { lineStarts, pointAt } from '../features/lines.ts';
import { ruleList, ruleText } from '../features/rules.ts';
import { catalogueBeside } from '../node/catalogue.ts';
import { nearest } from '../base/nearest.ts';

/** @param moduleUrl of the entry, beside which the catalogue lies. @returns the exit code. */
export function rules(args: readonly string[], moduleUrl: string): number {
  const asked = askedIn(args);
  if (typeof asked === 'string') return complain(asked);
  const own = ownNotes();
  const book = rulebook(catalogueBeside(moduleUrl), own, refutation);
  for (const line of faultLines(book, own)) process.stderr.write(`${line}\n`);
  const { id, json } = asked;
  if (id === undefined) return print(json, rulesIn(book), ruleList(rulesIn(book)), book);
  const rule = ruleIn(book, id);
  if (rule !== undefined) return print(json, [rule], ruleText(rule), book);
  const guess = nearest(id, [...book.catalogue.byName.keys()]);
  return complain(`${id} is not a rule${guess === undefined ? '' : `; is ${guess} meant?`}`);
}

function askedIn(args: readonly string[]): { readonly id?: string; readonly json: boolean } | string {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { format: { type: 'string' } },
      allowPositionals: true,
    });
    const { format = 'text' } = values;
    if (format !== 'text' && format !== 'json') return `--format is text or json, not ${format}`;
    const [id, more] = positionals;
    if (more !== undefined) return 'name one rule at most';
    return { json: format === 'json', ...(id !== undefined && { id }) };
  } catch (fault) {
    return fault instanceof Error ? (fault.message.split('. ')[0] ?? '') : String(fault);
  }
}

const folder = join('.nabla', 'rules');

const ownNotes = (): readonly OwnNote[] =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name.endsWith('.md'))
        .sort()
        .map((name) => join(folder, name))
        .map((path) => ({ path, text: readFileSync(path, 'utf8') }))
    : [];

function faultLines({ faults }: Rulebook, own: readonly OwnNote[]): readonly string[] {
  return faults.map(({ path, span, message }) => {
    const text = own.find((it) => it.path === path)?.text ?? '';
    const { line, column } = pointAt(lineStarts(text), span.start);
    return `${path}:${String(line)}:${String(column)} ${message}`;
  });
}

function print(json: boolean, found: readonly object[], text: string, { faults }: Rulebook): number {
  process.stdout.write(json ? `${JSON.stringify({ schema: 1, rules: found })}\n` : `${text}\n`);
  return faults.length > 0 ? 1 : 0;
}

function complain(text: string): number {
  process.stderr.write(`nabla rules: ${text} (nabla help tells the rest)\n`);
  return 2;
}
