import { sql } from 'kysely';
import { derivedId } from '../../../platform/ids.ts';
import { offerStored, type StoredOffer } from '../../documents/index.ts';
import type { Actor } from '../../identity/index.ts';
import { incomingMailText } from '../incoming-mail-text.ts';
import type { IntakeDeps } from './intake-deps.ts';
import type { Intake } from './intake-store.ts';
import { type DocumentPart, isAnnex, shareDocuments } from './share-documents.ts';

type Part = DocumentPart & { sha256: string };

/**
 * Offers the message as received, its text, its page and its attachments, in this order, to whoever registers it; the
 * name of the first says how many files are in it alone. Annexes are what a clerk would count: every file that was
 * attached, be it a document here or not, no logos and no signatures. The same message has the same uploads, whoever
 * tries how often.
 */
export async function offerDocuments(
  deps: IntakeDeps,
  actor: Actor,
  message: Pick<Intake, 'id' | 'rawSha256'>,
): Promise<{ uploads: string[]; annexes: number }> {
  const parts = await readParts(deps, message.id);
  const { taken, left } = shareDocuments(parts);
  const space = derivedId(message.id, actor.accountId);
  const raw = left.length > 0 ? incomingMailText('document.raw-with', { count: left.length }) : undefined;
  const offers: StoredOffer[] = [
    {
      ...{ id: derivedId(space, 'raw'), sha256: message.rawSha256 },
      name: raw ?? incomingMailText('document.raw'),
    },
    ...taken.map((part) => toOffer(space, part)),
  ];
  const at = deps.clock.now();
  const uploads = await deps.db
    .transaction()
    .execute((tx) => offerStored(tx, { accountId: actor.accountId, at }, offers));
  return { uploads, annexes: parts.filter(isAnnex).length };
}

function toOffer(space: string, { ordinal, kind, name, sha256 }: Part): StoredOffer {
  const id = derivedId(space, `part ${ordinal}`);
  if (kind === 'text') return { id, name: incomingMailText('document.text'), sha256 };
  if (kind === 'html') return { id, name: incomingMailText('document.page'), sha256 };
  return { id, name: name ?? incomingMailText('document.part', { place: ordinal }), sha256 };
}

async function readParts({ db }: IntakeDeps, messageId: string): Promise<Part[]> {
  const { rows } = await sql<Part>`
    SELECT incoming_parts.ordinal, incoming_parts.kind, incoming_parts.name, incoming_parts.sha256,
      incoming_parts.media_type AS "mediaType"
    FROM incoming_parts WHERE incoming_parts.message_id = ${messageId} AND incoming_parts.sha256 IS NOT NULL
    ORDER BY incoming_parts.ordinal
  `.execute(db);
  return rows;
}
