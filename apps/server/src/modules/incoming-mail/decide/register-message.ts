import {
  AppError,
  type EntryReference,
  formatRegistrationNumber,
  parseEmail,
  type RegisteredKind,
  type RegisterMessageRequest,
  type RegisterMessageResponse,
  type Sender,
} from '@opis/contracts';
import { sql } from 'kysely';
import type { Db } from '../../../platform/db.ts';
import { derivedId } from '../../../platform/ids.ts';
import type { Actor } from '../../identity/index.ts';
import { generalRegister, registerDocument } from '../../registry/index.ts';
import { incomingMailText } from '../incoming-mail-text.ts';
import { messageSight } from '../sight.ts';
import type { IntakeDeps } from './intake-deps.ts';
import { type Intake, requireIntake } from './intake-store.ts';
import { offerDocuments } from './offer-documents.ts';
import { procedureOfKind } from './procedure-of-kind.ts';
import { queueConfirmations } from './queue-confirmations.ts';
import { readNoConfirmation } from './read-confirmation.ts';
import { readSender } from './read-sender.ts';
import { changedMeanwhile, refuseIfChanged } from './refuse-if-changed.ts';

type Command = RegisterMessageRequest & { id: string };

/**
 * Registers a message as proposed, or as the person says: raw message, body and attachments become the documents of one
 * entry, routed to the unit; the confirmation leaves by itself. Once: neither a crash nor a second person gives it a
 * second number. Errors: `incoming-mail.not-found`, `.decided-meanwhile`, `.choose-kind`, `.hand-over-first`, and those
 * of `registerDocument`.
 */
export async function registerMessage(
  deps: IntakeDeps,
  actor: Actor,
  { id, version, ...wishes }: Command,
): Promise<RegisterMessageResponse> {
  const { visible } = await messageSight(deps, actor);
  const message = await requireIntake(deps.db, id, visible);
  const done = await findOwnRegistration(deps, actor, { message, requestId: wishes.requestId });
  if (done !== undefined) return done;
  await refuseIfChanged(deps.db, message, { version, open: true });
  const asked = await toAsked(deps, message, wishes);
  const registered = await registerOnce(deps, actor, message, asked, wishes);
  await queueConfirmations(deps, { messageId: id });
  return {
    registrationNumber: registered.registrationNumber,
    ...{ register: registered.register, year: registered.year, number: registered.number },
    joined: asked.joins !== null,
    confirms: asked.noConfirmation === null,
  };
}

type Asked = Awaited<ReturnType<typeof toAsked>>;

/** What is registered: the proposal, changed where the person changed it. */
async function toAsked(deps: IntakeDeps, message: Intake, wishes: Omit<Command, 'id' | 'version'>) {
  const kind = requireKind(message, wishes.kind);
  const confidential = message.sealedRegisterId !== null;
  const joins = wishes.joins === undefined ? await proposedJoin(deps.db, message, kind) : wishes.joins;
  const now = deps.clock.now();
  const isSameKind = kind === message.kind;
  const register = confidential
    ? await registerCodeOf(deps.db, message.sealedRegisterId)
    : ((isSameKind ? message.registerCode : null) ?? generalRegister.code);
  return {
    ...{ kind, joins, register },
    unit: wishes.unit === undefined ? message.unitCode : wishes.unit,
    category: wishes.category === undefined ? (isSameKind ? message.categoryCode : null) : wishes.category,
    procedure: confidential ? null : ((isSameKind ? message.procedureCode : null) ?? procedureOfKind(kind)),
    subject: wishes.subject ?? (message.subject.slice(0, 2000).trim() || incomingMailText('no-subject')),
    sender: wishes.sender ?? (await readSender(deps.db, message)),
    noConfirmation: await readNoConfirmation(deps.db, message, { confidential, now }),
    asProposed:
      isSameKind && [wishes.unit, wishes.category, wishes.joins].every((wish) => wish === undefined),
  };
}

function requireKind(message: Intake, wished: RegisteredKind | undefined): RegisteredKind {
  const kind = wished ?? message.kind;
  if (kind === 'unknown' || kind === 'not-registered') {
    const fields = [{ path: 'kind', code: 'incoming-mail.choose-kind' as const }];
    throw new AppError('validation', 'incoming-mail.choose-kind', { fields });
  }
  // A report of wrongdoing is numbered in its own register, by who is named there, and nowhere else.
  if (kind === 'confidential' && message.sealedRegisterId === null) {
    throw new AppError('conflict', 'incoming-mail.hand-over-first');
  }
  return kind;
}

