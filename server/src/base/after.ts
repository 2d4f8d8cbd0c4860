/** Calls something later; returns how to stop that. */
export function after(milliseconds: number, what: () => void): () => void {
  const timer = setTimeout(what, milliseconds);
  return () => {
    clearTimeout(timer);
  };
}

/** A turn of the loop, in which whatever waits is heard. */
export const nextTurn = (): Promise<void> => new Promise((go) => setTimeout(go, 0));
