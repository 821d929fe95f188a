import { createHash, createHmac, createPrivateKey, type KeyObject, randomBytes, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Acknowledgement } from '../compare-book.ts';
import { register } from '../institution.ts';
import type { Superuser } from '../superuser.ts';

type Ground = { database: Superuser; dataDir: string };
type StoredRecord = { seq: number; number: number | null; kind: string; body: string };

/**
 * What the mightiest insider could do: gives one entry another content and rewrites everything that hangs on it, with
 * the seal's own key in hand. Written from the published format alone (docs, `heads.jsonl`), with no code of the
 * product: what verifies afterwards verifies because the forgery is whole. Gives the record from which all is false.
 */
export async function forgeBook(ground: Ground, entry: Acknowledgement, subject: string): Promise<number> {
  const { database } = ground;
  const [book] = await database.query<{ id: string }>(
    `SELECT books.id FROM books JOIN registers ON registers.id = books.register_id
     WHERE registers.code = $1 AND books.year = $2`,
    [register.code, entry.year],
  );
  if (!book) throw new Error('the book is there');
  const commitment = await replaceValue(database, { from: entry.subject, to: subject });
  await database.query('UPDATE entries SET subject = $1 WHERE book_id = $2 AND number = $3', [
    ...[subject, book.id, entry.number],
  ]);
  const { hashes, seq } = await rewriteChain(database, book.id, { number: entry.number, commitment });
  await resignHeads(ground, { year: entry.year, hashes });
  await database.query(
    `UPDATE book_heads SET hash = ledger_records.hash FROM ledger_records
     WHERE ledger_records.book_id = book_heads.book_id AND ledger_records.seq = book_heads.seq`,
  );
  return seq;
}

async function replaceValue(
  database: Superuser,
  { from, to }: { from: string; to: string },
): Promise<string> {
  const salt = randomBytes(16);
  const commitment = createHmac('sha256', salt).update(to).digest();
  await database.query('UPDATE ledger_values SET commitment = $1, salt = $2, value = $3 WHERE value = $4', [
    ...[commitment, salt, to, from],
  ]);
  return commitment.toString('hex');
}

async function rewriteChain(
  database: Superuser,
  bookId: string,
  { number, commitment }: { number: number; commitment: string },
) {
  const records = await database.query<StoredRecord>(
    `SELECT seq::int, number, kind, convert_from(body, 'UTF8') AS body FROM ledger_records WHERE book_id = $1 ORDER BY seq`,
    [bookId],
  );
  const from = records.findIndex((record) => record.kind === 'registered' && record.number === number);
  const hashes = new Map<number, string>();
  let prev: string | undefined;
  for (const record of records.slice(from)) {
    const body = JSON.parse(record.body);
    if (prev === undefined) body.commitments.subject = commitment;
    else body.prev = prev;
    const bytes = canonical(body);
    prev = createHash('sha256').update(bytes).digest('hex');
    hashes.set(record.seq, prev);
    await database.query(
      `UPDATE ledger_records SET body = convert_to($1, 'UTF8'), hash = decode($2, 'hex') WHERE book_id = $3 AND seq = $4`,
      [bytes, prev, bookId, record.seq],
    );
  }
  await database.query(`UPDATE books SET last_hash = decode($1, 'hex') WHERE id = $2`, [prev, bookId]);
  return { hashes, seq: records[from]?.seq ?? 0 };
}

async function resignHeads(
  { database, dataDir }: Ground,
  { year, hashes }: { year: number; hashes: ReadonlyMap<number, string> },
) {
  const key = createPrivateKey(readFileSync(join(dataDir, 'keys', 'seal.pem')));
  const rows = await database.query<{ day: string; line: string }>(
    'SELECT day::text, line FROM head_lines ORDER BY head_lines.day',
  );
  let prev: string | undefined;
  for (const { day, line } of rows) {
    const { signature: _signature, ...said } = JSON.parse(line);
    for (const head of said.books)
      if (head.register === register.code && head.year === year)
        head.hash = hashes.get(head.seq) ?? head.hash;
    if (prev !== undefined) said.prev = prev;
    const forged = signed(said, key);
    prev = createHash('sha256').update(forged).digest('hex');
    await database.query('UPDATE head_lines SET line = $1 WHERE day = $2', [forged, day]);
  }
}

function signed(said: object, key: KeyObject): string {
  const signature = sign(null, Buffer.from(canonical(said)), key).toString('base64');
  return canonical({ ...said, signature });
}

// RFC 8785 for what records are made of: texts, whole numbers, lists and objects.
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonical(member)}`).join(',')}}`;
}
