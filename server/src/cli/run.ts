/** Which command is meant. Exit codes: 0 clean, 1 findings, 2 usage or unreadable input. */
import { version } from '../base/version.ts';
import { explain, explainAll, isCode } from '../features/explain.ts';
import { help } from './help.ts';
import { nearest } from '../base/nearest.ts';

const commands = ['check', 'derive', 'code', 'verify', 'rules', 'serve', 'explain', 'help'];

/**
 * @param moduleUrl of the entry, beside which lies what the build has made
 * @returns the exit code, or nothing when the process lives on (`serve`).
 */
export async function run(args: readonly string[], moduleUrl: string): Promise<number | undefined> {
  const [command, ...rest] = args;
  if (command === undefined || command === 'help' || command === '--help' || command === '-h') {
    return say(help);
  }
  if (command === '--version' || command === '-v' || command === 'version') return say(version);
  if (rest.includes('--help') || rest.includes('-h')) return say(help);
  switch (command) {
    case 'check': {
      const { check } = await import('./check.ts');
      return check(rest, moduleUrl);
    }
    case 'verify': {
      const { verify } = await import('./verify.ts');
      return verify(rest);
    }
    case 'rules': {
      const { rules } = await import('./rules.ts');
      return rules(rest, moduleUrl);
    }
    case 'code': {
      const { code } = await import('./code.ts');
      return code(rest);
    }
    case 'derive': {
      const { derive } = await import('./derive.ts');
      return derive(rest);
    }
    case 'serve':
      return serve(rest);
    case 'explain':
      return explained(rest);
    default: {
      const guess = nearest(command, commands);
      return complain(`${command} is not a command${guess === undefined ? '' : `; is ${guess} meant?`}`);
    }
  }
}

function explained([code, ...more]: readonly string[]): number {
  if (code === undefined) return say(explainAll());
  if (more.length === 0 && isCode(code)) return say(explain(code));
  return complain(`${[code, ...more].join(' ')} is not a code; nabla explain lists them all`);
}

/** The server finds its transport in the arguments by itself. */
async function serve(rest: readonly string[]): Promise<number | undefined> {
  const unknown = rest.find((it) => !/^(--stdio|--node-ipc|--(socket|pipe|clientProcessId)(=.*)?|[^-].*)$/.test(it));
  if (unknown !== undefined) return complain(`serve knows --stdio, not ${unknown}`);
  if (process.stdin.isTTY)
    process.stderr.write('nabla serve speaks to an editor over stdin and stdout; Ctrl+C ends it.\n');
  await import('../main.ts');
  return undefined;
}

function say(text: string): number {
  process.stdout.write(`${text}\n`);
  return 0;
}

function complain(text: string): number {
  process.stderr.write(`nabla: ${text} (nabla help tells the rest)\n`);
  return 2;
}
