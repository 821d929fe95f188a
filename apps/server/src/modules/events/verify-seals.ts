import { sql } from 'kysely';
import { canonicalHash } from '../../platform/crypto/canonical-hash.ts';
import type { Db, Tx } from '../../platform/db.ts';
import { type DaySeal, firstSealPrev, type Journal, journals, readDayHashes, sealHash } from './seal-days.ts';

/** The first thing wrong in a journal: a row whose hash is not its own, or a day whose seal does not hold. */
export type SealFinding = { check: 'event' | 'seal'; place: string; detail: string };

/** Recomputes every row's hash and every day's seal; at most one finding a journal. */
export async function verifySeals(db: Db | Tx): Promise<SealFinding[]> {
  const findings: SealFinding[] = [];
  for (const journal of journals) {
    const finding = (await findForgedRow(db, journal)) ?? (await findBrokenSeal(db, journal));
    if (finding) findings.push(finding);
  }
  return findings;
}

const columns: Readonly<Record<Journal, string[]>> = {
  events: ['id', 'at', 'type', 'account_id', 'on_behalf_of', 'unit_id', 'subject_type', 'subject_id', 'data'],
  access_log: ['id', 'at', 'kind', 'account_id', 'on_behalf_of', 'subject_type', 'subject_id', 'purpose'],
};

type Row = { id: string; at: Date; row_hash: string } & Record<string, unknown>;

async function findForgedRow(db: Db | Tx, journal: Journal): Promise<SealFinding | undefined> {
  for (let after: Row | undefined; ; ) {
    const page = await readPage(db, journal, after);
    for (const row of page) {
      const said = Object.fromEntries(
        columns[journal].map((name) => [name, name === 'at' ? row.at.toISOString() : row[name]]),
      );
      if (canonicalHash(said).toString('hex') !== row.row_hash) {
        return { check: 'event', place: `${journal}, ${row.id}`, detail: 'rândul nu dă amprenta păstrată' };
      }
    }
    after = page.at(-1);
    if (after === undefined) return undefined;
  }
}

async function readPage(db: Db | Tx, journal: Journal, after: Row | undefined): Promise<Row[]> {
  const { rows } = await sql<Row>`
    SELECT ${sql.join(columns[journal].map((name) => sql.ref(name)))}, encode(hash, 'hex') AS row_hash
    FROM ${sql.table(journal)}
    WHERE ${after === undefined ? sql`true` : sql`(at, id) > (${after.at}, ${after.id}::uuid)`}
    ORDER BY at, id LIMIT 5000
  `.execute(db);
  return rows;
}

async function findBrokenSeal(db: Db | Tx, journal: Journal): Promise<SealFinding | undefined> {
  const { rows } = await sql<DaySeal>`
    SELECT day_seals.journal, day_seals.day, day_seals.row_count, encode(day_seals.prev_hash, 'hex') AS prev_hash,
      encode(day_seals.hash, 'hex') AS hash
    FROM day_seals WHERE day_seals.journal = ${journal} ORDER BY day_seals.day
  `.execute(db);
  let prev = firstSealPrev;
  for (const seal of rows) {
    const rowHashes = await readDayHashes(db, journal, seal.day);
    const expected = sealHash({ journal, day: seal.day, prev, rowHashes });
    if (seal.prev_hash !== prev || seal.hash !== expected || seal.row_count !== rowHashes.length) {
      return {
        check: 'seal',
        place: `${journal}, ${seal.day}`,
        detail: 'sigiliul zilei nu se potrivește cu rândurile ei',
      };
    }
    prev = seal.hash;
  }
  return undefined;
}
