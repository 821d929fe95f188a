import { sql } from 'kysely';
import { toLegalTime } from '../../../platform/clock.ts';
import type { Db } from '../../../platform/db.ts';
import { normaliseReceiptCode, receiptCodeOf, sameCode } from '../ledger/commitment.ts';
import type { BetweenHeads, RecordPlace } from './between-heads.ts';

/** What is on the paper in somebody's hand. Only with the receipt's code are its contents told. */
export type PaperClaim = {
  register: string | undefined;
  number: number;
  year: number;
  /** Plain date; undefined when only the year was given. */
  date: string | undefined;
  /** `10:42`, when it was given. */
  time: string | undefined;
  code: string | undefined;
};

/** What the register says of it. Wrong, missing and forbidden are one answer. */
export type Verification =
  | { kind: 'not-found' }
  | { kind: 'found'; entry: VerifiedEntry; contents: VerifiedContents | undefined; heads: BetweenHeads };

/** The entry without any personal data, and whether day and hour are those on the paper. */
export type VerifiedEntry = {
  registerName: string;
  number: number;
  year: number;
  date: string;
  time: string;
  hash: string;
  annulled: boolean;
  sameDate: boolean;
  sameTime: boolean;
};

/** What only the holder of the receipt is told. */
export type VerifiedContents = { initials: string; subject: string; sheets: number; annexes: number };

type Candidate = RecordPlace & {
  registerName: string;
  number: number;
  registered_at: Date;
  registered_on: string;
  status: string;
  issuer: string;
  direction: string;
  subject: string;
  sheets: number;
  annexes: number;
  salt: Buffer | null;
};

/** Looks a paper up in the public registers; a confidential one does not exist here. */
export async function verifyEntry(
  deps: { db: Db; betweenHeads: (place: RecordPlace) => Promise<BetweenHeads> },
  claim: PaperClaim,
): Promise<Verification> {
  const candidates = await findCandidates(deps.db, claim);
  const code = claim.code === undefined ? undefined : (normaliseReceiptCode(claim.code) ?? '');
  const found = candidates.find((candidate) =>
    code === undefined ? sameDay(candidate, claim) : hasCode(candidate, code),
  );
  if (found === undefined) return { kind: 'not-found' };
  const { date, time } = toLegalTime(found.registered_at);
  return {
    kind: 'found',
    entry: {
      registerName: found.registerName,
      number: found.number,
      year: found.year,
      date,
      time,
      hash: found.hash,
      annulled: found.status === 'annulled',
      sameDate: claim.date === undefined ? claim.year === found.year : claim.date === date,
      sameTime: claim.time === undefined || claim.time === time,
    },
    contents: code === undefined ? undefined : contentsOf(found),
    heads: await deps.betweenHeads(found),
  };
}

// Without the code the whole line on the paper has to be right; otherwise one could ask the register day by day.
function sameDay(candidate: Candidate, claim: PaperClaim): boolean {
  const { date, time } = toLegalTime(candidate.registered_at);
  return claim.date === date && (claim.time === undefined || claim.time === time);
}

const hasCode = (candidate: Candidate, code: string) =>
  candidate.salt !== null && sameCode(receiptCodeOf(candidate.salt), code);

function contentsOf(found: Candidate): VerifiedContents {
  const { subject, sheets, annexes } = found;
  return { initials: initialsOf(found.issuer), subject, sheets, annexes };
}

/** „Elena Țăranu-Ghiță” → „E. Ț.-G.” */
export function initialsOf(name: string): string {
  return name
    .split(/\s+/)
    .filter(Boolean)
    .map((word) =>
      word
        .split('-')
        .filter(Boolean)
        .map((part) => `${[...part][0]?.toUpperCase()}.`)
        .join('-'),
    )
    .join(' ');
}

async function findCandidates(db: Db, claim: PaperClaim): Promise<Candidate[]> {
  const { rows } = await sql<Candidate>`
    SELECT books.id AS "bookId", registers.code AS register, registers.name AS "registerName", books.year,
      entries.record_seq AS seq, encode(ledger_records.hash, 'hex') AS hash, entries.number, entries.registered_at,
      entries.registered_on, entries.status, entries.issuer, entries.direction, entries.subject, entries.sheets,
      entries.annexes, ledger_values.salt
    FROM entries
    JOIN books ON books.id = entries.book_id
    JOIN registers ON registers.id = books.register_id AND registers.kind <> 'confidential'
    JOIN ledger_records ON ledger_records.book_id = entries.book_id AND ledger_records.seq = entries.record_seq
    LEFT JOIN ledger_values ON ledger_values.commitment
      = decode(convert_from(ledger_records.body, 'UTF8')::jsonb -> 'commitments' ->> 'subject', 'hex')
    WHERE entries.number = ${claim.number}
      AND (${claim.register ?? null}::text IS NULL OR registers.code = ${claim.register ?? null}
        OR lower(registers.label_code) = ${claim.register ?? null})
    ORDER BY books.year = ${claim.year} DESC, registers.kind, registers.code, books.year DESC
    LIMIT 40
  `.execute(db);
  return rows;
}
