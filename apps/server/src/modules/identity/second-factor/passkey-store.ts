import { sql } from 'kysely';
import type { Db, Tx } from '../../../platform/db.ts';

/** The public half of a passkey. `credentialId` in base64url, as browsers name it. */
export type Passkey = {
  id: string;
  accountId: string;
  credentialId: string;
  publicKey: Buffer<ArrayBuffer>;
  signCount: number;
  transports: string[];
  synced: boolean;
};

type PasskeyRow = {
  id: string;
  account_id: string;
  credential_id: string;
  public_key: Buffer<ArrayBuffer>;
  sign_count: string;
  transports: string[];
  synced: boolean;
};

/** The passkey that a browser names, with its row locked; undefined when nobody has it any more. */
export async function lockPasskey(tx: Tx, credentialId: string): Promise<Passkey | undefined> {
  const { rows } = await sql<PasskeyRow>`
    SELECT passkeys.id, passkeys.account_id, passkeys.credential_id, passkeys.public_key, passkeys.sign_count,
           passkeys.transports, passkeys.synced
    FROM passkeys WHERE passkeys.credential_id = ${credentialId} AND passkeys.removed_at IS NULL FOR UPDATE
  `.execute(tx);
  return rows[0] && toPasskey(rows[0]);
}

/** The account's passkeys, for a browser that must not make a second one on the same device. */
export async function listCredentials(
  db: Db,
  accountId: string,
): Promise<{ id: string; transports: string[] }[]> {
  const { rows } = await sql<{ id: string; transports: string[] }>`
    SELECT passkeys.credential_id AS id, passkeys.transports FROM passkeys
    WHERE passkeys.account_id = ${accountId} AND passkeys.removed_at IS NULL
  `.execute(db);
  return rows;
}

/** Writes a passkey; false when this credential is somebody's already. */
export async function insertPasskey(
  tx: Tx,
  passkey: Passkey & { name: string; now: Date },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    INSERT INTO passkeys (id, account_id, credential_id, public_key, sign_count, transports, synced, name, created_at)
    VALUES (${passkey.id}, ${passkey.accountId}, ${passkey.credentialId}, ${passkey.publicKey},
            ${passkey.signCount}, ${passkey.transports}, ${passkey.synced}, ${passkey.name}, ${passkey.now})
    ON CONFLICT ON CONSTRAINT passkeys_credential_unique DO NOTHING
  `.execute(tx);
  return numAffectedRows === 1n;
}

/** What the device said of itself when it was used. */
export async function touchPasskey(
  tx: Tx,
  { id, signCount, synced, now }: { id: string; signCount: number; synced: boolean; now: Date },
): Promise<void> {
  await sql`UPDATE passkeys SET sign_count = ${signCount}, synced = ${synced}, last_used_at = ${now}
    WHERE passkeys.id = ${id}`.execute(tx);
}

/** Removes a passkey of this account; false when it has none such. */
export async function removePasskeyRow(
  tx: Tx,
  { id, accountId, now }: { id: string; accountId: string; now: Date },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    UPDATE passkeys SET removed_at = ${now}
    WHERE passkeys.id = ${id} AND passkeys.account_id = ${accountId} AND passkeys.removed_at IS NULL
  `.execute(tx);
  return numAffectedRows === 1n;
}

function toPasskey(row: PasskeyRow): Passkey {
  return {
    id: row.id,
    accountId: row.account_id,
    credentialId: row.credential_id,
    publicKey: row.public_key,
    signCount: Number(row.sign_count),
    transports: row.transports,
    synced: row.synced,
  };
}
