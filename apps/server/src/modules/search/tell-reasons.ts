import { formatRegistrationNumber, type SearchField, type SearchReason } from '@opis/contracts';
import { sql } from 'kysely';
import type { Db } from '../../platform/db.ts';
import { grantRead, listDocuments } from '../documents/index.ts';
import { hits } from './candidates.ts';
import { findConsignments } from './consignments.ts';
import { type FoundPiece, findBestPieces } from './documents/locate-words.ts';
import { type Marking, markText } from './documents/mark-text.ts';
import type { KeyReading } from './documents/text-keys.ts';
import { keys } from './entry-keys.ts';
import { cutAround, densestMark, formsIn, type Marks, markWords, type WordsToMark } from './mark-words.ts';
import { matchDocuments } from './matches.ts';
import type { PageRow } from './rank-page.ts';
import type { Sought } from './read-sought.ts';
import { toBareNumber } from './search-words.ts';
import type { UnitWords } from './unit-words.ts';

/** Names are found as they are written; other texts by their stems too. */
const texts: readonly { field: SearchField; stems: boolean; of: (row: PageRow) => string | null }[] = [
  { field: 'issuer', stems: false, of: (row) => row.issuer },
  { field: 'subject', stems: true, of: (row) => row.subject },
  { field: 'addressee', stems: false, of: (row) => row.addressee },
  { field: 'resolution', stems: true, of: (row) => row.resolution },
  { field: 'issuerNumber', stems: true, of: (row) => row.issuer_number },
];

type Page = {
  rows: readonly PageRow[];
  sought: Sought;
  units: readonly UnitWords[];
  /** The address of a document of an entry's own. */
  documentsOf: (row: PageRow) => string;
  reading: KeyReading;
};

/** Why each row of a page was found: every field where something of what was typed stands, the strongest first. */
export async function tellReasons(db: Db, page: Page): Promise<SearchReason[][]> {
  const { rows, sought } = page;
  const [fileNames, pieces] = await Promise.all([
    Promise.all(rows.map((row) => namesOfFiles(db, row))),
    findPieces(db, page),
  ]);
  const all = rows.flatMap((row, at) => [...texts.map(({ of }) => of(row) ?? ''), ...(fileNames[at] ?? [])]);
  const stemOf = await readStems(db, [...all, ...pieces.flatMap(textsOfPiece)], sought.words);
  return rows.map((row, at) => {
    const unit = page.units.find(({ id }) => id === row.unit_id);
    const exact = row.hit === hits.exact ? exactReasons(row, sought) : [];
    const words = wordReasons(row, { words: sought.words, stemOf }, { unit, fileNames: fileNames[at] ?? [] });
    const party = { text: row.issuer, marks: [] };
    if (row.hit === hits.party) return [{ field: 'party', ...party }];
    if (row.hit === hits.similar) return [{ field: 'similarName', ...party }];
    const others = [...exact, ...words.filter(({ field }) => exact.every((one) => one.field !== field))];
    const piece = pieces.find(({ bookId, number }) => bookId === row.book_id && number === row.number);
    if (row.hit !== hits.document || piece === undefined) return others;
    const shown = others.filter(({ field }) => field === 'issuer' || field === 'subject');
    return [
      ...shown,
      documentReason(piece, page.documentsOf(row), { ...sought, stemOf, reading: page.reading }),
    ];
  });
}

/** Of rows found in documents alone; what a document says is for its readers, and so was the query that found it. */
async function findPieces(db: Db, { rows, sought }: Page): Promise<FoundPiece[]> {
  const match = matchDocuments(sought);
  const places = rows.filter(({ hit }) => hit === hits.document);
  if (match === null) return [];
  const keys = places.map(({ book_id, number }) => ({ book_id, number }));
  return findBestPieces(db, keys, match);
}

const textsOfPiece = ({ text, name, fileName, departures }: FoundPiece) => [
  ...[text, name, fileName],
  ...departures,
];

function documentReason(piece: FoundPiece, ofEntry: string, marking: Marking): SearchReason {
  const { documentId: id, name, page, pages, caseFileId } = piece;
  // Lines of a page are shown as one.
  const body = piece.text.replace(/\s/g, ' ');
  // A document may be found by its name alone, or by how it left.
  const places = [
    ...[body, name, piece.fileName].map((text) => ({ text, marks: markText(text, marking) })),
    ...piece.departures.map((text) => ({ text, marks: markDeparture(text, marking) })),
  ];
  const { text, marks } = places.find((place) => place.marks.length > 0) ?? { text: body, marks: [] };
  const holder = caseFileId === null ? ofEntry : `/api/v1/case-files/${caseFileId}`;
  return {
    field: 'document',
    ...cutAround(text, marks, densestMark(text, marks)),
    document: { id, name, page, pages, url: `${holder}/documents/${id}` },
  };
}

