import { AppError } from '@opis/contracts';
import { toLegalTime } from '../../platform/clock.ts';
import type { Tx } from '../../platform/db.ts';
import { importOrganisation, noUnitFiles, parsePlan } from '../organisation/index.ts';
import { hasAccounts, toUsername, usernameForm } from './account-store.ts';
import { openAccount } from './create-account.ts';
import { addGrant } from './grant-role.ts';
import type { IdentityDeps, Operator } from './identity-deps.ts';
import { hashPassword } from './password.ts';

/** The institution's name and its first administrator. */
export type InitialiseCommand = {
  name: string;
  shortName: string;
  username: string;
  givenName: string;
  familyName: string;
  title: string;
  password: string;
};

/** What a floor above does for a new institution in the same transaction: its general register, when asked for. */
export type Initialised = (tx: Tx, at: Date) => Promise<void>;

/**
 * Names the institution and opens the account of its first administrator: all or nothing, once. Throws
 * `identity.already-initialised` when anybody has an account, `identity.password-too-short`.
 */
export async function initialiseInstitution(
  deps: IdentityDeps,
  operator: Operator,
  command: InitialiseCommand,
  initialised: Initialised = async () => {},
): Promise<void> {
  const { name, shortName } = command;
  const username = toUsername(command.username);
  if (!usernameForm.test(username)) throw new AppError('validation', 'identity.username-invalid');
  const staff = username.replaceAll(/[^a-z0-9.-]/g, '-').slice(0, 60);
  const passwordHash = await hashPassword(command.password);
  const plan = parsePlan({
    institution: { name, shortName },
    staff: [toPerson(command, deps.clock.now(), staff)],
  });
  await deps.db.transaction().execute(async (tx) => {
    await importOrganisation({ db: tx, clock: deps.clock, unitFiles: noUnitFiles }, plan);
    // Two at once: the second waited above for the institution's row, and now sees the first one's account.
    if (await hasAccounts(tx)) throw new AppError('conflict', 'identity.already-initialised');
    await openAccount(tx, deps, operator, { username, staff, passwordHash });
    await addGrant(tx, deps, operator, { username, role: 'administrator', unit: null });
    await initialised(tx, deps.clock.now());
  });
}

function toPerson({ givenName, familyName, title }: InitialiseCommand, now: Date, code: string) {
  const activeFrom = toLegalTime(now).date;
  return { code, givenName, familyName, title, position: null, office: null, activeFrom };
}
