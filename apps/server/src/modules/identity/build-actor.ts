import { type Permission, permissionsOf, type Role } from '@opis/contracts';
import type { Actor, Rights, Scope } from './actor.ts';
import { fileReachOf } from './file-reach.ts';

/**
 * A role held now. `units` is the unit's subtree; for no unit, every unit where the role's files reach that far.
 * `onBehalfOf` is the person who is away and whose role it is; null for the caller's own.
 */
export type Grant = {
  role: Role;
  unitId: string | null;
  units: readonly string[];
  onBehalfOf: string | null;
};

/** Somebody whose rights the caller has today, until the end of that day. */
export type StandIn = { staffId: string; displayName: string; until: string };

/** Who came in and what they hold, as one query found it. `permissions` narrows a token; null leaves all. */
export type ActorSource = Omit<Actor, 'roles' | 'own' | 'onBehalf' | keyof Rights> & {
  grants: readonly Grant[];
  standIns: readonly StandIn[];
  permissions: readonly Permission[] | null;
};

/** Computes roles, scopes and principals from the grants: the only place where a role becomes a right. */
export function buildActor({ grants, standIns, permissions, ...who }: ActorSource): Actor {
  const rightsOf = (staffId: string, held: readonly Grant[]): Rights => ({
    scopes: toScopes(held, permissions),
    principals: [...new Set([staffId, ...held.flatMap(toFileUnits)])],
  });
  const ownGrants = grants.filter((grant) => grant.onBehalfOf === null);
  const own = rightsOf(who.staffId, ownGrants);
  const onBehalf = standIns.map((person) => {
    const held = grants.filter((grant) => grant.onBehalfOf === person.staffId);
    return { ...person, ...rightsOf(person.staffId, held) };
  });
  const all = onBehalf.length === 0 ? own.scopes : toScopes(grants, permissions);
  return {
    ...who,
    roles: [...new Set(ownGrants.map((grant) => grant.role))],
    scopes: all,
    principals: [...new Set([own, ...onBehalf].flatMap((rights) => rights.principals))],
    own,
    onBehalf,
  };
}

function toScopes(grants: readonly Grant[], allowed: readonly Permission[] | null): Actor['scopes'] {
  const scopes = new Map<Permission, Scope>();
  for (const grant of grants) {
    for (const permission of permissionsOf[grant.role]) {
      if (allowed !== null && !allowed.includes(permission)) continue;
      scopes.set(permission, widen(scopes.get(permission), grant));
    }
  }
  return scopes;
}

function widen(scope: Scope | undefined, grant: Grant): Scope {
  if (grant.unitId === null || scope === 'institution') return 'institution';
  return new Set([...(scope ?? []), ...grant.units]);
}

function toFileUnits(grant: Grant): readonly string[] {
  const reach = fileReachOf[grant.role];
  if (reach === 'subtree') return grant.units;
  return reach === 'unit' && grant.unitId !== null ? [grant.unitId] : [];
}
