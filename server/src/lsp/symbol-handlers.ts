/** Requests about names: where they are declared and used, and what they may be called instead. */
import {
  type AnnotatedTextEdit,
  type ChangeAnnotation,
  type DocumentHighlight,
  DocumentHighlightKind,
  LSPErrorCodes,
  type Position,
  ResponseError,
  type SymbolInformation,
  SymbolKind,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import type { Span } from '../base/span.ts';
import type { RenameEdit } from '../features/rename.ts';
import { type Analysed, sheetAt } from './analysed.ts';
import { type Abilities, locationOf, offsetOf, rangeIn } from './convert.ts';
import { answer, guarded, type Session } from './handlers.ts';

interface At {
  readonly textDocument: { readonly uri: string };
  readonly position: Position;
}

export function registerSymbolHandlers(session: Session): void {
  const { connection } = session;
  const locations = (note: Analysed, spans: readonly (Span | undefined)[]) =>
    spans.flatMap((span) => (span && locationOf(note, span)) ?? []);
  const offset = (note: Analysed, { textDocument, position }: At): number =>
    offsetOf(note, textDocument.uri, position) ?? -1;

  connection.onDeclaration((params, token) =>
    answer(session, 'declaration', params.textDocument.uri, token, (note, engine) =>
      locations(note, [engine.declaration(note.facts, offset(note, params))]),
    ),
  );

  connection.onDefinition((params, token) =>
    answer(session, 'definition', params.textDocument.uri, token, (note, engine) =>
      locations(note, [engine.definition(note.facts, offset(note, params))]),
    ),
  );

  connection.onReferences((params, token) =>
    answer(session, 'references', params.textDocument.uri, token, (note, engine) => {
      const found = engine.references(note.facts, offset(note, params), params.context.includeDeclaration);
      return locations(note, found.map(({ span }) => span)); // prettier-ignore
    }),
  );

  connection.onDocumentHighlight((params, token) =>
    answer(session, 'documentHighlight', params.textDocument.uri, token, (note, engine) =>
      engine.highlights(note.facts, offset(note, params)).flatMap(({ span, writes }): DocumentHighlight[] => {
        const at = locationOf(note, span);
        const kind = writes ? DocumentHighlightKind.Write : DocumentHighlightKind.Read;
        return at?.uri === params.textDocument.uri ? [{ range: at.range, kind }] : [];
      }),
    ),
  );

  connection.onPrepareRename((params, token) =>
    answer(session, 'prepareRename', params.textDocument.uri, token, (note, engine) => {
      const found = engine.prepareRename(note.facts, offset(note, params));
      const at = found && locationOf(note, found.span);
      return found && at ? { range: at.range, placeholder: found.placeholder } : null;
    }),
  );

  connection.onRenameRequest((params, token) =>
    answer(session, 'rename', params.textDocument.uri, token, (note, engine) => {
      const found = engine.rename(note.facts, offset(note, params), params.newName, note.where);
      if ('refusal' in found) return new ResponseError(LSPErrorCodes.RequestFailed, found.refusal);
      return renameEdit(note, found, session.abilities());
    }),
  );

  connection.onWorkspaceSymbol(({ query }, token) =>
    guarded(session, 'workspaceSymbol', token, () =>
      session.everyNote(token, (note, engine) =>
        engine.workspaceSymbols(note.facts, query).flatMap(({ kind, name, span, container }): SymbolInformation[] => {
          const location = locationOf(note, span);
          const as = kind === 'heading' ? SymbolKind.String : SymbolKind.Variable;
          return location ? [{ name, kind: as, location, containerName: container }] : [];
        }),
      ),
    ),
  );
}

/** Doubtful places are left out where the client cannot ask about them. */
function renameEdit(note: Analysed, edits: readonly RenameEdit[], abilities: Abilities): WorkspaceEdit {
  const asks = abilities.versionedEdits && abilities.annotatedEdits;
  const annotations: Record<string, ChangeAnnotation> = {};
  const touched = note.sheets.flatMap((sheet, index) => {
    const own = edits.filter((it) => sheetAt(note.sheets, it.span.start) === index && (asks || it.doubt === undefined));
    const written = own.map(({ span, newText, doubt }): TextEdit | AnnotatedTextEdit => {
      const edit = { range: rangeIn(sheet, span), newText };
      if (doubt === undefined) return edit;
      annotations[doubt] ??= { label: 'Perhaps another symbol', description: doubt, needsConfirmation: true };
      return { ...edit, annotationId: doubt };
    });
    return written.length > 0 ? [{ uri: sheet.document.uri, version: sheet.version, edits: written }] : [];
  });
  if (!abilities.versionedEdits) return { changes: Object.fromEntries(touched.map(({ uri, edits: it }) => [uri, it])) };
  const documentChanges = touched.map(({ uri, version, edits: it }) => ({ textDocument: { uri, version }, edits: it }));
  return asks && Object.keys(annotations).length > 0
    ? { documentChanges, changeAnnotations: annotations }
    : { documentChanges };
}
