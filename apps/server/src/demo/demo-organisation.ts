import {
  addGrant,
  hashPassword,
  type IdentityDeps,
  type Operator,
  openAccount,
} from '../modules/identity/index.ts';
import { importOrganisation, type OrganisationPlanInput, parsePlan } from '../modules/organisation/index.ts';
import { demoCategories } from './demo-categories.ts';
import { demoNomenclature } from './demo-nomenclature.ts';
import { demoAccounts, demoPositions, demoSilentAccounts, demoStaff } from './demo-people.ts';
import { demoUnits } from './demo-units.ts';

/** The password of every invented account; printed at start and shown on the sign-in page of the demonstration alone. */
export const demoPassword = 'Lunca-Alba-2026';

const plan: OrganisationPlanInput = {
  institution: {
    name: 'Primăria Municipiului Lunca Albă',
    shortName: 'Primăria Lunca Albă',
    council: 'Consiliul Local al Municipiului Lunca Albă',
    address: 'Str. Morii nr. 5, 927250 Lunca Albă',
    phone: '0200 000 120',
    email: 'registratura@lunca-alba.example',
    website: 'lunca-alba.example',
    openingHours: 'luni–vineri 08:00–16:30',
  },
  offices: [
    { code: 'sediu', name: 'Sediul central', address: 'Str. Morii nr. 5, Lunca Albă' },
    { code: 'ghiseul-2', name: 'Ghișeul 2', address: 'Str. Morii nr. 14, Lunca Albă' },
    { code: 'parcului', name: 'Ghișeul din Parcului', address: 'Str. Parcului nr. 1, Lunca Albă' },
    { code: 'das', name: 'Direcția de Asistență Socială', address: 'Str. Livezii nr. 22, Lunca Albă' },
  ],
  units: [...demoUnits],
  positions: [...demoPositions],
  staff: [...demoStaff],
  nomenclature: [...demoNomenclature],
  categories: [...demoCategories],
};

const seeder: Operator = { accountId: null, via: 'seeder' };

/** Writes the invented town hall with its people and accounts through the modules' own use-cases: all or nothing. */
export async function seedOrganisation(
  deps: Pick<IdentityDeps, 'db' | 'clock' | 'recordEvent'>,
): Promise<void> {
  const { clock } = deps;
  // Salted each by itself, and before the transaction: a slow hash must not hold locks.
  const accounts = await Promise.all(
    demoAccounts.map(async (account) => ({ ...account, passwordHash: await hashPassword(demoPassword) })),
  );
  await deps.db.transaction().execute(async (tx) => {
    await importOrganisation({ db: tx, clock, demonstrationPassword: demoPassword }, parsePlan(plan));
    for (const { username, staff, passwordHash, grants } of accounts) {
      await openAccount(tx, deps, seeder, { username, staff, passwordHash, demonstration: true });
      for (const [role, unit] of grants) await addGrant(tx, deps, seeder, { username, role, unit });
    }
    for (const { username, staff, grants } of demoSilentAccounts) {
      await openAccount(tx, deps, seeder, { username, staff, passwordHash: null });
      for (const [role, unit] of grants) await addGrant(tx, deps, seeder, { username, role, unit });
    }
  });
}
