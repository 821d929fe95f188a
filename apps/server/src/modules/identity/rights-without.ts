import type { Permission } from '@opis/contracts';
import type { Actor, Rights, Scope } from './actor.ts';

/** Who asks and in whose names: what of an actor `rightsWithout` looks at. */
export type Capacities = Rights & Pick<Actor, 'staffId' | 'own' | 'onBehalf' | 'capacityOf'>;

/**
 * What is left of somebody's rights when some people may have nothing to do with a thing: none for one of them, in
 * whosever name; for others, theirs without what they would do in the name of one of them.
 */
export function rightsWithout(actor: Capacities, barred: ReadonlySet<string>): Rights {
  if (barred.size === 0) return actor;
  if (barred.has(actor.staffId)) return nothing;
  if (actor.capacityOf !== undefined && barred.has(actor.capacityOf)) return nothing;
  if (actor.onBehalf.every(({ staffId }) => !barred.has(staffId))) return actor;
  const kept = [actor.own, ...actor.onBehalf.filter(({ staffId }) => !barred.has(staffId))];
  return { scopes: joinScopes(kept), principals: [...new Set(kept.flatMap(({ principals }) => principals))] };
}

const nothing: Rights = { scopes: new Map(), principals: [] };

function joinScopes(rights: readonly Rights[]): ReadonlyMap<Permission, Scope> {
  const joined = new Map<Permission, Scope>();
  for (const [permission, scope] of rights.flatMap(({ scopes }) => [...scopes])) {
    const known = joined.get(permission);
    if (scope === 'institution' || known === 'institution') joined.set(permission, 'institution');
    else joined.set(permission, new Set([...(known ?? []), ...scope]));
  }
  return joined;
}
