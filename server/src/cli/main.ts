#!/usr/bin/env node
/** The command `nabla`. */
import { run } from './run.ts';

// A reader that stops early (`nabla check … | head`) is no fault.
process.stdout.on('error', () => process.exit(0));

try {
  const code = await run(process.argv.slice(2), import.meta.url);
  if (code !== undefined) process.exitCode = code;
} catch (fault) {
  const told = fault instanceof Error ? fault.message : String(fault);
  process.stderr.write(`nabla: ${told.split('\n')[0] ?? ''}; this is a fault of Nabla\n`);
  process.exitCode = 2;
}
