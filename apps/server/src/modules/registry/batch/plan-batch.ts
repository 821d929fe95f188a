import { AppError } from '@opis/contracts';
import type { FieldKeys } from '../../../platform/crypto/field-crypto.ts';
import type { Db } from '../../../platform/db.ts';
import { planDocuments, toDocumentRows } from '../../documents/index.ts';
import { type PartyPlan, planParties, type ValidSender } from '../../parties/index.ts';
import type { RegisterRow } from '../registers.ts';
import type { Participation, RegistrationParticipant } from '../registration-participant.ts';
import type { PlannedParts } from './compose-batch.ts';
import { findRepeats, type Repeat } from './done-commands.ts';
import type { PreparedEntry } from './prepared-entry.ts';

/** What stands in the way of a registration, or what it is made of besides itself. */
export type Plan = { parts: PlannedParts } | Repeat;

export type PlanDeps = {
  db: Db;
  fieldKeys: FieldKeys;
  participants: readonly RegistrationParticipant[];
};

/** Registrations to plan together. `routine`: one that asks for no look-up can only be refused by the statement itself. */
export type ToPlan = { items: readonly PreparedEntry[]; now: Date; routine: boolean };

/**
 * Asks the lower floors about the whole batch at once: commands done before, uploads, parties. Uploads come first: a
 * document that is refused for its files must leave no party behind.
 */
export async function planBatch(
  deps: PlanDeps,
  register: RegisterRow,
  { items, now, routine }: ToPlan,
): Promise<Plan[]> {
  // The statement itself finds repeats; before it only those that would be refused, or leave something behind.
  const repeats = await findRepeats(deps.db, routine ? items.filter(leavesTraces) : items);
  const drafts = await Promise.all(
    items.map(async (item) => repeats.get(item) ?? (await draftDocuments(deps.db, item, now))),
  );
  const joining = await planParticipation(
    deps,
    items.filter((_, index) => isDraft(drafts[index])),
  );
  // Who sent it comes last: a document that is refused for another reason must leave no party behind.
  const ready = [...joining].flatMap(([item, joined]) => (Array.isArray(joined) ? [item] : []));
  const parties = await planSenders(deps, register, { items: ready, now });
  return items.map((item, index) => toPlan(drafts[index], joining.get(item), parties.get(item)));
}

/** True for one whose plan asks the database or writes to it; any other may be planned before its turn. */
export const leavesTraces = ({ sender, uploads, follows }: PreparedEntry) =>
  uploads.length > 0 || follows !== undefined || (sender !== undefined && !isOnlyNamed(sender));

// By name alone nobody is recognised: planning such a sender asks and writes nothing.
const isOnlyNamed = ({ kind, name, ...rest }: ValidSender) =>
  Object.values(rest).every((handle) => handle === undefined);

type Draft = Pick<PlannedParts, 'documents' | 'documentRows'>;

const isDraft = (draft: Plan | Draft | undefined): draft is Draft =>
  draft !== undefined && 'documents' in draft;

function toPlan(
  draft: Plan | Draft | undefined,
  joined: Joined | undefined,
  party: PartyPlan | undefined,
): Plan {
  if (draft === undefined) throw new Error('a registration without a plan');
  if (!isDraft(draft)) return draft;
  if (joined === undefined) throw new Error('a registration that no participant planned');
  if ('refusal' in joined) return joined;
  if (party && 'refusal' in party) return party;
  return { parts: { ...toPartyParts(party), ...draft, participations: joined } };
}

/** What each participant makes of a registration, in their order; or why it may not be. */
type Joined = readonly Participation[] | { refusal: AppError };

async function planParticipation(
  { db, participants }: PlanDeps,
  items: readonly PreparedEntry[],
): Promise<Map<PreparedEntry, Joined>> {
  const plans = await Promise.all(participants.map((participant) => participant.plan(db, items)));
  return new Map(items.map((item, index) => [item, together(plans.map((each) => each[index]))]));
}

function together(plans: readonly (Participation | { refusal: AppError } | undefined)[]): Joined {
  const all: Participation[] = [];
  for (const plan of plans) {
    if (plan === undefined) throw new Error('a participant planned too few');
    if ('refusal' in plan) return plan;
    all.push(plan);
  }
  return all;
}

async function draftDocuments(db: Db, entry: PreparedEntry, now: Date): Promise<Plan | Draft> {
  try {
    const documents = await planDocuments(db, entry.actor, { uploadIds: entry.uploads, now });
    return { documents, documentRows: toDocumentRows(entry.actor, documents) };
  } catch (error) {
    if (error instanceof AppError) return { refusal: error };
    throw error;
  }
}

function toPartyParts(party: PartyPlan | undefined): Pick<PlannedParts, 'partyId' | 'partyRows'> {
  if (party && 'existingId' in party) return { partyId: party.existingId, partyRows: [] };
  if (party && 'newParty' in party) return { partyId: party.newParty.id, partyRows: [party.newParty] };
  return { partyId: null, partyRows: [] };
}

async function planSenders(
  deps: PlanDeps,
  register: RegisterRow,
  { items, now }: Omit<ToPlan, 'routine'>,
): Promise<Map<PreparedEntry, PartyPlan>> {
  const sent = items.flatMap((item) =>
    item.sender ? [{ item, sender: item.sender, actor: item.actor }] : [],
  );
  const sealedRegisterId = register.kind === 'confidential' ? register.id : null;
  const plans = await planParties(deps.db, deps.fieldKeys, { items: sent, sealedRegisterId, now });
  return new Map(sent.flatMap(({ item }, index) => (plans[index] ? [[item, plans[index]] as const] : [])));
}
