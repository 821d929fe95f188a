import { randomUUID } from 'node:crypto';
import {
  type LetterRouteChoices,
  ProcedureDeclaration,
  type ProcedureDeclarationInput,
  type TaskPage,
} from '@opis/contracts';
import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { files } from '../../../test/a-case-world.ts';
import { aLetterWorld, letters } from '../../../test/a-letter-world.ts';
import type { Caller } from '../../../test/a-server.ts';
import { aDatabase } from '../../../test/test-database.ts';
import { declareProcedures } from '../case-files/index.ts';

const database = await aDatabase();
const world = await aLetterWorld(database);
const { server, handler, head, director, colleague, idOf } = world;

/** An answer with its legal basis in a file of this procedure, and what its way may be. */
async function anAnswer(procedure: string) {
  const { id } = await world.register({ unit: 'juridic', procedure });
  await world.assign(head, id, 1, { person: idOf(handler) });
  const { letter } = await world.save(await world.begin(id), { legalBasis: 'art. 5 din regulament' });
  return { id, letter, ...(await choicesOf(letter.id)) };
}
const choicesOf = async (id: string) =>
  (await handler.request('GET', `${letters}/${id}/route`)).body as LetterRouteChoices;
const send = (letter: { id: string; version: number }, steps: object[][], more: object = {}) =>
  world.act(handler, letter, 'send-on-route', { signers: world.twoSigners(), steps, ...more });
const waiting = async (caller: Caller, queue: string) =>
  ((await caller.request('GET', `/api/v1/tasks?queue=${queue}&limit=200`)).body as TaskPage).items;
async function answer(caller: Caller, id: string, said: object) {
  const { body } = await caller.request('GET', `/api/v1/tasks/${id}`);
  const { version } = body as { version: number };
  return caller.request('POST', `/api/v1/tasks/${id}/answer`, { requestId: randomUUID(), version, ...said });
}
const statusOf = async (id: string) => (await world.get(id)).letter.status;
const declare = (changes: Partial<ProcedureDeclarationInput>) =>
  declareProcedures(server.product, { accountId: null }, [
    ProcedureDeclaration.parse({ code: 'sondaj', name: 'Sondaj', retention: { years: 5 }, ...changes }),
  ]);
const visaOf = (person: string) => [[{ kind: 'visa', to: { person } }]];

describe('a legal visa that an authorisation requires', () => {
  test('may be given by anybody while nobody holds the right, but is never left out', async () => {
    const { letter, proposed } = await anAnswer('authorisation');
    expect(proposed.steps).toMatchObject([[{ kind: 'visa', required: true, candidates: [] }]]);
    expect(await send(letter, [])).toMatchObject({
      ...{ status: 422, problem: { code: 'letter.step-required', fields: [{ path: 'steps' }] } },
    });
    const other = [[{ kind: 'endorsement', to: { person: idOf(colleague) } }]];
    expect((await send(letter, other)).problem.code).toBe('letter.step-required');
    expect((await send(letter, visaOf(idOf(colleague)))).letter.status).toBe('in-route');
  });

  test('is asked of whoever holds the right, and of nobody else', async () => {
    const jurist = await aJurist();
    const { letter, proposed } = await anAnswer('authorisation');
    expect(proposed.steps[0]?.[0]?.candidates).toContainEqual(expect.objectContaining({ person: jurist.id }));
    expect(await send(letter, visaOf(idOf(colleague)))).toMatchObject({
      status: 422,
      problem: { code: 'letter.step-to-others', fields: [{ path: 'steps.0.0.to' }] },
    });
    const sent = await send(letter, visaOf(jurist.id));
    expect(sent.letter.status).toBe('in-route');
    const task = await taskOf(letter.id, 'visa');
    expect((await answer(jurist.caller, task, { verdict: 'favourable' })).status).toBe(200);
    expect(await statusOf(letter.id)).toBe('approved');
  });

  test('is not given up by whoever asked; the letter is taken back instead', async () => {
    const jurist = await aJurist();
    const { letter } = await anAnswer('authorisation');
    const steps = [...visaOf(jurist.id), [{ kind: 'opinion', to: { person: idOf(colleague) } }]];
    const sent = await send(letter, steps);
    const withdraw = async (kind: string) => {
      const id = await taskOf(letter.id, kind);
      const { body } = await handler.request('GET', `/api/v1/tasks/${id}`);
      const { version, actions } = body as { version: number; actions: string[] };
      const url = `/api/v1/tasks/${id}/withdraw`;
      const { status } = await handler.request('POST', url, { requestId: randomUUID(), version });
      return { status, drawn: actions.includes('withdraw') };
    };
    expect(await withdraw('opinion')).toEqual({ status: 200, drawn: true });
    expect(await withdraw('visa')).toEqual({ status: 403, drawn: false });
    const now = (await world.get(letter.id)).letter;
    expect(now.version).toBeGreaterThanOrEqual(sent.letter.version);
    expect((await world.act(handler, now, 'recall', { reason: 'mai verific' })).letter.status).toBe('draft');
    expect((await send((await world.get(letter.id)).letter, visaOf(jurist.id))).status).toBe(200);
  });

  test('holds the letter when whoever was asked is barred meanwhile (PET-11), and when it is unfavourable', async () => {
    const jurist = await aJurist();
    const { id, letter } = await anAnswer('authorisation');
    const [[visa]] = visaOf(jurist.id) as [[object]];
    await send(letter, [[visa, { kind: 'opinion', to: { person: idOf(colleague) } }]]);
    const { body } = await head.request('GET', `${files}/${id}`);
    const { version } = body as { version: number };
    const complaint = { requestId: randomUUID(), version, person: jurist.id };
    expect((await head.request('POST', `${files}/${id}/complaint`, complaint)).status).toBe(200);
    const opinion = await taskOf(letter.id, 'opinion');
    expect((await answer(colleague, opinion, { verdict: 'given', text: 'Da.' })).status).toBe(200);
    expect(await statusOf(letter.id)).toBe('in-route');
    expect((await choicesOf(letter.id)).proposed.steps[0]?.[0]?.candidates).not.toContainEqual(
      expect.objectContaining({ person: jurist.id }),
    );

    const second = await anAnswer('authorisation');
    await send(second.letter, visaOf(jurist.id));
    const refused = { verdict: 'unfavourable', text: 'Lipsește avizul de mediu.' };
    await answer(jurist.caller, await taskOf(second.letter.id, 'visa'), refused);
    expect(await statusOf(second.letter.id)).toBe('draft');
  });

  test('is kept by the database itself', async () => {
    const jurist = await aJurist();
    const { letter } = await anAnswer('authorisation');
    await send(letter, visaOf(jurist.id));
    const approved = sql`UPDATE letters SET status = 'approved' WHERE letters.id = ${letter.id}`;
    await expect(approved.execute(database.db)).rejects.toMatchObject({
      constraint: 'letters_required_steps_done',
    });
  });
});

