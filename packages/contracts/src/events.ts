import { z } from 'zod';

/**
 * The closed list of what can happen. An event holds ids and codes only, never a name or a text of a person; stored
 * events are never rewritten, so a change of a shape here is a new name.
 */
export const eventTypes = [
  // Somebody's account, session or token.
  'identity.signed-in',
  'identity.sign-in-failed',
  'identity.signed-out',
  'identity.session-ended',
  'identity.token-created',
  'identity.token-revoked',
  'identity.account-created',
  'identity.account-closed',
  'identity.password-changed',
  'identity.totp-added',
  'identity.totp-removed',
  'identity.recovery-codes-made',
  'identity.passkey-added',
  'identity.passkey-removed',
  'identity.second-factors-reset',
  'identity.role-granted',
  'identity.role-withdrawn',
  'identity.view-saved',
  'identity.view-removed',
  'identity.account-reopened',
  'identity.password-link-made',
  // How the institution is set up; what changed stands in the act.
  'organisation.changed',
  // Who is away, and who stands in.
  'substitution.declared',
  'substitution.changed',
  'substitution.ended',
  // A person or body.
  'party.cnp-revealed',
  'party.completed',
  'party.merged',
  'party.unmerged',
  'party.told-apart',
  'party.contact-added',
  'party.contact-retired',
  'party.contact-preferred',
  'party.representation-added',
  'party.representation-ended',
  // A book, from its opening to its last row.
  'register.created',
  'register.sub-register-added',
  'register.member-added',
  'register.member-removed',
  'book.opened',
  'entry.registered',
  'entry.annulled',
  'entry.corrected',
  'entry.joined',
  'entry.routed',
  'entry.dispatched',
  'entry.classified',
  'entry.erased',
  'entry.printed',
  'heads.signed',
  // Sheets of an emergency book.
  'emergency.sheet-made',
  'emergency.sheet-printed',
  'emergency.line-voided',
  // Rows of the old register.
  'history.imported',
  'book.exported',
  'book.closed',
  'book.numbers-lost',
  'long-work.file-opened',
  // Saved ways to fill the counter form.
  'entry-model.saved',
  'entry-model.removed',
  // A case file, from hand to hand.
  'case-file.assigned',
  'case-file.returned',
  'case-file.closed',
  'case-file.reopened',
  'case-file.joined',
  'case-file.noted',
  'resolution-model.saved',
  'resolution-model.removed',
] as const;
export const EventType = z.enum(eventTypes);
export type EventType = z.infer<typeof EventType>;

/** What an event is about. */
export const SubjectType = z.enum([
  'account',
  'session',
  'token',
  'substitution',
  'party',
  'register',
  'book',
  'entry',
  'entry-model',
  'emergency-sheet',
  'case-file',
  'long-work',
  'resolution-model',
  'saved-view',
  'administration-act',
]);
export type SubjectType = z.infer<typeof SubjectType>;
