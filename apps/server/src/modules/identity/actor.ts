import type { Permission, Role } from '@opis/contracts';

/** Where a permission holds: everywhere, or in these units (each grant's whole subtree). */
export type Scope = 'institution' | ReadonlySet<string>;

/**
 * Who acts, and in which capacity; computed once per request. `principals` are what `readers` rows name: the person's
 * own staff id and every unit whose files they may read (head or handler of the unit, director of one above it).
 */
export type Actor = {
  readonly accountId: string;
  readonly staffId: string;
  readonly username: string;
  readonly displayName: string;
  readonly unitId: string | null;
  readonly officeId: string | null;
  readonly roles: readonly Role[];
  /** Where each permission holds; one that is absent is not held. */
  readonly scopes: ReadonlyMap<Permission, Scope>;
  readonly principals: readonly string[];
  /** How they came in: a browser session, an API token, the command line or the seeder. */
  readonly via: 'session' | 'token' | 'command-line' | 'seeder';
  /** Id of that session or token; null for the command line and the seeder. */
  readonly credentialId: string | null;
};

/** True when the actor holds the permission for this unit; `null` names the institution as a whole. */
export function holds(actor: Actor, permission: Permission, unitId: string | null): boolean {
  const scope = actor.scopes.get(permission);
  if (scope === undefined) return false;
  return scope === 'institution' || (unitId !== null && scope.has(unitId));
}
