import { createHash } from 'node:crypto';
import { toEventRow } from '../../../apps/server/src/modules/events/index.ts';
import { fingerprintOf } from '../../../apps/server/src/modules/registry/fingerprint.ts';
import { commit } from '../../../apps/server/src/modules/registry/ledger/commitment.ts';
import { applyRecord } from '../../../apps/server/src/modules/registry/ledger/fold.ts';
import { type BookHead, followHead } from '../../../apps/server/src/modules/registry/ledger/record.ts';
import { toLegalTime } from '../../../apps/server/src/platform/clock.ts';
import { newId } from '../../../apps/server/src/platform/ids.ts';
import { toSearchKey } from '../../../packages/contracts/src/text/fold-text.ts';

/** Whom and what the rows of the set refer to. */
export type Cast = {
  registrars: readonly { accountId: string; staffId: string }[];
  unitIds: readonly string[];
  handlerIds: readonly string[];
};

/** One paper, before it is rows. `handlerId`: whom it is assigned to; `answered`: it left and its file is closed. */
export type Paper = {
  at: Date;
  party: { id: string; name: string };
  subject: string;
  issuerNumber: string | null;
  unitId: string;
  handlerId: string;
  registrar: Cast['registrars'][number];
  answered: boolean;
  /** The case file that it completes, with how many papers and documents that has; null: it opens one. */
  file: GrowingFile | null;
  /** What its documents say, one text each. */
  texts: readonly string[];
};

/** A case file while papers come into it. */
export type GrowingFile = { id: string; entries: number; items: number };

/** Rows of a batch by table, as the statement reads them. */
export type Rows = Record<RowTable, object[]>;
export const rowTables = [
  'parties',
  'ledger_records',
  'ledger_values',
  'entries',
  'entry_readers',
  'case_files',
  'case_entries',
  'case_steps',
  'blobs',
  'documents',
  'document_files',
  'case_items',
  'file_works',
  'file_texts',
  'events',
] as const;
export type RowTable = (typeof rowTables)[number];

export const emptyRows = (): Rows =>
  Object.fromEntries(rowTables.map((table) => [table, [] as object[]])) as Rows;

const bytes = (hex: string) => `\\x${hex}`;

/**
 * Everything that the registration, the assignment and the answer of a paper leave behind, the chain computed by the
 * product's own functions. Gives the head that follows, and the case file that the paper is in.
 */
export function composeEntry(
  rows: Rows,
  head: BookHead,
  paper: Paper,
): { head: BookHead; file: GrowingFile } {
  const number = head.lastNumber + 1;
  const id = newId();
  const legal = toLegalTime(paper.at);
  const values = {
    issuer: commit(paper.party.name),
    subject: commit(paper.subject),
    ...(paper.issuerNumber === null ? {} : { issuerNumber: commit(paper.issuerNumber) }),
  };
  const documents = paper.texts.map((text) => composeDocument(text, number));
  const registration = followHead(head, paper.at, {
    kind: 'registered',
    number,
    by: paper.registrar.accountId,
    fields: {
      entry: id,
      on: legal.date,
      direction: 'in',
      channel: number % 3 === 0 ? 'email' : number % 7 === 0 ? 'post' : 'counter',
      sheets: 1 + (number % 5),
      annexes: number % 2,
      issuerDate: null,
      unit: paper.unitId,
      category: null,
      nomenclature: null,
      sub: null,
    },
    commitments: Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value.commitment])),
    documents: documents.map(({ value }) => value.commitment),
  });
  const answer = {
    resolution: commit('răspuns'),
    addressee: commit(paper.party.name),
  };
  const out = paper.answered
    ? followHead({ ...registration.next, lastNumber: number }, paper.at, {
        kind: 'out',
        number,
        by: paper.registrar.accountId,
        fields: { dispatchedOn: legal.date },
        commitments: { resolution: answer.resolution.commitment, addressee: answer.addressee.commitment },
      })
    : undefined;
  const committed = [
    ...Object.values(values),
    ...(out ? Object.values(answer) : []),
    ...documents.map(({ value }) => value),
  ];
  const textOf = new Map(committed.map(({ commitment, value }) => [commitment, value]));
  const behind = (commitment: string) => textOf.get(commitment) ?? '';
  let folded = applyRecord(undefined, registration.body, behind);
  if (out) folded = applyRecord(folded, out.body, behind);
  for (const { record } of [registration, ...(out ? [out] : [])])
    rows.ledger_records.push({
      ...record,
      book_id: head.bookId,
      format: 1,
      body: bytes(Buffer.from(record.body).toString('hex')),
      hash: bytes(record.hash),
    });
  for (const { commitment, salt, value } of committed)
    rows.ledger_values.push({ commitment: bytes(commitment), salt: bytes(salt), value });
  rows.entries.push({
    ...folded,
    book_id: head.bookId,
    party_id: paper.party.id,
    fingerprint: bytes(fingerprintOf({ day: legal.date, issuer: paper.party.name, subject: paper.subject })),
  });
  for (const principal of new Set([paper.registrar.staffId, paper.unitId, paper.handlerId]))
    rows.entry_readers.push({ principal, book_id: head.bookId, number });
  const file = paper.file ?? { id, entries: 0, items: 0 };
  file.entries += 1;
  if (paper.file === null) addCaseFile(rows, { id, paper });
  rows.case_entries.push({
    entry_id: id,
    case_file_id: file.id,
    position: file.entries,
    role: file.id === id ? 'opened' : 'completes',
  });
  for (const [at, document] of documents.entries()) addDocument(rows, { document, at, id, file, paper });
  addEvents(rows, { id, number, head, paper });
  return { head: { ...(out ?? registration).next, lastNumber: number }, file };
}

