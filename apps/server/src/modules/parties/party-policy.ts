import { AppError, type PartyAction, type Permission } from '@opis/contracts';
import { type Acting, type Actor, inNameOf } from '../identity/index.ts';

// The base of persons has no units: who holds the permission anywhere in the institution holds it here.
/** Throws forbidden unless the actor's role lets them do this to parties at all; which ones is decided in the query. */
export function requirePartyPermission(
  actor: Actor,
  permission: Extract<Permission, `party.${string}`>,
): void {
  if (!actor.scopes.has(permission)) throw new AppError('forbidden', 'identity.forbidden');
}

/** By whose right the actor does this to a party. */
export function actingOnParty(actor: Actor, permission: Extract<Permission, `party.${string}`>): Acting {
  return inNameOf(actor, (capacity) => capacity.scopes.has(permission));
}

/** What the actor may do on a party's page; the server checks the same permissions that the console draws by. */
export function partyActions(actor: Actor, party: { cnp_sealed: Buffer | null }): PartyAction[] {
  const has = (permission: Permission) => actor.scopes.has(permission);
  return [
    ...(has('party.reveal-cnp') && party.cnp_sealed !== null ? (['reveal-cnp'] as const) : []),
    ...(has('party.edit') ? (['edit'] as const) : []),
    ...(has('party.merge') ? (['merge'] as const) : []),
  ];
}
