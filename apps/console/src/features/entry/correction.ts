import type { EntryDetail } from '@opis/contracts';
import { showDate } from '../../parts/dates.ts';
import type { MessageId } from '../../parts/text.tsx';
import { readTypedDate } from '../../parts/typed-date.ts';
import type { AmendmentFields } from './use-amendment.ts';

/** Columns that may be corrected, as text. */
export type CorrectionDraft = {
  subject: string;
  issuer: string;
  issuerNumber: string;
  issuerDate: string;
  sheets: string;
  annexes: string;
};
export type CorrectionField = keyof CorrectionDraft;

export const correctionFields: readonly CorrectionField[] = [
  'issuer',
  'subject',
  'issuerNumber',
  'issuerDate',
  'sheets',
  'annexes',
];

export function toDraft(entry: EntryDetail): CorrectionDraft {
  return {
    subject: entry.subject,
    issuer: entry.issuer,
    issuerNumber: entry.issuerNumber ?? '',
    issuerDate: entry.issuerDate ? showDate(entry.issuerDate) : '',
    sheets: String(entry.sheets),
    annexes: String(entry.annexes),
  };
}

/** Fields that say something else than the register does. */
export function changedFields(draft: CorrectionDraft, entry: EntryDetail): CorrectionField[] {
  const registered = toDraft(entry);
  return correctionFields.filter((field) => draft[field].trim() !== registered[field]);
}

type Wrong = { target: string; message: MessageId };

export function checkCorrection(
  draft: CorrectionDraft,
  reason: string,
  { changed, today }: { changed: readonly CorrectionField[]; today: string },
): Wrong[] {
  const wrong: Wrong[] = [];
  if (changed.length === 0) wrong.push({ target: 'act-issuer', message: 'entry.error.nothing' });
  if (draft.issuer.trim() === '') wrong.push({ target: 'act-issuer', message: 'entry.error.issuer' });
  if (draft.subject.trim() === '') wrong.push({ target: 'act-subject', message: 'entry.error.subject' });
  const date = draft.issuerDate.trim() === '' ? today : readTypedDate(draft.issuerDate, today);
  if (date === undefined) wrong.push({ target: 'act-issuerDate', message: 'entry.error.date' });
  else if (date > today) wrong.push({ target: 'act-issuerDate', message: 'entry.error.date-future' });
  for (const field of ['sheets', 'annexes'] as const) {
    if (!/^\d{1,5}$/.test(draft[field].trim()))
      wrong.push({ target: `act-${field}`, message: 'entry.error.count' });
  }
  if (reason.trim().length < 3) wrong.push({ target: 'act-reason', message: 'entry.error.reason' });
  return wrong;
}

/** Only what changed is sent: the rest of the row is not touched, whoever touches it meanwhile. */
export function toCorrection(
  draft: CorrectionDraft,
  reason: string,
  { changed, today }: { changed: readonly CorrectionField[]; today: string },
): AmendmentFields<'correction'> {
  const values = {
    subject: draft.subject,
    issuer: draft.issuer,
    issuerNumber: draft.issuerNumber.trim() === '' ? null : draft.issuerNumber,
    issuerDate: readTypedDate(draft.issuerDate, today) ?? null,
    sheets: Number(draft.sheets),
    annexes: Number(draft.annexes),
  };
  return { reason, ...Object.fromEntries(changed.map((field) => [field, values[field]])) };
}
