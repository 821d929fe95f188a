import {
  type AddCaseDocumentsRequest,
  AppError,
  type CaseItem,
  type DescribeDocumentRequest,
  type OrderOpisRequest,
} from '@opis/contracts';
import { sql } from 'kysely';
import type { Tx } from '../../../platform/db.ts';
import { keepUploaded } from '../../documents/index.ts';
import type { Actor } from '../../identity/index.ts';
import { editCaseFile } from '../acts/edit-case-file.ts';
import type { ActDeps } from '../acts/perform-acts.ts';
import { listCaseEntries } from '../views/list-case-entries.ts';
import { listCaseItems } from '../views/list-case-items.ts';
import { requireCaseFile } from '../views/require-case-file.ts';
import { addCaseItems } from './case-items.ts';

type Of<Command> = Command & { id: string };

/** Adds documents to a file after its papers were registered: they are the file's own, not an entry's. */
export async function addCaseDocuments(
  deps: ActDeps,
  actor: Actor,
  { id, requestId, uploads, title }: Of<AddCaseDocumentsRequest>,
): Promise<CaseItem[]> {
  await editCaseFile(deps, actor, {
    ...{ id, requestId, type: 'case-file.document-added' },
    body: { uploads, title },
    data: { documents: uploads.length },
    async write(tx, { at }) {
      const place = { holderType: 'case-file', holderId: id, createdBy: actor.accountId, at } as const;
      const items = [];
      for (const [index, uploadId] of uploads.entries()) {
        const { documentId } = await keepUploaded(tx, place, { uploadId }).catch(inField(`uploads.${index}`));
        items.push({ documentId, title });
      }
      await addCaseItems(tx, { caseFileId: id, items, accountId: actor.accountId, at });
    },
  });
  return readOpis(deps, actor, id);
}

const inField = (path: string) => (error: unknown) => {
  if (!(error instanceof AppError) || error.code !== 'document.upload-not-found') throw error;
  throw new AppError('validation', error.code, { fields: [{ path, code: error.code }] });
};

/** Puts the documents of a file in another order; a list that is not exactly what the file holds now is a conflict. */
export async function orderOpis(
  deps: ActDeps,
  actor: Actor,
  { id, requestId, documents }: Of<OrderOpisRequest>,
): Promise<CaseItem[]> {
  await editCaseFile(deps, actor, {
    ...{ id, requestId, type: 'case-file.opis-changed' },
    body: { documents },
    write: (tx) => writeOrder(tx, id, documents),
  });
  return readOpis(deps, actor, id);
}

async function writeOrder(tx: Tx, fileId: string, documents: readonly string[]) {
  const { rows } = await sql<{ id: string; position: number }>`
    SELECT case_items.document_id AS id, case_items.position FROM case_items
    WHERE case_items.case_file_id = ${fileId}`.execute(tx);
  const there = new Set(rows.map(({ id }) => id));
  const same = documents.length === there.size && new Set(documents).size === there.size;
  if (!same || documents.some((id) => !there.has(id))) {
    throw new AppError('conflict', 'case-file.opis-changed-meanwhile');
  }
  // Through places that nobody has: a place may not be taken twice even for a moment.
  for (const shift of [Math.max(...rows.map(({ position }) => position)), 0]) {
    await sql`
      UPDATE case_items SET position = given.place + ${shift}
      FROM unnest(${documents}::uuid[]) WITH ORDINALITY AS given(id, place)
      WHERE case_items.document_id = given.id AND case_items.case_file_id = ${fileId}
    `.execute(tx);
  }
}

/** Says what a document of the file is, and of how many sheets. */
export async function describeDocument(
  deps: ActDeps,
  actor: Actor,
  { id, requestId, documentId, title, sheets }: Of<DescribeDocumentRequest>,
): Promise<CaseItem[]> {
  await editCaseFile(deps, actor, {
    ...{ id, requestId, type: 'case-file.opis-changed' },
    body: { documentId, title, sheets },
    data: { document: documentId },
    async write(tx) {
      const { numAffectedRows = 0n } = await sql`
        UPDATE case_items SET title = ${title || null}, sheets = ${sheets ?? null}
        WHERE case_items.document_id = ${documentId} AND case_items.case_file_id = ${id}
      `.execute(tx);
      if (numAffectedRows === 0n) throw new AppError('not-found', 'document.not-found');
    },
  });
  return readOpis(deps, actor, id);
}

async function readOpis(deps: ActDeps, actor: Actor, id: string): Promise<CaseItem[]> {
  const { eyes, record } = await requireCaseFile(deps, actor, id);
  return listCaseItems(deps.db, record, await listCaseEntries(deps.db, eyes, id));
}
