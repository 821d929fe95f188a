import { z } from 'zod';
import { FileNotes } from '../file-processing/file-work.ts';
import { Id, RequestId, Version } from '../ids.ts';
import { ScanDoubt } from '../scans/propose-entry.ts';
import { ScanCode } from '../scans/scan-code.ts';
import { LaidPage, ScanEdit } from '../scans/scan-layout.ts';
import { Instant, typedText } from './fields.ts';

/** Why a file was not taken in page by page, shown beside it. `kept` says whether its bytes are here or in its folder. */
export const ScanRefusal = z.enum([
  // No PDF, TIFF, JPEG or PNG.
  'foreign-type',
  // Its end did not come for a minute.
  'incomplete',
  // Damaged, under a password, without pages.
  'unreadable',
  'too-large',
  'too-many-pages',
  'empty',
  // A link, to elsewhere or from elsewhere.
  'linked',
  // Kept, and opened by nobody.
  'infected',
  // The antivirus ended without calling it clean, where nothing is opened before it.
  'not-checked',
]);
export type ScanRefusal = z.infer<typeof ScanRefusal>;

/** A file that came from a scanner and of which something waits. */
export const ScanBatch = z.object({
  id: Id,
  name: z.string(),
  arrivedAt: Instant,
  office: z.object({ code: z.string(), name: z.string() }).nullable(),
  /** Code of the counter whose folder it came in; null: the office's own, or a browser. */
  counter: z.string().nullable(),
  state: z.enum(['reading', 'ready', 'refused']),
  refusal: ScanRefusal.nullable(),
  pages: z.number().int().nullable(),
  pagesRead: z.number().int(),
  /** Pages that are nowhere yet, of documents, not of what was laid aside. */
  pagesWaiting: z.number().int(),
  /** Whether its bytes came in: they can be saved and filed whole, if they may be opened. */
  kept: z.boolean(),
  /** What is known of the file, and whether it may be opened. */
  ...FileNotes.shape,
});
export type ScanBatch = z.infer<typeof ScanBatch>;

/** What waits for the person who asks, the oldest first; at most 200. */
export const ScanTray = z.object({
  items: z.array(ScanBatch),
  /** Counters of the person's office that have a folder of their own. */
  counters: z.array(z.string()),
  /** Whether folders are watched at all. */
  watching: z.boolean(),
});
export type ScanTray = z.infer<typeof ScanTray>;

/** A page as it lies now, and what was seen on it. */
export const ScanPage = LaidPage.extend({
  blank: z.boolean(),
  /** Degrees clockwise that its lines are off the level. */
  skew: z.number(),
  codes: z.array(ScanCode),
});
export type ScanPage = z.infer<typeof ScanPage>;

/** An entry that pages may go to, as far as the person sees it. */
export const ScanEntry = z.object({
  register: z.string(),
  year: z.number().int(),
  number: z.number().int(),
  registrationNumber: z.string(),
  subject: z.string(),
  sender: z.string(),
  sheets: z.number().int(),
  caseFileId: Id,
  /** Whether adding documents to its file is theirs. */
  mayAdd: z.boolean(),
});
export type ScanEntry = z.infer<typeof ScanEntry>;

/** Pages that are to be one document. */
export const ScanStack = z.object({
  pages: z.array(ScanPage),
  /** The entry that a label or a receipt on them names. */
  entry: ScanEntry.nullable(),
  /** Why that is not certain; without an entry, what stands against any. Certain: an entry and no doubt. */
  doubts: z.array(ScanDoubt),
});
export type ScanStack = z.infer<typeof ScanStack>;

/** Where pages went, which are no longer in a stack. */
export const ScanFiled = z.object({
  pages: z.array(z.number().int()),
  /** Null: taken to the counter, for a paper that has no number yet. */
  registrationNumber: z.string().nullable(),
  caseFileId: Id.nullable(),
});

/** One file that came, with its pages as they lie now. */
export const ScanDetail = ScanBatch.extend({
  version: z.number().int(),
  stacks: z.array(ScanStack),
  aside: z.array(ScanPage),
  filed: z.array(ScanFiled),
  canUndo: z.boolean(),
});
export type ScanDetail = z.infer<typeof ScanDetail>;

/** Uploads of the person become scans, each a file of its own. */
export const BringScansRequest = z.strictObject({
  requestId: RequestId,
  uploads: z.array(Id).min(1).max(20),
});
export type BringScansRequest = z.infer<typeof BringScansRequest>;
export const BringScansResponse = z.object({ ids: z.array(Id) });
export type BringScansResponse = z.infer<typeof BringScansResponse>;

/** One act on the page strip, on the version that the person saw. */
export const EditScanRequest = z.strictObject({ version: Version, edit: ScanEdit });
export type EditScanRequest = z.infer<typeof EditScanRequest>;
export const UndoScanRequest = z.strictObject({ version: Version });
export type UndoScanRequest = z.infer<typeof UndoScanRequest>;

const entry = z.strictObject({
  register: z.string().max(40),
  year: z.number().int().min(1900).max(2200),
  number: z.number().int().min(1).max(999_999_999),
});
/** The document of exactly these pages, in this order, goes to an entry's file. */
export const FileScanRequest = z.strictObject({
  requestId: RequestId,
  pages: z.array(z.number().int().min(1)).min(1).max(2000),
  entry,
});
/** The whole file goes as it came: of one that could not be taken in page by page. */
export const FileOriginalRequest = z.strictObject({ requestId: RequestId, entry });
export type FileOriginalRequest = z.infer<typeof FileOriginalRequest>;
export type FileScanRequest = z.infer<typeof FileScanRequest>;
export const FileScanResponse = z.object({
  documentId: Id,
  caseFileId: Id,
  registrationNumber: z.string(),
});
export type FileScanResponse = z.infer<typeof FileScanResponse>;

/** The document of these pages becomes an upload of the person, for the paper that they are registering. */
export const TakeScanRequest = z.strictObject({ requestId: RequestId });
export type TakeScanRequest = z.infer<typeof TakeScanRequest>;

/** What came last at a counter, or in the office's own folder when no counter is named. */
export const LastScanQuery = z.strictObject({ counter: typedText(40).optional() });
export type LastScanQuery = z.infer<typeof LastScanQuery>;
export const LastScan = z.object({
  scan: z
    .object({ id: Id, name: z.string(), arrivedAt: Instant, pages: z.array(z.number().int()) })
    .nullable(),
});
export type LastScan = z.infer<typeof LastScan>;

/** An entry by its written number (`61482/24.11.2026`, `61482`) or by the code of its label. */
export const ScanEntryQuery = z.strictObject({ text: z.string().min(1).max(60) });
export type ScanEntryQuery = z.infer<typeof ScanEntryQuery>;
export const ScanEntries = z.object({ items: z.array(ScanEntry) });
export type ScanEntries = z.infer<typeof ScanEntries>;
