/** The same finding in Neovim, through its own client and the command a reader would put into its configuration. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { repository } from '../support/repository.ts';
import { describeEditors, program } from './installed.ts';
import { productThatDoesNotFit } from './notes.ts';
import { scratch } from './scratch.ts';

describeEditors('Neovim', () => {
  test('a product that does not fit is a finding, and the hover says both sizes', () => {
    const home = scratch({ 'note.md': productThatDoesNotFit });
    const answer = join(home.folder, 'answer.json');
    const env = {
      ...home.env,
      NABLA_SERVER: JSON.stringify([process.execPath, join(repository, 'dist', 'cli.js'), 'serve', '--stdio']),
      NABLA_HOVER: '5:0',
      NABLA_ANSWER: answer,
    };
    const script = join(repository, 'test', 'e2e', 'neovim.lua');
    // Without an end of input it would wait for a key for ever where it has a question.
    const options = { cwd: home.notes, env, timeout: 60_000, stdio: 'ignore' } as const;
    execFileSync(program('nvim'), ['--headless', '-u', script, 'note.md'], options);

    const seen: unknown = JSON.parse(readFileSync(answer, 'utf8'));
    expect(seen).toMatchObject({
      findings: [{ line: 5, code: 'dimension-mismatch', message: expect.stringContaining('m × n') as string }],
    });
    expect(JSON.stringify(seen)).toMatch(/p (?:entries|rows)/);
    home.remove();
  });
});
