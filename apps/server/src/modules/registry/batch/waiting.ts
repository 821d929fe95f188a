import { AppError } from '@opis/contracts';
import type { PlannedParts } from './compose-batch.ts';
import { type DoneCommand, matchRepeats, type Repeat } from './done-commands.ts';
import type { PreparedEntry, Registered } from './prepared-entry.ts';

/** A caller who waits for a number. */
export type Waiting = {
  entry: PreparedEntry;
  resolve: (result: Registered) => void;
  reject: (error: unknown) => void;
};

/** One whose registration may go into the statement. */
export type Ready = { item: Waiting; parts: PlannedParts };

/** Answers those that were numbered. */
export function answer(due: readonly Ready[], results: readonly Registered[]) {
  due.forEach(({ item }, index) => {
    const result = results[index];
    if (result) item.resolve(result);
  });
}

/** Answers one that needs no number. */
export function settleEarly(item: Waiting, plan: Repeat) {
  if ('replay' in plan) item.resolve(plan.replay);
  else item.reject(plan.refusal);
}

/** Answers those that were done before; gives the others. */
export function settleRepeats(due: readonly Ready[], done: readonly DoneCommand[]): Ready[] {
  const repeats = matchRepeats(
    due.map(({ item }) => item.entry),
    done,
  );
  return due.filter(({ item }) => {
    const repeat = repeats.get(item.entry);
    if (repeat) settleEarly(item, repeat);
    return repeat === undefined;
  });
}

/** True when more than seven days passed since the last record. */
export const isLongSilence = (lastAt: Date, now: Date) => now.getTime() - lastAt.getTime() > gapMs;

const gapMs = 7 * 24 * 3600 * 1000;

/**
 * After a long silence refuses those that nobody confirmed and gives the others: a clock set wrong would spoil the order
 * of the book for ever, so a person looks at it first.
 */
export function refuseUnconfirmed(due: Ready[], { lastAt, now }: { lastAt: Date; now: Date }): Ready[] {
  if (!isLongSilence(lastAt, now)) return due;
  const details = { lastAt: lastAt.toISOString(), now: now.toISOString() };
  return due.filter(({ item }) => {
    if (!item.entry.confirmGap) item.reject(new AppError('conflict', 'registry.confirm-gap', { details }));
    return item.entry.confirmGap;
  });
}
