import type { CaseEntry, CaseItem, CaseItemFile } from '@opis/contracts';
import { sql } from 'kysely';
import type { Db } from '../../../platform/db.ts';
import { grantRead, listDocuments } from '../../documents/index.ts';
import type { FileEntry } from './list-case-entries.ts';

/**
 * The opis: documents of the file in their order; a paper that was not scanned is one line, where it came in. Only of
 * entries whose file the person may read; what belongs to the file itself only when they may read that.
 */
export async function listCaseItems(
  db: Db,
  file: { id: string; reader: boolean },
  entries: readonly FileEntry[],
): Promise<CaseItem[]> {
  const readable = entries.filter(({ reader }) => reader).map(({ entry }) => entry);
  const seen = new Map(readable.map((entry) => [entry.id, entry]));
  const items = (await readItems(db, file.id)).filter(({ entry_id: entry }) =>
    entry === null ? file.reader : seen.has(entry),
  );
  const files = await readFiles(db, file.id, { readable, items });
  const first = new Set<string>();
  const lines = items.map((item) => {
    const entry = item.entry_id === null ? undefined : seen.get(item.entry_id);
    const isFirst = entry !== undefined && !first.has(entry.id);
    if (entry) first.add(entry.id);
    return {
      at: entry?.position ?? Number.POSITIVE_INFINITY,
      ...toLine(entry, item, isFirst),
      ...fileOf(files, item),
    };
  });
  for (const entry of readable) if (!first.has(entry.id)) putPaper(lines, entry);
  return lines.map(({ at: _at, ...line }, index) => ({ ...line, position: index + 1 }));
}

type Line = Omit<CaseItem, 'position'> & { at: number };

function putPaper(lines: Line[], entry: CaseEntry) {
  const later = lines.findIndex(({ at }) => at > entry.position);
  lines.splice(later === -1 ? lines.length : later, 0, { at: entry.position, ...toPaper(entry) });
}

type ItemRow = {
  document_id: string;
  entry_id: string | null;
  holder_id: string;
  title: string | null;
  sheets: number | null;
  added_at: Date;
  by: string;
};

async function readItems(db: Db, fileId: string): Promise<ItemRow[]> {
  const { rows } = await sql<ItemRow>`
    SELECT case_items.document_id, case_items.entry_id, documents.holder_id, case_items.title, case_items.sheets,
      case_items.added_at, coalesce(account_names.name, '') AS by
    FROM case_items JOIN documents ON documents.id = case_items.document_id
    LEFT JOIN account_names ON account_names.account_id = case_items.added_by
    WHERE case_items.case_file_id = ${fileId} ORDER BY case_items.position
  `.execute(db);
  return rows;
}

const toPaper = (entry: CaseEntry): Omit<Line, 'at'> => ({
  registrationNumber: entry.registrationNumber,
  entryId: entry.id,
  title: entry.subject,
  sheets: entry.sheets,
  addedAt: entry.registeredAt,
  addedBy: entry.registeredBy,
  file: null,
});

// Sheets are counted for the whole paper, when it was registered: its first line tells them.
const toLine = (entry: CaseEntry | undefined, item: ItemRow, isFirst: boolean) => ({
  registrationNumber: entry?.registrationNumber ?? null,
  entryId: item.entry_id,
  sheets: item.sheets ?? (isFirst ? (entry?.sheets ?? null) : null),
  addedAt: item.added_at.toISOString(),
  addedBy: item.by,
});

type NamedFile = CaseItemFile & { name: string };

function fileOf(files: ReadonlyMap<string, NamedFile>, { document_id: id, title }: ItemRow) {
  const found = files.get(id);
  if (found === undefined) return { title: title ?? '', file: null };
  const { name, ...file } = found;
  return { title: title ?? name, file };
}

async function readFiles(
  db: Db,
  fileId: string,
  { readable, items }: { readable: readonly CaseEntry[]; items: readonly ItemRow[] },
): Promise<ReadonlyMap<string, NamedFile>> {
  const owned = items.filter(({ entry_id: entry }) => entry === null);
  const own = new Set(owned.map(({ holder_id: holder }) => holder));
  const ownIds = new Set(owned.map(({ document_id: id }) => id));
  const listed = await Promise.all([
    ...readable
      .filter(({ documentCount }) => documentCount > 0)
      .map((entry) =>
        listFiles(db, entry.id, `/api/v1/registers/${entry.register}/entries/${entry.year}/${entry.number}`),
      ),
  ]);
  const listedOwn = await Promise.all(
    [...own].map((holder) => listFiles(db, holder, `/api/v1/case-files/${fileId}`)),
  );
  // A file has the id of the entry that opened it: what is listed under both is told apart by whose line it is.
  const files = [
    ...listed.flat().filter(({ documentId }) => !ownIds.has(documentId)),
    ...listedOwn.flat().filter(({ documentId }) => ownIds.has(documentId)),
  ];
  return new Map(files.map((file) => [file.documentId, file]));
}

async function listFiles(db: Db, holderId: string, address: string): Promise<NamedFile[]> {
  const documents = await listDocuments(db, grantRead(holderId));
  return documents.map(({ id, name, mediaType, size, pages }) => ({
    ...{ name, mediaType, size, pages },
    documentId: id,
    url: `${address}/documents/${id}`,
  }));
}
