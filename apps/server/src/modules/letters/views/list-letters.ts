import type { LetterCounts, LetterPage, LetterQueue, ListLettersQuery } from '@opis/contracts';
import { type RawBuilder, sql } from 'kysely';
import type { Actor } from '../../identity/index.ts';
import { readEntryReach } from '../../registry/index.ts';
import type { LetterDeps } from '../letter-deps.ts';
import {
  type LetterEyes,
  type LetterRecord,
  letterVisible,
  selectLetters,
  toLetterRows,
} from './letter-row.ts';

const open = sql`letters.status IN ('draft', 'in-route', 'approved', 'signed', 'ready')`;

function inQueue(queue: LetterQueue, { actor, reach }: LetterEyes): RawBuilder<boolean> {
  const dispatches = sql`books.register_id = ANY (${reach.registersWith('entry.dispatch')}::uuid[])`;
  const queues: Readonly<Record<LetterQueue, RawBuilder<boolean>>> = {
    mine: sql<boolean>`(letters.author_id = ${actor.accountId} AND ${open})`,
    unit: sql<boolean>`(letters.unit_id = ANY (${actor.principals}::uuid[]) AND ${open})`,
    'to-send': sql<boolean>`(letters.status = 'ready' AND (${dispatches} OR letters.author_id = ${actor.accountId}))`,
    sent: sql<boolean>`(letters.status = 'left' AND (${dispatches} OR letters.author_id = ${actor.accountId}
      OR letters.unit_id = ANY (${actor.principals}::uuid[])))`,
  };
  return queues[queue];
}

/** A queue of letters: what waits longest first; of those that left, the newest first. */
export async function listLetters(
  deps: Pick<LetterDeps, 'db' | 'registers' | 'clock'>,
  actor: Actor,
  { queue, after, limit }: ListLettersQuery,
): Promise<LetterPage> {
  const eyes = { actor, clock: deps.clock, reach: await readEntryReach(deps, actor) };
  const newest = queue === 'sent';
  const cut =
    after === undefined ? sql`true` : newest ? sql`letters.id < ${after}` : sql`letters.id > ${after}`;
  const { rows } = await sql<LetterRecord>`
    ${selectLetters(eyes)}
    WHERE ${inQueue(queue, eyes)} AND ${letterVisible(eyes)} AND ${cut}
    ORDER BY letters.id ${newest ? sql`DESC` : sql``} LIMIT ${limit + 1}
  `.execute(deps.db);
  const items = await toLetterRows(deps.db, eyes, rows.slice(0, limit));
  return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
}

const countCap = 2000;

/** How much waits in each queue, up to 2,000. */
export async function countLetters(
  deps: Pick<LetterDeps, 'db' | 'registers' | 'clock'>,
  actor: Actor,
): Promise<LetterCounts> {
  const eyes = { actor, clock: deps.clock, reach: await readEntryReach(deps, actor) };
  const count = async (queue: LetterQueue) => {
    const { rows } = await sql<{ count: number }>`
      SELECT count(*)::int AS count FROM (
        SELECT letters.id FROM letters
        JOIN entries ON entries.id = letters.case_file_id
        JOIN books ON books.id = entries.book_id
        WHERE ${inQueue(queue, eyes)} AND ${letterVisible(eyes)} LIMIT ${countCap}) AS waiting
    `.execute(deps.db);
    return rows[0]?.count ?? 0;
  };
  const [mine, unit, toSend] = await Promise.all([count('mine'), count('unit'), count('to-send')]);
  return { mine, unit, toSend };
}
