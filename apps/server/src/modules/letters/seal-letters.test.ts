import { randomUUID } from 'node:crypto';
import type { EntryDetail, LetterDetail, SealLettersResponse, SigningBatch } from '@opis/contracts';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { aLetterWorld, letters } from '../../../test/a-letter-world.ts';
import type { Caller } from '../../../test/a-server.ts';
import { askPdfsig } from '../../../test/a-signed-pdf.ts';
import { aSigner } from '../../../test/a-signer.ts';
import { aSigningWorld } from '../../../test/a-signing-world.ts';
import { aDatabase } from '../../../test/test-database.ts';
import { resolveAccount } from '../identity/index.ts';

const database = await aDatabase();
const { folder } = aSigningWorld();
const signing = { way: 'demonstration', csc: undefined, timeStamp: undefined } as const;
const world = await aLetterWorld(database, { signing });
const { head, director, handler, registrar, today } = world;
const { product } = world.server;
await sql`UPDATE institution SET demonstration_password = 'parola'`.execute(database.owner);

async function credentialOf(caller: Caller): Promise<string> {
  const actor = await resolveAccount(product.identity, caller.username);
  if (!actor) throw new Error('nobody');
  await aSigner(database.db, actor);
  const [credential] = await product.sealLetter.credentialsOf(actor);
  return credential?.id ?? '';
}

async function seal(caller: Caller, letter: LetterDetail, credential: string): Promise<SigningBatch> {
  const { status, body } = await caller.request('POST', `${letters}/seal`, {
    requestId: randomUUID(),
    credential,
    authorisation: { pin: '1234' },
    items: [{ id: letter.id, version: letter.version }],
  });
  expect(status, JSON.stringify(body)).toBe(202);
  const { batchId } = body as SealLettersResponse;
  const batch = async () =>
    (await caller.request('GET', `/api/v1/signing-batches/${batchId}`)).body as SigningBatch;
  await expect.poll(async () => (await batch()).finishedAt, { timeout: 20_000 }).not.toBeNull();
  return batch();
}

const get = async (letter: LetterDetail) => (await world.get(letter.id)).letter;

test('two certificates sign the same bytes; with the second the answer is registered and ready to send', async () => {
  const { id, entry } = await world.aPetition();
  const { letter } = await world.sent(id, { signing: 'electronic' });
  const ofHead = await credentialOf(head);
  expect((await world.get(letter.id, head)).letter.actions).toContain('sign');
  expect(await seal(head, letter, ofHead)).toMatchObject({ signed: 1, failed: 0 });
  const half = await get(letter);
  expect(half.status).toBe('approved');
  expect(await seal(director, half, await credentialOf(director))).toMatchObject({ signed: 1, failed: 0 });
  const whole = await get(letter);
  expect(whole).toMatchObject({ status: 'ready', datedOn: today });
  expect(whole.signers.map(({ method }) => method)).toEqual(['electronic', 'electronic']);
  const url = `/api/v1/registers/general/entries/${entry.year}/${entry.number}`;
  expect((await registrar.request('GET', url)).body as EntryDetail).toMatchObject({ dispatchedOn: today });
  const { response } = await world.server.inject({
    method: 'GET',
    url: `${letters}/${letter.id}/letter.pdf`,
    headers: { authorization: `Bearer ${handler.token}` },
  });
  const said = askPdfsig(folder, response.rawPayload);
  expect(said.match(/Signature is Valid/g)).toHaveLength(2);
}, 60_000);

test('an answer to the task alone signs nothing, and nobody signs who was not asked', async () => {
  const { id } = await world.aPetition();
  const { letter } = await world.sent(id, { signing: 'electronic' });
  const { body } = await head.request('GET', '/api/v1/tasks?queue=sign');
  const [task] = (body as { items: { id: string; version: number }[] }).items;
  const answered = await head.request('POST', `/api/v1/tasks/${task?.id}/answer`, {
    requestId: randomUUID(),
    version: task?.version,
    verdict: 'signed',
  });
  expect(answered).toMatchObject({ status: 409, body: { code: 'letter.sign-in-letter' } });
  const { status } = await handler.request('POST', `${letters}/seal`, {
    requestId: randomUUID(),
    credential: randomUUID(),
    items: [{ id: letter.id, version: letter.version }],
  });
  expect(status).toBe(403);
});
