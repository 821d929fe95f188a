import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import type { CaseSignatures, SigningBatch } from '@opis/contracts';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { aPdf } from '../../../test/a-pdf.ts';
import { aServer, type Caller } from '../../../test/a-server.ts';
import { aSignedPdf, askPdfsig } from '../../../test/a-signed-pdf.ts';
import { aSigner } from '../../../test/a-signer.ts';
import { aSigningWorld } from '../../../test/a-signing-world.ts';
import { aTrustedList } from '../../../test/a-trusted-list.ts';
import { aWorker } from '../../../test/a-worker.ts';
import { aDatabase } from '../../../test/test-database.ts';
import { resolveAccount } from '../identity/index.ts';
import { importTrustedList } from './import-trusted-list.ts';
import type { SealCommand, SealedPaper } from './seal-letter.ts';

const database = await aDatabase();
const world = aSigningWorld();
const signing = { way: 'demonstration', csc: undefined, timeStamp: undefined } as const;
const server = await aServer(database, { signing });
const { db } = database;
const { product } = server;
await aWorker(database, product);
const registrar = await server.aCaller(['registrar']);
const handler = await server.aCaller(['head-of-unit'], 'juridic');
const outsider = await server.aCaller(['case-handler'], 'registratura');
const persida = world.aSigner({ name: 'Persida Cucuruz', statements: ['qualified', 'device'] });

async function anEntry(pdf: Buffer): Promise<string> {
  const { body } = await server.inject({
    method: 'POST',
    url: '/api/v1/uploads?name=cerere.pdf',
    headers: { authorization: `Bearer ${registrar.token}` },
    payload: pdf,
  });
  const { body: entry } = await registrar.request('POST', '/api/v1/registers/general/entries', {
    requestId: randomUUID(),
    channel: 'counter',
    subject: 'Cerere semnată',
    sender: { kind: 'natural', name: 'Anghelina Turturică' },
    sheets: 1,
    annexes: 0,
    unit: 'juridic',
    uploads: [(body as { id: string }).id],
  });
  const { year, number } = entry as { year: number; number: number };
  const { body: file } = await handler.request(
    'GET',
    `/api/v1/registers/general/entries/${year}/${number}/case-file`,
  );
  return `/api/v1/case-files/${(file as { id: string }).id}`;
}

const signaturesOf = async (caller: Caller, entry: string) =>
  (await caller.request('GET', `${entry}/signatures`)).body as CaseSignatures;

describe('a signed document that comes in', () => {
  test('shows who signed it and that it is intact, to readers of its file alone', async () => {
    const entry = await anEntry(await aSignedPdf(aPdf(1), persida));
    await expect
      .poll(async () => (await signaturesOf(handler, entry)).items.length, { timeout: 20_000 })
      .toBe(1);
    const { items } = await signaturesOf(handler, entry);
    expect(items[0]).toMatchObject({
      state: 'signed',
      signatures: [{ signer: { name: 'Persida Cucuruz' }, integrity: 'intact', level: 'unverified-issuer' }],
    });
    expect((await outsider.request('GET', `${entry}/signatures`)).status).toBe(404);
  });

  test('becomes „calificată” when a list that names its issuer is imported, and not before', async () => {
    const entry = await anEntry(await aSignedPdf(aPdf(2), persida));
    const levelOf = async () => (await signaturesOf(handler, entry)).items[0]?.signatures[0]?.level;
    await expect.poll(levelOf, { timeout: 20_000 }).toBe('unverified-issuer');
    const list = aTrustedList(world, {});
    await expect(importTrustedList(product, { xml: list.xml })).rejects.toMatchObject({
      code: 'signature.trusted-list-unknown-signer',
      details: { fingerprint: list.fingerprint },
    });
    const imported = await importTrustedList(product, { xml: list.xml, signer: list.fingerprint });
    expect(imported).toMatchObject({ confirmedBy: 'operator', list: { territory: 'RO' } });
    expect(imported.examinedAgain).toBeGreaterThanOrEqual(2);
    await expect.poll(levelOf, { timeout: 20_000 }).toBe('qualified');
  });

  test('is passed over when it is not signed, and its other documents stay as they are', async () => {
    const entry = await anEntry(aPdf(3));
    const examined = async () => {
      const { rows } = await sql<{ state: string }>`
        SELECT signature_reports.state FROM signature_reports JOIN blobs USING (sha256) WHERE preview_pages = 3
      `.execute(db);
      return rows[0]?.state;
    };
    await expect.poll(examined, { timeout: 20_000 }).toBe('none');
    expect(await signaturesOf(handler, entry)).toEqual({ items: [] });
  });
});

