import { z } from 'zod';

/** The body of every error (RFC 9457). `detail` is Romanian, for people; `code` is stable, for machines. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  code: z.string(),
  /** To quote to the administrator; the server's log has the same. */
  errorId: z.string(),
  fields: z.array(z.object({ path: z.string(), code: z.string(), detail: z.string() })),
});
export type Problem = z.infer<typeof Problem>;
