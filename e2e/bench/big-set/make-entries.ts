import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import {
  type BookHead,
  followHead,
  genesisHash,
} from '../../../apps/server/src/modules/registry/ledger/record.ts';
import type { Db } from '../../../apps/server/src/platform/db.ts';
import { namedQuery } from '../../../apps/server/src/platform/db.ts';
import { objectKey } from '../../../apps/server/src/platform/files/object-key.ts';
import { newId } from '../../../apps/server/src/platform/ids.ts';
import { addTerms } from './add-terms.ts';
import {
  composeEntry,
  composeParty,
  emptyRows,
  type GrowingFile,
  type Rows,
  rowTables,
} from './compose-entry.ts';
import { type BenchCast, handlersPerUnit } from './make-institution.ts';
import { inventName, inventSubject, inventText, type Random, seededRandom } from './vocabulary.ts';

/** What was made: numbers of the reader's entries, and names of their senders, to be sought. */
export type MadeEntries = { seconds: number; readable: { year: number; number: number; issuer: string }[] };

const years = 3;
const readableEntries = 300;
const atOnce = 2_000;
/** One person in eight papers is new; the others wrote before. */
const newParty = 1 / 8;
/** Three papers in ten open a case file, the others complete one of the same person. */
const opensFile = 0.3;

/**
 * Writes so many entries spread over the last three years, as the product would have: ledger with its chain, values,
 * rows, readers, case files, steps, terms, documents with what is read in them, events. As superuser and without triggers, since the rows are known to be right and
 * `opis verify` proves it afterwards.
 */
export async function makeEntries(
  db: Db,
  cast: BenchCast,
  given: { entries: number; documents: number; filesDir: string; now: Date; say: (line: string) => void },
): Promise<MadeEntries> {
  const { entries, documents, filesDir, now, say } = given;
  const from = performance.now();
  const random = seededRandom(entries);
  const state: State = {
    ...{ cast, random, known: [], readable: [], made: 0, total: entries },
    ...{ documents, filesDir, files: new Map() },
  };
  await namedQuery(db, 'bench-no-triggers', "SET session_replication_role = 'replica'", []);
  const thisYear = now.getUTCFullYear();
  for (let year = thisYear - years + 1; year <= thisYear; year++) {
    const last = year === thisYear;
    const share = last ? entries - state.made : Math.floor(entries / years);
    await namedQuery(
      db,
      `bench-partitions-${year}`,
      `SELECT ensure_month_partitions('${year}-01-01', 12)`,
      [],
    );
    await makeBook(db, state, {
      year,
      share,
      until: last ? new Date(now.getTime() - 36 * 3_600_000) : new Date(Date.UTC(year, 11, 30)),
    });
    say(`${state.made} entries made …`);
  }
  await addTerms(db);
  await namedQuery(db, 'bench-triggers', "SET session_replication_role = 'origin'", []);
  return { seconds: (performance.now() - from) / 1000, readable: state.readable };
}

type State = {
  cast: BenchCast;
  random: Random;
  known: { id: string; name: string }[];
  readable: MadeEntries['readable'];
  made: number;
  total: number;
  /** How many documents there are to be in all, and the folder of their bytes. */
  documents: number;
  filesDir: string;
  /** The last case file of each handler, to which their next papers come. */
  files: Map<string, { unitId: string; file: GrowingFile }>;
};

async function makeBook(
  db: Db,
  state: State,
  { year, share, until }: { year: number; share: number; until: Date },
) {
  const opened = new Date(Date.UTC(year, 0, 5, 7));
  const rows = emptyRows();
  const opening = openBook(year, opened);
  rows.ledger_records.push(opening.row);
  let head = opening.head;
  let batch: Rows = rows;
  let writing: Promise<void> = Promise.resolve();
  for (let count = 0; count < share; count++) {
    const at = new Date(
      opened.getTime() + Math.floor(((until.getTime() - opened.getTime()) * count) / share),
    );
    head = addPaper(batch, head, state, at);
    if ((count + 1) % atOnce !== 0) continue;
    // The next rows are composed while these are written.
    await writing;
    writing = writeBatch(db, state, batch);
    batch = emptyRows();
  }
  await writing;
  await writeBatch(db, state, batch);
  await writeBook(db, state.cast.registerId, head);
}

