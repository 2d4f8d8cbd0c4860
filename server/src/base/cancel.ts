/** Asked between formulas; the language server's token satisfies it. */
export interface Token {
  readonly isCancellationRequested: boolean;
}

/** Thrown by `stopIfCancelled`, caught once in `lsp/handlers.ts`. Never answered as an empty list. */
export class Cancelled extends Error {
  override readonly name = 'Cancelled';
}

/** Asked by name: what the server loads later is a bundle of its own, with a class of its own. */
export const isCancelled = (fault: unknown): fault is Error => fault instanceof Error && fault.name === 'Cancelled';

export const never: Token = { isCancellationRequested: false };

export function stopIfCancelled(token: Token): void {
  if (token.isCancellationRequested) throw new Cancelled('the text has changed');
}
