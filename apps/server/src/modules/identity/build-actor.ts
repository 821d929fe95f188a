import { type Permission, permissionsOf, type Role } from '@opis/contracts';
import type { Actor, Scope } from './actor.ts';
import { fileReachOf } from './file-reach.ts';

/** A role held now. `units` is the unit's subtree; for no unit, every unit where the role's files reach that far. */
export type Grant = { role: Role; unitId: string | null; units: readonly string[] };

/** Who came in and what they hold, as one query found it. `permissions` narrows a token; null leaves all. */
export type ActorSource = Omit<Actor, 'roles' | 'scopes' | 'principals'> & {
  grants: readonly Grant[];
  permissions: readonly Permission[] | null;
};

/** Computes roles, scopes and principals from the grants: the only place where a role becomes a right. */
export function buildActor({ grants, permissions, ...who }: ActorSource): Actor {
  return {
    ...who,
    roles: [...new Set(grants.map((grant) => grant.role))],
    scopes: toScopes(grants, permissions),
    principals: [who.staffId, ...new Set(grants.flatMap(toFileUnits))],
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
