/**
 * The few names of a web worker's world that Nabla uses. The compiler's own list would add hundreds of globals to every
 * file, the core included.
 */
export interface WorkerScope<Message> {
  onmessage: ((event: { readonly data: Message }) => void) | null;
  postMessage: (message: unknown) => void;
}

export interface WebWorker<Message> extends WorkerScope<Message> {
  onerror: ((event: { readonly message?: string }) => void) | null;
  terminate: () => void;
}
