/** `nabla code`: a formula as one expression of a language, or as many as there are lines on stdin. */
import { parseArgs } from 'node:util';
import { expressionCode } from '../analysis/code.ts';
import { type Language, languages } from '../analysis/derive-code.ts';
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
  const to = languages.find((it) => it === values.to);
  if (to === undefined) return complain(`--to is ${languages.join(', ')}, not ${values.to}`);
  if (values.format !== 'text' && values.format !== 'json')
    return complain(`--format is text or json, not ${values.format}`);
  if (values.batch) return batch((asked) => answerTo(asked, to));
  const [formula] = positionals;
  if (formula === undefined || positionals.length > 1) return complain('name one formula');
  const answer = expressionCode({ formula, declare: values.declare ?? [], conditions: values.condition ?? [], to });
  const missing = 'unavailable' in answer;
  const text = missing ? `No code: ${answer.detail}.` : answer.code;
  process.stdout.write(`${values.format === 'json' ? JSON.stringify(fields(answer, to)) : text}\n`);
  return missing ? 1 : 0;
}

/** @param usual the language of lines that name none */
function answerTo(asked: Fields, usual: Language): Fields {
  const formula = textAt(asked, 'f') ?? textAt(asked, 'formula');
  const [declare, conditions] = [textsAt(asked, 'declare'), textsAt(asked, 'conditions')];
  if (formula === undefined) return { unavailable: 'unreadable', detail: 'f is needed, as TeX' };
  if (declare === undefined || conditions === undefined)
    return { unavailable: 'unreadable', detail: 'declare and conditions are lists of texts' };
  const to = languages.find((it) => it === (asked['to'] ?? usual));
  if (to === undefined) return { unavailable: 'language', detail: `to is ${languages.join(', ')}` };
  return fields(expressionCode({ formula, declare, conditions, to }), to);
}

const fields = (answer: ReturnType<typeof expressionCode>, to: Language): Fields =>
  'unavailable' in answer ? { ...answer } : { code: { [to]: answer.code }, variables: answer.variables };
