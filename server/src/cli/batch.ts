/** JSON Lines in, JSON Lines out: a line that cannot be read gives a record that says so, and the rest goes on. */
import { createInterface } from 'node:readline';

export type Fields = Readonly<Record<string, unknown>>;

/** Answers each line of stdin. @returns the exit code: 2 where a line could not be read */
export async function batch(answer: (asked: Fields) => Fields): Promise<number> {
  let code = 0;
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
    if (line.trim() === '') continue;
    const asked = parsed(line);
    if (asked === undefined) {
      code = 2;
      await write({ unavailable: 'unreadable', detail: 'the line is no JSON object' });
      continue;
    }
    const id = 'id' in asked ? { id: asked['id'] } : {};
    await write({ ...id, ...answered(answer, asked) });
  }
  return code;
}

function answered(answer: (asked: Fields) => Fields, asked: Fields): Fields {
  try {
    return answer(asked);
  } catch (fault) {
    const told = fault instanceof Error ? fault.message : String(fault);
    return { unavailable: 'fault', detail: `a fault of Nabla: ${told.split('\n')[0] ?? ''}` };
  }
}

function parsed(line: string): Fields | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

const isRecord = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Text under a name; undefined where there is none. */
export const textAt = (it: Fields, name: string): string | undefined => {
  const value = it[name];
  return typeof value === 'string' ? value : undefined;
};

/** A list of texts under a name; undefined where it holds anything else. */
export function textsAt(it: Fields, name: string): readonly string[] | undefined {
  const value = it[name] ?? [];
  if (!Array.isArray(value)) return undefined;
  const texts = value.filter((x): x is string => typeof x === 'string');
  return texts.length === value.length ? texts : undefined;
}

/** Waits when the reader is slower. */
function write(it: Fields): Promise<void> {
  if (process.stdout.write(`${JSON.stringify(it)}\n`)) return Promise.resolve();
  return new Promise((resolve) => process.stdout.once('drain', resolve));
}
