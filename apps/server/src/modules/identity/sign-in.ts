import { AppError, type SignInRequest } from '@opis/contracts';
import { toLegalTime } from '../../platform/clock.ts';
import { newId } from '../../platform/ids.ts';
import { type AccountAtSignIn, findAccountAtSignIn, toUsername } from './account-store.ts';
import type { IdentityDeps } from './identity-deps.ts';
import { passwordMatches } from './password.ts';
import { newSessionSecret, type Secret } from './secret.ts';
import { insertSession, purgeSessions } from './session-store.ts';
import { chargeAttempt, clearAttempt } from './sign-in-attempt.ts';

/** What was typed, from where, with what. */
export type SignInCommand = SignInRequest & { address: string; userAgent: string };

/** For an event that names no account: somebody typed a name that nobody has. */
const nobody = '00000000-0000-0000-0000-000000000000';

/**
 * Opens a session; the secret goes into the cookie and nowhere else. An unknown name, a wrong password and a closed
 * account are one answer in the same time: `identity.wrong-credentials`; after too many, `identity.locked` with
 * `details.retryAfter` in seconds.
 */
export async function signIn(deps: IdentityDeps, command: SignInCommand): Promise<Secret> {
  const username = toUsername(command.username);
  const attempt = { username, address: command.address };
  await chargeAttempt(deps, attempt);
  const account = await findAccountAtSignIn(deps.db, username, toLegalTime(deps.clock.now()).date);
  const matches = await passwordMatches(account?.passwordHash ?? null, command.password);
  if (!matches || !account?.mayEnter) throw await refuseSignIn(deps, account);

  const secret = newSessionSecret();
  const now = deps.clock.now();
  const id = newId();
  await deps.db.transaction().execute(async (tx) => {
    await clearAttempt(tx, attempt, now);
    await purgeSessions(tx, account.id, now);
    await insertSession(tx, {
      id,
      accountId: account.id,
      hash: secret.hash,
      userAgent: command.userAgent,
      now,
    });
    await deps.recordEvent(
      tx,
      { accountId: account.id },
      { type: 'identity.signed-in', at: now, subjectType: 'session', subjectId: id },
    );
  });
  return secret;
}

async function refuseSignIn(deps: IdentityDeps, account: AccountAtSignIn | undefined): Promise<AppError> {
  await deps.db.transaction().execute((tx) =>
    deps.recordEvent(
      tx,
      { accountId: null },
      {
        type: 'identity.sign-in-failed',
        at: deps.clock.now(),
        subjectType: 'account',
        subjectId: account?.id ?? nobody,
      },
    ),
  );
  return new AppError('unauthenticated', 'identity.wrong-credentials');
}
