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
import { recordEvent } from '../../events/index.ts';
import { type Actor, requirePermission } from '../../identity/index.ts';
import { unknownFields } from './template-markup.ts';
import { listTemplates } from './templates.ts';

export type TemplateDeps = { db: Db; clock: Clock };

/**
 * Saves a template as a new version; letters keep what they took from the one before. A field that does not exist is an
 * error now, not when somebody writes. Throws `letter.template-changed`, `letter.template-kind`,
 * `letter.template-code-taken`, `letter.unknown-field`.
 */
export async function saveTemplate(
  { db, clock }: TemplateDeps,
  actor: Actor,
  { requestId, ...body }: SaveLetterTemplateRequest,
): Promise<LetterTemplate> {
  requirePermission(actor, 'organisation.manage', null);
  const { code, version, retired, text } = body;
  const fields = [
    ...unknownFields(text.subject, 'text.subject'),
    ...unknownFields(text.resolution, 'text.resolution'),
  ];
  if (fields.length > 0) throw new AppError('validation', 'letter.unknown-field', { fields });
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

const refused = (path: string, code: ErrorCode) =>
  new AppError('validation', code, { fields: [{ path, code }] });
