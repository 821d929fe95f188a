import type { Permission } from '@opis/contracts';
import type { MessageId } from '../../parts/text.tsx';

/** Each permission in words. */
export const permissionLabels = {
  'entry.register': 'permission.entry.register',
  'entry.read-book': 'permission.entry.read-book',
  'entry.amend': 'permission.entry.amend',
  'entry.annul': 'permission.entry.annul',
  'entry.route': 'permission.entry.route',
  'entry.dispatch': 'permission.entry.dispatch',
  'entry.classify': 'permission.entry.classify',
  'book.close': 'permission.book.close',
  'case.route': 'permission.case.route',
  'case.assign': 'permission.case.assign',
  'case.work': 'permission.case.work',
  'case.endorse': 'permission.case.endorse',
  'case.visa': 'permission.case.visa',
  'petition.extend': 'permission.petition.extend',
  'rules.check': 'permission.rules.check',
  'history.import': 'permission.history.import',
  'party.read': 'permission.party.read',
  'party.reveal-cnp': 'permission.party.reveal-cnp',
  'party.edit': 'permission.party.edit',
  'party.merge': 'permission.party.merge',
  'mail.intake': 'permission.mail.intake',
  'mail.rules': 'permission.mail.rules',
  'organisation.manage': 'permission.organisation.manage',
  'accounts.manage': 'permission.accounts.manage',
  'audit.read': 'permission.audit.read',
  'substitution.declare': 'permission.substitution.declare',
} as const satisfies Record<Permission, MessageId>;
