import { AppError, type Permission } from '@opis/contracts';
import type { Actor } from '../identity/index.ts';

// The base of persons has no units: who holds the permission anywhere in the institution holds it here.
/** Throws forbidden unless the actor's role lets them do this to parties at all; which ones is decided in the query. */
export function requirePartyPermission(
  actor: Actor,
  permission: Extract<Permission, `party.${string}`>,
): void {
  if (!actor.scopes.has(permission)) throw new AppError('forbidden', 'identity.forbidden');
}
