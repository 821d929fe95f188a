import { AppError } from '@opis/contracts';
import type { Actor } from '../actor.ts';
import { requireSession } from '../end-session.ts';
import type { IdentityDeps } from '../identity-deps.ts';
import { removePasskeyRow } from './passkey-store.ts';

/** Removes one of the actor's own passkeys: a lost device must not wait for a password. Throws `identity.passkey-not-found`. */
export async function removePasskey(deps: IdentityDeps, actor: Actor, id: string): Promise<void> {
  requireSession(actor);
  const now = deps.clock.now();
  await deps.db.transaction().execute(async (tx) => {
    const removed = await removePasskeyRow(tx, { id, accountId: actor.accountId, now });
    if (!removed) throw new AppError('not-found', 'identity.passkey-not-found');
    await deps.recordEvent(tx, actor, {
      type: 'identity.passkey-removed',
      at: now,
      subjectType: 'account',
      subjectId: actor.accountId,
      data: { passkey: id },
    });
  });
}
