import { type FieldKeys, lookupHash } from '../../platform/crypto/field-crypto.ts';
import type { IndexableEntry } from '../registry/index.ts';
import { findConsignments } from './consignments.ts';
import { keys, keysOf } from './entry-keys.ts';
import { takeOutCnps, toIndexedWords, withGaps } from './search-words.ts';

/** A row of the index before its words are lexemes; names of fields as the statement reads them. */
export type IndexRow = {
  book_id: string;
  number: number;
  register_id: string;
  year: number;
  registered_at: string;
  status: string;
  direction: string;
  channel: string;
  unit_id: string | null;
  names: string;
  subject: string;
  beside: string;
  files: string;
  keys: string[];
};

/** What is kept of an entry for searching. `today` decides which thirteen digits are a code of somebody already born. */
export function toIndexRow(
  entry: IndexableEntry,
  { lookupKey, today }: Pick<FieldKeys, 'lookupKey'> & { today: string },
): IndexRow {
  const cnps = new Set<string>();
  const words = (texts: readonly (string | null)[], found = cnps) => {
    const parts = texts.flatMap((text) => (text === null ? [] : [takeOutCnps(text, today)]));
    for (const cnp of parts.flatMap((part) => part.cnps)) found.add(cnp);
    return withGaps(parts.map(({ rest }) => toIndexedWords(rest)));
  };
  const hashes = () => [...cnps].map((cnp) => lookupHash(lookupKey, 'cnp', cnp).toString('hex'));
  return {
    book_id: entry.bookId,
    number: entry.number,
    register_id: entry.registerId,
    year: entry.year,
    registered_at: entry.registeredAt.toISOString(),
    status: entry.status,
    direction: entry.direction,
    channel: entry.channel,
    unit_id: entry.unitId,
    names: words([entry.issuer, ...entry.addressees]),
    subject: words([entry.subject]),
    beside: words([...entry.resolutions, entry.issuerNumber]),
    // What stands in a file's name is for its readers: its codes are taken out and not kept.
    files: words(entry.fileNames, new Set()),
    keys: [...new Set([...keysOf(entry), ...consignmentsOf(entry), ...hashes().map(keys.cnp)])],
  };
}

// What the row of the book says, nothing of its file: column 10 often tells by which consignment an answer went.
const consignmentsOf = ({ subject, resolutions, issuerNumber }: IndexableEntry): string[] =>
  [subject, ...resolutions, issuerNumber].flatMap((text) =>
    text === null ? [] : findConsignments(text, { told: false }).map(({ key }) => key),
  );
