import { z } from 'zod';
import { Id } from '../ids.ts';
import { Channel, Direction, EntryStatus } from '../registry/vocabulary.ts';
import { Code, PlainDate } from './fields.ts';
import { PartySuggestion } from './parties.ts';

/** Narrows what is found; an absent part leaves everything in. */
export const SearchFilters = z.strictObject({
  register: Code.optional(),
  year: z.int().min(1990).max(2200).optional(),
  unit: Code.optional(),
  channel: Channel.optional(),
  status: EntryStatus.optional(),
  direction: Direction.optional(),
  /** Legal days of registration, both in. */
  from: PlainDate.optional(),
  to: PlainDate.optional(),
  /** Only what stands in documents, not what entries say themselves. */
  documents: z.literal(true).optional(),
  /** Only rows of the old registers, brought in from files. */
  history: z.literal(true).optional(),
});
export type SearchFilters = z.infer<typeof SearchFilters>;

/**
 * What was typed into the one box: a number in any written form, a label, a phone, an e-mail address, a CUI, a whole
 * CNP, a name, words, a file name; words in quotes (`„…”`, `"…"`) as they are written, one after the other. In the body, since an address is written into logs and a CNP may be sought.
 */
export const SearchRequest = z.strictObject({
  text: z.string().max(300),
  filters: SearchFilters.default({}),
  /** `next` of the page before. */
  after: z.string().max(200).optional(),
  limit: z.int().min(1).max(50).default(20),
  /** False where only entries are shown. */
  parties: z.boolean().default(true),
});
export type SearchRequest = z.infer<typeof SearchRequest>;

/** Where in an entry what was typed stands. */
export const SearchField = z.enum([
  'number',
  'subNumber',
  'issuerNumber',
  'emergencyNumber',
  'issuer',
  'subject',
  'addressee',
  'resolution',
  'unit',
  'fileName',
  'party',
  'similarName',
  'document',
]);
export type SearchField = z.infer<typeof SearchField>;

/** A document in which it stands, for who may read it. `page` from 1; `pages` with a picture; `url` of the document. */
export const FoundDocument = z.object({
  id: Id,
  name: z.string(),
  page: z.number().int(),
  pages: z.number().int(),
  url: z.string(),
});
export type FoundDocument = z.infer<typeof FoundDocument>;

/** Places in a text, from–to, in UTF-16 units. */
const Marks = z.array(z.tuple([z.number().int(), z.number().int()]));

/** Why it was found: a field, a piece of its text, and the places in that piece that match; `document` with that field. */
export const SearchReason = z.object({
  field: SearchField,
  text: z.string(),
  marks: Marks,
  document: FoundDocument.optional(),
});
export type SearchReason = z.infer<typeof SearchReason>;

/** An entry that was found, as far as a list shows it. */
export const FoundEntry = z.object({
  register: z.string(),
  registerName: z.string(),
  year: z.number().int(),
  number: z.number().int(),
  registrationNumber: z.string(),
  registeredOn: PlainDate,
  status: EntryStatus,
  direction: Direction,
  channel: Channel,
  issuer: z.string(),
  subject: z.string(),
  unit: z.object({ code: z.string(), name: z.string(), shortName: z.string() }).nullable(),
  /** The case file that it is in, where the person who asks may read it; else the row of the book is all there is. */
  caseFile: Id.nullable(),
  /** Every place where something of what was typed stands, the strongest first. */
  why: z.array(SearchReason),
});
export type FoundEntry = z.infer<typeof FoundEntry>;

/** A row of an old register that was found: history, with neither case file nor acts. */
export const FoundHistory = z.object({
  register: z.string(),
  registerName: z.string(),
  year: z.number().int(),
  /** Its place in the old register, `123bis`. */
  place: z.string(),
  registrationNumber: z.string(),
  registeredOn: PlainDate,
  issuer: z.string(),
  subject: z.string(),
  unit: z.string().nullable(),
  why: z.array(SearchReason),
});
export type FoundHistory = z.infer<typeof FoundHistory>;

/** One value of a facet, with how many of the entries counted have it. */
export const FacetValue = z.object({ code: z.string(), name: z.string(), count: z.number().int() });
export type FacetValue = z.infer<typeof FacetValue>;

export const SearchFacets = z.object({
  register: z.array(FacetValue),
  year: z.array(FacetValue),
  unit: z.array(FacetValue),
  channel: z.array(FacetValue),
  status: z.array(FacetValue),
  direction: z.array(FacetValue),
});
export type SearchFacets = z.infer<typeof SearchFacets>;

/**
 * What the person who asks may see of what was found. At most the newest 2000 entries are counted and ranked; `capped`
 * says that there are more. `facets` come with the first page only.
 */
export const SearchResponse = z.object({
  /** `nothing`: too little was typed; `similar`: nobody is written so, and these names come near. */
  read: z.enum(['nothing', 'exact', 'words', 'similar']),
  entries: z.object({
    items: z.array(FoundEntry),
    count: z.number().int(),
    /** How many of them were found by what stands in their documents alone; at most the newest 500. */
    inDocuments: z.number().int(),
    capped: z.boolean(),
    next: z.string().nullable(),
  }),
  facets: SearchFacets.nullable(),
  /** Of the old registers: a few beside the first page of entries, all by pages with the filter `history`. */
  history: z.object({
    items: z.array(FoundHistory),
    count: z.number().int(),
    capped: z.boolean(),
    next: z.string().nullable(),
  }),
  parties: z.array(PartySuggestion),
});
export type SearchResponse = z.infer<typeof SearchResponse>;

/** Asks where in a document what was typed stands; in the body, as a search. */
export const DocumentMarksRequest = z.strictObject({
  document: z.uuid(),
  page: z.int().min(1).max(1_000_000),
  text: z.string().max(300),
});
export type DocumentMarksRequest = z.infer<typeof DocumentMarksRequest>;

/**
 * What of it stands on one page. `boxes` (parts of the page, 0 to 1, from its upper left corner) where the file says where
 * its words are; a scan says it in `passages` alone. `pages`: those with something of it, at most two hundred.
 */
export const DocumentMarks = z.object({
  boxes: z.array(z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() })),
  passages: z.array(z.object({ text: z.string(), marks: Marks })),
  pages: z.array(z.number().int()),
});
export type DocumentMarks = z.infer<typeof DocumentMarks>;
