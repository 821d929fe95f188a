import { formatPlainDate } from '@opis/contracts';
import type { BookLine } from './book-line.ts';
import { exportText } from './export-texts.ts';

/** The state of a row in words. */
export const showState = ({ annulment }: BookLine): string =>
  exportText(annulment === null ? 'state.registered' : 'state.annulled');

/** Why, by whom and when a row was annulled; empty for one that stands. */
export function showAnnulment({ annulment }: BookLine): string {
  if (annulment === null) return '';
  return exportText('annulment', { ...annulment, date: formatPlainDate(annulment.date) });
}

/** The 13 columns as paper shows them (REG-02); an empty one is barred, never blank (REG-05). */
export function toCells(line: BookLine): string[] {
  const barred = (value: string | null) => value || exportText('empty');
  return [
    showNumber(line),
    formatPlainDate(line.registeredOn),
    barred(showIssuerNumber(line)),
    String(line.sheets || exportText('empty')),
    String(line.annexes || exportText('empty')),
    barred(line.issuer),
    barred(line.subject),
    barred(line.unit),
    barred(line.dispatchedOn && formatPlainDate(line.dispatchedOn)),
    barred(showResolution(line)),
    barred(line.addressee),
    barred(showJoined(line)),
    barred(line.nomenclature),
  ];
}

// The paper in the sender's hands bears the number of the sheet: both are printed.
function showNumber({ number, emergencyNumber }: BookLine): string {
  return emergencyNumber === null
    ? String(number)
    : exportText('number-and-sheet', { number: String(number), sheet: emergencyNumber });
}

function showIssuerNumber({ issuerNumber, issuerDate }: BookLine): string {
  return [issuerNumber, issuerDate && formatPlainDate(issuerDate)].filter(Boolean).join('/');
}

// Several letters of one number: the book shows the last and how many more there were.
function showResolution({ resolution, outCount }: BookLine): string | null {
  return resolution !== null && outCount > 1
    ? exportText('more-answers', { resolution, count: outCount - 1 })
    : resolution;
}

function showJoined({ joined, year }: BookLine): string | null {
  if (joined === null) return null;
  return joined.year === year
    ? String(joined.number)
    : exportText('joined-elsewhere', { ...joined, year: String(joined.year), number: String(joined.number) });
}
