/** The marks beside the text: one for each claim, in the gutter, where nothing moves when they come or change. */
import {
  type DecorationOptions,
  type ExtensionContext,
  Range,
  type TextDocumentContentChangeEvent,
  type TextEditor,
  type TextEditorDecorationType,
  ThemeColor,
  Uri,
  window,
  workspace,
} from 'vscode';
import type { Mark, MarkedClaim, VerdictsParams } from '../../server/src/lsp/protocol.ts';
import type { Show } from './verdicts.ts';

/** Shape first, colour second: each mark is told apart without its colour. Drawn in a square of 16. */
const drawings: Readonly<Record<Mark, { readonly path: string; readonly dark: string; readonly light: string }>> = {
  proved: {
    path: '<circle cx="8" cy="8" r="6.5" fill="C"/><path d="M5 8.2l2.2 2.3L11 5.8" fill="none" stroke="B" stroke-width="1.6"/>',
    dark: '#73c991',
    light: '#2e7d4f',
  },
  checked: {
    path: '<path d="M3 8.4l3.4 3.6L13 4.5" fill="none" stroke="C" stroke-width="1.8"/>',
    dark: '#73c991',
    light: '#2e7d4f',
  },
  'true-if': {
    path: '<path d="M3 6.6l3.4 3.6L13 2.7" fill="none" stroke="C" stroke-width="1.8"/><circle cx="8" cy="14" r="1.5" fill="C"/>',
    dark: '#75beff',
    light: '#1a6fb5',
  },
  'other-layout': {
    path: '<path d="M2 5.5h11M10 2.5l3 3-3 3M14 10.5H3M6 7.5l-3 3 3 3" fill="none" stroke="C" stroke-width="1.4"/>',
    dark: '#cca700',
    light: '#8a6d00',
  },
  'does-not-fit': {
    path: '<path d="M3 6h10M3 10h10M11 2.5L5 13.5" fill="none" stroke="C" stroke-width="1.6"/>',
    dark: '#f48771',
    light: '#c0392b',
  },
  'not-true': {
    path: '<rect x="2" y="2" width="12" height="12" rx="1.5" fill="none" stroke="C" stroke-width="1.4"/><path d="M5 5l6 6M11 5l-6 6" stroke="C" stroke-width="1.6"/>',
    dark: '#f48771',
    light: '#c0392b',
  },
  'not-checked': {
    path: '<circle cx="8" cy="8" r="5.5" fill="none" stroke="C" stroke-width="1.3"/>',
    dark: '#9d9d9d',
    light: '#767676',
  },
};

const icon = (path: string, colour: string, background: string, opacity: number): Uri =>
  Uri.parse(
    `data:image/svg+xml;utf8,${encodeURIComponent(
      `<svg xmlns="http://www.w3.org/2000/svg" width="16" height="16" viewBox="0 0 16 16" opacity="${String(opacity)}">` +
        `${path.replaceAll('"C"', `"${colour}"`).replaceAll('"B"', `"${background}"`)}</svg>`,
    )}`,
  );

/** While a claim is checked again, its old mark stays, dimmed. */
const decorationFor = (mark: Mark, dimmed: boolean): TextEditorDecorationType => {
  const { path, dark, light } = drawings[mark];
  const opacity = dimmed ? 0.4 : 1;
  return window.createTextEditorDecorationType({
    dark: { gutterIconPath: icon(path, dark, '#1e1e1e', opacity) },
    light: { gutterIconPath: icon(path, light, '#ffffff', opacity) },
    gutterIconSize: '75%',
  });
};

/** Words behind the line, for those who prefer them to marks. */
const hint = window.createTextEditorDecorationType({
  after: { margin: '0 0 0 2em', color: new ThemeColor('editorCodeLens.foreground') },
});

/** Paints what the server says of the claims of each note. */
export function showMarks(context: ExtensionContext): Show {
  const marks = Object.keys(drawings).filter((it): it is Mark => it in drawings);
  const kinds = marks.flatMap((mark) =>
    [false, true].map((dimmed) => ({ mark, dimmed, decoration: decorationFor(mark, dimmed) })),
  );
  const known = new Map<string, { readonly style: VerdictsParams['style']; readonly claims: readonly MarkedClaim[] }>();
  const paint = (editor: TextEditor): void => {
    const { style, claims } = known.get(editor.document.uri.toString()) ?? { style: 'none', claims: [] };
    for (const { mark, dimmed, decoration } of kinds) {
      const own = style === 'marks' ? claims.filter((it) => it.mark === mark && (it.dimmed ?? false) === dimmed) : [];
      editor.setDecorations(decoration, own.map(({ line, text }) => ({ range: startOf(line), hoverMessage: text }))); // prettier-ignore
    }
    editor.setDecorations(
      hint,
      (style === 'hints' ? claims : []).map(({ line, text }): DecorationOptions => {
        const { end } = editor.document.lineAt(Math.min(line, editor.document.lineCount - 1)).range;
        const [first = ''] = text.split('\n');
        return { range: new Range(end, end), renderOptions: { after: { contentText: first } } };
      }),
    );
  };
  const paintAll = (address: string): void => {
    window.visibleTextEditors.filter((it) => it.document.uri.toString() === address).forEach(paint);
  };
  context.subscriptions.push(
    hint,
    ...kinds.map((it) => it.decoration),
    window.onDidChangeVisibleTextEditors((editors) => {
      editors.forEach(paint);
    }),
    // The marks move with their lines; those of lines that are being written are of the text before.
    workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      const address = document.uri.toString();
      const before = known.get(address);
      if (before === undefined || contentChanges.length === 0) return;
      const claims = contentChanges.reduce(moved, before.claims);
      known.set(address, { ...before, claims });
      paintAll(address);
    }),
    workspace.onDidCloseTextDocument((document) => {
      known.delete(document.uri.toString());
    }),
  );
  return (address, { style, claims }) => {
    known.set(address, { style, claims });
    paintAll(address);
  };
}

const startOf = (line: number): Range => new Range(line, 0, line, 0);

function moved(
  claims: readonly MarkedClaim[],
  { range, text }: TextDocumentContentChangeEvent,
): readonly MarkedClaim[] {
  const more = text.split('\n').length - 1 - (range.end.line - range.start.line);
  return claims.flatMap((it) => {
    if (it.line < range.start.line) return [it];
    if (it.line > range.end.line) return [{ ...it, line: it.line + more }];
    // Of lines that are gone, the mark goes too.
    return it.line === range.start.line ? [{ ...it, dimmed: true }] : [];
  });
}
