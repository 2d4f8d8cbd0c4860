/** What a verifying thread under Node hands on to later ones. */
import { readFileSync } from 'node:fs';

/** Of one text of the body: code of another may be as long, and be taken for it. */
export interface Compiled {
  readonly kind: 'compiled';
  readonly source: string;
  readonly code: Uint8Array;
}

/** The body of a thread at a path, as a function of `require`. */
export const sourceOf = (path: string): string => `(function (require) {${readFileSync(path, 'utf8')}\n})`;
