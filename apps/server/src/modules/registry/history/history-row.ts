import {
  foldText,
  formatPlainDate,
  type HistoryField,
  type HistoryRow,
  isPlainDate,
  toStoredText,
} from '@opis/contracts';
import type { HistoryColumns } from './history-columns.ts';

/** What is wrong with a cell: the rule that it breaks and what stood there. */
export type WrongCell = { field: HistoryField | null; what: string; value: string };

export type ReadRow = { row: HistoryRow } | { wrong: readonly WrongCell[] };

const maxLengths: Readonly<Partial<Record<HistoryField, number>>> = { subject: 2000 };
const maxLength = 300;

/** Reads a record of the file. Every wrong cell is told at once. `today` is the legal day. */
export function readHistoryRow(columns: HistoryColumns, cells: readonly string[], today: string): ReadRow {
  const wrong: WrongCell[] = [];
  const cell = (field: HistoryField) => toStoredText(cells[columns.at.get(field) ?? -1] ?? '');
  const refuse = (field: HistoryField | null, what: string, value: string) => {
    wrong.push({ field, what, value: value.slice(0, 60) });
    return undefined;
  };
  const text = (field: HistoryField): string => {
    const limit = maxLengths[field] ?? maxLength;
    const value = cell(field).replace(/\0/g, '');
    return value.length > limit ? (refuse(field, 'too-long', String(limit)) ?? '') : value;
  };
  const registeredOn = readDay('date', true);
  const number = readNumber(cell('number'));
  if (number === undefined)
    refuse('number', cell('number') === '' ? 'number-missing' : 'number', cell('number'));
  else if (number.year !== undefined && registeredOn && number.year !== Number(registeredOn.slice(0, 4)))
    refuse('number', 'year-of-number', cell('number'));
  const [issuer, subject] = [text('issuer'), text('subject')];
  if (cell('issuer') === '' && cell('subject') === '') refuse(null, 'empty', '');
  const rest = {
    issuerReference: text('issuerReference') || null,
    sheets: readCount('sheets'),
    annexes: readCount('annexes'),
    unit: text('unit') || null,
    dispatchedOn: readDay('dispatchedOn', false) ?? null,
    resolution: text('resolution') || null,
    addressee: text('addressee') || null,
    joinedTo: text('joinedTo') || null,
    nomenclature: text('nomenclature') || null,
  };
  if (wrong.length > 0 || number === undefined || registeredOn === undefined) return { wrong };
  const year = Number(registeredOn.slice(0, 4));
  const { digits, suffix } = number;
  const registrationNumber = `${digits}${suffix}/${formatPlainDate(registeredOn)}`;
  return {
    row: { year, number: digits, suffix, registrationNumber, registeredOn, issuer, subject, ...rest },
  };

  function readDay(field: 'date' | 'dispatchedOn', required: boolean): string | undefined {
    const value = cell(field);
    if (value === '') return required ? refuse(field, 'date-missing', value) : undefined;
    const day = readDate(value);
    if (day === undefined) return refuse(field, 'date', value);
    return day > today ? refuse(field, 'date-future', value) : day;
  }

  function readCount(field: 'sheets' | 'annexes'): number | null {
    const value = cell(field);
    if (value === '' || /^[-–—]$/.test(value)) return null;
    if (/^\d{1,5}$/.test(value)) return Number(value);
    refuse(field, 'count', value);
    return null;
  }
}

/** `123`, `00123`, `123 bis`, `123/a`, `123/04.03.2019`, `123/2019`. */
function readNumber(text: string): { digits: number; suffix: string; year: number | undefined } | undefined {
  const found =
    /^0*([1-9]\d{0,8})\s*(?:[/-]?\s*([a-z][a-z0-9]{0,9}))?\s*(?:\/\s*(?:\d{1,2}\.\d{1,2}\.)?(\d{4}))?$/.exec(
      foldKeepingSigns(text),
    );
  if (!found) return undefined;
  const year = found[3] === undefined ? undefined : Number(found[3]);
  return { digits: Number(found[1]), suffix: found[2] ?? '', year };
}

const foldKeepingSigns = (text: string) =>
  text
    .trim()
    .toLowerCase()
    .replace(/\p{L}+/gu, (word) => foldText(word));

/** `04.03.2019`, `4/3/2019`, `2019-03-04`, also with an hour after it. */
function readDate(text: string): string | undefined {
  const bare = text.replace(/[ T]\d{1,2}:\d{2}(:\d{2})?$/, '').trim();
  const parted = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4})\.?$/.exec(bare);
  const day = parted ? `${parted[3]}-${parted[2]?.padStart(2, '0')}-${parted[1]?.padStart(2, '0')}` : bare;
  return isPlainDate(day) && day >= '1900-01-01' ? day : undefined;
}
