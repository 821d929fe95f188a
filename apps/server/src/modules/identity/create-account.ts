import { AppError, type ErrorCode } from '@opis/contracts';
import type { Tx } from '../../platform/db.ts';
import { newId } from '../../platform/ids.ts';
import type { ActingPerson } from '../organisation/index.ts';
import { findStaffId, insertAct } from '../organisation/index.ts';
import { insertAccount, toUsername, usernameForm } from './account-store.ts';
import type { IdentityDeps, Operator } from './identity-deps.ts';
import { hashPassword } from './password.ts';

/** For whom and under which name; without a password nobody signs in, but programs may hold keys of it. */
export type CreateAccountCommand = { username: string; staff: string; password: string | null };

/**
 * Opens an account for a person who works here, without any role. Throws `identity.staff-not-found`,
 * `identity.account-exists`, `identity.username-taken`, `identity.username-invalid`, `identity.password-too-short`.
 */
export async function createAccount(
  deps: IdentityDeps,
  operator: Operator,
  command: CreateAccountCommand,
): Promise<{ id: string }> {
  const passwordHash = command.password === null ? null : await hashPassword(command.password);
  return deps.db.transaction().execute((tx) => openAccount(tx, deps, operator, { ...command, passwordHash }));
}

/** The same inside a transaction, with the password hashed before it began. */
export async function openAccount(
  tx: Tx,
  deps: Pick<IdentityDeps, 'clock' | 'recordEvent'>,
  by: ActingPerson,
  command: { username: string; staff: string; passwordHash: string | null; demonstration?: boolean },
): Promise<{ id: string }> {
  const username = toUsername(command.username);
  if (!usernameForm.test(username)) throw new AppError('validation', 'identity.username-invalid');
  const staffId = await findStaffId(tx, command.staff);
  if (staffId === undefined) throw new AppError('not-found', 'identity.staff-not-found');
  const id = newId();
  const now = deps.clock.now();
  const { passwordHash, demonstration = false } = command;
  await insertAccount(tx, { id, username, staffId, passwordHash, demonstration, now }).catch(refuseTwice);
  await deps.recordEvent(tx, by, {
    type: 'identity.account-created',
    at: now,
    subjectType: 'account',
    subjectId: id,
    data: { staffId },
  });
  const after = { username, staff: command.staff, active: true };
  const changes = [{ list: 'accounts', key: username, before: null, after }];
  await insertAct(tx, by, { kind: 'account-opened', at: now, changes });
  return { id };
}

const codeOfConstraint: Readonly<Record<string, ErrorCode>> = {
  accounts_username_unique: 'identity.username-taken',
  accounts_staff_unique: 'identity.account-exists',
};

function refuseTwice(error: unknown): never {
  const constraint = error instanceof Error && 'constraint' in error ? String(error.constraint) : '';
  const code = codeOfConstraint[constraint];
  throw code === undefined ? error : new AppError('conflict', code, { cause: error });
}
