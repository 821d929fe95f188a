import { type Holiday, type HolidayRule, holidaysOf, type OwnDay } from '@opis/contracts';
import { sql } from 'kysely';
import type { Db, Tx } from '../../platform/db.ts';

type LegalRow = HolidayRule & {
  readonly code: string;
  readonly certainty: 'known' | 'checked' | 'to-be-checked';
};

/** The days off, as the legal calendar is laid out from them: holidays by law, and the institution's own days. */
export async function readCalendarDays(db: Db | Tx): Promise<{ holidays: LegalRow[]; own: OwnDay[] }> {
  const { rows: holidays } = await sql<LegalRow>`
    SELECT legal_holidays.code, legal_holidays.name, legal_holidays.month, legal_holidays.day, legal_holidays.easter_offset AS "easterOffset",
      legal_holidays.valid_from AS "validFrom", legal_holidays.valid_to AS "validTo",
      legal_holidays.act || ', ' || legal_holidays.article AS source, legal_holidays.certainty
    FROM legal_holidays`.execute(db);
  const { rows: own } = await sql<OwnDay>`
    SELECT institution_days.day, institution_days.kind, institution_days.name FROM institution_days`.execute(
    db,
  );
  return { holidays, own };
}

/**
 * The days of a year on which nobody works by law, and the institution's own, in their order. Two legal holidays may
 * fall on one day (1 June 2026 is the second day of Rusalii too): both are told.
 */
export async function listHolidays(db: Db, year: number): Promise<Holiday[]> {
  const { holidays } = await readCalendarDays(db);
  const own = await sql<{ day: string; kind: 'off' | 'worked'; name: string; act: string }>`
    SELECT institution_days.day, institution_days.kind, institution_days.name, institution_days.act
    FROM institution_days WHERE institution_days.day BETWEEN ${`${year}-01-01`} AND ${`${year}-12-31`}`.execute(
    db,
  );
  const days: Holiday[] = [
    ...holidaysOf(holidays, year).map(({ day, rule }) => ({
      ...{ day, name: rule.name, kind: 'legal' as const },
      ...{ source: rule.source, certainty: rule.certainty },
    })),
    ...own.rows.map(({ act, ...day }) => ({ ...day, source: act, certainty: null })),
  ];
  return days.toSorted((a, b) => a.day.localeCompare(b.day));
}
