import { AppError } from '@opis/contracts';
import type { Clock } from '../../platform/clock.ts';
import type { Db, Tx } from '../../platform/db.ts';
import { charge, refund, waitMs } from './sign-in-delay.ts';
import { cameInBefore, delayKeys, lockDelays, purgeDelays, saveDelay } from './sign-in-delay-store.ts';

/** Whose name was typed and from where. */
export type Attempt = { username: string; address: string };

/**
 * Counts an attempt before it is tried; `clearAttempt` takes it back. Throws `identity.locked` while the name or the
 * address must wait. Where an account once came in from this address, only failures from here delay it: a stranger's
 * guesses from elsewhere keep nobody out.
 */
export async function chargeAttempt(deps: { db: Db; clock: Clock }, attempt: Attempt): Promise<void> {
  const now = deps.clock.now();
  const keys = delayKeys(attempt.username, attempt.address);
  await deps.db.transaction().execute(async (tx) => {
    const known = await cameInBefore(tx, keys['account-at-address'], now);
    const delays = await lockDelays(
      tx,
      [keys.address, known ? keys['account-at-address'] : keys.account],
      now,
    );
    const wait = Math.max(...delays.map((delay) => waitMs(delay, now)));
    if (wait > 0) {
      throw new AppError('limit-exceeded', 'identity.locked', {
        details: { retryAfter: Math.ceil(wait / 1000) },
      });
    }
    for (const delay of delays) await saveDelay(tx, { ...delay, ...charge(delay.kind, delay, now) });
  });
}

/** After the right password without its code: the address gets this attempt back, the name does not. */
export async function refundAddress(deps: { db: Db; clock: Clock }, attempt: Attempt): Promise<void> {
  const now = deps.clock.now();
  const { address } = delayKeys(attempt.username, attempt.address);
  await deps.db.transaction().execute(async (tx) => {
    for (const delay of await lockDelays(tx, [address], now))
      await saveDelay(tx, { ...delay, ...refund(delay, now) });
  });
}

/** After the right password: the name's failures are over, the address gets this attempt back and is remembered. */
export async function clearAttempt(tx: Tx, attempt: Attempt, now: Date): Promise<void> {
  const keys = delayKeys(attempt.username, attempt.address);
  const known = await cameInBefore(tx, keys['account-at-address'], now);
  const touched = known ? [keys.address, keys['account-at-address']] : Object.values(keys);
  for (const delay of await lockDelays(tx, touched, now)) {
    if (delay.kind === 'address') await saveDelay(tx, { ...delay, ...refund(delay, now) });
    else {
      const over = { ...delay, failures: 0, blockedUntil: now };
      await saveDelay(tx, over, delay.kind === 'account-at-address' ? now : undefined);
    }
  }
  await purgeDelays(tx, now);
}
