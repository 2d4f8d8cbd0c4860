/** The client's configuration → Settings. A wrong value costs a line in the log, never the session. */
import { layoutNames } from '../analysis/directives.ts';
import { codes } from '../analysis/problems.ts';
import { type Settings, defaults } from '../analysis/settings.ts';
import { section } from './protocol.ts';

export interface Configuration {
  readonly settings: Settings;
  /** One sentence for each wrong value: the setting, the value, what is allowed. */
  readonly complaints: readonly string[];
}

const profiles = ['quiet', 'standard', 'thorough', 'exercise'] as const;
const problems = ['all', 'soft'] as const;
const offers = ['list', 'ghost', 'onRequest'] as const;
const verifies = ['idle', 'onSave', 'onRequest'] as const;
const verdicts = ['marks', 'lens', 'hints', 'none'] as const;
const shapeHints = ['held', 'all', 'off'] as const;
const pictures = ['auto', 'on', 'off'] as const;
const dollarRules = ['pandoc', 'remark', 'strict'] as const;
const severities = ['error', 'warning', 'info', 'hint', 'off'] as const;

/** `raw` is whatever the client answered for the section `nabla`; wrong values are replaced by the default. */
export function readConfiguration(raw: unknown): Configuration {
  const complaints: string[] = [];
  const complain = (name: string, value: unknown, allowed: string): void => {
    complaints.push(`${section}${name} is ${show(value)}; ${allowed}. The default is used.`);
  };
  const table = (name: string, value: unknown, holds: string): Readonly<Record<string, unknown>> => {
    if (value === undefined || value === null) return {};
    if (isTable(value)) return value;
    complain(name, value, `it should be a table of ${holds}`);
    return {};
  };
  const choice = <T extends string>(name: string, value: unknown, allowed: readonly T[]): T | undefined => {
    if (value === undefined || value === null) return undefined;
    const found = allowed.find((it) => it === value);
    if (found === undefined) complain(name, value, `allowed are ${allowed.join(', ')}`);
    return found;
  };

  const given = table('', raw, 'settings');
  const severity: { -readonly [C in keyof Settings['severity']]: Settings['severity'][C] } = {};
  for (const [name, value] of Object.entries(table('.severity', given['severity'], 'codes'))) {
    const code = codes.find((it) => it === name);
    if (code === undefined) {
      complain('.severity', name, `codes are ${codes.join(', ')}`);
      continue;
    }
    // Editors call the third level "information".
    const chosen = choice(`.severity.${name}`, value === 'information' ? 'info' : value, severities);
    if (chosen !== undefined) severity[code] = chosen;
  }
  const macros: Record<string, string> = {};
  for (const [name, value] of Object.entries(table('.macros', given['macros'], 'definitions'))) {
    if (typeof value === 'string') macros[name.startsWith('\\') ? name : `\\${name}`] = value;
    else complain(`.macros.${name}`, value, 'a definition is a text, such as "\\\\mathbb R"');
  }
  const derivatives = table('.derivatives', given['derivatives'], 'settings');
  const chosenLayout = choice('.layout', given['layout'], ['none', ...layoutNames]);
  const layout = layoutNames.find((it) => it === chosenLayout);
  const settings: Settings = {
    profile: choice('.profile', given['profile'], profiles) ?? defaults.profile,
    severity,
    problems: choice('.problems', given['problems'], problems) ?? defaults.problems,
    ...(layout && { layout }),
    offer: choice('.derivatives.offer', derivatives['offer'], offers) ?? defaults.offer,
    verify: choice('.verify', given['verify'], verifies) ?? defaults.verify,
    verdicts: choice('.verdicts', given['verdicts'], verdicts) ?? defaults.verdicts,
    shapeHints: choice('.shapeHints', given['shapeHints'], shapeHints) ?? defaults.shapeHints,
    pictures: choice('.pictures', given['pictures'], pictures) ?? defaults.pictures,
    dollarRule: choice('.dollarRule', given['dollarRule'], dollarRules) ?? defaults.dollarRule,
    macros,
  };
  return { settings, complaints };
}

const isTable = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function show(value: unknown): string {
  const text = JSON.stringify(value) as string | undefined;
  return text === undefined ? String(value) : text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
