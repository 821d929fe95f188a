import { randomUUID } from 'node:crypto';
import type { InformationRequest, PublishedAnswers } from '@opis/contracts';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { anInformationWorld, requests } from '../../../test/an-information-world.ts';
import { aDatabase } from '../../../test/test-database.ts';

const database = await aDatabase();
const world = await anInformationWorld(database);
const { act, get, leave, lettersOf, send } = world;

/** What anybody may read, with no account. */
const published = async () => {
  const { status, body } = await world.server.inject({ url: '/api/v1/public/information-answers' });
  expect(status).toBe(200);
  return (body as PublishedAnswers).items;
};
const copyOf = (id: string, document: string) =>
  world.server.inject({ url: `/api/v1/public/information-answers/${id}/documents/${document}` });

const shown = {
  title: 'Contractele de achiziții din 2025',
  question: 'Ce contracte de achiziții s-au încheiat în 2025?',
  answer: 'S-au încheiat 41 de contracte.',
};

test('an answered request is published in words written anew, never a paper of the file, and can be withdrawn', async () => {
  world.begin();
  const { id } = await world.aRequest();
  expect((await act(id, 'publication', shown)).status).toBe(403);
  await leave(lettersOf((await act(id, 'answer')).request)[0] ?? '');
  const [letter] = (await get(id)).request.documents;
  expect(letter).toMatchObject({ masked: false });
  const unmasked = await act(id, 'publication', { ...shown, documents: [letter?.id] });
  expect(unmasked.problem).toMatchObject({ code: 'information-request.not-masked' });
  const { request } = await act(id, 'publication', shown);
  expect(request.publication).toMatchObject({ title: shown.title, documents: [], withdrawnOn: null });
  expect(await published()).toEqual([{ id, ...shown, publishedOn: world.today(), documents: [] }]);
  await act(id, 'publication/withdrawal');
  expect(await published()).toEqual([]);
  expect((await get(id)).request.actions).toContain('publish');
});

test('a masked copy may be shown with it, to everybody and while it is published; the original stays inside', async () => {
  world.begin();
  const { id } = await world.aRequest();
  await leave(lettersOf((await act(id, 'answer')).request)[0] ?? '');
  const [letter] = (await get(id)).request.documents;
  const copy = randomUUID();
  await sql`
    INSERT INTO documents (id, holder_type, holder_id, position, name, created_at, created_by, masked_from)
    SELECT ${copy}, 'entry', ${id}, 1, 'Contract Turturică (mascat).pdf', now(), documents.created_by, documents.id
    FROM documents WHERE documents.id = ${letter?.id}`.execute(database.owner);
  await sql`INSERT INTO document_files SELECT (json_populate_record(original, json_build_object('document_id', ${copy}::text))).*
    FROM document_files AS original WHERE original.document_id = ${letter?.id}`.execute(database.owner);
  const { request } = await act(id, 'publication', { ...shown, documents: [copy] });
  expect(request.publication?.documents).toMatchObject([
    { id: copy, name: 'Contract Turturică (mascat).pdf' },
  ]);
  const listed = await published();
  expect(listed).toMatchObject([{ id, documents: [{ id: copy }] }]);
  expect(JSON.stringify(listed)).not.toContain('Turturică');
  const sent = await copyOf(id, copy);
  expect([sent.status, sent.response.headers['content-disposition']]).toEqual([
    200,
    expect.stringContaining('document-1.pdf'),
  ]);
  expect((await copyOf(id, letter?.id ?? '')).status).toBe(404);
  expect((await copyOf(randomUUID(), copy)).status).toBe(404);
  await act(id, 'publication/withdrawal');
  expect((await copyOf(id, copy)).status).toBe(404);
});

test('two people who act on the same version: the second is told what the first did', async () => {
  world.begin();
  const { id } = await world.aRequest();
  const reason = 'Volum mare de documente.';
  const command = () => ({ requestId: randomUUID(), version: 1, reason });
  const answers = await Promise.all(
    [world.handler, world.head].map((caller) =>
      send(caller, 'POST', `${requests}/${id}/extension`, command()),
    ),
  );
  // Whoever has the file and whoever leads its unit may both decide.
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  const refused = answers.find(({ status }) => status === 409)?.body as
    | { conflict: InformationRequest }
    | undefined;
  expect(refused?.conflict).toMatchObject({ version: 2 });
  const { rows } = await sql`SELECT FROM letters WHERE letters.case_file_id = ${id}`.execute(database.db);
  expect(rows).toHaveLength(1);
});
