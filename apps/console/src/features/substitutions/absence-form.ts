import type { AbsenceReason, Substitution } from '@opis/contracts';
import { showDate } from '../../parts/dates.ts';
import type { MessageId } from '../../parts/text.tsx';
import { readTypedDate } from '../../parts/typed-date.ts';

/** What is being written; days as hands write them. */
export type AbsenceDraft = {
  absentId: string | null;
  substituteId: string | null;
  firstDay: string;
  lastDay: string;
  reason: AbsenceReason;
  /** The open works lie with the substitute meanwhile. */
  handOver: boolean;
};

export const absenceReasons: readonly AbsenceReason[] = [
  'leave',
  'sick-leave',
  'delegation',
  'training',
  'other',
];

/** An empty form, or the declaration that is being changed. */
export function toDraft(today: string, absentId: string | null, before?: Substitution): AbsenceDraft {
  if (before === undefined) {
    const firstDay = showDate(today);
    return { absentId, substituteId: null, firstDay, lastDay: '', reason: 'leave', handOver: false };
  }
  const { absent, substitute, firstDay, lastDay, reason, handOver } = before;
  return {
    absentId: absent.staffId,
    substituteId: substitute.staffId,
    firstDay: showDate(firstDay),
    lastDay: showDate(lastDay),
    reason,
    handOver,
  };
}

/** The days and people of a draft that can be sent; else what is missing, each at its field. */
export type CheckedAbsence =
  | { wrong: { target: string; message: MessageId }[] }
  | { ready: { absentId: string; substituteId: string; firstDay: string; lastDay: string } };

export function checkAbsence(draft: AbsenceDraft, today: string): CheckedAbsence {
  const wrong: { target: string; message: MessageId }[] = [];
  const firstDay = readTypedDate(draft.firstDay, today, 'future');
  const lastDay = readLastDay(draft.lastDay, { firstDay: firstDay ?? today, today });
  const { absentId, substituteId } = draft;
  if (absentId === null) wrong.push({ target: 'act-absentId', message: 'absence.error.absent' });
  if (firstDay === undefined) wrong.push({ target: 'act-firstDay', message: 'absence.error.first-day' });
  if (lastDay === undefined) wrong.push({ target: 'act-lastDay', message: 'absence.error.last-day' });
  if (substituteId === null) wrong.push({ target: 'act-substituteId', message: 'absence.error.substitute' });
  if (absentId === null || substituteId === null || firstDay === undefined || lastDay === undefined) {
    return { wrong };
  }
  return { ready: { absentId, substituteId, firstDay, lastDay } };
}

/** The last day as hands write it: `+7` and `28` are counted from the first day, `azi` and `mâine` from today. */
export function readLastDay(
  text: string,
  { firstDay, today }: { firstDay: string; today: string },
): string | undefined {
  return readTypedDate(text, /^\s*\p{L}/u.test(text) ? today : firstDay, 'future');
}
