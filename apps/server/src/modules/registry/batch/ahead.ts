import type { BookHead } from '../ledger/record.ts';
import { addToBatch, type ComposedBatch, openBatch } from './compose-batch.ts';
import type { Ready } from './waiting.ts';

/**
 * Those who came while a batch is under way, written down as if it goes through: `head` is the one it will leave. They
 * follow no other: should it fail, all but their plans is thrown away. Known by the very object `head`.
 */
export type Ahead = { head: BookHead; batch: ComposedBatch; ready: Ready[] };

export const openAhead = (head: BookHead): Ahead => ({ head, batch: openBatch(head), ready: [] });

export function addAhead(ahead: Ahead, ready: Ready, now: Date): void {
  append(ahead.batch, ready, now);
  ahead.ready.push(ready);
}

/** Those whose batch was not to be, in their order: their plans stand, their rows are written again at their turn. */
export const unwritten = (head: BookHead, ready: Ready[]): Ahead => ({ ...openAhead({ ...head }), ready });

/** Older than this its hours would be questioned by the database, which allows two seconds. */
const staleMs = 1_000;

/** The batch of these, in their order: what was written ahead of it when it still holds, the rest now. */
export function finishBatch(
  head: BookHead,
  due: readonly Ready[],
  { ahead, now }: { ahead: Ahead | undefined; now: Date },
): ComposedBatch {
  const begun = ahead && holds(ahead, head, due, now) ? ahead : openAhead(head);
  for (const ready of due.slice(begun.ready.length)) append(begun.batch, ready, now);
  return begun.batch;
}

const holds = (ahead: Ahead, head: BookHead, due: readonly Ready[], now: Date) =>
  ahead.head === head &&
  now.getTime() - ahead.batch.next.lastAt.getTime() < staleMs &&
  ahead.ready.every((ready, index) => due[index] === ready);

// The hour never runs backwards inside a book.
const append = (batch: ComposedBatch, { item, parts }: Ready, now: Date) =>
  addToBatch(batch, new Date(Math.max(now.getTime(), batch.next.lastAt.getTime())), {
    entry: item.entry,
    parts,
  });
