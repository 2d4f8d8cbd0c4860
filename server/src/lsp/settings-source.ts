/** Where the settings of each note come from: the client when asked, else what it sends, else the defaults. */
import type { ClientCapabilities, Connection } from 'vscode-languageserver';
import { type Settings, defaults } from '../analysis/settings.ts';
import { readConfiguration } from './configuration.ts';
import { section } from './protocol.ts';

/** A client that does not answer must not keep a note waiting. */
const waitMs = 1500;

export interface SettingsSource {
  readonly begin: (capabilities: ClientCapabilities, options: unknown) => void;
  /** For one note: its folder may have settings of its own. Equal settings are one object. */
  readonly of: (uri: string) => Promise<Settings>;
  /** The client has others now; `sent` is for clients that cannot be asked. */
  readonly changed: (sent: unknown) => void;
  readonly forget: (uri: string) => void;
}

/** `late` is called when an answer came after it was given up waiting for. */
export function settingsSource(
  connection: Connection,
  late: () => void,
  log: (what: string, fault: unknown) => void,
): SettingsSource {
  const answers = new Map<string, Promise<Settings>>();
  const known = new Map<string, Settings>([[JSON.stringify(defaults), defaults]]);
  const complained = new Set<string>();
  let asks = false;
  let sent = defaults;

  /** Each wrong value is told once, not once a note. */
  const read = (raw: unknown): Settings => {
    const { settings, complaints } = readConfiguration(raw);
    for (const complaint of complaints) {
      if (complained.has(complaint)) continue;
      complained.add(complaint);
      connection.console.warn(complaint);
    }
    const key = JSON.stringify(settings);
    const same = known.get(key) ?? settings;
    known.set(key, same);
    return same;
  };

  const ask = async (uri: string): Promise<Settings> => {
    const answer = connection.workspace.getConfiguration({ scopeUri: uri, section }).then(read, (fault: unknown) => {
      log('settings', fault);
      return sent;
    });
    let timer: ReturnType<typeof setTimeout> | undefined;
    const given = new Promise<undefined>((resolve) => {
      timer = setTimeout(resolve, waitMs, undefined);
    });
    const first = await Promise.race([answer, given]);
    clearTimeout(timer);
    if (first !== undefined) return first;
    void answer.then((settings) => {
      answers.set(uri, Promise.resolve(settings));
      late();
    });
    return sent;
  };

  return {
    begin: (capabilities, options) => {
      asks = capabilities.workspace?.configuration === true;
      if (hasSection(options)) sent = read(options[section]);
    },
    of: (uri) => {
      if (!asks) return Promise.resolve(sent);
      const answer = answers.get(uri) ?? ask(uri);
      answers.set(uri, answer);
      return answer;
    },
    changed: (it) => {
      answers.clear();
      if (!asks && hasSection(it)) sent = read(it[section]);
    },
    forget: (uri) => {
      answers.delete(uri);
    },
  };
}

const hasSection = (value: unknown): value is { readonly [section]: unknown } =>
  typeof value === 'object' && value !== null && section in value;
