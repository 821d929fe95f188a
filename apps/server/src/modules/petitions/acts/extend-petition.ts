import { AppError, type ExtendPetitionRequest } from '@opis/contracts';
import { sql } from 'kysely';
import { toLegalTime } from '../../../platform/clock.ts';
import type { Tx } from '../../../platform/db.ts';
import { cancelTerms, extendTerm, listTerms, startTerms } from '../../deadlines/index.ts';
import { recordEvent } from '../../events/index.ts';
import type { Actor } from '../../identity/index.ts';
import { findAddressee } from '../../letters/index.ts';
import { actOnPetition, type PetitionPlace } from '../act-on-petition.ts';
import { beginLetter, factsOf, planLetter } from '../neighbours.ts';
import type { PetitionDeps } from '../petition-deps.ts';
import { requirePetition } from './require-petition.ts';

/**
 * The head extends the term of answering, once and before it ends (art. 9 of OG 27/2002, as Legea 31/2018 has it): by at
 * most 15 days, 30 in energy and natural gas. The notice to the petitioner begins as a draft: it must leave before the
 * first term ends. Errors: `petition.extension-cap`, `petition.no-term`, `petition.not-allowed`, those of the term.
 */
export async function extendPetition(
  deps: PetitionDeps,
  actor: Actor,
  { days, reason, ...command }: ExtendPetitionRequest & { id: string },
): Promise<void> {
  const { id } = command;
  const seen = await requirePetition(deps, actor, { id, action: 'extend' });
  if (days > seen.extensionCap) throw beyondCap();
  const facts = await factsOf(deps, id);
  const addressee = await findAddressee(deps, actor, facts);
  const planned = await planLetter(deps, facts, { kind: 'extension', addressee });
  await actOnPetition(deps, actor, command, {
    action: 'extend',
    name: 'petition.extended',
    body: { days, reason },
    async write(tx, place) {
      const { petition, acting, at } = place;
      if (days > petition.extensionCap) throw beyondCap();
      const energy = petition.file.fields.energy === true;
      const firstDueOn = await giveEnergyRule(tx, deps, { place, id, energy });
      const term = { caseFileId: id, role: 'answer', by: days } as const;
      const dueOn = await extendTerm(tx, deps, { actor: acting, at, ...term });
      const { unitId } = petition.file;
      const letterId = await beginLetter(tx, acting, { planned, unitId, at });
      await sql`
        INSERT INTO petition_extensions (case_file_id, days, energy, reason, first_due_on, due_on, letter_id, at,
          account_id, on_behalf_of)
        VALUES (${id}, ${days}, ${energy}, ${reason}, ${firstDueOn}, ${dueOn}, ${letterId}, ${at}, ${acting.accountId},
          ${acting.onBehalfOf})
      `.execute(tx);
      const subject = { subjectType: 'case-file', subjectId: id, unitId } as const;
      await recordEvent(tx, acting, { type: 'petition.extended', at, ...subject, data: { days } });
    },
  });
}

const beyondCap = () =>
  new AppError('validation', 'petition.extension-cap', {
    fields: [{ path: 'days', code: 'petition.extension-cap' }],
  });

/** Counts the term by the rule of energy and gas where the file says so; gives the day that was due before. */
async function giveEnergyRule(
  tx: Tx,
  deps: PetitionDeps,
  { place, id, energy }: { place: PetitionPlace; id: string; energy: boolean },
): Promise<string> {
  const running = (await listTerms(tx, [id])).find(
    ({ role, status }) => role === 'answer' && status === 'running',
  );
  if (running === undefined) throw new AppError('conflict', 'petition.no-term');
  if (!energy || running.ruleId !== 'PET-06') return running.dueOn;
  const { acting, at, petition } = place;
  const picks = [{ caseFileId: id, role: 'answer' as const }];
  await cancelTerms(tx, deps, { actor: acting, at, picks, reason: 'replaced' });
  const { receivedAt } = petition.file;
  const startOn = toLegalTime(receivedAt).date;
  const start = { caseFileId: id, ruleId: 'PET-06-EN', role: 'answer', at: receivedAt, startOn } as const;
  await startTerms(tx, deps, { actor: acting, at, starts: [start] });
  return running.dueOn;
}
