import type { PublicHead, SignedDay } from '@opis/portal';
import { sql } from 'kysely';
import { toLegalTime } from '../../../platform/clock.ts';
import type { Db } from '../../../platform/db.ts';
import type { HeadLine } from '../heads/head-line.ts';

const daysPerPage = 14;

/** Signed days before `before` (or the newest), newest first, and whether there are older ones. */
export async function listSignedDays(
  db: Db,
  before: string | undefined,
): Promise<{ days: SignedDay[]; hasOlder: boolean }> {
  const { rows } = await sql<{ day: string; line: string; signed_at: Date }>`
    SELECT head_lines.day, head_lines.line, head_lines.signed_at FROM head_lines
    WHERE ${before ?? null}::date IS NULL OR head_lines.day < ${before ?? null}::date
    ORDER BY head_lines.day DESC LIMIT ${daysPerPage + 1}
  `.execute(db);
  const names = await readPublicNames(db);
  return {
    days: rows.slice(0, daysPerPage).map((row) => toSignedDay(row, names)),
    hasOlder: rows.length > daysPerPage,
  };
}

/** Every signed line, oldest first, as it left the machine; a page of them at a time. */
export async function* readHeadLines(db: Db, pageSize = 400): AsyncGenerator<string> {
  for (let after = '0001-01-01'; ; ) {
    const { rows } = await sql<{ day: string; line: string }>`
      SELECT head_lines.day, head_lines.line FROM head_lines
      WHERE head_lines.day > ${after}::date ORDER BY head_lines.day LIMIT ${pageSize}
    `.execute(db);
    for (const { line } of rows) yield `${line}\n`;
    const last = rows.at(-1);
    if (last === undefined || rows.length < pageSize) return;
    after = last.day;
  }
}

function toSignedDay(
  row: { day: string; line: string; signed_at: Date },
  names: Map<string, string>,
): SignedDay {
  const { books } = JSON.parse(row.line) as HeadLine;
  const { date, time } = toLegalTime(row.signed_at);
  const heads = books.map(
    ({ register, year, number, hash }): PublicHead => ({
      registerName: names.get(register) ?? register,
      year,
      number,
      hash,
    }),
  );
  return { day: row.day, signedOn: date, signedTime: time, heads };
}

async function readPublicNames(db: Db): Promise<Map<string, string>> {
  const { rows } = await sql<{ code: string; name: string }>`
    SELECT registers.code, registers.name FROM registers WHERE registers.kind <> 'confidential'
  `.execute(db);
  return new Map(rows.map(({ code, name }) => [code, name]));
}
