import { createHash, randomInt } from 'node:crypto';
import { sql } from 'kysely';
import type { Tx } from '../../../platform/db.ts';

const howMany = 10;
const length = 10;
// Without letters and digits that are read for one another on paper.
const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789';

/** Replaces the account's recovery codes and gives the new ones, as `xxxxx-xxxxx`: nobody sees them again. */
export async function replaceRecoveryCodes(tx: Tx, accountId: string, now: Date): Promise<string[]> {
  await removeRecoveryCodes(tx, accountId);
  const codes = Array.from({ length: howMany }, newCode);
  for (const code of codes) {
    await sql`INSERT INTO recovery_codes (account_id, code_hash, created_at)
      VALUES (${accountId}, ${hashOf(code)}, ${now})`.execute(tx);
  }
  return codes;
}

/** Forgets the account's recovery codes. */
export async function removeRecoveryCodes(tx: Tx, accountId: string): Promise<void> {
  await sql`DELETE FROM recovery_codes WHERE recovery_codes.account_id = ${accountId}`.execute(tx);
}

/** Takes a recovery code for good; false when it is none of the account's, or was used. */
export async function useRecoveryCode(
  tx: Tx,
  { accountId, typed, now }: { accountId: string; typed: string; now: Date },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    UPDATE recovery_codes SET used_at = ${now}
    WHERE recovery_codes.account_id = ${accountId} AND recovery_codes.code_hash = ${hashOf(typed)}
      AND recovery_codes.used_at IS NULL
  `.execute(tx);
  return numAffectedRows === 1n;
}

function newCode(): string {
  const letters = Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('');
  return `${letters.slice(0, length / 2)}-${letters.slice(length / 2)}`;
}

// Ten letters of 31 are 49 bits, and the delay of failed sign-ins stands before them: a plain hash is enough.
const hashOf = (code: string) =>
  createHash('sha256')
    .update(code.toLowerCase().replaceAll(/[^a-z0-9]/g, ''))
    .digest();