describe('a batch of letters', () => {
  const kept = new Map<string, SealedPaper>();
  const aCommand = (changes: Partial<SealCommand> = {}): SealCommand => ({
    requestId: randomUUID(),
    credentialId: '',
    authorisation: { pin: '1234' },
    papers: [1, 2, 3].map((pages) => ({ subjectId: randomUUID(), load: async () => aPdf(pages) })),
    keep: async (_tx, sealed) => {
      kept.set(sealed.subjectId, sealed);
    },
    ...changes,
  });
  const batchOf = async (caller: Caller, id: string) =>
    (await caller.request('GET', `/api/v1/signing-batches/${id}`)).body as SigningBatch;
  const ended = (id: string) =>
    expect.poll(async () => (await batchOf(handler, id)).finishedAt, { timeout: 20_000 }).not.toBeNull();

  async function aPerson() {
    await sql`UPDATE institution SET demonstration_password = 'parola'`.execute(database.owner);
    const actor = await resolveAccount(product.identity, handler.username);
    if (!actor) throw new Error('nobody');
    await aSigner(db, actor);
    const [credential] = await product.sealLetter.credentialsOf(actor);
    if (!credential) throw new Error('no credential');
    return { actor, credential };
  }

  test('is signed with one PIN, each document by its own, and verified before it is kept', async () => {
    const { actor, credential } = await aPerson();
    const command = aCommand({ credentialId: credential.id });
    const { batchId } = await product.sealLetter.seal(actor, command);
    await ended(batchId);
    expect(await batchOf(handler, batchId)).toMatchObject({ total: 3, signed: 3, failed: 0 });
    for (const { subjectId } of command.papers) {
      const sealed = kept.get(subjectId);
      expect(sealed?.report).toMatchObject({ integrity: 'intact', coversWholeFile: true });
      await writeFile(world.path('sealed.pdf'), sealed?.pdf ?? '');
      expect(askPdfsig(world.folder, sealed?.pdf ?? Buffer.alloc(0))).toContain('Signature is Valid');
    }
    expect((await outsider.request('GET', `/api/v1/signing-batches/${batchId}`)).status).toBe(404);
  });

  test('asked twice is one batch', async () => {
    const { actor, credential } = await aPerson();
    const command = aCommand({ credentialId: credential.id });
    const [one, two] = [
      await product.sealLetter.seal(actor, command),
      await product.sealLetter.seal(actor, command),
    ];
    expect(two).toEqual(one);
    await ended(one.batchId);
  });

  test('goes on when one document cannot be kept, and says which', async () => {
    const { actor, credential } = await aPerson();
    const command = aCommand({ credentialId: credential.id });
    const failing = command.papers[1]?.subjectId;
    const keep: SealCommand['keep'] = async (_tx, { subjectId }) => {
      if (subjectId === failing) throw new Error('the letter was withdrawn');
    };
    const { batchId } = await product.sealLetter.seal(actor, { ...command, keep });
    await ended(batchId);
    const { items } = await batchOf(handler, batchId);
    expect(items.map(({ state, errorCode }) => [state, errorCode])).toEqual([
      ['signed', null],
      ['failed', 'internal.unexpected'],
      ['signed', null],
    ]);
  });

  test.each<[string, (id: string) => Partial<SealCommand>, string]>([
    [
      'a wrong PIN',
      (credentialId) => ({ credentialId, authorisation: { pin: '0000' } }),
      'signature.wrong-pin',
    ],
    ['another’s certificate', () => ({ credentialId: randomUUID() }), 'signature.no-credential'],
    [
      'what is no PDF',
      (credentialId) => ({
        credentialId,
        papers: [{ subjectId: randomUUID(), load: async () => Buffer.from('nu') }],
      }),
      'signature.file-unsuitable',
    ],
  ])('does not begin with %s', async (_what, changes, code) => {
    const { actor, credential } = await aPerson();
    await expect(product.sealLetter.seal(actor, aCommand(changes(credential.id)))).rejects.toMatchObject({
      code,
    });
  });

  test('is never signed with a key in a file where the institution is a true one', async () => {
    const { actor, credential } = await aPerson();
    await sql`UPDATE institution SET demonstration_password = NULL`.execute(database.owner);
    const sealing = product.sealLetter.seal(actor, aCommand({ credentialId: credential.id }));
    await expect(sealing).rejects.toMatchObject({ code: 'signature.not-configured' });
  });
});
