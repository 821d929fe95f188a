import { AppError, type CaseProcedure, type MarkRequirementRequest } from '@opis/contracts';
import { sql } from 'kysely';
import type { Tx } from '../../../platform/db.ts';
import type { Actor } from '../../identity/index.ts';
import { editCaseFile } from '../acts/edit-case-file.ts';
import type { ActDeps } from '../acts/perform-acts.ts';
import { requireCaseFile } from '../views/require-case-file.ts';
import { type CaseProcedureDeps, describeCaseProcedure } from './describe-case-procedure.ts';

/** Says that a document asked for by the procedure is there, on paper or as a line of the opis, or that it is not. */
export async function markRequirement(
  deps: ActDeps & CaseProcedureDeps,
  actor: Actor,
  { requestId, id, ...mark }: MarkRequirementRequest & { id: string },
): Promise<CaseProcedure> {
  const { record } = await requireCaseFile(deps, actor, id);
  const key = { code: record.procedure, version: record.procedure_version };
  const { requiredDocuments } = await deps.procedures.version(key);
  await editCaseFile(deps, actor, {
    ...{ id, requestId, body: mark },
    type: 'case-file.requirement-marked',
    data: { code: mark.code, present: mark.present },
    async write(tx, { at }) {
      if (!requiredDocuments.some(({ code }) => code === mark.code)) throw unknown('code');
      await writeMark(tx, { id, ...mark, accountId: actor.accountId, at });
    },
  });
  return describeCaseProcedure(deps, actor, (await requireCaseFile(deps, actor, id)).record);
}

function unknown(path: string) {
  const code = 'procedure.document-unknown';
  return new AppError('validation', code, { fields: [{ path, code }] });
}

type Mark = Omit<MarkRequirementRequest, 'requestId'> & { id: string; accountId: string; at: Date };

async function writeMark(tx: Tx, { id, code, present, documentId = null, accountId, at }: Mark) {
  if (!present) {
    await sql`DELETE FROM case_requirements
      WHERE case_requirements.case_file_id = ${id} AND case_requirements.code = ${code}`.execute(tx);
    return;
  }
  const { numAffectedRows = 0n } = await sql`
    INSERT INTO case_requirements (case_file_id, code, document_id, at, account_id)
    SELECT ${id}, ${code}, item.document_id, ${at}, ${accountId}
    FROM (SELECT ${documentId}::uuid AS document_id) AS item
    WHERE item.document_id IS NULL OR EXISTS (SELECT FROM case_items
      WHERE case_items.document_id = item.document_id AND case_items.case_file_id = ${id})
    ON CONFLICT (case_file_id, code) DO UPDATE SET document_id = excluded.document_id, at = excluded.at,
      account_id = excluded.account_id
  `.execute(tx);
  if (numAffectedRows === 0n) throw unknown('documentId');
}
