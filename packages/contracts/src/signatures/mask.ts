import { z } from 'zod';
import { Id } from '../ids.ts';

/**
 * A rectangle on a page as it is shown: shares of its width and height from the upper left corner, so that they mean
 * the same on a picture of any size.
 */
export const MaskRegion = z.strictObject({
  /** From 1. */
  page: z.number().int().min(1).max(200),
  x: z.number().min(0).max(1),
  y: z.number().min(0).max(1),
  width: z.number().gt(0).max(1),
  height: z.number().gt(0).max(1),
});
export type MaskRegion = z.infer<typeof MaskRegion>;

/** At most so many rectangles in one copy. */
export const maxMaskRegions = 2000;

/** A word of a page and where it stands, in shares of the page; `line` counts from 0, in reading order. */
export const PageWord = z.object({
  text: z.string(),
  line: z.number().int(),
  x: z.number(),
  y: z.number(),
  width: z.number(),
  height: z.number(),
});
export type PageWord = z.infer<typeof PageWord>;

/** Words of one page, in reading order; none of a scanned page. */
export const PageWords = z.object({ words: z.array(PageWord) });
export type PageWords = z.infer<typeof PageWords>;

/** Asks for a masked copy of a document of an entry. */
export const MaskDocumentRequest = z.strictObject({
  requestId: z.uuid(),
  regions: z.array(MaskRegion).min(1).max(maxMaskRegions),
});
export type MaskDocumentRequest = z.infer<typeof MaskDocumentRequest>;

/** The masked copy: a document of its own beside the original, whose id is `originalId`. */
export const MaskDocumentResponse = z.object({
  documentId: Id,
  originalId: Id,
  name: z.string(),
  pages: z.number().int(),
});
export type MaskDocumentResponse = z.infer<typeof MaskDocumentResponse>;
