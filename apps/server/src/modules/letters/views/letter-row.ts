import {
  type CaseUnit,
  formatRegistrationNumber,
  type LetterDeparture,
  type LetterExit,
  type LetterKind,
  type LetterRow,
  type LetterSigning,
  type LetterStatus,
} from '@opis/contracts';
import { type RawBuilder, sql } from 'kysely';
import type { Clock } from '../../../platform/clock.ts';
import type { Db, Tx } from '../../../platform/db.ts';
import { type FileStanding, readFileStandings } from '../../case-files/index.ts';
import { type DueTermJson, dueTermOf, toDueTerm } from '../../deadlines/index.ts';
import type { Actor } from '../../identity/index.ts';
import type { EntryReach } from '../../registry/index.ts';
import { letterActions } from '../letter-policy.ts';

/** By whose eyes a query looks. */
export type LetterEyes = { actor: Actor; reach: EntryReach; clock: Clock };

/** A letter with its file and the names behind its ids. */
export type LetterRecord = {
  id: string;
  kind: LetterKind;
  status: LetterStatus;
  signing: LetterSigning | null;
  version: number;
  file_id: string;
  register_id: string;
  number: number;
  registered_on: string;
  file_subject: string;
  file_closed: boolean;
  numbers: { number: number; on: string }[];
  addressee: string;
  subject: string;
  send_by: LetterExit | null;
  author: string;
  author_id: string;
  unit: CaseUnit | null;
  dated_on: string | null;
  changed_at: Date;
  departure: LetterDeparture | null;
  due_on: string | null;
  due_term: DueTermJson | null;
  signs: boolean;
};

const departureJson = sql`json_build_object('id', letter_departures.id, 'how', letter_departures.how,
  'on', letter_departures.left_on, 'receivedBy', letter_departures.received_by, 'note', letter_departures.note,
  'by', coalesce(account_names.name, ''),
  'at', to_char(letter_departures.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
  'returnedOn', letter_returns.returned_on, 'returnReason', letter_returns.reason)`;
const departuresFrom = sql`letter_departures
  LEFT JOIN letter_returns ON letter_returns.departure_id = letter_departures.id
  LEFT JOIN account_names ON account_names.account_id = letter_departures.account_id`;

/** Every departure of one letter, oldest first. */
export async function listDepartures(db: Db | Tx, letterId: string): Promise<LetterDeparture[]> {
  const { rows } = await sql<{ departure: LetterDeparture }>`
    SELECT ${departureJson} AS departure FROM ${departuresFrom}
    WHERE letter_departures.letter_id = ${letterId} ORDER BY letter_departures.id
  `.execute(db);
  return rows.map(({ departure }) => departure);
}

/** `SELECT … FROM letters`; the caller's conditions qualify `letters`, `case_files`, `entries` and `books`. */
export function selectLetters({ actor }: LetterEyes): RawBuilder<LetterRecord> {
  return sql<LetterRecord>`
    SELECT letters.id, letters.kind, letters.status, route.signing, letters.version, case_files.id AS file_id,
      books.register_id, entries.number, entries.registered_on, entries.subject AS file_subject,
      case_files.status = 'closed' AS file_closed,
      coalesce((SELECT json_agg(json_build_object('number', each.number, 'on', each.registered_on)
          ORDER BY case_entries.position)
        FROM case_entries JOIN entries AS each ON each.id = case_entries.entry_id
        WHERE case_entries.case_file_id = case_files.id AND case_entries.role <> 'answers'
          AND each.status <> 'annulled'), '[]') AS numbers,
      letters.draft #>> '{addressee,name}' AS addressee, letters.draft ->> 'subject' AS subject,
      letters.draft ->> 'sendBy' AS send_by, coalesce(authors.name, '') AS author, letters.author_id,
      CASE WHEN units.id IS NULL THEN NULL ELSE json_build_object('id', units.id, 'code', units.code,
        'name', units.name, 'shortName', units.short_name) END AS unit,
      letters.dated_on, letters.changed_at, case_files.due_on, ${dueTermOf(sql`case_files.id`)} AS due_term,
      (SELECT ${departureJson} FROM ${departuresFrom} WHERE letter_departures.letter_id = letters.id
        ORDER BY letter_departures.id DESC LIMIT 1) AS departure,
      EXISTS (SELECT FROM letter_signatures WHERE letter_signatures.route_id = route.id
        AND letter_signatures.method IS NULL AND letter_signatures.staff_id = ANY (${actor.principals}::uuid[])) AS signs
    FROM letters
    JOIN case_files ON case_files.id = letters.case_file_id
    JOIN entries ON entries.id = case_files.id
    JOIN books ON books.id = entries.book_id
    LEFT JOIN letter_routes AS route ON route.letter_id = letters.id AND route.number = letters.route
    LEFT JOIN units ON units.id = letters.unit_id
    LEFT JOIN account_names AS authors ON authors.account_id = letters.author_id`;
}

/** Whose letters somebody sees: those of files that they read, and those ready or gone that they dispatch (PET-03). */
export function letterVisible({ reach }: LetterEyes): RawBuilder<boolean> {
  return sql<boolean>`(${reach.fileReadable} OR letters.status IN ('ready', 'left')
    AND books.register_id = ANY (${reach.registersWith('entry.dispatch')}::uuid[]))`;
}

/** Rows as the API knows them, with what the asker may do to each. */
export async function toLetterRows(
  db: Db | Tx,
  eyes: LetterEyes,
  records: readonly LetterRecord[],
): Promise<LetterRow[]> {
  const files = await readFileStandings(db, eyes, [...new Set(records.map(({ file_id: id }) => id))]);
  return records.map((record) => toLetterRow(eyes, record, files.get(record.file_id)));
}

function toLetterRow(
  { actor, reach, clock }: LetterEyes,
  row: LetterRecord,
  file: FileStanding | undefined,
): LetterRow {
  return {
    id: row.id,
    kind: row.kind,
    status: row.status,
    caseFile: {
      id: row.file_id,
      registrationNumber: formatRegistrationNumber(row.number, row.registered_on),
      subject: row.file_subject,
      closed: row.file_closed,
    },
    numbers: row.numbers.map(({ number, on }) => formatRegistrationNumber(number, on)),
    addressee: row.addressee,
    subject: row.subject,
    sendBy: row.send_by,
    author: row.author,
    own: row.author_id === actor.accountId,
    unit: row.unit,
    datedOn: row.dated_on,
    changedAt: row.changed_at.toISOString(),
    lastDeparture: row.departure,
    due: row.due_term && toDueTerm(row.due_term, clock.now()),
    version: row.version,
    actions: letterActions({
      kind: row.kind,
      status: row.status,
      signing: row.signing,
      fileClosed: row.file_closed,
      writes: file?.actions.includes('note') ?? false,
      dispatches: reach.registersWith('entry.dispatch').includes(row.register_id),
      signs: row.signs,
    }),
  };
}
