import { Role } from '@opis/contracts';

/** Whose files a role opens: the named unit's, everything under it, or nobody's. */
export type FileReach = 'unit' | 'subtree' | 'none';

/**
 * Rights as data. A head reads the files of the unit that the grant names and gets a grant for each compartment that
 * has no head of its own: who reads is written, not inferred. Whoever checks, keeps or administers reads no file.
 */
export const fileReachOf: Readonly<Record<Role, FileReach>> = {
  registrar: 'unit',
  'digital-officer': 'unit',
  dispatcher: 'none',
  'case-handler': 'unit',
  'head-of-unit': 'unit',
  director: 'subtree',
  archivist: 'none',
  jurist: 'none',
  auditor: 'none',
  administrator: 'none',
};

/** Roles that open a whole subtree; granted without a unit, every unit. */
export const subtreeRoles: readonly Role[] = Role.options.filter((role) => fileReachOf[role] === 'subtree');
