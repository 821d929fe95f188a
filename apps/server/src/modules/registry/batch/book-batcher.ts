import { AppError } from '@opis/contracts';
import { type Clock, toLegalTime } from '../../../platform/clock.ts';
import type { FieldKeys } from '../../../platform/crypto/field-crypto.ts';
import { type Db, namedQuery } from '../../../platform/db.ts';
import { newId } from '../../../platform/ids.ts';
import type { BookHead } from '../ledger/record.ts';
import type { RegisterRow } from '../registers.ts';
import { batchParameters, batchStatement, batchStatementName } from './batch-statement.ts';
import { findBook, findLastHour, insertBook } from './book-store.ts';
import { composeBatch, type PlannedParts } from './compose-batch.ts';
import { planBatch } from './plan-batch.ts';
import type { PreparedEntry, Registered } from './prepared-entry.ts';

/** Everything a batcher needs. `trustHour` is true only for the seeder. */
export type BatcherDeps = {
  db: Db;
  clock: Clock;
  fieldKeys: FieldKeys;
  trustHour: boolean;
};

/** Gives the numbers of one register, in the order in which they were asked for. */
export type BookBatcher = { register(entry: PreparedEntry): Promise<Registered> };

type Waiting = {
  entry: PreparedEntry;
  resolve: (result: Registered) => void;
  reject: (error: unknown) => void;
};

const maxBatch = 128;
const maxAttempts = 200;
const gapMs = 7 * 24 * 3600 * 1000;

/**
 * A queue before one register's book: while one statement is under way the next callers wait, then all of them go in
 * the next one. Adds no delay when idle. Any number of processes is right: who finds the head moved reads it again.
 */
export function bookBatcher(deps: BatcherDeps, register: RegisterRow): BookBatcher {
  const queue: Waiting[] = [];
  let head: BookHead | undefined;
  let running = false;

  async function run() {
    running = true;
    while (queue.length > 0) await settle(queue.splice(0, maxBatch));
    running = false;
  }

  // One bad item must not fail its neighbours: what a batch could not do is planned and tried again, each alone.
  async function settle(batch: Waiting[]) {
    try {
      await attempt(batch);
    } catch (error) {
      head = undefined;
      if (isStatementFailure(error)) for (const item of batch) await settleAlone(item);
      else for (const item of batch) item.reject(error);
    }
  }

  async function settleAlone(item: Waiting) {
    try {
      await attempt([item]);
    } catch (error) {
      head = undefined;
      item.reject(error);
    }
  }

  async function attempt(batch: Waiting[]) {
    const plans = await planBatch(deps, register, {
      items: batch.map((item) => item.entry),
      now: deps.clock.now(),
    });
    const ready: { item: Waiting; parts: PlannedParts }[] = [];
    batch.forEach((item, index) => {
      const plan = plans[index];
      if (plan === undefined) throw new Error('a plan is missing');
      if ('replay' in plan) item.resolve(plan.replay);
      else if ('refusal' in plan) item.reject(plan.refusal);
      else ready.push({ item, parts: plan.parts });
    });
    if (ready.length > 0) await number(ready);
  }

  async function number(ready: { item: Waiting; parts: PlannedParts }[]) {
    let clockRefusals = 0;
    for (let attempts = 0; attempts < maxAttempts; attempts++) {
      const now = deps.clock.now();
      const current = await headOf(toLegalTime(now).year);
      const due = refuseUnconfirmed(
        ready,
        current?.lastAt ?? (await findLastHour(deps.db, register.id)) ?? now,
        now,
      );
      if (due.length === 0) return;
      if (current === undefined) {
        await openBook(now);
        continue;
      }
      const at = new Date(Math.max(now.getTime(), current.lastAt.getTime()));
      const batch = composeBatch(
        current,
        at,
        due.map(({ item, parts }) => ({ entry: item.entry, parts })),
      );
      const [row] = await namedQuery<{ advanced: boolean }>(
        deps.db,
        batchStatementName,
        batchStatement,
        batchParameters(current, batch, deps.trustHour),
      );
      if (row?.advanced) {
        head = batch.next;
        due.forEach(({ item }, index) => {
          const result = batch.results[index];
          if (result) item.resolve(result);
        });
        return;
      }
      head = undefined;
      if (await stillAt(current)) clockRefusals++;
      if (clockRefusals >= 3) throw new AppError('dependency', 'registry.clock-skew');
    }
    throw new AppError('dependency', 'internal.unavailable', {
      message: 'the head of the book never stood still',
    });
  }

  async function headOf(year: number): Promise<BookHead | undefined> {
    if (head?.year === year) return head;
    const found = await findBook(deps.db, register, year);
    if (found?.status === 'closed') throw new AppError('conflict', 'registry.book-closed');
    head = found;
    return found;
  }

  // The year turns at midnight in Bucharest with no job: the first document of the year opens its book.
  async function openBook(at: Date) {
    const opening = {
      bookId: newId(),
      year: toLegalTime(at).year,
      at,
      firstNumber: 1,
      by: null,
      reason: null,
    };
    await deps.db.transaction().execute((tx) => insertBook(tx, register, opening));
  }

  async function stillAt(seen: BookHead): Promise<boolean> {
    const now = await findBook(deps.db, register, seen.year);
    return now?.lastHash === seen.lastHash;
  }

  return {
    register: (entry) =>
      new Promise((resolve, reject) => {
        queue.push({ entry, resolve, reject });
        // `settle` rejects what it cannot do; nothing escapes `run`.
        if (!running) void run();
      }),
  };
}

// A clock set wrong would spoil the order of the book for ever: after a week's silence a person looks at it first.
function refuseUnconfirmed<T extends { item: Waiting }>(ready: T[], lastAt: Date, at: Date): T[] {
  if (at.getTime() - lastAt.getTime() <= gapMs) return ready;
  const [confirmed, rest] = [
    ready.filter(({ item }) => item.entry.confirmGap),
    ready.filter(({ item }) => !item.entry.confirmGap),
  ];
  for (const { item } of rest) {
    item.reject(
      new AppError('conflict', 'registry.confirm-gap', {
        details: { lastAt: lastAt.toISOString(), now: at.toISOString() },
      }),
    );
  }
  return confirmed;
}

// A five-character SQLSTATE: the statement was refused and rolled back, unlike a connection that was lost under it.
function isStatementFailure(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return /^(22|23|40)/.test(code);
}
