import { z } from 'zod';
import { Id, RequestId } from '../ids.ts';
import { PartyKind } from '../registry/vocabulary.ts';
import { Instant, PlainDate, typedText } from './fields.ts';

/** A known party, as a list shows it. The CNP is never whole here. */
export const PartySuggestion = z.object({
  id: Id,
  kind: PartyKind,
  name: z.string(),
  /** `2••••••••••34`, or null when none is known. */
  maskedCnp: z.string().nullable(),
  cui: z.string().nullable(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  address: z.string().nullable(),
  /** How many entries of this party the person who asks may see. */
  entryCount: z.number().int(),
});
export type PartySuggestion = z.infer<typeof PartySuggestion>;
export const PartySuggestions = z.object({ items: z.array(PartySuggestion) });
export type PartySuggestions = z.infer<typeof PartySuggestions>;

/** `q`: part of a name (diacritics folded), a CUI, a phone; a CNP only whole, so never in an address. */
export const PartyQuery = z.strictObject({ q: z.string().max(200) });

/** One of a party's entries, under whichever of its merged writings it was filed; only those the asker may see. */
export const PartyEntry = z.object({
  register: z.string(),
  year: z.number().int(),
  number: z.number().int(),
  registrationNumber: z.string(),
  subject: z.string(),
  status: z.enum(['registered', 'annulled']),
  /** Short name of the unit where it lies, or null. */
  unit: z.string().nullable(),
  /** `answered`: at least one answer left (columns 9 to 11). */
  state: z.enum(['open', 'answered', 'annulled']),
});
export type PartyEntry = z.infer<typeof PartyEntry>;

/** Keyset: `next` of one page is `after` of the following one; null at the end. */
export const PartyEntries = z.object({ items: z.array(PartyEntry), next: z.string().nullable() });
export type PartyEntries = z.infer<typeof PartyEntries>;
export const PartyEntriesQuery = z.strictObject({
  after: z
    .string()
    .regex(/^[\d:TZ.-]{24}_[\da-f-]{36}$/, { error: 'field.invalid' })
    .refine((text) => !Number.isNaN(Date.parse(text.slice(0, 24))), { error: 'field.invalid' })
    .optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type PartyEntriesQuery = z.infer<typeof PartyEntriesQuery>;

export const ContactKind = z.enum(['phone', 'email', 'address']);
export type ContactKind = z.infer<typeof ContactKind>;

/** A phone (E.164), e-mail or address; the one that is used first has `preferred`. Retired ones stay, with the day. */
export const PartyContact = z.object({
  /** Null for a first one that was never replaced. */
  id: Id.nullable(),
  kind: ContactKind,
  value: z.string(),
  preferred: z.boolean(),
  source: z.enum(['registration', 'page']),
  addedAt: Instant,
  retiredAt: Instant.nullable(),
});
export type PartyContact = z.infer<typeof PartyContact>;

/** By what right somebody acts for another: by law or decision, as a lawyer, by procura (Cod civil, art. 1295, 2009). */
export const RepresentationBasis = z.enum(['legal-guardian', 'attorney', 'mandate']);
export type RepresentationBasis = z.infer<typeof RepresentationBasis>;

/** One representation, seen from the party whose page it is on: `party` is the other side. */
export const Representation = z.object({
  id: Id,
  party: z.object({ id: Id, name: z.string() }),
  basis: RepresentationBasis,
  note: z.string().nullable(),
  from: PlainDate,
  until: PlainDate.nullable(),
  /** Holds today. */
  current: z.boolean(),
});
export type Representation = z.infer<typeof Representation>;

/** Another writing of the same party that was merged into it. Only the newest merge can be taken back (`canUndo`). */
export const MergedParty = z.object({
  mergeId: Id,
  id: Id,
  name: z.string(),
  mergedAt: Instant,
  mergedBy: z.string(),
  reason: z.string().nullable(),
  canUndo: z.boolean(),
});
export type MergedParty = z.infer<typeof MergedParty>;

export const PartyAction = z.enum(['reveal-cnp', 'edit', 'merge']);
export type PartyAction = z.infer<typeof PartyAction>;

/**
 * A party's page. Asked for a merged party it answers with the one that stands for it: `id` is then another. Entries are
 * the first page, newest first.
 */
export const PartyPage = PartySuggestion.extend({
  createdAt: Instant,
  contacts: z.array(PartyContact),
  /** Those for whom this party acts, and those who act for it. */
  represents: z.array(Representation),
  representedBy: z.array(Representation),
  merged: z.array(MergedParty),
  entries: z.array(PartyEntry),
  entriesNext: z.string().nullable(),
  actions: z.array(PartyAction),
});
export type PartyPage = z.infer<typeof PartyPage>;

/** Who looked at a party's page or saw its CNP, newest first; `purpose` in the person's own words for a reveal. */
export const PartyAccesses = z.object({
  items: z.array(
    z.object({
      at: Instant,
      by: z.string(),
      kind: z.enum(['viewed', 'file-read', 'revealed']),
      purpose: z.string(),
    }),
  ),
});
export type PartyAccesses = z.infer<typeof PartyAccesses>;

/** Why two parties may be one. A name counts only with the same kind and address: namesakes are different people. */
export const DuplicateReason = z.enum(['phone', 'email', 'name-address']);
export type DuplicateReason = z.infer<typeof DuplicateReason>;
export const PartyDuplicates = z.object({
  items: z.array(z.object({ party: PartySuggestion, reasons: z.array(DuplicateReason) })),
});
export type PartyDuplicates = z.infer<typeof PartyDuplicates>;

/** The queue of possible duplicates, newest first. `next` may be there although `items` are few or none: ask on. */
export const DuplicatePairs = z.object({
  items: z.array(
    z.object({ newer: PartySuggestion, older: PartySuggestion, reasons: z.array(DuplicateReason) }),
  ),
  next: Id.nullable(),
});
export type DuplicatePairs = z.infer<typeof DuplicatePairs>;
export const DuplicatePairsQuery = z.strictObject({ after: Id.optional() });

/** A field of a party that a merge chooses. */
export const MergeField = z.enum(['kind', 'name', 'cnp', 'cui', 'phone', 'email', 'address']);
export type MergeField = z.infer<typeof MergeField>;

/**
 * Declares that `mergedId` is the party of the path. `take`: fields whose value comes from it; every other stays as the
 * surviving party has it. `reason` is required when both have a CNP, or a CUI, and they differ.
 */
export const MergePartyRequest = z.strictObject({
  requestId: RequestId,
  mergedId: Id,
  take: z.array(MergeField).max(7).default([]),
  reason: typedText(500, 3).optional(),
});
export type MergePartyRequest = z.infer<typeof MergePartyRequest>;

export const UnmergePartyRequest = z.strictObject({
  requestId: RequestId,
  mergeId: Id,
  reason: typedText(500, 3),
});
export type UnmergePartyRequest = z.infer<typeof UnmergePartyRequest>;

/** Says that two parties that look alike are different, so that they are not proposed again. */
export const TellApartRequest = z.strictObject({ requestId: RequestId, otherId: Id });
export type TellApartRequest = z.infer<typeof TellApartRequest>;

/** A contact point to keep; `value` is checked by its kind (`identifiers/`). `preferred` puts it first. */
export const AddContactRequest = z.strictObject({
  requestId: RequestId,
  kind: ContactKind,
  value: typedText(300),
  preferred: z.boolean().default(false),
});
export type AddContactRequest = z.infer<typeof AddContactRequest>;

/** `retire`: no longer good, kept in the history. `prefer`: used first from now on. */
export const ChangeContactRequest = z.strictObject({
  requestId: RequestId,
  change: z.enum(['retire', 'prefer']),
});
export type ChangeContactRequest = z.infer<typeof ChangeContactRequest>;

/** The party of the path acts for `representedId`. */
export const AddRepresentationRequest = z.strictObject({
  requestId: RequestId,
  representedId: Id,
  basis: RepresentationBasis,
  note: typedText(300, 0).optional(),
  from: PlainDate,
  until: PlainDate.optional(),
});
export type AddRepresentationRequest = z.infer<typeof AddRepresentationRequest>;

export const EndRepresentationRequest = z.strictObject({ requestId: RequestId, until: PlainDate });
export type EndRepresentationRequest = z.infer<typeof EndRepresentationRequest>;

export const RevealCnpRequest = z.strictObject({ requestId: RequestId, purpose: typedText(200, 3) });
export type RevealCnpRequest = z.infer<typeof RevealCnpRequest>;
export const RevealCnpResponse = z.object({ cnp: z.string() });
