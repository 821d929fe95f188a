import type { FileStore } from '../../platform/files/file-store.ts';
import type { LongWorkOutcome } from './long-work.ts';

const mediaTypes = {
  pdf: 'application/pdf',
  zip: 'application/zip',
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** What a work made: its bytes, and how it is called when it is downloaded, without the ending. */
export type MadeFile = {
  readonly content: Parameters<FileStore['receive']>[0];
  readonly stem: string;
  readonly format: keyof typeof mediaTypes;
};

/** Keeps what a long work made, whatever its size: the file of its outcome. */
export async function keepMadeFile(
  { files }: { files: FileStore },
  { content, stem, format }: MadeFile,
): Promise<NonNullable<LongWorkOutcome['file']>> {
  const received = await files.receive(content, { maxBytes: Number.MAX_SAFE_INTEGER, forbiddenTypes: [] });
  try {
    await received.keep();
  } finally {
    await received.discard();
  }
  const { sha256, size } = received;
  return { sha256, size, name: `${stem}.${format}`, mediaType: mediaTypes[format] };
}
