import { formatRegistrationNumber, type LetterContent, letterKinds } from '@opis/contracts';
import { openTexts } from '@opis/contracts/texts';
import { sql } from 'kysely';
import messages from '../../../messages/letter-words.ro.json' with { type: 'json' };
import type { Tx } from '../../platform/db.ts';
import type { ReceivedFile } from '../../platform/files/file-store.ts';
import { addCaseItems } from '../case-files/index.ts';
import { keepMade } from '../documents/index.ts';
import { type LetterPlace, tell } from './acts/act-on-letter.ts';
import type { LetterState } from './letter.ts';
import type { LetterDeps } from './letter-deps.ts';
import type { LetterFacts } from './letter-facts.ts';
import { endRoute, updateLetter } from './letter-store.ts';
import { fillOutColumns } from './neighbours.ts';

const texts = openTexts(messages);

/** The PDF of a letter that is signed, in the store and not yet named. */
export type MadeLetter = { file: ReceivedFile; pages: number | undefined };
/** One that is a document already: signed with certificates. */
export type SealedLetter = { documentId: string };

/** A document that a letter became. */
export type LetterDocument = { documentId: string; kind: 'letter' | 'signed-scan'; title: string };

/** How the documents of a letter are called in the opis. */
export function documentTitle(kind: 'document' | 'scan', letter: LetterState, facts: LetterFacts): string {
  const number = formatRegistrationNumber(facts.number, facts.registeredOn);
  return texts(kind, { title: texts(`kind.${letter.kind}`), number });
}

/**
 * A letter with all its signatures is registered in the out columns of every number that it answers (REG-03: the answer
 * takes the number of what it answers), its PDF comes into the opis, and it is ready to send: all in the transaction of
 * the last signature. Books, file and letter are locked.
 */
export async function makeReady(
  { tx, acting, at, letter, facts, books }: LetterPlace,
  deps: LetterDeps,
  { datedOn, made, scan }: { datedOn: string; made: MadeLetter | SealedLetter; scan: LetterDocument | null },
): Promise<void> {
  const place = { holderType: 'letter', holderId: letter.id, createdBy: acting.accountId, at } as const;
  const title = documentTitle('document', letter, facts);
  const documentId =
    'documentId' in made ? made.documentId : await keepMade(tx, place, { name: pdfName(title), ...made });
  const documents: LetterDocument[] = [{ documentId, kind: 'letter', title }, ...(scan ? [scan] : [])];
  for (const { documentId: id, kind } of documents) {
    await sql`INSERT INTO letter_documents (document_id, letter_id, kind) VALUES (${id}, ${letter.id}, ${kind})`.execute(
      tx,
    );
  }
  await addCaseItems(tx, {
    caseFileId: letter.caseFileId,
    items: documents,
    accountId: acting.accountId,
    at,
  });
  if (letterKinds[letter.kind].registers) {
    const out = await fillOutColumns(tx, deps, acting, {
      books,
      facts,
      dispatchedOn: datedOn,
      ...solved(letter.draft),
    });
    await writeNumbers(tx, letter.id, out);
  }
  if (letter.route) await endRoute(tx, acting, { routeId: letter.route.id, as: 'ready', reason: null }, at);
  await updateLetter(tx, letter.id, { status: 'ready', datedOn }, at);
  await tell(tx, acting, { letter, event: 'letter.registered', at });
}

/** The name of its file: no slash, which would be a folder. */
export const pdfName = (title: string): string => `${title.replaceAll('/', '-')}.pdf`;

// Columns 10 and 11: how it was solved, and to whom the answer goes.
const solved = ({ resolution, addressee }: LetterContent) => ({
  resolution: resolution || texts('resolution'),
  addressee: addressee.name,
});

async function writeNumbers(
  tx: Tx,
  letterId: string,
  numbers: readonly { entryId: string; bookId: string; seq: number | null }[],
) {
  const rows = numbers.map(({ entryId, bookId, seq }, index) => ({
    ...{ entry: entryId, book: bookId, seq, position: index + 1 },
  }));
  await sql`
    INSERT INTO letter_numbers (letter_id, entry_id, position, book_id, record_seq)
    SELECT ${letterId}, number.entry, number.position, number.book, number.seq
    FROM json_to_recordset(${JSON.stringify(rows)}) AS number(entry uuid, position int, book uuid, seq bigint)
  `.execute(tx);
}
