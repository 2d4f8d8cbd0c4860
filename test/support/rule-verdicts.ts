/**
 * Verdicts on rules and on what they become when spoiled, remembered by content: a rule that did not change is not tried
 * again until the verifier changes, a spoiled one not at all. NABLA_FRESH=1 forgets.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { tried } from '../../server/src/analysis/rule-check.ts';
import type { ClaimVerdict } from '../../server/src/analysis/claim.ts';
import type { Form, Layout, Rule } from '../../server/src/rules/rule.ts';
import { repository } from './repository.ts';

export type Told = Pick<ClaimVerdict, 'verdict' | 'reason' | 'detail'>;

const file = join(repository, 'node_modules/.cache/nabla/rule-verdicts.json');
const known = new Map<string, Told>(Object.entries(read()));

function read(): Record<string, Told> {
  if (process.env['NABLA_FRESH'] !== undefined) return {};
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Record<string, Told>;
  } catch {
    return {};
  }
}

const verifier = createHash('sha256');
for (const folder of ['verify', 'analysis', 'shape', 'expr', 'latex'])
  for (const name of readdirSync(join(repository, 'server/src', folder)).sort())
    if (folder === 'verify' || /^(claim|problem|conditions|rule-check|typing.*|lower.*|parser)\.ts$/.test(name))
      verifier.update(readFileSync(join(repository, 'server/src', folder, name)));
const version = verifier.digest('hex').slice(0, 16);

/** @param claim what is tried in place of the formula */
export function verdictOn(rule: Rule, form: Form, layout: Layout, claim = form.tex): Told {
  const conditions = rule.symbols.map((it) => [it.tex, it.conditions]);
  // What is wrong stays wrong: a spoiled rule is tried once, a rule again after each change of the verifier.
  const content = JSON.stringify([claim === form.tex ? version : '', rule.stated, conditions, claim, layout]);
  const key = createHash('sha256').update(content).digest('hex').slice(0, 24);
  let told = known.get(key);
  if (told === undefined) {
    const { verdict, reason, detail } = tried(rule, form, layout, claim);
    told = { verdict, ...(reason !== undefined && { reason }), ...(detail !== undefined && { detail }) };
    known.set(key, told);
  }
  return told;
}

/** Keeps what was found, for the next run. */
export function remember(): void {
  mkdirSync(dirname(file), { recursive: true });
  const own = `${file}.${String(process.pid)}`;
  writeFileSync(own, JSON.stringify({ ...read(), ...Object.fromEntries(known) }));
  renameSync(own, file);
}
