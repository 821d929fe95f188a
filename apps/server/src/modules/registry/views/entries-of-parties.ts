import { formatRegistrationNumber, type PartyEntry } from '@opis/contracts';
import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../../../platform/db.ts';
import type { Actor } from '../../identity/index.ts';
import type { EntriesOfParties, SealedRegisters } from '../../parties/index.ts';
import { mayReadBook } from '../entry-policy.ts';
import { type RegisterDirectory, registersNaming } from '../registers.ts';
import { readerOf } from './entry-filter.ts';

/** What the module of parties asks of this one: entries of a party, only those that the asker may see. */
export function entriesOfParties(deps: { db: Db; registers: RegisterDirectory }): EntriesOfParties {
  return {
    async count(actor, partyIds) {
      const visible = await visibleAnywhere(deps.registers, actor);
      const { rows } = await sql<{ party_id: string; count: number }>`
        SELECT entries.party_id, count(*)::int AS count FROM entries
        JOIN books ON books.id = entries.book_id
        JOIN registers ON registers.id = books.register_id
        WHERE entries.party_id = ANY (${partyIds}::uuid[]) AND ${visible}
        GROUP BY entries.party_id
      `.execute(deps.db);
      return new Map(rows.map((row) => [row.party_id, row.count]));
    },
    async list(actor, partyIds, { after, limit }) {
      const visible = await visibleAnywhere(deps.registers, actor);
      const [at, id] = after?.split('_') ?? [];
      const { rows } = await sql<PartyEntryRow>`
        SELECT entries.id, entries.registered_at, registers.code AS register, books.year, entries.number,
          entries.registered_on, entries.subject, entries.status, entries.out_count, units.short_name AS unit
        FROM entries
        JOIN books ON books.id = entries.book_id
        JOIN registers ON registers.id = books.register_id
        LEFT JOIN units ON units.id = entries.unit_id
        WHERE entries.party_id = ANY (${partyIds}::uuid[]) AND ${visible}
          AND ${after === undefined ? sql`true` : sql`(entries.registered_at, entries.id) < (${at}::timestamptz, ${id}::uuid)`}
        ORDER BY entries.registered_at DESC, entries.id DESC LIMIT ${limit + 1}
      `.execute(deps.db);
      const page = rows.slice(0, limit);
      const last = page.at(-1);
      const next = rows.length > limit && last ? `${last.registered_at.toISOString()}_${last.id}` : null;
      return { items: page.map(toPartyEntry), next };
    },
  };
}

type PartyEntryRow = {
  id: string;
  registered_at: Date;
  registered_on: string;
  register: string;
  year: number;
  number: number;
  subject: string;
  status: 'registered' | 'annulled';
  out_count: number;
  unit: string | null;
};

function toPartyEntry({ register, year, number, subject, status, unit, ...row }: PartyEntryRow): PartyEntry {
  const registrationNumber = formatRegistrationNumber(number, row.registered_on);
  const answered = row.out_count > 0 ? 'answered' : 'open';
  const state = status === 'annulled' ? 'annulled' : answered;
  return { register, year, number, registrationNumber, subject, status, unit, state };
}

/** Which confidential registers name the actor; the module of parties shows their parties to nobody else. */
export function sealedRegisters(deps: { db: Db }): SealedRegisters {
  return { of: async (actor) => [...(await registersNaming(deps.db, actor))] };
}

/** Rights over every register at once, as a condition on `entries` joined with `registers`. */
export async function visibleAnywhere(
  registers: RegisterDirectory,
  actor: Actor,
): Promise<RawBuilder<boolean>> {
  const known = await registers.list(actor);
  const readable = known.filter((access) => mayReadBook(actor, access)).map(({ register }) => register.id);
  return sql<boolean>`(registers.id = ANY (${readable}::uuid[])
    OR (registers.kind <> 'confidential' AND ${readerOf(actor)}))`;
}
