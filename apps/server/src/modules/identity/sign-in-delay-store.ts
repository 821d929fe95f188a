import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Tx } from '../../platform/db.ts';
import type { Delay, DelayKind } from './sign-in-delay.ts';

/** One row of the delays: kind and SHA-256 of the name or address. */
export type DelayKey = { kind: DelayKind; key: Buffer };

const hashOf = (...parts: string[]) => createHash('sha256').update(parts.join('\0')).digest();

/** The three keys of an attempt. An IPv6 caller owns a /64, so that much counts as one address. */
export function delayKeys(username: string, address: string): Readonly<Record<DelayKind, DelayKey>> {
  const place = addressBlock(address);
  return {
    account: { kind: 'account', key: hashOf(username) },
    address: { kind: 'address', key: hashOf(place) },
    'account-at-address': { kind: 'account-at-address', key: hashOf(username, place) },
  };
}

function addressBlock(address: string): string {
  if (!address.includes(':') || address.includes('.')) return address;
  const [head = '', tail = ''] = address.split('::');
  const first = head.split(':').filter(Boolean);
  const last = tail.split(':').filter(Boolean);
  const zeros = Array.from({ length: Math.max(0, 8 - first.length - last.length) }, () => '0');
  return [...first, ...zeros, ...last].slice(0, 4).join(':');
}

/** True when this account came in from this address within the last 30 days. */
export async function cameInBefore(tx: Tx, { kind, key }: DelayKey, now: Date): Promise<boolean> {
  const { rows } = await sql`
    SELECT FROM sign_in_delays
    WHERE kind = ${kind} AND key = ${key} AND succeeded_at > ${new Date(now.getTime() - keptDays * 86_400_000)}
  `.execute(tx);
  return rows.length > 0;
}

/** Reads delays under lock, made where there was none; in one order, so that two attempts cannot wait in a circle. */
export async function lockDelays(
  tx: Tx,
  keys: readonly DelayKey[],
  now: Date,
): Promise<(DelayKey & Delay)[]> {
  const locked: (DelayKey & Delay)[] = [];
  for (const { kind, key } of [...keys].sort((a, b) => (a.kind < b.kind ? -1 : 1))) {
    await sql`
      INSERT INTO sign_in_delays (kind, key, failures, blocked_until, charged_at)
      VALUES (${kind}, ${key}, 0, ${now}, ${now}) ON CONFLICT DO NOTHING
    `.execute(tx);
    const { rows } = await sql<{ failures: number; blocked_until: Date; charged_at: Date }>`
      SELECT failures, blocked_until, charged_at FROM sign_in_delays WHERE kind = ${kind} AND key = ${key} FOR UPDATE
    `.execute(tx);
    const [row] = rows;
    if (row)
      locked.push({
        kind,
        key,
        failures: row.failures,
        blockedUntil: row.blocked_until,
        chargedAt: row.charged_at,
      });
  }
  return locked;
}

/** Writes a delay that was locked; `succeededAt` is kept when it is not given. */
export async function saveDelay(tx: Tx, delay: DelayKey & Delay, succeededAt?: Date): Promise<void> {
  await sql`
    UPDATE sign_in_delays SET failures = ${delay.failures}, blocked_until = ${delay.blockedUntil},
      charged_at = ${delay.chargedAt}, succeeded_at = coalesce(${succeededAt ?? null}, succeeded_at)
    WHERE kind = ${delay.kind} AND key = ${delay.key}
  `.execute(tx);
}

const keptDays = 30;

/** Forgets names and addresses that were not tried for 30 days. */
export async function purgeDelays(tx: Tx, now: Date): Promise<void> {
  await sql`
    DELETE FROM sign_in_delays WHERE charged_at < ${new Date(now.getTime() - keptDays * 86_400_000)}
  `.execute(tx);
}
