import type { CaseFileDetail, LetterDetail, LetterMail } from '@opis/contracts';
import { sql } from 'kysely';
import { expect } from 'vitest';
import { files } from './a-case-world.ts';
import { aMailWorld } from './a-mail-world.ts';
import { anIntakeWorld, type Letter } from './an-intake-world.ts';
import type { TestDatabase } from './test-database.ts';

/** Mail both ways: what comes in is registered, what is answered leaves to a mail server. */
export async function aPostWorld(database: TestDatabase) {
  const out = await aMailWorld(database);
  const into = await anIntakeWorld(database, out);

  /** Registers a message as a petition of the legal unit and gives it to the handler; gives the file's id. */
  async function registered(messageId: string, changes: object = {}): Promise<string> {
    const wishes = { kind: 'petition', unit: 'juridic', ...changes };
    const { status, problem } = await into.registerMessage(messageId, wishes);
    expect(status, JSON.stringify(problem)).toBe(201);
    const { rows } = await sql<{ id: string; joined: boolean }>`
      SELECT incoming_messages.case_file_id AS id, incoming_messages.state = 'joined' AS joined
      FROM incoming_messages WHERE incoming_messages.id = ${messageId}`.execute(database.db);
    const id = rows[0]?.id ?? '';
    if (!rows[0]?.joined) {
      const { version } = (await out.head.request('GET', `${files}/${id}`)).body as CaseFileDetail;
      await out.assign(out.head, id, version, { person: out.idOf(out.handler) });
    }
    return id;
  }

  const aRegistered = async (letter: Letter) => registered(await into.arrive(letter));

  /** How a letter would leave if nobody changed a word. */
  const proposalOf = async ({ id }: Pick<LetterDetail, 'id'>) =>
    ((await out.dispatcher.request('GET', `/api/v1/letters/${id}/mail`)).body as LetterMail).proposal;

  /** Sends a letter as it is proposed, and gives its message once a server took it. */
  async function leaves(letter: Pick<LetterDetail, 'id' | 'version'>, changes: object = {}) {
    const { address, subject, body } = await proposalOf(letter);
    const { status, message, problem } = await out.send(letter, { address, subject, body, ...changes });
    expect(status, JSON.stringify(problem)).toBe(201);
    await out.run(message.id);
    return message;
  }

  /** Has every message sent that waits for its turn. */
  async function sendWaiting() {
    const { rows } = await sql<{ id: string }>`
      SELECT outgoing_messages.id FROM outgoing_messages WHERE outgoing_messages.state = 'waiting'
      ORDER BY outgoing_messages.id`.execute(database.db);
    for (const { id } of rows) await out.run(id);
  }

  return { out, into, registered, aRegistered, proposalOf, leaves, sendWaiting };
}
