import { AppError } from '@opis/contracts';
import { findUsername, resolveAccount } from '../identity/index.ts';
import { type PrintRoutesDeps, printReceiptOf } from '../registry/index.ts';
import type { ReceiptPrinter } from './outgoing-deps.ts';

/** Proofs printed by the right of whoever queued the confirmation; who lost it meanwhile prints none. */
export const printedReceipts =
  (deps: PrintRoutesDeps): ReceiptPrinter =>
  async ({ entryId, accountId }) => {
    const username = await findUsername(deps.db, accountId);
    const actor = username === undefined ? undefined : await resolveAccount(deps, username);
    if (actor === undefined) throw new AppError('forbidden', 'identity.forbidden');
    return printReceiptOf(deps, actor, entryId);
  };
