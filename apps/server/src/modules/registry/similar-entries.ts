import { formatRegistrationNumber, type SimilarEntries, type SimilarEntriesRequest } from '@opis/contracts';
import { sql } from 'kysely';
import { type Clock, toLegalTime } from '../../platform/clock.ts';
import type { Db } from '../../platform/db.ts';
import { findHoldersOfUploads } from '../documents/index.ts';
import type { Actor } from '../identity/index.ts';
import { fingerprintOf } from './fingerprint.ts';
import type { RegisterDirectory } from './registers.ts';
import { visibleAnywhere } from './views/entries-of-parties.ts';

type Match = {
  register: string;
  year: number;
  number: number;
  registered_on: string;
  registered_at: Date;
  subject: string;
  same_bytes: boolean;
};

/**
 * Was this paper, or were these bytes, registered already? Looks through every register that the actor may read, and
 * tells only of rows that they may see: nobody learns from a hint that a confidential entry exists.
 */
export async function findSimilarEntries(
  deps: { db: Db; clock: Clock; registers: RegisterDirectory },
  actor: Actor,
  question: SimilarEntriesRequest,
): Promise<SimilarEntries> {
  const visible = await visibleAnywhere(deps.registers, actor);
  const holders = await findHoldersOfUploads(deps.db, actor, question.uploads);
  const fingerprint = fingerprintOf({
    day: toLegalTime(deps.clock.now()).date,
    issuer: question.senderName,
    subject: question.subject,
  });
  const { rows } = await sql<Match>`
    SELECT registers.code AS register, books.year, entries.number, entries.registered_on, entries.registered_at,
      entries.subject, entries.id = ANY (${holders}::uuid[]) AS same_bytes
    FROM entries
    JOIN books ON books.id = entries.book_id
    JOIN registers ON registers.id = books.register_id
    WHERE (entries.fingerprint = decode(${fingerprint}, 'hex') OR entries.id = ANY (${holders}::uuid[]))
      AND entries.status = 'registered'
      AND ${visible}
    ORDER BY entries.registered_at DESC LIMIT 5
  `.execute(deps.db);
  return {
    items: rows.map((row) => ({
      register: row.register,
      year: row.year,
      number: row.number,
      registrationNumber: formatRegistrationNumber(row.number, row.registered_on),
      registeredTime: toLegalTime(row.registered_at).time,
      subject: row.subject,
      why: row.same_bytes ? ('same-bytes' as const) : ('same-paper' as const),
    })),
  };
}
