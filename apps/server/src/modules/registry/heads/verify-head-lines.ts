import { createPublicKey, type KeyObject } from 'node:crypto';
import { sql } from 'kysely';
import type { Db } from '../../../platform/db.ts';
import type { Finding } from '../verify/finding.ts';
import { type HeadLine, lineHash, readLine, type SignedHead, sealedHash } from './head-line.ts';
import { firstLinePrev } from './sign-heads.ts';

type StoredLine = { day: string; line: string; nonce: Buffer };

/**
 * Checks the lines that the database keeps, and then those that a witness kept outside it: who rewrites the whole
 * chain and signs it anew, with the key in hand, still cannot change what has left the machine.
 */
export async function verifyHeadLines(
  deps: { db: Db; sealPublicKey: string },
  against: readonly string[] | undefined,
): Promise<Finding[]> {
  const key = createPublicKey(deps.sealPublicKey);
  const stored = await readLines(deps.db);
  const own = await verifyStored(deps.db, key, stored);
  const witnessed = await verifyWitnessed(deps.db, key, stored, against ?? []);
  return [own, witnessed].filter((finding) => finding !== undefined);
}

async function verifyStored(
  db: Db,
  key: KeyObject,
  stored: readonly StoredLine[],
): Promise<Finding | undefined> {
  let prev = firstLinePrev;
  for (const { day, line: text, nonce } of stored) {
    const line = readLine(text, key);
    if (line === undefined || line.day !== day || line.prev !== prev) {
      return {
        check: 'head-line',
        place: `amprentele zilei ${day}`,
        detail: 'rândul semnat nu este întreg sau nu continuă ziua dinainte',
      };
    }
    const finding = await verifyLine(db, line, nonce);
    if (finding) return finding;
    prev = lineHash(text);
  }
  return undefined;
}

async function verifyWitnessed(
  db: Db,
  key: KeyObject,
  stored: readonly StoredLine[],
  against: readonly string[],
): Promise<Finding | undefined> {
  for (const [index, text] of against.entries()) {
    const line = readLine(text, key);
    if (line === undefined) {
      return {
        check: 'head-line',
        place: `fișierul martor, linia ${index + 1}`,
        detail: 'linia nu este semnată cu sigiliul tehnic al instalării',
      };
    }
    const nonce = stored.find((row) => row.day === line.day)?.nonce;
    const finding = await verifyLine(db, line, nonce);
    if (finding) return { ...finding, place: `fișierul martor, linia ${index + 1}, ${finding.place}` };
  }
  return undefined;
}

async function verifyLine(db: Db, line: HeadLine, nonce: Buffer | undefined): Promise<Finding | undefined> {
  for (const head of line.books) {
    if ((await findHash(db, head)) !== head.hash && !(await isLost(db, line, head)))
      return falseHead(line, `${head.register}/${head.year}, poziția ${head.seq} (nr. ${head.number})`);
  }
  const sealed = nonce && sealedHash(nonce, await readSealedHeads(db, line.day));
  if (sealed === line.sealed || (await wasRestoredSince(db, line))) return undefined;
  return falseHead(line, 'registrele speciale');
}

// A head signed before a restore, of which the copy had less: every number up to it stands in the book as lost.
async function isLost(db: Db, line: HeadLine, head: SignedHead): Promise<boolean> {
  const { rows } = await sql<{ lost: boolean }>`
    SELECT coalesce(min(ledger_records.seq) <= ${head.seq} AND max(ledger_records.number) >= ${head.number}, false) AS lost
    FROM ledger_records
    JOIN books ON books.id = ledger_records.book_id JOIN registers ON registers.id = books.register_id
    WHERE registers.code = ${head.register} AND books.year = ${head.year} AND ledger_records.kind = 'lost'
      AND ledger_records.at >= ${line.signedAt}
  `.execute(db);
  return rows[0]?.lost === true;
}

// The nonce of a day that the restored database signed anew went with the lost one: nothing can be said of its books.
async function wasRestoredSince(db: Db, line: HeadLine): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`
    SELECT EXISTS (SELECT FROM ledger_records WHERE ledger_records.kind = 'lost'
      AND ledger_records.at >= ${line.signedAt}) AS found
  `.execute(db);
  return rows[0]?.found === true;
}

const falseHead = (line: HeadLine, where: string): Finding => ({
  check: 'head',
  place: `ziua ${line.day}, ${where}`,
  detail: 'registrul nu mai este cel semnat în acea zi',
});

async function findHash(db: Db, head: SignedHead): Promise<string | undefined> {
  const { rows } = await sql<{ hash: string }>`
    SELECT encode(ledger_records.hash, 'hex') AS hash FROM ledger_records
    JOIN books ON books.id = ledger_records.book_id JOIN registers ON registers.id = books.register_id
    WHERE registers.code = ${head.register} AND books.year = ${head.year} AND ledger_records.seq = ${head.seq}
  `.execute(db);
  return rows[0]?.hash;
}

async function readSealedHeads(db: Db, day: string): Promise<SignedHead[]> {
  const { rows } = await sql<SignedHead>`
    SELECT registers.code AS register, books.year, book_heads.seq, encode(ledger_records.hash, 'hex') AS hash,
      coalesce((SELECT entries.number FROM entries WHERE entries.book_id = books.id AND entries.record_seq <= book_heads.seq
        ORDER BY entries.record_seq DESC LIMIT 1), books.first_number - 1) AS number
    FROM book_heads
    JOIN books ON books.id = book_heads.book_id JOIN registers ON registers.id = books.register_id
    JOIN ledger_records ON ledger_records.book_id = book_heads.book_id AND ledger_records.seq = book_heads.seq
    WHERE book_heads.day = ${day} AND registers.kind = 'confidential'
    ORDER BY registers.code, books.year
  `.execute(db);
  return rows;
}

async function readLines(db: Db): Promise<StoredLine[]> {
  const { rows } = await sql<StoredLine>`
    SELECT head_lines.day, head_lines.line, head_lines.nonce FROM head_lines ORDER BY head_lines.day
  `.execute(db);
  return rows;
}
