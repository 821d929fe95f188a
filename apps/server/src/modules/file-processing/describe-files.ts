import type { DocumentNotes, FileNotes, FileWorkLine } from '@opis/contracts';
import type { Db } from '../../platform/db.ts';
import type { DocumentFile, FileGuard } from '../documents/index.ts';
import { type FileCopy, findCopies } from './copy-reader.ts';
import { describeWorks } from './describe-works.ts';
import { fileWorkOf } from './file-work-reader.ts';
import { fileWorkText } from './file-work-texts.ts';

/** What there is to know of each of these files; rights as in `fileWorkOf`. Copies are told of with `urlOf` alone. */
export async function describeFiles(
  { db, fileGuard }: { db: Db; fileGuard: FileGuard },
  sha256s: readonly string[],
  urlOf?: (copy: FileCopy) => string,
): Promise<(sha256: string) => FileNotes> {
  const [works, copies, openable] = await Promise.all([
    fileWorkOf(db, sha256s),
    urlOf ? findCopies(db, sha256s) : [],
    fileGuard.listOpenable(sha256s),
  ]);
  return (sha256) => {
    const isOf = (one: { sha256: string }) => one.sha256 === sha256;
    const made = copies.filter(isOf).map((copy) => ({ copy, url: urlOf?.(copy) ?? '' }));
    const lines = describeWorks(
      works.filter(isOf),
      made.map(({ copy }) => copy),
      (kind) => made.find(({ copy }) => copy.kind === kind)?.url ?? '',
    );
    const opens = openable.has(sha256);
    const said = opens || lines.some(({ tone }) => tone === 'stop');
    return { lines: said ? lines : [held, ...lines], openable: opens };
  };
}

const held: FileWorkLine = {
  ...{ kind: 'antivirus', tone: 'warn', text: fileWorkText('held') },
  ...{ done: null, total: null, copy: null },
};

/** The same of documents that the actor may read; one of which there is nothing to say is left out. */
export async function noteDocuments(
  deps: { db: Db; fileGuard: FileGuard },
  files: readonly DocumentFile[],
  urlOf?: (copy: FileCopy) => string,
): Promise<DocumentNotes> {
  const hashes = files.map(({ sha256 }) => sha256);
  const notesOf = await describeFiles(deps, hashes, urlOf);
  const items = files.map(({ id, sha256 }) => ({ documentId: id, ...notesOf(sha256) }));
  return { items: items.filter(({ lines }) => lines.length > 0) };
}
