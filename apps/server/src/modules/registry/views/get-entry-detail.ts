import { AppError, type EntryDetail } from '@opis/contracts';
import { sql } from 'kysely';
import type { Clock } from '../../../platform/clock.ts';
import type { Db } from '../../../platform/db.ts';
import { grantRead, listDocuments } from '../../documents/index.ts';
import { recordAccess } from '../../events/index.ts';
import type { Actor } from '../../identity/index.ts';
import { actingAsReader } from '../acting-on-entry.ts';
import { type AmendmentSubscriber, entriesInWork } from '../amend/amendment-subscriber.ts';
import { receiptCodeOf } from '../ledger/commitment.ts';
import { readNumberHistory } from '../ledger/read-history.ts';
import type { RegisterAccess, RegisterDirectory } from '../registers.ts';
import { visibleTo } from './entry-filter.ts';
import { toHistory } from './entry-history.ts';
import { type EntryRecord, selectEntries, toEntryRow } from './entry-row.ts';
import { listPrints } from './list-prints.ts';

export type EntryViewDeps = { db: Db; clock: Clock; registers: RegisterDirectory };
type EntryDetailDeps = EntryViewDeps & { subscribers: readonly AmendmentSubscriber[] };

/** An entry as one of its readers or registrars sees it, with the rights that the answer is drawn by. */
export type VisibleEntry = { access: RegisterAccess; record: EntryRecord; bookId: string };

/** The entry of this number among those the actor may see; not-found for the rest. */
export async function requireEntry(
  deps: EntryViewDeps,
  actor: Actor,
  key: { register: string; year: number; number: number },
): Promise<VisibleEntry> {
  const access = await deps.registers.require(actor, key.register);
  const { rows } = await sql<EntryRecord & { book_id: string }>`
    SELECT book_id, found.* FROM (
      ${selectEntries(actor)}
      WHERE books.register_id = ${access.register.id} AND books.year = ${key.year} AND entries.number = ${key.number}
        AND ${visibleTo(actor, access)}
    ) AS found, LATERAL (SELECT books.id AS book_id FROM books
      WHERE books.register_id = ${access.register.id} AND books.year = ${key.year}) AS book
  `.execute(deps.db);
  const record = rows[0];
  if (record === undefined) throw new AppError('not-found', 'registry.entry-not-found');
  return { access, record, bookId: record.book_id };
}

/** Everything about one entry, with its history from the ledger. Leaves an access record: it shows a person's data. */
export async function getEntryDetail(
  deps: EntryDetailDeps,
  actor: Actor,
  key: { register: string; year: number; number: number },
): Promise<EntryDetail> {
  const { access, record, bookId } = await requireEntry(deps, actor, key);
  const place = { access, bookId, number: key.number, unitId: record.unit_id };
  await recordAccess(deps.db, await actingAsReader(deps.db, actor, place), {
    kind: 'viewed',
    at: deps.clock.now(),
    subjectType: 'entry',
    subjectId: record.id,
    purpose: 'entry-page',
  });
  const inWork = await entriesInWork(deps.db, deps.subscribers, [record.id]);
  const row = toEntryRow(actor, access, record, inWork);
  const mayReadFile = row.actions.includes('read-file');
  const [history, documents, prints] = await Promise.all([
    readNumberHistory(deps.db, bookId, key.number),
    mayReadFile ? listDocuments(deps.db, grantRead(record.id, 'entry')) : [],
    listPrints(deps.db, record.id),
  ]);
  const salt = history.saltOf(history.records[0]?.body.commitments.subject);
  return {
    ...row,
    documents,
    history: toHistory(history),
    prints,
    receiptCode: salt && row.actions.includes('print') ? receiptCodeOf(salt) : null,
    version: record.version,
  };
}
