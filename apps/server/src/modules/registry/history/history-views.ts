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
      AND ${holding(query.q)}
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
export type FoundHistory = HistoryRow & { register: string };

/**
 * Rows of the old registers that the actor may read, with each word of `words` somewhere at the beginning of a word; or,
 * with `number`, those of that number (and year). Newest first; rights before the cap.
 */
export async function findHistory(
  deps: { db: Db; registers: RegisterDirectory },
  actor: Actor,
  sought: { words?: string; number?: number; year?: number; limit: number },
): Promise<FoundHistory[]> {
  const known = await deps.registers.list(actor);
  const readable = known.filter((access) => mayReadBook(actor, access)).map(({ register }) => register.id);
  const conditions = [
    sought.words === undefined ? undefined : holding(sought.words),
    sought.number === undefined ? undefined : sql<boolean>`history_entries.number = ${sought.number}`,
    sought.year === undefined ? undefined : sql<boolean>`history_entries.year = ${sought.year}`,
  ].filter((condition) => condition !== undefined);
  if (conditions.length === 0) return [];
  const { rows } = await sql<StoredRow & { register: string }>`
    SELECT ${columns}, registers.code AS register
    FROM history_entries JOIN registers ON registers.id = history_entries.register_id
    WHERE history_entries.register_id = ANY (${readable}::uuid[]) AND ${sql.join(conditions, sql` AND `)}
    ORDER BY history_entries.registered_on DESC, history_entries.number DESC, history_entries.id LIMIT ${sought.limit}
  `.execute(deps.db);
  return rows.map(({ register, ...row }) => ({ ...toHistoryRow(row), register }));
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
