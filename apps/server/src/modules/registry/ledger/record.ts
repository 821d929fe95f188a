import type { LedgerKind } from '@opis/contracts';
import { sha256, toCanonicalJson } from '../../../platform/crypto/canonical-hash.ts';

/** The end of a book's chain: what the next record must follow. `hash` is hex; `at` never runs backwards. */
export type BookHead = {
  bookId: string;
  register: string;
  year: number;
  lastNumber: number;
  lastSeq: number;
  lastHash: string;
  lastAt: Date;
  subNumbers: Readonly<Record<string, number>>;
};

export type ClearField = string | number | boolean | null | { readonly [key: string]: string | number };

/**
 * What one record says, before it is bytes. `fields` are in the clear (numbers, days, codes, ids); names and texts are
 * only in `commitments`, by field name, and `documents` commits to each file's name, size and SHA-256.
 */
export type RecordContent = {
  kind: LedgerKind;
  number: number | null;
  by: string | null;
  /** Person (staff id) by whose right, when they were away and `by` stood in; absent otherwise. */
  onBehalfOf?: string;
  fields: Readonly<Record<string, ClearField>>;
  commitments: Readonly<Record<string, string>>;
  documents?: readonly string[];
  erased?: readonly string[];
  /** Commitments whose values moved to the sealed store, in their order. */
  moved?: readonly string[];
};

/** Who a record says did it: the account, and in whose name when that was another. */
export function byWhom(acting: {
  accountId: string;
  onBehalfOf?: string | null;
}): Pick<RecordContent, 'by' | 'onBehalfOf'> {
  const { accountId: by, onBehalfOf } = acting;
  return onBehalfOf ? { by, onBehalfOf } : { by };
}

/** A record's body as it is read back from its bytes (format 1). */
export type RecordBody = RecordContent & {
  format: 1;
  book: string;
  seq: number;
  at: string;
  prev: string;
};

/** A record ready to be stored: the very bytes, and their SHA-256 (hex). */
export type LedgerRecord = {
  seq: number;
  kind: LedgerKind;
  number: number | null;
  at: string;
  body: string;
  hash: string;
};

/** Hash that the first record of a book follows: of the book's name, so that no chain can be moved to another book. */
export function genesisHash(register: string, year: number): string {
  return sha256(`opis book ${register}/${year}`).toString('hex');
}

/** The record that follows `head`, what it says, and the head it leaves. */
export function followHead(
  head: BookHead,
  at: Date,
  content: RecordContent,
): { record: LedgerRecord; body: RecordBody; next: BookHead } {
  const seq = head.lastSeq + 1;
  const body: RecordBody = {
    ...content,
    format: 1,
    book: `${head.register}/${head.year}`,
    seq,
    at: at.toISOString(),
    prev: head.lastHash,
  };
  const bytes = toCanonicalJson(body);
  const hash = sha256(bytes).toString('hex');
  const record = { seq, kind: content.kind, number: content.number, at: body.at, body: bytes, hash };
  return { record, body, next: { ...head, lastSeq: seq, lastHash: hash, lastAt: at } };
}

/** Reads stored bytes back. Throws when they are not a record of a known format. */
export function parseRecord(bytes: string): RecordBody {
  const body = JSON.parse(bytes) as RecordBody;
  if (body.format !== 1) throw new Error(`unknown record format ${String(body.format)}`);
  return body;
}
