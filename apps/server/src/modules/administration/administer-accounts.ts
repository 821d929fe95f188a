import { AppError, type GrantRequest, mailedAddress, type PasswordLink } from '@opis/contracts';
import { sql } from 'kysely';
import type { Db, Tx } from '../../platform/db.ts';
import {
  type Actor,
  addGrant,
  makePasswordLink,
  openAccount,
  removeGrant,
  reopenAccount,
  shutAccount,
} from '../identity/index.ts';
import type { AdministrationDeps } from './administration-deps.ts';
import { refuseLosingAdministrators } from './last-administrator.ts';
import { perform } from './perform.ts';

const asked = (action: string, { requestId, ...body }: { requestId: string }) =>
  ({ requestId, action: `administration.${action}`, body, permission: 'accounts.manage' }) as const;

/** Opens an account without roles and gives the link by which its person chooses a password. */
export async function openPersonAccount(
  deps: AdministrationDeps,
  actor: Actor,
  command: { requestId: string; staffCode: string; username: string },
): Promise<PasswordLink> {
  const { staffCode: staff, username } = command;
  const made = await perform(deps, actor, asked('open-account', command), async (tx) => {
    const { id } = await openAccount(tx, deps.identity, actor, { username, staff, passwordHash: null });
    return linkFor(tx, { deps, actor, accountId: id, username });
  });
  // The answer to the first was lost: the secret cannot be read again, so another takes its place.
  return made ?? replaceLink(deps, actor, await findIdOf(deps.db, username));
}

/** Gives a new link; the earlier one is void. Nobody makes one for their own account, nor learns a password by it. */
export async function resetPassword(
  deps: AdministrationDeps,
  actor: Actor,
  command: { requestId: string; id: string },
): Promise<PasswordLink> {
  const made = await perform(deps, actor, asked('reset-password', command), (tx) =>
    linkForAccount(tx, { deps, actor, accountId: command.id }),
  );
  return made ?? replaceLink(deps, actor, command.id);
}

const replaceLink = (deps: AdministrationDeps, actor: Actor, accountId: string) =>
  deps.db.transaction().execute((tx) => linkForAccount(tx, { deps, actor, accountId }));

type LinkWork = { deps: AdministrationDeps; actor: Actor; accountId: string };

async function linkForAccount(tx: Tx, work: LinkWork): Promise<PasswordLink> {
  const { username, active } = await requireAccount(tx, work.accountId);
  if (!active) throw new AppError('not-found', 'identity.account-not-found');
  return linkFor(tx, { ...work, username });
}

async function linkFor(
  tx: Tx,
  { deps, actor, accountId, username }: LinkWork & { username: string },
): Promise<PasswordLink> {
  const { secret, hours } = await makePasswordLink(tx, deps.identity, { by: actor, accountId, username });
  // After the sign, no proxy and no log of a server sees it.
  return { accountId, link: `${mailedAddress(deps.publicUrl, 'newPassword')}#${secret}`, hours };
}

/** Closes an account; not one's own, and not the last administrator's. */
export async function closePersonAccount(
  deps: AdministrationDeps,
  actor: Actor,
  command: { requestId: string; id: string },
): Promise<void> {
  if (command.id === actor.accountId) throw new AppError('conflict', 'identity.own-account');
  await perform(deps, actor, asked('close-account', command), async (tx, at) => {
    const { username } = await requireAccount(tx, command.id);
    await shutAccount(tx, deps.identity, actor, { username });
    await refuseLosingAdministrators(tx, at);
  });
}

/** Opens a closed account again, with the roles that it had. */
export async function reopenPersonAccount(
  deps: AdministrationDeps,
  actor: Actor,
  command: { requestId: string; id: string },
): Promise<void> {
  await perform(deps, actor, asked('reopen-account', command), async (tx) => {
    const { username } = await requireAccount(tx, command.id);
    await reopenAccount(tx, deps.identity, actor, { username });
  });
}

/** Gives a role over a unit's subtree, or over the institution. */
export async function giveRole(
  deps: AdministrationDeps,
  actor: Actor,
  { id, ...command }: GrantRequest & { id: string },
): Promise<void> {
  await perform(deps, actor, asked('grant', { id, ...command } as { requestId: string }), async (tx) => {
    const { username } = await requireAccount(tx, id);
    await addGrant(tx, deps.identity, actor, { username, role: command.role, unit: command.unit });
  });
}

/** Takes a role back; the last administrator stays one. */
export async function takeRole(
  deps: AdministrationDeps,
  actor: Actor,
  { id, ...command }: GrantRequest & { id: string },
): Promise<void> {
  await perform(
    deps,
    actor,
    asked('withdraw', { id, ...command } as { requestId: string }),
    async (tx, at) => {
      const { username } = await requireAccount(tx, id);
      await removeGrant(tx, deps.identity, actor, { username, role: command.role, unit: command.unit });
      await refuseLosingAdministrators(tx, at);
    },
  );
}

async function requireAccount(tx: Tx, id: string): Promise<{ username: string; active: boolean }> {
  // Changes of who administers wait for one another, so that two at once cannot leave nobody.
  await sql`SELECT FROM institution FOR UPDATE`.execute(tx);
  const { rows } = await sql<{ username: string; active: boolean }>`
    SELECT accounts.username, accounts.active FROM accounts WHERE accounts.id = ${id}
  `.execute(tx);
  if (rows[0] === undefined) throw new AppError('not-found', 'identity.account-not-found');
  return rows[0];
}

async function findIdOf(db: Db, username: string): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    SELECT accounts.id FROM accounts WHERE accounts.username = lower(btrim(${username}))
  `.execute(db);
  if (rows[0] === undefined) throw new AppError('not-found', 'identity.account-not-found');
  return rows[0].id;
}
