import type { Permission } from '@opis/contracts';
import { sql } from 'kysely';
import type { Db, Tx } from '../../platform/db.ts';

/** A program's key as lists show it; the key itself is nowhere. */
export type TokenRow = {
  id: string;
  account: string;
  name: string;
  permissions: Permission[] | null;
  createdAt: Date;
  expiresAt: Date;
  revokedAt: Date | null;
  lastUsedOn: string | null;
};

/** Writes a key; `permissions` null carries all of the account's. */
export async function insertToken(
  tx: Tx,
  token: {
    id: string;
    accountId: string;
    hash: Buffer;
    name: string;
    permissions: readonly Permission[] | null;
    createdAt: Date;
    expiresAt: Date;
  },
): Promise<void> {
  await sql`
    INSERT INTO api_tokens (id, account_id, token_hash, name, permissions, created_at, expires_at)
    VALUES (${token.id}, ${token.accountId}, ${token.hash}, ${token.name}, ${token.permissions},
            ${token.createdAt}, ${token.expiresAt})
  `.execute(tx);
}

/** Every key, revoked and expired ones too, the newest first. */
export async function listTokens(db: Db): Promise<TokenRow[]> {
  const { rows } = await sql<{
    id: string;
    username: string;
    name: string;
    permissions: Permission[] | null;
    created_at: Date;
    expires_at: Date;
    revoked_at: Date | null;
    last_used_on: string | null;
  }>`
    SELECT api_tokens.id, accounts.username, api_tokens.name, api_tokens.permissions, api_tokens.created_at,
           api_tokens.expires_at, api_tokens.revoked_at, api_tokens.last_used_on
    FROM api_tokens JOIN accounts ON accounts.id = api_tokens.account_id
    ORDER BY api_tokens.created_at DESC, api_tokens.id DESC
  `.execute(db);
  return rows.map((row) => ({
    id: row.id,
    account: row.username,
    name: row.name,
    permissions: row.permissions,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    revokedAt: row.revoked_at,
    lastUsedOn: row.last_used_on,
  }));
}

/** Revokes a key that was not revoked; false when there is none such. */
export async function revokeLiveToken(tx: Tx, id: string, now: Date): Promise<boolean> {
  const { numAffectedRows } = await sql`
    UPDATE api_tokens SET revoked_at = ${now} WHERE id = ${id} AND revoked_at IS NULL
  `.execute(tx);
  return numAffectedRows === 1n;
}

/** Writes down the day on which a key was last used. */
export async function noteTokenUse(db: Db, id: string, today: string): Promise<void> {
  await sql`
    UPDATE api_tokens SET last_used_on = ${today}
    WHERE id = ${id} AND (last_used_on IS NULL OR last_used_on < ${today})
  `.execute(db);
}
