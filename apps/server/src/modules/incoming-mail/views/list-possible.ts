import {
  formatRegistrationNumber,
  type IntakeDetail,
  type ThreadReason,
  type WrittenNumber,
} from '@opis/contracts';
import { sql } from 'kysely';
import type { EntryReach } from '../../registry/index.ts';
import type { IntakeDeps } from '../decide/intake-deps.ts';

/** What a message names that may be ours. */
export type Named = {
  readonly tokenEntryId: string | null;
  readonly quoted: readonly WrittenNumber[];
  readonly partyId: string | null;
  /** The file that it is proved to go into: no longer only possible. */
  readonly joinsEntryId: string | null;
};

type Row = Omit<IntakeDetail['possibly'][number], 'registrationNumber' | 'reasons'> & {
  registered_on: string;
  by_token: boolean;
  by_number: boolean;
  same_sender: boolean;
};

const mostShown = 5;

/** Entries that a message may belong to, with the reasons, among those that the asker may see; a person decides. */
export async function listPossible(
  { db }: IntakeDeps,
  named: Named,
  { rowVisible }: EntryReach,
): Promise<IntakeDetail['possibly']> {
  const { tokenEntryId, quoted, partyId, joinsEntryId } = named;
  if (tokenEntryId === null && quoted.length === 0) return [];
  const { rows } = await sql<Row>`
    SELECT entries.id AS "entryId", registers.code AS register, books.year, entries.number, entries.registered_on,
      entries.subject, units.short_name AS unit, entries.id = ${tokenEntryId} IS TRUE AS by_token,
      quoted.number IS NOT NULL AS by_number,
      (surviving_party(entries.party_id) = ${partyId}) IS TRUE AS same_sender
    FROM entries JOIN books ON books.id = entries.book_id JOIN registers ON registers.id = books.register_id
    LEFT JOIN units ON units.id = entries.unit_id
    LEFT JOIN json_to_recordset(${JSON.stringify(quoted)}) AS quoted(number int, year int, date date)
      ON quoted.number = entries.number AND quoted.year = books.year
        AND (quoted.date IS NULL OR quoted.date = entries.registered_on)
    WHERE (entries.id = ${tokenEntryId} OR quoted.number IS NOT NULL) AND entries.status = 'registered'
      AND entries.id IS DISTINCT FROM ${joinsEntryId} AND ${rowVisible}
      AND books.year = ANY (${[...new Set(quoted.map(({ year }) => year))]}::int[] || ARRAY(SELECT token_books.year
        FROM entries AS token_entries JOIN books AS token_books ON token_books.id = token_entries.book_id
        WHERE token_entries.id = ${tokenEntryId}))
      AND (entries.id = ${tokenEntryId} OR entries.number = ANY (${quoted.map(({ number }) => number)}::int[]))
    ORDER BY by_token DESC, same_sender DESC, entries.registered_at DESC LIMIT ${mostShown}
  `.execute(db);
  return rows.map(({ registered_on, by_token, by_number, same_sender, ...row }) => ({
    ...row,
    registrationNumber: formatRegistrationNumber(row.number, registered_on),
    reasons: [
      ...(by_token ? ['token-other-sender' as const] : []),
      ...(by_number ? ['number-quoted' as const] : []),
      ...(same_sender ? ['same-sender' as const] : []),
    ] satisfies ThreadReason[],
  }));
}
