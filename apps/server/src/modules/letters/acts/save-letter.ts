import { isDeepStrictEqual } from 'node:util';
import { AppError, type LetterContent, type LetterDetail, type SaveLetterRequest } from '@opis/contracts';
import { sql } from 'kysely';
import { recordEvent } from '../../events/index.ts';
import { type Actor, inNameOf } from '../../identity/index.ts';
import { announceLetter } from '../announce-letter.ts';
import { fieldsIn, type LetterState } from '../letter.ts';
import type { LetterDeps } from '../letter-deps.ts';
import type { LetterFacts } from '../letter-facts.ts';
import { keepVersion, lockLetter, updateLetter } from '../letter-store.ts';
import { knownFields, takesUnknown } from '../templates/known-fields.ts';
import { getLetter, requireLetter, seeLetter } from '../views/get-letter.ts';
import { conflictOf } from './act-on-letter.ts';

/**
 * Saves the draft on the version that the person saw; on another it is a conflict that carries both texts, so that
 * nothing is lost. What somebody else had saved before is kept as a version. Saving the same again changes nothing.
 */
export async function saveLetter(
  deps: LetterDeps,
  actor: Actor,
  { id, version, content, keep }: SaveLetterRequest & { id: string },
): Promise<LetterDetail> {
  const { eyes } = await requireLetter(deps, actor, id);
  await deps.db.transaction().execute(async (tx) => {
    const letter = await lockLetter(tx, id);
    const { row, facts } = await seeLetter(tx, eyes, id);
    const same = isDeepStrictEqual(letter.draft, content);
    if (letter.version !== version && !same) {
      throw new AppError('conflict', 'letter.changed-meanwhile', {
        conflict: await conflictOf({ db: tx }, letter),
      });
    }
    if (!row.actions.includes('edit')) throw new AppError('forbidden', 'letter.not-allowed');
    refuseUnknownFields(content, { letter, facts });
    const at = deps.clock.now();
    const acting = inNameOf(
      actor,
      ({ principals }) => letter.unitId === null || principals.includes(letter.unitId),
    );
    const kept = keep ? await keepVersion(tx, acting, { id, content }, at) : { kept: false };
    if (!same) {
      if (letter.savedBy !== actor.accountId) {
        await keepVersion(
          tx,
          { accountId: letter.savedBy, onBehalfOf: null },
          { id, content: letter.draft },
          letter.savedAt,
        );
      }
      await updateLetter(tx, id, { draft: content, savedBy: actor.accountId }, at);
    }
    if (!kept.kept) return;
    await recordEvent(tx, acting, {
      ...{ type: 'letter.version-kept', at, subjectType: 'letter', subjectId: id, unitId: letter.unitId },
      data: { file: letter.caseFileId },
    });
    await announceLetter(tx, letter.caseFileId, at);
  });
  return getLetter(deps, actor, id);
}

// What was there already stays, though the file follows another procedure since: it prints nothing, and is told as a lack.
function refuseUnknownFields(
  { body }: LetterContent,
  { letter, facts }: { letter: LetterState; facts: LetterFacts },
) {
  const known = new Set([...knownFields(facts.ownFields), ...fieldsIn(letter.draft.body)]);
  if (!takesUnknown(body, known)) return;
  const fields = [{ path: 'content.body', code: 'letter.unknown-field' as const }];
  throw new AppError('validation', 'letter.unknown-field', { fields });
}

/** How long a page is counted as open after it last said so. */
const seenForMs = 45_000;

/** Says that this person has the draft open; gives who else has. A hint, no lock. */
export async function tellEditing(
  deps: LetterDeps,
  actor: Actor,
  id: string,
): Promise<{ items: { name: string; since: string }[] }> {
  const { row } = await requireLetter(deps, actor, id);
  if (!row.actions.includes('edit')) throw new AppError('forbidden', 'letter.not-allowed');
  const at = deps.clock.now();
  const old = new Date(at.getTime() - seenForMs);
  await sql`
    INSERT INTO letter_editors (letter_id, account_id, since, seen_at) VALUES (${id}, ${actor.accountId}, ${at}, ${at})
    ON CONFLICT (letter_id, account_id) DO UPDATE SET seen_at = excluded.seen_at
  `.execute(deps.db);
  await sql`DELETE FROM letter_editors WHERE letter_editors.letter_id = ${id} AND letter_editors.seen_at < ${old}`.execute(
    deps.db,
  );
  const { rows } = await sql<{ name: string; since: Date }>`
    SELECT account_names.name, letter_editors.since FROM letter_editors
    JOIN account_names ON account_names.account_id = letter_editors.account_id
    WHERE letter_editors.letter_id = ${id} AND letter_editors.account_id <> ${actor.accountId}
    ORDER BY letter_editors.since
  `.execute(deps.db);
  return { items: rows.map(({ name, since }) => ({ name, since: since.toISOString() })) };
}
