import type { RedirectRequest, WithdrawRedirectionRequest } from '@opis/contracts';
import { sql } from 'kysely';
import { toLegalTime } from '../../../platform/clock.ts';
import type { Tx } from '../../../platform/db.ts';
import { newId } from '../../../platform/ids.ts';
import { cancelTerms, startTerms } from '../../deadlines/index.ts';
import { recordEvent } from '../../events/index.ts';
import type { Actor } from '../../identity/index.ts';
import { findAddressee, withdrawLettersWithin } from '../../letters/index.ts';
import { actOnPetition, type PetitionPlace } from '../act-on-petition.ts';
import { requireBody } from '../bodies/competent-bodies.ts';
import { beginLetter, factsOf, planLetter } from '../neighbours.ts';
import type { PetitionDeps } from '../petition-deps.ts';
import { requirePetition } from './require-petition.ts';

/**
 * Begins the sending of a petition to the authority that is competent (art. 6¹ of OG 27/2002): two letters, one to it and
 * one to the petitioner, and the term of 5 days from the registration. The file closes as redirected when both have left.
 * Errors: `petition.body-not-found`, `petition.not-allowed`, `case-file.changed-meanwhile`.
 */
export async function redirectPetition(
  deps: PetitionDeps,
  actor: Actor,
  { bodyId, reason, ...command }: RedirectRequest & { id: string },
): Promise<void> {
  const { id } = command;
  // What the letters say is read before the lock, so the right is asked here too; the act asks it again under it.
  await requirePetition(deps, actor, { id, action: 'redirect' });
  const body = await requireBody(deps.db, bodyId);
  const facts = await factsOf(deps, id);
  const { name, address, email } = body;
  const addressee = { name, address, email: email ?? '' };
  const planned = await planLetter(deps, facts, { kind: 'redirection', addressee });
  const petitioner = await findAddressee(deps, actor, facts);
  const notice = await planLetter(deps, facts, { kind: 'redirection-notice', addressee: petitioner });
  await actOnPetition(deps, actor, command, {
    action: 'redirect',
    name: 'petition.redirection-begun',
    body: { bodyId, reason },
    async write(tx, place) {
      const { acting, at, petition } = place;
      const { unitId, receivedAt } = petition.file;
      const letterId = await beginLetter(tx, acting, { planned, unitId, at });
      const noticeId = await beginLetter(tx, acting, { planned: notice, unitId, at });
      await sql`
        INSERT INTO redirections (id, case_file_id, body_id, body_name, reason, letter_id, notice_id, at, account_id,
          on_behalf_of)
        VALUES (${newId()}, ${id}, ${body.id}, ${name}, ${reason}, ${letterId}, ${noticeId}, ${at}, ${acting.accountId},
          ${acting.onBehalfOf})
      `.execute(tx);
      const start = { caseFileId: id, ruleId: 'PET-04', role: 'redirect', at: receivedAt } as const;
      const starts = [{ ...start, startOn: toLegalTime(receivedAt).date }];
      await startTerms(tx, deps, { actor: acting, at, starts });
      await tell(tx, place, { type: 'petition.redirection-begun', id, data: { body: body.id } });
    },
  });
}

/** Gives a redirection up before a letter left; its two letters are withdrawn with it. */
export async function withdrawRedirection(
  deps: PetitionDeps,
  actor: Actor,
  { reason, ...command }: WithdrawRedirectionRequest & { id: string },
): Promise<void> {
  const { id } = command;
  await actOnPetition(deps, actor, command, {
    action: 'withdraw-redirection',
    name: 'petition.redirection-withdrawn',
    body: { reason },
    async write(tx, place) {
      const { acting, at } = place;
      const { rows } = await sql<{ letters: string[] }>`
        UPDATE redirections SET withdrawn_at = ${at}, withdrawn_reason = ${reason}
        WHERE redirections.case_file_id = ${id} AND redirections.withdrawn_at IS NULL
        RETURNING ARRAY[redirections.letter_id, redirections.notice_id] AS letters
      `.execute(tx);
      const ids = rows.flatMap(({ letters }) => letters);
      await withdrawLettersWithin(tx, deps, acting, { ids, reason });
      const picks = [{ caseFileId: id, role: 'redirect' as const }];
      await cancelTerms(tx, deps, { actor: acting, at, picks, reason: 'other' });
      await tell(tx, place, { type: 'petition.redirection-withdrawn', id, data: {} });
    },
  });
}

function tell(
  tx: Tx,
  { acting, at, petition }: PetitionPlace,
  {
    type,
    id,
    data,
  }: {
    type: 'petition.redirection-begun' | 'petition.redirection-withdrawn';
    id: string;
    data: Record<string, string>;
  },
) {
  const unitId = petition.file.unitId;
  return recordEvent(tx, acting, { type, at, subjectType: 'case-file', subjectId: id, unitId, data });
}
