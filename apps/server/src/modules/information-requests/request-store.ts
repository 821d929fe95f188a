import { AppError, type InformationDetails, type InformationResult, type LetterKind } from '@opis/contracts';
import { type RawBuilder, sql } from 'kysely';
import type { Db, Tx } from '../../platform/db.ts';
import { lockCaseFiles } from '../case-files/index.ts';
import { complaintProcedure, requestProcedure } from './information-deps.ts';
import type { LeftLetter, LetterResult } from './request.ts';

/** A request as it is kept, or as its entry says it where nobody wrote anything yet. */
export type RequestRecord = InformationDetails & {
  readonly id: string;
  readonly procedure: string;
  readonly version: number;
  readonly number: number;
  readonly registeredAt: Date;
  readonly registeredOn: string;
  readonly subject: string;
  readonly issuer: string;
  readonly address: string;
  readonly partyId: string | null;
  readonly unitId: string | null;
  readonly bookId: string;
  readonly registerId: string;
  readonly result: InformationResult | null;
  readonly resultOn: string | null;
  readonly resultWords: string | null;
  readonly resultLetterId: string | null;
};

/** How a request was made, by the channel of its entry, where nobody said otherwise. */
export const formOf = (table: RawBuilder<unknown>) => sql`coalesce(${table}.form, CASE
  WHEN entries.channel IN ('email', 'portal') THEN 'electronic' WHEN entries.channel = 'phone' THEN 'verbal'
  ELSE 'paper' END)`;

/** Who asks, by the kind of party, where nobody said otherwise. */
export const requesterOf = (table: RawBuilder<unknown>) =>
  sql`coalesce(${table}.requester_kind, CASE WHEN parties.kind = 'natural' OR parties.kind IS NULL THEN 'natural' ELSE 'legal' END)`;

const request = sql.raw('information_requests');

/** `SELECT … FROM case_files`; the caller adds its conditions. */
export const selectRequests = sql<RequestRecord>`
  SELECT case_files.id, case_files.procedure,
    coalesce(information_requests.version, information_complaints.version, 1) AS version,
    entries.number, entries.registered_at AS "registeredAt", entries.registered_on AS "registeredOn", entries.subject,
    entries.issuer, coalesce(parties.address, parties.email, '') AS address, entries.party_id AS "partyId",
    case_files.unit_id AS "unitId", entries.book_id AS "bookId", books.register_id AS "registerId",
    information_requests.information, ${formOf(request)} AS form, coalesce(information_requests.signed, false) AS signed,
    information_requests.answer_by AS "answerBy", information_requests.answer_address AS "answerAddress",
    ${requesterOf(request)} AS "requesterKind", coalesce(information_requests.press, false) AS press,
    information_requests.domain, information_requests.result, information_requests.result_on AS "resultOn",
    information_requests.result_words AS "resultWords", information_requests.result_letter_id AS "resultLetterId"
  FROM case_files
  JOIN entries ON entries.id = case_files.id
  JOIN books ON books.id = entries.book_id
  LEFT JOIN parties ON parties.id = entries.party_id
  LEFT JOIN information_requests ON information_requests.case_file_id = case_files.id
  LEFT JOIN information_complaints ON information_complaints.case_file_id = case_files.id`;

/** The request or complaint that is a case file; undefined for a file of another procedure. Rights are the caller's. */
export async function findRequest(db: Db | Tx, id: string): Promise<RequestRecord | undefined> {
  const { rows } = await sql<RequestRecord>`
    ${selectRequests} WHERE case_files.id = ${id} AND case_files.procedure IN (${requestProcedure}, ${complaintProcedure})
  `.execute(db);
  return rows[0];
}

/**
 * Locks a request for an act: its file first, as whoever moves files does, then its own row, which is written from the
 * entry the first time. Throws `information-request.changed-meanwhile` on another version.
 */
