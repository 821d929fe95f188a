import { randomUUID } from 'node:crypto';
import type { CaseFileDetail, LetterDetail, PetitionView } from '@opis/contracts';
import { sql } from 'kysely';
import { expect } from 'vitest';
import { aLetterWorld } from './a-letter-world.ts';
import type { Caller } from './a-server.ts';
import type { TestDatabase } from './test-database.ts';

/** A house with letters, its head, and what tests of petitions do in it. */
export async function aPetitionWorld(database: TestDatabase) {
  const world = await aLetterWorld(database);
  const { registrar, head, server } = world;
  const chief = await server.aCaller(['director']);

  const act = (caller: Caller, id: string, verb: string, body: object) =>
    caller.request('POST', `/api/v1/petitions/${id}/${verb}`, {
      requestId: randomUUID(),
      ...body,
    }) as Promise<{
      status: number;
      body: { code?: string; registrationNumber?: string };
    }>;
  const file = async (id: string, caller: Caller = head) =>
    (await caller.request('GET', `/api/v1/case-files/${id}`)).body as CaseFileDetail;
  const petition = async (id: string, caller: Caller = head) =>
    (await caller.request('GET', `/api/v1/petitions/${id}`)).body as PetitionView;
  const fileOf = async (entry: { year: number; number: number }) =>
    (
      (
        await registrar.request(
          'GET',
          `/api/v1/registers/general/entries/${entry.year}/${entry.number}/case-file`,
        )
      ).body as { id: string }
    ).id;

  const letterOf = async (id: string) => (await world.get(id, head)).letter;

  /** Signs a letter on paper and records that it left by post. */
  async function leave(id: string): Promise<LetterDetail> {
    const sent = await world.act(head, await letterOf(id), 'send-on-route', { signers: world.twoSigners() });
    expect(sent.status, JSON.stringify(sent.problem)).toBe(200);
    const upload = await world.upload(head);
    const signed = await world.act(head, sent.letter, 'signed-paper', { upload, signedOn: world.today });
    expect(signed.status, JSON.stringify(signed.problem)).toBe(200);
    const left = await world.act(registrar, signed.letter, 'sent', { how: 'post', on: world.today });
    expect(left.status, JSON.stringify(left.problem)).toBe(200);
    return left.letter;
  }

  async function aPaper(changes: Parameters<typeof world.register>[0] = {}) {
    const entry = await world.register({ unit: 'juridic', category: 'petitie', ...changes });
    return { id: await fileOf(entry), entry };
  }
  const terms = async (id: string) =>
    (
      await sql<{ role: string; rule: string; status: string; due: string }>`
        SELECT role, rule_id AS rule, status, due_on AS due FROM terms WHERE case_file_id = ${id} ORDER BY started_at, id
      `.execute(database.db)
    ).rows;

  return { world, chief, act, file, petition, letterOf, leave, aPaper, terms };
}
