import type { HolidayVersion } from '@opis/contracts';
import { sql } from 'kysely';
import type { Db, Tx } from '../../platform/db.ts';

const columns = sql`legal_holidays.code, legal_holidays.name, legal_holidays.month, legal_holidays.day,
  legal_holidays.easter_offset AS "easterOffset", extract(year FROM legal_holidays.valid_from)::int AS "fromYear",
  extract(year FROM legal_holidays.valid_to)::int - 1 AS "untilYear", legal_holidays.act, legal_holidays.article`;

/** Every legal holiday, those that are none any more too, by code and year. */
export async function listLegalHolidays(db: Db | Tx): Promise<HolidayVersion[]> {
  const { rows } = await sql<HolidayVersion>`SELECT ${columns} FROM legal_holidays
    ORDER BY legal_holidays.code, legal_holidays.valid_from`.execute(db);
  return rows;
}

/** Adds a legal holiday that the institution read in the law; who may is the caller's. */
export async function addLegalHoliday(tx: Tx, holiday: HolidayVersion): Promise<void> {
  const { code, name, month, day, easterOffset, fromYear, untilYear, act, article } = holiday;
  await sql`
    INSERT INTO legal_holidays (code, name, month, day, easter_offset, valid_from, valid_to, act, article, certainty, origin)
    VALUES (${code}, ${name}, ${month}, ${day}, ${easterOffset}, ${firstOf(fromYear)},
      ${untilYear === null ? null : firstOf(untilYear + 1)}, ${act}, ${article}, 'to-be-checked', 'institution')
  `.execute(tx);
}

/** From the year after, a day is no legal holiday any more; the years until then keep it. */
export async function endLegalHoliday(
  tx: Tx,
  { code, untilYear }: { code: string; untilYear: number },
): Promise<void> {
  await sql`
    UPDATE legal_holidays SET valid_to = ${firstOf(untilYear + 1)}
    WHERE legal_holidays.code = ${code} AND legal_holidays.valid_to IS NULL
  `.execute(tx);
}

const firstOf = (year: number) => `${year}-01-01`;
