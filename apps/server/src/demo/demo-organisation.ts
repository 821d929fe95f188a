import {
  addGrant,
  hashPassword,
  type IdentityDeps,
  type Operator,
  openAccount,
} from '../modules/identity/index.ts';
import { importOrganisation, noUnitFiles, parsePlan } from '../modules/organisation/index.ts';
import type { Demonstration } from './demonstration.ts';
import { townHallDemonstration } from './town-hall.ts';

/** The password of every invented account; printed at start and shown on the sign-in page of the demonstration alone. */
export const demoPassword = 'Lunca-Alba-2026';

const seeder: Operator = { accountId: null, via: 'seeder' };

/** Writes an invented institution with its people and accounts through the modules' own use-cases: all or nothing. */
export async function seedOrganisation(
  deps: Pick<IdentityDeps, 'db' | 'clock' | 'recordEvent'>,
  { plan, accounts: shown, silentAccounts }: Demonstration = townHallDemonstration,
): Promise<void> {
  const { clock } = deps;
  // Salted each by itself, and before the transaction: a slow hash must not hold locks.
  const accounts = await Promise.all(
    shown.map(async (account) => ({ ...account, passwordHash: await hashPassword(demoPassword) })),
  );
  await deps.db.transaction().execute(async (tx) => {
    await importOrganisation(
      { db: tx, clock, unitFiles: noUnitFiles, demonstrationPassword: demoPassword },
      parsePlan(plan),
      {
        by: seeder,
      },
    );
    for (const { username, staff, passwordHash, grants } of accounts) {
      await openAccount(tx, deps, seeder, { username, staff, passwordHash, demonstration: true });
      for (const [role, unit] of grants) await addGrant(tx, deps, seeder, { username, role, unit });
    }
    for (const { username, staff, grants } of silentAccounts) {
      await openAccount(tx, deps, seeder, { username, staff, passwordHash: null });
      for (const [role, unit] of grants) await addGrant(tx, deps, seeder, { username, role, unit });
    }
  });
}
