import type { EventType, SubjectType } from '@opis/contracts';
import { canonicalHash } from '../../platform/crypto/canonical-hash.ts';
import { newId } from '../../platform/ids.ts';

/** Who an event names: any actor, or nobody (a failed sign-in, the nightly tick). */
export type EventActor = { readonly accountId: string | null; readonly onBehalfOf?: string | null };

/** What happened, when, to what. `data` holds ids, codes and numbers only. */
export type NewEvent = {
  type: EventType;
  at: Date;
  subjectType: SubjectType;
  subjectId: string;
  unitId?: string | null;
  data?: Readonly<Record<string, string | number | boolean | null>>;
};

/** A row of `events`, ready to be written; `hash` is hex. */
export type EventRow = {
  id: string;
  at: string;
  type: EventType;
  account_id: string | null;
  on_behalf_of: string | null;
  unit_id: string | null;
  subject_type: SubjectType;
  subject_id: string;
  data: Readonly<Record<string, string | number | boolean | null>>;
};

/** Builds the row with its hash, so that a batch can write many in its own statement. */
export function toEventRow(actor: EventActor, event: NewEvent): EventRow & { hash: string } {
  const row: EventRow = {
    id: newId(),
    at: event.at.toISOString(),
    type: event.type,
    account_id: actor.accountId,
    on_behalf_of: actor.onBehalfOf ?? null,
    unit_id: event.unitId ?? null,
    subject_type: event.subjectType,
    subject_id: event.subjectId,
    data: event.data ?? {},
  };
  return { ...row, hash: canonicalHash(row).toString('hex') };
}

/** One read of personal data: who, of what, why. `purpose` is a code (`entry-page`) or the person's own words. */
export type NewAccess = {
  kind: 'viewed' | 'file-read' | 'revealed';
  at: Date;
  subjectType: SubjectType;
  subjectId: string;
  purpose: string;
};

/** A row of `access_log`; `hash` is hex. */
export function toAccessRow(actor: EventActor & { accountId: string }, access: NewAccess) {
  const row = {
    id: newId(),
    at: access.at.toISOString(),
    kind: access.kind,
    account_id: actor.accountId,
    on_behalf_of: actor.onBehalfOf ?? null,
    subject_type: access.subjectType,
    subject_id: access.subjectId,
    purpose: access.purpose,
  };
  return { ...row, hash: canonicalHash(row).toString('hex') };
}
