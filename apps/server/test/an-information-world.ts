import { randomUUID } from 'node:crypto';
import type {
  InformationRequest,
  LetterDetail,
  Problem,
  RegisterDocumentResponse,
  UploadResponse,
} from '@opis/contracts';
import { sql } from 'kysely';
import { afterAll, expect } from 'vitest';
import { compose } from '../src/compose.ts';
import { composeHttp } from '../src/compose-http.ts';
import { toLegalTime } from '../src/platform/clock.ts';
import { aCaseWorld, files } from './a-case-world.ts';
import { aClock } from './a-clock.ts';
import { aPdf } from './a-pdf.ts';
import { aRegistration } from './a-registry.ts';
import type { Caller } from './a-server.ts';
import type { TestDatabase } from './test-database.ts';

/** Where requests for public information are in the API. */
export const requests = '/api/v1/information-requests';

type Answer = {
  status: number;
  request: InformationRequest;
  problem: Problem & { conflict?: InformationRequest };
};

/**
 * People who answer requests for public information, through the API of a product whose clock stands still until the test
 * moves it. Books never go back: `begin` goes on to a Monday six weeks later.
 */
export async function anInformationWorld(database: TestDatabase) {
  const world = await aCaseWorld(database);
  const { server, registrar, head, handler, director, idOf } = world;
  const clock = aClock('2024-01-08T07:00:00Z');
  let monday = clock.now();
  const moved = compose({ ...server.product, clock }, { trustHour: true });
  const { app, close } = await composeHttp(moved, {
    publicUrl: 'https://valea-mica.example',
    trustProxy: false,
    maxUploadBytes: 50 * 1024 * 1024,
    forbiddenTypes: [],
  });
  afterAll(close);
  /** Rights were given today: whoever is to act in the past had them then. */
  const allowInThePast = () => sql`UPDATE role_grants SET valid_from = '2020-01-01'`.execute(database.owner);
  await allowInThePast();
  const today = () => toLegalTime(clock.now()).date;
  /** Goes on to a Monday six weeks after the last one; gives that day. */
  function begin(): string {
    monday = new Date(monday.getTime() + 42 * 86_400_000);
    clock.set(monday.toISOString());
    return today();
  }
  /** The day that a rule gives from a day, as the book of rules counts it. */
  const dueOf = async (rule: string, on: string) =>
    (await moved.deadlines.compute(rule, { on, at: `${on}T07:00:00.000Z` })).due;
  const goTo = (day: string) => clock.set(`${day}T08:00:00Z`);

  async function send(caller: Caller, method: 'GET' | 'POST', url: string, body?: object) {
    const response = await app.inject({
      ...{ method, url },
      headers: {
        authorization: `Bearer ${caller.token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
    });
    return { status: response.statusCode, body: response.json() as never };
  }

  /** A request, at the handler of the legal unit. */
  async function aRequest(changes: Parameters<typeof aRegistration>[0] = {}) {
    const { register: _, ...body } = aRegistration({
      ...{ unit: 'juridic', procedure: 'foi-request', channel: 'email' },
      subject: 'Contractele de achiziții publice din anul 2025',
      confirmGap: true,
      sender: { kind: 'natural', name: 'Anghelina Turturică', email: 'anghelina@posta.example' },
      ...changes,
    });
    const registered = await send(registrar, 'POST', '/api/v1/registers/general/entries', body);
    expect(registered.status, JSON.stringify(registered.body)).toBe(201);
    const { id } = registered.body as RegisterDocumentResponse;
    const to = { requestId: randomUUID(), version: 1, to: { person: idOf(handler) } };
    expect((await send(head, 'POST', `${files}/${id}/assign`, to)).status).toBe(200);
    return registered.body as RegisterDocumentResponse;
  }

  async function get(id: string, caller = handler): Promise<Answer> {
    const { status, body } = await send(caller, 'GET', `${requests}/${id}`);
    return { status, request: body, problem: body };
  }

  /** An act on the version that stands, unless `body` says another. */
  async function act(id: string, verb: string, body: object = {}, caller = handler): Promise<Answer> {
    const { request } = await get(id, handler);
    const command = { requestId: randomUUID(), version: request.version, ...body };
    const { status, body: answer } = await send(caller, 'POST', `${requests}/${id}/${verb}`, command);
    return { status, request: answer, problem: answer };
  }

  async function letter(id: string): Promise<LetterDetail> {
    return (await send(handler, 'GET', `/api/v1/letters/${id}`)).body as LetterDetail;
  }
  async function actOnLetter(caller: Caller, id: string, verb: string, body: object): Promise<LetterDetail> {
    const { version } = await letter(id);
    const command = { requestId: randomUUID(), version, ...body };
    const answer = await send(caller, 'POST', `/api/v1/letters/${id}/${verb}`, command);
    expect(answer.status, `${verb} ${JSON.stringify(answer.body)}`).toBe(200);
    return answer.body as LetterDetail;
  }

  /** The letter is signed on paper and ready to send. */
  async function ready(id: string) {
    const signers = [{ slot: 'institution-head', person: idOf(director) }];
    await actOnLetter(handler, id, 'send-on-route', { signers });
    await actOnLetter(handler, id, 'signed-paper', { upload: await upload(), signedOn: today() });
  }
  /** The letter is signed and leaves today. */
  async function leave(id: string) {
    await ready(id);
    await actOnLetter(registrar, id, 'sent', { how: 'post', on: today() });
  }
  const comeBack = (id: string) =>
    actOnLetter(registrar, id, 'returned', { on: today(), reason: 'Destinatar necunoscut.' });

  async function upload(): Promise<string> {
    const response = await app.inject({
      method: 'POST',
      url: '/api/v1/uploads?name=scan.pdf',
      headers: { authorization: `Bearer ${handler.token}`, 'content-type': 'application/octet-stream' },
      payload: aPdf(1),
    });
    return (response.json() as UploadResponse).id;
  }

  /** Ids of the letters of the last decision. */
  const lettersOf = (request: InformationRequest) =>
    request.decisions.at(-1)?.letters.map(({ id }) => id) ?? [];
  const term = (request: InformationRequest, role = 'answer') =>
    request.terms.findLast((each) => each.role === role);

  return {
    ...world,
    allowInThePast,
    begin,
    dueOf,
    goTo,
    clock,
    moved,
    today,
    send,
    aRequest,
    get,
    act,
    letter,
    ready,
    leave,
    comeBack,
    lettersOf,
    term,
  };
}
