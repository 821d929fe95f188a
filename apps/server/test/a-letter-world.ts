import { randomUUID } from 'node:crypto';
import type { LetterConflictProblem, LetterContent, LetterDetail, UploadResponse } from '@opis/contracts';
import { sql } from 'kysely';
import { expect } from 'vitest';
import { toLegalTime } from '../src/platform/clock.ts';
import { aCaseWorld, files } from './a-case-world.ts';
import { aPdf } from './a-pdf.ts';
import type { Caller } from './a-server.ts';
import type { TestDatabase } from './test-database.ts';

/** Where letters are in the API. */
export const letters = '/api/v1/letters';

type Answer = { status: number; letter: LetterDetail; problem: LetterConflictProblem };

/** People of the legal unit who write letters in petitions, through the API. */
export async function aLetterWorld(database: TestDatabase, options: Parameters<typeof aCaseWorld>[1] = {}) {
  const world = await aCaseWorld(database, options);
  const { server, registrar, head, handler, director, idOf } = world;
  const today = toLegalTime(new Date()).date;

  /** A petition of the legal unit, at the handler. */
  async function aPetition() {
    const { body } = await world.register({ unit: 'juridic', category: 'petitie' }).then(async (entry) => {
      const url = `/api/v1/registers/general/entries/${entry.year}/${entry.number}/case-file`;
      const found = await registrar.request('GET', url);
      return { body: { entry, id: (found.body as { id: string }).id } };
    });
    await world.assign(head, body.id, 1, { person: idOf(handler) });
    return body;
  }

  async function ask(caller: Caller, url: string, body?: object): Promise<Answer> {
    const answer = await caller.request(body ? 'POST' : 'GET', url, body);
    return { status: answer.status, letter: answer.body, problem: answer.body };
  }

  const begin = async (fileId: string, kind = 'answer', caller = handler) => {
    const { status, letter } = await ask(caller, `${files}/${fileId}/letters`, {
      requestId: randomUUID(),
      kind,
    });
    expect(status).toBe(201);
    return letter;
  };
  const get = (id: string, caller = handler) => ask(caller, `${letters}/${id}`);
  const save = (letter: LetterDetail, changes: Partial<LetterContent>, caller = handler) =>
    ask(caller, `${letters}/${letter.id}/draft`, {
      version: letter.version,
      content: { ...letter.content, ...changes },
    });
  const act = (
    caller: Caller,
    letter: Pick<LetterDetail, 'id' | 'version'>,
    verb: string,
    body: object = {},
  ) =>
    ask(caller, `${letters}/${letter.id}/${verb}`, {
      requestId: randomUUID(),
      version: letter.version,
      ...body,
    });

  const twoSigners = () => [
    { slot: 'unit-head', person: idOf(head) },
    { slot: 'institution-head', person: idOf(director) },
  ];

  /** An answer that states its legal basis, sent to be signed. */
  async function sent(fileId: string, body: object = {}) {
    const draft = (await save(await begin(fileId), { legalBasis: 'art. 8 din O.G. nr. 27/2002' })).letter;
    return act(handler, draft, 'send-on-route', { signers: twoSigners(), ...body });
  }

  async function upload(caller: Caller = handler, bytes: Buffer = aPdf(1)): Promise<string> {
    const { body, status } = await server.inject({
      method: 'POST',
      url: '/api/v1/uploads?name=scan.pdf',
      headers: { authorization: `Bearer ${caller.token}`, 'content-type': 'application/octet-stream' },
      payload: bytes,
    });
    expect(status).toBe(201);
    return (body as UploadResponse).id;
  }

  /** The same, signed on paper and ready to send. */
  async function ready(fileId: string, body: object = {}) {
    const { letter } = await sent(fileId, body);
    const answer = await act(handler, letter, 'signed-paper', { upload: await upload(), signedOn: today });
    expect(answer.status, JSON.stringify(answer.problem)).toBe(200);
    return answer.letter;
  }

  const terms = async (fileId: string) =>
    (
      await sql<{ role: string; status: string }>`
        SELECT terms.role, terms.status FROM terms WHERE terms.case_file_id = ${fileId}`.execute(database.db)
    ).rows;

  return { ...world, today, aPetition, ask, begin, get, save, act, sent, ready, upload, terms, twoSigners };
}
