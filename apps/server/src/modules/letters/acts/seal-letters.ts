import { AppError, type SealLettersRequest } from '@opis/contracts';
import { sql } from 'kysely';
import { toLegalTime } from '../../../platform/clock.ts';
import type { Tx } from '../../../platform/db.ts';
import { lockCaseFiles } from '../../case-files/index.ts';
import { keepMade, keepMadeVersion, receiveMade } from '../../documents/index.ts';
import type { Actor } from '../../identity/index.ts';
import type { LetterState } from '../letter.ts';
import type { LetterSealDeps } from '../letter-deps.ts';
import { lockLetter, nameSealed, readLetters, writeSignatures } from '../letter-store.ts';
import { documentTitle, type MadeLetter, makeReady, pdfName } from '../make-ready.ts';
import { answerSignature, demandsOf, lockBooksOf } from '../neighbours.ts';
import { renderLetter } from '../render-letter.ts';
import { readStoredPdf } from '../stored-pdf.ts';
import { requireLetter, type SeenLetter, seeLetter } from '../views/get-letter.ts';
import { type LetterPlace, tell } from './act-on-letter.ts';
import { requireWhole } from './record-paper.ts';

/** A letter to be sealed as it was when its bytes were taken: another signature meanwhile makes them old. */
type ToSeal = SeenLetter & { datedOn: string; signed: number; demands: LetterPlace['demands'] };

/**
 * Signs letters with the person's own certificate, one authorisation for all; with the last signature a letter is
 * registered in the out columns and ready to send. Errors: `letter.not-found`, `letter.not-allowed`,
 * `letter.changed-meanwhile`, `letter.incomplete`, and those of `SealLetter.seal`.
 */
export async function sealLetters(
  deps: LetterSealDeps,
  actor: Actor,
  { requestId, credential: credentialId, authorisation, items }: SealLettersRequest,
): Promise<{ batchId: string }> {
  const letters = await Promise.all(items.map((item) => requireSealable(deps, actor, item)));
  const byId = new Map(letters.map((letter) => [letter.state.id, letter]));
  return deps.sealLetter.seal(actor, {
    ...{ requestId, credentialId, authorisation },
    papers: letters.map((letter) => ({ subjectId: letter.state.id, load: () => bytesOf(deps, letter) })),
    async keep(tx, { subjectId, pdf }) {
      const letter = byId.get(subjectId);
      if (letter === undefined) throw new AppError('not-found', 'letter.not-found');
      await keepSealed(tx, deps, { actor, letter, pdf });
    },
  });
}

async function requireSealable(
  deps: LetterSealDeps,
  actor: Actor,
  { id, version }: { id: string; version: number },
): Promise<ToSeal> {
  const seen = await requireLetter(deps, actor, id);
  const { row, state, facts } = seen;
  const own = state.route?.signatures.some(
    ({ staffId, method }) => staffId === actor.staffId && method === null,
  );
  if (!row.actions.includes('sign') || !own) throw new AppError('forbidden', 'letter.not-allowed');
  if (row.version !== version) throw new AppError('conflict', 'letter.changed-meanwhile');
  const demands = await demandsOf(deps, facts, state.kind);
  await requireWhole(deps, seen, demands);
  const datedOn = state.route?.datedOn ?? toLegalTime(deps.clock.now()).date;
  return { ...seen, demands, datedOn, signed: signedOf(state) };
}

const signedOf = ({ route }: LetterState) =>
  route?.signatures.filter(({ method }) => method !== null).length ?? 0;

// The first signs what was just set, the next what the first signed.
async function bytesOf(deps: LetterSealDeps, { state, facts, datedOn }: ToSeal): Promise<Uint8Array> {
  const sealed = state.route?.sealedDocumentId;
  return sealed ? readStoredPdf(deps, state.id, sealed) : renderLetter(deps, { state, facts, datedOn });
}

async function keepSealed(
  tx: Tx,
  deps: LetterSealDeps,
  { actor, letter: before, pdf }: { actor: Actor; letter: ToSeal; pdf: Uint8Array },
) {
  const books = await lockBooksOf(tx, before.facts);
  await lockCaseFiles(tx, [before.state.caseFileId]);
  const letter = await lockLetter(tx, before.state.id);
  const route = letter.route;
  if (route === null || route.id !== before.state.route?.id || signedOf(letter) !== before.signed) {
    throw new AppError('conflict', 'letter.changed-meanwhile');
  }
  const { facts } = await seeLetter(tx, before.eyes, letter.id);
  const at = deps.clock.now();
  const acting = { accountId: actor.accountId, onBehalfOf: null };
  const place: LetterPlace = { tx, acting, at, letter, facts, books, demands: before.demands };
  const file = await receiveMade(deps.files, Buffer.from(pdf));
  try {
    const { sha256, mediaType, localPath: path } = file;
    const pages = await deps.previews.countPages({ sha256, mediaType, path });
    const documentId = await keepBytes(place, { file, pages }, before.datedOn);
    const signed = { routeId: route.id, staffIds: [actor.staffId], method: 'electronic' as const };
    await writeSignatures(tx, acting, { ...signed, on: toLegalTime(at).date }, at);
    await answerSignature(tx, deps, acting, { letter, personId: actor.staffId });
    await tell(tx, acting, { letter, event: 'letter.signed', at });
    const [after] = await readLetters(tx, sql`letters.id = ${letter.id}`);
    if (!after || signedOf(after) < (after.route?.signatures.length ?? 0)) return;
    await makeReady({ ...place, letter: after }, deps, {
      datedOn: before.datedOn,
      made: { documentId },
      scan: null,
    });
  } finally {
    await file.discard();
  }
}

async function keepBytes({ tx, acting, at, letter, facts }: LetterPlace, made: MadeLetter, datedOn: string) {
  const sealed = letter.route?.sealedDocumentId;
  if (sealed) {
    await keepMadeVersion(tx, { documentId: sealed, at }, made);
    return sealed;
  }
  const place = { holderType: 'letter', holderId: letter.id, createdBy: acting.accountId, at } as const;
  const name = pdfName(documentTitle('document', letter, facts));
  const documentId = await keepMade(tx, place, { name, ...made });
  await nameSealed(tx, letter.route?.id ?? '', { documentId, datedOn });
  return documentId;
}
