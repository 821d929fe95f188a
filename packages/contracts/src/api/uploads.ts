import { z } from 'zod';
import { Id } from '../ids.ts';

/** Bytes that wait for their entry: they belong to the account that sent them and expire after a day. */
export const UploadResponse = z.object({
  id: Id,
  /** The name as sent, kept as data and never used as a path. */
  name: z.string(),
  size: z.number().int(),
  /** Told from the bytes, never from the name. */
  mediaType: z.string(),
  sha256: z.string(),
  /** Pages that can be previewed as pictures; 0 when there is no preview. */
  pages: z.number().int(),
});
export type UploadResponse = z.infer<typeof UploadResponse>;
export const UploadQuery = z.strictObject({ name: z.string().max(1000) });
