import type { SecondFactors } from '@opis/contracts';
import { sql } from 'kysely';
import type { Actor } from '../actor.ts';
import { requireSession } from '../end-session.ts';
import type { PasskeyDeps } from './second-factor-deps.ts';

type Row = {
  totp_since: Date | null;
  codes_left: number;
  passkeys: SecondFactors['passkeys'] | null;
};

/** What the actor comes in with beside the password. */
export async function listSecondFactors(deps: PasskeyDeps, actor: Actor): Promise<SecondFactors> {
  requireSession(actor);
  const { rows } = await sql<Row>`
    SELECT (SELECT totp_secrets.confirmed_at FROM totp_secrets WHERE totp_secrets.account_id = ${actor.accountId})
             AS totp_since,
           (SELECT count(*)::int FROM recovery_codes WHERE recovery_codes.account_id = ${actor.accountId}
             AND recovery_codes.used_at IS NULL) AS codes_left,
           (SELECT jsonb_agg(jsonb_build_object('id', passkeys.id, 'name', passkeys.name, 'synced', passkeys.synced,
               'createdAt', passkeys.created_at, 'lastUsedAt', passkeys.last_used_at) ORDER BY passkeys.created_at)
             FROM passkeys WHERE passkeys.account_id = ${actor.accountId} AND passkeys.removed_at IS NULL) AS passkeys
  `.execute(deps.db);
  const row = rows[0];
  return {
    totpSince: row?.totp_since?.toISOString() ?? null,
    recoveryCodesLeft: row?.codes_left ?? 0,
    passkeys: (row?.passkeys ?? []).map((passkey) => ({
      ...passkey,
      createdAt: new Date(passkey.createdAt).toISOString(),
      lastUsedAt: passkey.lastUsedAt && new Date(passkey.lastUsedAt).toISOString(),
    })),
    passkeyHost: deps.relyingParty.id,
  };
}
