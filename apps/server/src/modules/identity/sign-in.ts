import { AppError, type SignInRequest } from '@opis/contracts';
import { toLegalTime } from '../../platform/clock.ts';
import { type AccountAtSignIn, findAccountAtSignIn, toUsername } from './account-store.ts';
import type { IdentityDeps } from './identity-deps.ts';
import { openSession } from './open-session.ts';
import { passwordMatches } from './password.ts';
import { takeCode } from './second-factor/take-code.ts';
import { asksForCode } from './second-factor/totp-store.ts';
import type { Secret } from './secret.ts';
import { type Attempt, chargeAttempt, clearAttempt, refundAddress } from './sign-in-attempt.ts';

/** What was typed, from where, with what. */
export type SignInCommand = SignInRequest & { address: string; userAgent: string };

/** For an event that names no account: somebody typed a name that nobody has. */
const nobody = '00000000-0000-0000-0000-000000000000';

/**
 * Opens a session; the secret goes into the cookie and nowhere else. An unknown name, a wrong password and a closed
 * account are one answer in the same time: `identity.wrong-credentials`; after too many, `identity.locked` with
 * `details.retryAfter` in seconds. Where an authenticator application is asked too, the right password without a code
 * gets `identity.code-required`, with a wrong one `identity.wrong-code`.
 */
export async function signIn(deps: IdentityDeps, command: SignInCommand): Promise<Secret> {
  const username = toUsername(command.username);
  const attempt = { username, address: command.address };
  await chargeAttempt(deps, attempt);
  const account = await findAccountAtSignIn(deps.db, username, toLegalTime(deps.clock.now()).date);
  const matches = await passwordMatches(account?.passwordHash ?? null, command.password);
  if (!matches || !account?.mayEnter) {
    await recordFailure(deps, account);
    throw new AppError('unauthenticated', 'identity.wrong-credentials');
  }
  const code = (await asksForCode(deps.db, account.id))
    ? await requireCode(deps, command, attempt)
    : undefined;
  const secret = await enter(deps, { account, attempt, code, userAgent: command.userAgent });
  if (secret) return secret;
  await recordFailure(deps, account);
  throw new AppError('unauthenticated', 'identity.wrong-code', {
    fields: [{ path: 'code', code: 'identity.wrong-code' }],
  });
}

// The name stays charged: who knows a password must not try codes without end by leaving one out between two.
async function requireCode(deps: IdentityDeps, { code }: SignInCommand, attempt: Attempt): Promise<string> {
  if (code) return code;
  await refundAddress(deps, attempt);
  throw new AppError('unauthenticated', 'identity.code-required');
}

type Entering = { account: AccountAtSignIn; attempt: Attempt; code: string | undefined; userAgent: string };

/** The session, with its code taken in the same transaction; undefined when the code is wrong. */
async function enter(
  deps: IdentityDeps,
  { account, attempt, code, userAgent }: Entering,
): Promise<Secret | undefined> {
  const now = deps.clock.now();
  const accountId = account.id;
  return deps.db.transaction().execute(async (tx) => {
    const keys = deps.secondFactorKeys;
    if (code !== undefined && !(await takeCode(tx, keys, { accountId, typed: code, now }))) return undefined;
    await clearAttempt(tx, attempt, now);
    return openSession(tx, deps, { accountId, userAgent });
  });
}

function recordFailure(deps: IdentityDeps, account: AccountAtSignIn | undefined): Promise<void> {
  return deps.db.transaction().execute((tx) =>
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
}
