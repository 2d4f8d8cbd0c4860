/** Findings → what can be done about them: their fixes, and silence. */
import {
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  CodeActionTriggerKind,
  type CancellationToken,
  type Position,
  type ResponseError,
} from 'vscode-languageserver';
import type { Span } from '../base/span.ts';
import type { DeriveAction } from '../features/derive-actions.ts';
import type { Report } from '../features/report.ts';
import type { Analysed, Engine } from './analysed.ts';
import { type Abilities, spanOf, toCodeAction, toDiagnostic, toEdit } from './convert.ts';
import { answer, type Session } from './handlers.ts';
import { unrefuted } from './unrefuted.ts';
import type { IgnoreArguments } from './protocol.ts';

export function registerCodeActions(session: Session): void {
  session.connection.onCodeAction(
    (
      { textDocument: { uri }, range, context }: CodeActionParams,
      token: CancellationToken,
    ): Promise<CodeAction[] | null | ResponseError<never>> =>
      answer(session, 'codeAction', uri, token, async (note, engine) => {
        const isWanted = (kind: CodeActionKind): boolean =>
          context.only?.some((it) => it === '' || kind === it || kind.startsWith(`${it}.`)) ?? true;
        const span = spanOf(note, uri, range);
        if (span === undefined) return [];
        const abilities = session.abilities();
        // An editor asks at every move of the cursor; what rewrites formulas is worked out for those who want it.
        const asked = context.only !== undefined || context.triggerKind !== CodeActionTriggerKind.Automatic;
        const rewritten: CodeAction[] =
          asked && isWanted(CodeActionKind.RefactorRewrite)
            ? engine.layoutConversions(note.facts, note.settings, span).map(({ title, edits }) => ({
                title,
                kind: CodeActionKind.RefactorRewrite,
                edit: toEdit(note, { edits }, abilities),
              }))
            : [];
        const derived = asked ? await deriving(note, span, engine, session) : [];
        const offered = (kind: DeriveAction['kind']): CodeAction[] =>
          derived.flatMap((it) => (it.kind === kind ? [toDeriveAction(note, it, abilities)] : []));
        // Only where it is asked for by name: an editor that saves asks for sources of every kind.
        if (context.only?.includes(writeDownKind)) return writingDown(note, span.start, engine, abilities);
        if (isWanted(CodeActionKind.RefactorRewrite)) rewritten.push(...offered('rewrite'));
        if (!isWanted(CodeActionKind.QuickFix)) return rewritten;
        const here = note.reports.filter((it) => it.span.start <= span.end && it.span.end >= span.start);
        const fixes = here.flatMap((it) => it.fixes.flatMap((fix) => toCodeAction(note, it, fix, abilities) ?? []));
        const titles = new Set(fixes.map((it) => it.title));
        return [
          ...fixes,
          ...offered('fix').filter((it) => !titles.has(it.title)),
          ...here.flatMap((it) => explaining(note, it, uri, range.start, abilities)),
          ...here.flatMap((it) => ignoring(note, it, engine, abilities)),
          ...rewritten,
        ];
      }),
  );
}

/** What a thread refutes is not offered. */
const deriving = async (note: Analysed, at: Span, engine: Engine, session: Session): Promise<readonly DeriveAction[]> =>
  unrefuted(engine.deriveActions(note.facts, note.settings, at), engine, session);

const toDeriveAction = (note: Analysed, { kind, title, edits }: DeriveAction, abilities: Abilities): CodeAction => ({
  title,
  kind: kind === 'fix' ? CodeActionKind.QuickFix : CodeActionKind.RefactorRewrite,
  edit: toEdit(note, { edits }, abilities),
});

/** On request only: nothing of it happens on saving. */
const writeDownKind = 'source.nabla.writeDown';

function writingDown(note: Analysed, offset: number, engine: Engine, abilities: Abilities): CodeAction[] {
  const found = engine.writeDown(note.facts, offset);
  if (found === undefined) return [];
  const edit = toEdit(note, { edits: [found] }, abilities);
  return [{ title: 'Write down what is known', kind: writeDownKind, edit }];
}

/** What shows more of a finding, where the client has the commands for it. */
function explaining(
  note: Analysed,
  report: Report,
  uri: string,
  position: Position,
  abilities: Abilities,
): CodeAction[] {
  const diagnostic = toDiagnostic(note, report, abilities);
  if (!abilities.ignoreList || diagnostic === undefined) return [];
  const entry = (title: string, command: string, ...given: readonly unknown[]): CodeAction => ({
    title,
    kind: CodeActionKind.QuickFix,
    diagnostics: [diagnostic],
    command: { title, command, arguments: [...given] },
  });
  return [
    ...(hasExample(report) ? [entry('Show counterexample', 'nabla.showCounterexample', [uri, position])] : []),
    entry('Explain this finding', 'nabla.explainFinding', report.code),
  ];
}

const hasExample = ({ code, detail }: Report): boolean =>
  detail !== '' && (code === 'wrong-derivative' || code === 'false-identity' || code === 'needs-condition');

/** One entry that opens a list, where the client has one; else an entry for each way. */
function ignoring(note: Analysed, report: Report, engine: Engine, abilities: Abilities): CodeAction[] {
  const diagnostic = toDiagnostic(note, report, abilities);
  const choices = engine.ignoreChoices(note.facts, report).map(({ id, title, edit }) => ({
    id,
    title,
    edit: toEdit(note, { edits: [edit] }, abilities),
  }));
  if (diagnostic === undefined || choices.length === 0) return [];
  const shared = { kind: CodeActionKind.QuickFix, diagnostics: [diagnostic] };
  if (!abilities.ignoreList) return choices.map(({ title, edit }) => ({ ...shared, title, edit }));
  const versions = Object.fromEntries(note.sheets.map((it) => [it.document.uri, it.version]));
  const argument: IgnoreArguments = { code: report.code, versions, choices };
  return [
    { ...shared, title: 'Ignore…', command: { title: 'Ignore…', command: 'nabla.ignore', arguments: [argument] } },
  ];
}
