import { EntrySignatures, SigningBatch, SigningCredentials } from '@opis/contracts';
import { z } from 'zod';
import type { Clock } from '../../platform/clock.ts';
import type { Db } from '../../platform/db.ts';
import type { Http } from '../../platform/http/http.ts';
import { listDocumentFiles } from '../documents/index.ts';
import { type Actor, actorOf } from '../identity/index.ts';
import { EntryParams, keyOf, type RegisterDirectory, requireEntryFile } from '../registry/index.ts';
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
    '/api/v1/registers/:code/entries/:year/:number/signatures',
    { schema: { params: EntryParams, response: { 200: EntrySignatures } } },
    async (request) => await listEntrySignatures(deps, actorOf(request), keyOf(request.params)),
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

/** What is known of the signatures of an entry's documents, for readers of its file; documents without any are left out. */
async function listEntrySignatures(
  deps: SignatureRoutesDeps,
  actor: Actor,
  key: ReturnType<typeof keyOf>,
): Promise<EntrySignatures> {
  const { grant } = await requireEntryFile(deps, actor, key);
  const documents = await listDocumentFiles(deps.db, grant);
  const reports = await findReports(
    deps.db,
    documents.map(({ sha256 }) => sha256),
  );
  const items = documents.flatMap(({ id, sha256 }) => {
    const found = reports.get(sha256);
    return found && found.state !== 'none' ? [{ documentId: id, ...found }] : [];
  });
  return { items };
}