function markDeparture(text: string, marking: Marking): Marks {
  const consignments = findConsignments(text, { told: true }).flatMap(
    ({ key, from, to }): Marks => (marking.inDocuments.includes(key) ? [[from, to]] : []),
  );
  return consignments.length > 0 ? consignments : markText(text, marking);
}

// Figures are their own stem.
const hasLetters = (word: string) => /\p{L}/u.test(word);

// Only of rows found by words and whose file may be read: whoever sees the row of the book alone learns no file's name.
async function namesOfFiles(db: Db, row: PageRow): Promise<string[]> {
  if (!row.file || row.document_count === 0 || row.hit !== hits.words) return [];
  return (await listDocuments(db, grantRead(row.id))).map(({ name }) => name);
}

/** The stems of those words of some texts that may be one of the sought, and of these. */
export async function readStems(
  db: Db,
  texts: readonly string[],
  sought: Sought['words'],
): Promise<(folded: string) => string | undefined> {
  const words = sought.map(({ word }) => word);
  if (!words.some(hasLetters)) return () => undefined;
  const distinct = [...new Set([...texts.flatMap((text) => formsIn(text, sought)), ...words])];
  const { rows } = await sql<{ word: string; stem: string }>`
    SELECT wanted.word, (ts_lexize('romanian_stem', wanted.word))[1] AS stem
    FROM unnest(${distinct}::text[]) AS wanted(word)
  `.execute(db);
  const stems = new Map(rows.map(({ word, stem }) => [word, stem]));
  return (folded) => stems.get(folded);
}

function wordReasons(
  row: PageRow,
  sought: WordsToMark,
  { unit, fileNames }: { unit: UnitWords | undefined; fileNames: readonly string[] },
): SearchReason[] {
  if (sought.words.length === 0) return [];
  const places = [
    ...texts.map(({ field, stems, of }) => ({ field, stems, text: of(row) ?? '' })),
    ...(unit ? [{ field: 'unit' as const, stems: false, text: unit.name }] : []),
    ...fileNames.map((text) => ({ field: 'fileName' as const, stems: true, text })),
  ];
  const told = new Set<string>();
  return places.flatMap(({ field, stems, text }) => {
    const { marks, found } = markWords(text, sought, { stems });
    // Sender and subject are shown anyway; another place is told only for what they do not say.
    const shown = field === 'issuer' || field === 'subject';
    if (marks.length === 0 || (!shown && [...found].every((word) => told.has(word)))) return [];
    for (const word of found) told.add(word);
    return [{ field, ...cutAround(text, marks) }];
  });
}

function exactReasons(row: PageRow, { exact }: Sought): SearchReason[] {
  const sought = new Set([...exact.anyYear, ...(exact.ofYear?.keys ?? [])]);
  const own = formatRegistrationNumber(row.number, row.registered_on);
  const whole = (field: SearchField, text: string, length = text.length): SearchReason[] => [
    { field, text, marks: [[0, length]] },
  ];
  if (sought.has(keys.own(row.number))) return whole('number', own, String(row.number).length);
  const { emergency_number: emergency } = row;
  if (emergency !== null && sought.has(keys.emergency(toBareNumber(emergency))))
    return whole('emergencyNumber', emergency);
  const { sub_register: code, sub_number: sub } = row;
  if (code !== null && sub !== null && (sought.has(keys.sub(sub)) || sought.has(keys.sub(sub, code))))
    return whole('subNumber', String(sub));
  const consignment = texts.flatMap(({ field, of }) => {
    const text = of(row) ?? '';
    const marks = findConsignments(text, { told: false }).flatMap(
      ({ key, from, to }): Marks => (sought.has(key) ? [[from, to]] : []),
    );
    return marks.length === 0 ? [] : [{ field, ...cutAround(text, marks) }];
  });
  if (consignment.length > 0) return consignment;
  if (row.issuer_number !== null && [...sought].some((key) => key.startsWith('#i')))
    return whole('issuerNumber', row.issuer_number);
  return [{ field: 'subject', ...cutAround(row.subject, []) }];
}
