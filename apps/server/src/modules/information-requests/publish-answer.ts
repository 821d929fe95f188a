import {
  AppError,
  type InformationRequest,
  type PublishInformationRequest,
  type WithdrawPublicationRequest,
} from '@opis/contracts';
import { sql } from 'kysely';
import { toLegalTime } from '../../platform/clock.ts';
import type { Tx } from '../../platform/db.ts';
import type { Actor } from '../identity/index.ts';
import { actOnRequest, nothing } from './act-on-request.ts';
import type { InformationDeps } from './information-deps.ts';
import { documentsOf } from './masked-copies.ts';

/**
 * Marks an answered request as shown to anybody, in words written anew and with masked copies alone: neither the paper
 * that came nor the letter that left is ever shown.
 */
export function publishAnswer(
  deps: InformationDeps,
  actor: Actor,
  { id, requestId, version, ...shown }: PublishInformationRequest & { id: string },
): Promise<InformationRequest> {
  const { title, question, answer, documents } = shown;
  return actOnRequest(
    deps,
    actor,
    { id, requestId, version },
    {
      action: 'publish',
      event: 'information-request.published',
      body: shown,
      data: { documents: documents.length },
      prepare: nothing,
      async write({ tx, acting, at }) {
        await refuseUnmasked(tx, id, documents);
        const on = toLegalTime(at).date;
        await sql`
          INSERT INTO information_publications (case_file_id, title, question, answer, published_on, published_by)
          VALUES (${id}, ${title}, ${question}, ${answer}, ${on}::date, ${acting.accountId})
          ON CONFLICT ON CONSTRAINT information_publications_pk DO UPDATE SET title = excluded.title,
            question = excluded.question, answer = excluded.answer, published_on = excluded.published_on,
            published_by = excluded.published_by, withdrawn_on = NULL, withdrawn_by = NULL
        `.execute(tx);
        await sql`DELETE FROM information_publication_documents
          WHERE information_publication_documents.case_file_id = ${id}`.execute(tx);
        await sql`
          INSERT INTO information_publication_documents (case_file_id, document_id, position)
          SELECT ${id}, shown.id, shown.position
          FROM unnest(${documents}::uuid[]) WITH ORDINALITY AS shown(id, position)
        `.execute(tx);
      },
    },
  );
}

async function refuseUnmasked(tx: Tx, id: string, documents: readonly string[]) {
  const { rows } = await sql<{ id: string }>`
    SELECT own.id FROM ${documentsOf(id)} WHERE own.id = ANY (${documents}::uuid[]) AND own.masked
  `.execute(tx);
  const masked = new Set(rows.map((row) => row.id));
  const fields = documents.flatMap((each, at) =>
    masked.has(each) && documents.indexOf(each) === at
      ? []
      : [{ path: `documents.${at}`, code: 'information-request.not-masked' as const }],
  );
  if (fields.length > 0) throw new AppError('validation', 'information-request.not-masked', { fields });
}

/** No longer shown; that it was stays written. */
export function withdrawPublication(
  deps: InformationDeps,
  actor: Actor,
  { id, requestId, version }: WithdrawPublicationRequest & { id: string },
): Promise<InformationRequest> {
  return actOnRequest(
    deps,
    actor,
    { id, requestId, version },
    {
      action: 'withdraw-publication',
      event: 'information-request.publication-withdrawn',
      body: {},
      prepare: nothing,
      async write({ tx, acting, at }) {
        await sql`
          UPDATE information_publications SET withdrawn_on = ${toLegalTime(at).date}::date, withdrawn_by = ${acting.accountId}
          WHERE information_publications.case_file_id = ${id} AND information_publications.withdrawn_on IS NULL
        `.execute(tx);
      },
    },
  );
}
