/** A web worker for tests: a classic script in a world of its own, without any name of Node's. */
import { resolveObjectURL } from 'node:buffer';
import { runInNewContext } from 'node:vm';
import type { WebWorker, WorkerScope } from '../../server/src/browser/web-worker.ts';

export class FakeWebWorker implements WebWorker<unknown> {
  onmessage: WebWorker<unknown>['onmessage'] = null;
  onerror: WebWorker<unknown>['onerror'] = null;
  readonly #inside: WorkerScope<unknown>;
  readonly #started: Promise<void>;

  constructor(url: string) {
    this.#inside = { onmessage: null, postMessage: (data) => this.onmessage?.({ data: structuredClone(data) }) };
    this.#started = this.#run(url);
  }

  async #run(url: string): Promise<void> {
    const source = (await resolveObjectURL(url)?.text()) ?? '';
    const names = {
      TextEncoder,
      TextDecoder,
      URL,
      performance,
      setTimeout,
      clearTimeout,
      queueMicrotask,
      structuredClone,
    };
    try {
      runInNewContext(source, { self: this.#inside, ...names });
    } catch (fault) {
      this.onerror?.({ message: String(fault) });
    }
  }

  postMessage(message: unknown): void {
    void this.#started.then(() => this.#inside.onmessage?.({ data: structuredClone(message) }));
  }

  terminate(): void {
    this.#inside.onmessage = null;
  }
}
