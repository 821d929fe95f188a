import type { LongWork } from '@opis/contracts';
import { showDate } from '../../parts/dates.ts';
import type { MessageId, TextValues } from '../../parts/text.tsx';

type Say = (id: MessageId, values?: TextValues) => string;

const formats: Readonly<Record<string, MessageId>> = {
  pdf: 'long.format.pdf',
  xlsx: 'long.format.xlsx',
  csv: 'long.format.csv',
};
const stages: Readonly<Record<string, MessageId>> = {
  reading: 'long.stage.reading',
  writing: 'long.stage.writing',
};

/** What a work is, in a line. One of a kind that this console does not know yet is still a work. */
export function describeWork(t: Say, { kind, label }: LongWork): string {
  if (kind === 'information-requests.export')
    return t(label.what === 'report' ? 'long.kind.information-report' : 'long.kind.information-register', {
      year: String(label.year),
      format: String(label.format).toUpperCase(),
    });
  if (kind === 'petitions.export-half-year')
    return t('long.kind.petitions.export-half-year', {
      half: label.half === 1 ? 'I' : 'II',
      year: String(label.year),
      format: String(label.format).toUpperCase(),
    });
  if (kind !== 'registry.export-book') return t('long.kind.other');
  const format = formats[String(label.format)];
  return t('long.kind.registry.export-book', {
    register: String(label.register),
    from: showDate(String(label.from)),
    to: showDate(String(label.to)),
    format: format ? t(format) : String(label.format),
  });
}

/** What it does now, in words. */
export function describeStage(t: Say, { stage }: LongWork): string {
  return t(stages[stage ?? ''] ?? 'long.stage.other');
}
