import type { TextQuery } from '../big-set/vocabulary.ts';
import { type FulltextFigures, fulltextKinds } from '../measure/fulltext.ts';
import type { Verdict } from './judge-budgets.ts';
import { markdownTable } from './markdown-table.ts';

const names: Readonly<Record<TextQuery, string>> = {
  rare: 'Two rare words',
  mixed: 'A word of every paper and a rare one',
  frequent: 'Two words of every paper',
  typing: 'A word being typed',
  phrase: 'Two words in quotes',
};

const budgetMs = 100;
const million = 1_000_000;

/** Results while one types, for who may read least; smaller sets prove nothing about it. */
export function judgeFulltext({ documents, times }: FulltextFigures): Verdict[] {
  if (documents < million) return [];
  return fulltextKinds.map((kind) => {
    const { p95 } = times[kind].reader;
    return {
      what: `${names[kind]} in ${documents.toLocaleString('en')} documents, who may read 300: p95`,
      budget: `under ${budgetMs} ms`,
      measured: `${p95.toFixed(1)} ms`,
      kept: p95 < budgetMs,
    };
  });
}

/** What each kind of question costs, by who asks, beside the same words asked without rights. */
export function renderFulltext({ entries, documents, caseFiles, times, seconds }: FulltextFigures): string {
  const count = (number: number) => number.toLocaleString('en');
  return [
    `${count(documents)} documents of 200 words each, in ${count(entries)} entries and ${count(caseFiles)} case files with their terms. Asked through HTTP, one caller: by who may read 300 papers of all, and by a registrar, who may read half of them and sees every row; without rights is the newest twenty with the words in SQL, whoever may read them. Milliseconds.`,
    markdownTable(
      [
        'Question',
        'p50',
        'p95',
        'registrar p50',
        'registrar p95',
        'without rights p50',
        'without rights p95',
      ],
      fulltextKinds.map((kind) => {
        const { reader, registrar, bare } = times[kind];
        const figures = [reader.p50, reader.p95, registrar.p50, registrar.p95, bare.p50, bare.p95];
        return [names[kind], ...figures.map((ms) => ms.toFixed(1))];
      }),
    ),
    `The set was made in ${seconds.make.toFixed(0)} s and indexed in ${seconds.index.toFixed(0)} s, the index of words built at its end; \`opis verify\` found nothing wrong in ${seconds.verify.toFixed(0)} s.`,
  ].join('\n\n');
}
