import { formatRegistrationNumber, type PartyPage } from '@opis/contracts';
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
    async list(actor, partyId) {
      const visible = await visibleAnywhere(deps.registers, actor);
      const { rows } = await sql<PartyPage['entries'][number] & { registered_on: string }>`
        SELECT registers.code AS register, books.year, entries.number, entries.registered_on, entries.subject, entries.status
        FROM entries
        JOIN books ON books.id = entries.book_id
        JOIN registers ON registers.id = books.register_id
        WHERE entries.party_id = ${partyId} AND ${visible}
        ORDER BY entries.registered_at DESC, entries.id DESC LIMIT 200
      `.execute(deps.db);
      return rows.map(({ registered_on, ...row }) => ({
        ...row,
        registrationNumber: formatRegistrationNumber(row.number, registered_on),
      }));
    },
  };
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
