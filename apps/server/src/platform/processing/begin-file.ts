import { countPicturePages } from './draw-for-reading.ts';
import { type BegunFile, FlaggedFileError, type ReadFile } from './file-job.ts';
import { isSealedContainer, readOfficeText } from './read-office-text.ts';
import { countPdfPages } from './read-pdf-text.ts';
import { readPlainText } from './read-plain-text.ts';

/** Looks at a file for the first time: counts its pages, or reads it whole when it has none. */
export async function beginFile(file: ReadFile): Promise<BegunFile> {
  const { path, mediaType } = file;
  if (mediaType === 'application/pdf') return toPaged(await countPdfPages(path));
  if (mediaType.startsWith('image/')) return toPaged(await countPicturePages(path));
  if (isClosed(mediaType))
    throw new FlaggedFileError((await isSealedContainer(path)) ? 'encrypted' : 'no-office-here');
  if (/^(text\/|message\/|application\/xml)/.test(mediaType)) return await readPlainText(file);
  return await readOfficeText(path);
}

function toPaged(pages: number): BegunFile {
  if (pages === 0) throw new FlaggedFileError('no-pages');
  return { pages, flags: [] };
}

const isClosed = (mediaType: string) =>
  /^application\/(msword|vnd\.ms-(excel|powerpoint)|x-cfb|rtf)$/.test(mediaType);
