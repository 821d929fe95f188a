import type { MixedFigures } from '../measure/mixed-load.ts';
import { type SearchFigures, type SearchKind, searchKinds } from '../measure/searches.ts';
import type { CostLine } from './cost-chart.ts';
import type { Verdict } from './judge-budgets.ts';
import { markdownTable } from './markdown-table.ts';

/** What is asked, and by when it must be answered at a million entries (design, section 7); ten million may take twice. */
export const searchLines: Readonly<Record<SearchKind, { name: string; budgetMs: number | null }>> = {
  list: { name: 'List, 100 rows', budgetMs: 20 },
  queue: { name: 'Queue, 50 rows', budgetMs: null },
  number: { name: 'Number', budgetMs: 10 },
  words: { name: 'Words', budgetMs: 60 },
  frequent: { name: 'The most frequent word', budgetMs: 60 },
  misspelt: { name: 'Misspelt name', budgetMs: 80 },
};

const tenMillion = 10_000_000;
const million = 1_000_000;

/** The budgets that these sizes can be held against; smaller sets prove nothing about them. */
export function judgeSearches(searches: readonly SearchFigures[]): Verdict[] {
  return searches
    .filter(({ entries }) => entries >= million)
    .flatMap(({ entries, times }) =>
      searchKinds.flatMap((kind) => {
        const { name, budgetMs } = searchLines[kind];
        if (budgetMs === null) return [];
        const budget = entries >= tenMillion ? 2 * budgetMs : budgetMs;
        const { p95 } = times[kind].opis;
        return [
          {
            what: `${name} at ${inWords(entries)} entries, who may read 300: p95`,
            budget: `under ${budget} ms`,
            measured: `${p95.toFixed(1)} ms`,
            kept: p95 < budget,
          },
        ];
      }),
    );
}

/** The mixture of ten minutes: searches stay quick, nothing fails, memory does not grow. */
export function judgeMixed({ lines, memory, seconds }: MixedFigures): Verdict[] {
  const searches = lines.find(({ what }) => what === 'searches');
  const failed = lines.reduce((sum, line) => sum + line.failed, 0);
  const growth = memory.late / memory.early - 1;
  const name = `Mixed, ${Math.round(seconds / 60)} minutes`;
  const p95 = searches?.p95 ?? Number.NaN;
  return [
    {
      what: `${name}: searches p95`,
      budget: 'under 100 ms',
      measured: `${p95.toFixed(1)} ms`,
      kept: p95 < 100,
    },
    { what: `${name}: errors`, budget: 'none', measured: String(failed), kept: failed === 0 },
    {
      what: `${name}: memory from early to late`,
      budget: 'within 10 %',
      measured: `${(growth * 100).toFixed(1)} %`,
      kept: memory.late <= memory.early * 1.1,
    },
  ];
}

/** What each question costs as the set grows, in the middle and at the slow end, beside the bare statement. */
export function renderSearches(searches: readonly SearchFigures[]): string {
  return [
    'Asked through HTTP by one caller who may read 300 entries, spread over three years; the bare statement answers the same for the same person, without rights of registers, reasons, facets or JSON. Milliseconds.',
    ...searches.flatMap(({ entries, times, registrarWords, seconds }) => [
      `### ${inWords(entries)} entries`,
      markdownTable(
        ['Question', 'p50', 'p95', 'bare p50', 'bare p95', 'p50 to bare'],
        searchKinds.map((kind) => {
          const { opis, bare } = times[kind];
          return [
            searchLines[kind].name,
            ...[opis.p50, opis.p95, bare.p50, bare.p95].map((ms) => ms.toFixed(2)),
            `${(opis.p50 / bare.p50).toFixed(1)} ×`,
          ];
        }),
      ),
      `The same words by a registrar, who reads the whole book: p50 ${registrarWords.p50.toFixed(1)} ms, p95 ${registrarWords.p95.toFixed(1)} ms. The set, with ledger, values, parties, readers, case files, steps and events, was made in ${seconds.make.toFixed(0)} s, indexed in ${seconds.index.toFixed(0)} s, and \`opis verify\` found nothing wrong in ${seconds.verify.toFixed(0)} s.`,
    ]),
    '![p95 of each question as the set grows](benchmarks-search.svg)',
  ].join('\n\n');
}

export function renderMixed({ lines, memory, seconds, entries }: MixedFigures): string {
  return [
    `${Math.round(seconds / 60)} minutes over ${inWords(entries)} entries; each request is due at its own moment, and its time counts from there. Half of the searches are by a registrar, half by who may read 300 entries; every fourth asks for the most frequent word.`,
    markdownTable(
      ['Work', 'a second', 'answered', 'failed', 'p50 ms', 'p95 ms', 'p99 ms'],
      lines.map(({ what, perSecond, answered, failed, p50, p95, p99 }) => [
        what,
        perSecond.toFixed(1),
        String(answered),
        String(failed),
        ...[p50, p95, p99].map((ms) => ms.toFixed(1)),
      ]),
    ),
    `Memory of the Node process: ${(memory.early / 1e6).toFixed(0)} MB early, ${(memory.late / 1e6).toFixed(0)} MB late.`,
  ].join('\n\n');
}

/** The lines of the chart: the slow end of each question at each size. */
export const toCostLines = (searches: readonly SearchFigures[]): CostLine[] =>
  searchKinds.map((kind) => ({
    name: searchLines[kind].name,
    points: searches.map(({ entries, times }) => ({ entries, ms: times[kind].opis.p95 })),
  }));

const inWords = (entries: number) => entries.toLocaleString('en');
