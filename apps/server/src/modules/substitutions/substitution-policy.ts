import { AppError } from '@opis/contracts';
import { type Acting, type Actor, holds, inNameOf, type Scope } from '../identity/index.ts';

/** Somebody who may be away, with the unit of their post; null for whoever has none. */
export type Person = { staffId: string; unitId: string | null };

/** One's own absence, that of the people of a unit that one leads, or, for who keeps the organisation, anybody's. */
export function mayDeclareFor(actor: Actor, person: Person): boolean {
  return (
    person.staffId === actor.staffId ||
    holds(actor, 'substitution.declare', person.unitId) ||
    holds(actor, 'organisation.manage', null)
  );
}

/** Throws forbidden; gives by whose right it is declared, because a head may be away too. */
export function requireMayDeclare(actor: Actor, person: Person): Acting {
  if (!mayDeclareFor(actor, person)) throw new AppError('forbidden', 'substitution.not-allowed');
  return inNameOf(actor, (capacity) => mayDeclareFor(capacity, person));
}

/** The units whose people's absences the actor declares; `institution`: everybody's. */
export function declarableUnits(actor: Actor): Scope {
  if (holds(actor, 'organisation.manage', null)) return 'institution';
  return actor.scopes.get('substitution.declare') ?? new Set<string>();
}
