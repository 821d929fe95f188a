import { randomBytes } from 'node:crypto';
import { type RegisterDocumentRequest, SearchRequest, type SearchResponse } from '@opis/contracts';
import type { Actor } from '../src/modules/identity/index.ts';
import { suggestParties } from '../src/modules/parties/index.ts';
import { bookBatchers } from '../src/modules/registry/batch/batchers.ts';
import { entriesOfParties, sealedRegisters } from '../src/modules/registry/index.ts';
import { registerDocument } from '../src/modules/registry/register-document.ts';
import { usualLimits } from '../src/modules/search/choose-plan.ts';
import { followLedger, searchEntries, unitList } from '../src/modules/search/index.ts';
import { aRegistration, aRegistry, participantsOf } from './a-registry.ts';
import type { TestDatabase } from './test-database.ts';

/** A registry whose entries are searched, with keys that the search shares with it. */
export async function aSearch(database: TestDatabase) {
  const registry = await aRegistry(database);
  const { db, clock, registers } = registry;
  const fieldKeys = { cnpKey: randomBytes(32), lookupKey: randomBytes(32) };
  const batchers = bookBatchers({
    db,
    clock,
    fieldKeys,
    participants: participantsOf(db, clock, fieldKeys),
    trustHour: false,
  });
  const parties = {
    db,
    clock,
    keys: fieldKeys,
    sealedRegisters: sealedRegisters({ db }),
    entries: entriesOfParties(registry),
  };
  const deps = {
    db,
    clock,
    keys: fieldKeys,
    registers,
    units: unitList({ db, clock }),
    suggestParties: (actor: Actor, text: string) => suggestParties(parties, actor, text),
  };
  return {
    ...registry,
    deps,
    register: (actor: Actor, changes: Partial<RegisterDocumentRequest> & { register?: string } = {}) =>
      registerDocument({ ...registry, batchers }, actor, aRegistration(changes)),
    follow: () => followLedger(deps),
    search: (
      actor: Actor,
      text: string,
      changes: object = {},
      limits = usualLimits,
    ): Promise<SearchResponse> =>
      searchEntries({ ...deps, limits }, actor, SearchRequest.parse({ text, parties: false, ...changes })),
  };
}

/** What was found, as `register/year/number`, in its order. */
export const numbersOf = ({ entries }: SearchResponse): string[] =>
  entries.items.map(({ register, year, number }) => `${register}/${year}/${number}`);
