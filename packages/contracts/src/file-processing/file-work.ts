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
  'no-office-here',
  'target-missed',
  'does-not-conform',
]);
export type FileFlag = z.infer<typeof FileFlag>;

/** `calm`: nothing to do; `busy`: under way; `warn`: worth knowing; `stop`: the file is not opened. */
export const FileWorkTone = z.enum(['calm', 'busy', 'warn', 'stop']);
export type FileWorkTone = z.infer<typeof FileWorkTone>;

/**
 * What there is to say of one work on a file, in Romanian. `done` and `total`: pages, while it is under way and once they
 * are counted. `copy`: where the copy that was made is given.
 */
export const FileWorkLine = z.object({
  kind: FileWorkKind,
  tone: FileWorkTone,
  text: z.string(),
  done: z.int().nullable(),
  total: z.int().nullable(),
  copy: z.string().nullable(),
});
export type FileWorkLine = z.infer<typeof FileWorkLine>;

/** What there is to know of one file; `openable` false: it is not shown, drawn or given now, and a line says why. */
export const FileNotes = z.object({ lines: z.array(FileWorkLine), openable: z.boolean() });
export type FileNotes = z.infer<typeof FileNotes>;

/** Of documents of a case file or an entry, those that the actor may read; one of which there is nothing to say is left out. */
export const DocumentNotes = z.object({ items: z.array(FileNotes.extend({ documentId: z.uuid() })) });
export type DocumentNotes = z.infer<typeof DocumentNotes>;

/** Of the files of a message, by their place in it; `pages`: how many of each can be shown. */
export const PartNotes = z.object({
  items: z.array(FileNotes.extend({ ordinal: z.int(), pages: z.int() })),
});
export type PartNotes = z.infer<typeof PartNotes>;
