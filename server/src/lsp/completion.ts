/** Completion: an automatic request is answered only once nobody types, so that Enter stays Enter. */
import {
  type CancellationToken,
  type CompletionItem,
  CompletionItemKind,
  type CompletionItemLabelDetails,
  type CompletionList,
  type CompletionParams,
  CompletionTriggerKind,
  type InlineCompletionItem,
  type Range,
  type ResponseError,
} from 'vscode-languageserver';
import type { Completion } from '../features/complete.ts';
import { Cancelled, stopIfCancelled } from '../base/cancel.ts';
import type { Analysed } from './analysed.ts';
import { locationOf, offsetOf, toMarkup } from './convert.ts';
import { answer, guarded, type Session } from './handlers.ts';
import { unrefuted } from './unrefuted.ts';

/** Nobody types for so long before a list opens by itself. */
const restMs = 350;

const none: CompletionList = { isIncomplete: false, items: [] };

export function registerCompletion(session: Session): void {
  const { connection } = session;
  let shown: { readonly list: number; readonly items: readonly Completion[] } = { list: 0, items: [] };

  connection.onCompletion(
    async (
      { textDocument: { uri }, position, context }: CompletionParams,
      token: CancellationToken,
    ): Promise<CompletionList | null | ResponseError<never>> => {
      const automatic = context?.triggerKind === CompletionTriggerKind.TriggerCharacter;
      const before = session.versionOf(uri);
      if (automatic) await rest(token);
      return answer(session, 'completion', uri, token, async (note, engine) => {
        if (session.versionOf(uri) !== before) throw new Cancelled();
        if (automatic && note.settings.offer !== 'list') return none;
        const offset = offsetOf(note, uri, position);
        if (offset === undefined) return none;
        const rules = automatic ? undefined : await session.rules();
        const { facts, settings, where } = note;
        const { items, cut } = engine.completions({ facts, settings, where, rules }, offset, automatic);
        const sound = await unrefuted(items, engine, session);
        stopIfCancelled(token);
        shown = { list: shown.list + 1, items: sound };
        return { isIncomplete: cut, ...listOf(note, sound, shown.list, session) };
      });
    },
  );

  connection.languages.inlineCompletion.on(
    async (
      { textDocument: { uri }, position },
      token,
    ): Promise<InlineCompletionItem[] | null | ResponseError<never>> => {
      const before = session.versionOf(uri);
      await rest(token);
      return answer(session, 'inlineCompletion', uri, token, async (note, engine) => {
        if (session.versionOf(uri) !== before) throw new Cancelled();
        const offset = offsetOf(note, uri, position);
        if (offset === undefined || note.settings.offer !== 'ghost') return [];
        const { facts, settings, where } = note;
        const { items } = engine.completions({ facts, settings, where, rules: undefined }, offset, true);
        const [first] = await unrefuted(items, engine, session);
        const range = first && locationOf(note, first.span)?.range;
        return first && range ? [{ insertText: first.newText, range }] : [];
      });
    },
  );

  connection.onCompletionResolve((item, token): Promise<CompletionItem | ResponseError<never>> =>
    guarded(session, 'completionItem/resolve', token, async () => {
      const found = dataOf(item) === shown.list ? shown.items[Number(item.sortText)] : undefined;
      if (found === undefined) return item;
      const rules = await session.rules();
      const told = found.documentation(rules);
      const picture = told.formula && (await session.pictures.of(told.formula));
      return { ...item, documentation: toMarkup(told, session.abilities(), picture) };
    }),
  );
}

/** Until nobody has typed for a while; a key cancels the request. */
function rest(token: CancellationToken): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, restMs);
    token.onCancellationRequested(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}

const KINDS: { readonly [K in Completion['kind']]: CompletionItemKind } = {
  derivative: CompletionItemKind.Value,
  rule: CompletionItemKind.Reference,
  symbol: CompletionItemKind.Variable,
  declaration: CompletionItemKind.TypeParameter,
};

/** No item has commit characters: a dollar or a full stop ends a formula and never writes one. */
function listOf(
  note: Analysed,
  items: readonly Completion[],
  data: number,
  session: Session,
): Pick<CompletionList, 'items' | 'itemDefaults'> {
  const { labelDetails, defaultRange } = session.abilities().completion;
  const ranges = items.map(({ span }) => locationOf(note, span)?.range);
  const [first] = ranges;
  const shared = defaultRange && first !== undefined && ranges.every((it) => isSame(it, first)) ? first : undefined;
  return {
    ...(shared && { itemDefaults: { editRange: shared } }),
    items: items.map((it, index): CompletionItem => {
      const range = ranges[index];
      const also = (it.also ?? []).flatMap(({ span, newText }) => {
        const place = locationOf(note, span)?.range;
        return place === undefined ? [] : [{ range: place, newText }];
      });
      const details: CompletionItemLabelDetails = { description: it.detail };
      return {
        label: it.label,
        kind: KINDS[it.kind],
        ...(labelDetails ? { labelDetails: details } : { detail: it.detail }),
        sortText: String(index).padStart(4, '0'),
        filterText: it.filter,
        ...(it.kind === 'derivative' && index === 0 && { preselect: true }),
        ...(shared ? { textEditText: it.newText } : range && { textEdit: { range, newText: it.newText } }),
        ...(also.length > 0 && { additionalTextEdits: also }),
        data,
      };
    }),
  };
}

const isSame = (a: Range | undefined, b: Range): boolean => JSON.stringify(a) === JSON.stringify(b);

const dataOf = ({ data }: CompletionItem): number | undefined => (typeof data === 'number' ? data : undefined);
