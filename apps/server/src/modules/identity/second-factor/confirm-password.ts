import { AppError } from '@opis/contracts';
import { sql } from 'kysely';
import type { Actor } from '../actor.ts';
import { requireSession } from '../end-session.ts';
import type { IdentityDeps } from '../identity-deps.ts';
import { passwordMatches } from '../password.ts';
import { chargeAttempt, clearAttempt } from '../sign-in-attempt.ts';

/**
 * Whoever sits at an open session proves to be its person before changing how they come in. Guesses wait as at the
 * sign-in. Throws `identity.forbidden` for programs, `identity.wrong-password`, `identity.locked`.
 */
export async function confirmPassword(
  deps: IdentityDeps,
  actor: Actor,
  { password, address }: { password: string; address: string },
): Promise<void> {
  requireSession(actor);
  const attempt = { username: actor.username, address };
  await chargeAttempt(deps, attempt);
  const { rows } = await sql<{ password_hash: string | null }>`
    SELECT accounts.password_hash FROM accounts WHERE accounts.id = ${actor.accountId}
  `.execute(deps.db);
  if (!(await passwordMatches(rows[0]?.password_hash ?? null, password))) {
    const fields = [{ path: 'password', code: 'identity.wrong-password' as const }];
    throw new AppError('validation', 'identity.wrong-password', { fields });
  }
  await deps.db.transaction().execute((tx) => clearAttempt(tx, attempt, deps.clock.now()));
}
