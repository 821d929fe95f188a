import { AppError, type ExtendPetitionRequest, formatPlainDate, type RichText } from '@opis/contracts';
import { sql } from 'kysely';
import type { Tx } from '../../../platform/db.ts';
import { recordEvent } from '../../events/index.ts';
import type { Actor } from '../../identity/index.ts';
import { findAddressee, type PlannedLetter } from '../../letters/index.ts';
import { actOnPetition, type PetitionPlace } from '../act-on-petition.ts';
import {
  countExtension,
  type ExtensionDays,
  findAnswerTerm,
  isOpen,
  watchNotice,
} from '../answer-extension.ts';
import { beginLetter, factsOf, planLetter } from '../neighbours.ts';
import type { PetitionDeps } from '../petition-deps.ts';
import { requirePetition } from './require-petition.ts';

/**
 * The head extends the term of answering, once and before it ends (art. 9 of OG 27/2002, as Legea 31/2018 has it): by at
 * most 15 days, 30 in energy and natural gas. The notice to the petitioner begins as a draft with a term of its own; only
 * when it leaves before the first term ends does that move. Errors: `petition.extension-cap`, `petition.no-term`,
 * `petition.not-allowed`.
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
      const counted = await awaitNotice(tx, deps, { place, id, days, energy });
      const { unitId } = petition.file;
      const letterId = await beginLetter(tx, acting, { planned: promising(planned, counted), unitId, at });
      await sql`
        INSERT INTO petition_extensions (case_file_id, days, energy, reason, first_due_on, due_on, letter_id, at,
          account_id, on_behalf_of)
        VALUES (${id}, ${days}, ${energy}, ${reason}, ${counted.firstDueOn}, ${counted.dueOn}, ${letterId}, ${at},
          ${acting.accountId}, ${acting.onBehalfOf})
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

/** Starts the term of the notice; gives the day before which it must leave and the one that it promises. */
async function awaitNotice(
  tx: Tx,
  deps: PetitionDeps,
  { place, id, ...extension }: { place: PetitionPlace; id: string; days: number; energy: boolean },
): Promise<ExtensionDays> {
  const answer = await findAnswerTerm(tx, id);
  if (answer === undefined || !isOpen(answer)) throw new AppError('conflict', 'petition.no-term');
  const { acting: actor, at } = place;
  await watchNotice({ tx, deps, actor, at }, { answer, awaited: true });
  return countExtension(await deps.deadlines.read(tx), answer, extension);
}

// The term has not moved yet: the field would say its old day.
function promising(planned: PlannedLetter, { dueOn }: ExtensionDays): PlannedLetter {
  const body = JSON.parse(JSON.stringify(planned.content.body), (_key, node) =>
    isDueField(node)
      ? { type: 'text', text: formatPlainDate(dueOn), ...(node.marks && { marks: node.marks }) }
      : node,
  ) as RichText;
  return { ...planned, content: { ...planned.content, body } };
}

const isDueField = (node: { type?: string; attrs?: { name?: string } } | null) =>
  node?.type === 'mergeField' && node.attrs?.name === 'due-on';
