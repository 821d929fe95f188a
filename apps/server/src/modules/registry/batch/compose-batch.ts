import { formatRegistrationNumber } from '@opis/contracts';
import { toLegalTime } from '../../../platform/clock.ts';
import { newId } from '../../../platform/ids.ts';
import { toEventRow } from '../../events/index.ts';
import { fingerprintOf } from '../fingerprint.ts';
import { type CommittedValue, commit } from '../ledger/commitment.ts';
import { applyRecord } from '../ledger/fold.ts';
import { type BookHead, byWhom, followHead, type LedgerRecord } from '../ledger/record.ts';
import type { Participation, RegisteredEntry } from '../registration-participant.ts';
import { toEntryColumns } from './entry-columns.ts';
import type { PreparedEntry, Registered } from './prepared-entry.ts';

/** What the lower floors planned for one registration: its party, and the documents its uploads become. */
export type PlannedParts = {
  partyId: string | null;
  documents: readonly { sha256: string; size: number; name: string }[];
  documentRows: readonly { readonly id: string }[];
  partyRows: readonly object[];
  /** Of each participant, in their order. */
  participations: readonly Participation[];
};

/** Everything that one batch writes, as rows; `results` answer the callers in their order. */
export type ComposedBatch = {
  next: BookHead;
  records: LedgerRecord[];
  values: CommittedValue[];
  entries: object[];
  readers: { principal: string; number: number }[];
  events: object[];
  commands: object[];
  documents: object[];
  parties: object[];
  /** The lists of each participant, in their order. */
  participants: Record<string, object[]>[];
  results: Registered[];
};

/** A batch in which nobody stands yet, to follow this head. */
export const openBatch = (head: BookHead): ComposedBatch => ({
  next: head,
  records: [],
  values: [],
  entries: [],
  readers: [],
  events: [],
  commands: [],
  documents: [],
  parties: [],
  participants: [],
  results: [],
});

/** Gives one more registration the next number of the book. Pure but for salts and ids; `at` never before the last. */
export function addToBatch(
  batch: ComposedBatch,
  at: Date,
  { entry, parts }: { entry: PreparedEntry; parts: PlannedParts },
): void {
  const legal = toLegalTime(at);
  const number = batch.next.lastNumber + 1;
  const id = newId();
  const { unitId, subRegister, nomenclatureCode } = placeOf(entry, parts);
  const sub = nextSubNumber(batch.next, subRegister);
  const values = commitValues(entry, parts);
  const { record, body, next } = followHead(batch.next, at, {
    kind: 'registered',
    number,
    ...byWhom(entry.actor),
    fields: {
      entry: id,
      on: legal.date,
      direction: entry.direction,
      channel: entry.channel,
      sheets: entry.sheets,
      annexes: entry.annexes,
      issuerDate: entry.issuerDate,
      unit: unitId,
      category: entry.categoryCode,
      nomenclature: nomenclatureCode,
      sub,
      ...(entry.follows?.joinedTo && { joined: { ...entry.follows.joinedTo } }),
      ...(entry.emergency && { emergency: entry.emergency.number, receivedAt: entry.emergency.receivedAt }),
    },
    commitments: values.commitments,
    documents: values.documents.map((value) => value.commitment),
  });
  batch.next = {
    ...next,
    lastNumber: number,
    subNumbers: sub ? { ...next.subNumbers, [sub.code]: sub.number } : next.subNumbers,
  };
  batch.records.push(record);
  batch.values.push(...values.all);
  const folded = applyRecord(undefined, body, (commitment) => values.byCommitment.get(commitment) ?? '');
  const fingerprint = fingerprintOf({ day: legal.date, issuer: entry.issuer, subject: entry.subject });
  batch.entries.push(toEntryColumns(folded, { partyId: parts.partyId, fingerprint }));
  batch.readers.push(...readersOf(entry, { unitId, number, parts }));
  batch.documents.push(...parts.documentRows.map((row) => ({ ...row, holder_id: id })));
  batch.parties.push(...parts.partyRows);
  const result = toResult(batch.next, record, { id, number, legal, sub });
  batch.results.push(result);
  batch.commands.push(toCommandRow(entry, result, record.at));
  batch.events.push(
    toEventRow(entry.actor, {
      type: 'entry.registered',
      at,
      subjectType: 'entry',
      subjectId: id,
      unitId,
      data: { book: batch.next.bookId, number, channel: entry.channel, via: entry.actor.via },
    }),
  );
  const documentIds = parts.documentRows.map((row) => row.id);
  addParticipations(batch, parts.participations, { id, at, unitId, documentIds });
}

