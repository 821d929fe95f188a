import { z } from 'zod';
import { PlainDate } from './fields.ts';

/** The columns of an old register that can be read from a file (REG-02); `number` and `date` must be there. */
export const HistoryField = z.enum([
  'number',
  'date',
  'issuerReference',
  'sheets',
  'annexes',
  'issuer',
  'subject',
  'unit',
  'dispatchedOn',
  'resolution',
  'addressee',
  'joinedTo',
  'nomenclature',
]);
export type HistoryField = z.infer<typeof HistoryField>;

export const HistoryEncoding = z.enum(['utf-8', 'windows-1250']);
export type HistoryEncoding = z.infer<typeof HistoryEncoding>;

/** A row of the old register: read-only, never in the ledger or in the numbering. */
export const HistoryRow = z.object({
  year: z.number().int(),
  number: z.number().int(),
  /** What stood after the number (`bis`), or empty. */
  suffix: z.string(),
  /** `123bis/04.03.2019` */
  registrationNumber: z.string(),
  registeredOn: PlainDate,
  issuerReference: z.string().nullable(),
  sheets: z.number().int().nullable(),
  annexes: z.number().int().nullable(),
  issuer: z.string(),
  subject: z.string(),
  unit: z.string().nullable(),
  dispatchedOn: PlainDate.nullable(),
  resolution: z.string().nullable(),
  addressee: z.string().nullable(),
  joinedTo: z.string().nullable(),
  nomenclature: z.string().nullable(),
});
export type HistoryRow = z.infer<typeof HistoryRow>;

/** Keyset: `next` is `after` of the following page (`123` or `123bis`). */
export const HistoryPage = z.object({ items: z.array(HistoryRow), next: z.string().nullable() });
export type HistoryPage = z.infer<typeof HistoryPage>;
export const HistoryQuery = z.strictObject({
  year: z.coerce.number().int().min(1900).max(2200),
  after: z
    .string()
    .regex(/^[1-9]\d{0,8}[a-z0-9]{0,10}$/, { error: 'field.invalid' })
    .optional(),
  /** Words of issuer, subject or addressee; diacritics folded. */
  q: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});
export type HistoryQuery = z.infer<typeof HistoryQuery>;

export const HistoryYears = z.object({
  items: z.array(z.object({ year: z.number().int(), count: z.number().int() })),
  /** True for who may bring a file in. */
  canImport: z.boolean(),
});
export type HistoryYears = z.infer<typeof HistoryYears>;

/** How a file is read; what is left out is found out from the file. `map`: `subject=Obiect;number=1`. */
export const ImportHistoryQuery = z.strictObject({
  mode: z.enum(['preview', 'import']),
  name: z.string().min(1).max(200),
  encoding: HistoryEncoding.optional(),
  map: z.string().max(2000).optional(),
});
export type ImportHistoryQuery = z.infer<typeof ImportHistoryQuery>;

/** A finding about a line of the file, as a sentence with file, line and column. */
export const HistoryFinding = z.object({
  line: z.number().int(),
  column: z.string().nullable(),
  text: z.string(),
});
export type HistoryFinding = z.infer<typeof HistoryFinding>;

/**
 * What a file would bring, or brought. With `errors` nothing was imported. `differing`: numbers that are there already
 * with other content, left as they were. Lists hold the first hundred; the counts are whole.
 */
export const HistoryReport = z.object({
  encoding: HistoryEncoding,
  delimiter: z.enum([';', ',', '\t']),
  columns: z.array(z.object({ field: HistoryField, header: z.string() })),
  /** Headers that are not read. */
  unread: z.array(z.string()),
  rows: z.number().int(),
  added: z.number().int(),
  same: z.number().int(),
  years: z.array(z.object({ year: z.number().int(), count: z.number().int() })),
  sample: z.array(HistoryRow),
  errors: z.array(HistoryFinding),
  errorCount: z.number().int(),
  differing: z.array(HistoryFinding),
  differingCount: z.number().int(),
});
export type HistoryReport = z.infer<typeof HistoryReport>;
