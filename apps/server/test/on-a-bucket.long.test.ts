import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { HeadObjectCommand } from '@aws-sdk/client-s3';
import type { CaseFileDetail, EntryDetail, FileScanResponse, RegisterMessageResponse } from '@opis/contracts';
import { sql } from 'kysely';
import { afterAll, expect, test } from 'vitest';
import { composeMail } from '../src/compose-mail.ts';
import { mailReceiver } from '../src/modules/incoming-mail/index.ts';
import { objectKey } from '../src/platform/files/object-key.ts';
import { openFileStore } from '../src/platform/files/open-file-store.ts';
import { aBucket } from './a-bucket.ts';
import { aPdf } from './a-pdf.ts';
import { aScanWorld } from './a-scan-world.ts';
import { aMessage } from './an-intake-world.ts';
import { aHandedOverMailbox } from './some-mail.ts';
import { someProcessing, workThrough } from './some-processing.ts';
import { aDatabase } from './test-database.ts';

const dataDir = await mkdtemp(join(tmpdir(), 'opis-on-a-bucket-'));
afterAll(() => rm(dataDir, { recursive: true, force: true }));
const { client, bucket, endpoint } = await aBucket();
const keys = { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' };
const files = await openFileStore({ dataDir, s3: { bucket, region: 'eu', endpoint, ...keys } });
const world = await aScanWorld(await aDatabase(), { files });
const { server, db, registrar, head } = world;
const officer = await server.aCaller(['digital-officer']);
const mail = composeMail(server.product, { maxMessageBytes: 50_000_000 });
afterAll(mail.close);
const ourAddress = 'registratura@lunca-alba.example';
await aHandedOverMailbox(db, ourAddress);

const drawn = async (url: string) => {
  const headers = { authorization: `Bearer ${head.token}` };
  const { response } = await server.inject({ method: 'GET', url, headers });
  return { status: response.statusCode, png: response.rawPayload.subarray(1, 4).toString() };
};

test('mail that comes in, scans that are filed, what is read in files and shown of them live in a bucket alone', async () => {
  // A message with a paper, registered.
  const paper = aPdf(2);
  const bytes = aMessage({
    to: ourAddress,
    subject: 'Cerere pe găleată',
    attachments: [{ name: 'cerere.pdf', type: 'application/pdf', content: paper.toString('latin1') }],
  });
  const envelope = { from: 'ana.pop@posta.example', to: [ourAddress], client: { address: null, helo: null } };
  await mailReceiver(mail.deps).keep(envelope, Readable.from([bytes]));
  const { rows: came } = await sql<{ id: string; raw: string }>`
    SELECT incoming_messages.id, incoming_messages.raw_sha256 AS raw FROM incoming_messages`.execute(db);
  const [message] = came;
  const registered = await officer.request('POST', `/api/v1/mail-intake/${message?.id}/registration`, {
    ...{ requestId: crypto.randomUUID(), version: 1, kind: 'petition', unit: 'juridic' },
  });
  expect(registered.status).toBe(201);
  const { year, number } = registered.body as RegisterMessageResponse;

  // A stack with a label, filed.
  const one = await world.anEntry();
  const scan = await world.arrived('teanc.pdf', [{ label: one.label, words: 'hartie scanata' }]);
  const filed = await world.fileIt(registrar, scan.id, { pages: [1], entry: one.key });
  expect(filed.status).toBe(201);

  // Everything is worked through, and what comes of it is read from the same bucket.
  const deps = someProcessing(db, { files, previews: mail.deps.previews } as never, {});
  await workThrough(deps);
  const { rows: works } = await sql<{ count: number }>`SELECT count(*)::int AS count FROM file_works
    WHERE file_works.status IN ('waiting', 'running')`.execute(db);
  expect(works).toEqual([{ count: 0 }]);
  const { rows: read } = await sql<{ text: string }>`SELECT file_texts.text FROM file_texts`.execute(db);
  expect(read.map(({ text }) => text.trim())).toContain('Pagina 1');

  const entry = (await head.request('GET', `/api/v1/registers/general/entries/${year}/${number}`))
    .body as EntryDetail;
  const mailed = (await head.request('GET', `/api/v1/case-files/${entry.id}`)).body as CaseFileDetail;
  const scanned = (
    await head.request('GET', `/api/v1/case-files/${(filed.body as FileScanResponse).caseFileId}`)
  ).body as CaseFileDetail;
  const shown = [...mailed.items, ...scanned.items].filter(({ file }) => (file?.pages ?? 0) > 0);
  expect(shown.length).toBeGreaterThanOrEqual(2);
  for (const { file } of shown)
    expect(await drawn(`${file?.url}/pages/1.png`)).toEqual({ status: 200, png: 'PNG' });

  // Nothing is beside the bucket, and every content that the database knows is in it.
  expect(await readdir(join(dataDir, 'files'))).toEqual(['tmp']);
  expect(await readdir(join(dataDir, 'files', 'tmp'))).toEqual([]);
  const { rows: known } = await sql<{ sha256: string }>`SELECT blobs.sha256 FROM blobs`.execute(db);
  expect(known.length).toBeGreaterThanOrEqual(4);
  for (const { sha256 } of known)
    await client.send(new HeadObjectCommand({ Bucket: bucket, Key: objectKey(sha256) }));
  const kept = await files.open(message?.raw ?? '');
  const pieces: Buffer[] = [];
  for await (const piece of kept ?? []) pieces.push(piece);
  expect(Buffer.concat(pieces).equals(bytes)).toBe(true);
}, 240_000);
