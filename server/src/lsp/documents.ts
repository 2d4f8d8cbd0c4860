/**
 * What is open in the editor. A text document is one note; the Markdown cells of a notebook are one note together,
 * since a reader takes what the first cell declares as said for the last.
 */
import {
  type Connection,
  type NotebookCell,
  NotebookCellKind,
  type TextDocumentContentChangeEvent,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';

export interface OpenNote {
  /** Of the document, or of the notebook. */
  readonly uri: string;
  readonly notebook: boolean;
  /** One, or the Markdown cells in their order. Documents change in place; their versions tell. */
  readonly documents: readonly TextDocument[];
}

export interface Listener {
  readonly changed: (note: OpenNote) => void;
  readonly saved: (note: OpenNote) => void;
  /** The note is closed. */
  readonly closed: (uri: string) => void;
  /** Nothing is to be shown for this document any more. */
  readonly gone: (uri: string) => void;
}

export interface Documents {
  /** The note that the document belongs to, be it a whole note or a cell. */
  readonly of: (uri: string) => OpenNote | undefined;
  /** The note with this address. */
  readonly named: (uri: string) => OpenNote | undefined;
  readonly all: () => readonly OpenNote[];
}

interface Notebook {
  readonly uri: string;
  cells: readonly NotebookCell[];
}

/** Follows what the client opens, changes, saves and closes. */
export function followDocuments(connection: Connection, listener: Listener): Documents {
  const texts = new Map<string, TextDocument>();
  const notebooks = new Map<string, Notebook>();
  const notebookOfCell = new Map<string, Notebook>();

  const single = (uri: string): OpenNote | undefined => {
    const document = texts.get(uri);
    return document && { uri, notebook: false, documents: [document] };
  };
  const joined = (notebook: Notebook): OpenNote => ({
    uri: notebook.uri,
    notebook: true,
    documents: notebook.cells.flatMap((cell) => {
      const document = texts.get(cell.document);
      return document && (cell.kind === NotebookCellKind.Markup || document.languageId === 'markdown')
        ? [document]
        : [];
    }),
  });
  const open = (item: { uri: string; languageId: string; version: number; text: string }): void => {
    texts.set(item.uri, TextDocument.create(item.uri, item.languageId, item.version, item.text));
  };
  const change = (uri: string, version: number, changes: TextDocumentContentChangeEvent[]): void => {
    const document = texts.get(uri);
    if (document) texts.set(uri, TextDocument.update(document, changes, version));
  };

  connection.onDidOpenTextDocument(({ textDocument }) => {
    open(textDocument);
    const note = single(textDocument.uri);
    if (note) listener.changed(note);
  });
  connection.onDidChangeTextDocument(({ textDocument, contentChanges }) => {
    change(textDocument.uri, textDocument.version, contentChanges);
    const note = single(textDocument.uri);
    if (note) listener.changed(note);
  });
  connection.onDidSaveTextDocument(({ textDocument }) => {
    const note = single(textDocument.uri);
    if (note) listener.saved(note);
  });
  connection.onDidCloseTextDocument(({ textDocument }) => {
    if (!texts.delete(textDocument.uri)) return;
    listener.closed(textDocument.uri);
    listener.gone(textDocument.uri);
  });

  const { synchronization } = connection.notebooks;
  synchronization.onDidOpenNotebookDocument(({ notebookDocument, cellTextDocuments }) => {
    cellTextDocuments.forEach(open);
    const notebook = { uri: notebookDocument.uri, cells: [...notebookDocument.cells] };
    notebooks.set(notebook.uri, notebook);
    for (const cell of notebook.cells) notebookOfCell.set(cell.document, notebook);
    listener.changed(joined(notebook));
  });
  synchronization.onDidChangeNotebookDocument(({ notebookDocument, change: { cells } }) => {
    const notebook = notebooks.get(notebookDocument.uri);
    if (notebook === undefined || cells === undefined) return;
    const gone = (cells.structure?.didClose ?? []).map(({ uri }) => uri);
    if (cells.structure) {
      const { array, didOpen } = cells.structure;
      didOpen?.forEach(open);
      const kept = [...notebook.cells];
      kept.splice(array.start, array.deleteCount, ...(array.cells ?? []));
      notebook.cells = kept;
      for (const cell of kept) notebookOfCell.set(cell.document, notebook);
      for (const uri of gone) {
        texts.delete(uri);
        notebookOfCell.delete(uri);
      }
    }
    for (const { document, changes } of cells.textContent ?? []) change(document.uri, document.version, changes);
    gone.forEach(listener.gone);
    listener.changed(joined(notebook));
  });
  synchronization.onDidSaveNotebookDocument(({ notebookDocument }) => {
    const notebook = notebooks.get(notebookDocument.uri);
    if (notebook) listener.saved(joined(notebook));
  });
  synchronization.onDidCloseNotebookDocument(({ notebookDocument }) => {
    const notebook = notebooks.get(notebookDocument.uri);
    if (notebook === undefined) return;
    notebooks.delete(notebook.uri);
    listener.closed(notebook.uri);
    for (const cell of notebook.cells) {
      notebookOfCell.delete(cell.document);
      if (texts.delete(cell.document)) listener.gone(cell.document);
    }
  });

  return {
    named: (uri) => {
      const notebook = notebooks.get(uri);
      return notebook ? joined(notebook) : single(uri);
    },
    of: (uri) => {
      const notebook = notebookOfCell.get(uri);
      return notebook ? joined(notebook) : single(uri);
    },
    all: () => [
      ...[...notebooks.values()].map(joined),
      ...[...texts.keys()].flatMap((uri) => (notebookOfCell.has(uri) ? [] : (single(uri) ?? []))),
    ],
  };
}
