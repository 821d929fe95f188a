import type { Tx } from '../../platform/db.ts';
import {
  type InventedAuthority,
  type InventedName,
  inventSigner,
} from '../../platform/signing/sign/make-demonstration-key.ts';
import { replaceCredential } from './credential-store.ts';

/** The PIN of every signer of the demonstration; shown where they sign. */
export const demonstrationPin = '1234';

/** Gives an account of the demonstration a key in a file. For the seeder alone; no other institution can use it. */
export async function keepDemonstrationKey(
  tx: Tx,
  authority: InventedAuthority,
  { accountId, subject, at }: { accountId: string; subject: InventedName; at: Date },
): Promise<void> {
  const { p12, certificates } = await inventSigner(authority, { subject, pin: demonstrationPin, now: at });
  const asks = { pin: true, otp: false };
  await replaceCredential(tx, accountId, { kind: 'p12', certificates, p12, providerId: null, asks, at });
}
