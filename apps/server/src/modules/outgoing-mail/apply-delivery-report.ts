import { openTexts } from '@opis/contracts/texts';
import { sql } from 'kysely';
import messages from '../../../messages/outgoing-mail.ro.json' with { type: 'json' };
import type { Tx } from '../../platform/db.ts';
import { lockCaseFiles } from '../case-files/index.ts';
import { comeBackByReport } from '../letters/index.ts';
import { findThread } from './find-thread.ts';
import type { OutgoingMailDeps } from './outgoing-deps.ts';
import type { OutgoingMessage } from './outgoing-message.ts';
import { lockMessage, readMessages } from './outgoing-store.ts';
import { acceptWithin } from './send/settle.ts';
import { recordHappening, tellPeople } from './tell-people.ts';

const texts = openTexts(messages);

/**
 * What a delivery report (RFC 3464) says, or a bounce in words. It finds its message by the first token of: the addresses
 * that the report was sent to, `envelopeId` (Original-Envelope-Id), Message-IDs in their order: that of the message it
 * returns, then what that refers to, which may be older messages of ours. `about`: its id, where a person knows it.
 */
export type DeliveryReport = {
  /** The message that brought it: it counts once. */
  readonly incomingMessageId: string;
  readonly arrivedAt: Date;
  readonly about?: string;
  readonly addresses?: readonly string[];
  readonly references?: readonly string[];
  readonly envelopeId?: string | null;
  readonly action: 'failed' | 'delayed' | 'delivered' | 'relayed' | 'expanded';
  /** `5.1.1`; null when it names none. */
  readonly status?: string | null;
  readonly diagnostic?: string | null;
};

/** What came of a report: the message it was about, and whether that changed. */
export type AppliedReport = {
  readonly messageId: string;
  readonly caseFileId: string | null;
  readonly changed: boolean;
};

/**
 * Lets a report have its effect, in the caller's transaction: what was delivered is marked so; what failed is `bounced`,
 * its letter is back, the terms that it met run again, and who works on it is told. One that was uncertain is known to have
 * been taken. Null when the report names no message of ours that went out.
 */
export async function applyDeliveryReport(
  tx: Tx,
  deps: OutgoingMailDeps,
  report: DeliveryReport,
): Promise<AppliedReport | null> {
  const found = await findMessage(tx, report);
  if (found === undefined) return null;
  if (found.caseFileId) await lockCaseFiles(tx, [found.caseFileId]);
  const message = await lockMessage(tx, found.id);
  const { id: messageId, caseFileId } = message;
  if (!(await keepReport(tx, messageId, report))) return { messageId, caseFileId, changed: false };
  return { messageId, caseFileId, changed: await follow(tx, deps, { message, report }) };
}

async function findMessage(
  tx: Tx,
  { about, addresses = [], references = [], envelopeId }: DeliveryReport,
): Promise<OutgoingMessage | undefined> {
  const byId = { addresses, references: [...(envelopeId ? [`${envelopeId}.`] : []), ...references] };
  const id = about ?? (await findThread(tx, byId))?.messageId;
  const [found] = id === undefined ? [] : await readMessages(tx, sql`outgoing_messages.id = ${id}`);
  return found?.rawDocumentId ? found : undefined;
}

async function keepReport(tx: Tx, messageId: string, report: DeliveryReport): Promise<boolean> {
  const status = report.status && statusForm.test(report.status) ? report.status : null;
  const { rows } = await sql`
    INSERT INTO outgoing_reports (incoming_message_id, message_id, action, status_code, diagnostic, arrived_at)
    VALUES (${report.incomingMessageId}, ${messageId}, ${report.action}, ${status}, ${diagnosticOf(report)},
      ${report.arrivedAt})
    ON CONFLICT (incoming_message_id) DO NOTHING RETURNING outgoing_reports.message_id
  `.execute(tx);
  return rows.length > 0;
}

const statusForm = /^[245]\.\d{1,3}\.\d{1,3}$/;
const longestDiagnostic = 500;

const diagnosticOf = ({ diagnostic }: DeliveryReport) =>
  diagnostic
    ?.toWellFormed()
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, longestDiagnostic) || null;

type Following = { message: OutgoingMessage; report: DeliveryReport };

// A report of a delay or of a relay changes nothing by itself: the message is still on its way. All prove that it was taken.
async function follow(tx: Tx, deps: OutgoingMailDeps, { message, report }: Following): Promise<boolean> {
  const at = deps.clock.now();
  const wasUncertain = message.state === 'uncertain' || message.state === 'sending';
  if (wasUncertain) await acceptWithin(tx, deps, { message, at, reply: null });
  const known = wasUncertain ? await lockMessage(tx, message.id) : message;
  if (report.action === 'failed') return bounce(tx, deps, { message: known, report }, at);
  if (report.action === 'delivered' && known.state === 'accepted') {
    await sql`UPDATE outgoing_messages SET state = 'delivered', delivered_at = ${at}, changed_at = ${at}
      WHERE outgoing_messages.id = ${message.id}`.execute(tx);
    await recordHappening(tx, known, { type: 'outgoing-message.delivered', at });
    return true;
  }
  return wasUncertain;
}

async function bounce(
  tx: Tx,
  deps: OutgoingMailDeps,
  { message, report }: Following,
  at: Date,
): Promise<boolean> {
  if (message.state !== 'accepted' && message.state !== 'delivered') return false;
  const said = [report.status, diagnosticOf(report)].filter(Boolean).join(' ') || null;
  await sql`
    UPDATE outgoing_messages SET state = 'bounced', bounced_at = ${at}, changed_at = ${at},
      reply = coalesce(${said}, outgoing_messages.reply)
    WHERE outgoing_messages.id = ${message.id}
  `.execute(tx);
  await recordHappening(tx, message, { type: 'outgoing-message.bounced', at });
  const isBack = await takeLetterBack(tx, deps, { message, reason: said ?? texts('return.no-reason'), at });
  await tellPeople(tx, message, { kind: isBack ? 'answer-returned' : 'mail-bounced', at });
  return true;
}

async function takeLetterBack(
  tx: Tx,
  deps: OutgoingMailDeps,
  { message, reason, at }: { message: OutgoingMessage; reason: string; at: Date },
): Promise<boolean> {
  const { letterId, departureId, queuedBy, onBehalfOf, toAddress } = message;
  if (letterId === null || departureId === null) return false;
  const acting = { accountId: queuedBy, onBehalfOf };
  const why = texts('return.reason', { address: toAddress, reason });
  return comeBackByReport(tx, deps, { letterId, departureId, acting, at, reason: why });
}
