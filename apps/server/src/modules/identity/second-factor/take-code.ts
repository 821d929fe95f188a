import type { Tx } from '../../../platform/db.ts';
import { useRecoveryCode } from './recovery-codes.ts';
import type { SecondFactorKeys } from './second-factor-deps.ts';
import { matchTotp } from './totp.ts';
import { lockSecret, takeStep } from './totp-store.ts';

/** Takes a code of the authenticator application, or a recovery code, for good; false when it is not right. */
export async function takeCode(
  tx: Tx,
  keys: SecondFactorKeys,
  { accountId, typed, now }: { accountId: string; typed: string; now: Date },
): Promise<boolean> {
  const held = await lockSecret(tx, keys, accountId);
  if (held === undefined) return false;
  const step = matchTotp({ secret: held.secret, after: held.lastStep }, typed, now);
  if (step === undefined) return useRecoveryCode(tx, { accountId, typed, now });
  await takeStep(tx, { accountId, step, now });
  return true;
}
