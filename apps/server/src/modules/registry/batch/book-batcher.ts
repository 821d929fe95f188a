import { setImmediate as nextTurn } from 'node:timers/promises';
import { AppError } from '@opis/contracts';
import { type Clock, toLegalTime } from '../../../platform/clock.ts';
import type { FieldKeys } from '../../../platform/crypto/field-crypto.ts';
import { type Db, namedQuery } from '../../../platform/db.ts';
import type { BookHead } from '../ledger/record.ts';
import type { RegisterRow } from '../registers.ts';
import type { RegistrationParticipant } from '../registration-participant.ts';
import { type Ahead, addAhead, finishBatch, openAhead, unwritten } from './ahead.ts';
import { type BatchOutcome, batchQuery, type Turn } from './batch-statement.ts';
import type { ComposedBatch } from './compose-batch.ts';
import { knownHead } from './known-head.ts';
import { leavesTraces, planBatch } from './plan-batch.ts';
import type { PreparedEntry, Registered } from './prepared-entry.ts';
import {
  answer,
  isLongSilence,
  type Ready,
  refuseUnconfirmed,
  settleEarly,
  settleRepeats,
  type Waiting,
} from './waiting.ts';

/** Everything a batcher needs. `trustHour` is true only for the seeder. */
export type BatcherDeps = {
  db: Db;
  clock: Clock;
  fieldKeys: FieldKeys;
  /** Modules above that write with each registration. */
  participants: readonly RegistrationParticipant[];
  trustHour: boolean;
  /** Told after each batch that is durable; must not fail. */
  committed?: (() => void) | undefined;
};

/** Gives the numbers of one register, in the order in which they were asked for. */
export type BookBatcher = { register(entry: PreparedEntry): Promise<Registered> };

const maxBatch = 128;
/** A smaller batch would cost the database more than the wait that it saves. */
const minBehind = 16;
const maxAttempts = 200;
const maxClockRefusals = 3;

/**
 * A queue before one register's book: while one statement is under way the next callers are written down; when they are
 * many they are sent behind it, else all of them go in the next one. Adds no delay when idle. Any number of processes is
 * right: who finds the head moved reads it again.
 */
