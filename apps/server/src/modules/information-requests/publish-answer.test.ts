import { randomUUID } from 'node:crypto';
import type { InformationRequest } from '@opis/contracts';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { anInformationWorld, requests } from '../../../test/an-information-world.ts';
import { aDatabase } from '../../../test/test-database.ts';
import { listPublishedAnswers } from './publish-answer.ts';

const database = await aDatabase();
const world = await anInformationWorld(database);
const { act, get, leave, lettersOf, send } = world;

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
  expect(await listPublishedAnswers(database.db)).toMatchObject([{ id, ...shown, documentIds: [] }]);
  expect(JSON.stringify(await listPublishedAnswers(database.db))).not.toContain('Turturică');
  await act(id, 'publication/withdrawal');
  expect(await listPublishedAnswers(database.db)).toEqual([]);
  expect((await get(id)).request.actions).toContain('publish');
});

test('a masked copy may be shown with it; the original stays inside', async () => {
  world.begin();
  const { id } = await world.aRequest();
  await leave(lettersOf((await act(id, 'answer')).request)[0] ?? '');
  const [letter] = (await get(id)).request.documents;
  const copy = randomUUID();
  await sql`
    INSERT INTO documents (id, holder_type, holder_id, position, name, created_at, created_by, masked_from)
    SELECT ${copy}, 'entry', ${id}, 1, 'Contracte (mascat).pdf', now(), documents.created_by, documents.id
    FROM documents WHERE documents.id = ${letter?.id}`.execute(database.owner);
  const { request } = await act(id, 'publication', { ...shown, documents: [copy] });
  expect(request.publication?.documents).toMatchObject([{ id: copy, name: 'Contracte (mascat).pdf' }]);
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
