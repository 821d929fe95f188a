import { z } from 'zod';
import { Id, RequestId } from '../ids.ts';
import { RegisterDocumentRequest } from './entries.ts';
import { Code, Instant, PlainDate, typedText } from './fields.ts';

/** A sheet of an office's emergency book, and how many of its printed lines came to which end. */
export const EmergencySheet = z.object({
  id: Id,
  office: z.object({ code: z.string(), name: z.string() }),
  register: z.object({ code: z.string(), name: z.string() }),
  /** First and last number printed on it: `U2-0001/2026`, `U2-0012/2026`. */
  first: z.string(),
  last: z.string(),
  printedAt: Instant,
  printedBy: z.string(),
  open: z.number().int(),
  entered: z.number().int(),
  voided: z.number().int(),
});
export type EmergencySheet = z.infer<typeof EmergencySheet>;

/** Sheets of the registers in which the asker may register, those with open lines first, then the newest. */
export const EmergencySheets = z.object({ items: z.array(EmergencySheet) });
export type EmergencySheets = z.infer<typeof EmergencySheets>;
export const EmergencySheetsQuery = z.strictObject({ state: z.enum(['open', 'all']).default('all') });

/** One printed number and its end: the general number it took, or why it was voided; neither while it is open. */
export const EmergencyLine = z.object({
  number: z.number().int(),
  code: z.string(),
  entry: z
    .object({
      year: z.number().int(),
      number: z.number().int(),
      registrationNumber: z.string(),
      subject: z.string(),
      issuer: z.string(),
    })
    .nullable(),
  voidReason: z.string().nullable(),
});
export type EmergencyLine = z.infer<typeof EmergencyLine>;

export const EmergencySheetDetail = EmergencySheet.extend({ lines: z.array(EmergencyLine) });
export type EmergencySheetDetail = z.infer<typeof EmergencySheetDetail>;

/** Makes a sheet with so many lines for an office; twelve lines fill a page. */
export const MakeEmergencySheetRequest = z.strictObject({
  requestId: RequestId,
  office: Code,
  register: Code,
  lines: z
    .int()
    .min(1, { error: 'field.out-of-range' })
    .max(120, { error: 'field.out-of-range' })
    .default(12),
});
export type MakeEmergencySheetRequest = z.infer<typeof MakeEmergencySheetRequest>;

/**
 * What stands on a line, as a registration, with the day and hour (`10:40`, Europe/Bucharest) that the sheet tells. Never
 * before the sheet was made nor in the future.
 */
export const EnterEmergencyLineRequest = z
  .strictObject({
    ...RegisterDocumentRequest.shape,
    receivedOn: PlainDate,
    receivedTime: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'field.invalid' }),
  })
  .refine((command) => command.direction !== 'in' || command.sender !== undefined, {
    path: ['sender'],
    error: 'field.required',
  });
export type EnterEmergencyLineRequest = z.infer<typeof EnterEmergencyLineRequest>;

/** Ends lines on which nothing was written; without `numbers` all that are still open. */
export const VoidEmergencyLinesRequest = z.strictObject({
  requestId: RequestId,
  numbers: z.array(z.int().min(1).max(9999)).min(1).max(120).optional(),
  reason: typedText(500, 3),
});
export type VoidEmergencyLinesRequest = z.infer<typeof VoidEmergencyLinesRequest>;

/** Where the entry with this emergency number stands; `number` in any written form. */
export const EmergencyNumberQuery = z.strictObject({ number: z.string().max(60) });
export const EmergencyPlace = z.object({
  register: z.string(),
  year: z.number().int(),
  number: z.number().int(),
});
export type EmergencyPlace = z.infer<typeof EmergencyPlace>;
