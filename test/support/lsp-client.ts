/** A client that speaks to a server process over stdio, and keeps what it hears. */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Diagnostic, PublishDiagnosticsParams } from 'vscode-languageserver';

export interface Answer {
  readonly result?: unknown;
  readonly error?: { readonly code: number; readonly message: string } | undefined;
}

export interface LspClient {
  readonly process: ChildProcessWithoutNullStreams;
  readonly request: (method: string, params: unknown) => { readonly id: number; readonly answer: Promise<Answer> };
  readonly notify: (method: string, params: unknown) => void;
  /** The last published list, as soon as `wanted` holds of it. */
  readonly published: (uri: string, wanted: (it: readonly Diagnostic[]) => boolean) => Promise<readonly Diagnostic[]>;
  /** Every published list, in order. */
  readonly lists: PublishDiagnosticsParams[];
  readonly logs: string[];
  /** What was told of the verdicts, in order. */
  readonly verdicts: unknown[];
  /** What `workspace/configuration` is answered with. */
  settings: unknown;
  readonly exit: () => Promise<number | null>;
}

interface Message {
  readonly id?: number | string;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: Answer['error'];
}

export function startClient(command: string, args: readonly string[]): LspClient {
  const server = spawn(command, args, { stdio: 'pipe' });
  const pending = new Map<number | string, (answer: Answer) => void>();
  const waiting = new Set<() => void>();
  let next = 1;

  const send = (message: object): void => {
    const body = Buffer.from(JSON.stringify({ jsonrpc: '2.0', ...message }));
    server.stdin.write(`Content-Length: ${body.length}\r\n\r\n`);
    server.stdin.write(body);
  };

  const client: LspClient = {
    process: server,
    settings: {},
    lists: [],
    logs: [],
    verdicts: [],
    notify: (method, params) => {
      send({ method, params });
    },
    request: (method, params) => {
      const id = next++;
      const answer = new Promise<Answer>((resolve) => pending.set(id, resolve));
      send({ id, method, params });
      return { id, answer };
    },
    published: (uri, wanted) =>
      new Promise((resolve) => {
        const look = (): void => {
          const last = client.lists.findLast((it) => it.uri === uri);
          if (last === undefined || !wanted(last.diagnostics)) return;
          waiting.delete(look);
          resolve(last.diagnostics);
        };
        waiting.add(look);
        look();
      }),
    exit: async () => {
      if (server.exitCode !== null) return server.exitCode;
      await once(server, 'exit');
      return server.exitCode;
    },
  };

  const hear = (message: Message): void => {
    const { id, method, params } = message;
    if (method === undefined) {
      if (id !== undefined) pending.get(id)?.(message);
    } else if (id !== undefined) {
      // A request of the server.
      const { items } = isItems(params) ? params : { items: [] };
      send({ id, result: method === 'workspace/configuration' ? items.map(() => client.settings) : null });
    } else if (method === 'textDocument/publishDiagnostics' && isPublished(params)) {
      client.lists.push(params);
      for (const look of [...waiting]) look();
    } else if (method === 'nabla/verdicts') {
      client.verdicts.push(params);
    } else if (method === 'window/logMessage') {
      client.logs.push(JSON.stringify(params));
    }
  };
  server.stdout.on('data', framed(hear));
  return client;
}

const isItems = (it: unknown): it is { readonly items: readonly unknown[] } =>
  typeof it === 'object' && it !== null && 'items' in it;

const isPublished = (it: unknown): it is PublishDiagnosticsParams =>
  typeof it === 'object' && it !== null && 'diagnostics' in it;

/** Cuts the stream into messages: `Content-Length: n`, an empty line, n bytes. */
function framed(hear: (message: Message) => void): (data: Buffer) => void {
  let buffer = Buffer.alloc(0);
  return (data) => {
    buffer = Buffer.concat([buffer, data]);
    for (;;) {
      const head = buffer.indexOf('\r\n\r\n');
      const length = Number(/Content-Length: (\d+)/i.exec(buffer.subarray(0, Math.max(0, head)).toString())?.[1]);
      if (head < 0 || buffer.length < head + 4 + length) return;
      const body = buffer.subarray(head + 4, head + 4 + length).toString();
      buffer = buffer.subarray(head + 4 + length);
      hear(JSON.parse(body) as Message);
    }
  };
}
