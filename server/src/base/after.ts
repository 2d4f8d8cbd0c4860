/** Calls something later; returns how to stop that. */
export function after(milliseconds: number, what: () => void): () => void {
  const timer = setTimeout(what, milliseconds);
  return () => {
    clearTimeout(timer);
  };
}