export function bookBatcher(deps: BatcherDeps, register: RegisterRow): BookBatcher {
  const queue: Waiting[] = [];
  const head = knownHead(deps.db, register);
  let ahead: Ahead | undefined;
  let composing: Promise<void> | undefined;
  let behind: Promise<void> | undefined;
  const underWay = new Set<ComposedBatch>();
  let running = false;
  const waiting = () => queue.length + (ahead?.ready.length ?? 0);

  async function run() {
    running = true;
    // Whoever stands at the door already comes along; nobody is waited for.
    await nextTurn();
    while (composing || behind || waiting() > 0) {
      while (composing || behind) await (composing ?? behind);
      const begun = ahead;
      ahead = undefined;
      const early = begun?.ready.length ?? 0;
      const batch = queue.splice(0, maxBatch - early);
      await settle(batch, begun);
      if (waiting() === 0 && !behind) await gather(Math.ceil((batch.length + early) / 2));
    }
    running = false;
  }

  // Who was just answered often asks again at once. While every turn brings somebody the batch grows, to half of the one
  // before: the other half comes while the database works on this one, and neither waits for the other.
  async function gather(enough: number) {
    await nextTurn();
    let seen: number;
    do {
      seen = waiting();
      await nextTurn();
    } while (waiting() > seen && waiting() < enough);
  }

  // While a batch is under way those who come are written down, so that they are sent the moment it is durable. Who has
  // to look something up waits for the turn, and whoever comes after, too.
  async function composeAhead() {
    for (let into = ahead; into; into = ahead) {
      const begun = into;
      const free = maxBatch - begun.ready.length;
      const upTo = queue.findIndex(({ entry }) => leavesTraces(entry));
      const items = queue.splice(0, Math.min(free, upTo === -1 ? queue.length : upTo));
      if (items.length === 0) return;
      try {
        await plan(items, (ready, now) => addAhead(ahead ?? begun, ready, now));
        sendBehind();
      } catch {
        // At their turn they are planned again, and are told what is wrong.
        queue.unshift(...items);
        return;
      }
    }
  }

  // As soon as those written down are as many as are under way they are sent behind them: the database writes their rows
  // while it makes the others durable. Two batches at most are under way.
  function sendBehind() {
    const [before] = underWay;
    if (before === undefined || underWay.size > 1 || ahead?.head !== before.next) return;
    if (ahead.ready.length < Math.max(before.results.length, minBehind)) return;
    const following = settleBehind(ahead).finally(() => {
      if (behind === following) behind = undefined;
    });
    behind = following;
    ahead = openAhead(ahead.batch.next);
  }

  // What could not be written behind another is written again at its turn, before those who came later.
  async function settleBehind({ head: before, batch, ready }: Ahead) {
    let left = ready;
    try {
      const { advanced } = await send(before, ready, { batch, turn: 'behind' });
      if (advanced) return;
    } catch (error) {
      if (!isStatementFailure(error) && !isLockTimeout(error)) {
        for (const { item } of ready) item.reject(error);
        left = [];
      }
    }
    head.leave(undefined);
    ahead = unwritten(before, [...left, ...(ahead?.ready ?? [])]);
  }

  // One bad item must not fail its neighbours: what a batch could not do is planned and tried again, each alone.
  async function settle(batch: Waiting[], begun: Ahead | undefined) {
    try {
      await attempt(batch, begun);
    } catch (error) {
      head.leave(undefined);
      const items = [...(begun?.ready ?? []).map(({ item }) => item), ...batch];
      if (isStatementFailure(error)) for (const item of items) await settleAlone(item);
      else for (const item of items) item.reject(error);
    }
  }

  async function settleAlone(item: Waiting) {
    try {
      await attempt([item], undefined);
    } catch (error) {
      head.leave(undefined);
      item.reject(error);
    }
  }

  async function attempt(batch: Waiting[], begun: Ahead | undefined) {
    const ready = [...(begun?.ready ?? [])];
    if (batch.length > 0) await plan(batch, (each) => ready.push(each));
    if (ready.length > 0) await number(ready, begun);
  }

  /** Hands over each that may have a number, in their order; answers the others. */
  async function plan(items: readonly Waiting[], take: (ready: Ready, now: Date) => void) {
    const now = deps.clock.now();
    const entries = items.map((item) => item.entry);
    const plans = await planBatch(deps, register, { items: entries, now, routine: isRoutine(now) });
    items.forEach((item, index) => {
      const plan = plans[index];
      if (plan === undefined) throw new Error('a plan is missing');
      if ('parts' in plan) take({ item, parts: plan.parts }, now);
      else settleEarly(item, plan);
    });
  }

  // Else a book may have to be opened, or a person asked first: a command that was done before knows nothing of that.
  function isRoutine(now: Date): boolean {
    const known = head.peek();
    return known?.year === toLegalTime(now).year && !isLongSilence(known.lastAt, now);
  }

  async function number(ready: Ready[], begun: Ahead | undefined) {
    const tries = { clockRefusals: 0 };
    let due = ready;
    for (let attempts = 0; due.length > 0; attempts++) {
      if (attempts === maxAttempts) throw headNeverStill();
      if (tries.clockRefusals === maxClockRefusals) throw new AppError('dependency', 'registry.clock-skew');
      due = await tryNumber(due, tries, begun);
    }
  }

  /** One try; gives those who still wait for a number. */
  async function tryNumber(
    ready: Ready[],
    tries: { clockRefusals: number },
    begun: Ahead | undefined,
  ): Promise<Ready[]> {
    const now = deps.clock.now();
    const current = await head.of(toLegalTime(now).year);
    const due = refuseUnconfirmed(ready, { lastAt: await head.lastHour(now), now });
    if (due.length === 0) return [];
    if (current === undefined) {
      await head.open(now);
      return due;
    }
    const { advanced, done } = await write(current, due, finishBatch(current, due, { ahead: begun, now }));
    const left = advanced ? [] : settleRepeats(due, done ?? []);
    if (left.length === 0) return [];
    const found = await head.read(current.year);
    if (done === null && found?.lastHash === current.lastHash) tries.clockRefusals++;
    return left;
  }

  async function write(current: BookHead, due: Ready[], batch: ComposedBatch): Promise<BatchOutcome> {
    const answered = send(current, due, { batch, turn: 'now' });
    // Of a try that failed, whoever was written down stays; they only have to be written again.
    if (!composing && !ahead?.ready.length) ahead = openAhead(batch.next);
    return answered;
  }

  type Sent = { batch: ComposedBatch; turn: Turn };

  async function send(current: BookHead, due: Ready[], { batch, turn }: Sent): Promise<BatchOutcome> {
    underWay.add(batch);
    const { name, text, values } = batchQuery(current, batch, { ...deps, turn });
    const [outcome] = await namedQuery<BatchOutcome>(deps.db, name, text, values).finally(() =>
      underWay.delete(batch),
    );
    if (outcome === undefined) throw new Error('the statement of a batch answered nothing');
    head.leave(outcome.advanced ? batch.next : undefined);
    if (outcome.advanced) {
      // A turn later: whoever waits already is sent to the database first, which works while these are answered.
      setImmediate(answer, due, batch.results);
      deps.committed?.();
      sendBehind();
    }
    return outcome;
  }

  return {
    register: (entry) =>
      new Promise((resolve, reject) => {
        queue.push({ entry, resolve, reject });
        // `settle` rejects what it cannot do; nothing escapes `run`.
        if (!running) void run();
        else if (ahead) composing ??= composeAhead().finally(() => (composing = undefined));
      }),
  };
}

const headNeverStill = () =>
  new AppError('dependency', 'internal.unavailable', { message: 'the head of the book never stood still' });

// A five-character SQLSTATE: the statement was refused and rolled back, unlike a connection that was lost under it.
const isStatementFailure = (error: unknown) => /^(22|23|40)/.test(toSqlState(error));

const isLockTimeout = (error: unknown) => toSqlState(error) === '55P03';

const toSqlState = (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : '');
