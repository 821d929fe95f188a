import { AppError, formatPlainDate, formatRegistrationNumber } from '@opis/contracts';
import { openTexts } from '@opis/contracts/texts';
import { sql } from 'kysely';
import messages from '../../../messages/outgoing-mail.ro.json' with { type: 'json' };
import { type Clock, toLegalTime } from '../../platform/clock.ts';
import type { Tx } from '../../platform/db.ts';
import type { Acting } from '../identity/index.ts';
import { findInstitution, type Institution } from '../organisation/index.ts';
import { queueMessage } from './queue-message.ts';

const texts = openTexts(messages);

/** To whom a registration is confirmed, and which of their messages that answers. */
export type Confirmation = {
  readonly entryId: string;
  readonly to: { readonly address: string; readonly name: string };
  readonly inReplyTo?: string | null;
  readonly references?: readonly string[];
  readonly by: Acting;
};

type Registered = {
  caseFileId: string | null;
  number: number;
  registeredOn: string;
  registeredAt: Date;
  subject: string;
  dueOn: string | null;
};

/**
 * Confirms a registration by e-mail, in the caller's transaction: number, day and hour, the term where the procedure lets
 * the petitioner know it (the cautious date, DEC-08), and the proof attached (PET-05: art. 7 of OG 27/2002). Once for an
 * entry: undefined when it was confirmed before. Throws `outgoing-mail.address-invalid`, `registry.entry-not-found`.
 */
export async function confirmRegistration(
  tx: Tx,
  deps: { clock: Clock },
  { entryId, to, by, inReplyTo, references }: Confirmation,
): Promise<{ id: string; token: string } | undefined> {
  const institution = await findInstitution(tx);
  const entry = await readRegistered(tx, entryId);
  if (entry === undefined || institution === undefined)
    throw new AppError('not-found', 'registry.entry-not-found');
  const { rows } = await sql`SELECT FROM outgoing_messages
    WHERE outgoing_messages.entry_id = ${entryId} AND outgoing_messages.purpose = 'confirmation'`.execute(tx);
  if (rows.length > 0) return undefined;
  const number = formatRegistrationNumber(entry.number, entry.registeredOn);
  return queueMessage(tx, deps, {
    ...{ purpose: 'confirmation', entryId, caseFileId: entry.caseFileId, to, by },
    subject: texts('confirmation.subject', { number, subject: entry.subject }),
    body: bodyOf(entry, { institution, number }),
    attachments: [{ receiptOf: entryId }],
    inReplyTo: inReplyTo ?? null,
    references: references ?? [],
  });
}

async function readRegistered(tx: Tx, entryId: string): Promise<Registered | undefined> {
  const { rows } = await sql<Registered>`
    SELECT case_entries.case_file_id AS "caseFileId", entries.number, entries.registered_on AS "registeredOn",
      entries.registered_at AS "registeredAt", entries.subject,
      CASE WHEN procedures.declaration -> 'public' ? 'term' THEN case_files.due_on END AS "dueOn"
    FROM entries
    LEFT JOIN case_entries ON case_entries.entry_id = entries.id
    LEFT JOIN case_files ON case_files.id = case_entries.case_file_id
    LEFT JOIN procedures ON procedures.code = case_files.procedure AND procedures.version = case_files.procedure_version
    WHERE entries.id = ${entryId}
  `.execute(tx);
  return rows[0];
}

function bodyOf(
  { registeredAt, subject, dueOn }: Registered,
  { institution, number }: { institution: Institution; number: string },
): string {
  const { date, time } = toLegalTime(registeredAt);
  const registered = { institution: institution.name, number, date: formatPlainDate(date), time };
  return [
    texts('confirmation.greeting'),
    '',
    texts('confirmation.registered', registered),
    texts('confirmation.subject-line', { subject }),
    ...(dueOn === null ? [] : [texts('confirmation.due', { date: formatPlainDate(dueOn) })]),
    '',
    texts('confirmation.proof'),
    texts('confirmation.reply'),
    '',
    signatureOf(institution),
    '',
    texts('confirmation.machine'),
  ].join('\n');
}

/** Who writes, under every message. */
export const signatureOf = ({ name, address, phone }: Institution): string =>
  texts('signature', { institution: name, address, phone, break: '\n' });
