import { z } from 'zod';
import { RequestId } from '../ids.ts';
import { Channel, Direction, EntryStatus } from '../registry/vocabulary.ts';
import { Code, PlainDate } from './fields.ts';

/** Which rows leave: a period of any length, and what the screen's filter leaves in. Both days count. */
const question = {
  from: PlainDate,
  to: PlainDate,
  unit: Code.optional(),
  channel: Channel.optional(),
  direction: Direction.optional(),
  status: EntryStatus.optional(),
  subRegister: Code.optional(),
};

/** `pdf`: tagged PDF/A as the law's book, in volumes when it is long; `csv` and `xlsx` for programs. */
export const ExportFormat = z.enum(['pdf', 'csv', 'xlsx']);
export type ExportFormat = z.infer<typeof ExportFormat>;

export const ExportBookRequest = z.strictObject({
  requestId: RequestId,
  format: ExportFormat,
  ...question,
  unsolved: z.boolean().optional(),
  mine: z.boolean().optional(),
});
export type ExportBookRequest = z.infer<typeof ExportBookRequest>;

export const ExportPreviewQuery = z.strictObject({
  ...question,
  unsolved: z.stringbool().optional(),
  mine: z.stringbool().optional(),
});
export type ExportPreviewQuery = z.infer<typeof ExportPreviewQuery>;

/** What an export would hold, said before it is made. `volumes`: PDF files in it, 1 when it is a single one. */
export const ExportPreview = z.object({
  count: z.number().int(),
  annulled: z.number().int(),
  volumes: z.number().int(),
  /** False when a filter leaves rows of the period out. */
  whole: z.boolean(),
});
export type ExportPreview = z.infer<typeof ExportPreview>;
