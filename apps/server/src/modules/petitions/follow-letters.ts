import { sql } from 'kysely';
import type { Tx } from '../../platform/db.ts';
import { closeWithin, reopenWithin } from '../case-files/index.ts';
import { meetTerms, type TermDeps, unmeetTerms } from '../deadlines/index.ts';
import { recordEvent } from '../events/index.ts';
import type { Acting } from '../identity/index.ts';
import type { LetterSubscriber, MovedLetter } from '../letters/index.ts';
import { followExtension } from './follow-extension.ts';
import type { PetitionDeps } from './petition-deps.ts';
import { petitionText } from './petition-text.ts';

type Deps = Pick<PetitionDeps, 'clock' | 'taskSubscribers' | 'trustHour'> & TermDeps;

/**
 * A petition is redirected when both of its letters have left (art. 6¹ of OG 27/2002), not before; one that comes back
 * opens it again. Its term is extended when the notice has left in time (art. 9).
 */
export function petitionLetterSubscriber(deps: Deps): LetterSubscriber {
  return {
    async left(tx, acting, letters) {
      for (const letter of letters) {
        await followLeft(tx, deps, acting, letter);
        await followExtension(tx, deps, acting, letter);
      }
    },
    async returned(tx, acting, letters) {
      for (const letter of letters) {
        await followReturned(tx, deps, acting, letter);
        await followExtension(tx, deps, acting, letter);
      }
    },
  };
}

type Marked = { caseFileId: string; body: string; whole: boolean };

/** Notes that one of the two letters left or came back; undefined when it is no letter of a redirection. */
async function mark(tx: Tx, letter: MovedLetter, at: Date | null): Promise<Marked | undefined> {
  if (letter.kind !== 'redirection' && letter.kind !== 'redirection-notice') return undefined;
  const { rows } = await sql<Marked>`
    UPDATE redirections SET
      left_at = CASE WHEN redirections.letter_id = ${letter.id} THEN ${at}::timestamptz ELSE redirections.left_at END,
      notice_left_at = CASE WHEN redirections.notice_id = ${letter.id} THEN ${at}::timestamptz
        ELSE redirections.notice_left_at END
    WHERE ${letter.id} IN (redirections.letter_id, redirections.notice_id) AND redirections.withdrawn_at IS NULL
    RETURNING redirections.case_file_id AS "caseFileId", redirections.body_name AS body,
      redirections.left_at IS NOT NULL AND redirections.notice_left_at IS NOT NULL AS whole
  `.execute(tx);
  return rows[0];
}

async function followLeft(tx: Tx, deps: Deps, acting: Acting, letter: MovedLetter) {
  const marked = await mark(tx, letter, letter.at);
  if (!marked?.whole) return;
  const { caseFileId: id, body } = marked;
  const { at } = letter;
  const meeting = {
    caseFileId: id,
    role: 'redirect',
    metAt: at,
    cause: 'redirected',
    causeId: letter.id,
  } as const;
  await meetTerms(tx, deps, { actor: acting, at, meetings: [meeting] });
  const text = petitionText('redirected.close', { body });
  await closeWithin(tx, deps, acting, { id, outcome: 'redirected', text });
  const subject = { subjectType: 'case-file', subjectId: id } as const;
  await recordEvent(tx, acting, { type: 'petition.redirected', at, ...subject });
}

async function followReturned(tx: Tx, deps: Deps, acting: Acting, letter: MovedLetter) {
  const marked = await mark(tx, letter, null);
  if (marked === undefined) return;
  const { caseFileId: id } = marked;
  const { at } = letter;
  const text = petitionText('redirected.returned');
  if (!(await reopenWithin(tx, deps, acting, { id, outcome: 'redirected', text }))) return;
  await unmeetTerms(tx, deps, {
    ...{ actor: acting, at },
    unmeetings: [{ caseFileId: id, role: 'redirect' }],
  });
}
