/** `nabla code`: a formula as one expression of a language, or as many as there are lines on stdin. */
import { parseArgs } from 'node:util';
import { expressionCode } from '../analysis/code.ts';
import { batch, type Fields, textAt, textsAt } from './batch.ts';

/** @returns the exit code: 0 for an answer, 1 where there is none, 2 for a wrong command line */
export async function code(args: readonly string[]): Promise<number> {
  const complain = (what: string): number => {
    process.stderr.write(`nabla code: ${what} (nabla help tells the rest)\n`);
    return 2;
  };
  let known;
  try {
    const options = {
      to: { type: 'string', default: 'numpy' },
      declare: { type: 'string', multiple: true },
      condition: { type: 'string', multiple: true },
      format: { type: 'string', default: 'text' },
      batch: { type: 'boolean', default: false },
    } as const;
    known = parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (fault) {
    return complain((fault instanceof Error ? fault.message : String(fault)).split(/\.?\n|\. /)[0] ?? '');
  }
  const { values, positionals } = known;
  if (values.to !== 'numpy') return complain(`--to is numpy, not ${values.to}`);
  if (values.format !== 'text' && values.format !== 'json')
    return complain(`--format is text or json, not ${values.format}`);
  if (values.batch) return batch(answerTo);
  const [formula] = positionals;
  if (formula === undefined || positionals.length > 1) return complain('name one formula');
  const answer = expressionCode({ formula, declare: values.declare ?? [], conditions: values.condition ?? [] });
  const missing = 'unavailable' in answer;
  const text = missing ? `No code: ${answer.detail}.` : answer.numpy;
  process.stdout.write(`${values.format === 'json' ? JSON.stringify(fields(answer)) : text}\n`);
  return missing ? 1 : 0;
}

function answerTo(asked: Fields): Fields {
  const formula = textAt(asked, 'f') ?? textAt(asked, 'formula');
  const [declare, conditions] = [textsAt(asked, 'declare'), textsAt(asked, 'conditions')];
  if (formula === undefined) return { unavailable: 'unreadable', detail: 'f is needed, as TeX' };
  if (declare === undefined || conditions === undefined)
    return { unavailable: 'unreadable', detail: 'declare and conditions are lists of texts' };
  if (asked['to'] !== undefined && asked['to'] !== 'numpy') return { unavailable: 'language', detail: 'to is numpy' };
  return fields(expressionCode({ formula, declare, conditions }));
}

const fields = (answer: ReturnType<typeof expressionCode>): Fields =>
  'unavailable' in answer ? { ...answer } : { code: { numpy: answer.numpy }, variables: answer.variables };
