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

/** A queue of letters: those of the file whose term comes first, without a term last; of those that left, the newest first. */
export async function listLetters(
  deps: Pick<LetterDeps, 'db' | 'registers' | 'clock'>,
  actor: Actor,
  { queue, after, limit }: ListLettersQuery,
): Promise<LetterPage> {
  const eyes = { actor, clock: deps.clock, reach: await readEntryReach(deps, actor) };
  const newest = queue === 'sent';
  const { rows } = await sql<LetterRecord>`
    ${selectLetters(eyes)}
    WHERE ${inQueue(queue, eyes)} AND ${letterVisible(eyes)} AND ${pastOf(after, newest)}
    ORDER BY ${newest ? sql`letters.id DESC` : sql`${due}, letters.id`} LIMIT ${limit + 1}
  `.execute(deps.db);
  const items = await toLetterRows(deps.db, eyes, rows.slice(0, limit));
  const last = rows[limit - 1];
  if (rows.length <= limit || last === undefined) return { items, next: null };
  return { items, next: newest ? last.id : `${last.due_on ?? 'never'}~${last.id}` };
}

const due = sql`coalesce(case_files.due_on, 'infinity'::date)`;

/** What stands after a row in the order of its queue; a place of another order begins anew. */
function pastOf(after: string | undefined, newest: boolean): RawBuilder<unknown> {
  if (after === undefined) return sql`true`;
  const [day, id] = after.split('~');
  if (newest) return id === undefined ? sql`letters.id < ${after}::uuid` : sql`true`;
  if (id === undefined) return sql`true`;
  return sql`(${due}, letters.id) > (${day === 'never' ? 'infinity' : day}::date, ${id}::uuid)`;
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
