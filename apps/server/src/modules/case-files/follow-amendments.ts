import { sql } from 'kysely';
import { fromLegalTime, toLegalTime } from '../../platform/clock.ts';
import type { Db, Tx } from '../../platform/db.ts';
import { meetTerms } from '../deadlines/index.ts';
import type { Acting } from '../identity/index.ts';
import { type Amended, type AmendmentSubscriber, lockBooks } from '../registry/index.ts';
import { mergeCaseFiles } from './acts/merge-case-files.ts';
import { type CaseWriteDeps, writeChanges } from './acts/write-changes.ts';
import { type CaseFileState, isBarred, placeOf } from './case-file.ts';
import { type FiledEntry, lockCaseFiles, readFiledEntries, readStates } from './case-file-store.ts';
import { barredError } from './complaint/refuse-barred.ts';
import { everything } from './everything.ts';

type Deps = CaseWriteDeps;

/**
 * What the registry amends about a row its case file follows, in the same transaction: routed, the file lies there;
 * joined, its papers go to the other file; annulled with all its papers, it closes; answered by hand, its term is met.
 */
export function caseFileSubscriber(deps: Deps): AmendmentSubscriber {
  const followers: Partial<Record<Amended['kind'], Follow>> = {
    routed: followRouting,
    joined: followJoinder,
    annulled: followAnnulment,
    out: followDispatch,
  };
  return {
    inWork: listInWork,
    async amended(tx, acting, amended) {
      const follow = followers[amended.kind];
      if (follow === undefined) return;
      const other = amended.kind === 'joined' ? await findJoined(tx, amended) : undefined;
      const files = await lockFilesOf(tx, deps, [amended.entryId, ...(other ? [other] : [])]);
      const file = files.get(amended.entryId);
      if (file)
        await follow({
          tx,
          deps,
          amended,
          file,
          into: other === undefined ? undefined : files.get(other),
          acting,
        });
    },
  };
}

/** The row that opened a file carries its way; a later paper of it may be answered elsewhere. */
async function listInWork(db: Db | Tx, entryIds: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: string }>`
    SELECT case_files.id FROM case_files
    WHERE case_files.id = ANY (${entryIds}::uuid[]) AND case_files.status = 'with-handler'
  `.execute(db);
  return new Set(rows.map((row) => row.id));
}

type Follow = (place: {
  tx: Tx;
  deps: Deps;
  amended: Amended;
  file: CaseFileState;
  /** Of a joinder: the file that holds the row it was joined to. */
  into: CaseFileState | undefined;
  acting: Acting;
}) => Promise<void>;

/** The files that hold these entries, by entry; locked in the order of their ids, as every act locks them. */
async function lockFilesOf(
  tx: Tx,
  { clock }: Deps,
  entryIds: readonly string[],
): Promise<Map<string, CaseFileState>> {
  const { rows } = await sql<{ entry: string; file: string }>`
    SELECT case_entries.entry_id AS entry, case_entries.case_file_id AS file FROM case_entries
    WHERE case_entries.entry_id = ANY (${entryIds}::uuid[])
  `.execute(tx);
  const ids = [...new Set(rows.map(({ file }) => file))];
  await lockCaseFiles(tx, ids);
  const states = await readStates(tx, { reach: everything, clock }, ids);
  return new Map(
    rows.flatMap(({ entry, file }) => {
      const state = states.get(file);
      return state ? [[entry, state] as const] : [];
    }),
  );
}

async function findJoined(tx: Tx, { book, fields }: Amended): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    SELECT entries.id FROM entries JOIN books ON books.id = entries.book_id
    WHERE entries.number = ${Number(fields.to)} AND books.year = ${Number(fields.year)}
      AND books.register_id = (SELECT own.register_id FROM books AS own WHERE own.id = ${book.bookId})
  `.execute(tx);
  return rows[0]?.id;
}

const booksOf = (entries: readonly FiledEntry[]) => [
  ...new Set(entries.filter(({ fixed }) => !fixed).map(({ book_id }) => book_id)),
];

// Only the row that opened a file carries it along: another paper of it may have to be answered elsewhere.
const followRouting: Follow = async ({ tx, deps, amended, file, acting }) => {
  const unitId = typeof amended.fields.unit === 'string' ? amended.fields.unit : null;
  if (file.id !== amended.entryId || file.sealed || file.status === 'closed') return;
  if (file.unitId === unitId && file.handlerId === null) return;
  if (isBarred(file, { unitId, handlerId: null })) throw barredError('unit');
  const entries = await readFiledEntries(tx, [file.id]);
  const books = await lockBooks(tx, booksOf(entries));
  const place = placeOf(unitId, null);
  const change = {
    file,
    acting,
    action: 'forward',
    kind: 'assign',
    place,
    outcome: null,
    text: null,
  } as const;
  await writeChanges(tx, { ...deps, books }, { changes: [change], entries });
};

const followJoinder: Follow = async ({ tx, deps, amended, file, into, acting }) => {
  if (into === undefined || into.id === file.id) return;
  const opened = file.id === amended.entryId;
  const entries = await readFiledEntries(tx, [file.id]);
  const books = await lockBooks(tx, booksOf(entries));
  const moved = opened ? {} : { entryIds: [amended.entryId] };
  await mergeCaseFiles(tx, { ...deps, books }, { from: file, into, acting, ...moved });
};

const followAnnulment: Follow = async ({ tx, deps, file, acting }) => {
  const entries = await readFiledEntries(tx, [file.id]);
  if (file.status === 'closed' || entries.some(({ annulled }) => !annulled)) return;
  const place = { status: 'closed', unitId: file.unitId, handlerId: file.handlerId } as const;
  const change = {
    ...{ file, acting, place, text: null },
    action: 'close',
    kind: 'close',
    outcome: 'annulled',
  } as const;
  await writeChanges(tx, { ...deps, books: new Map() }, { changes: [change], entries });
};

// REG-03: what fills the out columns is the answer. Letters of ours say themselves which terms they meet.
const followDispatch: Follow = async ({ tx, deps, amended, file, acting }) => {
  if (!amended.byHand) return;
  const on = String(amended.fields.dispatchedOn);
  const isToday = on === toLegalTime(amended.at).date;
  const metAt = isToday ? amended.at : (fromLegalTime(on, '12:00') ?? amended.at);
  const { entryId: causeId, at } = amended;
  const meeting = { caseFileId: file.id, role: 'answer', metAt, cause: 'dispatched', causeId } as const;
  await meetTerms(tx, deps, { actor: acting, at, meetings: [meeting] });
};
