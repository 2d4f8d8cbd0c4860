/** Samples → a row of figures, with the ratio and what was aimed at. */
export interface Row {
  readonly name: string;
  readonly unit: 'ms' | 'MB';
  readonly ours: readonly number[];
  readonly theirs: readonly number[];
  /** At most this share of the peer's median. */
  readonly target?: number;
  /** Where there is no peer: at most this. */
  readonly most?: number;
}

export function quantile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN;
}

export function printed(rows: readonly Row[]): string {
  const head = ['', 'Nabla p50', 'p99', 'peer p50', 'p99', 'ratio', 'target'];
  const lines = [head, ...rows.map(cells)];
  const widths = head.map((_, column) => Math.max(...lines.map((line) => (line[column] ?? '').length)));
  return lines
    .map((line) =>
      line.map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))).join('   '),
    )
    .join('\n');
}

function cells({ name, unit, ours, theirs, target, most }: Row): readonly string[] {
  const ratio = quantile(ours, 0.5) / quantile(theirs, 0.5);
  return [
    `${name} (${unit})`,
    ...figures(ours),
    ...figures(theirs),
    Number.isNaN(ratio) ? '' : share(ratio),
    most !== undefined
      ? `≤ ${rounded(most)} ${quantile(ours, 0.5) <= most ? 'met' : 'MISSED'}`
      : target === undefined || Number.isNaN(ratio)
        ? ''
        : `≤ ${share(target)} ${ratio <= target ? 'met' : 'MISSED'}`,
  ];
}

const figures = (samples: readonly number[]): readonly string[] =>
  samples.length === 0 ? ['–', ''] : [rounded(quantile(samples, 0.5)), rounded(quantile(samples, 0.99))];

const rounded = (it: number): string => (it < 10 ? it.toFixed(2) : it < 100 ? it.toFixed(1) : it.toFixed(0));
const share = (it: number): string => (it < 0.5 ? `1/${(1 / it).toFixed(it < 0.1 ? 0 : 1)}` : it.toFixed(2));