describe('a declared way', () => {
  test('is proposed in sequence and at once, its days counted one stage after another', async () => {
    await declare({
      route: [
        { kind: 'opinion', to: { unit: 'contencios' }, withinDays: 2 },
        { kind: 'clarification', to: { leads: 'above' }, withinDays: 4, together: true },
        { kind: 'endorsement', to: { leads: 'unit' }, withinDays: 1 },
        { kind: 'signature', to: { leads: 'unit' }, required: true },
        { kind: 'signature', to: { leads: 'institution' }, together: true },
      ],
    });
    const { letter, proposed } = await anAnswer('sondaj');
    const [[opinion, clarification], [endorsement]] = proposed.steps as [[Step, Step], [Step]];
    expect([opinion, clarification, endorsement].map(({ kind }) => kind)).toEqual([
      ...['opinion', 'clarification', 'endorsement'],
    ]);
    const days = [opinion, clarification, endorsement].map(({ dueOn }) => dueOn ?? '');
    expect(days).toEqual(days.toSorted());
    expect(new Set(days).size).toBe(3);
    expect(proposed.signTogether).toBe(true);
    expect(proposed.signers).toMatchObject([
      { slot: 'unit-head', person: idOf(head), required: true },
      { slot: 'institution-head', person: idOf(director), required: false },
    ]);
    const sent = await send(letter, [], { signTogether: true });
    expect(sent.letter.status).toBe('approved');
    for (const caller of [head, director]) {
      expect((await waiting(caller, 'sign')).some(({ file }) => file.id === sent.letter.caseFile.id)).toBe(
        true,
      );
    }
  });

  test('is refused without the signature that it requires, and free for the rest', async () => {
    const { letter } = await anAnswer('sondaj');
    const alone = [{ slot: 'institution-head', person: idOf(director) }];
    const { id: third } = await aHead();
    const other = [{ slot: 'unit-head', person: third }];
    // Two lead the unit: either of them is whom the procedure means.
    expect((await send(letter, [], { signers: alone })).status).toBe(200);
    await declare({ route: [{ kind: 'signature', to: { leads: 'above' }, required: true }] });
    const above = await anAnswer('sondaj');
    expect(above.proposed.signers).toMatchObject([{ slot: 'unit-head', person: third }]);
    expect((await send(above.letter, [], { signers: alone })).problem.code).toBe('letter.signature-required');
    expect((await send(above.letter, [], { signers: other })).status).toBe(200);
  });

  test('is only of answers: a letter on the way there goes as the person says', async () => {
    const { id } = await anAnswer('authorisation');
    const information = await world.begin(id, 'information');
    expect((await choicesOf(information.id)).proposed).toEqual({
      steps: [],
      signers: [],
      signTogether: false,
    });
  });

  test.each([
    [
      [
        { kind: 'signature', to: { leads: 'unit' } },
        { kind: 'visa', to: { leads: 'unit' } },
      ],
      'route.1.kind',
    ],
    [[{ kind: 'signature', to: { permission: 'case.visa' } }], 'route.0.to'],
    [
      [
        { kind: 'visa', to: { leads: 'unit' } },
        { kind: 'signature', to: { leads: 'unit' }, together: true },
      ],
      'route.1.together',
    ],
    [[{ kind: 'clarification', to: { unit: 'contencios' } }], 'route.0.withinDays'],
  ] as [ProcedureDeclarationInput['route'], string][])(
    '%# that cannot be gone is refused when it is declared',
    async (route, path) => {
      await expect(declare({ route })).rejects.toMatchObject({ fields: [{ path: `0.${path}` }] });
    },
  );
});

type Step = LetterRouteChoices['proposed']['steps'][number][number];

async function taskOf(letterId: string, kind: string): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    SELECT case_tasks.id FROM case_tasks JOIN letter_routes ON letter_routes.id = case_tasks.subject_id
    WHERE letter_routes.letter_id = ${letterId} AND case_tasks.kind = ${kind} AND case_tasks.status IN ('open', 'waiting')
  `.execute(database.db);
  return rows[0]?.id ?? '';
}

const aJurist = () => anEmployee('jurist');
const aHead = () => anEmployee('head-of-unit', 'primar');

async function anEmployee(role: 'jurist' | 'head-of-unit', unit?: string) {
  const caller = await server.aCaller([role], unit);
  const { rows } = await sql<{ id: string }>`
    SELECT accounts.staff_id AS id FROM accounts WHERE accounts.username = ${caller.username}`.execute(
    database.db,
  );
  return { caller, id: rows[0]?.id ?? '' };
}
