import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { toLegalTime } from '../../platform/clock.ts';
import type { Db, Tx } from '../../platform/db.ts';

/** The two append-only journals; each has a seal a day, chained to the one before. */
export const journals = ['events', 'access_log'] as const;
export type Journal = (typeof journals)[number];

/** A day's seal as it is stored; hashes are hex. */
export type DaySeal = { journal: Journal; day: string; row_count: number; prev_hash: string; hash: string };

/** What the first seal of a journal follows. */
export const firstSealPrev = '0'.repeat(64);

/** Hash over the day's row hashes in order of (at, id), tied to the day and to the seal before. Hex. */
export function sealHash(seal: {
  journal: Journal;
  day: string;
  prev: string;
  rowHashes: readonly string[];
}): string {
  const hash = createHash('sha256').update(
    `${seal.journal} ${seal.day} ${seal.prev} ${seal.rowHashes.length}\n`,
  );
  for (const row of seal.rowHashes) hash.update(row);
  return hash.digest('hex');
}

// What was under way at midnight has committed long before this.
const settledAfterMs = 10 * 60_000;

/**
 * Seals every day that ended before `now` and is not sealed yet, oldest first. Runs nightly and at start; running it
 * twice seals nothing twice. Returns the seals made now.
 */
export async function sealDays(db: Db, now: Date): Promise<DaySeal[]> {
  const today = toLegalTime(new Date(now.getTime() - settledAfterMs)).date;
  const made: DaySeal[] = [];
  for (const journal of journals) {
    for (;;) {
      const seal = await db.transaction().execute((tx) => sealNextDay(tx, journal, today, now));
      if (seal === undefined) break;
      made.push(seal);
    }
  }
  return made;
}

async function sealNextDay(tx: Tx, journal: Journal, today: string, now: Date): Promise<DaySeal | undefined> {
  const last = await sql<{ day: string; hash: string }>`
    SELECT day_seals.day, encode(day_seals.hash, 'hex') AS hash FROM day_seals
    WHERE day_seals.journal = ${journal} ORDER BY day_seals.day DESC LIMIT 1
  `.execute(tx);
  const previous = last.rows[0];
  const day = await nextDayWithRows(tx, journal, previous?.day);
  if (day === undefined || day >= today) return undefined;
  const rowHashes = await readDayHashes(tx, journal, day);
  const prev = previous?.hash ?? firstSealPrev;
  const seal = {
    journal,
    day,
    row_count: rowHashes.length,
    prev_hash: prev,
    hash: sealHash({ journal, day, prev, rowHashes }),
  };
  await sql`
    INSERT INTO day_seals (journal, day, row_count, prev_hash, hash, sealed_at)
    VALUES (${journal}, ${day}, ${seal.row_count}, decode(${prev}, 'hex'), decode(${seal.hash}, 'hex'), ${now})
    ON CONFLICT DO NOTHING
  `.execute(tx);
  return seal;
}

// Days are Bucharest's; a row of the day before that came after its seal would be found by verify, so none may.
async function nextDayWithRows(
  tx: Tx,
  journal: Journal,
  after: string | undefined,
): Promise<string | undefined> {
  const { rows } = await sql<{ day: string | null }>`
    SELECT (min(at) AT TIME ZONE 'Europe/Bucharest')::date AS day FROM ${sql.table(journal)}
    WHERE ${after === undefined ? sql`true` : sql`at >= ((${after}::date + 1)::timestamp AT TIME ZONE 'Europe/Bucharest')`}
  `.execute(tx);
  return rows[0]?.day ?? undefined;
}

/** The row hashes (hex) of one Bucharest day, in order. */
export async function readDayHashes(db: Db | Tx, journal: Journal, day: string): Promise<string[]> {
  const { rows } = await sql<{ hash: string }>`
    SELECT encode(hash, 'hex') AS hash FROM ${sql.table(journal)}
    WHERE at >= (${day}::date::timestamp AT TIME ZONE 'Europe/Bucharest')
      AND at < ((${day}::date + 1)::timestamp AT TIME ZONE 'Europe/Bucharest')
    ORDER BY at, id
  `.execute(db);
  return rows.map((row) => row.hash);
}
