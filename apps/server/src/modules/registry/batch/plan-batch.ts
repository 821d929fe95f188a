import { AppError } from '@opis/contracts';
import { sql } from 'kysely';
import type { FieldKeys } from '../../../platform/crypto/field-crypto.ts';
import type { Db } from '../../../platform/db.ts';
import { planDocuments, toDocumentRows } from '../../documents/index.ts';
import { type PartyPlan, planParties } from '../../parties/index.ts';
import type { RegisterRow } from '../registers.ts';
import type { PlannedParts } from './compose-batch.ts';
import type { PreparedEntry, Registered } from './prepared-entry.ts';

/** What stands in the way of a registration, or what it is made of besides itself. */
export type Plan = { parts: PlannedParts } | { replay: Registered } | { refusal: AppError };

export type PlanDeps = { db: Db; fieldKeys: FieldKeys };

/**
 * Asks the lower floors about the whole batch at once: commands done before, uploads, parties. Uploads come first: a
 * document that is refused for its files must leave no party behind.
 */
export async function planBatch(
  deps: PlanDeps,
  register: RegisterRow,
  { items, now }: { items: readonly PreparedEntry[]; now: Date },
): Promise<Plan[]> {
  const done = await findDone(deps.db, items);
  const drafts = await Promise.all(
    items.map(async (item) => done.get(keyOf(item)) ?? (await draftDocuments(deps.db, item, now))),
  );
  const ready = items.filter((_, index) => isDraft(drafts[index]));
  const parties = await planSenders(deps, register, { items: ready, now });
  return items.map((item, index) => toPlan(drafts[index], parties.get(item)));
}

type Draft = Pick<PlannedParts, 'documents' | 'documentRows'>;

const isDraft = (draft: Plan | Draft | undefined): draft is Draft =>
  draft !== undefined && 'documents' in draft;

function toPlan(draft: Plan | Draft | undefined, party: PartyPlan | undefined): Plan {
  if (draft === undefined) throw new Error('a registration without a plan');
  if (!isDraft(draft)) return draft;
  if (party && 'refusal' in party) return party;
  return { parts: { ...toPartyParts(party), ...draft } };
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
  { items, now }: { items: readonly PreparedEntry[]; now: Date },
): Promise<Map<PreparedEntry, PartyPlan>> {
  const sent = items.flatMap((item) =>
    item.sender ? [{ item, sender: item.sender, actor: item.actor }] : [],
  );
  const sealedRegisterId = register.kind === 'confidential' ? register.id : null;
  const plans = await planParties(deps.db, deps.fieldKeys, { items: sent, sealedRegisterId, now });
  return new Map(sent.flatMap(({ item }, index) => (plans[index] ? [[item, plans[index]] as const] : [])));
}

const keyOf = (item: PreparedEntry) => `${item.actor.accountId} ${item.requestId.toLowerCase()}`;

async function findDone(db: Db, items: readonly PreparedEntry[]): Promise<Map<string, Plan>> {
  const { rows } = await sql<{
    account_id: string;
    request_id: string;
    body_hash: string;
    result: Registered;
  }>`
    SELECT commands.account_id, commands.request_id, encode(commands.body_hash, 'hex') AS body_hash, commands.result
    FROM commands
    JOIN unnest(${items.map((item) => item.actor.accountId)}::uuid[], ${items.map((item) => item.requestId)}::uuid[])
      AS asked(account_id, request_id)
      ON asked.account_id = commands.account_id AND asked.request_id = commands.request_id
  `.execute(db);
  const hashes = new Map(items.map((item) => [keyOf(item), item.bodyHash]));
  return new Map(
    rows.map((row) => {
      const key = `${row.account_id} ${row.request_id}`;
      const same = hashes.get(key) === row.body_hash;
      return [
        key,
        same ? { replay: row.result } : { refusal: new AppError('conflict', 'request.id-reused') },
      ];
    }),
  );
}
