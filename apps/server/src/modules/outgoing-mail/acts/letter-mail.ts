import { letterKinds, parseEmail } from '@opis/contracts';
import { openTexts } from '@opis/contracts/texts';
import { sql } from 'kysely';
import messages from '../../../../messages/outgoing-mail.ro.json' with { type: 'json' };
import type { Db } from '../../../platform/db.ts';
import type { SeenLetter } from '../../letters/index.ts';
import { signatureOf } from '../confirm-registration.ts';
import {
  type Correspondence,
  readCorrespondence,
  replySubject,
  threadWith,
  usualAddress,
} from '../correspondence.ts';
import type { OutgoingActDeps } from '../outgoing-deps.ts';

const texts = openTexts(messages);

/** A document that goes with a letter. */
export type SignedPaper = { readonly documentId: string; readonly name: string; readonly size: number };

/** How a letter would leave by e-mail if nobody changed a word. */
export type LetterProposal = {
  /** Empty while nobody told us one. */
  readonly address: string;
  readonly subject: string;
  readonly body: string;
  readonly papers: readonly SignedPaper[];
  /** What was written in the file so far: whom it goes to in the end, a person may change. */
  readonly written: Correspondence;
};

/** Who dispatches may send what leaves the house; an internal note stays in it. */
export const maySendByEmail = ({ row }: Pick<SeenLetter, 'row'>): boolean =>
  row.actions.includes('record-sent') && letterKinds[row.kind].registers;

/**
 * Address, text and papers of a letter: the signed scan where there is one, else the PDF that carries the signatures; to
 * the address on the letter, or where the petitioner wrote from, under the subject that they wrote (decision 0299).
 */
export async function proposeMail(
  deps: Pick<OutgoingActDeps, 'db' | 'organisation' | 'theirMessages'>,
  { row, state, facts }: Pick<SeenLetter, 'row' | 'state' | 'facts'>,
): Promise<LetterProposal> {
  const [institution, written, papers] = await Promise.all([
    deps.organisation.institution(),
    readCorrespondence(deps, facts.fileId),
    listSignedPapers(deps.db, row.id),
  ]);
  const address = parseEmail(state.draft.addressee.email) ?? usualAddress(written) ?? '';
  const numbers = row.numbers.join(', ') || row.caseFile.registrationNumber;
  return {
    ...{ address, papers, written },
    subject:
      replySubject(threadWith(written, address)?.subject ?? '') ??
      texts('letter.subject', { number: facts.registrationNumber, subject: row.subject }),
    body: [
      texts('letter.greeting'),
      '',
      texts('letter.attached', { subject: row.subject, numbers }),
      '',
      texts('letter.closing'),
      signatureOf(institution),
    ].join('\n'),
  };
}

async function listSignedPapers(db: Db, letterId: string): Promise<SignedPaper[]> {
  const { rows } = await sql<SignedPaper & { kind: string }>`
    SELECT documents.id AS "documentId", documents.name, letter_documents.kind, blobs.size
    FROM letter_documents JOIN documents ON documents.id = letter_documents.document_id
    JOIN document_files ON document_files.document_id = documents.id AND document_files.kind = 'original'
    JOIN blobs ON blobs.sha256 = document_files.sha256
    WHERE letter_documents.letter_id = ${letterId}
  `.execute(db);
  const scan = rows.filter(({ kind }) => kind === 'signed-scan');
  return (scan.length > 0 ? scan : rows).map(({ documentId, name, size }) => ({ documentId, name, size }));
}
