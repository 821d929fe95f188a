import type { Category, EnterEmergencyLineRequest, PartyKind, PartySuggestion } from '@opis/contracts';
import type { MessageId } from '../../parts/text.tsx';
import { readTypedDate } from '../../parts/typed-date.ts';
import { readTypedTime } from '../../parts/typed-time.ts';

/** A line as it is copied from the paper: text stays text until it is sent. */
export type LineDraft = {
  date: string;
  time: string;
  sender: string;
  party: PartySuggestion | null;
  kind: PartyKind;
  subject: string;
  sheets: string;
  annexes: string;
  issuerNumber: string;
  issuerDate: string;
  category: Category | null;
  unit: string | null;
};

/** The next line begins with the day of the one before: a sheet is mostly of one day. */
export const emptyLine = (date: string): LineDraft => ({
  date,
  time: '',
  sender: '',
  party: null,
  kind: 'natural',
  subject: '',
  sheets: '1',
  annexes: '0',
  issuerNumber: '',
  issuerDate: '',
  category: null,
  unit: null,
});

export type LineError = { target: string; message: MessageId };

/** What can be told before asking the server. */
export function checkLine(line: LineDraft, today: string): LineError[] {
  const isCount = (text: string) => /^\d{1,5}$/.test(text.trim());
  const wrong: (LineError | false)[] = [
    readTypedDate(line.date, today) === undefined && {
      target: 'line-receivedOn',
      message: 'sheet.date-wrong',
    },
    readTypedTime(line.time) === undefined && { target: 'line-receivedTime', message: 'sheet.time-wrong' },
    line.sender.trim() === '' && { target: 'line-sender', message: 'sheet.sender-missing' },
    line.subject.trim() === '' && { target: 'line-subject', message: 'sheet.subject-missing' },
    !isCount(line.sheets) && { target: 'line-sheets', message: 'sheet.count-wrong' },
    line.issuerDate.trim() !== '' &&
      readTypedDate(line.issuerDate, today) === undefined && {
        target: 'line-issuerDate',
        message: 'sheet.date-wrong',
      },
    !isCount(line.annexes) && { target: 'line-annexes', message: 'sheet.count-wrong' },
  ];
  return wrong.filter((one) => one !== false);
}

/** What is sent of a line in which `checkLine` finds nothing. */
export function toLineRequest(
  line: LineDraft,
  given: { requestId: string; today: string; confirmGap: boolean },
): EnterEmergencyLineRequest {
  const { party, category } = line;
  const issuerDate = readTypedDate(line.issuerDate, given.today);
  return {
    requestId: given.requestId,
    channel: 'counter',
    direction: 'in',
    subject: line.subject,
    sender: party
      ? { kind: party.kind, name: party.name, partyId: party.id }
      : { kind: line.kind, name: line.sender },
    sheets: Number(line.sheets),
    annexes: Number(line.annexes),
    ...(line.issuerNumber.trim() !== '' && { issuerNumber: line.issuerNumber }),
    ...(issuerDate !== undefined && { issuerDate }),
    ...(line.unit !== null && { unit: line.unit }),
    ...(category && { category: category.code }),
    ...(category?.subRegister && { subRegister: category.subRegister }),
    ...(category?.nomenclatureCode && { nomenclatureCode: category.nomenclatureCode }),
    uploads: [],
    confirmGap: given.confirmGap,
    receivedOn: readTypedDate(line.date, given.today) ?? '',
    receivedTime: readTypedTime(line.time) ?? '',
  };
}
