import {
  AppError,
  type ErrorCode,
  type LetterTemplate,
  type SaveLetterTemplateRequest,
} from '@opis/contracts';
import { sql } from 'kysely';
import { claimCommand } from '../../../platform/claim-command.ts';
import type { Clock } from '../../../platform/clock.ts';
import type { Db } from '../../../platform/db.ts';
import { newId } from '../../../platform/ids.ts';
import type { ProcedureBook } from '../../case-files/index.ts';
import { recordEvent } from '../../events/index.ts';
import { type Actor, requirePermission } from '../../identity/index.ts';
import { knownFields, takesUnknown } from './known-fields.ts';
import { unknownFields } from './template-markup.ts';
import { listTemplates } from './templates.ts';

export type TemplateDeps = { db: Db; clock: Clock; procedures: ProcedureBook };

/**
 * Saves a template as a new version; letters keep what they took from the one before. A field that does not exist is an
 * error now, not when somebody writes; those of a procedure are for its own templates. Throws `letter.template-changed`,
 * `letter.template-kind`, `letter.template-code-taken`, `letter.unknown-field`, `procedure.not-found`.
 */
export async function saveTemplate(
  deps: TemplateDeps,
  actor: Actor,
  { requestId, ...body }: SaveLetterTemplateRequest,
): Promise<LetterTemplate> {
  requirePermission(actor, 'organisation.manage', null);
  const { db, clock } = deps;
  const { code, version, retired, text } = body;
  await refuseUnknown(deps, text);
  const at = clock.now();
  const command = { accountId: actor.accountId, requestId, action: 'letter-template.saved', body, at };
  await db.transaction().execute(async (tx) => {
    if (!(await claimCommand(tx, command))) return;
    const now = (await listTemplates(tx)).find((template) => template.code === code);
    if (version === null && now) throw refused('code', 'letter.template-code-taken');
    if (version !== null && version !== now?.version)
      throw new AppError('conflict', 'letter.template-changed');
    if (now && (now.kind !== text.kind || now.procedure !== text.procedure)) {
      throw refused('text.kind', 'letter.template-kind');
    }
    const next = (now?.version ?? 0) + 1;
    const { numAffectedRows = 0n } = await sql`
      INSERT INTO letter_templates (code, version, kind, procedure, retired, text, saved_at, saved_by)
      VALUES (${code}, ${next}, ${text.kind}, ${text.procedure}, ${retired}, ${JSON.stringify(text)}::jsonb, ${at},
        ${actor.accountId})
      ON CONFLICT DO NOTHING
    `.execute(tx);
    // Two at once: the second one saw the same version as the first.
    if (numAffectedRows === 0n) throw new AppError('conflict', 'letter.template-changed');
    await recordEvent(tx, actor, {
      ...{ type: 'letter-template.saved', at, subjectType: 'letter-template', subjectId: newId() },
      data: { code, version: next },
    });
  });
  const saved = (await listTemplates(db)).find((template) => template.code === code);
  if (saved === undefined) throw new AppError('not-found', 'letter.template-not-found');
  return saved;
}

async function refuseUnknown(
  { procedures }: TemplateDeps,
  { procedure: code, subject, resolution, body }: SaveLetterTemplateRequest['text'],
): Promise<void> {
  const procedure = code === null ? undefined : await procedures.newest(code);
  if (code !== null && procedure === undefined) throw refused('text.procedure', 'procedure.not-found');
  const known = knownFields(procedure?.fields ?? []);
  const fields = [
    ...unknownFields(subject, 'text.subject', known),
    ...unknownFields(resolution, 'text.resolution', known),
    ...(takesUnknown(body, known) ? [{ path: 'text.body', code: 'letter.unknown-field' as const }] : []),
  ];
  if (fields.length > 0) throw new AppError('validation', 'letter.unknown-field', { fields });
}

const refused = (path: string, code: ErrorCode) =>
  new AppError('validation', code, { fields: [{ path, code }] });
