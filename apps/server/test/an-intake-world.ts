import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import type {
  IntakeDetail,
  IntakePage,
  IntakeRuleDraft,
  Problem,
  RegisterMessageResponse,
} from '@opis/contracts';
import { sql } from 'kysely';
import { afterAll, expect } from 'vitest';
import { composeMail } from '../src/compose-mail.ts';
import { mailReceiver } from '../src/modules/incoming-mail/index.ts';
import { newId } from '../src/platform/ids.ts';
import { aCaseWorld } from './a-case-world.ts';
import type { Caller } from './a-server.ts';
import type { TestDatabase } from './test-database.ts';

/** Where the queue of incoming mail is in the API. */
export const intake = '/api/v1/mail-intake';
/** Where mail comes to, in these tests. */
export const ourAddress = 'registratura@valea-mica.example';

/** A message as somebody writes it. `headers` go in as they are. */
export type Letter = {
  from?: string;
  subject?: string;
  text?: string;
  to?: string;
  headers?: readonly string[];
  attachments?: readonly { name: string; type: string; content: string }[];
  /** Envelope; by default that of the header. */
  envelopeFrom?: string;
  type?: string;
};

/** The bytes of a message; each has a Message-ID of its own. */
export function aMessage(letter: Letter = {}): Buffer {
  const {
    from = 'Ana Pop <ana.pop@posta.example>',
    subject = 'Cerere',
    text = 'Bună ziua',
    to = ourAddress,
  } = letter;
  const boundary = 'granita';
  const attachments = letter.attachments ?? [];
  const head = [
    `From: ${from}`,
    `To: ${to}`,
    `Subject: =?utf-8?B?${Buffer.from(subject).toString('base64')}?=`,
    'Date: Mon, 29 Jun 2026 09:12:00 +0300',
    ...(letter.headers?.some((line) => /^message-id:/i.test(line))
      ? []
      : [`Message-ID: <${randomUUID()}@posta.example>`]),
    'MIME-Version: 1.0',
    ...(letter.headers ?? []),
  ];
  const body = ['Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: 8bit', '', text];
  if (attachments.length === 0) return Buffer.from([...head, ...body].join('\r\n'));
  const parts = attachments.flatMap(({ name, type, content }) => [
    `--${boundary}`,
    `Content-Type: ${type}; name="${name}"`,
    `Content-Disposition: attachment; filename="${name}"`,
    'Content-Transfer-Encoding: base64',
    '',
    Buffer.from(content).toString('base64'),
  ]);
  const lines = [
    ...head,
    `Content-Type: multipart/mixed; boundary=${boundary}`,
    '',
    `--${boundary}`,
    ...body,
    ...parts,
  ];
  return Buffer.from([...lines, `--${boundary}--`, ''].join('\r\n'));
}

/**
 * People who decide about mail, and a mailbox that messages are handed over to, as a mail server does; in a world that is
 * there already, or in one of their own.
 */
export async function anIntakeWorld(
  database: TestDatabase,
  given?: Omit<Awaited<ReturnType<typeof aCaseWorld>>, 'act' | 'get'>,
) {
  const world = given ?? (await aCaseWorld(database));
  const { server } = world;
  const officer = await server.aCaller(['digital-officer']);
  const colleague = await server.aCaller(['digital-officer']);
  const mail = composeMail(server.product, { maxMessageBytes: 50_000_000 });
  afterAll(mail.close);
  const receiver = mailReceiver(mail.deps);

  async function aMailbox(address = ourAddress, unit: string | null = null) {
    await sql`
      INSERT INTO mailboxes (id, name, address, channel, active, unit_id, created_at, changed_at)
      VALUES (${newId()}, ${address}, ${address}, 'smtp', true, (SELECT units.id FROM units WHERE units.code = ${unit}),
        now(), now())
    `.execute(database.db);
  }
  await aMailbox();

  /** Hands a message over; gives its id. */
  async function arrive(letter: Letter | Buffer = {}, to = ourAddress): Promise<string> {
    const bytes = Buffer.isBuffer(letter) ? letter : aMessage(letter);
    const from = Buffer.isBuffer(letter)
      ? 'ana.pop@posta.example'
      : (letter.envelopeFrom ?? 'ana.pop@posta.example');
    await receiver.keep({ from, to: [to], client: { address: null, helo: null } }, Readable.from([bytes]));
    const { rows } = await sql<{ id: string }>`
      SELECT incoming_messages.id FROM incoming_messages ORDER BY incoming_messages.id DESC LIMIT 1`.execute(
      database.db,
    );
    return rows[0]?.id ?? '';
  }

  const list = async (caller: Caller = officer, view = 'queue') =>
    (await caller.request('GET', `${intake}?view=${view}&limit=200`)).body as IntakePage;

  async function get(id: string, caller: Caller = officer) {
    const { status, body } = await caller.request('GET', `${intake}/${id}`);
    return { status, message: body as IntakeDetail, problem: body as Problem };
  }

  async function post<Answer>(caller: Caller, path: string, body: object) {
    const answer = await caller.request('POST', `${intake}/${path}`, { requestId: randomUUID(), ...body });
    return { status: answer.status, body: answer.body as Answer, problem: answer.body as Problem };
  }

  const registerMessage = (id: string, changes: object = {}, caller: Caller = officer) =>
    post<RegisterMessageResponse>(caller, `${id}/registration`, { version: 1, ...changes });

  const refuse = (
    items: readonly { id: string; version: number }[],
    reason = 'spam',
    caller: Caller = officer,
  ) => post<null>(caller, 'refusal', { items, reason });

  async function saveRule(
    changes: Omit<Partial<IntakeRuleDraft>, 'conditions' | 'effect'> & { conditions: object; effect: object },
  ) {
    const rule = { name: 'O regulă', position: 10, validFrom: '2020-01-01', ...changes };
    const id = randomUUID();
    await officer.request('POST', '/api/v1/intake-rules/trial', { ruleId: id, rule });
    const { status, body } = await officer.request('POST', `/api/v1/intake-rules/${id}`, {
      requestId: randomUUID(),
      rule,
    });
    expect(status, JSON.stringify(body)).toBe(204);
    return id;
  }

  return {
    ...world,
    officer,
    colleague,
    receiver,
    aMailbox,
    arrive,
    list,
    get,
    post,
    registerMessage,
    refuse,
    saveRule,
  };
}
