import type { EventType, NoticeKind } from '@opis/contracts';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db.ts';
import { announceChange, recordEvent } from '../events/index.ts';
import { listStaffOfAccounts } from '../identity/index.ts';
import { notify } from '../notices/index.ts';
import type { OutgoingMessage } from './outgoing-message.ts';

type Told = Pick<OutgoingMessage, 'id' | 'purpose' | 'caseFileId' | 'letterId' | 'queuedBy'>;

/** Writes what happened to a message; nobody did it: a mail server, or the hour. */
export async function recordHappening(
  tx: Tx,
  message: Told,
  { type, at, by = null }: { type: EventType; at: Date; by?: string | null },
): Promise<void> {
  const { id, caseFileId, letterId, purpose } = message;
  await recordEvent(
    tx,
    { accountId: by },
    {
      ...{ type, at, subjectType: 'outgoing-message', subjectId: id, unitId: null },
      data: { purpose, file: caseFileId, letter: letterId },
    },
  );
  await hintPages(tx, message, at);
}

/** Tells who works on the file and who sent it that a person has to look. */
export async function tellPeople(
  tx: Tx,
  message: Told,
  {
    kind,
    at,
  }: {
    kind: Extract<NoticeKind, 'answer-returned' | 'mail-bounced' | 'mail-uncertain' | 'mail-failed'>;
    at: Date;
  },
): Promise<void> {
  const { id, caseFileId, queuedBy } = message;
  const handlers = await sql<{ handler: string }>`
    SELECT case_files.handler_id AS handler FROM case_files
    WHERE case_files.id = ${caseFileId} AND case_files.handler_id IS NOT NULL`.execute(tx);
  const senders = await listStaffOfAccounts(tx, [queuedBy]);
  const people = new Set([...handlers.rows.map(({ handler }) => handler), ...senders]);
  const key = `${kind} ${id} ${at.toISOString()}`;
  await notify(
    tx,
    [...people].map((staffId) => ({ staffId, kind, caseFileId, subjectId: id, key })),
    at,
  );
}

// Open pages of the file hear of it; of one in no file there is only the list.
async function hintPages(tx: Tx, { caseFileId }: Told, at: Date) {
  const { rows } = await sql<{ principals: string[]; sealed: string | null }>`
    SELECT array_remove(ARRAY[case_files.unit_id, case_files.handler_id], NULL) AS principals,
      CASE WHEN registers.kind = 'confidential' THEN registers.id END AS sealed
    FROM case_files JOIN entries ON entries.id = case_files.id JOIN books ON books.id = entries.book_id
    JOIN registers ON registers.id = books.register_id
    WHERE case_files.id = ${caseFileId}
  `.execute(tx);
  for (const { principals, sealed } of rows) {
    await announceChange(tx, {
      topic: 'case-files',
      subjectId: caseFileId,
      at,
      principals,
      sealedRegisterId: sealed,
    });
  }
}
