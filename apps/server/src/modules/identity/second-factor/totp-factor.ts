import { AppError, type RecoveryCodes, type TotpOffer } from '@opis/contracts';
import { generateSecret, generateURI } from 'otplib';
import type { Tx } from '../../../platform/db.ts';
import type { Actor } from '../actor.ts';
import { requireSession } from '../end-session.ts';
import type { IdentityDeps, IdentityEvent } from '../identity-deps.ts';
import { confirmPassword } from './confirm-password.ts';
import { removeRecoveryCodes, replaceRecoveryCodes } from './recovery-codes.ts';
import { matchTotp } from './totp.ts';
import { asksForCode, lockSecret, offerSecret, removeSecret, takeStep } from './totp-store.ts';

/** The password again, and from where it was typed. */
export type Confirmation = { password: string; address: string };

/**
 * Offers a secret for an authenticator application; it counts once a code of it came back, and takes the place of the
 * one that counted until then. `issuer` is what the application shows.
 */
export async function offerTotp(
  deps: IdentityDeps,
  actor: Actor,
  { issuer, ...confirmation }: Confirmation & { issuer: string },
): Promise<TotpOffer> {
  await confirmPassword(deps, actor, confirmation);
  const secret = generateSecret();
  const offer = { accountId: actor.accountId, secret, now: deps.clock.now() };
  await deps.db.transaction().execute(async (tx) => {
    const removed = await removeSecret(tx, actor.accountId);
    await offerSecret(tx, deps.secondFactorKeys, offer);
    if (removed) await record(deps, tx, actor, 'identity.totp-removed');
  });
  return { secret, uri: generateURI({ issuer, label: actor.username, secret }) };
}

/** Confirms the secret that was offered and gives the recovery codes. Throws `identity.wrong-code`, `identity.totp-not-offered`. */
export async function confirmTotp(
  deps: IdentityDeps,
  actor: Actor,
  { code }: { code: string },
): Promise<RecoveryCodes> {
  requireSession(actor);
  const { accountId } = actor;
  const now = deps.clock.now();
  return deps.db.transaction().execute(async (tx) => {
    const held = await lockSecret(tx, deps.secondFactorKeys, accountId);
    if (held === undefined || held.lastStep !== null)
      throw new AppError('conflict', 'identity.totp-not-offered');
    const step = matchTotp({ secret: held.secret, after: null }, code, now);
    if (step === undefined) throw wrongCode();
    await takeStep(tx, { accountId, step, now });
    await record(deps, tx, actor, 'identity.totp-added');
    return { codes: await replaceRecoveryCodes(tx, accountId, now) };
  });
}

/** Asks for no code any more; removing it again changes nothing. */
export async function removeTotp(
  deps: IdentityDeps,
  actor: Actor,
  confirmation: Confirmation,
): Promise<void> {
  await confirmPassword(deps, actor, confirmation);
  await deps.db.transaction().execute(async (tx) => {
    const removed = await removeSecret(tx, actor.accountId);
    await removeRecoveryCodes(tx, actor.accountId);
    if (removed) await record(deps, tx, actor, 'identity.totp-removed');
  });
}

/** New recovery codes in place of the old. Throws `identity.totp-not-offered` where no code is asked for. */
export async function renewRecoveryCodes(
  deps: IdentityDeps,
  actor: Actor,
  confirmation: Confirmation,
): Promise<RecoveryCodes> {
  await confirmPassword(deps, actor, confirmation);
  if (!(await asksForCode(deps.db, actor.accountId)))
    throw new AppError('conflict', 'identity.totp-not-offered');
  return deps.db.transaction().execute(async (tx) => {
    await record(deps, tx, actor, 'identity.recovery-codes-made');
    return { codes: await replaceRecoveryCodes(tx, actor.accountId, deps.clock.now()) };
  });
}

function wrongCode(): AppError {
  return new AppError('validation', 'identity.wrong-code', {
    fields: [{ path: 'code', code: 'identity.wrong-code' }],
  });
}

const record = (deps: IdentityDeps, tx: Tx, actor: Actor, type: IdentityEvent['type']) =>
  deps.recordEvent(tx, actor, {
    type,
    at: deps.clock.now(),
    subjectType: 'account',
    subjectId: actor.accountId,
  });
