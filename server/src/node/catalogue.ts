/** The catalogue of rules under Node. */
import { readFileSync } from 'node:fs';

/** What the build wrote beside the bundle at `moduleUrl`, an entry's `import.meta.url`; empty without it. */
export function catalogueBeside(moduleUrl: string): string {
  try {
    return readFileSync(new URL('./catalogue.json', moduleUrl), 'utf8');
  } catch {
    return '';
  }
}
