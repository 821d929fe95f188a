import type { LedgerKind } from '@opis/contracts';
import type { Db, Tx } from '../../../platform/db.ts';
import type { Acting } from '../../identity/index.ts';
import type { BookHead } from '../ledger/record.ts';

/** What was just appended about a row, still in its transaction and under the lock of its book. */
export type Amended = {
  readonly kind: LedgerKind;
  readonly at: Date;
  readonly entryId: string;
  readonly book: BookHead;
  /** A person filled the columns themselves; not a letter of ours that left. */
  readonly byHand: boolean;
  /** Of a confidential register. */
  readonly sealed: boolean;
  /** Clear fields of the record: `unit` of a routing; `year` and `to` of a joinder, in the same register. */
  readonly fields: Readonly<Record<string, unknown>>;
};

/** A module above the registry that follows amendments, in their transaction; wired in `compose.ts`. */
export type AmendmentSubscriber = {
  amended(tx: Tx, acting: Acting, amended: Amended): Promise<void>;
  /**
   * Of these entries those on which somebody works already: their way is no longer the registry's to give. Asked by who
   * draws the acts and by who does them.
   */
  inWork?(db: Db | Tx, entryIds: readonly string[]): Promise<ReadonlySet<string>>;
};

/** What the modules above say of these entries together. */
export async function entriesInWork(
  db: Db | Tx,
  subscribers: readonly AmendmentSubscriber[],
  entryIds: readonly string[],
): Promise<ReadonlySet<string>> {
  if (entryIds.length === 0) return new Set();
  const said = await Promise.all(subscribers.map((each) => each.inWork?.(db, entryIds)));
  return new Set(said.flatMap((ids) => [...(ids ?? [])]));
}
