import { z } from 'zod';

/** The closed list of roles; each is granted over a unit's subtree, or over the institution when no unit is named. */
export const Role = z.enum([
  'registrar',
  'digital-officer',
  'dispatcher',
  'case-handler',
  'head-of-unit',
  'director',
  'archivist',
  'jurist',
  'auditor',
  'administrator',
]);
export type Role = z.infer<typeof Role>;

/** What a role lets its holder do. Which *things* it may be done to is decided by the readers, in the query. */
export const Permission = z.enum([
  'entry.register',
  'entry.read-book',
  'entry.amend',
  'entry.annul',
  'entry.route',
  'entry.dispatch',
  'entry.classify',
  'book.close',
  'case.route',
  'case.assign',
  'case.work',
  'case.endorse',
  'party.read',
  'party.reveal-cnp',
  'party.edit',
  'party.merge',
  'history.import',
  'organisation.manage',
  'accounts.manage',
  'audit.read',
  'substitution.declare',
  'rules.check',
  'case.visa',
  'petition.extend',
  'mail.intake',
  'mail.rules',
]);
export type Permission = z.infer<typeof Permission>;

/**
 * Rights as data: one row a role. `entry.read-book` opens the 13 columns of the registers in the grant's scope.
 * `book.close` seals a past year's book: the institution's registers for who holds it everywhere, a unit's own for its head.
 * `case.route` gives a case file its first unit, `case.assign` hands those of one's units to people, `case.work` solves,
 * `case.endorse` endorses and signs what is asked of one's units.
 * `petition.extend` extends the term of a petition (OG 27/2002, art. 9: the head of the institution).
 * `mail.intake` decides what becomes of the messages of a mailbox, `mail.rules` says what is proposed for them.
 * `rules.check` vouches for rules of law, `case.visa` gives the legal visa.
 */
export const permissionsOf: Readonly<Record<Role, readonly Permission[]>> = {
  registrar: [
    'entry.register',
    'entry.read-book',
    'entry.amend',
    'entry.annul',
    'entry.route',
    'entry.dispatch',
    'entry.classify',
    'case.route',
    'party.read',
    'party.reveal-cnp',
    'party.edit',
    'party.merge',
    'history.import',
    'mail.intake',
  ],
  'digital-officer': [
    'entry.register',
    'entry.read-book',
    'entry.amend',
    'entry.route',
    'entry.dispatch',
    'case.route',
    'party.read',
    'party.edit',
    'mail.intake',
    'mail.rules',
  ],
  dispatcher: ['entry.read-book', 'entry.dispatch', 'party.read'],
  'case-handler': ['party.read', 'party.edit', 'case.work'],
  'head-of-unit': [
    'book.close',
    'party.read',
    'party.edit',
    'entry.route',
    'case.assign',
    'case.work',
    'case.endorse',
    'substitution.declare',
  ],
  director: [
    'book.close',
    'party.read',
    'entry.route',
    'case.assign',
    'case.work',
    'case.endorse',
    'substitution.declare',
    'petition.extend',
  ],
  archivist: ['entry.read-book', 'entry.classify', 'history.import', 'book.close'],
  jurist: ['rules.check', 'case.visa'],
  auditor: ['entry.read-book', 'audit.read'],
  administrator: ['organisation.manage', 'accounts.manage'],
};

/**
 * Roles whose rights pass to whoever stands in while their holder is away. Never the administrator, who gives rights,
 * nor the auditor, who examines those that would stand in.
 */
export const substitutableRoles: readonly Role[] = [
  'registrar',
  'digital-officer',
  'dispatcher',
  'case-handler',
  'head-of-unit',
  'director',
  'archivist',
  'jurist',
];
