/** The catalogue as its notes stand, compiled without a build. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileRules, type Compiled } from '../../server/src/rules/compile.ts';
import { repository } from './repository.ts';

export interface CompiledNote extends Compiled {
  readonly name: string;
  readonly text: string;
}

const folder = join(repository, 'server/catalogue');

/** Each note of the catalogue with its rules and faults, in the order of the chapters. */
export const catalogueNotes: readonly CompiledNote[] = readdirSync(folder)
  .filter((name) => name.endsWith('.md'))
  .sort()
  .map((name) => {
    const text = readFileSync(join(folder, name), 'utf8');
    return { name, text, ...compileRules(text) };
  });
