import { z } from 'zod';

/**
 * What is done with every file that is kept, once for each content: looked over for viruses, read, and copied in a form
 * to look at (`preview`, of office documents), to send (`small`) and to archive (`archive`, PDF/A).
 */
export const FileWorkKind = z.enum(['antivirus', 'text', 'preview', 'small', 'archive']);
export type FileWorkKind = z.infer<typeof FileWorkKind>;

/** `flagged`: ended, with something to tell about the file; `failed`: given up, for no fault of the file. */
export const FileWorkStatus = z.enum(['waiting', 'running', 'done', 'flagged', 'failed']);
export type FileWorkStatus = z.infer<typeof FileWorkStatus>;

/** What there is to tell about a file; each has its Romanian sentence beside the document. */
export const FileFlag = z.enum([
  'infected',
  'not-scanned',
  'too-large-to-scan',
  'encrypted',
  'damaged',
  'no-pages',
  'pages-left-out',
  'bomb',
  'too-large',
  'took-too-long',
  'took-too-much-memory',
  'text-cut',
  'nested-too-deep',
  'macros',
  'no-ocr-here',
  'no-office-here',
  'no-tool-here',
  'target-missed',
  'does-not-conform',
]);
export type FileFlag = z.infer<typeof FileFlag>;
