import { sql } from 'kysely';
import { derivedId } from '../../../platform/ids.ts';
import { offerStored, type StoredOffer } from '../../documents/index.ts';
import type { Actor } from '../../identity/index.ts';
import { incomingMailText } from '../incoming-mail-text.ts';
import type { IntakeDeps } from './intake-deps.ts';
import type { Intake } from './intake-store.ts';

type Part = { ordinal: number; kind: string; name: string | null; sha256: string };

// A registration takes so many documents; what is more lies in the message as received, which is the first of them.
const mostDocuments = 50;

/**
 * Offers the message as received, its text and its attachments, in this order, to whoever registers it. The same message
 * has the same uploads, whoever tries how often.
 */
export async function offerDocuments(
  deps: IntakeDeps,
  actor: Actor,
  message: Pick<Intake, 'id' | 'rawSha256'>,
): Promise<{ uploads: string[]; annexes: number }> {
  const parts = await readParts(deps, message.id);
  const body = parts.find(({ kind }) => kind === 'text') ?? parts.find(({ kind }) => kind === 'html');
  const attached = parts.filter(({ kind }) => kind !== 'text' && kind !== 'html');
  const space = derivedId(message.id, actor.accountId);
  const offers: StoredOffer[] = [
    { id: derivedId(space, 'raw'), name: incomingMailText('document.raw'), sha256: message.rawSha256 },
    ...(body ? [toOffer(space, body)] : []),
    ...attached.map((part) => toOffer(space, part)),
  ];
  const at = deps.clock.now();
  const uploads = await deps.db
    .transaction()
    .execute((tx) => offerStored(tx, { accountId: actor.accountId, at }, offers.slice(0, mostDocuments)));
  return { uploads, annexes: attached.length };
}

function toOffer(space: string, { ordinal, kind, name, sha256 }: Part): StoredOffer {
  const id = derivedId(space, `part ${ordinal}`);
  if (kind === 'text') return { id, name: incomingMailText('document.text'), sha256 };
  if (kind === 'html') return { id, name: incomingMailText('document.page'), sha256 };
  return { id, name: name ?? incomingMailText('document.part', { place: ordinal }), sha256 };
}

async function readParts({ db }: IntakeDeps, messageId: string): Promise<Part[]> {
  const { rows } = await sql<Part>`
    SELECT incoming_parts.ordinal, incoming_parts.kind, incoming_parts.name, incoming_parts.sha256
    FROM incoming_parts WHERE incoming_parts.message_id = ${messageId} AND incoming_parts.sha256 IS NOT NULL
    ORDER BY incoming_parts.ordinal
  `.execute(db);
  return rows;
}
