/** What a client may answer for the section `nabla`, right and wrong. */
import { expect, test } from 'vitest';
import { defaults } from '../../server/src/analysis/settings.ts';
import { readConfiguration } from '../../server/src/lsp/configuration.ts';

test.each([
  [undefined, {}],
  [null, {}],
  [{}, {}],
  [{ profile: 'thorough', trace: { server: 'off' } }, { profile: 'thorough' }],
  [
    { problems: 'soft', dollarRule: 'strict' },
    { problems: 'soft', dollarRule: 'strict' },
  ],
  [{ severity: { syntax: 'off', broadcast: 'information' } }, { severity: { syntax: 'off', broadcast: 'info' } }],
  [{ macros: { R: '\\mathbb R', '\\E': '\\mathbb E' } }, { macros: { '\\R': '\\mathbb R', '\\E': '\\mathbb E' } }],
])('%j is right', (raw, expected) => {
  expect(readConfiguration(raw)).toEqual({ settings: { ...defaults, ...expected }, complaints: [] });
});

test.each([
  [7, 'nabla is 7; it should be a table of settings'],
  [{ profile: 3 }, 'nabla.profile is 3; allowed are quiet, standard, thorough, exercise'],
  [{ problems: 'hard' }, 'nabla.problems is "hard"; allowed are all, soft'],
  [{ severity: 'off' }, 'nabla.severity is "off"; it should be a table of codes'],
  [{ severity: { syntax: 'loud' } }, 'nabla.severity.syntax is "loud"; allowed are error, warning, info, hint, off'],
  [{ severity: { nonsense: 'off' } }, 'nabla.severity is "nonsense"; codes are syntax,'],
  [{ macros: { R: 1 } }, 'nabla.macros.R is 1; a definition is a text'],
])('%j is replaced by the default, and said', (raw, said) => {
  const { settings, complaints } = readConfiguration(raw);
  expect(settings).toEqual(defaults);
  expect(complaints).toHaveLength(1);
  expect(complaints[0]).toContain(said);
});
