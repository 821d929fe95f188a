import { CaseSignatures, SigningBatch, SigningCredentials } from '@opis/contracts';
import { z } from 'zod';
import type { Clock } from '../../platform/clock.ts';
import type { Db } from '../../platform/db.ts';
import type { Http } from '../../platform/http/http.ts';
import { readableDocuments } from '../case-files/index.ts';
import { listDocumentFiles } from '../documents/index.ts';
import { type Actor, actorOf } from '../identity/index.ts';
import type { RegisterDirectory } from '../registry/index.ts';
import { readBatch } from './batch-store.ts';
import { findReports } from './report-store.ts';
import type { SealLetter } from './seal-letter.ts';

export type SignatureRoutesDeps = {
  db: Db;
  clock: Clock;
  registers: RegisterDirectory;
  sealLetter: SealLetter;
};

/** Signatures of what came in, and of what goes out. */
export function signatureRoutes(app: Http, deps: SignatureRoutesDeps) {
  app.get(
    '/api/v1/case-files/:id/signatures',
    { schema: { params: z.object({ id: z.uuid() }), response: { 200: CaseSignatures } } },
    async (request) => await listCaseSignatures(deps, actorOf(request), request.params.id),
  );

  app.get(
    '/api/v1/signing/credentials',
    { schema: { response: { 200: SigningCredentials } } },
    async (request) => ({ items: await deps.sealLetter.credentialsOf(actorOf(request)) }),
  );

  app.get(
    '/api/v1/signing-batches/:id',
    { schema: { params: z.object({ id: z.uuid() }), response: { 200: SigningBatch } } },
    async (request) => {
      const { accountId } = actorOf(request);
      return await readBatch(deps.db, { batchId: request.params.id, accountId, now: deps.clock.now() });
    },
  );
}

/** What is known of the signatures in a file, of documents that the actor may read; those without any are left out. */
async function listCaseSignatures(
  deps: SignatureRoutesDeps,
  actor: Actor,
  caseFileId: string,
): Promise<CaseSignatures> {
  const readable = await readableDocuments(deps, actor, caseFileId);
  const grants = new Set(readable.values());
  const listed = await Promise.all([...grants].map((grant) => listDocumentFiles(deps.db, grant)));
  const documents = listed.flat().filter(({ id }) => readable.has(id));
  const hashes = documents.map(({ sha256 }) => sha256);
  const reports = await findReports(deps.db, hashes);
  const items = documents.flatMap(({ id, sha256 }) => {
    const found = reports.get(sha256);
    return found && found.state !== 'none' ? [{ documentId: id, ...found }] : [];
  });
  return { items };
}