export async function lockRequest(tx: Tx, id: string, version?: number): Promise<RequestRecord> {
  await lockCaseFiles(tx, [id]);
  await sql`
    INSERT INTO information_requests (case_file_id, form, signed, requester_kind)
    SELECT case_files.id, ${formOf(sql.raw('nothing'))}, false, ${requesterOf(sql.raw('nothing'))}
    FROM case_files JOIN entries ON entries.id = case_files.id LEFT JOIN parties ON parties.id = entries.party_id
    CROSS JOIN (SELECT NULL::text AS form, NULL::text AS requester_kind) AS nothing
    WHERE case_files.id = ${id} AND case_files.procedure = ${requestProcedure}
    ON CONFLICT DO NOTHING
  `.execute(tx);
  await sql`SELECT FROM information_requests WHERE information_requests.case_file_id = ${id} FOR UPDATE`.execute(
    tx,
  );
  await sql`SELECT FROM information_complaints WHERE information_complaints.case_file_id = ${id} FOR UPDATE`.execute(
    tx,
  );
  const found = await findRequest(tx, id);
  if (found === undefined) throw new AppError('not-found', 'information-request.not-found');
  if (version !== undefined && found.version !== version)
    throw new AppError('conflict', 'information-request.changed-meanwhile');
  return found;
}

/** One more with each act, so that who saw what was before is told. */
export async function nextVersion(
  tx: Tx,
  { id, procedure }: Pick<RequestRecord, 'id' | 'procedure'>,
): Promise<void> {
  await (procedure === requestProcedure
    ? sql`UPDATE information_requests SET version = information_requests.version + 1
        WHERE information_requests.case_file_id = ${id}`
    : sql`UPDATE information_complaints SET version = information_complaints.version + 1
        WHERE information_complaints.case_file_id = ${id}`
  ).execute(tx);
}

/** What the request says from now on. */
export async function saveDetails(tx: Tx, id: string, details: InformationDetails): Promise<void> {
  await sql`
    UPDATE information_requests SET information = ${details.information || null}, form = ${details.form},
      signed = ${details.form === 'paper' && details.signed}, answer_by = ${details.answerBy},
      answer_address = ${details.answerAddress || null}, requester_kind = ${details.requesterKind},
      press = ${details.press}, domain = ${details.domain}
    WHERE information_requests.case_file_id = ${id}
  `.execute(tx);
}

/** The answer that it has had, or none any more. */
export async function saveResult(tx: Tx, id: string, result: LetterResult | null): Promise<void> {
  const { kind = null, letter = null } = result ?? {};
  await sql`
    UPDATE information_requests SET result = ${kind}, result_on = ${letter?.on ?? null}::date,
      result_at = ${letter?.at ?? null}, result_letter_id = ${letter?.id ?? null}, result_words = NULL
    WHERE information_requests.case_file_id = ${id}
  `.execute(tx);
}

/** Letters of a file that left and did not come back, each with its last leaving. */
export async function listLeftLetters(db: Db | Tx, fileId: string): Promise<LeftLetter[]> {
  const { rows } = await sql<{ id: string; kind: LetterKind; on: string; at: Date }>`
    SELECT letters.id, letters.kind, departure.left_on AS on, departure.at
    FROM letters JOIN LATERAL (SELECT letter_departures.left_on, letter_departures.at FROM letter_departures
      WHERE letter_departures.letter_id = letters.id ORDER BY letter_departures.id DESC LIMIT 1) AS departure ON true
    WHERE letters.case_file_id = ${fileId} AND letters.status = 'left'
    ORDER BY departure.at, letters.id
  `.execute(db);
  return rows;
}

/** The procedure that a file follows. */
export async function readFileProcedure(tx: Tx, id: string): Promise<string | undefined> {
  const { rows } = await sql<{ procedure: string }>`
    SELECT case_files.procedure FROM case_files WHERE case_files.id = ${id}
  `.execute(tx);
  return rows[0]?.procedure;
}
