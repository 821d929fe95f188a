import type { Permission } from '@opis/contracts';
import { claimCommand } from '../../platform/claim-command.ts';
import type { Tx } from '../../platform/db.ts';
import { type Actor, requirePermission } from '../identity/index.ts';
import type { AdministrationDeps } from './administration-deps.ts';

/** An act of administration as it was asked for; `body` is everything that was asked. */
export type AdministrationCommand = {
  requestId: string;
  action: string;
  body: object;
  permission: Extract<Permission, 'organisation.manage' | 'accounts.manage'>;
};

/**
 * Does an act once for its request id, in one transaction, for whoever may administer the whole institution. Gives what
 * `work` gives; undefined when it was done before. Throws `identity.forbidden`, `request.id-reused`.
 */
export async function perform<Result>(
  deps: Pick<AdministrationDeps, 'db' | 'clock' | 'forget'>,
  actor: Actor,
  command: AdministrationCommand,
  work: (tx: Tx, at: Date) => Promise<Result>,
): Promise<Result | undefined> {
  const { requestId, action, body, permission } = command;
  requirePermission(actor, permission, null);
  const at = deps.clock.now();
  const done = await deps.db.transaction().execute(async (tx) => {
    const isFirst = await claimCommand(tx, { accountId: actor.accountId, requestId, action, body, at });
    return isFirst ? work(tx, at) : undefined;
  });
  deps.forget();
  return done;
}
