import { parseEmail } from '@opis/contracts';
import { sql } from 'kysely';
import type { Db, Tx } from '../../platform/db.ts';

/** A message that came into a file; ids without angle brackets. `opensFile`: by it the file was opened. */
export type TheirMessage = {
  readonly address: string;
  readonly messageId: string | null;
  readonly references: readonly string[];
  readonly subject: string;
  readonly opensFile: boolean;
};

/** The messages that came into a file, newest first, the one that opened it last; kept by the module above. */
export type TheirMessages = (db: Db | Tx, caseFileId: string) => Promise<TheirMessage[]>;

/** A message of ours that left, or may have. */
export type OurMessage = {
  readonly address: string;
  readonly messageId: string | null;
  readonly inReplyTo: string | null;
  readonly references: readonly string[];
};

/** What was written by e-mail in a file, on both sides; each newest first. */
export type Correspondence = {
  readonly theirs: readonly TheirMessage[];
  readonly ours: readonly OurMessage[];
};

/** Where a message goes on; `subject`: under which their program shows it with the rest, null when nothing of theirs is known. */
export type MailThreadEnd = {
  readonly inReplyTo: string | null;
  readonly references: readonly string[];
  readonly subject: string | null;
};

/** Reads what was written in a file. */
export async function readCorrespondence(
  { db, theirMessages }: { db: Db | Tx; theirMessages: TheirMessages },
  caseFileId: string,
): Promise<Correspondence> {
  const [theirs, { rows: ours }] = await Promise.all([
    theirMessages(db, caseFileId),
    sql<OurMessage>`
      SELECT outgoing_messages.to_address AS address, outgoing_messages.message_id AS "messageId",
        outgoing_messages.in_reply_to AS "inReplyTo", outgoing_messages.reference_ids AS "references"
      FROM outgoing_messages
      WHERE outgoing_messages.case_file_id = ${caseFileId}
        AND (outgoing_messages.purpose = 'confirmation'
          OR outgoing_messages.state IN ('sending', 'uncertain', 'accepted', 'delivered'))
      ORDER BY outgoing_messages.id DESC LIMIT 100
    `.execute(db),
  ]);
  return { theirs, ours };
}

/** Where an answer goes while nobody says otherwise: who opened the file, else whom we last wrote to, else who wrote last. */
export function usualAddress({ theirs, ours }: Correspondence): string | undefined {
  const [opening] = theirs.filter(({ opensFile }) => opensFile);
  return opening?.address ?? ours[0]?.address ?? theirs[0]?.address;
}

// A header has no room for all: the first begins the thread, the newest go on with it (RFC 5322, 3.6.4).
const mostReferences = 20;
const mostOfOurs = 5;

/**
 * The end of the thread with one address: their newest message is answered, and ours after it are named, so that any
 * program shows them together. Undefined when nothing was written between us. Of others in the same file nothing is told.
 */
export function threadWith({ theirs, ours }: Correspondence, address: string): MailThreadEnd | undefined {
  const isTheirs = (one: { address: string }) => (parseEmail(one.address) ?? one.address) === address;
  const [last] = theirs.filter(isTheirs).filter(({ messageId }) => messageId !== null);
  const said = ours.filter(isTheirs).reverse();
  if (last === undefined && said.length === 0) return undefined;
  const before = said.flatMap(({ references, inReplyTo }) => [
    ...references,
    ...(inReplyTo ? [inReplyTo] : []),
  ]);
  const own = said.flatMap(({ messageId }) => messageId ?? []).slice(-mostOfOurs);
  const theirIds = last?.messageId ? [...last.references, last.messageId] : [];
  return {
    inReplyTo:
      last?.messageId ?? said.findLast(({ inReplyTo }) => inReplyTo)?.inReplyTo ?? own.at(-1) ?? null,
    references: shorten([...new Set([...before, ...theirIds, ...own])]),
    subject: last === undefined ? null : last.subject,
  };
}

const shorten = (ids: readonly string[]) =>
  ids.length <= mostReferences ? ids : [...ids.slice(0, 1), ...ids.slice(1 - mostReferences)];

const longestSubject = 300;

/**
 * The subject of an answer: theirs behind one „Re: ”, letter by letter, because programs that thread by subject compare
 * what stands behind it. Null when theirs says nothing.
 */
export function replySubject(subject: string): string | null {
  const own = subject.replace(/\s+/g, ' ').trim();
  if (own === '') return null;
  const answer = /^(re|răsp|rasp)\s?:/i.test(own) ? own : `Re: ${own}`;
  return [...answer].slice(0, longestSubject).join('').trim();
}
