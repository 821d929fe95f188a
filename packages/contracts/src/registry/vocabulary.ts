import { z } from 'zod';

/** The way a document came in. */
export const Channel = z.enum([
  'counter',
  'email',
  'post',
  'courier',
  'court-courier',
  'military-post',
  'phone',
  'portal',
  'exchange',
]);
export type Channel = z.infer<typeof Channel>;

/** REG-03: internal and ex officio documents are registered like incoming ones, filling the columns that apply. */
export const Direction = z.enum(['in', 'internal', 'ex-officio']);
export type Direction = z.infer<typeof Direction>;

/** State of a row of the book. An annulled row keeps its number and stays readable (REG-05). */
export const EntryStatus = z.enum(['registered', 'annulled']);
export type EntryStatus = z.infer<typeof EntryStatus>;

/** What a person may do to one entry now; the console draws exactly the ones the server returned. */
export const EntryAction = z.enum([
  'annul',
  'correct',
  'join',
  'route',
  'dispatch',
  'classify',
  'read-file',
  'print',
]);
export type EntryAction = z.infer<typeof EntryAction>;

/** Kinds of records of the ledger, a closed list (design, section 3). */
export const LedgerKind = z.enum([
  'opened',
  'registered',
  'routed',
  'out',
  'joined',
  'classified',
  'corrected',
  'annulled',
  'sealed',
  'erased',
  'closed',
  'lost',
]);
export type LedgerKind = z.infer<typeof LedgerKind>;

/** Kind of party: natural person, legal person, public body. */
export const PartyKind = z.enum(['natural', 'legal', 'public-body']);
export type PartyKind = z.infer<typeof PartyKind>;
