/** Formulas as images in Markdown, for clients that show them. Others get TeX, or nothing. */
import type { Connection } from 'vscode-languageserver';
import type { ShownFormula } from '../features/shown.ts';
import type { Settings } from '../analysis/settings.ts';
import type { Look, LookNotification } from './protocol.ts';

/** Draws TeX in a colour as the text of an SVG image; undefined for what cannot be drawn. */
export type Draw = (tex: string, colour: string) => string | undefined;

export interface Pictures {
  /** @param options that the client has started the server with */
  readonly begin: (options: unknown) => void;
  /** A formula as an image in Markdown; undefined where the client shows none. */
  readonly of: (formula: ShownFormula) => Promise<string | undefined>;
  /** The same if it can be had at once. If not, what draws is loaded after the answer, which must not wait for it. */
  readonly atOnce: (formula: ShownFormula) => string | undefined;
  /** Whether a hover over a formula of the note shows the formula. */
  readonly inHover: (format: string, settings: Settings) => boolean;
}

const notification: LookNotification = 'nabla/look';

/** By then an answer is sent; loading keeps everything else waiting for a moment. */
const laterMs = 100;

/** @param load what draws, when it is first needed */
export function picturesWith(
  connection: Connection,
  load: () => Promise<Draw>,
  log: (what: string, fault: unknown) => void,
): Pictures {
  let look: Look | undefined;
  let draw: Draw | undefined;
  let loading: Promise<Draw | undefined> | undefined;
  connection.onNotification(notification, (told: unknown) => {
    look = lookOf(told);
  });
  const ready = (loaded: Draw): Draw => {
    // The first formula takes far longer than those after it.
    loaded('x', '#000000');
    draw = loaded;
    return loaded;
  };
  const drawer = (): Promise<Draw | undefined> =>
    (loading ??= load()
      .then(ready)
      .catch((fault: unknown) => {
        log('pictures', fault);
        return undefined;
      }));
  return {
    begin: (options) => {
      look = typeof options === 'object' && options !== null && 'look' in options ? lookOf(options.look) : undefined;
    },
    of: async (formula) => (look === undefined ? undefined : image(formula, look, await drawer())),
    atOnce: (formula) => {
      if (look === undefined) return undefined;
      if (draw === undefined) setTimeout(() => void drawer(), laterMs);
      return image(formula, look, draw);
    },
    inHover: (format, { pictures }) =>
      look !== undefined && pictures !== 'off' && (pictures === 'on' || format !== 'latex' || !look.othersInLatex),
  };
}

function image({ drawn, spoken }: ShownFormula, { foreground }: Look, draw: Draw | undefined): string | undefined {
  const svg = draw?.(drawn, foreground);
  if (svg === undefined) return undefined;
  const alt = spoken.replaceAll(/[\\`*_{}[\]<>#|~$!]/g, (sign) => `\\${sign}`).replaceAll(/\s+/g, ' ');
  return `![${alt}](data:image/svg+xml;base64,${base64(svg)})`;
}

function lookOf(told: unknown): Look | undefined {
  if (typeof told !== 'object' || told === null || !('foreground' in told)) return undefined;
  const { foreground } = told;
  if (typeof foreground !== 'string' || !/^#[\da-f]{6}$/i.test(foreground)) return undefined;
  return { foreground, othersInLatex: 'othersInLatex' in told && told.othersInLatex === true };
}

function base64(text: string): string {
  let bytes = '';
  for (const byte of new TextEncoder().encode(text)) bytes += String.fromCharCode(byte);
  return btoa(bytes);
}
