/** `nabla derive`: one derivative, or as many as there are lines on stdin. */
import { parseArgs } from 'node:util';
import { type DerivativeAnswer, type DerivativeQuestion, derive as derivative } from '../analysis/derive.ts';
import { batch, type Fields, textAt, textsAt } from './batch.ts';

const layouts = ['numerator', 'denominator', 'mixed'] as const;

/** @returns the exit code: 0 for an answer, 1 where there is none, 2 for a wrong command line */
export async function derive(args: readonly string[]): Promise<number> {
  const plan = planOf(args);
  if (typeof plan === 'string') {
    process.stderr.write(`nabla derive: ${plan} (nabla help tells the rest)\n`);
    return 2;
  }
  if (plan.batch) return batch(answerTo);
  const answer = derivative(plan.question);
  process.stdout.write(plan.json ? `${JSON.stringify(fields(answer))}\n` : text(answer));
  return 'unavailable' in answer ? 1 : 0;
}

interface Plan {
  readonly batch: boolean;
  readonly json: boolean;
  readonly question: DerivativeQuestion;
}

function planOf(args: readonly string[]): Plan | string {
  let known;
  try {
    known = parseArgs({
      args: [...args],
      options: {
        wrt: { type: 'string' },
        declare: { type: 'string', multiple: true },
        condition: { type: 'string', multiple: true },
        layout: { type: 'string' },
        order: { type: 'string' },
        format: { type: 'string' },
        batch: { type: 'boolean' },
      },
      allowPositionals: true,
      strict: true,
    });
  } catch (fault) {
    return (fault instanceof Error ? fault.message : String(fault)).split(/\.?\n|\. /)[0] ?? '';
  }
  const { values, positionals } = known;
  const layout = layouts.find((it) => it === (values.layout ?? 'denominator'));
  if (layout === undefined) return `--layout is ${layouts.join(', ')}, not ${values.layout ?? ''}`;
  if (values.format !== undefined && values.format !== 'text' && values.format !== 'json')
    return `--format is text or json, not ${values.format}`;
  const order = Number(values.order ?? 1);
  if (!Number.isInteger(order) || order < 1 || order > 4) return '--order is a whole number from 1 to 4';
  const isBatch = values.batch === true;
  const [f] = positionals;
  if (!isBatch && (f === undefined || positionals.length > 1)) return 'name one formula to differentiate';
  if (!isBatch && values.wrt === undefined) return 'name the variable with --wrt';
  return {
    batch: isBatch,
    json: values.format === 'json',
    question: {
      f: f ?? '',
      wrt: values.wrt ?? '',
      declare: values.declare ?? [],
      conditions: values.condition ?? [],
      layout,
      order,
    },
  };
}

function answerTo(asked: Fields): Fields {
  const [f, wrt] = [textAt(asked, 'f'), textAt(asked, 'wrt')];
  const [declare, conditions] = [textsAt(asked, 'declare'), textsAt(asked, 'conditions')];
  const wrong = (detail: string): Fields => ({ unavailable: 'unreadable', detail });
  if (f === undefined || wrt === undefined) return wrong('f and wrt are needed, as TeX');
  if (declare === undefined || conditions === undefined) return wrong('declare and conditions are lists of texts');
  const layout = layouts.find((it) => it === (asked['layout'] ?? 'denominator'));
  if (layout === undefined) return wrong(`layout is ${layouts.join(', ')}`);
  const order = asked['order'] ?? 1;
  if (typeof order !== 'number') return wrong('order is a number');
  return fields(derivative({ f, wrt, declare, conditions, layout, order }));
}

/** As `--format json` writes it. */
function fields(answer: DerivativeAnswer): Fields {
  if ('unavailable' in answer) return { unavailable: answer.unavailable, detail: answer.detail };
  const {
    latex,
    notation,
    index,
    places,
    shape,
    layout,
    axes,
    steps,
    rules,
    verdict,
    method,
    code,
    symmetric,
    readings,
    where,
  } = answer;
  const numpy = code?.();
  return {
    latex,
    notation,
    ...(index !== undefined && { index, letters: places }),
    shape,
    layout,
    axes,
    steps: steps(),
    rules,
    verdict,
    method,
    ...(numpy !== undefined && { code: { numpy: numpy.code }, variables: numpy.variables }),
    ...(symmetric.length > 0 && {
      symmetric: {
        latex: 'entries taken as independent',
        forms: symmetric.map((it) => ({
          name: it.name,
          latex: it.latex,
          ...(it.code && { code: { numpy: it.code.code } }),
        })),
      },
    }),
    ...(readings.length > 0 && { readings }),
    ...(where.length > 0 && { where: where.map((it) => it.text) }),
  };
}

function text(answer: DerivativeAnswer): string {
  if ('unavailable' in answer) return `No derivative: ${answer.detail}.\n`;
  const lines = [answer.latex];
  if (answer.shape.length > 0) lines.push(`  ${answer.shape.join(' × ')}, ${answer.axes}, ${answer.layout} layout`);
  for (const it of answer.where) lines.push(`  ${it.text}`);
  for (const it of answer.readings) lines.push(`  ${it}`);
  if (answer.index !== undefined && answer.notation === 'matrix') lines.push(`  by entries: ${answer.index}`);
  for (const it of answer.symmetric) lines.push(`  ${it.name}: ${it.latex}`);
  for (const it of answer.steps()) lines.push(`  ${it.latex}   (${it.text})`);
  return `${lines.join('\n')}\n`;
}
