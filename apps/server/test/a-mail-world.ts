import { randomUUID } from 'node:crypto';
import type { LetterDetail, OutgoingMessageDetail, OutgoingMessageRow, Problem } from '@opis/contracts';
import { sql } from 'kysely';
import { expect } from 'vitest';
import {
  type NewMessage,
  queueMessage,
  type SendDeps,
  sendMessage,
} from '../src/modules/outgoing-mail/index.ts';
import { sealedRegisters } from '../src/modules/registry/index.ts';
import type { Clock } from '../src/platform/clock.ts';
import { createLog } from '../src/platform/log.ts';
import { aLetterWorld } from './a-letter-world.ts';
import { aMailPeer } from './a-mail-peer.ts';
import type { Caller } from './a-server.ts';
import type { TestDatabase } from './test-database.ts';

const outgoing = '/api/v1/outgoing-messages';

/** The clock of the sender alone, which can be put forward: a book takes no hour but the database's. */
function movableClock(): Clock & { forward(minutes: number): void } {
  let ahead = 0;
  return {
    now: () => new Date(Date.now() + ahead),
    forward: (minutes) => {
      ahead += minutes * 60_000;
    },
  };
}

/** Letters that are ready, a mail server, and the job that sends, run by the test's own hand. */
export async function aMailWorld(database: TestDatabase) {
  const peer = await aMailPeer();
  const clock = movableClock();
  const world = await aLetterWorld(database, { settings: { mail: peer.mail } });
  const { product } = world.server;
  const dispatcher = await world.server.aCaller(['dispatcher']);
  const deps: SendDeps = {
    ...product,
    clock,
    sealedRegisters: sealedRegisters(product),
    mail: peer.mail,
    pauses: [],
    printReceipt: async () => ({ name: 'dovada-1.pdf', bytes: Buffer.from('%PDF-1.7 dovada') }),
  };

  /** A letter signed and ready, in the hands of who dispatches. */
  async function aReadyLetter(): Promise<LetterDetail> {
    const { id } = await world.aPetition();
    return world.ready(id, {});
  }

  const send = async (
    letter: Pick<LetterDetail, 'id' | 'version'>,
    changes: object = {},
    caller = dispatcher,
  ) => {
    const { status, body } = await caller.request('POST', `/api/v1/letters/${letter.id}/mail`, {
      ...{ requestId: randomUUID(), version: letter.version },
      ...{ address: 'ana.pop@exemplu.ro', subject: 'Răspuns la petiție', body: 'Bună ziua,\nvedeți atașat.' },
      ...changes,
    });
    return { status, message: body as OutgoingMessageDetail, problem: body as Problem };
  };

  /** A letter in the queue. */
  async function aQueuedLetter(changes: object = {}): Promise<OutgoingMessageDetail> {
    const { status, message, problem } = await send(await aReadyLetter(), changes);
    expect(status, JSON.stringify(problem)).toBe(201);
    return message;
  }

  let file: Promise<string> | undefined;
  /** A message of a file in the queue, which is no letter. */
  async function aQueuedMessage(changes: Partial<NewMessage> = {}): Promise<OutgoingMessageDetail> {
    file ??= world.aPetition().then(({ id }) => id);
    const caseFileId = await file;
    const by = { accountId: await accountOf(world.registrar), onBehalfOf: null };
    const { id } = await database.db.transaction().execute((tx) =>
      queueMessage(tx, deps, {
        ...{ purpose: 'other', caseFileId, by, subject: 'Înștiințare', body: 'Bună ziua' },
        to: { address: 'ana.pop@exemplu.ro', name: 'Ana Pop' },
        ...changes,
      }),
    );
    return read(id);
  }

  const accountOf = async ({ username }: Caller) =>
    (await sql<{ id: string }>`SELECT id FROM accounts WHERE username = ${username}`.execute(database.db))
      .rows[0]?.id ?? '';

  /** One run of the job, as the queue would begin it. */
  const run = (messageId: string, { attempt = 1, deps: other = deps } = {}) =>
    sendMessage.run(
      other,
      { messageId },
      {
        ...{ attempt, isLastAttempt: false, signal: new AbortController().signal },
        log: createLog('silent'),
      },
    );

  const read = async (id: string, caller: Caller = dispatcher) => {
    const { status, body } = await caller.request('GET', `${outgoing}/${id}`);
    expect(status).toBe(200);
    return body as OutgoingMessageDetail;
  };

  const actOn = async (
    message: Pick<OutgoingMessageRow, 'id' | 'state'>,
    verb: string,
    changes: object = {},
  ) => {
    const url = `${outgoing}/${message.id}/${verb}`;
    const asked = { requestId: randomUUID(), state: message.state, ...changes };
    const { status, body } = await dispatcher.request('POST', url, asked);
    return { status, message: body as OutgoingMessageDetail, problem: body as Problem };
  };

  const letterOf = async (id: string | null) => (await world.get(id ?? '')).letter;

  const tokenOf = async (id: string) =>
    (await sql<{ token: string }>`SELECT token FROM outgoing_messages WHERE id = ${id}`.execute(database.db))
      .rows[0]?.token ?? '';

  return {
    ...world,
    aQueuedLetter,
    accountOf,
    peer,
    clock,
    deps,
    dispatcher,
    aReadyLetter,
    send,
    aQueuedMessage,
    run,
    read,
    actOn,
    letterOf,
    tokenOf,
  };
}
