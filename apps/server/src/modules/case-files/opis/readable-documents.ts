import { sql } from 'kysely';
import { grantRead, type ReadGrant } from '../../documents/index.ts';
import type { Actor } from '../../identity/index.ts';
import { listCaseEntries } from '../views/list-case-entries.ts';
import { type CaseViewDeps, requireCaseFile } from '../views/require-case-file.ts';

/**
 * Documents of the opis that the actor may read, each with leave to read what its holder has: those of entries whose file
 * they may read, and the file's own for its readers. Error: `case-file.not-found`.
 */
export async function readableDocuments(
  deps: CaseViewDeps,
  actor: Actor,
  caseFileId: string,
): Promise<ReadonlyMap<string, ReadGrant>> {
  const { eyes, record } = await requireCaseFile(deps, actor, caseFileId);
  const entries = await listCaseEntries(deps.db, eyes, caseFileId);
  const readable = new Set(entries.flatMap(({ entry, reader }) => (reader ? [entry.id] : [])));
  const { rows } = await sql<{ id: string; holder: string; entry: string | null }>`
    SELECT case_items.document_id AS id, documents.holder_id AS holder, case_items.entry_id AS entry
    FROM case_items JOIN documents ON documents.id = case_items.document_id
    WHERE case_items.case_file_id = ${caseFileId}
  `.execute(deps.db);
  const seen = rows.filter(({ entry }) => (entry === null ? record.reader : readable.has(entry)));
  const grants = new Map(seen.map(({ holder }) => [holder, grantRead(holder)]));
  return new Map(
    seen.flatMap(({ id, holder }) => {
      const grant = grants.get(holder);
      return grant ? [[id, grant] as const] : [];
    }),
  );
}
