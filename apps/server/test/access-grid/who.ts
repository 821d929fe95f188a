import { type Permission, permissionsOf, Role } from '@opis/contracts';
import { fileReachOf } from '../../src/modules/identity/file-reach.ts';

/** Where a role is granted, seen from the unit that has the thing: `institution` is a grant that names no unit. */
const places = ['institution', 'parent', 'own', 'child', 'sister'] as const;
type Place = (typeof places)[number];

/** The unit of each place, in the small institution of the tests; things lie at the legal unit and in its register. */
export const unitOf: Readonly<Record<Place, string | null>> = {
  institution: null,
  parent: 'primar',
  own: 'juridic',
  child: 'contencios',
  sister: 'registratura',
};

/** A grant covers the unit that it names and whatever is under it. */
const covering: readonly Place[] = ['institution', 'parent', 'own'];

/** Somebody with one role in one place, and what follows from what is declared of roles: nothing asked of the program. */
export type Who = {
  readonly role: Role;
  readonly place: Place;
  readonly name: string;
  /** Holds a permission over the unit, or over the institution as a whole. */
  holds(permission: Permission, over: 'unit' | 'institution'): boolean;
  /** Reads the files of the unit. */
  readonly reads: boolean;
  /** Sees the rows of its register. */
  readonly seesRow: boolean;
};

function toWho(role: Role, place: Place): Who {
  const holds = (permission: Permission, over: 'unit' | 'institution') =>
    permissionsOf[role].includes(permission) &&
    (over === 'unit' ? covering.includes(place) : place === 'institution');
  const reach = fileReachOf[role];
  return {
    role,
    place,
    name: `${role}, ${place}`,
    holds,
    reads: reach === 'subtree' ? covering.includes(place) : reach === 'unit' && place === 'own',
    seesRow: holds('entry.read-book', 'unit'),
  };
}

// Who solves works, or leads who does, does so in a unit: the role is granted nowhere else.
const ofAUnit: readonly Role[] = ['case-handler', 'head-of-unit'];

/** Every role in every place where it can be granted. */
export const everyone: readonly Who[] = Role.options.flatMap((role) =>
  places
    .filter((place) => !(place === 'institution' && ofAUnit.includes(role)))
    .map((place) => toWho(role, place)),
);
