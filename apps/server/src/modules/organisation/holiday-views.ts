import { addDays, type Holiday, orthodoxEaster } from '@opis/contracts';
import { sql } from 'kysely';
import type { Db } from '../../platform/db.ts';

type LegalRow = {
  name: string;
  month: number | null;
  day: number | null;
  easter_offset: number | null;
  valid_from: string;
  valid_to: string | null;
  source: string;
  certainty: 'known' | 'checked' | 'to-be-checked';
};

/**
 * The days of a year on which nobody works by law, and the institution's own, in their order. Two legal holidays may
 * fall on one day (1 June 2026 is the second day of Rusalii too): both are told.
 */
export async function listHolidays(db: Db, year: number): Promise<Holiday[]> {
  const legal = await sql<LegalRow>`
    SELECT legal_holidays.name, legal_holidays.month, legal_holidays.day, legal_holidays.easter_offset,
           legal_holidays.valid_from, legal_holidays.valid_to,
           legal_holidays.act || ', ' || legal_holidays.article AS source, legal_holidays.certainty
    FROM legal_holidays`.execute(db);
  const own = await sql<{ day: string; kind: 'off' | 'worked'; name: string; act: string }>`
    SELECT institution_days.day, institution_days.kind, institution_days.name, institution_days.act
    FROM institution_days WHERE institution_days.day BETWEEN ${`${year}-01-01`} AND ${`${year}-12-31`}`.execute(
    db,
  );
  const days: Holiday[] = [
    ...legal.rows.flatMap((row) => toLegalDay(row, year)),
    ...own.rows.map(({ act, ...day }) => ({ ...day, source: act, certainty: null })),
  ];
  return days.toSorted((a, b) => a.day.localeCompare(b.day));
}

function toLegalDay(row: LegalRow, year: number): Holiday[] {
  const day = dayOf(row, year);
  if (day === undefined || day < row.valid_from || (row.valid_to !== null && day >= row.valid_to)) return [];
  return [{ day, name: row.name, kind: 'legal', source: row.source, certainty: row.certainty }];
}

function dayOf({ month, day, easter_offset: offset }: LegalRow, year: number): string | undefined {
  if (offset !== null) return addDays(orthodoxEaster(year), offset);
  if (month === null || day === null) return undefined;
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}
