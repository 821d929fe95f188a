import { AppError, formatRegistrationNumber, type IntakeDecision } from '@opis/contracts';
import { sql } from 'kysely';
import type { Db, Tx } from '../../../platform/db.ts';
import type { Intake } from './intake-store.ts';

type Last = Omit<IntakeDecision, 'at' | 'registrationNumber'> & {
  at: Date;
  number: number | null;
  registered_on: string | null;
};

/** Throws a conflict that says who decided what meanwhile, when the message is no longer as the person saw it. */
export async function refuseIfChanged(
  db: Db | Tx,
  message: Pick<Intake, 'id' | 'version' | 'state'>,
  seen: { version: number; open: boolean },
): Promise<void> {
  const isOpen = message.state === 'waiting' || message.state === 'possibly';
  if (message.version === seen.version && isOpen === seen.open) return;
  throw await changedMeanwhile(db, message.id);
}

/** The conflict itself, with what happened last. */
export async function changedMeanwhile(db: Db | Tx, messageId: string): Promise<AppError> {
  const { rows } = await sql<Last>`
    SELECT intake_decisions.what, intake_decisions.at, intake_decisions.reason, intake_decisions.note, entries.number,
      entries.registered_on, staff.given_name || ' ' || staff.family_name AS by
    FROM intake_decisions
    LEFT JOIN accounts ON accounts.id = intake_decisions.account_id
    LEFT JOIN staff ON staff.id = accounts.staff_id
    LEFT JOIN entries ON entries.id = intake_decisions.entry_id
    WHERE intake_decisions.message_id = ${messageId} ORDER BY intake_decisions.id DESC LIMIT 1
  `.execute(db);
  const [last] = rows;
  if (last === undefined) return new AppError('conflict', 'incoming-mail.changed-meanwhile');
  const { at, number, registered_on, ...decided } = last;
  const registrationNumber = number === null ? null : formatRegistrationNumber(number, registered_on ?? '');
  return new AppError('conflict', 'incoming-mail.decided-meanwhile', {
    conflict: { ...decided, at: at.toISOString(), registrationNumber } satisfies IntakeDecision,
  });
}