type Document = {
  id: string;
  sha256: string;
  size: number;
  name: string;
  text: string;
  value: ReturnType<typeof commit>;
};

function composeDocument(text: string, number: number): Document {
  const name = `cerere-${number}.txt`;
  const size = Buffer.byteLength(text);
  const sha256 = createHash('sha256').update(text).digest('hex');
  return { id: newId(), sha256, size, name, text, value: commit(JSON.stringify({ name, size, sha256 })) };
}

function addDocument(
  rows: Rows,
  given: { document: Document; at: number; id: string; file: GrowingFile; paper: Paper },
) {
  const { document, at, id: entryId, file, paper } = given;
  const { id, sha256, size, name, text } = document;
  const when = paper.at.toISOString();
  const by = paper.registrar.accountId;
  file.items += 1;
  rows.blobs.push({ sha256, size, media_type: 'text/plain', preview_pages: 0, stored_at: when });
  rows.documents.push({
    ...{
      id,
      name,
      holder_type: 'entry',
      holder_id: entryId,
      position: at + 1,
      created_at: when,
      created_by: by,
    },
  });
  rows.document_files.push({ document_id: id, version: 1, kind: 'original', sha256, added_at: when });
  rows.case_items.push({
    ...{ document_id: id, case_file_id: file.id, position: file.items, entry_id: entryId },
    ...{ added_at: when, added_by: by },
  });
  const work = { sha256, kind: 'text', status: 'done', flags: [], done: 1, total: 1, attempts: 1 };
  rows.file_works.push({ ...work, requested_at: when, due_at: when, finished_at: when });
  rows.file_texts.push({ sha256, page: 1, text, source: 'layer' });
}

function addCaseFile(rows: Rows, { id, paper }: { id: string; paper: Paper }) {
  const { registrar, unitId, handlerId, answered } = paper;
  const at = paper.at.toISOString();
  rows.case_files.push({
    id,
    procedure: 'general',
    procedure_version: 1,
    status: answered ? 'closed' : 'with-handler',
    unit_id: unitId,
    handler_id: handlerId,
    since: at,
    returned: false,
    outcome: answered ? 'answered' : null,
    closed_at: answered ? at : null,
    version: answered ? 3 : 2,
  });
  const step = { case_file_id: id, at, account_id: registrar.accountId, from_unit_id: unitId };
  const place = { to_unit_id: unitId, to_handler_id: handlerId };
  rows.case_steps.push({ ...step, ...place, id: newId(), version: 2, kind: 'assign' });
  if (answered)
    rows.case_steps.push({
      ...step,
      ...place,
      id: newId(),
      version: 3,
      kind: 'close',
      from_handler_id: handlerId,
      outcome: 'answered',
    });
}

function addEvents(
  rows: Rows,
  { id, number, head, paper }: { id: string; number: number; head: BookHead; paper: Paper },
) {
  const { registrar, unitId, answered } = paper;
  const event = { at: paper.at, subjectId: id, unitId };
  const data = { book: head.bookId, number };
  const add = (row: ReturnType<typeof toEventRow>) => rows.events.push({ ...row, hash: bytes(row.hash) });
  add(
    toEventRow(registrar, {
      ...event,
      type: 'entry.registered',
      subjectType: 'entry',
      data: { ...data, channel: 'counter', via: 'session' },
    }),
  );
  if (paper.file !== null) return;
  add(
    toEventRow(registrar, {
      ...event,
      type: 'case-file.assigned',
      subjectType: 'case-file',
      data: { version: 2 },
    }),
  );
  if (!answered) return;
  add(toEventRow(registrar, { ...event, type: 'entry.dispatched', subjectType: 'entry', data }));
  add(
    toEventRow(registrar, {
      ...event,
      type: 'case-file.closed',
      subjectType: 'case-file',
      data: { version: 3 },
    }),
  );
}

/** A party as its table holds it; nobody real, no identifier. */
export function composeParty(
  name: string,
  registrar: Cast['registrars'][number],
  at: Date,
): { id: string; row: object } {
  const id = newId();
  const row = {
    id,
    kind: 'natural',
    name,
    search_key: toSearchKey(name),
    created_at: at.toISOString(),
    created_by: registrar.accountId,
  };
  return { id, row };
}
