import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { sql } from 'kysely';
import type { Db, Tx } from '../../../platform/db.ts';

/** What a challenge may be answered for: a new passkey of one account, or coming in. */
export type ChallengePurpose = `add to ${string}` | 'sign in';

const livesMs = 5 * 60_000;
const randomLength = 16;
const timeLength = 8;
const markLength = 16;

/**
 * A challenge that proves by itself that we made it, for this purpose, under five minutes ago: asking for one writes
 * nothing, so that nobody fills a table without an account.
 */
export function newChallenge(key: Buffer, purpose: ChallengePurpose, now: Date): Buffer<ArrayBuffer> {
  const body = Buffer.alloc(randomLength + timeLength);
  randomBytes(randomLength).copy(body);
  body.writeBigUInt64BE(BigInt(now.getTime() + livesMs), randomLength);
  return Buffer.concat([body, markOf(key, purpose, body)]);
}

/** When this challenge of ours ends; undefined when it is not ours, for another purpose, or over. */
export function readChallenge(
  key: Buffer,
  purpose: ChallengePurpose,
  { challenge, now }: { challenge: string; now: Date },
): Date | undefined {
  const bytes = Buffer.from(challenge, 'base64url');
  if (bytes.length !== randomLength + timeLength + markLength) return undefined;
  const body = bytes.subarray(0, randomLength + timeLength);
  if (!timingSafeEqual(bytes.subarray(body.length), markOf(key, purpose, body))) return undefined;
  const expiresAt = new Date(Number(body.readBigUInt64BE(randomLength)));
  return expiresAt > now ? expiresAt : undefined;
}

/** Takes a challenge for good; false when it was answered before. */
export async function useChallenge(
  tx: Tx | Db,
  used: { challenge: string; expiresAt: Date; now: Date },
): Promise<boolean> {
  await sql`DELETE FROM used_passkey_challenges WHERE used_passkey_challenges.expires_at < ${used.now}`.execute(
    tx,
  );
  const { numAffectedRows } = await sql`
    INSERT INTO used_passkey_challenges (challenge, expires_at) VALUES (${used.challenge}, ${used.expiresAt})
    ON CONFLICT ON CONSTRAINT used_passkey_challenges_pk DO NOTHING
  `.execute(tx);
  return numAffectedRows === 1n;
}

const markOf = (key: Buffer, purpose: ChallengePurpose, body: Buffer) =>
  createHmac('sha256', key).update(purpose).update('\0').update(body).digest().subarray(0, markLength);
