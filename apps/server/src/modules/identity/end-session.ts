import { AppError } from '@opis/contracts';
import type { Actor } from './actor.ts';
import type { IdentityDeps } from './identity-deps.ts';
import { endLiveSession } from './session-store.ts';

/** Ends the session that the actor came in with. */
export async function signOut(deps: IdentityDeps, actor: Actor): Promise<void> {
  await end(deps, actor, { id: requireSession(actor), type: 'identity.signed-out' });
}

/** Ends one of the actor's own sessions, from any of them. Throws `identity.session-not-found` for everything else. */
export async function endSession(deps: IdentityDeps, actor: Actor, command: { id: string }): Promise<void> {
  requireSession(actor);
  await end(deps, actor, { id: command.id, type: 'identity.session-ended' });
}

/** The id of the browser session; a program's key has no say over people's sessions. */
export function requireSession(actor: Actor): string {
  if (actor.via !== 'session' || actor.credentialId === null)
    throw new AppError('forbidden', 'identity.forbidden');
  return actor.credentialId;
}

async function end(
  deps: IdentityDeps,
  actor: Actor,
  { id, type }: { id: string; type: 'identity.signed-out' | 'identity.session-ended' },
): Promise<void> {
  const now = deps.clock.now();
  await deps.db.transaction().execute(async (tx) => {
    const ended = await endLiveSession(tx, { id, accountId: actor.accountId, now });
    if (!ended) throw new AppError('not-found', 'identity.session-not-found');
    await deps.recordEvent(tx, actor, { type, at: now, subjectType: 'session', subjectId: id });
  });
}
