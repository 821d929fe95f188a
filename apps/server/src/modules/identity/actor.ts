import type { Permission, Role } from '@opis/contracts';

/** Where a permission holds: everywhere, or in these units (each grant's whole subtree). */
export type Scope = 'institution' | ReadonlySet<string>;

/** What somebody may do, and what they may read. */
export type Rights = {
  /** Where each permission holds; one that is absent is not held. */
  readonly scopes: ReadonlyMap<Permission, Scope>;
  readonly principals: readonly string[];
};

/** Somebody who is away today and in whose name the actor may act, until the end of the day `until`. */
export type Substituted = Rights & {
  readonly staffId: string;
  readonly displayName: string;
  readonly until: string;
};

/**
 * Who acts, and in which capacity; computed once per request. `principals` are what `readers` rows name: the person's
 * own staff id and every unit whose files they may read (head or handler of the unit, director of one above it).
 * `scopes` and `principals` are all that they may do and read today, `own` what of it is theirs without anybody being
 * away. Whatever is recorded asks `inNameOf` by whose right it was done.
 */
export type Actor = Rights & {
  readonly accountId: string;
  readonly staffId: string;
  readonly username: string;
  readonly displayName: string;
  readonly unitId: string | null;
  readonly officeId: string | null;
  readonly roles: readonly Role[];
  readonly own: Rights;
  /** People who are away and whose rights are in `scopes` and `principals` today, by name. */
  readonly onBehalf: readonly Substituted[];
  /** How they came in: a browser session, an API token, the command line or the seeder. */
  readonly via: 'session' | 'token' | 'command-line' | 'seeder';
  /** Id of that session or token; null for the command line and the seeder. */
  readonly credentialId: string | null;
  /** Set while `inNameOf` asks what somebody who is away could do: whose rights these are. */
  readonly capacityOf?: string;
};

/** True when the actor holds the permission for this unit; `null` names the institution as a whole. */
export function holds(actor: Pick<Rights, 'scopes'>, permission: Permission, unitId: string | null): boolean {
  const scope = actor.scopes.get(permission);
  if (scope === undefined) return false;
  return scope === 'institution' || (unitId !== null && scope.has(unitId));
}
