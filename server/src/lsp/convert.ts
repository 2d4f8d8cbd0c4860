/** Offsets of the note ↔ positions of the protocol, and answers ↔ the protocol's types. `Position` is known here only. */
import {
  type CodeAction,
  CodeActionKind,
  type Diagnostic,
  type DiagnosticRelatedInformation,
  DiagnosticSeverity,
  type DocumentSymbol,
  type Hover,
  type Location,
  type MarkupContent,
  MarkupKind,
  type Position,
  type Range,
  type SymbolInformation,
  SymbolKind,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import type { Severity } from '../analysis/facts.ts';
import type { Span } from '../base/span.ts';
import type { Documentation } from '../features/complete.ts';
import type { Hover as HoverAnswer } from '../features/hover.ts';
import type { Report, ReportedFix } from '../features/report.ts';
import type { OutlineItem } from '../features/symbols.ts';
import { type Analysed, type Sheet, sheetAt } from './analysed.ts';
import { homepage, section } from './protocol.ts';

/** What the client can show. */
export interface Abilities {
  readonly markdownHover: boolean;
  readonly relatedInformation: boolean;
  readonly codeDescription: boolean;
  readonly outlineTree: boolean;
  readonly versionedEdits: boolean;
  /** Edits may wait for a yes. */
  readonly annotatedEdits: boolean;
  /** The client shows the ways to ignore a finding in a list of its own. */
  readonly ignoreList: boolean;
  /** The client paints verdicts by itself, and shows inlay hints while keys are held. */
  readonly paintsVerdicts: boolean;
  readonly progress: boolean;
  /** The client reads files for the server: it may be in a browser, and the notes anywhere. */
  readonly readsFiles: boolean;
  readonly completion: {
    readonly labelDetails: boolean;
    /** One range for all items of a list. */
    readonly defaultRange: boolean;
    readonly markdown: boolean;
  };
}

export function offsetOf(note: Analysed, uri: string, position: Position): number | undefined {
  const sheet = note.sheets.find((it) => it.document.uri === uri);
  return sheet && sheet.start + sheet.document.offsetAt(position);
}

export function spanOf(note: Analysed, uri: string, range: Range): Span | undefined {
  const start = offsetOf(note, uri, range.start);
  const end = offsetOf(note, uri, range.end);
  return start === undefined || end === undefined ? undefined : { start, end };
}

/** A span never reaches over the end of the document that it begins in. */
export function locationOf(note: Analysed, it: Span): Location | undefined {
  const sheet = note.sheets[sheetAt(note.sheets, it.start)];
  return sheet && { uri: sheet.document.uri, range: rangeIn(sheet, it) };
}

export function rangeIn(sheet: Sheet, it: Span): Range {
  const at = (offset: number): Position =>
    sheet.document.positionAt(Math.max(0, Math.min(offset - sheet.start, sheet.text.length)));
  return { start: at(it.start), end: at(it.end) };
}

const severities: { readonly [S in Severity]: DiagnosticSeverity } = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

export function toDiagnostic(note: Analysed, report: Report, abilities: Abilities): Diagnostic | undefined {
  const location = locationOf(note, report.span);
  if (location === undefined) return undefined;
  const described = abilities.codeDescription && report.code !== 'more-findings';
  const related = abilities.relatedInformation ? relatedOf(note, report) : [];
  return {
    range: location.range,
    severity: severities[report.severity],
    code: report.code,
    source: section,
    message: report.message,
    ...(described ? { codeDescription: { href: `${homepage}#${report.code}` } } : {}),
    ...(related.length > 0 ? { relatedInformation: related } : {}),
  };
}

function relatedOf(note: Analysed, report: Report): DiagnosticRelatedInformation[] {
  return report.related.flatMap(({ span, message }) => {
    const location = locationOf(note, span);
    return location ? [{ location, message }] : [];
  });
}

/** The diagnostics of each document of the note; an empty list clears what was shown before. */
export function byDocument(
  note: Analysed,
  reports: readonly Report[],
  abilities: Abilities,
): readonly { readonly uri: string; readonly version: number; readonly diagnostics: Diagnostic[] }[] {
  const lists = note.sheets.map((): Diagnostic[] => []);
  for (const report of reports) {
    const diagnostic = toDiagnostic(note, report, abilities);
    if (diagnostic) lists[sheetAt(note.sheets, report.span.start)]?.push(diagnostic);
  }
  return note.sheets.map((sheet, index) => ({
    uri: sheet.document.uri,
    version: sheet.version,
    diagnostics: lists[index] ?? [],
  }));
}

/** @param picture in Markdown, which is shown last */
export function toHover(note: Analysed, answer: HoverAnswer, abilities: Abilities, picture: string | undefined): Hover {
  const location = locationOf(note, answer.span);
  const text = inColumns(answer.text, abilities);
  const contents = picture === undefined ? text : { ...text, value: `${text.value}\n\n${picture}` };
  return { contents, ...(location ? { range: location.range } : {}) };
}

/** Columns need a fixed pitch. */
const inColumns = (text: string, { markdownHover }: Abilities): MarkupContent =>
  markdownHover
    ? { kind: MarkupKind.Markdown, value: fenced(text, 'text') }
    : { kind: MarkupKind.PlainText, value: text };

/**
 * The formula, then the lines: these wrap in a narrow pane, which columns would not.
 * @param picture of the formula, in Markdown; without it, its TeX is shown
 */
export function toMarkup(
  { formula: shown, lines }: Documentation,
  { completion }: Abilities,
  picture: string | undefined,
): MarkupContent {
  const own = shown === undefined ? [] : [shown.tex, ''];
  if (!completion.markdown) return { kind: MarkupKind.PlainText, value: [...own, ...lines].join('\n') };
  const formula = shown === undefined ? [] : [picture ?? fenced(shown.tex, 'latex')];
  const escaped = lines.map((it) => it.replaceAll(/[\\`*_{}[\]<>#|~$]/g, (sign) => `\\${sign}`));
  const text = escaped.join('  \n').replaceAll(/( {2}\n)+ {2}\n/g, '\n\n');
  return { kind: MarkupKind.Markdown, value: [...formula, text].join('\n\n') };
}

/** The fence is longer than any run of backquotes inside. */
function fenced(text: string, language: string): string {
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text}\n${fence}`;
}

export function toSymbols(
  note: Analysed,
  uri: string,
  outline: readonly OutlineItem[],
  abilities: Abilities,
): DocumentSymbol[] | SymbolInformation[] {
  const index = note.sheets.findIndex((it) => it.document.uri === uri);
  const sheet = note.sheets[index];
  if (sheet === undefined) return [];
  const tree = outline.flatMap((item) => treeIn(note, sheet, index, item));
  return abilities.outlineTree ? tree : tree.flatMap((item) => flat(item, uri));
}

/** Of a heading in another cell only what lies below it in this cell. */
function treeIn(note: Analysed, sheet: Sheet, index: number, item: OutlineItem): DocumentSymbol[] {
  const children = item.children.flatMap((child) => treeIn(note, sheet, index, child));
  if (sheetAt(note.sheets, item.selection.start) !== index) return children;
  return [
    {
      name: item.name,
      detail: item.detail,
      kind: item.kind === 'heading' ? SymbolKind.String : SymbolKind.Variable,
      range: rangeIn(sheet, item.span),
      selectionRange: rangeIn(sheet, item.selection),
      children,
    },
  ];
}

const flat = ({ name, kind, range, children }: DocumentSymbol, uri: string): SymbolInformation[] => [
  { name, kind, location: { uri, range } },
  ...(children ?? []).flatMap((child) => flat(child, uri)),
];

/** An edit for the very version that it was computed from, where the client can check that. */
export function toCodeAction(
  note: Analysed,
  report: Report,
  fix: ReportedFix,
  abilities: Abilities,
): CodeAction | undefined {
  const diagnostic = toDiagnostic(note, report, abilities);
  if (diagnostic === undefined) return undefined;
  return {
    title: fix.title,
    kind: CodeActionKind.QuickFix,
    diagnostics: [diagnostic],
    isPreferred: fix.preferred,
    edit: toEdit(note, fix, abilities),
  };
}

export function toEdit(note: Analysed, fix: Pick<ReportedFix, 'edits'>, abilities: Abilities): WorkspaceEdit {
  const touched = note.sheets.flatMap((sheet, index) => {
    const edits = fix.edits
      .filter((edit) => sheetAt(note.sheets, edit.span.start) === index)
      .map((edit) => ({ range: rangeIn(sheet, edit.span), newText: edit.newText }));
    return edits.length > 0 ? [{ uri: sheet.document.uri, version: sheet.version, edits }] : [];
  });
  if (!abilities.versionedEdits) return { changes: Object.fromEntries(touched.map(({ uri, edits }) => [uri, edits])) };
  return { documentChanges: touched.map(({ uri, version, edits }) => ({ textDocument: { uri, version }, edits })) };
}
