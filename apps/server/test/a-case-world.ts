import { randomUUID } from 'node:crypto';
import type {
  CaseConflictProblem,
  CaseFileDetail,
  CaseFilePage,
  CaseFileRow,
  RegisterDocumentResponse,
} from '@opis/contracts';
import { sql } from 'kysely';
import { expect } from 'vitest';
import { aRegistration } from './a-registry.ts';
import { aServer, type Caller } from './a-server.ts';
import type { TestDatabase } from './test-database.ts';

/** Where case files are in the API. */
export const files = '/api/v1/case-files';

/** People of the legal unit and around it, and what they do to case files through the API. */
export async function aCaseWorld(database: TestDatabase, options: Parameters<typeof aServer>[1] = {}) {
  const server = await aServer(database, options);
  const registrar = await server.aCaller(['registrar']);
  const head = await server.aCaller(['head-of-unit'], 'juridic');
  const handler = await server.aCaller(['case-handler'], 'juridic');
  const colleague = await server.aCaller(['case-handler'], 'juridic');
  const stranger = await server.aCaller(['case-handler'], 'contencios');
  const director = await server.aCaller(['director'], 'juridic');
  const { rows } = await sql<{ username: string; id: string }>`
    SELECT accounts.username, accounts.staff_id AS id FROM accounts`.execute(database.db);
  const staff = new Map(rows.map(({ username, id }) => [username, id]));

  const idOf = (caller: Caller) => staff.get(caller.username) ?? '';

  async function register(changes: Parameters<typeof aRegistration>[0] = { unit: 'juridic' }) {
    const { register: _, ...body } = aRegistration(changes);
    const answer = await registrar.request('POST', '/api/v1/registers/general/entries', body);
    expect(answer.status).toBe(201);
    return answer.body as RegisterDocumentResponse;
  }

  async function act(caller: Caller, id: string, verb: string, body: object) {
    const { status, body: answer } = await caller.request('POST', `${files}/${id}/${verb}`, {
      requestId: randomUUID(),
      ...body,
    });
    return { status, row: answer as CaseFileRow, problem: answer as CaseConflictProblem };
  }

  const assign = (caller: Caller, id: string, version: number, to: object, resolution?: string) =>
    act(caller, id, 'assign', { version, to, ...(resolution && { resolution }) });

  const get = async (caller: Caller, id: string) => {
    const { status, body } = await caller.request('GET', `${files}/${id}`);
    return { status, file: body as CaseFileDetail };
  };

  const queue = async (caller: Caller, name: string) =>
    ((await caller.request('GET', `${files}?queue=${name}&limit=200`)).body as CaseFilePage).items.map(
      ({ id }) => id,
    );

  const columnEight = async (id: string) => {
    const { rows } = await sql<{ code: string | null; version: number }>`
      SELECT units.code, entries.version FROM entries LEFT JOIN units ON units.id = entries.unit_id
      WHERE entries.id = ${id}`.execute(database.db);
    return rows[0]?.code ?? null;
  };

  return {
    server,
    registrar,
    head,
    handler,
    colleague,
    stranger,
    director,
    idOf,
    register,
    act,
    assign,
    get,
    queue,
    columnEight,
  };
}
