import {
  AppError,
  foldText,
  formatPlainDate,
  type HistoryPage,
  type HistoryQuery,
  type HistoryRow,
  type HistoryYears,
} from '@opis/contracts';
import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../../../platform/db.ts';
import type { Actor } from '../../identity/index.ts';
import { mayReadBook } from '../entry-policy.ts';
import { mayInRegister, type RegisterAccess, type RegisterDirectory } from '../registers.ts';

type StoredRow = Omit<HistoryRow, 'registrationNumber'>;

const columns = sql`history_entries.year, history_entries.number, history_entries.suffix,
  history_entries.registered_on AS "registeredOn", history_entries.issuer_reference AS "issuerReference",
  history_entries.sheets, history_entries.annexes, history_entries.issuer, history_entries.subject, history_entries.unit,
  history_entries.dispatched_on AS "dispatchedOn", history_entries.resolution, history_entries.addressee,
  history_entries.joined_to AS "joinedTo", history_entries.nomenclature`;

// The old register is a book too: it is read by who may read the book, and by nobody through a file, of which it has none.
function requireReader(actor: Actor, access: RegisterAccess) {
  if (!mayReadBook(actor, access)) throw new AppError('not-found', 'registry.register-not-found');
}

/** A page of a year of the old register, in the order of its numbers. */
export async function listHistory(
  deps: { db: Db },
  actor: Actor,
  access: RegisterAccess,
  query: HistoryQuery,
): Promise<HistoryPage> {
  requireReader(actor, access);
  const [, number, suffix] = /^(\d+)([a-z0-9]*)$/.exec(query.after ?? '') ?? [];
  const { rows } = await sql<StoredRow>`
    SELECT ${columns} FROM history_entries
    WHERE history_entries.register_id = ${access.register.id} AND history_entries.year = ${query.year}
      AND ${number === undefined ? sql`true` : sql`(history_entries.number, history_entries.suffix) > (${Number(number)}, ${suffix ?? ''})`}
      AND ${sought(query.q)}
    ORDER BY history_entries.number, history_entries.suffix LIMIT ${query.limit + 1}
  `.execute(deps.db);
  const items = rows.slice(0, query.limit).map(toHistoryRow);
  const last = items.at(-1);
  return { items, next: rows.length > query.limit && last ? `${last.number}${last.suffix}` : null };
}

/** The years of the old register that were brought in, newest first. */
export async function listHistoryYears(
  deps: { db: Db },
  actor: Actor,
  access: RegisterAccess,
): Promise<HistoryYears> {
  const canImport = mayInRegister(actor, access, 'history.import');
  if (!mayReadBook(actor, access)) return { items: [], canImport };
  const { rows } = await sql<{ year: number; count: number }>`
    SELECT history_entries.year, count(*)::int AS count FROM history_entries
    WHERE history_entries.register_id = ${access.register.id}
    GROUP BY history_entries.year ORDER BY history_entries.year DESC
  `.execute(deps.db);
  return { items: rows, canImport };
}

/** A row of the old register with the register that it is of, as a search shows it. */
export type FoundHistory = HistoryRow & { register: string; registerName: string };

/** What is sought in the old registers: words, of which each begins a word of the row, or a number. */
export type HistorySearch = {
  words?: string;
  number?: number;
  year?: number | undefined;
  /** Code of a register. */
  register?: string | undefined;
  /** `next` of the page before. */
  after?: string | undefined;
  limit: number;
  /** No more than one over it are counted. */
  cap: number;
};

/**
 * Rows of the old registers that the actor may read, newest first, by pages, and how many there are; rights before the
 * cap. Throws `search.page-unknown` for an `after` that no page gave.
 */
export async function findHistory(
  deps: { db: Db; registers: RegisterDirectory },
  actor: Actor,
  { words, number, year, register, after, limit, cap }: HistorySearch,
): Promise<{ items: FoundHistory[]; count: number; next: string | null }> {
  const known = await deps.registers.list(actor);
  const readable = known
    .filter((access) => mayReadBook(actor, access))
    .map((access) => access.register)
    .filter(({ code }) => register === undefined || code === register);
  if (readable.length === 0 || (words === undefined && number === undefined))
    return { items: [], count: 0, next: null };
  const conditions = [
    sql<boolean>`history_entries.register_id = ANY (${readable.map(({ id }) => id)}::uuid[])`,
    words === undefined ? undefined : holding(words),
    number === undefined ? undefined : sql<boolean>`history_entries.number = ${number}`,
    year === undefined ? undefined : sql<boolean>`history_entries.year = ${year}`,
  ].filter((condition) => condition !== undefined);
  const begins = after === undefined ? sql`true` : beginsAfter(after);
  const { rows } = await sql<StoredRow & { id: string; register_id: string; total: number }>`
    WITH found AS (
      SELECT history_entries.id FROM history_entries WHERE ${sql.join(conditions, sql` AND `)} LIMIT ${cap + 1}
    )
    SELECT ${columns}, history_entries.id, history_entries.register_id, (SELECT count(*)::int FROM found) AS total
    FROM history_entries
    WHERE ${sql.join(conditions, sql` AND `)} AND ${begins}
    ORDER BY history_entries.registered_on DESC, history_entries.number DESC, history_entries.id DESC LIMIT ${limit + 1}
  `.execute(deps.db);
  const items = rows.slice(0, limit).map(({ id: _, register_id, total: __, ...row }) => {
    const of = readable.find(({ id }) => id === register_id);
    return { ...toHistoryRow(row), register: of?.code ?? '', registerName: of?.name ?? '' };
  });
  const last = rows[limit - 1];
  const next = rows.length > limit && last ? `${last.registeredOn}_${last.number}_${last.id}` : null;
  return { items, count: rows[0]?.total ?? 0, next };
}

function beginsAfter(after: string): RawBuilder<boolean> {
  const [, day, number, id] = /^(\d{4}-\d\d-\d\d)_(\d{1,9})_([0-9a-f-]{36})$/.exec(after) ?? [];
  if (day === undefined || Number.isNaN(Date.parse(day)))
    throw new AppError('validation', 'search.page-unknown', {
      fields: [{ path: 'after', code: 'search.page-unknown' }],
    });
  return sql<boolean>`(history_entries.registered_on, history_entries.number, history_entries.id)
    < (${day}::date, ${Number(number)}, ${id}::uuid)`;
}

// A number as it stands there, `123bis`, or words.
function sought(text: string | undefined): RawBuilder<boolean> {
  const [, number, suffix] = /^\s*(\d{1,9})\s*([a-z0-9]{0,10})\s*$/i.exec(text ?? '') ?? [];
  if (number === undefined || suffix === undefined) return holding(text);
  const suffixed = suffix === '' ? sql`true` : sql`history_entries.suffix = ${suffix.toLowerCase()}`;
  return sql<boolean>`(history_entries.number = ${Number(number)} AND ${suffixed})`;
}

function holding(words: string | undefined): RawBuilder<boolean> {
  const folded = foldText(words ?? '')
    .split(' ')
    .filter(Boolean)
    .slice(0, 8);
  if (folded.length === 0) return words?.trim() ? sql<boolean>`false` : sql<boolean>`true`;
  const each = folded.map(
    (word) => sql`(' ' || history_entries.search_key) LIKE ${`% ${word.slice(0, 60)}%`}`,
  );
  return sql<boolean>`(${sql.join(each, sql` AND `)})`;
}

function toHistoryRow(row: StoredRow): HistoryRow {
  return { ...row, registrationNumber: `${row.number}${row.suffix}/${formatPlainDate(row.registeredOn)}` };
}
