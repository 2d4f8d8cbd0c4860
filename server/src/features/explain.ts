/** The offline explanation of a code: `nabla explain CODE`, and the long form behind a finding. */
import { type Code, codeInfo, codes } from '../analysis/problems.ts';

export const isCode = (word: string): word is Code => codes.some((code) => code === word);

const often = {
  error: 'an error where the sizes are declared',
  warning: 'a warning',
  info: 'an information',
  hint: 'a hint',
  off: 'off; the profile "thorough" shows it',
};

/** What is the case, why it matters and how to go on, in lines of at most 80 characters. */
export function explain(code: Code): string {
  const { severity, sentence, explanation } = codeInfo[code];
  return [`${code}: ${often[severity]}`, '', ...wrap(sentence), '', ...wrap(explanation)].join('\n');
}

/** Every code with its sentence, one a line. */
export function explainAll(): string {
  const width = Math.max(...codes.map((code) => code.length));
  return codes.map((code) => `${code.padEnd(width)}  ${codeInfo[code].sentence}`).join('\n');
}

function wrap(text: string, width = 80): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return line === '' ? lines : [...lines, line];
}
