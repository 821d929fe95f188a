import { AppError, type ErrorCode, type SignatureReport, verdictOf } from '@opis/contracts';
import type { Clock } from '../../platform/clock.ts';
import type { Db } from '../../platform/db.ts';
import { newId } from '../../platform/ids.ts';
import type { Log } from '../../platform/log.ts';
import { fingerprintOf, readNames } from '../../platform/signing/cms/read-certificate.ts';
import { openSigning } from '../../platform/signing/sign/sign-pdfs.ts';
import { timeStampClient } from '../../platform/signing/sign/time-stamp-client.ts';
import { verifyPdf } from '../../platform/signing/verify-pdf.ts';
import { recordEvent } from '../events/index.ts';
import type { Actor } from '../identity/index.ts';
import { findBatchByRequest, insertBatch, settleItem } from './batch-store.ts';
import { listCredentials, type StoredCredential } from './credential-store.ts';
import { openCredential } from './open-credential.ts';
import type { SealCommand, SealedPaper, SealLetter } from './seal-letter.ts';
import type { SigningSettings } from './signing-settings.ts';
import { loadTrust } from './trust-store.ts';

/** What signing stands on. */
export type SealDeps = { db: Db; clock: Clock; log: Log; signing: SigningSettings };

/** Makes what letters are signed by. */
export const sealLetter = (deps: SealDeps): SealLetter => ({
  credentialsOf: async (actor) =>
    (await listCredentials(deps.db, actor.accountId)).map(({ id, kind, certificates, asks }) => {
      const { name, issuer } = readNames(certificates[0]);
      const notAfter = certificates[0].validToDate.toISOString();
      return { id, kind, name: name ?? '', issuer: issuer ?? '', notAfter, asks };
    }),
  seal: (actor, command) => beginBatch(deps, actor, command),
});

async function beginBatch(deps: SealDeps, actor: Actor, command: SealCommand): Promise<{ batchId: string }> {
  const request = { accountId: actor.accountId, requestId: command.requestId };
  const repeated = await findBatchByRequest(deps.db, request);
  if (repeated !== undefined) return { batchId: repeated };
  const credential = await requireCredential(deps.db, actor, command.credentialId);
  const signing = await openAll(deps, credential, command);
  const batch = {
    ...request,
    id: newId(),
    credentialId: credential.id,
    subjectIds: command.papers.map(({ subjectId }) => subjectId),
    at: deps.clock.now(),
  };
  const isNew = await deps.db.transaction().execute((tx) => insertBatch(tx, batch));
  if (!isNew) return { batchId: (await findBatchByRequest(deps.db, request)) ?? batch.id };
  // It goes on after the answer: what the person typed must not lie in a queue meanwhile.
  void signAll(deps, actor, { batchId: batch.id, credential, signing, command }).catch((error) =>
    deps.log.error({ err: error, batch: batch.id }, 'a signing batch ended'),
  );
  return { batchId: batch.id };
}

async function requireCredential(db: Db, actor: Actor, credentialId: string): Promise<StoredCredential> {
  const own = await listCredentials(db, actor.accountId);
  const credential = own.find(({ id }) => id === credentialId);
  if (!credential) throw new AppError('not-found', 'signature.no-credential');
  return credential;
}

type Signing = Awaited<ReturnType<typeof openSigning>>;

async function openAll(deps: SealDeps, credential: StoredCredential, command: SealCommand): Promise<Signing> {
  const now = deps.clock.now();
  const signer = await openCredential({ ...deps, now }, credential);
  const documents = await Promise.all(
    command.papers.map(async ({ load, visible }) => ({ pdf: await load(), field: { at: now, visible } })),
  );
  const { timeStamp } = deps.signing;
  const timeStamper = timeStamp && timeStampClient(timeStamp);
  return await openSigning(documents, { signer, authorisation: command.authorisation, timeStamper });
}

type Batch = { batchId: string; credential: StoredCredential; signing: Signing; command: SealCommand };

async function signAll(deps: SealDeps, actor: Actor, { batchId, credential, signing, command }: Batch) {
  for (const [index, { subjectId }] of command.papers.entries()) {
    const item = { batchId, position: index + 1, at: deps.clock.now() };
    try {
      const pdf = await signing.sign(index);
      const report = await requireSound(deps, pdf, credential);
      await deps.db.transaction().execute(async (tx) => {
        if (!(await settleItem(tx, item, null))) return;
        await command.keep(tx, { subjectId, pdf, report } satisfies SealedPaper);
      });
    } catch (error) {
      const code: ErrorCode = error instanceof AppError ? error.code : 'internal.unexpected';
      deps.log.warn({ reason: String(error), batch: batchId, code }, 'a document was not signed');
      await deps.db.transaction().execute((tx) => settleItem(tx, item, code));
    }
  }
  await recordEvent(deps.db, actor, {
    type: 'signing.batch-finished',
    at: deps.clock.now(),
    subjectType: 'account',
    subjectId: actor.accountId,
    data: { batchId, documents: command.papers.length },
  });
}

/** Nothing is kept that our own verification would not show as sound, whoever made the signature. */
async function requireSound(
  { db, clock }: SealDeps,
  pdf: Uint8Array,
  credential: StoredCredential,
): Promise<SignatureReport> {
  const { signatures } = verifyPdf(pdf, { trust: await loadTrust(db), at: clock.now() });
  const report = signatures.at(-1);
  const isOwn = report?.certificate?.sha256 === fingerprintOf(credential.certificates[0]);
  const isSound = signatures.every((one) => !['broken', 'changed', 'unsupported'].includes(verdictOf(one)));
  if (!report || !isOwn || !isSound || !report.coversWholeFile) {
    throw new AppError('dependency', 'signature.result-refused');
  }
  return report;
}
