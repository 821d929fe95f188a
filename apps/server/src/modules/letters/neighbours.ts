// Every call of letters to the modules below them that move with them: files, tasks, terms, book, parties.
import { AppError, type LetterAddressee, type LetterKind, letterKinds } from '@opis/contracts';
import type { Tx } from '../../platform/db.ts';
import {
  answerWithin,
  askTasks,
  closeWithin,
  type FileStanding,
  type NewTask,
  readFileStandings,
  reopenWithin,
  withdrawTasks,
} from '../case-files/index.ts';
import { meetTerms, unmeetTerms } from '../deadlines/index.ts';
import type { Acting, Actor } from '../identity/index.ts';
import { findPartyCard } from '../parties/index.ts';
import { dispatchPlaces, type LockedBooks, lockBooks, readEntryReach } from '../registry/index.ts';
import type { LetterDemands, LetterState } from './letter.ts';
import type { LetterDeps } from './letter-deps.ts';
import type { LetterFacts } from './letter-facts.ts';
import type { MovedLetter } from './letter-subscriber.ts';

/** The file, for whoever may write in it. Throws `case-file.not-found`, `letter.not-allowed`, `letter.file-closed`. */
export async function fileForWriting(deps: LetterDeps, actor: Actor, fileId: string): Promise<FileStanding> {
  const reach = await readEntryReach(deps, actor);
  const eyes = { reach, clock: deps.clock, actor };
  const file = (await readFileStandings(deps.db, eyes, [fileId])).get(fileId);
  if (file === undefined) throw new AppError('not-found', 'case-file.not-found');
  if (!file.actions.includes('note')) throw new AppError('forbidden', 'letter.not-allowed');
  if (file.status === 'closed') throw new AppError('conflict', 'letter.file-closed');
  return file;
}

/** What the procedure of the file asks of a letter of this kind (PET-13). It reads on the pool: before a transaction. */
export async function demandsOf(
  { procedures }: Pick<LetterDeps, 'procedures'>,
  { procedure }: Pick<LetterFacts, 'procedure'>,
  kind: LetterKind,
): Promise<LetterDemands> {
  const { answer } = await procedures.version(procedure);
  if (!letterKinds[kind].formal || answer === undefined) {
    return { signatures: 1, legalBasis: false, assignment: false };
  }
  const { signatures, legalBasis } = answer;
  return { signatures, legalBasis, assignment: signatures === 2 && letterKinds[kind].concludes };
}

/** Whoever wrote to us, as far as the actor may know of them: to whom the letter goes if nobody says otherwise. */
export async function findAddressee(
  deps: LetterDeps,
  actor: Actor,
  { partyId, issuer }: Pick<LetterFacts, 'partyId' | 'issuer'>,
): Promise<Partial<LetterAddressee>> {
  if (partyId === null || !actor.scopes.has('party.read')) return { name: issuer };
  const sight = { sealedRegisters: await deps.sealedRegisters.of(actor) };
  const card = await findPartyCard(deps, partyId, sight);
  if (card === undefined) return { name: issuer };
  return { partyId, name: card.name, address: card.address ?? '', email: card.email ?? '' };
}

/** Asks what stands before the signatures, then these; gives the line. */
export async function askRoute(
  tx: Tx,
  deps: LetterDeps,
  acting: Acting,
  {
    letter,
    routeId,
    steps,
  }: { letter: LetterState; routeId: string; steps: readonly (readonly NewTask[])[] },
): Promise<string | null> {
  const subject = { type: 'letter-version', id: routeId } as const;
  const tasks = await askTasks(tx, deps, acting, { caseFileId: letter.caseFileId, subject, steps });
  return tasks[0]?.line ?? null;
}

/** Somebody signed the PDF itself: what they were asked is answered. */
export async function answerSignature(
  tx: Tx,
  deps: LetterDeps,
  acting: Acting,
  { letter, personId }: { letter: LetterState; personId: string },
): Promise<void> {
  if (letter.route === null) return;
  const { caseFileId, route } = letter;
  await answerWithin(tx, deps, acting, {
    ...{ caseFileId, subjectId: route.id, personId },
    ...{ kind: 'signature', verdict: 'signed' },
  });
}

/** What is still asked about a letter is asked no more. */
export async function withdrawRoute(
  tx: Tx,
  deps: LetterDeps,
  acting: Acting,
  { letter, reason }: { letter: LetterState; reason: string },
): Promise<void> {
  if (letter.route === null) return;
  const { caseFileId, route } = letter;
  await withdrawTasks(tx, deps, acting, { caseFileId, subjectId: route.id, reason });
}

/** Locks the books of the numbers that a letter answers: before its file, as whoever registers does. */
export async function lockBooksOf(tx: Tx, { entries }: Pick<LetterFacts, 'entries'>): Promise<LockedBooks> {
  return lockBooks(tx, [...new Set(entries.map(({ bookId }) => bookId))]);
}

/** Fills the out columns of every number (REG-03); gives the record of each, null where its book was closed. */
export function fillOutColumns(
  tx: Tx,
  deps: LetterDeps,
  acting: Acting,
  {
    books,
    facts,
    ...out
  }: {
    books: LockedBooks;
    facts: LetterFacts;
    dispatchedOn: string;
    resolution: string;
    addressee: string;
  },
) {
  return dispatchPlaces(
    tx,
    { ...deps, books },
    acting,
    facts.entries.map(({ id }) => ({ entryId: id, ...out })),
  );
}

/** The terms that a letter of this kind meets by leaving; a term is met by what leaves, not by what is drafted. */
export async function meetByLetter(
  tx: Tx,
  deps: LetterDeps,
  acting: Acting,
  letter: MovedLetter,
): Promise<void> {
  const metAt = letter.at;
  const meetings = letterKinds[letter.kind].meets.map((role) => ({
    ...{ caseFileId: letter.caseFileId, role, metAt, causeId: letter.id },
    cause: 'letter' as const,
  }));
  await meetTerms(tx, deps, { actor: acting, at: letter.at, meetings });
}

/** A letter that came back meets nothing: its terms run again. */
export async function unmeetByLetter(
  tx: Tx,
  deps: LetterDeps,
  acting: Acting,
  letter: MovedLetter,
): Promise<void> {
  const unmeetings = letterKinds[letter.kind].meets.map((role) => ({
    ...{ caseFileId: letter.caseFileId, role, causeId: letter.id },
  }));
  await unmeetTerms(tx, deps, { actor: acting, at: letter.at, unmeetings });
}

/** Closes the file as answered. */
export const closeAnswered = (tx: Tx, deps: LetterDeps, acting: Acting, file: { id: string; text: string }) =>
  closeWithin(tx, deps, acting, { ...file, outcome: 'answered' });

/** Opens again a file that an answer had closed. */
export const reopenAnswered = (
  tx: Tx,
  deps: LetterDeps,
  acting: Acting,
  file: { id: string; text: string },
) => reopenWithin(tx, deps, acting, { ...file, outcome: 'answered' });