async function registerOnce(
  deps: IntakeDeps,
  actor: Actor,
  message: Intake,
  { kind, joins, register, unit, category, procedure, subject, sender, noConfirmation, asProposed }: Asked,
  { requestId, confirmGap }: Pick<Command, 'requestId' | 'confirmGap'>,
) {
  const { uploads, annexes } = await offerDocuments(deps, actor, message);
  const address = noConfirmation === null ? parseEmail(message.fromAddress ?? '') : undefined;
  const command = {
    ...({
      register,
      requestId: derivedId(message.id, 'register'),
      channel: 'email',
      direction: 'in',
    } as const),
    ...{ subject, sender: withoutEmpty(sender), sheets: 1, annexes, uploads, confirmGap },
    ...(unit !== null && { unit }),
    ...(category !== null && { category }),
    ...(joins === null ? procedure !== null && { procedure } : { completes: joins }),
    origin: {
      ...({ kind: 'incoming-message', id: message.id } as const),
      decision: {
        ...{ kind, as_proposed: asProposed, rule_id: message.ruleId, request_id: requestId },
        ...{ confirmation: noConfirmation ?? 'due', to_address: address ?? null },
      },
    },
  };
  try {
    return await registerDocument(deps, actor, command);
  } catch (error) {
    const lost = error instanceof AppError && lostTo.has(error.code);
    throw lost ? await changedMeanwhile(deps.db, message.id) : error;
  }
}

// Somebody else was first: their registration used the message, or this account's own uploads of it.
const lostTo: ReadonlySet<string> = new Set([
  'incoming-mail.changed-meanwhile',
  'request.id-reused',
  'document.upload-not-found',
]);

const withoutEmpty = ({ email, ...sender }: Sender): Sender => (email ? { ...sender, email } : sender);

/** The file that a message is proved to answer, as long as it is still proposed as an answer. */
async function proposedJoin(db: Db, message: Intake, kind: RegisteredKind): Promise<EntryReference | null> {
  if (message.joinsEntryId === null || kind !== 'reply') return null;
  const { rows } = await sql<EntryReference>`
    SELECT registers.code AS register, books.year, entries.number FROM entries
    JOIN books ON books.id = entries.book_id JOIN registers ON registers.id = books.register_id
    WHERE entries.id = ${message.joinsEntryId}
  `.execute(db);
  return rows[0] ?? null;
}

async function registerCodeOf(db: Db, id: string | null): Promise<string> {
  const { rows } = await sql<{
    code: string;
  }>`SELECT registers.code FROM registers WHERE registers.id = ${id}`.execute(db);
  if (rows[0] === undefined) throw new AppError('not-found', 'registry.register-not-found');
  return rows[0].code;
}

/** What this very command had for result before, when its answer was lost. */
async function findOwnRegistration(
  deps: IntakeDeps,
  actor: Actor,
  { message, requestId }: { message: Intake; requestId: string },
): Promise<RegisterMessageResponse | undefined> {
  if (message.entryId === null) return undefined;
  const { rows } = await sql<{
    number: number;
    registered_on: string;
    year: number;
    register: string;
    confirmation: string;
  }>`
    SELECT entries.number, entries.registered_on, books.year, registers.code AS register, intake_registrations.confirmation
    FROM intake_registrations
    JOIN incoming_messages ON incoming_messages.id = intake_registrations.message_id
    JOIN entries ON entries.id = intake_registrations.entry_id
    JOIN books ON books.id = entries.book_id JOIN registers ON registers.id = books.register_id
    WHERE intake_registrations.message_id = ${message.id} AND incoming_messages.decided_by = ${actor.accountId}
      AND intake_registrations.request_id = ${requestId}
  `.execute(deps.db);
  const [row] = rows;
  if (row === undefined) return undefined;
  await queueConfirmations(deps, { messageId: message.id });
  return {
    registrationNumber: formatRegistrationNumber(row.number, row.registered_on),
    ...{ register: row.register, year: row.year, number: row.number },
    joined: message.state === 'joined',
    confirms: row.confirmation === 'due' || row.confirmation === 'queued',
  };
}
