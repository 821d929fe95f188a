import { z } from 'zod';
import { TermRole } from '../deadlines/vocabulary.ts';
import { Id, RequestId } from '../ids.ts';
import { Instant, PlainDate } from './fields.ts';

/**
 * What somebody is told of: a term in ten, five or two days, one in hours that ends soon, missed, moved by the calendar or a checked rule, running
 * again after a bounce; what others add says itself by its name.
 */
export const NoticeKind = z.enum([
  'term-10',
  'term-5',
  'term-2',
  'term-hours',
  'term-missed',
  'term-moved',
  'term-unmet',
  'tacit-approval',
  'task-asked',
  'task-answered',
  'task-reminded',
  'answer-returned',
  'mail-bounced',
  'mail-uncertain',
  'mail-failed',
]);
export type NoticeKind = z.infer<typeof NoticeKind>;

/** One notice of a person, or of somebody they stand in for. Words are made where it is shown. */
export const Notice = z.object({
  id: Id,
  kind: NoticeKind,
  at: Instant,
  readAt: Instant.nullable(),
  /** Null when the notice is about no file, or about one that the person may no longer see. */
  caseFile: z.object({ id: Id, registrationNumber: z.string(), subject: z.string() }).nullable(),
  dueOn: PlainDate.nullable(),
  role: TermRole.nullable(),
});
export type Notice = z.infer<typeof Notice>;
/** Newest first, the last 50; `unread` counts all that were not read, up to 99. */
export const Notices = z.object({ items: z.array(Notice), unread: z.number().int() });
export type Notices = z.infer<typeof Notices>;
/** Marks notices as read; all that the caller has, when none is named. */
export const ReadNoticesRequest = z.strictObject({
  requestId: RequestId,
  ids: z.array(Id).max(200).optional(),
});
export type ReadNoticesRequest = z.infer<typeof ReadNoticesRequest>;