function openBook(year: number, at: Date) {
  const empty: BookHead = {
    bookId: newId(),
    register: 'general',
    year,
    lastNumber: 0,
    lastSeq: 0,
    lastHash: genesisHash('general', year),
    lastAt: at,
    subNumbers: {},
  };
  const { record, next } = followHead(empty, at, {
    kind: 'opened',
    number: null,
    by: null,
    fields: { first: 1 },
    commitments: {},
  });
  const body = `\\x${Buffer.from(record.body).toString('hex')}`;
  return {
    head: next,
    row: { ...record, book_id: empty.bookId, format: 1, body, hash: `\\x${record.hash}` },
  };
}

function addPaper(rows: Rows, head: BookHead, state: State, at: Date): BookHead {
  const { cast, random } = state;
  const registrar = cast.registrars[state.made % cast.registrars.length];
  const isReaders =
    Math.floor(((state.made + 1) * readableEntries) / state.total) >
    Math.floor((state.made * readableEntries) / state.total);
  const unitAt = Math.floor(random() * cast.unitIds.length);
  const handlerAt = unitAt * handlersPerUnit + Math.floor(random() * handlersPerUnit);
  if (registrar === undefined) throw new Error('nobody registers');
  const party = someParty(rows, state, registrar, at);
  const handlerId = isReaders ? cast.reader.staffId : (cast.handlerIds[handlerAt] ?? '');
  const last = state.files.get(handlerId);
  const joins = last !== undefined && random() > opensFile;
  const texts = Array.from(
    {
      length:
        Math.floor(((state.made + 1) * state.documents) / state.total) -
        Math.floor((state.made * state.documents) / state.total),
    },
    () => inventText(random),
  );
  state.made++;
  const unitId = joins ? last.unitId : (cast.unitIds[unitAt] ?? '');
  const { head: next, file } = composeEntry(rows, head, {
    at,
    party,
    subject: inventSubject(random),
    issuerNumber: random() < 0.3 ? `${1 + Math.floor(random() * 90_000)}/${at.getUTCFullYear()}` : null,
    ...{ unitId, handlerId, registrar, texts },
    answered: random() < 0.6,
    file: joins ? last.file : null,
  });
  state.files.set(handlerId, { unitId, file });
  if (isReaders) state.readable.push({ year: head.year, number: next.lastNumber, issuer: party.name });
  return next;
}

function someParty(rows: Rows, state: State, registrar: BenchCast['registrars'][number], at: Date) {
  const { random, known } = state;
  if (known.length > 0 && random() > newParty)
    return known[Math.floor(random() * known.length)] as { id: string; name: string };
  const name = inventName(random);
  const { id, row } = composeParty(name, registrar, at);
  rows.parties.push(row);
  const party = { id, name };
  known.push(party);
  return party;
}

async function writeBatch(db: Db, { filesDir }: State, rows: Rows): Promise<void> {
  for (const { sha256, text } of rows.file_texts as { sha256: string; text: string }[]) {
    const path = join(filesDir, objectKey(sha256));
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  }
  await writeRows(db, rows);
}

async function writeRows(db: Db, rows: Rows): Promise<void> {
  for (const table of rowTables) {
    if (rows[table].length === 0) continue;
    const columns = Object.keys(Object.assign({}, ...rows[table].slice(0, 50))).join(', ');
    await namedQuery(
      db,
      `bench-write-${table}-${columns.length}`,
      `INSERT INTO ${table} (${columns}) SELECT ${columns} FROM json_populate_recordset(NULL::${table}, $1)`,
      [JSON.stringify(rows[table])],
    );
  }
}

async function writeBook(db: Db, registerId: string, head: BookHead) {
  await namedQuery(
    db,
    'bench-write-book',
    `INSERT INTO books (id, register_id, year, first_number, last_number, last_seq, last_hash, last_at)
     VALUES ($1, $2, $3, 1, $4, $5, decode($6, 'hex'), $7)`,
    [head.bookId, registerId, head.year, head.lastNumber, head.lastSeq, head.lastHash, head.lastAt],
  );
}
