import type { IntakeFigures } from '../measure/intake.ts';
import { median, type Speed } from '../statistics.ts';
import type { Verdict } from './judge-budgets.ts';
import { markdownTable } from './markdown-table.ts';

const budgetPerCore = 10;

/** Messages with a file of 100 KiB into registered entries, by core of the machine that also makes the load. */
export function judgeIntake({ cores, rounds }: IntakeFigures): Verdict[] {
  const perCore = median(rounds.map(({ registeredPerSecond }) => registeredPerSecond)) / cores;
  return [
    {
      what: 'E-mails with a file of 100 KiB, from SMTP to their number, a second and core',
      budget: `at least ${budgetPerCore}`,
      measured: perCore.toFixed(1),
      kept: perCore >= budgetPerCore,
    },
  ];
}

/** The same bytes kept by a bare door, taken in by the product, and registered. */
export function renderIntake({ cores, messages, bytesEach, rounds }: IntakeFigures): string {
  const registered = rounds.map(({ registeredPerSecond }) => registeredPerSecond);
  const ratio = median(rounds.map((round) => round.registeredPerSecond / round.bare.perSecond));
  return [
    `${messages} messages a round, each of ${(bytesEach / 1024).toFixed(0)} KiB with a PDF of 100 KiB of its own, handed over by SMTP on 8 lines; medians of ${rounds.length} ${rounds.length === 1 ? 'round' : 'rounds'}. While they come, a clerk accepts each as it was proposed by a rule, through the API, 8 at once: message, text and file become documents of an entry with number, case file, term and a confirmation that waits to leave. The bare door speaks the same SMTP, and keeps a flushed file and one row.`,
    markdownTable(
      ['Line', 'a second', 'lowest', 'highest', 'a second and core', '„250” p50 ms', '„250” p99 ms'],
      [
        rowOf(
          'Bare: flushed file and row',
          cores,
          rounds.map(({ bare }) => bare),
        ),
        rowOf(
          'Opis: kept whole, read apart, proposed',
          cores,
          rounds.map(({ takenIn }) => takenIn),
        ),
        [...rateOf('Opis: until the last has its number', cores, registered), '–', '–'],
      ],
    ),
    `Registered to bare: ${ratio.toFixed(2)} ×. Works on the files (text, antivirus) wait until the house is at rest, and \`opis verify\` found nothing wrong afterwards.`,
  ].join('\n\n');
}

const rateOf = (line: string, cores: number, rates: readonly number[]): string[] => [
  line,
  ...[median(rates), Math.min(...rates), Math.max(...rates), median(rates) / cores].map((rate) =>
    rate.toFixed(1),
  ),
];

const rowOf = (line: string, cores: number, speeds: readonly Speed[]): string[] => [
  ...rateOf(
    line,
    cores,
    speeds.map(({ perSecond }) => perSecond),
  ),
  median(speeds.map(({ p50 }) => p50)).toFixed(1),
  median(speeds.map(({ p99 }) => p99)).toFixed(1),
];