function addParticipations(batch: ComposedBatch, all: readonly Participation[], entry: RegisteredEntry) {
  all.forEach((participation, index) => {
    const lists = batch.participants[index] ?? {};
    batch.participants[index] = lists;
    for (const [name, rows] of Object.entries(participation.rows(entry))) {
      const list = lists[name] ?? [];
      lists[name] = list;
      list.push(...rows);
    }
    if (participation.events) batch.events.push(...participation.events(entry));
  });
}

// A paper that joins a file goes where the file lies; its procedure says what neither person nor category did.
function placeOf(entry: PreparedEntry, { participations }: PlannedParts) {
  const decided = participations.find((each) => each.unitId !== undefined);
  return {
    unitId: decided?.unitId === undefined ? entry.unitId : decided.unitId,
    subRegister: entry.subRegister ?? participations.find((each) => each.subRegister)?.subRegister ?? null,
    nomenclatureCode:
      entry.nomenclatureCode ??
      participations.find((each) => each.nomenclatureCode)?.nomenclatureCode ??
      null,
  };
}

function nextSubNumber(head: BookHead, code: string | null): { code: string; number: number } | null {
  return code === null ? null : { code, number: (head.subNumbers[code] ?? 0) + 1 };
}

// Who registered it and the unit it goes to may read the file; every other right over the row is the register's.
function readersOf(
  entry: PreparedEntry,
  { unitId, number, parts }: { unitId: string | null; number: number; parts: PlannedParts },
) {
  if (entry.sealed) return [];
  const principals = new Set([entry.actor.staffId, ...(unitId ? [unitId] : [])]);
  for (const participation of parts.participations)
    for (const reader of participation.readers) principals.add(reader);
  return [...principals].map((principal) => ({ principal, number }));
}

function commitValues(entry: PreparedEntry, parts: PlannedParts) {
  const issuer = commit(entry.issuer);
  const subject = commit(entry.subject);
  const issuerNumber = entry.issuerNumber === null ? undefined : commit(entry.issuerNumber);
  const documents = parts.documents.map(({ name, size, sha256: hash }) =>
    commit(JSON.stringify({ name, size, sha256: hash })),
  );
  const all = [issuer, subject, ...(issuerNumber ? [issuerNumber] : []), ...documents];
  return {
    all,
    documents,
    commitments: {
      issuer: issuer.commitment,
      subject: subject.commitment,
      ...(issuerNumber ? { issuerNumber: issuerNumber.commitment } : {}),
    },
    byCommitment: new Map(all.map((value) => [value.commitment, value.value])),
  };
}

function toResult(
  head: BookHead,
  record: LedgerRecord,
  given: {
    id: string;
    number: number;
    legal: ReturnType<typeof toLegalTime>;
    sub: { code: string; number: number } | null;
  },
): Registered {
  const path = `/api/v1/registers/${head.register}/entries/${head.year}/${given.number}`;
  return {
    id: given.id,
    register: head.register,
    number: given.number,
    year: head.year,
    registrationNumber: formatRegistrationNumber(given.number, given.legal.date),
    registeredAt: record.at,
    registeredOn: given.legal.date,
    registeredTime: given.legal.time,
    subRegister: given.sub?.code ?? null,
    subNumber: given.sub?.number ?? null,
    hash: record.hash,
    receiptUrl: `${path}/receipt.pdf`,
    labelUrl: `${path}/label.pdf`,
  };
}

function toCommandRow(entry: PreparedEntry, result: Registered, at: string) {
  return {
    account_id: entry.actor.accountId,
    request_id: entry.requestId,
    action: 'entry.register',
    body_hash: entry.bodyHash,
    result,
    created_at: at,
  };
}
