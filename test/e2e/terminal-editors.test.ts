/** The same finding in Neovim and Emacs, through their own clients and the command their readers would configure. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { repository } from '../support/repository.ts';
import { describeEditors, program } from './installed.ts';
import { productThatDoesNotFit } from './notes.ts';
import { scratch } from './scratch.ts';

const script = (file: string): string => join(repository, 'test', 'e2e', file);

const editors = [
  { name: 'Neovim', program: 'nvim', args: ['--headless', '-u', script('neovim.lua'), 'note.md'] },
  // Not -Q, which would hide Debian's Eglot.
  { name: 'Emacs', program: 'emacs', args: ['-q', '--batch', '-l', script('emacs.el')] },
];

describeEditors.each(editors)('$name', ({ program: name, args }) => {
  test('a product that does not fit is a finding, and the hover says what fits', () => {
    const home = scratch({ 'note.md': productThatDoesNotFit });
    const answer = join(home.folder, 'answer.json');
    const env = {
      ...home.env,
      NABLA_SERVER: JSON.stringify([process.execPath, join(repository, 'dist', 'cli.js'), 'serve', '--stdio']),
      NABLA_HOVER: '5:0',
      NABLA_ANSWER: answer,
    };
    // With an input they would wait for a key for ever where they have a question.
    execFileSync(program(name), args, { cwd: home.notes, env, timeout: 60_000, stdio: 'ignore' });

    const seen: unknown = JSON.parse(readFileSync(answer, 'utf8'));
    const sizes: unknown = expect.stringMatching(/A is m × n.*\bp (?:entries|rows)/);
    expect(seen).toMatchObject({ findings: [{ line: 5, message: sizes }] });
    expect(JSON.stringify(seen)).toMatch(/"hover":.*m × n/);
    home.remove();
  });
});
