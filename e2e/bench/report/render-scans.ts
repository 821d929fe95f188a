import type { ScanFigures } from '../measure/scans.ts';
import { median } from '../statistics.ts';
import { markdownTable } from './markdown-table.ts';

const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;

/** From scan to found: medians and the slowest; a word that was not found in time is said. */
export function renderScans({ rounds }: ScanFigures): string {
  const rowOf = (what: string, times: readonly number[]) =>
    times.length === 0 ? [what, '–', '–'] : [what, seconds(median(times)), seconds(Math.max(...times))];
  const found = rounds.flatMap(({ found: at }) => (at === null ? [] : [at]));
  const lost = rounds.length - found.length;
  return [
    `A page of A4 at 200 dpi with a label is dropped into a watched folder, ${rounds.length} times. A file must rest two seconds before it is taken.`,
    markdownTable(
      ['From the file in the folder until', 'Median', 'Slowest'],
      [
        rowOf(
          'its label is read and its entry proposed',
          rounds.map(({ read }) => read),
        ),
        rowOf(
          'it is in the file of its entry',
          rounds.map(({ filed }) => filed),
        ),
        rowOf('a word of it is found', found),
      ],
    ),
    ...(lost > 0 ? [`Not found within two minutes: ${lost}.`] : []),
  ].join('\n\n');
}
