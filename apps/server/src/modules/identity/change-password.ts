import { AppError, type ChangePasswordRequest } from '@opis/contracts';
import { sql } from 'kysely';
import { savePassword } from './account-store.ts';
import type { Actor } from './actor.ts';
import type { IdentityDeps } from './identity-deps.ts';
import { hashPassword } from './password.ts';
import { confirmPassword } from './second-factor/confirm-password.ts';

/**
 * One's own new password; every other session of the account ends, because somebody may know the old one. Throws
 * `identity.wrong-password`, `identity.password-too-short` (field `newPassword`).
 */
export async function changePassword(
  deps: IdentityDeps,
  actor: Actor,
  command: ChangePasswordRequest & { address: string },
): Promise<void> {
  await confirmPassword(deps, actor, command);
  const passwordHash = await hashPassword(command.newPassword).catch(atNewPassword);
  const now = deps.clock.now();
  await deps.db.transaction().execute(async (tx) => {
    await savePassword(tx, actor.accountId, passwordHash);
    await sql`UPDATE sessions SET ended_at = ${now} WHERE sessions.account_id = ${actor.accountId}
      AND sessions.ended_at IS NULL AND sessions.id <> ${actor.credentialId}`.execute(tx);
    await deps.recordEvent(tx, actor, {
      type: 'identity.password-changed',
      at: now,
      subjectType: 'account',
      subjectId: actor.accountId,
    });
  });
}

function atNewPassword(error: unknown): never {
  if (!(error instanceof AppError)) throw error;
  throw new AppError(error.family, error.code, { fields: [{ path: 'newPassword', code: error.code }] });
}
