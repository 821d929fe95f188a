import { AppError, type LetterDetail, type RecordPaperSignaturesRequest } from '@opis/contracts';
import { toLegalTime } from '../../../platform/clock.ts';
import { keepUploaded, receiveMade } from '../../documents/index.ts';
import type { Actor } from '../../identity/index.ts';
import { lacksOf } from '../letter.ts';
import type { LetterPrintDeps } from '../letter-deps.ts';
import { toMergeValues } from '../letter-facts.ts';
import { writeSignatures } from '../letter-store.ts';
import { documentTitle, type LetterDocument, makeReady } from '../make-ready.ts';
import { withdrawRoute } from '../neighbours.ts';
import { renderLetter } from '../render-letter.ts';
import { getLetter, type SeenLetter } from '../views/get-letter.ts';
import { actOnLetter, type LetterPlace } from './act-on-letter.ts';
import { incomplete } from './send-on-route.ts';

/**
 * Brings the scan of the letter that was signed with ink, with the day on it: whoever had not said so is recorded as
 * having signed that paper, and the letter is registered and ready to send. Throws `letter.day-out-of-range`,
 * `letter.not-a-pdf`, `document.upload-not-found`, `letter.incomplete`.
 */
export async function recordPaperSignatures(
  deps: LetterPrintDeps,
  actor: Actor,
  { id, requestId, version, upload, signedOn }: RecordPaperSignaturesRequest & { id: string },
): Promise<LetterDetail> {
  const made: { discard?: () => Promise<void> } = {};
  try {
    await actOnLetter(
      deps,
      actor,
      { id, requestId, version },
      {
        action: 'record-paper',
        event: 'letter.signed',
        body: { upload, signedOn },
        withBooks: true,
        async prepare(seen, demands) {
          requireDay(deps, seen, signedOn);
          await requireWhole(deps, seen, demands);
          const pdf = await renderLetter(deps, { ...seen, datedOn: signedOn });
          const file = await receiveMade(deps.files, pdf);
          made.discard = () => file.discard();
          const { sha256, mediaType, localPath: path } = file;
          return { file, pages: await deps.previews.countPages({ sha256, mediaType, path }) };
        },
        async write(place, pdf) {
          const scan = await keepScan(place, upload);
          await signRest(place, signedOn);
          await withdrawRoute(place.tx, deps, place.acting, { letter: place.letter, reason: scan.title });
          await makeReady(place, deps, { datedOn: signedOn, made: pdf, scan });
        },
      },
    );
  } finally {
    await made.discard?.();
  }
  return getLetter(deps, actor, id);
}

function requireDay(deps: LetterPrintDeps, { facts }: SeenLetter, day: string) {
  const today = toLegalTime(deps.clock.now()).date;
  if (facts.registeredOn <= day && day <= today) return;
  const fields = [{ path: 'signedOn', code: 'letter.day-out-of-range' as const }];
  throw new AppError('validation', 'letter.day-out-of-range', { fields });
}

/** Refuses what lacks something now: the procedure may have become another since it was sent (PET-13). */
export async function requireWhole(
  deps: Pick<LetterPrintDeps, 'organisation'>,
  { state, facts }: Pick<SeenLetter, 'state' | 'facts'>,
  demands: Parameters<typeof lacksOf>[1]['demands'],
) {
  const institution = await deps.organisation.institution();
  const fields = toMergeValues(facts, { institution, content: state.draft, datedOn: null });
  const signers = state.route?.signatures.length ?? 0;
  const lacks = lacksOf(state.draft, { demands, fields, signers, kind: state.kind, assigned: true });
  if (lacks.length > 0) throw incomplete(lacks);
}

async function keepScan(
  { tx, acting, at, letter, facts }: LetterPlace,
  uploadId: string,
): Promise<LetterDocument> {
  const place = { holderType: 'letter', holderId: letter.id, createdBy: acting.accountId, at } as const;
  const title = documentTitle('scan', letter, facts);
  const { documentId, mediaType } = await keepUploaded(tx, place, { uploadId });
  if (mediaType !== 'application/pdf' && !mediaType.startsWith('image/')) {
    const fields = [{ path: 'upload', code: 'letter.not-a-pdf' as const }];
    throw new AppError('validation', 'letter.not-a-pdf', { fields });
  }
  return { documentId, kind: 'signed-scan', title };
}

async function signRest({ tx, acting, at, letter }: LetterPlace, on: string) {
  if (letter.route === null) return;
  const staffIds = letter.route.signatures
    .filter(({ method }) => method === null)
    .map(({ staffId }) => staffId);
  await writeSignatures(tx, acting, { routeId: letter.route.id, staffIds, method: 'paper', on }, at);
}
