import { z } from 'zod';
import { Id, RequestId } from '../ids.ts';
import { PartyKind } from '../registry/vocabulary.ts';
import { Instant, typedText } from './fields.ts';

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

/** `q`: part of a name (diacritics folded), a CUI, a phone; a CNP only whole, so never in an address. */
export const PartyQuery = z.strictObject({ q: z.string().max(200) });

/** A party's page: who, and the entries that the person who asks may see, newest first. */
export const PartyPage = PartySuggestion.extend({
  createdAt: Instant,
  entries: z.array(
    z.object({
      register: z.string(),
      year: z.number().int(),
      number: z.number().int(),
      registrationNumber: z.string(),
      subject: z.string(),
      status: z.enum(['registered', 'annulled']),
    }),
  ),
});
export type PartyPage = z.infer<typeof PartyPage>;

export const RevealCnpRequest = z.strictObject({ requestId: RequestId, purpose: typedText(200, 3) });
export type RevealCnpRequest = z.infer<typeof RevealCnpRequest>;
export const RevealCnpResponse = z.object({ cnp: z.string() });
